"""A batch when a call on what it writes fails, or is its last: promises 1, 2 and 9 for reports, portfolio and journal.

Whatever happened, no file is torn, and the same command afterwards leaves the same bytes as a run that nothing
disturbed.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cli.batches import a_unit, contents, the_questionnaire
from tests.crash.faults import ERRORS, Fault, around, calls, faults_in, run, share

REPORTS = ("acme--north.md", "acme--south.md")
PORTFOLIO = ("portfolio.html", "portfolio.csv", "portfolio.json", "portfolio.xlsx")


def prepared(folder: Path) -> Path:
    """Two shops of which one has changed since a first run, in *folder*; where the run writes."""
    folder.mkdir(parents=True, exist_ok=True)
    the_questionnaire(folder)
    a_unit(folder / "shops", "north.yaml", "321")
    a_unit(folder / "shops", "south.yaml", "333")
    for name, content in first_run().items():
        file = folder / "out" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder / "out"


@cache
def first_run() -> Mapping[str, bytes]:
    """All that a first run leaves, its journal with it, when one of the shops stood lower."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        the_questionnaire(folder)
        a_unit(folder / "shops", "north.yaml", "321")
        a_unit(folder / "shops", "south.yaml", "111")
        done = run(arguments(), folder, [])
        assert done.returncode == 0, done.stderr
        files = [path for path in (folder / "out").rglob("*") if path.is_file()]
        return {path.relative_to(folder / "out").as_posix(): path.read_bytes() for path in files}


def arguments() -> list[str]:
    """Of a batch that does all its work in one process, so that every call comes in the same order."""
    return ["batch", "shops", "-o", "out", "--format", "md", "--workers", "1", "--questionnaire", "small.yaml"]


def watched(out: Path) -> list[Path]:
    """All paths that it writes at: as the system knows them, and as they were given."""
    files = [*(out / "reports" / name for name in REPORTS), *(out / name for name in (*PORTFOLIO, ".cem-batch.jsonl"))]
    real = around(*files)
    return [*real, *(path.relative_to(out.parent) for path in real if path != out.parent)]


@cache
def undisturbed() -> tuple[Mapping[str, int], Mapping[str, bytes], Mapping[str, bytes]]:
    """The calls of the second run, and what is there before and after it."""
    with TemporaryDirectory() as name:
        out = prepared(Path(name))
        before = contents(out)
        done = run(arguments(), out.parent, watched(out))
        assert done.returncode == 0, done.stderr
        return calls(out.parent), before, contents(out)


def torn(out: Path) -> list[str]:
    """The files that are neither as before nor as afterwards."""
    _, before, after = undisturbed()
    return [name for name, content in contents(out).items() if content not in (before.get(name), after.get(name))]


def is_whole(out: Path) -> bool:
    """Whether all four files of the portfolio can be read to their end."""
    page, table, values, workbook = ((out / name).read_bytes() for name in PORTFOLIO)
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        sound = parts.testzip() is None
    return sound and page.rstrip().endswith(b"</html>") and table.endswith(b"\n") and "units" in json.loads(values)


def test_a_call_that_fails_tears_nothing_and_the_next_run_makes_it_good(tmp_path: Path) -> None:
    """It is said in sentences, with the exit code for a batch that did not do all."""
    made, before, after = undisturbed()
    assert before != after
    for at, fault in enumerate(share(faults_in(made, [f"error={error}" for error in ERRORS]), 3)):
        out = prepared(tmp_path / str(at))

        done = run(arguments(), out.parent, watched(out), fault)

        assert "Traceback" not in done.stderr, (fault, done.stderr)
        assert done.returncode in (0, 1, 4, 5), (fault, done)
        # A portfolio tells of the report that could not be made, and then has bytes of its own.
        assert [name for name in torn(out) if name not in PORTFOLIO] == [], fault
        assert (done.returncode == 4 and is_whole(out)) or torn(out) == [], fault
        if done.returncode == 0:
            assert contents(out) == after, (fault, done.stderr)
        _is_made_good(out, fault)


def test_a_kill_at_a_call_tears_nothing_and_the_next_run_makes_it_good(tmp_path: Path) -> None:
    """Each in turn, in the journal, the reports and the portfolio."""
    made, _, _ = undisturbed()
    for at, fault in enumerate(share(faults_in(made, ["signal=SIGKILL"]), 2)):
        out = prepared(tmp_path / str(at))

        killed = run(arguments(), out.parent, watched(out), fault)

        assert killed.returncode == -9, (fault, killed)
        assert torn(out) == [], fault
        _is_made_good(out, fault)


def _is_made_good(out: Path, fault: Fault) -> None:
    again = run(arguments(), out.parent, [])
    assert (again.returncode, contents(out)) == (0, undisturbed()[2]), (fault, again)
    left = [path.name for path in out.rglob(".*") if path.suffix in (".tmp", ".lock")]
    assert left == [], fault
