"""Results as CSV: one line per answers file, safe to open in a spreadsheet."""

import csv
import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from cem_maturity.domain.result import Result
from cem_maturity.domain.scorecard import Scored

OVERALL = ("level", "level_name", "index", "coverage", "provisional", "level_low", "level_high")
HEAD = ("file", "organisation", "unit", "date", *OVERALL)
"""The columns before those of the dimensions (contract.md §3)."""

_END = "\r\n"
"""Before Python 3.13 only texts that hold a character of the line's end get quotation marks for their line breaks."""

_BREAK = "\0"
"""Between lines that are kept packed: it is in no text that came through the reader, and in no name of a file."""

_BLOCK = 500
"""Lines that are kept packed together, as a fifth of their size or less."""

Cell = str | int | Fraction | bool | None


class Table:
    """CSV text that grows by a line for each result; of thousands of results no more than their lines are kept."""

    def __init__(self) -> None:
        self._dimensions: dict[str, None] = {}
        self._packed: list[tuple[bytes, int]] = []
        """Blocks, each with the number of dimensions that were known then: those that came later are empty in it."""
        self._lines: list[str] = []
        """Of the block that grows."""

    def add(self, file: str, result: Result) -> None:
        """Add the line of *result*; every dimension that occurs has two columns."""
        known = len(self._dimensions)
        self._dimensions.update(dict.fromkeys(dimension.id for dimension in result.questionnaire.dimensions))
        if len(self._lines) == _BLOCK or len(self._dimensions) > known:
            self._pack(known)
        self._lines.append(line(_row(file, result, self._dimensions)))

    def blocks(self) -> Iterator[str]:
        """The head, and the lines in the order in which they came; some hundreds of lines at a time."""
        every = len(self._dimensions)
        self._pack(every)
        head = [*HEAD, *(f"{dimension}.{figure}" for dimension in self._dimensions for figure in ("level", "index"))]
        yield f"{line(head)}\n"
        for block, known in self._packed:
            written = zlib.decompress(block).decode(errors="surrogatepass").split(_BREAK)
            yield "".join(f"{one}{',,' * (every - known)}\n" for one in written)

    def _pack(self, known: int) -> None:
        if self._lines:
            block = _BREAK.join(self._lines).encode(errors="surrogatepass")
            self._packed.append((zlib.compress(block, level=1), known))
            self._lines.clear()


def line(cells: Iterable[Cell]) -> str:
    """One line of CSV without its end, in which no text begins like a formula."""
    text = io.StringIO()
    csv.writer(text, lineterminator=_END).writerow([_WRITTEN[type(cell)](cell) for cell in cells])
    return text.getvalue().removesuffix(_END)


def _row(file: str, result: Result, dimensions: Iterable[str]) -> list[Cell]:
    organisation = result.assessment.organisation
    row: list[Cell] = [file, organisation.name, organisation.unit, result.assessment.date, *_overall(result)]
    scored = {one.dimension.id: one for one in result.scorecard.scored}
    for id_ in dimensions:
        dimension: Scored | None = scored.get(id_)
        row += [dimension.level, dimension.index] if dimension else [None, None]
    return row


def _overall(result: Result) -> list[Cell]:
    """The organisation's cells; empty where the questionnaire has no dimensions."""
    if not result.questionnaire.dimensions:
        return [None] * len(OVERALL)
    overall, level, bounds = result.scorecard.overall, result.level, result.bounds
    return [
        level.number if level else None,
        level.name if level else None,
        overall.index if overall else None,
        result.scorecard.grounds.coverage or Fraction(0),
        bool(result.provisional_reasons),
        bounds.level_low if bounds else None,
        bounds.level_high if bounds else None,
    ]


def _harmless(text: str) -> str:
    """*text* such that no spreadsheet takes it for a formula."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _none: "",
    bool: lambda truth: "true" if truth else "false",
    int: str,
    Fraction: lambda number: repr(number.numerator / number.denominator),
    str: _harmless,
}
"""How a cell is written, by its type."""
