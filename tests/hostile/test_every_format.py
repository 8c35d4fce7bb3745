"""Hostile text in every place of an answers file, and what each format makes of it.

What a format shows is found with a harmless word in every place; then each hostile text must stand where that word
stood, byte for byte, and nothing else on the page may be another than before.
"""

import csv
import io
import itertools
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import openpyxl
import pypdf
import pypdfium2
import pytest
import tinyhtml5

from cem_maturity.domain.assessment import Assessment
from tests.adapters.test_markdown import shape
from tests.adapters.test_markdown import words as words_of_markdown
from tests.domain.strategies import THOROUGH
from tests.filled import IDS, WHOLE, filled
from tests.hostile import answers
from tests.hostile.answers import Place, cem, harmless, places, turn, turns
from tests.hostile.texts import ALL, NAUGHTY, REFUSED, WORDS

LONGEST_UNIT = 240
"""Characters of a unit's name on the cover, an ellipsis with them."""
MOST_MARKS = 30
"""Combining marks in a row that a page shows."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put_down(found: tuple[Assessment, list[Place]]) -> list[Place]:
    """Have answers files of now and then with these texts; the places where they stand."""
    assessment, there = found
    answers.put_down(Path(), assessment)
    answers.put_down(Path(), replace(assessment, date="2025-11-21"), "then.yaml")
    return there


def report(format_: str, *options: str) -> bytes:
    """The report on a.yaml, with all that it may have."""
    extent = ["--questionnaire", "small.yaml", "--partial", "--plan", "3", "--baseline", "then.yaml"]
    done = cem("report", "a.yaml", *extent, "--format", format_, "-o", f"r.{format_}", *options)
    assert (done.exit_code, done.exception) == (0, None), done.stderr
    return Path(f"r.{format_}").read_bytes()


def one_line(text: str) -> str:
    """*text* composed, and with one space for all white space: what a page shows of it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def capped(text: str) -> str:
    """*text* without the combining marks that a page leaves out."""
    kept, marks = "", 0
    for character in unicodedata.normalize("NFC", text):
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        kept += character if marks <= MOST_MARKS else ""
    return kept


def strings(value: object) -> Iterator[str]:
    """Every text in *value*, which came from JSON."""
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from strings(one)
        case list():
            for one in value:
                yield from strings(one)


def in_json() -> Callable[[Place], bool]:
    """Whether a text stands in the object, exactly."""
    found = set(strings(json.loads(report("json"))))
    return lambda place: place.text in found


def named(place: Place) -> str:
    """What reports show of what stands at *place*: quotes are given to a name without what follows its comma."""
    return place.text.split(",")[0].split("،")[0] if place.field == "Respondent.name" else place.text


def shortened(place: Place) -> Iterator[str]:
    """What the cover shows of a unit with a name that is too long for it."""
    if place.field == "Organisation.unit" and len(place.text) > LONGEST_UNIT:
        yield f"{place.text[: LONGEST_UNIT - 1]}…"


def in_html() -> Callable[[Place], bool]:
    """Whether a text stands on the page."""
    root = tinyhtml5.parse(report("html").decode(), namespace_html_elements=False)
    page = one_line("".join(root.itertext()))
    return lambda place: any(one_line(capped(text)) in page for text in (named(place), *shortened(place)))


def in_markdown() -> Callable[[Place], bool]:
    """Whether a text is read in the document."""
    page = one_line(words_of_markdown(report("md").decode()))
    return lambda place: one_line(named(place)) in page


def in_workbook() -> Callable[[Place], bool]:
    """Whether a text stands in a cell, exactly, alone or among others."""
    book = openpyxl.load_workbook(io.BytesIO(report("xlsx")))
    cells = "\0".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    return lambda place: place.text in cells


FORMATS = {"json": in_json, "html": in_html, "md": in_markdown, "xlsx": in_workbook}


@pytest.mark.parametrize("format_", FORMATS)
def test_every_text_stands_where_a_word_would(format_: str) -> None:
    """The same bytes in JSON and in cells; the same signs on pages, where white space is one space."""
    words = put_down(harmless())
    shows = FORMATS[format_]()
    shown = [shows(place) for place in words]

    missing = []
    for number in turns():
        there = put_down(turn(number))
        finds = FORMATS[format_]()
        missing += [place for place, is_shown in zip(there, shown, strict=True) if is_shown and not finds(place)]

    assert sum(shown) > 30
    assert missing == []


def turns_around(element: "Element[str]") -> bool:
    """Whether it is one of those by which a page breaks long words, and gives a text its own direction."""
    return element.tag in ("wbr", "bdi") or "turned" in element.get("class", "").split()


def test_no_text_is_an_element_or_an_attribute() -> None:
    """A reader of HTML finds the elements that it finds with a word in every place, but for breaks and directions."""

    def built() -> tuple[Counter[str], set[str], set[str]]:
        root = tinyhtml5.parse(report("html").decode(), namespace_html_elements=False)
        elements = [one for one in root.iter() if isinstance(one.tag, str) and not turns_around(one)]
        links = {value for one in elements for name, value in one.attrib.items() if name in ("href", "src", "action")}
        names = {name for one in elements for name in one.attrib}
        return Counter(one.tag for one in elements), names, {link.partition(":")[0] for link in links if link[0] != "#"}

    put_down(harmless())
    plain = built()

    for number in turns():
        put_down(turn(number))
        assert built() == plain, number


def elements(page: str) -> tuple[Counter[str], set[str]]:
    """The elements of *page* with how often each is there, and where its links lead."""
    root = tinyhtml5.parse(page, namespace_html_elements=False)
    found = [one for one in root.iter() if isinstance(one.tag, str) and not turns_around(one)]
    return Counter(one.tag for one in found), {one.get("href") or "" for one in found if one.tag == "a"}


