"""Whatever a command writes: when any of its calls fails or is its last, there are the old bytes or the new, whole.

Promises 1, 2 and 9 of docs/trust.md for reports, workbooks, pages, plans and documents.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from cem_maturity.adapters.bundled import examples
from tests.crash.faults import CHANGING, ERRORS, Fault, around, beside, calls, faults_in, run, share
from tests.domain.strategies import THOROUGH

CASE = examples() / "cinema" / "answers.yaml"
OTHER = examples() / "attachment" / "answers.yaml"
OLD = b"what was there before"


@dataclass(frozen=True)
class Work:
    """A command that writes."""

    arguments: Sequence[str]
    """With {folder} for the one in which it writes."""
    target: str
    is_new: bool = False
    """Whether it writes over nothing."""
    from_answers: bool = False
    """Whether it changes the answers that it reads."""
    files: tuple[str, ...] = ()
    """What it writes where the target is a folder."""

    def prepare(self, folder: Path) -> None:
        """The folder before the command."""
        folder.mkdir(parents=True)
        if self.from_answers:
            shutil.copy(CASE, folder / self.target)
        elif not self.is_new:
            (folder / self.target).write_bytes(OLD)

    def watched(self, folder: Path) -> list[Path]:
        """All paths on which its calls matter."""
        if self.files:
            inside = [folder / self.target / name for name in self.files]
            return [folder / self.target, *around(*inside), folder]
        return around(folder / self.target)

    def given(self, folder: Path) -> list[str]:
        """Its arguments for that folder."""
        return [one.format(folder=folder, case=CASE) for one in self.arguments]


def written(folder: Path) -> Mapping[str, bytes]:
    """All that stands in the *folder*, but what a killed program may leave there: a temporary file and a lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (path.name.startswith(".") and path.suffix in (".tmp", ".lock"))
    }


def report(name: str, *more: str) -> Work:
    """`cem report` in the format of that name's suffix."""
    return Work(["report", "{case}", "-o", f"{{folder}}/{name}", *more], name)


TEMPLATES = ("template.yaml", "report.html.j2")
WORKS = {
    "markdown": report("r.md"),
    "html": report("r.html"),
    "json": report("r.json"),
    "workbook": report("r.xlsx"),
    "pdf": report("r.pdf", "--kind", "executive"),
    "outward": report("r.html", "--kind", "outward"),
    "comparison": Work(["compare", "{case}", str(OTHER), "--by", "unit", "-o", "{folder}/c.html"], "c.html"),
    "sheets": Work(["print", "--kind", "cards", "--format", "html", "-o", "{folder}/p.html"], "p.html"),
    "plan kept": Work(["plan", "{folder}/a.yaml", "--keep"], "a.yaml", from_answers=True),
    "follow-up": Work(["follow-up", "{case}", "-o", "{folder}/f.md"], "f.md", is_new=True),
    "new brand": Work(["new", "brand", "-o", "{folder}/b.yaml"], "b.yaml", is_new=True),
}
ALWAYS = ("markdown", "pdf", "plan kept")
CHOSEN = [name for name in WORKS if THOROUGH or name in ALWAYS]


@cache
def undisturbed(name: str) -> tuple[Mapping[str, int], Mapping[str, bytes], Mapping[str, bytes]]:
    """The calls of the command, and what stands in its folder before and afterwards."""
    root = Path(mkdtemp())
    try:
        work, folder = WORKS[name], root / "here"
        work.prepare(folder)
        before = written(folder)
        done = run(work.given(folder), root, work.watched(folder))
        assert done.returncode == 0, done.stderr
        return calls(root), before, written(folder)
    finally:
        shutil.rmtree(root)


@pytest.mark.parametrize("name", CHOSEN)
def test_a_call_that_fails_keeps_the_old_bytes(name: str, tmp_path: Path) -> None:
    """Each in turn: said in one sentence with exit code 5, or of no account, and then the new bytes are there."""
    work = WORKS[name]
    made, before, after = undisturbed(name)
    actions = [f"error={error}" for error in ERRORS]
    for at, fault in enumerate(share(faults_in(made, actions), 2)):
        folder = tmp_path / str(at) / "here"
        work.prepare(folder)

        done = run(work.given(folder), folder.parent, work.watched(folder), fault)

        assert done.returncode in (0, 1, 2, 5), (fault, done)
        assert "Traceback" not in done.stderr, (fault, done.stderr)
        there = written(folder)
        if done.returncode == 0:
            assert there == after, fault
        else:
            assert there in ([before] if not is_at_the_end(fault) else [before, after]), (fault, done.stderr)
            assert done.stderr.count("\n") >= 1, fault
        temporary, lock = beside(folder / work.target)
        assert fault.call == "unlink" or not temporary.exists(), fault
        assert not (fault.call.startswith(CHANGING) and lock.exists()), fault  # else it may be somebody else's


def is_at_the_end(fault: Fault) -> bool:
    """Whether it may strike after the rename, when only the folder is not yet durable."""
    return fault.call in ("openat", "open", "fsync", "close", "stat", "newfstatat", "fstat", "lseek", "ioctl")


@pytest.mark.parametrize("name", CHOSEN)
def test_a_kill_at_a_call_leaves_a_whole_file(name: str, tmp_path: Path) -> None:
    """Each in turn: the old bytes or the new; and the same command does it afterwards."""
    work = WORKS[name]
    made, before, after = undisturbed(name)
    for at, fault in enumerate(share(faults_in(made, ["signal=SIGKILL"]), 1)):
        folder = tmp_path / str(at) / "here"
        work.prepare(folder)

        killed = run(work.given(folder), folder.parent, work.watched(folder), fault)

        there = written(folder)
        assert (killed.returncode, there in (before, after)) == (-9, True), (fault, killed)
        if there == before or not work.is_new:
            again = run(work.given(folder), folder.parent, work.watched(folder))
            assert (again.returncode, written(folder)) == (0, after), (fault, again)
            assert not [path for path in beside(folder / work.target) if path.exists()], fault
