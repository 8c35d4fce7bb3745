"""What a font says of itself: its kind, whether it may be embedded, and the languages that it can write.

Read by hand in bounded time: the libraries that know fonts believe the counts in a file, and can be made to fill the
memory with them. Layout of the tables: OpenType specification, 1.9, "OpenType font file", "OS/2" and "cmap".
"""

import struct
from collections.abc import Iterable
from typing import NamedTuple

_KINDS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_NEEDED = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"OS/2"}
_RESTRICTED = 0x0002
"""The bit of `fsType` that forbids embedding; others only say how far it may go."""
_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
"""Platform and encoding of the tables of characters that hold Unicode."""
_MOST_GROUPS = 50_000
_MOST_TABLES = 8

LETTERS = {
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
    "ru": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя0123456789",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی۰۱۲۳۴۵۶۷۸۹",
}
"""What a font must have for a language."""


class BadFont(NamedTuple):
    """That the bytes are no font of ours."""

    code: str
    """Of the problem."""


def font_in(content: bytes) -> tuple[str, ...] | BadFont:
    """The codes of the languages whose letters and digits the font in *content* has, or why it cannot be used."""
    if not content.startswith(_KINDS):
        return BadFont("font-kind")
    try:
        tables = _tables(content)
        if _NEEDED - tables.keys() or not {b"glyf", b"CFF ", b"CFF2"} & tables.keys():
            return BadFont("beside-broken")
        (rights,) = struct.unpack_from(">H", tables[b"OS/2"], 8)
        if rights & 0x000F == _RESTRICTED:
            return BadFont("font-licence")
        ranges = sorted(_ranges(tables[b"cmap"]))
    except (struct.error, IndexError):
        return BadFont("beside-broken")
    if not _opens(content):
        return BadFont("beside-broken")
    return tuple(code for code, letters in LETTERS.items() if _has(ranges, letters))


def _tables(content: bytes) -> dict[bytes, memoryview]:
    """The tables of a font by their tags; one that reaches past the end is left out."""
    (count,) = struct.unpack_from(">H", content, 4)
    found: dict[bytes, memoryview] = {}
    for number in range(count):
        tag, _sum, start, length = struct.unpack_from(">4sIII", content, 12 + 16 * number)
        if start + length <= len(content):
            found[tag] = memoryview(content)[start : start + length]
    return found


def _ranges(cmap: memoryview) -> Iterable[tuple[int, int]]:
    """First and last character of each run of characters that have a glyph."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    starts = set()
    for number in range(count):
        platform, encoding, start = struct.unpack_from(">HHI", cmap, 4 + 8 * number)
        if (platform, encoding) in _UNICODE:
            starts.add(start)
    for start in sorted(starts)[:_MOST_TABLES]:
        (kind,) = struct.unpack_from(">H", cmap, start)
        if kind == 4:
            yield from _segments(cmap[start:])
        elif kind == 12:
            yield from _groups(cmap[start:])


def _segments(table: memoryview) -> Iterable[tuple[int, int]]:
    """The runs of a table of format 4."""
    (doubled,) = struct.unpack_from(">H", table, 6)
    for at in range(0, doubled, 2):
        (last,) = struct.unpack_from(">H", table, 14 + at)
        (first,) = struct.unpack_from(">H", table, 16 + doubled + at)
        yield first, last


def _groups(table: memoryview) -> Iterable[tuple[int, int]]:
    """The runs of a table of format 12."""
    (count,) = struct.unpack_from(">I", table, 12)
    for number in range(min(count, _MOST_GROUPS)):
        first, last, _glyph = struct.unpack_from(">III", table, 16 + 12 * number)
        yield first, last


def _has(ranges: list[tuple[int, int]], letters: str) -> bool:
    return all(any(first <= ord(letter) <= last for first, last in ranges) for letter in letters)


def _opens(content: bytes) -> bool:
    """Whether FreeType, which will draw it, takes the font."""
    import io

    from PIL import ImageFont

    try:
        ImageFont.truetype(io.BytesIO(content), 16).getbbox("Aa")
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is no font to us
        return False
    return True
