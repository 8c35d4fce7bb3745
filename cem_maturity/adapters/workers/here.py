"""Processes of this machine: one pipe each, so that a worker that dies takes one job with it and no other."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

from cem_maturity.adapters.workers.jobs import Died, J, R


def cores() -> int:
    """The processors that this process may use: how many workers there are where nobody says it."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Here:
    """*workers* processes, each of at most *memory* bytes of address space where the system has such a limit."""

    def __init__(self, workers: int, *, memory: int = 1024 * 1024 * 1024) -> None:
        self._workers = workers
        self._memory = memory

    def run(self, function: Callable[[J], R], batches: Iterable[Sequence[J]]) -> Iterator[tuple[J, R | Died]]:
        """Each job of the *batches* with its outcome, as they are done."""
        raise NotImplementedError

    def stop(self) -> None:
        """Begin nothing new: what is done comes out, then `run` ends."""

    def close(self) -> None:
        """End all workers."""
