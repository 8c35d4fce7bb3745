"""The same seed is the same client, byte for byte, on every machine and with every Python.

What was drawn once stands in clients.txt: the answers in file order, and a digest of the answers file and of the key.
Whoever changes the draw on purpose renews it, and says so in the change log, since trainers keep seeds:

    python -m tests.domain.sampling.test_same_bytes
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cem_maturity.adapters import key_file
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.domain.questionnaire import (
    Aggregate,
    Condition,
    JourneyPart,
    OverallRule,
    Questionnaire,
    Rules,
    Stage,
    UnknownRule,
)
from cem_maturity.domain.response import Answered
from cem_maturity.domain.sampling.personas import PERSONAS, levels_of
from cem_maturity.domain.sampling.sample import Sample, Wanted, draw
from cem_maturity.domain.sampling.stock import Band, Bound, Contradiction, Plants, Rank, Saying, Stock
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire, an_action
from tests.domain.sampling.stocks import a_stock

JOURNEY = JourneyPart(
    tuple(Stage(f"s{number}", f"Stage {number}") for number in range(8)),
    suggestions={f"s{number}": (f"Early {number}", f"Late {number}") for number in range(7)},
)
"""So many stages that every weight is dealt."""


def _asked() -> Questionnaire:
    """Nine dimensions, as many as a persona's shape has places, for roles of every rank; two questions ask shops."""
    dimensions = []
    for number, one in enumerate("abcdefghi"):
        questions = [a_grid_question(f"{one}.{at}") for at in range(3)]
        questions[0] = replace(questions[0], roles=("board", "front-line"))
        questions[1] = replace(questions[1], roles=("front-line", "it"))
        questions[2] = replace(questions[2], roles=("cx", "hr"))
        shops = replace(a_grid_question(f"{one}.shop"), when=(Condition("sector", ("retail",)),))
        dimensions.append(
            a_dimension(one, *questions, *([shops] if one in "bd" else ()), a_practice(f"{one}.p", 1 + number % 5))
        )
    return replace(a_questionnaire(*dimensions, journey=JOURNEY), sectors=("retail", "banking"))


NINE = _asked()
PLANTS = Plants(
    mechanics=("b", "c"),
    psychology=("a", "e"),
    contradictions=(Contradiction("x", "a.0", 3, "b.0", 1), Contradiction("y", "c.1", 2, "d.1", 1)),
    never=(Contradiction("", "e.0", 4, "f.0", 1),),
    unmeasured=frozenset({"a.1", "b.1"}),
    roles={"it": Bound("c.0", 2)},
    sectors={"banking": (Bound("g.1", 1),)},
)


def _stock() -> Stock:
    """A stock in which something is said about single questions and dimensions, and something about none."""
    general = a_stock(*PLANTS.contradictions)
    sayings = {
        band: {rank: (Saying(f"{band} {rank} of a.2", ("a.2",)), Saying(f"{band} {rank} of a")) for rank in Rank}
        for band in Band
    }
    own = replace(
        general.own,
        notes={
            id_: {level: (f"{id_} at {level}", f"{id_} at {level} again") for level in range(6)}
            for id_ in ("a.1", "h.2")
        },
        quotes={"a": sayings},
        shop_window={"a": ("a slide", "a film")},
        split={"b": {rank: (Saying(f"split {rank}"),) for rank in (Rank.BOARD, Rank.FRONT_LINE)}},
    )
    return replace(general, own=own, plants=PLANTS)


def _four() -> Questionnaire:
    """Four dimensions on a shorter scale, by other rules, for roles that are no board and no front line."""
    dimensions = []
    for number, one in enumerate("abcd"):
        steps = {level: (an_action(f"{one}-{level}", effort=level, impact=5 - number),) for level in (1, 2, 3)}
        questions = [a_grid_question(f"{one}.{at}", weight=1 + at, actions=steps, top_level=4) for at in range(3)]
        questions = [replace(two, roles=("guest", "cook", "host")[: 1 + at]) for at, two in enumerate(questions)]
        practices = [a_practice(f"{one}.p{level}", level) for level in range(1, 5)] if number < 2 else []
        dimensions.append(a_dimension(one, *questions, *practices, weight=1 + number))
    rules = Rules(overall_rule=OverallRule.FLOOR, unknown=UnknownRule.ZERO, aggregate=Aggregate.MINIMUM)
    return a_questionnaire(*dimensions, rules=rules, top_level=4)


FOUR_PLANTS = Plants(
    mechanics=("a",),
    psychology=("b", "c"),
    contradictions=(Contradiction("x", "a.0", 2, "b.0", 0), Contradiction("y", "c.0", 3, "d.1", 2)),
    never=(Contradiction("", "a.1", 4, "d.0", 2), Contradiction("", "d.2", 2, "c.2", 0)),
)
HOUSES = {"nine": (NINE, _stock()), "four": (_four(), a_stock(plants=FOUR_PLANTS))}
KEPT = Path(__file__).with_name("clients.txt")
_DRAWN = "-"
"""A persona and a level that are left to the seed, as is whether several people are asked."""


def _wanted(persona: str, level: str, respondents: str, seed: str) -> Wanted:
    """What a line of KEPT asks for."""
    if persona == _DRAWN:
        return Wanted(int(seed))
    return Wanted(int(seed), persona, int(level), respondents=int(respondents))


def drawn(whom: str) -> str:
    """A line on the client that is drawn for a house of HOUSES, a persona, a level, respondents and a seed."""
    house, *wanted = whom.split()
    asked, stock = HOUSES[house]
    found = draw(asked, stock, _wanted(*wanted))
    assert isinstance(found, Sample), (whom, found)
    answers = [one.answer for one in found.result.responses.values() if isinstance(one, Answered)]
    text = write(found.assessment, asked) + key_file.write(found.key, asked)
    return f"{','.join(map(str, answers))} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def lines() -> Iterator[tuple[str, str]]:
    """What there is in KEPT: whom it is about, and the line."""
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        *whom, rest, digest = line.split(" ")
        yield " ".join(whom), f"{rest} {digest}"


@pytest.mark.parametrize(("whom", "line"), list(lines()))
def test_a_seed_is_the_same_client_everywhere(whom: str, line: str) -> None:
    """Every persona at every level that it can stand at, on one sheet and on several."""
    assert drawn(whom) == line


def _renew() -> None:
    whom = [
        f"{house} {persona.id} {level} {respondents} {seed}"
        for house, (asked, _) in HOUSES.items()
        for persona in PERSONAS.values()
        for level in levels_of(persona, asked.top_level)
        for seed, respondents in enumerate(
            (5, 8, 6, 9, 7) if persona.quarrels else (0, 5, 0, 7, 0, 0, 4, 0), start=level
        )
    ]
    whom += [f"{house} {_DRAWN} {_DRAWN} 0 {seed}" for house in HOUSES for seed in range(20)]
    KEPT.write_text("".join(f"{one} {drawn(one)}\n" for one in whom), encoding="utf-8")


if __name__ == "__main__":
    _renew()
