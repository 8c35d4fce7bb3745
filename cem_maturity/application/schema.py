"""What questionnaires and answers look like, as JSON Schema 2020-12 for editors and validators."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from cem_maturity.domain.free_text import TEXT_LIMIT
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

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Schema: TypeAlias = dict[str, Json]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FRACTION = "^[0-9]+/[1-9][0-9]*$"
_MOST_LEVELS = 9


def questionnaire_schema() -> Schema:
    """The schema of a questionnaire (contract.md §1)."""
    action = _object(
        {
            "id": _id(),
            "text": _text("What to do."),
            "effort": _or_null(_whole(1, 5)),
            "impact": _or_null(_whole(1, 5)),
            "owner": _or_null(_text()),
            "horizon": _or_null(_choice(HORIZONS)),
            "done_when": _or_null(_text("How it is seen that it is done.")),
            "needs": _or_null(_list(_id())),
        },
        ("id", "text"),
    )
    level = _object(
        {
            "level": _whole(0, _MOST_LEVELS),
            "name": _text(),
            "view": _or_null(_text("How a company at this level sees the matter.")),
            "actions": _or_null(_list(_reference("action"))),
        },
        ("level", "name"),
    )
    option = _object({"id": _id(), "value": _number(0, 1), "text": _text()}, ("id", "value", "text"))
    dimension = _object(
        {
            "id": _id(),
            "title": _text(),
            "description": _or_null(_text()),
            "weight": _or_null(_weight()),
            "questions": {**_list(_reference("question")), "minItems": 1},
        },
        ("id", "title", "questions"),
    )
    example = _object(
        {"name": _text(), "answers": _object_of({}), "expect": _object_of(_number())}, ("name", "answers", "expect")
    )
    journey = _object(
        {
            "emotional_weight": _or_null(_number(0, 1)),
            "stages": _list(_object({"id": _id(), "title": _text()}, ("id", "title"))),
            "suggestions": _or_null(_object_of(_list(_text()))),
        },
        ("stages",),
    )
    whole = _object(
        {
            "format": {"const": 1},
            "id": _id("Stable for ever."),
            "version": _text(),
            "language": _text("Of the texts below."),
            "title": _text(),
            "description": _or_null(_text()),
            "source": _or_null(_text("Where the model comes from, and what is our own.")),
            "levels": {**_list(_reference("level")), "minItems": 2, "maxItems": _MOST_LEVELS + 1},
            "scoring": _or_null(_scoring()),
            "answer_sets": _or_null(_object_of({**_list(option), "minItems": 2})),
            "dimensions": _list(dimension),
            "interview_order": _or_null(_list(_id())),
            "journey": _or_null(journey),
            "examples": _or_null(_list(example)),
            "sectors": _or_null(_list(_id())),
            "glossary": _or_null(_object_of(_text())),
        },
        ("format", "id", "version", "language", "title", "levels", "dimensions"),
    )
    definitions: Schema = {"action": action, "level": level, "question": _question()}
    return {"$schema": DIALECT, "title": "cem-maturity questionnaire", **whole, "$defs": definitions}


def _scoring() -> Schema:
    return _object(
        {
            "level_rule": _choice(LevelRule),
            "overall_rule": _choice(OverallRule),
            "top": _number(0, 1),
            "below": _number(0, 1),
            "bands": _list(_number(0, _MOST_LEVELS)),
            "min_coverage": _number(0, 1),
            "unknown": _choice(UnknownRule),
            "aggregate": _choice(Aggregate),
        }
    )


def _question() -> Schema:
    actions = _list(_reference("action"))
    facts: Json = {"anyOf": [_text(), _list(_text())]}
    return {
        **_object(
            {
                "id": _id(),
                "text": _text(),
                "why": _or_null(_text("Read aloud: why it is asked.")),
                "probes": _or_null(_list(_text())),
                "evidence": _or_null(_list(_text("What would prove an answer."))),
                "roles": _or_null(_list(_id())),
                "weight": _or_null(_weight()),
                "when": _or_null(_object({"sector": facts, "country": facts, "profile": facts})),
                "was": _or_null(_list(_id("An id that the question had before."))),
                "levels": {"type": "object", "additionalProperties": False, "patternProperties": {"^[0-9]$": _text()}},
                "practice": _whole(1, _MOST_LEVELS),
                "answers": _or_null(_id("An answer set; `degree` where nothing is said.")),
                "actions": {"anyOf": [actions, _object_of(actions), {"type": "null"}]},
            },
            ("id", "text"),
        ),
        "oneOf": [{"required": ["levels"]}, {"required": ["practice"]}],
    }


def answers_schema(questionnaire: Questionnaire | None = None) -> Schema:
    """The schema of an answers file (contract.md §2); of answers to *questionnaire* where one is given."""
    top = questionnaire.top_level if questionnaire else _MOST_LEVELS
    dimensions = [dimension.id for dimension in questionnaire.dimensions] if questionnaire else None
    answers = _answers_to(questionnaire) if questionnaire else _object_of(_response(("level", "value"), _any_answer()))
    stages = [stage.id for stage in questionnaire.journey.stages] if questionnaire and questionnaire.journey else None
    sectors = questionnaire.sectors if questionnaire else ()
    organisation = {name: _or_null(_text()) for name in ("name", "unit", "country", "profile")}
    organisation["sector"] = _or_null(_choice(sectors) if sectors else _text())
    reference = _object({"id": _id(), "version": _or_null(_text()), "digest": _or_null(_text())}, ("id",))
    respondent = _object(
        {"name": _or_null(_text()), "role": _or_null(_text()), "answers": _or_null(_reference("answers"))}
    )
    moment = _or_null({"type": "string", "format": "date-time"})
    interview = _object(
        {"started": moment, "updated": moment, "at": _or_null(_id()), "complete": _or_null({"type": "boolean"})}
    )
    whole = _object(
        {
            "format": {"const": 1},
            "questionnaire": _or_null(reference),
            "organisation": _or_null(_object(organisation)),
            "date": _or_null(_date()),
            "language": _or_null(_text("Of questions and reports.")),
            "predicted": _or_null(_levels(0, top, dimensions, overall=True)),
            "targets": _or_null(_levels(1, top, dimensions, overall=True)),
            "importance": _or_null(_levels(1, 3, dimensions, overall=False)),
            "answers": _or_null(_reference("answers")),
            "respondents": _or_null(_object_of(respondent)),
            "journey": _or_null(_list(_touchpoint(stages))),
            "actions": _or_null(_object_of(_planned_action(dimensions))),
            "interview": _or_null(interview),
        }
    )
    definitions: Schema = {"answers": answers, "remarks": _object(_remarks())}
    for question in questionnaire.questions() if questionnaire else ():
        definitions[question.id] = _answer_to(question)
    return {"$schema": DIALECT, "title": "cem-maturity answers", **whole, "$defs": definitions}


def _answers_to(questionnaire: Questionnaire) -> Schema:
    return _object({question.id: _response_to(question) for question in questionnaire.questions()})


def _any_answer() -> Schema:
    return {"anyOf": [_whole(0, _MOST_LEVELS), _number(0, 1), _id()]}


def _response_to(question: Question) -> Schema:
    key = "level" if isinstance(question, GridQuestion) else "value"
    return {"description": question.text, **_response((key,), _reference(question.id))}


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
            return {"anyOf": [*options, _number(0, 1)]}


def _response(keys: Sequence[str], answer: Schema) -> Schema:
    """A bare answer, a mapping that says more, or nothing."""
    states = [*keys, "not_applicable", "unknown"]
    several: list[Json] = [{"required": [one, other]} for at, one in enumerate(states) for other in states[at + 1 :]]
    remarks: dict[str, Json] = {name: {"$ref": f"#/$defs/remarks/properties/{name}"} for name in _remarks()}
    more = _object({**dict.fromkeys(keys, answer), **remarks})
    return {"anyOf": [answer, {**more, "not": {"anyOf": several}}, {"type": "null"}]}


def _remarks() -> Schema:
    """What can be said at any question."""
    return {
        "not_applicable": {**_note("Why the question does not concern this organisation."), "pattern": "\\S"},
        "unknown": _or_null(_note("Whom to ask.")),
        "evidence": _or_null(_choice(grade.word for grade in Evidence)),
        "note": _or_null(_note()),
        "quote": _or_null(_note()),
        "at": _or_null({"type": "string", "format": "date-time"}),
        "flag": _or_null(_note("Flagged for later: what is to be done.")),
    }


def _levels(least: int, most: int, dimensions: list[str] | None, *, overall: bool) -> Schema:
    level = _or_null(_whole(least, most))
    if dimensions is None:
        return _object_of(level)
    return _object(dict.fromkeys((["overall"] if overall else []) + dimensions, level))


def _touchpoint(stages: list[str] | None) -> Schema:
    feeling = _number(0, 10)
    return _object(
        {
            "touchpoint": _text(),
            "stage": _or_null(_choice(stages) if stages else _id()),
            "importance": _whole(1, 5),
            "expected": feeling,
            "functional": feeling,
            "emotional": feeling,
            "recommend": _or_null(feeling),
            "moment_of_truth": _or_null({"type": "boolean"}),
            "note": _or_null(_note()),
        },
        ("touchpoint", "importance", "expected", "functional", "emotional"),
    )


def _planned_action(dimensions: list[str] | None) -> Schema:
    return _object(
        {
            "status": _or_null(_choice(("planned", "done", "dropped"))),
            "owner": _or_null(_text()),
            "due": _or_null(_date()),
            "text": _or_null(_text()),
            "why": _or_null(_text()),
            "dimension": _or_null(_choice(dimensions) if dimensions else _id()),
            "effort": _or_null(_whole(1, 5)),
            "impact": _or_null(_whole(1, 5)),
            "horizon": _or_null(_choice(HORIZONS)),
        }
    )


# -- the words of JSON Schema


def _object(properties: Mapping[str, Json], required: Iterable[str] = ()) -> Schema:
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": dict(properties)}
    if names := list(required):
        schema["required"] = [*names]
    return schema


def _object_of(values: Json) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _list(items: Json) -> Schema:
    return {"type": "array", "items": items}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: Json) -> Json:
    """The same, or nothing: a key without a value counts as left out."""
    return {"anyOf": [schema, {"type": "null"}]}


def _described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description} if description else schema


def _text(description: str = "") -> Schema:
    return _described({"type": "string"}, description)


def _note(description: str = "") -> Schema:
    return _described({"type": "string", "maxLength": TEXT_LIMIT}, description)


def _id(description: str = "") -> Schema:
    return _described({"type": "string", "pattern": "^[a-z0-9][a-z0-9_.-]*$"}, description)


def _date() -> Schema:
    return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def _choice(values: Iterable[str]) -> Schema:
    return {"enum": [str(value) for value in values]}


def _whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _number(least: int | None = None, most: int | None = None) -> Schema:
    number: Schema = {"type": "number"}
    if least is not None:
        number["minimum"] = least
    if most is not None:
        number["maximum"] = most
    return {"anyOf": [number, {"type": "string", "pattern": _FRACTION}]}


def _weight() -> Schema:
    return {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string", "pattern": _FRACTION}]}
