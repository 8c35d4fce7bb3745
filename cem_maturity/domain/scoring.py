"""From responses to fulfilment, level and index: how far an organisation is, never how it was asked or is drawn."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple, TypeAlias, assert_never

from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.levels import Tally, level_reached
from cem_maturity.domain.questionnaire import (
    Dimension,
    GridQuestion,
    PracticeQuestion,
    Question,
    Questionnaire,
    Rules,
    UnknownRule,
)
from cem_maturity.domain.response import Answered, NotApplicable, Response, Unknown
from cem_maturity.domain.scorecard import (
    Grounds,
    Lack,
    Mark,
    Outcome,
    OverallScore,
    Scorecard,
    Scored,
    Unscored,
    climbing_rule,
)

Responses: TypeAlias = Mapping[str, Response]
"""What was said, by question id; a question that is missing is blank."""


class Yardstick(NamedTuple):
    """What all dimensions of a questionnaire are measured with."""

    top_level: int
    rules: Rules
    organisation: Organisation
    weights: Mapping[str, int]
    """Of every question: whole numbers in proportion to the author's."""
    dimension_weights: Mapping[str, int]
    """Of every dimension, likewise."""


def score(questionnaire: Questionnaire, responses: Responses, organisation: Organisation) -> Scorecard:
    """Score *responses* for *organisation* (scoring.md §2-5); a blank counts as unknown."""
    measure = yardstick(questionnaire, organisation)
    outcomes = tuple([score_dimension(dimension, responses, measure) for dimension in questionnaire.dimensions])
    grounds = _together(outcomes, measure)
    blanks = [
        question.id
        for question in questionnaire.questions()
        if question.id not in responses and in_scope(question, organisation)
    ]
    return Scorecard(outcomes, score_overall(outcomes, measure), grounds, tuple(blanks))


def yardstick(questionnaire: Questionnaire, organisation: Organisation) -> Yardstick:
    """What *questionnaire* measures *organisation* with."""
    return Yardstick(
        questionnaire.top_level,
        questionnaire.rules,
        organisation,
        questionnaire.whole_weights,
        questionnaire.whole_dimension_weights,
    )


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
        weight = measure.weights[question.id]
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
    if not applicable:
        return Unscored(dimension, Lack.NOT_APPLICABLE, grounds)
    least, whole = rules.min_coverage.as_integer_ratio()
    if not answered or answered * whole < least * applicable:
        return Unscored(dimension, Lack.NOT_ASSESSED, grounds)
    tally = tally_of(marks, measure)
    index = tally.index()
    level = level_reached(tally, index, rules.level_rule, rules)
    return Scored(dimension, rules, tuple(marks), tally, index, level, grounds)


def tally_of(marks: Sequence[Mark], measure: Yardstick) -> Tally:
    """How much of the weight has reached each level (scoring.md §1, take-up)."""
    parts = lcm(*[answer.denominator for _, answer in marks])
    stopped_at = [0] * (measure.top_level + 1)
    practised = [0] * measure.top_level
    asked = [0] * measure.top_level
    for question, answer in marks:
        weight = measure.weights[question.id]
        match question:
            case GridQuestion():
                stopped_at[int(answer)] += weight * parts
            case PracticeQuestion(level=level):
                practised[level - 1] += weight * _whole(answer, parts)
                asked[level - 1] += weight * parts
            case _:
                assert_never(question)
    grid = sum(stopped_at)
    climbed = _climbed(stopped_at)
    if not any(asked):
        return Tally(climbed, (grid,) * measure.top_level)
    return Tally(
        tuple(grid_there + there for grid_there, there in zip(climbed, practised, strict=True)),
        tuple(grid + here for here in asked),
    )


def _climbed(stopped_at: Sequence[int]) -> tuple[int, ...]:
    """How much has reached each level 1..N, where so much *stopped at* each level 0..N."""
    left, climbed = sum(stopped_at), []
    for stopped in stopped_at[:-1]:
        left -= stopped
        climbed.append(left)
    return tuple(climbed)


def _whole(number: int | Fraction, unit: int) -> int:
    """*number* times *unit*, a multiple of its denominator."""
    return number.numerator * (unit // number.denominator)


def score_overall(outcomes: Iterable[Outcome], measure: Yardstick) -> OverallScore | None:
    """The organisation's level and index, or None where no dimension is assessed (scoring.md §3)."""
    scored = tuple(outcome for outcome in outcomes if isinstance(outcome, Scored))
    if not scored:
        return None
    rules = measure.rules
    weights = [measure.dimension_weights[outcome.dimension.id] for outcome in scored]
    stopped_at = [0] * (measure.top_level + 1)
    for outcome, weight in zip(scored, weights, strict=True):
        stopped_at[outcome.level] += weight
    tally = Tally(_climbed(stopped_at), (sum(weights),) * measure.top_level)
    index = _weighted_mean([outcome.index for outcome in scored], weights)
    return OverallScore(
        rules, scored, tally, index, level_reached(tally, index, climbing_rule(rules.overall_rule), rules)
    )


def _weighted_mean(values: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    unit = lcm(*[value.denominator for value in values])
    total = sum([_whole(value, unit) * weight for value, weight in zip(values, weights, strict=True)])
    return Fraction(total, unit * sum(weights))


def _together(outcomes: Sequence[Outcome], measure: Yardstick) -> Grounds:
    applicable = answered = proof = 0
    for outcome in outcomes:
        weight = measure.dimension_weights[outcome.dimension.id]
        applicable += weight * outcome.grounds.applicable
        answered += weight * outcome.grounds.answered
        proof += weight * outcome.grounds.proof
    return Grounds(applicable, answered, proof)
