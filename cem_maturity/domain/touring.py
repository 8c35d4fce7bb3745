"""How the touchpoints of an interview are named, judged, changed and removed (contract.md §5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias, assert_never

from cem_maturity.domain.assessment import Touchpoint, UnfinishedTouchpoint
from cem_maturity.domain.free_text import Declined, blank, decimal_of, refusal
from cem_maturity.domain.interview import Interview, change, in_stage, stage_at, stages
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.turns import Closing, StageTurn, TouchpointStep, TouchpointTurn, Turn

JUDGED = (
    TouchpointStep.IMPORTANCE,
    TouchpointStep.EXPECTED,
    TouchpointStep.FUNCTIONAL,
    TouchpointStep.EMOTIONAL,
    TouchpointStep.RECOMMEND,
    TouchpointStep.MOMENT_OF_TRUTH,
    TouchpointStep.NOTE,
)
"""What is asked about a touchpoint, in order."""

RATINGS = (
    TouchpointStep.EXPECTED,
    TouchpointStep.FUNCTIONAL,
    TouchpointStep.EMOTIONAL,
    TouchpointStep.RECOMMEND,
)
"""Figures of 0..10."""

NEEDED = JUDGED[:4]
"""What a touchpoint has to have before it counts."""

WRITTEN = (TouchpointStep.NAME, *RATINGS, TouchpointStep.NOTE)
"""What is typed and not chosen."""


@dataclass(frozen=True, slots=True)
class Known:
    """A touchpoint that the stage has already."""

    place: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """A touchpoint that the questionnaire suggests."""

    name: str


@dataclass(frozen=True, slots=True)
class Another:
    """A touchpoint in one's own words."""


@dataclass(frozen=True, slots=True)
class Onwards:
    """No more touchpoints of this stage."""


Offer: TypeAlias = Known | Suggested | Another | Onwards


def offers(interview: Interview, stage: str) -> tuple[Offer, ...]:
    """What can be chosen at a stage: its touchpoints, what is suggested besides, one's own, to go on."""
    known = in_stage(interview, stage)
    named = {_key(interview.touchpoints[place].name) for place in known}
    part = interview.questionnaire.journey
    suggested = part.suggestions.get(stage, ()) if part else ()
    new: tuple[Offer, ...] = (*(Suggested(name) for name in suggested if _key(name) not in named), Another())
    return (*map(Known, known), *(new if stage else ()), Onwards())


def touchpoint_at(interview: Interview) -> Touchpoint | UnfinishedTouchpoint:
    """The touchpoint whose turn it is."""
    if not isinstance(interview.turn, TouchpointTurn):
        raise TypeError("it is not a touchpoint's turn")
    return interview.touchpoints[interview.turn.place]


def value_of(touchpoint: Touchpoint | UnfinishedTouchpoint, step: TouchpointStep) -> str | Fraction | bool | None:
    """What was said at *step*; None where nothing was."""
    match step:
        case TouchpointStep.NAME | TouchpointStep.OVERVIEW | TouchpointStep.REMOVAL:
            return touchpoint.name
        case TouchpointStep.IMPORTANCE:
            return None if touchpoint.importance is None else Fraction(touchpoint.importance)
        case TouchpointStep.EXPECTED:
            return touchpoint.expected
        case TouchpointStep.FUNCTIONAL:
            return touchpoint.functional
        case TouchpointStep.EMOTIONAL:
            return touchpoint.emotional
        case TouchpointStep.RECOMMEND:
            return touchpoint.recommend if isinstance(touchpoint, Touchpoint) else None
        case TouchpointStep.MOMENT_OF_TRUTH:
            return touchpoint.moment_of_truth if isinstance(touchpoint, Touchpoint) else None
        case TouchpointStep.NOTE:
            return touchpoint.note or None if isinstance(touchpoint, Touchpoint) else None
        case _:
            assert_never(step)


def open_step(touchpoint: Touchpoint | UnfinishedTouchpoint) -> TouchpointStep | None:
    """The first step at which a touchpoint still needs a word; None where it has all."""
    return next((step for step in NEEDED if value_of(touchpoint, step) is None), None)


