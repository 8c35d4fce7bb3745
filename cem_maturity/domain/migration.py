"""What becomes of answers to an earlier version of a questionnaire, told answer by answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.message import Message

Said: TypeAlias = "str | int | list[Said] | dict[str, Said] | None"
"""What stands in the old file, as plain values."""


class Part(StrEnum):
    """A part of an answers file that refers to the questionnaire."""

    ANSWER = "answer"
    PREDICTED = "predicted"
    TARGET = "target"
    IMPORTANCE = "importance"
    STAGE = "stage"
    ACTION = "action"


class Carried(NamedTuple):
    """An answer, or remarks at a question, that mean what they meant."""

    was: str
    """The id in the old file."""
    now: str
    respondent: str = ""
    """Whose it is; nothing means the sheet of all."""


class Changed(NamedTuple):
    """Something that was kept in another form, and that somebody should look at."""

    part: Part
    """ANSWER or ACTION."""
    was: str
    now: str
    respondent: str
    said: Said
    why: Message


class LeftBehind(NamedTuple):
    """Something that refers to what the questionnaire no longer has; it stands in the old file alone."""

    part: Part
    id: str
    """Of the question, dimension, stage or action."""
    respondent: str
    said: Said


@dataclass(frozen=True, slots=True)
class Migration:
    """The answers under the questionnaire of today, and what became of each."""

    assessment: Assessment
    earlier_version: str
    """The version that the old file names, or nothing."""
    carried: tuple[Carried, ...]
    changed: tuple[Changed, ...]
    new: tuple[str, ...]
    """Ids of the questions in scope that the old file does not name: new ones, and those that nobody came to."""
    left_behind: tuple[LeftBehind, ...]

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Each earlier id with the one of today, once, in the order of the old file."""
        return tuple(dict.fromkeys((one.was, one.now) for one in self.carried if one.was != one.now))


def as_values(migration: Migration, say: Callable[[Message], str]) -> dict[str, object]:
    """The *migration* as plain values under the keys of contract.md §4, its sentences said with *say*."""
    asked = migration.assessment.questionnaire
    return {
        "format": 1,
        "questionnaire": asked.id,
        "from": migration.earlier_version,
        "to": asked.version,
        "carried": [one._asdict() for one in migration.carried],
        "changed": [{**one._asdict(), "why": say(one.why)} for one in migration.changed],
        "new": list(migration.new),
        "left_behind": [one._asdict() for one in migration.left_behind],
    }


class NothingToDo(NamedTuple):
    """The answers are to the questionnaire of today."""

    version: str


class TooNew(NamedTuple):
    """The answers are to a version that the questionnaire at hand has not reached."""

    given: str
    version: str


class Successors:
    """Which question of today an id of the old file stands for."""

    def __init__(self, questions: Mapping[str, object], earlier: Mapping[str, str], *, of_today: bool) -> None:
        self._questions = questions
        self._earlier = earlier
        """The question of today by each id that it had before."""
        self._of_today = of_today
        """The ids in the file are those of today; only one that is none of them can be an earlier one."""

    def of(self, id_: str) -> str | None:
        """The id of today, or None where the question is gone.

        What `was` says comes first: after a renumbering the same id may belong to another question.
        """
        if self._of_today and id_ in self._questions:
            return id_
        return self._earlier.get(id_) or (id_ if id_ in self._questions else None)

    def last_of(self, id_: str) -> str | None:
        """The id at the end of a renumbering that begins with *id_*: no question had it before; None in a circle."""
        seen = {id_}
        while (id_ := self._earlier.get(id_, "")) not in seen:
            seen.add(id_)
            if id_ not in self._earlier:
                return id_
        return None
