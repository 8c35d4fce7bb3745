"""Judge: answers become a result, from which every figure follows."""

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.consensus import responses_of
from cem_maturity.domain.problem import CemMaturityError
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.result import Result
from cem_maturity.domain.scoring import score


class BlankAnswers(CemMaturityError):
    """Questions in scope that nobody has answered, where a complete assessment is wanted."""

    def __init__(self, questions: tuple[str, ...]) -> None:
        super().__init__(", ".join(questions))
        self.questions = questions
        """Their ids, in file order."""


def judge(questionnaire: Questionnaire, assessment: Assessment, *, partial: bool) -> Result:
    """The result of *assessment*; raises BlankAnswers where a question is blank, unless *partial* allows it."""
    responses = responses_of(questionnaire, assessment)
    scorecard = score(questionnaire, responses, assessment.organisation)
    if scorecard.blanks and not partial:
        raise BlankAnswers(scorecard.blanks)
    return Result(questionnaire, assessment, responses, scorecard)
