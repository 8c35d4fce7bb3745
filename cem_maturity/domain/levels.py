"""From fulfilments to a level: the four rules, and the condition that stops the climb."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm
from typing import NamedTuple, TypeAlias, assert_never

from cem_maturity.domain.questionnaire import LevelRule, Rules

Share: TypeAlias = Fraction | None
"""0..1, or None where nothing was tested."""


@dataclass(frozen=True, slots=True)
class Tally:
    """For each level 1..N, how much weight has reached it and how much takes part there."""

    reached: tuple[int, ...]
    """Whole numbers in proportion to the weights, on the same scale as `total`."""
    total: tuple[int, ...]
    """0 where nothing takes part: the level is untested."""

    def fulfilment(self) -> tuple[Share, ...]:
        """F(1)..F(N), None where untested (scoring.md §2.1)."""
        return tuple(
            Fraction(reached, total) if total else None for reached, total in zip(self.reached, self.total, strict=True)
        )

    def tested(self) -> Iterator[tuple[int, int, int]]:
        """Each tested level from 1 up, with the weight that has reached it and the weight that takes part."""
        for level, (reached, total) in enumerate(zip(self.reached, self.total, strict=True), start=1):
            if total:
                yield level, reached, total

    def ceiling(self) -> int:
        """The highest tested level, 0 where none is."""
        return max((level for level, _, _ in self.tested()), default=0)

    def index(self) -> Fraction:
        """The sum of the fulfilments, 0..N (scoring.md §2.3).

        An untested level counts as the nearest tested one above it, and as 0 where
        there is none, so that leaving out hard questions cannot raise the index.
        """
        everywhere = self.total[-1]
        if everywhere and self.total.count(everywhere) == len(self.total):
            return Fraction(sum(self.reached), everywhere)
        scale = lcm(*filter(None, self.total))
        above = index = 0
        for reached, total in zip(reversed(self.reached), reversed(self.total), strict=True):
            if total:
                above = reached * (scale // total)
            index += above
        return Fraction(index, scale)


class ShareTooLow(NamedTuple):
    """Not enough of the weight has reached a level."""

    level: int
    """The level that is refused for it."""
    at: int
    """The level at which the share was taken: the refused one or one beneath."""
    wanted: Fraction
    """More than this is wanted; all where it is 1."""
    share: Fraction


@dataclass(frozen=True, slots=True)
class IndexTooLow:
    """The index does not reach what the next level wants."""

    level: int
    """The level that is refused for it."""
    wanted: Fraction
    index: Fraction


class NothingHigher(NamedTuple):
    """No tested level stands above the one reached."""

    level: int


Obstacle: TypeAlias = ShareTooLow | IndexTooLow | NothingHigher
"""Why it is this level and not the next."""


def level_reached(tally: Tally, index: Fraction, rule: LevelRule, rules: Rules) -> int:
    """The level, 0..N, that *rule* makes of fulfilments and index (scoring.md §2.2 and §4)."""
    match rule:
        case LevelRule.GATE:
            return _gate(tally, rules.top, rules.below)
        case LevelRule.STRICT:
            return _strict(tally)
        case LevelRule.FLOOR:
            return floor(index)
        case LevelRule.BANDS:
            return bisect_right(cut_points(rules, len(tally.total)), index)
        case _:
            assert_never(rule)


def _gate(tally: Tally, top: Fraction, below: Fraction) -> int:
    top_part, top_whole = top.as_integer_ratio()
    below_part, below_whole = below.as_integer_ratio()
    level = 0
    for n, (reached, total) in enumerate(zip(tally.reached, tally.total, strict=True), start=1):
        if not total:
            continue
        if reached * top_whole <= top_part * total:
            break
        level = n
        if reached * below_whole <= below_part * total:
            break
    return level


def _strict(tally: Tally) -> int:
    level = 0
    for n, reached, total in tally.tested():
        if reached < total:
            break
        level = n
    return level


def cut_points(rules: Rules, top_level: int) -> tuple[Fraction, ...]:
    """The N cut points on the index; half a level beneath each level where the author names none."""
    return rules.bands or tuple(Fraction(2 * level - 1, 2) for level in range(1, top_level + 1))


def obstacle(tally: Tally, index: Fraction, level: int, rule: LevelRule, rules: Rules) -> Obstacle:
    """The first condition of the level after *level* that does not hold (scoring.md §2.4)."""
    top_level = len(tally.total)
    match rule:
        case LevelRule.GATE:
            return _what_stops(tally, level, rules.top, rules.below)
        case LevelRule.STRICT:
            # Beneath the level that follows, all of the weight is there already.
            return _what_stops(tally, level, Fraction(1), Fraction(0))
        case LevelRule.FLOOR:
            cuts = tuple(Fraction(n) for n in range(1, top_level + 1))
        case LevelRule.BANDS:
            cuts = cut_points(rules, top_level)
        case _:
            assert_never(rule)
    return NothingHigher(level) if level == top_level else IndexTooLow(level + 1, cuts[level], index)


def _what_stops(tally: Tally, level: int, top: Fraction, below: Fraction) -> Obstacle:
    following = next((n for n, _, _ in tally.tested() if n > level), None)
    if following is None:
        return NothingHigher(level)
    for k, reached, total in tally.tested():
        share = Fraction(reached, total)
        if k == following:
            return ShareTooLow(following, k, top, share)
        if share <= below:
            return ShareTooLow(following, k, below, share)
    raise AssertionError("the level that follows is one of those tested")
