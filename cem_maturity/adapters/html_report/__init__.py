"""From a report's values to one HTML text."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from cem_maturity.application.language import Language
from cem_maturity.domain.brand import NOBODY


class Medium(StrEnum):
    """What the HTML is made for."""

    SCREEN = "screen"
    PRINT = "print"


def render(
    values: Mapping[str, object],
    language: Language,
    *,
    templates: Path,
    medium: Medium = Medium.SCREEN,
    made: str = "",
    brand: Mapping[str, object] | None = None,
) -> str:
    """The report as one HTML text that needs nothing from outside.

    *values* are those of `domain.report.as_values`, *templates* is the folder of one template
    set, *brand* what `branding.look` gave. *made* is the ISO 8601 time that the text gives as its
    own, else the day of the assessment: equal values give equal text.
    """
    from cem_maturity.adapters.html_report.branding import look, shown
    from cem_maturity.adapters.html_report.environment import environment
    from cem_maturity.adapters.html_report.wording import printable

    context = {key: printable(value) for key, value in values.items()} | {
        "medium": medium.value,
        "brand": shown(brand or look(NOBODY, language.code)),
        "made": made or values["date"],
        "code": language.code,
        "direction": language.direction,
    }
    return environment(language, templates).get_template("report.html").render(context)
