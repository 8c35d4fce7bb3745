"""What can be wrong with a document, where, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from cem_maturity.domain.message import N_, Message, Value

T = TypeVar("T")


class CemMaturityError(Exception):
    """The base of every error that this program raises on purpose."""


class Severity(StrEnum):
    """Whether a document can still be used."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a document; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind of problem is told: what is wrong, and what to do."""

    what: str
    remedy: str
    severity: Severity = Severity.ERROR


CATALOGUE: Mapping[str, Wording] = {
    "file-missing": Wording(
        N_("there is no such file"),
        N_("check the path"),
    ),
    "file-not-regular": Wording(
        N_("this is a folder, a pipe or a device, not a file"),
        N_("name a file"),
    ),
    "file-unreadable": Wording(
        N_("the file cannot be read ({reason})"),
        N_("check who may read it, and the disk"),
    ),
    "file-too-large": Wording(
        N_("the file has more than 4 MiB"),
        N_("leave out what is no answer or question, or divide the file"),
    ),
    "file-not-utf-8": Wording(
        N_("the byte {byte} does not belong to a UTF-8 text"),
        N_("save the file as UTF-8"),
    ),
    "file-control-character": Wording(
        N_("the character {character} is invisible and may be taken for a command"),
        N_("delete it here"),
    ),
    "unknown-question": Wording(
        N_("there is no question {name} in {questionnaire}"),
        N_("use the id of a question; `cem show {questionnaire}` lists them"),
    ),
}
"""Every code that a Problem can carry. Codes are stable: scripts rely on them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a document."""

    code: str
    place: Place
    values: Mapping[str, Value] = field(default_factory=dict)
    nearest: str = ""
    """The known name that is nearest to the one given, or nothing."""

    @property
    def severity(self) -> Severity:
        """Whether the document can still be used."""
        return CATALOGUE[self.code].severity

    @property
    def what(self) -> Message:
        """What is wrong."""
        return Message(CATALOGUE[self.code].what, self.values)

    @property
    def remedy(self) -> Message:
        """What to do about it."""
        if self.nearest:
            return Message(N_("did you mean {nearest}?"), {"nearest": self.nearest})
        return Message(CATALOGUE[self.code].remedy, self.values)


@dataclass(frozen=True, slots=True)
class Accepted(Generic[T]):
    """A document that can be used, with what its author may want to know."""

    value: T
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that cannot be used, with all that is wrong."""

    problems: tuple[Problem, ...]
