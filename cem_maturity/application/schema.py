"""What questionnaires and answers look like, as JSON Schema 2020-12 for editors and validators."""

from collections.abc import Sequence

from cem_maturity.application.json_schema import (
    DIALECT,
    Json,
    Schema,
    a_choice,
    a_date,
    a_list,
    a_note,
    a_number,
    a_reference,
    a_text,
    a_weight,
    a_whole_number,
    an_id,
    an_object,
    an_object_of,
    or_nothing,
)
from cem_maturity.domain.questionnaire import (
    HORIZONS,
    Aggregate,
    GridQuestion,
    LevelRule,
    OverallRule,
    PracticeQuestion,
    Question,
    Questionnaire,
    UnknownRule,
)
from cem_maturity.domain.response import Evidence

_MOST_LEVELS = 9


def questionnaire_schema() -> Schema:
    """The schema of a questionnaire (contract.md §1)."""
    action = an_object(
        {
            "id": an_id(),
            "text": a_text("What to do."),
            "effort": or_nothing(a_whole_number(1, 5)),
            "impact": or_nothing(a_whole_number(1, 5)),
            "owner": or_nothing(a_text()),
            "horizon": or_nothing(a_choice(HORIZONS)),
            "done_when": or_nothing(a_text("How it is seen that it is done.")),
            "needs": or_nothing(a_list(an_id())),
        },
        ("id", "text"),
    )
    level = an_object(
        {
            "level": a_whole_number(0, _MOST_LEVELS),
            "name": a_text(),
            "view": or_nothing(a_text("How a company at this level sees the matter.")),
            "actions": or_nothing(a_list(a_reference("action"))),
        },
        ("level", "name"),
    )
    option = an_object({"id": an_id(), "value": a_number(0, 1), "text": a_text()}, ("id", "value", "text"))
    dimension = an_object(
        {
            "id": an_id(),
            "title": a_text(),
            "description": or_nothing(a_text()),
            "weight": or_nothing(a_weight()),
            "questions": {**a_list(a_reference("question")), "minItems": 1},
        },
        ("id", "title", "questions"),
    )
    example = an_object(
        {"name": a_text(), "answers": an_object_of({}), "expect": an_object_of(a_number())},
        ("name", "answers", "expect"),
    )
    journey = an_object(
        {
            "emotional_weight": or_nothing(a_number(0, 1)),
            "stages": a_list(an_object({"id": an_id(), "title": a_text()}, ("id", "title"))),
            "suggestions": or_nothing(an_object_of(a_list(a_text()))),
        },
        ("stages",),
    )
    whole = an_object(
        {
            "format": {"const": 1},
            "id": an_id("Stable for ever."),
            "version": a_text(),
            "language": a_text("Of the texts below."),
            "title": a_text(),
            "description": or_nothing(a_text()),
            "source": or_nothing(a_text("Where the model comes from, and what is our own.")),
            "levels": {**a_list(a_reference("level")), "minItems": 2, "maxItems": _MOST_LEVELS + 1},
            "scoring": or_nothing(_scoring()),
            "answer_sets": or_nothing(an_object_of({**a_list(option), "minItems": 2})),
            "dimensions": a_list(dimension),
            "interview_order": or_nothing(a_list(an_id())),
            "journey": or_nothing(journey),
            "examples": or_nothing(a_list(example)),
            "sectors": or_nothing(a_list(an_id())),
            "names": or_nothing(an_object_of(a_text("What a reader is shown for a role or sector."))),
            "glossary": or_nothing(an_object_of(a_text())),
        },
        ("format", "id", "version", "language", "title", "levels", "dimensions"),
    )
    definitions: Schema = {"action": action, "level": level, "question": _question()}
    return {"$schema": DIALECT, "title": "cem-maturity questionnaire", **whole, "$defs": definitions}


def _scoring() -> Schema:
    return an_object(
        {
            "level_rule": a_choice(LevelRule),
            "overall_rule": a_choice(OverallRule),
            "top": a_number(0, 1),
            "below": a_number(0, 1),
            "bands": a_list(a_number(0, _MOST_LEVELS)),
            "min_coverage": a_number(0, 1),
            "unknown": a_choice(UnknownRule),
            "aggregate": a_choice(Aggregate),
        }
    )


def _question() -> Schema:
    actions = a_list(a_reference("action"))
    facts: Json = {"anyOf": [a_text(), a_list(a_text())]}
    return {
        **an_object(
            {
                "id": an_id(),
                "text": a_text(),
                "why": or_nothing(a_text("Read aloud: why it is asked.")),
                "probes": or_nothing(a_list(a_text())),
                "evidence": or_nothing(a_list(a_text("What would prove an answer."))),
                "roles": or_nothing(a_list(an_id())),
                "weight": or_nothing(a_weight()),
                "when": or_nothing(an_object({"sector": facts, "country": facts, "profile": facts})),
                "was": or_nothing(a_list(an_id("An id that the question had before."))),
                "levels": {"type": "object", "additionalProperties": False, "patternProperties": {"^[0-9]$": a_text()}},
                "practice": a_whole_number(1, _MOST_LEVELS),
                "answers": or_nothing(an_id("An answer set; `degree` where nothing is said.")),
                "actions": {"anyOf": [actions, an_object_of(actions), {"type": "null"}]},
            },
            ("id", "text"),
        ),
        "oneOf": [{"required": ["levels"]}, {"required": ["practice"]}],
    }


