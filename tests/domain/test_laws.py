"""Laws that hold for every questionnaire and every sheet of answers (scoring.md §11)."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from cem_maturity.domain.consensus import responses_of
from cem_maturity.domain.questionnaire import GridQuestion, Question, Questionnaire
from cem_maturity.domain.response import Answered, NotApplicable, Response
from cem_maturity.domain.robustness import Tip, bounds, robustness
from cem_maturity.domain.scorecard import Lack, Outcome, OverallScore, Scorecard, Scored, Unscored
from cem_maturity.domain.scoring import Responses, score
from tests.builders import ACME, an_assessment
from tests.domain.reference import Figures, figures_of_dimension, figures_of_organisation
from tests.domain.strategies import LAW, Case, cases, groups, questionnaires


def scorecard_of(questionnaire: Questionnaire, said: Responses) -> Scorecard:
    """The scorecard of ACME."""
    return score(questionnaire, said, ACME)


def figures(outcome: Outcome | OverallScore | None, coverage: Fraction | None, top_level: int) -> Figures:
    """An outcome in the reference's words; blockers in any order."""
    if outcome is None or isinstance(outcome, Unscored):
        return Figures(None, None, (None,) * top_level, (), coverage)
    return Figures(outcome.level, outcome.index, outcome.fulfilment, tuple(sorted(outcome.blockers)), coverage)


def all_figures(questionnaire: Questionnaire, said: Responses) -> dict[str, Figures]:
    """The figures of the organisation (under no name) and of every dimension by id."""
    scorecard = scorecard_of(questionnaire, said)
    top_level = questionnaire.top_level
    found = {one.dimension.id: figures(one, one.grounds.coverage, top_level) for one in scorecard.outcomes}
    return found | {"": figures(scorecard.overall, scorecard.grounds.coverage, top_level)}


def is_fully_assessed(scorecard: Scorecard) -> bool:
    """Whether every dimension with an applicable question has a level."""
    return not any(isinstance(one, Unscored) and one.lack is Lack.NOT_ASSESSED for one in scorecard.outcomes)


@LAW
@given(cases())
def test_scoring_agrees_with_the_plain_reading_of_its_definition(case: Case) -> None:
    """Whole numbers inside give what fractions written straight from the text give."""
    found = all_figures(case.questionnaire, case.said)

    expected = {
        one.id: figures_of_dimension(case.questionnaire, one, case.said) for one in case.questionnaire.dimensions
    }
    expected[""] = figures_of_organisation(case.questionnaire, case.said)
    assert found == {id_: replace(one, blockers=tuple(sorted(one.blockers))) for id_, one in expected.items()}


@LAW
@given(cases(), st.data())
def test_raising_an_answer_never_lowers_level_or_index(case: Case, data: st.DataObject) -> None:
    """Neither in the dimension nor in the organisation."""
    questionnaire = case.questionnaire
    question = data.draw(st.sampled_from(list(questionnaire.questions())))
    lower = case.said.get(question.id)
    assume(isinstance(lower, Answered))
    assert isinstance(lower, Answered)
    most = questionnaire.top_level if isinstance(question, GridQuestion) else 1
    higher = data.draw(st.sampled_from([one for one in _rungs(question, most) if one >= lower.answer]))

    before = scorecard_of(questionnaire, case.said)
    after = scorecard_of(questionnaire, {**case.said, question.id: Answered(higher)})

    for one, other in zip(before.scored, after.scored, strict=True):
        assert one.level <= other.level
        assert one.index <= other.index
    if before.overall and after.overall:
        assert before.overall.level <= after.overall.level
        assert before.overall.index <= after.overall.index


def _rungs(question: Question, top_level: int) -> list[int | Fraction]:
    if isinstance(question, GridQuestion):
        return list(range(top_level + 1))
    return [option.value for option in question.answers.options]


@LAW
@given(cases())
def test_the_result_lies_within_its_bounds(case: Case) -> None:
    """Where every dimension is assessed, no answer still open can leave them."""
    scorecard = scorecard_of(case.questionnaire, case.said)
    possible = bounds(case.questionnaire, case.said, ACME)
    assume(scorecard.overall is not None and is_fully_assessed(scorecard))

    assert possible is not None
    assert scorecard.overall is not None
    assert possible.level_low <= scorecard.overall.level <= possible.level_high
    assert possible.index_low <= scorecard.overall.index <= possible.index_high


@LAW
@given(cases(), st.data())
def test_every_way_to_fill_the_gaps_lies_within_the_bounds(case: Case, data: st.DataObject) -> None:
    """The bounds are those of all complete sheets that keep what was said."""
    questionnaire = case.questionnaire
    filled: dict[str, Response] = dict(case.said)
    for question in questionnaire.questions():
        if not isinstance(filled.get(question.id), Answered | NotApplicable):
            filled[question.id] = Answered(data.draw(st.sampled_from(_rungs(question, questionnaire.top_level))))

    overall = scorecard_of(questionnaire, filled).overall
    possible = bounds(questionnaire, case.said, ACME)

    assert (overall is None) == (possible is None)
    if overall and possible:
        assert possible.level_low <= overall.level <= possible.level_high
        assert possible.index_low <= overall.index <= possible.index_high


