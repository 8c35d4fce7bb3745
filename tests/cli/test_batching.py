"""The steps of a batch with workers and a progress of our own making: what dies, and what changes in between."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from cem_maturity.adapters.batch import Judging, Memory, Rendering, Source
from cem_maturity.adapters.terminal.progress import Advance
from cem_maturity.adapters.workers import Died, Serially
from cem_maturity.cli.batching import Batch, Made
from cem_maturity.domain.message import Message
from cem_maturity.domain.outcome import Failed
from cem_maturity.domain.problem import Place, Problem
from tests.cli.batches import a_unit, the_questionnaire

WHY = Message("signal {name}", {"name": "SIGKILL"})


class Deadly:
    """Workers of whom each dies over what one of the files holds."""

    def __init__(self, file: str) -> None:
        self._file = file

    def run(self, function: Callable[[Any], Any], batches: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, Any]]:
        """Died for that file, what *function* makes of it for the others."""
        for job in (one for batch in batches for one in batch):
            source = job if isinstance(job, Source) else job.source
            yield job, Died(WHY) if source.file == self._file else function(job)

    def stop(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Meddler:
    """Progress that does something else when a stage begins."""

    def __init__(self, stage: str = "", deed: Callable[[], object] = lambda: None) -> None:
        self._stage = stage
        self._deed = deed
        self.advanced: dict[str, int] = {}

    @contextmanager
    def of(self, doing: str, total: int) -> Iterator[Advance]:
        """Count what is done."""
        if doing == self._stage:
            self._deed()
        self.advanced[doing] = 0

        def advance() -> None:
            self.advanced[doing] += 1

        yield advance
        assert self.advanced[doing] == total


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the batch runs, with two units in it."""
    monkeypatch.chdir(tmp_path)
    the_questionnaire(tmp_path)
    a_unit(tmp_path, "a.yaml", "333")
    a_unit(tmp_path, "b.yaml", "111")
    return tmp_path


def a_batch(
    workers: Callable[[int, int], Any] = lambda _jobs, _at_once: closing(Serially()), progress: Meddler | None = None
) -> Batch:
    """A batch of both units."""
    files = {name: name for name in ("a.yaml", "b.yaml")}
    small = (("small.yaml", Path("small.yaml").read_text(encoding="utf-8")),)
    how = Rendering(Judging(questionnaire="small.yaml", carried=small))
    Path("out").mkdir(exist_ok=True)
    memory = Memory(Path("out"))
    memory.recall()
    return Batch(Path("out"), files, how, memory, workers, progress or Meddler())


def test_a_file_that_kills_its_worker_costs_only_itself() -> None:
    """It is a problem of that unit, and is tried again the next time."""
    records = a_batch(lambda _jobs, _at_once: closing(Deadly("b.yaml"))).judged(
        {n: n for n in ("a.yaml", "b.yaml")}, "Answers"
    )
    again = a_batch().judged({n: n for n in ("a.yaml", "b.yaml")}, "Answers")

    problem = Problem("worker-died", Place("b.yaml"), {"why": WHY})
    assert list(records) == ["a.yaml", "b.yaml"]
    assert records["b.yaml"].outcome == Failed("b.yaml", (problem,))
    assert records["a.yaml"] == again["a.yaml"]
    assert not isinstance(again["b.yaml"].outcome, Failed)


def test_a_report_that_kills_its_worker_costs_only_itself() -> None:
    """The unit keeps its figures; its report is tried again the next time."""
    batch = a_batch()
    records = batch.judged(batch.files, "Answers")
    batch.workers = lambda _jobs, _at_once: closing(Deadly("a.yaml"))

    made = batch.rendered(records, ["json"])

    problem = Problem("no-report", Place("a.yaml"), {"why": WHY})
    assert made == Made({"b.yaml": "reports/acme--b.json"}, 1, 0, {"a.yaml": [problem]}, 0)
    again = a_batch()
    assert again.rendered(again.judged(again.files, "Answers"), ["json"]).new == 1


def test_a_file_that_changes_while_it_is_judged_gets_no_report() -> None:
    """Its figures in the portfolio and those on its pages would differ."""
    batch = a_batch(progress=Meddler("Reports", lambda: a_unit(Path(), "a.yaml", "222")))

    made = batch.rendered(batch.judged(batch.files, "Answers"), ["json"])

    problem = Problem("changed-meanwhile", Place("a.yaml"))
    assert (made.names, made.problems) == ({"b.yaml": "reports/acme--b.json"}, {"a.yaml": [problem]})


def test_what_is_put_in_the_place_of_a_report_while_it_is_made_stays() -> None:
    """Whoever comes first keeps the name."""
    foreign = Path("out/reports/acme--a.json")
    batch = a_batch(progress=Meddler("Reports", lambda: foreign.write_text("mine", encoding="utf-8")))

    made = batch.rendered(batch.judged(batch.files, "Answers"), ["json"])

    assert foreign.read_text(encoding="utf-8") == "mine"
    assert [one.code for one in made.problems["a.yaml"]] == ["report-in-the-way"]


def test_a_questionnaire_of_ones_own_needs_no_file_where_the_worker_is() -> None:
    """Its texts travel."""
    batch = a_batch()
    Path("small.yaml").unlink()

    records = batch.judged(batch.files, "Answers")

    assert [one.questionnaire for one in records.values()] == ["small.yaml", "small.yaml"]
    assert not any(isinstance(one.outcome, Failed) for one in records.values())
