"""Units held against one another: who stands where, who stands apart, who can help whom, and what most of them lack.

Every median is the lower one, so that it is a level or an answer that somebody has. All of it is linear in the
number of units but for sorting, since a portfolio may hold many thousands.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.consensus import lower_median
from cem_maturity.domain.questionnaire import GridQuestion, Question, Questionnaire
from cem_maturity.domain.response import Answered
from cem_maturity.domain.result import OVERALL, Result
from cem_maturity.domain.standing import Standing, Subject, standings

FAR = 2
"""Levels from the median at which a unit stands apart, and a grid answer is a lead."""
FAR_IN_PRACTICE = Fraction(2, 3)
"""The same for the value of a practice, as scoring.md §6 holds roles against one another."""
FEWEST = 3
"""Units with a level that it takes before any can stand apart from them."""
FEWEST_TO_SHARE = 2
"""Units that it takes to share anything."""


class Unit(NamedTuple):
    """What comparing needs of one result."""

    file: str
    """Where its answers come from; no two units have the same."""
    basis: tuple[str, str]
    """`Result.basis`: units with the same one compare as a whole."""
    top_level: int
    standings: Mapping[Subject, Standing]
    answers: Mapping[str, int | Fraction]
    """By question; a level, or the value of a practice."""


class Median(NamedTuple):
    """The lower median of the levels that there are."""

    subject: Subject
    level: int
    units: int
    """How many have a level."""


class Ranked(NamedTuple):
    """A unit's place; equals share one, and the next follows after all of them."""

    unit: str
    rank: int


class Outlier(NamedTuple):
    """A unit that stands FAR levels or more from the median, up or down."""

    unit: str
    subject: Subject
    level: int
    median: int


class Lead(NamedTuple):
    """A question on which a donor is far ahead of the median answer."""

    question: str
    text: str
    level: int | None
    value: Fraction | None
    median_level: int | None
    median_value: Fraction | None


@dataclass(frozen=True, slots=True)
class Donor:
    """The unit from which the others can learn most about a dimension."""

    dimension: str
    unit: str
    level: int
    index: Fraction
    median: int
    helps: tuple[str, ...]
    """The units at least one level below it there, in the order given."""
    leads: tuple[Lead, ...]


class WeakDimension(NamedTuple):
    """A dimension in which most units are below the median of the overall levels."""

    id: str
    below: int
    units: int
    """How many have a level there."""


class WeakQuestion(NamedTuple):
    """A question at which most units are below the median of the overall levels."""

    id: str
    text: str
    dimension: str
    below: int
    units: int
    """How many answered it."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What comes of comparing units."""

    medians: tuple[Median, ...]
    """Overall first, then the dimensions in file order, where any unit has a level."""
    ranking: tuple[Ranked, ...]
    """The best first; units that do not compare as a whole, or have no level, are not in it."""
    outliers: tuple[Outlier, ...]
    donors: tuple[Donor, ...]
    weak_dimensions: tuple[WeakDimension, ...]
    """The most widely shared first."""
    weak_questions: tuple[WeakQuestion, ...]
    """The most widely shared first."""


def unit_of(file: str, result: Result, basis: tuple[str, str]) -> Unit:
    """What comparing needs of *result*; *basis* is its own, which is dear to find and the same for many."""
    answers = {id_: response.answer for id_, response in result.responses.items() if isinstance(response, Answered)}
    return Unit(file, basis, result.questionnaire.top_level, standings(result), answers)


def common_basis(units: Sequence[Unit]) -> tuple[str, str]:
    """The basis of most *units*, of which there is one at least; among equals the first.

    Units without dimensions have nothing to compare, and so no say while there are others.
    """
    return Counter(unit.basis for unit in [one for one in units if one.standings] or units).most_common(1)[0][0]


def side_by_side(units: Sequence[Unit], questionnaire: Questionnaire) -> SideBySide:
    """What comes of comparing *units*, where *questionnaire* is that of the common basis.

    - Overall levels, ranks and answers are compared among the units of the common basis; a dimension among all that
      have one of that id on the same scale.
    - *Rank*: by overall level, then index.
    - *Outlier*: a level 2 or more from the lower median of all units that have one; it takes 3 of them.
    - *Donor* of a dimension: the unit with the highest level there, then index, then confidence, then the first given,
      if it stands at least one level above the lower median. It helps all units at least one level below it. A *lead*
      is a question of the dimension at which its answer is 2 levels (a practice: 2/3) or more above the lower median.
    - *Shared weak spot*: with M the lower median of the overall levels, a dimension in which more than half of the
      units with a level are below M; a question that more than half of those who answered it answered below M (a
      practice of a level up to M: not fully in place). It takes 2 of them.
    """
    basis = common_basis(units)
    alike = [unit for unit in units if unit.basis == basis]
    levels = {OVERALL: _levels(alike, OVERALL)} | {
        dimension.id: _levels([unit for unit in units if unit.top_level == questionnaire.top_level], dimension.id)
        for dimension in questionnaire.dimensions
    }
    medians = {
        subject: Median(subject, int(lower_median([one.level for one in there.values()])), len(there))
        for subject, there in levels.items()
        if there
    }
    answers = _answers(alike, questionnaire)
    bar = medians[OVERALL].level if OVERALL in medians else 0
    return SideBySide(
        tuple(medians.values()),
        tuple(_ranking(levels[OVERALL])),
        tuple(_outliers(levels, medians)),
        tuple(_donors(questionnaire, levels, medians, answers)),
        tuple(_weak_dimensions(levels, bar)),
        tuple(_weak_questions(questionnaire, answers, bar)),
    )


