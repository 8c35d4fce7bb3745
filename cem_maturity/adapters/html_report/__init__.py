"""From a report's values to one HTML text; every figure and date is rounded and written here."""

import base64
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from cem_maturity.application.language import Language

if TYPE_CHECKING:
    from jinja2 import Environment

MISSING = "–"
"""Stands for a figure that there is not."""
MINUS = "−"
LEFT_TO_RIGHT = "\u200e"
"""Keeps a minus before its number where one reads from right to left."""


class Medium(StrEnum):
    """What the HTML is made for."""

    SCREEN = "screen"
    PRINT = "print"


def render(
    values: Mapping[str, object], language: Language, *, templates: Path, medium: Medium = Medium.SCREEN, made: str = ""
) -> str:
    """The report as one HTML text that needs nothing from outside.

    *values* are those of `domain.report.as_values`, *templates* is the folder of one template
    set. *made* is the ISO 8601 time that the text gives as its own, else the day of the
    assessment: equal values give equal text.
    """
    from cem_maturity.adapters.html_report.wording import printable

    context = {key: printable(value) for key, value in values.items()} | {
        "medium": medium.value,
        "made": made or values["date"],
        "code": language.code,
        "direction": language.direction,
    }
    return _environment(language, templates).get_template("report.html").render(context)


def _environment(language: Language, templates: Path) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from cem_maturity.adapters.html_report import geometry, wording

    def font(name: str) -> str:
        return base64.b64encode((templates / "fonts" / name).read_bytes()).decode()

    minus = LEFT_TO_RIGHT + MINUS if language.direction == "rtl" else MINUS

    def number(value: int | None) -> str:
        return MISSING if value is None else language.number(value)

    def index(value: Fraction | None, places: int = 1) -> str:
        return MISSING if value is None else language.decimal(value, places).replace("-", minus)

    def percent(share: Fraction | None) -> str:
        return MISSING if share is None else language.percent(wording.honest(share))

    def position(one: object, among: list[object]) -> str:
        return number(among.index(one) + 1)

    def counted(one: str, many: str, count: int) -> str:
        return language.ngettext(one, many, count).replace("%(num)s", language.number(count))

    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, counted, newstyle=True, pgettext=language.pgettext
    )
    environment.globals |= {
        "polar": geometry.polar,
        "shade": geometry.shade,
        "spread": geometry.spread,
        "stages": geometry.stages,
        "spots": geometry.spots,
        "font": font,
    }
    environment.filters |= {
        "px": geometry.px,
        "number": number,
        "index": index,
        "percent": percent,
        "date": language.date,
        "position": position,
        "plain": wording.plain,
        "reads": lambda text: wording.reads(text, language.direction),
        "opening": wording.opening,
        "head": wording.head,
        "cut": wording.cut,
        "lines": wording.lines,
    }
    return environment
