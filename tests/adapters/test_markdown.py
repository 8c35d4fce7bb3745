"""The report as Markdown: the report's words and figures, and nobody's text is markup."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cem_maturity.adapters.html_report import markdown
from cem_maturity.application.assess import assess
from cem_maturity.application.language import languages, speak
from cem_maturity.domain.assessment import Organisation, PlannedAction
from cem_maturity.domain.kinds import Kind, of_kind
from cem_maturity.domain.report import Plain, as_values
from tests.adapters.reports import ENGLISH, JOURNEY, TEMPLATES, a_touchpoint, some_answers, some_dimensions, the_values
from tests.builders import a_questionnaire, a_respondent, an_assessment, answered, not_applicable, unknown
from tests.domain.strategies import LAW

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def the_markdown(values: dict[str, Plain] | None = None, code: str = "en") -> str:
    """The Markdown of *values*, by default of `the_values()`."""
    return markdown.render(values or the_values(), speak(code), templates=TEMPLATES)


def tokens(text: str) -> Iterator[Token]:
    """All that a reader of Markdown sees in *text*, the inside of paragraphs among it."""
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def shape(text: str) -> list[tuple[str, str]]:
    """What *text* is built of, without its words."""
    return [(token.type, token.tag) for token in tokens(text) if token.type not in ("text", "hardbreak")]


def words(text: str) -> str:
    """The words of *text* as one reads them, without the breaks of lines."""
    return " ".join("\n".join(token.content for token in tokens(text) if token.type in ("text", "code_inline")).split())


def values_with(text: str) -> dict[str, Plain]:
    """A report in which *text* stands in every place that people fill."""
    said = {
        **some_answers(),
        "d0.a": answered(2, note=text, quote=text),
        "d0.b": not_applicable(text),
        "d1.a": unknown(text),
    }
    assessment = an_assessment(
        said,
        organisation=Organisation(text, text, text, text, text),
        flags={"d2.a": text},
        respondents=(
            a_respondent("one", {"d2.b": 0}, role=text, name=text),
            a_respondent("two", {"d2.b": 5}, name=text),
        ),
        touchpoints=(a_touchpoint(text, note=text),),
        actions=(
            PlannedAction("own", "planned", owner=text, text=text, why=text),
            PlannedAction("do-0-a-3", "planned", owner=text, text=text, why=text),
        ),
    )
    asked = a_questionnaire(*some_dimensions(), journey=JOURNEY)
    return as_values(assess(asked, assessment, partial=True, program_version="1.0"), ENGLISH.say)


NASTY = [
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "> quoted",
    "*strong* __strong__ ~~gone~~",
    "`code`",
    "```\nfence",
    "a | b | c",
    "---",
    "===",
    "[link](https://example.org)",
    "![picture](https://example.org/a.png)",
    "<https://example.org>",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "&amp; &#60;b&#62;",
    "back\\slash \\* \\",
    "[note]: https://example.org",
    "    four spaces",
    "line\n\nline\n# line\n| a |",
    "one\r\ntwo\u2028three\x0bfour",
    "{#id .class} $x$ ^up^ :smile: ==marked==",
    "{{ 7 * 7 }} {% raw %} %(x)s",
    "text #",
]


PLACES = ["{}", "# {}", "- **Note:** {}", "| head |\n| --- |\n| {} |", "**{}** and *{}*", "1. {} (dimension)", "“{}”"]
"""Where templates put what people say."""


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", NASTY)
def test_a_text_is_no_markup_wherever_it_stands(text: str, place: str) -> None:
    """What holds it is built as it is with a plain word inside, and says what was typed."""
    written = place.replace("{}", markdown.escaped(text))

    assert shape(written) == shape(place.replace("{}", "word"))
    assert " ".join(text.split()) in words(written)


@pytest.mark.parametrize("text", [" ".join(NASTY), "\n".join(NASTY)], ids=["one line", "many lines"])
def test_nobodys_text_is_markup_in_a_report(text: str) -> None:
    """With it in every place that people fill, the document is built as with a plain word there."""
    written = the_markdown(values_with(text))

    assert shape(written) == shape(the_markdown(values_with("word")))
    assert words(written).count(" ".join(text.split())) == words(the_markdown(values_with("a word."))).count("a word.")


@given(st.text(st.characters(exclude_categories=["C"], include_characters="\n*_#|<>`-+=[]()!\\&~1. "), min_size=1))
@LAW
def test_no_text_at_all_is_markup(text: str) -> None:
    """Whatever it holds: one paragraph, nothing but text in it, and the same words."""
    for written in (f"{markdown.escaped(text)}\n", f"{markdown.kept(text, '')}\n"):
        inside = [(token.type, token.content) for token in tokens(written)]

        assert {kind for kind, _ in inside} <= {
            "paragraph_open",
            "inline",
            "paragraph_close",
            "text",
            "text_special",
            "hardbreak",
        }
        assert "".join(words(written).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["https://example.org", "www.example.org", "ann@example.org"])
def test_no_text_is_a_link_where_addresses_become_links(text: str) -> None:
    """The sign that makes an address of it stands behind a backslash."""
    assert str(markdown.escaped(text)) in ("https\\://example.org", "www\\.example.org", "ann\\@example.org")


def test_lines_of_a_note_stay_lines() -> None:
    """They are broken, and stay within their item."""
    written = the_markdown(values_with("first\nsecond"))

    assert "- **Note:** first\\\n  second" in written


def test_no_html_is_needed_in_any_language() -> None:
    """Right to left or not: Markdown alone."""
    for code in languages():
        written = the_markdown(code=code)

        assert [token.content for token in tokens(written) if token.type.startswith("html")] == []
        assert [line for line in written.splitlines() if line != line.rstrip()] == []


def parts(text: str) -> Sequence[str]:
    """The headings of parts."""
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


def test_the_parts_are_those_of_the_report() -> None:
    """In its order; charts are left out, tables stand."""
    assert parts(the_markdown()) == [
        "The result on one page",
        "How to read this",
        "Level 2: Level 2",
        "Profile",
        "The d0",
        "The d1",
        "The d2",
        "What to do",
        "Roadmap",
        "The customer's journey",
        "How sure we are",
        "Method and words",
    ]


def test_the_board_is_given_one_part() -> None:
    """What stands on two pages of the PDF."""
    asked = a_questionnaire(*some_dimensions(), journey=JOURNEY)
    report = assess(asked, an_assessment(some_answers()), partial=False, program_version="1.0")

    written = the_markdown(as_values(of_kind(report, Kind.EXECUTIVE), ENGLISH.say))

    assert parts(written) == ["The result on one page"]


def test_a_journey_alone_is_a_report() -> None:
    """A questionnaire without dimensions has its touchpoints, for the board too."""
    asked = replace(a_questionnaire(journey=JOURNEY), dimensions=())
    report = assess(asked, an_assessment(touchpoints=(a_touchpoint(),)), partial=False, program_version="1.0")

    for kind in Kind:
        written = the_markdown(as_values(of_kind(report, kind), ENGLISH.say))

        assert parts(written) == ["The customer's journey"]
