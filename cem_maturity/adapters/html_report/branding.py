"""What templates get to know of a brand: plain values in one language, none of them missing."""

import base64
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from cem_maturity.adapters.html_report.wording import printable
from cem_maturity.domain.brand import Brand, BundledFont, Font, Logo, OwnFont, PageSize, Palette, at_night, said
from cem_maturity.domain.report import Plain

TEXT_FAMILY, HEAD_FAMILY = "Brand Text", "Brand Head"
FAMILIES: Final = {BundledFont.NOTO_SANS: "Report Latin", BundledFont.VAZIRMATN: "Report Persian"}
"""What style sheets call our fonts."""
WIDEST_LOGO, HIGHEST_LOGO = 70, 16
"""Millimetres."""
_SIGNS = "Report Signs"
_FORMATS = {b"OTTO": ("font/otf", "opentype")}
_TRUETYPE = ("font/ttf", "truetype")


def look(brand: Brand, language: str) -> dict[str, Plain]:
    """The values of *brand* for pages in *language*: texts, numbers, lists and mappings alone.

    What stands in a style sheet, an address or an attribute of a shape is a colour, a number, a link or an embedded
    file, each checked when the brand was read.
    """
    head_family = TEXT_FAMILY if brand.head_font == brand.text_font else HEAD_FAMILY
    faces = _faces(brand.text_font, TEXT_FAMILY, language)
    if head_family != TEXT_FAMILY:
        faces += _faces(brand.head_font, head_family, language)
    return {
        "name": said(brand.name, language),
        "logo": "" if brand.logo is None else _address(brand.logo.content, brand.logo.media_type),
        "logo_size": [0, 0] if brand.logo is None else _size(brand.logo),
        "contact": [_line(said(line.text, language), line.is_link) for line in brand.contact],
        "footer": said(brand.footer, language),
        "disclaimer": said(brand.disclaimer, language),
        "page": _page(brand.page),
        "colours": _colours(brand.palette),
        "night": _colours(at_night(brand.palette)),
        "fonts": {
            "text": [*_families(brand.text_font, TEXT_FAMILY, language)],
            "head": [*_families(brand.head_font, head_family, language)],
            "faces": [*faces],
        },
    }


def shown(values: Mapping[str, object]) -> dict[str, object]:
    """What `look` gave, its texts made fit for a page; addresses and links stay as they are."""
    lines = values["contact"]
    assert isinstance(lines, list)  # noqa: S101 - as `look` gave it
    return {
        **values,
        **{name: printable(values[name]) for name in ("name", "footer", "disclaimer")},
        "contact": [{**line, "text": printable(line["text"])} for line in lines],
    }


def _size(logo: Logo) -> list[Plain]:
    """Width and height in millimetres, as large as the head of a page allows."""
    scale = min(Fraction(WIDEST_LOGO, logo.width), Fraction(HIGHEST_LOGO, logo.height))
    return [logo.width * scale, logo.height * scale]


def _line(text: str, is_link: bool) -> Plain:
    """A line of the address; what a link shows leaves out what nobody says aloud."""
    if not is_link:
        return {"text": text, "link": ""}
    said_aloud = text.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").removesuffix("/")
    return {"text": said_aloud, "link": text}


def _page(size: PageSize) -> Plain:
    """Sides and margins in millimetres; the width between the margins is 170 on either paper."""
    match size:
        case PageSize.A4:
            return {"size": "A4", "width": 210, "height": 297, "above": 26, "beside": 20, "below": 21, "room": 1}
        case PageSize.LETTER:
            # `room` is the share of an A4 page's lines that a page has.
            width, height = Fraction("215.9"), Fraction("279.4")
            beside = (width - 170) / 2
            sides: dict[str, Plain] = {"above": 23, "beside": beside, "below": 19, "room": Fraction(19, 20)}
            return {"size": "letter", "width": width, "height": height, **sides}


def _colours(palette: Palette) -> Plain:
    return {
        "ink": palette.ink,
        "quiet": palette.quiet,
        "line": palette.line,
        "faint": palette.faint,
        "band": palette.band,
        "paper": palette.paper,
        "accent": palette.accent,
        "mark": palette.mark,
        "levels": list(palette.levels),
        "numbers": list(palette.numbers),
        "middle": palette.middle,
        "deep": palette.levels[-1],
    }


def _families(font: Font, own: str, language: str) -> list[str]:
    """The families in which a page is set, the brand's first where it has the letters of the *language*."""
    ours = list(FAMILIES.values())
    if language not in BundledFont.NOTO_SANS.languages:
        ours.reverse()
    if language in font.languages:
        first = own if isinstance(font, OwnFont) else FAMILIES[font]
        ours = [first, *(family for family in ours if family != first)]
    return [*ours, _SIGNS]


def _faces(font: Font, family: str, language: str) -> list[Plain]:
    """The files of a brand's own font, where the *language* is set in it."""
    if not isinstance(font, OwnFont) or language not in font.languages:
        return []
    # What is set in a font of one weight are headings, and their weight is 600.
    weights = {400: font.regular, 600: font.bold} if font.bold else {600: font.regular}
    return [_face(family, weight, content) for weight, content in weights.items()]


def _face(family: str, weight: int, content: bytes) -> Plain:
    media_type, kind = _FORMATS.get(content[:4], _TRUETYPE)
    return {"family": family, "weight": weight, "address": _address(content, media_type), "format": kind}


def _address(content: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
