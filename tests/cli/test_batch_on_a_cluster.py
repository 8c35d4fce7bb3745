"""`cem batch --scheduler`: the same bytes from workers that share no folder with the program."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.adapters.workers.processes import children, until
from tests.adapters.workers.test_cluster import Dask
from tests.cli.batches import a_unit, contents, portfolio, run, the_questionnaire

UNITS = 12
SMALL = Path("small.yaml")


@pytest.fixture
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """A scheduler with two workers."""
    dask = Dask(tmp_path_factory.mktemp("dask"))
    try:
        dask.hire()
        dask.hire()
        yield dask
    finally:
        dask.close()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs, with some units, of which one is broken."""
    monkeypatch.chdir(tmp_path)
    the_questionnaire(tmp_path)
    for number in range(UNITS):
        a_unit(Path("shops"), f"{number:02}.yaml", f"{number % 4}{number % 3}2")
    a_unit(Path("shops"), "broken.yaml", "9")
    return tmp_path


def test_a_cluster_of_which_a_worker_is_killed_leaves_the_same_bytes(dask: Dask) -> None:
    """Answers, questionnaire and reports travel as values; what the dead one had in hand is done by the other."""
    nurse = dask.processes[1].pid

    def kill_one() -> None:
        if until(lambda: Path("far/reports").exists(), 60):
            for worker in children(nurse):
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    far = run("shops", "-o", "far", "--format", "html", "--scheduler", dask.address, questionnaire=SMALL)
    killer.join()
    near = run("shops", "-o", "near", "--format", "html", "--workers", "1", questionnaire=SMALL)

    assert (far.exit_code, near.exit_code) == (4, 4), far.exception
    assert far.stderr == near.stderr
    assert contents(Path("far")) == contents(Path("near"))
    assert portfolio(Path("far"))["counts"]["ok"] == UNITS


def test_a_scheduler_that_is_not_there_is_wrong_usage() -> None:
    """Within seconds, and before anything is judged."""
    result = run("shops", "-o", "out", "--scheduler", "tcp://127.0.0.1:9", questionnaire=SMALL)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "No Dask scheduler answers at tcp://127.0.0.1:9; look whether it runs there.\n"
