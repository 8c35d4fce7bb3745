"""Scoring written a second time, straight from the text and without any care for speed (scoring.md §1-5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from cem_maturity.domain.questionnaire import (
    Dimension,
    GridQuestion,
    LevelRule,
    OverallRule,
    Question,
    Questionnaire,
    Rules,
    UnknownRule,
)
from cem_maturity.domain.response import Answered, NotApplicable
from cem_maturity.domain.scoring import Responses

Share = Fraction | None


@dataclass(frozen=True)
class Figures:
    """What scoring says of a dimension or of the organisation; None where there is nothing to say."""

    level: int | None
    index: Fraction | None
    fulfilment: tuple[Share, ...]
    blockers: tuple[str, ...]
    coverage: Share


def figures_of_dimension(questionnaire: Questionnaire, dimension: Dimension, said: Responses) -> Figures:
    """The figures of *dimension*."""
    rules, top_level = questionnaire.rules, questionnaire.top_level
    applicable = [one for one in dimension.questions if not isinstance(said.get(one.id), NotApplicable)]
    answered = [one for one in applicable if isinstance(said.get(one.id), Answered)]
    counted = applicable if rules.unknown is UnknownRule.ZERO else answered
    coverage = _share(answered, applicable)
    if coverage is None or not answered or coverage < rules.min_coverage:
        return Figures(None, None, (None,) * top_level, (), coverage)

    def value(question: Question) -> int | Fraction:
        response = said.get(question.id)
        return response.answer if isinstance(response, Answered) else 0

    def takes_part(question: Question, k: int) -> bool:
        return isinstance(question, GridQuestion) or question.level == k

    def take_up(question: Question, k: int) -> Fraction:
        if isinstance(question, GridQuestion):
            return Fraction(1) if value(question) >= k else Fraction(0)
        return Fraction(value(question))

    fulfilment: list[Share] = []
    for k in range(1, top_level + 1):
        part = [question for question in counted if takes_part(question, k)]
        weight = sum(question.weight for question in part)
        reached = sum((question.weight * take_up(question, k) for question in part), Fraction(0))
        fulfilment.append(reached / weight if weight else None)
    index = sum((_borrowed(fulfilment, k) for k in range(1, top_level + 1)), Fraction(0))
    level = _level(fulfilment, index, rules.level_rule, rules)
    below = _failing(fulfilment, level, rules.level_rule, rules)
    blocking = [
        question.id
        for question in counted
        if below is not None and takes_part(question, below) and take_up(question, below) < 1
    ]
    return Figures(level, index, tuple(fulfilment), tuple(blocking), coverage)


def figures_of_organisation(questionnaire: Questionnaire, said: Responses) -> Figures:
    """The figures over all dimensions."""
    rules, top_level = questionnaire.rules, questionnaire.top_level
    results = [(one, figures_of_dimension(questionnaire, one, said)) for one in questionnaire.dimensions]
    assessed = [(one, figures.level, figures.index) for one, figures in results if figures.level is not None]
    applicable = answered = Fraction(0)
    for one in questionnaire.dimensions:
        for question in one.questions:
            if not isinstance(said.get(question.id), NotApplicable):
                applicable += one.weight * question.weight
                answered += one.weight * question.weight if isinstance(said.get(question.id), Answered) else 0
    coverage = answered / applicable if applicable else None
    if not assessed:
        return Figures(None, None, (None,) * top_level, (), coverage)
    weight = sum(one.weight for one, _, _ in assessed)
    fulfilment: list[Share] = [
        sum((one.weight for one, level, _ in assessed if level >= k), Fraction(0)) / weight
        for k in range(1, top_level + 1)
    ]
    index = sum((one.weight * index for one, _, index in assessed if index is not None), Fraction(0)) / weight
    if rules.overall_rule is OverallRule.WEAKEST:
        overall = min(level for _, level, _ in assessed)
        below = None if overall == top_level else overall + 1
    else:
        rule = LevelRule(rules.overall_rule.value)
        overall = _level(fulfilment, index, rule, rules)
        below = _failing(fulfilment, overall, rule, rules)
    blocking = [one.id for one, level, _ in assessed if below is not None and level < below]
    return Figures(overall, index, tuple(fulfilment), tuple(blocking), coverage)


def _share(some: Sequence[Question], of: Sequence[Question]) -> Share:
    return Fraction(sum(one.weight for one in some), sum(one.weight for one in of)) if of else None


def _borrowed(fulfilment: Sequence[Share], k: int) -> Fraction:
    """F(k), or that of the nearest tested level above."""
    return next((share for share in fulfilment[k - 1 :] if share is not None), Fraction(0))


def _level(fulfilment: Sequence[Share], index: Fraction, rule: LevelRule, rules: Rules) -> int:
    def climb(reached: Callable[[int], bool]) -> int:
        level = 0
        for n, share in enumerate(fulfilment, start=1):
            if share is None:
                continue
            if not reached(n):
                break
            level = n
        return level

    def tested_below(n: int) -> list[Fraction]:
        return [share for share in fulfilment[: n - 1] if share is not None]

    if rule is LevelRule.FLOOR:
        return floor(index)
    if rule is LevelRule.BANDS:
        return sum(cut <= index for cut in _cuts(rules, len(fulfilment)))
    if rule is LevelRule.STRICT:
        return climb(lambda n: fulfilment[n - 1] == 1 and all(share == 1 for share in tested_below(n)))
    return climb(
        lambda n: (fulfilment[n - 1] or 0) > rules.top and all(share > rules.below for share in tested_below(n))
    )


def _cuts(rules: Rules, top_level: int) -> Sequence[Fraction]:
    return rules.bands or [k - Fraction(1, 2) for k in range(1, top_level + 1)]


def _failing(fulfilment: Sequence[Share], level: int, rule: LevelRule, rules: Rules) -> int | None:
    """The level whose condition fails for the next one."""
    if rule in (LevelRule.FLOOR, LevelRule.BANDS):
        return level + 1 if level < len(fulfilment) else None
    tested = [k for k, share in enumerate(fulfilment, start=1) if share is not None]
    n = next((k for k in tested if k > level), None)
    if n is None or rule is LevelRule.STRICT:
        return n
    return next((k for k in tested if k < n and (fulfilment[k - 1] or 0) <= rules.below), n)