@LAW
@given(cases(), st.randoms(use_true_random=False))
def test_order_changes_no_figure(case: Case, random: Random) -> None:
    """Neither that of the questions nor that of the dimensions."""
    shuffled = _shuffled(case.questionnaire, random)

    assert all_figures(shuffled, case.said) == all_figures(case.questionnaire, case.said)
    assert bounds(shuffled, case.said, ACME) == bounds(case.questionnaire, case.said, ACME)


def _shuffled(questionnaire: Questionnaire, random: Random) -> Questionnaire:
    dimensions = [
        replace(one, questions=tuple(random.sample(one.questions, len(one.questions))))
        for one in questionnaire.dimensions
    ]
    random.shuffle(dimensions)
    return replace(questionnaire, dimensions=tuple(dimensions))


@LAW
@given(st.data(), st.randoms(use_true_random=False))
def test_the_order_of_respondents_changes_no_figure(data: st.DataObject, random: Random) -> None:
    """Who speaks first does not count for more."""
    questionnaire = data.draw(questionnaires())
    group = data.draw(groups(questionnaire))
    turned = tuple(random.sample(group, len(group)))

    one = responses_of(questionnaire, an_assessment(respondents=group))
    other = responses_of(questionnaire, an_assessment(respondents=turned))

    assert all_figures(questionnaire, one) == all_figures(questionnaire, other)
    assert bounds(questionnaire, one, ACME) == bounds(questionnaire, other, ACME)


@LAW
@given(cases(), st.data())
def test_not_applicable_is_as_if_the_question_were_not_there(case: Case, data: st.DataObject) -> None:
    """It leaves every sum, coverage and the bounds too."""
    questionnaire = case.questionnaire
    left_out = data.draw(st.sampled_from([question.id for question in questionnaire.questions()]))
    without = replace(
        questionnaire,
        dimensions=tuple(
            replace(one, questions=tuple(question for question in one.questions if question.id != left_out))
            for one in questionnaire.dimensions
        ),
    )
    said = {**case.said, left_out: NotApplicable("no such unit by law")}

    assert all_figures(questionnaire, said) == all_figures(without, case.said)
    assert bounds(questionnaire, said, ACME) == bounds(without, case.said, ACME)


@LAW
@given(cases(), st.fractions(min_value=Fraction(1, 50), max_value=50))
def test_a_common_factor_of_all_weights_changes_no_figure(case: Case, factor: Fraction) -> None:
    """Weights are only ever compared with one another."""
    heavier = replace(
        case.questionnaire,
        dimensions=tuple(
            replace(
                one,
                weight=one.weight * factor,
                questions=tuple(replace(question, weight=question.weight * factor) for question in one.questions),
            )
            for one in case.questionnaire.dimensions
        ),
    )

    before, after = scorecard_of(case.questionnaire, case.said), scorecard_of(heavier, case.said)

    assert all_figures(heavier, case.said) == all_figures(case.questionnaire, case.said)
    assert after.grounds.confidence == before.grounds.confidence
    assert bounds(heavier, case.said, ACME) == bounds(case.questionnaire, case.said, ACME)
    assert robustness(heavier, case.said, ACME, after) == robustness(case.questionnaire, case.said, ACME, before)


@LAW
@given(cases())
def test_fragile_answers_are_those_that_turn_the_level(case: Case) -> None:
    """Each answer is moved by one step down and up, and everything scored anew."""
    questionnaire = case.questionnaire
    scorecard = scorecard_of(questionnaire, case.said)
    assume(scorecard.overall is not None)
    assert scorecard.overall is not None

    found = robustness(questionnaire, case.said, ACME, scorecard)

    assessed = {question.id for one in scorecard.scored for question in one.dimension.questions}
    level = scorecard.overall.level

    def tipped_to(question: Question, rungs: list[int | Fraction]) -> int | None:
        overall = scorecard_of(questionnaire, {**case.said, question.id: Answered(rungs[0])}).overall if rungs else None
        return overall.level if overall and overall.level != level else None

    tips = []
    for question in questionnaire.questions():
        response = case.said.get(question.id)
        if isinstance(response, Answered) and question.id in assessed:
            rungs = sorted(_rungs(question, questionnaire.top_level))
            at = rungs.index(response.answer)
            tips.append(Tip(question.id, tipped_to(question, rungs[:at][-1:]), tipped_to(question, rungs[at + 1 :])))
    tips = [tip for tip in tips if tip[1:] != (None, None)]
    assert found is not None
    assert found.tips == tuple(tips)
    assert found.fragile_answers == tuple(tip.question for tip in tips)
    assert found.fragile == bool(tips)


@LAW
@given(cases())
def test_a_level_is_never_above_the_ceiling_where_it_is_climbed_to(case: Case) -> None:
    """Untested levels are never reached by gate or strict; every level and index stays on the scale."""
    for outcome in scorecard_of(case.questionnaire, case.said).outcomes:
        if isinstance(outcome, Scored):
            assert 0 <= outcome.level <= case.questionnaire.top_level
            assert 0 <= outcome.index <= outcome.ceiling <= case.questionnaire.top_level
            assert all(share is None or 0 <= share <= 1 for share in outcome.fulfilment)
            if case.questionnaire.rules.level_rule in ("gate", "strict"):
                assert outcome.level <= outcome.ceiling
