"""How long commands take to start, as ratios to an empty Python of the same environment.

All are run in turns, so that a busy moment of the machine falls on all of them; the least time of each counts.
Nothing is asserted: a person reads the table and judges.

    python benchmarks/startup.py [ROUNDS]
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cem_maturity.adapters.bundled import examples

CEM = str(Path(sys.executable).with_name("cem"))
CASE = str(examples() / "cinema" / "answers.yaml")


@dataclass(frozen=True, slots=True)
class Run:
    """A command, and how many times as long as an empty Python it may take."""

    name: str
    command: tuple[str, ...]
    at_most: float | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    def seconds(self) -> float:
        """The time from start to end."""
        started = time.perf_counter()
        subprocess.run(self.command, env={**os.environ, **self.environment}, capture_output=True, check=True)
        return time.perf_counter() - started


COMPLETION = {"_CEM_COMPLETE": "complete_bash", "COMP_WORDS": "cem scor", "COMP_CWORD": "1"}
RUNS = (
    Run("python -c pass", (sys.executable, "-c", "pass")),
    Run("cem --version", (CEM, "--version"), at_most=1.5),
    Run("cem score FILE", (CEM, "score", CASE), at_most=12),
    Run("a completion", (CEM,), at_most=8, environment=COMPLETION),
    Run("cem --help", (CEM, "--help")),
)


def main(rounds: int) -> None:
    """Print a line for each command."""
    turns = [[run.seconds() for run in RUNS] for _ in range(rounds)]
    least = [min(times) for times in zip(*turns, strict=True)]
    for run, seconds in zip(RUNS, least, strict=True):
        bar = f"at most {run.at_most:g}" if run.at_most else ""
        print(f"{run.name:16}{seconds * 1000:7.0f} ms  x{seconds / least[0]:5.2f}  {bar}".rstrip())


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 20)
