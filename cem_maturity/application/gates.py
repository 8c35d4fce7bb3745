"""Whether a result is good enough for a pipeline to go on."""

from collections.abc import Mapping
from dataclasses import dataclass

from cem_maturity.domain.message import N_, Message, Value
from cem_maturity.domain.report import Report

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Gate:
    """The lowest level that `subject`, a dimension's id or `overall`, may have."""

    subject: str
    level: int


def failures(report: Report, gates: tuple[Gate, ...]) -> tuple[Message, ...]:
    """One sentence for each gate that *report* does not pass; an absent level passes none."""
    levels = levels_of(report)
    return tuple(_failure(gate, levels.get(gate.subject)) for gate in gates if not _passes(gate, levels))


def gates_from(before: Report, after: Report) -> tuple[Gate, ...]:
    """Gates that let no level of *before* fall; results that do not compare share their dimensions only."""
    levels = levels_of(before)
    shared = levels if is_comparable(before, after) else levels.keys() & levels_of(after).keys() - {OVERALL}
    return tuple(Gate(subject, level) for subject in shared if (level := levels[subject]) is not None)


def is_comparable(one: Report, other: Report) -> bool:
    """Whether a trend may be drawn between the two (scoring.md §10); an overlay stands for what it extends."""
    return _basis(one) == _basis(other)


def levels_of(report: Report) -> Mapping[str, int | None]:
    """The levels of a report by subject."""
    overall = {} if report.overall is None else {OVERALL: report.overall.level}
    return {**overall, **{dimension.id: dimension.level for dimension in report.dimensions}}


def _basis(report: Report) -> tuple[str, str]:
    questionnaire = report.questionnaire
    if questionnaire.base is not None:
        return questionnaire.base["id"], questionnaire.base["scoring_digest"]
    return questionnaire.id, questionnaire.scoring_digest


def _passes(gate: Gate, levels: Mapping[str, int | None]) -> bool:
    level = levels.get(gate.subject)
    return level is not None and level >= gate.level


def _failure(gate: Gate, level: int | None) -> Message:
    values: dict[str, Value] = {"subject": gate.subject, "wanted": gate.level}
    if level is None:
        return Message(N_("gate failed: {subject} has no level, {wanted} is wanted"), values)
    return Message(N_("gate failed: {subject} is at level {level}, {wanted} is wanted"), {**values, "level": level})
