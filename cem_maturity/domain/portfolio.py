"""What a batch comes to: where every unit stands, how levels are distributed, and what most of the units share.

It follows from the outcomes alone, in the order given, however often a batch was interrupted and whoever worked on it.
All of it is linear in the number of units but for sorting; equal figures are one object, since there may be many
thousands of units.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from cem_maturity.domain.caveats import compare_in_part, doubts, labels_of
from cem_maturity.domain.comparability import headline
from cem_maturity.domain.comparison import ComparedQuestionnaire, Titled, WeakSpots
from cem_maturity.domain.message import Message
from cem_maturity.domain.outcome import Assessed, Basis, Failed, Outcome, compared, measure
from cem_maturity.domain.portfolio_unit import PortfolioUnit, Telling, failed
from cem_maturity.domain.problem import Problem
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.report import ReportedLevel
from cem_maturity.domain.result import OVERALL
from cem_maturity.domain.side_by_side import Donor, Lead, Median, Outlier, Ranked, side_by_side
from cem_maturity.domain.standing import Subject

FORMAT = 1
"""Of the JSON; it rises when a key changes its meaning."""
MOST_BEHIND = 12
"""Units that a donor's record names; the others it counts."""


class Distribution(NamedTuple):
    """How many units stand where in one subject."""

    subject: Subject
    levels: tuple[int, ...]
    """Units at each level, 0..N."""
    not_assessed: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class PortfolioDonor:
    """The unit from which the others can learn most about a dimension."""

    dimension: str
    unit: str
    level: int
    index: Fraction
    median: int
    behind: int
    """Units at least one level below it there."""
    furthest_behind: tuple[str, ...]
    """MOST_BEHIND of them, the lowest first, then in the order given."""
    leads: tuple[Lead, ...]


