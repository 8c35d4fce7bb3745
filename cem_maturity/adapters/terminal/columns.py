"""Lines and columns of plain text, as wide as a terminal draws them."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells

GUTTER = "  "
NARROWEST = 12
"""Cells that the first column keeps, however narrow the terminal is."""


def wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """*text* in lines of at most *width* cells, all but the first behind *indent*; a word too long for one is cut."""
    line = ""
    for word in text.split():
        while word:
            longer = f"{line} {word}" if line.strip() else line + word
            if cell_len(longer) <= width:
                line, word = longer, ""
            elif line.strip():
                yield line
                line = indent
            else:
                piece = chop_cells(word, max(width - cell_len(line), 2))[0]
                yield line + piece
                line, word = indent, word[len(piece) :]
    if line.strip():
        yield line


def page(parts: Iterable[Iterable[str]]) -> str:
    """The lines of all *parts*, with an empty line between two; parts without lines are left out."""
    return "\n\n".join(text for part in parts if (text := "\n".join(part))) + "\n"


def table(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """*rows* under one another: the first column wraps and starts its line, the others end theirs.

    The first column takes what the others leave of *width*, but never less than NARROWEST cells.
    """
    widths = _widths(rows)
    first = min(widths[0], max(room_for_name(rows, width), NARROWEST))
    for row in rows:
        lines = list(wrapped(row[0], first)) or [""]
        cells = [" " * (wide - cell_len(cell)) + cell for cell, wide in zip(row[1:], widths[1:], strict=True)]
        yield GUTTER.join([lines[0] + " " * (first - cell_len(lines[0])), *cells]).rstrip()
        yield from lines[1:]


def room_for_name(rows: Sequence[Sequence[str]], width: int) -> int:
    """How many cells of *width* all columns of *rows* but the first leave; less than 0 where they take more."""
    return width - sum(len(GUTTER) + wide for wide in _widths(rows)[1:])


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
