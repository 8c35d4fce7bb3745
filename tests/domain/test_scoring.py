"""From responses to fulfilment, level and index."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.levels import IndexTooLow, NothingHigher, Obstacle, Share, ShareTooLow
from cem_maturity.domain.questionnaire import (
    Condition,
    Dimension,
    LevelRule,
    OverallRule,
    Question,
    Rules,
    UnknownRule,
)
from cem_maturity.domain.response import Evidence, Response
from cem_maturity.domain.scorecard import Grounds, Lack, Outcome, OverallScore, Scored, Unscored
from cem_maturity.domain.scoring import score
from tests.builders import (
    ACME,
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    answered,
    not_applicable,
    responses,
    unknown,
)

STRICT = Rules(level_rule=LevelRule.STRICT)
FLOOR = Rules(level_rule=LevelRule.FLOOR)
BANDS = Rules(level_rule=LevelRule.BANDS)
THIRD = Fraction(1, 3)


def outcome_of(
    dimension: Dimension, said: dict[str, Response], rules: Rules | None = None, organisation: Organisation = ACME
) -> Outcome:
    """What becomes of a questionnaire's only dimension."""
    return score(a_questionnaire(dimension, rules=rules), said, organisation).outcomes[0]


def scored(dimension: Dimension, said: dict[str, Response], rules: Rules | None = None) -> Scored:
    """The same, where it has a level."""
    outcome = outcome_of(dimension, said, rules)
    assert isinstance(outcome, Scored)
    return outcome


def shares(text: str) -> tuple[Share, ...]:
    """Fulfilments written as `1 5/6 - 0`, with a dash where a level is untested."""
    return tuple(None if share == "-" else Fraction(share) for share in text.split())


def of_grid(*answers: int, rules: Rules | None = None) -> Scored:
    """A dimension of grid questions with these answers."""
    ids = [f"q{number}" for number, _ in enumerate(answers)]
    return scored(a_dimension("vision", *ids), responses(dict(zip(ids, answers, strict=True))), rules)


def of_practices(*answers: tuple[int, Fraction | int], rules: Rules | None = None) -> Scored:
    """A dimension of practices, each a level and a value."""
    questions = [a_practice(f"p{number}", level) for number, (level, _) in enumerate(answers)]
    said = {f"p{number}": Fraction(value) for number, (_, value) in enumerate(answers)}
    return scored(a_dimension("practice", *questions), responses(said), rules)


def of_levels(*levels: int, rules: Rules | None = None, weights: tuple[int, ...] = ()) -> OverallScore:
    """An organisation whose dimensions have reached these levels."""
    dimensions = [
        a_dimension(f"d{number}", f"d{number}.q", weight=weights[number] if weights else 1)
        for number, _ in enumerate(levels)
    ]
    said = {f"d{number}.q": level for number, level in enumerate(levels)}
    overall = score(a_questionnaire(*dimensions, rules=rules), responses(said), ACME).overall
    assert overall is not None
    return overall


@pytest.mark.parametrize(
    ("answers", "level", "index"),
    [
        ((3, 3, 2, 4), 3, Fraction(3)),
        ((4, 4, 4, 0), 1, Fraction(3)),
        ((2, 2, 2, 3, 3), 2, Fraction(12, 5)),
        ((3, 3, 1, 1), 1, Fraction(2)),
        ((2, 3, 4, 5), 3, Fraction(7, 2)),
        ((5, 5, 5, 3), 4, Fraction(9, 2)),
        ((5, 5, 4, 3), 4, Fraction(17, 4)),
        ((1, 0, 0, 0), 0, Fraction(1, 4)),
        ((1, 1, 0, 0), 0, Fraction(1, 2)),
        ((1, 1, 1, 0), 1, Fraction(3, 4)),
    ],
)
def test_the_gate_wants_most_at_the_level_and_nearly_all_beneath(
    answers: tuple[int, ...], level: int, index: Fraction
) -> None:
    """The vectors of scoring.md §11; exactly half is not more than half."""
    outcome = of_grid(*answers)

    assert (outcome.level, outcome.index) == (level, index)


def test_practices_count_at_their_own_level_alone() -> None:
    """F is taken over the practices of a level; they may be in place in part."""
    two_thirds = Fraction(2, 3)

    outcome = of_practices(
        (1, 1), (1, 1), (2, 1), (2, two_thirds), (3, two_thirds), (3, two_thirds), (4, THIRD), (5, 0)
    )

    assert outcome.fulfilment == shares("1 5/6 2/3 1/3 0")
    assert (outcome.level, outcome.index, outcome.ceiling) == (2, Fraction(17, 6), 5)
    assert outcome.obstacle == ShareTooLow(level=3, at=2, wanted=Fraction(17, 20), share=Fraction(5, 6))
    assert outcome.blockers == ("p3",)


