"""The report in Chromium: it holds together, can be used by anybody, and does by keyboard what it says."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from pypdf import PdfReader

from cem_maturity.application.language import languages
from tests.adapters.test_comparison_pages import a_trend, html, some_units
from tests.domain.strategies import THOROUGH
from tests.seen.browser import DESKTOP, OUTSIDE, OVERLAPS, PHONE, Opened, opened
from tests.seen.cases import HARD, a_hard_case, the_cinema

SIZES = {"phone": PHONE, "desktop": DESKTOP}
A4 = ViewportSize(width=794, height=1123)
MARGIN = 75
"""CSS pixels of a page's margin, which a window does not have."""
EVERY_WAY = [(code, size, dark) for code in languages() for size in SIZES for dark in (False, True)]
WAYS = EVERY_WAY if THOROUGH else EVERY_WAY[::5]
"""Language, size and colours in which axe-core looks: each of them once at least, all of them on demand."""
HARD_WAYS = [(name, code) for name in HARD for code in languages()]


@pytest.fixture(scope="session")
def cinema(folder: Path) -> dict[str, Path]:
    """The bundled case as a page in every language."""
    return {code: put(folder, f"cinema-{code}", the_cinema(code)) for code in languages()}


def put(folder: Path, name: str, text: str) -> Path:
    """A file with that *text*."""
    file = folder / f"{name.replace(' ', '-')}.html"
    file.write_text(text, encoding="utf-8")
    return file


def flaws(there: Opened, file: Path, edge: int = 1) -> list[str]:
    """What is wrong with the page of *file* to the eye, and what it said or fetched.

    *edge* is how far, in CSS pixels, an element may reach out of the window.
    """
    fetched = [one for one in there.requests if not one.startswith(("data:", file.as_uri()))]
    return there.look(OUTSIDE, edge) + there.look(OVERLAPS) + there.said + fetched


def column(page: Page, rows: str, number: int) -> list[str]:
    """The texts of a column, as the *rows* stand."""
    return [one.strip() for one in page.locator(f"{rows} > td:nth-child({number})").all_inner_texts()]


def focused(page: Page) -> str:
    """What has the focus, by its text or its place."""
    found = page.evaluate("document.activeElement.innerText || document.activeElement.id")
    return str(found).strip()


