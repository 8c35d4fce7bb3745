"""A file that grows line by line: what was appended is on the disk, and a line is whole or is no line.

It is for one program at a time, which holds it (`hold`), and for its owner alone to read.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from cem_maturity.adapters.disk.saving import NotSaved, because, reason_of

_PIECE = 1024 * 1024
"""Bytes that are read at once."""


def append_lines(path: Path, lines: Iterable[str]) -> None:
    """Add the *lines*, none of which holds a line break, to the file at *path*, and wait until they are on the disk.

    Raises NotSaved; a part of them may have been added then, the last one torn.
    """
    content = "".join(f"{line}\n" for line in lines).encode()
    try:
        handle = _opened(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        try:
            rest = memoryview(content if _ends_whole(handle) else b"\n" + content)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise NotSaved(because(path, reason_of(error))) from error


def whole_lines(path: Path) -> Iterator[str]:
    """The lines of the file at *path*, none where there is no file; a last one that was torn is left out.

    Raises NotSaved where it cannot be read: what is in it would be lost once it is written anew.
    """
    try:
        handle = _opened(path, os.O_RDONLY)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise NotSaved(because(path, reason_of(error))) from error
    try:
        rest = b""
        while piece := os.read(handle, _PIECE):
            *lines, rest = (rest + piece).split(b"\n")
            yield from (line.decode(errors="replace") for line in lines)
    except OSError as error:
        raise NotSaved(because(path, reason_of(error))) from error
    finally:
        os.close(handle)


def _opened(path: Path, flags: int) -> int:
    """The regular file at *path* itself, no link to one; raises OSError."""
    own = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | own, 0o600)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "Not a regular file")
    return handle


def _ends_whole(handle: int) -> bool:
    """Whether the next line can follow as it is: after a line that was torn it would become a part of that."""
    if not os.fstat(handle).st_size:
        return True
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1) == b"\n"
