"""From responses to fulfilment, level and index: how far an organisation is, never how it was asked or is drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import TypeAlias, assert_never

from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.levels import (
    IndexTooLow,
    NothingHigher,
    Obstacle,
    Share,
    ShareTooLow,
    Tally,
    level_reached,
    obstacle,
)
from cem_maturity.domain.questionnaire import (
    Dimension,
    GridQuestion,
    LevelRule,
    OverallRule,
    PracticeQuestion,
    Question,
    Questionnaire,
    Rules,
    UnknownRule,
)
from cem_maturity.domain.response import Answered, NotApplicable, Response, Unknown

Responses: TypeAlias = Mapping[str, Response]
"""What was said, by question id; a question that is missing is blank."""

Mark: TypeAlias = tuple[Question, int | Fraction]
"""A question with the answer that counts in the sums."""

FIRM_COVERAGE = Fraction(4, 5)
"""With less than this share of the weight answered, a result is provisional (scoring.md §5)."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a result stands on, as sums of weights: whole numbers on one scale for all dimensions."""

    applicable: int
    answered: int
    proof: int
    """Each answer's weight times its evidence grade, 0..3."""

    @property
    def coverage(self) -> Share:
        """The share of the applicable weight that is answered; None where nothing applies (scoring.md §5)."""
        return Fraction(self.answered, self.applicable) if self.applicable else None

    @property
    def confidence(self) -> Share:
        """How well the answers are proved, 0..1; None without an answer (scoring.md §7)."""
        return Fraction(self.proof, 3 * self.answered) if self.answered else None


@dataclass(frozen=True, slots=True)
class Scored:
    """A dimension with enough answered questions."""

    dimension: Dimension
    level: int
    """0..N."""
    index: Fraction
    """Sum of the fulfilments, 0..N, exact; rounding belongs to the template."""
    fulfilment: tuple[Share, ...]
    """F(1)..F(N)."""
    ceiling: int
    """The highest tested level."""
    obstacle: Obstacle
    blockers: tuple[str, ...]
    """Ids of the questions below the failing condition."""
    grounds: Grounds
    marks: tuple[Mark, ...]
    """The answers that make the figures, in file order."""


class Lack(StrEnum):
    """Why a dimension has no level."""

    NOT_ASSESSED = "not_assessed"
    """Too little of it was answered."""
    NOT_APPLICABLE = "not_applicable"
    """None of its questions applies."""


@dataclass(frozen=True, slots=True)
class Unscored:
    """A dimension without a level; it takes no part in the organisation's."""

    dimension: Dimension
    lack: Lack
    grounds: Grounds


Outcome: TypeAlias = Scored | Unscored


@dataclass(frozen=True, slots=True)
class OverallScore:
    """The organisation's level and index over its assessed dimensions."""

    level: int
    """0..N."""
    index: Fraction
    """Weighted mean of the dimensions' indices, 0..N."""
    fulfilment: tuple[Share, ...]
    """F(1)..F(N) over dimensions."""
    obstacle: Obstacle
    blockers: tuple[str, ...]
    """Ids of the dimensions below the failing condition."""
    laggards: tuple[str, ...]
    """Ids of the dimensions more than one level behind."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All figures of one assessment."""

    outcomes: tuple[Outcome, ...]
    """One for each dimension, in file order."""
    overall: OverallScore | None
    """None where no dimension is assessed."""
    grounds: Grounds
    """Over all questions, each weighted with its dimension."""
    blanks: tuple[str, ...]
    """Ids of the questions in scope that nobody has answered in any way."""

    @property
    def scored(self) -> tuple[Scored, ...]:
        """The assessed dimensions."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Scored))


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What all dimensions of a questionnaire are measured with."""

    top_level: int
    rules: Rules
    organisation: Organisation
    unit: int
    """Every question's weight times this is whole."""


def score(questionnaire: Questionnaire, responses: Responses, organisation: Organisation) -> Scorecard:
    """Score *responses* for *organisation* (scoring.md §2-5); a blank counts as unknown."""
    measure = yardstick(questionnaire, organisation)
    outcomes = tuple(score_dimension(dimension, responses, measure) for dimension in questionnaire.dimensions)
    return Scorecard(
        outcomes,
        score_overall(outcomes, measure),
        _together(outcomes),
        tuple(
            question.id
            for question in questionnaire.questions()
            if question.id not in responses and in_scope(question, organisation)
        ),
    )


def yardstick(questionnaire: Questionnaire, organisation: Organisation) -> Yardstick:
    """What *questionnaire* measures *organisation* with."""
    unit = lcm(*(question.weight.denominator for question in questionnaire.questions()))
    return Yardstick(questionnaire.top_level, questionnaire.rules, organisation, unit)


def in_scope(question: Question, organisation: Organisation) -> bool:
    """Whether every fact of *organisation* that the question asks for holds (scoring.md §5)."""
    return all(organisation.fact(condition.fact) in condition.values for condition in question.when)


