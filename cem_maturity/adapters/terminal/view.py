"""The interview as it stands on a screen: what is open, what is chosen, how it was left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from cem_maturity.adapters.terminal import reading
from cem_maturity.application.interview import Keeper, Sitting
from cem_maturity.application.language import Language
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.interview import Interview
from cem_maturity.domain.message import Message
from cem_maturity.domain.report import Report


class Subject(StrEnum):
    """What a text is written about."""

    NOTE = "note"
    QUOTE = "quote"
    REASON = "reason"
    WHOM = "whom"
    FLAG = "flag"
    FORM = "form"
    TOUCHPOINT = "touchpoint"
    """Its name, or a figure of it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The turn itself is on the screen."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A text field is open."""

    subject: Subject
    text: str = ""
    """What the field holds when it opens."""


@dataclass(frozen=True, slots=True)
class Grading:
    """The evidence grades are on the screen."""

    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read is on the screen."""

    text: reading.Text
    top: int = 0
    """Lines scrolled away."""
    offers_report: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of all questions is on the screen."""

    chosen: int


Mode: TypeAlias = Asking | Writing | Grading | Reading | Listing


class Ending(StrEnum):
    """How the interviewer left."""

    QUIT = "quit"
    INTERRUPT = "interrupt"
    REPORT = "report"
    """... to have the report written."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What an interviewer has at hand."""

    keeper: Keeper
    assess: Callable[[Assessment], Report]
    """The report on answers of which some may be blank."""
    language: Language
    write_follow_up: Callable[[Assessment], Message]
    """Writes down for others what is still open; what to tell the interviewer of it."""


@dataclass(frozen=True, slots=True)
class View:
    """The interview as it stands on the screen."""

    sitting: Sitting
    mode: Mode
    chosen: int | None = None
    """The position of the option that the marker stands at."""
    notice: str = ""
    """A sentence for this moment."""
    ending: Ending | None = None
    warned: bool = False
    """Whether the interviewer has just been told that leaving would lose something."""
    unfinished: Mapping[tuple[str, Subject], str] = field(default_factory=dict)
    """Texts that were closed before they were finished, by question."""

    @property
    def interview(self) -> Interview:
        """The interview itself."""
        return self.sitting.interview
