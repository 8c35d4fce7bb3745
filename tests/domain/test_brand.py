"""What a palette promises, by day and by night, and which of several texts is said."""

import re
from dataclasses import astuple, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.domain.brand import (
    DAY,
    NIGHT,
    SHAPES,
    STEP,
    WORDS,
    BundledFont,
    PageSize,
    Palette,
    at_night,
    on,
    said,
)
from cem_maturity.domain.colour import contrast, lightness
from tests.domain.strategies import LAW
from tests.domain.test_colour import COLOURS


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
def test_our_own_palettes_keep_what_is_asked_of_a_brand(palette: Palette) -> None:
    """Words, shapes, the last two steps, and steps that grey print tells apart."""
    light = [lightness(step) for step in palette.levels]

    assert min(contrast(tone, palette.paper) for tone in (palette.ink, palette.quiet, palette.accent)) >= WORDS
    assert min(contrast(tone, palette.paper) for tone in (palette.mark, palette.middle, *palette.levels[-2:])) >= SHAPES
    assert min(abs(one - other) for one, other in pairwise(light)) >= STEP
    assert light == sorted(light, reverse=not palette.is_dark)


@LAW
@given(st.tuples(*[COLOURS] * 6), COLOURS, COLOURS)
def test_the_number_on_a_step_can_always_be_read(levels: tuple[str, ...], ink: str, paper: str) -> None:
    """In ink or paper where one of them will do, else in black or white."""
    palette = replace(DAY, levels=levels, ink=ink, paper=paper)

    assert min(contrast(number, step) for number, step in zip(palette.numbers, levels, strict=True)) >= WORDS


def test_ours_on_ours_is_ours() -> None:
    """A brand that leaves ink and paper as they are gets our greys, not mixed ones."""
    assert on(DAY.ink, DAY.paper) is DAY


@LAW
@given(COLOURS)
def test_the_greys_of_a_brand_can_be_read(paper: str) -> None:
    """What stands back on black or white ink's ground still has the contrast of words."""
    ink = "#000000" if contrast("#000000", paper) > contrast("#ffffff", paper) else "#ffffff"

    assert contrast(on(ink, paper).quiet, paper) >= WORDS


def test_lines_are_drawn_in_the_lightest_step_that_can_be_seen() -> None:
    """The fourth, or the fifth where that one is too near to the paper."""
    pale = ("#ffffff", "#eeeeee", "#dddddd", "#cccccc", "#555555", "#222222")
    strong = (*pale[:3], "#666666", *pale[4:])

    assert replace(DAY, levels=strong).middle == "#666666"
    assert replace(DAY, levels=pale).middle == "#555555"


def test_dark_paper_has_a_ramp_that_grows_lighter() -> None:
    """Level 0 is always the one nearest to the paper."""
    palette = on("#ffffff", "#101010")

    assert (palette.is_dark, palette.levels) == (True, NIGHT.levels)
    assert at_night(palette) is palette


@LAW
@given(COLOURS)
def test_an_accent_can_be_read_at_night(accent: str) -> None:
    """It grows lighter until words in it have their contrast on the dark screen."""
    assert contrast(at_night(replace(DAY, accent=accent, mark=accent)).accent, NIGHT.paper) >= WORDS


def test_a_ramp_is_turned_for_the_night() -> None:
    """So that level 0 is nearest to the dark; one that is too dark for that gives way to ours."""
    ramp = ("#fbe3ef", "#f5b8d6", "#e77fb1", "#c94488", "#8f1760", "#4a0a3a")
    dark = ("#4a4a4a", "#3c3c3c", "#2e2e2e", "#202020", "#121212", "#000000")

    assert at_night(DAY) == NIGHT
    assert at_night(replace(DAY, levels=ramp)).levels == ramp[::-1]
    assert at_night(replace(DAY, levels=dark)).levels == NIGHT.levels


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ({"": "all"}, "fa", "all"),
        ({"en": "one", "": "all"}, "fa", "all"),
        (None, "fa", ""),
        ({"en": "one", "ru": "один"}, "ru", "один"),
        ({"ru": "один", "en": "one"}, "fa", "one"),
        ({"ru": "один", "fa": "یک"}, "en", "один"),
        ({}, "en", ""),
        (None, "en", ""),
    ],
)
def test_a_text_is_said_in_the_readers_language_else_in_another(
    text: dict[str, str] | None, language: str, expected: str
) -> None:
    """Then the one for all, then English, then the first; nothing only where nothing was given."""
    assert said(text, language) == expected


def test_our_fonts_know_their_languages() -> None:
    """Every language of the program can be set in one of them."""
    assert {font.value: font.languages for font in BundledFont} == {
        "Noto Sans": ("en", "ru"),
        "Vazirmatn": ("en", "fa"),
    }


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
def test_a_colour_is_six_digits(palette: Palette) -> None:
    """As style sheets, pictures and our arithmetic read them."""
    tones = [tone for value in astuple(palette) for tone in ([value] if isinstance(value, str) else value)]

    assert [tone for tone in tones if not re.fullmatch("#[0-9a-f]{6}", tone)] == []


def test_sizes_of_paper_are_called_as_style_sheets_call_them() -> None:
    """CSS knows both names."""
    assert [*PageSize] == ["a4", "letter"]


def test_a_ramp_that_cannot_be_seen_at_night_is_ours() -> None:
    """Both of its last steps, turned, have to stand out from the dark paper; one that does not is enough."""
    dark, seen = "#14191f", ("#d0e0e8", "#c0d4de", "#a8bfcc", "#8fb0c0", "#7fa3b5", "#6f94a9")

    def turned(*first_two: str) -> tuple[str, ...]:
        return at_night(replace(DAY, levels=(*first_two, *seen[2:]))).levels

    assert turned("#d0e0e8", "#c0d4de") == (*seen[:1:-1], "#c0d4de", "#d0e0e8")
    assert at_night(replace(DAY, levels=("#d0e0e8", "#c0d4de", dark, *seen[3:]))).levels[3] == dark
    assert turned(dark, "#c0d4de") == NIGHT.levels
    assert turned("#d0e0e8", dark) == NIGHT.levels
