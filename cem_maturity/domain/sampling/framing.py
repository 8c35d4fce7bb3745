"""What stands around a client's answers: the house, the day, and what was expected before."""

from dataclasses import replace

from cem_maturity.domain.assessment import Assessment, Organisation
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.result import OVERALL
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.naming import house
from cem_maturity.domain.sampling.personas import Persona
from cem_maturity.domain.sampling.stock import Names

_FACTS = ("sector", "country", "profile")
_USUAL_IMPORTANCE = 2
_WEEKS = 44
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30)
"""Days of January to November."""


def organisation(
    questionnaire: Questionnaire, names: Names, word: str, sector: str | None, chance: Chance
) -> Organisation:
    """The house of that *word*, in the *sector* or one that is drawn, with every fact that a question asks for."""
    asked_for: dict[str, set[str]] = {fact: set() for fact in _FACTS}
    for question in questionnaire.questions():
        for condition in question.when:
            asked_for[condition.fact] |= set(condition.values)
    drawn = chance.one(questionnaire.sectors or sorted(asked_for["sector"]) or tuple(names.patterns))
    drawn = questionnaire.trade or drawn
    country, unit = chance.one(sorted(asked_for["country"]) or names.countries), chance.one(names.units)
    return Organisation(
        name=house(names, word, sector or drawn, chance),
        unit=unit,
        sector=sector or drawn,
        country=country,
        profile=chance.one(sorted(asked_for["profile"]) or ("",)),
    )


def day(chance: Chance) -> str:
    """A day of 2026 on which people work everywhere: a Monday, Tuesday or Wednesday."""
    days = 5 + 7 * chance.below(_WEEKS) + chance.below(3)  # the 5th of January 2026 is a Monday
    month = 1
    for length in _MONTHS:
        if days <= length:
            break
        days, month = days - length, month + 1
    return f"2026-{month:02}-{days:02}"


def with_expectations(
    bare: Assessment, questionnaire: Questionnaire, persona: Persona, level: int, chance: Chance
) -> Assessment:
    """What the client thought beforehand, where it wants to be, and what matters more or less to it than usual."""
    top_level = questionnaire.top_level
    expected = min(max(level + chance.one(persona.expects), 0), top_level)
    weights = {one.id: chance.one((1, 2, 2, 3, 3)) for one in questionnaire.dimensions}
    return replace(
        bare,
        predicted={OVERALL: expected},
        targets={OVERALL: min(level + 1, top_level)},
        importance={id_: weight for id_, weight in weights.items() if weight != _USUAL_IMPORTANCE},
    )