def test_no_text_is_an_element_where_units_stand_side_by_side() -> None:
    """In a comparison and in a portfolio, all of whose names are hostile."""

    def made(one: tuple[Assessment, list[Place]], other: tuple[Assessment, list[Place]]) -> list[object]:
        Path("in").mkdir(exist_ok=True)
        for name, (assessment, _places) in (("a", one), ("b", other)):
            answers.put_down(Path(), assessment, f"{name}.yaml")
            answers.put_down(Path(), assessment, f"in/{name}.yaml")
        asked = ["--questionnaire", "small.yaml", "--partial"]
        compared = cem("compare", "a.yaml", "b.yaml", *asked, "--by", "unit", "-o", "c.html")
        batch = cem("batch", "in", *asked, "-o", "out", "--format", "none")
        assert (compared.exit_code, batch.exit_code) == (0, 0), (compared.output, batch.output)
        return [elements(Path(name).read_text("utf-8")) for name in ("c.html", "out/portfolio.html")]

    plain = made(harmless(), harmless("other"))

    for number in turns():
        assert made(turn(number), turn(number + 7)) == plain, number


def test_no_text_is_markup_of_a_document() -> None:
    """A reader of Markdown finds the parts that it finds with a word in every place."""
    put_down(harmless())
    plain = Counter(shape(report("md").decode()))

    for number in turns():
        put_down(turn(number))
        assert Counter(shape(report("md").decode())) == plain, number


def test_no_text_is_a_formula_a_link_or_a_number() -> None:
    """All that people wrote is a text in a workbook; in CSV nothing begins as a formula does."""
    for number in turns():
        put_down(turn(number))
        book = openpyxl.load_workbook(io.BytesIO(report("xlsx")))
        table = cem("score", "a.yaml", "--questionnaire", "small.yaml", "--partial", "--format", "csv").stdout

        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
        rows = list(csv.reader(io.StringIO(table)))
        assert len({len(row) for row in rows}) == 1
        assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


OPEN = "\N{RIGHT-TO-LEFT OVERRIDE}"
NOT_CLOSED = re.compile(f"{OPEN}b\\d+x(?!\N{POP DIRECTIONAL FORMATTING})")


def turned_around() -> tuple[Assessment, list[Place]]:
    """The assessment in which every text turns around what stands behind it."""
    numbers = itertools.count()

    def word(field: str, said: str) -> str:
        return said if field in IDS else f"a{OPEN}b{next(numbers)}x"

    return filled(WHOLE, word), []


@pytest.mark.parametrize("kind", ["full", "executive", "outward"])
@pytest.mark.parametrize("format_", ["html", "md"])
def test_no_text_turns_around_what_is_not_its_own(format_: str, kind: str) -> None:
    """Whatever it leaves open ends where it does, so that a figure behind a name reads as it was written."""
    put_down(turned_around())

    page = report(format_, "--kind", kind).decode()

    assert page.count(OPEN) > 3
    assert NOT_CLOSED.findall(page) == []


IN_CLUSTERS = ("M", "C", "Z")
"""Kinds of signs that a page draws together with others, or that have no shape."""


def signs(text: str) -> set[str]:
    """The signs in *text* that a page shows each by itself, in their plainest form."""
    plain = unicodedata.normalize("NFKD", text)
    return {read(sign) for sign in plain if unicodedata.category(sign)[0] not in IN_CLUSTERS and sign.strip()}


def read(sign: str) -> str:
    """What is certain of *sign* when it was read from a page: of one that takes two units of UTF-16 the second.

    In lines from right to left the reader turns units around, not signs, and tears them.
    """
    return sign if ord(sign) <= 0xFFFF else sign.encode("utf-16-le")[2:].decode("utf-16-le", errors="surrogatepass")


MODIFIERS = frozenset(map(read, "🏻🏼🏽🏾🏿🦰🦱🦲🦳"))
"""Signs that change a picture before them."""


def test_a_pdf_shows_every_sign_and_carries_every_text() -> None:
    """The pages have all that can be seen; the file inside has the same bytes; no link leads out."""
    for number in range(0, len(WORDS), places()) if THOROUGH else [0]:
        there = put_down(turn(number))

        reader = pypdf.PdfReader(io.BytesIO(report("pdf")))

        document = pypdfium2.PdfDocument(Path("r.pdf"))
        pages = "".join(page.get_textpage().get_text_range() for page in document)
        shown = set(map(read, unicodedata.normalize("NFKD", pages)))
        unreported = ("UnfinishedTouchpoint.name", "NotApplicable.reason", "Unknown.whom")
        wanted = {sign for one in there if one.field not in unreported for sign in signs(capped(named(one)))}
        assert wanted - shown - MODIFIERS == set(), number
        assert reader.attachments["answers.yaml"] == [Path("a.yaml").read_bytes()]
        assert set(reader.attachments) == {"answers.yaml", "result.json"}
        actions = [link.get_object().get("/A", {}) for page in reader.pages for link in page.get("/Annots", [])]
        assert [one for one in actions if one.get("/S") in ("/URI", "/Launch", "/JavaScript", "/GoToR")] == []


def test_what_may_not_be_kept_is_what_holds_control_characters() -> None:
    """Of the 515 that others collected, 7: six with commands for a terminal or a printer, one that is no character."""
    assert len(NAUGHTY) == 515
    assert [text for text in ALL if text in REFUSED] == [text for text in NAUGHTY if text in REFUSED]
    assert len(REFUSED) == 7
    assert all(any(unicodedata.category(sign) in ("Cc", "Cn") for sign in text) for text in REFUSED)
