"""What it costs to score thousands of answers files, beside PyYAML's C loader reading the same files and nothing more.

`cem score … --format csv`, and the scoring part of `cem batch`: until every file has its record in the journal, with
one worker and with two. All run as processes of their own, in turns, so that a busy moment of the machine falls on all
of them; the least time of each counts. Ratios are of the processor's time, the gain of a second worker of the clock's;
the memory is the most that one of the processes had in use. Nothing is asserted: a person reads the table.

    python benchmarks/scoring.py [ROUNDS [FILES…]]
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cem_maturity.cli.reading import load_questionnaire
from cem_maturity.domain.questionnaire import Questionnaire

FLOOR = """\
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).iterdir()):
    with open(path, "rb") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""
SCORE = """\
import sys
from pathlib import Path
sys.argv[1:] = ["score", *map(str, sorted(Path(sys.argv[1]).iterdir())), "--format", "csv"]
from cem_maturity.__main__ import main
main()
"""
"""As `cem score FILES… --format csv`, whatever the longest command line of the system is."""
JUDGE = """\
import gc
gc.disable()
import sys
from pathlib import Path
from cem_maturity.adapters.batch import Judging, Memory, Rendering
from cem_maturity.adapters.disk import documents_below
from cem_maturity.cli.batching import Batch
from cem_maturity.cli.hands import hands_of, progress
folder, output = map(Path, sys.argv[1:3])
files = {path: path for path in documents_below([folder], set())}
with hands_of(None, int(sys.argv[3])) as hands:
    Batch(output, files, Rendering(Judging()), Memory(output), hands, progress(quiet=True)).judge(files, "")
"""
WATCH = """\
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
"""Runs a command and tells what it and its processes used; in a process of its own, since that is counted over all
children that a process ever had."""
NOTES = ("The board talks about it, but nobody has it in the plan.", "Seen on the wall of the back office.", "")


class Spent(NamedTuple):
    """What a command took."""

    processor: float
    """Seconds."""
    mebibytes: float
    """The most memory that one of its processes had in use."""
    wall: float
    """Seconds of the clock."""


def spent(*command: str) -> Spent:
    """What the *command* took, its processes with it."""
    started = time.perf_counter()
    said = subprocess.run([sys.executable, "-c", WATCH, *command], stdout=subprocess.PIPE, check=True).stdout
    processor, mebibytes = json.loads(said)
    return Spent(processor, mebibytes, time.perf_counter() - started)


def answers_files(folder: Path, count: int) -> None:
    """Write *count* complete answers files for the flagship, of some 2.8 KB each."""
    asked = load_questionnaire("cem-maturity")
    dice = random.Random(count)  # noqa: S311 - figures to read, no secret
    folder.mkdir()
    for number in range(count):
        text = "\n".join(lines(asked, number, dice))
        (folder / f"shop-{number:05}.yaml").write_text(f"{text}\n", encoding="utf-8")


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


def main(rounds: int, counts: Sequence[int]) -> None:
    """Print a table for each number of files."""
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            answers = f"{folder}/answers"
            answers_files(Path(answers), count)
            python = (sys.executable, "-c")
            turns: dict[str, list[Spent]] = {}
            for turn in range(rounds):
                for name, command in {
                    "CSafeLoader alone": (*python, FLOOR, answers),
                    "cem score": (*python, SCORE, answers),
                    "batch, 1 worker": (*python, JUDGE, answers, new_folder(folder, turn, 1), "1"),
                    "batch, 2 workers": (*python, JUDGE, answers, new_folder(folder, turn, 2), "2"),
                }.items():
                    turns.setdefault(name, []).append(spent(*command))
        least = {name: Spent(*map(min, zip(*runs, strict=True))) for name, runs in turns.items()}
        floor = least["CSafeLoader alone"].processor
        print(f"{f'{count} files':20}{'processor':>11}{'ratio':>8}{'clock':>9}{'memory':>12}")
        for name, took in least.items():
            ratio = took.processor / floor
            print(f"{name:20}{took.processor:10.2f}s{ratio:8.2f}{took.wall:8.2f}s{took.mebibytes:8.0f} MiB")
        gain = least["batch, 1 worker"].wall / least["batch, 2 workers"].wall
        print(f"two workers are {gain:.2f} times as fast as one\n")


def new_folder(folder: str, turn: int, workers: int) -> str:
    """A folder for one run of a batch."""
    path = Path(folder, f"{turn}-{workers}")
    path.mkdir()
    return str(path)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 3, [*map(int, sys.argv[2:])] or [1_000, 10_000])
