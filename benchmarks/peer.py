"""The nearest peer on the nearest equal work: `devops-maturity` (PyPI), which scores a YAML file of answers as well.

It asks 21 yes-or-no questions, takes one file a run, and loads a client for language models at each; the flagship has
36 questions with levels, evidence and notes. Both read one file and write JSON. They run as processes of their own, in
turns; the least of each counts. Install the peer in an environment of its own, so that neither has the other's
libraries, and name its command:

    python -m venv peer && peer/bin/pip install devops-maturity==1.1.0
    python benchmarks/peer.py peer/bin/dm [ROUNDS [FILES]]
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from cem_maturity.adapters.bundled import examples

CASE = str(examples() / "cinema" / "answers.yaml")
CEM = str(Path(sys.executable).with_name("cem"))


def peer_file(folder: Path) -> str:
    """The path of answers to all that the peer asks, as far as its ids are known: it takes those of its groups."""
    path = folder / "devops-maturity.yml"
    ids = [f"D{group}{number:02}" for group in range(1, 7) for number in range(1, 7)]
    path.write_text("project_name: Coffee\n" + "".join(f"{id_}: true\n" for id_ in ids), encoding="utf-8")
    return str(path)


def seconds(commands: Sequence[Sequence[str]], folder: str) -> float:
    """The time of the clock for all *commands*, one after the other; the peer's database stays in *folder*."""
    # Without this the peer asks the network for prices of language models, and waits where there is none.
    environment = os.environ | {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "HOME": folder}
    started = time.perf_counter()
    for command in commands:
        subprocess.run(command, capture_output=True, check=True, cwd=folder, env=environment)
    return time.perf_counter() - started


def main(peer: str, rounds: int, files: int) -> None:
    """Print a table: the start, one file, many files."""
    with tempfile.TemporaryDirectory() as folder:
        theirs = [peer, "config", "--format", "json", "--file", peer_file(Path(folder))]
        rows = {
            "--version": ([[peer, "--version"]], [[CEM, "--version"]]),
            "one file": ([theirs], [[CEM, "score", CASE, "--format", "json"]]),
            f"{files} files": ([theirs] * files, [[CEM, "score", *[CASE] * files, "--format", "json"]]),
        }
        print(f"{'':12}{'peer':>9}{'cem':>9}   times as fast")
        for name, (their, our) in rows.items():
            turns = [(seconds(their, folder), seconds(our, folder)) for _ in range(rounds)]
            peers, ours = (min(each) for each in zip(*turns, strict=True))
            print(f"{name:12}{peers:8.2f}s{ours:8.2f}s{peers / ours:10.1f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if sys.argv[2:] else 3, int(sys.argv[3]) if sys.argv[3:] else 10)
