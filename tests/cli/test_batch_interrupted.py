"""`cem batch` with many files and workers, and cut short: the same portfolio, byte for byte, nothing done twice."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.batches import a_unit, contents, portfolio, run, the_questionnaire
from tests.domain.strategies import THOROUGH

UNITS, BROKEN = (900, 100) if THOROUGH else (45, 5)
KILLS = 50 if THOROUGH else 3
SEED = 20261130

WAYS_TO_BREAK = (
    lambda text: text + "answers: {}\n",
    lambda text: text.replace("voice.a: ", "voice.a: 9"),
    lambda text: text.replace("voice.b", "voice.z"),
    lambda text: text.replace("format: 1", "format: 7"),
    lambda text: text.replace("id: small", "id: large"),
    lambda text: text.replace("2026-11-21", "2026-02-30"),
    lambda text: text.replace("voice.b:", "voice.a:"),
    lambda text: text.replace("  data.a", "  # data.a"),
    lambda text: text.replace("organisation: {", "organisation: {{"),
    lambda text: text.replace("answers:", "answers: &a"),
    lambda text: text.replace("Acme", "Ac\x07me"),
    lambda text: text[:0],
    lambda text: "[" * 100 + text,
    lambda text: text.replace("version: 1.0.0", "version: 9.0.0"),
    lambda text: text.replace("date:", "dates:"),
    lambda text: text + "targets: {voice: 17}\n",
    lambda text: text + "predicted: {vioce: 1}\n",
    lambda text: text + "respondents: 3\n",
    lambda text: text + "importance: {voice: high}\n",
    lambda text: text.encode("utf-16").decode("latin-1"),
)
"""Each makes another problem of a good file."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs: units of which some are broken, each in another way."""
    monkeypatch.chdir(tmp_path)
    the_questionnaire(tmp_path)
    chance = random.Random(SEED)  # noqa: S311 - a seeded share
    for number in range(UNITS + BROKEN):
        levels = "".join(str(chance.randint(0, 3)) for _ in range(3))
        file = a_unit(Path("shops") / str(number % 7), f"{number:04}.yaml", levels, unit=f"House {number // 2}")
        if number % 10 == 3:
            broken = WAYS_TO_BREAK[number // 10 % len(WAYS_TO_BREAK)](file.read_text(encoding="utf-8"))
            file.write_text(broken, encoding="utf-8")
    return tmp_path


SMALL = Path("small.yaml")
ARGUMENTS = ("shops", "--format", "md", "--workers", "2", "--quiet")


def started(output: str) -> "subprocess.Popen[str]":
    """`cem batch` in a process of its own."""
    root = str(Path(__file__).parent.parent.parent)
    return subprocess.Popen(
        [sys.executable, "-m", "cem_maturity", "batch", *ARGUMENTS, "-o", output, "--questionnaire", str(SMALL)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])},
    )


def test_many_files_of_which_some_are_broken_in_different_ways() -> None:
    """All good ones are scored and have their report, all broken ones are located, the exit code is 4."""
    result = run(*ARGUMENTS, "-o", "out", questionnaire=SMALL)

    counts, units = portfolio(Path("out"))["counts"], portfolio(Path("out"))["units"]
    assert result.exit_code == 4
    assert (counts["units"], counts["ok"], counts["failed"]) == (UNITS + BROKEN, UNITS, BROKEN)
    assert len(list(Path("out/reports").iterdir())) == UNITS
    assert all(one["problems"] and one["problems"][0]["line"] >= 1 for one in units if one["status"] == "failed")
    located = {line.split(":")[0] for line in result.stderr.splitlines() if "] warning: " not in line}
    assert {one["file"] for one in units if one["status"] == "failed"} <= located
    assert result.stderr.splitlines()[-1] == (
        f"{UNITS + BROKEN} units: {BROKEN} failed; {UNITS} new reports, 0 unchanged."
    )


def test_one_worker_and_two_leave_the_same_bytes() -> None:
    """Who did the work shows nowhere."""
    run(*ARGUMENTS, "-o", "two", questionnaire=SMALL)
    run("shops", "--format", "md", "--workers", "1", "-o", "one", questionnaire=SMALL)

    assert contents(Path("one")) == contents(Path("two"))


def test_killed_at_any_moment_and_run_again_it_leaves_the_same_bytes() -> None:
    """Killed again and again, it does only the rest each time, and no report is torn."""
    run(*ARGUMENTS, "-o", "whole", questionnaire=SMALL)
    whole = contents(Path("whole"))
    chance = random.Random(SEED)  # noqa: S311 - a seeded share

    for _ in range(KILLS):
        with started("out") as batch:
            time.sleep(chance.uniform(0.2, 2.5))
            batch.send_signal(signal.SIGKILL)
        there = contents(Path("out"))
        assert {name: content == whole[name] for name, content in there.items() if name.startswith("reports/")} == {
            name: True for name in there if name.startswith("reports/")
        }

    result = run(*ARGUMENTS, "-o", "out", questionnaire=SMALL)

    assert result.exit_code == 4
    assert contents(Path("out")) == whole


@pytest.mark.parametrize(("number", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_keeps_what_is_done(number: signal.Signals, exit_code: int) -> None:
    """One sentence, no traceback, and the next run does the rest."""
    for folder in ("out", "again", "once-more", "at-last"):
        with started(folder) as batch:
            while not Path(folder, ".cem-batch.jsonl").exists() and batch.poll() is None:
                time.sleep(0.01)
            batch.send_signal(number)
            said, told = batch.communicate(timeout=60)
        if batch.returncode != 4:  # on a busy machine it may be done before it hears anything
            break

    assert (batch.returncode, said) == (exit_code, "")
    assert told.splitlines()[-1] == "Interrupted. What is done is kept: the same command does the rest."
    assert "Traceback" not in told
    assert run(*ARGUMENTS, "-o", folder, questionnaire=SMALL).exit_code == 4
