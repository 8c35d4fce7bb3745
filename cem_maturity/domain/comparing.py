"""From several results to what comes of comparing them."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from cem_maturity.domain.caveats import compare_in_part, doubts, labels_of
from cem_maturity.domain.comparability import differences, is_comparable, shared_dimensions
from cem_maturity.domain.comparison import (
    By,
    ComparedDimension,
    ComparedOverall,
    ComparedQuestionnaire,
    ComparedResult,
    Comparison,
    Moves,
    Titled,
    WeakSpots,
)
from cem_maturity.domain.message import Message
from cem_maturity.domain.plan_of_record import done_since
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.report import ReportedLevel
from cem_maturity.domain.result import OVERALL, Result
from cem_maturity.domain.roadmap import aim
from cem_maturity.domain.side_by_side import common_basis, side_by_side, unit_of
from cem_maturity.domain.standing import standings
from cem_maturity.domain.trend import trend

FORMAT = 1
"""Of the JSON; it rises when a key changes its meaning."""

Named: TypeAlias = tuple[str, Result]
"""A result with the file that it comes from."""

Basis: TypeAlias = tuple[str, str]
"""`Result.basis`."""


def natural_order(results: Sequence[Result]) -> By:
    """By time where all are of one unit of one organisation, each of another day; else by unit."""
    whose = {(one.assessment.organisation.name, one.assessment.organisation.unit) for one in results}
    days = {one.assessment.date for one in results}
    return By.TIME if len(whose) == 1 and len(days) == len(results) and "" not in days else By.UNIT


def over_time(results: Sequence[Named], program_version: str) -> Comparison:
    """What has moved from the earliest of *results*, of which there are two at least, to the latest."""
    ordered = sorted(results, key=lambda pair: pair[1].assessment.date)
    (_, first), (_, last) = ordered[0], ordered[-1]
    found = trend(first, last)
    between = [pair for pair in ordered[1:-1] if not is_comparable(pair[1], last)]
    return Comparison(
        format=FORMAT,
        program_version=program_version,
        by=By.TIME,
        comparable=found.comparable and not between,
        reasons=(*found.reasons, *_apart({file: file for file, _ in between}, between, last)),
        levels=_levels(last.questionnaire),
        dimensions=_titles(last.questionnaire),
        results=tuple(_compared(ordered, last)),
        moves=Moves(found.overall, found.dimensions, found.questions, done_since(first, last)),
        medians=(),
        ranking=(),
        outliers=(),
        donors=(),
        shared_weak_spots=None,
    )


def between_units(results: Sequence[Named], program_version: str) -> Comparison:
    """What comes of setting the units of *results*, of which there are two at least, side by side."""
    bases = _bases(results)
    units = [unit_of(file, result, bases[file]) for file, result in results]
    basis = common_basis(units)
    measure = next(result for file, result in results if bases[file] == basis)
    labels = _labels(results)
    apart = [(file, result) for file, result in results if bases[file] != basis]
    found = side_by_side(units, measure.questionnaire)
    return Comparison(
        format=FORMAT,
        program_version=program_version,
        by=By.UNIT,
        comparable=not apart,
        reasons=(*_apart(labels, apart, measure), *_doubts(labels, results)),
        levels=_levels(measure.questionnaire),
        dimensions=_titles(measure.questionnaire),
        results=tuple(_compared(results, measure)),
        moves=None,
        medians=found.medians,
        ranking=found.ranking,
        outliers=found.outliers,
        donors=found.donors,
        shared_weak_spots=WeakSpots(found.weak_dimensions, found.weak_questions),
    )


def _bases(results: Sequence[Named]) -> Mapping[str, Basis]:
    """The basis of each result by file, found once for each questionnaire, since that is what takes time."""
    found: dict[int, Basis] = {}
    for _, result in results:
        if id(result.questionnaire) not in found:
            found[id(result.questionnaire)] = result.basis
    return {file: found[id(result.questionnaire)] for file, result in results}


def _apart(labels: Mapping[str, str], apart: Sequence[Named], measure: Result) -> Iterator[Message]:
    """Whose questionnaires score otherwise than that of *measure*, and in what."""
    bases, by_basis = _bases(apart), dict[Basis, list[Named]]()
    for file, result in apart:
        by_basis.setdefault(bases[file], []).append((file, result))
    for several in by_basis.values():
        yield compare_in_part([labels[file] for file, _ in several])
        yield from differences(measure, several[0][1])


def _doubts(labels: Mapping[str, str], results: Sequence[Named]) -> Iterator[Message]:
    yield from doubts(
        [labels[file] for file, result in results if result.level and result.provisional_reasons],
        [labels[file] for file, result in results if result.questionnaire.dimensions and not result.level],
    )


def _labels(results: Sequence[Named]) -> Mapping[str, str]:
    return labels_of({file: result.assessment.organisation for file, result in results})


def _levels(questionnaire: Questionnaire) -> tuple[ReportedLevel, ...]:
    return tuple(ReportedLevel(level.number, level.name, level.view) for level in questionnaire.levels)


def _titles(questionnaire: Questionnaire) -> tuple[Titled, ...]:
    return tuple(Titled(dimension.id, dimension.title) for dimension in questionnaire.dimensions)


def _compared(results: Sequence[Named], measure: Result) -> Iterator[ComparedResult]:
    labels, bases, basis = _labels(results), _bases(results), measure.basis
    for file, result in results:
        organisation, questionnaire = result.assessment.organisation, result.questionnaire
        yield ComparedResult(
            file,
            labels[file],
            organisation.name,
            organisation.unit,
            result.assessment.date,
            ComparedQuestionnaire(questionnaire.id, questionnaire.version, questionnaire.title, bases[file][1]),
            bases[file] == basis,
            _overall(result) if questionnaire.dimensions else None,
            tuple(_dimensions(result, measure.questionnaire)),
        )


def _overall(result: Result) -> ComparedOverall:
    overall, level = result.scorecard.overall, result.level
    return ComparedOverall(
        level.number if level else None,
        level.name if level else None,
        overall.index if overall else None,
        _target(result, OVERALL, overall.level if overall else None),
        result.scorecard.grounds.coverage or Fraction(0),
        bool(result.provisional_reasons),
    )


def _dimensions(result: Result, measure: Questionnaire) -> Iterator[ComparedDimension]:
    shared = shared_dimensions(measure, result.questionnaire)
    titles = {one.id: one.title for one in result.questionnaire.dimensions}
    for subject, standing in standings(result).items():
        if subject != OVERALL:
            yield ComparedDimension(
                subject,
                titles[subject],
                standing.status,
                standing.level,
                standing.index,
                _target(result, subject, standing.level),
                subject in shared,
            )


def _target(result: Result, subject: str, level: int | None) -> int | None:
    return None if level is None else aim(result.assessment, subject, level, result.questionnaire.top_level).target
