"""The sentences that say why a result is what it is."""

from fractions import Fraction

import pytest

from cem_maturity.application.language import speak
from cem_maturity.domain.message import Message, Percent
from cem_maturity.domain.questionnaire import LevelRule, OverallRule, Question, Questionnaire, Rules
from cem_maturity.domain.reasons import dimension_reason, method_sentence, overall_reason, percent, provisional_reasons
from cem_maturity.domain.scoring import score
from tests.builders import (
    ACME,
    Said,
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    not_applicable,
    responses,
    unknown,
)

GATE = Rules()
STRICT = Rules(level_rule=LevelRule.STRICT)
FLOOR = Rules(level_rule=LevelRule.FLOOR)
BANDS = Rules(level_rule=LevelRule.BANDS)


def said_in_english(message: Message | None) -> str:
    """The sentence as an English reader sees it."""
    assert message is not None
    return speak("en").say(message)


def why(*answers: Said, rules: Rules = GATE, questions: tuple[Question, ...] = ()) -> str:
    """Why a dimension with these answers is where it is."""
    asked = questions or tuple(a_grid_question(f"q{number}") for number, _ in enumerate(answers))
    given = responses({question.id: said for question, said in zip(asked, answers, strict=True)})
    outcome = score(a_questionnaire(a_dimension("d", *asked), rules=rules), given, ACME).outcomes[0]
    return said_in_english(dimension_reason(outcome, rules, 5))


@pytest.mark.parametrize(
    ("answers", "rules", "sentence"),
    [
        ((2, 2, 2, 3), GATE, "Level 3 wants more than half of the questions at 3 or above; 1 of 4 is."),
        ((2, 2, 3, 3), GATE, "Level 3 wants more than half of the questions at 3 or above; 2 of 4 are."),
        ((4, 4, 4, 0), GATE, "Level 2 wants more than 85% of the questions at 1 or above; 3 of 4 are."),
        (
            (2, 2, 3),
            Rules(top=Fraction(1, 3)),
            "Level 3 wants more than 33.3% of the questions at 3 or above; 1 of 3 is.",
        ),
        ((5, 5), GATE, "Level 5 is the highest there is."),
        ((3, 3, 2), STRICT, "Level 3 wants every question at 3 or above; 2 of 3 are."),
        ((3, 3, 2), FLOOR, "Level 3 wants an index of at least 3; it is 2.7."),
        ((3,) * 24 + (2,), FLOOR, "Level 3 wants an index of at least 3; it is just short of that."),
        ((2, 2, 3), BANDS, "Level 3 wants an index of at least 2.5; it is 2.3."),
        ((unknown(), unknown()), GATE, "None of its questions has been answered."),
        ((3, unknown(), unknown()), GATE, "Only 33.3% of its weight has been answered; at least 50% is needed."),
        ((not_applicable(), not_applicable()), GATE, "None of its questions applies to this organisation."),
    ],
)
def test_the_sentence_says_which_condition_failed_and_by_how_much(
    answers: tuple[Said, ...], rules: Rules, sentence: str
) -> None:
    """Counts where all weigh the same; what seems reached when rounded is called just short."""
    assert why(*answers, rules=rules) == sentence


def test_unequal_weights_are_told_as_a_share() -> None:
    """Counting heads would mislead where they weigh differently."""
    questions = (a_grid_question("a", weight=2), a_grid_question("b"))

    assert why(2, 3, questions=questions) == "Level 3 wants more than half of the weight at 3 or above; 33.3% is."


def test_practices_in_place_in_part_are_told_as_a_share() -> None:
    """A third and nothing are a sixth of two practices."""
    questions = (a_practice("a", 1), a_practice("b", 1))

    sentence = why(Fraction(1, 3), Fraction(0), questions=questions)

    assert sentence == "Level 1 wants more than half of the weight at 1 or above; 16.7% is."


def test_practices_in_place_or_not_are_counted_at_their_level() -> None:
    """Only the practices of the level take part in the count."""
    questions = (a_practice("a", 1), a_practice("b", 2), a_practice("c", 2))

    sentence = why(Fraction(1), Fraction(1), Fraction(0), questions=questions)

    assert sentence == "Level 2 wants more than half of the questions at 2 or above; 1 of 2 is."


