"""Who said what about a question, in words."""

from typing import assert_never

from cem_maturity.application.language import Language
from cem_maturity.domain.consensus import Answer
from cem_maturity.domain.interview import choices
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question, Questionnaire
from cem_maturity.domain.response import Answered, Evidence, NotApplicable, Respondent, Response, Unknown


def who(respondent: Respondent, questionnaire: Questionnaire, language: Language) -> str:
    """A respondent by name, else by id, with the role in brackets."""
    name = respondent.name or respondent.id
    if not respondent.role:
        return name
    return language.gettext("{name} ({role})").format(name=name, role=questionnaire.called(respondent.role))


def said(question: Question, response: Response, language: Language) -> str:
    """What was said: a level in digits, an option in its words, or why there is no answer."""
    match response:
        case Answered(answer):
            return answer_text(question, answer, language)
        case NotApplicable(reason):
            return language.gettext("does not apply: {reason}").format(reason=reason)
        case Unknown(whom):
            return language.gettext("does not know, to ask: {whom}").format(whom=whom)
        case _:
            assert_never(response)


def answer_text(question: Question, answer: Answer, language: Language) -> str:
    """A level in digits, or the text of the option with that value."""
    match question:
        case GridQuestion():
            return language.number(int(answer))
        case PracticeQuestion():
            return next(choice.text for choice in choices(question) if choice.value == answer)
        case _:
            assert_never(question)


def grade_name(grade: Evidence, language: Language) -> str:
    """An evidence grade in a word."""
    _ = language.gettext
    return {
        Evidence.OPINION: _("opinion"),
        Evidence.EXAMPLE: _("example"),
        Evidence.DOCUMENT: _("document"),
        Evidence.MEASURED: _("measured"),
    }[grade]
