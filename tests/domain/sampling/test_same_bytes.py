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
from cem_maturity.domain.response import Answered
from cem_maturity.domain.sampling.personas import PERSONAS, levels_of
from cem_maturity.domain.sampling.sample import Sample, Wanted, draw
from cem_maturity.domain.sampling.stock import Contradiction, Plants
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire
from tests.domain.sampling.stocks import a_stock
from tests.domain.sampling.test_sample import JOURNEY

ASKED = a_questionnaire(
    *(
        a_dimension(
            one,
            *(replace(a_grid_question(f"{one}.{at}"), roles=("board", "front-line")[at:]) for at in range(3)),
            a_practice(f"{one}.p", 1 + number),
        )
        for number, one in enumerate("abcde")
    ),
    journey=JOURNEY,
)
PLANTS = Plants(
    mechanics=("b", "c"),
    psychology=("a", "e"),
    contradictions=(Contradiction("x", "a.0", 3, "b.0", 1), Contradiction("y", "c.1", 2, "d.1", 1)),
)
STOCK = replace(a_stock(*PLANTS.contradictions), plants=PLANTS)
KEPT = Path(__file__).with_name("clients.txt")


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
    persona, level, respondents, seed = whom.split()

    assert drawn(Wanted(int(seed), persona, int(level), respondents=int(respondents) or None)) == line


def _renew() -> None:
    whom = [
        (persona.id, level, respondents, seed)
        for persona in PERSONAS.values()
        for level in levels_of(persona, ASKED.top_level)
        for seed, respondents in enumerate((5, 8, 6) if persona.quarrels else (0, 5, 0, 7), start=level)
    ]
    told = (
        f"{persona} {level} {respondents} {seed} "
        f"{drawn(Wanted(seed, persona, level, respondents=respondents or None))}\n"
        for persona, level, respondents, seed in whom
    )
    KEPT.write_text("".join(told), encoding="utf-8")


if __name__ == "__main__":
    _renew()
