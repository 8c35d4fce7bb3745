"""Lines from a terminal or a pipe, where a paste on a terminal is one thing and not many answers."""

import os
import sys
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

LULL = 0.08
"""Seconds of quiet after which a terminal's line stands alone."""

TERMINAL_LINE = 4095
"""Bytes that a terminal hands over as one line; it silently drops the rest."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One line."""

    text: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """Several lines that came at once."""

    text: str


@dataclass(frozen=True, slots=True)
class TooLong:
    """A line of which a terminal has dropped the end."""


@dataclass(frozen=True, slots=True)
class End:
    """There will be no more lines."""


Incoming: TypeAlias = Typed | Pasted | TooLong | End


def next_line(source: BinaryIO, encoding: str = "utf-8") -> Incoming:
    """What comes next from *source*; from anything but a terminal, line by line."""
    if source.isatty() and sys.platform != "win32":
        return _from_terminal(source.fileno(), encoding)
    line = source.readline()
    return Typed(_text(line, encoding)) if line else End()


def _from_terminal(handle: int, encoding: str) -> Incoming:
    import select

    pieces = [os.read(handle, 65536)]
    if not pieces[0]:
        return End()
    while select.select([handle], [], [], LULL)[0]:
        piece = os.read(handle, 65536)
        if not piece:
            break
        pieces.append(piece)
    if any(len(piece.rstrip(b"\n")) >= TERMINAL_LINE for piece in pieces):
        return TooLong()
    if sum(piece.endswith(b"\n") for piece in pieces) > 1:
        return Pasted(_text(b"".join((*pieces, _unfinished(handle))), encoding))
    return Typed(_text(b"".join(pieces), encoding))


def _unfinished(handle: int) -> bytes:
    """The start of a line that a paste has left behind, which the next Enter would send as an answer of its own."""
    import select
    import termios

    before, whole = termios.tcgetattr(handle), termios.tcgetattr(handle)
    whole[3] &= ~termios.ICANON
    try:
        termios.tcsetattr(handle, termios.TCSANOW, whole)
        return os.read(handle, TERMINAL_LINE) if select.select([handle], [], [], 0)[0] else b""
    finally:
        termios.tcsetattr(handle, termios.TCSANOW, before)


def _text(content: bytes, encoding: str) -> str:
    text = content.decode(encoding, errors="surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n")
