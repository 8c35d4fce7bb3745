"""How an interview is kept: recorded, saved, and only then gone on with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from cem_maturity.domain.assessment import Assessment, InterviewState
from cem_maturity.domain.interview import Interview, is_named, stamped
from cem_maturity.domain.message import Message


@dataclass(frozen=True, slots=True)
class Kept:
    """The answers are on the disk."""

    where: str
    """The file, as people call it."""
    notice: Message | None = None
    """What the interviewer should know about where they went."""


@dataclass(frozen=True, slots=True)
class NotKept:
    """The answers are in memory alone."""

    why: Message


Save: TypeAlias = Callable[[Assessment], Kept | NotKept]
Clock: TypeAlias = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Sitting:
    """An interview with what is on the disk of it."""

    interview: Interview
    kept: Assessment | None = None
    """What was saved last."""
    trouble: Message | None = None
    """Why the last save failed."""
    notice: Message | None = None
    """What the last save wants the interviewer to know."""
    where: str = ""
    """The file that the answers are kept in, once it has a name."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """The way from memory to the disk."""

    save: Save
    clock: Clock

    @property
    def now(self) -> str:
        """The moment, as answers files write it."""
        return self.clock().isoformat(timespec="seconds").replace("+00:00", "Z")

    def keep(self, sitting: Sitting, interview: Interview, *, leaving: bool = False) -> Sitting:
        """The sitting gone on to *interview*, saved where there is anything new.

        Before organisation and date are settled there is no file to save to; *leaving* saves what there is all
        the same. What could not be saved is tried again with the next change.
        """
        moved = replace(sitting, interview=interview, notice=None)
        if sitting.kept is None and not (interview.assessment.organisation.name and (is_named(interview) or leaving)):
            return moved
        assessment = stamped(interview, self.now)
        if sitting.kept is not None and _timeless(assessment) == _timeless(sitting.kept):
            return moved
        match self.save(assessment):
            case Kept(where, notice):
                return Sitting(interview, kept=assessment, notice=notice, where=where)
            case NotKept(why):
                return replace(moved, trouble=why)


def _timeless(assessment: Assessment) -> Assessment:
    state = assessment.interview or InterviewState()
    return replace(assessment, interview=replace(state, updated=""))
