"""An assessment as an answers file: every text comes back from it exactly as it was (contract.md §2)."""

import json
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from cem_maturity.domain.assessment import Assessment, InterviewState, PlannedAction, Touchpoint, UnfinishedTouchpoint
from cem_maturity.domain.questionnaire import PracticeQuestion, Question, Questionnaire
from cem_maturity.domain.response import Answered, AnswerSheet, NotApplicable, Respondent, Unknown

_PLAIN = re.compile(r"[^\W\d_][^\W_]*(?:[ /.()'+-]+[^\W_]+)*[.)]?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]{5,15}(?:Z|[-+][0-9:]{5})?)?")
"""What needs no quotation marks: words, dates and moments. Narrower than YAML, so that it is surely right."""
_TAKEN = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_NOT_IN_JSON = re.compile("[\x7f-\xa0\u2028\u2029\ufeff]")
_BLOCK = re.compile(r"[^\s\x85][^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]*\S")
_WHITE_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)


def write(assessment: Assessment, questionnaire: Questionnaire) -> str:
    """The answers file that reads as *assessment*; its answers stand in the order of *questionnaire*."""
    return "".join(f"{line}\n" for line in _lines(assessment, questionnaire))


def head(assessment: Assessment) -> Iterator[str]:
    """The lines that say what an answers file is about; no text among them takes more than its line."""
    asked, organisation = assessment.questionnaire, assessment.organisation
    yield "format: 1"
    version, digest = one_line(asked.version), one_line(asked.digest)
    yield f"questionnaire: {_flow(id=asked.id, version=version, digest=digest)}"
    facts = {name: getattr(organisation, name) for name in ("name", "unit", "sector", "country", "profile")}
    if any(facts.values()):
        yield "organisation:"
        yield from (f"  {name}: {one_line(fact)}" for name, fact in facts.items() if fact)
    if assessment.date:
        yield f"date: {one_line(assessment.date)}"
    if assessment.language:
        yield f"language: {one_line(assessment.language)}"


def _lines(assessment: Assessment, questionnaire: Questionnaire) -> Iterator[str]:
    yield from head(assessment)
    yield from _expectations(assessment, "")
    if assessment.interview is not None:
        yield f"interview: {_interview(assessment.interview)}"
    questions = {question.id: question for question in questionnaire.questions()}
    if assessment.sheet != AnswerSheet() or not assessment.respondents:
        yield from _sheet(assessment.sheet, questions, "")
    if assessment.respondents:
        yield "respondents:"
        for respondent in assessment.respondents:
            yield from _respondent(respondent, questions)
    if assessment.touchpoints:
        yield "journey:"
        for touchpoint in assessment.touchpoints:
            yield from _touchpoint(touchpoint)
    if assessment.actions:
        yield "actions:"
        for action in assessment.actions:
            yield from action_lines(action)


def _interview(state: InterviewState) -> str:
    return _flow(
        started=one_line(state.started),
        updated=one_line(state.updated),
        at=one_line(state.at),
        complete="true" if state.complete else "false",
        stage=state.stage,
        unfinished=f"[{', '.join(map(_unfinished, state.unfinished))}]" if state.unfinished else "",
    )


def _unfinished(touchpoint: UnfinishedTouchpoint) -> str:
    parts = [f"touchpoint: {one_line(touchpoint.name)}"]
    parts += [f"stage: {touchpoint.stage}"] if touchpoint.stage else []
    for name, value in (
        ("importance", None if touchpoint.importance is None else Fraction(touchpoint.importance)),
        ("expected", touchpoint.expected),
        ("functional", touchpoint.functional),
        ("emotional", touchpoint.emotional),
    ):
        parts += [] if value is None else [f"{name}: {_number(value)}"]
    return "{" + ", ".join(parts) + "}"


def _expectations(by: Assessment | Respondent, indent: str) -> Iterator[str]:
    for name, levels in (("predicted", by.predicted), ("targets", by.targets), ("importance", by.importance)):
        if levels:
            yield f"{indent}{name}: {_flow(**{id_: str(level) for id_, level in levels.items()})}"


def _respondent(respondent: Respondent, questions: Mapping[str, Question]) -> Iterator[str]:
    if respondent == Respondent(respondent.id, AnswerSheet()):
        yield f"  {respondent.id}: {{}}"
        return
    yield f"  {respondent.id}:"
    yield from _field("name", respondent.name, "    ")
    yield from _field("role", respondent.role, "    ")
    yield from _expectations(respondent, "    ")
    if respondent.sheet != AnswerSheet():
        yield from _sheet(respondent.sheet, questions, "    ")


