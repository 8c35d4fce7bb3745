"""Blank pages for a workshop: what stands on them, in which direction, and that text stays text."""

import io
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pypdf
import pytest

from cem_maturity.adapters import pdf
from cem_maturity.adapters.bundled import questionnaires, report_templates
from cem_maturity.adapters.html_report import Medium
from cem_maturity.adapters.html_report.workshop import Kind, render
from cem_maturity.application.language import speak
from cem_maturity.cli.reading import load_questionnaire
from cem_maturity.domain.questionnaire import (
    AnswerSet,
    Condition,
    GridQuestion,
    JourneyPart,
    LevelDescriptor,
    Option,
    PracticeQuestion,
    Questionnaire,
    Stage,
)
from tests.adapters.page import Page
from tests.adapters.reports import TEMPLATES
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire

SHORT = Condition("sector", ("retail",))


def a_workshop() -> Questionnaire:
    """A questionnaire with both kinds of questions and a journey."""
    grid = replace(a_grid_question("d.grid"), why="It matters.", evidence=("A list",), roles=("cx",), when=(SHORT,))
    return a_questionnaire(
        a_dimension("d", grid, a_practice("d.practice", 2)),
        a_dimension("e", "e.one"),
        journey=JourneyPart((Stage("buy", "Buying"), Stage("use", "Using")), suggestions={"buy": ("The till",)}),
    )


def printed(
    questionnaire: Questionnaire,
    kind: Kind,
    *,
    code: str = "en",
    medium: Medium = Medium.SCREEN,
    dimension: str = "",
    made: str = "",
) -> str:
    """The HTML of the pages."""
    return render(
        questionnaire,
        kind,
        speak(code),
        templates=report_templates() / "workshop",
        shared=TEMPLATES,
        medium=medium,
        dimension=dimension,
        made=made,
    )


def pages(questionnaire: Questionnaire, kind: Kind, *, code: str = "en") -> pypdf.PdfReader:
    """The PDF of the pages, open for reading."""
    html = printed(questionnaire, kind, code=code, medium=Medium.PRINT)
    return pypdf.PdfReader(io.BytesIO(pdf.render(html, fonts=TEMPLATES / "fonts")))


def choices(question: GridQuestion | PracticeQuestion) -> list[str]:
    """The texts from which an answer is chosen."""
    if isinstance(question, GridQuestion):
        return [one.text for one in question.descriptors]
    return [one.text for one in question.answers.options]


@cache
def bundled_text(id_: str, kind: Kind, code: str) -> str:
    """What a reader of the printed built-in questionnaire sees, without its line breaks."""
    html = printed(load_questionnaire(id_, code), kind, code=code, medium=Medium.PRINT)
    return " ".join(Page(html).text.split())


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("code", ["en", "ru", "fa"])
@pytest.mark.parametrize("id_", questionnaires())
def test_every_question_is_printed_with_all_its_choices(id_: str, code: str, kind: Kind) -> None:
    """Each built-in questionnaire, in each language: id, text and every descriptor or option, none of them cut."""
    text = bundled_text(id_, kind, code)

    wanted = {
        said
        for question in load_questionnaire(id_, code).questions()
        for said in (question.id, question.text, *choices(question))
    }
    assert {said for said in wanted if " ".join(said.split()) not in text} == set()


def test_the_sheets_hold_what_is_filled_in() -> None:
    """Who, what it rests on, why it is asked, whom it is for; importance and target once for each dimension."""
    text = " ".join(Page(printed(a_workshop(), Kind.SHEETS)).text.split())

    assert [
        (said, text.count(said))
        for said in (
            "Who answers",
            "a measurement",
            "Not applicable, because",
            "We don't know; ask",
            "It matters.",
            "What would prove it: A list",
            "Only for: retail",
            "How important is this part",
            "Which level should this part reach next?",
            "This is not an exam.",
            "Moment of truth",
            "For example: The till",
        )
    ] == [
        ("Who answers", 4),
        ("a measurement", 3),
        ("Not applicable, because", 3),
        ("We don't know; ask", 3),
        ("It matters.", 1),
        ("What would prove it: A list", 1),
        ("Only for: retail", 1),
        ("How important is this part", 2),
        ("Which level should this part reach next?", 2),
        ("This is not an exam.", 1),
        ("Moment of truth", 2),
        ("For example: The till", 1),
    ]


def test_one_dimension_is_printed_alone() -> None:
    """Neither the other dimensions nor the journey come with it."""
    text = Page(printed(a_workshop(), Kind.SHEETS, dimension="e")).text

    assert [said in text for said in ("How is e.one?", "How is d.grid?", "The till")] == [True, False, False]


def test_four_cards_share_a_page_and_ballots_have_their_own() -> None:
    """Five questions take two pages, the levels one more, and the options of the practices another."""
    graded = [f"d.{letter}" for letter in "abcd"]

    reader = pages(a_questionnaire(a_dimension("d", *graded, a_practice("d.e", 1))), Kind.CARDS)

    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert [[f"d.{letter}" in text.split() for letter in "abcde"].count(True) for text in texts] == [4, 1, 0, 0]
    assert all(f"Level {number}" in texts[2] for number in range(6))
    assert all(option in texts[3] for option in ("Never", "Sometimes", "Mostly", "Always"))