class Counts(NamedTuple):
    """How many units there are."""

    units: int
    ok: int
    failed: int
    provisional: int
    ranked: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything that is said about the units of a batch; a unit is told by its file."""

    format: int
    program_version: str
    questionnaire: ComparedQuestionnaire | None
    """That of most units; None where no file could be scored."""
    levels: tuple[ReportedLevel, ...]
    dimensions: tuple[Titled, ...]
    counts: Counts
    reasons: tuple[Message, ...]
    """Which units compare in part, and what to mind."""
    units: tuple[PortfolioUnit, ...]
    """In the order given."""
    distribution: tuple[Distribution, ...]
    """Overall first, then the dimensions in file order."""
    medians: tuple[Median, ...]
    ranking: tuple[Ranked, ...]
    outliers: tuple[Outlier, ...]
    donors: tuple[PortfolioDonor, ...]
    shared_weak_spots: WeakSpots
    names: Mapping[str, str]
    """What a reader is shown for the sectors of the units."""


def portfolio(
    outcomes: Sequence[Outcome],
    reports: Mapping[str, str],
    questionnaire: Questionnaire | None,
    program_version: str,
    problems: Mapping[str, Sequence[Problem]] = MappingProxyType({}),
) -> Portfolio:
    """What the *outcomes* come to, in their order; their files differ.

    *reports* are the names of their reports by file, relative to the portfolio; *problems* those of reports that could
    not be made, by file. *questionnaire* is that of `measure(outcomes)`, in the language of the portfolio; None where
    that is None.
    """
    kept = [one for one in outcomes if isinstance(one, Assessed)]
    first = measure(outcomes)
    if first is None or questionnaire is None:
        return _of_failures(outcomes, program_version)
    labels = labels_of({one.file: one.organisation for one in kept})
    found = side_by_side([compared(one) for one in kept], questionnaire)
    shared = frozenset(dimension.id for dimension in questionnaire.dimensions)
    told = Telling(first, shared, labels, found.ranking, reports, problems)
    return Portfolio(
        format=FORMAT,
        program_version=program_version,
        questionnaire=first.questionnaire._replace(title=questionnaire.title),
        levels=tuple(ReportedLevel(level.number, level.name, level.view) for level in questionnaire.levels),
        dimensions=tuple(Titled(dimension.id, dimension.title) for dimension in questionnaire.dimensions),
        counts=_counts(outcomes, kept, len(found.ranking)),
        reasons=tuple(_reasons(kept, first, labels)),
        units=tuple(map(told.unit, outcomes)),
        distribution=tuple(_distribution(kept, first, questionnaire)),
        medians=found.medians,
        ranking=found.ranking,
        outliers=found.outliers,
        donors=tuple(_donor(one, kept) for one in found.donors),
        shared_weak_spots=WeakSpots(found.weak_dimensions, found.weak_questions),
        names=_names(kept, questionnaire),
    )


def _of_failures(outcomes: Sequence[Outcome], program_version: str) -> Portfolio:
    """The portfolio of files none of which could be scored."""
    return Portfolio(
        format=FORMAT,
        program_version=program_version,
        questionnaire=None,
        levels=(),
        dimensions=(),
        counts=_counts(outcomes, (), 0),
        reasons=(),
        units=tuple(failed(one) for one in outcomes if isinstance(one, Failed)),
        distribution=(),
        medians=(),
        ranking=(),
        outliers=(),
        donors=(),
        shared_weak_spots=WeakSpots((), ()),
        names={},
    )


def _counts(outcomes: Sequence[Outcome], kept: Sequence[Assessed], ranked: int) -> Counts:
    return Counts(
        units=len(outcomes),
        ok=len(kept),
        failed=len(outcomes) - len(kept),
        provisional=sum(one.overall is not None and one.overall.provisional for one in kept),
        ranked=ranked,
    )


def _distribution(units: Sequence[Assessed], first: Assessed, questionnaire: Questionnaire) -> Iterator[Distribution]:
    """Of all units that have a subject, where their levels say the same."""
    if not questionnaire.dimensions:
        return
    on_scale = [one for one in units if one.top_level == first.top_level]
    yield _spread(OVERALL, [one for one in units if one.basis == first.basis], first.top_level)
    for dimension in questionnaire.dimensions:
        yield _spread(dimension.id, on_scale, first.top_level)


def _spread(subject: Subject, units: Sequence[Assessed], top_level: int) -> Distribution:
    levels, states = [0] * (top_level + 1), {"not_assessed": 0, "not_applicable": 0}
    for unit in units:
        standing = unit.standings.get(subject)
        if standing is None:
            continue
        if standing.level is None:
            states[standing.status] += 1
        else:
            levels[standing.level] += 1
    return Distribution(subject, tuple(levels), **states)


def _reasons(units: Sequence[Assessed], first: Assessed, labels: Mapping[str, str]) -> Iterator[Message]:
    others: dict[Basis, list[Assessed]] = {}
    for one in units:
        if one.basis != first.basis:
            others.setdefault(one.basis, []).append(one)
    for several in others.values():
        yield compare_in_part([labels[one.file] for one in several])
        same = several[0].basis[0] == first.basis[0]
        yield headline(first.questionnaire, several[0].questionnaire, same=same)
    with_dimensions = [(one.file, one.overall) for one in units if one.overall is not None]
    yield from doubts(
        [labels[file] for file, overall in with_dimensions if overall.level is not None and overall.provisional],
        [labels[file] for file, overall in with_dimensions if overall.level is None],
    )


def _donor(donor: Donor, units: Sequence[Assessed]) -> PortfolioDonor:
    places = {file: place for place, file in enumerate(donor.helps)}
    levels = [
        (one.standings[donor.dimension].level or 0, places[one.file], one.file) for one in units if one.file in places
    ]
    return PortfolioDonor(
        donor.dimension,
        donor.unit,
        donor.level,
        donor.index,
        donor.median,
        len(donor.helps),
        tuple(file for _level, _place, file in sorted(levels)[:MOST_BEHIND]),
        donor.leads,
    )


def _names(units: Sequence[Assessed], questionnaire: Questionnaire) -> Mapping[str, str]:
    sectors = dict.fromkeys(one.organisation.sector for one in units if one.organisation.sector)
    return {id_: questionnaire.called(id_) for id_ in sectors}
