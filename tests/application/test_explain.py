"""The arithmetic of a result in words."""

from fractions import Fraction

import pytest

from cem_maturity.application.explain import Explanation, UnknownDimension, explain
from cem_maturity.application.language import speak
from cem_maturity.domain.questionnaire import LevelRule, OverallRule, Questionnaire, Rules
from cem_maturity.domain.response import Evidence
from tests.builders import (
    Said,
    a_dimension,
    a_practice,
    a_questionnaire,
    an_assessment,
    answered,
    not_applicable,
    unknown,
)


def said_in_english(explanation: Explanation) -> list[str]:
    """The heading and the lines."""
    say = speak("en").say
    return [say(explanation.heading), *map(say, explanation.lines)]


def explained(
    questionnaire: Questionnaire, said: dict[str, Said], dimension: str | None = None, *, partial: bool = False
) -> list[list[str]]:
    """What is said of each dimension and of the organisation."""
    return [said_in_english(one) for one in explain(questionnaire, an_assessment(said), dimension, partial=partial)]


FOUR = a_dimension("vision", "q0", "q1", "q2", "q3")


def test_a_gate_is_explained_level_by_level() -> None:
    """4 4 4 0: how much is there, what is wanted, the index, the reason and who is in the way."""
    lines = explained(a_questionnaire(FOUR), {"q0": 4, "q1": 4, "q2": 4, "q3": answered(0, Evidence.MEASURED)})

    assert lines[0] == [
        "The vision: level 1, Level 1",
        "At level 1 or above: 3 of 4 questions (75%). "
        "More than 50% is wanted: level 1 is reached; without more than 85% it carries none above.",
        "At level 2 or above: 3 of 4 questions (75%). "
        "That would be enough, but a level beneath does not carry level 2.",
        "At level 3 or above: 3 of 4 questions (75%). The climb has stopped beneath level 3.",
        "At level 4 or above: 3 of 4 questions (75%). The climb has stopped beneath level 4.",
        "At level 5 or above: 0 of 4 questions (0%). The climb has stopped beneath level 5.",
        "These shares add up to the index: 3.0 of 5.",
        "Level 2 wants more than 85% of the questions at 1 or above; 3 of 4 are.",
        "In the way: “How is q3?” stands at 0 and not yet at 1.",
        "100% of the weight that applies has been answered.",
        "Confidence is low: most answers are opinions.",
    ]


def test_the_organisation_comes_last_with_bounds_and_doubts() -> None:
    """The same arithmetic over dimensions, and what the open answers may still change."""
    questionnaire = a_questionnaire(FOUR, a_dimension("owner", "o"), a_dimension("far", "f"))
    said: dict[str, Said] = {"q0": 4, "q1": 4, "q2": 4, "q3": 4, "o": 1, "f": unknown()}

    lines = explained(questionnaire, said)

    assert lines[2] == ["The far: not assessed", "None of its questions has been answered."]
    assert lines[3] == [
        "The organisation: level 1, Level 1",
        "At level 1 or above: 2 of 2 dimensions (100%). "
        "More than 50% is wanted: level 1 is reached; at more than 85% it carries those above.",
        "At level 2 or above: 1 of 2 dimensions (50%). More than 50% is wanted: level 2 is not reached.",
        "At level 3 or above: 1 of 2 dimensions (50%). The climb has stopped beneath level 3.",
        "At level 4 or above: 1 of 2 dimensions (50%). The climb has stopped beneath level 4.",
        "At level 5 or above: 0 of 2 dimensions (0%). The climb has stopped beneath level 5.",
        "The weighted mean of the dimensions' indices is 2.5 of 5.",
        "Level 2 wants more than half of the dimensions at 2 or above; 1 of 2 is.",
        "In the way: The owner.",
        "83.3% of the weight that applies has been answered.",
        "Confidence is low: most answers are opinions.",
        "Whatever the open answers turn out to be, the level lies from 1 to 2 and the index from 1.7 to 3.3.",
        "Under a strict rule, with everything at a level and at all below it, the level would be 1.",
        "By the average rounded down, the level would be 2.",
        "With all weights equal, the level would be 1.",
        "“How is o?” decides: one step lower the organisation would be at level 0, one step higher at level 2.",
        "The result is provisional.",
        "1 dimension is not assessed: The far.",
    ]