def _sheet(sheet: AnswerSheet, questions: Mapping[str, Question], indent: str) -> Iterator[str]:
    put_down = [id_ for id_ in questions if id_ in sheet.responses or id_ in sheet.drafts or id_ in sheet.flags]
    if not put_down:
        yield f"{indent}answers: {{}}"
        return
    yield f"{indent}answers:"
    for id_ in put_down:
        yield from _response(id_, questions[id_], sheet, indent + "  ")


def _response(id_: str, question: Question, sheet: AnswerSheet, indent: str) -> Iterator[str]:
    """The short form where there is a bare answer, else all that is known, key by key."""
    response = sheet.responses.get(id_)
    lines: list[tuple[str, str]]
    remarks = response if response is not None else sheet.drafts.get(id_)
    match response:
        case Answered():
            answer = _answer(question, response.answer)
            if response == Answered(response.answer) and id_ not in sheet.flags:
                yield f"{indent}{id_}: {answer}"
                return
            lines = [("value" if isinstance(question, PracticeQuestion) else "level", answer)]
        case NotApplicable():
            lines = [("not_applicable", _text(response.reason, indent + "    "))]
        case Unknown():
            lines = [("unknown", _text(response.whom, indent + "    "))]
        case None:
            lines = []
        case _:
            assert_never(response)
    yield f"{indent}{id_}:"
    deeper = indent + "  "
    for key, text in lines:
        yield f"{deeper}{key}: {text}"
    if id_ in sheet.flags:
        yield f"{deeper}flag: {_text(sheet.flags[id_], deeper + '  ')}"
    if remarks is None:
        return
    evidence = getattr(remarks, "evidence", None)
    if evidence is not None:
        yield f"{deeper}evidence: {evidence.word}"
    yield from _field("note", remarks.note, deeper)
    yield from _field("quote", remarks.quote, deeper)
    if response is not None:
        yield from _field("at", response.at, deeper)


def _answer(question: Question, answer: int | Fraction) -> str:
    if isinstance(question, PracticeQuestion):
        return next(option.id for option in question.answers.options if option.value == answer)
    return str(answer)


def _touchpoint(touchpoint: Touchpoint) -> Iterator[str]:
    yield f"  - touchpoint: {_text(touchpoint.name, '      ')}"
    yield from _field("stage", touchpoint.stage, "    ")
    yield f"    importance: {touchpoint.importance}"
    for name, value in (
        ("expected", touchpoint.expected),
        ("functional", touchpoint.functional),
        ("emotional", touchpoint.emotional),
        ("recommend", touchpoint.recommend),
    ):
        if value is not None:
            yield f"    {name}: {_number(value)}"
    if touchpoint.moment_of_truth:
        yield "    moment_of_truth: true"
    yield from _field("note", touchpoint.note, "    ")


def action_lines(action: PlannedAction, indent: str = "  ") -> Iterator[str]:
    """A line of the plan of record, each of its own lines behind *indent*."""
    deeper = indent + "  "
    yield f"{indent}{action.id}:"
    yield f"{deeper}status: {action.status}"
    for name in ("owner", "due", "text", "why", "dimension"):
        yield from _field(name, getattr(action, name), deeper)
    for name, number in (("effort", action.effort), ("impact", action.impact)):
        if number is not None:
            yield f"{deeper}{name}: {number}"
    yield from _field("horizon", action.horizon, deeper)


# -- YAML


def _field(key: str, text: str, indent: str) -> Iterator[str]:
    if text:
        yield f"{indent}{key}: {_text(text, indent + '  ')}"


def _flow(**values: str) -> str:
    """A mapping in one line, without what says nothing."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items() if value not in ("", '""')) + "}"


def _number(value: Fraction) -> str:
    """The decimal that is exactly *value*, else the fraction."""
    for places in range(7):
        if (scaled := value * 10**places).denominator == 1:
            digits = f"{scaled.numerator:0{places + 1}d}"
            return f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return str(value)


def _text(text: str, indent: str) -> str:
    """*text* as a scalar, its lines as a block where that is safe."""
    if "\n" in text and _BLOCK.fullmatch(text) and not _WHITE_LINE.search(text):
        return "|-\n" + "\n".join(indent + line if line else "" for line in text.split("\n"))
    return one_line(text)


def one_line(text: str) -> str:
    """*text* as a scalar in one line: as it is where that is safe, else in quotation marks."""
    if _MOMENT.fullmatch(text) or (_PLAIN.fullmatch(text) and text.lower() not in _TAKEN):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _NOT_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)
