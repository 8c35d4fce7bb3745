"""A portfolio as CSV: one line per answers file, safe to open in a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from cem_maturity.adapters.csv_table import HEAD, OVERALL, Cell, line

Values: TypeAlias = Mapping[str, Any]
"""Those of `domain.report.as_values`."""

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
"""The columns after those of `cem score --format csv` (contract.md §4)."""


def render(values: Values) -> str:
    """CSV text of *values*; every dimension that occurs has two columns.

    The columns of `cem score --format csv` come first, then what the batch knows more of. The line of a file that
    failed has its problems, and nothing that would follow from answers.
    """
    dimensions = tuple(dict.fromkeys(id_ for unit in values["units"] for id_ in unit["dimensions"]))
    figures = (f"{dimension}.{figure}" for dimension in dimensions for figure in ("level", "index"))
    head = (*HEAD, *figures, *TAIL)
    return "".join(f"{line(cells)}\n" for cells in (head, *(_row(unit, dimensions) for unit in values["units"])))


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