def test_one_dimension_alone_shows_its_answers() -> None:
    """Practices in place in part, an untested level and one beyond all answers."""
    questionnaire = a_questionnaire(
        a_dimension("loop", a_practice("a", 2), a_practice("b", 2, weight=2), a_practice("c", 4)), top_level=5
    )

    lines = explained(questionnaire, {"a": Fraction(2, 3), "b": Fraction(1, 3), "c": not_applicable()}, "loop")

    assert lines == [
        [
            "The loop: level 0, Level 0",
            "“Is a done?”, a practice of level 2, is in place to 66.7%; its weight is 1.",
            "“Is b done?”, a practice of level 2, is in place to 33.3%; its weight is 2.",
            "Level 1 is not tested: no answered question speaks of it.",
            "At level 2 or above: 44.4% of the weight. More than 50% is wanted: level 2 is not reached.",
            "Level 3 is not tested: no answered question speaks of it.",
            "Level 4 is not tested: no answered question speaks of it.",
            "Level 5 is not tested: no answered question speaks of it.",
            "These shares add up to the index, an untested level counting as the tested one above it "
            "and as nothing where there is none: 0.9 of 5.",
            "Level 2 wants more than half of the weight at 2 or above; 44.4% is.",
            "In the way: “Is a done?” is in place to 66.7% and not yet in full.",
            "In the way: “Is b done?” is in place to 33.3% and not yet in full.",
            "100% of the weight that applies has been answered.",
            "Confidence is low: most answers are opinions.",
            "“Is a done?” decides: one step higher, and the organisation would be at level 2.",
            "“Is b done?” decides: one step higher, and the organisation would be at level 2.",
        ]
    ]


def test_a_dimension_that_decides_nothing_says_so() -> None:
    """It stands at 5 and the two others at 3: one step lower it is still above them."""
    dimensions = (FOUR, a_dimension("owner", "o", "p", "r"), a_dimension("far", "f", "g", "h"))
    said: dict[str, Said] = dict.fromkeys(["q0", "q1", "q2", "q3", "o", "p", "r", "f", "g", "h"], 3)

    lines = explained(a_questionnaire(*dimensions), {**said, "o": 5, "p": 5, "r": 5}, "owner")

    assert lines[0][-1] == "No single answer here, changed by one step, would change the organisation's level."


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (LevelRule.STRICT, "At level 3 or above: 2 of 4 questions (50%). All are wanted: level 3 is not reached."),
        (LevelRule.FLOOR, "The index, rounded down, is the level: 2."),
        (LevelRule.BANDS, "The level is how many of the cut points 0.5, 1.5, 2.5, 3.5, 4.5 the index has reached: 3."),
    ],
)
def test_every_rule_is_explained_in_its_own_words(rule: LevelRule, sentence: str) -> None:
    """2 2 3 3: all at 2, the index 2.5."""
    questionnaire = a_questionnaire(FOUR, rules=Rules(level_rule=rule))

    lines = explained(questionnaire, {"q0": 2, "q1": 2, "q2": 3, "q3": 3})

    assert sentence in lines[0]


@pytest.mark.parametrize("rule", OverallRule)
def test_every_overall_rule_ends_in_a_whole_sentence(rule: OverallRule) -> None:
    """No placeholder is left over, whatever the rule."""
    questionnaire = a_questionnaire(FOUR, rules=Rules(overall_rule=rule))

    lines = explained(questionnaire, {"q0": 2, "q1": 2, "q2": 3, "q3": 3})

    assert all(line.endswith(".") and "{" not in line for line in lines[-1][1:])


