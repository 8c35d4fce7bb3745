"""The workbook: numbers are numbers, texts are texts, and people can go on with it."""

import datetime
import io
import zipfile
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cem_maturity.adapters import workbook
from cem_maturity.adapters.workbook.cells import Column, Day, Share, Sheet
from cem_maturity.adapters.workbook.writing import written
from cem_maturity.application.assess import assess
from cem_maturity.application.language import languages, speak
from cem_maturity.domain.assessment import Assessment, Organisation, PlannedAction
from cem_maturity.domain.kinds import Kind, of_kind
from cem_maturity.domain.report import Plain, as_values
from tests.adapters.reports import ENGLISH, JOURNEY, a_touchpoint, some_answers, some_dimensions, the_values
from tests.builders import a_questionnaire, a_respondent, an_assessment, answered, unknown


def opened(content: bytes) -> Workbook:
    """The file as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def the_workbook(values: dict[str, Plain] | None = None, code: str = "en") -> Workbook:
    """The workbook of *values*, by default of `the_values()`."""
    return opened(workbook.render(values or the_values(), speak(code)))


def a_sheet(*cells: object) -> Worksheet:
    """A sheet of one row with these cells."""
    columns = tuple(Column(f"head {at}", 20) for at in range(len(cells)))
    content = written([Sheet("one", columns, (cells,))], title="", made="2026-11-21", right_to_left=False)  # type: ignore[arg-type]
    return opened(content)["one"]


def values_of(assessment: Assessment, kind: Kind = Kind.FULL) -> dict[str, Plain]:
    """The values of the report of that *kind* on answers to three dimensions and a journey."""
    asked = a_questionnaire(*some_dimensions(), journey=JOURNEY)
    report = assess(asked, assessment, partial=True, program_version="1.0")
    return as_values(of_kind(report, kind), ENGLISH.say)


def rows(sheet: Worksheet) -> list[dict[object, object]]:
    """What stands below each head, row by row."""
    head, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in others]


@pytest.mark.parametrize(
    ("cell", "value", "number_format"),
    [
        (3, 3, "0"),
        (Fraction(17, 6), 17 / 6, "0.0"),
        (Share(Fraction(1, 3)), 1 / 3, "0%"),
        (Day("2027-02-01"), datetime.datetime(2027, 2, 1), "yyyy-mm-dd"),
        (Day("0999-01-01"), "0999-01-01", "General"),
        (Day(""), None, "yyyy-mm-dd"),
        (None, None, "General"),
        ("", None, "General"),
    ],
)
def test_a_figure_is_a_number_with_its_format(cell: object, value: object, number_format: str) -> None:
    """Rounded by its format alone; a day is a day, where spreadsheets have it."""
    found = a_sheet(cell)["A2"]

    assert isinstance(found, Cell)
    assert found.value == (pytest.approx(value, rel=1e-15) if isinstance(value, float) else value)
    assert found.number_format == number_format


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "1", "2027-02-01", "http://a.b", "TRUE"]
)
def test_a_text_is_a_text_whatever_it_begins_with(text: str) -> None:
    """No formula, number, day or link, in heads neither."""
    sheet = opened(
        written([Sheet("one", (Column(text, 20),), ((text,),))], title="", made="2026-11-21", right_to_left=False)
    )["one"]

    assert [(cell.value, cell.data_type, cell.hyperlink) for (cell,) in sheet.iter_rows()] == [(text, "s", None)] * 2


def test_a_text_like_a_formula_stays_a_text_when_it_is_edited() -> None:
    """It has the mark that a spreadsheet gives to texts typed with an apostrophe."""
    sheet = a_sheet("=1+1", "plain")

    assert [bool(cell.quotePrefix) for cell in sheet[2]] == [True, False]


def test_a_text_that_no_cell_holds_is_cut_where_one_sees_it() -> None:
    """Letters beyond the first plane count twice, and are not cut in two."""
    found = a_sheet("😀" * 20_000)["A2"].value

    assert found == "😀" * 16_383 + "…"


def test_what_people_typed_is_no_formula_anywhere() -> None:
    """In every place that they fill, several respondents' names in the heads among them."""
    text = "=HYPERLINK(1)"
    assessment = an_assessment(
        {**some_answers(), "d0.a": answered(2, note=text, quote=text), "d0.b": unknown(text)},
        organisation=Organisation(text, text, text, text, text),
        flags={"d0.a": text},
        respondents=(a_respondent("a", {"d1.a": 2}, name=text, role=text), a_respondent("b", {"d1.a": 3}, name=text)),
        touchpoints=(a_touchpoint(text, note=text),),
        actions=(PlannedAction("own", "planned", owner=text, text=text, why=text),),
    )

    book = the_workbook(values_of(assessment))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum(text in str(cell.value) for cell in cells) > 10
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


