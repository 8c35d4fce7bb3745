"""Whose hands do the work of a batch, who shows how far it has come, and what ends it early."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from typing import TYPE_CHECKING, NoReturn

from cem_maturity.cli.speech import SPOKEN
from cem_maturity.cli.streams import NOT_WRITTEN, WRONG_USAGE, stop, tell

if TYPE_CHECKING:
    from cem_maturity.adapters.terminal.progress import Showing
    from cem_maturity.adapters.workers import Workers

FEW = 300
"""Answers files that are judged before a second process would be ready."""


def progress(*, quiet: bool) -> "Showing":
    """A bar on a terminal, lines elsewhere, nothing where it is to be *quiet*."""
    import sys

    from cem_maturity.adapters.terminal.progress import Bar, Lines, Silence

    if quiet or sys.stderr is None:
        return Silence()
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        return Bar(SPOKEN, sys.stderr)
    return Lines(SPOKEN, tell)


@contextmanager
def hands_of(
    scheduler: str | None, count: int | None
) -> "Iterator[Callable[[int, int], AbstractContextManager[Workers]]]":
    """Who does the jobs, for so many of them, of which each worker is given so many at a time."""
    from cem_maturity.adapters.workers import Here, NoWorkers, Serially, cores

    wanted = count or cores()

    def here(jobs: int, at_once: int) -> "AbstractContextManager[Workers]":
        is_little = jobs < 2 if at_once == 1 else jobs < FEW
        return closing(Serially() if is_little or wanted == 1 else Here(wanted))

    try:
        if scheduler is None:
            yield here
            return
        cluster = _cluster(scheduler)
        try:
            yield lambda _jobs, _at_once: nullcontext(cluster)
        finally:
            cluster.close()
    except NoWorkers as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)


def _cluster(address: str) -> "Workers":
    """The workers of the scheduler at *address*; ends the command where there is none."""
    from cem_maturity.adapters.workers import NoWorkers
    from cem_maturity.adapters.workers.cluster import Cluster

    try:
        return Cluster(address)
    except NoWorkers as error:
        stop(SPOKEN.say(error.message), WRONG_USAGE)


class _Ended(KeyboardInterrupt):
    """A signal that asks the program to end, as Ctrl-C does."""


@contextmanager
def signals_end_the_run() -> Iterator[None]:
    """Have signals that ask for an end keep what is done."""

    def end(number: int, _frame: object) -> NoReturn:
        raise _Ended(number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def exit_code(ended: KeyboardInterrupt) -> int:
    """What says by which signal the run has *ended*."""
    return 128 + int(ended.args[0]) if isinstance(ended, _Ended) else 130