@dataclass(frozen=True, slots=True, order=True)
class _There:
    """A standing with a level; the better one is the greater."""

    level: int
    index: Fraction
    proof: Fraction


_Levels = Mapping[str, _There]
"""By unit, in the order given."""


def _levels(units: Sequence[Unit], subject: Subject) -> _Levels:
    found = {}
    for unit in units:
        standing = unit.standings.get(subject)
        if standing is not None and standing.level is not None and standing.index is not None:
            found[unit.file] = _There(standing.level, standing.index, standing.proof or Fraction(0))
    return found


def _answers(units: Sequence[Unit], questionnaire: Questionnaire) -> Mapping[str, Mapping[str, int | Fraction]]:
    """The answers by question and unit."""
    return {
        question.id: {unit.file: unit.answers[question.id] for unit in units if question.id in unit.answers}
        for question in questionnaire.questions()
    }


def _ranking(levels: _Levels) -> Iterator[Ranked]:
    ordered = sorted(levels.items(), key=lambda pair: (-pair[1].level, -pair[1].index))
    rank, before = 0, None
    for place, (unit, there) in enumerate(ordered, start=1):
        figures = there.level, there.index
        rank, before = (rank if figures == before else place), figures
        yield Ranked(unit, rank)


def _outliers(levels: Mapping[Subject, _Levels], medians: Mapping[Subject, Median]) -> Iterator[Outlier]:
    for subject, median in medians.items():
        if median.units >= FEWEST:
            for unit, there in levels[subject].items():
                if abs(there.level - median.level) >= FAR:
                    yield Outlier(unit, subject, there.level, median.level)


def _donors(
    questionnaire: Questionnaire,
    levels: Mapping[Subject, _Levels],
    medians: Mapping[Subject, Median],
    answers: Mapping[str, Mapping[str, int | Fraction]],
) -> Iterator[Donor]:
    for dimension in questionnaire.dimensions:
        if dimension.id not in medians:
            continue
        there, median = levels[dimension.id], medians[dimension.id].level
        unit, best = max(there.items(), key=lambda pair: pair[1])
        if best.level > median:
            yield Donor(
                dimension.id,
                unit,
                best.level,
                best.index,
                median,
                tuple(other for other, one in there.items() if one.level < best.level),
                tuple(_leads(dimension.questions, unit, answers)),
            )


def _leads(
    questions: Sequence[Question], unit: str, answers: Mapping[str, Mapping[str, int | Fraction]]
) -> Iterator[Lead]:
    for question in questions:
        if unit not in answers[question.id]:
            continue
        answer, median = answers[question.id][unit], lower_median(list(answers[question.id].values()))
        if isinstance(question, GridQuestion):
            if answer - median >= FAR:
                yield Lead(question.id, question.text, int(answer), None, int(median), None)
        elif answer - median >= FAR_IN_PRACTICE:
            yield Lead(question.id, question.text, None, Fraction(answer), None, Fraction(median))


def _weak_dimensions(levels: Mapping[Subject, _Levels], bar: int) -> Iterator[WeakDimension]:
    found = [
        WeakDimension(subject, sum(one.level < bar for one in there.values()), len(there))
        for subject, there in levels.items()
        if subject != OVERALL
    ]
    yield from sorted(filter(_is_shared, found), key=_rarest_strength)


def _weak_questions(
    questionnaire: Questionnaire, answers: Mapping[str, Mapping[str, int | Fraction]], bar: int
) -> Iterator[WeakQuestion]:
    found = []
    for dimension in questionnaire.dimensions:
        for question in dimension.questions:
            said = answers[question.id].values()
            if isinstance(question, GridQuestion):
                below = sum(answer < bar for answer in said)
            else:
                below = sum(answer < 1 for answer in said) if question.level <= bar else 0
            found.append(WeakQuestion(question.id, question.text, dimension.id, below, len(said)))
    yield from sorted(filter(_is_shared, found), key=_rarest_strength)


def _is_shared(one: WeakDimension | WeakQuestion) -> bool:
    return one.units >= FEWEST_TO_SHARE and 2 * one.below > one.units


def _rarest_strength(one: WeakDimension | WeakQuestion) -> Fraction:
    """What the fewest are good at comes first."""
    return Fraction(one.units - one.below, one.units)
