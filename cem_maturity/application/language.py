"""Which language speaks, and how it says sentences, figures and dates."""

import datetime
import gettext
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

from cem_maturity.application.turning import closed
from cem_maturity.domain.message import Message, Percent, Value

CATALOGUES = Path(__file__).parent.parent / "locale"
DOMAIN = "cem_maturity"
"""What the files of the catalogues are called."""
SOURCE = "en"
"""The language of the messages in the code; it needs no catalogue."""

RIGHT_TO_LEFT = ("fa",)
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
MINUS = "\N{MINUS SIGN}"

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Writing(Protocol):
    """How figures and dates are written in one language."""

    def number(self, value: int) -> str:
        """A whole number."""

    def decimal(self, value: Fraction, places: int) -> str:
        """*value*, which has no more than that many decimal *places*, with all of them."""

    def date(self, day: datetime.date) -> str:
        """The day with its month in words."""


class EnglishWriting:
    """English figures and dates; written here, since loading Babel takes longer than scoring."""

    def number(self, value: int) -> str:
        """A whole number."""
        return str(value)

    def decimal(self, value: Fraction, places: int) -> str:
        """*value*, which has no more than that many decimal *places*, with all of them."""
        return f"{float(value):.{places}f}"

    def date(self, day: datetime.date) -> str:
        """The day with its month in words."""
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@cache
def _writing(code: str) -> Writing:
    if code == SOURCE:
        return EnglishWriting()
    from cem_maturity.application.writing import LocalWriting

    return LocalWriting(code)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that the program speaks, its own first."""
    return (SOURCE, *sorted(path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/*.mo")))


def preferred(environment: dict[str, str]) -> str:
    """The first language that the *environment* asks for and the program speaks, as gettext would choose it."""
    wanted = next(
        (environment[name] for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    codes = (entry.partition("_")[0].partition(".")[0] for entry in wanted.split(":"))
    return next((code for code in codes if code in languages()), SOURCE)


class Language(NamedTuple):
    """A language that speaks; every text that a person reads passes through one."""

    code: str
    catalogue: gettext.NullTranslations

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"

    def gettext(self, text: str) -> str:
        """*text* in this language."""
        return self.catalogue.gettext(text)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form of the sentence that goes with *count*."""
        return self.catalogue.ngettext(singular, plural, count)

    def pgettext(self, context: str, text: str) -> str:
        """*text* in this language, where one English word means several things."""
        return self.catalogue.pgettext(context, text)

    def say(self, message: Message) -> str:
        """The sentence with its values in place."""
        if message.plural:
            text = self.ngettext(message.text, message.plural, message.count)
        else:
            text = self.gettext(message.text)
        return text.format_map({name: self._value(value) for name, value in message.values.items()})

    def _value(self, value: Value) -> str:
        match value:
            case Message():
                return self.say(value)
            case int():
                return self.number(value)
            case Fraction():
                return self.decimal(value)
            case Percent(value=figure):
                return self._percent(self._value(figure))
            case tuple():
                return self.listed(self._value(one) for one in value)
            case str():
                return closed(value)

    def number(self, value: int) -> str:
        """A whole number in this language's digits."""
        return _writing(self.code).number(value)

    def decimal(self, value: Fraction, places: int = 1) -> str:
        """*value* with that many *places*, half up (scoring.md §10)."""
        return _writing(self.code).decimal(half_up(value, places), places)

    def signed(self, value: int | Fraction) -> str:
        """A whole number, or a fraction to one decimal, with the sign that says whether it is a gain or a loss."""
        rounded = half_up(Fraction(value), 1)
        figure = self.number(abs(value)) if isinstance(value, int) else self.decimal(abs(rounded))
        # The mark keeps a sign before its figure where one reads from right to left.
        sign = "" if rounded == 0 else "+" if rounded > 0 else MINUS
        return f"{LEFT_TO_RIGHT}{sign}{figure}" if sign and self.direction == "rtl" else f"{sign}{figure}"

    def signed_percent(self, share: Fraction) -> str:
        """A gain or loss of -1..1 as a whole percentage, half up, with its sign."""
        return self._percent(self.signed(int(half_up(100 * share, 0))))

    def percent(self, share: Fraction) -> str:
        """A share of 0..1 as a whole percentage, half up."""
        return self._percent(self.number(int(half_up(share * 100, 0))))

    def _percent(self, figure: str) -> str:
        # Translators: how a percentage is written: its sign, and what stands between it and the figure.
        return self.gettext("{figure}%").format(figure=figure)

    def listed(self, parts: Iterable[str]) -> str:
        """*parts* as one text."""
        # Translators: what stands between the members of a list.
        return self.gettext(", ").join(parts)

    def date(self, iso: str) -> str:
        """The day that *iso* (ISO 8601) begins with, as one writes it; another text as it stands."""
        try:
            day = datetime.date.fromisoformat(iso[:10])
        except ValueError:
            return iso
        return _writing(self.code).date(day)


def half_up(value: Fraction, places: int) -> Fraction:
    """*value* rounded to that many decimal *places*, ties away from zero."""
    scale = 10**places
    whole = int(abs(value) * scale + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, scale)


@cache
def speak(code: str) -> Language:
    """The language of that *code*, always the same one; the source language where the program does not know it."""
    if code == SOURCE or code not in languages():
        return Language(SOURCE, gettext.NullTranslations())
    return Language(code, gettext.translation(DOMAIN, CATALOGUES, [code]))
