"""How languages other than the program's own write figures and dates; Babel knows."""

import datetime
from decimal import Decimal
from fractions import Fraction

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from persiantools.digits import en_to_fa
from persiantools.jdatetime import MONTH_NAMES_FA, JalaliDate

PERSIAN = "fa"


class LocalWriting:
    """The figures and dates of one language."""

    def __init__(self, code: str) -> None:
        self.locale = Locale(code)

    def number(self, value: int) -> str:
        """A whole number, its digits not in groups: it may be a line, a year or a version."""
        return self._digits(str(value))

    def decimal(self, value: Fraction, places: int) -> str:
        """*value*, which has no more than that many decimal *places*, with all of them."""
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        pattern = "0." + "0" * places if places else "0"
        return self._digits(format_decimal(exact, pattern, self.locale, numbering_system="default"))

    def date(self, day: datetime.date) -> str:
        """The day with its month in words; in Persian by the Solar Hijri calendar, the Gregorian date beside it."""
        gregorian = self._digits(format_date(day, "long", self.locale))
        if self.locale.language != PERSIAN:
            return gregorian
        try:
            solar = JalaliDate(day)  # type: ignore[no-untyped-call]
        except ValueError:  # the years that this calendar's rules do not cover
            return gregorian
        return f"{self.number(solar.day)} {MONTH_NAMES_FA[solar.month]} {self.number(solar.year)} ({gregorian})"

    def _digits(self, text: str) -> str:
        return en_to_fa(text) if self.locale.language == PERSIAN else text
