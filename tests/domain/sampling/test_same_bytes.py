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
from cem_maturity.domain.questionnaire import Condition, JourneyPart, Questionnaire, Stage
from cem_maturity.domain.response import Answered
from cem_maturity.domain.sampling.personas import PERSONAS, levels_of
from cem_maturity.domain.sampling.sample import Sample, Wanted, draw
from cem_maturity.domain.sampling.stock import Band, Bound, Contradiction, Plants, Rank, Saying, Stock
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire
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


ASKED = _asked()
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


STOCK = _stock()
KEPT = Path(__file__).with_name("clients.txt")
_DRAWN = "-"
"""A persona and a level that are left to the seed, as is whether several people are asked."""


def _wanted(whom: str) -> Wanted:
    """What a line of KEPT asks for: persona, level, respondents and seed."""
    persona, level, respondents, seed = whom.split()
    if persona == _DRAWN:
        return Wanted(int(seed))
    return Wanted(int(seed), persona, int(level), respondents=int(respondents))


def drawn(wanted: Wanted) -> str:
    """A line on the client that is drawn."""
    found = draw(ASKED, STOCK, wanted)
    assert isinstance(found, Sample), (wanted, found)
    answers = [one.answer for one in found.result.responses.values() if isinstance(one, Answered)]
    text = write(found.assessment, ASKED) + key_file.write(found.key, ASKED)
    return f"{','.join(map(str, answers))} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def lines() -> Iterator[tuple[str, str]]:
    """What there is in KEPT: whom it is about, and the line."""
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        persona, level, respondents, seed, rest = line.split(" ", 4)
        yield f"{persona} {level} {respondents} {seed}", rest


@pytest.mark.parametrize(("whom", "line"), list(lines()))
def test_a_seed_is_the_same_client_everywhere(whom: str, line: str) -> None:
    """Every persona at every level that it can stand at, on one sheet and on several."""
    assert drawn(_wanted(whom)) == line


def _renew() -> None:
    whom: list[tuple[str, str, int, int]] = [
        (persona.id, str(level), respondents, seed)
        for persona in PERSONAS.values()
        for level in levels_of(persona, ASKED.top_level)
        for seed, respondents in enumerate(
            (5, 8, 6, 9, 7) if persona.quarrels else (0, 5, 0, 7, 0, 0, 4, 0), start=level
        )
    ]
    whom += [(_DRAWN, _DRAWN, 0, seed) for seed in range(20)]
    told = [" ".join(map(str, one)) for one in whom]
    KEPT.write_text("".join(f"{line} {drawn(_wanted(line))}\n" for line in told), encoding="utf-8")


if __name__ == "__main__":
    _renew()
