"""The answers that a question can have, from the lowest to the highest, and how far up one is."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question

Answer: TypeAlias = int | Fraction
"""A level, or the value of an option."""


def rungs(question: Question, top_level: int) -> Sequence[Answer]:
    """All answers to *question*, the lowest first."""
    match question:
        case GridQuestion():
            return range(top_level + 1)
        case PracticeQuestion():
            return sorted({option.value for option in question.answers.options})
        case _:
            assert_never(question)


def rung_of(answer: Answer, steps: Sequence[Answer]) -> int:
    """The place of an *answer* among the *steps*; what several people come to may lie between two: the nearest one."""
    return min(range(len(steps)), key=lambda place: abs(Fraction(steps[place]) - answer))


def rung_for(question: Question, wish: int, top_level: int) -> int:
    """The place among the rungs that fits a client who is *wish* hundredths of a level up, 0 or more."""
    match question:
        case GridQuestion():
            return min((wish + 50) // 100, top_level)
        case PracticeQuestion():
            share = Fraction(wish, 100) - (question.level - 1)
            steps = rungs(question, top_level)
            return min(range(len(steps)), key=lambda place: (abs(steps[place] - share), place))
        case _:
            assert_never(question)


def height(question: Question, answer: Answer) -> Fraction:
    """How high an *answer* is, in levels: a grid answer itself, a practice as far as it is in place."""
    match question:
        case GridQuestion():
            return Fraction(answer)
        case PracticeQuestion():
            return question.level * Fraction(answer)
        case _:
            assert_never(question)


def high(top_level: int) -> int:
    """The level from which an answer is a high one: 3 of 5."""
    return -(-3 * top_level // 5)


def is_high(question: Question, answer: Answer, top_level: int) -> bool:
    """Whether an *answer* claims much."""
    is_whole = isinstance(question, GridQuestion) or answer == 1
    return is_whole and height(question, answer) >= high(top_level)
