"""The clients that the program draws with the stock that travels with it, in the process of the test."""

import os
from functools import cache

from cem_maturity.cli.reading import load_questionnaire, questionnaire_path
from cem_maturity.cli.sampling import load_stock
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.sampling.sample import Sample, Wanted, draw
from cem_maturity.domain.sampling.stock import Stock

THOROUGH = os.environ.get("CEM_THOROUGH") == "1"
SEEDS = range(1000) if THOROUGH else range(0, 1000, 125)
"""A share that is always the same, and all of them on demand."""


@cache
def asked(name: str, language: str = "en") -> Questionnaire:
    """The built-in questionnaire of that name."""
    return load_questionnaire(name, language)


@cache
def stock(name: str, language: str = "en") -> Stock:
    """What its clients are made of."""
    return load_stock(questionnaire_path(name), asked(name, language), language)


def client(
    seed: int,
    persona: str | None = None,
    level: int | None = None,
    *,
    name: str = "cem-maturity",
    language: str = "en",
    respondents: int | None = None,
) -> Sample:
    """A client that there must be."""
    wanted = Wanted(seed, persona, level, respondents=respondents)
    found = draw(asked(name, language), stock(name, language), wanted)
    assert isinstance(found, Sample), found
    return found
