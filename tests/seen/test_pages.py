"""The pages of the PDF: as they were when a person last looked at them, and without a flaw in the hardest cases."""

import io

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from cem_maturity.adapters import pdf
from cem_maturity.adapters.html_report import Medium
from cem_maturity.application.language import languages
from cem_maturity.cli.reading import load_questionnaire
from tests.domain.strategies import THOROUGH
from tests.seen.cases import HARD, TEMPLATES, a_hard_case, pdf_of_the_cinema, the_cinema
from tests.seen.layout import findings
from tests.seen.pictures import PICTURES, difference, differs, pages, png, stored

CASES = [(name, code) for name in HARD for code in languages()]
SOME = CASES if THOROUGH else [CASES[3 * place + place % 3] for place in range(len(HARD))]
"""Every case in one language, and every language with some; all in all on demand."""

UNSEEN = str.maketrans("", "", "\u200c\u200e\u200f\u202a\u202b\u202c \n")
"""What a text layer may leave out or add: joints and directions of letters, and spaces."""
HIGH = "<p style='margin-bottom: 120mm'>Nearly a page</p>"
LINES = "one<br>two<br>three<br>four<br>five<br>six<br>seven<br>eight"


def rendered(body: str) -> list[str]:
    """What is found in pages of *body*."""
    html = (
        f"<html lang=en><title>t</title><style>@page {{ size: A5; margin: 20mm }}</style><body><h1>t</h1>{body}</html>"
    )
    return findings(pdf.render(html, fonts=TEMPLATES / "fonts"), html)


@pytest.mark.parametrize("code", languages())
def test_pages_look_as_they_did(code: str) -> None:
    """Page for page within a tolerance; what is not alike is drawn beside the picture. `make pictures` renews them."""
    found = []
    taken = list(pages(pdf_of_the_cinema(code)))
    for number, picture in enumerate(taken, start=1):
        file = stored(code, number)
        before = Image.open(file).convert("L") if file.exists() else Image.new("L", (1, 1))
        if differs(before, picture):
            drawn = file.with_suffix(".difference.png")
            drawn.write_bytes(png(difference(before, picture)))
            found.append(f"page {number}: see {drawn}")
    left = [file.name for file in sorted((PICTURES / code).glob("[0-9][0-9].png")) if int(file.stem) > len(taken)]

    assert (found, left) == ([], [])


@pytest.mark.parametrize("code", languages())
def test_the_case_s_pages_are_without_a_flaw(code: str) -> None:
    """Nothing leaves a page, lies over another thing, has no shape, or is torn from what it belongs to."""
    assert findings(pdf_of_the_cinema(code), the_cinema(code, Medium.PRINT)) == []


@pytest.mark.parametrize("code", languages())
def test_level_names_are_found_in_the_case_s_pages(code: str) -> None:
    """A search in the file finds every level by its name."""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_of_the_cinema(code))).pages)

    names = [level.name for level in load_questionnaire("cem-maturity", code).levels]
    assert [name for name in names if name.translate(UNSEEN) not in text.translate(UNSEEN)] == []
    assert "\ufffd" not in text


@pytest.mark.parametrize(("name", "code"), SOME)
def test_hard_cases_are_without_a_flaw(name: str, code: str) -> None:
    """Shortest and longest texts, one dimension and fifteen, nothing known, all low, all high, twenty people."""
    html = a_hard_case(name, code, Medium.PRINT)

    assert findings(pdf.render(html, fonts=TEMPLATES / "fonts"), html) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>All is well.</p>", []),
        ("<p style='margin-left: 118mm'>Outside</p>", ["page 1: 'Outside' leaves the page"]),
        ("<p>under</p><p style='margin-top: -11mm'>over</p>", ["page 1: 'under' and 'over' overlap"]),
        ("<p>There are None.</p>", ["page 1: placeholder 'None'"]),
        ("<p>\U0001f9ff</p>", ["page 1: 1 letters without a shape"]),
        (
            "<h2 style='margin-top: 140mm'>Head</h2><p style='break-before: page'>text</p>",
            ["page 1: a heading ends it"],
        ),
        (
            f"{HIGH}<table><tbody><tr><td>{LINES}</td></tr></tbody></table>",
            ["1 rows of tables go on overleaf"],
        ),
        (
            f"{HIGH}<article>{LINES}</article>",
            ["1 questions go on overleaf"],
        ),
    ],
)
def test_flaws_are_seen(body: str, found: list[str]) -> None:
    """The check of pages finds each kind of flaw where there is one, and nothing where there is none."""
    assert rendered(body) == found


def test_a_moved_word_is_another_page_and_a_shade_is_not() -> None:
    """What a person would see counts; a letter a little greyer does not."""
    page, moved, greyer = (Image.new("L", (298, 421), 255) for _ in range(3))
    ImageDraw.Draw(page).rectangle((20, 20, 120, 26), fill=0)
    ImageDraw.Draw(moved).rectangle((20, 30, 120, 36), fill=0)
    ImageDraw.Draw(greyer).rectangle((20, 20, 120, 26), fill=40)

    assert [differs(page, one) for one in (page, greyer, moved)] == [False, False, True]


def test_all_pictures_together_are_small() -> None:
    """Two megabytes at most: they travel with every copy of the sources."""
    assert sum(file.stat().st_size for file in PICTURES.rglob("*.png")) < 2_000_000
