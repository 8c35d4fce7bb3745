"""One answers file as the portfolio tells it, whether it could be scored or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.comparison import ComparedQuestionnaire
from cem_maturity.domain.message import Message
from cem_maturity.domain.outcome import Assessed, Failed, Outcome, UnitOverall
from cem_maturity.domain.problem import Problem
from cem_maturity.domain.result import OVERALL
from cem_maturity.domain.side_by_side import Ranked


@dataclass(frozen=True, slots=True)
class UnitDimension:
    """Where one unit stands in one dimension."""

    status: str
    """assessed, not_assessed or not_applicable."""
    level: int | None
    index: Fraction | None
    """0..N."""
    compared: bool
    """Whether its level says the same as that of the others: the id is unchanged, and the scale is the same."""


class UnitProblem(NamedTuple):
    """What is wrong with a unit's file or report, as `cem check --format json` has it."""

    file: str
    line: int
    column: int
    code: str
    what: Message
    remedy: Message


@dataclass(frozen=True, slots=True)
class PortfolioUnit:
    """One answers file, scored or not."""

    file: str
    label: str
    """What tells it from the others; of a file that failed, its name."""
    organisation: Mapping[str, str] | None
    """What the file says of it, under the file's keys; None of a file that failed, as all that follows from answers."""
    status: str
    """ok or failed."""
    date: str | None
    questionnaire: ComparedQuestionnaire | None
    comparable: bool
    """Whether it compares as a whole with most units."""
    rank: int | None
    """By level, then index; equals share one. None where it does not compare or has no level."""
    level: int | None
    level_name: str | None
    index: Fraction | None
    """0..N."""
    coverage: Fraction | None
    """0..1."""
    provisional: bool
    level_low: int | None
    level_high: int | None
    confidence: str | None
    """low, medium or high."""
    target: int | None
    journey_index: Fraction | None
    """0..10."""
    dimensions: Mapping[str, UnitDimension]
    report: str | None
    """The name of its report, relative to the portfolio; None where none was written."""
    problems: tuple[UnitProblem, ...]


class Telling:
    """From outcomes to what is told of them, beside all the others."""

    def __init__(
        self,
        first: Assessed,
        shared: frozenset[str],
        labels: Mapping[str, str],
        ranking: Sequence[Ranked],
        reports: Mapping[str, str],
        problems: Mapping[str, Sequence[Problem]],
    ) -> None:
        self._first = first
        self._shared = shared
        """Ids of the dimensions in which units of the same scale compare."""
        self._labels = labels
        self._ranks = {one.unit: one.rank for one in ranking}
        self._reports = reports
        self._problems = problems
        self._seen: dict[UnitDimension, UnitDimension] = {}

    def unit(self, outcome: Outcome) -> PortfolioUnit:
        """What is told of *outcome*."""
        match outcome:
            case Assessed():
                return self._assessed(outcome)
            case Failed():
                return failed(outcome)

    def _assessed(self, one: Assessed) -> PortfolioUnit:
        overall = one.overall or _NO_LEVEL
        return PortfolioUnit(
            file=one.file,
            label=self._labels[one.file],
            organisation=_facts(one.organisation),
            status="ok",
            date=one.date,
            questionnaire=one.questionnaire,
            comparable=one.basis == self._first.basis,
            rank=self._ranks.get(one.file),
            level=overall.level,
            level_name=overall.level_name,
            index=overall.index,
            coverage=overall.coverage if one.overall else None,
            provisional=overall.provisional,
            level_low=overall.level_low,
            level_high=overall.level_high,
            confidence=overall.confidence,
            target=overall.target,
            journey_index=one.journey_index,
            dimensions={id_: self._dimension(one, id_) for id_ in one.standings if id_ != OVERALL},
            report=self._reports.get(one.file),
            problems=tuple(map(_problem, self._problems.get(one.file, ()))),
        )

    def _dimension(self, one: Assessed, id_: str) -> UnitDimension:
        there = one.standings[id_]
        on_scale = one.top_level == self._first.top_level
        found = UnitDimension(there.status, there.level, there.index, on_scale and id_ in self._shared)
        return self._seen.setdefault(found, found)


_NO_LEVEL = UnitOverall(None, None, None, Fraction(0), False, None, None, None, None)


def failed(one: Failed) -> PortfolioUnit:
    """What is told of a file that could not be scored."""
    return PortfolioUnit(
        file=one.file,
        label=one.file,
        organisation=None,
        status="failed",
        date=None,
        questionnaire=None,
        comparable=False,
        rank=None,
        level=None,
        level_name=None,
        index=None,
        coverage=None,
        provisional=False,
        level_low=None,
        level_high=None,
        confidence=None,
        target=None,
        journey_index=None,
        dimensions={},
        report=None,
        problems=tuple(map(_problem, one.problems)),
    )


def _problem(problem: Problem) -> UnitProblem:
    place = problem.place
    return UnitProblem(place.file, place.line, place.column, problem.code, problem.what, problem.remedy)


def _facts(organisation: Organisation) -> Mapping[str, str]:
    """What the file says of the organisation, under the file's keys."""
    facts = {
        "name": organisation.name,
        "unit": organisation.unit,
        "sector": organisation.sector,
        "country": organisation.country,
        "profile": organisation.profile,
    }
    return {key: fact for key, fact in facts.items() if fact or key == "name"}
