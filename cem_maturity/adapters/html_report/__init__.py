"""From a report's values to one HTML text."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from cem_maturity.application.language import Language
from cem_maturity.application.template_set import ENTRY, TemplateSet
from cem_maturity.domain.brand import NOBODY


class Medium(StrEnum):
    """What the HTML is made for."""

    SCREEN = "screen"
    PRINT = "print"


class TooLong(Exception):
    """Templates wrote more than they may."""


def render(
    values: Mapping[str, object],
    language: Language,
    *,
    templates: Path | TemplateSet,
    medium: Medium = Medium.SCREEN,
    made: str = "",
    at_most: int | None = None,
    brand: Mapping[str, object] | None = None,
) -> str:
    """The report as one HTML text that needs nothing from outside.

    *values* are those of `domain.report.as_values`, *templates* is the folder of one template
    set of ours, or a set of somebody else, *brand* what `branding.look` gave. *made* is the ISO 8601 time that the
    text gives as its own, else the day of the assessment: equal values give equal text. Raises TooLong where that
    would have more than *at_most* characters, and what Jinja raises where a template is at fault.
    """
    from cem_maturity.adapters.html_report.environment import environment

    found = context(values, language, medium=medium, made=made, brand=brand)
    return _joined(environment(language, templates).get_template(ENTRY).generate(found), at_most)


def context(
    values: Mapping[str, object],
    language: Language,
    *,
    medium: Medium = Medium.SCREEN,
    made: str = "",
    brand: Mapping[str, object] | None = None,
) -> Mapping[str, object]:
    """All that the templates of a report are given by name (docs/templates.md); arguments as for `render`."""
    from cem_maturity.adapters.html_report.wording import printable

    of_page = surroundings(language, medium=medium, made=made or str(values["date"]), brand=brand)
    return {key: printable(value) for key, value in values.items()} | of_page


def surroundings(
    language: Language, *, medium: Medium, made: str, brand: Mapping[str, object] | None
) -> dict[str, object]:
    """What the templates of every page are given beside its values; arguments as for `render`."""
    from cem_maturity.adapters.html_report.branding import look, shown

    return {
        "medium": medium.value,
        "brand": shown(brand or look(NOBODY, language.code)),
        "made": made,
        "code": language.code,
        "direction": language.direction,
    }


def _joined(pieces: Iterable[str], at_most: int | None) -> str:
    kept: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if at_most is not None and length > at_most:
            raise TooLong
        kept.append(piece)
    return "".join(kept)
