"""What an interview can be at: a line of its form, a question, a dimension's end, a touchpoint, its own end."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TypeAlias


class FormField(StrEnum):
    """A line of the form with which an interview starts; a fact of the organisation is called as in its file."""

    ORGANISATION = "organisation"
    UNIT = "unit"
    SECTOR = "sector"
    COUNTRY = "country"
    PROFILE = "profile"
    DATE = "date"
    ASKED = "asked"
    PREDICTED = "predicted"


@dataclass(frozen=True, slots=True)
class FormTurn:
    """The turn of one line of the start form."""

    field: FormField


@dataclass(frozen=True, slots=True)
class QuestionTurn:
    """The turn of the question with that id."""

    question: str


@dataclass(frozen=True, slots=True)
class ImportanceTurn:
    """The turn to say how important a dimension is to this organisation."""

    dimension: str


@dataclass(frozen=True, slots=True)
class TargetTurn:
    """The turn to say which level a dimension shall reach."""

    dimension: str


class TouchpointStep(Enum):
    """What is asked about a touchpoint, in this order after its overview."""

    OVERVIEW = auto()
    """All that was said about it, to change or to remove."""
    NAME = auto()
    IMPORTANCE = auto()
    EXPECTED = auto()
    FUNCTIONAL = auto()
    EMOTIONAL = auto()
    RECOMMEND = auto()
    MOMENT_OF_TRUTH = auto()
    NOTE = auto()
    REMOVAL = auto()


@dataclass(frozen=True, slots=True)
class JourneyTurn:
    """The turn to say whether touchpoints are judged now."""


@dataclass(frozen=True, slots=True)
class StageTurn:
    """The turn to name and to choose touchpoints of a stage of the journey."""

    stage: str
    """Its id; nothing for touchpoints that belong to no known stage."""


@dataclass(frozen=True, slots=True)
class TouchpointTurn:
    """One step of judging a touchpoint."""

    place: int
    """Its position among all of the interview, those that are finished first."""
    step: TouchpointStep
    alone: bool = False
    """Whether only this is changed; the overview follows."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The turn after the last one: look over the answers, see the result."""


Turn: TypeAlias = (
    FormTurn | QuestionTurn | ImportanceTurn | TargetTurn | JourneyTurn | StageTurn | TouchpointTurn | Closing
)
