"""Where results go, and what happens when they cannot go there."""

import json
import os
import subprocess
import sys

import pytest

from cem_maturity.adapters.bundled import examples

CASE = str(examples() / "cinema" / "answers.yaml")
COMMANDS = [
    ("--version",),
    ("--help",),
    ("score", CASE),
    ("explain", CASE),
    ("list",),
    ("show", "cem-maturity"),
    ("doctor",),
    ("schema", "answers"),
    ("new", "answers"),
    ("report", CASE, "--format", "html", "-o", "-"),
]


def ended(arguments: tuple[str, ...], stdout: int) -> tuple[int, str]:
    """The exit code and the words on stderr of a command whose results go to *stdout*."""
    run = subprocess.run(
        [sys.executable, "-m", "cem_maturity", *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "LANGUAGE": "en"},
    )
    return run.returncode, run.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_full_device_ends_with_one_sentence(arguments: tuple[str, ...]) -> None:
    """Nothing is lost in silence, and nobody sees a traceback."""
    full = os.open("/dev/full", os.O_WRONLY)

    end = ended(arguments, full)

    os.close(full)
    assert end == (5, "The result could not be written: No space left on device.\n")


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_reader_that_went_away_gets_no_traceback(arguments: tuple[str, ...]) -> None:
    """As behind `| head`: the command ends, with one sentence at most."""
    reader, writer = os.pipe()
    os.close(reader)

    exit_code, words = ended(arguments, writer)

    os.close(writer)
    assert exit_code != 0
    assert words in ("", "The result could not be written: Broken pipe.\n")


def test_words_never_go_where_results_go() -> None:
    """With stderr closed there is silence, and stdout holds results alone."""
    command = [sys.executable, "-m", "cem_maturity", "score", "none.yaml", CASE, "--format", "json"]

    run = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" 2>&-', "sh", *command], stdout=subprocess.PIPE, check=False, timeout=60
    )

    assert run.returncode == 1
    assert [one["organisation"]["name"] for one in json.loads(run.stdout)] == ["Aurora Cinema"]


@pytest.mark.parametrize(("file", "exit_code"), [(CASE, 0), ("none.yaml", 1)])
def test_a_full_stderr_changes_no_result(file: str, exit_code: int) -> None:
    """What cannot be said is not said; the exit code is still the right one."""
    full = os.open("/dev/full", os.O_WRONLY)

    run = subprocess.run(
        [sys.executable, "-m", "cem_maturity", "check", "--format", "json", file],
        stdout=subprocess.PIPE,
        stderr=full,
        check=False,
        timeout=60,
    )

    os.close(full)
    assert run.returncode == exit_code
    assert len(json.loads(run.stdout)) == exit_code


def test_a_closed_stdout_ends_with_one_sentence() -> None:
    """As with a full device; even where the command asks what stdout is."""
    command = [sys.executable, "-m", "cem_maturity", "doctor"]

    run = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "LANGUAGE": "en"},
    )

    assert (run.returncode, run.stderr) == (5, "The result could not be written: Bad file descriptor.\n")
