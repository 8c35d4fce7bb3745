"""The door *save*: whole or not at all, durable, private, one at a time."""

import errno
import itertools
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cem_maturity.adapters.disk import (
    LIMIT,
    ChangedMeanwhile,
    NotSaved,
    fingerprint_of,
    hold,
    read_text,
    save,
    save_text,
)

CALLS = ["stat", "open", "write", "ftruncate", "fstat", "fchmod", "fsync", "close", "replace"]
"""What a save asks of the system; each is made to fail below."""


@pytest.fixture
def umask_of_zero() -> Iterator[None]:
    """A user who lets everyone read everything."""
    old = os.umask(0)
    yield
    os.umask(old)


def permissions(path: Path) -> int:
    """The mode bits of the file at *path*."""
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    """All that stands in *folder*, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def test_a_save_leaves_the_content_and_nothing_else(tmp_path: Path) -> None:
    """Neither the temporary file nor the lock stays behind, for a new file and for an old one."""
    path = tmp_path / "a.yaml"

    save(path, b"one")
    save(path, b"two")

    assert (path.read_bytes(), names(tmp_path)) == (b"two", ["a.yaml"])


@pytest.mark.usefixtures("umask_of_zero")
def test_a_new_private_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Whatever the user's umask; a report follows the umask."""
    save(tmp_path / "answers.yaml", b"", private=True)
    save(tmp_path / "report.html", b"")

    assert permissions(tmp_path / "answers.yaml") == 0o600
    assert permissions(tmp_path / "report.html") == 0o666


@pytest.mark.parametrize("private", [True, False])
def test_an_old_file_keeps_its_mode_and_owner(tmp_path: Path, private: bool) -> None:
    """Who shared a file on purpose finds it shared."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 12345, 54321)
    before = path.stat()

    save(path, b"new", private=private)

    after = path.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def test_a_group_that_cannot_be_kept_gains_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file falls to our own group, which was never meant to read it."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o660)
    real = os.fstat
    monkeypatch.setattr(os, "fchown", refuse)
    monkeypatch.setattr(os, "fstat", lambda handle: _of_another_group(real(handle)))

    save(path, b"new")

    assert permissions(path) == 0o600


def _of_another_group(found: os.stat_result) -> os.stat_result:
    fields = list(found)
    fields[stat.ST_GID] += 1
    return os.stat_result(fields)


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    """A relative link into another folder; the temporary file stands beside the real one."""
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "a.yaml"
    real.write_bytes(b"old")
    link = tmp_path / "link.yaml"
    link.symlink_to("real/a.yaml")

    save(link, b"new")

    assert (link.is_symlink(), real.read_bytes(), names(tmp_path / "real")) == (True, b"new", ["a.yaml"])


def test_a_link_to_a_file_not_yet_there_makes_it(tmp_path: Path) -> None:
    """The link stays a link."""
    link = tmp_path / "link.yaml"
    link.symlink_to("new.yaml")

    save(link, b"new")

    assert (link.is_symlink(), (tmp_path / "new.yaml").read_bytes()) == (True, b"new")


def test_a_name_of_255_bytes_can_be_saved(tmp_path: Path) -> None:
    """The hidden names beside it are shortened."""
    path = tmp_path / ("ж" * 127 + "a")

    save(path, b"new")

    assert (path.read_bytes(), names(tmp_path)) == (b"new", [path.name])


def test_what_a_dead_program_left_behind_is_reused(tmp_path: Path) -> None:
    """A leftover temporary file is replaced, even a link that someone planted in its place."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (tmp_path / ".a.yaml.tmp").symlink_to(victim)
    (tmp_path / ".a.yaml.lock").write_text("1\nelsewhere\n2026-01-01T00:00:00+00:00\n")

    save(tmp_path / "a.yaml", b"new")

    assert (victim.read_bytes(), names(tmp_path)) == (b"mine", ["a.yaml", "victim"])


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("call", CALLS)
def test_a_save_that_fails_is_said_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int
) -> None:
    """Whichever call fails, at whichever time: told as NotSaved, the file whole, nothing left beside it.

    Only once the new file has its name, the folder alone being not yet durable, is the new content there.
    """
    path = tmp_path / "a.yaml"
    outcomes = []
    for failing in itertools.count(1):
        path.write_bytes(b"old")
        fault = Fault(call, failing, error)
        with monkeypatch.context() as patch:
            fault.install(patch)
            try:
                save(path, b"new")
            except NotSaved as refusal:
                outcomes.append(str(refusal))
            else:
                outcomes.append("")
        if not fault.struck:
            break
        (tmp_path / ".a.yaml.lock").unlink(missing_ok=True)
        assert (path.read_bytes(), names(tmp_path)) == (b"new" if fault.renamed else b"old", ["a.yaml"])
        assert fault.renamed or outcomes[-1].startswith(f"{path} was not saved: ")

    assert len(outcomes) > 1
    assert outcomes[-1] == ""


class Fault:
    """A system that fails at one call of that name."""

    def __init__(self, call: str, failing: int, error: int) -> None:
        self.call, self.left, self.error = call, failing, error
        self.struck = False
        self.renamed = False

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Put it between the program and the system."""
        replace = os.replace

        def note_and_replace(*arguments: str) -> None:
            replace(*arguments)
            self.renamed = True

        patch.setattr(os, "replace", note_and_replace)
        real = getattr(os, self.call)

        def call(*arguments: object, **options: object) -> object:
            self.left -= 1
            if self.left:
                return real(*arguments, **options)
            self.struck = True
            if self.call == "close":
                real(*arguments)
            raise OSError(self.error, os.strerror(self.error))

        patch.setattr(os, self.call, call)


def test_a_write_cut_short_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system may take one byte at a time."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, rest: real(handle, bytes(rest)[:1]))

    save(tmp_path / "a.yaml", b"every byte")

    assert (tmp_path / "a.yaml").read_bytes() == b"every byte"


def test_a_folder_that_cannot_be_made_durable_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network folders refuse to sync a folder; the file itself is safe."""
    real = os.fsync

    def refuse_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", refuse_folders)

    save(tmp_path / "a.yaml", b"new")

    assert (tmp_path / "a.yaml").read_bytes() == b"new"


