"""Text that is not ours, made harmless for a terminal."""

import re

_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns text around
    "\u2028\u2029"  # what breaks lines
    "\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # what has no shape and no use for reading
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Joiners and soft hyphens are none of these: words of many languages, and pictures, need them."""


def show(text: str) -> str:
    """*text* with control characters, bidi overrides and hidden signs in a visible form; line breaks stay."""
    return _HIDDEN.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\t":
        return "    "
    if character < " ":
        return "^" + chr(ord(character) + 64)
    return f"<U+{ord(character):04X}>"