def score_dimension(dimension: Dimension, responses: Responses, measure: Yardstick) -> Outcome:
    """Score *dimension* from the responses to its questions (scoring.md §2).

    A question that does not apply leaves both sums; it is not a zero.
    """
    rules = measure.rules
    marks: list[Mark] = []
    applicable = answered = proof = 0
    for question in dimension.questions:
        if question.when and not in_scope(question, measure.organisation):
            continue
        weight = _whole(question.weight, measure.unit)
        match responses.get(question.id):
            case Answered(answer=answer, evidence=evidence):
                marks.append((question, answer))
                answered += weight
                proof += weight * (evidence or 0)
            case NotApplicable():
                continue
            case Unknown() | None:
                if rules.unknown is UnknownRule.ZERO:
                    marks.append((question, 0))
            case response:
                assert_never(response)
        applicable += weight

    grounds = Grounds(applicable, answered, proof)
    coverage = grounds.coverage
    if coverage is None:
        return Unscored(dimension, Lack.NOT_APPLICABLE, grounds)
    if not answered or coverage < rules.min_coverage:
        return Unscored(dimension, Lack.NOT_ASSESSED, grounds)
    tally = tally_of(marks, measure)
    index = tally.index()
    level = level_reached(tally, index, rules.level_rule, rules)
    what_stops = obstacle(tally, index, level, rules.level_rule, rules)
    return Scored(
        dimension,
        level,
        index,
        tally.fulfilment(),
        tally.ceiling(),
        what_stops,
        _blockers(marks, what_stops),
        grounds,
        tuple(marks),
    )


def tally_of(marks: Sequence[Mark], measure: Yardstick) -> Tally:
    """How much of the weight has reached each level (scoring.md §1, take-up)."""
    parts = lcm(*(answer.denominator for _, answer in marks))
    reached = [0] * measure.top_level
    total = [0] * measure.top_level
    everywhere = 0
    for question, answer in marks:
        weight = _whole(question.weight, measure.unit)
        taken_up = weight * _whole(answer, parts)
        match question:
            case GridQuestion():
                everywhere += weight * parts
                for k in range(int(answer)):
                    reached[k] += weight * parts
            case PracticeQuestion(level=level):
                total[level - 1] += weight * parts
                reached[level - 1] += taken_up
            case _:
                assert_never(question)
    return Tally(tuple(reached), tuple(here + everywhere for here in total))


def _whole(number: int | Fraction, unit: int) -> int:
    """*number* times *unit*, a multiple of its denominator."""
    return number.numerator * (unit // number.denominator)


def is_below(mark: Mark, level: int) -> bool:
    """Whether the answer lags behind *level* (scoring.md §2.4)."""
    question, answer = mark
    match question:
        case GridQuestion():
            return answer < level
        case PracticeQuestion():
            return question.level == level and answer < 1
        case _:
            assert_never(question)


def _blockers(marks: Iterable[Mark], what_stops: Obstacle) -> tuple[str, ...]:
    match what_stops:
        case ShareTooLow(at=level) | IndexTooLow(level=level):
            return tuple(mark[0].id for mark in marks if is_below(mark, level))
        case NothingHigher():
            return ()
        case _:
            assert_never(what_stops)


def score_overall(outcomes: Iterable[Outcome], measure: Yardstick) -> OverallScore | None:
    """The organisation's level and index, or None where no dimension is assessed (scoring.md §3)."""
    scored = [outcome for outcome in outcomes if isinstance(outcome, Scored)]
    if not scored:
        return None
    rules = measure.rules
    rule = climbing_rule(rules.overall_rule)
    unit = lcm(*(outcome.dimension.weight.denominator for outcome in scored))
    weights = [_whole(outcome.dimension.weight, unit) for outcome in scored]
    reached = [0] * measure.top_level
    for outcome, weight in zip(scored, weights, strict=True):
        for k in range(outcome.level):
            reached[k] += weight
    tally = Tally(tuple(reached), (sum(weights),) * measure.top_level)
    index = _weighted_mean([outcome.index for outcome in scored], weights)
    level = level_reached(tally, index, rule, rules)
    what_stops = obstacle(tally, index, level, rule, rules)
    return OverallScore(
        level,
        index,
        tally.fulfilment(),
        what_stops,
        _blocking_dimensions(scored, what_stops),
        tuple(outcome.dimension.id for outcome in scored if outcome.level < level - 1),
    )


def climbing_rule(rule: OverallRule) -> LevelRule:
    """The rule by which the dimensions' levels climb; the weakest decides where all must be there."""
    return LevelRule.STRICT if rule is OverallRule.WEAKEST else LevelRule(rule)


def _blocking_dimensions(scored: Iterable[Scored], what_stops: Obstacle) -> tuple[str, ...]:
    match what_stops:
        case ShareTooLow(at=level) | IndexTooLow(level=level):
            return tuple(outcome.dimension.id for outcome in scored if outcome.level < level)
        case NothingHigher():
            return ()
        case _:
            assert_never(what_stops)


def _weighted_mean(values: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    unit = lcm(*(value.denominator for value in values))
    total = sum(_whole(value, unit) * weight for value, weight in zip(values, weights, strict=True))
    return Fraction(total, unit * sum(weights))


def _together(outcomes: Sequence[Outcome]) -> Grounds:
    unit = lcm(*(outcome.dimension.weight.denominator for outcome in outcomes))
    applicable = answered = proof = 0
    for outcome in outcomes:
        weight = _whole(outcome.dimension.weight, unit)
        applicable += weight * outcome.grounds.applicable
        answered += weight * outcome.grounds.answered
        proof += weight * outcome.grounds.proof
    return Grounds(applicable, answered, proof)
