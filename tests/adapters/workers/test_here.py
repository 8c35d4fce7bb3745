"""Workers of this machine, killed in every way that a test can think of."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from cem_maturity.adapters.workers import Crashed, Died, Here, NoWorkers, Serially, Workers
from cem_maturity.domain.message import Message
from tests.adapters.workers import deeds
from tests.adapters.workers.processes import children, is_running, until


def batches(jobs: int, size: int) -> Iterator[Sequence[int]]:
    """The numbers from 0 on, that many at a time."""
    return (range(first, min(jobs, first + size)) for first in range(0, jobs, size))


def signalled(name: str) -> Died:
    """What becomes of a job that ends its worker by a signal."""
    return Died(Message("signal {name}", {"name": name}))


@pytest.mark.parametrize("workers", [Serially(), Here(1), Here(2), Here(3)], ids=["serially", "1", "2", "3"])
@pytest.mark.parametrize("size", [1, 7, 200])
def test_every_job_is_done_once(workers: Workers, size: int) -> None:
    """However many workers there are, and however the jobs are packed."""
    done = list(workers.run(partial(deeds.add, 5), batches(100, size)))

    assert sorted(done) == [(number, number + 5) for number in range(100)]


def test_no_jobs_need_no_worker() -> None:
    """Nothing comes of nothing, nor of empty batches."""
    assert list(Here(2).run(deeds.double, iter(()))) == []
    assert list(Here(2).run(deeds.double, [[], [4], []])) == [(4, 8)]


@pytest.mark.parametrize("size", [1, 5, 50])
def test_a_job_that_kills_its_worker_is_lost_alone(size: int) -> None:
    """Killed, out of memory, a fault in a library, an early exit: each is tried twice, then named with its end."""
    done = dict(Here(2).run(deeds.double_or_end, batches(50, size)))

    assert done == {number: 2 * number for number in range(50)} | {
        7: signalled("SIGKILL"),
        17: Died(Message("exit code {code}", {"code": 3})),
        27: Died(Message("no memory left")),
        37: signalled("SIGSEGV"),
        47: Died(Message("exit code {code}", {"code": 5})),
    }


def test_a_job_is_tried_once_more(tmp_path: Path) -> None:
    """What killed its worker once alone was perhaps not to blame."""
    done = dict(Here(2).run(partial(deeds.double_with_luck, str(tmp_path)), batches(20, 5)))

    assert done == {number: 2 * number for number in range(20)}


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    """All is done in spite of it, and only the job in its hands was begun twice."""
    done: dict[int, object] = {}

    for number, outcome in Here(2).run(partial(deeds.double_slowly, str(tmp_path)), batches(20, 5)):
        if not done:
            os.kill(int(next(tmp_path.iterdir()).name.partition("-")[2]), signal.SIGKILL)
        done[number] = outcome

    assert done == {number: 2 * number for number in range(20)}
    assert len(list(tmp_path.iterdir())) in (20, 21)


def test_workers_that_cannot_begin_end_the_run() -> None:
    """No worker is started for ever; the sentence says how they end."""
    with pytest.raises(NoWorkers) as raised:
        list(Here(2).run(deeds.Unopened(), batches(20, 5)))

    assert str(raised.value) == "The processes for the work come to an end as they begin (exit code 9)."


@pytest.mark.parametrize(
    ("function", "said"),
    [(deeds.raise_at_seven, "LookupError: seven is not looked for"), (deeds.never_back, "Can't pickle")],
)
def test_a_mistake_of_ours_comes_with_its_traceback(function: object, said: str) -> None:
    """It is no outcome of a job: the run ends, and what the worker knows about it is there."""
    with pytest.raises(Crashed, match=said):
        list(Here(2).run(function, batches(20, 5)))  # type: ignore[arg-type]


def test_few_batches_are_taken_before_their_time() -> None:
    """An endless input costs no more memory than a short one: two batches a worker, and the next one."""
    taken = []

    def endless() -> Iterator[Sequence[int]]:
        for number in range(10**9):
            taken.append(number)
            yield [number] * 10

    outcomes = Here(2).run(deeds.double, endless())
    for done, _ in enumerate(outcomes, start=1):
        assert len(taken) * 10 <= done + 50
        if done == 300:
            break
    outcomes.close()  # type: ignore[attr-defined]

    assert len(taken) <= 35


def test_what_is_done_waits_for_nothing_slower(tmp_path: Path) -> None:
    """Outcomes come as they are done."""
    run = Here(2).run(partial(deeds.stay_at_zero, str(tmp_path)), [[0], [1], [2]])

    assert [next(run), next(run)] == [(1, 1), (2, 2)]
    run.close()  # type: ignore[attr-defined]


def test_much_comes_and_goes() -> None:
    """Neither side waits for the other while both have more to say than a pipe holds."""
    content = bytes(2**20)

    done = list(Here(2).run(deeds.swell, [[content] * 5] * 6))

    assert [len(outcome) for _, outcome in done if isinstance(outcome, bytes)] == [2**21] * 30


def test_each_worker_enters_the_function_once_and_leaves_it(tmp_path: Path) -> None:
    """What is dear to make is made once a worker, and tidied up at its end."""
    done = list(Here(2).run(deeds.Counting(str(tmp_path)), batches(40, 2)))

    workers = {outcome for _, outcome in done}
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{way}-{one}" for way in ("entered", "left") for one in workers
    }
    assert sum(int(path.read_text(encoding="utf-8")) for path in tmp_path.glob("left-*")) == 40
    assert not any(is_running(one) for one in workers if isinstance(one, int))


def test_a_run_that_is_given_up_leaves_no_worker(tmp_path: Path) -> None:
    """Whoever wants no more outcomes has no more processes."""
    run = Here(2).run(partial(deeds.stay_at_zero, str(tmp_path)), [[0], [1], [2]])
    next(run)

    run.close()  # type: ignore[attr-defined]

    assert [is_running(int(path.name)) for path in tmp_path.iterdir()] == [False]


def test_stop_lets_out_what_is_done_and_ends_the_rest(tmp_path: Path) -> None:
    """A job that would take for ever is not waited for, and there is no further run."""
    workers = Here(2)
    stopper = threading.Timer(0.5, workers.stop)
    stopper.start()

    done = list(workers.run(partial(deeds.stay_at_zero, str(tmp_path)), batches(3, 1)))

    assert done == [(1, 1), (2, 2)]
    assert [is_running(int(path.name)) for path in tmp_path.iterdir()] == [False]
    assert list(workers.run(deeds.double, batches(3, 1))) == []


RUN = """
import sys
from functools import partial
from cem_maturity.adapters.workers import Here
from tests.adapters.workers import deeds

