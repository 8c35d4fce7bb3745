"""A sentence for a reader, before anyone knows in which language it will be said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

Value: TypeAlias = "str | int | Fraction | Message | tuple[Value, ...]"


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


def N_(text: str) -> str:  # noqa: N802 - the name that extractors of translations know
    """Mark *text* for translation and return it unchanged."""
    return text
