"""Touchpoints: how customers fare where they meet the company."""

from fractions import Fraction

import pytest

from cem_maturity.domain.assessment import Touchpoint
from cem_maturity.domain.journey import Journey, judge, quadrant
from cem_maturity.domain.questionnaire import JourneyPart, Stage

STAGES = JourneyPart((Stage("learn", "Learning"), Stage("buy", "Buying")))
TICKET = Touchpoint(
    "Buying a ticket", "buy", importance=5, expected=Fraction(8), functional=Fraction(6), emotional=Fraction(4)
)


def judged(*touchpoints: Touchpoint, part: JourneyPart = STAGES) -> Journey:
    """A journey that has touchpoints."""
    journey = judge(part, touchpoints)
    assert journey is not None
    return journey


def test_a_touchpoint_is_judged_by_function_and_feeling() -> None:
    """Half each by default: 6 and 4 make 5, 3 short of the expected 8, times the importance."""
    touchpoint = judged(TICKET).touchpoints[0]

    assert (touchpoint.experience, touchpoint.expectation_gap) == (Fraction(5), Fraction(3))
    assert touchpoint.priority == 15
    assert (touchpoint.stage_title, touchpoint.quadrant, touchpoint.note) == ("Buying", "neither", None)
    assert judged(TICKET._replace(note="A queue.")).touchpoints[0].note == "A queue."


def test_feeling_weighs_as_the_author_says() -> None:
    """A quarter for feeling: 3/4 of 6 and 1/4 of 4."""
    part = STAGES._replace(emotional_weight=Fraction(1, 4))

    assert judged(TICKET, part=part).index == Fraction(11, 2)


@pytest.mark.parametrize(
    ("changes", "priority"),
    [
        ({"moment_of_truth": True}, 30),
        ({"expected": Fraction(2)}, 15),
        ({"expected": Fraction(10)}, 25),
        ({"functional": Fraction(10), "emotional": Fraction(10)}, 0),
    ],
)
def test_priority_asks_for_a_decent_experience_at_the_least(changes: dict[str, Fraction | bool], priority: int) -> None:
    """Low expectations are no excuse, moments of truth count double, and nothing is below zero."""
    touchpoint = Touchpoint(
        TICKET.name,
        TICKET.stage,
        TICKET.importance,
        Fraction(changes.get("expected", TICKET.expected)),
        Fraction(changes.get("functional", TICKET.functional)),
        Fraction(changes.get("emotional", TICKET.emotional)),
        moment_of_truth=bool(changes.get("moment_of_truth", False)),
    )

    assert judged(touchpoint).touchpoints[0].priority == priority


@pytest.mark.parametrize(
    ("functional", "emotional", "name"),
    [(7, 7, "both_good"), (7, 6, "works_but_cold"), (6, 7, "warm_but_broken"), (6, 6, "neither")],
)
def test_good_starts_at_seven(functional: int, emotional: int, name: str) -> None:
    """The four quadrants at their borders."""
    assert quadrant(Fraction(functional), Fraction(emotional)) == name


def test_the_journey_runs_in_stage_order_and_weighs_by_importance() -> None:
    """The first moment of truth is that of the earliest stage, not of the first line."""
    later = TICKET._replace(moment_of_truth=True)
    earlier = TICKET._replace(name="Poster", stage="learn", importance=1, functional=Fraction(8), moment_of_truth=True)

    journey = judged(later, earlier)

    assert [one.touchpoint for one in journey.touchpoints] == ["Poster", "Buying a ticket"]
    assert (journey.index, journey.first_moment_of_truth_gap) == (Fraction(31, 6), Fraction(2))


def test_without_touchpoints_there_is_no_journey() -> None:
    """Nothing is judged where nothing was said."""
    assert judge(STAGES, ()) is None


def test_without_a_moment_of_truth_there_is_no_gap_at_it() -> None:
    """None, not zero."""
    assert judged(TICKET).first_moment_of_truth_gap is None
