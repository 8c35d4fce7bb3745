"""What is said about one question: its answer in the author's words, and all that stands behind it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.consensus import Voice, voices
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question
from cem_maturity.domain.report import Remark, ReportedQuestion, ReportedResponse
from cem_maturity.domain.response import Answered, AnswerSheet, NotApplicable, Response, Unknown
from cem_maturity.domain.scoring import in_scope


def report_question(
    question: Question, assessment: Assessment, response: Response | None, *, blocker: bool, disagreement: bool
) -> ReportedQuestion:
    """What is said about *question*, to which *response* was given; None is blank."""
    answer = response.answer if isinstance(response, Answered) else None
    evidence = response.evidence if isinstance(response, Answered) else None
    remarks = tuple(_remarks(question, assessment))
    descriptor, next_descriptor = _descriptors(question, answer)
    return ReportedQuestion(
        id=question.id,
        text=question.text,
        kind="grid" if isinstance(question, GridQuestion) else "practice",
        state=_state(response) if in_scope(question, assessment.organisation) else "out_of_scope",
        practice=question.level if isinstance(question, PracticeQuestion) else None,
        level=_level(question, answer),
        value=_value(question, answer),
        descriptor=descriptor,
        next_descriptor=next_descriptor,
        reason=_reason(response),
        evidence=evidence.word if evidence is not None else None,
        note=_texts(remarks, "note"),
        quote=_texts(remarks, "quote"),
        remarks=remarks,
        flag=_flag(question, assessment),
        weight=question.weight,
        blocker=blocker,
        disagreement=disagreement,
        responses=tuple(report_response(question, voice) for voice in voices(assessment, question)),
    )


def _state(response: Response | None) -> str:
    match response:
        case Answered():
            return "answered"
        case NotApplicable():
            return "not_applicable"
        case Unknown():
            return "unknown"
        case None:
            return "blank"
        case _:
            assert_never(response)


def _reason(response: Response | None) -> str | None:
    match response:
        case NotApplicable(reason=text) | Unknown(whom=text):
            return text
        case _:
            return None


def _level(question: Question, answer: int | Fraction | None) -> int | None:
    return int(answer) if isinstance(question, GridQuestion) and answer is not None else None


def _value(question: Question, answer: int | Fraction | None) -> Fraction | None:
    return Fraction(answer) if isinstance(question, PracticeQuestion) and answer is not None else None


def _descriptors(question: Question, answer: int | Fraction | None) -> tuple[str | None, str | None]:
    """The author's words for the answer, and for the next better one."""
    if answer is None:
        return None, None
    match question:
        case GridQuestion():
            words = {Fraction(descriptor.level): descriptor.text for descriptor in question.descriptors}
        case PracticeQuestion():
            words = {option.value: option.text for option in question.answers.options}
        case _:
            assert_never(question)
    following = min((rung for rung in words if rung > answer), default=None)
    return words.get(Fraction(answer)), words[following] if following is not None else None


def report_response(question: Question, voice: Voice) -> ReportedResponse:
    """What one respondent said to *question*."""
    answer = voice.response.answer if isinstance(voice.response, Answered) else None
    return ReportedResponse(
        voice.respondent.id,
        voice.respondent.role,
        _state(voice.response),
        _level(question, answer),
        _value(question, answer),
    )


def _remarks(question: Question, assessment: Assessment) -> Iterator[Remark]:
    """Every note and quote at *question*: those of the sheet, then those of each respondent."""
    yield from _remarks_of("", assessment.sheet, question)
    for respondent in assessment.respondents:
        yield from _remarks_of(respondent.id, respondent.sheet, question)


def _remarks_of(respondent: str, sheet: AnswerSheet, question: Question) -> Iterator[Remark]:
    said = sheet.responses.get(question.id) or sheet.drafts.get(question.id)
    if said and said.note:
        yield Remark("note", respondent, said.note)
    if said and said.quote:
        yield Remark("quote", respondent, said.quote)


def _texts(remarks: tuple[Remark, ...], kind: str) -> str | None:
    return "\n".join(dict.fromkeys(remark.text for remark in remarks if remark.kind == kind)) or None


def _flag(question: Question, assessment: Assessment) -> str | None:
    sheets = (assessment.sheet, *(respondent.sheet for respondent in assessment.respondents))
    flags = (sheet.flags.get(question.id, "") for sheet in sheets)
    return "; ".join(dict.fromkeys(filter(None, flags))) or None
