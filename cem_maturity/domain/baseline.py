"""What a report says of an earlier result, from the same moves as a comparison over time."""

from dataclasses import dataclass
from fractions import Fraction

from cem_maturity.domain.message import Message
from cem_maturity.domain.plan_of_record import ReportedPlannedAction, done_since
from cem_maturity.domain.result import Result
from cem_maturity.domain.trend import QuestionMove, SubjectMove, trend


@dataclass(frozen=True, slots=True)
class BaselineOverall:
    """Where the organisation stood before, and how far it has come since."""

    level: int | None
    level_name: str | None
    index: Fraction | None
    """0..N."""
    level_move: int | None
    """None where the two do not compare."""
    index_move: Fraction | None


@dataclass(frozen=True, slots=True)
class BaselineDimension:
    """Where a dimension stood before, and how far it has come since."""

    id: str
    title: str
    level: int | None
    index: Fraction | None
    """0..N."""
    compared: bool
    """Whether the level then and the level now say the same thing."""
    level_move: int | None
    index_move: Fraction | None


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier result, and what has moved since."""

    date: str
    comparable: bool
    """Whether a trend may be drawn for the organisation (scoring.md §10)."""
    reasons: tuple[Message, ...]
    """Why it may not, and what to mind where it may."""
    overall: BaselineOverall | None
    dimensions: tuple[BaselineDimension, ...]
    """All of now and then; those that were not there before have no level and no index."""
    questions: tuple[QuestionMove, ...]
    actions_done: tuple[ReportedPlannedAction, ...]


def since(then: Result, now: Result) -> Baseline:
    """What has moved from *then*, the baseline, to *now*."""
    moves = trend(then, now)
    return Baseline(
        date=then.assessment.date,
        comparable=moves.comparable,
        reasons=moves.reasons,
        overall=_overall(then, moves.overall) if moves.overall and moves.overall.then else None,
        dimensions=tuple(map(_dimension, moves.dimensions)),
        questions=moves.questions,
        actions_done=done_since(then, now),
    )


def _overall(then: Result, move: SubjectMove) -> BaselineOverall:
    level, overall = then.level, then.scorecard.overall
    return BaselineOverall(
        level.number if level else None,
        level.name if level else None,
        overall.index if overall else None,
        move.level_move,
        move.index_move,
    )


def _dimension(move: SubjectMove) -> BaselineDimension:
    then = move.then
    return BaselineDimension(
        move.id,
        move.title,
        then.level if then else None,
        then.index if then else None,
        move.compared,
        move.level_move,
        move.index_move,
    )
