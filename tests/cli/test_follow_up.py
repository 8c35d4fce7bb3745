"""`cem follow-up`: from what nobody knew to answers that count."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cem_maturity.cli.app import app
from tests.cli.a_terminal import ATerminal
from tests.cli.test_interview_in_a_terminal import flagship, kept
from tests.cli.test_interview_plain import FORM, piped

HEAD = "format: 1\nquestionnaire: {id: cem-maturity, version: 1.0.0}\norganisation: {name: ACME}\ndate: 2026-11-21\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cem(*arguments: str) -> Result:
    """`cem` with those arguments."""
    return CliRunner().invoke(app, list(arguments))


def filled_in(sheet: str, answer: str) -> str:
    """The file inside *sheet* with *answer* behind every question."""
    found = re.search(r"^```yaml\n(.*?)^```$", sheet, re.DOTALL | re.MULTILINE)
    assert found
    return re.sub(r"^( {6}[a-z.]+:)$", rf"\1 {answer}", found[1], flags=re.MULTILINE)


@pytest.mark.parametrize(
    "people", ["", "Ann Lee (CX lead)", "Ann Lee (CX lead), Tom Ray (IT)"], ids=["nobody", "one", "room"]
)
def test_what_was_unknown_counts_once_it_comes_back(people: str, folder: Path) -> None:
    """Interview, sheet, reply, merge: whoever was in the room, and nothing is open in the end."""
    form = [*FORM[:4], people, *FORM[5:]]
    piped(folder, *form, "u ask IT", "3", "q")
    unknown = next(iter(kept(folder / "a.yaml").sheet.responses))

    sheet = cem("follow-up", "a.yaml")
    (folder / "reply.yaml").write_text(filled_in(sheet.stdout, "2"), encoding="utf-8")
    valid = cem("check", "--partial", "reply.yaml")
    merged = cem("merge", "a.yaml", "reply.yaml", "-o", "all.yaml", "--format", "json")
    again = cem("follow-up", "all.yaml")

    assert (sheet.exit_code, valid.exit_code, merged.exit_code) == (0, 0, 0)
    assert "named was: ask IT" in sheet.stdout
    report = cem("score", "--partial", "--format", "json", "all.yaml").stdout
    question = report[report.index(f'"id": "{unknown}"') :]
    assert re.search(r'"state": "(\w+)"', question)[1] == "answered"  # type: ignore[index]
    assert re.search(r'"level": (\d)', question)[1] == "2"  # type: ignore[index]
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "Nothing is open: no answer is unknown, and none is flagged.\n"


def test_the_sheet_speaks_the_language_of_the_report(folder: Path) -> None:
    """That of the answers file; `--language` overrules it."""
    (folder / "a.yaml").write_text(HEAD + "language: ru\nanswers: {voice.channels: {unknown: ИТ}}\n", encoding="utf-8")

    russian, persian = cem("follow-up", "a.yaml").stdout, cem("follow-up", "a.yaml", "--language", "fa").stdout

    assert "Первая линия" in russian
    assert "کارکنان خط مقدم" in persian


def test_the_sheet_goes_where_it_is_told(folder: Path) -> None:
    """Never over the answers."""
    text = HEAD + "answers: {voice.channels: {level: 2, flag: ask the shops}}\n"
    (folder / "a.yaml").write_text(text, encoding="utf-8")

    written = cem("follow-up", "a.yaml", "-o", "b.md")
    refused = cem("follow-up", "a.yaml", "-o", "./a.yaml")

    assert (written.exit_code, written.stdout) == (0, "b.md\n")
    assert (folder / "b.md").read_text(encoding="utf-8") == cem("follow-up", "a.yaml").stdout
    assert (refused.exit_code, (folder / "a.yaml").read_text(encoding="utf-8")) == (2, text)


def test_the_end_of_an_interview_offers_the_sheet(folder: Path) -> None:
    """By a key, beside the answers, and never over what says something else."""
    said = "".join(f"  {question.id}: 3\n" for question in flagship().questions() if question.id != "voice.channels")
    begun = "interview: {started: 2026-11-21T10:00:00Z}\n"
    text = HEAD + begun + f"answers:\n{said}  voice.channels: {{unknown: ask IT}}\n"
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    (folder / "a-follow-up.md").write_text("mine", encoding="utf-8")

    screen = ATerminal(folder, "a.yaml")
    screen.shows("m writes a sheet to mail")
    screen.types("m")
    screen.shows("The follow-up sheet is in a-follow-up-2.md.")
    screen.types("q")
    ended = screen.ends()
    line_by_line = piped(folder, "m", "q")

    assert (ended, line_by_line.returncode) == (0, 0)
    assert line_by_line.stdout.endswith("a-follow-up-2.md\n")
    assert (folder / "a-follow-up-2.md").read_text(encoding="utf-8") == cem("follow-up", "a.yaml").stdout
    assert (folder / "a-follow-up.md").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in folder.iterdir()) == ["a-follow-up-2.md", "a-follow-up.md", "a.yaml"]
