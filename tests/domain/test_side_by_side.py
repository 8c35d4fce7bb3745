"""Units side by side: ranks, outliers, donors and shared weak spots, at their boundaries."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.application.judge import judge
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.response import Evidence
from cem_maturity.domain.side_by_side import (
    Donor,
    Lead,
    Median,
    Outlier,
    SideBySide,
    Unit,
    WeakDimension,
    WeakQuestion,
    common_basis,
    side_by_side,
    unit_of,
)
from tests.builders import (
    Said,
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    an_assessment,
    answered,
    not_applicable,
)
from tests.domain.strategies import LAW

TWO = a_questionnaire(a_dimension("voice", "voice.a"), a_dimension("data", "data.a"))
ONE = a_questionnaire(a_dimension("voice", "voice.a"))


def a_unit(file: str, questionnaire: Questionnaire = TWO, **said: Said) -> Unit:
    """A unit; `voice_a=2` answers voice.a."""
    answers = {id_.replace("_", "."): one for id_, one in said.items()}
    result = judge(questionnaire, an_assessment(answers), partial=True)
    return unit_of(file, result, result.basis)


def with_levels(*levels: int) -> list[Unit]:
    """Units a, b, c … of one question with those answers."""
    return [a_unit(letter, ONE, voice_a=level) for letter, level in zip("abcdefgh", levels, strict=False)]


def ranks(found: SideBySide) -> dict[str, int]:
    """The rank of each unit."""
    return {one.unit: one.rank for one in found.ranking}


def test_the_median_is_the_lower_of_two_in_the_middle() -> None:
    """It is a level that some unit has."""
    found = side_by_side(with_levels(1, 4, 2, 3), ONE)

    assert found.medians == (Median("overall", 2, 4), Median("voice", 2, 4))


def test_units_rank_by_level_then_index_and_equals_share_a_rank() -> None:
    """After two on rank 1 comes rank 3; a unit without a level has none."""
    units = [
        a_unit("low", voice_a=1, data_a=2),
        a_unit("high", voice_a=3, data_a=3),
        a_unit("open"),
        a_unit("twin", voice_a=3, data_a=3),
        a_unit("better", voice_a=1, data_a=4),
    ]

    found = side_by_side(units, TWO)

    assert ranks(found) == {"high": 1, "twin": 1, "better": 3, "low": 4}


def test_an_outlier_is_two_levels_from_the_median() -> None:
    """Up or down; one level is none."""
    found = side_by_side(with_levels(0, 2, 2, 3, 4), ONE)

    assert found.outliers == (
        Outlier("a", "overall", 0, 2),
        Outlier("e", "overall", 4, 2),
        Outlier("a", "voice", 0, 2),
        Outlier("e", "voice", 4, 2),
    )


def test_nobody_stands_apart_from_one_other() -> None:
    """It takes three units with a level."""
    assert side_by_side(with_levels(0, 5), ONE).outliers == ()
    assert side_by_side(with_levels(0, 0, 2), ONE).outliers == (
        Outlier("c", "overall", 2, 0),
        Outlier("c", "voice", 2, 0),
    )


def test_a_donor_stands_a_level_above_the_median_and_helps_those_below_it() -> None:
    """The leads are the questions that are two levels, or two thirds of a practice, ahead of the median answer."""
    asked = a_questionnaire(a_dimension("voice", "voice.a", "voice.b", a_practice("voice.c", 1)))
    units = [
        a_unit("a", asked, voice_a=1, voice_b=2, voice_c=Fraction(1, 3)),
        a_unit("b", asked, voice_a=3, voice_b=3, voice_c=Fraction(1)),
        a_unit("c", asked, voice_a=1, voice_b=2, voice_c=Fraction(1, 3)),
    ]

    assert side_by_side(units, asked).donors == (
        Donor(
            "voice",
            "b",
            3,
            Fraction(3),
            1,
            ("a", "c"),
            (
                Lead("voice.a", "How is voice.a?", 3, None, 1, None),
                Lead("voice.c", "Is voice.c done?", None, Fraction(1), None, Fraction(1, 3)),
            ),
        ),
    )


def test_the_index_then_the_proof_then_the_place_decide_between_donors() -> None:
    """A level is first of all."""
    asked = a_questionnaire(a_dimension("voice", "voice.a", "voice.b", "voice.c"))
    low = a_unit("low", asked, voice_a=1, voice_b=1, voice_c=1)
    level_3 = a_unit("level", asked, voice_a=3, voice_b=3, voice_c=3)
    index = a_unit("index", asked, voice_a=3, voice_b=3, voice_c=4)
    proved = a_unit("proved", asked, voice_a=answered(3, Evidence.MEASURED), voice_b=3, voice_c=4)
    twin = proved._replace(file="twin")

    def donor(*units: Unit) -> str:
        return side_by_side([low, low._replace(file="l2"), *units, low._replace(file="l3")], asked).donors[0].unit

    assert donor(level_3, index) == "index"
    assert donor(index, proved) == "proved"
    assert donor(twin, proved) == "twin"


def test_nobody_can_learn_from_the_median() -> None:
    """Where most stand at the top there is no donor."""
    assert side_by_side(with_levels(1, 3, 3), ONE).donors == ()
    assert side_by_side(with_levels(2, 2, 2), ONE).donors == ()


def test_a_weak_spot_is_what_more_than_half_have_below_the_overall_median() -> None:
    """Exactly half is none; a practice lacks where it is not fully in place, and only if its level is asked for."""
    asked = a_questionnaire(
        a_dimension("voice", "voice.a"),
        a_dimension("data", "data.a", "data.b", "data.half"),
        a_dimension("people", a_grid_question("people.a"), a_practice("people.p", 2), a_practice("people.q", 3)),
    )

    def unit(file: str, half: int, people: int, practice: Fraction) -> Unit:
        return a_unit(
            file,
            asked,
            voice_a=2,
            data_a=2,
            data_b=2,
            data_half=half,
            people_a=people,
            people_p=practice,
            people_q=Fraction(0),
        )

    units = [
        unit("a", 1, 1, Fraction(2, 3)),
        unit("b", 1, 1, Fraction(1, 3)),
        unit("c", 2, 1, Fraction(1)),
        unit("d", 2, 3, Fraction(2, 3)),
    ]

    found = side_by_side(units, asked)

    assert found.medians[0] == Median("overall", 2, 4)
    assert found.weak_dimensions == (WeakDimension("people", 3, 4),)
    assert found.weak_questions == (
        WeakQuestion("people.a", "How is people.a?", "people", 3, 4),
        WeakQuestion("people.p", "Is people.p done?", "people", 3, 4),
    )


def test_one_unit_shares_no_weak_spot() -> None:
    """What nobody else answered is nobody else's weakness."""
    asked = a_questionnaire(*(a_dimension(f"d{at}", f"d{at}.a") for at in range(7)))
    most = {f"d{at}_a": 2 for at in range(6)}

    found = side_by_side([a_unit("a", asked, d6_a=1, **most), a_unit("b", asked, **most)], asked)

    assert found.medians[0] == Median("overall", 2, 2)
    assert (found.weak_dimensions, found.weak_questions) == ((), ())


