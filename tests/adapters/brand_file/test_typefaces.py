"""Fonts: which languages they can write, and which cannot be used."""

import random
import struct
import time

import pytest

from cem_maturity.adapters.brand_file.typefaces import BadFont, font_in
from tests.adapters.brands import LATIN, PERSIAN, SIGNS, with_rights


@pytest.mark.parametrize(
    ("font", "languages"),
    [(LATIN, ("en", "ru")), (PERSIAN, ("en", "fa")), (SIGNS, ())],
    ids=["latin", "persian", "signs"],
)
def test_a_font_knows_the_languages_whose_letters_it_has(font: bytes, languages: tuple[str, ...]) -> None:
    """Digits included; a font without letters is one for no language."""
    assert font_in(font) == languages


@pytest.mark.parametrize(
    ("rights", "outcome"),
    [(0x0000, ("en", "ru")), (0x0002, BadFont("font-licence")), (0x0004, ("en", "ru")), (0x0008, ("en", "ru"))],
)
def test_a_font_is_embedded_where_its_maker_allows_it(rights: int, outcome: object) -> None:
    """Freely, for reading or for editing; not where it is restricted."""
    assert font_in(with_rights(LATIN, rights)) == outcome


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "font-kind"),
        (b"wOF2" + LATIN[4:], "font-kind"),
        (b"ttcf" + LATIN[4:], "font-kind"),
        (b"\x00\x01\x00\x00", "beside-broken"),
        (LATIN[:5000], "beside-broken"),
        (b"\x00\x01\x00\x00\xff\xff" + bytes(100), "beside-broken"),
    ],
)
def test_what_is_no_font_of_ours_is_told_by_its_kind(content: bytes, code: str) -> None:
    """Packed ones and collections are of another kind, cut ones are broken."""
    assert font_in(content) == BadFont(code)


def test_no_count_in_a_font_is_believed() -> None:
    """Damage of any kind, and tables that claim to be endless, end soon and in a value."""
    chance = random.Random("damage to fonts")  # noqa: S311 - seeded on purpose
    start = next(
        struct.unpack_from(">I", LATIN, 12 + 16 * number + 8)[0]
        for number in range(struct.unpack_from(">H", LATIN, 4)[0])
        if LATIN[12 + 16 * number :].startswith(b"cmap")
    )
    fonts = []
    for _ in range(60):
        damaged = bytearray(LATIN)
        for _ in range(20):
            damaged[chance.choice((chance.randrange(300), start + chance.randrange(300)))] = chance.choice((0, 255))
        fonts.append(bytes(damaged))

    began = time.monotonic()
    outcomes = [font_in(font) for font in fonts]

    assert {type(outcome) for outcome in outcomes} <= {tuple, BadFont}
    assert time.monotonic() - began < 20
