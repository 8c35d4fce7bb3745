"""The figures of one assessment, exact, and all that follows from them (scoring.md §2-5)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeAlias, assert_never

from cem_maturity.domain.levels import IndexTooLow, NothingHigher, Obstacle, Share, ShareTooLow, Tally, obstacle
from cem_maturity.domain.questionnaire import (
    Dimension,
    GridQuestion,
    LevelRule,
    OverallRule,
    PracticeQuestion,
    Question,
    Rules,
)

Mark: TypeAlias = tuple[Question, int | Fraction]
"""A question with the answer that counts in the sums."""


class Grounds(NamedTuple):
    """What a result stands on, as sums of weights: whole numbers on one scale for all dimensions."""

    applicable: int
    answered: int
    proof: int
    """Each answer's weight times its evidence grade, 0..3."""

    @property
    def coverage(self) -> Share:
        """The share of the applicable weight that is answered; None where nothing applies (scoring.md §5)."""
        return _share(self.answered, self.applicable) if self.applicable else None

    @property
    def confidence(self) -> Share:
        """How well the answers are proved, 0..1; None without an answer (scoring.md §7)."""
        return _share(self.proof, 3 * self.answered) if self.answered else None


@lru_cache(maxsize=1024)
def _share(part: int, whole: int) -> Fraction:
    """*part* of *whole*; among thousands of units the same shares come again and again."""
    return Fraction(part, whole)


@dataclass(frozen=True, slots=True)
class Scored:
    """A dimension with enough answered questions; all else about it follows from the tally."""

    dimension: Dimension
    rules: Rules
    marks: tuple[Mark, ...]
    """The answers that make the figures, in file order."""
    tally: Tally
    index: Fraction
    """Sum of the fulfilments, 0..N, exact; rounding belongs to the template."""
    level: int
    """0..N."""
    grounds: Grounds

    @property
    def fulfilment(self) -> tuple[Share, ...]:
        """F(1)..F(N), None where untested (scoring.md §2.1)."""
        return self.tally.fulfilment()

    @property
    def ceiling(self) -> int:
        """The highest tested level, 1..N."""
        return self.tally.ceiling()

    @property
    def obstacle(self) -> Obstacle:
        """Why it is this level and not the next."""
        return obstacle(self.tally, self.index, self.level, self.rules.level_rule, self.rules)

    @property
    def blockers(self) -> tuple[str, ...]:
        """Ids of the questions below the failing condition (scoring.md §2.4)."""
        blocked = blocked_at(self.obstacle)
        return () if blocked is None else tuple(mark[0].id for mark in self.marks if is_below(mark, blocked))


class Lack(StrEnum):
    """Why a dimension has no level."""

    NOT_ASSESSED = "not_assessed"
    """Too little of it was answered."""
    NOT_APPLICABLE = "not_applicable"
    """None of its questions applies."""


class Unscored(NamedTuple):
    """A dimension without a level; it takes no part in the organisation's."""

    dimension: Dimension
    lack: Lack
    grounds: Grounds


Outcome: TypeAlias = Scored | Unscored


@dataclass(frozen=True, slots=True)
class OverallScore:
    """The organisation's level and index over its assessed dimensions (scoring.md §3)."""

    rules: Rules
    scored: tuple[Scored, ...]
    """The assessed dimensions, one at least."""
    tally: Tally
    index: Fraction
    """Weighted mean of the dimensions' indices, 0..N."""
    level: int
    """0..N."""

    @property
    def fulfilment(self) -> tuple[Share, ...]:
        """F(1)..F(N) over dimensions."""
        return self.tally.fulfilment()

    @property
    def obstacle(self) -> Obstacle:
        """Why it is this level and not the next."""
        return obstacle(self.tally, self.index, self.level, climbing_rule(self.rules.overall_rule), self.rules)

    @property
    def blockers(self) -> tuple[str, ...]:
        """Ids of the dimensions below the failing condition."""
        blocked = blocked_at(self.obstacle)
        return () if blocked is None else tuple(one.dimension.id for one in self.scored if one.level < blocked)

    @property
    def laggards(self) -> tuple[str, ...]:
        """Ids of the dimensions more than one level behind."""
        return tuple(one.dimension.id for one in self.scored if one.level < self.level - 1)


class Scorecard(NamedTuple):
    """All figures of one assessment."""

    outcomes: tuple[Outcome, ...]
    """One for each dimension, in file order."""
    overall: OverallScore | None
    """None where no dimension is assessed."""
    grounds: Grounds
    """Over all questions, each weighted with its dimension."""
    blanks: tuple[str, ...]
    """Ids of the questions in scope that nobody has answered in any way."""

    @property
    def scored(self) -> tuple[Scored, ...]:
        """The assessed dimensions."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Scored))


def is_below(mark: Mark, level: int) -> bool:
    """Whether the answer lags behind *level* (scoring.md §2.4)."""
    question, answer = mark
    match question:
        case GridQuestion():
            return answer < level
        case PracticeQuestion():
            return question.level == level and answer < 1
        case _:
            assert_never(question)


def blocked_at(what_stops: Obstacle) -> int | None:
    """The level below which questions or dimensions block; None where nothing does."""
    match what_stops:
        case ShareTooLow(at=level) | IndexTooLow(level=level):
            return level
        case NothingHigher():
            return None
        case _:
            assert_never(what_stops)


def climbing_rule(rule: OverallRule) -> LevelRule:
    """The rule by which the dimensions' levels climb; the weakest decides where all must be there."""
    return LevelRule.STRICT if rule is OverallRule.WEAKEST else LevelRule(rule)
