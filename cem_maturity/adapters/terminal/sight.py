"""Lines in the order of sight: Arabic letters shaped, each line turned around after it was wrapped."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from wcwidth import width

from cem_maturity.adapters.terminal.typesetting import Line, safe

_MARK_BEFORE_LETTER = re.compile("([\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc]+)(.)")
"""Marks sit on the character before them, also in the order of sight."""
_ISOLATE = re.compile("[\u2066-\u2069]")
"""Marks that are not seen, and that python-bidi does not know."""
_PICTURES = "\U0001f000"
"""From here on unknown characters are most likely emoji."""
_TILES = (0x1F000, 0x1F02C)
"""Pictures of the same direction as emoji: none."""
_PRIVATE = (0xF0000, 0xFFFFE)
"""Letters that mean nothing to anybody else, read from the left."""
_WRITTEN_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def from_the_right(line: Line, columns: int) -> Line:
    """*line* as it is seen on a page from right to left: its parts from the right, and its end at the left."""
    parts = tuple((style, seen(text)) for style, text in reversed(line))
    room = columns - sum(width(text) for _, text in parts)
    return safe((("", " " * max(0, room)), *parts))


def from_the_left(line: Line, _columns: int) -> Line:
    """*line* on a page from left to right, with what is written from right to left in it turned around."""
    return safe(tuple((style, seen(text, base="L")) for style, text in line))


def seen(text: str, *, base: str = "R") -> str:
    """One line of text in the order of sight, in a paragraph that runs from the right (`R`) or the left (`L`)."""
    if base == "L" and not _WRITTEN_FROM_THE_RIGHT.search(text):
        return text
    reshape, reorder = _reshaping()
    known, unknown = _with_stand_ins(_ISOLATE.sub("", text))
    return _MARK_BEFORE_LETTER.sub(r"\2\1", reorder(reshape(known), base)).translate(unknown)


def _with_stand_ins(text: str) -> tuple[str, dict[int, str]]:
    """*text* with another character for each that Python's Unicode is too old to know, and what that one stands for.

    The algorithm of python-bidi stops at them, and the emoji of recent years are among them. Pictures are neutral;
    all others are taken for letters that are read from the left.
    """
    strange = sorted({character for character in text if not unicodedata.bidirectional(character)})
    if not strange:
        return text, {}
    tiles, letters = ((chr(code) for code in range(*codes) if chr(code) not in text) for codes in (_TILES, _PRIVATE))
    found = {one: (next(tiles, "") if one >= _PICTURES else "") or next(letters) for one in strange}
    instead = {ord(one): other for one, other in found.items()}
    return text.translate(instead), {ord(other): one for one, other in found.items()}


@cache
def _reshaping() -> tuple[Callable[[str], str], Callable[[str, str], str]]:
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display

    reshaper = ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})

    def reorder(text: str, base: str) -> str:
        return str(get_display(text, base_dir=base))

    return reshaper.reshape, reorder
