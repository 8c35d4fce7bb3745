"""From the values of an exercise's pages to HTML texts: briefing, guide, formula, key."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from cem_maturity.adapters.html_report import Medium, surroundings
from cem_maturity.adapters.html_report.environment import environment
from cem_maturity.adapters.html_report.wording import printable
from cem_maturity.application.language import Language


class Page(StrEnum):
    """What is made; also the name of its template and of its file."""

    BRIEFING = "briefing"
    GUIDE = "guide"
    FORMULA = "formula"
    KEY = "key"


def render(
    page: Page,
    values: Mapping[str, object],
    language: Language,
    *,
    templates: Path,
    shared: Path,
    medium: Medium = Medium.SCREEN,
    made: str = "",
    brand: Mapping[str, object] | None = None,
) -> str:
    """The *page* as one HTML text that needs nothing from outside; equal values give equal text.

    *values* are those of `domain.report.as_values`, *templates* is the folder of the exercise's own templates, *shared*
    that of the report, whose style and fonts they have, *brand* what `branding.look` gave. *made* is the ISO 8601 time
    that the text gives as its own, where it gives one.
    """
    of_page = surroundings(language, medium=medium, made=made, brand=brand)
    context = {key: printable(value) for key, value in values.items()} | of_page
    return environment(language, shared, templates).get_template(f"{page}.html").render(context)
