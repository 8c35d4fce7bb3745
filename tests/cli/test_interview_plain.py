"""The interview line by line: every line of a pipe is an answer, a paste on a terminal is none."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.cli.test_interview_in_a_terminal import flagship, kept

PROGRAM = [sys.executable, "-m", "cem_maturity", "interview", "--plain"]
FORM = ["ACME", "", "3", "", "", "3"]
"""The start form: organisation, unit, sector, date, who is asked, the level expected."""


def piped(folder: Path, *lines: str, arguments: tuple[str, ...] = ("a.yaml",)) -> subprocess.CompletedProcess[str]:
    """The interview with those lines and then the end of its input."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        cwd=folder,
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def talk(tmp_path: Path) -> Iterator["pexpect.spawn[str]"]:
    """The plain interview on a terminal, its form filled in, at its first question."""
    child: pexpect.spawn[str] = pexpect.spawn(
        PROGRAM[0], [*PROGRAM[1:], "a.yaml"], cwd=str(tmp_path), timeout=20, encoding="utf-8", echo=False
    )
    for line, prompt in zip(FORM, ("Organisation", "Unit", "sector", "Date", "asked", "expect"), strict=True):
        child.expect(prompt)
        child.expect(": $")
        child.sendline(line)
    child.expect("1/4")
    child.expect(r"help\): $")
    yield child
    child.close(force=True)


def test_lines_answer_and_the_end_saves(tmp_path: Path) -> None:
    """Numbers, remarks, skips: each line does what it says; the input's end is no mistake."""
    done = piped(
        tmp_path, *FORM, "2", "b", "4", "n seen twice", "e 2", "3", "x no stores", "s", "s", "u ask IT", "f later", "q"
    )

    assert done.returncode == 0
    sheet = kept(tmp_path / "a.yaml").sheet
    assert [type(one).__name__ for one in sheet.responses.values()] == ["Answered", "Answered", "NotApplicable"]
    assert [getattr(one, "note", "") for one in sheet.responses.values()] == ["", "seen twice", ""]


def test_an_option_without_a_number_is_chosen_by_its_text(tmp_path: Path) -> None:
    """There are more sectors than digits."""
    piped(tmp_path, "ACME", "", "other", "", "", "", "2")

    assessment = kept(tmp_path / "a.yaml")
    assert (assessment.organisation.sector, len(assessment.sheet.responses)) == ("other", 1)


def test_a_yes_at_the_end_writes_the_report(tmp_path: Path) -> None:
    """As PDF where this machine can, else as HTML; its path is the result."""
    last = len(list(flagship().questions())) + len(flagship().dimensions) + 3

    done = piped(tmp_path, *FORM, *["3"] * 4, "", "", "g", str(last), "3", "y")

    assert done.returncode == 0
    written = done.stdout.rpartition(": ")[2].strip()
    assert written in ("a.pdf", "a.html")
    assert (tmp_path / written).stat().st_size > 10_000


def test_it_goes_on_where_it_was_left(tmp_path: Path) -> None:
    """It says how far that was; the question that came next is the first to be asked."""
    piped(tmp_path, *FORM, "2", "3")

    again = piped(tmp_path, "4")

    welcome, _, rest = again.stdout.partition("\n\n")
    assert welcome == "Welcome back: 2 of 36 questions answered. It goes on here."
    assert rest.startswith("Customer understanding and the voice of the customer 3/4")
    assert len(kept(tmp_path / "a.yaml").sheet.responses) == 3


def test_the_way_to_go_on_names_whose_answers_and_which_dimension(tmp_path: Path) -> None:
    """Otherwise the next sitting would fill in the common answers."""
    piped(tmp_path, *FORM)

    asked = piped(tmp_path, "2", arguments=("a.yaml", "--respondent", "eve", "--dimension", "data"))
    done = piped(tmp_path, "2", "2", "2", arguments=("a.yaml", "--dimension", "data", "--respondent", "eve"))

    assert asked.stderr.endswith("To go on: cem interview a.yaml --respondent eve --dimension data\n")
    assert done.stderr.endswith("To see the result: cem score a.yaml --partial\n")


def test_an_empty_line_answers_nothing_new(tmp_path: Path) -> None:
    """It reads the question out again, or keeps the earlier answer."""
    piped(tmp_path, *FORM, "", "2", "b", "")

    assert len(kept(tmp_path / "a.yaml").sheet.responses) == 1


