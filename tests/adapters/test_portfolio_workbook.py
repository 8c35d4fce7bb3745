"""The workbook of a portfolio: its sheets, what people can do with them, and that text stays text."""

import io

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from cem_maturity.adapters.workbook.portfolio import render
from cem_maturity.application.language import languages, speak
from cem_maturity.domain.portfolio import Portfolio, portfolio
from tests.adapters.portfolios import some_outcomes, some_portfolio, values_of
from tests.adapters.test_workbook import rows


def the_workbook(found: Portfolio | None = None, code: str = "en") -> Workbook:
    """The file as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(render(values_of(found, code), speak(code))))


def test_every_unit_has_its_row_and_every_problem() -> None:
    """Levels are numbers; what failed is on its own sheet."""
    book = the_workbook()

    assert book.sheetnames == ["Units", "Distribution", "Standing apart", "Who can help", "Problems"]
    first = rows(book["Units"])[0]
    assert (first["Unit"], first["Rank"], first["Level"], first["The voice"], first["Report"]) == (
        "Cork",
        2,
        1,
        1,
        "reports/acme-cork.pdf",
    )
    assert [row["Dimension"] for row in rows(book["Distribution"])] == [
        "Overall",
        "The voice",
        "The data",
    ]
    assert [(row["File"], row["Line"], row["Code"]) for row in rows(book["Problems"])] == [
        ("broken/one.yaml", 12, "duplicate-key")
    ]


def test_a_sheet_of_units_can_be_sorted_and_filtered() -> None:
    """Its head and the names stay in sight."""
    sheet = the_workbook()["Units"]

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(sheet.max_column)}5"


def test_what_people_typed_is_no_formula_anywhere() -> None:
    """Nor do file names become links."""
    book = the_workbook(some_portfolio("=HYPERLINK(1)", "=HYPERLINK(1)"))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum(str(cell.value).startswith("=HYPERLINK") for cell in cells) > 3
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []


@pytest.mark.parametrize("code", languages())
def test_every_language_has_its_sheets(code: str) -> None:
    """Their names differ and are short enough; in Persian a sheet reads from right to left."""
    book = the_workbook(code=code)

    assert len({name.casefold() for name in book.sheetnames}) == 5
    assert all(0 < len(name) <= 31 for name in book.sheetnames)
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {code == "fa"}


def test_failures_alone_make_a_workbook() -> None:
    """With their problems."""
    broken = some_outcomes()[2:3]

    assert the_workbook(portfolio(broken, {}, None, "1.0")).sheetnames == ["Problems"]


def test_the_same_portfolio_gives_the_same_bytes() -> None:
    """No clock is in it."""
    english = speak("en")

    assert render(values_of(), english) == render(values_of(), english)
