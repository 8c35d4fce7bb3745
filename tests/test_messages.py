"""Every text of the program in every language: nothing missing, doubtful, left over or out of date."""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cem_maturity.application.language import CATALOGUES, DOMAIN, SOURCE, languages

ROOT = Path(__file__).parents[1]
PLACEHOLDER = re.compile(r"%\((\w+)\)s|(?<!\{)\{(\w*)[^{}]*\}(?!\})")
TRANSLATED = [code for code in languages() if code != SOURCE]


class Text(NamedTuple):
    """A text in the code: its context, and its forms."""

    context: str | None
    forms: tuple[str, ...]


@cache
def texts() -> dict[Text, str]:
    """All texts of code and templates, as `make messages` finds them, each with a file that says it."""
    wanted = re.search(r"^MESSAGE_KEYWORDS := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert wanted is not None
    keywords = DEFAULT_KEYWORDS | parse_keywords(wanted[1].split())
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = {}
    for root in {CATALOGUES.parents[1], ROOT}:
        for name, _, forms, _, context in extract_from_dir(
            root, methods, options, keywords, directory_filter=partial(_is_ours, root)
        ):
            found[Text(context, (forms,) if isinstance(forms, str) else tuple(forms))] = name
    return found


def _is_ours(root: Path, folder: str | os.PathLike[str]) -> bool:
    return Path(folder).relative_to(root).parts[0] in ("cem_maturity", "report_templates")


def path_of(code: str) -> Path:
    """Where the texts in that language stand."""
    return CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def catalogue(code: str) -> Catalog:
    """The texts in that language."""
    with path_of(code).open("rb") as file:
        return read_po(file, locale=code)


def said(code: str) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Every text of the catalogue with its translated forms."""
    for message in catalogue(code):
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            yield Text(message.context, forms), strings


def placeholders(form: str) -> frozenset[str]:
    """The names of the values that the text takes."""
    return frozenset(one or other for one, other in PLACEHOLDER.findall(form))


def test_no_text_hides_in_an_f_string() -> None:
    """`make messages` does not look into f-strings, so that such a text would never be translated, or missed."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call)}"
        for path in sorted((ROOT / "cem_maturity").rglob("*.py"))
        for formatted in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(formatted, ast.JoinedStr)
        for call in ast.walk(formatted)
        if isinstance(call, ast.Call) and _says(call)
    ]

    assert hidden == []


def _says(call: ast.Call) -> bool:
    """Whether *call* takes a text that stands right there."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    return any(isinstance(one, ast.Constant) for one in call.args) and name in (
        "_",
        "N_",
        "gettext",
        "ngettext",
        "counted",
        "forms",
    )


def test_the_program_speaks_three_languages() -> None:
    """English, Russian and Persian."""
    assert languages() == ("en", "fa", "ru")


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogue_holds_the_texts_of_the_code_and_no_others(code: str) -> None:
    """`make messages` brings new texts into the catalogue and takes out those that nobody says any more."""
    in_catalogue = {text for text, _ in said(code)}

    assert {text: file for text, file in texts().items() if text not in in_catalogue} == {}
    assert in_catalogue - set(texts()) == set()
    assert list(catalogue(code).obsolete) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated_for_certain(code: str) -> None:
    """None is empty in any of its forms, and none is marked as doubtful."""
    missing = [text for text, strings in said(code) if not all(strings)]

    assert missing == []
    assert [message.id for message in catalogue(code) if message.fuzzy] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_takes_the_values_that_the_english_takes(code: str) -> None:
    """No value is lost, and none is wanted that nobody gives."""
    differing = [
        (text.forms, string)
        for text, strings in said(code)
        for string in strings
        if placeholders(string) not in [placeholders(form) for form in text.forms]
    ]

    assert differing == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_can_be_said(code: str) -> None:
    """A text of a template knows no lone percent sign, one of the code no lone brace."""
    for text, strings in said(code):
        for string in strings:
            names = dict.fromkeys(placeholders(string), "")
            if texts()[text].endswith(".html"):
                assert isinstance(string % names, str)
            elif names:
                assert isinstance(string.format("", **names), str)


@pytest.mark.parametrize("code", TRANSLATED)
def test_what_the_program_reads_is_what_the_catalogue_says(code: str) -> None:
    """The compiled catalogue is kept beside its source, so that a checkout speaks at once."""
    compiled = BytesIO()

    write_mo(compiled, catalogue(code))

    assert path_of(code).with_suffix(".mo").read_bytes() == compiled.getvalue()
