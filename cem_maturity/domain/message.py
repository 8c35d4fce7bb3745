"""A sentence for a reader, before anyone knows in which language it will be said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeAlias

Value: TypeAlias = "str | int | Fraction | Percent | Message | tuple[Value, ...]"


class Percent(NamedTuple):
    """A figure in percent, which every language writes with a sign of its own."""

    value: int | Fraction


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with its values; `application.language` says it aloud."""

    text: str
    """English, and the key of the translation catalogues; `{name}` marks a value."""

    values: Mapping[str, Value] = field(default_factory=dict)
    """A number is written in the reader's digits, a message in the reader's language, a tuple as a list."""

    plural: str = ""
    """The English plural of `text`, where the sentence depends on `count`."""

    count: int = 1


def counted(one: str, many: str, count: int, values: Mapping[str, Value]) -> Message:
    """The sentence in the form that goes with *count*; extractors of translations take *one* and *many* as a pair."""
    return Message(one, values, many, count)


def forms(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a sentence that depends on a count, as `N_` marks one text."""
    return one, many


def N_(text: str) -> str:  # noqa: N802 - the name that extractors of translations know
    """Mark *text* for translation and return it unchanged."""
    return text