def unfinished_in(interview: Interview, stage: str) -> Turn | None:
    """The turn at which a stage's first unfinished touchpoint goes on."""
    for place in in_stage(interview, stage):
        step = open_step(interview.touchpoints[place])
        if step is not None:
            return TouchpointTurn(place, step)
    return None


# What is said


def decline(interview: Interview) -> Interview:
    """No touchpoints for now: to the end."""
    return replace(interview, turn=Closing(), returning=False, catching_up=False, touring=False)


def begin(interview: Interview) -> Interview:
    """To the first stage of the journey."""
    part = interview.questionnaire.journey
    turn: Turn = StageTurn(part.stages[0].id) if part and part.stages else Closing()
    return replace(interview, turn=turn, returning=False, catching_up=False, touring=True)


def add(interview: Interview, name: str) -> Interview | Declined:
    """A touchpoint named at its stage, unfinished; then its first step."""
    stage = stage_at(interview)
    if stage is None:
        raise TypeError("it is not a stage's turn")
    if declined := _refused(interview, name, stage):
        return declined
    added = change(interview, unfinished=(*interview.unfinished, UnfinishedTouchpoint(name.strip(), stage)))
    return replace(added, turn=TouchpointTurn(len(added.touchpoints) - 1, JUDGED[0]))


def open_touchpoint(interview: Interview, place: int) -> Interview:
    """To the overview of a touchpoint."""
    return replace(interview, turn=TouchpointTurn(place, TouchpointStep.OVERVIEW))


def open_one_step(interview: Interview, step: TouchpointStep) -> Interview:
    """From its overview to one step of a touchpoint; of an unfinished one, all that follow are asked."""
    open_ = open_step(touchpoint_at(interview))
    if open_ is not None and step in JUDGED and step not in NEEDED:
        step = open_
    return replace(interview, turn=TouchpointTurn(_turn(interview).place, step, alone=open_ is None))


def weigh(interview: Interview, importance: int) -> Interview:
    """The importance, 1..5, of the touchpoint; then the next step."""
    return _gone_on(_put(interview, touchpoint_at(interview)._replace(importance=importance)))


def set_moment_of_truth(interview: Interview, *, is_one: bool) -> Interview:
    """Whether the touchpoint decides what a customer thinks of the whole; then the next step."""
    return _gone_on(_put(interview, _finished(interview)._replace(moment_of_truth=is_one)))


def fill_in(interview: Interview, text: str) -> Interview | Declined:
    """What was typed at this step taken; then the next step."""
    if isinstance(interview.turn, StageTurn):
        return add(interview, text)
    step = _turn(interview).step
    here = touchpoint_at(interview)
    if step is TouchpointStep.NAME:
        declined = _refused(interview, text, here.stage) if _key(text) != _key(here.name) else None
        return declined or _gone_on(_put(interview, here._replace(name=text.strip())))
    if step is TouchpointStep.NOTE:
        noted = note(interview, text)
        return noted if isinstance(noted, Declined) else _gone_on(noted)
    if step is TouchpointStep.RECOMMEND and not text.strip():
        return _gone_on(_put(interview, _finished(interview)._replace(recommend=None)))
    value = decimal_of(text)
    if value is None or not 0 <= value <= 10:
        return Declined(Message(N_("Please give a number from 0 to 10.")))
    match step:
        case TouchpointStep.EXPECTED:
            changed = _put(interview, here._replace(expected=value))
        case TouchpointStep.FUNCTIONAL:
            changed = _put(interview, here._replace(functional=value))
        case TouchpointStep.EMOTIONAL:
            changed = _put(interview, here._replace(emotional=value))
        case _:
            changed = _put(interview, _finished(interview)._replace(recommend=value))
    return _gone_on(changed)


def note(interview: Interview, text: str) -> Interview | Declined:
    """The touchpoint's note replaced; nothing takes it away."""
    return refusal(text) or _put(interview, _finished(interview)._replace(note=text if text.strip() else ""))


