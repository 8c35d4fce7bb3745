"""Which texts people may put down in their own words."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from cem_maturity.domain.message import N_, Message

TEXT_LIMIT = 10_000
"""Characters that a note, or any other text, may have."""

_ALLOWED_CONTROLS = "\n\t"
_DECIMAL = re.compile(r"(\d{1,6})(?:[.,٫](\d{1,6}))?")


_OTHERS_DO_IT = frozenset(
    {"outsourced", "it is outsourced", "another unit", "other unit", "another unit does it"}
    | {"аутсорсинг", "на аутсорсинге", "другое подразделение", "этим занимается другое подразделение"}
    | {"برون‌سپاری", "برون‌سپاری شده", "واحد دیگر", "واحد دیگری انجام می‌دهد"}
)
"""Who does it makes no difference to the customer."""


@dataclass(frozen=True, slots=True)
class Declined:
    """What was given cannot be taken, and why; ask again."""

    why: Message


def refusal(text: str) -> Declined | None:
    """Why *text* cannot be kept, if so: a character that no file of ours may hold, or too many of them."""
    if len(text) > TEXT_LIMIT:
        return Declined(
            Message(
                N_("That is {count} characters; a text may have {limit}. Please shorten it."),
                {"count": len(text), "limit": TEXT_LIMIT},
            )
        )
    bad = next((character for character in text if _is_refused(character)), None)
    if bad is None:
        return None
    name = f"U+{ord(bad):04X}"
    return Declined(
        Message(N_("The text holds a character that cannot be kept ({name}). Please leave it out."), {"name": name})
    )


def blank(text: str, why: str) -> Declined | None:
    """The sentence *why*, where nothing but white space was given."""
    return None if text.strip() else Declined(Message(why))


def decimal_of(text: str) -> Fraction | None:
    """The number that *text* is, in the digits of any script, with at most six decimal places; else None."""
    match = _DECIMAL.fullmatch(text.strip())
    if match is None:
        return None
    whole, places = match.groups(default="")
    return Fraction(int(whole)) + (Fraction(int(places), 10 ** len(places)) if places else 0)


def is_no_reason(reason: str) -> bool:
    """Whether *reason* says no more than that others do it: the customer meets it all the same (scoring.md §5)."""
    return " ".join(reason.lower().strip(" .!").split()) in _OTHERS_DO_IT


def _is_refused(character: str) -> bool:
    if character in _ALLOWED_CONTROLS:
        return False
    code = ord(character)
    return unicodedata.category(character) in ("Cc", "Cs") or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
