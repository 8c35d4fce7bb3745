"""A portfolio as CSV: one line per answers file, safe to open in a spreadsheet."""

from collections.abc import Mapping
from typing import Any


def render(values: Mapping[str, Any]) -> str:
    """CSV text of *values*, which are those of `domain.report.as_values`; every dimension that occurs has two columns.

    The columns of `cem score --format csv` come first, then what the batch knows more of.
    """
    raise NotImplementedError