def test_without_a_level_only_the_doubts_are_told() -> None:
    """What may still become of it, and why nothing is claimed."""
    lines = explained(a_questionnaire(FOUR), {}, partial=True)

    assert lines[-1] == [
        "The organisation: no level",
        "0% of the weight that applies has been answered.",
        "Whatever the open answers turn out to be, the level lies from 0 to 5 and the index from 0.0 to 5.0.",
        "The result is provisional.",
        "No dimension has been assessed.",
        "Only 0% of the weight of all questions has been answered; a firm result needs 80%.",
        "4 questions are still blank.",
    ]


def test_a_dimension_that_is_not_there_is_refused_with_those_that_are() -> None:
    """The command line can then name the nearest."""
    with pytest.raises(UnknownDimension) as refusal:
        explained(a_questionnaire(FOUR), {}, "visoin", partial=True)

    assert (refusal.value.name, refusal.value.known) == ("visoin", ("vision",))


def test_open_answers_that_cannot_move_the_level_leave_it_as_it_is() -> None:
    """Nobody is told that a level lies from 1 to 1."""
    lines = explained(a_questionnaire(FOUR), {"q0": 1, "q1": 1, "q2": 1, "q3": unknown()})

    assert "Whatever the open answers turn out to be, the level stays 1; the index lies from 0.8 to 2.0." in lines[-1]


CARRIED = "More than 50% is wanted: level {} is reached; at more than {} it carries those above."
BARELY = "More than 50% is wanted: level {} is reached; without more than {} it carries none above."


@pytest.mark.parametrize(
    ("rules", "answers", "verdicts"),
    [
        (
            Rules(),
            (5, 5, 5, 5),
            [
                *(CARRIED.format(level, "85%") for level in range(1, 5)),
                "More than 50% is wanted: level 5 is reached.",
            ],
        ),
        (
            Rules(below=Fraction(3, 4)),
            (2, 1, 1, 0),
            [
                BARELY.format(1, "75%"),
                "More than 50% is wanted: level 2 is not reached.",
                *(f"The climb has stopped beneath level {level}." for level in (3, 4, 5)),
            ],
        ),
        (
            Rules(),
            (2, 2, 1, 1),
            [
                CARRIED.format(1, "85%"),
                "More than 50% is wanted: level 2 is not reached.",
                *(f"The climb has stopped beneath level {level}." for level in (3, 4, 5)),
            ],
        ),
        (
            Rules(level_rule=LevelRule.STRICT),
            (2, 2, 3, 4),
            [
                "All are wanted: level 1 is reached.",
                "All are wanted: level 2 is reached.",
                "All are wanted: level 3 is not reached.",
                *(f"The climb has stopped beneath level {level}." for level in (4, 5)),
            ],
        ),
        (Rules(level_rule=LevelRule.FLOOR), (2, 2, 3, 4), [""] * 5),
    ],
)
def test_each_level_has_a_verdict(rules: Rules, answers: tuple[int, ...], verdicts: list[str]) -> None:
    """What is wanted, what is there, and whether it carries what is above; where the index decides, none."""
    said = {f"q{number}": answer for number, answer in enumerate(answers)}

    (lines, *_) = explained(a_questionnaire(FOUR, rules=rules), dict(said))

    told = [line for line in lines if line.startswith("At level")]
    assert [line.partition("). ")[2] for line in told] == verdicts


def test_dimensions_of_different_weight_are_told_by_their_weight() -> None:
    """How many there are would say little."""
    asked = a_questionnaire(a_dimension("a", "a.1", weight=3), a_dimension("b", "b.1"))

    lines = explained(asked, {"a.1": 2, "b.1": 1})[-1]

    assert lines[2].startswith("At level 2 or above: 75% of the weight.")