if __name__ == "__main__":
    run = Here(2).run(partial(deeds.stay_at_zero, sys.argv[1]), ([number] for number in range(10**9)))
    try:
        for number, outcome in run:
            if number < 100:
                print(number, flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def a_run(folder: Path) -> "subprocess.Popen[str]":
    """A program with two workers, of which one is busy for ever and one is quick."""
    script = folder / "run.py"
    script.write_text(RUN, encoding="utf-8")
    (folder / "seen").mkdir()
    return subprocess.Popen(
        [sys.executable, str(script), str(folder / "seen")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def the_busy_one(folder: Path) -> int:
    """The worker that stays with its job."""
    assert until(lambda: any((folder / "seen").iterdir()))
    return int(next((folder / "seen").iterdir()).name)


def test_ctrl_c_ends_everybody_without_a_word(tmp_path: Path) -> None:
    """A terminal sends it to all processes: the program has its KeyboardInterrupt, the workers say nothing and end."""
    program = a_run(tmp_path)
    worker = the_busy_one(tmp_path)
    assert program.stdout is not None
    program.stdout.readline()

    os.killpg(program.pid, signal.SIGINT)

    said, complained = program.communicate(timeout=20)
    assert (said.splitlines()[-1], complained, program.returncode) == ("interrupted", "", 0)
    assert until(lambda: not is_running(worker))


def test_ctrl_c_while_workers_start_says_nothing_either(tmp_path: Path) -> None:
    """However early it comes, a worker has no traceback to show; the program may have one of its own import."""
    for _ in range(5):
        folder = tmp_path / os.urandom(4).hex()
        folder.mkdir()
        program = a_run(folder)
        until(lambda: bool(children(program.pid)))  # noqa: B023 - asked within this turn
        os.killpg(program.pid, signal.SIGINT)

        _, complained = program.communicate(timeout=20)

        assert complained.count("Traceback") <= (program.returncode != 0), complained
        assert "multiprocessing" not in complained


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_workers_end_with_their_program(tmp_path: Path, way: signal.Signals) -> None:
    """A worker whose program is gone ends by itself, in the middle of a job too."""
    program = a_run(tmp_path)
    worker = the_busy_one(tmp_path)

    program.send_signal(way)
    program.communicate(timeout=20)

    assert until(lambda: not is_running(worker), seconds=5)
