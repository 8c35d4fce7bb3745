"""What people said: answered, not applicable or unknown; blank is absence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple, TypeAlias


class Evidence(IntEnum):
    """How well an answer is proved (scoring.md §7)."""

    OPINION = 0
    EXAMPLE = 1
    DOCUMENT = 2
    MEASURED = 3

    @property
    def word(self) -> str:
        """The grade as answers files write it."""
        return self.name.lower()


class Answered(NamedTuple):
    """An answer with what stands behind it."""

    answer: int | Fraction
    """Grid: a whole level, 0..N. Practice: the value of an option, 0..1, always a Fraction."""
    evidence: Evidence | None = None
    note: str = ""
    quote: str = ""
    at: str = ""
    """When it was given, as ISO 8601 text."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The question does not concern this organisation; it leaves both sums."""

    reason: str
    note: str = ""
    quote: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody in the room knows; it counts against coverage."""

    whom: str
    """Whom to ask."""
    note: str = ""
    quote: str = ""
    at: str = ""


Response: TypeAlias = Answered | NotApplicable | Unknown


@dataclass(frozen=True, slots=True)
class Draft:
    """What was put down at a question that has no answer yet."""

    evidence: Evidence | None = None
    note: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What one respondent, or the consensus, has put down, by question id."""

    responses: Mapping[str, Response] = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    """Remarks at questions that are still blank."""
    flags: Mapping[str, str] = field(default_factory=dict)
    """Questions flagged for later, with what is to be done."""


@dataclass(frozen=True, slots=True)
class Respondent:
    """A person who answered, with their own sheet."""

    id: str
    sheet: AnswerSheet
    name: str = ""
    role: str = ""
    predicted: Mapping[str, int] = field(default_factory=dict)
    """Levels that they expected, where not all did: `overall` or a dimension's id."""
    targets: Mapping[str, int] = field(default_factory=dict)
    """Target levels, 1..N, where not all aim at the same."""
    importance: Mapping[str, int] = field(default_factory=dict)
    """1..3 by dimension, where not all see it alike."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing is known of them but who they are."""
        return self == Respondent(self.id, AnswerSheet(), self.name, self.role)
