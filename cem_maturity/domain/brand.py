"""Whose pages they are: name, words, colours and fonts of a house; nothing of how they are read or drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from cem_maturity.domain.colour import BLACK, WHITE, contrast, lightness, mixed, readable

WORDS = 4.5
"""The contrast that words need on their ground (WCAG 2, level AA)."""
SHAPES = 3.0
"""The contrast that lines and shapes need (WCAG 2, level AA)."""
STEP = 6.0
"""The lightness, of 100, that steps of the ramp lie apart, so that grey print tells them apart."""
STEPS = 6
"""Colours of the ramp, for every ladder of levels."""
_HALF = 50.0

Worded: TypeAlias = Mapping[str, str]
"""A text by the code of its language; under "" the one for all that have none of their own."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a page, each as #rrggbb."""

    ink: str = "#16202a"
    quiet: str = "#5b6670"
    """Of words that stand back."""
    line: str = "#d5dae0"
    faint: str = "#eef1f3"
    band: str = "#f5f7f8"
    paper: str = WHITE
    accent: str = "#b5432a"
    """Of words that stand out; WORDS apart from the paper."""
    mark: str = "#b5432a"
    """Of lines and shapes that stand out; SHAPES apart from the paper."""
    levels: tuple[str, ...] = ("#eef1f3", "#d2dde4", "#a8bfcc", "#6f94a9", "#3a6781", "#123b56")
    """The ramp, steadily away from the lightness of the paper; the last two steps are SHAPES apart from it."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """What the number on each step of the ramp is written in: always WORDS apart from it."""
        tones = (self.ink, self.paper, BLACK, WHITE)
        return tuple(next(tone for tone in tones if contrast(tone, step) >= WORDS) for step in self.levels)

    @property
    def middle(self) -> str:
        """The lightest step of the ramp that can draw a line on the paper."""
        return self.levels[3] if contrast(self.levels[3], self.paper) >= SHAPES else self.levels[4]

    @property
    def is_dark(self) -> bool:
        """Whether the paper is."""
        return lightness(self.paper) < _HALF


DAY = Palette()
NIGHT = Palette(
    ink="#e8ecef",
    quiet="#9aa7b2",
    line="#2c3640",
    faint="#1b232b",
    band="#1b232b",
    paper="#12181e",
    accent="#ee8464",
    mark="#ee8464",
    levels=("#1d252d", "#2a3a47", "#3d5a6e", "#6f94a9", "#a8bfcc", "#d9e6ee"),
)
"""What a screen shows to those who prefer it dark."""


def on(ink: str, paper: str) -> Palette:
    """The palette of *ink* on *paper* before a brand's own accent and ramp come in; its greys lie between the two."""
    if (ink, paper) == (DAY.ink, DAY.paper):
        return DAY
    ours = replace(DAY, ink=ink, paper=paper)
    return replace(
        NIGHT if ours.is_dark else DAY,
        ink=ink,
        paper=paper,
        quiet=readable(mixed(ink, paper, 0.3), paper, WORDS),
        line=mixed(paper, ink, 0.17),
        faint=mixed(paper, ink, 0.06),
        band=mixed(paper, ink, 0.035),
    )


def at_night(day: Palette) -> Palette:
    """The palette for a dark screen that goes with *day*."""
    if day.is_dark:
        return day
    accent = NIGHT.accent if day.mark == DAY.mark else readable(day.mark, NIGHT.paper, WORDS)
    turned = replace(NIGHT, accent=accent, mark=accent, levels=day.levels[::-1])
    is_ours = day.levels == DAY.levels or any(contrast(step, NIGHT.paper) < SHAPES for step in turned.levels[-2:])
    return replace(turned, levels=NIGHT.levels) if is_ours else turned


class BundledFont(StrEnum):
    """A font that travels with the program."""

    NOTO_SANS = "Noto Sans"
    VAZIRMATN = "Vazirmatn"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages whose letters it has."""
        return ("en", "ru") if self is BundledFont.NOTO_SANS else ("en", "fa")


@dataclass(frozen=True, slots=True)
class OwnFont:
    """A font that a house brings along."""

    regular: bytes
    bold: bytes
    """Nothing where there is none, as in a font for headings alone."""
    languages: tuple[str, ...]
    """The languages whose letters and digits it has."""


Font: TypeAlias = BundledFont | OwnFont


class PageSize(StrEnum):
    """What is printed on."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Contact:
    """A line that says where the house is found."""

    text: Worded
    is_link: bool = False
    """Whether the text is a web address or a mailbox, checked to be no more than that."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as it is embedded."""

    content: bytes
    media_type: str
    """image/png or image/jpeg."""
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Brand:
    """The house that hands a report over; without a name it is nobody's."""

    name: Worded
    logo: Logo | None = None
    palette: Palette = DAY
    text_font: Font = BundledFont.NOTO_SANS
    head_font: Font = BundledFont.NOTO_SANS
    footer: Worded | None = None
    disclaimer: Worded | None = None
    contact: tuple[Contact, ...] = ()
    page: PageSize = PageSize.A4


NOBODY = Brand({})
"""Pages without a house: ours."""


def said(text: Worded | None, language: str) -> str:
    """The *text* for readers of *language*: in it, or for all, or in English, or as it comes first; nothing if none."""
    if not text:
        return ""
    return next((text[code] for code in (language, "", "en") if code in text), next(iter(text.values())))
