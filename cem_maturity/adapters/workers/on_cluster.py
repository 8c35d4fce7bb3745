"""What runs on the workers of a Dask cluster: a function that has travelled once to each of them, and its batches."""

import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from copy import deepcopy
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from cem_maturity.adapters.workers.jobs import opened


class Travelled(WorkerPlugin):  # type: ignore[misc]  # of a library that may not be there
    """A function as a plugin: Dask brings it to each worker, to one that joins later or starts again as well."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 - as Dask calls it
        """Make room for what the threads of this worker open."""
        self._own = threading.local()
        self._opening = threading.Lock()
        self._opened = ExitStack()

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - as Dask calls it
        """Leave the function in each of its copies."""
        self._opened.close()

    def do(self, jobs: Sequence[Any]) -> list[Any]:
        """What the function makes of each of the *jobs*; every thread has a copy of its own."""
        if not hasattr(self._own, "do"):
            with self._opening:
                self._own.do = self._opened.enter_context(opened(deepcopy(self._function)))
        return [self._own.do(job) for job in jobs]


def do(name: str, jobs: Sequence[Any]) -> list[Any]:
    """What the function that travelled under that *name* makes of each of the *jobs*."""
    travelled = get_worker().plugins[name]
    assert isinstance(travelled, Travelled)  # noqa: S101 - nobody else takes this name
    return travelled.do(jobs)