def test_units_without_dimensions_are_no_measure() -> None:
    """However many they are; alone they are all there is."""
    journeys = [a_unit(letter, a_questionnaire()) for letter in "xyz"]
    unit = a_unit("a", voice_a=1, data_a=1)

    assert common_basis([*journeys, unit]) == unit.basis
    assert common_basis(journeys) == journeys[0].basis


def test_units_of_another_basis_compare_in_shared_dimensions_alone() -> None:
    """They have no rank and no say in the overall median; the basis of most is the measure."""
    other = replace(
        a_questionnaire(a_dimension("voice", "voice.a", "voice.z"), a_dimension("crm", "crm.a")), id="other"
    )
    units = [
        a_unit("other", other, voice_a=5, voice_z=5, crm_a=5),
        a_unit("a", voice_a=1, data_a=1),
        a_unit("b", voice_a=1, data_a=1),
    ]

    found = side_by_side(units, TWO)

    assert common_basis(units) == units[1].basis
    assert ranks(found) == {"a": 1, "b": 1}
    assert found.medians == (Median("overall", 1, 2), Median("voice", 1, 3), Median("data", 1, 2))
    assert found.outliers == (Outlier("other", "voice", 5, 1),)
    assert [(one.unit, one.helps) for one in found.donors] == [("other", ("a", "b"))]


