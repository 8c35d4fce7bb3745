"""What is still to be asked, and of whom."""

from dataclasses import replace

from cem_maturity.domain.follow_up import Errand, OpenPoint, errands, still_open
from cem_maturity.domain.questionnaire import Condition
from tests.builders import a_dimension, a_grid_question, a_questionnaire, a_respondent, an_assessment, unknown

WHEN = (Condition("sector", ("retail",)),)
A = replace(a_grid_question("voice.a"), roles=("it", "cx"))
B = replace(a_grid_question("voice.b"), roles=("cx",))
C, SHOPS = a_grid_question("voice.c"), a_grid_question("voice.shops", when=WHEN)
ASKED = a_questionnaire(a_dimension("voice", SHOPS, A, B, C))


def test_unknowns_and_flags_of_everybody_are_open() -> None:
    """A question may be both; what is out of scope is not open."""
    people = (a_respondent("ann", {"voice.a": unknown("Tom")}), a_respondent("eve", {"voice.a": unknown("IT")}))
    assessment = an_assessment(
        {"voice.b": 3, "voice.shops": unknown()},
        flags={"voice.a": "see contract", "voice.b": "ask shops"},
        respondents=people,
    )

    assert still_open(ASKED, assessment) == (
        OpenPoint(A, unknown("Tom; IT"), ("see contract",)),
        OpenPoint(B, None, ("ask shops",)),
    )


def test_what_somebody_has_answered_is_not_open() -> None:
    """That another person did not know it is no question any more."""
    people = (a_respondent("ann", {"voice.a": unknown()}), a_respondent("tom", {"voice.a": 2}))

    assert still_open(ASKED, an_assessment(respondents=people)) == ()


def test_every_role_that_can_answer_has_its_errand() -> None:
    """Roles come as they first occur; what no role is named for comes last."""
    points = tuple(OpenPoint(question, unknown(), ()) for question in (C, A, B))
    c, a, b = points

    assert errands(points) == (Errand("it", (a,)), Errand("cx", (a, b)), Errand("", (c,)))


def test_nothing_open_is_no_errand() -> None:
    """There is nobody to write to."""
    assert errands(()) == ()
