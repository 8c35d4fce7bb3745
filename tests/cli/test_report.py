"""`cem report`: what it writes, where, and how it says that it cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from cem_maturity.adapters import bundled
from cem_maturity.cli.app import app

CINEMA = bundled.examples() / "cinema" / "answers.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(*arguments: str, **environment: str) -> Result:
    """`cem report` on the bundled cinema."""
    return CliRunner().invoke(app, ["report", str(CINEMA), *arguments], env=environment)


def test_a_pdf_named_after_the_answers_stands_in_this_folder(folder: Path) -> None:
    """Without options the report is a PDF in the current folder, and its path is the result."""
    result = report()

    assert (result.exit_code, result.stdout) == (0, "answers.pdf\n")
    assert (folder / "answers.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "file", "start"),
    [
        (["-o", "one.html"], "one.html", "<!doctype html>"),
        (["-o", "one.HTM"], "one.HTM", "<!doctype html>"),
        (["--format", "html"], "answers.html", "<!doctype html>"),
        (["-o", "one.txt", "--format", "html"], "one.txt", "<!doctype html>"),
        (["-o", "one.json"], "one.json", "{"),
        (["-o", "one.md"], "one.md", "# "),
        (["--kind", "full", "--format", "md"], "answers.md", "# "),
        (["--kind", "outward", "--format", "md"], "answers-outward.md", "# "),
        (["--kind", "executive", "--format", "html"], "answers-executive.html", "<!doctype html>"),
    ],
)
def test_the_format_follows_the_option_then_the_suffix(
    folder: Path, arguments: list[str], file: str, start: str
) -> None:
    """`--format` wins over the suffix of FILE."""
    result = report(*arguments)

    assert (result.exit_code, result.stdout) == (0, f"{file}\n")
    assert (folder / file).read_text(encoding="utf-8").lstrip().startswith(start)


def test_an_unknown_suffix_is_wrong_usage(folder: Path) -> None:
    """The sentence names the formats that there are, and nothing is written."""
    result = report("-o", "one.docx")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "pdf, html, md, json, xlsx" in result.stderr
    assert list(folder.iterdir()) == []


def test_a_dash_writes_to_stdout() -> None:
    """Bytes and nothing else, for the next program."""
    result = report("-o", "-")

    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"%PDF-")


def test_json_is_the_object_of_score() -> None:
    """`cem report --format json` and `cem score --format json` say the same."""
    scored = CliRunner().invoke(app, ["score", str(CINEMA), "--format", "json"])

    result = report("--format", "json", "-o", "-")

    assert json.loads(result.stdout) == json.loads(scored.stdout)


def test_a_workbook_is_written(folder: Path) -> None:
    """An xlsx file is a packed one."""
    result = report("-o", "one.xlsx")

    assert (result.exit_code, result.stdout) == (0, "one.xlsx\n")
    assert (folder / "one.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("kind", ["full", "executive", "outward"])
def test_a_report_says_what_kind_it_is(kind: str) -> None:
    """In its JSON, which holds what templates are given."""
    assert json.loads(report("--format", "json", "-o", "-", "--kind", kind).stdout)["kind"] == kind


@pytest.mark.parametrize("language", ["en", "ru", "fa"])
def test_the_board_is_given_two_pages(folder: Path, language: str) -> None:
    """The cover and the result on one page."""
    report("--kind", "executive", "--language", language)

    assert len(PdfReader(folder / "answers-executive.pdf").pages) == 2


def test_the_board_is_given_the_journey_where_there_is_nothing_else(folder: Path) -> None:
    """A questionnaire without dimensions: the cover and the curve."""
    case = str(bundled.examples() / "journey-audit" / "answers.yaml")

    CliRunner().invoke(app, ["report", case, "--kind", "executive"])

    assert len(PdfReader(folder / "answers-executive.pdf").pages) == 2


def test_the_answers_file_is_never_overwritten() -> None:
    """A report cannot take the place of what it was made from."""
    before = CINEMA.read_bytes()

    result = report("-o", str(CINEMA), "--format", "html")

    assert result.exit_code == 2
    assert CINEMA.read_bytes() == before


def test_a_report_that_cannot_be_written_ends_with_5(folder: Path) -> None:
    """The sentence says where and why."""
    result = report("-o", str(folder / "no such folder" / "one.html"))

    assert (result.exit_code, result.stdout) == (5, "")
    assert "no such folder" in result.stderr


def test_broken_answers_end_with_1_and_leave_no_report(folder: Path) -> None:
    """The problems are told and nothing is written."""
    (folder / "broken.yaml").write_text("format: 1\nanswers: [", encoding="utf-8")

    result = CliRunner().invoke(app, ["report", "broken.yaml"])

    assert result.exit_code == 1
    assert "broken.yaml:" in result.stderr
    assert [path.name for path in folder.iterdir()] == ["broken.yaml"]


def test_the_time_in_the_file_can_be_given() -> None:
    """SOURCE_DATE_EPOCH stands for the time at which the report was made."""
    result = report("--format", "html", "-o", "-", SOURCE_DATE_EPOCH="0")

    assert '<meta name="dcterms.created" content="1970-01-01T00:00:00Z">' in result.stdout


@pytest.mark.parametrize("epoch", ["253402300800", "99999999999999999999999", "-1", "today"])
def test_a_time_that_no_calendar_has_is_left_out(epoch: str) -> None:
    """A SOURCE_DATE_EPOCH past the year 9999, or none at all, gives what the report has without it."""
    result = report("--format", "html", "-o", "-", SOURCE_DATE_EPOCH=epoch)

    assert (result.exit_code, result.stdout) == (0, report("--format", "html", "-o", "-").stdout)


@pytest.mark.parametrize("command", ["report", "compare", "print"])
def test_links_in_a_circle_are_a_file_that_cannot_be_read(command: str, folder: Path) -> None:
    """As answers and as a brand; the place is told, and nothing is written."""
    (folder / "a.yaml").symlink_to("b.yaml")
    (folder / "b.yaml").symlink_to("a.yaml")
    documents = {"report": [str(CINEMA)], "compare": [str(CINEMA), "a.yaml"], "print": []}[command]

    result = CliRunner().invoke(app, [command, *documents, "--brand", "a.yaml", "-o", "b.html"])

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("a.yaml:1:1: [file-unreadable] ")


def test_pages_are_made_where_the_folder_for_passing_files_is_gone(folder: Path) -> None:
    """A TMPDIR that is not there any more is passed over."""
    ended = subprocess.run(
        [sys.executable, "-m", "cem_maturity", "report", str(CINEMA), "-o", "-"],
        env={**os.environ, "TMPDIR": str(folder / "gone")},
        capture_output=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout[:5], ended.stderr) == (0, b"%PDF-", b"")


def test_where_nothing_takes_passing_files_that_is_said() -> None:
    """One sentence, and nothing on stdout."""
    machine = (
        "import errno, os\n"
        "def full(*arguments, **more):\n"
        "    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))\n"
        "os.mkdir = full\n"
        "from cem_maturity.__main__ import main\n"
        "main()\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", machine, "report", str(CINEMA)], capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout) == (5, "")
    assert ended.stderr == "The result could not be written: No space left on device.\n"


def test_a_machine_without_pango_is_told_what_to_do(folder: Path) -> None:
    """One sentence with the missing library, the command that helps and the way that works; nothing on stdout."""
    machine = (
        "import ctypes, sys\n"
        "class Bare(ctypes.CDLL):\n"
        "    def __init__(self, name, *rest, **more):\n"
        "        if 'pango' in str(name): raise OSError('no such library')\n"
        "        super().__init__(name, *rest, **more)\n"
        "ctypes.CDLL = Bare\n"
        "from cem_maturity.__main__ import main\n"
        "main()\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", machine, "report", str(CINEMA)], capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout) == (5, "")
    assert "pango-1.0, pangoft2-1.0" in ended.stderr
    assert "`cem doctor`" in ended.stderr
    assert "--format html" in ended.stderr
    assert list(folder.iterdir()) == []


def an_earlier_cinema(folder: Path, *changes: tuple[str, str]) -> Path:
    """The cinema's answers of a year before, with *changes* of text."""
    text = CINEMA.read_text(encoding="utf-8")
    for old, new in (("date: 2026-11-21", "date: 2025-11-21"), *changes):
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "earlier.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_baseline_tells_what_has_moved_since(folder: Path) -> None:
    """The JSON holds the former figures and the moves; nothing is told where nothing is to be minded."""
    earlier = an_earlier_cinema(folder, ("strategy.case:\n    level: 2", "strategy.case:\n    level: 0"))

    result = report("--baseline", str(earlier), "--format", "json", "-o", "-")

    baseline = json.loads(result.stdout)["baseline"]
    assert (result.exit_code, result.stderr) == (0, "")
    assert list(baseline) == [
        "date",
        "comparable",
        "reasons",
        "overall",
        "dimensions",
        "questions",
        "actions_done",
    ]
    assert (baseline["date"], baseline["comparable"], baseline["reasons"]) == ("2025-11-21", True, [])
    assert baseline["overall"]["level_move"] == 0
    assert baseline["dimensions"][0] == {
        "id": "strategy",
        "title": "Strategy and link to business goals",
        "level": 1,
        "index": 0.75,
        "compared": True,
        "level_move": 0,
        "index_move": 0.5,
    }
    moved = [one for one in baseline["questions"] if one["change"] != "same"]
    assert [(one["id"], one["then"]["level"], one["now"]["level"], one["move"]) for one in moved] == [
        ("strategy.case", 0, 2, 2)
    ]


