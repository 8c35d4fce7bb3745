"""The cheapest way by trying every one: what `cheapest_path` has to agree with on small questionnaires."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question
from cem_maturity.domain.response import Answered
from cem_maturity.domain.result import Result
from cem_maturity.domain.scoring import score

Step = tuple[str, int | Fraction]
"""A question, and what its answer becomes."""
Way = tuple[Step, ...]
"""Steps in file order."""


def every_way(result: Result) -> Iterator[tuple[int, Way]]:
    """Every set of steps that can be taken, with its effort; the sooner its steps stand in the file the earlier."""
    ladders = [list(_ladder(question, result)) for question in result.questionnaire.questions()]
    for heights in product(*(range(len(ladder), -1, -1) for ladder in ladders)):
        taken = [step for ladder, height in zip(ladders, heights, strict=True) for step in ladder[:height]]
        yield sum(effort for effort, _ in taken), tuple(step for _, step in taken)


def number_of_ways(result: Result) -> int:
    """How many sets of steps there are."""
    count = 1
    for question in result.questionnaire.questions():
        count *= 1 + len(list(_ladder(question, result)))
    return count


def cheapest_ways(result: Result) -> Mapping[int, tuple[int, Way]]:
    """For every level above today's that can be reached: the least effort, and the first of the ways that take it."""
    assert result.scorecard.overall is not None
    found: dict[int, tuple[int, Way]] = {}
    for effort, way in every_way(result):
        reached = level_after(result, way)
        for level in range(result.scorecard.overall.level + 1, reached + 1):
            if level not in found or effort < found[level][0]:
                found[level] = (effort, way)
    return found


def level_after(result: Result, way: Way) -> int:
    """The organisation's level once the steps are taken."""
    responses = dict(result.responses)
    for question, answer in way:
        response = responses[question]
        assert isinstance(response, Answered)
        responses[question] = response._replace(answer=answer)
    overall = score(result.questionnaire, responses, result.assessment.organisation).overall
    assert overall is not None
    return overall.level


def _ladder(question: Question, result: Result) -> Iterator[tuple[int, Step]]:
    response = result.responses.get(question.id)
    if not isinstance(response, Answered) or question.id not in _counted(result):
        return
    match question:
        case GridQuestion():
            for level in range(int(response.answer) + 1, result.questionnaire.top_level + 1):
                efforts = [action.effort for step in question.steps if step.level == level for action in step.actions]
                yield (sum(efforts) or 3), (question.id, level)
        case PracticeQuestion():
            if response.answer < 1:
                yield (sum(action.effort for action in question.actions) or 3), (question.id, Fraction(1))


def _counted(result: Result) -> set[str]:
    """The questions of assessed dimensions; to raise another changes no level."""
    return {question.id for one in result.scorecard.scored for question, _ in one.marks}
