"""A worker's side of the pipe: it opens the function, does one job after the other, and ends with its program."""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, NamedTuple, Protocol

from cem_maturity.adapters.workers.jobs import opened

NO_MEMORY = 112
"""The exit code of a worker that has no memory left."""
AT_LEAST_EACH = 0.05
"""Seconds after which outcomes are sent though their batch is not done."""


class Outcomes(NamedTuple):
    """What a worker has done since it last said something; nothing, when it has just opened its function."""

    first: int
    """The number of the first of these jobs, counted from the first that this worker was given."""
    outcomes: Sequence[Any]


class Mistake(NamedTuple):
    """An exception that left the function."""

    traceback: str


class Mark(Protocol):
    """A number that outlives its writer: how many jobs the worker has begun."""

    value: int


def serve(pipe: Connection, begun: Mark, memory: int) -> None:
    """Receive a function and batches of jobs through *pipe*, and send what comes of them, until None is received.

    Ends at once, in the middle of a job too, when the program at the other end is gone or *memory*, in bytes of address
    space, does not do.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program
    _limit(memory)
    inbox: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, inbox), daemon=True).start()
    try:
        _work(pipe, inbox, begun)
    except MemoryError:
        os._exit(NO_MEMORY)
    except Exception as error:  # noqa: BLE001 - whatever it is, the program says it
        import traceback

        _say(pipe, Mistake("".join(traceback.format_exception(error))))


def _receive(pipe: Connection, inbox: SimpleQueue[Any]) -> None:
    """Take in what the program sends, so that it never waits for a worker that is busy; and notice its end."""
    try:
        while True:
            received = pipe.recv()
            inbox.put(received)
            if received is None:
                return
    except MemoryError:
        os._exit(NO_MEMORY)
    except (EOFError, OSError):
        os._exit(0)
    except Exception as error:  # noqa: BLE001 - what cannot be unpacked; the program says it
        inbox.put(error)


def _work(pipe: Connection, inbox: SimpleQueue[Any], begun: Mark) -> None:
    function = _received(inbox)
    with opened(function) as do:
        # What is there now stays; what jobs leave in circles is looked for between batches, not among them.
        gc.collect()
        gc.freeze()
        gc.disable()
        _say(pipe, Outcomes(0, ()))
        while (batch := _received(inbox)) is not None:
            _do(do, batch, pipe, begun)
            gc.collect()


def _do(do: Callable[[Any], Any], batch: Sequence[Any], pipe: Connection, begun: Mark) -> None:
    outcomes: list[Any] = []
    sent = time.monotonic()
    for job in batch:
        begun.value += 1
        outcomes.append(do(job))
        if (now := time.monotonic()) - sent > AT_LEAST_EACH:
            _say(pipe, Outcomes(begun.value - len(outcomes), outcomes))
            outcomes, sent = [], now
    if outcomes:
        _say(pipe, Outcomes(begun.value - len(outcomes), outcomes))


def _say(pipe: Connection, said: Outcomes | Mistake) -> None:
    try:
        pipe.send(said)
    except OSError:
        os._exit(0)  # nobody is there any more


def _received(inbox: SimpleQueue[Any]) -> Any:
    received = inbox.get()
    if isinstance(received, Exception):
        raise received
    return received


def _limit(memory: int) -> None:
    """Take at most *memory* bytes of address space; where the system has a lower limit, or none, that stays."""
    if sys.platform == "win32":
        return
    import resource

    highest = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = memory if highest == resource.RLIM_INFINITY else min(memory, highest)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (soft, highest))
    except (ValueError, OSError):
        return
