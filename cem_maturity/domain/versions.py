"""How answers stand to the version of the questionnaire that is asked today."""

import re
from collections.abc import Callable
from enum import Enum, auto

from cem_maturity.domain.assessment import QuestionnaireReference

_NUMBERS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})*")


class Kinship(Enum):
    """What version and digest of an answers file say together."""

    THIS = auto()
    """Answers to this version, and nothing says that it has changed."""
    ALIKE = auto()
    """Answers to another version that asks and scores the same."""
    UNTOLD = auto()
    """The file says neither version nor digest."""
    NEAR = auto()
    """Another version with the same first number."""
    OTHER = auto()
    """Another version altogether."""
    CHANGED = auto()
    """What is asked or how it scores has changed since, whatever the version says."""


def kinship(given: QuestionnaireReference, version: str, digest: Callable[[], str]) -> Kinship:
    """How answers to *given* stand to a questionnaire of that *version*; its *digest* is asked for where it matters.

    The digest knows better than the version: it holds the ids of all questions (scoring.md §10).
    """
    if given.digest and given.digest != digest():
        return Kinship.CHANGED
    if given.version == version or (given.digest and not given.version):
        return Kinship.THIS
    if given.digest:
        return Kinship.ALIKE
    if not given.version:
        return Kinship.UNTOLD
    near = given.version.partition(".")[0] == version.partition(".")[0]
    return Kinship.NEAR if near else Kinship.OTHER


def is_newer(version: str, than: str) -> bool:
    """Whether *version* comes after the other; where one of them begins with no number, nobody knows."""
    one, other = _numbers(version), _numbers(than)
    return one is not None and other is not None and one > other


def _numbers(version: str) -> tuple[int, ...] | None:
    """The numbers that a version begins with, without zeros at the end: 1.0 is 1.0.0."""
    found = _NUMBERS.match(version)
    if found is None:
        return None
    numbers = [int(number) for number in found.group().split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
