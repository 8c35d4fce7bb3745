"""Touchpoints on the screen: what keys make of them, and how they are drawn."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from cem_maturity.adapters import answers_file
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.adapters.terminal import conduct
from cem_maturity.adapters.terminal.keys import Key
from cem_maturity.adapters.terminal.screen import render
from cem_maturity.adapters.terminal.view import Ending, Subject, View, Writing
from cem_maturity.application.interview import Sitting
from cem_maturity.domain.assessment import InterviewState, Organisation, Touchpoint
from cem_maturity.domain.interview import empty_assessment, stamped
from cem_maturity.domain.moving import begin
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import JourneyPart, Stage
from cem_maturity.domain.turns import Closing, StageTurn, TouchpointStep, TouchpointTurn
from tests.adapters.terminal.views import AMemory, a_desk, pressed
from tests.builders import a_questionnaire

DRAWINGS = Path(__file__).parent / "drawings"
AUDIT = replace(
    a_questionnaire(
        journey=JourneyPart(
            (Stage("learn", "Hears of the company"), Stage("buy", "Buys")),
            suggestions={"buy": ("Paying the bill", "The queue")},
        )
    ),
    title="Journey audit",
)
BILL = Touchpoint("Paying the bill", "buy", 5, Fraction(8), Fraction(6), Fraction(4), moment_of_truth=True)


def a_view(*touchpoints: Touchpoint, stage: str = "buy") -> View:
    """A view at that stage."""
    assessment = replace(
        empty_assessment(AUDIT, date="2026-11-21", language="en"),
        organisation=Organisation("ACME"),
        touchpoints=touchpoints,
        interview=InterviewState(started="2026-11-21T11:00:00Z", stage=stage),
    )
    return replace(conduct.opened(Sitting(begin(AUDIT, assessment), where="a.yaml"), a_desk(AUDIT)), notice="")


VIEWS = {
    "stage": lambda: a_view(BILL),
    "overview": lambda: pressed(a_view(BILL), 1, Key.TAKE),
    "rating": lambda: pressed(a_view(), 1, Key.TAKE, 5, Key.TAKE),
}


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (80, 24)])
@pytest.mark.parametrize("name", VIEWS)
def test_touchpoints_are_drawn_as_they_were_looked_at(name: str, columns: int, rows: int) -> None:
    """Line by line."""
    lines = render(VIEWS[name](), a_desk(AUDIT), columns, rows).lines

    drawn = "\n".join(line.rstrip() for line in lines) + "\n"
    assert drawn == (DRAWINGS / f"{name}-{columns}x{rows}.txt").read_text(encoding="utf-8")


def test_a_suggestion_is_judged_key_by_key_and_saved_at_every_answer() -> None:
    """What is not judged to the end is kept too."""
    memory = AMemory()
    desk = a_desk(AUDIT, memory)

    done = pressed(a_view(), 1, Key.TAKE, 5, Key.TAKE, "8", "6", "4", "", Key.YES, Key.TAKE, "", desk=desk)

    assert done.interview.turn == StageTurn("buy")
    assert done.interview.assessment.touchpoints == (BILL,)
    assert [len(one.interview.unfinished) for one in memory.saved if one.interview] == [1, 1, 1, 1, 0, 0]


def test_ones_own_touchpoint_is_named_first() -> None:
    """A name that is there already is asked for again."""
    named = pressed(a_view(BILL), 3, Key.TAKE)

    declined = pressed(named, "paying the bill")
    added = pressed(named, "The parking")

    assert named.mode == Writing(Subject.TOUCHPOINT)
    assert declined.notice == "This stage has that touchpoint already."
    assert added.interview.turn == TouchpointTurn(1, TouchpointStep.IMPORTANCE)


def test_escape_leaves_a_touchpoint_unfinished_at_its_stage() -> None:
    """There it is offered first."""
    left = pressed(a_view(), 1, Key.TAKE, 5, Key.TAKE, Key.CLOSE)

    assert (left.interview.turn, left.chosen) == (StageTurn("buy"), 0)
    assert pressed(left, Key.TAKE, Key.TAKE).interview.turn == TouchpointTurn(0, TouchpointStep.EXPECTED)


def test_an_interrupted_note_is_kept() -> None:
    """Its stage is back."""
    noting = pressed(a_view(), 1, Key.TAKE, 5, Key.TAKE, "8", "6", "4", "", Key.TAKE)

    closed = conduct.press(noting, Key.INTERRUPT, a_desk(AUDIT), text="two\nlines")

    assert closed.interview.assessment.touchpoints[0].note == "two\nlines"
    assert closed.interview.turn == StageTurn("buy")


def test_a_typed_figure_is_taken_along_when_leaving() -> None:
    """As a line of the form is."""
    rating = pressed(a_view(), 1, Key.TAKE, 5, Key.TAKE)

    left = conduct.ask_to_leave(rating, Ending.QUIT, a_desk(AUDIT), text="8")

    assert left.interview.unfinished[0].expected == 8


def test_leaving_with_a_name_half_typed_and_a_full_disk_is_warned_of_and_can_be_done() -> None:
    """What is being named stays in its field until the second press; neither press fails."""
    memory = AMemory()
    desk, memory.full = a_desk(AUDIT, memory), True
    naming = pressed(a_view(), Key.UP, Key.UP, Key.TAKE, desk=desk)
    assert naming.mode == Writing(Subject.TOUCHPOINT)

    warned = conduct.ask_to_leave(naming, Ending.QUIT, desk, text="The car park")
    left = conduct.ask_to_leave(warned, Ending.QUIT, desk, text="The car park")

    assert (warned.ending, warned.warned, warned.mode) == (None, True, naming.mode)
    assert warned.interview == naming.interview
    assert warned.sitting.trouble is not None
    assert left.ending is Ending.QUIT
    assert [one.name for one in left.interview.unfinished] == ["The car park"]


def test_the_end_tells_the_journey_index_and_the_first_gap() -> None:
    """And offers the report."""
    end = pressed(a_view(BILL), Key.TAKE)

    result = render(pressed(end, 1, Key.TAKE), a_desk(AUDIT), 80, 24)

    assert end.interview.turn == Closing()
    text = "\n".join(result.lines)
    assert "Journey index 5.0 of 10." in text
    assert "At the first moment of truth, customers get 3.0 less than they expect." in text
    assert "y write the report" in text


KEYS: list[Key | int | str] = [*Key, *range(10), "7", "11", "", "The parking", "a note"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([key for key in KEYS if key not in (Key.QUIT, Key.INTERRUPT)]), max_size=40))
def test_whatever_is_pressed_is_drawn_and_saved_as_a_valid_file(keys: list[Key | int | str]) -> None:
    """Whatever the order of keys, every screen fits and the file reads back as it was."""
    view = a_view(BILL)
    for key in keys:
        view = pressed(view, key)
        if view.ending is not None:
            break

        lines = render(view, a_desk(AUDIT), 40, 12).lines

        assert len(lines) == 12
        assert max(map(wcswidth, lines)) < 40
    assessment = stamped(view.interview, "2026-11-21T12:00:00Z")
    read = answers_file.read(write(assessment, AUDIT), "a.yaml", AUDIT, blanks_allowed=True)
    assert read == Accepted(assessment)
