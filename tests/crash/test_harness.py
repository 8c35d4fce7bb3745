"""The crash harness can find something: it sees each call, and catches a program that saves as one should not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.faults import FROM_WITHIN, Fault, Harness, around, calls, can_trace, harness, run

CARELESS = """
import sys
with open(sys.argv[1], "w") as file:
    file.write("new" * 100_000)
    file.flush()
    file.write("!")
"""


@pytest.mark.parametrize("by", dict.fromkeys([harness(), FROM_WITHIN]), ids=lambda by: by.name)
def test_every_call_of_a_save_is_seen(by: Harness, tmp_path: Path) -> None:
    """The lock, the temporary file, the rename and the folder: each is written down, so each can fail."""
    target = tmp_path / "new.yaml"
    run(["new", "answers", "-o", str(target)], tmp_path, around(target), by=by)

    made = calls(tmp_path)
    assert made.total() >= 15
    assert sum(count for name, count in made.items() if "sync" in name) == 2
    assert sum(count for name, count in made.items() if name.startswith(("rename", "replace"))) == 1


@pytest.mark.parametrize("by", dict.fromkeys([harness(), FROM_WITHIN]), ids=lambda by: by.name)
def test_a_call_that_should_fail_fails(by: Harness, tmp_path: Path) -> None:
    """With the reason that was asked for; and a kill is a kill."""
    target = tmp_path / "new.yaml"

    failed = run(["new", "answers", "-o", str(target)], tmp_path, around(target), Fault("fsync", 1, "error=EIO"), by=by)
    there = target.exists()
    killed = run(
        ["new", "answers", "-o", str(target)], tmp_path, around(target), Fault("fsync", 2, "signal=SIGKILL"), by=by
    )

    assert (failed.returncode, failed.stderr) == (5, f"{target} was not saved: Input/output error\n")
    assert (there, killed.returncode, target.exists()) == (False, -9, True)


def test_a_program_that_writes_over_its_file_is_caught(tmp_path: Path) -> None:
    """Killed between two calls it leaves half a file, and the harness has made just that moment."""
    target = tmp_path / "a.yaml"
    target.write_text("old", encoding="utf-8")
    program = [sys.executable, "-c", CARELESS, str(target)]
    if can_trace():
        command = harness().command([], tmp_path / "calls", [target], Fault("write", 2, "signal=SIGKILL"))
        program = [*command[: command.index(sys.executable)], *program]
    else:
        program[2] = CARELESS.replace('file.write("!")', "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")

    ended = subprocess.run(program, check=False)

    assert ended.returncode == -9
    assert target.read_text(encoding="utf-8") == "new" * 100_000
