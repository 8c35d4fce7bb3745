"""Whether two results may be held against one another, and what speaks against it (scoring.md §10)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from fractions import Fraction
from typing import Protocol

from cem_maturity.domain.message import N_, Message, counted
from cem_maturity.domain.questionnaire import GridQuestion, Question, Questionnaire, Rules
from cem_maturity.domain.result import Result

MOST_NAMED = 5
"""So many ids a sentence names; the others it counts."""


def is_comparable(one: Result, other: Result) -> bool:
    """Whether a trend may be drawn between the two (scoring.md §10)."""
    return one.basis == other.basis


def shared_dimensions(one: Questionnaire, other: Questionnaire) -> tuple[str, ...]:
    """The ids of the dimensions of *other* that compare with those of *one*, in the order of *other*.

    Their id is unchanged and their levels lie on the same scale, 0..N.
    """
    if one.top_level != other.top_level:
        return ()
    known = {dimension.id for dimension in one.dimensions}
    return tuple(dimension.id for dimension in other.dimensions if dimension.id in known)


def differences(one: Result, other: Result) -> tuple[Message, ...]:
    """Why no trend may be drawn between the two, as far as their questionnaires tell; nothing where it may."""
    if is_comparable(one, other):
        return ()
    first, second = one.questionnaire, other.questionnaire
    return (headline(first, second, same=one.basis[0] == other.basis[0]), *_details(first, second))


class Identified(Protocol):
    """What tells a questionnaire and its versions from others."""

    @property
    def id(self) -> str:
        """Stable for ever."""

    @property
    def version(self) -> str:
        """Of this text."""


def headline(first: Identified, second: Identified, *, same: bool) -> Message:
    """That two questionnaires score differently; *same* where they, or what they extend, are one of two versions."""
    if same and first.id == second.id:
        return Message(
            N_("The versions {one} and {other} of {questionnaire} score differently."),
            {"one": first.version, "other": second.version, "questionnaire": second.id},
        )
    return Message(
        N_("{one} and {other} are two questionnaires, and they score differently."),
        {"one": first.id, "other": second.id},
    )


def _details(first: Questionnaire, second: Questionnaire) -> Iterator[Message]:
    """What differs, fact by fact; of two questionnaires without a dimension in common, nothing more."""
    if first.top_level != second.top_level:
        yield Message(
            N_("Their scales differ: one ends at level {one}, the other at level {other}."),
            {"one": first.top_level, "other": second.top_level},
        )
    if not {one.id for one in first.dimensions} & {one.id for one in second.dimensions}:
        yield Message(N_("They have no dimension in common."))
        return
    if rules := tuple(_rules(first.rules, second.rules)):
        yield Message(N_("Their scoring rules differ in {rules}."), {"rules": rules})
    yield from _lists(first, second)


def _rules(first: Rules, second: Rules) -> Iterator[str]:
    """The keys of `scoring:` that differ."""
    for field in fields(Rules):
        if getattr(first, field.name) != getattr(second, field.name):
            yield field.name


def _lists(first: Questionnaire, second: Questionnaire) -> Iterator[Message]:
    weights = {one.id: one.weight for one in first.dimensions}, {one.id: one.weight for one in second.dimensions}
    before, after = ({one.id: one for one in each.questions()} for each in (first, second))
    home_before, home_after = _homes(first), _homes(second)
    question_weights = (
        {one.id: one.weight for one in before.values()},
        {one.id: one.weight for one in after.values()},
    )
    if ids := _in_one_only(*weights):
        yield counted(
            "{count} dimension is in one of the two alone: {ids}.",
            "{count} dimensions are in one of the two alone: {ids}.",
            len(ids),
            {"count": len(ids), "ids": named(ids)},
        )
    if ids := _in_one_only(before, after):
        yield counted(
            "{count} question is in one of the two alone: {ids}.",
            "{count} questions are in one of the two alone: {ids}.",
            len(ids),
            {"count": len(ids), "ids": named(ids)},
        )
    if ids := [
        id_
        for id_ in after
        if id_ in before and (_scoring(before[id_]), home_before[id_]) != (_scoring(after[id_]), home_after[id_])
    ]:
        yield counted(
            "{count} question is scored differently: {ids}.",
            "{count} questions are scored differently: {ids}.",
            len(ids),
            {"count": len(ids), "ids": named(ids)},
        )
    if _shares(*weights) or _shares(*question_weights):
        yield Message(N_("Their weights differ."))


def _homes(questionnaire: Questionnaire) -> Mapping[str, str]:
    """The dimension of each question."""
    return {question.id: dimension.id for dimension in questionnaire.dimensions for question in dimension.questions}


def _in_one_only(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """What only one of the two has: first what is gone, then what has come, each in file order."""
    old, new = list(first), list(second)
    return [one for one in old if one not in set(new)] + [one for one in new if one not in set(old)]


def named(ids: Sequence[str]) -> tuple[str | Message, ...]:
    """The first MOST_NAMED of *ids*, and how many more there are, as one list."""
    rest = len(ids) - MOST_NAMED
    if rest <= 0:
        return tuple(ids)
    more = counted("{count} more", "{count} more", rest, {"count": rest})
    return (*ids[:MOST_NAMED], more)


def means_alike(one: Question, other: Question) -> bool:
    """Whether an answer to the one says what that answer to the other says: their kind, level and options agree."""
    return _meaning(one) == _meaning(other)


def _scoring(question: Question) -> tuple[object, ...]:
    return _meaning(question), frozenset((condition.fact, frozenset(condition.values)) for condition in question.when)


def _meaning(question: Question) -> tuple[object, ...]:
    if isinstance(question, GridQuestion):
        return ()
    return question.level, frozenset((option.id, option.value) for option in question.answers.options)


def _shares(first: Mapping[str, Fraction], second: Mapping[str, Fraction]) -> bool:
    """Whether the weights of what both have differ by more than one common factor."""
    ratios = {second[id_] / weight for id_, weight in first.items() if id_ in second}
    return len(ratios) > 1
