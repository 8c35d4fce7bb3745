"""An assessment with everything in it, and a word of one's choice in every text that it holds.

The walk finds its own way: a new text field is filled without anybody thinking of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from cem_maturity.domain.assessment import (
    Assessment,
    InterviewState,
    Organisation,
    PlannedAction,
    QuestionnaireReference,
    Touchpoint,
    UnfinishedTouchpoint,
)
from cem_maturity.domain.response import Answered, AnswerSheet, Draft, Evidence, NotApplicable, Respondent, Unknown

QUESTIONNAIRE = """
format: 1
id: small
version: 1.0.0
language: en
title: Small
levels: [{level: 0, name: None}, {level: 1, name: Some}, {level: 2, name: Most}, {level: 3, name: All}]
dimensions:
  - id: voice
    title: Voice
    questions:
      - id: voice.a
        text: How far do you ask?
        levels: {0: never, 1: rarely, 2: often, 3: always}
        actions:
          2: [{id: ask, text: Ask more, effort: 1, impact: 5, owner: CX lead, horizon: 30d, done_when: Ten were asked}]
      - {id: voice.b, text: How far do you hear?, levels: {0: never, 1: rarely, 2: often, 3: always}}
      - {id: voice.c, text: How far do you act?, levels: {0: never, 1: rarely, 2: often, 3: always}}
      - {id: voice.d, text: How far do you tell?, levels: {0: never, 1: rarely, 2: often, 3: always}}
  - id: people
    title: People
    questions: [{id: people.p, text: Are people thanked?, practice: 2}]
  - id: data
    title: Data
    questions: [{id: data.a, text: How far do you keep it?, levels: {0: no, 1: bit, 2: lot, 3: all}}]
journey: {stages: [{id: buy, title: Buying}]}
"""

WHOLE = Assessment(
    QuestionnaireReference("small", "1.0.0"),
    Organisation("ACME", "Shop", "retail", "IE", "city"),
    "2026-11-21",
    "en",
    targets={"voice": 3},
    sheet=AnswerSheet(
        {
            "voice.a": Answered(1, Evidence.EXAMPLE),
            "voice.b": NotApplicable(""),
            "voice.c": Unknown(""),
            "people.p": Answered(Fraction(1, 3)),
        },
        drafts={"voice.d": Draft()},
        flags={"voice.a": "", "voice.d": ""},
    ),
    respondents=(
        Respondent("one", AnswerSheet({"voice.a": Answered(3), "data.a": Answered(3)}), role="board"),
        Respondent("two", AnswerSheet({"voice.a": Answered(3), "data.a": Answered(3)}), role="board"),
        Respondent("three", AnswerSheet({"data.a": Answered(0), "voice.b": NotApplicable("")}), role="shop"),
        Respondent("four", AnswerSheet({"data.a": Answered(0), "voice.c": Unknown("")}), role="shop"),
        Respondent("five", AnswerSheet({"voice.a": Answered(0)})),
    ),
    touchpoints=(
        Touchpoint("Paying", "buy", 5, Fraction(8), Fraction(6), Fraction(4), moment_of_truth=True),
        Touchpoint("Leaving", "buy", 3, Fraction(7), Fraction(8), Fraction(9), Fraction(9)),
    ),
    actions=(
        PlannedAction("ask", "done", due="2027-02-01"),
        PlannedAction("own", "planned", dimension="voice", effort=2, impact=3, horizon="90d"),
    ),
    interview=InterviewState("2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z", "voice.a", True, "buy", (
        UnfinishedTouchpoint("Waiting", "buy"),
    )),
)  # fmt: skip

CHOSEN = frozenset(
    {
        "QuestionnaireReference.id",
        "QuestionnaireReference.version",
        "QuestionnaireReference.digest",
        "Assessment.date",
        "Assessment.language",
        "Answered.at",
        "NotApplicable.at",
        "Unknown.at",
        "Touchpoint.stage",
        "UnfinishedTouchpoint.stage",
        "PlannedAction.status",
        "PlannedAction.due",
        "PlannedAction.dimension",
        "PlannedAction.horizon",
        "InterviewState.started",
        "InterviewState.updated",
        "InterviewState.at",
        "InterviewState.stage",
    }
)
"""Where moments, choices from a list and ids of a questionnaire stand; all else people write themselves."""

IDS = frozenset({"Respondent.id", "PlannedAction.id"})
"""Where people write a word of few signs."""


def filled(value: Any, word: Callable[[str, str], str], field: str = "") -> Any:
    """*value*, which stands at *field*, with another word in every text that people write; keys of mappings are ids.

    *word* gives it for a field, as `Answered.note`, and for what stands there.
    """
    match value:
        case str():
            return value if field in CHOSEN else word(field, value)
        case Mapping():
            return {key: filled(one, word, field) for key, one in value.items()}
        case tuple() if hasattr(value, "_fields"):
            name = type(value).__name__
            return type(value)(*(filled(getattr(value, key), word, f"{name}.{key}") for key in value._fields))
        case tuple():
            return tuple(filled(one, word, field) for one in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            name = type(value).__name__
            return replace(
                value,
                **{one.name: filled(getattr(value, one.name), word, f"{name}.{one.name}") for one in fields(value)},
            )
        case _:
            return value
