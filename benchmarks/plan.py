"""How long a plan takes, as ratios to scoring the same answers once, in the same run.

Weights are uneven on purpose: equal ones are easier. The plan leads from low answers to the top, with every level on
the way; the least time of several rounds counts. Nothing is asserted: a person reads the table and judges.

    python benchmarks/plan.py [ROUNDS]
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial

from cem_maturity.adapters.integer_solver import solve
from cem_maturity.application.judge import judge
from cem_maturity.domain.assessment import Assessment, Organisation, QuestionnaireReference
from cem_maturity.domain.cheapest_path import cheapest_path
from cem_maturity.domain.questionnaire import (
    Dimension,
    GridQuestion,
    LevelDescriptor,
    MaturityLevel,
    Questionnaire,
    Recommendation,
    Step,
)
from cem_maturity.domain.response import Answered, AnswerSheet

TOP_LEVEL = 5
SHAPES = ((9, 4), (8, 5), (1, 40), (10, 20), (4, 50), (1, 200))
"""How many dimensions of how many questions."""


def a_questionnaire(dimensions: int, questions: int, chance: random.Random) -> Questionnaire:
    """A questionnaire of that shape, with weights and efforts by chance."""

    def weight() -> Fraction:
        return Fraction(chance.randint(50, 300), 100)

    def a_question(id_: str) -> GridQuestion:
        steps = tuple(
            Step(level, (Recommendation(f"{id_}-{level}", "", chance.randint(1, 5)),))
            for level in range(1, TOP_LEVEL + 1)
        )
        levels = tuple(LevelDescriptor(level, "") for level in range(TOP_LEVEL + 1))
        return GridQuestion(id_, "", weight=weight(), descriptors=levels, steps=steps)

    return Questionnaire(
        "shape",
        "1.0.0",
        "en",
        "",
        tuple(MaturityLevel(level, "") for level in range(TOP_LEVEL + 1)),
        tuple(
            Dimension(f"d{d}", "", tuple(a_question(f"d{d}.q{q}") for q in range(questions)), weight=weight())
            for d in range(dimensions)
        ),
    )


def least(rounds: int, work: Callable[[], object]) -> float:
    """The least seconds that *work* took."""

    def times() -> Iterator[float]:
        for _ in range(rounds):
            started = time.perf_counter()
            work()
            yield time.perf_counter() - started

    return min(times())


def main(rounds: int) -> None:
    """Print a line for each shape."""
    for dimensions, questions in SHAPES:
        chance = random.Random(f"{dimensions} of {questions}")  # noqa: S311 - seeded on purpose
        asked = a_questionnaire(dimensions, questions, chance)
        said = {question.id: Answered(chance.randint(0, 2)) for question in asked.questions()}
        answers = Assessment(
            QuestionnaireReference("shape", "1.0.0"), Organisation(""), "2026-11-21", sheet=AnswerSheet(said)
        )
        result = judge(asked, answers, partial=False)
        once = least(20, partial(judge, asked, answers, partial=False))
        plan = least(rounds, partial(cheapest_path, result, TOP_LEVEL, solve))
        print(f"{dimensions:3} x {questions:3} questions{once * 1000:8.2f} ms once{plan:8.2f} s  x{plan / once:6.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 3)
