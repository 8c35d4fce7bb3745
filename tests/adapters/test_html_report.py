"""The HTML of a report: one text, the same figures as the JSON, and nobody's words become markup."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from gettext import NullTranslations
from pathlib import Path

import pytest
from markupsafe import Markup

from cem_maturity.adapters.html_report import Medium, geometry
from cem_maturity.adapters.html_report.wording import (
    LONGEST_WORD,
    MOST_MARKS,
    head,
    held,
    honest,
    opening,
    printable,
    tied,
    turned,
)
from cem_maturity.application.language import Language
from cem_maturity.domain.assessment import Organisation, PlannedAction
from cem_maturity.domain.questionnaire import Corner, Dimension, QuadrantPart
from cem_maturity.domain.response import Response
from tests.adapters.page import Page
from tests.adapters.reports import (
    ENGLISH,
    JOURNEY,
    TEMPLATES,
    a_touchpoint,
    some_answers,
    some_dimensions,
    the_html,
    the_values,
)
from tests.builders import (
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    a_respondent,
    an_assessment,
    answered,
    not_applicable,
    unknown,
)

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "{{7*7}}{% include '/etc/passwd' %}",
    '<link rel=attachment href="file:///etc/passwd">',
    '"><svg onload=alert(1)><title>',
    "</style><style>body{background:url(http://198.51.100.1/)}",
    "</title></head><body>",
    "<a href='javascript:alert(1)'>here</a>",
    "&lt;b&gt; &amp; ''",
    "%(name)s {name} %s %",
)

NAUGHTY = (
    "Zoë Ångström ﬁ ½",
    "Съешь ещё этих мягких французских булок",
    "می‌شود و نیم‌فاصله ۱۲۳",
    "田中さんにあげて下さい",
    "🙂 👩‍👩‍👧 ️",
    "abc\u202edef\u2066x\u2069",
    "  two  spaces\tand a tab ",
    "line one\nline two\n\nline four",
    "=1+1, @SUM(A1), -2, +3",
    "null NaN undefined true 0x1F",
    "a" * 5000,
    "\u00a0".join(["word"] * 200),
    "e" + "\u0301" * 25,
)


TITLES = {
    "a\u202eb": "ab",
    "\u2068Acme\u2069 \u202bآکمه\u202c": "Acme آکمه",
    "\u200fآکمه\u200e (1)": "\u200fآکمه\u200e (1)",
}


def attributes(page: Page) -> Iterator[tuple[str, str, str]]:
    """Each element, attribute and value."""
    for tag, found in page.elements:
        yield from ((tag, name, value or "") for name, value in found.items())


def policy_of(page: Page) -> str | None:
    """What the page lets a browser run and fetch."""
    return next(found["content"] for _, found in page.elements if found.get("http-equiv") == "Content-Security-Policy")


def scripts_of(html: str) -> list[str]:
    """The scripts in *html*."""
    return re.findall(r"<script>(.*?)</script>", html, re.DOTALL)


def digest_of(script: str) -> str:
    """What a policy calls that *script*."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def everywhere(text: str) -> dict[str, object]:
    """A report with *text* in every field that a person fills."""
    said = {
        **some_answers(),
        "d0.a": answered(1, None, text, text),
        "d0.b": not_applicable(text),
        "d1.a": unknown(text),
    }
    assessment = an_assessment(
        said,
        organisation=Organisation(text, text, text, text, text),
        flags={"d2.a": text},
        respondents=(
            a_respondent("r", {"d2.a": 0}, role=text, name=text),
            a_respondent("s", {"d2.a": 5}, role="board"),
        ),
        touchpoints=(a_touchpoint(text, note=text), a_touchpoint("other")),
        actions=(PlannedAction("own", "planned", text, text, text, text),),
    )
    return dict(the_values(assessment, a_questionnaire(*some_dimensions(), journey=JOURNEY)))


def test_nothing_is_fetched() -> None:
    """The text names no address outside itself, and its own policy forbids what it does not hold."""
    page = Page(html := the_html())

    assert re.findall(r"https?://|//[a-z]+\.", html) == []
    assert [value for _, name, value in attributes(page) if name in ("src", "srcset", "data", "action")] == []
    assert {value[0] for _, name, value in attributes(page) if name == "href"} == {"#"}
    assert policy_of(page) == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        f"script-src 'sha256-{digest_of(scripts_of(html)[0])}'"
    )


