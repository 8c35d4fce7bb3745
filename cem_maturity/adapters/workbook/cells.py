"""What a sheet of a workbook holds, before anybody writes one."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple, TypeAlias


class Share(NamedTuple):
    """A share, 0..1, that is shown in percent."""

    value: Fraction


class Day(NamedTuple):
    """A day in ISO 8601, or nothing."""

    iso: str


Cell: TypeAlias = str | int | Fraction | Share | Day | None
"""A whole number is a level or a count; a Fraction is shown with one decimal."""


class Column(NamedTuple):
    """A column with its head."""

    head: str
    width: int
    """In characters."""
    scale: int = 0
    """The highest figure that its cells may show, for a tint by size; 0 for none."""
    choices: tuple[str, ...] = ()
    """What a cell may say, where people choose."""
    at_start: bool = False
    """Whether its figures stand where its texts begin."""
    blank: Cell = ""
    """What kind of cell people fill in, in the empty rows."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a head, and rows with a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: int = 0
    """Rows to add to."""
    fixed: int = 0
    """Columns that stay in sight; none of them is empty."""

    def filled(self) -> "Sheet":
        """The same without the columns in which nothing stands."""
        some = [at for at in range(len(self.columns)) if any(row[at] not in (None, "") for row in self.rows)]
        return replace(
            self,
            columns=tuple(self.columns[at] for at in some),
            rows=tuple(tuple(row[at] for at in some) for row in self.rows),
        )
