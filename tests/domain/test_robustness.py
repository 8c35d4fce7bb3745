"""How much a result hangs on one answer, on the rules or on the weights."""

from fractions import Fraction

from cem_maturity.domain.questionnaire import OverallRule, Rules
from cem_maturity.domain.robustness import Bounds, Robustness, Tip, bounds, robustness
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


def test_other_rules_and_equal_weights_are_tried() -> None:
    """5 5 2, the first weighing 8: it alone carries level 5. All are at 2, the mean is 4.7, and alike they reach 3."""
    dimension = a_dimension("d", a_grid_question("a", weight=8), "b", "c")
    questionnaire = a_questionnaire(dimension)
    said = responses(a=5, b=5, c=2)

    found = robustness(questionnaire, said, ACME, score(questionnaire, said, ACME))

    assert found == Robustness(
        strict=2, floor=4, equal_weights=3, fragile=True, fragile_answers=("a",), tips=(Tip("a", lower=4, higher=None),)
    )


def test_a_result_that_one_answer_turns_is_fragile_and_the_answer_is_named() -> None:
    """3 3 2: either of the threes, one lower, leaves too few at 3."""
    questionnaire = a_questionnaire(a_dimension("d", "a", "b", "c"), rules=Rules(below=Fraction(1, 2)))
    said = responses(a=3, b=3, c=2)

    found = robustness(questionnaire, said, ACME, score(questionnaire, said, ACME))

    assert found is not None
    assert (found.fragile, found.fragile_answers) == (True, ("a", "b"))
    assert found.tips == (Tip("a", lower=2, higher=None), Tip("b", lower=2, higher=None))


def test_a_step_up_can_turn_the_result_too() -> None:
    """2 2 3 3: either of the twos, one higher, makes more than half at 3."""
    questionnaire = a_questionnaire(a_dimension("d", "a", "b", "c", "e"))
    said = responses(a=2, b=2, c=3, e=3)

    found = robustness(questionnaire, said, ACME, score(questionnaire, said, ACME))

    assert found is not None
    assert found.tips == (Tip("a", lower=None, higher=3), Tip("b", lower=None, higher=3))


def test_an_answer_may_tip_the_level_both_ways() -> None:
    """A single answer is the level."""
    questionnaire = a_questionnaire(a_dimension("d", "a"))
    said = responses(a=2)

    found = robustness(questionnaire, said, ACME, score(questionnaire, said, ACME))

    assert found is not None
    assert found.tips == (Tip("a", lower=1, higher=3),)


def test_a_practice_moves_to_its_neighbouring_option() -> None:
    """2/3 is enough for level 1, 1/3 is not."""
    questionnaire = a_questionnaire(a_dimension("d", a_practice("p", 1)))
    said = responses(p=Fraction(2, 3))

    found = robustness(questionnaire, said, ACME, score(questionnaire, said, ACME))

    assert found is not None
    assert found.tips == (Tip("p", lower=0, higher=None),)


def test_without_a_level_there_is_nothing_to_be_robust() -> None:
    """None, not robust."""
    questionnaire = a_questionnaire(a_dimension("d", "q"))

    assert robustness(questionnaire, {}, ACME, score(questionnaire, {}, ACME)) is None


def test_bounds_reach_from_all_unknowns_at_zero_to_all_at_their_best() -> None:
    """A dimension that is not assessed takes part as soon as one of its questions applies."""
    said: dict[str, Said] = {"a": 4, "b": unknown(), "c": not_applicable()}
    questionnaire = a_questionnaire(
        a_dimension("known", "a"), a_dimension("open", "b"), a_dimension("none", "c"), a_dimension("blank", "e")
    )

    found = bounds(questionnaire, responses(said), ACME)

    assert found == Bounds(level_low=0, level_high=5, index_low=Fraction(4, 3), index_high=Fraction(14, 3))


def test_bounds_follow_the_rules() -> None:
    """The weakest dimension decides at both ends."""
    questionnaire = a_questionnaire(
        a_dimension("known", "a"), a_dimension("open", "b"), rules=Rules(overall_rule=OverallRule.WEAKEST)
    )

    found = bounds(questionnaire, responses(a=4, b=unknown()), ACME)

    assert found == Bounds(0, 4, Fraction(2), Fraction(9, 2))


def test_without_an_applicable_question_there_are_no_bounds() -> None:
    """No level is possible at all."""
    assert bounds(a_questionnaire(a_dimension("d", "q")), responses(q=not_applicable()), ACME) is None


def test_an_answer_can_tip_the_whole_and_leave_its_dimension_where_it_is() -> None:
    """Where the mean of the indices gives the level: 2 and 5/3 make 11/6, and one answer more makes 2."""
    rules = Rules(overall_rule=OverallRule.FLOOR)
    asked = a_questionnaire(a_dimension("d", "a", "b", "c"), a_dimension("e", "x", "y", "z"), rules=rules)
    said = responses(a=2, b=2, c=2, x=1, y=2, z=2)

    found = robustness(asked, said, ACME, score(asked, said, ACME))

    assert found is not None
    assert found.tips == tuple(Tip(id_, None, 2) for id_ in ("a", "b", "c", "x", "y", "z"))
