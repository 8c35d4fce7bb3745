"""From a portfolio's values to a workbook that people sort and filter."""

from collections.abc import Mapping
from typing import Any

from cem_maturity.application.language import Language


def render(values: Mapping[str, Any], language: Language, *, made: str = "") -> bytes:
    """The workbook (xlsx) of *values*, which are those of `domain.report.as_values`.

    Figures are numbers, texts are texts, whatever they begin with. *made* is the ISO 8601 time that the file gives as
    its own, where it gives one: equal values give equal bytes.
    """
    raise NotImplementedError
