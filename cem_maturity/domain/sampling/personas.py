"""Who a client can be: as data, what is high and low in it, what it can prove, and at which levels it can stand."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple


class Persona(NamedTuple):
    """A kind of client. Levels are thought of on a scale of 0..5 and stretched to any other."""

    id: str
    shapes: tuple[tuple[int, ...], ...]
    """How many levels above or below its own the dimensions of a client stand: one of these, dealt out."""
    lowest: Fraction
    """The lowest level at which it can stand, as a share of the highest there is."""
    highest: Fraction
    strays: int
    """How far an answer strays from its dimension, in hundredths of a level."""
    proof: int
    """In how many of a hundred answers the evidence is one grade better, or worse where it is below 0."""
    boast: int
    """In how many of a hundred high answers there is an opinion and nothing else."""
    expects: tuple[int, ...]
    """How many levels more it thinks that it has, one of these."""
    contradictions: tuple[int, ...]
    """How many are planted, one of these, as far as they fit."""
    quarrels: bool = False
    """Whether board and front line see two companies."""
    one_sided: bool = False
    """Whether it knows its customers' records and not its customers; *shapes* are for what is neither."""
    works: int = 0
    """How much better its touchpoints work than its level lets expect, 0..10."""
    feels: int = 0
    """How much better they feel."""
    promises: int = 0
    """How much more customers are led to expect."""


_ALL = Fraction(1)
_NONE = Fraction(0)

PERSONAS: Mapping[str, Persona] = {
    one.id: one
    for one in (
        Persona(
            "laggard",
            ((0, 0, 0, 0, 0, 0, 0, 0, -1), (0, 0, 0, 0, 0, 0, 1, 0, -1), (0, 0, 0, 0, 0, 1, 1, -1, 0)),
            lowest=_NONE,
            highest=Fraction(1, 5),
            strays=50,
            proof=-40,
            boast=0,
            expects=(0, 1, 1, 2),
            contradictions=(0, 0, 1),
            works=-1,
            feels=-1,
        ),
        Persona(
            "starter",
            ((1, 1, 0, 0, 0, 0, 0, 0, -1), (2, 1, 0, 0, 0, 0, 0, -1, 0), (1, 1, 1, 0, 0, 0, -1, 0, 0)),
            lowest=Fraction(1, 5),
            highest=Fraction(2, 5),
            strays=60,
            proof=0,
            boast=8,
            expects=(0, 0, 1),
            contradictions=(1, 1, 2),
            feels=1,
        ),
        Persona(
            "uneven",
            (
                (3, 2, 1, 0, 0, 0, -1, -1, -2),
                (2, 2, 1, 1, 0, 0, -1, -1, -1),
                (3, 2, 2, 0, 0, 0, 0, -1, -1),
                (2, 2, 2, 1, 0, -1, -1, 0, -2),
            ),
            lowest=_NONE,
            highest=Fraction(4, 5),
            strays=80,
            proof=0,
            boast=10,
            expects=(-1, 0, 1, 1, 2),
            contradictions=(1, 2, 2, 3),
            works=1,
            feels=-1,
        ),
        Persona(
            "average",
            ((0, 0, 0, 0, 0, 0, 0, 1, -1), (0, 0, 0, 0, 0, 0, 1, 1, -1), (0, 0, 0, 0, 0, 0, 0, 1, 0)),
            lowest=Fraction(1, 5),
            highest=Fraction(4, 5),
            strays=50,
            proof=0,
            boast=6,
            expects=(0, 0, 1),
            contradictions=(0, 1, 1),
        ),
        Persona(
            "leader",
            ((0, 0, 0, 0, 0, 0, 1, 1, 0), (0, 0, 0, 0, 0, 1, 1, -1, -1), (0, 0, 0, 0, 0, -1, -1, -1, 1)),
            lowest=Fraction(4, 5),
            highest=_ALL,
            strays=45,
            proof=20,
            boast=2,
            expects=(-1, 0, 0),
            contradictions=(0, 0, 1),
            works=1,
            feels=1,
        ),
        Persona(
            "shop-window",
            ((0, 0, 0, 0, 1, 1, 1, 0, -1), (0, 0, 0, 0, 0, 2, 1, -1, -1), (0, 0, 0, 0, 0, 1, 1, 1, 2)),
            lowest=Fraction(2, 5),
            highest=_ALL,
            strays=60,
            proof=-35,
            boast=70,
            expects=(1, 1, 2),
            contradictions=(0, 1),
            works=-1,
            feels=-2,
            promises=2,
        ),
        Persona(
            "split",
            ((0, 0, 0, 0, 0, 1, 1, -1, -1), (0, 0, 0, 0, 0, 0, 1, 1, -1), (0, 0, 0, 0, 0, 0, 0, 1, -1)),
            lowest=_NONE,
            highest=Fraction(4, 5),
            strays=60,
            proof=-15,
            boast=5,
            expects=(1, 1, 2),
            contradictions=(0, 1),
            quarrels=True,
            feels=-1,
        ),
        Persona(
            "crm-only",
            ((0, 0, 0), (0, 0, 1), (0, 0, -1)),
            lowest=_NONE,
            highest=Fraction(3, 5),
            strays=55,
            proof=10,
            boast=6,
            expects=(0, 1, 1),
            contradictions=(0, 1),
            one_sided=True,
            works=2,
            feels=-2,
        ),
    )
}
"""All there are, by id, in the order in which they are told."""


def levels_of(persona: Persona, top_level: int) -> range:
    """The levels at which *persona* can stand on a scale of 0..*top_level*, > 0; there is one at least."""
    lowest = ceil(persona.lowest * top_level)
    return range(lowest, max(lowest, floor(persona.highest * top_level)) + 1)


def those_at(level: int, top_level: int) -> tuple[Persona, ...]:
    """Who can stand at *level*."""
    return tuple(one for one in PERSONAS.values() if level in levels_of(one, top_level))
