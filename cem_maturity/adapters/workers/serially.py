"""No workers at all: this very process does one job after the other."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from cem_maturity.adapters.workers.jobs import Died, J, R, opened


class Serially:
    """For few jobs, or where there is one processor; what kills a worker would kill the program too."""

    def __init__(self) -> None:
        self._is_stopping = False

    def run(self, function: Callable[[J], R], batches: Iterable[Sequence[J]]) -> Iterator[tuple[J, R | Died]]:
        """Each job of the *batches* with its outcome, in their order."""
        with opened(function) as do:
            for batch in batches:
                for job in batch:
                    if self._is_stopping:
                        return
                    yield job, do(job)

    def stop(self) -> None:
        """Begin no further job."""
        self._is_stopping = True

    def close(self) -> None:
        """There is nothing to end."""
