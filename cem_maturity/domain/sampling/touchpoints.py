"""Touchpoints of an invented client: named by the questionnaire's suggestions, judged as its level and persona are."""

from collections.abc import Sequence
from fractions import Fraction

from cem_maturity.domain.assessment import Touchpoint
from cem_maturity.domain.questionnaire import JourneyPart
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.personas import Persona

_MOMENTS = 3
"""Moments of truth at the most."""
_BEST = 10


def touchpoints(
    part: JourneyPart, persona: Persona, level: int, top_level: int, alone: bool, chance: Chance
) -> tuple[Touchpoint, ...]:
    """Touchpoints in the order of the stages, one at the least in each that has suggestions; *alone*, more of them.

    What works and what feels good hang together, what is passed on lies between them or near, and the most important
    touchpoints are the moments of truth.
    """
    named = [
        (stage.id, name)
        for stage in part.stages
        for name in _in_order(part.suggestions.get(stage.id, ()), 1 + chance.often(100 if alone else 45), chance)
    ]
    weights = _importance(len(named), chance)
    moments = set(sorted(range(len(named)), key=lambda place: (-weights[place], place))[:_MOMENTS])
    return tuple(
        _judged(stage, name, weights[place], place in moments, persona, 60 * level // top_level, chance)
        for place, (stage, name) in enumerate(named)
    )


def _in_order(names: Sequence[str], count: int, chance: Chance) -> list[str]:
    chosen = chance.some(count, range(len(names)))
    return [names[place] for place in sorted(chosen)]


def _importance(count: int, chance: Chance) -> list[int]:
    """How much each of *count* touchpoints weighs, 1..5; not everything can be a 5."""
    dealt = (5, 3, 4, 2, 3, 4, 2, 1, 3, 5, 2, 3)
    return chance.shuffled([dealt[place % len(dealt)] for place in range(count)])


def _judged(
    stage: str, name: str, importance: int, is_moment: bool, persona: Persona, tenths: int, chance: Chance
) -> Touchpoint:
    """A touchpoint of a client that is *tenths*, 0..60, up from the worst that one meets."""
    strays = 1 + persona.strays // 40
    middle = (28 + tenths) // 10
    works = _within(middle + persona.works + chance.around(strays))
    feels = _within((middle + works) // 2 - persona.works // 2 + persona.feels + chance.around(strays))
    expected = _within(6 + persona.promises + (importance >= 4) + chance.below(2))
    passed_on = Fraction(_within((works + 2 * feels) // 3 + chance.around(1))) if chance.often(75) else None
    return Touchpoint(
        name, stage, importance, Fraction(expected), Fraction(works), Fraction(feels), passed_on, is_moment
    )


def _within(value: int) -> int:
    return min(max(value, 1), _BEST)
