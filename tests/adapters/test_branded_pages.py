"""Pages with a brand: its words, colours, fonts and paper are there, and none of it is more than that."""

import io
import re
from dataclasses import replace
from fractions import Fraction
from itertools import chain

import pypdf
import pytest

from cem_maturity.adapters import html_report, pdf
from cem_maturity.adapters.html_report import Medium
from cem_maturity.adapters.html_report.branding import HIGHEST_LOGO, WIDEST_LOGO, look, shown
from cem_maturity.adapters.html_report.geometry import px
from cem_maturity.application.language import Language, speak
from cem_maturity.domain.brand import NIGHT, NOBODY, Brand, BundledFont, Contact, OwnFont, PageSize
from tests.adapters.brands import RAMP, a_brand, a_picture
from tests.adapters.page import Page
from tests.adapters.reports import ENGLISH, TEMPLATES, the_values
from tests.adapters.test_html_report import HOSTILE

VALUES = the_values()


def the_html(brand: Brand, *, language: Language = ENGLISH, medium: Medium = Medium.SCREEN) -> str:
    """The small report with everything in it, as a page of *brand*."""
    return html_report.render(VALUES, language, templates=TEMPLATES, medium=medium, brand=look(brand, language.code))


def the_pdf(brand: Brand, *, language: Language = ENGLISH) -> pypdf.PdfReader:
    """The same as PDF, open for reading."""
    html = the_html(brand, language=language, medium=Medium.PRINT)
    return pypdf.PdfReader(io.BytesIO(pdf.render(html, fonts=TEMPLATES / "fonts")))


def test_no_colour_of_ours_is_left_on_a_page_of_a_brand() -> None:
    """Charts and running heads included: what is written there comes from the palette by day and by night."""
    palette = look(HOUSE, "en")
    allowed = {value for one in (palette["colours"], palette["night"]) for value in chain.from_iterable(flat(one))}

    found = set(re.findall(r"#[0-9a-f]{6}\b", the_html(HOUSE)))

    assert found - allowed == set()
    assert found >= {"#d4006a", "#1a1a4b", "#fffaf0", *RAMP}


def flat(colours: object) -> list[list[str]]:
    """The colours of a mapping of colours and lists of them."""
    assert isinstance(colours, dict)
    return [one if isinstance(one, list) else [one] for one in colours.values()]


def test_without_a_brand_pages_are_ours() -> None:
    """Our colours, A4, and nothing of a house."""
    html = the_html(NOBODY)

    assert {"#b5432a", "#123b56", "#ee8464"} < set(re.findall(r"#[0-9a-f]{6}\b", html))
    assert [one for one in Page(html).elements if one[1].get("class") in ("brand", "address", "foot")] == []
    assert "size: A4" in html


def test_the_words_of_a_brand_stand_where_they_belong() -> None:
    """Name and address on the cover, the disclaimer on the reading page, the footer at the foot."""
    page = Page(the_html(a_brand()).partition("<script>")[0])

    for words in ("Loud & Co", "loud.example/about", "hello@loud.example", "Tel: +49 30 1", "It rests on one day."):
        assert page.text.count(words) >= 1, words
    assert page.text.rstrip().endswith("For the board only")
    assert ("img", "Loud & Co") in [(tag, attributes.get("alt")) for tag, attributes in page.elements]


def test_a_brand_speaks_the_language_of_the_page() -> None:
    """Its name in Russian for Russian readers; what it does not say in Persian is said in English."""
    assert "Громко и Ко" in Page(the_html(a_brand(), language=speak("ru"))).text
    assert "Loud & Co" in Page(the_html(a_brand(), language=speak("fa"))).text
    assert "محرمانه" in Page(the_html(a_brand(), language=speak("fa"))).text


HOUSE = replace(a_brand(), logo=None, text_font=BundledFont.NOTO_SANS)
"""A brand without files, quick to show."""


def shape(page: Page) -> list[tuple[str, list[str]]]:
    """The elements of a page, each with the names of its attributes; but for what turns and breaks words."""
    return [(tag, sorted(attributes)) for tag, attributes in page.elements if tag not in ("wbr", "bdi")]


def house_saying(text: str) -> Page:
    """A page of a brand that says *text* wherever it may say something."""
    words = {"": text}
    brand = replace(HOUSE, name=words, footer=words, disclaimer=words, contact=(Contact(words), Contact({"": "x"})))
    return Page(the_html(brand))


def test_the_words_of_a_brand_are_words() -> None:
    """In every place they add no element, no attribute, no link and no style."""
    plain = shape(house_saying("plain"))

    pages = {text: house_saying(text) for text in HOSTILE}

    assert [text for text, page in pages.items() if shape(page) != plain] == []
    assert [text for text, page in pages.items() if page.text.count(text) < 3] == []


def test_long_words_can_be_broken_and_addresses_of_files_stay_whole() -> None:
    """Layout is quadratic in words; a picture with a gap in its address is none."""
    words = {"": "x" * 80}

    brand = replace(a_brand(), name=words, footer=words, disclaimer=words, contact=(Contact(words),))
    values = shown(look(brand, "en"))

    broken = "x" * 40 + "<wbr>" + "x" * 40
    assert [values[name] for name in ("name", "footer", "disclaimer")] == [broken] * 3
    assert values["contact"] == [{"text": broken, "link": ""}]
    assert re.fullmatch(r"data:image/png;base64,[A-Za-z0-9+/]+=*", str(values["logo"]))


