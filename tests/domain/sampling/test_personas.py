"""Personas: at which levels each can stand, on any scale."""

import pytest

from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.personas import PERSONAS, levels_of, those_at
from cem_maturity.domain.sampling.shape import wishes
from cem_maturity.domain.sampling.stock import Plants
from tests.builders import a_dimension, a_questionnaire

AT = {
    "laggard": (0, 1),
    "starter": (1, 2),
    "uneven": (0, 1, 2, 3, 4),
    "average": (1, 2, 3, 4),
    "leader": (4, 5),
    "shop-window": (2, 3, 4, 5),
    "split": (0, 1, 2, 3, 4),
    "crm-only": (0, 1, 2, 3),
}


def test_every_persona_has_levels_of_its_own() -> None:
    """As docs/trainers.md lists them for the scale of 0 to 5."""
    assert {id_: tuple(levels_of(one, 5)) for id_, one in PERSONAS.items()} == AT


@pytest.mark.parametrize("top_level", range(1, 10))
def test_every_level_has_somebody_and_everybody_a_level(top_level: int) -> None:
    """On every scale that an author may choose, also somebody who needs no second person and no certain dimensions."""
    assert all(
        any(not one.quarrels and not one.one_sided for one in those_at(level, top_level))
        for level in range(top_level + 1)
    )
    assert all(levels_of(one, top_level) for one in PERSONAS.values())
    assert all(0 <= level <= top_level for one in PERSONAS.values() for level in levels_of(one, top_level))


def test_a_wish_stays_within_the_scale() -> None:
    """From its lowest answer to its highest, in hundredths of a level."""
    asked = a_questionnaire(*(a_dimension(one, f"{one}.1", f"{one}.2") for one in "abcdefghi"))
    found = [
        wish
        for persona, level in ((PERSONAS["laggard"], 0), (PERSONAS["leader"], 5))
        for seed in range(50)
        for wish in wishes(asked, persona, Plants(), level, Chance("x", seed)).values()
    ]

    assert (min(found), max(found)) == (0, 500)
