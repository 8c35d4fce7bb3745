"""From one turn of an interview to another: begun, gone on, back, to any turn, to what is still open."""

from dataclasses import replace
from typing import assert_never

from cem_maturity.domain import touring
from cem_maturity.domain.assessment import Assessment, InterviewState
from cem_maturity.domain.interview import Interview, blanks, in_stage, is_complete, station, turns
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.response import AnswerSheet, Respondent
from cem_maturity.domain.turns import (
    Closing,
    FormField,
    FormTurn,
    ImportanceTurn,
    JourneyTurn,
    QuestionTurn,
    StageTurn,
    TargetTurn,
    TouchpointTurn,
    Turn,
)


def begin(
    questionnaire: Questionnaire,
    assessment: Assessment,
    *,
    respondent: str = "",
    role: str = "",
    dimension: str = "",
    now: str = "",
) -> Interview:
    """The interview as it opens: where it was left, or at its start form.

    *respondent* is added with *role* where the assessment does not know them yet.
    """
    if respondent:
        assessment = _with_respondent(assessment, respondent, role)
    if not (assessment.interview and assessment.interview.started):
        resumed = False
        state = replace(assessment.interview or InterviewState(), started=now)
        assessment = replace(assessment, interview=state)
    else:
        resumed = True
    opened = Interview(questionnaire, assessment, FormTurn(FormField.ORGANISATION), respondent, dimension)
    if not assessment.organisation.name:
        return opened
    if not resumed and not respondent and not dimension:
        return opened
    return replace(opened, turn=_resumed_at(opened))


def skip(interview: Interview) -> Interview:
    """On to the next turn; what was put down here stays as it is."""
    if isinstance(interview.turn, TouchpointTurn):
        return replace(interview, turn=touring.after(interview))
    if interview.returning:
        return replace(interview, turn=Closing(), returning=False)
    order, here = turns(interview), turns(interview).index(station(interview))
    if interview.catching_up and not isinstance(interview.turn, ImportanceTurn):
        later = order[here + 1 :]
        turn = next((turn for turn in later if _is_left(interview, turn)), Closing())
        return replace(interview, turn=turn, catching_up=turn != Closing())
    return replace(interview, turn=order[min(here + 1, len(order) - 1)])


def back(interview: Interview) -> Interview:
    """To the turn before; the first one stays."""
    if isinstance(interview.turn, TouchpointTurn):
        return replace(interview, turn=touring.before(interview))
    order = turns(interview)
    return replace(interview, turn=order[max(order.index(interview.turn) - 1, 0)], returning=False, catching_up=False)


def jump(interview: Interview, turn: Turn) -> Interview:
    """To any turn; from the closing turn, the next answer leads back there."""
    known = turn.place < len(interview.touchpoints) if isinstance(turn, TouchpointTurn) else turn in turns(interview)
    if not known:
        return interview
    returning = isinstance(interview.turn, Closing) and turn != Closing()
    return replace(interview, turn=turn, returning=returning, catching_up=False)


def catch_up(interview: Interview) -> Interview:
    """To the first open question or touchpoint; from there to all that is open after it, then to the closing turn."""
    turn: Turn = next((QuestionTurn(one.id) for one in blanks(interview)), _open_in_journey(interview))
    return replace(interview, turn=turn, returning=False, catching_up=turn != Closing())


# The pieces


def _is_left(interview: Interview, turn: Turn) -> bool:
    """Whether *turn* still waits; a dimension's target is asked for after its importance."""
    match turn:
        case QuestionTurn(id_):
            return id_ not in interview.sheet.responses
        case ImportanceTurn(id_):
            return id_ not in interview.assessment.importance
        case StageTurn(stage):
            unfinished = range(len(interview.assessment.touchpoints), len(interview.touchpoints))
            return any(place in unfinished for place in in_stage(interview, stage))
        case FormTurn() | TargetTurn() | JourneyTurn() | TouchpointTurn() | Closing():
            return False
        case _:
            assert_never(turn)


def _open_in_journey(interview: Interview) -> Turn:
    """The first touchpoint that is unfinished; the first stage where a journey alone has none; else the end."""
    order = turns(interview)
    stages = [turn for turn in order if isinstance(turn, StageTurn)]
    found = (touring.unfinished_in(interview, turn.stage) for turn in stages)
    none_yet = not interview.questionnaire.dimensions and not interview.touchpoints
    first = stages[0] if stages and none_yet else Closing()
    return next((turn for turn in found if turn is not None), first)


def _resumed_at(interview: Interview) -> Turn:
    state = interview.assessment.interview
    if state and state.stage and StageTurn(state.stage) in turns(interview):
        return touring.unfinished_in(interview, state.stage) or StageTurn(state.stage)
    at = QuestionTurn(state.at) if state and not interview.respondent else None
    was_left = at in turns(interview)
    if is_complete(interview) and not (was_left and state and not state.complete):
        return Closing()
    if at and was_left:
        return at
    if not interview.sheet.responses and not interview.dimension and not (state and state.at):
        return FormTurn(FormField.ORGANISATION)
    return next((QuestionTurn(one.id) for one in blanks(interview)), _open_in_journey(interview))


def _with_respondent(assessment: Assessment, id_: str, role: str) -> Assessment:
    known = {one.id: one for one in assessment.respondents}
    one = known.get(id_, Respondent(id_, AnswerSheet()))
    known[id_] = replace(one, role=role or one.role)
    return replace(assessment, respondents=tuple(known.values()))
