"""Changing the language changes words, and no figure anywhere."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from cem_maturity.adapters.bundled import examples
from cem_maturity.application.language import SOURCE, languages
from cem_maturity.cli.app import app

CINEMA = str(examples() / "cinema" / "answers.yaml")
CASES = sorted(str(path) for path in examples().glob("*/answers.yaml"))
OTHERS = [code for code in languages() if code != SOURCE]
WORDS = {"title", "name", "level_name", "view", "text", "descriptor", "next_descriptor", "done_when", "owner", "reason"}
WORDS |= {"description", "stage_title", "sentence", "provisional_reasons", "source", "why", "whom"}
"""The keys of the JSON under which texts of ours or of the questionnaire stand."""
TRANSLATED_MAPS = {"glossary", "names"}


def scored(case: str, language: str, format_: str) -> str:
    """What `cem score` prints."""
    ended = CliRunner().invoke(app, ["score", case, "--format", format_, "--language", language])
    assert ended.exit_code == 0, ended.stderr
    return ended.stdout


def without_words(value: object) -> object:
    """The JSON value with every text of ours taken out; ids, figures, dates and the user's own texts stay."""
    match value:
        case dict():
            return {
                key: without_words(one)
                for key, one in value.items()
                if key not in TRANSLATED_MAPS and not (key in WORDS and _is_text(one))
            }
        case list():
            return [without_words(one) for one in value]
        case _:
            return value


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("case", CASES)
def test_json_differs_in_words_alone(case: str, language: str) -> None:
    """Every figure, id and date of the object is the same."""
    english, other = (json.loads(scored(case, code, "json")) for code in (SOURCE, language))

    assert without_words(other) == without_words(english)
    assert other["questionnaire"]["title"] != english["questionnaire"]["title"]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("case", CASES)
def test_csv_differs_in_the_level_name_alone(case: str, language: str) -> None:
    """Figures in tables for machines have the same digits and decimal points everywhere."""
    english, other = (scored(case, code, "csv").splitlines() for code in (SOURCE, language))

    assert len(other) == len(english) == 2
    assert other[0] == english[0]
    name = english[0].split(",").index("level_name")
    assert _without(other[1], name) == _without(english[1], name)


def _without(line: str, column: int) -> list[str]:
    from csv import reader

    (cells,) = reader([line])
    return cells[:column] + cells[column + 1 :]


@pytest.mark.parametrize(
    ("language", "spoken"), [("ru", ("Уровень", "1,4", "интервью")), ("fa", ("سطح", "۱٫۴", "۱۴۰۵"))]
)
def test_the_terminal_speaks_the_language_that_is_asked_for(language: str, spoken: tuple[str, ...]) -> None:
    """Table and help; the environment is asked where the command line says nothing."""
    command = [sys.executable, "-m", "cem_maturity", "score"]
    table = _printed(*command, CINEMA, "--language", language)
    usage = _printed(*command, "--help", "--language", language)

    assert [word for word in spoken if word not in table + usage] == []
    assert [
        word for word in ("Level", "Index", "coverage", "Usage", "Show this", "Options") if word in table + usage
    ] == []


def _printed(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, encoding="utf-8").stdout
