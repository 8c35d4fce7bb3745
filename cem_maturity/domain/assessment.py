"""One questionnaire answered for one organisation: all that an answers file holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.response import AnswerSheet, Respondent


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who is assessed, with the facts that a question's `when` may ask for."""

    name: str
    unit: str = ""
    sector: str = ""
    country: str = ""
    profile: str = ""

    def fact(self, name: str) -> str:
        """The fact of that *name* (sector, country or profile), or nothing."""
        return {"sector": self.sector, "country": self.country, "profile": self.profile}[name]


class QuestionnaireReference(NamedTuple):
    """Which questionnaire the answers belong to."""

    id: str
    version: str
    digest: str = ""
    """The scoring digest, or nothing where the file does not say."""


class Touchpoint(NamedTuple):
    """A place where customer and company meet, as it was judged (contract.md §5)."""

    name: str
    stage: str
    importance: int
    """1..5."""
    expected: Fraction
    """0..10, as are functional, emotional and recommend."""
    functional: Fraction
    emotional: Fraction
    recommend: Fraction | None = None
    """What stays in memory and is passed on; reported, not in the index."""
    moment_of_truth: bool = False
    note: str = ""


class UnfinishedTouchpoint(NamedTuple):
    """A touchpoint that an interview has named and not yet judged to the end; it counts in no figure."""

    name: str
    stage: str
    importance: int | None = None
    expected: Fraction | None = None
    functional: Fraction | None = None
    emotional: Fraction | None = None


class PlannedAction(NamedTuple):
    """An action in the plan of record, as people keep it."""

    id: str
    status: str
    """planned, done or dropped."""
    owner: str = ""
    due: str = ""
    text: str = ""
    why: str = ""
    dimension: str = ""
    effort: int | None = None
    impact: int | None = None
    horizon: str = ""


@dataclass(frozen=True, slots=True)
class InterviewState:
    """Where an interview stands."""

    started: str = ""
    updated: str = ""
    at: str = ""
    """The question to go on with."""
    complete: bool = False
    stage: str = ""
    """The stage of the journey to go on with; nothing means that it is not the journey's turn."""
    unfinished: tuple[UnfinishedTouchpoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """One questionnaire answered for one organisation."""

    questionnaire: QuestionnaireReference
    organisation: Organisation
    date: str
    """ISO 8601, the day the answers speak of."""
    language: str = ""
    """Of questions and reports; nothing means the questionnaire's own."""
    predicted: Mapping[str, int] = field(default_factory=dict)
    """Levels expected before the interview: `overall` or a dimension's id."""
    targets: Mapping[str, int] = field(default_factory=dict)
    """Target levels, 1..N: `overall` or a dimension's id."""
    importance: Mapping[str, int] = field(default_factory=dict)
    """1..3 by dimension; 2 where nothing is said."""
    sheet: AnswerSheet = field(default_factory=AnswerSheet)
    """The answers; with respondents, the consensus."""
    respondents: tuple[Respondent, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    interview: InterviewState | None = None

    def with_actions(self, added: Iterable[PlannedAction]) -> "Assessment":
        """The same with lines added to its plan of record."""
        return replace(self, actions=(*self.actions, *added))