@pytest.mark.parametrize(("kind", "count"), [(Kind.SHEETS, 21), (Kind.CARDS, 10)])
@pytest.mark.parametrize("code", ["en", "ru", "fa"])
def test_the_flagship_takes_few_pages(code: str, kind: Kind, count: int) -> None:
    """Sheets: how to answer, two pages for each dimension, two for the journey. Cards: nine pages and the ballots."""
    questionnaire = load_questionnaire("cem-maturity", code)

    reader = pages(questionnaire, kind, code=code)

    found = "".join("".join(page.extract_text() for page in reader.pages).split())
    assert [question.id for question in questionnaire.questions() if question.id not in found] == []
    assert len(reader.pages) == count
    assert str(reader.root_object["/Lang"]) == code
    assert "/StructTreeRoot" in reader.root_object


@pytest.mark.parametrize("kind", Kind)
def test_persian_pages_run_from_right_to_left(kind: Kind) -> None:
    """Language and direction stand at the root, figures are Persian, and no style names a physical side of the text."""
    html = printed(load_questionnaire("pulse", "fa"), kind, code="fa")

    assert '<html lang="fa" dir="rtl"' in html
    assert ">۵</span>" in html or ">۵</p>" in html
    assert "margin-left" not in html
    assert "padding-left" not in html


def test_a_questionnaire_in_another_language_keeps_its_direction() -> None:
    """On Persian pages the texts of an English questionnaire read from left to right, and say that they are English."""
    html = printed(a_workshop(), Kind.SHEETS, code="fa")

    assert '<h3 lang="en" dir="ltr">How is d.grid?</h3>' in html


@pytest.mark.parametrize("kind", Kind)
def test_the_same_questionnaire_gives_the_same_bytes(kind: Kind) -> None:
    """Nothing of the day or the machine gets into a file."""
    html = printed(a_workshop(), kind, medium=Medium.PRINT)

    first, second = (pdf.render(html, fonts=TEMPLATES / "fonts") for _ in range(2))

    assert html == printed(a_workshop(), kind, medium=Medium.PRINT)
    assert first == second
    assert b"/CreationDate" not in first


def test_the_time_in_the_file_can_be_given() -> None:
    """It stands among the properties, and nowhere without being given."""
    assert 'content="1970-01-01T00:00:00Z"' in printed(a_workshop(), Kind.CARDS, made="1970-01-01T00:00:00Z")
    assert "dcterms" not in printed(a_workshop(), Kind.CARDS)


def everywhere(text: str) -> Questionnaire:
    """A questionnaire with *text* wherever its author writes."""
    grid = replace(
        a_grid_question("d.grid"),
        text=text,
        why=text,
        evidence=(text,),
        roles=(text,),
        when=(Condition("profile", (text,)),),
        descriptors=tuple(LevelDescriptor(level, text) for level in range(6)),
    )
    option = AnswerSet("own", tuple(Option(f"o{value}", Fraction(value), text) for value in (0, 1)))
    practice = replace(a_practice("d.practice", 1, answers=option), text=text)
    whole = a_questionnaire(a_dimension("d", grid, practice))
    return replace(
        whole,
        title=text,
        levels=tuple(one._replace(name=text, view=text) for one in whole.levels),
        dimensions=(replace(whole.dimensions[0], title=text, description=text),),
        journey=JourneyPart((Stage("s", text),), suggestions={"s": (text,)}),
    )


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=y>',
        "{{ 7 * 7 }}{% raw %}",
        "</style><b>",
        "&lt;i&gt;",
        "50% %(x)s",
    ],
)
def test_hostile_text_stays_text(kind: Kind, text: str) -> None:
    """Markup and template language of an author are shown as they were typed and do nothing."""
    plain = Page(printed(everywhere("harmless"), kind))

    page = Page(printed(everywhere(text), kind))

    assert [tag for tag, _ in page.elements if tag != "wbr"] == [tag for tag, _ in plain.elements if tag != "wbr"]
    assert page.text.count(text) >= 12


@pytest.mark.parametrize("kind", Kind)
def test_texts_without_end_leave_every_page_whole(kind: Kind) -> None:
    """However long a text is, there is a PDF of it, and cards keep to their pages."""
    reader = pages(everywhere("Hold " * 300 + "x" * 600), kind)

    assert len(reader.pages) == 3 if kind is Kind.CARDS else len(reader.pages) > 3


def test_a_questionnaire_of_touchpoints_alone_has_sheets() -> None:
    """Without a dimension there is the journey, and no word of levels."""
    questionnaire = a_questionnaire(journey=JourneyPart((Stage("buy", "Buying"),)))

    text = Page(printed(questionnaire, Kind.SHEETS)).text

    assert ("Buying" in text, "level 0" in text, "which level" in text) == (True, False, False)
