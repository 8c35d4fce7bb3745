"""What answers look like, as JSON Schema 2020-12 for editors and validators."""

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
    a_whole_number,
    an_id,
    an_object,
    an_object_of,
    or_nothing,
)
from cem_maturity.domain.questionnaire import (
    HORIZONS,
    GridQuestion,
    PracticeQuestion,
    Question,
    Questionnaire,
)
from cem_maturity.domain.response import Evidence

_MOST_LEVELS = 9


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
    expectations = {
        "predicted": or_nothing(_levels(0, top, dimensions, overall=True)),
        "targets": or_nothing(_levels(1, top, dimensions, overall=True)),
        "importance": or_nothing(_levels(1, 3, dimensions, overall=False)),
    }
    respondent = an_object(
        {
            "name": or_nothing(a_text()),
            "role": or_nothing(a_text()),
            **expectations,
            "answers": or_nothing(a_reference("answers")),
        }
    )
    moment = or_nothing({"type": "string", "format": "date-time"})
    interview = an_object(
        {
            "started": moment,
            "updated": moment,
            "at": or_nothing(an_id()),
            "complete": or_nothing({"type": "boolean"}),
            "stage": or_nothing(a_choice(stages) if stages else an_id()),
            "unfinished": or_nothing(a_list(_unfinished_touchpoint(stages))),
        }
    )
    whole = an_object(
        {
            "format": {"const": 1},
            "questionnaire": or_nothing(reference),
            "organisation": or_nothing(an_object(organisation)),
            "date": or_nothing(a_date()),
            "language": or_nothing(a_text("Of questions and reports.")),
            **expectations,
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


def _unfinished_touchpoint(stages: list[str] | None) -> Schema:
    feeling = a_number(0, 10)
    return an_object(
        {
            "touchpoint": a_text(),
            "stage": or_nothing(a_choice(stages) if stages else an_id()),
            "importance": a_whole_number(1, 5),
            "expected": feeling,
            "functional": feeling,
            "emotional": feeling,
        },
        ("touchpoint",),
    )


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
