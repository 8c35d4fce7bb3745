"""A file that grows line by line: what was appended is on the disk, and a line is whole or is no line.

It is for one program at a time, which holds it (`hold`), and for its owner alone to read.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from cem_maturity.adapters.disk.loading import let_go
from cem_maturity.adapters.disk.saving import NotSaved, because, reason_of

_PIECE = 1024 * 1024
"""Bytes that are read at once."""


class Span(NamedTuple):
    """Where a line stands in its file, without its line break; in bytes."""

    start: int
    length: int


def append_lines(path: Path, lines: Iterable[str]) -> list[Span]:
    """Add the *lines*, none of which holds a line break, to the file at *path*, and wait until they are on the disk.

    Where each of them stands now. Raises NotSaved; a part of them may have been added then, the last one torn.
    """
    content = [line.encode() for line in lines]
    try:
        handle = _opened(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        try:
            before = b"" if _ends_whole(handle) else b"\n"
            start = os.fstat(handle).st_size + len(before)
            rest = memoryview(before + b"".join(line + b"\n" for line in content))
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise NotSaved(because(path, reason_of(error))) from error
    ends = accumulate((len(line) + 1 for line in content), initial=start)
    return [Span(begin, len(line)) for begin, line in zip(ends, content, strict=False)]


def lines_at(path: Path, spans: Iterable[Span]) -> Iterator[bytes]:
    """The lines of the file at *path* that stand at the *spans*; raises NotSaved as `whole_lines` does."""
    try:
        handle = _opened(path, os.O_RDONLY)
        try:
            for start, length in spans:
                os.lseek(handle, start, os.SEEK_SET)
                yield os.read(handle, length)
        finally:
            let_go(handle)
    except (OSError, ValueError) as error:
        raise NotSaved(because(path, reason_of(error))) from error


def whole_lines(path: Path) -> Iterator[tuple[Span, bytes]]:
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
        start, rest = 0, b""
        while piece := os.read(handle, _PIECE):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                yield Span(start, len(line)), line
                start += len(line) + 1
    except OSError as error:
        raise NotSaved(because(path, reason_of(error))) from error
    finally:
        let_go(handle)


def _opened(path: Path, flags: int) -> int:
    """The regular file at *path* itself, no link to one; raises OSError."""
    own = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | own, 0o600)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        let_go(handle)
        raise OSError(errno.EINVAL, "Not a regular file")
    return handle


def _ends_whole(handle: int) -> bool:
    """Whether the next line can follow as it is: after a line that was torn it would become a part of that."""
    if not os.fstat(handle).st_size:
        return True
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1) == b"\n"
