"""Assess: answers become a result that people can act on."""

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.consensus import responses_of
from cem_maturity.domain.problem import CemMaturityError
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.report import Report
from cem_maturity.domain.reporting import build
from cem_maturity.domain.scorecard import Scorecard
from cem_maturity.domain.scoring import Responses, score


class BlankAnswers(CemMaturityError):
    """Questions in scope that nobody has answered, where a complete assessment is wanted."""

    def __init__(self, questions: tuple[str, ...]) -> None:
        super().__init__(", ".join(questions))
        self.questions = questions
        """Their ids, in file order."""


def assess(questionnaire: Questionnaire, assessment: Assessment, *, partial: bool, program_version: str) -> Report:
    """The report on *assessment*; raises BlankAnswers where a question is blank, unless *partial* allows it."""
    responses, scorecard = judge(questionnaire, assessment, partial=partial)
    return build(questionnaire, assessment, responses, scorecard, program_version)


def judge(questionnaire: Questionnaire, assessment: Assessment, *, partial: bool) -> tuple[Responses, Scorecard]:
    """One response to each question, and the figures they give; raises BlankAnswers as `assess` does."""
    responses = responses_of(questionnaire, assessment)
    scorecard = score(questionnaire, responses, assessment.organisation)
    if scorecard.blanks and not partial:
        raise BlankAnswers(scorecard.blanks)
    return responses, scorecard
