"""Whether a result is good enough for a pipeline to go on."""

from collections.abc import Mapping
from typing import NamedTuple

from cem_maturity.domain.comparability import is_comparable, shared_dimensions
from cem_maturity.domain.message import N_, Message, Value
from cem_maturity.domain.result import Result


class Gate(NamedTuple):
    """The lowest level that `subject`, a dimension's id or `overall`, may have."""

    subject: str
    level: int


def failures(result: Result, gates: tuple[Gate, ...]) -> tuple[Message, ...]:
    """One sentence for each gate that *result* does not pass; an absent level passes none."""
    return unmet(result.levels, gates)


def unmet(levels: Mapping[str, int | None], gates: tuple[Gate, ...]) -> tuple[Message, ...]:
    """One sentence for each of the *gates* that these *levels*, by subject, do not pass; as `failures`."""
    return tuple(_failure(gate, levels.get(gate.subject)) for gate in gates if not _passes(gate, levels))


def gates_from(before: Result, after: Result) -> tuple[Gate, ...]:
    """Gates that let no level of *before* fall; results that do not compare share their dimensions only."""
    levels = before.levels
    shared = (
        tuple(levels) if is_comparable(before, after) else shared_dimensions(before.questionnaire, after.questionnaire)
    )
    return tuple(Gate(subject, level) for subject in shared if (level := levels[subject]) is not None)


def _passes(gate: Gate, levels: Mapping[str, int | None]) -> bool:
    level = levels.get(gate.subject)
    return level is not None and level >= gate.level


def _failure(gate: Gate, level: int | None) -> Message:
    values: dict[str, Value] = {"subject": gate.subject, "wanted": gate.level}
    if level is None:
        return Message(N_("gate failed: {subject} has no level, {wanted} is wanted"), values)
    return Message(N_("gate failed: {subject} is at level {level}, {wanted} is wanted"), {**values, "level": level})
