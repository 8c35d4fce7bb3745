"""The steps of a question, what several people answered, who does what by when, and the words that explain them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from cem_maturity.adapters.html_report import geometry
from cem_maturity.adapters.html_report.wording import alphabetical
from cem_maturity.domain.questionnaire import Aggregate, LevelRule, OverallRule, Rules, UnknownRule
from cem_maturity.domain.response import Respondent
from tests.adapters.page import Page
from tests.adapters.reports import some_answers, some_dimensions, the_html, the_values
from tests.builders import (
    a_dimension,
    a_practice,
    a_questionnaire,
    a_respondent,
    an_assessment,
    answered,
    unknown,
)


def text_of(values: Mapping[str, object]) -> str:
    """What a reader reads, in one line."""
    return " ".join(Page(the_html(values)).text.split())


def ladders(values: Mapping[str, object]) -> list[str]:
    """The drawings of the steps beside the questions, without the one that explains them."""
    return re.findall(r'class="ladder">(.*?)</span>', the_html(values).partition('id="dimension-1"')[2], re.DOTALL)


def a_reply(role: str, level: int | None = None, value: Fraction | None = None) -> dict[str, object]:
    """What one respondent said."""
    state = "unknown" if level is None and value is None else "answered"
    return {"respondent": "r", "role": role, "state": state, "level": level, "value": value}


def several(*people: tuple[str, str, int]) -> dict[str, object]:
    """A report with one question, answered by each person: an id, a role, a level."""
    respondents: tuple[Respondent, ...] = tuple(
        a_respondent(id_, {"d.a": level}, role=role) for id_, role, level in people
    )
    return dict(the_values(an_assessment({}, respondents=respondents), a_questionnaire(a_dimension("d", "d.a"))))


def test_steps_show_what_was_reached_what_is_next_and_the_target() -> None:
    """At level 2 of 5, aimed at 4: two dark, one framed, two faint, a mark on the fourth; a title says it."""
    values = the_values(
        an_assessment({"d.a": 2}, targets={"d": 4}),
        a_questionnaire(a_dimension("d", "d.a")),
    )

    (drawing,) = ladders(values)

    assert [(shape, path.count("M")) for shape, path in re.findall(r'<path class="(\w+)" d="([^"]*)"', drawing)] == [
        ("up", 2),
        ("still", 2),
        ("fa", 1),
    ]
    assert drawing.count('class="next"') == 1
    assert "<title>Level 2 of 5, target 4.</title>" in drawing


def test_a_question_at_the_top_has_no_next_step() -> None:
    """All steps are dark, and nothing is framed."""
    (drawing,) = ladders(the_values(an_assessment({"d.a": 5}), a_questionnaire(a_dimension("d", "d.a"))))

    assert re.findall(r'class="(\w+)"', drawing) == ["up", "fa"]
    assert drawing.count("M") == 6


def test_a_practice_shows_its_share() -> None:
    """A third in place fills a third of the bar."""
    values = the_values(
        an_assessment({"d.a": answered(Fraction(1, 3))}), a_questionnaire(a_dimension("d", a_practice("d.a", 1)))
    )

    (drawing,) = ladders(values)

    assert "<title>33% is in place.</title>" in drawing
    assert 'class="up" x="0" y="13" width="26"' in drawing


def test_an_open_question_has_no_steps() -> None:
    """Nothing is drawn where nothing is known."""
    values = the_values(
        an_assessment({"d.a": unknown(), "d.b": 1}), a_questionnaire(a_dimension("d", "d.a", "d.b")), partial=True
    )

    assert len(ladders(values)) == 1


def test_answers_are_marks_by_role_on_one_scale() -> None:
    """One mark for all of a role who say the same; what falls on one place stands side by side."""
    said = [a_reply("board", 4), a_reply("staff", 2), a_reply("staff", 2), a_reply("board", 2), a_reply("staff")]

    assert geometry.marks(said, ["board", "staff"], 5) == [
        {"at": 0.4, "role": 0, "people": 1, "shift": -0.5},
        {"at": 0.4, "role": 1, "people": 2, "shift": 0.5},
        {"at": 0.8, "role": 0, "people": 1, "shift": 0.0},
    ]


def test_more_roles_than_shapes_are_all_alike() -> None:
    """Six roles cannot be told apart by shape; so nobody is."""
    roles = [f"role {number}" for number in range(6)]

    found = geometry.marks([a_reply(role, value=Fraction(1, 3)) for role in roles], roles, 5)

    assert found == [{"at": 1 / 3, "role": 0, "people": 6, "shift": 0.0}]


def test_what_people_answered_stands_after_the_dimensions() -> None:
    """Each question with its range, and in the drawing's title what each role said."""
    values = several(("r", "board", 4), ("s", "staff", 1), ("t", "staff", 0))

    html = the_html(values)

    assert "<title>board 4; staff 0, 1</title>" in html
    assert "On one question the answers differ widely." in html
    assert html.index('id="dimension-1"') < html.index('id="spread"') < html.index('id="certainty"')
    assert "How is d.a? board 4; staff 0, 1 0 to 4answers differ widely" in text_of(values)


