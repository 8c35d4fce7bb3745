"""The report's values as JSON text: numbers unrounded, levels whole."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction


def render(values: Mapping[str, object] | Sequence[Mapping[str, object]]) -> str:
    """JSON text of one report or several; a Fraction becomes the nearest double."""
    return json.dumps(values, ensure_ascii=False, indent=2, default=_number) + "\n"


def render_long(values: Mapping[str, object]) -> str:
    """JSON text with each member of a list on a line of its own, where lists are long."""
    raise NotImplementedError


def _number(value: object) -> float:
    if isinstance(value, Fraction):
        return float(value)
    raise TypeError(f"a report holds no {type(value).__name__}")
