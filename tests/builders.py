"""Small values of every kind for tests, each with defaults that do not matter to the rule under test."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from cem_maturity.domain.assessment import Assessment, Organisation, PlannedAction, QuestionnaireReference, Touchpoint
from cem_maturity.domain.questionnaire import (
    AnswerSet,
    Condition,
    Dimension,
    Example,
    GridQuestion,
    JourneyPart,
    LevelDescriptor,
    MaturityLevel,
    Option,
    PracticeQuestion,
    Question,
    Questionnaire,
    Recommendation,
    Rules,
    Step,
)
from cem_maturity.domain.response import Answered, AnswerSheet, Evidence, NotApplicable, Respondent, Response, Unknown

DEGREE = AnswerSet(
    "degree",
    (
        Option("never", Fraction(0), "Never"),
        Option("sometimes", Fraction(1, 3), "Sometimes"),
        Option("mostly", Fraction(2, 3), "Mostly"),
        Option("always", Fraction(1), "Always"),
    ),
)

Said: TypeAlias = int | Fraction | Response
"""What a test puts down at a question; a bare number is an answer."""

ACME = Organisation("ACME")


def levels(top_level: int = 5) -> tuple[MaturityLevel, ...]:
    """A scale of levels 0..*top_level*, named `Level n`."""
    return tuple(
        MaturityLevel(
            number,
            f"Level {number}",
            f"The view at {number}",
            (Recommendation(f"everyone-{number}", f"All together at {number}"),),
        )
        for number in range(top_level + 1)
    )


def an_action(id_: str, effort: int = 3, impact: int = 3, needs: tuple[str, ...] = ()) -> Recommendation:
    """A recommendation."""
    return Recommendation(id_, f"Do {id_}", effort, impact, needs=needs)


def a_grid_question(
    id_: str,
    *,
    weight: Fraction | int = 1,
    when: tuple[Condition, ...] = (),
    actions: Mapping[int, tuple[Recommendation, ...]] | None = None,
    top_level: int = 5,
) -> GridQuestion:
    """A grid question with a descriptor for each level; *actions* by the level that they lead to."""
    return GridQuestion(
        id=id_,
        text=f"How is {id_}?",
        weight=Fraction(weight),
        when=when,
        descriptors=tuple(LevelDescriptor(level, f"{id_} at {level}") for level in range(top_level + 1)),
        steps=tuple(Step(level, recommended) for level, recommended in (actions or {}).items()),
    )


def a_practice(
    id_: str,
    level: int,
    *,
    weight: Fraction | int = 1,
    answers: AnswerSet = DEGREE,
    when: tuple[Condition, ...] = (),
    actions: tuple[Recommendation, ...] = (),
) -> PracticeQuestion:
    """A practice question of *level*."""
    return PracticeQuestion(
        id=id_,
        text=f"Is {id_} done?",
        weight=Fraction(weight),
        when=when,
        level=level,
        answers=answers,
        actions=actions,
    )


def a_dimension(id_: str, *questions: str | Question, weight: Fraction | int = 1) -> Dimension:
    """A dimension; a question given by its id alone is a grid question."""
    return Dimension(
        id_,
        f"The {id_}",
        tuple(a_grid_question(one) if isinstance(one, str) else one for one in questions),
        weight=Fraction(weight),
    )


def a_questionnaire(
    *dimensions: Dimension,
    rules: Rules | None = None,
    top_level: int = 5,
    journey: JourneyPart | None = None,
    examples: tuple[Example, ...] = (),
) -> Questionnaire:
    """A questionnaire of *dimensions*, in English."""
    return Questionnaire(
        "sample",
        "1.0.0",
        "en",
        "Sample",
        levels(top_level),
        dimensions,
        rules=rules or Rules(),
        journey=journey,
        examples=examples,
    )


def answered(answer: int | Fraction, evidence: Evidence | None = None, note: str = "", quote: str = "") -> Answered:
    """An answer."""
    return Answered(answer, evidence, note, quote)


def not_applicable(reason: str = "no such unit by law") -> NotApplicable:
    """A question that does not concern the organisation."""
    return NotApplicable(reason)


def unknown(whom: str = "ask IT") -> Unknown:
    """A question that nobody in the room can answer."""
    return Unknown(whom)


def responses(said: Mapping[str, Said] | None = None, /, **more: Said) -> dict[str, Response]:
    """Responses by question id; a bare number is an answer."""
    return {
        id_: Answered(one) if isinstance(one, int | Fraction) else one for id_, one in {**(said or {}), **more}.items()
    }


def a_respondent(id_: str, said: Mapping[str, Said], *, role: str = "", name: str = "") -> Respondent:
    """A respondent with a sheet of their own."""
    return Respondent(id_, AnswerSheet(responses(said)), name, role)


def an_assessment(
    said: Mapping[str, Said] | None = None,
    *,
    organisation: Organisation = ACME,
    flags: Mapping[str, str] | None = None,
    respondents: tuple[Respondent, ...] = (),
    predicted: Mapping[str, int] | None = None,
    targets: Mapping[str, int] | None = None,
    importance: Mapping[str, int] | None = None,
    touchpoints: tuple[Touchpoint, ...] = (),
    actions: tuple[PlannedAction, ...] = (),
) -> Assessment:
    """An assessment of *organisation* with what was said on the one sheet, or as the consensus."""
    return Assessment(
        QuestionnaireReference("sample", "1.0.0"),
        organisation,
        "2026-11-21",
        sheet=AnswerSheet(responses(said), flags=flags or {}),
        respondents=respondents,
        predicted=predicted or {},
        targets=targets or {},
        importance=importance or {},
        touchpoints=touchpoints,
        actions=actions,
    )
