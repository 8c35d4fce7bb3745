"""Comparisons as pages: what stands on them, in which direction, and that text stays text."""

import io

import pypdf
import pytest

from cem_maturity.adapters import pdf
from cem_maturity.adapters.bundled import report_templates
from cem_maturity.adapters.html_report import Medium
from cem_maturity.adapters.html_report.comparison import render
from cem_maturity.application.language import speak
from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.comparing import between_units, over_time
from cem_maturity.domain.comparison import Comparison
from cem_maturity.domain.report import as_values
from tests.adapters.page import Page
from tests.adapters.reports import TEMPLATES
from tests.domain.test_comparing import a_result


def a_trend(name: str = "ACME") -> Comparison:
    """Two results of one house, one answer risen and one fallen."""
    house = Organisation(name)
    results = [
        a_result("then.yaml", year=2025, organisation=house, voice_a=1, data_a=3),
        a_result("now.yaml", year=2026, organisation=house, voice_a=4, data_a=2),
    ]
    return over_time(results, "1.0")


def some_units(first: str = "Cork") -> Comparison:
    """Three units, one of them far ahead, and two below the median in one dimension."""
    levels = {first: (1, 0), "Dublin": (4, 4), "Galway": (1, 0)}
    results = [
        a_result(f"{at}.yaml", organisation=Organisation("ACME", unit), voice_a=voice, data_a=data)
        for at, (unit, (voice, data)) in enumerate(levels.items())
    ]
    return between_units(results, "1.0")


def html(comparison: Comparison, code: str = "en", medium: Medium = Medium.SCREEN) -> str:
    """The page."""
    language = speak(code)
    return render(
        as_values(comparison, language.say),
        language,
        templates=report_templates() / "comparison",
        shared=TEMPLATES,
        medium=medium,
    )


def test_a_trend_shows_levels_moves_and_questions() -> None:
    """Moves carry a sign and a mark, so that they read without colour."""
    text = Page(html(a_trend())).text

    assert "From level 1 the organisation has risen to level 2." in text
    assert "One dimension has risen, and one has fallen." in text
    assert "How is voice.a?" in text
    assert "▲ +3" in text
    assert "▼ −1" in text


def test_units_show_heatmap_outliers_and_donors() -> None:
    """Each unit has its row, and what stands apart is marked."""
    text = Page(html(some_units())).text

    assert "3 units" in text
    assert "4▲" in text
    assert "Standing apart" in text
    assert "Can help: Cork, Galway" in text


@pytest.mark.parametrize("comparison", [a_trend("<script>alert(1)</script>"), some_units("<script>alert(1)</script>")])
def test_names_stay_text(comparison: Comparison) -> None:
    """Nothing that people typed becomes markup."""
    page = html(comparison)

    assert page.count("<script") == 1
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("comparison", [a_trend(), some_units()])
def test_persian_reads_from_right_to_left_in_its_own_digits(comparison: Comparison) -> None:
    """Figures are Persian, and the page says its direction."""
    page = html(comparison, "fa")

    assert '<html lang="fa" dir="rtl"' in page
    assert "۴" in page


@pytest.mark.parametrize("comparison", [a_trend(), some_units()])
def test_the_same_comparison_makes_the_same_bytes(comparison: Comparison) -> None:
    """A PDF with a title, of one page or two for little, and no clock in it."""
    one, other = (pdf.render(html(comparison, medium=Medium.PRINT), fonts=TEMPLATES / "fonts") for _ in range(2))
    reader = pypdf.PdfReader(io.BytesIO(one))

    assert one == other
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("ACME")
    assert len(reader.pages) in (1, 2)


def test_a_long_table_of_units_begins_on_the_first_page() -> None:
    """A table that no page can hold is divided between units; its last line, the median, does not stand alone."""
    results = [
        a_result(f"{at}.yaml", organisation=Organisation("ACME", f"Shop {at:02}"), voice_a=2, data_a=2)
        for at in range(40)
    ]

    page = html(between_units(results, "1.0"), medium=Medium.PRINT)
    pages = [
        one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf.render(page, fonts=TEMPLATES / "fonts"))).pages
    ]

    assert "Shop 00" in pages[0]
    assert "Median" not in pages[0]
    assert ["Shop 39" in one for one in pages] == ["Median" in one for one in pages]