def remove(interview: Interview) -> Interview:
    """The touchpoint gone; then its stage."""
    place, stage, all_ = _turn(interview).place, stage_at(interview) or "", interview.touchpoints
    changed = _holding(replace(interview, turn=StageTurn(stage), touring=True), all_[:place] + all_[place + 1 :])
    return changed if stage in (one.id for one in stages(changed)) else decline(changed)


# The way through a touchpoint


def after(interview: Interview) -> Turn:
    """The turn after a touchpoint's: the next step, its overview or its stage."""
    turn = _turn(interview)
    if turn.alone or turn.step in (TouchpointStep.NAME, TouchpointStep.REMOVAL):
        return TouchpointTurn(turn.place, TouchpointStep.OVERVIEW)
    if turn.step is TouchpointStep.OVERVIEW or turn.step is JUDGED[-1]:
        return StageTurn(stage_at(interview) or "")
    if value_of(touchpoint_at(interview), turn.step) is None and turn.step in NEEDED:
        return StageTurn(stage_at(interview) or "")
    following = JUDGED[JUDGED.index(turn.step) + 1]
    if following not in NEEDED:
        following = open_step(touchpoint_at(interview)) or following  # what it needs may have been passed over
    return TouchpointTurn(turn.place, following)


def before(interview: Interview) -> Turn:
    """The turn before a touchpoint's: the step before, its overview or its stage."""
    turn = _turn(interview)
    if turn.alone or turn.step in (TouchpointStep.NAME, TouchpointStep.REMOVAL):
        return TouchpointTurn(turn.place, TouchpointStep.OVERVIEW)
    if turn.step in (TouchpointStep.OVERVIEW, JUDGED[0]):
        return StageTurn(stage_at(interview) or "")
    return TouchpointTurn(turn.place, JUDGED[JUDGED.index(turn.step) - 1])


def leave(interview: Interview) -> Interview:
    """Away from a touchpoint, as it stands: to its overview where only this was changed, else to its stage."""
    if _turn(interview).alone:
        return replace(interview, turn=before(interview))
    return replace(interview, turn=StageTurn(stage_at(interview) or ""))


# The pieces


def _turn(interview: Interview) -> TouchpointTurn:
    if not isinstance(interview.turn, TouchpointTurn):
        raise TypeError("it is not a touchpoint's turn")
    return interview.turn


def _gone_on(interview: Interview) -> Interview:
    return replace(interview, turn=after(interview))


def _finished(interview: Interview) -> Touchpoint:
    touchpoint = touchpoint_at(interview)
    if not isinstance(touchpoint, Touchpoint):
        raise TypeError("the touchpoint is not judged to the end")
    return touchpoint


def _put(interview: Interview, changed: Touchpoint | UnfinishedTouchpoint) -> Interview:
    """The interview with *changed* for the touchpoint whose turn it is; one that has all it needs is finished."""
    turn, all_ = _turn(interview), interview.touchpoints
    others = all_[: turn.place], all_[turn.place + 1 :]
    match changed:
        case UnfinishedTouchpoint(name, stage, int(importance), Fraction() as expected, Fraction() as functional,
                                  Fraction() as emotional):  # fmt: skip
            finished = Touchpoint(name, stage, importance, expected, functional, emotional)
            place = len(interview.assessment.touchpoints)
            return _holding(replace(interview, turn=replace(turn, place=place)), (*others[0], *others[1], finished))
        case _:
            return _holding(interview, (*others[0], changed, *others[1]))


def _holding(interview: Interview, touchpoints: Sequence[Touchpoint | UnfinishedTouchpoint]) -> Interview:
    return change(
        interview,
        touchpoints=tuple(one for one in touchpoints if isinstance(one, Touchpoint)),
        unfinished=tuple(one for one in touchpoints if isinstance(one, UnfinishedTouchpoint)),
    )


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _refused(interview: Interview, name: str, stage: str) -> Declined | None:
    """Why a touchpoint of *stage* cannot be called that."""
    if declined := refusal(name) or blank(name, N_("Please name the touchpoint.")):
        return declined
    if _key(name) in (_key(interview.touchpoints[place].name) for place in in_stage(interview, stage)):
        return Declined(Message(N_("This stage has that touchpoint already.")))
    return None