def test_an_empty_line_keeps_not_applicable(tmp_path: Path) -> None:
    """As it keeps an answer."""
    piped(tmp_path, *FORM, "x no stores", "b", "", "3")

    responses = kept(tmp_path / "a.yaml").sheet.responses
    assert [type(one).__name__ for one in responses.values()] == ["NotApplicable", "Answered"]


def test_the_last_line_of_a_paste_is_no_answer_either(talk: "pexpect.spawn[str]", tmp_path: Path) -> None:
    """A paste that ends within a line leaves its start behind; Enter does not send it."""
    talk.send("first\nsecond\n4")
    talk.expect("Several lines came at once")
    talk.expect(r"help\): $")
    talk.sendline("")
    talk.expect(r"help\): $")

    assert kept(tmp_path / "a.yaml").sheet.responses == {}


def test_what_is_typed_wrongly_is_asked_again(tmp_path: Path) -> None:
    """With a sentence; nothing is recorded."""
    done = piped(tmp_path, *FORM, "9", "seven", "n \x1b[31mred", "x \x07")

    assert "There is no answer with this number here." in done.stdout
    assert "cannot be kept (U+001B)" in done.stdout
    assert kept(tmp_path / "a.yaml").sheet.responses == {}


def test_the_list_leads_to_any_question(tmp_path: Path) -> None:
    """By the number in front of it."""
    piped(tmp_path, *FORM, "g", "5", "4")

    assert list(kept(tmp_path / "a.yaml").sheet.responses) == [question_number(3)]


def question_number(number: int) -> str:
    """The id of the question asked at that place, from 1."""
    asked = [question.id for dimension in flagship().dimensions_as_asked() for question in dimension.questions]
    return asked[number - 1]


def test_each_respondent_has_a_sheet(tmp_path: Path) -> None:
    """Two people, one file, and no common answers."""
    piped(tmp_path, "ACME", "", "3", "", "", "2", arguments=("a.yaml", "--respondent", "ceo", "--role", "board"))
    piped(tmp_path, "4", arguments=("a.yaml", "--respondent", "it", "--role", "it"))

    assessment = kept(tmp_path / "a.yaml")
    assert [(one.id, one.role, len(one.sheet.responses)) for one in assessment.respondents] == [
        ("ceo", "board", 1),
        ("it", "it", 1),
    ]
    assert assessment.sheet.responses == {}


def test_nothing_is_ever_redrawn(tmp_path: Path) -> None:
    """Screen readers follow appended text; there is no escape sequence in it."""
    done = piped(tmp_path, *FORM, "2", "w", "?", "g", "", "l")

    assert "\x1b" not in done.stdout
    assert "\r" not in done.stdout


def test_pasted_lines_answer_no_question(talk: "pexpect.spawn[str]", tmp_path: Path) -> None:
    """Several lines that come at once on a terminal are a text, and are told to be one."""
    talk.send("3\n2\n1\n")
    talk.expect("nothing was answered")
    talk.sendeof()
    talk.expect(pexpect.EOF)

    assert kept(tmp_path / "a.yaml").sheet.responses == {}


def test_pasted_lines_make_one_note(talk: "pexpect.spawn[str]", tmp_path: Path) -> None:
    """Where a note is asked for, all of them belong to it."""
    talk.sendline("n")
    talk.expect(": $")
    talk.send("one\n2\n3\n")
    talk.expect(r"help\): $")
    talk.sendeof()
    talk.expect(pexpect.EOF)

    assert [draft.note for draft in kept(tmp_path / "a.yaml").sheet.drafts.values()] == ["one\n2\n3"]


def test_a_line_that_a_terminal_has_cut_is_not_taken(talk: "pexpect.spawn[str]", tmp_path: Path) -> None:
    """Its end is lost, so nothing of it is kept."""
    talk.sendline("n")
    talk.expect(": $")
    talk.sendline("x" * 5000)
    talk.expect("longer than a terminal can pass on")
    talk.sendeof()
    talk.expect(pexpect.EOF)

    assert kept(tmp_path / "a.yaml").sheet.drafts == {}


@pytest.mark.parametrize(("number", "code"), [(2, 130), (15, 143), (1, 129)])
def test_a_signal_saves_and_ends(number: int, code: int, talk: "pexpect.spawn[str]", tmp_path: Path) -> None:
    """With the exit code that shells expect."""
    talk.sendline("3")
    talk.expect("2/4")
    time.sleep(0.2)

    talk.kill(number)
    talk.expect(pexpect.EOF)
    talk.wait()

    assert talk.exitstatus == code
    assert len(kept(tmp_path / "a.yaml").sheet.responses) == 1
