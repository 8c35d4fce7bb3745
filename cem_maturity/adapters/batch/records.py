"""What a batch keeps of an answers file, as JSON on one line; what is read back equals what was written, exactly."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from sys import intern
from typing import Any, NamedTuple

from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.comparison import ComparedQuestionnaire
from cem_maturity.domain.message import Message, Percent, Value
from cem_maturity.domain.outcome import Assessed, Failed, Outcome, UnitOverall
from cem_maturity.domain.problem import Place, Problem
from cem_maturity.domain.standing import Standing

_ORGANISATION = attrgetter(*(field.name for field in fields(Organisation)))
_OVERALL = attrgetter(*(field.name for field in fields(UnitOverall)))
_encoded = json.JSONEncoder(separators=(",", ":")).encode


class Record(NamedTuple):
    """What came of one answers file."""

    questionnaire: str
    """What its questionnaire is called: an id or a path; nothing where the file did not come so far."""
    warnings: tuple[Problem, ...]
    outcome: Outcome


class Written(NamedTuple):
    """A record as it travels, and as it is kept."""

    questionnaire: str
    text: str
    """JSON without a line break."""


def written(record: Record) -> Written:
    """The *record* as `read` reads it."""
    values = {
        "questionnaire": record.questionnaire,
        "warnings": [_problem(one) for one in record.warnings],
        **_outcome(record.outcome),
    }
    return Written(record.questionnaire, _encoded(values))


def read(values: Any) -> Record:
    """The record that `written` wrote, from what JSON made of it.

    Raises ValueError, KeyError, TypeError or IndexError where it is none.
    """
    return Record(intern(values["questionnaire"]), tuple(map(_read_problem, values["warnings"])), _read_outcome(values))


def _outcome(outcome: Outcome) -> dict[str, object]:
    match outcome:
        case Failed():
            return {"file": outcome.file, "failed": list(map(_problem, outcome.problems))}
        case Assessed():
            return {
                "file": outcome.file,
                "organisation": _ORGANISATION(outcome.organisation),
                "date": outcome.date,
                "language": outcome.language,
                "of": outcome.questionnaire,
                "basis": outcome.basis,
                "top_level": outcome.top_level,
                "overall": [_figure(one) for one in _OVERALL(outcome.overall)] if outcome.overall else None,
                "journey_index": _figure(outcome.journey_index),
                "standings": {subject: _standing(one) for subject, one in outcome.standings.items()},
                "answers": {id_: _figure(answer) for id_, answer in outcome.answers.items()},
            }


def _read_outcome(values: Any) -> Outcome:
    if "failed" in values:
        return Failed(values["file"], tuple(map(_read_problem, values["failed"])))
    level, name, index, coverage, provisional, low, high, confidence, target = values["overall"] or [None] * 9
    overall = UnitOverall(
        level, name and intern(name), _fraction(index), _fraction(coverage) or Fraction(0), bool(provisional),
        low, high, confidence, target,
    )  # fmt: skip
    return Assessed(
        values["file"],
        Organisation(*values["organisation"]),
        intern(values["date"]),
        intern(values["language"]),
        _questionnaire(*values["of"]),
        _pair(*values["basis"]),
        values["top_level"],
        overall if values["overall"] else None,
        _fraction(values["journey_index"]),
        {intern(subject): _read_standing(*one) for subject, one in values["standings"].items()},
        {intern(id_): one if type(one) is int else _exact(*one) for id_, one in values["answers"].items()},
    )


def _figure(value: object) -> object:
    return value.as_integer_ratio() if type(value) is Fraction else value


def _standing(one: Standing) -> list[object]:
    return [one.status, one.level, _figure(one.index), _figure(one.coverage), _figure(one.proof)]


# Many units have the same figures, and each of these need be there once only.


@lru_cache(maxsize=4096)
def _exact(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)


def _fraction(ratio: Sequence[int] | None) -> Fraction | None:
    return None if ratio is None else _exact(*ratio)


def _read_standing(status: str, level: int | None, *figures: Sequence[int] | None) -> Standing:
    return _shared(status, level, *(one and tuple(one) for one in figures))


@lru_cache(maxsize=4096)
def _shared(status: str, level: int | None, *figures: tuple[int, int] | None) -> Standing:
    index, coverage, proof = map(_fraction, figures)
    return Standing(intern(status), level, index, coverage, proof)


@lru_cache(maxsize=64)
def _questionnaire(id_: str, version: str, title: str, digest: str) -> ComparedQuestionnaire:
    return ComparedQuestionnaire(id_, version, title, digest)


@lru_cache(maxsize=64)
def _pair(one: str, other: str) -> tuple[str, str]:
    return one, other


# -- problems


def _problem(problem: Problem) -> list[object]:
    values = {name: _value(value) for name, value in problem.values.items()}
    return [problem.code, problem.place, values, problem.nearest, problem.command]


def _read_problem(values: Any) -> Problem:
    code, place, said, near, command = values
    return Problem(code, Place(*place), {name: _read_value(one) for name, one in said.items()}, near, command)


def _value(value: Value) -> object:
    match value:
        case Percent():
            return {"%": _value(value.value)}
        case Message():
            return {"says": [value.text, _values(value.values), value.plural, value.count]}
        case tuple():
            return [_value(one) for one in value]
        case Fraction():
            return {"/": str(value)}
        case str() | int():
            return value


def _values(values: Mapping[str, Value]) -> dict[str, object]:
    return {name: _value(value) for name, value in values.items()}


def _read_value(value: Any) -> Value:
    match value:
        case {"%": figure}:
            found = _read_value(figure)
            if not isinstance(found, int | Fraction):
                raise ValueError(value)
            return Percent(found)
        case {"says": [text, values, plural, count]}:
            return Message(text, {name: _read_value(one) for name, one in values.items()}, plural, count)
        case {"/": exact}:
            return Fraction(exact)
        case list():
            return tuple(map(_read_value, value))
        case str() | int():
            return value
        case _:
            raise ValueError(value)
