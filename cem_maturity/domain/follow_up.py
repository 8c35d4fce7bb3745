"""What is still to be asked after an interview, and of whom."""

from dataclasses import dataclass

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.consensus import responses_of
from cem_maturity.domain.questionnaire import Question, Questionnaire
from cem_maturity.domain.response import Unknown
from cem_maturity.domain.scoring import Responses, in_scope


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A question that somebody still has to answer or to look at again."""

    question: Question
    unknown: Unknown | None
    """What is known of whom to ask; None where the question has an answer and is only flagged."""
    flags: tuple[str, ...]
    """What is to be done, of everybody who flagged it."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What one role can answer."""

    role: str
    """Its id; nothing where the questionnaire names nobody."""
    points: tuple[OpenPoint, ...]


def open_points(questionnaire: Questionnaire, assessment: Assessment, responses: Responses) -> tuple[OpenPoint, ...]:
    """What is open in file order; *responses* are those that all make together.

    What one respondent does not know and another has answered is not open.
    """
    sheets = (assessment.sheet, *(respondent.sheet for respondent in assessment.respondents))
    found = []
    for question in questionnaire.questions():
        if not in_scope(question, assessment.organisation):
            continue
        response = responses.get(question.id)
        flags = (sheet.flags.get(question.id, "") for sheet in sheets)
        point = OpenPoint(
            question,
            response if isinstance(response, Unknown) else None,
            tuple(dict.fromkeys(filter(None, flags))),
        )
        if point.unknown is not None or point.flags:
            found.append(point)
    return tuple(found)


def still_open(questionnaire: Questionnaire, assessment: Assessment) -> tuple[OpenPoint, ...]:
    """As `open_points`, of the responses that the respondents of *assessment* make together."""
    return open_points(questionnaire, assessment, responses_of(questionnaire, assessment))


def errands(points: tuple[OpenPoint, ...]) -> tuple[Errand, ...]:
    """The *points* by every role that can answer, as the roles first occur; what nobody is named for comes last."""
    roles = dict.fromkeys(role for point in points for role in point.question.roles)
    found = [Errand(role, tuple(point for point in points if role in point.question.roles)) for role in roles]
    nobodys = tuple(point for point in points if not point.question.roles)
    return (*found, Errand("", nobodys)) if nobodys else tuple(found)
