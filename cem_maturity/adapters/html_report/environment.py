"""The templates' surroundings; every figure and date is rounded and written here."""

import base64
import hashlib
from fractions import Fraction
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from cem_maturity.adapters.html_report import geometry, wording
from cem_maturity.adapters.html_report.compiling import OwnLoader
from cem_maturity.application.language import Language

MISSING = "–"
"""Stands for a figure that there is not."""
MINUS = "−"


def environment(language: Language, templates: Path, *more: Path) -> Environment:
    """What *language* writes for the templates of the folder *templates*, and of *more* folders after it.

    The fonts are those of *templates*.
    """

    def font(name: str) -> str:
        return base64.b64encode((templates / "fonts" / name).read_bytes()).decode()

    # The mark keeps a minus before its number where one reads from right to left.
    minus = wording.LEFT_TO_RIGHT + MINUS if language.direction == "rtl" else MINUS

    def number(value: int | None) -> str:
        return MISSING if value is None else language.number(value)

    def index(value: Fraction | None, places: int = 1) -> str:
        return MISSING if value is None else language.decimal(value, places).replace("-", minus)

    def percent(share: Fraction | None) -> str:
        return MISSING if share is None else language.percent(wording.honest(share))

    def signed(value: int | Fraction | None) -> str:
        return MISSING if value is None else language.signed(value)

    def position(one: object, among: list[object]) -> str:
        return number(among.index(one) + 1)

    def counted(one: str, many: str, count: int) -> str:
        return language.ngettext(one, many, count).replace("%(num)s", language.number(count))

    def script_hash(name: str) -> str:
        digest = hashlib.sha256(made.get_template(name).render().encode()).digest()
        return f"sha256-{base64.b64encode(digest).decode()}"

    made = Environment(
        loader=OwnLoader([templates, *more]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, counted, newstyle=True, pgettext=language.pgettext
    )
    made.globals |= {
        "polar": geometry.polar,
        "shade": geometry.shade,
        "spread": geometry.spread,
        "stages": geometry.stages,
        "spots": geometry.spots,
        "marks": geometry.marks,
        "SHAPES": geometry.SHAPES,
        "font": font,
        "script_hash": script_hash,
    }
    made.filters |= {
        "px": geometry.px,
        "number": number,
        "index": index,
        "percent": percent,
        "signed": signed,
        "signed_percent": language.signed_percent,
        "date": language.date,
        "position": position,
        "plain": wording.plain,
        "reads": lambda text: wording.reads(text, language.direction),
        "turned": lambda text: wording.turned(text, language.direction),
        "opening": wording.opening,
        "head": lambda text: wording.held(wording.head(text), language.direction),
        "cut": wording.cut,
        "lines": wording.lines,
        "alphabetical": wording.alphabetical,
    }
    return made
