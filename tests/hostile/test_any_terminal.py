"""Any terminal, and none: nothing that the world around does to the program's streams makes it fall.

With hostile text in every place of the answers.
"""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.domain.strategies import THOROUGH
from tests.hostile.answers import put_down, turn

COMMANDS = (
    "score a.yaml --partial --questionnaire small.yaml",
    "explain a.yaml --partial --questionnaire small.yaml",
    "plan a.yaml --partial --target 3 --questionnaire small.yaml",
    "compare a.yaml b.yaml --partial --questionnaire small.yaml",
    "follow-up a.yaml --questionnaire small.yaml",
    "report a.yaml --partial --questionnaire small.yaml --format md -o -",
    "merge a.yaml b.yaml --questionnaire small.yaml -o -",
    "check a.yaml small.yaml",
    "show small.yaml",
    "list",
    "interview a.yaml --plain --questionnaire small.yaml",
    "score --help",
    "score nowhere.yaml",
)
TERMINALS = {
    "dumb": {"TERM": "dumb"},
    "unknown": {"TERM": "nothing-that-there-is"},
    "no TERM": {"TERM": ""},
    "no colour": {"NO_COLOR": "1"},
    "forced colour": {"FORCE_COLOR": "1"},
    "20 columns": {"COLUMNS": "20"},
    "1 column": {"COLUMNS": "1"},
    "no number of columns": {"COLUMNS": "wide", "LINES": "-1"},
    "10,000 columns": {"COLUMNS": "10000"},
    "ascii": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
    "cp1252": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    "no such language": {"LANGUAGE": "xx_YY", "LC_ALL": "xx_YY.UTF-8"},
    "Persian": {"LANGUAGE": "fa"},
    "CI": {"CI": "true", "GITHUB_ACTIONS": "true"},
    "no home": {"HOME": "/nonexistent"},
}
STREAMS = {
    "head": '"$@" | head -n 1',
    "a reader that goes away": '"$@" | true',
    "full": '"$@" > /dev/full',
    "closed": '"$@" >&-',
    "both closed": '"$@" >&- 2>&-',
    "no errors": '"$@" 2>&-',
    "full of errors": '"$@" 2> /dev/full',
    "nothing to read": '"$@" < /dev/null',
    "no stdin": '"$@" <&-',
}


def some(conditions: dict[str, object]) -> list[tuple[str, str]]:
    """Each condition with a command or two in turn; every one with every command on demand."""
    if THOROUGH:
        return list(itertools.product(conditions, COMMANDS))
    turns = itertools.cycle(COMMANDS)
    return [(condition, next(turns)) for condition in conditions]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the commands run."""
    put_down(tmp_path, turn(0)[0])
    put_down(tmp_path, turn(7)[0], "b.yaml")
    return tmp_path


def run(folder: Path, command: str, shell: str = '"$@"', **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command with these streams and in this environment."""
    words = [sys.executable, "-m", "cem_maturity", *command.split()]
    return subprocess.run(
        ["/bin/sh", "-c", shell, "sh", *words],
        cwd=folder,
        capture_output=True,
        input=b"2\n",
        timeout=60,
        check=False,
        env={**os.environ, "LANGUAGE": "en", **environment},
    )


@pytest.mark.parametrize(("terminal", "command"), some({**TERMINALS}))
def test_every_terminal_is_taken_as_it_is(folder: Path, terminal: str, command: str) -> None:
    """The same exit code as in any other, something said, and no traceback."""
    usual = run(folder, command).returncode

    done = run(folder, command, **TERMINALS[terminal])

    assert done.returncode == usual, done.stderr
    assert done.stdout + done.stderr
    assert b"Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(("stream", "command"), some({**STREAMS}))
def test_every_stream_is_taken_as_it_is(folder: Path, stream: str, command: str) -> None:
    """A full or closed one ends with 5, whatever the command found; no traceback reaches anybody."""
    done = run(folder, command, STREAMS[stream])

    assert done.returncode in (0, 1, 2, 5)
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"Exception ignored" not in done.stderr
    if stream in ("full", "closed") and done.returncode == 5:
        assert b"could not be written" in done.stderr


@pytest.mark.parametrize("stream", ["< /dev/null", "<&-", "< a.yaml", "| cat", "2>&1 | cat", "> /dev/null"])
@pytest.mark.parametrize("ci", [{}, {"CI": "true"}])
def test_an_interview_needs_a_terminal_on_both_sides(folder: Path, stream: str, ci: dict[str, str]) -> None:
    """A pipe, a file, nothing: exit 2 with the hint, and no file of it."""
    before = set(folder.iterdir())
    shell = f'"$@" {stream}' if "|" not in stream else f'{{ "$@"; echo "ended $?" >&2; }} {stream}'

    done = run(folder, "interview new.yaml", shell, **ci)

    said = done.stdout + done.stderr
    assert b"ended 2" in said or done.returncode == 2
    assert b"cem new answers" in said
    assert set(folder.iterdir()) == before
