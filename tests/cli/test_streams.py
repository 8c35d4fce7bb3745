"""Where results go, and what happens when they cannot go there."""

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
