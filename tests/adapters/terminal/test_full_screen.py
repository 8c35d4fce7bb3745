"""Keys that come from a terminal library, and what they do."""

from dataclasses import replace

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from cem_maturity.adapters.terminal.full_screen import hold_interview
from cem_maturity.adapters.terminal.view import Ending, View
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.report import Report
from cem_maturity.domain.response import Answered, Draft, NotApplicable, Unknown
from cem_maturity.domain.turns import QuestionTurn
from tests.adapters.terminal.views import a_desk, a_view

MOMENT = "2026-11-21T12:00:00Z"
ENTER, UP, DOWN, LEFT, RIGHT, BACKSPACE = "\r", "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C", "\x7f"
CTRL_D = "\x04"


def typed(keys: str, *, name: str = "ACME") -> View:
    """The last view of an interview in which those keys were typed, and then Ctrl-D."""
    with create_pipe_input() as source:
        source.send_text(keys + CTRL_D)
        view, killed_by = hold_interview(a_view(name=name).sitting, a_desk(), source=source, output=DummyOutput())
    assert killed_by is None
    return view


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("3\r", 3),
        ("۳\r", 3),
        (DOWN + ENTER, 0),
        (UP + ENTER, 5),
        ("jjjk" + ENTER, 1),
        ("ооол" + ENTER, 1),
        ("تتتن" + ENTER, 1),
        ("5" + ENTER + LEFT + "2" + ENTER, 2),
        ("5" + ENTER + BACKSPACE + "2" + ENTER, 2),
        ("5" + ENTER + "b" + "2" + ENTER, 2),
        ("\x1b[200~3\r\x1b[201~4" + ENTER, 4),
    ],
)
def test_keys_choose_and_take(keys: str, answer: int) -> None:
    """Digits, arrows and letters of three keyboards; a paste does nothing."""
    view = typed(keys)

    assert view.interview.sheet.responses == {"voice.channels": Answered(answer, at=MOMENT)}
    assert view.ending is Ending.QUIT


def test_a_note_has_several_lines_and_every_letter() -> None:
    """Letters that are keys elsewhere are letters here."""
    view = typed("nquick\x1b\rsub, \x1b[200~pasted\r\nlines\x1b[201~" + ENTER)

    assert view.interview.sheet.drafts == {"voice.channels": Draft(None, "quick\nsub, pasted\nlines")}


def test_a_paste_into_a_single_line_stays_one_line() -> None:
    """A reason has no line breaks."""
    view = typed("x\x1b[200~no\rstores\r\x1b[201~" + ENTER)

    assert view.interview.sheet.responses == {"voice.channels": NotApplicable("no stores", at=MOMENT)}


def test_a_paste_that_was_too_long_is_forgotten_with_the_next() -> None:
    """Its sentence does not stay over a text that was taken."""
    too_long = f"\x1b[200~{'a' * 10_001}\x1b[201~"

    refused = typed("n" + too_long)
    taken = typed("n" + too_long + "\x1b[200~short\x1b[201~")

    assert "10001 characters" in refused.notice
    assert (taken.notice, taken.interview.sheet.drafts) == ("", {"voice.channels": Draft(None, "short")})


def test_unknown_asks_for_a_name() -> None:
    """... and goes on."""
    view = typed("uask IT" + ENTER)

    assert view.interview.sheet.responses == {"voice.channels": Unknown("ask IT", at=MOMENT)}


def test_the_right_arrow_skips() -> None:
    """The question stays open."""
    view = typed("3" + ENTER + ENTER + ENTER + RIGHT)

    assert view.interview.turn == QuestionTurn("data.b")


def test_the_form_takes_letters_as_text() -> None:
    """Q is no way out of a name."""
    view = typed("quick" + ENTER, name="")

    assert view.interview.assessment.organisation.name == "quick"


def test_an_emptied_form_field_goes_back() -> None:
    """Backspace at nothing leads to the line before."""
    view = typed("ACME" + ENTER + BACKSPACE + "2" + ENTER, name="")

    assert view.interview.assessment.organisation.name == "ACME2"


def test_a_mistake_of_the_program_ends_the_screen_before_it_is_told() -> None:
    """Nobody is left in a terminal that does not answer."""

    def mistaken(_assessment: Assessment) -> Report:
        raise ZeroDivisionError

    with create_pipe_input() as source:
        source.send_text("l")
        with pytest.raises(ZeroDivisionError):
            hold_interview(a_view().sitting, replace(a_desk(), assess=mistaken), source=source, output=DummyOutput())
