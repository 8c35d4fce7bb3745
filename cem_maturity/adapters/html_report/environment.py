"""The templates' surroundings; every figure and date is rounded and written here."""

import base64
import hashlib
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    BaseLoader,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateAssertionError,
    nodes,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cem_maturity.adapters.html_report import geometry, wording
from cem_maturity.adapters.html_report.compiling import OwnLoader
from cem_maturity.application.language import LEFT_TO_RIGHT, MINUS, Language
from cem_maturity.application.template_set import TemplateSet

MISSING = "–"
"""Stands for a figure that there is not."""

WITHOUT_FILTERS = ("safe", "random")
"""Filters of Jinja that there are not: text is always escaped, and equal values give equal pages."""
WITHOUT_FUNCTIONS = ("lipsum",)
"""Functions of Jinja that there are not, for the same reason."""


class Confined(ImmutableSandboxedEnvironment):
    """Surroundings in which a template sees plain values, changes none of them and always escapes."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.EvalContextModifier):
            raise TemplateAssertionError("autoescape cannot be changed", node.lineno, name, filename)
        return tree


def environment(language: Language, templates: Path | TemplateSet, *more: Path) -> Environment:
    """What *language* writes for the templates of the folder *templates*, and of *more* folders after it.

    The fonts are those of *templates*. Templates of ours are as confined as those of others; they are kept, ready to be
    filled, for the next page.
    """
    make = _made if isinstance(templates, TemplateSet) else _ours
    return make(language, templates, *more)


@lru_cache(maxsize=16)
def _ours(language: Language, templates: Path, *more: Path) -> Environment:
    return _made(language, templates, *more)


def _made(language: Language, templates: Path | TemplateSet, *more: Path) -> Environment:
    def font(name: str) -> str:
        if isinstance(templates, TemplateSet):
            return templates.fonts[name]
        return base64.b64encode((templates / "fonts" / name).read_bytes()).decode()

    # The mark keeps a minus before its number where one reads from right to left.
    minus = LEFT_TO_RIGHT + MINUS if language.direction == "rtl" else MINUS

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

    made = Confined(
        loader=_loader(templates, *more),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]  # which the extension brings
        language.gettext, counted, newstyle=True, pgettext=language.pgettext
    )
    made.globals |= {
        "polar": geometry.polar,
        "shade": geometry.shade,
        "spread": geometry.spread,
        "apart": geometry.apart,
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
        "tied": wording.tied,
        "opening": wording.opening,
        "called": wording.called,
        "head": lambda text: wording.held(wording.head(text), language.direction),
        "cut": wording.cut,
        "lines": wording.lines,
        "alphabetical": wording.alphabetical,
    }
    for name in WITHOUT_FILTERS:
        del made.filters[name]
    for name in WITHOUT_FUNCTIONS:
        del made.globals[name]
    return made


def _loader(templates: Path | TemplateSet, *more: Path) -> BaseLoader:
    if isinstance(templates, Path):
        return OwnLoader([templates, *more])
    texts = templates.texts
    # A template's name stands for its file in tracebacks, so that a fault is found again.
    return FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None)
