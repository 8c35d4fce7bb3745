"""`cem interview --settle`: through what divides, on a screen and line by line."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cem_maturity.domain.consensus import responses_of
from cem_maturity.domain.response import Answered
from tests.cli.a_terminal import ATerminal
from tests.cli.test_interview_in_a_terminal import ENTER, flagship, kept

SPLIT = """\
format: 1
questionnaire: {id: cem-maturity, version: 1.0.0}
organisation: {name: ACME}
date: 2026-11-21
respondents:
  ann:
    name: Ann Lee
    role: board
    answers:
      voice.channels: {level: 4, evidence: document, note: It stands in the handbook.}
      voice.talks: 4
      voice.loop: 2
  tom:
    role: front-line
    answers: {voice.channels: 0, voice.talks: 1, voice.loop: 2}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of two people who stand apart on two questions of three."""
    path = tmp_path / "all.yaml"
    path.write_text(SPLIT.replace("voice.loop", third_question()), encoding="utf-8")
    return path


def third_question() -> str:
    """A question of the flagship on which both say the same."""
    return [question.id for question in flagship().questions() if question.id.startswith("voice.")][2]


def plain(file: Path, *lines: str, arguments: tuple[str, ...] = ("--settle",)) -> "subprocess.CompletedProcess[str]":
    """The plain interview of *file* with those lines."""
    return subprocess.run(
        [sys.executable, "-m", "cem_maturity", "interview", "--plain", file.name, *arguments],
        cwd=file.parent,
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_who_said_what_stands_above_the_options(file: Path) -> None:
    """The consensus wins, what each said stays; what is skipped stays split."""
    before = kept(file)

    ended = plain(file, "2", "s", "q")

    after = kept(file)
    assert (
        "Ann Lee (the board): 4 · document · Note: It stands in the handbook.\ntom (front-line staff): 0\n0. "
        in ended.stdout
    )
    assert "1 question is settled, 1 stays split.\n" in ended.stdout
    assert ended.stderr == "1 settled, 1 stays split; saved in all.yaml. To go on: cem interview all.yaml --settle\n"
    assert (ended.returncode, after.respondents) == (0, before.respondents)
    assert [(id_, one.answer) for id_, one in after.sheet.responses.items() if isinstance(one, Answered)] == [
        ("voice.channels", 2)
    ]
    assert responses_of(flagship(), after)["voice.channels"] == after.sheet.responses["voice.channels"]


def test_it_goes_on_with_what_is_still_split_until_there_is_nothing(file: Path) -> None:
    """Then it says so, and that is no mistake."""
    plain(file, "2", "q")

    rest = plain(file, "3", "q")
    nothing = plain(file)

    assert rest.stdout.startswith("1 question to settle.")
    assert rest.stderr == "1 settled, 0 stay split; saved in all.yaml. To see the result: cem score all.yaml\n"
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert nothing.stderr == "There is nothing to settle: people nowhere stand far apart without having agreed.\n"


@pytest.mark.parametrize(
    "arguments", [("--settle", "--respondent", "ann"), ("--settle",)], ids=["respondent", "no file"]
)
def test_settling_wants_a_file_and_nobody_alone(arguments: tuple[str, ...], file: Path) -> None:
    """It is the group that agrees, on what people have said before."""
    if "--respondent" not in arguments:
        file.unlink()

    ended = plain(file, arguments=arguments)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("Please name the file in which people's answers stand")
    assert file.exists() is ("--respondent" in arguments)


@pytest.fixture
def screen(file: Path) -> Iterator[ATerminal]:
    """A screen of 80x24 at the first split."""
    opened = ATerminal(file.parent, file.name, "--settle")
    yield opened
    opened.close()


def test_the_screen_shows_all_of_it(screen: ATerminal, file: Path) -> None:
    """Voices, options and keys fit; back leads to what was settled, w to all that was said."""
    screen.shows("2 questions to settle")
    screen.shows("Ann Lee (the board): 4 · document · Note: It stands in the handbook.")
    screen.shows("tom (front-line staff): 0")
    screen.shows("  5  ")
    screen.shows("q quit")
    screen.types("3", ENTER)
    screen.shows("2/2")
    screen.types("b", "w")
    screen.shows("Who said what")
    screen.types(ENTER, "s", "s")
    screen.shows("1 question is settled, 1 stays split.")
    screen.types("q")

    assert screen.ends() == 0
    assert list(kept(file).sheet.responses) == ["voice.channels"]
