"""Whether a questionnaire gives the figures that its author expects."""

from fractions import Fraction
from typing import TypeAlias

from cem_maturity.application.examples import differing_examples
from cem_maturity.application.language import speak
from cem_maturity.domain.problem import Place, Problem
from cem_maturity.domain.questionnaire import Example
from tests.builders import a_dimension, a_practice, a_questionnaire

Figures: TypeAlias = dict[str, int | Fraction]


def problems_of(*examples: Example) -> tuple[Problem, ...]:
    """What differs in a questionnaire of two dimensions."""
    questionnaire = a_questionnaire(
        a_dimension("voice", "channels", a_practice("loop", 3)), a_dimension("other", "q"), examples=examples
    )
    return differing_examples(questionnaire, lambda example: Place(f"{example.name}.yaml", 7, 3))


def test_an_example_that_agrees_is_no_problem() -> None:
    """Levels and indices, of the organisation and of its dimensions, exactly."""
    answers: Figures = {"channels": 2, "loop": Fraction(1, 3), "q": 4}
    expect: Figures = {"level": 2, "voice.level": 2, "voice.index": Fraction(13, 6), "other.index": 4}

    assert problems_of(Example("fine", answers, expect)) == ()


def test_every_figure_that_differs_is_named_at_its_example() -> None:
    """Expected and given as an author writes them; a dimension that is not assessed gives nothing."""
    example = Example("off", {"channels": 2, "loop": Fraction(1, 3)}, {"voice.index": Fraction(2), "other.level": 3})

    problems = problems_of(example)

    assert [(problem.code, problem.place, speak("en").say(problem.what)) for problem in problems] == [
        ("example-differs", Place("off.yaml", 7, 3), "the example off gives 13/6 for voice.index, not 2"),
        ("example-differs", Place("off.yaml", 7, 3), "the example off gives nothing for other.level, not 3"),
    ]
