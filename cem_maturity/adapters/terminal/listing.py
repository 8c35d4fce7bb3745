"""All turns of an interview in a list, to look over and to choose from."""

from dataclasses import dataclass

from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.wording import state_mark
from cem_maturity.application.language import Language
from cem_maturity.domain.interview import Interview, dimensions
from cem_maturity.domain.turns import Closing, FormField, FormTurn, QuestionTurn, Turn


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
    """The start form, then every dimension with its questions, then the end."""
    _ = language.gettext
    found = [Row(FormTurn(FormField.ORGANISATION), _("Start form"), heading=True)]
    for dimension, questions in dimensions(interview):
        found.append(Row(QuestionTurn(questions[0].id), show(dimension.title), heading=True))
        for question in questions:
            mark = state_mark(interview.sheet.responses.get(question.id), question, language)
            flag = show(interview.sheet.flags.get(question.id, ""))
            found.append(Row(QuestionTurn(question.id), show(question.text), mark, flag))
    return (*found, Row(Closing(), _("The end: result and report"), heading=True))


def row_of(interview: Interview, language: Language) -> int:
    """The position of the row at which the interview stands."""
    listed = rows(interview, language)
    return next((at for at, row in enumerate(listed) if row.turn == interview.turn and not row.heading), 0)
