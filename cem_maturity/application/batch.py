"""A batch, without its files: digests, the latest answers of each unit, gates, and what is said at the end."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from cem_maturity.application.gates import Gate, unmet
from cem_maturity.domain.message import N_, Message, counted
from cem_maturity.domain.outcome import Assessed, Outcome
from cem_maturity.domain.result import OVERALL

T = TypeVar("T")


def digest(*parts: str | bytes) -> str:
    """A digest of the *parts*, which no others have."""
    found = hashlib.sha256()
    for part in parts:
        content = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        found.update(len(content).to_bytes(8, "big"))
        found.update(content)
    return found.hexdigest()


def in_batches(jobs: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """The *jobs*, so many at a time, taken when they are wanted."""
    waiting = iter(jobs)
    while batch := list(islice(waiting, size)):
        yield batch


def levels(unit: Assessed) -> Mapping[str, int | None]:
    """The levels by subject, as `Result.levels`."""
    return {subject: standing.level for subject, standing in unit.standings.items()}


def whose(unit: Assessed) -> tuple[str, str]:
    """What makes two files answers of one unit: organisation and unit."""
    return unit.organisation.name, unit.organisation.unit


def latest(outcomes: Iterable[Outcome]) -> Mapping[tuple[str, str], Assessed]:
    """The latest assessment of each unit; of those of one day the last given."""
    found: dict[tuple[str, str], Assessed] = {}
    for one in outcomes:
        if isinstance(one, Assessed):
            known = found.get(whose(one))
            if known is None or known.date <= one.date:
                found[whose(one)] = one
    return found


def gates_from(before: Assessed, after: Assessed) -> tuple[Gate, ...]:
    """Gates that let no level of *before* fall, as `gates.gates_from` has them for results."""
    if before.basis != after.basis and before.top_level != after.top_level:
        return ()
    shared = (
        before.standings
        if before.basis == after.basis
        else [subject for subject in after.standings if subject in before.standings and subject != OVERALL]
    )
    there = levels(before)
    return tuple(Gate(subject, level) for subject in shared if (level := there[subject]) is not None)


def scored_otherwise(units: Iterable[Assessed], before: Mapping[tuple[str, str], Assessed]) -> int:
    """How many of *units* do not compare as a whole with what they were *before*: their gates are fewer."""
    return sum(earlier.basis != unit.basis for unit in units if (earlier := before.get(whose(unit))))


class GateFailure(NamedTuple):
    """A gate that a unit does not pass."""

    file: str
    sentence: Message


def failures(
    units: Iterable[Assessed], gates: tuple[Gate, ...], before: Mapping[tuple[str, str], Assessed]
) -> Iterator[GateFailure]:
    """Every gate that one of *units* does not pass; a subject that its questionnaire has not is none of its gates.

    No level may be lower than that of the same unit *before*.
    """
    for unit in units:
        there = levels(unit)
        wanted = tuple(gate for gate in gates if gate.subject in there)
        earlier = before.get(whose(unit))
        if earlier is not None:
            wanted += gates_from(earlier, unit)
        yield from (GateFailure(unit.file, sentence) for sentence in unmet(there, wanted))


def unknown_subjects(units: Iterable[Assessed], gates: tuple[Gate, ...]) -> tuple[str, ...]:
    """The subjects of *gates* that no questionnaire of the *units* has."""
    known = {subject for unit in units for subject in unit.standings}
    return tuple(gate.subject for gate in gates if gate.subject not in known)


class Summary(NamedTuple):
    """How a batch ended, in figures."""

    units: int
    failed: int
    """Units that could not be scored, or lack a report."""
    new: int
    """Reports that were made in this run."""
    unchanged: int
    """Reports that were there and hold."""

    @property
    def sentence(self) -> Message:
        """All of it in one line."""
        return Message(
            N_("{units}: {failed}; {new}, {unchanged}."),
            {
                "units": counted("{count} unit", "{count} units", self.units, {"count": self.units}),
                "failed": counted("{count} failed", "{count} failed", self.failed, {"count": self.failed})
                if self.failed
                else Message(N_("none failed")),
                "new": counted("{count} new report", "{count} new reports", self.new, {"count": self.new}),
                "unchanged": counted(
                    "{count} unchanged", "{count} unchanged", self.unchanged, {"count": self.unchanged}
                ),
            },
        )
