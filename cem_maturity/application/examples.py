"""Examples: whether a questionnaire gives the figures that its author expects."""

from collections.abc import Callable
from fractions import Fraction

from cem_maturity.application.language import half_up
from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.message import N_, Message, Value
from cem_maturity.domain.problem import Place, Problem
from cem_maturity.domain.questionnaire import Example, Questionnaire
from cem_maturity.domain.response import Answered
from cem_maturity.domain.scorecard import OverallScore, Scored
from cem_maturity.domain.scoring import score


def differing_examples(questionnaire: Questionnaire, place: Callable[[Example], Place]) -> tuple[Problem, ...]:
    """A problem for each figure that an example expects and does not get; *place* says where the example stands.

    Figures agree exactly, or as they are printed: with one decimal (scoring.md §10). A question that an example
    leaves out counts as unknown, and one that asks for facts of the organisation is out of scope.
    """
    return tuple(
        Problem(
            "example-differs",
            place(example),
            {"name": example.name, "figure": figure, "expected": _written(expected), "given": _written(given)},
        )
        for example in questionnaire.examples
        for figure, expected in example.expect.items()
        if not _agree(given := _figures(questionnaire, example).get(figure), expected)
    )


def _figures(questionnaire: Questionnaire, example: Example) -> dict[str, int | Fraction]:
    """The figures that the example's answers give, by the names that `expect` may use."""
    responses = {question: Answered(answer) for question, answer in example.answers.items()}
    scorecard = score(questionnaire, responses, Organisation(example.name))
    figures: dict[str, int | Fraction] = {}
    results: list[tuple[str, Scored | OverallScore]] = [(f"{one.dimension.id}.", one) for one in scorecard.scored]
    if scorecard.overall:
        results.append(("", scorecard.overall))
    for prefix, result in results:
        figures[f"{prefix}level"] = result.level
        figures[f"{prefix}index"] = result.index
    return figures


def _agree(given: int | Fraction | None, expected: int | Fraction) -> bool:
    return given is not None and (given == expected or half_up(Fraction(given), 1) == expected)


def _written(figure: int | Fraction | None) -> Value:
    """The figure exactly, as an author writes it: 17/6, 3."""
    return Message(N_("nothing")) if figure is None else str(figure)
