"""How high a client would like each answer to be, before anything is scored: its persona's shape, with strays."""

from collections.abc import Mapping

from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.personas import Persona
from cem_maturity.domain.sampling.stock import Plants

_AHEAD = 20
"""Hundredths of a level by which a dimension is ahead of the level it stands for: most of it has to be there."""
_FIVE = 5
"""The scale on which personas are thought of."""


def wishes(
    questionnaire: Questionnaire, persona: Persona, plants: Plants, level: int, chance: Chance
) -> Mapping[str, int]:
    """For every question how high its answer should be, in hundredths of a level, from 0 on.

    Answers of one dimension lie near one another, since neighbouring capabilities hang together.
    """
    highest = 100 * questionnaire.top_level
    offsets = _offsets(questionnaire, persona, plants, chance)
    wished: dict[str, int] = {}
    for dimension in questionnaire.dimensions:
        middle = 100 * level + _AHEAD + _stretched(100 * offsets[dimension.id], questionnaire.top_level)
        middle = min(max(middle, 0), highest) + chance.around(10)
        for question in dimension.questions:
            wished[question.id] = min(max(middle + chance.around(persona.strays), 0), highest)
    return wished


def _stretched(hundredths: int, top_level: int) -> int:
    return hundredths * top_level // _FIVE


def _offsets(questionnaire: Questionnaire, persona: Persona, plants: Plants, chance: Chance) -> Mapping[str, int]:
    """How many levels of 0..5 each dimension stands above or below the client's own."""
    ids = [dimension.id for dimension in questionnaire.dimensions]
    dealt = chance.shuffled(chance.one(persona.shapes))
    offsets = {id_: dealt[place % len(dealt)] for place, id_ in enumerate(ids)}
    if persona.one_sided:
        offsets |= {id_: 2 + chance.below(2) for id_ in plants.mechanics}
        offsets |= dict.fromkeys(plants.psychology, -1)
    return offsets
