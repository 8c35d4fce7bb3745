"""Where two dimensions held against one another put an organisation (contract.md §5)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.questionnaire import Corner, QuadrantPart
from cem_maturity.domain.scorecard import Scorecard, Scored


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two dimensions."""

    dimension: str
    level: int
    index: Fraction
    counts: bool
    """Whether it has reached the level from which it counts."""


class Quadrant(NamedTuple):
    """The corner in which an organisation stands."""

    corner: Corner
    name: str
    from_level: int
    x: Side
    y: Side


def locate(part: QuadrantPart, scorecard: Scorecard) -> Quadrant | None:
    """The corner that the levels of both dimensions lead to; None while one of them has no level."""
    sides = {
        one.dimension.id: Side(one.dimension.id, one.level, one.index, one.level >= part.from_level)
        for one in scorecard.outcomes
        if isinstance(one, Scored)
    }
    x, y = sides.get(part.x), sides.get(part.y)
    if x is None or y is None:
        return None
    match x.counts, y.counts:
        case True, True:
            corner = Corner.BOTH
        case True, False:
            corner = Corner.X_ONLY
        case False, True:
            corner = Corner.Y_ONLY
        case _:
            corner = Corner.NEITHER
    return Quadrant(corner, part.names[corner], part.from_level, x, y)
