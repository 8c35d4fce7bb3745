"""The words of JSON Schema 2020-12 that our documents need."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from cem_maturity.domain.free_text import TEXT_LIMIT

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Schema: TypeAlias = dict[str, Json]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FRACTION = "^[0-9]+/[1-9][0-9]*$"


def an_object(properties: Mapping[str, Json], required: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no others."""
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": dict(properties)}
    if names := list(required):
        schema["required"] = [*names]
    return schema


def an_object_of(values: Json) -> Schema:
    """A mapping with any keys, whose values are all alike."""
    return {"type": "object", "additionalProperties": values}


def a_list(items: Json) -> Schema:
    """A list whose values are all alike."""
    return {"type": "array", "items": items}


def a_reference(name: str) -> Schema:
    """What the schema defines under that *name*."""
    return {"$ref": f"#/$defs/{name}"}


def or_nothing(schema: Json) -> Json:
    """The same, or nothing: a key without a value counts as left out."""
    return {"anyOf": [schema, {"type": "null"}]}


def _described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description} if description else schema


def a_text(description: str = "") -> Schema:
    """Any text."""
    return _described({"type": "string"}, description)


def a_note(description: str = "") -> Schema:
    """A text of bearable length."""
    return _described({"type": "string", "maxLength": TEXT_LIMIT}, description)


def an_id(description: str = "") -> Schema:
    """An id (contract.md §1)."""
    return _described({"type": "string", "pattern": "^[a-z0-9][a-z0-9_.-]*$"}, description)


def a_date() -> Schema:
    """A day, year-month-day."""
    return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def a_choice(values: Iterable[str]) -> Schema:
    """One of these texts."""
    return {"enum": [str(value) for value in values]}


def a_whole_number(least: int, most: int) -> Schema:
    """A whole number within *least*..*most*."""
    return {"type": "integer", "minimum": least, "maximum": most}


def a_number(least: int | None = None, most: int | None = None) -> Schema:
    """A number within *least*..*most*, or a fraction such as 17/20."""
    number: Schema = {"type": "number"}
    if least is not None:
        number["minimum"] = least
    if most is not None:
        number["maximum"] = most
    return {"anyOf": [number, {"type": "string", "pattern": _FRACTION}]}


def a_weight() -> Schema:
    """A number above 0, or a fraction."""
    return {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string", "pattern": _FRACTION}]}
