"""What is hidden in a client for others to find: contradictions among its answers, and claims with nothing behind."""

from collections.abc import Collection, Mapping, Sequence

from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.fitting import Pinned
from cem_maturity.domain.sampling.ladder import Answer, is_high
from cem_maturity.domain.sampling.personas import Persona
from cem_maturity.domain.sampling.stock import Bound, Contradiction, Plants

_UP, _DOWN = 150, 320
"""Hundredths of a level: an answer is not bent further up or down than this for the sake of what is planted."""


def chosen(
    plants: Plants, wished: Mapping[str, int], top_level: int, most: int, chance: Chance
) -> tuple[Contradiction, ...]:
    """Up to *most* contradictions that go with what is *wished*, none of which shares a question with another."""
    fitting = [one for one in plants.contradictions if _fits(one, wished, top_level)]
    found: list[Contradiction] = []
    taken: set[str] = set()
    for one in chance.shuffled(fitting):
        if len(found) < most and not taken & {one.first, one.second}:
            found.append(one)
            taken |= {one.first, one.second}
    return tuple(found)


def _fits(one: Contradiction, wished: Mapping[str, int], top_level: int) -> bool:
    if one.first not in wished or one.second not in wished or one.least > top_level:
        return False
    return wished[one.first] >= 100 * one.least - _UP and wished[one.second] <= 100 * one.most + _DOWN


def pins(planted: Collection[Contradiction], needed: Collection[Bound], top_level: int) -> Mapping[str, Pinned]:
    """Within which levels the answers stay of what is *planted*, and of what is *needed* whatever is planted.

    Where the two leave nothing, least is above most.
    """
    bounds: dict[str, Pinned] = {}
    for one in planted:
        bounds[one.first] = Pinned(one.least, top_level)
        bounds[one.second] = Pinned(0, one.most)
    for id_, level in needed:
        least, most = bounds.get(id_, Pinned(0, top_level))
        bounds[id_] = Pinned(max(least, level), most)
    return bounds


def boasts(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    persona: Persona,
    planted: Sequence[Contradiction],
    chance: Chance,
) -> frozenset[str]:
    """Ids of the high answers that have an opinion and nothing else behind them; none where something is planted.

    A client that says much and proves little has one at the least, where it has a high answer.
    """
    taken = {id_ for one in planted for id_ in (one.first, one.second)}
    top_level = questionnaire.top_level
    claims = [
        question.id
        for question in questionnaire.questions()
        if question.id in answers and question.id not in taken and is_high(question, answers[question.id], top_level)
    ]
    found = [id_ for id_ in claims if chance.often(persona.boast)]
    if claims and not found and persona.boast >= 50:
        found = [chance.one(claims)]
    return frozenset(found)
