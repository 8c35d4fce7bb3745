"""Random questionnaires, answers and respondents for the laws of scoring."""

import os
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cem_maturity.domain.questionnaire import (
    Aggregate,
    Dimension,
    GridQuestion,
    LevelRule,
    OverallRule,
    Question,
    Questionnaire,
    Rules,
    UnknownRule,
)
from cem_maturity.domain.response import Evidence, NotApplicable, Respondent, Response, Unknown
from cem_maturity.domain.scoring import Responses
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire, a_respondent, answered

THOROUGH = os.environ.get("CEM_THOROUGH") == "1"
LAW = settings(
    max_examples=2000 if THOROUGH else 80,
    deadline=None,
    derandomize=not THOROUGH,
    suppress_health_check=[HealthCheck.too_slow],
)
"""How often a law is tried: a fixed share always, the full number on demand."""

WEIGHTS = st.sampled_from([Fraction(1), Fraction(1), Fraction(2), Fraction(3), Fraction(1, 2), Fraction(7, 3)])
SHARES = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(17, 20)])


@dataclass(frozen=True)
class Case:
    """A questionnaire with what was said."""

    questionnaire: Questionnaire
    said: Responses


@st.composite
def rules(draw: st.DrawFn, top_level: int) -> Rules:
    """Any rules that an author may choose."""
    cuts = draw(
        st.one_of(
            st.just(()),
            st.sets(st.integers(1, 4 * top_level), min_size=top_level, max_size=top_level).map(
                lambda quarters: tuple(Fraction(quarter, 4) for quarter in sorted(quarters))
            ),
        )
    )
    return Rules(
        level_rule=draw(st.sampled_from(LevelRule)),
        overall_rule=draw(st.sampled_from(OverallRule)),
        top=draw(SHARES),
        below=draw(SHARES),
        bands=cuts,
        min_coverage=draw(SHARES),
        unknown=draw(st.sampled_from(UnknownRule)),
        aggregate=draw(st.sampled_from(Aggregate)),
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Grid and practice questions in any mix, on a scale of 1..9 levels above 0."""
    top_level = draw(st.integers(1, 9))

    def a_question(id_: str) -> Question:
        weight = draw(WEIGHTS)
        level = draw(st.one_of(st.none(), st.integers(1, top_level)))
        if level is None:
            return a_grid_question(id_, weight=weight, top_level=top_level)
        return a_practice(id_, level, weight=weight)

    def dimension(id_: str) -> Dimension:
        ids = [f"{id_}.q{number}" for number in range(draw(st.integers(1, 5)))]
        return a_dimension(id_, *map(a_question, ids), weight=draw(WEIGHTS))

    dimensions = [dimension(f"d{number}") for number in range(draw(st.integers(1, 4)))]
    return a_questionnaire(*dimensions, rules=draw(rules(top_level)), top_level=top_level)


def answers(question: Question, top_level: int) -> st.SearchStrategy[Response]:
    """Any answer to *question*."""
    values = (
        st.integers(0, top_level)
        if isinstance(question, GridQuestion)
        else st.sampled_from([option.value for option in question.answers.options])
    )
    return st.builds(answered, values, st.one_of(st.none(), st.sampled_from(Evidence)))


@st.composite
def sheets(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, Response]:
    """Mostly answers; now and then not applicable, unknown or blank."""
    said: dict[str, Response] = {}
    for question in questionnaire.questions():
        match draw(st.integers(0, 9)):
            case 0:
                said[question.id] = NotApplicable("no stores")
            case 1:
                said[question.id] = Unknown("ask IT")
            case 2:
                pass
            case _:
                said[question.id] = draw(answers(question, questionnaire.top_level))
    return said


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A questionnaire with any sheet."""
    questionnaire = draw(questionnaires())
    return Case(questionnaire, draw(sheets(questionnaire)))


@st.composite
def groups(draw: st.DrawFn, questionnaire: Questionnaire) -> tuple[Respondent, ...]:
    """One to five respondents, some with a role in common and some without any."""
    return tuple(
        a_respondent(f"r{number}", draw(sheets(questionnaire)), role=draw(st.sampled_from(["", "board", "shop"])))
        for number in range(draw(st.integers(1, 5)))
    )
