"""`cem print`: what it writes, where, and how it says that it cannot."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cem_maturity.cli.app import app

OWN = """
format: 1
id: own
version: 1.0.0
language: ru
title: Наш опросник
levels: [{level: 0, name: Нет}, {level: 1, name: Есть}]
dimensions:
  - {id: d, title: Речь, questions: [{id: d.one, text: "Говорим <b>ли</b> мы?", levels: {0: Нет, 1: Да}}]}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs, with a questionnaire of somebody's own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path


def printed(*arguments: str) -> Result:
    """`cem print` with *arguments*."""
    return CliRunner().invoke(app, ["print", *arguments])


@pytest.mark.parametrize(
    ("arguments", "file", "start"),
    [
        ([], "cem-maturity-sheets.pdf", b"%PDF-"),
        (["own.yaml", "--kind", "cards"], "own-cards.pdf", b"%PDF-"),
        (["pulse", "--format", "html"], "pulse-sheets.html", b"<!doctype html>"),
        (["pulse", "-o", "one.htm"], "one.htm", b"<!doctype html>"),
    ],
)
def test_pages_are_named_after_questionnaire_and_kind(
    folder: Path, arguments: list[str], file: str, start: bytes
) -> None:
    """Without options the flagship's sheets as PDF in the current folder; the path is the result."""
    result = printed(*arguments)

    assert (result.exit_code, result.stdout) == (0, f"{file}\n")
    assert (folder / file).read_bytes().startswith(start)


def test_a_dash_writes_to_stdout() -> None:
    """Bytes and nothing else, for the next program."""
    result = printed("own.yaml", "-o", "-")

    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"%PDF-")


def test_pages_speak_the_language_of_the_questionnaire() -> None:
    """Where nobody asks for another one, and whatever is typed in it stays text."""
    own = printed("own.yaml", "--format", "html", "-o", "-").stdout
    asked = printed("own.yaml", "--format", "html", "-o", "-", "--language", "fa").stdout

    assert ('<html lang="ru" dir="ltr"' in own, "Говорим &lt;b&gt;ли&lt;/b&gt; мы?" in own) == (True, True)
    assert ('<html lang="fa" dir="rtl"' in asked, '<h3 lang="ru" dir="ltr">Говорим' in asked) == (True, True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["-o", "one.docx"], 2, "pdf, html"),
        (["--dimension", "voce"], 2, "did you mean voice?"),
        (["own.yaml", "--dimension", "other"], 2, "it has d"),
        (["puls"], 2, "did you mean pulse?"),
        (["own.yaml", "-o", "own.yaml", "--format", "html"], 2, "take the place of the questionnaire"),
        (["missing.yaml"], 1, "missing.yaml"),
        (["own.yaml", "-o", "no folder/one.html"], 5, "no folder"),
    ],
)
def test_what_cannot_be_printed_is_said(folder: Path, arguments: list[str], code: int, words: str) -> None:
    """One sentence with the reason, nothing on stdout, and no file."""
    result = printed(*arguments)

    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert [path.name for path in folder.iterdir()] == ["own.yaml"]


def test_touchpoints_alone_have_no_cards(folder: Path) -> None:
    """There is no level to vote on."""
    start, _, _ = OWN.partition("dimensions:")
    (folder / "tour.yaml").write_text(f"{start}dimensions: []\njourney: {{stages: [{{id: a, title: Б}}]}}\n", "utf-8")

    result = printed("tour.yaml", "--kind", "cards")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "no cards" in result.stderr


def test_a_machine_without_pango_is_told_what_to_do() -> None:
    """The missing libraries, the command that helps and the way that works."""
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

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", machine, "print", *arguments], capture_output=True, text=True, check=False
        )

    pdf, html = run(), run("--format", "html")

    assert (pdf.returncode, pdf.stdout) == (5, "")
    assert "pango-1.0, pangoft2-1.0" in pdf.stderr
    assert "--format html" in pdf.stderr
    assert (html.returncode, html.stdout) == (0, "cem-maturity-sheets.html\n")
