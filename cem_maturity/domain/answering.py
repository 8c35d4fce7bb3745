"""What one answer, remark or mark makes of an interview."""

from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from cem_maturity.domain.free_text import Declined, blank, is_no_reason, refusal
from cem_maturity.domain.interview import Interview, change, choices, with_sheet
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.moving import skip
from cem_maturity.domain.questionnaire import Question
from cem_maturity.domain.response import Answered, Draft, Evidence, NotApplicable, Response, Unknown


def answer(interview: Interview, value: int | Fraction, now: str) -> Interview:
    """The answer taken, with the remarks that stood at the question; then the next turn."""
    question = _asked(interview)
    if value not in (choice.value for choice in choices(question)):
        raise ValueError(f"{value} is no answer to {question.id}")
    remarks = remarks_at(interview, question.id)
    given = Answered(value, remarks.evidence, remarks.note, remarks.quote, now)
    return skip(_respond(interview, question.id, given))


def not_applicable(interview: Interview, reason: str, now: str) -> Interview | Declined:
    """The question marked as no concern of this organisation; then the next turn."""
    if declined := refusal(reason) or blank(reason, N_("Please say why it does not apply; the report shows it.")):
        return declined
    if is_no_reason(reason):
        return Declined(
            Message(N_("Who does it makes no difference to your customer: please answer for whoever does."))
        )
    question = _asked(interview)
    remarks = remarks_at(interview, question.id)
    return skip(_respond(interview, question.id, NotApplicable(reason, remarks.note, remarks.quote, now)))


def unknown(interview: Interview, whom: str, now: str) -> Interview | Declined:
    """The question marked as one that nobody here can answer; then the next turn."""
    if declined := refusal(whom) or blank(whom, N_("Please say whom to ask; the report lists it.")):
        return declined
    question = _asked(interview)
    remarks = remarks_at(interview, question.id)
    return skip(_respond(interview, question.id, Unknown(whom, remarks.note, remarks.quote, now)))


def remarks_at(interview: Interview, question: str) -> Draft:
    """Note, quote and evidence at a question, whether it has an answer or not."""
    response = interview.sheet.responses.get(question)
    match response:
        case Answered():
            return Draft(response.evidence, response.note, response.quote)
        case NotApplicable() | Unknown():
            return Draft(None, response.note, response.quote)
        case None:
            return interview.sheet.drafts.get(question, Draft())
        case _:
            assert_never(response)


def note(interview: Interview, text: str) -> Interview | Declined:
    """The note at this question replaced; nothing takes it away."""
    return refusal(text) or _remark(interview, replace(_remarks(interview), note=_kept(text)))


def quote(interview: Interview, text: str) -> Interview | Declined:
    """The quote at this question replaced; nothing takes it away."""
    return refusal(text) or _remark(interview, replace(_remarks(interview), quote=_kept(text)))


def grade(interview: Interview, evidence: Evidence | None) -> Interview:
    """The evidence grade of this question's answer, or none."""
    return _remark(interview, replace(_remarks(interview), evidence=evidence))


def flag(interview: Interview, text: str) -> Interview | Declined:
    """The question flagged for later with what is to be done; nothing takes the flag away."""
    if declined := refusal(text):
        return declined
    id_ = _asked(interview).id
    others = {other: flagged for other, flagged in interview.sheet.flags.items() if other != id_}
    return with_sheet(interview, replace(interview.sheet, flags={**others, id_: text} if _kept(text) else others))


def set_importance(interview: Interview, importance: int) -> Interview:
    """The importance, 1..3, of the dimension whose turn it is; then the next turn."""
    dimension = _dimension_at(interview)
    return skip(change(interview, importance={**interview.assessment.importance, dimension: importance}))


def set_target(interview: Interview, level: int | None) -> Interview:
    """The target, 1..N, of the dimension whose turn it is, or the usual one; then the next turn."""
    dimension = _dimension_at(interview)
    others = {id_: target for id_, target in interview.assessment.targets.items() if id_ != dimension}
    return skip(change(interview, targets=others if level is None else {**others, dimension: level}))


def _kept(text: str) -> str:
    return text if text.strip() else ""


def _asked(interview: Interview) -> Question:
    question = interview.question
    if question is None:
        raise TypeError("it is not a question's turn")
    return question


def _dimension_at(interview: Interview) -> str:
    dimension = interview.dimension_of(interview.turn)
    if dimension is None:
        raise TypeError("it is not a dimension's turn")
    return dimension.id


def _remarks(interview: Interview) -> Draft:
    return remarks_at(interview, _asked(interview).id)


def _respond(interview: Interview, question: str, response: Response) -> Interview:
    sheet = interview.sheet
    drafts = {id_: draft for id_, draft in sheet.drafts.items() if id_ != question}
    return with_sheet(interview, replace(sheet, responses={**sheet.responses, question: response}, drafts=drafts))


def _remark(interview: Interview, remarks: Draft) -> Interview:
    id_ = _asked(interview).id
    sheet = interview.sheet
    response = sheet.responses.get(id_)
    match response:
        case Answered():
            changed: Response = response._replace(evidence=remarks.evidence, note=remarks.note, quote=remarks.quote)
            return _respond(interview, id_, changed)
        case NotApplicable() | Unknown():
            return _respond(interview, id_, replace(response, note=remarks.note, quote=remarks.quote))
        case None:
            drafts = {other: draft for other, draft in sheet.drafts.items() if other != id_}
            if remarks != Draft():
                drafts[id_] = remarks
            return with_sheet(interview, replace(sheet, drafts=drafts))
        case _:
            assert_never(response)
