"""Persian lines in the order of sight."""

from dataclasses import replace
from pathlib import Path

import pytest
from wcwidth import wcswidth

from cem_maturity.adapters.terminal.field import cursor_column, folded
from cem_maturity.adapters.terminal.keys import Key
from cem_maturity.adapters.terminal.screen import Drawing, render
from cem_maturity.adapters.terminal.sight import from_the_left, from_the_right, seen
from cem_maturity.adapters.terminal.view import View
from cem_maturity.application.language import speak
from cem_maturity.domain.questionnaire import Dimension, GridQuestion, LevelDescriptor
from tests.adapters.terminal.views import a_desk, a_view, pressed
from tests.builders import a_questionnaire

DRAWINGS = Path(__file__).parent / "drawings"
PERSIAN = speak("fa")

VOICE = GridQuestion(
    id="voice.channels",
    text="تصویر شما از کانال‌هایی که مشتریان در آن‌ها نظرشان را می‌گویند چقدر کامل است؟",
    descriptors=tuple(
        LevelDescriptor(level, text)
        for level, text in enumerate(
            (
                "هیچ‌کس دنبال نمی‌کند نظر مشتریان از چه کانال‌هایی می‌رسد.",
                "در ۱۲ ماه گذشته NPS 45 بوده و کانال‌های دست‌کم یک واحد (بیرونی) بررسی شده است.",
                "مدّتی است که برنامهٔ رفع شکاف نوشته شده است.",
            )
        )
    ),
)


def a_persian_view() -> View:
    """A view at a question in Persian."""
    asked = replace(
        a_questionnaire(Dimension("voice", "صدای مشتری", (VOICE,)), top_level=2), language="fa", title="بلوغ"
    )
    return pressed(a_view(questionnaire=asked), 1)


def drawn(view: View, columns: int, rows: int) -> Drawing:
    """The view in Persian, in the order of sight."""
    desk = replace(a_desk(view.interview.questionnaire), language=PERSIAN)
    return render(view, desk, columns, rows, shape=from_the_right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سلام", "\ufee1\ufefc\ufeb3"),
        ("NPS 45 است", "\ufe96\ufeb3\ufe8d NPS 45"),
        ("(الف)", "(\ufed2\ufedf\ufe8d)"),
        ("می‌شود", "\ufea9\ufeee\ufeb7\ufbfd\ufee3"),
        ("مدّت", "\ufe95\ufeaa\u0651\ufee3"),
        ("❯ ۱● ", " ●۱ ❮"),
        ("قلب \U0001fa77\U0001faf0 x\u0378", "x\u0378 \U0001faf0\U0001fa77 \ufe90\ufee0\ufed7"),
        ("\U000f0000\U0001fa77", "\U0001fa77\U000f0000"),
        ("a\u2067ب\u2069", "\ufe8fa"),
        ("۰/۳۶", "۰/۳۶"),
        ("Enter", "Enter"),
        ("", ""),
    ],
)
def test_a_line_is_shaped_and_turned_around(text: str, expected: str) -> None:
    """Letters joined, brackets mirrored, numbers and Latin words as they are, marks behind their letters."""
    assert seen(text) == expected


def test_parts_stand_from_the_right_and_keep_their_styles() -> None:
    """What is left of the line is empty at its left."""
    line = from_the_right((("marker", "❯ "), ("bold", "یک")), 10)

    assert line == (("", " " * 6), ("bold", "\ufb8f\ufbfe"), ("marker", " ❮"))


def test_persian_on_an_english_screen_is_turned_around_in_its_place() -> None:
    """English lines are sent as they are."""
    assert from_the_left((("", "1 "), ("bold", "Voice")), 20) == (("", "1 "), ("bold", "Voice"))
    assert from_the_left((("", "1 "), ("bold", "یک")), 20) == (("", "1 "), ("bold", "\ufb8f\ufbfe"))


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (80, 24)])
def test_a_persian_question_is_drawn_as_it_was_looked_at(columns: int, rows: int) -> None:
    """Marker and Persian digits at the right, all lines to the right edge; head and foot are the catalogue's."""
    drawing = drawn(a_persian_view(), columns, rows)

    shown = "\n".join(line.rstrip() for line in drawing.lines[1 : len(drawing.body)]) + "\n"
    assert shown == (DRAWINGS / f"persian-{columns}x{rows}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (80, 24), (120, 40)])
@pytest.mark.parametrize("keys", [(), (Key.GO_TO,), (Key.HELP,), (Key.NOTE,), (Key.EVIDENCE,)])
def test_every_persian_line_ends_at_the_right_edge(columns: int, rows: int, keys: tuple[Key, ...]) -> None:
    """No line is longer than the screen, and none begins at its left without reason."""
    drawing = drawn(pressed(a_persian_view(), *keys), columns, rows)

    lengths = {wcswidth(line) for line in drawing.lines if line}
    assert lengths <= {columns - 1, columns}
    assert len(drawing.lines) == rows


def test_what_is_typed_is_folded_at_the_right_edge() -> None:
    """A line break and the end of a line begin the next one; the cursor moves to the left."""
    assert folded("abcde\nf", 3) == [(0, "abc"), (3, "de"), (6, "f")]
    assert folded("ab cde f", 4) == [(0, "ab "), (3, "cde "), (7, "f")]
    assert folded("", 3) == [(0, "")]
    assert [cursor_column(before, 10) for before in ("", "سل", "سلا")] == [9, 7, 7]
