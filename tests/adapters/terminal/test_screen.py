"""What is drawn at every size: all of it where it fits, and always the keys."""

from pathlib import Path

import pytest
from wcwidth import wcswidth

from cem_maturity.adapters import bundled, questionnaire_file
from cem_maturity.adapters.disk import read_text
from cem_maturity.adapters.terminal.keys import Key
from cem_maturity.adapters.terminal.screen import Drawing, render
from cem_maturity.adapters.terminal.typesetting import PLAIN_GLYPHS
from cem_maturity.adapters.terminal.view import View
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import Questionnaire
from tests.adapters.terminal.views import CHANNELS, AMemory, a_desk, a_split_view, a_view, pressed
from tests.builders import a_dimension, a_questionnaire

SIZES = ((40, 12), (60, 18), (80, 24), (120, 40))
DRAWINGS = Path(__file__).parent / "drawings"


def drawn(view: View, columns: int = 80, rows: int = 24, minutes: int = 7) -> Drawing:
    """The view on a terminal of that size."""
    return render(view, a_desk(view.interview.questionnaire), columns, rows, minutes=minutes)


def text(drawing: Drawing) -> str:
    """The screen as text."""
    return "\n".join(line.rstrip() for line in drawing.lines) + "\n"


VIEWS = {
    "question": lambda: pressed(a_view(), 2),
    "note": lambda: pressed(a_view(), 2, Key.NOTE),
    "form": lambda: pressed(a_view(name=""), "ACME"),
    "split": lambda: pressed(a_split_view(), 2),
    "crowd": lambda: pressed(a_split_view(12), 2),
    "settled": lambda: pressed(a_split_view(), 2, Key.TAKE),
    "voices": lambda: pressed(a_split_view(), Key.WHY),
    "why": lambda: pressed(a_view(), Key.WHY),
    "list": lambda: pressed(a_view(), 3, Key.TAKE, Key.GO_TO),
    "keys": lambda: pressed(a_view(), Key.HELP),
    "grade": lambda: pressed(a_view(), Key.EVIDENCE, Key.DOWN),
    "importance": lambda: pressed(a_view(), 3, Key.TAKE),
    "target": lambda: pressed(a_view(), 3, Key.TAKE, Key.TAKE),
}


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("name", ["question", "note", "form", "split", "crowd"])
def test_the_screen_is_drawn_as_it_was_looked_at(name: str, columns: int, rows: int) -> None:
    """Line by line, at every size."""
    drawing = drawn(VIEWS[name](), columns, rows)

    assert text(drawing) == (DRAWINGS / f"{name}-{columns}x{rows}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("columns", "rows"), [*SIZES, (20, 8), (200, 60), (40, 5)])
@pytest.mark.parametrize("name", VIEWS)
def test_everything_fits_and_the_keys_are_last(name: str, columns: int, rows: int) -> None:
    """As many lines as the terminal has, nothing in the last column, keys at the foot."""
    drawing = drawn(VIEWS[name](), columns, rows)

    assert len(drawing.lines) == rows
    assert max(wcswidth(line) for line in drawing.lines) < columns
    assert drawing.lines[-1].strip()
    assert 0 <= drawing.cursor[0] < rows


def flagship() -> Questionnaire:
    """The built-in questionnaire with the longest texts."""
    path = bundled.questionnaires()["cem-maturity"] / "questionnaire.yaml"
    read = questionnaire_file.read(read_text(path), str(path))
    assert isinstance(read, Accepted)
    return read.value


def test_every_question_of_the_flagship_stands_whole_on_a_plain_terminal() -> None:
    """At 80 x 24 no descriptor is folded, whichever is chosen."""
    questionnaire = flagship()
    asked = [question.id for question in questionnaire.questions()]

    folded = [
        id_
        for id_ in asked
        if any("…" in line for line in drawn(pressed(a_view(questionnaire=questionnaire, at=id_), 3)).lines[1:])
    ]

    assert len(asked) == 36
    assert folded == []


@pytest.mark.parametrize("level", range(6))
def test_the_chosen_answer_is_whole_where_the_others_are_folded(level: int) -> None:
    """Even at 40 x 12 the marker's descriptor can be read to its end."""
    view = pressed(a_view(), level)

    joined = " ".join(" ".join(drawn(view, 40, 12).lines).split())

    assert f"❯ {level} {CHANNELS.descriptor(level)}" in joined


def test_the_cursor_stands_on_the_chosen_answer() -> None:
    """Screen readers and magnifiers follow it."""
    drawing = drawn(pressed(a_view(), 4))

    assert drawing.lines[drawing.cursor[0]].startswith("❯ 4")


def test_an_earlier_answer_is_marked_by_a_character() -> None:
    """Not by colour alone."""
    view = pressed(a_view(), 3, Key.TAKE, Key.BACK, 1)

    lines = drawn(view).lines

    assert any(line.startswith("  3● ") for line in lines)
    assert any(line.startswith("❯ 1 ") for line in lines)


def test_a_failed_save_is_said_first() -> None:
    """Above everything else, with what happens to the answers."""
    memory = AMemory()
    memory.full = True
    desk = a_desk(memory=memory)

    view = pressed(a_view(desk=desk), 3, Key.TAKE, desk=desk)

    assert drawn(view).lines[1].startswith("NOT SAVED. a.yaml was not saved: No space left on device.")


def test_a_line_that_ends_in_a_combining_mark_gets_a_space() -> None:
    """The terminal library would send the mark twice otherwise."""
    questionnaire = a_questionnaire(a_dimension("voice", "voice.a"))
    view = pressed(a_view(questionnaire=questionnaire), Key.FLAG, "هٔ")

    lines = render(view, a_desk(questionnaire), 80, 24).lines

    assert next(line for line in lines if "هٔ" in line).endswith("هٔ ")


def test_a_terminal_without_the_characters_gets_others() -> None:
    """The marker is still a marker."""
    view = pressed(a_view(), 4)

    lines = render(view, a_desk(), 80, 24, glyphs=PLAIN_GLYPHS).lines

    assert any(line.startswith("> 4 ") for line in lines)
    assert all("❯" not in line and "█" not in line for line in lines)


def test_control_characters_in_answers_are_drawn_visibly() -> None:
    """A file from elsewhere may hold overrides of the direction of text."""
    view = pressed(a_view(), Key.FLAG, "a\u202eb")

    assert any("a<U+202E>b" in line for line in drawn(view).lines)


def test_the_level_is_never_shown_while_rating() -> None:
    """It would steer the answers; it is shown when asked for."""
    answered = pressed(a_view(), 3, Key.TAKE, Key.TAKE, Key.TAKE, 3, Key.TAKE)

    asked_for = pressed(answered, Key.LEVEL)

    assert "Level 3" not in "\n".join(drawn(answered).lines)
    assert "The level so far" in "\n".join(drawn(asked_for).lines)


def test_answers_fold_to_two_lines_before_they_fold_to_one() -> None:
    """No rows stay empty while words are cut that they could hold."""
    roomy, tight = text(drawn(a_view(), 40, 20)), text(drawn(a_view(), 40, 14))

    assert "  4  All units' feedback channels are\n     audited every year in the same wa…\n" in roomy
    assert "  4  All units' feedback channels are…\n" in tight


def test_the_report_is_offered_on_small_screens_too() -> None:
    """The way to it stays at the foot longest."""
    result = pressed(a_view(at="data.b"), 3, Key.TAKE, Key.TAKE, Key.TAKE, 3, Key.TAKE)

    assert drawn(result, 40, 12).lines[-1].rstrip() == "y write the report  q save, quit"
