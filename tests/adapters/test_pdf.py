"""The PDF of a report, by facts: pages, words, properties, links, and the same bytes every time."""

import io
import os
import re
import subprocess
import sys
from functools import cache

import pypdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, PdfObject, StreamObject

from cem_maturity.adapters import pdf
from cem_maturity.adapters.bundled import questionnaires, report_templates
from cem_maturity.adapters.html_report import Medium
from cem_maturity.domain.assessment import Organisation
from tests.adapters.reports import TEMPLATES, some_answers, some_dimensions, the_html, the_values
from tests.builders import a_questionnaire, an_assessment, answered

FONTS = TEMPLATES / "fonts"


def rendered(html: str) -> pypdf.PdfReader:
    """The PDF of *html*, open for reading."""
    return pypdf.PdfReader(io.BytesIO(pdf.render(html, fonts=FONTS)))


@cache
def the_report() -> pypdf.PdfReader:
    """The PDF of the small report with everything in it."""
    return rendered(the_html(medium=Medium.PRINT))


def words_of(reader: pypdf.PdfReader) -> str:
    """All that a search in the file would find."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def inside(thing: PdfObject | None, *path: str) -> PdfObject | None:
    """What stands in the file's dictionaries under *path*; nothing where there is no such key."""
    for key in path:
        assert isinstance(thing, DictionaryObject)
        thing = thing.get(key)
        thing = None if thing is None else thing.get_object()
    return thing


def links_of(reader: pypdf.PdfReader) -> list[str]:
    """The addresses outside the file that its pages lead to."""
    found = [page.get("/Annots") for page in reader.pages]
    notes = [note.get_object() for group in found if isinstance(group, ArrayObject) for note in group]
    return [str(inside(note, "/A", "/URI")) for note in notes if inside(note, "/A") is not None]


def test_the_report_holds_its_words() -> None:
    """Organisation, level names and questions can be found and copied."""
    words = words_of(the_report())

    missing = [text for text in ("ACME", "Level 0", "Level 5", "How is d0.a?", "d0.a at 3") if text not in words]
    assert missing == []


def test_the_file_says_what_it_is() -> None:
    """Title, language, conformity, tags and dates stand in the properties, the dates those of the answers."""
    reader = the_report()

    root = reader.root_object
    metadata = inside(root, "/Metadata")
    assert reader.metadata is not None
    assert reader.metadata.title == "ACME: Sample"
    assert str(inside(root, "/Lang")) == "en"
    assert inside(root, "/MarkInfo", "/Marked") == BooleanObject(True)
    assert inside(root, "/ViewerPreferences", "/DisplayDocTitle") == BooleanObject(True)
    assert isinstance(metadata, StreamObject)
    assert b"pdfuaid:part" in metadata.get_data()
    assert str(reader.metadata["/CreationDate"]).startswith("D:20261121")


def test_the_outline_leads_to_every_part() -> None:
    """Bookmarks name the parts in their order."""
    titles = [str(one["/Title"]) for one in the_report().outline if not isinstance(one, list)]

    assert titles == [
        "ACME",
        "The result on one page",
        "How to read this",
        "Level 2: Level 2",
        "Profile",
        "The d0",
        "The d1",
        "The d2",
        "What to do",
        "Roadmap",
        "The customer's journey",
        "How sure we are",
        "All answers",
        "Method and words",
    ]


def test_pages_are_a4_and_say_where_one_is() -> None:
    """Every page but the cover names the organisation, the day, and itself among all pages."""
    reader = the_report()

    pages = reader.pages
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages} == {(595, 842)}
    for number, page in enumerate(pages[1:], start=2):
        text = page.extract_text()
        assert "ACME" in text
        assert "21 November 2026" in text
        assert f"{number} / {len(pages)}" in text


def test_the_page_for_the_board_stands_alone() -> None:
    """What the board is told takes one page."""
    starts = [number for number, page in enumerate(the_report().pages) if "For the board" in page.extract_text()]

    assert starts == [1]
    assert "How to read this" in the_report().pages[2].extract_text()


def test_a_provisional_result_is_marked_on_every_page() -> None:
    """A page that is torn out still says so."""
    values = the_values(an_assessment({"d0.a": 2, "d0.b": 2}), a_questionnaire(*some_dimensions()), partial=True)

    reader = rendered(the_html(values, medium=Medium.PRINT))

    assert [number for number, page in enumerate(reader.pages) if "Provisional" not in page.extract_text()] == []


def test_only_our_fonts_are_used() -> None:
    """A character that our fonts lack takes no font from the machine: every machine gives the same pages."""
    values = the_values(an_assessment({**some_answers(), "d0.a": answered(2, None, "田中 🙂 → ✓ سلام Привет")}))

    reader = rendered(the_html(values, medium=Medium.PRINT))

    fonts = [inside(page, "/Resources", "/Font") for page in reader.pages]
    names = {
        str(inside(font.get_object(), "/BaseFont")).partition("+")[2]
        for found in fonts
        if isinstance(found, DictionaryObject)
        for font in found.values()
    }
    assert names
    assert {name for name in names if not re.match("Report-|Noto-Sans|Vazirmatn", name)} == set()


