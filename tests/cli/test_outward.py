"""`cem report --kind outward`: a canary in every text that people may write, and none of them outside.

The walk over the assessment finds its own way: a new text field gets a canary without anybody thinking of it.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject
from typer.testing import CliRunner

from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.cli.app import app
from cem_maturity.cli.reading import load_questionnaire
from cem_maturity.domain.assessment import Assessment
from tests.filled import QUESTIONNAIRE, WHOLE, filled

MAY_BE_READ = {
    "Organisation.name",
    "Organisation.unit",
    "Organisation.sector",
    "Organisation.country",
    "Organisation.profile",
    "Respondent.role",
    "Touchpoint.name",
}
"""What readers outside are told; all other texts of people's own get a canary."""

RECOMMENDED = "ask"
"""The action of the plan of record that the questionnaire recommends."""


def salted(assessment: Assessment, canaries: list[str]) -> Assessment:
    """*assessment* with a canary in every text that is to stay inside; each is added to *canaries*."""

    def word(field: str, said: str) -> str:
        if field in MAY_BE_READ or said == RECOMMENDED:
            return said
        canaries.append(f"canary{len(canaries)}x")
        return canaries[-1]

    whole: Assessment = filled(assessment, word)
    return whole


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs, with a questionnaire and two salted answers files."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    asked = load_questionnaire("small.yaml", "en")
    canaries: list[str] = []
    for name, assessment in (("now", WHOLE), ("then", replace(WHOLE, date="2025-11-21"))):
        (tmp_path / f"{name}.yaml").write_text(write(salted(assessment, canaries), asked), encoding="utf-8")
    (tmp_path / "canaries.txt").write_text("\n".join(canaries), encoding="utf-8")
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
