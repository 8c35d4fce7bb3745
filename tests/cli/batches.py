"""Folders of answers for tests of `cem batch`, and the command on them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from cem_maturity.cli.app import app

QUESTIONNAIRE = """
format: 1
id: small
version: 1.0.0
language: en
title: A small questionnaire
levels:
  - {level: 0, name: None of it}
  - {level: 1, name: One}
  - {level: 2, name: Two}
  - {level: 3, name: Three}
dimensions:
  - id: voice
    title: Voice
    questions:
      - {id: voice.a, text: A?, levels: {0: none, 1: one, 2: two, 3: three}}
      - {id: voice.b, text: B?, levels: {0: none, 1: one, 2: two, 3: three}}
  - id: data
    title: Data
    questions:
      - {id: data.a, text: C?, levels: {0: none, 1: one, 2: two, 3: three}}
"""


def a_unit(
    folder: Path,
    name: str,
    levels: str = "321",
    *,
    organisation: str = "Acme",
    unit: str = "",
    date: str = "2026-11-21",
) -> Path:
    """The answers of a unit in the *folder*: *levels* are those of voice.a, voice.b and data.a, as far as they go."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    said = "".join(f"  {id_}: {level}\n" for id_, level in zip(("voice.a", "voice.b", "data.a"), levels, strict=False))
    file.write_text(
        "format: 1\nquestionnaire: {id: small, version: 1.0.0}\n"
        f"organisation: {{name: {json.dumps(organisation)}, unit: {json.dumps(unit or file.stem)}}}\n"
        f"date: {date}\nanswers:\n{said}",
        encoding="utf-8",
    )
    return file


def the_questionnaire(folder: Path) -> Path:
    """The small questionnaire beside the folder of answers."""
    file = folder / "small.yaml"
    file.write_text(QUESTIONNAIRE, encoding="utf-8")
    return file


def run(*arguments: object, questionnaire: Path | None = None, env: Mapping[str, str] | None = None) -> Result:
    """`cem batch`, with the small questionnaire where one is given."""
    chosen = [] if questionnaire is None else ["--questionnaire", questionnaire]
    return CliRunner().invoke(app, ["batch", *(str(one) for one in (*chosen, *arguments))], env=env)


def portfolio(folder: Path) -> dict[str, Any]:
    """What portfolio.json says."""
    values: dict[str, Any] = json.loads((folder / "portfolio.json").read_text(encoding="utf-8"))
    return values


def contents(folder: Path) -> dict[str, bytes]:
    """All files that a batch leaves for people, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