def test_links_are_those_that_were_checked() -> None:
    """Web and mailbox; a line of plain words leads nowhere."""
    links = [attributes["href"] for tag, attributes in Page(the_html(a_brand())).elements if tag == "a"]

    assert [link for link in links if link and not link.startswith("#")] == [
        "https://loud.example/about",
        "mailto:hello@loud.example",
    ]


@pytest.mark.parametrize(
    ("size", "shown"),
    [((900, 200), (70, 15.56)), ((3000, 100), (70, 2.32)), ((100, 1500), (1.07, 16)), ((1, 1), (16, 16))],
)
def test_a_logo_fits_the_head_whatever_its_shape(size: tuple[int, int], shown: tuple[float, float]) -> None:
    """As large as its place allows, its sides in proportion."""
    brand = a_brand("format: 1\nname: A\nlogo: logo.png\n", {"logo.png": a_picture(*size)})

    width, height = shown
    sides = [px(one) for one in inside_list(look(brand, "en")["logo_size"]) if isinstance(one, int | Fraction)]
    assert sides == [px(width), px(height)]
    assert (width <= WIDEST_LOGO, height <= HIGHEST_LOGO) == (True, True)


def inside(values: object) -> dict[str, object]:
    """*values*, which are a mapping."""
    assert isinstance(values, dict)
    return values


def inside_list(values: object) -> list[object]:
    """*values*, which are a list."""
    assert isinstance(values, list)
    return values


OWN = OwnFont(b"\x00\x01\x00\x00regular", b"OTTObold", ("en", "ru"))
HEADS = OwnFont(b"\x00\x01\x00\x00heads", b"", ("en",))


@pytest.mark.parametrize(
    ("text", "head", "language", "families", "faces"),
    [
        (BundledFont.NOTO_SANS, BundledFont.NOTO_SANS, "en", ("Report Latin", "Report Latin"), []),
        (BundledFont.NOTO_SANS, BundledFont.NOTO_SANS, "fa", ("Report Persian", "Report Persian"), []),
        (BundledFont.VAZIRMATN, BundledFont.NOTO_SANS, "en", ("Report Persian", "Report Latin"), []),
        (BundledFont.VAZIRMATN, BundledFont.VAZIRMATN, "ru", ("Report Latin", "Report Latin"), []),
        (OWN, OWN, "ru", ("Brand Text", "Brand Text"), ["Brand Text 400", "Brand Text 600"]),
        (OWN, HEADS, "ru", ("Brand Text", "Report Latin"), ["Brand Text 400", "Brand Text 600"]),
        (OWN, HEADS, "en", ("Brand Text", "Brand Head"), ["Brand Text 400", "Brand Text 600", "Brand Head 600"]),
        (OWN, OWN, "fa", ("Report Persian", "Report Persian"), []),
    ],
)
def test_a_font_is_used_where_it_has_the_letters(
    text: BundledFont | OwnFont, head: BundledFont | OwnFont, language: str, families: tuple[str, str], faces: list[str]
) -> None:
    """Elsewhere ours is, and what is not used is not embedded."""
    fonts = inside(look(replace(NOBODY, text_font=text, head_font=head), language)["fonts"])

    texts, heads, embedded = (inside_list(fonts[name]) for name in ("text", "head", "faces"))
    assert (texts[0], heads[0]) == families
    assert {"Report Latin", "Report Persian", "Report Signs"} <= set(texts)
    assert [f"{inside(face)['family']} {inside(face)['weight']}" for face in embedded] == faces


def test_a_dark_screen_shows_the_brand_at_night() -> None:
    """The accent grows lighter, the ramp is turned, and the logo keeps the paper that it was made for."""
    html = the_html(a_brand())
    night = html[html.index("prefers-color-scheme: dark") :]

    assert f"--l0: {RAMP[-1]}" in night
    assert f"--paper: {NIGHT.paper}" in night
    assert ".brand img { background: #fffaf0" in night


def test_a_brand_is_printed() -> None:
    """On its paper size, with its words on the pages and its fonts in the file; twice the same bytes."""
    brand = a_brand()
    html = the_html(brand, medium=Medium.PRINT)
    content = pdf.render(html, fonts=TEMPLATES / "fonts")

    reader = pypdf.PdfReader(io.BytesIO(content))
    pages = [page.extract_text() for page in reader.pages]
    fonts = re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z-]+)", content)
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages} == {(612, 792)}
    assert all(words in pages[0] for words in ("Loud & Co", "hello@loud.example"))
    assert all("For the board only" in page for page in pages[1:])
    assert ["It rests on one day." in page for page in pages].count(True) == 1
    assert len(reader.pages[0].images) == 1
    assert b"CANARY" not in content
    assert fonts == [] or b"Brand-Text" in fonts
    assert pdf.render(html, fonts=TEMPLATES / "fonts") == content


@pytest.mark.parametrize("code", ["en", "ru", "fa"])
def test_the_page_for_the_board_stands_alone_on_letter(code: str) -> None:
    """Letter is shorter than A4; what the board is told still takes one page."""
    reader = the_pdf(replace(NOBODY, page=PageSize.LETTER), language=speak(code))

    begins = [reader.get_destination_page_number(one) for one in reader.outline if not isinstance(one, list)]
    assert begins[:3] == [0, 1, 2]
