"""Personas: at which levels each can stand, on any scale."""

import pytest

from cem_maturity.domain.sampling.personas import PERSONAS, levels_of, those_at

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
    """On every scale that an author may choose."""
    assert all(those_at(level, top_level) for level in range(top_level + 1))
    assert all(levels_of(one, top_level) for one in PERSONAS.values())
    assert all(0 <= level <= top_level for one in PERSONAS.values() for level in levels_of(one, top_level))
