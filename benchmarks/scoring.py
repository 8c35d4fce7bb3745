"""What it costs to score thousands of answers files, beside PyYAML's C loader reading the same files and nothing more.

Both run as processes of their own, in turns, so that a busy moment of the machine falls on both; the least time of
each counts. The time is the processor's; the memory is the most that the process had in use. Nothing is asserted: a
person reads the table.

    python benchmarks/scoring.py [ROUNDS [FILES…]]
"""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cem_maturity.cli.reading import load_questionnaire
from cem_maturity.domain.questionnaire import Questionnaire

FLOOR = """\
import sys, yaml
for path in sys.stdin.read().split("\\n"):
    with open(path, "rb") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""
SCORE = """\
import sys
paths = sys.stdin.read().split("\\n")
sys.argv[1:] = ["score", *paths, "--format", "csv"]
from cem_maturity.__main__ import main
main()
"""
"""As `cem score FILES… --format csv`, whatever the longest command line of the system is."""
NOTES = ("The board talks about it, but nobody has it in the plan.", "Seen on the wall of the back office.", "")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took."""

    seconds: float
    """Of the processor."""
    mebibytes: float
    """The most memory that it had in use."""


def answers_files(folder: Path, count: int) -> list[str]:
    """The paths of *count* complete answers files for the flagship, of some 2.8 KB each."""
    asked = load_questionnaire("cem-maturity")
    dice = random.Random(count)  # noqa: S311 - figures to read, no secret
    paths = [folder / f"shop-{number:05}.yaml" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text("\n".join(lines(asked, number, dice)) + "\n", encoding="utf-8")
    return [str(path) for path in paths]


def lines(asked: Questionnaire, number: int, dice: random.Random) -> Iterator[str]:
    """The lines of one answers file: most answers with evidence and a note, some short."""
    yield "format: 1"
    yield f"questionnaire: {{id: {asked.id}, version: {asked.version}}}"
    yield f"organisation: {{name: Coffee, unit: Shop {number}, sector: retail}}"
    yield "date: 2026-11-21"
    yield "language: en"
    yield "answers:"
    for question in asked.questions():
        level = dice.randrange(asked.top_level + 1)
        if dice.random() < 0.3:
            yield f"  {question.id}: {level}"
        else:
            yield f"  {question.id}: {{level: {level}, evidence: document, note: {dice.choice(NOTES)!r}}}"


def spent(program: str, paths: Sequence[str]) -> Spent:
    """What *program* took for the files at *paths*."""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None  # noqa: S101 - as it was started
        process.stdin.write("\n".join(paths))
        process.stdin.close()
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"it ended with {process.returncode}")
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main(rounds: int, counts: Sequence[int]) -> None:
    """Print a line for each number of files."""
    with tempfile.TemporaryDirectory() as folder:
        paths = answers_files(Path(folder), max(counts))
        print(f"{'files':>7}{'CSafeLoader':>13}{'cem score':>11}{'ratio':>8}{'memory':>12}")
        for count in counts:
            turns = [[spent(program, paths[:count]) for program in (FLOOR, SCORE)] for _ in range(rounds)]
            floor, ours = (min(one.seconds for one in each) for each in zip(*turns, strict=True))
            memory = max(ours.mebibytes for _floor, ours in turns)
            print(f"{count:7}{floor:12.2f}s{ours:10.2f}s{ours / floor:8.2f}{memory:8.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 3, [*map(int, sys.argv[2:])] or [100, 1_000, 10_000])
