"""Where an organisation wants to be, and what it does next (scoring.md §7-8)."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple, assert_never

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Recommendation
from cem_maturity.domain.response import Answered
from cem_maturity.domain.scorecard import Mark, Outcome, Scored
from cem_maturity.domain.scoring import Responses

USUAL_IMPORTANCE = 2
HIGH_IMPACT = 4
LOW_EFFORT = 2


class Aim(NamedTuple):
    """Where a dimension or the organisation wants to be."""

    target: int
    """1..N."""
    gap: int
    """Levels still missing, >= 0."""


class NextAction(NamedTuple):
    """A recommendation chosen for this organisation (scoring.md §8)."""

    id: str
    text: str
    question: str
    dimension: str
    from_level: int | None
    to_level: int
    effort: int
    impact: int
    value: int
    kind: str
    """quick_win, major_project, fill_in or later."""
    owner: str
    horizon: str
    needs: tuple[str, ...]
    done_when: str
    removes_blocker: bool


def aim(assessment: Assessment, subject: str, level: int, top_level: int) -> Aim:
    """The aim of *subject*, a dimension's id or `overall`; one level higher where nothing is said."""
    target = assessment.targets.get(subject, min(top_level, level + 1))
    return Aim(target, max(0, target - level))


def next_actions(
    assessment: Assessment, outcomes: Iterable[Outcome], responses: Responses, top_level: int
) -> tuple[NextAction, ...]:
    """The recommendations for this organisation in the order in which to take them (scoring.md §8)."""
    candidates = [
        action
        for outcome in outcomes
        if isinstance(outcome, Scored)
        for action in _candidates(
            outcome,
            responses,
            aim(assessment, outcome.dimension.id, outcome.level, top_level).target,
            assessment.importance.get(outcome.dimension.id, USUAL_IMPORTANCE),
        )
    ]
    candidates.sort(key=lambda action: (Fraction(-action.value, action.effort), action.to_level))
    return tuple(_needs_first(candidates))


def _candidates(scored: Scored, responses: Responses, target: int, importance: int) -> Iterator[NextAction]:
    for mark in scored.marks:
        question = mark[0]
        if not isinstance(responses.get(question.id), Answered):
            continue
        from_level, to_level, recommendations = _step(mark, target)
        removes_blocker = question.id in scored.blockers
        for recommendation in recommendations:
            yield NextAction(
                recommendation.id,
                recommendation.text,
                question.id,
                scored.dimension.id,
                from_level,
                to_level,
                recommendation.effort,
                recommendation.impact,
                importance * recommendation.impact * (2 if removes_blocker else 1),
                kind(recommendation),
                recommendation.owner,
                recommendation.horizon,
                recommendation.needs,
                recommendation.done_when,
                removes_blocker,
            )


def _step(mark: Mark, target: int) -> tuple[int | None, int, tuple[Recommendation, ...]]:
    """From which level to which the question has to rise next, and how; no way where *target* does not ask for it."""
    question, answer = mark
    match question:
        case GridQuestion():
            level = int(answer)
            return level, level + 1, question.actions_to(level + 1) if level < target else ()
        case PracticeQuestion():
            return None, question.level, question.actions if answer < 1 and question.level <= target else ()
        case _:
            assert_never(question)


def _needs_first(actions: Iterable[NextAction]) -> Iterator[NextAction]:
    """The same actions in the same order, but each after those that it needs."""
    waiting: dict[str, NextAction] = {action.id: action for action in actions}

    def with_needs(action: NextAction) -> Iterator[NextAction]:
        del waiting[action.id]
        for need in action.needs:
            if need in waiting:
                yield from with_needs(waiting[need])
        yield action

    while waiting:
        yield from with_needs(next(iter(waiting.values())))


def kind(recommendation: Recommendation) -> str:
    """quick_win, major_project, fill_in or later (scoring.md §8)."""
    match recommendation.impact >= HIGH_IMPACT, recommendation.effort <= LOW_EFFORT:
        case True, True:
            return "quick_win"
        case True, False:
            return "major_project"
        case False, True:
            return "fill_in"
        case _:
            return "later"