def test_a_dimension_on_another_scale_is_left_out() -> None:
    """Level 3 of 3 does not stand beside levels 0 to 5."""
    short = a_questionnaire(a_dimension("voice", a_grid_question("voice.a", top_level=3)), top_level=3)

    found = side_by_side([*with_levels(1, 1), a_unit("short", short, voice_a=3)], ONE)

    assert found.medians == (Median("overall", 1, 2), Median("voice", 1, 2))


def test_units_without_any_level_leave_nothing_to_say() -> None:
    """There is no median of nothing."""
    assert side_by_side([a_unit("a"), a_unit("b")], TWO) == SideBySide((), (), (), (), (), ())


@LAW
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=9))
def test_the_order_of_the_units_changes_no_figure(levels: list[tuple[int, int]]) -> None:
    """Medians, ranks, outliers and weak spots are those of the set; only equal donors go by their place."""
    units = [a_unit(str(number), voice_a=voice, data_a=data) for number, (voice, data) in enumerate(levels)]
    turned = units[::-1]

    one, other = side_by_side(units, TWO), side_by_side(turned, TWO)

    assert (one.medians, ranks(one), set(one.outliers)) == (other.medians, ranks(other), set(other.outliers))
    assert (one.weak_dimensions, one.weak_questions) == (other.weak_dimensions, other.weak_questions)
    assert [(donor.dimension, donor.level) for donor in one.donors] == [
        (donor.dimension, donor.level) for donor in other.donors
    ]


def test_two_units_can_share_a_weak_spot() -> None:
    """Both are below what they are overall."""
    asked = a_questionnaire(*(a_dimension(f"d{at}", f"d{at}.a") for at in range(4)))
    both = [a_unit(letter, asked, d0_a=3, d1_a=3, d2_a=3, d3_a=0) for letter in "ab"]

    found = side_by_side(both, asked)

    assert found.weak_dimensions == (WeakDimension("d3", 2, 2),)
    assert found.weak_questions == (WeakQuestion("d3.a", "How is d3.a?", "d3", 2, 2),)


def test_what_does_not_apply_to_the_donor_is_no_lead() -> None:
    """It is passed over."""
    asked = a_questionnaire(a_dimension("voice", "voice.a", "voice.b"))
    low = a_unit("low", asked, voice_a=1, voice_b=1)
    best = a_unit("best", asked, voice_a=not_applicable(), voice_b=4)

    (donor,) = side_by_side([low, low._replace(file="l2"), best], asked).donors

    assert (donor.unit, [lead.question for lead in donor.leads]) == ("best", ["voice.b"])


def test_a_dimension_that_nobody_was_judged_in_is_passed_over() -> None:
    """The next one has its donor all the same."""
    units = [
        a_unit(file, voice_a=not_applicable(), data_a=level) for file, level in (("low", 1), ("l2", 1), ("best", 4))
    ]

    assert [(donor.dimension, donor.unit) for donor in side_by_side(units, TWO).donors] == [("data", "best")]


def test_a_lead_is_what_the_donor_is_ahead_of_the_median_in() -> None:
    """By two levels, however high the others are."""
    asked = a_questionnaire(a_dimension("voice", "voice.a", "voice.b", "voice.c"))
    units = [a_unit(file, asked, voice_a=3, voice_b=1, voice_c=1) for file in ("low", "l2")]
    best = a_unit("best", asked, voice_a=4, voice_b=3, voice_c=4)

    (donor,) = side_by_side([*units, best], asked).donors

    assert [lead.question for lead in donor.leads] == ["voice.b", "voice.c"]


def test_what_the_fewest_are_good_at_comes_first_among_weak_spots() -> None:
    """Of two that most are weak at."""
    strong = [a_dimension(one, f"{one}.a") for one in ("x", "y", "z")]
    asked = a_questionnaire(a_dimension("two", "two.a"), a_dimension("one", "one.a"), *strong)
    units = [
        a_unit(str(number), asked, two_a=two, one_a=one, x_a=2, y_a=2, z_a=2)
        for number, (two, one) in enumerate([(1, 1), (1, 1), (1, 1), (2, 1), (2, 2)])
    ]

    found = side_by_side(units, asked)

    assert found.weak_dimensions == (WeakDimension("one", 4, 5), WeakDimension("two", 3, 5))
