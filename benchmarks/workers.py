"""How well two workers share a work that needs nothing but the processor, beside two processes that share nothing.

The ways run in turns, so that a busy moment of the machine falls on all of them; the least time of each counts. What
two processes reach that never talk to anybody is what the machine gives: efficiency is to be judged beside it. Nothing
is asserted: a person reads the table.

    python benchmarks/workers.py [ROUNDS]
"""

import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from hashlib import sha256
from multiprocessing import Process
from typing import NamedTuple

from cem_maturity.adapters.workers import Here, Serially, Workers


class Work(NamedTuple):
    """Jobs of one size."""

    name: str
    jobs: int
    batch: int
    hashes: int
    """How much there is to do in one job."""


WORKS = (
    Work("as scoring", jobs=10_000, batch=50, hashes=600),
    Work("as rendering", jobs=40, batch=1, hashes=150_000),
)


def hashed(hashes: int, job: int) -> str:
    """A figure that takes its time."""
    content = str(job).encode()
    for _ in range(hashes):
        content = sha256(content).digest()
    return content.hex()


def by(new: Callable[[], Workers], work: Work) -> None:
    """Have workers do it."""
    batches = (range(first, first + work.batch) for first in range(0, work.jobs, work.batch))
    with closing(new()) as workers:
        for _ in workers.run(partial(hashed, work.hashes), batches):
            pass


def by_hand(processes: int, work: Work) -> None:
    """Have each of some processes do its share, without a word."""
    share = work.jobs // processes
    running = [Process(target=several, args=(share, work.hashes)) for _ in range(processes)]
    for process in running:
        process.start()
    for process in running:
        process.join()


def several(jobs: int, hashes: int) -> None:
    """Do that many jobs."""
    for job in range(jobs):
        hashed(hashes, job)


WAYS: dict[str, Callable[[Work], None]] = {
    "this process": partial(by, Serially),
    "1 worker": partial(by, partial(Here, 1)),
    "2 workers": partial(by, partial(Here, 2)),
    "1 process by hand": partial(by_hand, 1),
    "2 by hand": partial(by_hand, 2),
}


class Spent(NamedTuple):
    """What a way took, in seconds."""

    wall: float
    """From start to end, with that of starting and ending processes."""
    own: float
    """Of the processor, by this process alone."""


def spent(way: Callable[[Work], None], work: Work) -> Spent:
    """Go that way."""
    started, own = time.perf_counter(), time.process_time()
    way(work)
    return Spent(time.perf_counter() - started, time.process_time() - own)


def main(rounds: int) -> None:
    """Print a table for each kind of work."""
    for work in WORKS:
        turns = [[spent(way, work) for way in WAYS.values()] for _ in range(rounds)]
        least = {
            name: Spent(min(one.wall for one in each), min(one.own for one in each))
            for name, each in zip(WAYS, zip(*turns, strict=True), strict=True)
        }
        alone = least["this process"].wall
        print(f"{work.name}: {work.jobs:,} jobs, {work.batch} a batch")
        for name, taken in least.items():
            print(f"  {name:18}{taken.wall:7.2f} s  x{alone / taken.wall:5.2f}")
        at_best = least["1 process by hand"].wall / least["2 by hand"].wall / 2
        print(f"  efficiency of two  {alone / least['2 workers'].wall / 2:.2f}, at least 0.85; by hand {at_best:.2f}")
        print(f"  to hand out a job  {least['2 workers'].own / work.jobs * 1e6:.0f} µs of this process")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5)
