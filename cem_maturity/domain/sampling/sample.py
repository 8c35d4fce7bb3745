"""One invented client, drawn from a seed: the answers, who gave them, and the key to it."""

from typing import NamedTuple

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.result import Result
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.drawing import TRIES, Drawing
from cem_maturity.domain.sampling.key import Key
from cem_maturity.domain.sampling.personas import PERSONAS, Persona, levels_of, those_at
from cem_maturity.domain.sampling.stock import Stock

_TURNS = 8
"""Personas and levels that are drawn where they are left to the seed, before it is said that there is no client."""
_USUAL_RESPONDENTS = 6
"""Where board and front line are to see two companies, and nobody said how many are asked."""


class Wanted(NamedTuple):
    """What a client is to be; what is None is drawn from the seed."""

    seed: int
    """>= 0."""
    persona: str | None = None
    level: int | None = None
    sector: str | None = None
    respondents: int | None = None
    """How many people are asked; 0 is one sheet for the whole room."""


class CannotBe(NamedTuple):
    """There is no such client, and why."""

    reason: Message


class Sample(NamedTuple):
    """A client with all that is known about it."""

    seed: int
    persona: str
    level: int
    """The level of the questionnaire's own rule; where it has none, the one that its touchpoints were drawn for."""
    result: Result
    key: Key

    @property
    def assessment(self) -> Assessment:
        """The answers file's content."""
        return self.result.assessment


def draw(questionnaire: Questionnaire, stock: Stock, wanted: Wanted) -> Sample | CannotBe:
    """The client that *wanted* asks for, or why there is none; the same for the same arguments, everywhere."""
    is_settled = wanted.persona is not None and wanted.level is not None
    found: Sample | CannotBe
    for turn in range(1 if is_settled else _TURNS):
        who = _who(questionnaire, stock, wanted, Chance("who", wanted.seed, turn))
        if isinstance(who, CannotBe):
            return who
        found = _one(questionnaire, stock, wanted, *who)
        if isinstance(found, Sample):
            break
    return found


def _one(questionnaire: Questionnaire, stock: Stock, wanted: Wanted, persona: Persona, level: int) -> Sample | CannotBe:
    count = _USUAL_RESPONDENTS if wanted.respondents is None and persona.quarrels else wanted.respondents or 0
    drawing = Drawing(questionnaire, stock, persona, level, wanted.seed, wanted.sector, count)
    for attempt in range(TRIES):
        if (client := drawing.client(attempt)) is not None:
            return Sample(wanted.seed, persona.id, level, client.result, client.key)
    return CannotBe(
        Message(
            N_("{questionnaire} gives no {persona} level {level} by its own rule."),
            {"questionnaire": questionnaire.id, "persona": persona.id, "level": level},
        )
    )


def _who(questionnaire: Questionnaire, stock: Stock, wanted: Wanted, chance: Chance) -> tuple[Persona, int] | CannotBe:
    """Persona and level, drawn where they are not wanted."""
    top_level = questionnaire.top_level
    able = [one for one in PERSONAS.values() if _lack(one, questionnaire, stock, wanted) is None]
    persona = PERSONAS[wanted.persona] if wanted.persona is not None else None
    if persona is not None and (lack := _lack(persona, questionnaire, stock, wanted)) is not None:
        return CannotBe(lack)
    if persona is None:
        # The level first, so that all levels are drawn equally often.
        level = chance.one(range(top_level + 1)) if wanted.level is None else wanted.level
        return chance.one([one for one in those_at(level, top_level) if one in able]), level
    if wanted.level is None:
        return persona, chance.one(levels_of(persona, top_level))
    levels = levels_of(persona, top_level)
    if wanted.level not in levels:
        return CannotBe(
            Message(
                N_("A client that is {persona} stands at level {least} to {most}, not at {level}."),
                {"persona": persona.id, "level": wanted.level, "least": levels[0], "most": levels[-1]},
            )
        )
    return persona, wanted.level


def _lack(persona: Persona, questionnaire: Questionnaire, stock: Stock, wanted: Wanted) -> Message | None:
    """Why *persona* can have no client here; None where it can."""
    named = {"questionnaire": questionnaire.id, "persona": persona.id}
    if persona.quarrels and questionnaire.dimensions:
        if wanted.respondents is not None and wanted.respondents < 2:
            return Message(N_("{persona} needs two respondents at the least: --respondents 2."), named)
    elif persona.quarrels:
        return Message(
            N_("{questionnaire} asks nothing that two people could answer differently: no {persona}."), named
        )
    ids = {dimension.id for dimension in questionnaire.dimensions}
    if persona.one_sided and not (ids & set(stock.plants.mechanics) and ids & set(stock.plants.psychology)):
        sentence = N_(
            "{questionnaire} does not say which of its dimensions are mechanics and psychology: no {persona}."
        )
        return Message(sentence, named)
    return None