def test_one_sheet_has_no_spread() -> None:
    """Where everybody answered together there is nothing to spread; nor where one person alone did."""
    assert 'id="spread"' not in the_html()
    assert 'id="spread"' not in the_html(several(("r", "board", 4)))


def test_equal_answers_are_said_to_be_equal() -> None:
    """One level, and no range of one number."""
    text = text_of(several(("r", "board", 3), ("s", "staff", 3)))

    assert "On no question do the answers differ widely." in text
    assert "How is d.a? board 3; staff 3 all 3" in text


def test_many_role_gaps_show_the_widest_first_of_all() -> None:
    """Seventeen questions apart: eleven are drawn up front, and it is said of how many; all stand with the answers."""
    ids = [f"d.q{number}" for number in range(17)]
    respondents = (
        a_respondent("r", dict.fromkeys(ids, 1), role="staff"),
        a_respondent("s", dict.fromkeys(ids[:3], 5) | dict.fromkeys(ids[3:], 3), role="board"),
    )
    values = the_values(
        an_assessment({}, respondents=respondents), a_questionnaire(a_dimension("d", *ids)), partial=True
    )

    html = the_html(values)

    front, after = html.partition('id="people"')[2].split("</section>", 1)
    assert "On 17 questions roles are at least two levels apart." in front
    assert "Here are the 11 where they are furthest apart." in front
    assert front.count('<th scope="row">') == 11
    assert [f"How is {id_}?" in front for id_ in ids[:3]] == [True] * 3
    assert after.count('class="marks"') == 17


def test_owners_see_what_is_theirs_by_when() -> None:
    """A column for each horizon that has an action, and the effort that falls in it."""
    values = the_values()
    actions: list[dict[str, int]] = values["actions"]  # type: ignore[assignment]
    effort = sum(action["effort"] for action in actions)

    text = text_of(values)

    assert "Who has what to do." in text
    assert "OwnerWithin 90 days" in text
    assert f"Effort in all{effort}" in text


RULES = {
    "gate": (Rules(), "never skipped"),
    "bands": (Rules(level_rule=LevelRule.BANDS), "The cut points are 0.5, 1.5, 2.5, 3.5, 4.5."),
    "floor": (
        Rules(level_rule=LevelRule.FLOOR, overall_rule=OverallRule.WEAKEST),
        "at the level of its weakest dimension",
    ),
    "unknown": (Rules(unknown=UnknownRule.ZERO), "What is unknown counts as nothing done"),
    "coverage": (Rules(min_coverage=Fraction(3, 4)), "less than 75% of it is not assessed"),
}


@pytest.mark.parametrize("case", RULES)
def test_the_method_page_says_the_rule_that_is_used(case: str) -> None:
    """And not another one."""
    rules, sentence = RULES[case]
    others = [words for name, (_, words) in RULES.items() if name not in (case, "gate")]

    text = text_of(the_values(an_assessment(some_answers()), a_questionnaire(*some_dimensions(), rules=rules)))

    assert sentence in text
    assert [words for words in others if words in text] == []


