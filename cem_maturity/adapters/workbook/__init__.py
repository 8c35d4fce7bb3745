"""From a report's values to a workbook that people go on with."""

from collections.abc import Mapping
from typing import Any

from cem_maturity.application.language import Language


def render(values: Mapping[str, Any], language: Language, *, made: str = "") -> bytes:
    """The workbook (xlsx) of *values*, which are those of `domain.report.as_values`.

    Figures are numbers, rounded by their format alone; texts are texts, whatever they begin with. *made* is the ISO
    8601 time that the file gives as its own, else the day of the assessment: equal values give equal bytes.
    """
    from cem_maturity.adapters.workbook.sheets import sheets
    from cem_maturity.adapters.workbook.writing import written

    return written(
        sheets(values, language),
        title=values["organisation"]["name"],
        made=made or values["date"],
        right_to_left=language.direction == "rtl",
    )
