"""What a cheapest path asks for and brings: its steps in order, what must be in place, what each horizon brings."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple, assert_never

from cem_maturity.domain.cheapest_path import CheapestPath, Milestone, raised
from cem_maturity.domain.ladders import Rise
from cem_maturity.domain.plan_of_record import DONE
from cem_maturity.domain.questionnaire import (
    HORIZONS,
    GridQuestion,
    Horizon,
    PracticeQuestion,
    Question,
    Recommendation,
)
from cem_maturity.domain.response import Answered
from cem_maturity.domain.result import Result
from cem_maturity.domain.scorecard import Scorecard
from cem_maturity.domain.scoring import Responses, score

USUAL_HORIZON: Horizon = "90d"
"""Of a step for which no action is authored."""


class Step(NamedTuple):
    """One step of a plan."""

    rise: Rise
    horizon: Horizon
    """By when it can be done: its actions and all steps that come before it are done by then, too."""
    must_be_in_place: tuple[str, ...]
    """Ids of actions that its own need, and that neither a step of the plan nor today's answers bring."""


class Stretch(NamedTuple):
    """A part of the plan, with what it brings."""

    horizon: Horizon
    steps: tuple[Step, ...]
    total_effort: int
    """Of these steps, >= 1."""
    after: Scorecard
    """The figures once these steps and all of the nearer horizons are taken."""


class Plan(NamedTuple):
    """The cheapest path, laid out for those who take it."""

    target: int
    reached: bool
    steps: tuple[Step, ...]
    """In an order in which they can be taken: the nearest horizon first, then what is needed, then as in the file."""
    total_effort: int
    path: tuple[Milestone, ...]
    stretches: tuple[Stretch, ...]
    """By horizon, the nearest first."""
    after: Scorecard


def plan(result: Result, path: CheapestPath) -> Plan:
    """The *path* from *result*, laid out."""
    steps = tuple(
        sorted(_with_horizons(_in_order(path.rises), _in_place(result)), key=lambda step: HORIZONS.index(step.horizon))
    )
    return Plan(
        path.target,
        path.reached,
        steps,
        path.total_effort,
        path.path,
        tuple(_stretches(result, steps)),
        path.after,
    )


def _in_order(rises: Iterable[Rise]) -> Iterator[Rise]:
    """The same steps, but each after those that bring what it needs."""
    waiting = {(rise.question, rise.end): rise for rise in rises}
    bringing = {action.id: key for key, rise in waiting.items() for action in rise.actions}

    def with_needs(rise: Rise) -> Iterator[Rise]:
        del waiting[rise.question, rise.end]
        for key in ((rise.question, rise.start), *(bringing[need] for need in _needs(rise) if need in bringing)):
            if key in waiting:
                yield from with_needs(waiting[key])
        yield rise

    while waiting:
        yield from with_needs(next(iter(waiting.values())))


def _with_horizons(rises: Iterable[Rise], in_place: frozenset[str]) -> Iterator[Step]:
    """The steps, none due before what comes before it in its question and what it needs."""
    due: dict[str, Horizon] = {}
    """By action, and by question for its last step."""
    for rise in rises:
        own = [action.horizon for action in rise.actions] or [USUAL_HORIZON]
        before = [due[id_] for id_ in (rise.question, *_needs(rise)) if id_ in due]
        horizon = max((*own, *before), key=HORIZONS.index)
        known = {*in_place, *(action.id for action in rise.actions)}
        missing = tuple(need for need in _needs(rise) if need not in due and need not in known)
        due |= {rise.question: horizon, **{action.id: horizon for action in rise.actions}}
        yield Step(rise, horizon, missing)


def _needs(rise: Rise) -> tuple[str, ...]:
    return tuple(dict.fromkeys(need for action in rise.actions for need in action.needs))


def _in_place(result: Result) -> frozenset[str]:
    """Ids of the actions whose step today's answers have behind them, or that people say are done."""
    done = {action.id for action in result.assessment.actions if action.status == DONE}
    for question in result.questionnaire.questions():
        done.update(action.id for action in _behind(question, result.responses))
    return frozenset(done)


def _behind(question: Question, responses: Responses) -> tuple[Recommendation, ...]:
    response = responses.get(question.id)
    if not isinstance(response, Answered):
        return ()
    match question:
        case GridQuestion():
            return tuple(action for step in question.steps if step.level <= response.answer for action in step.actions)
        case PracticeQuestion():
            return question.actions if response.answer == 1 else ()
        case _:
            assert_never(question)


def _stretches(result: Result, steps: tuple[Step, ...]) -> Iterator[Stretch]:
    responses = result.responses
    for horizon in HORIZONS:
        here = tuple(step for step in steps if step.horizon == horizon)
        if here:
            responses = raised(responses, (step.rise for step in here))
            after = score(result.questionnaire, responses, result.assessment.organisation)
            yield Stretch(horizon, here, sum(step.rise.effort for step in here), after)


# What templates and JSON are given


def values(plan: Plan) -> Mapping[str, object]:
    """The *plan* under the keys of contract.md §4."""
    return {
        "target": plan.target,
        "reached": plan.reached,
        "exact": True,
        "total_effort": plan.total_effort,
        "steps": tuple(_step(step) for step in plan.steps),
        "after": standing(plan.after),
        "path": plan.path,
        "horizons": tuple(
            {
                "horizon": one.horizon,
                "total_effort": one.total_effort,
                "steps": tuple(plan.steps.index(step) for step in one.steps),
                "after": standing(one.after),
            }
            for one in plan.stretches
        ),
        "actions": tuple(action._asdict() for step in plan.steps for action in step.rise.actions),
    }


def _step(step: Step) -> Mapping[str, object]:
    rise = step.rise
    return {
        "question": rise.question,
        "dimension": rise.dimension,
        "from": rise.start,
        "to": rise.end,
        "effort": rise.effort,
        "actions": tuple(action.id for action in rise.actions),
        "horizon": step.horizon,
        "must_be_in_place": step.must_be_in_place,
    }


def standing(scorecard: Scorecard) -> Mapping[str, object]:
    """Level and index of the organisation and of every assessed dimension."""
    overall = scorecard.overall
    levels: dict[str, Mapping[str, int | Fraction]] = {
        one.dimension.id: {"level": one.level, "index": one.index} for one in scorecard.scored
    }
    return {
        "overall": {"level": overall.level, "index": overall.index} if overall else None,
        "dimensions": levels,
    }
