"""Text that is not ours, made harmless for a terminal."""

import re

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")


def show(text: str) -> str:
    """*text* with control characters and bidi overrides in a visible form; line breaks stay."""
    return _CONTROL.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\t":
        return "    "
    if character < " ":
        return "^" + chr(ord(character) + 64)
    return f"<U+{ord(character):04X}>"
