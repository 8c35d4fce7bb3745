"""A portfolio as CSV: one line per answers file, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

Values: TypeAlias = Mapping[str, Any]
"""Those of `domain.report.as_values`."""

Cell = str | int | Fraction | bool | None

OVERALL = ("level", "level_name", "index", "coverage", "provisional", "level_low", "level_high")
HEAD = ("file", "organisation", "unit", "date", *OVERALL)
"""The columns before those of the dimensions, as `cem score --format csv` has them (contract.md §3)."""
TAIL = (
    "status",
    "rank",
    "comparable",
    "confidence",
    "target",
    "journey_index",
    "sector",
    "country",
    "profile",
    "questionnaire",
    "questionnaire_version",
    "report",
    "problems",
)
"""The columns after them."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render(values: Values) -> str:
    """CSV text of *values*; every dimension that occurs has two columns.

    The columns of `cem score --format csv` come first, then what the batch knows more of. The line of a file that
    failed has its problems, and nothing that would follow from answers.
    """
    dimensions = tuple(dict.fromkeys(id_ for unit in values["units"] for id_ in unit["dimensions"]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    figures = (f"{dimension}.{figure}" for dimension in dimensions for figure in ("level", "index"))
    writer.writerow(_written(cell) for cell in (*HEAD, *figures, *TAIL))
    writer.writerows([_written(cell) for cell in _row(unit, dimensions)] for unit in values["units"])
    return text.getvalue()


def _row(unit: Values, dimensions: Sequence[str]) -> Iterator[Cell]:
    organisation, questionnaire = unit["organisation"] or {}, unit["questionnaire"] or {}
    yield from (unit["file"], organisation.get("name"), organisation.get("unit", ""), unit["date"])
    has_levels = bool(unit["dimensions"])
    yield from (unit[figure] if has_levels else None for figure in OVERALL)
    for id_ in dimensions:
        there = unit["dimensions"].get(id_)
        yield from (there["level"], there["index"]) if there else (None, None)
    yield from (unit["status"], unit["rank"], unit["comparable"], unit["confidence"], unit["target"])
    yield unit["journey_index"]
    yield from (organisation.get(fact) for fact in ("sector", "country", "profile"))
    yield from (questionnaire.get("id"), questionnaire.get("version"), unit["report"])
    yield "\n".join(f"{one['line']}:{one['column']}: [{one['code']}] {one['what']}" for one in unit["problems"])


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
            return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