def test_the_same_report_gives_the_same_bytes() -> None:
    """In this process, and in others with another time zone, locale, folder and hash seed."""
    html = the_html(medium=Medium.PRINT)
    script = (
        "import sys; from pathlib import Path; from cem_maturity.adapters import pdf;"
        "sys.stdout.buffer.write(pdf.render(sys.stdin.read(), fonts=Path(sys.argv[1])))"
    )
    environment = {**os.environ, "TZ": "Asia/Tehran", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}

    once = pdf.render(html, fonts=FONTS)
    elsewhere = subprocess.run(
        [sys.executable, "-c", script, str(FONTS.resolve())],
        input=html.encode(),
        capture_output=True,
        check=True,
        cwd="/",
        env=environment,
    )

    assert pdf.render(html, fonts=FONTS) == once
    assert elsewhere.stdout == once
    assert elsewhere.stderr == b""


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel=attachment href="file:///etc/hostname">',
        '<a rel=attachment href="file:///etc/hostname">x</a>',
        '<img src="file:///etc/hostname">',
        '<img src="http://127.0.0.1:9/x.png">',
        "<style>@import url(file:///etc/hostname)</style>",
        '<object data="file:///etc/hostname"></object>',
        '<svg width="9" height="9"><image href="file:///etc/hostname"/><title>x</title></svg>',
        '<a href="javascript:alert(1)">x</a><a href="file:///etc/hostname">y</a>',
    ],
)
def test_html_reaches_nothing(markup: str) -> None:
    """Even HTML that asks for it gets no file, no address, no attachment and no odd link."""
    html = f"<html lang=en><title>t</title><body><h1>t</h1>{markup}</body></html>"

    reader = rendered(html)

    assert reader.attachments == {}
    assert links_of(reader) == []


def test_links_to_the_web_and_to_a_mailbox_stay() -> None:
    """These two lead out of a report; nothing else does."""
    links = "<a href='https://example.org/'>a</a> <a href='mailto:a@b.org'>b</a>"
    html = f"<html lang=en><title>t</title><body><h1>t</h1>{links}"

    reader = rendered(html)

    assert links_of(reader) == ["https://example.org/", "mailto:a@b.org"]


def test_texts_without_end_still_make_a_report() -> None:
    """Ten thousand characters without a space, heaps of marks, a name of many lines."""
    said = {**some_answers(), "d0.a": answered(2, None, "x" * 10_000, "e" + "\u0301" * 9_000)}
    assessment = an_assessment(said, organisation=Organisation("A very long name " * 20, "unit " * 40))

    reader = rendered(the_html(the_values(assessment, a_questionnaire(*some_dimensions())), medium=Medium.PRINT))

    assert sum(page.extract_text().count("x") for page in reader.pages) >= 10_000


def test_our_fonts_have_every_character_of_our_texts() -> None:
    """No page of ours shows an empty box where a letter should be."""
    known: set[int] = set()
    for font in FONTS.glob("*.ttf"):
        known |= set(TTFont(font).getBestCmap())
    texts = [
        path.read_text(encoding="utf-8")
        for folder in (report_templates(), *questionnaires().values())
        for path in folder.rglob("*")
        if path.suffix in (".html", ".css", ".yaml")
    ]

    assert {
        character for text in texts for character in text if ord(character) > 31 and ord(character) not in known
    } == set()


def test_a_machine_without_the_libraries_is_told_by_name() -> None:
    """What is missing is named, and found out before anything is imported that would print or crash."""
    needed = {"pango-1.0": ("libpango-of-another-world.so.0",), "c": ("libc.so.6", "libSystem.dylib", "msvcrt.dll")}

    assert pdf.missing_libraries(needed) == ("pango-1.0",)


def test_a_pdf_loads_nothing_to_cut_fonts_with_until_it_is_wanted() -> None:
    """That takes a third of the import, and harfbuzz-subset does it; whoever asks for it gets it all the same."""
    script = (
        "import sys; from pathlib import Path; from cem_maturity.adapters import pdf\n"
        "pdf.render('<html lang=en><title>t</title><p>t', fonts=Path(sys.argv[1]))\n"
        "print('fontTools.subset' in sys.modules, 'fontTools.varLib' in sys.modules)\n"
        "from weasyprint.pdf import fonts\n"
        "print(fonts.subset.Subsetter)\n"
        "try: fonts.instantiateVariableFont(None, {})\n"
        "except TypeError as error: print(error.__traceback__.tb_next.tb_next.tb_frame.f_globals['__name__'])\n"
    )

    ended = subprocess.run([sys.executable, "-c", script, str(FONTS)], capture_output=True, text=True, check=True)

    assert ended.stdout.splitlines() == [
        "False False",
        "<class 'fontTools.subset.Subsetter'>",
        "fontTools.varLib.instancer",
    ]
