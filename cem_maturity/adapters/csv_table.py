"""Results as CSV: one line per answers file, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction

from cem_maturity.domain.report import Report

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


def render(results: Iterable[tuple[str, Report]]) -> str:
    """CSV text of (file, report) pairs; every dimension that occurs has two columns."""
    rows = list(results)
    dimensions = list(dict.fromkeys(dimension.id for _, report in rows for dimension in report.dimensions))
    head = [*HEAD, *(f"{dimension}.{figure}" for dimension in dimensions for figure in ("level", "index"))]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_written(cell) for cell in head)
    writer.writerows([_written(cell) for cell in _row(file, report, dimensions)] for file, report in rows)
    return text.getvalue()


def _row(file: str, report: Report, dimensions: Sequence[str]) -> list[Cell]:
    overall = report.overall
    row: list[Cell] = [file, report.organisation.get("name", ""), report.organisation.get("unit", ""), report.date]
    if overall is None:
        row += [None] * (len(HEAD) - len(row))
    else:
        row += [overall.level, overall.level_name, overall.index, overall.coverage]
        row += [overall.provisional, overall.level_low, overall.level_high]
    by_id = {dimension.id: dimension for dimension in report.dimensions}
    for id_ in dimensions:
        dimension = by_id.get(id_)
        row += [dimension.level, dimension.index] if dimension else [None, None]
    return row


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
