"""Several respondents made into one, and where they see things differently."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from cem_maturity.domain.consensus import RoleView, Spread, lower_median, responses_of, spread, voices
from cem_maturity.domain.questionnaire import Aggregate, Question, Rules
from cem_maturity.domain.response import Answered, AnswerSheet, Evidence, NotApplicable, Respondent, Response, Unknown
from tests.builders import (
    Said,
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    a_respondent,
    an_assessment,
    not_applicable,
    responses,
    unknown,
)

GRID = a_grid_question("vision")
PRACTICE = a_practice("loop", 2)
THIRD = Fraction(1, 3)


def together(
    *said: tuple[str, Said], question: Question = GRID, aggregate: Aggregate = Aggregate.MEDIAN_BY_ROLE
) -> Response | None:
    """What respondents of these roles make together of one question."""
    questionnaire = a_questionnaire(a_dimension("d", question), rules=Rules(aggregate=aggregate))
    respondents = tuple(a_respondent(f"r{n}", {question.id: one}, role=role) for n, (role, one) in enumerate(said))
    return responses_of(questionnaire, an_assessment(respondents=respondents)).get(question.id)


def spread_of(*said: tuple[str, Said], question: Question = GRID) -> Spread | None:
    """How far apart respondents of these roles are."""
    respondents = tuple(a_respondent(f"r{n}", {question.id: one}, role=role) for n, (role, one) in enumerate(said))
    return spread(question, voices(an_assessment(respondents=respondents), question))


@pytest.mark.parametrize(("values", "median"), [((3,), 3), ((4, 1), 1), ((5, 1, 2), 2), ((4, 1, 2, 3), 2)])
def test_the_lower_of_two_middle_values_is_the_median(values: tuple[int, ...], median: int) -> None:
    """A median is an answer that somebody gave, and never flatters."""
    assert lower_median(values) == median


@pytest.mark.parametrize(
    ("aggregate", "answer"),
    [
        (Aggregate.MEDIAN_BY_ROLE, 1),
        (Aggregate.MEDIAN, 4),
        (Aggregate.MEAN_FLOOR, 3),
        (Aggregate.MINIMUM, 1),
    ],
)
def test_the_author_chooses_how_answers_become_one(aggregate: Aggregate, answer: int) -> None:
    """By role, three of the board cannot outvote one of the shop."""
    board_and_shop = (("board", 4), ("board", 4), ("board", 5), ("shop", 1))

    assert together(*board_and_shop, aggregate=aggregate) == Answered(answer)


def test_who_has_no_role_is_a_role_of_their_own() -> None:
    """Two without a role and a board of three are three roles: medians 1, 2 and 5."""
    assert together(("", 1), ("", 2), ("board", 5), ("board", 5), ("board", 5)) == Answered(2)


@pytest.mark.parametrize(
    ("aggregate", "value"),
    [
        (Aggregate.MEAN_FLOOR, THIRD),
        (Aggregate.MINIMUM, Fraction(0)),
        (Aggregate.MEDIAN, Fraction(2, 3)),
    ],
)
def test_practices_keep_to_their_options(aggregate: Aggregate, value: Fraction) -> None:
    """The mean of 0, 2/3 and 1 is 5/9; the highest option that is not above it is 1/3."""
    said = (("", Fraction(0)), ("", Fraction(2, 3)), ("", Fraction(1)))

    assert together(*said, question=PRACTICE, aggregate=aggregate) == Answered(value)


@pytest.mark.parametrize(
    ("said", "merged"),
    [
        ((not_applicable("no stores"), not_applicable("online only")), NotApplicable("no stores; online only")),
        ((not_applicable("no stores"), not_applicable("no stores")), NotApplicable("no stores")),
        ((not_applicable(), unknown("ask IT")), Unknown("ask IT")),
        ((not_applicable(), 3), Answered(3)),
        ((unknown(), 3), Answered(3)),
        ((unknown("ask IT"), unknown("ask HR")), Unknown("ask IT; ask HR")),
    ],
)
def test_an_answer_outweighs_not_applicable_and_unknown(said: tuple[Said, Said], merged: Response) -> None:
    """Not applicable only when all who said anything say so; where nothing else is left it is unknown."""
    assert together(("", said[0]), ("", said[1])) == merged


def test_what_nobody_answered_is_blank() -> None:
    """Blank is absence also where there are several respondents."""
    questionnaire = a_questionnaire(a_dimension("d", "vision", "owner"))

    merged = responses_of(questionnaire, an_assessment(respondents=(a_respondent("r", {"vision": 2}),)))

    assert merged == {"vision": Answered(2)}


def test_a_consensus_wins_over_its_originals() -> None:
    """What the room has settled on stands, whatever each of them had said."""
    questionnaire = a_questionnaire(a_dimension("d", "vision", "owner"))
    respondents = (a_respondent("a", {"vision": 1, "owner": 1}), a_respondent("b", {"vision": 5, "owner": 1}))

    merged = responses_of(questionnaire, an_assessment({"vision": 3}, respondents=respondents))

    assert merged == responses(vision=3, owner=1)


def test_the_lowest_evidence_given_and_all_remarks_are_kept() -> None:
    """Who gave no grade does not lower it; nothing that was said gets lost."""
    merged = together(
        ("", Answered(3, Evidence.MEASURED, note="see the log")),
        ("", Answered(3, Evidence.EXAMPLE, quote="It just works")),
        ("", Answered(3, note="see the log")),
        ("", Unknown("ask IT", note="not my field", quote="Ask me another")),
    )

    said = "It just works\nAsk me another"
    assert merged == Answered(3, Evidence.EXAMPLE, "see the log\nnot my field", said)


@pytest.mark.parametrize(
    ("answers", "disagrees"),
    [
        ((2, 2, 3), False),
        ((1, 2, 4, 5), True),
        ((1, 1, 3, 3), False),
        ((1, 4), True),
        ((3, 3, 3, 3, 3, 3, 3, 0), True),
        ((0, 2), False),
    ],
)
def test_grid_answers_disagree_by_average_deviation_or_range(answers: tuple[int, ...], disagrees: bool) -> None:
    """On 0..5 an average deviation of exactly 1 is still fine, a range of 3 never is."""
    found = spread_of(*(("", answer) for answer in answers))

    assert found is not None
    assert found.disagrees(5) is disagrees


@pytest.mark.parametrize(("answers", "deviation"), [((0, 2), 1), ((0, 1, 2), Fraction(2, 3))])
def test_a_short_scale_disagrees_sooner(answers: tuple[int, ...], deviation: Fraction | int) -> None:
    """On 0..2 the limit is 1/2."""
    found = spread_of(*(("", answer) for answer in answers))

    assert found is not None
    assert (found.average_deviation, found.disagrees(2)) == (deviation, True)


@pytest.mark.parametrize(("values", "disagrees"), [((THIRD, Fraction(2, 3)), False), ((THIRD, Fraction(1)), True)])
def test_practices_disagree_by_range(values: tuple[Fraction, Fraction], disagrees: bool) -> None:
    """Two thirds apart is too far."""
    found = spread_of(*(("", value) for value in values), question=PRACTICE)

    assert found is not None
    assert (found.disagrees(5), found.has_role_gap) == (disagrees, disagrees)


def test_roles_whose_medians_differ_by_two_see_things_differently() -> None:
    """The widest pair is named; the roles come in the order in which they first spoke."""
    found = spread_of(("shop", 1), ("board", 3), ("shop", 2), ("", 2), ("board", 5))

    assert found is not None
    assert found.by_role == (RoleView("shop", 1), RoleView("board", 3), RoleView("r3", 2))
    assert (found.lowest.role, found.highest.role, found.role_gap, found.has_role_gap) == ("shop", "board", 2, True)


def test_one_answer_cannot_disagree() -> None:
    """Not applicable and unknown are no answers to differ from."""
    assert spread_of(("", 3), ("", unknown()), ("", not_applicable())) is None


def test_a_single_respondent_speaks_for_the_organisation() -> None:
    """Their responses stand as they are."""
    questionnaire = a_questionnaire(a_dimension("d", "vision"))
    sheet = AnswerSheet({"vision": Answered(3, Evidence.DOCUMENT, "a note")})

    merged: Mapping[str, Response] = responses_of(questionnaire, an_assessment(respondents=(Respondent("ceo", sheet),)))

    assert merged == sheet.responses