def test_one_script_may_run_and_print_has_none() -> None:
    """The policy names the script by its digest, so that no other runs; what is made for print needs none."""
    screen, print_ = the_html(), the_html(medium=Medium.PRINT)

    assert (len(scripts_of(screen)), len(scripts_of(print_))) == (1, 0)
    assert policy_of(Page(print_)) == "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def test_every_link_leads_to_a_place_in_the_text() -> None:
    """No link of the navigation, the matrix or a dimension's actions leads nowhere."""
    page = Page(the_html())

    targets = {value for _, name, value in attributes(page) if name == "id"}
    assert {value[1:] for _, name, value in attributes(page) if name == "href"} - targets == set()


def test_language_and_direction_stand_at_the_root() -> None:
    """Browsers, screen readers and the PDF learn them from there."""
    persian = Language("fa", NullTranslations())

    roots = [Page(the_html(language=language)).elements[0] for language in (ENGLISH, persian)]

    assert roots == [
        ("html", {"lang": "en", "dir": "ltr", "class": "screen"}),
        ("html", {"lang": "fa", "dir": "rtl", "class": "screen"}),
    ]


def test_charts_mirror_in_persian_and_the_radar_does_not() -> None:
    """Where one reads from right to left, a chart climbs from right to left."""
    persian = the_html(language=Language("fa", NullTranslations()))

    assert 'transform="translate(794 0) scale(-1 1)"' in persian
    assert 'class="chart" dir="ltr"' in persian
    assert "scale(-1 1)" not in the_html()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """In every field, markup and template language are shown as they were typed and do nothing."""
    plain = Page(the_html(everywhere("harmless")))

    page = Page(the_html(everywhere(text)))

    assert [tag for tag, _ in page.elements if tag != "wbr"] == [tag for tag, _ in plain.elements if tag != "wbr"]
    assert {name for _, name, _ in attributes(page)} == {name for _, name, _ in attributes(plain)}
    assert page.text.count(text) >= 12


@pytest.mark.parametrize("text", NAUGHTY)
def test_text_comes_back_as_it_was_given(text: str) -> None:
    """Whatever alphabet, space or line break: what was put down is what stands there."""
    page = Page(the_html(everywhere(text)))

    assert page.text.count(unicodedata.normalize("NFC", text)) >= 9


def test_words_without_end_may_break() -> None:
    """A line may break after so many characters, and a no-break space does not count as a space."""
    broken = printable({"note": ["x" * 100, "a\u00a0b" * 20, "<i> " * 30, 3]})

    assert broken == {
        "note": [
            "<wbr>".join(["x" * 40, "x" * 40, "x" * 20]),
            "<wbr>".join([("a\u00a0b" * 20)[:LONGEST_WORD], ("a\u00a0b" * 20)[LONGEST_WORD:]]),
            "<i> " * 30,
            3,
        ]
    }


@pytest.mark.parametrize(
    ("note", "way"),
    [("صف طولانی است (CRM).", "rtl"), ("Очередь длинная.", "ltr"), ("1, 2; «سه»", "rtl"), ("12 %", "ltr")],
)
def test_a_note_reads_in_the_direction_of_its_script(note: str, way: str) -> None:
    """What stands first decides, as for any paragraph; figures alone follow the report."""
    answers = {**some_answers(), "d0.a": answered(2)._replace(note=note)}

    elements = Page(the_html(the_values(an_assessment(answers)))).elements

    turned = [found for tag, found in elements if tag == "p" and found.get("dir") == "rtl"]
    assert bool(turned) == (way == "rtl")


def test_combining_marks_are_capped() -> None:
    """A heap of marks on one letter shows only its first ones; thousands would stop the layout."""
    assert printable("q" + "\u0323" * 500 + "z") == "q" + "\u0323" * MOST_MARKS + "z"


def test_a_running_head_is_one_short_line() -> None:
    """A name of any length fits above a page."""
    assert head("ACME\n of\tall") == "ACME of all"
    assert head("n" * 200) == "n" * 59 + "…"


