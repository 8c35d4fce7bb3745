"""What a key makes of the journey's turns."""

from typing import assert_never

from cem_maturity.adapters.terminal.journey_wording import OVERVIEW
from cem_maturity.adapters.terminal.keys import Key
from cem_maturity.adapters.terminal.view import Subject
from cem_maturity.domain import touring
from cem_maturity.domain.free_text import Declined
from cem_maturity.domain.interview import Interview
from cem_maturity.domain.moving import back, skip
from cem_maturity.domain.turns import JourneyTurn, StageTurn, TouchpointStep, TouchpointTurn


def taken(
    interview: Interview, turn: JourneyTurn | StageTurn | TouchpointTurn, chosen: int
) -> Interview | Declined | None:
    """The interview with the option at that position taken; None where a name has to be written first."""
    match turn:
        case JourneyTurn():
            return touring.decline(interview) if chosen else touring.begin(interview)
        case StageTurn(stage):
            return _offered(interview, touring.offers(interview, stage)[chosen])
        case TouchpointTurn(_, TouchpointStep.OVERVIEW):
            return touring.open_one_step(interview, OVERVIEW[chosen]) if chosen < len(OVERVIEW) else skip(interview)
        case TouchpointTurn(_, TouchpointStep.IMPORTANCE):
            return touring.weigh(interview, chosen + 1)
        case TouchpointTurn(_, TouchpointStep.MOMENT_OF_TRUTH):
            return touring.set_moment_of_truth(interview, is_one=not chosen)
        case TouchpointTurn(_, TouchpointStep.REMOVAL):
            return touring.remove(interview) if chosen else skip(interview)
        case TouchpointTurn():
            return skip(interview)
        case _:
            assert_never(turn)


def written(interview: Interview, key: Key | int, text: str, before: str) -> Interview | Declined | None:
    """The interview after *key* in a text field that held *before*; None where nothing changes but the field closes."""
    subject = subject_at(interview)
    naming = isinstance(interview.turn, StageTurn)
    match key:
        case Key.TAKE | Key.DOWN if text == before and text:
            return skip(interview)
        case Key.TAKE | Key.DOWN:
            return touring.fill_in(interview, text)
        case Key.CLOSE | Key.INTERRUPT if subject is Subject.NOTE:
            return touring.fill_in(interview, text)
        case Key.BACK | Key.UP if not naming:
            return back(interview)
        case Key.CLOSE if not naming:
            return touring.leave(interview)
        case _:
            return None


def subject_at(interview: Interview) -> Subject | None:
    """What has to be written at this turn."""
    if not isinstance(interview.turn, TouchpointTurn) or interview.turn.step not in touring.WRITTEN:
        return None
    return Subject.NOTE if interview.turn.step is TouchpointStep.NOTE else Subject.TOUCHPOINT


def _offered(interview: Interview, offer: touring.Offer) -> Interview | Declined | None:
    match offer:
        case touring.Known(place):
            return touring.open_touchpoint(interview, place)
        case touring.Suggested(name):
            return touring.add(interview, name)
        case touring.Another():
            return None
        case touring.Onwards():
            return skip(interview)
        case _:
            assert_never(offer)
