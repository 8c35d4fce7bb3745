"""From a portfolio's values to one HTML text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from cem_maturity.adapters.html_report import Medium, surroundings
from cem_maturity.adapters.html_report.environment import MISSING, environment
from cem_maturity.adapters.html_report.geometry import shade
from cem_maturity.adapters.html_report.wording import printable
from cem_maturity.application.language import Language
from cem_maturity.domain.result import OVERALL

Values: TypeAlias = Mapping[str, Any]
"""Those of `domain.report.as_values`."""

UP, DOWN = "▲", "▼"
MANY = 400
"""Units from which on a browser lays out only the part of the table that is seen."""
CHUNK = 100
"""Units that it lays out at once, then."""
MOST_APART = 10
"""Units that the page names as standing apart, those that do so in most dimensions first."""
LONGEST_CHOICE = 60
"""Sectors or countries among which one can choose; where there are more, one finds them by their words."""
MOST_PROBLEMS = 500
"""Problems that the page tells; the tables have all of them."""


def render(
    values: Values,
    language: Language,
    *,
    templates: Path,
    shared: Path,
    made: str = "",
    brand: Mapping[str, object] | None = None,
) -> str:
    """The portfolio as one HTML text that needs nothing from outside; equal values give equal text.

    *values* are those of `domain.report.as_values`, *templates* is the folder of the portfolio's own templates,
    *shared* that of the report, whose style and fonts they have, *brand* what `branding.look` gave.
    *made* is the ISO 8601 time that the text gives as its own, where it gives one.
    """
    of_page = surroundings(language, medium=Medium.SCREEN, made=made, brand=brand)
    kept = ("units", "ranking", "outliers", "donors")
    whole = {key: printable(value) for key, value in values.items() if key not in kept}
    outliers = values["outliers"]
    marks = {(one["unit"], one["subject"]): _mark(one) for one in outliers}
    cells = _Cells([one["id"] for one in values["dimensions"]], len(values["levels"]) - 1, marks, language)
    units = [_shown(unit, cells) for unit in values["units"]]
    problems = [(unit, one) for unit in units for one in unit["problems"]]
    context = {
        **whole,
        **of_page,
        "units": {unit["file"]: unit for unit in units},
        "donors": [_donor(one) for one in values["donors"]],
        "rows": [unit for unit in in_order(units) if unit["status"] == "ok"],
        "many": len(units) > MANY,
        "chunk": CHUNK,
        "kinds": {fact: _kinds(units, fact) for fact in ("sector", "country")},
        "longest_choice": LONGEST_CHOICE,
        "sides": Counter((one["subject"], _mark(one)) for one in outliers),
        "farthest": _farthest(outliers),
        "units_apart": len({one["unit"] for one in outliers}),
        "problems": [(unit, printable(one)) for unit, one in problems[:MOST_PROBLEMS]],
        "problems_left": len(problems[MOST_PROBLEMS:]),
        "codes": Counter(one["code"] for _unit, one in problems).most_common(),
    }
    return environment(language, shared, templates).get_template("portfolio.html").render(context)


def in_order(units: Sequence[Values]) -> list[Values]:
    """The *units* by rank, then those without one, in the order given."""
    return sorted(units, key=lambda unit: unit["rank"] or len(units) + 1)


def _shown(unit: Values, cells: "_Cells") -> Values:
    """The *unit* with what people typed made fit for a page; names of files and reports stay what they are."""
    return {
        **unit,
        "organisation": printable(unit["organisation"] or {}),
        "label": printable(unit["label"]),
        "mark": cells.mark(unit, OVERALL),
        "cells": cells.of(unit),
    }


def _donor(donor: Values) -> Values:
    """The *donor* with its texts made fit for a page; the files by which units are found stay what they are."""
    return {**donor, "leads": printable(donor["leads"])}


class _Cells:
    """The cells of the heatmap, made here since there are so many: a step of the ramp, and the level with its mark."""

    def __init__(
        self, dimensions: Sequence[str], top_level: int, marks: Mapping[tuple[str, str], str], language: Language
    ) -> None:
        self._dimensions = dimensions
        self._levels = [(f"h{shade(level, top_level)}", language.number(level)) for level in range(top_level + 1)]
        self._marks = marks

    def mark(self, unit: Values, subject: str) -> str:
        """Whether the *unit* stands apart there, and on which side."""
        return self._marks.get((unit["file"], subject), "")

    def of(self, unit: Values) -> list[tuple[str, str]]:
        """A cell for each dimension of the common questionnaire."""
        return [self._cell(unit, id_, unit["dimensions"].get(id_)) for id_ in self._dimensions]

    def _cell(self, unit: Values, id_: str, there: Values | None) -> tuple[str, str]:
        if there is None or not there["compared"] or there["level"] is None:
            return "none", MISSING
        step, level = self._levels[there["level"]]
        return step, level + self.mark(unit, id_)


def _kinds(units: Sequence[Values], fact: str) -> list[str]:
    """What the units say for that *fact*, in order; nothing where all say the same."""
    found = sorted({unit["organisation"].get(fact, "") for unit in units if unit["status"] == "ok"})
    return found if len(found) > 1 else []


def _mark(outlier: Values) -> str:
    return UP if outlier["level"] > outlier["median"] else DOWN


def _farthest(outliers: Sequence[Values]) -> list[tuple[str, list[Values]]]:
    """The units that stand apart in most subjects, and there the farthest, with what is told of them."""
    by_unit: dict[str, list[Values]] = {}
    for one in outliers:
        by_unit.setdefault(one["unit"], []).append({**one, "above": _mark(one) == UP})
    ways = {unit: sum(abs(one["level"] - one["median"]) for one in theirs) for unit, theirs in by_unit.items()}
    return sorted(by_unit.items(), key=lambda pair: (-len(pair[1]), -ways[pair[0]]))[:MOST_APART]
