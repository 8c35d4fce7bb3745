"""Whether a questionnaire gives the figures that its author expects."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from cem_maturity.application.language import half_up
from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.message import Value
from cem_maturity.domain.problem import Place, Problem
from cem_maturity.domain.questionnaire import Example, Questionnaire
from cem_maturity.domain.response import Answered
from cem_maturity.domain.scorecard import Scored
from cem_maturity.domain.scoring import score


def run_examples(questionnaire: Questionnaire, places: Sequence[Place]) -> Iterator[Problem]:
    """A problem for every figure that differs from what an example expects; *places* has one for each example."""
    for example, place in zip(questionnaire.examples, places, strict=True):
        figures = _figures(questionnaire, example)
        for figure, expected in example.expect.items():
            actual = figures.get(figure)
            if not _agree(actual, expected):
                values: dict[str, Value] = {"name": example.name, "figure": figure}
                yield Problem(
                    "example-differs", place, {**values, "given": _written(actual), "expected": _written(expected)}
                )


def _figures(questionnaire: Questionnaire, example: Example) -> Mapping[str, int | Fraction]:
    """`level`, `index`, `<dimension>.level` and `<dimension>.index`, as far as there are any."""
    responses = {question: Answered(answer) for question, answer in example.answers.items()}
    scorecard = score(questionnaire, responses, Organisation(""))
    figures: dict[str, int | Fraction] = {}
    for outcome in scorecard.outcomes:
        if isinstance(outcome, Scored):
            figures[f"{outcome.dimension.id}.level"] = outcome.level
            figures[f"{outcome.dimension.id}.index"] = outcome.index
    if scorecard.overall is not None:
        figures["level"] = scorecard.overall.level
        figures["index"] = scorecard.overall.index
    return figures


def _agree(actual: int | Fraction | None, expected: int | Fraction) -> bool:
    """Whether both are the same, exactly or as an index is printed: with one decimal (scoring.md §10)."""
    return actual is not None and (actual == expected or half_up(Fraction(actual), 1) == expected)


def _written(figure: int | Fraction | None) -> Value:
    match figure:
        case None:
            return "-"
        case int():
            return figure
        case Fraction():
            return str(figure) if figure.denominator > 1 else str(figure.numerator)
