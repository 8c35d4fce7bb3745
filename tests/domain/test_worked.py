"""The formula on a client's own figures: the very ones of the result, or room for them."""

from fractions import Fraction

from cem_maturity.application.judge import judge
from cem_maturity.application.language import speak
from cem_maturity.domain.questionnaire import LevelRule, Rules
from cem_maturity.domain.result import Result
from cem_maturity.domain.worked import Row, Worked, formula
from tests.builders import Said, a_dimension, a_practice, a_questionnaire, an_assessment

ASKED = a_questionnaire(
    a_dimension("flat", "flat.1", "flat.2"),
    a_dimension("mixed", "mixed.1", "mixed.2", a_practice("mixed.3", 2)),
    top_level=2,
)


def result() -> Result:
    """A client one of whose dimensions is mixed."""
    said: dict[str, Said] = {"flat.1": 1, "flat.2": 1, "mixed.1": 2, "mixed.2": 1, "mixed.3": Fraction(1, 3)}
    return judge(ASKED, an_assessment(said), partial=False)


def sentences(example: Worked) -> list[str]:
    """Its sentences in English."""
    return [speak("en").say(line) for line in example.lines]


def test_the_example_is_the_dimension_whose_answers_differ_most() -> None:
    """What has reached which level, question by question, with the shares, the level and the index of the result."""
    first, whole = formula(result(), worked=True).examples

    assert first.rows == (
        Row("How is mixed.1?", 2, (Fraction(1), Fraction(1))),
        Row("How is mixed.2?", 1, (Fraction(1), Fraction(0))),
        Row("Is mixed.3 done?", None, (None, Fraction(1, 3))),
    )
    assert (first.title, first.shares, first.level, first.index) == (
        "The mixed",
        (Fraction(1), Fraction(4, 9)),
        1,
        Fraction(13, 9),
    )
    assert whole.rows == (
        Row("The flat", 1, (Fraction(1), Fraction(0))),
        Row("The mixed", 1, (Fraction(1), Fraction(0))),
    )
    assert (whole.title, whole.shares, whole.level, whole.index) == ("", (Fraction(1), Fraction(0)), 1, Fraction(11, 9))


def test_the_sentences_are_those_that_explain_the_result() -> None:
    """Level by level, the sum, and why it is not the next level."""
    first, whole = formula(result(), worked=True).examples

    assert "The weighted mean of the dimensions' indices is 1.2 of 2." in sentences(whole)
    assert sentences(first) == [
        "At level 1 or above: 2 of 2 questions (100%). More than 50% is wanted: level 1 is reached; "
        "at more than 85% it carries those above.",
        "At level 2 or above: 44.4% of the weight. More than 50% is wanted: level 2 is not reached.",
        "These shares add up to the index: 1.4 of 2.",
        "Level 2 wants more than half of the weight at 2 or above; 44.4% is.",
    ]


def test_the_open_page_has_room_for_figures_and_none_of_them() -> None:
    """The same rows; no level, no share, no index, no sentence but the rule."""
    found = formula(result(), worked=False)

    assert found.sentence == formula(result(), worked=True).sentence
    assert [found.is_worked, formula(result(), worked=True).is_worked] == [False, True]
    assert [(one.title, one.shares, one.level, one.index, one.lines) for one in found.examples] == [
        ("The mixed", (None, None), None, None, ()),
        ("", (None, None), None, None, ()),
    ]
    assert {(row.level, row.there) for one in found.examples for row in one.rows} == {(None, (None, None))}


def test_a_climb_is_told_to_where_it_stops() -> None:
    """A level that nobody is asked about is passed over; above the one that is not reached nothing is told."""
    asked = a_questionnaire(
        a_dimension("p", a_practice("p.1", 1), a_practice("p.3", 3), a_practice("p.4", 4)), top_level=4
    )
    said: dict[str, Said] = {"p.1": Fraction(1), "p.3": Fraction(0), "p.4": Fraction(0)}

    first, _ = formula(judge(asked, an_assessment(said), partial=False), worked=True).examples

    assert [line.partition(":")[0] for line in sentences(first) if line.startswith("At level")] == [
        "At level 1 or above",
        "At level 3 or above",
    ]


def test_where_the_index_gives_the_level_that_is_said() -> None:
    """Under the rules that do not climb."""
    asked = a_questionnaire(
        a_dimension("mixed", "mixed.1", "mixed.2"), top_level=2, rules=Rules(level_rule=LevelRule.FLOOR)
    )

    first, _ = formula(judge(asked, an_assessment({"mixed.1": 2, "mixed.2": 1}), partial=False), worked=True).examples

    assert "The index, rounded down, is the level: 1." in sentences(first)


def test_the_example_stands_in_the_middle_where_one_does() -> None:
    """However much the answers differ at the bottom or at the top; practices have no say in how much they differ."""
    asked = a_questionnaire(
        a_dimension("bottom", "bottom.1", "bottom.2", "bottom.3"),
        a_dimension("top", "top.1", "top.2", "top.3", "top.4"),
        a_dimension("calm", "calm.1", "calm.2", a_practice("calm.3", 1)),
        a_dimension("mixed", "mixed.1", "mixed.2", "mixed.3"),
        top_level=2,
    )
    said: dict[str, Said] = {
        **{"bottom.1": 0, "bottom.2": 0, "bottom.3": 2},
        **{"top.1": 2, "top.2": 2, "top.3": 2, "top.4": 2},
        **{"calm.1": 1, "calm.2": 1, "calm.3": Fraction(1)},
        **{"mixed.1": 1, "mixed.2": 1, "mixed.3": 2},
    }

    def example(without: str = "") -> str:
        dimensions = [one for one in asked.dimensions if one.id != without]
        given = judge(a_questionnaire(*dimensions, top_level=2), an_assessment(said), partial=True)
        return formula(given, worked=True).examples[0].title

    assert (example(), example("mixed")) == ("The mixed", "The calm")
