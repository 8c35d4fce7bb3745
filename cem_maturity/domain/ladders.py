"""What it costs to raise an answer, step by step, and how much each step lifts its dimension."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple, assert_never

from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question, Recommendation
from cem_maturity.domain.response import Answered
from cem_maturity.domain.scorecard import Scored
from cem_maturity.domain.scoring import Responses, Yardstick

USUAL_EFFORT = 3
"""Of a step for which no action is authored (scoring.md §9)."""


class Rise(NamedTuple):
    """A grid question raised by one level, or a practice put in place."""

    question: str
    dimension: str
    start: int | Fraction
    """The answer before: a level, or the value of an option."""
    end: int | Fraction
    """The answer after: the next level, or 1."""
    level: int
    """The level, 1..N, at which it counts."""
    lift: Fraction
    """How much more of the questions' weight reaches that level, in units of that weight."""
    actions: tuple[Recommendation, ...]
    """What leads there."""

    @property
    def effort(self) -> int:
        """What it costs: the sum of its actions' efforts, >= 1 (scoring.md §9)."""
        return sum(action.effort for action in self.actions) if self.actions else USUAL_EFFORT


def rises(question: Question, dimension: str, answer: int | Fraction, weight: int, top_level: int) -> Iterator[Rise]:
    """The steps from *answer* to the highest one, in their order."""
    match question:
        case GridQuestion():
            for level in range(int(answer) + 1, top_level + 1):
                actions = question.actions_to(level)
                yield Rise(question.id, dimension, level - 1, level, level, Fraction(weight), actions)
        case PracticeQuestion():
            if answer < 1:
                lift = weight * (1 - Fraction(answer))
                yield Rise(question.id, dimension, answer, Fraction(1), question.level, lift, question.actions)
        case _:
            assert_never(question)


def ladders(scored: Scored, responses: Responses, measure: Yardstick) -> tuple[tuple[Rise, ...], ...]:
    """The steps of every answered question of a dimension, in file order; the others stay as they are."""
    return tuple(
        tuple(rises(question, scored.dimension.id, answer, measure.weights[question.id], measure.top_level))
        for question, answer in scored.marks
        if isinstance(responses.get(question.id), Answered)
    )
