"""Which results hold against one another, and on what."""

from dataclasses import replace

from cem_maturity.application.gates import Gate, gates_from
from cem_maturity.application.judge import judge
from cem_maturity.domain.comparability import is_comparable
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.questionnaire import Base, Questionnaire
from cem_maturity.domain.result import Result
from tests.builders import a_dimension, a_grid_question, a_questionnaire, an_assessment

BASE = a_questionnaire(a_dimension("voice", "voice.a"), a_dimension("data", "data.a"))


def an_overlay(questionnaire: Questionnaire) -> Questionnaire:
    """*questionnaire* as an overlay of the base."""
    return replace(questionnaire, id="ours", title="Ours", base=Base(BASE.id, scoring_digest(BASE)))


def result(questionnaire: Questionnaire) -> Result:
    """All questions answered with level 2."""
    answers = {question.id: 2 for question in questionnaire.questions()}
    return judge(questionnaire, an_assessment(answers), partial=False)


def test_an_overlay_that_scores_alike_compares_with_its_base() -> None:
    """Other texts make no other result."""
    before, after = result(BASE), result(an_overlay(BASE))

    assert is_comparable(before, after)
    assert set(gates_from(before, after)) == {Gate("overall", 2), Gate("voice", 2), Gate("data", 2)}


def test_an_overlay_that_scores_otherwise_compares_dimension_by_dimension() -> None:
    """A new question, a dropped one or another weight: the organisation's level is another matter then."""
    more = a_questionnaire(a_dimension("voice", "voice.a", "voice.z"), a_dimension("network", "network.a"))
    before, after = result(BASE), result(an_overlay(more))

    assert not is_comparable(before, after)
    assert gates_from(before, after) == (Gate("voice", 2),)


def test_two_overlays_of_one_base_compare() -> None:
    """Units of several trades stand in one portfolio."""
    other = replace(an_overlay(BASE), id="theirs")

    assert is_comparable(result(an_overlay(BASE)), result(other))


def test_levels_on_another_scale_are_no_gate() -> None:
    """Level 2 of 3 says nothing about level 2 of 5."""
    short = a_questionnaire(a_dimension("voice", a_grid_question("voice.a", top_level=3)), top_level=3)

    assert gates_from(result(short), result(BASE)) == ()
