"""How a language says sentences and figures."""

from fractions import Fraction

import pytest

from cem_maturity.application.language import half_up, preferred, speak
from cem_maturity.domain.message import Message, counted


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(5, 4), 1, Fraction(13, 10)),
        (Fraction(129, 60), 1, Fraction(22, 10)),
        (Fraction(124, 100), 1, Fraction(12, 10)),
        (Fraction(1, 2), 0, Fraction(1)),
        (Fraction(-5, 4), 1, Fraction(-13, 10)),
    ],
)
def test_a_tie_is_rounded_away_from_zero(value: Fraction, places: int, rounded: Fraction) -> None:
    """Rounding is half up on the exact value, so that 2.15 shows as 2.2 although no double holds 2.15."""
    assert half_up(value, places) == rounded


def test_a_message_is_said_with_its_values() -> None:
    """Text, whole numbers, fractions, lists and messages all find their place in a sentence."""
    inner = Message("level {level}", {"level": 3})
    message = Message(
        "{who}: {inner}, {index}, {names}", {"who": "A", "inner": inner, "index": Fraction(9, 4), "names": ("x", "y")}
    )

    said = speak("en").say(message)

    assert said == "A: level 3, 2.3, x, y"


def test_a_message_takes_the_form_that_goes_with_its_count() -> None:
    """One and many are different sentences."""
    messages = [counted("{n} question", "{n} questions", n, {"n": n}) for n in (1, 2)]

    assert [speak("en").say(message) for message in messages] == ["1 question", "2 questions"]


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "xx_XX.UTF-8"}, "en"),
        ({}, "en"),
        ({"LANGUAGE": "xx:en", "LANG": "xx_XX"}, "en"),
    ],
)
def test_the_environment_chooses_among_the_languages_that_the_program_speaks(
    environment: dict[str, str], code: str
) -> None:
    """An unknown language falls back to the program's own, silently."""
    assert preferred(environment) == code