def test_levels_that_nothing_tests_are_never_reached() -> None:
    """Hard practices that do not apply leave a ceiling, and no way to raise the index."""
    dimension = a_dimension("practice", *(a_practice(f"p{level}", level) for level in range(1, 6)))
    one = Fraction(1)

    outcome = scored(dimension, responses(p1=one, p2=one, p3=one, p4=not_applicable(), p5=not_applicable()))

    assert outcome.fulfilment == shares("1 1 1 - -")
    assert (outcome.level, outcome.index, outcome.ceiling) == (3, Fraction(3), 3)
    assert (outcome.obstacle, outcome.blockers) == (NothingHigher(3), ())


def test_missing_foundations_stop_the_climb() -> None:
    """However much stands above, a weak first level leaves the dimension at 0."""
    outcome = of_practices((1, THIRD), (2, 1), (3, 1), (4, 1), (5, 0))

    assert (outcome.level, outcome.index) == (0, Fraction(10, 3))
    assert outcome.obstacle == ShareTooLow(level=1, at=1, wanted=Fraction(1, 2), share=THIRD)


def test_an_untested_level_counts_as_the_tested_one_above_and_does_not_stop_the_climb() -> None:
    """Practices of levels 2 and 4 alone: 1 counts as 2, 3 as 4, 5 as nothing."""
    outcome = of_practices((2, 1), (4, Fraction(2, 3)))

    assert outcome.fulfilment == shares("- 1 - 2/3 -")
    assert (outcome.level, outcome.index, outcome.ceiling) == (4, 2 + Fraction(4, 3), 4)


@pytest.mark.parametrize(("there", "level"), [(17, 1), (18, 2)])
def test_the_share_beneath_must_be_exceeded(there: int, level: int) -> None:
    """Of 20 questions 17 at level 1 are exactly 17/20, which is not more."""
    outcome = of_grid(*[2] * there, *[0] * (20 - there))

    assert outcome.level == level
    assert outcome.obstacle == (
        ShareTooLow(level=2, at=1, wanted=Fraction(17, 20), share=Fraction(17, 20))
        if level == 1
        else ShareTooLow(level=3, at=3, wanted=Fraction(1, 2), share=Fraction(0))
    )


def test_grid_and_practice_questions_share_a_level() -> None:
    """A practice of level 2 joins the grid questions there and nowhere else."""
    dimension = a_dimension("mix", a_grid_question("grid", weight=2), a_practice("loop", 2, weight=1))

    outcome = scored(dimension, responses(grid=2, loop=Fraction(0)))

    assert outcome.fulfilment == shares("1 2/3 0 0 0")
    assert outcome.level == 2


@pytest.mark.parametrize(
    ("rules", "answers", "level", "obstacle", "blockers"),
    [
        (STRICT, (3, 3, 2), 2, ShareTooLow(3, 3, Fraction(1), Fraction(2, 3)), ("q2",)),
        (STRICT, (3, 3, 3), 3, ShareTooLow(4, 4, Fraction(1), Fraction(0)), ("q0", "q1", "q2")),
        (FLOOR, (3, 3, 2), 2, IndexTooLow(3, Fraction(3), Fraction(8, 3)), ("q2",)),
        (FLOOR, (4, 3, 2), 3, IndexTooLow(4, Fraction(4), Fraction(3)), ("q1", "q2")),
        (BANDS, (2, 3), 3, IndexTooLow(4, Fraction(7, 2), Fraction(5, 2)), ("q0", "q1")),
        (BANDS, (2, 2, 3), 2, IndexTooLow(3, Fraction(5, 2), Fraction(7, 3)), ("q0", "q1")),
        (
            replace(BANDS, bands=tuple(Fraction(cut) for cut in (1, 2, 3, 4, 5))),
            (2, 3),
            2,
            IndexTooLow(3, Fraction(3), Fraction(5, 2)),
            ("q0",),
        ),
        (Rules(top=Fraction(2, 3)), (3, 3, 2), 2, ShareTooLow(3, 3, Fraction(2, 3), Fraction(2, 3)), ("q2",)),
        (Rules(below=Fraction(1, 3)), (4, 4, 0), 4, ShareTooLow(5, 5, Fraction(1, 2), Fraction(0)), ("q0", "q1", "q2")),
        (STRICT, (5, 5), 5, NothingHigher(5), ()),
        (FLOOR, (5, 5), 5, NothingHigher(5), ()),
    ],
)
def test_the_author_chooses_the_rule(
    rules: Rules, answers: tuple[int, ...], level: int, obstacle: Obstacle, blockers: tuple[str, ...]
) -> None:
    """Strict wants all, floor and bands look at the index alone, and cut points are reached when met exactly."""
    outcome = of_grid(*answers, rules=rules)

    assert (outcome.level, outcome.obstacle, outcome.blockers) == (level, obstacle, blockers)


