"""All turns of an interview in a list, to look over and to choose from."""

from collections.abc import Iterator
from dataclasses import dataclass

from cem_maturity.adapters.terminal.journey_wording import stage_title
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.wording import state_mark
from cem_maturity.application.language import Language
from cem_maturity.domain.assessment import Touchpoint
from cem_maturity.domain.interview import Interview, dimensions, in_stage, is_touring, offers_journey, stages
from cem_maturity.domain.turns import (
    Closing,
    FormField,
    FormTurn,
    JourneyTurn,
    QuestionTurn,
    StageTurn,
    TouchpointStep,
    TouchpointTurn,
    Turn,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    turn: Turn
    """Where it leads."""
    text: str
    mark: str = ""
    """The answer in at most three characters."""
    flag: str = ""
    heading: bool = False


def rows(interview: Interview, language: Language) -> tuple[Row, ...]:
    """The start form, every dimension with its questions, every stage with its touchpoints, then the end."""
    _ = language.gettext
    found = [] if interview.settling else [Row(FormTurn(FormField.ORGANISATION), _("Start form"), heading=True)]
    for dimension, questions in dimensions(interview):
        found.append(Row(QuestionTurn(questions[0].id), show(dimension.title), heading=True))
        for question in questions:
            mark = state_mark(interview.sheet.responses.get(question.id), question, language)
            flag = show(interview.sheet.flags.get(question.id, ""))
            found.append(Row(QuestionTurn(question.id), show(question.text), mark, flag))
    if offers_journey(interview):
        found += _journey(interview, language)
    return (*found, Row(Closing(), _("The end: result and report"), heading=True))


def row_of(interview: Interview, language: Language) -> int:
    """The position of the row at which the interview stands."""
    turn, listed = interview.turn, rows(interview, language)
    if isinstance(turn, TouchpointTurn):
        turn = TouchpointTurn(turn.place, TouchpointStep.OVERVIEW)
    headings = isinstance(turn, StageTurn | JourneyTurn)
    return next((at for at, row in enumerate(listed) if row.turn == turn and row.heading is headings), 0)


def _journey(interview: Interview, language: Language) -> Iterator[Row]:
    if interview.questionnaire.dimensions:
        yield Row(JourneyTurn(), language.gettext("Touchpoints"), heading=True)
    for stage in stages(interview) if is_touring(interview) else ():
        yield Row(StageTurn(stage.id), stage_title(interview, stage.id, language), heading=True)
        for place in in_stage(interview, stage.id):
            touchpoint = interview.touchpoints[place]
            mark = "+" if isinstance(touchpoint, Touchpoint) else "·"
            yield Row(TouchpointTurn(place, TouchpointStep.OVERVIEW), show(touchpoint.name), mark)
