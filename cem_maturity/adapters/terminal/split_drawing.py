"""A question on which people stand apart, drawn with what everybody said above its options."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cem_maturity.adapters.terminal.typesetting import Glyphs, Line, Part, joined, shortened, wrapped

_INDENT = "  "
"""Before the lines in which a voice goes on."""


class Above(NamedTuple):
    """What stands above the voices: with space between, and without."""

    airy: list[Line]
    tight: list[Line]


class Options(NamedTuple):
    """What stands below them: whole, and each on one line but the chosen one."""

    whole: list[tuple[Line, ...]]
    folded: list[tuple[Line, ...]]
    chosen: int | None


def attempts(voices: Sequence[str], above: Above, options: Options, columns: int, glyphs: Glyphs) -> Iterator[Part]:
    """The screen drawn ever more tightly, with a place of its own for every one of the *voices*."""
    blank: list[Line] = [()]
    whole, halved, folded = (_drawn(voices, columns, most, glyphs) for most in (None, 2, 1))
    yield joined([*above.airy, *whole, *blank], options.whole, options.chosen, [])
    yield joined([*above.tight, *whole, *blank], options.whole, options.chosen, [])
    yield joined([*above.tight, *halved, *blank], options.whole, options.chosen, [])
    yield joined([*above.tight, *halved, *blank], options.folded, options.chosen, [])
    yield joined([*above.tight, *folded, *blank], options.folded, options.chosen, [])
    yield joined([*above.tight, *folded], options.folded, options.chosen, [])


def shortly(text: str, columns: int, most: int, glyphs: Glyphs) -> list[Line]:
    """All voices together in at most that many lines, where there is no place for each."""
    return [(("", line),) for line in shortened(text, columns, most, glyphs)]


def _drawn(voices: Sequence[str], columns: int, most: int | None, glyphs: Glyphs) -> list[Line]:
    """Every voice in at most that many lines."""
    found: list[Line] = []
    room = columns - len(_INDENT)
    for voice in voices:
        texts = wrapped(voice, room) if most is None else shortened(voice, room, most, glyphs)
        found += [(("", f"{_INDENT if at else ''}{text}"),) for at, text in enumerate(texts)]
    return found