def outlined(page: Page) -> bool:
    """Whether one sees what has the focus."""
    return bool(page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", languages())
def test_the_page_holds_together(browser: Browser, cinema: dict[str, Path], code: str, size: str) -> None:
    """Nothing leaves it, no label lies over another, no error is told and nothing is fetched, on screen and paper."""
    with opened(browser, cinema[code], SIZES[size]) as there:
        on_screen = flaws(there, cinema[code])
        there.page.emulate_media(media="print")
        there.page.set_viewport_size(A4)
        on_paper = flaws(there, cinema[code], MARGIN)

    assert (on_screen, on_paper) == ([], [])


@pytest.mark.parametrize(("code", "size", "dark"), WAYS)
def test_anybody_can_use_the_page(browser: Browser, cinema: dict[str, Path], code: str, size: str, dark: bool) -> None:
    """axe-core finds no violation, by light and in the dark."""
    with opened(browser, cinema[code], SIZES[size], dark=dark) as there:
        assert there.violations() == []


@pytest.mark.parametrize(("name", "code"), HARD_WAYS if THOROUGH else HARD_WAYS[::7])
def test_hard_cases_hold_together(browser: Browser, folder: Path, name: str, code: str) -> None:
    """The shortest and the longest, the fewest and the most, on a phone."""
    file = put(folder, f"{name}-{code}", a_hard_case(name, code))

    with opened(browser, file, PHONE) as there:
        assert flaws(there, file) == []


@pytest.mark.parametrize("kind", ["trend", "units"])
def test_comparisons_hold_together_and_anybody_can_use_them(browser: Browser, folder: Path, kind: str) -> None:
    """They share the report's style and its script."""
    file = put(folder, kind, html(a_trend() if kind == "trend" else some_units(), "fa" if kind == "trend" else "en"))

    with opened(browser, file, PHONE) as there:
        assert flaws(there, file) == []
        assert there.violations() == []
        assert there.page.locator("th button").count() > 0


@pytest.mark.parametrize("code", languages())
def test_a_column_sorts_by_keyboard(browser: Browser, cinema: dict[str, Path], code: str) -> None:
    """Enter on its head: upwards, downwards, and back to the order of the report; what is missing stays last."""
    rows = ".answers tbody tr:not(.group)"
    with opened(browser, cinema[code]) as there:
        page = there.page
        before = column(page, rows, 2)
        page.locator(".answers th button").nth(1).focus()

        ways, orders = [], []
        for _ in range(3):
            page.keyboard.press("Enter")
            ways.append(page.locator(".answers th").evaluate_all("all => all.map((one) => one.ariaSort)"))
            orders.append(column(page, rows, 2))

        assert outlined(page)

    said, missing = [one for one in before if one != "–"], [one for one in before if one == "–"]
    assert missing
    assert ways == [[None, "ascending", None], [None, "descending", None], [None, None, None]]
    assert orders == [sorted(said) + missing, sorted(said, reverse=True) + missing, before]


@pytest.mark.parametrize(("code", "typed"), [("en", "HEAD of"), ("ru", "директор"), ("fa", "مدير")])
def test_rows_are_found_by_their_words(browser: Browser, cinema: dict[str, Path], code: str, typed: str) -> None:
    """Rows without all the words leave, the count is told, Escape brings all back; letters of any keyboard will do."""
    with opened(browser, cinema[code]) as there:
        page = there.page
        rows = page.locator(".roadmap .term tbody tr")
        every = rows.count()
        field = page.locator(".roadmap [data-list] input").first
        field.focus()

        page.keyboard.type(typed)
        shown = [one.lower() for one in page.locator(".roadmap .term tbody tr:visible").all_inner_texts()]
        told = page.locator(".roadmap output").first.inner_text()
        empty = page.locator(".roadmap .term:visible").filter(has_not=page.locator("tbody tr:visible")).count()
        page.keyboard.press("Escape")
        after = page.locator(".roadmap .term tbody tr:visible").count()

    word = typed.lower().split()[0].replace("\u064a", "\u06cc")
    assert 0 < len(shown) < every
    assert [one for one in shown if word not in one] == []
    assert str(len(shown)) in told or code == "fa"
    assert empty == 0
    assert after == every


def test_actions_of_all_horizons_sort_as_one(browser: Browser, cinema: dict[str, Path]) -> None:
    """By effort the least comes first, whatever its horizon, which the row then tells; the focus goes along."""
    with opened(browser, cinema["en"]) as there:
        page = there.page
        page.locator(".roadmap .term").nth(1).locator("th button").nth(3).focus()

        page.keyboard.press("Enter")

        efforts = [int(one) for one in column(page, ".roadmap .term tbody tr", 4)]
        terms = page.locator(".roadmap .term:visible").count()
        horizons = page.locator(".roadmap .of:visible").count()
        at = focused(page)

    assert efforts == sorted(efforts)
    assert (terms, horizons, at) == (1, len(efforts), "Effort")


def test_the_first_stop_leads_past_the_contents(browser: Browser, cinema: dict[str, Path]) -> None:
    """The skip link shows itself when it has the focus, and takes it to the report."""
    with opened(browser, cinema["en"]) as there:
        page = there.page

        page.keyboard.press("Tab")
        link = (focused(page), outlined(page), page.locator(".skip").bounding_box())
        page.keyboard.press("Enter")
        at = page.evaluate("document.activeElement.tagName")

    assert link[:2] == ("To the report", True)
    assert link[2] is not None
    assert link[2]["width"] > 40
    assert at == "MAIN"


@pytest.mark.parametrize("code", ["en", "fa"])
def test_the_contents_mark_where_one_is(browser: Browser, cinema: dict[str, Path], code: str) -> None:
    """One link of the contents is the current one: that of the part at the top of the window."""
    with opened(browser, cinema[code]) as there:
        page = there.page
        marked = []
        for part in ("profile", "dimension-4", "answers"):
            page.evaluate(f"document.getElementById('{part}').scrollIntoView({{ behavior: 'instant' }})")
            page.wait_for_timeout(80)
            marked += page.locator("nav [aria-current]").evaluate_all("all => all.map((one) => one.hash)")

    assert marked == ["#profile", "#dimension-4", "#answers"]


def test_on_a_phone_the_contents_fold_away(browser: Browser, cinema: dict[str, Path]) -> None:
    """They open by keyboard, close with Escape or with a choice, and say where one is."""
    with opened(browser, cinema["en"], PHONE) as there:
        page = there.page
        folder = page.locator("nav details")
        states = [folder.get_attribute("open")]
        page.locator("nav summary").focus()
        for key in ("Enter", "Escape", "Enter"):
            page.keyboard.press(key)
            states.append(folder.get_attribute("open"))
        page.locator("nav a[href='#answers']").focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(80)
        states.append(folder.get_attribute("open"))
        place = page.locator("nav .place").inner_text()

    assert states == [None, "", None, "", None]
    assert place == "All answers"


def test_without_scripts_all_can_be_read(browser: Browser, cinema: dict[str, Path]) -> None:
    """Nothing is offered that would not work, and no row is missing."""
    with opened(browser, cinema["en"], PHONE, scripts=False) as there:
        page = there.page
        rows = page.locator("tbody tr")

        assert page.locator("th button, .finder:visible").count() == 0
        assert rows.count() == page.locator("tbody tr:visible").count()
        assert page.locator("nav a:visible").count() > 15


def test_paper_gets_the_whole_report_in_its_order(browser: Browser, cinema: dict[str, Path]) -> None:
    """Whatever was sorted, found and dark on the screen; A4, in about as many pages as the PDF."""
    with opened(browser, cinema["en"], dark=True) as there:
        page = there.page
        page.locator(".answers th button").first.click()
        page.locator(".answers .finder input").fill("nowhere to be found")

        made = page.pdf(prefer_css_page_size=True, print_background=True)

        plain = page.evaluate("getComputedStyle(document.body).backgroundColor")

    pages = PdfReader(io.BytesIO(made)).pages
    text = " ".join(" ".join(one.extract_text() for one in pages).split())
    assert {tuple(round(float(side)) for side in one.mediabox[2:]) for one in pages} == {(595, 842)}
    assert 22 <= len(pages) <= 30
    assert text.count("How far do your plans follow a written vision") == 2
    assert "Find answers" not in text
    assert plain in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
