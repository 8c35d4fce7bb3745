"""How much a result hangs on one answer, on the rules or on the weights, and how far it may still move."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple, assert_never

from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.questionnaire import (
    GridQuestion,
    LevelRule,
    OverallRule,
    PracticeQuestion,
    Question,
    Questionnaire,
)
from cem_maturity.domain.response import Answered, NotApplicable
from cem_maturity.domain.scorecard import Outcome, Scorecard, Scored
from cem_maturity.domain.scoring import Responses, score, score_dimension, score_overall, yardstick


class Bounds(NamedTuple):
    """The lowest and the highest result that is still possible."""

    level_low: int
    level_high: int
    index_low: Fraction
    index_high: Fraction


class Tip(NamedTuple):
    """An answer that tips the level: what one step, and nothing else, would make of it."""

    question: str
    """Its id."""
    lower: int | None
    """The level, 0..N, with the answer one step lower; None where that changes nothing, or there is no such step."""
    higher: int | None
    """Likewise with the answer one step higher."""


class Robustness(NamedTuple):
    """What other rules, or one answer changed by one step, would make of the level."""

    strict: int | None
    floor: int | None
    equal_weights: int | None
    fragile: bool
    fragile_answers: tuple[str, ...]
    """Ids of the answers that tip the level, in file order."""
    tips: tuple[Tip, ...] = ()
    """Which way each of them tips it."""


def bounds(questionnaire: Questionnaire, responses: Responses, organisation: Organisation) -> Bounds | None:
    """The bounds with unknowns and blanks at 0 and at their maximum; None where nothing applies (scoring.md §5)."""

    def overall(answer: Callable[[Question], int | Fraction]) -> tuple[int, Fraction] | None:
        filled = _filled(questionnaire, responses, answer)
        result = score(questionnaire, filled, organisation).overall
        return (result.level, result.index) if result else None

    lowest = overall(_least)
    highest = overall(lambda question: _most(question, questionnaire.top_level))
    if lowest is None or highest is None:
        return None
    return Bounds(lowest[0], highest[0], lowest[1], highest[1])


def _filled(
    questionnaire: Questionnaire, responses: Responses, answer: Callable[[Question], int | Fraction]
) -> Responses:
    filled = dict(responses)
    for question in questionnaire.questions():
        if not isinstance(filled.get(question.id), Answered | NotApplicable):
            filled[question.id] = Answered(answer(question))
    return filled


def _least(question: Question) -> int | Fraction:
    match question:
        case GridQuestion():
            return 0
        case PracticeQuestion():
            return Fraction(0)
        case _:
            assert_never(question)


def _most(question: Question, top_level: int) -> int | Fraction:
    match question:
        case GridQuestion():
            return top_level
        case PracticeQuestion():
            return Fraction(1)
        case _:
            assert_never(question)


def robustness(
    questionnaire: Questionnaire, responses: Responses, organisation: Organisation, scorecard: Scorecard
) -> Robustness | None:
    """What else the overall level could be, or None where there is none (scoring.md §10)."""
    if scorecard.overall is None:
        return None
    tips = tuple(_tips(questionnaire, responses, organisation, scorecard.outcomes, scorecard.overall.level))

    def level(changed: Questionnaire) -> int | None:
        overall = score(changed, responses, organisation).overall
        return overall.level if overall else None

    return Robustness(
        level(_under(questionnaire, LevelRule.STRICT, OverallRule.STRICT)),
        level(_under(questionnaire, LevelRule.FLOOR, OverallRule.FLOOR)),
        level(_equally_weighted(questionnaire)),
        bool(tips),
        tuple(tip.question for tip in tips),
        tips,
    )


def _under(questionnaire: Questionnaire, level_rule: LevelRule, overall_rule: OverallRule) -> Questionnaire:
    return replace(questionnaire, rules=replace(questionnaire.rules, level_rule=level_rule, overall_rule=overall_rule))


def _equally_weighted(questionnaire: Questionnaire) -> Questionnaire:
    one = Fraction(1)
    return replace(
        questionnaire,
        dimensions=tuple(
            replace(
                dimension,
                weight=one,
                questions=tuple(replace(question, weight=one) for question in dimension.questions),
            )
            for dimension in questionnaire.dimensions
        ),
    )


def _tips(
    questionnaire: Questionnaire,
    responses: Responses,
    organisation: Organisation,
    outcomes: tuple[Outcome, ...],
    level: int,
) -> Iterator[Tip]:
    """The answers that change the overall *level* when they change by one step.

    Only the changed dimension is scored anew, and the organisation only where that changed.
    """
    measure = yardstick(questionnaire, organisation)
    looks_at_index = measure.rules.overall_rule in (OverallRule.FLOOR, OverallRule.BANDS)

    def tipped_to(position: int, outcome: Scored, question: Question, answer: int | Fraction | None) -> int | None:
        """The other level that *answer* would lead to; None where it leads to the same."""
        if answer is None:
            return None
        changed = score_dimension(outcome.dimension, {**responses, question.id: Answered(answer)}, measure)
        if isinstance(changed, Scored) and changed.level == outcome.level and not looks_at_index:
            return None
        overall = score_overall((*outcomes[:position], changed, *outcomes[position + 1 :]), measure)
        return overall.level if overall is not None and overall.level != level else None

    for position, outcome in enumerate(outcomes):
        if not isinstance(outcome, Scored):
            continue
        for question, answer in outcome.marks:
            if not isinstance(responses.get(question.id), Answered):
                continue
            lower, higher = (
                tipped_to(position, outcome, question, neighbour)
                for neighbour in _neighbours(question, answer, measure.top_level)
            )
            if lower is not None or higher is not None:
                yield Tip(question.id, lower, higher)


def _neighbours(
    question: Question, answer: int | Fraction, top_level: int
) -> tuple[int | Fraction | None, int | Fraction | None]:
    """The answers one step below and one above, None where there is no such step."""
    match question:
        case GridQuestion():
            below, above = int(answer) - 1, int(answer) + 1
            return (below if below >= 0 else None), (above if above <= top_level else None)
        case PracticeQuestion():
            values = [option.value for option in question.answers.options]
            return (
                max((value for value in values if value < answer), default=None),
                min((value for value in values if value > answer), default=None),
            )
        case _:
            assert_never(question)
