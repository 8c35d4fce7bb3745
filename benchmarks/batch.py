"""What the reports of a batch cost: on one process and on two, and a second run over what has not changed.

Each run is `cem batch` as a user types it, by the clock; the least of each counts. What two processes reach that never
talk to anybody is what the machine gives (benchmarks/workers.py): efficiency is to be judged beside it. Nothing is
asserted: a person reads the lines.

    python benchmarks/batch.py [REPORTS [ROUNDS]]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cem_maturity.adapters.bundled import examples

CASE = examples() / "cinema" / "answers.yaml"


def answers_files(folder: Path, count: int) -> None:
    """Write *count* answers files: the cinema, whose house has another name in each."""
    folder.mkdir()
    text = CASE.read_text(encoding="utf-8")
    for number in range(count):
        unit = text.replace("The house on Mill Street", f"House {number}")
        (folder / f"house-{number:04}.yaml").write_text(unit, encoding="utf-8")


def seconds(answers: Path, output: Path, workers: int) -> float:
    """The time of one run."""
    command = [
        sys.executable,
        "-m",
        "cem_maturity",
        "batch",
        str(answers),
        "-o",
        str(output),
        "--workers",
        str(workers),
    ]
    started = time.perf_counter()
    subprocess.run([*command, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main(count: int, rounds: int) -> None:
    """Print what *count* reports took."""
    one, two, again = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder, "answers")
        answers_files(answers, count)
        for turn in range(rounds):
            one.append(seconds(answers, Path(folder, f"{turn}-1"), 1))
            two.append(seconds(answers, Path(folder, f"{turn}-2"), 2))
            again.append(seconds(answers, Path(folder, f"{turn}-2"), 2))
    alone, shared, second = min(one), min(two), min(again)
    print(f"{count} reports: {alone:.1f} s on 1 process, {shared:.1f} s on 2, efficiency {alone / (2 * shared):.2f}")
    print(f"again, unchanged: {second:.2f} s, {second / shared:.1%} of the first run")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 200, int(sys.argv[2]) if sys.argv[2:] else 2)
