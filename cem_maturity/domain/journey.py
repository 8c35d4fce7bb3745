"""Touchpoints: how customers fare where they meet the company (contract.md §5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.assessment import Touchpoint
from cem_maturity.domain.questionnaire import JourneyPart

GOOD = 7
"""Function or feeling from here on is good, 0..10."""
DECENT = 8
"""What a customer may expect at the least, when it is decided what comes first."""


class JudgedTouchpoint(NamedTuple):
    """A touchpoint with its figures (contract.md §5)."""

    touchpoint: str
    stage: str
    stage_title: str
    importance: int
    expected: Fraction
    functional: Fraction
    emotional: Fraction
    recommend: Fraction | None
    moment_of_truth: bool
    note: str | None
    experience: Fraction
    """0..10."""
    expectation_gap: Fraction
    priority: Fraction
    quadrant: str
    """both_good, works_but_cold, warm_but_broken or neither."""


@dataclass(frozen=True, slots=True)
class Journey:
    """The customer's journey, judged."""

    index: Fraction
    """0..10."""
    touchpoints: tuple[JudgedTouchpoint, ...]
    """In stage order, then in file order."""
    first_moment_of_truth_gap: Fraction | None


def judge(part: JourneyPart, touchpoints: Sequence[Touchpoint]) -> Journey | None:
    """The journey in stage order, then in file order, or None where nothing was judged."""
    if not touchpoints:
        return None
    order = {stage.id: position for position, stage in enumerate(part.stages)}
    titles = {stage.id: stage.title for stage in part.stages}
    in_order = sorted(touchpoints, key=lambda touchpoint: order.get(touchpoint.stage, len(order)))
    judged = tuple(
        _judge(touchpoint, titles.get(touchpoint.stage, touchpoint.stage), part.emotional_weight)
        for touchpoint in in_order
    )
    importance = sum(touchpoint.importance for touchpoint in judged)
    weighed = sum((touchpoint.importance * touchpoint.experience for touchpoint in judged), Fraction(0))
    return Journey(
        weighed / importance,
        judged,
        next((touchpoint.expectation_gap for touchpoint in judged if touchpoint.moment_of_truth), None),
    )


def _judge(touchpoint: Touchpoint, stage_title: str, emotional_weight: Fraction) -> JudgedTouchpoint:
    experience = (1 - emotional_weight) * touchpoint.functional + emotional_weight * touchpoint.emotional
    missing = max(Fraction(0), max(touchpoint.expected, Fraction(DECENT)) - experience)
    return JudgedTouchpoint(
        touchpoint.name,
        touchpoint.stage,
        stage_title,
        touchpoint.importance,
        touchpoint.expected,
        touchpoint.functional,
        touchpoint.emotional,
        touchpoint.recommend,
        touchpoint.moment_of_truth,
        touchpoint.note or None,
        experience,
        touchpoint.expected - experience,
        touchpoint.importance * missing * (2 if touchpoint.moment_of_truth else 1),
        quadrant(touchpoint.functional, touchpoint.emotional),
    )


def quadrant(functional: Fraction, emotional: Fraction) -> str:
    """both_good, works_but_cold, warm_but_broken or neither."""
    match functional >= GOOD, emotional >= GOOD:
        case True, True:
            return "both_good"
        case True, False:
            return "works_but_cold"
        case False, True:
            return "warm_but_broken"
        case _:
            return "neither"