def test_a_name_without_end_leaves_room_on_the_cover() -> None:
    """What a cover cannot hold is cut, and an ellipsis says so; a name of usual length stands as it is."""
    long, short = (
        the_html(the_values(an_assessment(some_answers(), organisation=Organisation(name)))).partition("<h1")[2]
        for name in ("Hold ing " * 900, "Söhne")
    )

    assert "…</h1>" in long[:500]
    assert ">Söhne</h1>" in short[:500]


def test_the_opening_is_the_first_sentence() -> None:
    """A level is told in one line; a text without a full stop is its own opening."""
    assert opening("There is one plan. It is kept.") == "There is one plan."
    assert opening("No stop") == "No stop"


def test_figures_are_those_of_the_values() -> None:
    """Level, index, coverage and every dimension's figures stand in the page as the values have them, rounded once."""
    values = the_values(
        an_assessment({**some_answers(), "d0.a": answered(3), "d1.b": answered(0), "d2.b": unknown()}),
        a_questionnaire(*some_dimensions()),
    )

    text = " ".join(re.sub(r"<[^>]+>", " ", the_html(values)).split())

    overall, dimensions = values["overall"], values["dimensions"]
    assert isinstance(overall, dict)
    assert isinstance(dimensions, list)
    assert f"index {ENGLISH.decimal(_exact(overall['index']))}" in text
    assert f"{ENGLISH.percent(_exact(overall['coverage']))} of what applies was answered." in text
    for dimension in dimensions:
        assert isinstance(dimension, dict)
        index, target, gap = _exact(dimension["index"]), dimension["target"], dimension["gap"]
        shares = " ".join(ENGLISH.percent(_exact(share)) for share in dimension["fulfilment"])  # type: ignore[union-attr]
        assert f"{dimension['title']} {dimension['level']} {ENGLISH.decimal(index)} {target} {gap} " in text
        assert f"{dimension['title']} {shares} {dimension['level']} " in text


def _exact(value: object) -> Fraction:
    assert isinstance(value, Fraction | int)
    return Fraction(value)


def test_a_provisional_result_says_so() -> None:
    """On the cover and on the page for the board, with the reason."""
    values = the_values(an_assessment({"d0.a": 2, "d0.b": 2}), a_questionnaire(*some_dimensions()), partial=True)

    text = Page(the_html(values)).text

    assert text.count("Provisional") == 3
    assert values["overall"]["provisional_reasons"][0] in text  # type: ignore[index,call-overload,operator]


def test_parts_without_data_are_left_out() -> None:
    """No touchpoints, no journey; no actions, no roadmap; never an empty heading."""
    html = the_html(the_values(an_assessment(some_answers(level=5)), a_questionnaire(*some_dimensions())))

    assert [part for part in ("journey", "roadmap", "actions", "profile", "answers") if f'id="{part}"' in html] == [
        "profile",
        "answers",
    ]


@pytest.mark.parametrize(
    ("top", "shades"), [(5, [0, 1, 2, 3, 4, 5]), (3, [0, 2, 3, 5]), (9, [0, 1, 1, 2, 2, 3, 3, 4, 4, 5])]
)
def test_the_ramp_spans_every_ladder(top: int, shades: list[int]) -> None:
    """The lowest level is the lightest and the highest the darkest, however many there are."""
    found = [geometry.shade(level, top) for level in range(top + 1)]

    assert found == shades


def test_only_all_is_called_all() -> None:
    """A share that lacks little is not rounded up to all, nor one that has little down to none."""
    said = [honest(share) for share in (Fraction(0), Fraction(1, 999), Fraction(1, 2), Fraction(998, 999), Fraction(1))]

    assert said == [0, Fraction(1, 100), Fraction(1, 2), Fraction(99, 100), 1]


def test_open_answers_are_spoken_of_where_there_are_some() -> None:
    """With every question answered nothing is said of open ones; with one unknown, the bounds are."""
    dimensions = a_questionnaire(*some_dimensions())
    full = Page(the_html(the_values(an_assessment(some_answers()), dimensions))).text
    part = Page(
        the_html(the_values(an_assessment(some_answers() | {"d0.a": unknown()}), dimensions, partial=True))
    ).text

    assert ("Every question that applies was answered." in full, "open answer" in full) == (True, False)
    assert ("Every question that applies was answered." in part, "open answer" in part) == (False, True)


