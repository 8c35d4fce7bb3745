"""The door *load*: a file becomes text here, or a located problem."""

import errno
import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from cem_maturity.domain.problem import CemMaturityError, Place, Problem

LIMIT = 4 * 1024 * 1024
"""The most bytes that a document may have."""

PDF_LIMIT = 32 * 1024 * 1024
"""The most bytes that a PDF may have."""

PDF = b"%PDF-"
"""How a PDF begins."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""C0 and C1 control characters but tab and line breaks, and what Unicode says is no character."""

_FORBIDDEN_ABOVE = re.compile(
    "[\U00010000-\U0010ffff](?<=["
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "])"
)
"""The same beyond the first 65,536 characters; on its own, since it would make the first search ten times as slow."""

_SELDOM = bytes(
    byte
    for byte in range(256)
    if (byte < 0x20 and byte not in b"\t\n\r") or byte in (0x7F, 0xC2) or byte >= 0xEF  # C1 and non-characters: below
)
"""Every byte that a forbidden character begins with. Most documents have none of them, and that is quick to see."""

_LINE_BREAK = re.compile("\r\n|\r|\n")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Unreadable(CemMaturityError):
    """A file that cannot become text."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.place.file}: {problem.code}")
        self.problem = problem


def read_text(path: Path) -> str:
    """The text of the document at *path*, without a byte order mark.

    Raises Unreadable when it is no regular file, has more than LIMIT bytes, is not UTF-8 or holds a character that
    a terminal or a parser may take for a command.
    """
    return text_of(read_bytes(path), str(path))


def read_bytes(path: Path | str, limit: int = LIMIT) -> bytes:
    """What the regular file at *path* holds, cut one byte past the *limit*; raises Unreadable."""
    try:
        return _bytes_of(path, limit)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise Unreadable(Problem("file-missing", Place(str(path)))) from error
    except OSError as error:
        values = {"reason": error.strerror or type(error).__name__}
        raise Unreadable(Problem("file-unreadable", Place(str(path)), values)) from error


def text_of(content: bytes, file: str) -> str:
    """The text that *content* holds; raises Unreadable with the place of what does not belong there."""
    if content.startswith(PDF):
        raise Unreadable(Problem("pdf-not-text", Place(file)))
    if len(content) > LIMIT:
        raise Unreadable(Problem("file-too-large", Place(file)))
    content = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(file, content[: error.start].decode("utf-8"))
        raise Unreadable(Problem("file-not-utf-8", place, {"byte": f"{content[error.start]:02X}"})) from error
    if len(content.translate(None, _SELDOM)) == len(content):
        return text
    if forbidden := _FORBIDDEN.search(text) or _FORBIDDEN_ABOVE.search(text):
        place = _place(file, text[: forbidden.start()])
        raise Unreadable(Problem("file-control-character", place, {"character": f"U+{ord(forbidden.group()):04X}"}))
    return text


def read_beside(document: Path, name: str, most: int) -> bytes:
    """The bytes of the file called *name* in the folder of the *document*, or in one within it; at most *most* of them.

    Raises Unreadable where it lies elsewhere once every link is followed, is no regular file or has more bytes.
    """
    try:
        folder = document.resolve().parent
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            raise Unreadable(Problem("outside-folder", Place(str(document)), {"name": name}))
        content = _bytes_of(path, most)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise Unreadable(Problem("file-missing", Place(str(document)))) from error
    except (OSError, RuntimeError) as error:  # before Python 3.13 links in a circle are a RuntimeError
        reason = getattr(error, "strerror", "") or type(error).__name__
        raise Unreadable(Problem("file-unreadable", Place(str(document)), {"reason": reason})) from error
    if len(content) > most:
        mebibytes = most // (1024 * 1024)
        raise Unreadable(Problem("beside-too-large", Place(str(document)), {"name": name, "most": mebibytes}))
    return content


def fingerprint(path: Path, limit: int = LIMIT) -> str:
    """The SHA-256 of the bytes at *path*, up to one past the *limit*; nothing where there is no file that can be read.

    Taken before a file is read and compared before it is replaced, it shows what others did in between.
    """
    try:
        return fingerprint_at(path, limit)
    except (OSError, ValueError):
        return ""


def fingerprint_at(path: Path, limit: int = LIMIT) -> str:
    """As `fingerprint`, but nothing only where no file is; raises OSError or ValueError where one cannot be read."""
    try:
        return fingerprint_of(_bytes_of(path, limit))
    except FileNotFoundError:
        return ""
    except Unreadable as error:
        raise OSError(errno.EINVAL, "Not a regular file") from error


def fingerprint_of(content: bytes) -> str:
    """As `fingerprint` gives it of a file with that *content*."""
    import hashlib  # only who saves needs it

    return hashlib.sha256(content).hexdigest()


def _bytes_of(path: Path | str, limit: int) -> bytes:
    """What a regular file holds, cut one byte past the *limit*."""
    without_waiting = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, os.O_RDONLY | without_waiting)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(Problem("file-not-regular", Place(str(path))))
        # One byte more than there seems to be: where it does not come, this is all.
        content = os.read(handle, min(found.st_size, limit) + 1)
        if len(content) <= found.st_size:
            return content
        while len(content) <= limit and (piece := os.read(handle, limit + 1 - len(content))):
            content += piece
        return content
    finally:
        let_go(handle)


def _place(file: str, before: str) -> Place:
    """The place of the character that follows the text *before*."""
    lines = _LINE_BREAK.split(before)
    return Place(file, line=len(lines), column=len(lines[-1]) + 1)


def let_go(handle: int) -> None:
    """Close a file that was only read, or of which no content is our own: nothing depends on whether that succeeds."""
    with suppress(OSError):
        os.close(handle)
