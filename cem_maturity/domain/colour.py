"""How colours stand against one another, as eyes and printers see them; a colour is a text such as #b5432a."""

import math
from fractions import Fraction

BLACK, WHITE = "#000000", "#ffffff"


def luminance(colour: str) -> float:
    """How much light *colour* gives, 0..1 (WCAG 2, relative luminance)."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1..21 (WCAG 2, contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """How light *colour* seems, 0..100, as in grey print (CIE 1976, L*)."""
    light = luminance(colour)
    return 116 * math.cbrt(light) - 16 if light > 216 / 24389 else light * 24389 / 27


def mixed(colour: str, other: str, share: float) -> str:
    """*colour* with a *share*, 0..1, of the *other*."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{math.floor(one + (two - one) * share + 0.5):02x}" for one, two in pairs)


def readable(colour: str, ground: str, least: float) -> str:
    """The tone nearest to *colour* that has a contrast of *least* on *ground*, or the farthest one from it."""
    end = BLACK if contrast(BLACK, ground) > contrast(WHITE, ground) else WHITE
    tones = (mixed(colour, end, step / 100) for step in range(101))
    return next((tone for tone in tones if contrast(tone, ground) >= least), end)


def told(figure: float) -> Fraction:
    """*figure* in tenths, rounded down, so that one that falls short never seems to suffice."""
    return Fraction(math.floor(figure * 10), 10)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