def answers_schema(questionnaire: Questionnaire | None = None) -> Schema:
    """The schema of an answers file (contract.md §2); of answers to *questionnaire* where one is given."""
    top = questionnaire.top_level if questionnaire else _MOST_LEVELS
    dimensions = [dimension.id for dimension in questionnaire.dimensions] if questionnaire else None
    answers = (
        _answers_to(questionnaire) if questionnaire else an_object_of(_response(("level", "value"), _any_answer()))
    )
    stages = [stage.id for stage in questionnaire.journey.stages] if questionnaire and questionnaire.journey else None
    sectors = questionnaire.sectors if questionnaire else ()
    organisation = {name: or_nothing(a_text()) for name in ("name", "unit", "country", "profile")}
    organisation["sector"] = or_nothing(a_choice(sectors) if sectors else a_text())
    reference = an_object({"id": an_id(), "version": or_nothing(a_text()), "digest": or_nothing(a_text())}, ("id",))
    respondent = an_object(
        {"name": or_nothing(a_text()), "role": or_nothing(a_text()), "answers": or_nothing(a_reference("answers"))}
    )
    moment = or_nothing({"type": "string", "format": "date-time"})
    interview = an_object(
        {"started": moment, "updated": moment, "at": or_nothing(an_id()), "complete": or_nothing({"type": "boolean"})}
    )
    whole = an_object(
        {
            "format": {"const": 1},
            "questionnaire": or_nothing(reference),
            "organisation": or_nothing(an_object(organisation)),
            "date": or_nothing(a_date()),
            "language": or_nothing(a_text("Of questions and reports.")),
            "predicted": or_nothing(_levels(0, top, dimensions, overall=True)),
            "targets": or_nothing(_levels(1, top, dimensions, overall=True)),
            "importance": or_nothing(_levels(1, 3, dimensions, overall=False)),
            "answers": or_nothing(a_reference("answers")),
            "respondents": or_nothing(an_object_of(respondent)),
            "journey": or_nothing(a_list(_touchpoint(stages))),
            "actions": or_nothing(an_object_of(_planned_action(dimensions))),
            "interview": or_nothing(interview),
        }
    )
    definitions: Schema = {"answers": answers, "remarks": an_object(_remarks())}
    for question in questionnaire.questions() if questionnaire else ():
        definitions[question.id] = _answer_to(question)
    return {"$schema": DIALECT, "title": "cem-maturity answers", **whole, "$defs": definitions}


def _answers_to(questionnaire: Questionnaire) -> Schema:
    return an_object({question.id: _response_to(question) for question in questionnaire.questions()})


def _any_answer() -> Schema:
    return {"anyOf": [a_whole_number(0, _MOST_LEVELS), a_number(0, 1), an_id()]}


def _response_to(question: Question) -> Schema:
    key = "level" if isinstance(question, GridQuestion) else "value"
    return {"description": question.text, **_response((key,), a_reference(question.id))}


def _answer_to(question: Question) -> Schema:
    """What may answer one question, with the meaning of each answer for editors to show."""
    match question:
        case GridQuestion():
            levels: list[Json] = [
                {"const": one.level, "title": str(one.level), "description": one.text} for one in question.descriptors
            ]
            return {"anyOf": levels}
        case PracticeQuestion():
            options: list[Json] = [
                {"const": option.id, "title": option.id, "description": option.text}
                for option in question.answers.options
            ]
            return {"anyOf": [*options, a_number(0, 1)]}


def _response(keys: Sequence[str], answer: Schema) -> Schema:
    """A bare answer, a mapping that says more, or nothing."""
    states = [*keys, "not_applicable", "unknown"]
    several: list[Json] = [{"required": [one, other]} for at, one in enumerate(states) for other in states[at + 1 :]]
    remarks: dict[str, Json] = {name: {"$ref": f"#/$defs/remarks/properties/{name}"} for name in _remarks()}
    more = an_object({**dict.fromkeys(keys, answer), **remarks})
    return {"anyOf": [answer, {**more, "not": {"anyOf": several}}, {"type": "null"}]}


def _remarks() -> Schema:
    """What can be said at any question."""
    return {
        "not_applicable": {**a_note("Why the question does not concern this organisation."), "pattern": "\\S"},
        "unknown": or_nothing(a_note("Whom to ask.")),
        "evidence": or_nothing(a_choice(grade.word for grade in Evidence)),
        "note": or_nothing(a_note()),
        "quote": or_nothing(a_note()),
        "at": or_nothing({"type": "string", "format": "date-time"}),
        "flag": or_nothing(a_note("Flagged for later: what is to be done.")),
    }


def _levels(least: int, most: int, dimensions: list[str] | None, *, overall: bool) -> Schema:
    level = or_nothing(a_whole_number(least, most))
    if dimensions is None:
        return an_object_of(level)
    return an_object(dict.fromkeys((["overall"] if overall else []) + dimensions, level))


def _touchpoint(stages: list[str] | None) -> Schema:
    feeling = a_number(0, 10)
    return an_object(
        {
            "touchpoint": a_text(),
            "stage": or_nothing(a_choice(stages) if stages else an_id()),
            "importance": a_whole_number(1, 5),
            "expected": feeling,
            "functional": feeling,
            "emotional": feeling,
            "recommend": or_nothing(feeling),
            "moment_of_truth": or_nothing({"type": "boolean"}),
            "note": or_nothing(a_note()),
        },
        ("touchpoint", "importance", "expected", "functional", "emotional"),
    )


def _planned_action(dimensions: list[str] | None) -> Schema:
    return an_object(
        {
            "status": or_nothing(a_choice(("planned", "done", "dropped"))),
            "owner": or_nothing(a_text()),
            "due": or_nothing(a_date()),
            "text": or_nothing(a_text()),
            "why": or_nothing(a_text()),
            "dimension": or_nothing(a_choice(dimensions) if dimensions else an_id()),
            "effort": or_nothing(a_whole_number(1, 5)),
            "impact": or_nothing(a_whole_number(1, 5)),
            "horizon": or_nothing(a_choice(HORIZONS)),
        }
    )
