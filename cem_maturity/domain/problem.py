"""What can be wrong with a document, where, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from cem_maturity.domain.catalogue import CATALOGUE, Severity, Wording
from cem_maturity.domain.message import N_, Message, Value

T_co = TypeVar("T_co", covariant=True)

__all__ = ["CATALOGUE", "Accepted", "CemMaturityError", "Place", "Problem", "Refused", "Severity", "Wording", "nearest"]


class CemMaturityError(Exception):
    """The base of every error that this program raises on purpose."""


class Place(NamedTuple):
    """A position in a document; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of the *known* names that *name* was probably meant to be, or nothing."""
    from difflib import get_close_matches  # takes its time to load, and is needed by the mistaken only

    by_small = {one.lower(): one for one in known}
    matches = get_close_matches(name[:200].lower(), by_small, n=1)
    return by_small[matches[0]] if matches else ""


class Problem(NamedTuple):
    """One thing that is wrong with a document."""

    code: str
    place: Place
    values: Mapping[str, Value] = MappingProxyType({})
    nearest: str = ""
    """The known name that is nearest to the one given, or nothing."""
    command: str = ""
    """What to run, as a shell takes it, where a command mends it."""

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
        if self.command and self.nearest:
            values = {"nearest": self.nearest, "command": self.command}
            return Message(N_("it is called {nearest} now; run: {command}"), values)
        if self.command:
            return Message(N_("bring them over, run: {command}"), {"command": self.command})
        if self.nearest:
            return Message(N_("did you mean {nearest}?"), {"nearest": self.nearest})
        return Message(CATALOGUE[self.code].remedy, self.values)


@dataclass(frozen=True, slots=True)
class Accepted(Generic[T_co]):
    """A document that can be used, with what its author may want to know."""

    value: T_co
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that cannot be used, with all that is wrong."""

    problems: tuple[Problem, ...]
