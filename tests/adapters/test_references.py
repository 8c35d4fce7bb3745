"""Published figures: read strictly, and never printed without what a reader needs to weigh them."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from cem_maturity.adapters import references_file
from cem_maturity.adapters.bundled import report_templates
from cem_maturity.application.language import languages, speak
from cem_maturity.domain.message import Message
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.questionnaire import Base
from cem_maturity.domain.reference import Reference, ReferenceFigure, References, references_beside
from cem_maturity.domain.report import plain
from tests.adapters.page import Page
from tests.adapters.reports import ENGLISH, the_html, the_values
from tests.builders import a_dimension, a_questionnaire

FILE = report_templates() / "references.yaml"
LISTED = Path(__file__).parents[2] / "docs" / "references.md"

ONE = """
format: 1
questionnaires: [sample]
references:
  - id: one
    publisher: Somebody
    year: 2020
    numbers: {people: 12}
    title: {en: How far, fa: تا کجا}
    sample: {en: "{people} people {each}", fa: "{people} نفر"}
    instrument: {en: a test, fa: آزمون}
    figures:
      - {percent: 41, of: {en: started, fa: آغاز کرده‌اند}}
      - {percent: -20, to: -50, is: change, of: {en: cost, fa: هزینه}}
    source: example.com
"""


def read(text: str, language: str = "en") -> Accepted[References] | Refused:
    """What stands in *text*, in English and Persian."""
    return references_file.read(text, "f.yaml", language, ("en", "fa"))


def all_of(language: str = "en") -> References:
    """The references that travel with the program."""
    read = references_file.read(FILE.read_text(encoding="utf-8"), str(FILE), language, languages())
    assert isinstance(read, Accepted)
    return read.value


def listed() -> dict[str, list[str]]:
    """The rows of the list of what was seen, by id."""
    rows = [line.strip("| ").split(" | ") for line in LISTED.read_text(encoding="utf-8").splitlines() if "| " in line]
    return {row[0]: row[1:] for row in rows if len(row) == 6 and row[0] != "id"}


def in_percent(figure: ReferenceFigure) -> str:
    """A figure as the list writes it."""
    share = str(figure.share * 100)
    return share if figure.to is None else f"{share} to {figure.to * 100}"


def test_a_reference_is_read_in_one_language() -> None:
    """Numbers stay apart from the text that takes them, so that each language writes them in its digits."""
    found = read(ONE, "fa")

    numbers = {"people": 12}
    assert found == Accepted(
        References(
            ("sample",),
            (
                Reference(
                    id="one",
                    publisher="Somebody",
                    via="",
                    year=2020,
                    title=Message("تا کجا", numbers),
                    sample=Message("{people} نفر", numbers),
                    instrument=Message("آزمون", numbers),
                    figures=(
                        ReferenceFigure(Fraction(41, 100), None, "exact", Message("آغاز کرده‌اند", numbers)),
                        ReferenceFigure(Fraction(-1, 5), Fraction(-1, 2), "change", Message("هزینه", numbers)),
                    ),
                    source="example.com",
                    note=None,
                ),
            ),
        )
    )


def test_a_brace_that_names_no_number_stays_a_brace() -> None:
    """It is somebody's text, and nothing is put there."""
    found = read(ONE)

    assert isinstance(found, Accepted)
    assert ENGLISH.say(found.value.references[0].sample) == "12 people {each}"


@pytest.mark.parametrize(
    ("good", "bad", "problem"),
    [
        ("    publisher: Somebody\n", "", ("missing-key", 5, 5)),
        ("    sample: {en", "    smaple: {en", ("unknown-key", 10, 5)),
        (', fa: "{people} نفر"', "", ("missing-key", 10, 13)),
        ("year: 2020", "year: last", ("wrong-type", 7, 11)),
        ("percent: 41", "percent: 141", ("out-of-range", 13, 19)),
        ("is: change", "is: chance", ("unknown-value", 14, 37)),
        ("format: 1", "format: 2", ("unknown-format", 2, 9)),
        ("    title: {en: How far", "    title: {en: 7", ("not-text", 9, 17)),
    ],
)
def test_a_mistake_is_a_problem_at_its_place(good: str, bad: str, problem: tuple[str, int, int]) -> None:
    """As in every document: code, line and column."""
    assert good in ONE

    found = read(ONE.replace(good, bad))

    assert isinstance(found, Refused)
    assert problem in [(one.code, one.place.line, one.place.column) for one in found.problems]


def test_every_figure_is_in_the_list_of_what_was_seen() -> None:
    """Publisher, year and figures agree with the list, id by id, and neither holds one more."""
    file = {one.id: one for one in all_of().references}

    written = {
        id_: [
            one.publisher,
            str(one.year) if one.year is not None else "not seen",
            [in_percent(figure) for figure in one.figures],
            one.source,
        ]
        for id_, one in file.items()
    }
    seen = {
        id_: [publisher, year, re.findall(r"-?[0-9/]+(?: to -?[0-9]+)?", "" if "none" in figures else figures), source]
        for id_, (publisher, year, _sample, figures, source) in listed().items()
    }
    assert written == seen


def test_how_a_figure_is_meant_is_in_the_list_too() -> None:
    """Under, over, about, nearly, a change: nobody's estimate becomes exact."""
    meant = {one.id: {f.sense for f in one.figures} - {"exact"} for one in all_of().references}

    assert meant == {id_: set(re.findall(r"\((\w+)\)", row[3])) for id_, row in listed().items()}


@pytest.mark.parametrize("code", languages())
def test_nothing_is_without_publisher_and_sample(code: str) -> None:
    """Nor without an instrument, a title and a source; and no text types a digit."""
    for one in all_of(code).references:
        texts = [one.title, one.sample, one.instrument, *(figure.of for figure in one.figures)]

        assert all([one.publisher, one.source, *(text.text for text in texts)]), one.id
        assert [text.text for text in texts if re.search(r"\d", text.text)] == [], one.id


def test_only_our_questionnaires_have_them() -> None:
    """The flagship and its overlays; an author's own has none."""
    known = References(("cem-maturity",), all_of().references)
    own = a_questionnaire(a_dimension("d", "d.a"))
    flagship = replace(own, id="cem-maturity")
    overlay = replace(own, base=Base("cem-maturity", "digest"))

    counts = [len(references_beside(one, known)) for one in (own, flagship, overlay)]

    assert counts == [0, 20, 20]


def test_a_report_prints_each_with_all_that_weighs_it() -> None:
    """Publisher, year or that it was not seen, sample, and that the instrument was another."""
    references = all_of().references
    values = the_values() | {"references": plain(references, ENGLISH.say)}

    text = " ".join(Page(the_html(values)).text.split())

    assert text.count("different instrument:") == len(references)
    assert text.count("year not seen") == sum(one.year is None for one in references)
    for one in references:
        year = str(one.year) if one.year is not None else "year not seen"
        assert f"{one.publisher}, {year}" in text
        assert ENGLISH.say(one.sample) in text
    assert "−20% to −50%" in text
    assert "over 50%" in text


def test_persian_writes_their_figures_in_its_digits() -> None:
    """No Latin digit is left but in addresses."""
    persian = speak("fa")

    said = [persian.say(one.sample) for one in all_of("fa").references]

    assert "۲۳۴ متخصص تجربه مشتری" in said
    assert [text for text in said if re.search("[0-9]", text)] == []
