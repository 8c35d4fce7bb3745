"""The door *save*: a file is replaced whole, by one program at a time, or stays as it was."""

import errno
import os
import stat
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path

from cem_maturity.adapters.disk.loading import LIMIT, Unreadable, fingerprint_at, let_go, text_of
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.problem import CemMaturityError

_LONGEST_NAME = 255
"""Bytes in a file's name, on every file system that matters to us."""

_CANNOT_LOCK = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""Network folders without locks: better unlocked than not at all."""

_CANNOT_FSYNC_FOLDER = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF}

_held: set[Path] = set()
"""The sidecars that this process holds; its own saves pass."""


class NotSaved(CemMaturityError):
    """A save that did not happen; what was on the disk is still there."""

    def __init__(self, message: Message) -> None:
        super().__init__(speak(SOURCE).say(message))
        self.message = message


class HeldElsewhere(CemMaturityError):
    """A file that another program has open for writing."""

    def __init__(self, message: Message) -> None:
        super().__init__(speak(SOURCE).say(message))
        self.message = message


class ChangedMeanwhile(CemMaturityError):
    """A save that did not happen since something stands at its place that somebody else has written."""


def save_text(path: Path, text: str, *, private: bool = False, over: Collection[str] | None = None) -> None:
    """Save a document that `read_text` will read again; raises NotSaved where it would refuse it.

    Where *over* is given, what stands there may have one of these fingerprints, or have gone; else this raises
    ChangedMeanwhile and leaves it. That is looked at once the new bytes are on the disk, so that hardly a moment is
    left for somebody else to write in.
    """
    try:
        content = text.encode("utf-8")
        text_of(content, str(path))
    except UnicodeEncodeError as error:
        raise NotSaved(because(path, Message(N_("it holds half a character, which UTF-8 cannot write")))) from error
    except Unreadable as error:
        if error.problem.code == "file-too-large":
            reason = Message(N_("it would have more than {limit} bytes"), {"limit": LIMIT})
        else:
            reason = Message(N_("it holds the control character {character}"), error.problem.values)
        raise NotSaved(because(path, reason)) from error
    _save(path, content, private, over)


def save(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put *content* at *path*, whole and on the disk, or raise NotSaved and leave what was there.

    A new file is readable by its owner alone when *private*; an old one keeps its mode and owner. Links are followed.
    """
    _save(path, content, private, None)


def _save(path: Path, content: bytes, private: bool, over: Collection[str] | None) -> None:
    try:
        target = _target(path)
        with nullcontext() if _sidecar(target) in _held else hold(path):
            _replace(target, content, private=private, over=over)
    except HeldElsewhere as error:
        raise NotSaved(error.message) from error
    except (OSError, ValueError) as error:
        raise NotSaved(because(path, reason_of(error))) from error


def save_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder *path* with these *files* by their names in it, or raise NotSaved and leave nothing.

    Raises NotSaved too where something is at *path* already.
    """
    made: list[Path] = []
    try:
        for folder in (path, *_folders_in(path, files)):
            os.mkdir(folder)
            made.append(folder)
        for name, content in files.items():
            made.append(path / name)
            _replace(path / name, content, private=False, over=None)
    except OSError as error:
        for one in reversed(made):
            with suppress(OSError):
                os.unlink(one) if one.is_file() else os.rmdir(one)
        raise NotSaved(because(path, reason_of(error))) from error


def make_folder(path: Path) -> None:
    """Make the folder *path*, and those above it, where they are missing; raises NotSaved."""
    try:
        os.makedirs(path, exist_ok=True)
    except FileExistsError as error:
        raise NotSaved(because(path, Message(N_("a file or link that is no folder has this name")))) from error
    except (OSError, ValueError) as error:
        raise NotSaved(because(path, reason_of(error))) from error


def _folders_in(path: Path, files: Mapping[str, bytes]) -> list[Path]:
    """The folders that *files* need below *path*, outer ones first."""
    found = {path / above for name in files for above in Path(name).parents}
    return sorted(found - {path})


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Keep every other program from writing *path*; raises HeldElsewhere with its number, computer and time.

    The lock is on a hidden file beside *path* and ends with the process, however that ends. Raises NotSaved where no
    file can be written beside *path*.
    """
    try:
        sidecar = _sidecar(_target(path))
        handle = _take(sidecar, path)
    except (OSError, ValueError) as error:
        raise NotSaved(because(path, reason_of(error))) from error
    _held.add(sidecar)
    try:
        yield
    finally:
        _held.discard(sidecar)
        with suppress(OSError):
            os.unlink(sidecar)  # while the lock is held: whoever waits for it sees that the name has gone
        let_go(handle)


