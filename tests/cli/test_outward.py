"""`cem report --kind outward`: a canary in every text that people may write, and none of them outside.

The walk over the assessment finds its own way: a new text field gets a canary without anybody thinking of it.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject
from typer.testing import CliRunner

from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.cli.app import app
from cem_maturity.cli.reading import load_questionnaire
from cem_maturity.domain.assessment import (
    Assessment,
    InterviewState,
    Organisation,
    PlannedAction,
    QuestionnaireReference,
    Touchpoint,
    UnfinishedTouchpoint,
)
from cem_maturity.domain.response import Answered, AnswerSheet, Draft, Evidence, NotApplicable, Respondent, Unknown

QUESTIONNAIRE = """
format: 1
id: small
version: 1.0.0
language: en
title: Small
levels: [{level: 0, name: None}, {level: 1, name: Some}, {level: 2, name: Most}, {level: 3, name: All}]
dimensions:
  - id: voice
    title: Voice
    questions:
      - id: voice.a
        text: How far do you ask?
        levels: {0: never, 1: rarely, 2: often, 3: always}
        actions:
          2: [{id: ask, text: Ask more, effort: 1, impact: 5, owner: CX lead, horizon: 30d, done_when: Ten were asked}]
      - {id: voice.b, text: How far do you hear?, levels: {0: never, 1: rarely, 2: often, 3: always}}
      - {id: voice.c, text: How far do you act?, levels: {0: never, 1: rarely, 2: often, 3: always}}
      - {id: voice.d, text: How far do you tell?, levels: {0: never, 1: rarely, 2: often, 3: always}}
  - id: people
    title: People
    questions: [{id: people.p, text: Are people thanked?, practice: 2}]
  - id: data
    title: Data
    questions: [{id: data.a, text: How far do you keep it?, levels: {0: no, 1: bit, 2: lot, 3: all}}]