def test_only_the_flagship_names_its_source() -> None:
    """A questionnaire of somebody else is not said to follow the model of the flagship."""
    values = the_values()
    own = Page(the_html(values)).text
    ours = Page(the_html(values | {"questionnaire": {**values["questionnaire"], "id": "cem-maturity"}})).text  # type: ignore[dict-item]

    assert ("Gartner" in own, "Gartner" in ours) == (False, True)


def test_the_board_gets_something_to_do_at_the_top() -> None:
    """Where no dimension has an action left, the actions of the level reached stand on the first page."""
    values = the_values()
    action = {"text": "Keep it up", "owner": "Board", "horizon": "1y", "done_when": ""}
    html = the_html(values | {"actions": [], "level_actions": [action]})

    assert "Keep it up" in html.partition('id="board"')[2].partition('id="reading"')[0]


CASES: dict[str, tuple[tuple[Dimension, ...], dict[str, Response]]] = {
    "nobody knows": (some_dimensions(), {f"d{n}.{x}": unknown() for n in range(3) for x in "ab"}),
    "all at 0": (some_dimensions(), some_answers(level=0)),
    "all at the top": (some_dimensions(), some_answers(level=5)),
    "one dimension": (some_dimensions(1), some_answers(1)),
    "fifteen dimensions": (some_dimensions(15), some_answers(15)),
    "nothing applies": (some_dimensions(1), {f"d0.{x}": not_applicable() for x in "ab"}),
    "practices": (
        (a_dimension("p", a_practice("p.a", 1), a_practice("p.b", 3), a_grid_question("p.c")),),
        {"p.a": answered(Fraction(1)), "p.b": answered(Fraction(1, 3)), "p.c": answered(4)},
    ),
    "no dimension": ((), {}),
}


@pytest.mark.parametrize("case", CASES)
def test_every_extreme_has_a_report(case: str) -> None:
    """Nothing known, nothing there, everything reached, few or many dimensions: the page holds together."""
    dimensions, said = CASES[case]

    for medium in Medium:
        html = the_html(the_values(an_assessment(said), a_questionnaire(*dimensions)), medium=medium)

        assert html.rstrip().endswith("</html>")
        assert ">None<" not in html
        assert "Fraction(" not in html


@pytest.mark.parametrize("name", TITLES)
def test_a_name_turns_no_title_around(name: str) -> None:
    """What goes on turning text until a sign ends it is left out of titles and running heads; mere marks stay."""
    html = the_html(the_values(an_assessment(some_answers(), organisation=Organisation(name))))

    assert f"<title>{TITLES[name]}: " in html
    assert f'data-organisation="{held(TITLES[name], "ltr")}"' in html


@pytest.mark.parametrize(
    ("text", "direction", "written"),
    [
        ("مجله «&.Ой» (X)", "rtl", "مجله \u200f«\u200e&.Ой\u200e»\u200f (X)"),
        ("Журнал «آه!»", "ltr", "Журнал \u200e«\u200fآه!\u200f»\u200e"),
        ("Журнал «&.Ой»", "ltr", "Журнал «&.Ой»"),
        ("«Why?» آه", "ltr", "«Why?» آه"),
    ],
)
def test_a_quote_in_another_script_keeps_its_signs(text: str, direction: str, written: str) -> None:
    """Marks hold its signs within, and keep it apart from what follows; else nothing is added."""
    assert (turned(text, direction), held(text, direction)) == (written, written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Начальный, с фокусом и в срок", "Начальный, с\u00a0фокусом и\u00a0в\u00a0срок"),
        ("«В срок», я", "«В\u00a0срок», я"),
        ("plan A, not 1: done", "plan A, not 1: done"),
        (Markup("a <wbr>b &amp; c"), Markup("a\u00a0<wbr>b &amp; c")),
    ],
)
def test_no_word_of_one_letter_ends_a_line_of_a_heading(text: str, written: str) -> None:
    """It stays with the next word; markup stays markup."""
    assert (tied(text), type(tied(text))) == (written, type(text))


