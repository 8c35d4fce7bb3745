"""What is wrong with the pages of a PDF, as far as a machine can see it: every finding is a sentence."""

import io
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import pypdfium2
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

PLACEHOLDER = re.compile(r"\bNone\b(?! of)|\bnan\b|\bundefined\b|\{\{|\}\}|\{%|%\(|Fraction\(|Markup\(|<wbr>|&[a-z]+;")
"""What stands for something that a template should have put there."""
HEADINGS = {"/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/H"}
MARGIN = 40.0
"""Points at the sides of a page, short of our 20 mm, where nothing of ours stands."""
GAP = 4.0
"""Points between two letters of one word, at most."""
TOUCH = 0.12
"""Share of the smaller of two words that may lie in the other: marks of Persian letters reach out of their word."""

_SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ")
"""A font that is chosen, or a run of glyphs by their numbers with the space between them."""
_NUMBERS = re.compile(rb"<([0-9a-f]+)>")


Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page and the box of its letters, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def findings(pdf: bytes, html: str) -> list[str]:
    """All that is wrong with the pages of *pdf*, which was made from *html*."""
    reader = PdfReader(io.BytesIO(pdf))
    document = pypdfium2.PdfDocument(pdf)
    found = [*_of_structure(reader, html)]
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        words = list(_words(text))
        found += [f"page {number}: {one}" for one in _of_page(words, *page.get_size(), cover=number == 1)]
        found += [f"page {number}: placeholder {one!r}" for one in PLACEHOLDER.findall(text.get_text_bounded())]
        if boxes := shapeless(reader.pages[number - 1]):
            found.append(f"page {number}: {boxes} letters without a shape")
    return found


def shapeless(page: PageObject) -> int:
    """How many letters of *page* show the empty box.

    WeasyPrint gives a letter that no font has the number of a glyph beyond those of its font, or 0.
    """
    contents = page.get_contents()
    fonts = page["/Resources"].get_object().get("/Font", {})  # type: ignore[union-attr]
    counts = {name: _glyphs_in(font) for name, font in fonts.get_object().items()}
    count, boxes = 0, 0
    for font, shown in () if contents is None else _SHOWN.findall(contents.get_data()):
        if font:
            count = counts[f"/{font.decode()}"]
        run = bytes.fromhex("".join(one.decode() for one in _NUMBERS.findall(shown)))
        glyphs = (int.from_bytes(run[at : at + 2], "big") for at in range(0, len(run), 2))
        boxes += sum(glyph == 0 or glyph >= count for glyph in glyphs)
    return boxes


@cache
def _glyphs_of(data: bytes) -> int:
    return int(TTFont(io.BytesIO(data), lazy=True)["maxp"].numGlyphs)


def _glyphs_in(font: PdfObject) -> int:
    """How many glyphs the font in the file has."""
    inner = font.get_object()["/DescendantFonts"][0].get_object()  # type: ignore[index]
    data = inner["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()
    return _glyphs_of(data)


def _words(text: pypdfium2.PdfTextPage) -> Iterator[Word]:
    """The words of a page: letters between spaces that stand on one line."""
    letters = text.get_text_range()
    word = ""
    box: Box = (0.0, 0.0, 0.0, 0.0)
    for place, letter in enumerate(letters):
        found = (0.0, 0.0, 0.0, 0.0) if letter.isspace() else text.get_charbox(place)
        broken = letter.isspace() or (word != "" and not unicodedata.combining(letter) and _apart(box, found))
        if word and broken:
            yield Word(word, *box)
            word = ""
        if letter.isspace() or unicodedata.combining(letter) or found[2] <= found[0] or found[3] <= found[1]:
            continue
        box = found if not word else _around(box, found)
        word += letter
    if word:
        yield Word(word, *box)


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _apart(word: Box, letter: Box) -> bool:
    """Whether the letter stands on another line than the word, or, where directions change, at another place."""
    level = word[1] - 2 < (letter[1] + letter[3]) / 2 < word[3] + 2
    return not level or letter[0] > word[2] + GAP or letter[2] < word[0] - GAP


def _of_page(words: list[Word], width: float, height: float, *, cover: bool) -> Iterator[str]:
    edge = 0.0 if cover else MARGIN
    for one in words:
        if one.left < edge or one.right > width - edge or one.bottom < 0 or one.top > height:
            yield f"{one.text!r} leaves the page"
    ordered = sorted(words, key=lambda one: one.bottom)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.bottom >= one.top:
                break
            if _share(one, other) > TOUCH:
                yield f"{one.text!r} and {other.text!r} overlap"


def _share(one: Word, other: Word) -> float:
    """How much of the smaller word lies in the other."""
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    if across <= 0 or up <= 0:
        return 0.0
    return across * up / min((w.right - w.left) * (w.top - w.bottom) for w in (one, other))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of tagged content: its page, and the elements around it by their place in the tree and their tag."""

    page: int
    around: tuple[tuple[int, str], ...]


def _of_structure(reader: PdfReader, html: str) -> Iterator[str]:
    """Headings that end a page, and rows and questions that go on overleaf, as the tags of the file tell.

    What is split has an element on each of its pages, so that the file has more of them than *html*.
    """
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, start=1)}  # type: ignore[union-attr]
    pieces = list(_pieces(reader.root_object["/StructTreeRoot"], pages, 0, ()))
    for piece, after in itertools.pairwise(pieces):
        heading = [one for one in piece.around if one[1] in HEADINGS and one not in after.around]
        if heading and after.page != piece.page:
            yield f"page {piece.page}: a heading ends it"
    bodies = re.findall(r"<tbody>.*?</tbody>", html, re.DOTALL)
    rows = _count(pieces, "/TR", "/TBody") - sum(body.count("<tr") for body in bodies)
    if rows > 0:
        yield f"{rows} rows of tables go on overleaf"
    questions = _count(pieces, "/Art", "") - html.count("<article")
    if questions > 0 and not re.search(r'<article class="[^"]*long', html):
        yield f"{questions} questions go on overleaf"


def _count(pieces: list[Piece], tag: str, above: str) -> int:
    """How many elements of *tag* there are, directly below one of the tag *above* where one is named."""
    return len(
        {
            piece.around[: place + 1]
            for piece in pieces
            for place, one in enumerate(piece.around)
            if one[1] == tag and (not above or piece.around[place - 1][1] == above)
        }
    )


def _pieces(
    element: PdfObject | None, pages: dict[int, int], page: int, around: tuple[tuple[int, str], ...]
) -> Iterator[Piece]:
    """The pieces of content below *element*, in reading order."""
    element = None if element is None else element.get_object()
    if isinstance(element, ArrayObject):
        for one in element:
            yield from _pieces(one, pages, page, around)
    elif isinstance(element, DictionaryObject):
        if "/Pg" in element:
            page = pages.get(element.raw_get("/Pg").idnum, page)
        if "/S" in element:
            around = (*around, (id(element), str(element["/S"])))
        if "/K" in element:
            yield from _pieces(element.raw_get("/K"), pages, page, around)
        elif element.get("/Type") == "/MCR":
            yield Piece(page, around)
    elif element is not None and page:
        yield Piece(page, around)
