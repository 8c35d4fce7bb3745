"""All that is said about several results held against one another, over time or between units (contract.md §4)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.message import Message
from cem_maturity.domain.plan_of_record import ReportedPlannedAction
from cem_maturity.domain.report import ReportedLevel
from cem_maturity.domain.side_by_side import Donor, Median, Outlier, Ranked, WeakDimension, WeakQuestion
from cem_maturity.domain.trend import QuestionMove, SubjectMove


class By(StrEnum):
    """What results are compared by."""

    TIME = "time"
    UNIT = "unit"


class ComparedQuestionnaire(NamedTuple):
    """Which questionnaire a result rests on."""

    id: str
    version: str
    title: str
    scoring_digest: str


@dataclass(frozen=True, slots=True)
class ComparedOverall:
    """The organisation's figures."""

    level: int | None
    level_name: str | None
    index: Fraction | None
    """0..N."""
    target: int | None
    coverage: Fraction
    """0..1."""
    provisional: bool


@dataclass(frozen=True, slots=True)
class ComparedDimension:
    """The figures of one dimension."""

    id: str
    title: str
    status: str
    """assessed, not_assessed or not_applicable."""
    level: int | None
    index: Fraction | None
    """0..N."""
    target: int | None
    compared: bool
    """Whether its level says the same as that of the others: the id is unchanged, and the scale is the same."""


class ComparedResult(NamedTuple):
    """One of the results that are compared."""

    file: str
    label: str
    """What tells it from the others: organisation and unit, or one of them; and the file where that is not enough."""
    organisation: str
    unit: str
    date: str
    questionnaire: ComparedQuestionnaire
    comparable: bool
    """Whether it compares as a whole with the last result, or with most units."""
    overall: ComparedOverall | None
    """None where the questionnaire has no dimensions."""
    dimensions: tuple[ComparedDimension, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """What has moved from the first result to the last."""

    overall: SubjectMove | None
    dimensions: tuple[SubjectMove, ...]
    questions: tuple[QuestionMove, ...]
    actions_done: tuple[ReportedPlannedAction, ...]


class WeakSpots(NamedTuple):
    """What most units lack."""

    dimensions: tuple[WeakDimension, ...]
    questions: tuple[WeakQuestion, ...]


class Titled(NamedTuple):
    """A dimension of the common questionnaire."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that is said about several results."""

    format: int
    program_version: str
    by: By
    comparable: bool
    """Whether all of them compare as a whole (scoring.md §10)."""
    reasons: tuple[Message, ...]
    """Why some do not, and what to mind."""
    levels: tuple[ReportedLevel, ...]
    dimensions: tuple[Titled, ...]
    """Over time those of the last result; between units those of the questionnaire that most have answered."""
    results: tuple[ComparedResult, ...]
    """Over time in order of date; between units in the order given."""
    moves: Moves | None
    """None between units."""
    medians: tuple[Median, ...]
    ranking: tuple[Ranked, ...]
    outliers: tuple[Outlier, ...]
    donors: tuple[Donor, ...]
    shared_weak_spots: WeakSpots | None
    """None over time."""
