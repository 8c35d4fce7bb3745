"""What is said about a question on which people stand apart."""

from fractions import Fraction
from typing import assert_never

from cem_maturity.domain.consensus import RoleView
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question
from cem_maturity.domain.report import Disagreement, RoleGap, RoleMark
from cem_maturity.domain.splits import Split


def disagreement(split: Split) -> Disagreement:
    """How far people lie apart at *split*, and what each role makes of it."""
    apart = split.spread
    by_role = tuple(_role_mark(split.question, view) for view in apart.by_role)
    return Disagreement(split.question.id, apart.average_deviation, apart.range, by_role)


def role_gap(split: Split) -> RoleGap:
    """Which roles lie furthest apart at *split*."""
    apart, question = split.spread, split.question
    return RoleGap(
        question.id,
        _role_mark(question, apart.lowest),
        _role_mark(question, apart.highest),
        Fraction(apart.role_gap),
    )


def _role_mark(question: Question, view: RoleView) -> RoleMark:
    match question:
        case GridQuestion():
            return RoleMark(view.role, int(view.median), None)
        case PracticeQuestion():
            return RoleMark(view.role, None, Fraction(view.median))
        case _:
            assert_never(question)
