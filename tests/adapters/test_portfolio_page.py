"""The page of a portfolio: what stands on it, in which direction, and that nothing on it is more than text."""

import re

import pytest

from cem_maturity.adapters.bundled import report_templates
from cem_maturity.adapters.html_report.portfolio import MANY, MOST_PROBLEMS, render
from cem_maturity.application.language import languages, speak
from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.outcome import Failed
from cem_maturity.domain.portfolio import Portfolio, portfolio
from cem_maturity.domain.problem import Place, Problem
from tests.adapters.page import Page
from tests.adapters.portfolios import ASKED, a_unit, many_units, some_outcomes, some_portfolio, values_of
from tests.adapters.reports import TEMPLATES

OURS = report_templates() / "portfolio"


def html(found: Portfolio | None = None, code: str = "en") -> str:
    """The page, by default of `some_portfolio()`."""
    return render(values_of(found, code), speak(code), templates=OURS, shared=TEMPLATES)


def text_of(page: str) -> str:
    """What a person reads, with a space between cells and lines."""
    body = page[page.index("<body") : page.index("<script>")]
    return " ".join(Page(re.sub(r"<(?=t[dhr]|br)", " <", body)).text.split())


def links(page: str) -> list[str]:
    """Where the page leads to, but for its own parts."""
    found = [attributes["href"] or "" for tag, attributes in Page(page).elements if tag == "a"]
    return [one for one in found if not one.startswith("#")]


def test_the_page_shows_who_stands_where() -> None:
    """The distribution, every unit with its levels and marks, and who stands apart."""
    text = text_of(html())

    assert "4 units" in text
    assert "One file could not be scored" in text
    assert "Half of the units or more stand at level 1 or below." in text
    assert "Dublin is furthest along, at level 4 with an index of 4.5." in text
    assert "1 Dublin 4 ▲ 4.5 5▲ 4▲ retail IE" in text
    assert "2 Cork 1 1.5 1 2 retail IE 2 Galway" in text
    assert "Far above ▲" in text
    assert "Can help: Cork, Galway, Тула" in text


def test_who_can_help_is_found_by_files_of_any_name() -> None:
    """Also by one so long that a page would break it."""
    long = f"answers/{'x' * 60}.yaml"
    units = [
        a_unit(long, Organisation("ACME", "Cork"), voice=1),
        a_unit(f"{long}.yaml", Organisation("ACME", "Dublin"), voice=5),
        a_unit("galway.yaml", Organisation("ACME", "Galway"), voice=1),
    ]

    assert "Can help: Cork, Galway" in text_of(html(portfolio(units, {}, ASKED, "1.0")))


def test_a_level_is_a_figure_with_a_colour() -> None:
    """Never a colour alone."""
    page = html()

    assert re.findall(r'<td class="cell h\d">(.*?)</td>', page) == ["5▲", "4▲", "1", "2", "1", "2", "1", "1"]


def test_a_unit_leads_to_its_report() -> None:
    """By an address beside the page; a unit without one is text."""
    assert set(links(html())) == {"reports/acme-cork.pdf", "reports/acme-dublin.pdf"}


def test_an_address_is_never_more_than_a_name_beside_the_page() -> None:
    """Whatever it is made of."""
    outcomes = some_outcomes()
    names = {"cork.yaml": 'javascript:alert(1)"><b>', "dublin.yaml": "reports/Тула #1.pdf"}

    found = links(html(portfolio(outcomes, names, ASKED, "1.0")))

    assert set(found) == {"javascript%3Aalert%281%29%22%3E%3Cb%3E", "reports/%D0%A2%D1%83%D0%BB%D0%B0%20%231.pdf"}


def test_a_file_that_failed_says_why() -> None:
    """With the place, the code and what to do."""
    text = text_of(html())

    assert "broken/one.yaml 12:3 a stands here a second time, first in line 4 keep one of them [duplicate-key]" in text


def test_names_stay_text() -> None:
    """Nothing that people typed becomes markup, in a choice neither."""
    page = html(some_portfolio("<script>alert(1)</script>", "<img src=x onerror=alert(1)>"))

    assert page.count("<script") == 2
    assert "<img" not in page


def test_failures_alone_make_a_page() -> None:
    """It says so, and what is wrong."""
    text = text_of(html(portfolio(some_outcomes()[2:3], {}, None, "1.0")))

    assert "No file could be scored; what is wrong with each stands below." in text
    assert "Unit by unit" not in text
    assert "[duplicate-key]" in text


def test_problems_beyond_what_one_reads_are_counted() -> None:
    """The tables have them all."""
    failed = [Failed(f"{at}.yaml", (Problem("empty-file", Place(f"{at}.yaml")),)) for at in range(MOST_PROBLEMS + 2)]

    page = html(portfolio(failed, {}, None, "1.0"))

    assert page.count("[empty-file]") == MOST_PROBLEMS
    assert "2 more problems stand in the tables beside this page." in text_of(page)


@pytest.mark.parametrize(("count", "bodies"), [(MANY, 4), (MANY + 1, 5)])
def test_of_many_units_a_browser_lays_out_what_is_seen(count: int, bodies: int) -> None:
    """They stand in bodies of a hundred, beside that of the median."""
    page = html(many_units(count))
    table = page[page.index("data-units") : page.index("</figure>", page.index("data-units"))]

    assert table.count("<tbody>") == bodies
    assert ("units long many" in page) == (count > MANY)
    assert "Rows shown: {shown} of {all}" in page
    assert table.count("reports/") == count


@pytest.mark.parametrize("code", languages())
def test_every_language_has_its_direction_and_digits(code: str) -> None:
    """Persian reads from right to left."""
    page = html(code=code)

    assert f'<html lang="{code}" dir="{"rtl" if code == "fa" else "ltr"}"' in page
    assert ("۵▲" if code == "fa" else "5▲") in page


def test_the_page_needs_nothing_from_outside() -> None:
    """Its policy lets two scripts run, which it names by their hashes."""
    page = Page(html())
    (policy,) = [one["content"] for _, one in page.elements if one.get("http-equiv") == "Content-Security-Policy"]

    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert policy.count("sha256-") == 2
    assert [tag for tag, one in page.elements if tag in ("link", "iframe") or "src" in one] == []


def test_both_scripts_compare_text_alike() -> None:
    """What one types is found in the table of units as in all others."""
    scripts = [(TEMPLATES / "js" / "page.js"), (OURS / "js" / "units.js")]
    folding = [re.search(r"  const folded = .*?;\n", one.read_text(encoding="utf-8"), re.DOTALL) for one in scripts]

    assert folding[0] is not None
    assert folding[1] is not None
    assert folding[0].group() == folding[1].group()


def test_the_same_portfolio_gives_the_same_page() -> None:
    """No clock is in it; a time that is given is its own."""
    given = render(values_of(), speak("en"), templates=OURS, shared=TEMPLATES, made="2027-01-02T03:04:05Z")

    assert html() == html()
    assert "2027-01-02T03:04:05Z" in given
