"""What is kept of one answers file of a batch: enough to set it beside all the others, and no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.comparison import ComparedQuestionnaire
from cem_maturity.domain.confidence import confidence_word
from cem_maturity.domain.problem import Problem
from cem_maturity.domain.response import Answered
from cem_maturity.domain.result import OVERALL, Result
from cem_maturity.domain.roadmap import aim
from cem_maturity.domain.side_by_side import Unit, common_basis
from cem_maturity.domain.standing import Standing, Subject, standings

Basis: TypeAlias = tuple[str, str]
"""`Result.basis`."""


@dataclass(frozen=True, slots=True)
class UnitOverall:
    """The figures of one unit as a whole."""

    level: int | None
    level_name: str | None
    index: Fraction | None
    """0..N."""
    coverage: Fraction
    """0..1."""
    provisional: bool
    level_low: int | None
    level_high: int | None
    confidence: str | None
    """low, medium or high."""
    target: int | None


@dataclass(frozen=True, slots=True)
class Assessed:
    """What is kept of an answers file that was scored: enough for the portfolio, and no more."""

    file: str
    """Where its answers come from; no two units have the same."""
    organisation: Organisation
    date: str
    language: str
    """Of its report."""
    questionnaire: ComparedQuestionnaire
    basis: Basis
    """Units with the same one compare as a whole."""
    top_level: int
    overall: UnitOverall | None
    """None where the questionnaire has no dimensions."""
    journey_index: Fraction | None
    """0..10; None where no touchpoint was judged."""
    standings: Mapping[Subject, Standing]
    answers: Mapping[str, int | Fraction]
    """By question; a level, or the value of a practice."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An answers file that could not be scored, with all that is wrong."""

    file: str
    problems: tuple[Problem, ...]


Outcome: TypeAlias = Assessed | Failed


def assessed(file: str, result: Result, basis: Basis) -> Assessed:
    """What is kept of *result*, the answers of *file*; *basis* is its own, which is dear to find and the same for many.

    Equal for the same answers in any process; goes through pickle.
    """
    assessment, questionnaire, journey = result.assessment, result.questionnaire, result.journey
    return Assessed(
        file,
        assessment.organisation,
        assessment.date,
        assessment.language or questionnaire.language,
        ComparedQuestionnaire(questionnaire.id, questionnaire.version, questionnaire.title, basis[1]),
        basis,
        questionnaire.top_level,
        _overall(result) if questionnaire.dimensions else None,
        journey.index if journey else None,
        standings(result),
        {id_: response.answer for id_, response in result.responses.items() if isinstance(response, Answered)},
    )


def _overall(result: Result) -> UnitOverall:
    overall, level, possible, grounds = (
        result.scorecard.overall,
        result.level,
        result.bounds,
        result.scorecard.grounds,
    )
    confidence = grounds.confidence
    return UnitOverall(
        level.number if level else None,
        level.name if level else None,
        overall.index if overall else None,
        grounds.coverage or Fraction(0),
        bool(result.provisional_reasons),
        possible.level_low if possible else None,
        possible.level_high if possible else None,
        confidence_word(confidence) if confidence is not None else None,
        aim(result.assessment, OVERALL, overall.level, result.questionnaire.top_level).target if overall else None,
    )


def measure(outcomes: Sequence[Outcome]) -> Assessed | None:
    """The first of the units whose questionnaire is that of most, by which the others are measured.

    None where no file could be scored.
    """
    units = [one for one in outcomes if isinstance(one, Assessed)]
    if not units:
        return None
    basis = common_basis([compared(one) for one in units])
    return next(one for one in units if one.basis == basis)


def compared(one: Assessed) -> Unit:
    """What comparing needs of *one*."""
    return Unit(one.file, one.basis, one.top_level, one.standings, one.answers)
