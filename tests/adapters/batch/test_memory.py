"""The journal of a batch: what the next run knows of the last."""

from pathlib import Path

import pytest

from cem_maturity.adapters.batch import Judgement, Memory, Record
from cem_maturity.adapters.batch.records import written
from cem_maturity.adapters.disk import NotSaved
from cem_maturity.domain.outcome import Failed
from cem_maturity.domain.problem import Place, Problem


def a_record(file: str) -> Record:
    """That the *file* is broken."""
    return Record("", (), Failed(file, (Problem("not-yaml", Place(file)),)))


def a_memory(folder: Path, *files: str) -> Memory:
    """The journal in the *folder*, in which the *files* stand already, and a report on each."""
    memory = recalled(folder)
    for file in files:
        memory.keep_judgement(file, Judgement("key", "rests on", ""), written(a_record(file)).text)
        memory.keep_report(f"{file}.pdf", f"digest of {file}", "made from")
    memory.flush()
    return memory


def recalled(folder: Path) -> Memory:
    """The journal as the next run finds it."""
    memory = Memory(folder)
    memory.recall()
    return memory


def known(memory: Memory) -> Judgement | None:
    """From what a.yaml came to its record, wherever the line stands."""
    found = memory.judgement("a.yaml")
    return found and found._replace(start=0, length=0)


def lines(folder: Path) -> int:
    """How many lines the journal has."""
    return (folder / ".cem-batch.jsonl").read_text(encoding="utf-8").count("\n")


def test_the_next_run_knows_what_was_flushed(tmp_path: Path) -> None:
    """And nothing that was not."""
    a_memory(tmp_path, "a.yaml").keep_report("lost", "digest", "made from")

    memory = recalled(tmp_path)

    assert known(memory) == Judgement("key", "rests on", "")
    assert list(memory.records(["a.yaml"])) == [("a.yaml", a_record("a.yaml"))]
    assert memory.made_from("a.yaml.pdf", "digest of a.yaml") == "made from"
    assert (memory.judgement("b.yaml"), memory.made_from("a.yaml.pdf", "another")) == (None, None)
    assert list(memory.reports) == ["a.yaml.pdf"]


def test_a_torn_line_costs_only_itself(tmp_path: Path) -> None:
    """The next line does not become a part of it."""
    a_memory(tmp_path, "a.yaml")
    journal = tmp_path / ".cem-batch.jsonl"
    journal.write_bytes(journal.read_bytes()[:-9])

    a_memory(tmp_path, "b.yaml")

    memory = recalled(tmp_path)
    assert memory.judgement("a.yaml") is not None
    assert memory.judgement("b.yaml") is not None
    assert list(memory.reports) == ["b.yaml.pdf"]


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"key"', b'"kex"'), (b'"questionnaire":""', b'"questionnaire":7'), (b'"not-yaml"', b"[]"), (b'"}\n', b"}\n")],
)
def test_a_line_that_was_edited_is_none_of_ours(tmp_path: Path, old: bytes, new: bytes) -> None:
    """Its file is judged again, and what follows from it can be nothing odd."""
    a_memory(tmp_path, "a.yaml")
    journal = tmp_path / ".cem-batch.jsonl"
    journal.write_bytes(journal.read_bytes().replace(old, new, 1))

    assert recalled(tmp_path).judgement("a.yaml") is None


def test_a_report_of_an_edited_line_is_none_of_ours(tmp_path: Path) -> None:
    """So that nobody's file is overwritten because of a slip."""
    a_memory(tmp_path, "a.yaml")
    journal = tmp_path / ".cem-batch.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"digest of a", b"digest of b"))

    assert list(recalled(tmp_path).reports) == []


@pytest.mark.parametrize("content", [b"", b"{}\n", b"x" * 4096])
def test_a_journal_that_others_change_during_the_run_is_said(tmp_path: Path, content: bytes) -> None:
    """Nothing is made of what stands there now."""
    memory = a_memory(tmp_path, "a.yaml")
    (tmp_path / ".cem-batch.jsonl").write_bytes(content)

    with pytest.raises(NotSaved, match="somebody has changed it in the meantime"):
        list(memory.records(["a.yaml"]))


def test_the_last_judgement_of_a_file_counts_and_all_bytes_of_ours_are_ours(tmp_path: Path) -> None:
    """A report that was written anew may be there in either state after a kill."""
    memory = a_memory(tmp_path, "a.yaml")
    memory.keep_judgement("a.yaml", Judgement("new key", "rests on", ""), written(a_record("a.yaml")).text)
    memory.keep_report("a.yaml.pdf", "new digest", "made from new")
    memory.flush()

    found = recalled(tmp_path)

    assert known(found) == Judgement("new key", "rests on", "")
    assert found.made_from("a.yaml.pdf", "digest of a.yaml") == "made from"
    assert found.made_from("a.yaml.pdf", "new digest") == "made from new"


def test_compacting_forgets_what_is_of_no_use(tmp_path: Path) -> None:
    """Answers that are gone, reports that are gone, and what stood where there is something new."""
    a_memory(tmp_path, "a.yaml", "b.yaml", "c.yaml")
    memory = recalled(tmp_path)
    memory.keep_report("a.yaml.pdf", "new digest", "made from new")
    memory.flush()

    memory.compact({"a.yaml", "c.yaml"}, {"a.yaml.pdf": "new digest"}, {"b.yaml.pdf"})

    found = recalled(tmp_path)
    assert [found.judgement(f"{name}.yaml") is not None for name in "abc"] == [True, False, True]
    assert found.made_from("a.yaml.pdf", "digest of a.yaml") is None
    assert found.made_from("a.yaml.pdf", "new digest") == "made from new"
    assert found.made_from("c.yaml.pdf", "digest of c.yaml") == "made from"
    assert lines(tmp_path) == 4


def test_a_journal_without_anything_to_forget_is_not_written_anew(tmp_path: Path) -> None:
    """It may be large."""
    memory = a_memory(tmp_path, "a.yaml")
    before = (tmp_path / ".cem-batch.jsonl").stat()

    memory.compact({"a.yaml"}, {"a.yaml.pdf": "digest of a.yaml"}, set())

    assert (tmp_path / ".cem-batch.jsonl").stat() == before
