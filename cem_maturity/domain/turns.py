"""What an interview can be at: a line of its form, a question, a dimension's end, its own end."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class FormField(StrEnum):
    """A line of the form with which an interview starts."""

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


@dataclass(frozen=True, slots=True)
class Closing:
    """The turn after the last one: look over the answers, see the result."""


Turn: TypeAlias = FormTurn | QuestionTurn | ImportanceTurn | TargetTurn | Closing
