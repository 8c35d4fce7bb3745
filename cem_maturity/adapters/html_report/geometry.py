"""Where the shapes of a chart stand; what they look like is the templates' business."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, groupby
from typing import Protocol, cast

DARKEST = 5
"""The last step of the level ramp."""
SHAPES = 5
"""So many roles are told apart by the shape of their marks."""


class Number(Protocol):
    """A figure of any exactness."""

    def __float__(self) -> float:
        """The nearest double."""
        ...


def polar(turn: Number, radius: Number) -> tuple[float, float]:
    """The point at *turn*, 0..1 clockwise from the top, and *radius* around the origin; y grows downwards."""
    angle = 2 * math.pi * float(turn)
    return float(radius) * math.sin(angle), -float(radius) * math.cos(angle)


def px(value: Number) -> str:
    """A coordinate as short as a hundredth of a pixel allows."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def shade(level: int, top: int) -> int:
    """The step 0..5 of the ramp for *level* on a ladder up to *top*, dark at the top of every ladder."""
    return level if top == DARKEST else (2 * level * DARKEST + top) // (2 * max(top, 1))


def spread(heights: Mapping[str, Number], least: float) -> list[dict[str, object]]:
    """The labels with *heights* moved apart, from the highest down, so that *least* lies between neighbours."""
    placed: list[dict[str, object]] = []
    above = math.inf
    for word, height in sorted(heights.items(), key=lambda pair: -float(pair[1])):
        above = min(float(height), above - least)
        placed.append({"word": word, "at": above})
    return placed


def apart(boxes: Sequence[Mapping[str, Number]], height: Number) -> bool:
    """Whether no two of *boxes* lie over one another, and none leaves a drawing of that *height* around the origin.

    A box has its `left`, `top`, `width` and `height`; y grows downwards.
    """
    half = float(height) / 2
    inside = all(-half <= float(one["top"]) and float(one["top"]) + float(one["height"]) <= half for one in boxes)
    return inside and not any(
        _meet(one, other, "left", "width") and _meet(one, other, "top", "height")
        for one, other in combinations(boxes, 2)
    )


def _meet(one: Mapping[str, Number], other: Mapping[str, Number], start: str, size: str) -> bool:
    begins = max(float(one[start]), float(other[start]))
    return begins < min(float(each[start]) + float(each[size]) for each in (one, other))


def stages(touchpoints: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """The stages in their order, each with the place of its first touchpoint and how many it has."""
    found: list[dict[str, object]] = []
    at = 0
    for title, group in groupby(touchpoints, key=lambda one: one["stage_title"]):
        count = len(list(group))
        found.append({"title": title, "at": at, "count": count})
        at += count
    return found


def spots(touchpoints: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """The touchpoints as numbered spots, those that fall on one place set side by side by `shift`."""
    places = [(one["functional"], one["emotional"]) for one in touchpoints]
    crowd, seen = Counter(places), Counter[tuple[object, object]]()
    found: list[dict[str, object]] = []
    for number, (one, place) in enumerate(zip(touchpoints, places, strict=True), start=1):
        shift = seen[place] - (crowd[place] - 1) / 2
        seen[place] += 1
        found.append(
            {
                "number": number,
                "x": place[0],
                "y": place[1],
                "shift": shift,
                "moment_of_truth": one["moment_of_truth"],
            }
        )
    return found


def marks(responses: Sequence[Mapping[str, object]], roles: Sequence[str], top: int) -> list[dict[str, object]]:
    """What respondents answered to one question, as marks on a scale of 0..1, those of one answer side by side.

    A mark stands for all of one role who gave one answer; its `role` is the place in *roles*, or 0 for everybody where
    there are more roles than shapes.
    """
    alike = len(roles) > SHAPES
    found = Counter(
        (_height(one, top), 0 if alike else roles.index(str(one["role"])))
        for one in responses
        if one["state"] == "answered"
    )
    beside = Counter(at for at, _ in found)
    seen = Counter[float]()
    placed: list[dict[str, object]] = []
    for (at, role), people in sorted(found.items()):
        placed.append({"at": at, "role": role, "people": people, "shift": seen[at] - (beside[at] - 1) / 2})
        seen[at] += 1
    return placed


def _height(response: Mapping[str, object], top: int) -> float:
    level = response["level"]
    # What is not answered by a level is answered by a share.
    return level / top if isinstance(level, int) else float(cast("Number", response["value"]))