def test_beyond_what_was_tested_nothing_is_claimed() -> None:
    """The ceiling is reached, but not the top of the scale."""
    assert why(Fraction(1), questions=(a_practice("a", 1),)) == "No answer speaks of a level higher than 1."


def whole(*levels: int, rules: Rules = GATE) -> tuple[Questionnaire, dict[str, Said]]:
    """A questionnaire of one-question dimensions, with these answers."""
    dimensions = [a_dimension(f"d{number}", f"d{number}.q") for number, _ in enumerate(levels)]
    return a_questionnaire(*dimensions, rules=rules), {f"d{number}.q": level for number, level in enumerate(levels)}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (OverallRule.GATE, "Level 4 wants more than 85% of the dimensions at 3 or above; 3 of 4 are."),
        (OverallRule.STRICT, "Level 3 wants every dimension at 3 or above; 3 of 4 are."),
        (OverallRule.FLOOR, "Level 4 wants an index of at least 4; it is 3.3."),
        (OverallRule.WEAKEST, "The weakest dimension decides; 1 dimension stands at level 2."),
    ],
)
def test_the_organisation_is_explained_by_its_dimensions(rule: OverallRule, sentence: str) -> None:
    """The same conditions over dimensions; the weakest has a sentence of its own."""
    questionnaire, said = whole(3, 4, 4, 2, rules=Rules(overall_rule=rule))

    scorecard = score(questionnaire, responses(said), ACME)

    assert said_in_english(overall_reason(scorecard, rule, 5)) == sentence


def test_a_firm_result_has_no_reason_to_be_provisional() -> None:
    """Everything is answered."""
    questionnaire, said = whole(3, 4)

    assert provisional_reasons(score(questionnaire, responses(said), ACME)) == ()


def test_every_reason_for_a_provisional_result_is_given() -> None:
    """Dimensions left out by title, the coverage, and the blanks."""
    questionnaire, said = whole(3, 4, 4)
    given = responses({**said, "d1.q": unknown()})
    del given["d2.q"]

    reasons = provisional_reasons(score(questionnaire, given, ACME))

    assert [said_in_english(reason) for reason in reasons] == [
        "2 dimensions are not assessed: The d1, The d2.",
        "Only 33.3% of the weight of all questions has been answered; a firm result needs 80%.",
        "1 question is still blank.",
    ]


def test_four_fifths_are_enough_for_a_firm_result() -> None:
    """The border belongs to the firm side."""
    dimension = a_dimension("d", "a", "b", "c", "e", "f")
    given = responses(a=3, b=3, c=3, e=3, f=unknown())

    assert provisional_reasons(score(a_questionnaire(dimension), given, ACME)) == ()


def test_where_nothing_applies_the_result_is_provisional_for_want_of_a_dimension() -> None:
    """No share is told of nothing."""
    scorecard = score(a_questionnaire(a_dimension("d", "q")), responses(q=not_applicable()), ACME)

    assert [said_in_english(one) for one in provisional_reasons(scorecard)] == ["No dimension has been assessed."]


@pytest.mark.parametrize(
    ("share", "short_of", "said"),
    [
        (Fraction(1, 2), None, 50),
        (Fraction(2, 3), None, Fraction(667, 10)),
        (Fraction(79996, 100000), Fraction(4, 5), Fraction(799, 10)),
        (Fraction(79996, 100000), None, 80),
        (Fraction(4, 5), Fraction(4, 5), 80),
        (Fraction(2, 3), Fraction(2, 3), Fraction(667, 10)),
    ],
)
def test_a_share_never_seems_to_have_reached_what_it_is_short_of(
    share: Fraction, short_of: Fraction | None, said: int | Fraction
) -> None:
    """Rounding stops below the threshold that was missed."""
    assert percent(share, short_of) == Percent(said)


@pytest.mark.parametrize("level_rule", LevelRule)
@pytest.mark.parametrize("overall_rule", OverallRule)
def test_every_rule_has_its_sentence(level_rule: LevelRule, overall_rule: OverallRule) -> None:
    """Two whole sentences, one for dimensions and one for the organisation."""
    sentence = said_in_english(method_sentence(Rules(level_rule=level_rule, overall_rule=overall_rule)))

    assert sentence.count(".") == 2
    assert "{" not in sentence