def test_the_pages_show_the_baseline(folder: Path) -> None:
    """The radar has a third outline, the bars a mark, the navigation a link; without a baseline none of them."""
    earlier = an_earlier_cinema(folder, ("strategy.case:\n    level: 2", "strategy.case:\n    level: 0"))

    with_baseline = report("--baseline", str(earlier), "--format", "html", "-o", "-").stdout
    without = report("--format", "html", "-o", "-").stdout

    marks = ['<polygon class="before"', '<div class="before"', '<a href="#since">', '<h2 id="since"', "What has risen"]
    assert [mark in with_baseline for mark in marks] == [True] * 5
    assert [mark in without for mark in marks] == [False] * 5


def test_a_baseline_that_says_little_is_taken_and_the_reason_told(folder: Path) -> None:
    """The same answers, or those of somebody else: a warning on stderr, the reason in the report."""
    other = an_earlier_cinema(folder, ("{name: Aurora Cinema,", "{name: Borealis,"))

    same = report("--baseline", str(CINEMA), "--format", "json", "-o", "-")
    foreign = report("--baseline", str(other), "--format", "json", "-o", "-")

    assert (same.exit_code, foreign.exit_code) == (0, 0)
    assert "nothing can have moved" in same.stderr
    assert (
        "earlier.yaml: warning: The answers are those of two organisations: Borealis and Aurora Cinema."
        in foreign.stderr
    )
    assert json.loads(foreign.stdout)["baseline"]["reasons"] == [
        "The answers are those of two organisations: Borealis and Aurora Cinema."
    ]


def test_a_broken_baseline_ends_with_1(folder: Path) -> None:
    """Its problems are told, and no report is written."""
    (folder / "old.yaml").write_text("format: 1\nanswers: [", encoding="utf-8")

    result = report("--baseline", "old.yaml")

    assert result.exit_code == 1
    assert "old.yaml:" in result.stderr
    assert [path.name for path in folder.iterdir()] == ["old.yaml"]


def test_the_baseline_is_never_overwritten(folder: Path) -> None:
    """As little as the answers."""
    earlier = an_earlier_cinema(folder)
    before = earlier.read_bytes()

    result = report("--baseline", str(earlier), "-o", str(earlier), "--format", "json")

    assert result.exit_code == 2
    assert earlier.read_bytes() == before
