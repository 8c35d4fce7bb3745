"""The report's values as JSON text: numbers unrounded, levels whole."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction


def render(values: Mapping[str, object] | Sequence[Mapping[str, object]]) -> str:
    """JSON text of one report or several; a Fraction becomes the nearest double."""
    return json.dumps(values, ensure_ascii=False, indent=2, default=_number) + "\n"


def render_long(values: Mapping[str, object]) -> str:
    """JSON text of *values* with a line for each key, and one for each member of a list: lists are long here."""
    return "{\n" + ",\n".join(f"{_line(key)}: {_listed(one)}" for key, one in values.items()) + "\n}\n"


def _listed(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_line, value)) + "\n]"
    return _line(value)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_number)


def _number(value: object) -> float:
    if isinstance(value, Fraction):
        return float(value)
    raise TypeError(f"a report holds no {type(value).__name__}")
