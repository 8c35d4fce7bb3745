"""Results as CSV: one line per answers file, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction

from cem_maturity.domain.result import Result
from cem_maturity.domain.scorecard import Scored

HEAD = (
    "file",
    "organisation",
    "unit",
    "date",
    "level",
    "level_name",
    "index",
    "coverage",
    "provisional",
    "level_low",
    "level_high",
)
"""The columns before those of the dimensions (contract.md §3)."""

Cell = str | int | Fraction | bool | None


def render(results: Iterable[tuple[str, Result]]) -> str:
    """CSV text of (file, result) pairs; every dimension that occurs has two columns."""
    rows = list(results)
    dimensions = list(dict.fromkeys(one.id for _, result in rows for one in result.questionnaire.dimensions))
    head = [*HEAD, *(f"{dimension}.{figure}" for dimension in dimensions for figure in ("level", "index"))]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_written(cell) for cell in head)
    writer.writerows([_written(cell) for cell in _row(file, result, dimensions)] for file, result in rows)
    return text.getvalue()


def _row(file: str, result: Result, dimensions: Sequence[str]) -> list[Cell]:
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
        return [None] * 7
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


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case Fraction():
            return repr(float(cell))
        case str():
            return _harmless(cell)


def _harmless(text: str) -> str:
    """*text* such that no spreadsheet takes it for a formula."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
