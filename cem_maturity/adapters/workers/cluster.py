"""A Dask cluster that is there already; nothing of ours runs it. Needs the extra `cluster`."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from cem_maturity.adapters.workers.jobs import Died, J, R


class Cluster:
    """The workers of the scheduler at *address*, as `tcp://host:8786`.

    Raises NoWorkers, within *seconds* of one step, where the extra is missing, the address is wrong or dead, there is
    no worker, or one of another version than ours.
    """

    def __init__(self, address: str, *, seconds: int = 10) -> None:
        raise NotImplementedError

    def run(self, function: Callable[[J], R], batches: Iterable[Sequence[J]]) -> Iterator[tuple[J, R | Died]]:
        """Each job of the *batches* with its outcome, as they are done; a job's values travel, no path does."""
        raise NotImplementedError

    def stop(self) -> None:
        """Begin nothing new: what is done comes out, then `run` ends."""

    def close(self) -> None:
        """Leave the cluster as it was."""
