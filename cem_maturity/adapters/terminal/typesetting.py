"""Text set in lines for a terminal: wrapped, clipped, joined, by the columns that it takes."""

from dataclasses import dataclass
from typing import TypeAlias

from wcwidth import clip, width, wrap

Span: TypeAlias = tuple[str, str]
"""A style (nothing, or names such as `bold`) and the text that has it."""

Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that mean something by their shape."""

    marker: str = "❯"
    recorded: str = "●"
    more: str = "…"
    done: str = "█"
    open: str = "░"
    rule: str = "─"


PLAIN_GLYPHS = Glyphs(marker=">", recorded="*", more="...", done="#", open=".", rule="-")
"""For terminals that cannot write the others."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines with the one among them that the cursor belongs to."""

    lines: tuple[Line, ...]
    cursor: int = 0
    column: int = 0


def joined(before: list[Line], options: list[tuple[Line, ...]], chosen: int | None, gap: list[Line]) -> Part:
    """Lines, then options with *gap* between them; the cursor at the chosen one."""
    lines = list(before)
    cursor, column = max(0, len(before) - 1), 0
    for at, option in enumerate(options):
        if at:
            lines += gap
        if at == chosen:
            cursor = len(lines)
        lines += option
    return Part(tuple(lines), cursor, column)


def scrolled(part: Part, room: int) -> Part:
    """As many lines as there is room for: the first one, then those around the cursor."""
    if room < 2:
        return Part(part.lines[:room])
    rest = part.lines[1:]
    first = max(0, min(part.cursor - 1 - (room - 1) // 2, len(rest) - (room - 1)))
    return Part((part.lines[0], *rest[first : first + room - 1]), part.cursor - first, part.column)


def wrapped(text: str, columns: int) -> list[str]:
    """*text* in lines of at most that many columns; its own line breaks stay."""
    return [line for piece in text.split("\n") for line in wrap(piece, max(columns, 4)) or [""]]


def clipped(text: str, columns: int, glyphs: Glyphs) -> str:
    """*text* on one line, with the sign for more where it was cut."""
    line = " ".join(text.split())
    if width(line) <= columns:
        return line
    return clip(line, 0, max(0, columns - width(glyphs.more))).rstrip() + glyphs.more


def shortened(text: str, columns: int, most: int, glyphs: Glyphs) -> list[str]:
    """*text* in at most that many lines; the last one shows where there was more."""
    lines = wrapped(text, columns)
    return [*lines[: most - 1], *(clipped(" ".join(lines[at:]), columns, glyphs) for at in (most - 1,) if lines[at:])]


_PLAIN_SIGNS = str.maketrans({"·": "-", "↑": "^", "↓": "v", "←": "<", "→": ">"})


def plainly(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """*lines* without the signs that not every terminal can write."""
    return tuple(tuple((style, text.translate(_PLAIN_SIGNS)) for style, text in line) for line in lines)


def safe(line: Line) -> Line:
    """A space after a line that ends in a combining mark, which would be sent twice otherwise."""
    text = "".join(part for _, part in line)
    return (*line, ("", " ")) if text and width(text[-1]) == 0 else line