def test_every_svg_has_a_title_and_a_size() -> None:
    """Assistive technology reads the title; layout from right to left needs the size."""
    page = Page(html := the_html())

    drawings = [found for tag, found in page.elements if tag == "svg"]
    assert len(drawings) == 13  # five charts, the strip in two, the steps of six questions, and those that explain them
    assert [found for found in drawings if not {"width", "height"} <= found.keys()] == []
    assert len(re.findall(r"<svg[^>]*><title>[^<]+</title>", html)) == len(drawings)


def test_templates_leave_no_sentence_untranslatable() -> None:
    """Each word that a reader sees in a template of ours passes through gettext."""
    found = [
        (path.name, words)
        for path in sorted(Path(TEMPLATES).rglob("*.html"))
        for words in re.findall(
            r">([^<>{}]*[A-Za-z]{2}[^<>{}]*)<",
            re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL),
        )
        if words.strip() and "&" not in words
    ]

    assert found == []


def test_two_dimensions_are_drawn_against_one_another() -> None:
    """One dot, the corner's name, and the level from which a side counts."""
    names = {Corner.NEITHER: "Neither", Corner.X_ONLY: "Only one", Corner.Y_ONLY: "Only other", Corner.BOTH: "Ready"}
    questionnaire = replace(a_questionnaire(*some_dimensions()), quadrant=QuadrantPart("d0", "d1", 3, names))
    said = {**some_answers(), "d0.a": answered(4), "d0.b": answered(4)}

    page = Page(the_html(the_values(an_assessment(said), questionnaire)))

    assert "The d0 is at level 4, The d1 at level 2: Only one." in page.text
    assert "a side counts from level 3" in page.text
    assert ("section", {"class": "part follows quadrant"}) in page.elements


def test_a_report_from_few_questions_says_so() -> None:
    """On the cover, at the foot of every page and on the board's page."""
    questionnaire = replace(a_questionnaire(*some_dimensions()), indicative=True)

    page = Page(the_html(the_values(an_assessment(some_answers()), questionnaire)))

    cover = next(found for tag, found in page.elements if found.get("class") == "cover")
    assert cover["data-state"] == "Indicative"
    assert "a first impression, not a finding" in page.text


def test_a_text_keeps_the_direction_of_its_script() -> None:
    """Its closing signs stay behind it, on a page that reads the other way; one that reads alike needs nothing."""
    found = [turned("Who? (Ann)", "rtl"), turned("Who?", "ltr"), turned("<کی>؟", "ltr"), held("A.", "rtl")]

    assert found == [
        '<bdi dir="ltr">Who? (Ann)</bdi>',
        "Who?",
        '<bdi dir="rtl">&lt;کی&gt;؟</bdi>',
        "\u200eA.\u200e",
    ]


def test_roles_that_differ_are_shown_before_the_dimensions() -> None:
    """The gap is drawn from the lower role to the higher; and what each has said carries a name."""
    respondents = (
        a_respondent("r", {"d0.a": 1}, role="staff", name="Ann Oak, head of shops"),
        a_respondent("s", {"d0.a": 4}, role="board", name="Bo"),
    )
    values = the_values(an_assessment({}, respondents=respondents), partial=True)
    remarks = [{"kind": "note", "respondent": "r", "text": "Nobody rang."}]
    dimensions: list[dict[str, object]] = values["dimensions"]  # type: ignore[assignment]
    questions: list[dict[str, object]] = dimensions[0]["questions"]  # type: ignore[assignment]
    questions[0]["remarks"] = remarks

    text = Page(the_html(values)).text

    assert (
        text.index("staff 1, board 4") < text.index("Dimension 1 of 3") < text.index("Nobody rang. —\u00a0Ann\u00a0Oak")
    )


def test_the_report_says_which_way_an_answer_tips_the_level() -> None:
    """One answer decides both ways, one downwards, one upwards; each stands beside its question."""
    both = the_html(the_values(an_assessment({"a": 2}), a_questionnaire(a_dimension("d", "a"))))
    down = the_html(the_values(an_assessment({"a": 5}), a_questionnaire(a_dimension("d", "a"))))
    up = the_html(the_values(an_assessment({"a": 0}), a_questionnaire(a_dimension("d", "a"))))

    assert "How is a? One step lower: level 1; one step higher: level 3." in " ".join(Page(both).text.split())
    assert "How is a? One step lower: level 4." in " ".join(Page(down).text.split())
    assert "How is a? One step higher: level 1." in " ".join(Page(up).text.split())
