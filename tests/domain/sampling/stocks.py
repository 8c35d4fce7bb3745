"""A stock of names and sentences for tests: small, and each sentence says what it is."""

from dataclasses import replace

from cem_maturity.domain.response import Evidence
from cem_maturity.domain.sampling.stock import Band, Contradiction, Kind, Names, OwnStock, Plants, Rank, Stock, Told

NAMES = Names(
    first=tuple(f"{one}{two}" for one in "BDFGKLMN" for two in "aeio"),
    middle=("la", "ri"),
    last=tuple(f"{one}{two}n" for one in "dkrstvzl" for two in "aeio"),
    patterns={"other": ("{stem} Group", "{stem} House"), "retail": ("{stem} Stores",)},
    given=("Ada", "Ben", "Cleo", "Dov", "Eva"),
    family=("Abel", "Birk", "Carr", "Dahl", "Ebel", "Frost", "Glen"),
    units=("Head office",),
    countries=("IE", "NZ"),
)


def a_stock(*contradictions: Contradiction, plants: Plants | None = None) -> Stock:
    """A stock with what may be planted; each contradiction has notes and a sentence of its own."""
    told = {
        one.id: Told({one.first: f"much at {one.first}", one.second: f"little at {one.second}"}, f"mind {one.id}")
        for one in contradictions
    }
    return Stock(
        language="en",
        names=NAMES,
        evidence={grade: tuple(f"{grade.word} {number}" for number in range(6)) for grade in Evidence},
        quotes={band: {rank: tuple(f"{band} {rank} {n}" for n in range(4)) for rank in Rank} for band in Band},
        shop_window=tuple(f"claim {number}" for number in range(6)),
        unknown=("ask IT",),
        roles={rank: f"the {rank}" for rank in Rank},
        key={kind: f"{kind}: {{first}}{{second}}{{high_role}}{{low_role}}{{level}}" for kind in Kind},
        own=OwnStock(contradictions=told),
        plants=plants or Plants(contradictions=contradictions),
    )


def with_notes(stock: Stock, question: str, top_level: int) -> Stock:
    """The stock with one note of its own for each level of a question."""
    notes = {question: {level: (f"{question} at {level}",) for level in range(top_level + 1)}}
    return replace(stock, own=replace(stock.own, notes=notes))
