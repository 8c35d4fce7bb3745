"""The plan of record: what people have taken on, with what the questionnaire knows of it."""

from collections.abc import Iterator
from typing import NamedTuple, assert_never

from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Questionnaire, Recommendation
from cem_maturity.domain.result import Result

DONE = "done"


class Recommended(NamedTuple):
    """How the questionnaire words an action, whatever people made of it in their plan."""

    text: str
    owner: str
    """A role."""


class ReportedPlannedAction(NamedTuple):
    """A line of the plan of record, with what the questionnaire knows of it."""

    id: str
    status: str
    owner: str
    due: str
    text: str
    why: str
    dimension: str
    effort: int | None
    impact: int | None
    horizon: str
    recommended: Recommended | None = None
    """None where the line is people's own."""


def plan_of_record(result: Result) -> tuple[ReportedPlannedAction, ...]:
    """The plan of record; what people left out is as the questionnaire recommends it."""
    known = dict(_recommendations(result.questionnaire))
    lines = []
    for planned in result.assessment.actions:
        recommended, dimension = known.get(planned.id, (None, ""))
        lines.append(
            ReportedPlannedAction(
                planned.id,
                planned.status,
                planned.owner or (recommended.owner if recommended else ""),
                planned.due,
                planned.text or (recommended.text if recommended else ""),
                planned.why,
                planned.dimension or dimension,
                planned.effort or (recommended.effort if recommended else None),
                planned.impact or (recommended.impact if recommended else None),
                planned.horizon or (recommended.horizon if recommended else ""),
                Recommended(recommended.text, recommended.owner) if recommended else None,
            )
        )
    return tuple(lines)


def _recommendations(questionnaire: Questionnaire) -> Iterator[tuple[str, tuple[Recommendation, str]]]:
    """Every recommendation by its id, with the id of its dimension (none for the whole organisation's)."""
    for level in questionnaire.levels:
        yield from ((action.id, (action, "")) for action in level.actions)
    for dimension in questionnaire.dimensions:
        for question in dimension.questions:
            match question:
                case GridQuestion():
                    actions = tuple(action for step in question.steps for action in step.actions)
                case PracticeQuestion():
                    actions = question.actions
                case _:
                    assert_never(question)
            yield from ((action.id, (action, dimension.id)) for action in actions)


def done_since(then: Result, now: Result) -> tuple[ReportedPlannedAction, ...]:
    """What the plan of record of *now* calls done, and that of *then* did not."""
    before = {planned.id for planned in then.assessment.actions if planned.status == DONE}
    return tuple(line for line in plan_of_record(now) if line.status == DONE and line.id not in before)
