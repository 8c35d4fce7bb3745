"""What stands under `answers:`: one response, remark or flag for each question."""

import shlex
from collections.abc import Sequence
from functools import cached_property

from cem_maturity.adapters.answer_value import read_answer
from cem_maturity.adapters.strict_yaml import Mapping, Node, Scalar
from cem_maturity.adapters.yaml_values import NULL, Reading, is_null
from cem_maturity.domain.free_text import TEXT_LIMIT, is_no_reason
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question, Questionnaire
from cem_maturity.domain.response import (
    Answered,
    AnswerSheet,
    Draft,
    Evidence,
    NotApplicable,
    Response,
    Unknown,
)

EVIDENCE = {grade.word: grade for grade in Evidence}
_EXCUSES = ("not_applicable", "unknown")
"""Why a question has no answer; said even where nothing stands after the colon."""
_REMARKS = ("evidence", "note", "quote", "at", "flag", *_EXCUSES)
GRID_KEYS = dict.fromkeys(("level", *_REMARKS))
PRACTICE_KEYS = dict.fromkeys(("value", *_REMARKS))
_WEAK_REASONS = ("outsourc", "another unit", "other unit", "another department", "other department")
"""Who does it does not matter to the customer (scoring.md §5)."""


class Known:
    """What answers may refer to in one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.questions = {question.id: question for question in questionnaire.questions()}
        self.dimensions = tuple(dimension.id for dimension in questionnaire.dimensions)
        self.earlier = {
            id_: question.id for question in self.questions.values() for id_ in question.was if id_ != question.id
        }
        self.actions = frozenset(_action_ids(questionnaire))
        self.facts = {condition.fact: condition for question in self.questions.values() for condition in question.when}

    @cached_property
    def digest(self) -> str:
        """The scoring digest."""
        from cem_maturity.domain.digest import scoring_digest  # most files ask for none, and OpenSSL loads slowly

        return scoring_digest(self.questionnaire)


def _action_ids(questionnaire: Questionnaire) -> set[str]:
    found = {action.id for level in questionnaire.levels for action in level.actions}
    for question in questionnaire.questions():
        match question:
            case GridQuestion():
                found.update(action.id for step in question.steps for action in step.actions)
            case PracticeQuestion():
                found.update(action.id for action in question.actions)
    return found


def read_sheet(
    reading: Reading, known: Known, node: Node | None, failed: set[str], command: Sequence[str]
) -> AnswerSheet:
    """What one respondent, or the consensus, has put down; questions with problems are added to *failed*.

    The words of *command* bring answers under earlier ids over.
    """
    responses: dict[str, Response] = {}
    drafts: dict[str, Draft] = {}
    flags: dict[str, str] = {}
    for id_, (key, value) in reading.mapping(node).items() if node is not None else ():
        question = known.questions.get(id_)
        if question is None:
            refuse_question(reading, known, key, command)
            failed.add(known.earlier.get(id_, id_))
        elif type(value) is Mapping:
            if not _read_long(reading, question, value, responses, drafts, flags):
                failed.add(id_)
        elif type(value) is Scalar and value.plain and value.text in NULL:
            continue
        elif (answer := read_answer(reading, question, value)) is not None:
            responses[id_] = Answered(answer)
        else:
            failed.add(id_)
    return AnswerSheet(responses, drafts, flags)


def refuse_question(reading: Reading, known: Known, node: Scalar, command: Sequence[str]) -> None:
    """Add the problem that *node* names no question, with the *command* to run where it did so in earlier versions."""
    name, questionnaire = node.text, known.questionnaire.id
    if name in known.earlier:
        reading.refuse(
            "unknown-question", node, known.earlier[name], shlex.join(command), name=name, questionnaire=questionnaire
        )
    else:
        reading.refuse_unknown("unknown-question", node, name, known.questions, questionnaire=questionnaire)


def _read_long(
    reading: Reading,
    question: Question,
    node: Mapping,
    responses: dict[str, Response],
    drafts: dict[str, Draft],
    flags: dict[str, str],
) -> bool:
    """Put what a mapping says about *question* where it belongs; false where its answer is a problem."""
    answer_key, keys = ("level", GRID_KEYS) if isinstance(question, GridQuestion) else ("value", PRACTICE_KEYS)
    found = reading.fields(node, keys)
    note, quote = free_text(reading, found.get("note")), free_text(reading, found.get("quote"))
    evidence = EVIDENCE.get(reading.one_of(found.get("evidence"), EVIDENCE, ""))
    at = reading.time(found["at"]) if "at" in found else ""
    if "flag" in found:
        flags[question.id] = free_text(reading, found["flag"])
    is_excused = "not_applicable" in node.pairs or "unknown" in node.pairs
    if answer_key in found and not is_excused:
        if (answer := read_answer(reading, question, found[answer_key])) is None:
            return False
        responses[question.id] = Answered(answer, evidence, note, quote, at)
        return True
    excuses = [name for name in _EXCUSES if name in node.pairs]
    states = [answer_key, *excuses] if answer_key in found else excuses
    if len(states) > 1:
        reading.refuse("two-states", node.pairs[states[1]][0])
        return False
    match excuses:
        case ["not_applicable"]:
            responses[question.id] = NotApplicable(_reason(reading, node), note, quote, at)
        case ["unknown"]:
            responses[question.id] = Unknown(free_text(reading, found.get("unknown")), note, quote, at)
        case _:
            if evidence is not None or note or quote:
                drafts[question.id] = Draft(evidence, note, quote)
            if at:
                reading.refuse("needs-answer", found["at"], name="at")
            return True
    if evidence is not None:
        reading.refuse("needs-answer", found["evidence"], name="evidence")
    return True


def _reason(reading: Reading, node: Mapping) -> str:
    _, value = node.pairs["not_applicable"]
    reason = "" if is_null(value) else free_text(reading, value)
    if not reason.strip():
        reading.refuse("missing-reason", value)
    elif is_no_reason(reason):
        reading.refuse("no-reason", value, given=reason)
    elif any(weak in reason.lower() for weak in _WEAK_REASONS):
        reading.refuse("weak-reason", value, given=reason)
    return reason


def free_text(reading: Reading, node: Node | None) -> str:
    """A text in somebody's own words, of bearable length."""
    if node is None:
        return ""
    text = reading.text(node)
    if len(text) > TEXT_LIMIT:
        reading.refuse("note-too-long", node, most=TEXT_LIMIT)
    return text