@pytest.mark.parametrize("code", languages())
def test_every_language_has_its_sheets(code: str) -> None:
    """Their names differ and are short enough; in Persian a sheet reads from right to left."""
    book = the_workbook(code=code)

    assert len({name.casefold() for name in book.sheetnames}) == 6
    assert all(0 < len(name) <= 31 for name in book.sheetnames)
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {code == "fa"}


def test_a_sheet_can_be_worked_with() -> None:
    """Its head stays in sight and on every page of paper, and its rows can be filtered."""
    sheet = the_workbook()["Action plan"]

    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:L{sheet.max_row}"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.column_dimensions["B"].width >= 60


def test_the_plan_people_keep_comes_first() -> None:
    """Then what is recommended, then empty rows; a line that is both stands once."""
    kept = (
        PlannedAction("do-0-a-3", "done", owner="Ann", due="2027-02-01"),
        PlannedAction("own", "planned", text="Own", dimension="d1", effort=2, impact=3, horizon="90d"),
    )

    found = rows(the_workbook(values_of(an_assessment(some_answers(), actions=kept)))["Action plan"])

    assert [(row["Id"], row["Status"], row["Owner"]) for row in found[:4]] == [
        ("do-0-a-3", "done", "Ann"),
        ("own", "planned", None),
        ("everyone-2", None, None),
        ("do-0-b-3", None, None),
    ]
    assert found[0]["Due"] == datetime.datetime(2027, 2, 1)
    assert [row["Id"] for row in found].count("do-0-a-3") == 1
    assert [row["Id"] for row in found[-30:]] == [None] * 30


@pytest.mark.parametrize("code", languages())
def test_a_status_is_chosen_from_a_list(code: str) -> None:
    """In the language of the report, in the empty rows too; a due day is entered as a day."""
    language = speak(code)
    book = the_workbook(code=code)
    sheet = book.worksheets[4]

    (choice,) = sheet.data_validations.dataValidation

    said = ",".join(language.gettext(word) for word in ("planned", "done", "dropped"))
    assert (choice.type, choice.formula1) == ("list", f'"{said}"')
    assert str(choice.sqref) == f"F2:F{sheet.max_row}"
    assert sheet.cell(sheet.max_row, 5).number_format == "yyyy-mm-dd"


def test_every_respondent_has_a_column() -> None:
    """Where there are several: the level, the share in place, or why there is none."""
    people = (
        a_respondent("ann", {"d0.a": 2, "d0.b": unknown()}, name="Ann", role="board"),
        a_respondent("bob", {"d0.a": 4}, role="shop"),
    )

    found = rows(the_workbook(values_of(an_assessment(respondents=people)))["Answers"])

    assert [(row["Id"], row["Ann (board)"], row["shop"]) for row in found[:2]] == [
        ("d0.a", 2, 4),
        ("d0.b", "unknown", None),
    ]


def test_the_board_is_given_figures_and_what_to_do_first() -> None:
    """Three sheets, and three actions with room for more."""
    book = the_workbook(values_of(an_assessment(some_answers()), Kind.EXECUTIVE))

    assert book.sheetnames == ["Result", "Dimensions", "Action plan"]
    assert [row["Id"] is not None for row in rows(book["Action plan"])][:4] == [True, True, True, False]


def test_what_leaves_the_house_has_no_room_for_remarks() -> None:
    """No column for notes, quotes, reasons or respondents."""
    people = (a_respondent("ann", {"d0.a": 2}, name="Ann"), a_respondent("bob", {"d0.a": 4}, name="Bob"))

    book = the_workbook(values_of(an_assessment(respondents=people, touchpoints=(a_touchpoint(),)), Kind.OUTWARD))

    heads = {cell.value for sheet in book for cell in sheet[1]}
    assert heads & {"Note", "Quote", "Later", "Ann", "Bob", "Whom to ask, or what to do"} == set()


def test_a_journey_alone_has_its_sheets() -> None:
    """A questionnaire without dimensions: the result and the touchpoints."""
    asked = a_questionnaire(journey=JOURNEY)
    report = assess(asked, an_assessment(touchpoints=(a_touchpoint(),)), partial=False, program_version="1.0")

    assert the_workbook(as_values(report, ENGLISH.say)).sheetnames == ["Result", "Journey"]


def test_the_same_report_gives_the_same_bytes() -> None:
    """No clock is in it: the time is that of the assessment, or the one given."""
    content = workbook.render(the_values(), ENGLISH)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        times = {member.date_time for member in packed.infolist()}

    assert content == workbook.render(the_values(), ENGLISH)
    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert opened(content).properties.created == datetime.datetime(2026, 11, 21)
    given = opened(workbook.render(the_values(), ENGLISH, made="2027-01-02T03:04:05Z"))
    assert given.properties.created == datetime.datetime(2027, 1, 2, 3, 4, 5)
