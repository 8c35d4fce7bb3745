"""Where a dimension, or the organisation, stands: the figures of a result that are held against others."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from cem_maturity.domain.result import OVERALL, Result
from cem_maturity.domain.scorecard import Outcome, Scored

Subject: TypeAlias = str
"""`overall`, or the id of a dimension."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one result says of one subject."""

    status: str
    """assessed, not_assessed or not_applicable."""
    level: int | None
    """0..N."""
    index: Fraction | None
    """0..N."""
    coverage: Fraction | None
    """0..1."""
    proof: Fraction | None
    """How well the answers are proved, 0..1 (scoring.md §7)."""


def standings(result: Result) -> Mapping[Subject, Standing]:
    """The standing of the organisation, where there are dimensions, and of every dimension in file order."""
    if not result.questionnaire.dimensions:
        return {}
    scorecard = result.scorecard
    overall, grounds = scorecard.overall, scorecard.grounds
    whole = Standing(
        "assessed" if overall else "not_assessed",
        overall.level if overall else None,
        overall.index if overall else None,
        grounds.coverage,
        grounds.confidence,
    )
    return {OVERALL: whole} | {outcome.dimension.id: _standing(outcome) for outcome in scorecard.outcomes}


def _standing(outcome: Outcome) -> Standing:
    grounds = outcome.grounds
    if not isinstance(outcome, Scored):
        return Standing(outcome.lack.value, None, None, grounds.coverage, grounds.confidence)
    return Standing("assessed", outcome.level, outcome.index, grounds.coverage, grounds.confidence)
