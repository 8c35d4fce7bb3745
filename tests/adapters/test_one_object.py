"""Figures in text, charts, tables and cells come from one object: read back from every format, they are the JSON's.

Rounded ones are the JSON's numbers as the language writes them; those of the workbook are the numbers themselves.
"""

import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest
from pypdf import PageObject, PdfReader

from cem_maturity.adapters import html_report, json_report, pdf, workbook
from cem_maturity.adapters.bundled import examples
from cem_maturity.adapters.html_report import markdown
from cem_maturity.adapters.html_report.wording import honest
from cem_maturity.application.language import languages, speak
from cem_maturity.cli.assessing import judge_file, report_on
from cem_maturity.domain.report import Plain, as_values
from tests.adapters.reports import TEMPLATES
from tests.domain.strategies import THOROUGH

CASES = [(case, code) for case in ("attachment", "cinema", "crm-cem-readiness") for code in languages()]
PRINTED = CASES if THOROUGH else [("cinema", code) for code in languages()]
UNSEEN = str.maketrans("", "", "\u200c\u200e\u200f\u2066\u2067\u2068\u2069")


@cache
def values(case: str, code: str) -> dict[str, Plain]:
    """The values of the report on a bundled case."""
    result = judge_file(examples() / case / "answers.yaml", None, code, partial=False)
    assert result is not None
    return as_values(report_on(result), speak(code).say)


@cache
def the_json(case: str, code: str) -> Any:
    """The JSON of the case, read as a program reads it."""
    return json.loads(json_report.render(values(case, code)))


class Written:
    """Numbers of the JSON as a language writes them."""

    def __init__(self, code: str) -> None:
        self.language = speak(code)

    def whole(self, number: int) -> str:
        """A level, a target, a gap."""
        return self.language.number(number)

    def index(self, number: float) -> str:
        """An index, to one decimal."""
        return self.language.decimal(Fraction(number).limit_denominator(10**6)).translate(UNSEEN)

    def share(self, number: float) -> str:
        """A share, in percent."""
        return self.language.percent(honest(Fraction(number).limit_denominator(10**6))).translate(UNSEEN)

    def standing(self, one: Any) -> list[str]:
        """What tables say of an assessed dimension."""
        return [self.whole(one["level"]), self.index(one["index"]), self.whole(one["target"]), self.whole(one["gap"])]

    def reached(self, one: Any) -> list[str]:
        """How much of it has reached each level."""
        return ["–" if share is None else self.share(share) for share in one["fulfilment"]]

    def answer(self, question: Any) -> str:
        """What was said at a question."""
        return self.whole(question["level"]) if question["kind"] == "grid" else self.share(question["value"])


class Tables(HTMLParser):
    """The rows of all tables, as the texts of their cells."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new row, or a new cell."""
        del attrs
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        """The end of a cell."""
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        """The text of a cell."""
        if self.inside:
            self.rows[-1][-1] += data.translate(UNSEEN)


