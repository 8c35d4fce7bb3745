"""What all workers agree on: jobs in, outcomes out as they are done, and what became of a job that kills."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple, Protocol, TypeVar

from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.message import Message
from cem_maturity.domain.problem import CemMaturityError

J = TypeVar("J")
R = TypeVar("R")


class Died(NamedTuple):
    """What became of a job whose worker came to a sudden end twice."""

    why: Message
    """What ended it the second time, in a few words: a signal, an exit code, no memory left, a worker lost."""


class NoWorkers(CemMaturityError):
    """No worker can be had, or none any more: they do not start, or the cluster is not there."""

    def __init__(self, message: Message) -> None:
        super().__init__(speak(SOURCE).say(message))
        self.message = message


class Crashed(Exception):
    """A mistake of our own in a worker, with the traceback from there."""


class Workers(Protocol):
    """Those who do jobs."""

    def run(self, function: Callable[[J], R], batches: Iterable[Sequence[J]]) -> Iterator[tuple[J, R | Died]]:
        """Each job of the *batches* with what *function* makes of it, as they are done and in no order.

        *function* is defined at the top of a module, or is a `functools.partial` of such a one over plain values, or
        an object of a class there: it travels once to each worker, so what all jobs need belongs into it. One that is a
        context manager too is entered by each worker before its first job and left after its last: what is dear to
        make is made there, once. Each worker has a copy of its own, which one thread alone uses at a time. A job may
        be done more than once (its worker died before anybody knew), so it must leave nothing behind.

        Only a few batches a worker are taken from *batches* before their time. A job that kills its worker is tried
        once more and is `Died` then; all the others are done all the same. An exception that leaves *function* is a
        mistake of ours and ends the run: `Crashed` from a worker, itself from this process. Raises NoWorkers where
        none starts, or the cluster is lost.

        Ctrl-C in here ends the run at once, but for what is done already: that comes out before KeyboardInterrupt.
        """

    def stop(self) -> None:
        """Begin nothing new: what is done comes out of `run`, which ends then. For handlers of signals."""

    def close(self) -> None:
        """End all workers, so that nothing of them is left; another run begins with new ones."""


@contextmanager
def opened(function: Callable[[J], R]) -> Iterator[Callable[[J], R]]:
    """The *function*, entered where it is a context manager too."""
    if isinstance(function, AbstractContextManager):
        with function as entered:
            yield entered
    else:
        yield function
