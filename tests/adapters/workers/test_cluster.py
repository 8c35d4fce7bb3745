"""A real Dask scheduler with real workers, some of which are killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

import cem_maturity
from cem_maturity.adapters.workers import Crashed, Died, NoWorkers
from cem_maturity.adapters.workers.cluster import Cluster
from cem_maturity.domain.message import Message
from tests.adapters.workers import deeds
from tests.adapters.workers.processes import until


def batches(jobs: int, size: int) -> Iterator[Sequence[int]]:
    """The numbers from 0 on, that many at a time."""
    return (range(first, min(jobs, first + size)) for first in range(0, jobs, size))


class Dask:
    """A scheduler and its workers, as their own commands start them."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start("scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2])

    def start(self, what: str, *arguments: str, first_on_path: Path | None = None) -> "subprocess.Popen[bytes]":
        """One more process of the cluster."""
        paths = [str(first_on_path)] if first_on_path else []
        with (self.folder / f"{what}-{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *arguments],
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join([*paths, *sys.path]),
                    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
                    # What is asked of a worker in the moment of its death is waited for that long.
                    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s",
                },
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def hire(self, threads: int = 1, first_on_path: Path | None = None) -> None:
        """One more worker, with a nurse that starts it again where it dies."""
        with_threads = ("--nthreads", str(threads), "--local-directory", str(self.folder))
        self.start("worker", self.address, *with_threads, first_on_path=first_on_path)

    def close(self) -> None:
        """End all processes: a worker whose nurse is gone ends by itself."""
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """A cluster of two workers."""
    dask = Dask(tmp_path_factory.mktemp("dask"))
    try:
        dask.hire()
        dask.hire()
        yield dask
    finally:
        dask.close()


@pytest.fixture
def own_dask(tmp_path: Path) -> Iterator[Dask]:
    """A scheduler that has no worker yet."""
    dask = Dask(tmp_path)
    try:
        yield dask
    finally:
        dask.close()


@pytest.fixture
def cluster(dask: Dask) -> Iterator[Cluster]:
    """What this program sees of it when both workers are there."""
    cluster = Cluster(dask.address)
    assert until(lambda: len({one for _, one in cluster.run(deeds.who, batches(20, 1))}) == 2)
    yield cluster
    cluster.close()


def test_every_job_is_done_once(cluster: Cluster) -> None:
    """However the jobs are packed, and run after run."""
    for size in (1, 7, 200):
        done = list(cluster.run(partial(deeds.add, 5), batches(100, size)))

        assert sorted(done) == [(number, number + 5) for number in range(100)]


def test_a_run_after_the_close_begins_anew(cluster: Cluster) -> None:
    """As it does on this machine."""
    cluster.close()

    assert sorted(cluster.run(deeds.double, batches(3, 1))) == [(0, 0), (1, 2), (2, 4)]


def test_a_worker_killed_in_mid_run_costs_nothing(cluster: Cluster, tmp_path: Path) -> None:
    """Each of its jobs is done by the other, and nothing is lost or done twice over in what comes out."""
    done: list[tuple[int, object]] = []

    for number, outcome in cluster.run(partial(deeds.double_slowly, str(tmp_path)), batches(20, 2)):
        if not done:
            os.kill(int(next(tmp_path.iterdir()).name.partition("-")[2]), signal.SIGKILL)
        done.append((number, outcome))

    assert sorted(done) == [(number, 2 * number) for number in range(20)]
    assert len({path.name.partition("-")[2] for path in tmp_path.iterdir()}) >= 2


def test_a_job_that_kills_its_workers_is_lost_alone(cluster: Cluster) -> None:
    """Those beside it, in its batch and on its worker, are done all the same."""
    done = dict(cluster.run(deeds.kill_at_seven, batches(20, 5)))

    assert done == {number: 2 * number for number in range(20)} | {7: Died(Message("its worker was lost"))}


def test_a_mistake_of_ours_comes_with_its_traceback(cluster: Cluster) -> None:
    """It ends the run, as it does on this machine."""
    with pytest.raises(Crashed, match="LookupError: seven is not looked for"):
        list(cluster.run(deeds.raise_at_seven, batches(20, 5)))


def test_few_batches_are_on_their_way(cluster: Cluster) -> None:
    """An endless input costs no more memory than a short one: two batches a thread."""
    taken = []

    def endless() -> Iterator[Sequence[int]]:
        for number in range(10**9):
            taken.append(number)
            yield [number] * 10

    run = cluster.run(deeds.double, endless())
    for done, _ in enumerate(run, start=1):
        assert len(taken) <= done / 10 + 5
        if done == 100:
            break
    run.close()  # type: ignore[attr-defined]


def test_each_thread_enters_the_function_once_and_leaves_it(own_dask: Dask, tmp_path: Path) -> None:
    """What is dear to make is made once, what one thread has is never another's, and all is tidied up with the run."""
    own_dask.hire(threads=2)
    cluster = Cluster(own_dask.address)
    (tmp_path / "seen").mkdir()

    counts = [outcome for _, outcome in cluster.run(deeds.Alone(str(tmp_path / "seen")), batches(40, 2))]
    cluster.close()

    assert set(counts) == {1}
    seen = sorted(path.name.partition("-")[0] for path in (tmp_path / "seen").iterdir())
    assert seen == ["entered", "entered", "left", "left"]


