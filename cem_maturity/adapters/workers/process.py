"""The program's side of the pipe to one worker: how it is started, heard and ended."""

import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.reduction import ForkingPickler
from typing import Any

from cem_maturity.adapters.workers import worker
from cem_maturity.adapters.workers.jobs import Crashed
from cem_maturity.domain.message import N_, Message

SECONDS_TO_LEAVE = 10
"""How long a worker may take to tidy up when there is nothing left to do."""

LONGEST_FOLDER = 70
"""Bytes in the path of the folder for passing files: a socket in it may have some hundred, its own name with them."""


def _method() -> str:
    """How workers are started.

    One forked from a server knows nothing of this program's threads and files, and has its modules at once; but the
    server listens at a socket among passing files, and wants a short way there.
    """
    is_near = len(os.fsencode(tempfile.gettempdir())) <= LONGEST_FOLDER
    return "forkserver" if is_near and "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


class Process:
    """A worker that has been told its *function*, packed, and takes at most *memory* bytes of address space."""

    def __init__(self, function: bytes, memory: int) -> None:
        context: Any = multiprocessing.get_context(_method())
        self._pipe, its_end = context.Pipe()
        self._begun: worker.Mark = context.RawValue("Q", 0)
        self._process = context.Process(target=worker.serve, args=(its_end, self._begun, memory), daemon=True)
        self._is_torn = False
        """Whether Ctrl-C came in the middle of what it said."""
        self._is_leaving = False
        self.is_dead = False
        with its_end, _deaf():
            self._process.start()
        self.ways = frozenset({self._pipe, self._process.sentinel})
        """What `multiprocessing.connection.wait` finds ready when the worker has said something, or is dead."""
        self._send_bytes(function)

    @property
    def begun(self) -> int:
        """How many jobs the worker has begun, even if it is dead."""
        return self._begun.value

    def send(self, jobs: list[Any]) -> None:
        """Have the worker do these *jobs* too."""
        self._send_bytes(ForkingPickler.dumps(jobs))

    def received(self) -> list[tuple[int, Any]]:
        """The number of each job that the worker has done since, counted from 0, with the outcome.

        Sees to `is_dead`. Raises Crashed where an exception left a job.
        """
        ended = not self._process.is_alive()
        outcomes: list[tuple[int, Any]] = []
        try:
            while not self._is_torn and self._pipe.poll():
                self._is_torn = True
                said = self._pipe.recv()
                self._is_torn = False
                if isinstance(said, worker.Mistake):
                    raise Crashed(said.traceback)
                outcomes += enumerate(said.outcomes, start=said.first)
        except (EOFError, OSError):
            ended = True
        self.is_dead = ended
        return outcomes

    def why(self) -> Message:
        """How a dead worker came to its end."""
        self._process.join()
        code = self._process.exitcode
        if code == worker.NO_MEMORY:
            return Message(N_("no memory left"))
        if code < 0:
            return Message(N_("signal {name}"), {"name": signal.Signals(-code).name})
        return Message(N_("exit code {code}"), {"code": code})

    def leave(self) -> None:
        """Have the worker tidy up when it is done with all it was given, and end."""
        self._is_leaving = True
        self._send_bytes(ForkingPickler.dumps(None))

    def end(self) -> None:
        """End the worker; one that is leaving gets some time for that."""
        if self._is_leaving:
            self._process.join(SECONDS_TO_LEAVE)
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()

    def _send_bytes(self, packed: bytes | memoryview) -> None:
        with suppress(OSError):  # of a dead worker, which is noticed when it is listened to
            self._pipe.send_bytes(packed)


def prepare(function: Callable[..., Any]) -> None:
    """Have the server load what *function* needs before it forks the first worker from itself."""
    if _method() != "forkserver":
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would let Ctrl-C in again if it were started later
    while isinstance(function, partial):
        function = function.func
    module = getattr(function, "__module__", "")
    multiprocessing.get_context(_method()).set_forkserver_preload([worker.__name__, module])


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are started in here never hear Ctrl-C, not even while they begin."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
