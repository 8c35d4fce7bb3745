"""A PDF report in place of its answers file: every command reads it, and none writes to it."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import page as validator
import pypdf
import pytest
from typer.testing import CliRunner, Result

from cem_maturity.adapters.bundled import examples
from cem_maturity.cli.app import app

CINEMA = examples() / "cinema" / "answers.yaml"


def run(*arguments: object) -> Result:
    """What a command with these *arguments* did."""
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def the_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the cinema."""
    path = tmp_path_factory.mktemp("reports") / "cinema.pdf"
    assert run("report", CINEMA, "-o", path).exit_code == 0
    return path


@pytest.fixture
def kept(the_report: Path) -> Iterator[Path]:
    """The report, which must be the same afterwards."""
    before = the_report.read_bytes()
    yield the_report
    assert the_report.read_bytes() == before


def test_a_report_carries_its_answers_and_its_figures(kept: Path) -> None:
    """The answers byte for byte, and the object of `cem score --format json`."""
    carried = pypdf.PdfReader(io.BytesIO(kept.read_bytes())).attachments

    assert list(carried) == ["answers.yaml", "result.json"]
    assert carried["answers.yaml"] == [CINEMA.read_bytes()]
    assert json.loads(carried["result.json"][0]) == json.loads(run("score", CINEMA, "--format", "json").stdout)


def test_the_same_answers_give_the_same_bytes_everywhere(kept: Path, tmp_path: Path) -> None:
    """In another process, with another folder, time zone, locale and hash seed, from a copy of the answers."""
    copied = tmp_path / "copy.yaml"
    copied.write_bytes(CINEMA.read_bytes())
    strange = {"TZ": "Asia/Tehran", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}

    ended = subprocess.run(
        [sys.executable, "-m", "cem_maturity", "report", "copy.yaml", "-o", "-"],
        cwd=tmp_path,
        env={**os.environ, **strange},
        capture_output=True,
        check=True,
    )

    assert ended.stdout == kept.read_bytes()
    assert ended.stderr == b""


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("score", ()),
        ("score", ("--format", "json")),
        ("score", ("--fail-under", "2")),
        ("explain", ("voice",)),
        ("plan", ("--format", "json")),
        ("report", ("--format", "html", "-o", "-")),
    ],
)
def test_a_report_stands_for_its_answers(command: str, options: tuple[str, ...], kept: Path) -> None:
    """The same on stdout, and the same exit code."""
    by_report, by_answers = run(command, kept, *options), run(command, CINEMA, *options)

    assert (by_report.exit_code, by_report.stdout) == (by_answers.exit_code, by_answers.stdout)


def test_a_report_can_be_the_baseline(kept: Path) -> None:
    """What is said about it names it."""
    result = run("report", CINEMA, "--baseline", kept, "--format", "json", "-o", "-")

    assert (result.exit_code, json.loads(result.stdout)["baseline"]["date"]) == (0, "2026-11-21")
    assert result.stderr.startswith(f"{kept}: warning: ")


def test_reports_can_be_compared(kept: Path, tmp_path: Path) -> None:
    """Last year's report with this year's answers."""
    later = tmp_path / "later.yaml"
    later.write_text(CINEMA.read_text(encoding="utf-8").replace("date: 2026-11-21", "date: 2027-11-21"), "utf-8")

    result = run("compare", kept, later, "--format", "json")

    assert (result.exit_code, json.loads(result.stdout)["by"]) == (0, "time")


def test_a_report_passes_the_check(kept: Path) -> None:
    """As its answers do."""
    result = run("check", kept)

    assert (result.exit_code, result.stderr) == (0, f"{kept}: no problems.\n")


@pytest.mark.parametrize(("kind", "carried"), [("executive", ["answers.yaml", "result.json"]), ("outward", [])])
def test_only_a_report_for_readers_outside_carries_nothing(kind: str, carried: list[str], tmp_path: Path) -> None:
    """Either meets both standards; what carries nothing cannot stand for its answers."""
    path = tmp_path / "report.pdf"
    assert run("report", CINEMA, "--kind", kind, "-o", path).exit_code == 0

    scored = run("score", path)

    content = path.read_bytes()
    assert list(pypdf.PdfReader(io.BytesIO(content)).attachments) == carried
    assert [validator.is_pdf_compliant_bytes(content, profile=one) for one in ("ua1", "3a")] == [True, True]
    assert (scored.exit_code, "[pdf-without-answers]" in scored.stderr) == ((0, False) if carried else (1, True))


@pytest.mark.parametrize("command", [("interview", "--plain"), ("plan", "--keep"), ("score", "--questionnaire")])
def test_nothing_is_kept_in_a_report(command: tuple[str, ...], kept: Path) -> None:
    """Where a text is wanted the sentence says how to get it out; nothing is printed."""
    arguments = (command[0], CINEMA, command[1], kept) if command[0] == "score" else (*command, kept)

    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{kept}:1:1: [pdf-not-text] ")


def test_a_problem_in_carried_answers_names_both_files(tmp_path: Path) -> None:
    """The line is the one of the answers; the command that mends it takes the report."""
    path = tmp_path / "old report.pdf"
    writer = pypdf.PdfWriter()
    text = b"format: 1\nquestionnaire: {id: cem-maturity, version: 0.1.0}\nanswers: {}\n"
    writer.add_attachment("answers.yaml", text)
    writer.write(path)

    result = run("score", path)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path}#answers.yaml:2:44: [other-version] ")
    assert f"cem migrate '{path}' --to 1.0.0" in result.stderr