def test_stop_lets_out_what_is_done(dask: Dask, tmp_path: Path) -> None:
    """Nothing new is begun, and there is no further run."""
    cluster = Cluster(dask.address)
    done = []

    for job in cluster.run(partial(deeds.double_slowly, str(tmp_path)), batches(1000, 1)):
        done.append(job)
        if len(done) == 3:
            cluster.stop()

    assert 3 <= len(done) <= 8
    assert list(cluster.run(deeds.double, batches(3, 1))) == []
    cluster.close()


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "foo://x", "x y", "tcp://nowhere.invalid:1", ""]
)
def test_a_wrong_address_is_one_sentence_within_seconds(address: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Nobody there, no such machine, no address at all; no library adds anything to it."""
    started = time.monotonic()

    with pytest.raises(NoWorkers) as raised:
        Cluster(address, seconds=1)

    assert str(raised.value) == f"No Dask scheduler answers at {address}; look whether it runs there."
    assert time.monotonic() - started < 5
    assert capfd.readouterr() == ("", "")


def test_somebody_else_at_the_address_is_no_scheduler(capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever answers there, it is refused with the same sentence."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        stranger = subprocess.Popen(
            [sys.executable, "-c", "import socket, sys; l = socket.socket(fileno=int(sys.argv[1])); c, _ = l.accept();"
             "c.sendall(b'HTTP/1.1 400 Bad Request\\r\\n\\r\\n'); c.close()", str(listener.fileno())],
            pass_fds=[listener.fileno()],
        )  # fmt: skip

        with pytest.raises(NoWorkers, match=f"No Dask scheduler answers at {address}"):
            Cluster(address, seconds=2)

    stranger.wait()
    assert capfd.readouterr() == ("", "")


def test_a_scheduler_without_workers_is_said(own_dask: Dask) -> None:
    """Nobody waits for ever for a worker that nobody starts."""
    with pytest.raises(NoWorkers) as raised:
        Cluster(own_dask.address, seconds=8)

    assert str(raised.value) == f"The Dask scheduler at {own_dask.address} has no workers."


def test_a_worker_of_another_version_is_refused(own_dask: Dask, tmp_path: Path) -> None:
    """Two versions in one batch would make reports that differ for no reason that anybody sees."""
    other = tmp_path / "other" / "cem_maturity"
    other.mkdir(parents=True)
    package = str(Path(cem_maturity.__file__).parent)
    (other / "__init__.py").write_text(f"__version__ = '0.0.1'\n__path__.append({package!r})\n", encoding="utf-8")
    own_dask.hire(first_on_path=other.parent)

    with pytest.raises(NoWorkers) as raised:
        Cluster(own_dask.address)

    version = cem_maturity.__version__
    sentence = f"All machines of the cluster at {own_dask.address} need cem-maturity {version}; install it there."
    assert str(raised.value) == sentence


def test_a_worker_without_this_program_is_refused(own_dask: Dask, tmp_path: Path) -> None:
    """It cannot even be asked for its version."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "cem_maturity.py").write_text("", encoding="utf-8")
    own_dask.hire(first_on_path=other)

    with pytest.raises(NoWorkers, match=r"^All machines of the cluster at .* need cem-maturity"):
        Cluster(own_dask.address)


def test_a_scheduler_that_goes_ends_the_run(own_dask: Dask, tmp_path: Path) -> None:
    """One sentence within seconds; what was done before has come out."""
    own_dask.hire()
    cluster = Cluster(own_dask.address)
    (tmp_path / "seen").mkdir()
    run = cluster.run(partial(deeds.double_slowly, str(tmp_path / "seen")), batches(1000, 1))
    done = [next(run), next(run), next(run)]

    own_dask.scheduler.kill()
    started = time.monotonic()

    with pytest.raises(NoWorkers) as raised:
        done.extend(run)
    cluster.close()
    assert str(raised.value) == f"The Dask scheduler at {own_dask.address} is gone."
    assert 3 <= len(done) <= 5
    assert time.monotonic() - started < 5


RUN = """
import sys
from functools import partial
from cem_maturity.adapters.workers.cluster import Cluster
from tests.adapters.workers import deeds

if __name__ == "__main__":
    cluster = Cluster(sys.argv[1])
    try:
        for number, _ in cluster.run(deeds.who, ([number] for number in range(10**9))):
            if number < 100:
                print(number, flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    cluster.close()
"""


def test_ctrl_c_leaves_the_cluster_without_a_word(dask: Dask, tmp_path: Path) -> None:
    """The program has its KeyboardInterrupt, and nothing of it is left to do over there."""
    script = tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, str(script), dask.address],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    program.stdout.readline()

    program.send_signal(signal.SIGINT)

    said, complained = program.communicate(timeout=20)
    assert (said.splitlines()[-1], complained, program.returncode) == ("interrupted", "", 0)


def test_without_the_extra_the_command_that_installs_it_is_named() -> None:
    """Everything else works without Dask."""
    attempt = (
        "import sys; sys.modules['distributed'] = None\n"
        "from cem_maturity.adapters.workers import NoWorkers\n"
        "from cem_maturity.adapters.workers.cluster import Cluster\n"
        "try: Cluster('tcp://127.0.0.1:9')\n"
        "except NoWorkers as error: print(error)"
    )

    ended = subprocess.run(
        [sys.executable, "-c", attempt],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )

    sentence = "A cluster needs some more packages; run: pip install 'cem-maturity[cluster]'\n"
    assert (ended.stdout, ended.stderr) == (sentence, "")
