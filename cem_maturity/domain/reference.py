"""Figures that others have published: context for a conversation, never a measure of an organisation."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.message import Message
from cem_maturity.domain.questionnaire import Questionnaire


class Sense(StrEnum):
    """How a published figure is meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    UNDER = "under"
    OVER = "over"
    CHANGE = "change"
    """A gain, or where it is below 0 a loss."""


class ReferenceFigure(NamedTuple):
    """One figure, as its publisher gives it."""

    share: Fraction
    """0..1; -1..1 where it is a change."""
    to: Fraction | None
    """Where the publisher gives a range, its other end."""
    sense: str
    """One of `Sense`."""
    of: Message


class Reference(NamedTuple):
    """What one publisher found, with all that a reader needs to weigh it."""

    id: str
    publisher: str
    via: str
    """Who passed it on, where we have not seen it at the publisher's own."""
    year: int | None
    """None where we have not seen it."""
    title: Message
    sample: Message
    instrument: Message
    """How it was measured: never as we do."""
    figures: tuple[ReferenceFigure, ...]
    source: str
    note: Message | None


@dataclass(frozen=True, slots=True)
class References:
    """The references that there are, and whose reports may print them."""

    questionnaires: tuple[str, ...]
    """Ids; their overlays are meant as well."""
    references: tuple[Reference, ...]


def references_beside(questionnaire: Questionnaire, known: References) -> tuple[Reference, ...]:
    """Those of the *known* references that a report on *questionnaire* may print: all, or none."""
    ids = {questionnaire.id} | ({questionnaire.base.id} if questionnaire.base else set())
    return known.references if ids & set(known.questionnaires) else ()
