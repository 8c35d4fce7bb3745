"""Assess: answers become a report that people can act on."""

from cem_maturity.application.judge import judge
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.report import Report
from cem_maturity.domain.reporting import build


def assess(questionnaire: Questionnaire, assessment: Assessment, *, partial: bool, program_version: str) -> Report:
    """The report on *assessment*; raises BlankAnswers where a question is blank, unless *partial* allows it."""
    return build(judge(questionnaire, assessment, partial=partial), program_version)
