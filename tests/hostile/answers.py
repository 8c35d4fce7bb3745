"""Answers files with a hostile text in every place, and what commands make of them."""

from pathlib import Path
from typing import NamedTuple

import yaml
from typer.testing import CliRunner, Result

from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.cli.app import app
from cem_maturity.cli.reading import load_questionnaire
from cem_maturity.domain.assessment import Assessment
from tests.domain.strategies import THOROUGH
from tests.filled import IDS, QUESTIONNAIRE, WHOLE, filled
from tests.hostile.texts import WORDS

STEP = 13
"""How far apart in the list the texts of two places beside one another are."""


class Place(NamedTuple):
    """A place in an answers file, and what stands there."""

    field: str
    text: str


def places() -> int:
    """How many places of people's own words an answers file has."""
    return len(turn(0)[1])


def turn(number: int) -> tuple[Assessment, list[Place]]:
    """The assessment in which every place has the text that is *number* further in the list; and these places.

    In as many turns as there are texts, each has stood in every place.
    """
    found: list[Place] = []

    def word(field: str, said: str) -> str:
        if field in IDS:
            return said
        found.append(Place(field, WORDS[(number + len(found) * STEP) % len(WORDS)]))
        return found[-1].text

    return filled(WHOLE, word), found


def harmless(begin: str = "word") -> tuple[Assessment, list[Place]]:
    """The assessment with a word of its own, which begins like that, in every place."""
    found: list[Place] = []

    def word(field: str, said: str) -> str:
        if field in IDS:
            return said
        found.append(Place(field, f"{begin}{len(found)}x"))
        return found[-1].text

    return filled(WHOLE, word), found


def turns() -> range:
    """A share of the turns in which each text stands somewhere; all of them on demand."""
    return range(len(WORDS)) if THOROUGH else range(0, len(WORDS), places())


def put_down(folder: Path, assessment: Assessment, name: str = "a.yaml") -> Path:
    """The file of *assessment* in *folder*, beside its questionnaire."""
    asked = folder / "small.yaml"
    asked.write_text(QUESTIONNAIRE, encoding="utf-8")
    file = folder / name
    text = write(assessment, load_questionnaire(str(asked), "en"))
    file.write_bytes(text.encode())
    return file


def quoted(text: str) -> str:
    """*text* as YAML in quotation marks."""
    return (
        yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**6).removesuffix("\n").removesuffix("...")
    )


def cem(*arguments: object) -> Result:
    """The command with these *arguments*."""
    return CliRunner().invoke(app, [str(one) for one in arguments])
