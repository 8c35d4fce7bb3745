"""The page of a portfolio in Chromium: few units and thousands, by keyboard, on a phone, in the dark and on paper."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from cem_maturity.application.language import languages
from tests.adapters.portfolios import many_units
from tests.adapters.test_portfolio_page import html
from tests.domain.strategies import THOROUGH
from tests.seen.browser import DESKTOP, PHONE, opened
from tests.seen.test_in_a_browser import EVERY_WAY, SIZES, flaws, outlined, put

ROWS = "[data-units] tbody:not(.median) tr"
MANY = 16_000 if THOROUGH else 2_000


@pytest.fixture(scope="session")
def few(folder: Path) -> dict[str, Path]:
    """Twelve units in every language."""
    return {code: put(folder, f"portfolio-{code}", html(many_units(12), code)) for code in languages()}


@pytest.fixture(scope="session")
def many(folder: Path) -> Path:
    """Thousands of units."""
    return put(folder, "portfolio-many", html(many_units(MANY)))


def names(page: Page) -> list[str]:
    """The units as they stand."""
    return [one.strip() for one in page.locator(f"{ROWS} th").all_text_contents()]


@pytest.mark.parametrize(("code", "size", "dark"), EVERY_WAY if THOROUGH else EVERY_WAY[::5])
def test_anybody_can_use_the_page(browser: Browser, few: dict[str, Path], code: str, size: str, dark: bool) -> None:
    """It holds together, fetches nothing, and axe-core finds no violation, by light and in the dark."""
    with opened(browser, few[code], SIZES[size], dark=dark) as there:
        assert flaws(there, few[code]) == []
        assert there.violations() == []


def test_failures_hold_together_on_a_phone(browser: Browser, folder: Path) -> None:
    """The page with everything in it."""
    file = put(folder, "portfolio-some", html())

    with opened(browser, file, PHONE) as there:
        assert flaws(there, file) == []
        assert there.violations() == []


def test_a_column_sorts_by_keyboard(browser: Browser, few: dict[str, Path]) -> None:
    """Enter on its head: upwards, downwards, and back to the ranking; the median stays where it is."""
    with opened(browser, few["en"]) as there:
        page = there.page
        before = names(page)
        page.locator("[data-units] th button").nth(1).focus()

        orders = []
        for _ in range(3):
            page.keyboard.press("Enter")
            orders.append(names(page))

        assert outlined(page)
        assert page.locator("[data-units] tbody").first.inner_text().split()[0] == "Median"

    assert before[0] == "Shop 00004"
    assert orders == [sorted(before), sorted(before, reverse=True), before]


@pytest.mark.parametrize(("code", "typed", "said"), [("en", "shop 07", "1 of 12"), ("fa", "shop ۰۷", "۱ از ۱۲")])
def test_units_are_found_by_their_names(
    browser: Browser, few: dict[str, Path], code: str, typed: str, said: str
) -> None:
    """The count is told; figures of other columns do not match; Escape brings all back."""
    with opened(browser, few[code]) as there:
        page = there.page
        field = page.locator("[data-units] input[type=search]")
        field.fill(typed)
        found = names(page)
        told = page.locator("[data-units] output").inner_text()
        field.press("Escape")
        after = names(page)

    assert found == ["Shop 00007"]
    assert said in told
    assert len(after) == 12


def test_units_are_chosen_by_level_and_sector(browser: Browser, few: dict[str, Path]) -> None:
    """What is chosen holds together."""
    with opened(browser, few["en"]) as there:
        page = there.page
        page.locator("[data-choose=sector]").select_option(label="banking")
        of_sector = names(page)
        page.locator("[data-choose=level]").select_option("3")
        of_both = names(page)
        page.locator("[data-claim=apart]").check()
        apart = names(page)

    assert sorted(of_sector) == [f"Shop {at:05}" for at in range(1, 12, 2)]
    assert set(of_both) < set(of_sector)
    assert set(apart) <= set(of_both)


def test_of_thousands_all_are_there_and_few_are_laid_out(browser: Browser, many: Path) -> None:
    """Bodies out of sight are skipped; what is a table to the eye stays one to a screen reader."""
    with opened(browser, many, DESKTOP) as there:
        assert flaws(there, many) == []
        skipped = there.page.evaluate(
            "[...document.querySelectorAll('[data-units] tbody:not(.median)')]"
            ".filter((one) => !one.rows[0].cells[0].checkVisibility({contentVisibilityAuto: true})).length"
        )
        table = there.page.locator("[data-units] table")
        table.scroll_into_view_if_needed()
        seen = table.aria_snapshot()
        there.page.locator("[data-units] th button").nth(1).click()
        first = there.page.locator(f"{ROWS} th").first.text_content()
        count = there.page.locator(ROWS).count()

    assert skipped >= MANY // 100 - 3
    assert "- rowheader" in seen
    assert "- columnheader" in seen
    assert (first, count) == ("Shop 00000", MANY)


def test_paper_has_what_was_chosen_with_the_head_on_every_page(browser: Browser, many: Path) -> None:
    """And says how many of how many."""
    with opened(browser, many) as there:
        there.page.locator("[data-units] input[type=search]").fill("shop 000")
        paper = there.page.pdf(prefer_css_page_size=True)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages]
    with_head = [page for page in pages if "Rank" in page]
    wanted = {f"Shop {at:05}" for at in range(MANY) if "000" in f"{at:05}"}
    assert wanted <= {name for page in with_head for name in re.findall(r"Shop \d{5}", page)}
    assert len(with_head) > 1
    assert sum(f"Rows shown: {len(wanted)} of {MANY}" in page for page in pages) == 1