def _target(path: Path) -> Path:
    """The file that *path* leads to; raises OSError when nothing can be put there."""
    target = Path(os.path.realpath(path))
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return target
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "Not a regular file")
    return target


def _replace(target: Path, content: bytes, *, private: bool, over: Collection[str] | None) -> None:
    """Write beside *target*, then rename; raises OSError, and ChangedMeanwhile where it is not *over* one of these."""
    temporary = _beside(target, ".tmp")
    try:
        old = os.stat(target)
    except FileNotFoundError:
        old = None
    with suppress(FileNotFoundError):
        os.unlink(temporary)
    mode = 0o600 if private or old else 0o666
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
            if old:
                _keep_owner_and_mode(handle, old)
            os.fsync(handle)
        finally:
            os.close(handle)
        if over is not None and fingerprint_at(target) not in ("", *over):
            raise ChangedMeanwhile
        _rename(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _fsync_folder(target.parent)


def _keep_owner_and_mode(handle: int, old: os.stat_result) -> None:
    """Give the new file what the *old* one had, as far as the system lets us; never more readers."""
    if sys.platform == "win32":
        return
    mode = stat.S_IMODE(old.st_mode)
    new = os.fstat(handle)
    if new.st_gid != old.st_gid:
        try:
            os.fchown(handle, -1, old.st_gid)
        except PermissionError:
            mode &= ~stat.S_IRWXG
    if new.st_uid != old.st_uid:
        with suppress(PermissionError):
            os.fchown(handle, old.st_uid, -1)
    os.fchmod(handle, mode)


def _rename(temporary: Path, target: Path) -> None:
    """Put *temporary* in the place of *target*; on Windows others may have it open for a moment."""
    tries = 10 if sys.platform == "win32" else 1
    for left in reversed(range(tries)):
        try:
            os.replace(temporary, target)
        except PermissionError:
            if not left:
                raise
            time.sleep(0.05)
        else:
            return


def _fsync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_FSYNC_FOLDER:
            raise
    finally:
        let_go(handle)


def _take(sidecar: Path, path: Path) -> int:
    """A handle that holds the lock; raises HeldElsewhere or OSError."""
    import socket  # only who saves needs the name of the computer

    while True:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(sidecar, flags, 0o666)
        is_ours = False
        try:
            if not _lock(handle):
                raise HeldElsewhere(_holder(handle, path))
            if not _is_still_there(handle, sidecar):
                let_go(handle)
                continue
            is_ours = True
            os.ftruncate(handle, 0)
            now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
            os.write(handle, f"{os.getpid()}\n{socket.gethostname()}\n{now}\n".encode())
        except BaseException:
            if is_ours:  # on a full disk, say
                with suppress(OSError):
                    os.unlink(sidecar)
            let_go(handle)
            raise
        return handle


def _lock(handle: int) -> bool:
    """Whether the lock is ours now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, LIMIT, os.SEEK_SET)  # far behind the text, which stays readable
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno not in _CANNOT_LOCK:
            raise
    return True


def _is_still_there(handle: int, sidecar: Path) -> bool:
    """Whether the name still leads to the file that we locked: its last holder may just have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(sidecar))
    except FileNotFoundError:
        return False


def _holder(handle: int, path: Path) -> Message:
    """Who holds the lock, as they wrote it down."""
    os.lseek(handle, 0, os.SEEK_SET)
    lines = os.read(handle, 1024).decode("utf-8", errors="replace").split("\n")
    if len(lines) < 4:
        return Message(
            N_("{file} is open in another program; close it there, or use another file"), {"file": str(path)}
        )
    pid, host, since, *_ = lines
    return Message(
        N_("{file} is open in process {pid} on {host} since {since}; close it there, or use another file"),
        {"file": str(path), "pid": pid, "host": host, "since": since},
    )


def _sidecar(target: Path) -> Path:
    return _beside(target, ".lock")


def _beside(target: Path, suffix: str) -> Path:
    """The hidden name beside *target* that is always the same."""
    name = f".{target.name}{suffix}"
    if len(os.fsencode(name)) > _LONGEST_NAME:
        import hashlib

        name = f".{hashlib.sha256(os.fsencode(target.name)).hexdigest()}{suffix}"
    return target.with_name(name)


def because(path: Path, reason: Message) -> Message:
    """That *path* was not saved, and why."""
    return Message(N_("{file} was not saved: {reason}"), {"file": str(path), "reason": reason})


def reason_of(error: OSError | ValueError) -> Message:
    """What the system says."""
    match error:
        case FileNotFoundError():
            return Message(N_("there is no such folder"))
        case OSError(strerror=str() as said):
            return Message("{reason}", {"reason": said})
        case _:
            return Message("{reason}", {"reason": str(error) or type(error).__name__})
