"""What has moved between two results of one organisation, and whether a trend may be drawn at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.comparability import differences, is_comparable, means_alike, shared_dimensions
from cem_maturity.domain.message import N_, Message, counted
from cem_maturity.domain.questionnaire import GridQuestion, Question
from cem_maturity.domain.reasons import percent
from cem_maturity.domain.response import Answered, NotApplicable, Unknown
from cem_maturity.domain.result import OVERALL, Result
from cem_maturity.domain.roadmap import aim
from cem_maturity.domain.scoring import in_scope
from cem_maturity.domain.standing import Standing, Subject, standings


class SubjectMove(NamedTuple):
    """How far the organisation or a dimension has come."""

    id: Subject
    title: str
    """Nothing for the organisation as a whole."""
    then: Standing | None
    """None where it was not part of the questionnaire."""
    now: Standing | None
    target: int | None
    """1..N, as the later answers set it."""
    compared: bool
    """Whether the two say the same thing; else there is no move."""
    level_move: int | None
    """Levels risen, or fallen where it is less than 0."""
    index_move: Fraction | None


class Change(StrEnum):
    """What became of a question."""

    RISEN = "risen"
    FALLEN = "fallen"
    SAME = "same"
    ANSWERED = "answered"
    """It had no answer before."""
    UNKNOWN = "unknown"
    """It had an answer, and nobody knows it now."""
    NOT_APPLICABLE = "not_applicable"
    APPEARED = "appeared"
    """It was not asked before."""
    GONE = "gone"
    """It is not asked any more."""
    INCOMPARABLE = "incomparable"
    """It is scored differently now."""


class DatedResponse(NamedTuple):
    """What was said at a question at one time."""

    state: str
    """answered, not_applicable, unknown, blank, out_of_scope, or absent: the questionnaire has no such question."""
    level: int | None
    """The answer to a grid question, 0..N."""
    value: Fraction | None
    """The answer to a practice question, 0..1."""


class QuestionMove(NamedTuple):
    """How one answer has changed."""

    id: str
    text: str
    dimension: str
    """The id of the dimension that it stands in now, or stood in."""
    change: Change
    then: DatedResponse
    now: DatedResponse
    move: int | Fraction | None
    """Levels (grid) or value (practice) gained; None where two answers do not face one another."""


@dataclass(frozen=True, slots=True)
class Trend:
    """What has moved between an earlier result and a later one."""

    comparable: bool
    """Whether a trend may be drawn for the organisation (scoring.md §10)."""
    reasons: tuple[Message, ...]
    """Why it may not be drawn, and what to mind where it may."""
    overall: SubjectMove | None
    """None where a questionnaire has no dimensions."""
    dimensions: tuple[SubjectMove, ...]
    """Those of the later result in file order, then those that are gone."""
    questions: tuple[QuestionMove, ...]
    """All questions of the later result in file order, then those that are gone."""


def trend(then: Result, now: Result) -> Trend:
    """What has moved from *then* to *now*.

    Results of one basis compare as a whole; others in the dimensions that they share, and in the
    questions whose answers mean the same (scoring.md §10).
    """
    comparable = is_comparable(then, now)
    moves = {move.id: move for move in _subjects(then, now, comparable=comparable)}
    overall = moves.pop(OVERALL, None)
    return Trend(comparable, tuple(_reasons(then, now)), overall, tuple(moves.values()), tuple(_questions(then, now)))


def _subjects(then: Result, now: Result, *, comparable: bool) -> Iterator[SubjectMove]:
    before, after = standings(then), standings(now)
    titles = {one.id: one.title for result in (then, now) for one in result.questionnaire.dimensions}
    shared = {*shared_dimensions(then.questionnaire, now.questionnaire), *((OVERALL,) if comparable else ())}
    for subject in dict.fromkeys((*after, *before)):
        old, new = before.get(subject), after.get(subject)
        target = None
        if new is not None and new.level is not None:
            target = aim(now.assessment, subject, new.level, now.questionnaire.top_level).target
        level_move = index_move = None
        if subject in shared and old and new:
            if old.level is not None and new.level is not None:
                level_move = new.level - old.level
            if old.index is not None and new.index is not None:
                index_move = new.index - old.index
        yield SubjectMove(subject, titles.get(subject, ""), old, new, target, subject in shared, level_move, index_move)


def _questions(then: Result, now: Result) -> Iterator[QuestionMove]:
    before, after = _by_id(then), _by_id(now)
    same_scale = then.questionnaire.top_level == now.questionnaire.top_level
    met: set[str] = set()
    for id_, (question, dimension) in after.items():
        earlier_id = next((name for name in (id_, *question.was) if name in before and name not in met), "")
        met.add(earlier_id)
        if not earlier_id:
            yield _move(question, dimension, ABSENT, _response(question, now))
            continue
        earlier, _ = before[earlier_id]
        alike = means_alike(earlier, question) and (same_scale or not isinstance(question, GridQuestion))
        yield _move(question, dimension, _response(earlier, then), _response(question, now), alike=alike)
    for id_, (question, dimension) in before.items():
        if id_ not in met:
            yield _move(question, dimension, _response(question, then), ABSENT)


def _by_id(result: Result) -> Mapping[str, tuple[Question, str]]:
    """Every question with the id of its dimension."""
    return {
        question.id: (question, dimension.id)
        for dimension in result.questionnaire.dimensions
        for question in dimension.questions
    }


ABSENT = DatedResponse("absent", None, None)
_NOT_ASKED = ("absent", "out_of_scope")


def _response(question: Question, result: Result) -> DatedResponse:
    if not in_scope(question, result.assessment.organisation):
        return DatedResponse("out_of_scope", None, None)
    match result.responses.get(question.id):
        case Answered(answer=answer) if isinstance(question, GridQuestion):
            return DatedResponse("answered", int(answer), None)
        case Answered(answer=answer):
            return DatedResponse("answered", None, Fraction(answer))
        case NotApplicable():
            return DatedResponse("not_applicable", None, None)
        case Unknown():
            return DatedResponse("unknown", None, None)
        case _:
            return DatedResponse("blank", None, None)


def _move(
    question: Question, dimension: str, then: DatedResponse, now: DatedResponse, *, alike: bool = False
) -> QuestionMove:
    """How an answer has moved; only where the two are *alike*, and so say the same, is there a figure for it."""
    move: int | Fraction | None = None
    if alike and then.level is not None and now.level is not None:
        move = now.level - then.level
    elif alike and then.value is not None and now.value is not None:
        move = now.value - then.value
    return QuestionMove(question.id, question.text, dimension, _change(then, now, move), then, now, move)


def _change(then: DatedResponse, now: DatedResponse, move: int | Fraction | None) -> Change:
    if move is not None:
        return Change.SAME if move == 0 else Change.RISEN if move > 0 else Change.FALLEN
    match then.state, now.state:
        case old, new if old in _NOT_ASKED and new in _NOT_ASKED:
            return Change.SAME
        case old, _ if old in _NOT_ASKED:
            return Change.APPEARED
        case _, new if new in _NOT_ASKED:
            return Change.GONE
        case "answered", "answered":
            return Change.INCOMPARABLE
        case _, "answered":
            return Change.ANSWERED
        case "answered", "unknown" | "blank":
            return Change.UNKNOWN
        case old, "not_applicable" if old != "not_applicable":
            return Change.NOT_APPLICABLE
        case "not_applicable", _ if now.state != "not_applicable":
            return Change.UNKNOWN
        case _:
            return Change.SAME


def _reasons(then: Result, now: Result) -> Iterator[Message]:
    """What speaks against a trend, the gravest first."""
    if then.assessment == now.assessment:
        yield Message(N_("The earlier and the later answers are the same, so nothing can have moved."))
        return
    before, after = then.assessment.organisation, now.assessment.organisation
    if before.name != after.name:
        yield Message(
            N_("The answers are those of two organisations: {one} and {other}."),
            {"one": before.name, "other": after.name},
        )
    elif before.unit != after.unit:
        yield Message(
            N_("The answers are those of two units: {one} and {other}."),
            {
                "one": before.unit or Message(N_("the whole organisation")),
                "other": after.unit or Message(N_("the whole organisation")),
            },
        )
    if not (then.assessment.date and now.assessment.date):
        yield Message(N_("Not both answers have a date, so which are the earlier ones is a guess."))
    elif then.assessment.date > now.assessment.date:
        yield Message(N_("The answers taken for the earlier ones have the later date."))
    elif then.assessment.date == now.assessment.date:
        yield Message(N_("Both are of the same day: this is no development over time."))
    yield from differences(then, now)
    yield from _doubts(then, now)


def _doubts(then: Result, now: Result) -> Iterator[Message]:
    """How sure the two results are."""
    for sentence, result in (
        (N_("The earlier result is provisional."), then),
        (N_("The later result is provisional."), now),
    ):
        if result.questionnaire.dimensions and result.provisional_reasons:
            yield Message(sentence)
    before, after = standings(then), standings(now)
    titles = {one.id: one.title for result in (then, now) for one in result.questionnaire.dimensions}
    lost = tuple(
        titles[subject]
        for subject, standing in before.items()
        if subject != OVERALL and standing.level is not None and subject in after and after[subject].level is None
    )
    if lost:
        yield counted(
            "{count} dimension had a level and has none now: {dimensions}.",
            "{count} dimensions had a level and have none now: {dimensions}.",
            len(lost),
            {"count": len(lost), "dimensions": lost},
        )
    covered_then, covered_now = then.scorecard.grounds.coverage, now.scorecard.grounds.coverage
    if covered_then is not None and covered_now is not None and covered_now < covered_then:
        yield Message(
            N_("Less was answered than before: {now} of the weight instead of {then}."),
            {"now": percent(covered_now, short_of=covered_then), "then": percent(covered_then)},
        )
