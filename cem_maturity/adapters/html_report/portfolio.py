"""From a portfolio's values to one HTML text."""

from collections.abc import Mapping
from pathlib import Path

from cem_maturity.application.language import Language


def render(
    values: Mapping[str, object],
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
    raise NotImplementedError