def test_blockers_are_those_below_the_lowest_failing_condition() -> None:
    """4 4 4 0: level 2 has enough, but level 1 does not carry it."""
    outcome = of_grid(4, 4, 4, 0)

    assert outcome.obstacle == ShareTooLow(level=2, at=1, wanted=Fraction(17, 20), share=Fraction(3, 4))
    assert outcome.blockers == ("q3",)


def test_a_practice_blocks_its_own_level_alone() -> None:
    """Level 1 is firm though one of its practices is not quite in place; level 2 lacks its own."""
    outcome = of_practices((1, 1), (1, 1), (1, Fraction(2, 3)), (2, 0))

    assert (outcome.level, outcome.blockers) == (1, ("p3",))


@pytest.mark.parametrize(
    ("levels", "rule", "level", "laggards", "blockers"),
    [
        ((3, 3, 2, 3, 2, 3, 1, 3), OverallRule.GATE, 3, ("d6",), ("d2", "d4", "d6")),
        ((3, 3, 2, 3, 2, 3, 1, 3), OverallRule.WEAKEST, 1, (), ("d6",)),
        ((3, 3, 2, 3, 2, 3, 1, 3), OverallRule.STRICT, 1, (), ("d6",)),
        ((3, 3, 2, 3, 2, 1, 1, 3, 3), OverallRule.GATE, 2, (), ("d5", "d6")),
        ((3, 3, 2, 3, 2, 3, 1, 3), OverallRule.FLOOR, 2, (), ("d2", "d4", "d6")),
        ((3, 3, 2, 3, 2, 3, 1, 3), OverallRule.BANDS, 3, ("d6",), tuple(f"d{n}" for n in range(8))),
        ((5, 5), OverallRule.WEAKEST, 5, (), ()),
    ],
)
def test_dimensions_make_the_organisation(
    levels: tuple[int, ...], rule: OverallRule, level: int, laggards: tuple[str, ...], blockers: tuple[str, ...]
) -> None:
    """The same gate over dimensions, or another rule; who lags more than one level behind is named."""
    overall = of_levels(*levels, rules=Rules(overall_rule=rule))

    assert (overall.level, overall.laggards, overall.blockers) == (level, laggards, blockers)


def test_dimensions_weigh() -> None:
    """Level and index follow the dimensions' weights."""
    overall = of_levels(4, 2, weights=(1, 3))

    assert overall.fulfilment == shares("1 1 1/4 1/4 0")
    assert (overall.level, overall.index) == (2, Fraction(10, 4))


def test_not_applicable_leaves_the_denominator() -> None:
    """A question that does not apply neither raises nor lowers its dimension."""
    dimension = a_dimension("vision", "vision", "owner")

    outcome = scored(dimension, responses(vision=4, owner=not_applicable()))

    assert (outcome.index, outcome.level, outcome.grounds) == (Fraction(4), 4, Grounds(1, 1, 0))


@pytest.mark.parametrize(
    ("rule", "index", "blockers"),
    [(UnknownRule.EXCLUDE, Fraction(4), ("q0",)), (UnknownRule.ZERO, Fraction(2), ("q1",))],
)
def test_unknown_leaves_the_sums_or_counts_as_zero(
    rule: UnknownRule, index: Fraction, blockers: tuple[str, ...]
) -> None:
    """Either way it counts against coverage, and it blocks only where it counts."""
    outcome = scored(a_dimension("vision", "q0", "q1"), responses(q0=4, q1=unknown()), Rules(unknown=rule))

    assert (outcome.index, outcome.blockers, outcome.grounds.coverage) == (index, blockers, Fraction(1, 2))


def test_a_blank_counts_as_unknown_and_is_named() -> None:
    """Blank is absence; who wants a complete sheet can see what is missing."""
    questionnaire = a_questionnaire(a_dimension("vision", "q0", "q1", "q2"))

    scorecard = score(questionnaire, responses(q0=4, q2=unknown()), ACME)

    assert scorecard.blanks == ("q1",)
    assert scorecard.grounds.coverage == THIRD


