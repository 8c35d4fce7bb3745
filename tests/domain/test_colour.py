"""Contrast, lightness and mixtures, against figures that are published or easily seen."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.domain.colour import BLACK, WHITE, contrast, lightness, mixed, readable, told
from tests.domain.strategies import LAW

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("colour", "figure"),
    [
        (BLACK, Fraction(21)),
        ("#767676", Fraction(45, 10)),
        ("#777777", Fraction(44, 10)),
        ("#ff0000", Fraction(39, 10)),
    ],
)
def test_contrast_to_white_is_that_of_wcag(colour: str, figure: Fraction) -> None:
    """#767676 is the palest grey for words on white, #777777 just misses it, pure red has 3.998."""
    assert told(contrast(colour, WHITE)) == told(contrast(WHITE, colour)) == figure


@pytest.mark.parametrize(("colour", "figure"), [(BLACK, 0), (WHITE, 100), ("#777777", 50), ("#0000ff", 32)])
def test_lightness_is_that_of_the_cie(colour: str, figure: int) -> None:
    """L* of CIE 1976; pure blue is as dark as it looks."""
    assert round(lightness(colour)) == figure


def test_what_is_nearly_black_is_still_told_apart() -> None:
    """Below L* 8 lightness grows with the light itself: sRGB 1, 1, 1 has 0.274 and 10, 10, 10 has 2.74."""
    assert [round(lightness(colour), 2) for colour in ("#010101", "#0a0a0a")] == [0.27, 2.74]


def test_a_tone_is_sought_in_hundredths_of_the_way() -> None:
    """From white to black, 46 of 100 is the first that is 4.5 apart from white."""
    assert readable(WHITE, WHITE, 4.5) == mixed(WHITE, BLACK, 0.54) == "#757575"


def test_a_mixture_lies_between_its_parts() -> None:
    """Half up in every part; none and all give back what was there."""
    assert (mixed("#000010", WHITE, 0), mixed(BLACK, "#0a0b0d", 0.5), mixed(BLACK, WHITE, 1)) == (
        "#000010",
        "#050607",
        WHITE,
    )


@LAW
@given(COLOURS, COLOURS, st.sampled_from([3.0, 4.5]))
def test_a_readable_tone_can_always_be_named(colour: str, ground: str, least: float) -> None:
    """Black or white is at least 4.58 apart from any ground, so that a remedy never fails who follows it."""
    assert contrast(readable(colour, ground, least), ground) >= least