@pytest.mark.parametrize(
    ("aggregate", "sentence"),
    [
        (Aggregate.MEDIAN_BY_ROLE, "then the median of the roles"),
        (Aggregate.MEDIAN, "the median counts, the lower one of two"),
        (Aggregate.MEAN_FLOOR, "the mean counts, rounded down"),
        (Aggregate.MINIMUM, "the lowest counts"),
    ],
)
def test_the_method_page_says_how_answers_become_one(aggregate: Aggregate, sentence: str) -> None:
    """Where several people answered."""
    respondents = (a_respondent("r", {"d.a": 1}, role="x"), a_respondent("s", {"d.a": 2}, role="y"))
    questionnaire = a_questionnaire(a_dimension("d", "d.a"), rules=Rules(aggregate=aggregate))

    assert sentence in text_of(the_values(an_assessment({}, respondents=respondents), questionnaire))
    assert "Several people" not in text_of(the_values())


def test_the_words_of_the_report_are_explained_where_the_questionnaire_does_not() -> None:
    """An author's own meaning of a word comes first."""
    own = text_of(the_values() | {"glossary": {"Index": "Our index.", "Zebra": "An animal."}})

    words = own.partition("Words ")[2]
    assert "Index Our index." in words
    assert "The levels reached on average" not in own
    assert words.index("blocker What keeps") < words.index("Index") < words.index("Zebra")


def test_words_stand_in_the_order_of_their_alphabet() -> None:
    """Persian's own letters have codes behind the Arabic ones, and yet stand between them."""
    assert [word for word, _ in alphabetical(dict.fromkeys(["یاد", "وعده", "پرسش", "بانک", "Zoo", "apple"], ""))] == [
        "apple",
        "Zoo",
        "بانک",
        "پرسش",
        "وعده",
        "یاد",
    ]


def a_box(left: int, top: int, width: int, height: int) -> dict[str, int]:
    """Where a label lies."""
    return {"left": left, "top": top, "width": width, "height": height}


@pytest.mark.parametrize(
    ("boxes", "are"),
    [
        ([], True),
        ([a_box(0, 0, 10, 5), a_box(10, 0, 10, 5), a_box(0, 5, 10, 5)], True),
        ([a_box(0, 0, 10, 5), a_box(9, 4, 10, 5)], False),
        ([a_box(0, 0, 30, 5), a_box(10, 1, 2, 2)], False),
        ([a_box(0, -50, 10, 100)], True),
        ([a_box(0, -51, 10, 5)], False),
        ([a_box(0, 46, 10, 5)], False),
    ],
)
def test_labels_are_apart_where_none_lies_over_another_or_outside(boxes: list[dict[str, int]], are: bool) -> None:
    """They may touch one another and the edge of the drawing, which is 100 high."""
    assert geometry.apart(boxes, 100) is are


@pytest.mark.parametrize(
    ("title", "count", "listed"),
    [("Short ", 9, 0), ("Short ", 15, 15), ("A title of many words " * 5, 9, 9)],
)
def test_axes_without_room_for_names_have_numbers_and_a_list(title: str, count: int, listed: int) -> None:
    """Few short names stand at their axes; many, or long ones, below by their numbers, in their order."""
    dimensions = [replace(a_dimension(f"d{n}", f"d{n}.a"), title=f"{title}{n}") for n in range(count)]
    values = the_values(an_assessment({f"d{n}.a": 2 for n in range(count)}), a_questionnaire(*dimensions))

    below = re.findall(r'<li><span class="n">(\d+)</span>([^&<]*)&ensp;<b>', the_html(values).partition('"axes"')[2])

    assert below == [(str(n + 1), f"{title}{n}") for n in range(listed)]


def test_the_index_stands_below_names_of_levels_however_long() -> None:
    """The names take the room that they need, and the index follows them."""
    strip = the_html().partition('class="chart strip"')[2]
    scale, names, index = (strip.index(one) for one in ('class="on stripnumber', 'class="names"', "<title>index"))

    assert scale < names < index
    assert 'class="on' not in strip[names:index]
