"""Plan: the cheapest way up, what one change would do, and what of it goes into the plan of record."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple, assert_never

from cem_maturity.domain.assessment import Assessment, PlannedAction
from cem_maturity.domain.cheapest_path import cheapest_path
from cem_maturity.domain.cover import Solver
from cem_maturity.domain.message import N_, Message, Value
from cem_maturity.domain.planning import Plan, Step, plan, standing
from cem_maturity.domain.problem import CemMaturityError, nearest
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question, Questionnaire
from cem_maturity.domain.response import Answered
from cem_maturity.domain.result import OVERALL, Result
from cem_maturity.domain.roadmap import aim
from cem_maturity.domain.scoring import in_scope, score

DAYS = {"30d": 30, "90d": 90, "180d": 180, "1y": 365}
"""How long a horizon is."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+|/[1-9][0-9]*)?")


class Change(NamedTuple):
    """An answer as it might be."""

    question: str
    answer: int | Fraction
    """A level, 0..N, or the value of an option."""


class NoSuchChange(CemMaturityError):
    """A change that the questionnaire knows nothing of."""

    def __init__(self, sentence: str, /, **values: Value) -> None:
        super().__init__(sentence)
        self.message = Message(sentence, values)


def usual_target(result: Result) -> int | None:
    """The organisation's own target, else one level higher; None where it has no level."""
    overall = result.scorecard.overall
    if overall is None:
        return None
    return aim(result.assessment, OVERALL, overall.level, result.questionnaire.top_level).target


def lay_out(result: Result, target: int, solver: Solver | None = None) -> Plan | None:
    """The cheapest plan from *result* to the level *target*, 1..N; None where there is no level to start from.

    The *solver*, if there is one, is asked where the search would be long.
    """
    path = cheapest_path(result, target, solver)
    return plan(result, path) if path else None


def changes_from(result: Result, texts: Iterable[str]) -> tuple[Change, ...]:
    """The changes to *result* that *texts* ask for, as `voice.channels=3` or `voice.loop=some`.

    Raises NoSuchChange, also where one would change nothing: its question is out of scope, or named again.
    """
    questions = {question.id: question for question in result.questionnaire.questions()}
    found: dict[str, Change] = {}
    for text in texts:
        change = _change_from(result.questionnaire, questions, text)
        if change.question in found:
            raise NoSuchChange(N_("{question} is given twice; give it one answer"), question=change.question)
        if not in_scope(questions[change.question], result.assessment.organisation):
            raise NoSuchChange(
                N_("{question} is not asked of this organisation, so no answer to it counts"), question=change.question
            )
        found[change.question] = change
    return tuple(found.values())


def _change_from(questionnaire: Questionnaire, questions: Mapping[str, Question], text: str) -> Change:
    id_, equals, answer = text.partition("=")
    if not equals:
        raise NoSuchChange(N_("a change is QUESTION=ANSWER, such as voice.channels=3; got {text}"), text=text)
    if id_ not in questions:
        close = nearest(id_, questions)
        known = N_("{questionnaire} has no question {name}; did you mean {nearest}?")
        unknown = N_("{questionnaire} has no question {name}; `cem show {questionnaire}` lists those it has")
        raise NoSuchChange(known if close else unknown, questionnaire=questionnaire.id, name=id_, nearest=close)
    answers = _answers(questions[id_])
    value = answers.get(answer)
    if value is None and isinstance(questions[id_], PracticeQuestion) and _NUMBER.fullmatch(answer):
        value = next((one for one in answers.values() if one == Fraction(answer)), None)
    if value is None:
        raise NoSuchChange(
            N_("{question} cannot be {given}; it can be: {known}"), question=id_, given=answer, known=tuple(answers)
        )
    return Change(id_, value)


def _answers(question: Question) -> Mapping[str, int | Fraction]:
    """What can be answered, as it is typed."""
    match question:
        case GridQuestion():
            return {str(one.level): one.level for one in question.descriptors}
        case PracticeQuestion():
            return {option.id: option.value for option in question.answers.options}
        case _:
            assert_never(question)


def changed(result: Result, changes: Iterable[Change]) -> Result:
    """The result if the answers were as *changes* say."""
    responses = dict(result.responses)
    for change in changes:
        before = responses.get(change.question)
        kept = before if isinstance(before, Answered) else Answered(change.answer)
        responses[change.question] = kept._replace(answer=change.answer)
    scorecard = score(result.questionnaire, responses, result.assessment.organisation)
    return result._replace(responses=responses, scorecard=scorecard)


def what_if(before: Result, after: Result, changes: Iterable[Change]) -> Mapping[str, object]:
    """What the *changes* do, under the keys of contract.md §4."""
    return {
        "set": {change.question: change.answer for change in changes},
        "before": standing(before.scorecard),
        "after": standing(after.scorecard),
    }


def to_keep(
    chosen: Plan, questionnaire: Questionnaire, assessment: Assessment, say: Callable[[Message], str]
) -> tuple[PlannedAction, ...]:
    """The lines of the *chosen* plan that the plan of record lacks; what people wrote there stays as it is.

    Each has the owner that the questionnaire proposes, and the day on which its horizon ends, counted from that of
    the answers. A step for which no action is authored becomes a line of its own, which *say* words.
    """
    written = {action.id for action in assessment.actions}
    questions = {question.id: question for question in questionnaire.questions()}
    lines: list[PlannedAction] = []
    for step in chosen.steps:
        for action in step.rise.actions:
            lines.append(PlannedAction(action.id, "planned", action.owner, _due(assessment.date, action.horizon)))
        if not step.rise.actions:
            lines.append(_own_line(step, questions[step.rise.question], _due(assessment.date, step.horizon), say))
    return tuple(line for line in lines if line.id not in written)


def _own_line(step: Step, question: Question, due: str, say: Callable[[Message], str]) -> PlannedAction:
    rise = step.rise
    match question:
        case GridQuestion():
            id_ = f"step-{question.id}-{rise.level}"
            sentence = Message(
                N_("Bring “{question}” to level {level}: {descriptor}"),
                {"question": question.text, "level": rise.level, "descriptor": question.descriptor(rise.level)},
            )
        case PracticeQuestion():
            id_ = f"step-{question.id}"
            sentence = Message(N_("Put in place in full: {question}"), {"question": question.text})
        case _:
            assert_never(question)
    return PlannedAction(
        id_,
        "planned",
        due=due,
        text=say(sentence),
        dimension=rise.dimension,
        effort=rise.effort,
        horizon=step.horizon,
    )


def _due(today: str, horizon: str) -> str:
    """The day on which *horizon* ends; nothing where the answers have no date, or the calendar none so late."""
    try:
        return (date.fromisoformat(today) + timedelta(days=DAYS[horizon])).isoformat()
    except (ValueError, OverflowError):
        return ""