def rows_of_markdown(text: str) -> list[list[str]]:
    """The rows of its tables, as the texts of their cells."""
    lines = [line for line in text.translate(UNSEEN).splitlines() if line.startswith("|")]
    return [[re.sub(r"\\(.)", r"\1", cell).strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def holds(whole: Iterable[str], part: Sequence[str]) -> bool:
    """Whether *part* stands in *whole* in its order, whatever stands between."""
    rest = iter(whole)
    return all(any(one == wanted for one in rest) for wanted in part)


def missing(rows: list[list[str]], said: Iterator[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """What no row says that begins with the title."""
    return [
        (title, figures)
        for title, figures in said
        if not any(row and row[0].startswith(title.translate(UNSEEN)) and holds(row[1:], figures) for row in rows)
    ]


def said_of_dimensions(found: Any, written: Written) -> Iterator[tuple[str, list[str]]]:
    """What tables must say of every dimension."""
    for one in found["dimensions"]:
        if one["status"] == "assessed":
            yield one["title"], written.standing(one)
            yield one["title"], [*written.reached(one), written.whole(one["level"])]


def said_of_questions(found: Any, written: Written) -> Iterator[tuple[str, list[str]]]:
    """What the appendix must say of every answer."""
    for question in (question for one in found["dimensions"] for question in one["questions"]):
        if question["state"] == "answered":
            yield question["text"], [written.answer(question)]


@pytest.mark.parametrize(("case", "code"), CASES)
def test_html_says_what_the_json_says(case: str, code: str) -> None:
    """Every dimension's level, index, target, gap and fulfilments, and every answer."""
    html = html_report.render(values(case, code), speak(code), templates=TEMPLATES)
    rows, found, written = Tables(html).rows, the_json(case, code), Written(code)

    assert missing(rows, said_of_dimensions(found, written)) == []
    assert missing(rows, said_of_questions(found, written)) == []


@pytest.mark.parametrize(("case", "code"), CASES)
def test_markdown_says_what_the_json_says(case: str, code: str) -> None:
    """Every dimension's figures in its tables, and every answer under its question."""
    text = markdown.render(values(case, code), speak(code), templates=TEMPLATES)
    found, written = the_json(case, code), Written(code)

    assert missing(rows_of_markdown(text), said_of_dimensions(found, written)) == []
    under = dict(re.findall(r"^### (.+)\n\n\*\*(.+?)\*\*", text.translate(UNSEEN).replace("\\", ""), re.MULTILINE))
    said = {title.translate(UNSEEN): figures[0] for title, figures in said_of_questions(found, written)}
    assert {title: under.get(title) for title in said} == said


@pytest.mark.parametrize(("case", "code"), CASES)
def test_the_workbook_says_what_the_json_says(case: str, code: str) -> None:
    """The numbers themselves, to the last digit that a spreadsheet keeps."""
    book = openpyxl.load_workbook(io.BytesIO(workbook.render(values(case, code), speak(code))))
    _, dimensions, answers, scores, *_ = ([list(row) for row in sheet.values][1:] for sheet in book)
    found = the_json(case, code)

    def same(row: Sequence[Any], figures: Iterable[Any]) -> bool:
        rest = iter(row)
        return all(any(_equal(one, wanted) for one in rest) for wanted in figures)

    assessed = [one for one in found["dimensions"] if one["status"] == "assessed"]
    names = ("level", "index", "target", "gap", "coverage")
    assert [
        one["title"]
        for one in assessed
        if not any(row[0] == one["title"] and same(row, [one[name] for name in names]) for row in dimensions)
    ] == []
    assert [
        one["title"]
        for one in assessed
        if not any(row[0] == one["title"] and same(row[1:], [*one["fulfilment"], one["level"]]) for row in scores)
    ] == []
    questions = [question for one in found["dimensions"] for question in one["questions"]]
    assert [
        question["id"]
        for question, row in zip(questions, answers, strict=True)
        if row[0] != question["id"]
        or not same(row, [one for one in (question["level"], question["value"]) if one is not None])
    ] == []


def _equal(cell: Any, number: Any) -> bool:
    if number is None or not isinstance(cell, int | float):
        return cell is None and number is None
    return math.isclose(cell, number, rel_tol=1e-15)


def seen(title: str) -> str:
    """A *title* that reads from the right, its stretches of either script in their order from the left."""
    return "".join(reversed(re.split(r"([A-Za-z]+(?: +[A-Za-z]+)*)", title)))


def text_of(pages: Iterable[PageObject]) -> str:
    """The text of the pages without spaces: between cells a reader finds none."""
    return "".join("".join(page.extract_text().split()) for page in pages).translate(UNSEEN)


@pytest.mark.parametrize(("case", "code"), PRINTED)
def test_the_pdf_says_what_the_json_says(case: str, code: str) -> None:
    """In its text: the result on the page for the board, and every dimension's figures beside its title."""
    medium = html_report.Medium.PRINT
    html = html_report.render(values(case, code), speak(code), templates=TEMPLATES, medium=medium)
    pages = PdfReader(io.BytesIO(pdf.render(html, fonts=TEMPLATES / "fonts"))).pages
    found, written = the_json(case, code), Written(code)

    def row(title: str, figures: Iterable[str]) -> str:
        """A row of a table; in a Persian line figures, and titles with Latin words, are found as they are seen."""
        if speak(code).direction == "rtl":
            title, figures = seen(title), (figure[::-1] for figure in figures)
        return "".join("".join([title.translate(UNSEEN), *figures]).split())

    board, whole = text_of([pages[1]]), text_of(pages)
    overall = found["overall"]
    assert [
        one for one in (written.whole(overall["level"]), written.index(overall["index"])) if row("", [one]) not in board
    ] == []
    assert [
        row(title, said) for title, said in said_of_dimensions(found, written) if row(title, said) not in whole
    ] == []