@pytest.mark.parametrize(
    ("said", "lack"),
    [
        ({"q0": 3, "q1": 3, "q2": 3}, None),
        ({"q0": 3, "q1": 3}, None),
        ({"q0": 3}, Lack.NOT_ASSESSED),
        ({}, Lack.NOT_ASSESSED),
        (
            {"q0": not_applicable(), "q1": not_applicable(), "q2": not_applicable(), "q3": not_applicable()},
            Lack.NOT_APPLICABLE,
        ),
        ({"q0": not_applicable(), "q1": not_applicable(), "q2": 3, "q3": unknown()}, None),
    ],
)
def test_a_dimension_needs_half_of_its_weight_answered(said: dict[str, int | Response], lack: Lack | None) -> None:
    """Exactly the least coverage is enough; with nothing that applies there is nothing to assess."""
    outcome = outcome_of(a_dimension("vision", "q0", "q1", "q2", "q3"), responses(said))

    assert (outcome.lack if isinstance(outcome, Unscored) else None) is lack


def test_without_an_answer_no_least_coverage_is_low_enough() -> None:
    """A dimension that nobody answered is not assessed even where the author asks for no coverage."""
    outcome = outcome_of(a_dimension("vision", "q0"), responses(q0=unknown()), Rules(min_coverage=Fraction(0)))

    assert isinstance(outcome, Unscored)


def test_what_is_not_assessed_takes_no_part_in_the_organisation() -> None:
    """The level is that of the others; coverage counts all questions with their dimension's weight."""
    questionnaire = a_questionnaire(a_dimension("known", "known.q"), a_dimension("open", "open.q", weight=3))

    scorecard = score(questionnaire, responses({"known.q": 4, "open.q": unknown()}), ACME)

    assert scorecard.overall is not None
    assert (scorecard.overall.level, scorecard.grounds.coverage) == (4, Fraction(1, 4))


def test_without_an_assessed_dimension_there_is_no_level() -> None:
    """Nothing is claimed that no answer supports."""
    scorecard = score(a_questionnaire(a_dimension("open", "q")), {}, ACME)

    assert scorecard.overall is None


@pytest.mark.parametrize(
    ("organisation", "index"),
    [
        (Organisation("A", sector="retail", country="FR"), Fraction(3)),
        (Organisation("A", sector="banking", country="FR"), Fraction(3)),
        (Organisation("A", sector="retail", country="DE"), Fraction(4)),
        (Organisation("A", sector="airline", country="FR"), Fraction(4)),
        (Organisation("A"), Fraction(4)),
    ],
)
def test_a_question_is_in_scope_where_all_its_facts_hold(organisation: Organisation, index: Fraction) -> None:
    """An answer out of scope is kept in the file and not scored; a missing fact does not hold."""
    when = (Condition("sector", ("retail", "banking")), Condition("country", ("FR",)))
    dimension = a_dimension("stores", "queue", a_grid_question("till", when=when))

    outcome = outcome_of(dimension, responses(queue=4, till=2), organisation=organisation)

    assert isinstance(outcome, Scored)
    assert outcome.index == index


def test_a_blank_out_of_scope_is_not_missing() -> None:
    """Nobody is asked a question that does not concern them."""
    question: Question = a_grid_question("till", when=(Condition("sector", ("retail",)),))

    scorecard = score(a_questionnaire(a_dimension("stores", question)), {}, ACME)

    assert (scorecard.blanks, scorecard.outcomes[0].grounds.coverage) == ((), None)


def test_confidence_is_the_weighted_evidence_and_never_changes_the_score() -> None:
    """Absent evidence counts as opinion; the overall confidence weighs questions and dimensions."""
    one = a_dimension("one", a_grid_question("one.a", weight=2), "one.b", weight=3)
    said = {"one.a": answered(4, Evidence.MEASURED), "one.b": answered(4), "two.q": answered(4, Evidence.EXAMPLE)}

    scorecard = score(a_questionnaire(one, a_dimension("two", "two.q")), responses(said), ACME)

    assert [outcome.grounds.confidence for outcome in scorecard.outcomes] == [Fraction(2, 3), THIRD]
    assert scorecard.grounds.confidence == Fraction(3 * 6 + 1, 3 * 10)
    assert scorecard.overall is not None
    assert scorecard.overall.level == 4


def test_fractional_weights_are_exact() -> None:
    """Weights of 1/3 and 0.1 add up without rounding: one question alone is just more than half."""
    dimension = a_dimension(
        "vision", a_grid_question("a", weight=Fraction(1, 3)), a_grid_question("b", weight=Fraction("0.3333"))
    )

    outcome = scored(dimension, responses(a=1, b=0))

    assert (outcome.fulfilment[0], outcome.level) == (Fraction(1, 3) / (Fraction(1, 3) + Fraction("0.3333")), 1)
