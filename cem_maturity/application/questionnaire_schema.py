"""What questionnaires and overlays look like, as JSON Schema 2020-12 for editors and validators."""

from cem_maturity.application.json_schema import (
    DIALECT,
    Json,
    Schema,
    a_choice,
    a_list,
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
from cem_maturity.domain.questionnaire import HORIZONS, Aggregate, Corner, LevelRule, OverallRule, UnknownRule

_MOST_LEVELS = 9


def questionnaire_schema() -> Schema:
    """The schema of a questionnaire, or of an overlay of one (contract.md §1)."""
    definitions: Schema = {
        **{f"whole-{name}": part for name, part in _parts("whole", changes=False).items()},
        **{f"changed-{name}": part for name, part in _parts("changed", changes=True).items()},
    }
    return {
        "$schema": DIALECT,
        "title": "cem-maturity questionnaire",
        "if": {"required": ["extends"]},
        "then": a_reference("changed-questionnaire"),
        "else": a_reference("whole-questionnaire"),
        "$defs": definitions,
    }


def _parts(prefix: str, *, changes: bool) -> Schema:
    """A questionnaire and its parts; of an overlay, where *changes* only are said, parts by their ids."""

    def part(properties: dict[str, Json], key: str, *required: str) -> Schema:
        if not changes:
            return an_object(properties, (key, *required))
        return an_object({**properties, "drop": or_nothing({"type": "boolean"})}, (key,))

    def texts(description: str = "") -> Json:
        listed = a_list(a_text(description))
        return or_nothing({"anyOf": [listed, an_object({"more": listed}, ("more",))]} if changes else listed)

    actions = a_list(a_reference(f"{prefix}-action"))
    action = part(
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
        "id",
        "text",
    )
    level = part(
        {
            "level": a_whole_number(0, _MOST_LEVELS),
            "name": a_text(),
            "view": or_nothing(a_text("How a company at this level sees the matter.")),
            "actions": or_nothing(actions),
        },
        "level",
        "name",
    )
    option = part({"id": an_id(), "value": a_number(0, 1), "text": a_text()}, "id", "value", "text")
    facts: Json = {"anyOf": [a_text(), a_list(a_text())]}
    question = part(
        {
            "id": an_id(),
            "text": a_text(),
            "why": or_nothing(a_text("Read aloud: why it is asked.")),
            "probes": texts(),
            "evidence": texts("What would prove an answer."),
            "roles": or_nothing(a_list(an_id())),
            "weight": or_nothing(a_weight()),
            "when": or_nothing(an_object({"sector": facts, "country": facts, "profile": facts})),
            "was": or_nothing(a_list(an_id("An id that the question had before."))),
            "levels": {"type": "object", "additionalProperties": False, "patternProperties": {"^[0-9]$": a_text()}},
            "practice": a_whole_number(1, _MOST_LEVELS),
            "answers": or_nothing(an_id("An answer set; `degree` where nothing is said.")),
            "actions": {"anyOf": [actions, an_object_of(actions), {"type": "null"}]},
        },
        "id",
        "text",
    )
    if not changes:
        question["oneOf"] = [{"required": ["levels"]}, {"required": ["practice"]}]
    dimension = part(
        {
            "id": an_id(),
            "title": a_text(),
            "description": or_nothing(a_text()),
            "weight": or_nothing(a_weight()),
            "questions": {**a_list(a_reference(f"{prefix}-question")), "minItems": 1},
        },
        "id",
        "title",
        "questions",
    )
    journey = an_object(
        {
            "emotional_weight": or_nothing(a_number(0, 1)),
            "stages": a_list(part({"id": an_id(), "title": a_text()}, "id", "title")),
            "suggestions": or_nothing(an_object_of(texts())),
        },
        () if changes else ("stages",),
    )
    corners = an_object(dict.fromkeys(Corner, a_text()), () if changes else Corner)
    quadrant = an_object(
        {"x": an_id(), "y": an_id(), "from": or_nothing(a_whole_number(1, _MOST_LEVELS)), "names": corners},
        () if changes else ("x", "y", "names"),
    )
    example = an_object(
        {"name": a_text(), "answers": an_object_of({}), "expect": an_object_of(a_number())},
        ("name", "answers", "expect"),
    )
    listed: Schema = {} if changes else {"minItems": 2, "maxItems": _MOST_LEVELS + 1}
    options: Schema = {} if changes else {"minItems": 2}
    questionnaire = an_object(
        {
            "format": {"const": 1},
            "id": an_id("Stable for ever."),
            "version": a_text(),
            "language": a_text("Of the texts below."),
            "title": a_text(),
            **({"extends": an_id("The questionnaire that this one differs from.")} if changes else {}),
            "description": or_nothing(a_text()),
            "source": or_nothing(a_text("Where the model comes from, and what is our own.")),
            "levels": {**a_list(level), **listed},
            "scoring": or_nothing(_scoring()),
            "answer_sets": or_nothing(an_object_of({**a_list(option), **options})),
            "dimensions": a_list(dimension),
            "interview_order": or_nothing(a_list(an_id())),
            "journey": or_nothing(journey),
            "quadrant": or_nothing(quadrant),
            "indicative": or_nothing({"type": "boolean"}),
            "examples": or_nothing(a_list(example)),
            "sectors": or_nothing(a_list(an_id())),
            "names": or_nothing(an_object_of(a_text("What a reader is shown for a role or sector."))),
            "glossary": or_nothing(an_object_of(a_text())),
        },
        ("format", "id", "version", "language", "title", *(("extends",) if changes else ("levels", "dimensions"))),
    )
    return {"action": action, "question": question, "questionnaire": questionnaire}


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