def test_a_limit_on_file_sizes_keeps_the_old_file(tmp_path: Path) -> None:
    """`ulimit -f` fails the write itself; the old content stays and the reason is told."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    ended = a_child(
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: save(path, b'n' * 10_000)\n"
        "except NotSaved as error: print(error)\n",
        path,
    )

    assert ended.stdout == f"{path} was not saved: File too large\n"
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a.yaml"])


def test_a_device_or_a_folder_is_no_place_to_save(tmp_path: Path) -> None:
    """Neither is replaced by a file."""
    os.mkfifo(tmp_path / "pipe")

    for path in (Path("/dev/full"), tmp_path, tmp_path / "pipe", tmp_path / "no folder" / "a.yaml", Path("a\0b")):
        with pytest.raises(NotSaved):
            save(path, b"new")
    assert Path("/dev/full").is_char_device()
    assert names(tmp_path) == ["pipe"]


def test_a_folder_that_is_read_only_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the file and the system's reason."""
    (tmp_path / "locked").mkdir(mode=0o500)
    path = tmp_path / "locked" / "a.yaml"
    if os.geteuid() == 0:  # the administrator may write anywhere: let the system say no itself

        def refuse(*_: object) -> int:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(NotSaved, match=r"a\.yaml was not saved: Permission denied"):
        save(path, b"new")


KILLED_AT = """
import os, signal
def stop_before(name):
    real = getattr(os, name)
    def call(*arguments, **options):
        global left
        left -= 1
        if not left: os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    setattr(os, name, call)
left = {left}
for name in {calls}: stop_before(name)
save(path, b"new" * 1000)
"""


def test_a_kill_between_any_two_calls_leaves_a_whole_file(tmp_path: Path) -> None:
    """The old content or the new one, never a part; and the next save works."""
    path = tmp_path / "a.yaml"
    left = 0
    while True:
        left += 1
        path.write_bytes(b"old")

        ended = a_child(KILLED_AT.format(left=left, calls=CALLS), path)

        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        assert path.read_bytes() in (b"old", b"new" * 1000)
        save(path, b"after")
        assert (path.read_bytes(), names(tmp_path)) == (b"after", ["a.yaml"])
    assert left > len(CALLS)


def test_save_text_refuses_what_read_text_would_refuse(tmp_path: Path) -> None:
    """At the limits: 4 MiB pass and one byte more does not; no control character, no half of a pair."""
    path = tmp_path / "a.yaml"
    save_text(path, "я" * (LIMIT // 2))

    refused = ["я" * (LIMIT // 2) + "a", "\x1b[2J", "\ufffe", "\ud800"]
    for text in refused:
        with pytest.raises(NotSaved):
            save_text(path, text)
    assert read_text(path) == "я" * (LIMIT // 2)


def a_child(program: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Another process that ran *program* on *path*."""
    lines = "from pathlib import Path\nfrom cem_maturity.adapters.disk import *\nimport sys\npath = Path(sys.argv[1])\n"
    return subprocess.run(
        [sys.executable, "-c", lines + program, str(path)], capture_output=True, text=True, check=False, timeout=60
    )


def test_our_own_saves_pass_our_lock(tmp_path: Path) -> None:
    """Who holds a file saves it as often as they like; the lock's file goes with the hold."""
    path = tmp_path / "a.yaml"

    with hold(path):
        save(path, b"one")
        save(path, b"two")
        during = names(tmp_path)

    assert (path.read_bytes(), during, names(tmp_path)) == (b"two", [".a.yaml.lock", "a.yaml"], ["a.yaml"])


def test_what_somebody_else_has_written_in_between_stays(tmp_path: Path) -> None:
    """A save over a known text replaces that text alone; over nothing known, it makes a file and replaces none."""
    path = tmp_path / "a.yaml"
    known = {fingerprint_of(b"one")}

    save_text(path, "one", over=set())
    save_text(path, "two", over=known)
    with pytest.raises(ChangedMeanwhile):
        save_text(path, "three", over=known)

    assert (path.read_bytes(), names(tmp_path)) == (b"two", ["a.yaml"])


def test_a_file_that_cannot_be_compared_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may hold what somebody else has written."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")
    real = os.open

    def refuse_reading(name: Path, flags: int, mode: int = 0o777) -> int:
        if Path(name) == path and not flags & os.O_WRONLY:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(name, flags, mode)

    monkeypatch.setattr(os, "open", refuse_reading)

    with pytest.raises(NotSaved, match="Input/output error"):
        save_text(path, "ours", over={fingerprint_of(b"mine")})
    monkeypatch.undo()

    assert (path.read_bytes(), names(tmp_path)) == (b"theirs", ["a.yaml"])


def test_a_lock_that_cannot_be_signed_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk there is room for its name, and not for who holds it."""

    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", refuse)

    with pytest.raises(NotSaved, match="No space left"):
        save(tmp_path / "a.yaml", b"new")

    assert names(tmp_path) == []
