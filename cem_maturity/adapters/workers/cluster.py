"""A Dask cluster that is there already; nothing of ours runs it. Needs the extra `cluster`."""

import asyncio
import logging
import os
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cem_maturity import __version__
from cem_maturity.adapters.workers.jobs import Crashed, Died, J, NoWorkers, R
from cem_maturity.domain.message import N_, Message

if TYPE_CHECKING:
    from distributed import Client, Future

BATCHES_AHEAD = 2
"""Batches that are on their way for each thread of the cluster."""
SECONDS_TO_STOP = 0.25
"""How long it may take until somebody notices that the run is to stop."""
SECONDS_TO_COUNT = 5
"""How old a count of the cluster's threads may be: clusters grow while they work."""


class Cluster:
    """The workers of the scheduler at *address*, as `tcp://host:8786`.

    Raises NoWorkers, within some *seconds*, where the extra is missing, nobody answers, there is no worker, or one has
    not the version of this program.
    """

    def __init__(self, address: str, *, seconds: int = 10) -> None:
        self._address = address
        self._seconds = seconds
        self._is_stopping = False
        self._threads = 0
        self._counted = -float(SECONDS_TO_COUNT)
        self._client = self._connected()

    def run(self, function: Callable[[J], R], batches: Iterable[Sequence[J]]) -> Iterator[tuple[J, R | Died]]:
        """Each job of the *batches* with its outcome, as they are done; see `Workers`.

        Dask itself does the batch of a lost worker again, as often as its setting `allowed-failures` says. Where that
        does not help, the jobs are done one by one, at the end: then nothing else of ours can be to blame. Outcomes
        asked for in the moment in which their worker dies come after Dask's `comm.timeouts.connect`, 30 seconds.
        """
        from cem_maturity.adapters.workers.on_cluster import Travelled

        if self._client.status == "closed":
            self._client = self._connected()
        name = f"cem-{os.urandom(16).hex()}"
        self._client.register_plugin(Travelled(function), name=name)
        suspects: list[J] = []
        try:
            for batch, outcomes in self._outcomes(name, iter(batches), self._room):
                if outcomes is None:
                    suspects += batch
                else:
                    yield from zip(batch, outcomes, strict=True)
            for (job,), outcomes in self._outcomes(name, ([job] for job in suspects), lambda: 1):
                yield job, outcomes[0] if outcomes else Died(Message(N_("its worker was lost")))
        finally:
            self._tidy_up(self._client.unregister_worker_plugin, name)

    def stop(self) -> None:
        """Begin nothing new, in no run: what is done comes out, then the run ends."""
        self._is_stopping = True

    def close(self) -> None:
        """Leave the cluster, which goes on."""
        with suppress(Exception):  # the cluster may be gone
            self._client.close()

    def _connected(self) -> "Client":
        try:
            import distributed
        except ImportError as error:
            need = N_("A cluster needs some more packages; run: pip install 'cem-maturity[cluster]'")
            raise NoWorkers(Message(need)) from error
        _silence()
        try:
            # A client that fails to connect would complain where nobody can stop it.
            asyncio.run(asyncio.wait_for(_greet(self._address), self._seconds))
            client = distributed.Client(self._address, timeout=self._seconds, set_as_default=False)
        except Exception as error:
            nobody = N_("No Dask scheduler answers at {address}; look whether it runs there.")
            raise NoWorkers(Message(nobody, {"address": self._address})) from error
        try:
            self._check(client)
        except BaseException:
            client.close()
            raise
        return client

    def _outcomes(
        self, name: str, batches: Iterator[Sequence[J]], room: Callable[[], int]
    ) -> Iterator[tuple[Sequence[J], list[Any] | None]]:
        """Each batch with its outcomes, or None where its workers were lost; as many are under way as *room* says."""
        from cem_maturity.adapters.workers import on_cluster

        under_way: dict[Future[list[Any]], Sequence[J]] = {}
        try:
            while not self._is_stopping:
                while len(under_way) < room() and (batch := next(batches, None)) is not None:
                    under_way[self._client.submit(on_cluster.do, name, list(batch), pure=False)] = batch
                if not under_way:
                    return
                for future in self._done(under_way):
                    yield under_way.pop(future), self._of(future)
            yield from self._done_already(under_way)
        except KeyboardInterrupt:
            yield from self._done_already(under_way)
            raise
        finally:
            if under_way:
                self._tidy_up(self._client.cancel, list(under_way), force=True)

    def _done(self, under_way: "dict[Future[list[Any]], Sequence[J]]") -> "list[Future[list[Any]]]":
        """Those that are done, or none after a moment."""
        from distributed import CancelledError, wait

        try:
            with self._client.as_current():
                wait(list(under_way), timeout=SECONDS_TO_STOP, return_when="FIRST_COMPLETED")
        except TimeoutError:
            if self._client.status != "running":
                raise self._lost() from None
        except CancelledError as error:
            raise self._lost() from error
        return [future for future in under_way if future.status != "pending"]

    def _done_already(
        self, under_way: "dict[Future[list[Any]], Sequence[J]]"
    ) -> Iterator[tuple[Sequence[J], list[Any]]]:
        for future, batch in under_way.items():
            if future.status == "finished" and (outcomes := self._of(future)) is not None:
                yield batch, outcomes

    def _of(self, future: "Future[list[Any]]") -> list[Any] | None:
        """The outcomes of a batch, or None where its workers were lost."""
        from distributed import CancelledError, KilledWorker

        try:
            outcomes: list[Any] = future.result()
            return outcomes
        except KilledWorker:
            return None
        except (CancelledError, OSError) as error:
            raise self._lost() from error
        except Exception as error:
            raise Crashed("".join(traceback.format_exception(error))) from error

    def _room(self) -> int:
        if time.monotonic() - self._counted > SECONDS_TO_COUNT:
            self._threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic()
        return BATCHES_AHEAD * max(1, self._threads)

    def _tidy_up(self, do: Callable[..., object], *arguments: object, **named: object) -> None:
        """Take back what this program has left on the cluster, if that is still there."""
        if self._client.status == "running":
            with suppress(Exception):
                do(*arguments, **named)

    def _lost(self) -> NoWorkers:
        return NoWorkers(Message(N_("The Dask scheduler at {address} is gone."), {"address": self._address}))

    def _check(self, client: "Client") -> None:
        """See that there are workers, and that all machines have our very version; raises NoWorkers otherwise.

        A cluster that grows from none with its work gets some time to do so.
        """

        # Inside a function it travels as code, by no name: a worker that does not know a name ends itself.
        def version() -> str:
            from cem_maturity import __version__ as theirs

            return theirs

        found: list[object] = []
        try:
            found.append(client.run_on_scheduler(version))
            if not client.nthreads():
                found.append(client.submit(version, pure=False).result(timeout=self._seconds))
            found += client.run(version, on_error="return").values()
        except TimeoutError as error:
            nobody = N_("The Dask scheduler at {address} has no workers.")
            raise NoWorkers(Message(nobody, {"address": self._address})) from error
        except Exception as error:  # noqa: BLE001 - a machine that does not know what it is asked
            found.append(error)
        if any(one != __version__ for one in found):
            other = N_("All machines of the cluster at {address} need cem-maturity {version}; install it there.")
            raise NoWorkers(Message(other, {"address": self._address, "version": __version__}))


async def _greet(address: str) -> None:
    """Connect to the scheduler, and go; raises whatever comes to the mind of the one who answers, or TimeoutError."""
    from distributed import Security
    from distributed.comm.core import connect

    # Without an address a client would start a cluster of its own.
    comm = await connect(address or "nobody", **Security().get_connection_args("client"))
    await comm.close()


def _silence() -> None:
    """Have Dask keep to itself what it thinks of connections: what matters is said in one sentence."""
    for name in ("distributed", "distributed.client", "distributed.comm", "tornado", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", module=r"distributed\b")
