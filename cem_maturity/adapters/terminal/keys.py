"""Which key means what, on which keyboard."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum


class Key(StrEnum):
    """What an interviewer wants, named after the key that says so."""

    UP = "up"
    DOWN = "down"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    TAKE = "enter"
    BACK = "back"
    CLOSE = "escape"
    INTERRUPT = "interrupt"
    SKIP = "s"
    WHY = "w"
    NOTE = "n"
    QUOTE = "c"
    EVIDENCE = "e"
    NOT_APPLICABLE = "x"
    UNKNOWN = "u"
    FLAG = "f"
    GO_TO = "g"
    LEVEL = "l"
    MAIL = "m"
    YES = "y"
    HELP = "?"
    QUIT = "q"


_LETTERS: Mapping[str, Key] = {
    "j": Key.DOWN,
    "k": Key.UP,
    "b": Key.BACK,
    "h": Key.HELP,
    "?": Key.HELP,
    "؟": Key.HELP,
    **{key.value: key for key in Key if len(key.value) == 1},
}

_QWERTY = "qwertyuiopasdfghjklzxcvbnm"
_LAYOUTS = (
    "йцукенгшщзфывапролдячсмить",
    "ضصثقفغعهخحشسیبلاتنمظطزرذدپ",
)
"""Russian and Persian letters on the same physical keys."""

_SAME_KEY = {theirs: ours for layout in _LAYOUTS for theirs, ours in zip(layout, _QWERTY, strict=True)}


def meaning(character: str) -> Key | int | None:
    """What a typed *character* means: a key, a digit 0..9 of any script, or nothing."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return digit
    letter = character.lower()
    return _LETTERS.get(_SAME_KEY.get(letter, letter))
