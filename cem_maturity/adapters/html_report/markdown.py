"""From a report's values to Markdown that people edit on: no charts, no HTML, and nobody's text is markup."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from cem_maturity.adapters.html_report import wording
from cem_maturity.adapters.html_report.environment import environment
from cem_maturity.adapters.markdown_text import lines_of, one_line
from cem_maturity.application.language import Language


def render(values: Mapping[str, object], language: Language, *, templates: Path) -> str:
    """The report as Markdown (CommonMark with GitHub's tables), in the words of the HTML; equal values, equal text.

    *values* are those of `domain.report.as_values`, *templates* is the folder of one template set. Right to left
    needs no markup: a line reads as its letters do, and texts of the other direction stand between marks.
    """
    context = {**values, "code": language.code, "direction": language.direction}
    text = _surroundings(language, templates).get_template("report.md").render(context)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)).strip() + "\n"


@lru_cache(maxsize=16)
def _surroundings(language: Language, templates: Path) -> Environment:
    made = environment(language, templates).overlay(finalize=escaped, trim_blocks=True, lstrip_blocks=True)
    # An overlay shares these with what it lies over, which is kept for HTML.
    made.globals = made.globals | _speech(language)
    signed = made.filters["signed"]
    made.filters = made.filters | {
        "turned": lambda text: escaped(wording.held(text, language.direction)),
        "kept": lambda text: kept(wording.held(text, language.direction)),
        "cell": cell,
        "signed": lambda value: _ready(signed(value)),
    }
    return made


def escaped(value: object) -> Markup:
    """*value* as text on one line in which nothing is markup; what a template has made already stays as it is."""
    return value if isinstance(value, Markup) else _ready(one_line(str(value)))


def kept(text: str, indent: str = "  ") -> Markup:
    """*text* with its own lines, those after the first at *indent*, as in an item of a list."""
    return _ready(f"\\\n{indent}".join(lines_of(text)))


def cell(text: str) -> Markup:
    """What a template has made of several lines, for one cell of a table."""
    return _ready(" ".join(text.split()))


def _ready(text: str) -> Markup:
    """*text* that is Markdown already; templates escape all that does not come from here."""
    return Markup(text)  # noqa: S704 - escaped for Markdown, where HTML's escapes would be read as text


def _speech(language: Language) -> dict[str, Callable[..., Markup]]:
    """The functions by which templates speak; what stands in a sentence is escaped for Markdown, and not for HTML."""

    def say(text: str, **values: object) -> Markup:
        return _ready(language.gettext(text) % {name: escaped(value) for name, value in values.items()})

    def counted(one: str, many: str, num: int, **values: object) -> Markup:
        sentence = language.ngettext(one, many, num)
        return _ready(sentence % {name: escaped(one) for name, one in {"num": language.number(num), **values}.items()})

    def in_context(context: str, text: str) -> Markup:
        return _ready(language.pgettext(context, text))

    return {"_": say, "gettext": say, "ngettext": counted, "pgettext": in_context}
