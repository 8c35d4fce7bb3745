"""A disk that is full, a folder that may only be read, files that may not grow: promise 2, with no fault injected.

The disk is a tiny one in memory, seen by the program alone (`unshare`, `mount`). Where the system does not let us have
one, a limit on the size of files takes its place, and nothing of these tests is left out.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cem_maturity.adapters.bundled import examples
from tests.crash.faults import INSIDE, around, surroundings
from tests.crash.interviews import LINES, ORDER, Room, begun, held, the_questionnaire

CASE = str(examples() / "cinema" / "answers.yaml")
PROGRAM = [sys.executable, "-P", "-m", "cem_maturity"]
IN_A_NAMESPACE = ["unshare", "--mount", "--user", "--map-root-user"]
SIZE = "48k"
OLD = b"what was there before"


@cache
def namespaces() -> list[str]:
    """What gives a program a view of its own of the disks; nothing where the system does not let us."""
    for words in (["unshare", "--mount"], IN_A_NAMESPACE):
        tried = [*words, "sh", "-c", "mount -t tmpfs -o size=16k tmpfs /mnt && exit 77"]
        if shutil.which("unshare") and subprocess.run(tried, capture_output=True, check=False).returncode == 77:
            return words
    return []


class Disk(NamedTuple):
    """A tiny disk, or where there is none to be had, a folder."""

    folder: Path
    """As the program is told of it."""
    seen: Path
    """As we see it."""
    inside: Sequence[str]
    """What a command begins with that shall see it."""

    def fill(self) -> None:
        """Leave no room on it."""
        with (self.seen / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 1024)
            except OSError:
                return

    def empty(self) -> None:
        """Leave room on it."""
        (self.seen / "filler").unlink()


@contextmanager
def a_disk(folder: Path) -> Iterator[Disk]:
    """A disk of SIZE at `disk` in the *folder*, kept by a process in whose view it is."""
    place = folder / "disk"
    place.mkdir()
    mount = f'mount -t tmpfs -o size={SIZE} tmpfs "$0" && echo ready && exec sleep 600'
    keeper = subprocess.Popen([*namespaces(), "sh", "-c", mount, str(place)], stdout=subprocess.PIPE)
    try:
        assert keeper.stdout is not None
        assert keeper.stdout.readline() == b"ready\n"
        pid = str(keeper.pid)
        enter = ["nsenter", "--target", pid, "--mount", *(["--user"] if len(namespaces()) > 2 else [])]
        yield Disk(place, Path(f"/proc/{pid}/root") / place.relative_to("/"), enter)
    finally:
        keeper.kill()
        keeper.wait()


def cut_to(kilobytes: int) -> list[str]:
    """What a command begins with that may write no file longer than that."""
    return ["sh", "-c", f'ulimit -f {kilobytes * 2} 2>/dev/null; exec "$@"', "sh"]


def run(
    before: Sequence[str], *arguments: str, folder: Path, said: str = "", program: Sequence[str] = PROGRAM
) -> subprocess.CompletedProcess[str]:
    """The command, begun with the words *before*."""
    return subprocess.run(
        [*before, *program, *arguments],
        cwd=folder,
        input=said,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env=surroundings(),
    )


def test_a_report_that_finds_no_room_leaves_the_old_one(tmp_path: Path) -> None:
    """As HTML, Markdown, workbook: one sentence, exit code 5, and nothing beside it."""
    for name in ("r.html", "r.md", "r.xlsx"):
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        if namespaces():
            with a_disk(folder) as disk:
                (disk.seen / name).write_bytes(OLD)
                disk.fill()

                done = run(disk.inside, "report", CASE, "-o", str(disk.folder / name), folder=folder)

                there = {path.name: path.read_bytes() for path in disk.seen.iterdir() if path.name != "filler"}
            reason = "No space left on device"
        else:
            (folder / name).write_bytes(OLD)
            done = run(cut_to(4), "report", CASE, "-o", str(folder / name), folder=folder)
            there = {path.name: path.read_bytes() for path in folder.iterdir()}
            reason = "File too large"
        assert (done.returncode, there) == (5, {name: OLD}), (name, done.stderr)
        assert done.stderr.endswith(f"{name} was not saved: {reason}\n"), done.stderr


def test_an_interview_goes_on_while_the_disk_is_full_and_makes_it_good(tmp_path: Path) -> None:
    """It says NOT SAVED, takes answers all the same, and saves them all once there is room."""
    the_questionnaire(tmp_path)
    if not namespaces():
        _with_files_cut_short(tmp_path)
        return
    with a_disk(tmp_path) as disk:
        path = begun(disk.seen)
        command = [*disk.inside, "sh", "-c", 'cd "$0" && exec "$@"', str(tmp_path), *PROGRAM]
        room = Room(tmp_path, [*command, "interview", "--questionnaire", "small.yaml", str(disk.folder / path.name)])
        room.goes_on(1)
        disk.fill()
        room.terminal.waits(room.answers_until_trouble, "trouble")
        while_full = held(path)
        told = room.terminal.text
        room.goes_on(6)
        acknowledged_while_full = room.acknowledged
        disk.empty()
        room.goes_on()
        room.answers()

        assert (while_full[:1], acknowledged_while_full) == (["voice.alpha"], 1)
        assert "No space left on device" in " ".join(told.split())
        assert (room.ends(), held(path)) == (0, list(ORDER))
        room.terminal.close()


def _with_files_cut_short(folder: Path) -> None:
    """The same where there is no disk to be had: what was acknowledged before stays, the rest is told to be lost."""
    path = begun(folder)
    long_note = "n " + "x" * 3000
    said = "".join(f"{line}\n" for line in (LINES[0], long_note, *LINES[2:]))
    words = ["interview", "--plain", "--questionnaire", "small.yaml", "a.yaml"]
    done = run(cut_to(1), *words, folder=folder, said=said)
    assert (done.returncode, held(path)) == (5, ["voice.alpha"]), done.stderr
    assert "NOT SAVED. a.yaml was not saved: File too large" in done.stdout


def test_files_that_may_not_grow_keep_what_was_acknowledged(tmp_path: Path) -> None:
    """`ulimit -f`: the answers before a long note stay, and the last words tell how many."""
    the_questionnaire(tmp_path)

    _with_files_cut_short(tmp_path)


def test_a_folder_that_may_only_be_read_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    """Interview, report and batch: a sentence, exit code 5, nothing changed."""
    the_questionnaire(tmp_path)
    place = tmp_path / "disk"
    if namespaces():
        with a_disk(tmp_path) as disk:
            path = begun(disk.seen)
            remount = [*disk.inside, "mount", "-o", "remount,ro", str(disk.folder)]
            subprocess.run(remount, check=True)
            _refuses(disk.inside, disk.folder, tmp_path, "Read-only file system")
            assert [one.name for one in disk.seen.iterdir()] == [path.name]
    else:
        place.mkdir()
        path = begun(place)
        place.chmod(0o500)
        try:
            _refuses([], place, tmp_path, "Permission denied", _refused(place) if os.geteuid() == 0 else PROGRAM)
        finally:
            place.chmod(0o700)
        assert [one.name for one in place.iterdir()] == [path.name]


def _refused(place: Path) -> list[str]:
    """A program that may not write at *place*: the administrator may write anywhere, so the system is spoken for."""
    files = around(place / "a.yaml", place / "r.md", place / "out")
    told = {"log": os.devnull, "watched": [str(file) for file in files], "fault": ["*", 1, "error=EACCES", True]}
    return [*INSIDE, json.dumps(told)]


def _refuses(before: Sequence[str], place: Path, folder: Path, reason: str, program: Sequence[str] = PROGRAM) -> None:
    file = place / "a.yaml"
    words = ["--plain", "--questionnaire", "small.yaml", str(file)]
    asked = run(before, "interview", *words, folder=folder, said="2\n", program=program)
    reported = run(before, "report", CASE, "-o", str(place / "r.md"), folder=folder, program=program)
    batch = run(before, "batch", CASE, "-o", str(place / "out"), "--format", "none", folder=folder, program=program)

    assert (asked.returncode, asked.stdout) == (5, ""), asked
    assert asked.stderr == f"{file} was not saved: {reason}\n"
    assert (reported.returncode, reported.stderr) == (5, f"{place / 'r.md'} was not saved: {reason}\n")
    assert (batch.returncode, batch.stdout) == (5, ""), batch
    assert reason in batch.stderr


def test_a_batch_that_finds_no_room_is_done_once_there_is_some(tmp_path: Path) -> None:
    """It says so, tears nothing, and the same command then leaves what it leaves elsewhere."""
    answers = tmp_path / "shops"
    answers.mkdir()
    the_questionnaire(tmp_path)
    for number in range(3):
        shutil.copy(begun(tmp_path), answers / f"{number}.yaml")
    words = ["batch", "shops", "--format", "md", "--partial", "--questionnaire", "small.yaml", "--quiet", "-o"]
    whole = run([], *words, str(tmp_path / "whole"), folder=tmp_path)
    expected = _contents(tmp_path / "whole")

    if namespaces():
        with a_disk(tmp_path) as disk:
            full = run(
                [*disk.inside, "sh", "-c", 'cd "$0" && exec "$@"', str(tmp_path)],
                *words,
                str(disk.folder / "out"),
                folder=tmp_path,
            )
            torn = {name for name, content in _contents(disk.seen / "out").items() if expected.get(name) != content}
            subprocess.run([*disk.inside, "mount", "-o", "remount,size=16m", str(disk.folder)], check=True)
            again = run(
                [*disk.inside, "sh", "-c", 'cd "$0" && exec "$@"', str(tmp_path)],
                *words,
                str(disk.folder / "out"),
                folder=tmp_path,
            )
            there = _contents(disk.seen / "out")
    else:
        full = run(cut_to(8), *words, str(tmp_path / "out"), folder=tmp_path)
        torn = {name for name, content in _contents(tmp_path / "out").items() if expected.get(name) != content}
        again = run([], *words, str(tmp_path / "out"), folder=tmp_path)
        there = _contents(tmp_path / "out")

    assert (whole.returncode, full.returncode, again.returncode) == (0, 5, 0), (full, again)
    assert (torn, "Traceback" in full.stderr) == (set(), False), full.stderr
    assert there == expected


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
