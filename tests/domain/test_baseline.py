"""What a report says of an earlier result."""

from dataclasses import replace
from fractions import Fraction

from cem_maturity.application.judge import judge
from cem_maturity.domain.assessment import PlannedAction
from cem_maturity.domain.baseline import BaselineDimension, BaselineOverall, since
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.result import Result
from tests.builders import Said, a_dimension, a_grid_question, a_questionnaire, an_action, an_assessment

ASKED = a_questionnaire(
    a_dimension("voice", a_grid_question("voice.a", actions={2: (an_action("call"),)})), a_dimension("data", "data.a")
)


def a_result(year: int, questionnaire: Questionnaire = ASKED, *actions: PlannedAction, **said: Said) -> Result:
    """The result of that year; `voice_a=2` answers voice.a."""
    answers = {id_.replace("_", "."): one for id_, one in said.items()}
    assessment = replace(an_assessment(answers, actions=actions), date=f"{year}-11-21")
    return judge(questionnaire, assessment, partial=True)


def test_it_tells_where_the_house_stood_and_how_far_it_has_come() -> None:
    """As a whole and in each dimension; what has been done since, and when it was."""
    then = a_result(2025, ASKED, PlannedAction("call", "planned"), voice_a=1, data_a=3)

    found = since(then, a_result(2026, ASKED, PlannedAction("call", "done"), voice_a=3, data_a=2))

    assert (found.date, found.comparable) == ("2025-11-21", True)
    assert found.overall == BaselineOverall(1, "Level 1", Fraction(2), 1, Fraction(1, 2))
    assert found.dimensions == (
        BaselineDimension("voice", "The voice", 1, Fraction(1), True, 2, Fraction(2)),
        BaselineDimension("data", "The data", 3, Fraction(3), True, -1, Fraction(-1)),
    )
    assert [(one.id, one.move) for one in found.questions] == [("voice.a", 2), ("data.a", -1)]
    assert [one.id for one in found.actions_done] == ["call"]


def test_what_is_new_stood_nowhere() -> None:
    """A dimension that was not asked about before has no level then, and no move."""
    shorter = a_questionnaire(ASKED.dimensions[0])

    found = since(a_result(2025, shorter, voice_a=1), a_result(2026, voice_a=1, data_a=2))

    assert found.dimensions[1] == BaselineDimension("data", "The data", None, None, False, None, None)


def test_where_nothing_was_answered_there_was_no_level() -> None:
    """The whole has none then."""
    found = since(a_result(2025), a_result(2026, voice_a=1, data_a=2))

    assert found.overall == BaselineOverall(None, None, None, None, None)
