"""How a language says sentences and figures."""

from fractions import Fraction

import pytest

from cem_maturity.application.language import half_up, preferred, speak
from cem_maturity.domain.message import Message, Percent, counted


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
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANGUAGE": "xx:fa:ru", "LANG": "en_US.UTF-8"}, "fa"),
        ({"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses_among_the_languages_that_the_program_speaks(
    environment: dict[str, str], code: str
) -> None:
    """An unknown language falls back to the program's own, silently."""
    assert preferred(environment) == code


def test_russian_has_three_forms_for_counts() -> None:
    """One, few and many; eleven is many and twenty-one is one."""
    one, many = "{count} question is still blank.", "{count} questions are still blank."
    language = speak("ru")

    forms = {count: language.ngettext(one, many, count) for count in (0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111)}

    assert len({forms[1], forms[2], forms[5]}) == 3
    assert {count for count, form in forms.items() if form == forms[1]} == {1, 21, 101}
    assert {count for count, form in forms.items() if form == forms[2]} == {2, 4, 22}
    assert "21" in language.say(counted(one, many, 21, {"count": 21}))


@pytest.mark.parametrize(
    ("code", "number", "decimal", "percent"),
    [
        ("en", "1234", "2.2", "33%"),
        ("ru", "1234", "2,2", "33\u00a0%"),
        ("fa", "۱۲۳۴", "۲٫۲", "۳۳٪"),
    ],
)
def test_figures_are_written_as_the_language_does(code: str, number: str, decimal: str, percent: str) -> None:
    """Digits, decimal sign and percent sign are the language's; rounding is half up on the exact value everywhere."""
    language = speak(code)

    assert (language.number(1234), language.decimal(Fraction(215, 100))) == (number, decimal)
    assert (language.percent(Fraction(1, 3)), language.say(Message("{x}", {"x": Percent(33)}))) == (percent, percent)


def test_a_negative_figure_keeps_its_sign() -> None:
    """An expectation may be surpassed."""
    assert [speak(code).decimal(Fraction(-5, 4)) for code in ("en", "ru", "fa")] == ["-1.3", "-1,3", "-۱٫۳"]


@pytest.mark.parametrize(
    ("code", "iso", "said"),
    [
        ("en", "2026-11-21", "21 November 2026"),
        ("ru", "2026-11-21", "21 ноября 2026\u202fг."),
        # The year 1405 began on 21 March 2026; its first six months have 31 days, the next five 30.
        ("fa", "2026-11-21", "۳۰ آبان ۱۴۰۵ (۲۱ نوامبر ۲۰۲۶)"),
        # A day that both calendars know, and the last of a leap year.
        ("fa", "1979-02-11T08:00:00Z", "۲۲ بهمن ۱۳۵۷ (۱۱ فوریهٔ ۱۹۷۹)"),
        ("fa", "2025-03-20", "۳۰ اسفند ۱۴۰۳ (۲۰ مارس ۲۰۲۵)"),
        ("fa", "soon", "soon"),
    ],
)
def test_a_date_has_its_month_in_words(code: str, iso: str, said: str) -> None:
    """Persian gives the Solar Hijri date first, and the Gregorian beside it."""
    assert speak(code).date(iso) == said


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (2, ["+2", "+2", "\u200e+۲"]),
        (-1, ["\u22121", "\u22121", "\u200e\u2212۱"]),
        (0, ["0", "0", "۰"]),
        (Fraction(1, 4), ["+0.3", "+0,3", "\u200e+۰٫۳"]),
        (Fraction(-1, 4), ["\u22120.3", "\u22120,3", "\u200e\u2212۰٫۳"]),
        (Fraction(1, 100), ["0.0", "0,0", "۰٫۰"]),
    ],
)
def test_a_move_has_a_sign_before_its_figure(move: int | Fraction, said: list[str]) -> None:
    """Half up; what rounds to nothing has none, and from right to left a mark keeps the sign in its place."""
    assert [speak(code).signed(move) for code in ("en", "ru", "fa")] == said


def test_a_gain_in_percent_is_whole_and_signed() -> None:
    """A practice of a third more."""
    moves = (Fraction(1, 3), Fraction(-2, 3), Fraction(0))

    assert [speak("en").signed_percent(move) for move in moves] == ["+33%", "\u221267%", "0%"]


def test_a_list_is_joined_as_the_language_does() -> None:
    """Persian has a comma of its own."""
    assert [speak(code).listed(("a", "b")) for code in ("en", "ru", "fa")] == ["a, b", "a, b", "a، b"]


def test_an_unknown_language_speaks_english() -> None:
    """Whatever a document may call its language, no file outside the catalogues is looked for."""
    assert [speak(code).code for code in ("tlh", "../../etc", "")] == ["en", "en", "en"]