journey: {stages: [{id: buy, title: Buying}]}
"""

WHOLE = Assessment(
    QuestionnaireReference("small", "1.0.0"),
    Organisation("ACME", "Shop", "retail", "IE", "city"),
    "2026-11-21",
    "en",
    targets={"voice": 3},
    sheet=AnswerSheet(
        {
            "voice.a": Answered(1, Evidence.EXAMPLE),
            "voice.b": NotApplicable(""),
            "voice.c": Unknown(""),
            "people.p": Answered(Fraction(1, 3)),
        },
        drafts={"voice.d": Draft()},
        flags={"voice.a": "", "voice.d": ""},
    ),
    respondents=(
        Respondent("one", AnswerSheet({"voice.a": Answered(3), "data.a": Answered(3)}), role="board"),
        Respondent("two", AnswerSheet({"voice.a": Answered(3), "data.a": Answered(3)}), role="board"),
        Respondent("three", AnswerSheet({"data.a": Answered(0), "voice.b": NotApplicable("")}), role="shop"),
        Respondent("four", AnswerSheet({"data.a": Answered(0), "voice.c": Unknown("")}), role="shop"),
        Respondent("five", AnswerSheet({"voice.a": Answered(0)})),
    ),
    touchpoints=(
        Touchpoint("Paying", "buy", 5, Fraction(8), Fraction(6), Fraction(4), moment_of_truth=True),
        Touchpoint("Leaving", "buy", 3, Fraction(7), Fraction(8), Fraction(9), Fraction(9)),
    ),
    actions=(
        PlannedAction("ask", "done", due="2027-02-01"),
        PlannedAction("own", "planned", dimension="voice", effort=2, impact=3, horizon="90d"),
    ),
    interview=InterviewState("2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z", "voice.a", True, "buy", (
        UnfinishedTouchpoint("Waiting", "buy"),
    )),
)  # fmt: skip

MAY_BE_READ = {
    "QuestionnaireReference.id",
    "QuestionnaireReference.version",
    "QuestionnaireReference.digest",
    "Organisation.name",
    "Organisation.unit",
    "Organisation.sector",
    "Organisation.country",
    "Organisation.profile",
    "Assessment.date",
    "Assessment.language",
    "Respondent.role",
    "Touchpoint.name",
    "PlannedAction.status",
    "PlannedAction.due",
    "PlannedAction.dimension",
    "PlannedAction.horizon",
}
"""What stays outside, or says what was chosen from a list; all other texts get a canary."""
NO_WORDS = {"at", "started", "updated", "stage"}
"""Fields that hold moments and ids of the questionnaire, and could hold no canary."""


class Salting:
    """An assessment with a canary in every text."""

    def __init__(self) -> None:
        self.canaries: list[str] = []

    def whole(self, value: Any, field: str = "") -> Any:
        """*value*, which stands at *field*, with its canaries; keys of mappings are ids of the questionnaire."""
        match value:
            case str():
                if field in MAY_BE_READ or field.rpartition(".")[2] in NO_WORDS or value == "ask":
                    return value
                self.canaries.append(f"canary{len(self.canaries)}x")
                return self.canaries[-1]
            case Mapping():
                return {key: self.whole(one, field) for key, one in value.items()}
            case tuple() if hasattr(value, "_fields"):
                name = type(value).__name__
                return type(value)(*(self.whole(getattr(value, key), f"{name}.{key}") for key in value._fields))
            case tuple():
                return tuple(self.whole(one, field) for one in value)
            case _ if is_dataclass(value) and not isinstance(value, type):
                name = type(value).__name__
                return replace(
                    value,
                    **{one.name: self.whole(getattr(value, one.name), f"{name}.{one.name}") for one in fields(value)},
                )
            case _:
                return value


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs, with a questionnaire and two salted answers files."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    asked = load_questionnaire("small.yaml", "en")
    salting = Salting()
    for name, assessment in (("now", WHOLE), ("then", replace(WHOLE, date="2025-11-21"))):
        (tmp_path / f"{name}.yaml").write_text(write(salting.whole(assessment), asked), encoding="utf-8")
    (tmp_path / "canaries.txt").write_text("\n".join(salting.canaries), encoding="utf-8")
    return tmp_path


def report(folder: Path, format_: str, kind: str) -> bytes:
    """The report on the salted answers, with a plan and a baseline."""
    options = ["--questionnaire", "small.yaml", "--baseline", "then.yaml", "--plan", "3", "--partial"]
    wanted = ["--format", format_, "--kind", kind, "-o", f"report.{format_}"]

    ended = CliRunner().invoke(app, ["report", "now.yaml", *options, *wanted])

    assert ended.exit_code == 0, ended.output
    return (folder / f"report.{format_}").read_bytes()


def parts(content: bytes, format_: str) -> Iterator[bytes]:
    """The file, and all that stands in it packed: streams, attachments and properties of a PDF, members of a zip."""
    yield content
    if format_ == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if format_ == "pdf":
        reader = PdfReader(io.BytesIO(content))
        yield from ("".join(page.extract_text().split()).encode() for page in reader.pages)
        yield from (one for several in reader.attachments.values() for one in several)
        yield repr(reader.metadata).encode()
        for thing in PdfWriter(clone_from=reader)._objects:
            yield thing.get_data() if isinstance(thing, StreamObject) else repr(thing).encode()


def canaries_in(folder: Path, format_: str, kind: str) -> set[str]:
    """The canaries that can be found in such a report."""
    found = list(parts(report(folder, format_, kind), format_))
    canaries = (folder / "canaries.txt").read_text(encoding="utf-8").split()
    return {canary for canary in canaries if any(canary.encode() in one for one in found)}


@pytest.mark.parametrize("format_", ["pdf", "html", "md", "json", "xlsx"])
def test_no_word_of_anybody_leaves_the_house(folder: Path, format_: str) -> None:
    """In no format, in no property, attachment or packed part."""
    assert canaries_in(folder, format_, "outward") == set()


@pytest.mark.parametrize("format_", ["pdf", "html", "md", "json", "xlsx"])
def test_the_canaries_sing_inside(folder: Path, format_: str) -> None:
    """The search would find them: the full report has notes, quotes, reasons, names and the plan's own words."""
    assert len(canaries_in(folder, format_, "full")) > 20
