"""Progress: figures in the reader's language, a line now and then, a bar on a terminal, or nothing."""

import io

import pytest

from cem_maturity.adapters.terminal.progress import Bar, Lines, Silence, figures
from cem_maturity.application.language import speak


@pytest.mark.parametrize(
    ("done", "rate", "said"),
    [
        (0, None, "0 of 1000"),
        (100, 450.4, "100 of 1000 · 450 a second · 2 s left"),
        (999, 450.4, "999 of 1000 · 450 a second · 1 s left"),
        (100, 3.0, "100 of 1000 · 3.0 a second · 5 min left"),
        (100, 0.1, "100 of 1000 · 6.0 a minute · 2 h 30 min left"),
        (1000, 3.0, "1000 of 1000"),
    ],
)
def test_rate_and_time_left_stand_beside_what_is_done(done: int, rate: float | None, said: str) -> None:
    """Once they are known, and while there is anything left."""
    assert figures(speak("en"), done, 1000, rate) == said


def test_figures_have_the_digits_of_the_language() -> None:
    """As everywhere on a screen."""
    assert "۱۰۰" in figures(speak("fa"), 100, 1000, 3.0)


def test_without_a_terminal_there_is_a_line_now_and_then() -> None:
    """Each 10 seconds, however many are done."""
    now, told = [0.0], list[str]()

    with Lines(speak("en"), told.append, lambda: now[0]).of("Reports", 100) as advance:
        for _ in range(50):
            now[0] += 0.5
            advance()

    assert told == [
        "Reports: 20 of 100 · 2.0 a second · 40 s left",
        "Reports: 40 of 100 · 2.0 a second · 30 s left",
    ]


def test_a_bar_goes_when_its_work_is_done() -> None:
    """Nothing of it is left on the screen, whatever it is called."""
    stream = io.StringIO()

    with Bar(speak("en"), stream).of("[red]A\x1b[31m", 2) as advance:
        advance()
        advance()

    assert "\x1b[31m" not in stream.getvalue()


def test_silence_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """But for what others say."""
    with Silence().of("Reports", 2) as advance:
        advance()

    assert capsys.readouterr() == ("", "")
