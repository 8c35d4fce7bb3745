"""Processes of this machine: one pipe each, so that a worker that dies takes one job with it and no other."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic

from cem_maturity.adapters.workers.jobs import Died, J, NoWorkers, R
from cem_maturity.adapters.workers.process import Process, prepare
from cem_maturity.domain.message import N_, Message

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space that a worker may take."""
TRIES_TO_START = 3
"""How many workers in a row may end before they begin a job."""
QUICK = 0.25
"""Seconds within which a worker does a batch that is given the next one ahead of time; behind slow jobs none waits."""


def cores() -> int:
    """The processors that this process may use: how many workers there are where nobody says it."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Here:
    """*workers* processes, each of at most *memory* bytes of address space where the system has such a limit.

    They are new for each run, and a new one goes on where one has died. One run at a time.
    """

    def __init__(self, workers: int, *, memory: int = MEMORY) -> None:
        self._size = workers
        self._memory = memory
        self._workers: list[_Worker[Any]] = []
        self._in_vain = 0
        """How many workers in a row have ended before they began a job."""
        self._stopped, self._stopper = multiprocessing.Pipe(duplex=False)

    def run(self, function: Callable[[J], R], batches: Iterable[Sequence[J]]) -> Iterator[tuple[J, R | Died]]:
        """Each job of the *batches* with its outcome, as they are done; see `Workers`."""
        prepare(function)
        self._in_vain = 0
        try:
            yield from self._outcomes(bytes(ForkingPickler.dumps(function)), iter(batches))
            for worker in self._workers:
                if not worker.tasks:
                    worker.process.leave()
        except KeyboardInterrupt:
            yield from self._done_already()
            raise
        finally:
            self.close()

    def stop(self) -> None:
        """Begin nothing new, in no run: what is done comes out, then the run ends."""
        self._stopper.send_bytes(b"stop")

    def close(self) -> None:
        """End all workers, whatever they do; those that are leaving may tidy up before."""
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.process.end()

    def _outcomes(self, function: bytes, batches: Iterator[Sequence[J]]) -> Iterator[tuple[J, R | Died]]:
        waiting = next(batches, None)
        while waiting is not None or any(worker.tasks for worker in self._workers):
            while waiting is not None and (free := self._free(function)):
                free.give([_Task(job) for job in waiting])
                waiting = next(batches, None)
            ready = wait([self._stopped, *(way for worker in self._workers for way in worker.process.ways)])
            if self._stopped in ready:
                yield from self._done_already()
                return
            for place, worker in enumerate(self._workers):
                if not worker.process.ways.isdisjoint(ready):
                    yield from worker.done()
                    if worker.process.is_dead:
                        yield from self._replaced(place, function)

    def _free(self, function: bytes) -> "_Worker[Any] | None":
        """The least busy worker that may take a batch, a new one where all have work; None where it is enough."""
        if len(self._workers) < self._size and all(worker.tasks for worker in self._workers):
            self._workers.append(_Worker(Process(function, self._memory)))
        return min((one for one in self._workers if one.has_room), key=lambda one: len(one.tasks), default=None)

    def _replaced(self, place: int, function: bytes) -> Iterator[tuple[Any, Died]]:
        """Put a new worker in the *place* of a dead one, to go on where that came to its end."""
        dead = self._workers[place]
        why = dead.process.why()
        self._in_vain = 0 if dead.process.begun else self._in_vain + 1
        if self._in_vain >= TRIES_TO_START:
            raise NoWorkers(
                Message(N_("The processes for the work come to an end as they begin ({why})."), {"why": why})
            )
        suspect, others = dead.accused()
        self._workers[place] = _Worker(Process(function, self._memory))
        match suspect:
            case None:
                self._workers[place].give(others)
            case _Task(was_tried=False):
                self._workers[place].give([_Task(suspect.job, was_tried=True), *others])
            case _Task():
                self._workers[place].give(others)
                yield suspect.job, Died(why)

    def _done_already(self) -> Iterator[tuple[Any, Any]]:
        for worker in self._workers:
            yield from worker.done()


@dataclass(frozen=True, slots=True)
class _Task(Generic[J]):
    job: J
    was_tried: bool = False
    """Whether a worker has died with it in its hands."""


class _Worker(Generic[J]):
    """A process and what it was given."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.tasks: dict[int, _Task[J]] = {}
        """What it is not known to have done, by numbers that count from 0."""
        self._given = 0
        self._last = 0
        self._since = time.monotonic()
        self._is_quick = False

    @property
    def has_room(self) -> bool:
        """Whether there is nothing left to do, or at most its last batch and that is quickly done."""
        return not self.tasks or (self._is_quick and len(self.tasks) <= self._last)

    def give(self, tasks: Sequence[_Task[J]]) -> None:
        """Have it do these *tasks* when it is done with those before."""
        if not self.tasks:
            self._since = time.monotonic()
        self.tasks.update(enumerate(tasks, start=self._given))
        self._given += len(tasks)
        self._last = len(tasks)
        if tasks:
            self.process.send([task.job for task in tasks])

    def done(self) -> Iterator[tuple[J, Any]]:
        """The jobs that it has done since, with their outcomes; raises Crashed where an exception left one."""
        outcomes = self.process.received()
        if outcomes:
            now = time.monotonic()
            self._is_quick = (now - self._since) / len(outcomes) * self._last < QUICK
            self._since = now
        for number, outcome in outcomes:
            yield self.tasks.pop(number).job, outcome

    def accused(self) -> tuple[_Task[J] | None, list[_Task[J]]]:
        """The task that a dead worker had in its hands, if any, and the others that it was given."""
        number = self.process.begun - 1
        return self.tasks.get(number), [task for key, task in self.tasks.items() if key != number]
