"""From sheets to the bytes of an xlsx file."""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from xlsxwriter import Workbook

from cem_maturity.adapters.workbook.cells import Cell, Day, Share, Sheet
from cem_maturity.domain.brand import DAY

LONGEST_NAME = 31
"""Characters of a sheet's name."""
LONGEST_TEXT = 32_767
"""UTF-16 units of a cell."""
LONGEST_FOOT = 80
"""Characters of a title in the foot of a printed page."""
FIRST_YEAR = 1900
"""Of the days that a spreadsheet counts."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""A text that begins like this gets the mark of a text, so that it stays one when somebody edits it."""
A4 = 9
PAGE_WIDTH = 200
"""Characters side by side that can still be read on a printed page."""
LINE_HEIGHT = 15
MOST_LINES = 27
"""Of a row; a spreadsheet knows none higher than 409 points."""
NUMBER_FORMATS: Mapping[type, str] = {int: "0", Fraction: "0.0", Share: "0%", Day: "yyyy-mm-dd"}
INK, HEAD, LINE, PALE, DARK = DAY.ink, DAY.levels[5], DAY.line, DAY.levels[0], DAY.levels[3]
NARROW = 12
"""Characters of a column of figures; its head stands over their middle."""


def written(sheets: Iterable[Sheet], *, title: str, made: str, right_to_left: bool) -> bytes:
    """The file with those *sheets*; equal sheets and times give equal bytes.

    *made* is the ISO 8601 time that it gives as its own.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as workbook:
        workbook.set_properties({"title": title[:255], "created": _time(made)})
        formats = _formats(workbook, "right" if right_to_left else "left")
        for sheet in sheets:
            page = workbook.add_worksheet(_name(sheet.name))
            if right_to_left:
                page.right_to_left()
            _lay_out(page, sheet, title)
            _fill(page, sheet, formats)
    return file.getvalue()


def _formats(workbook: Workbook, start: str) -> Mapping[object, Any]:
    """The look of each kind of cell, also *start*ing where texts do, of a text like a formula, and of a head."""
    usual = {"valign": "top", "text_wrap": True, "font_color": INK, "bottom": 1, "bottom_color": LINE}
    words = {**usual, "align": start, "indent": 1}
    made: dict[object, Any] = {str: workbook.add_format(words)}
    for kind, form in NUMBER_FORMATS.items():
        made[kind] = workbook.add_format({**usual, "num_format": form, "align": "center"})
        made[kind, "start"] = workbook.add_format({**usual, "num_format": form, "align": start, "indent": 1})
    made["marked"] = workbook.add_format(words)
    made["marked"].set_quote_prefix()
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "font_color": "#ffffff", "bg_color": HEAD}
    made["head"] = workbook.add_format({**head, "align": start, "indent": 1})
    made["narrow head"] = workbook.add_format({**head, "align": "center"})
    return made


def _lay_out(page: Any, sheet: Sheet, title: str) -> None:
    last = len(sheet.rows) + sheet.empty
    page.freeze_panes(1, sheet.fixed)
    page.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(-(-sum(column.width for column in sheet.columns) // PAGE_WIDTH), 0)
    page.repeat_rows(0)
    if sheet.fixed:
        page.repeat_columns(0, sheet.fixed - 1)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L{_cut(title, LONGEST_FOOT).replace('&', '&&')}&C&A&R&P / &N")
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        if column.scale and sheet.rows:
            page.conditional_format(1, at, last, at, _tint(column.scale))
        if column.choices and last:
            page.data_validation(1, at, last, at, {"validate": "list", "source": list(column.choices)})


def _tint(top: int) -> Mapping[str, object]:
    """A tint from pale at 0 to darker at *top*."""
    return {
        "type": "2_color_scale",
        "min_type": "num",
        "max_type": "num",
        "min_value": 0,
        "max_value": top,
        "min_color": PALE,
        "max_color": DARK,
    }


def _fill(page: Any, sheet: Sheet, formats: Mapping[object, Any]) -> None:
    heads = tuple(column.head for column in sheet.columns)
    page.set_row(0, LINE_HEIGHT * min(_lines(heads, sheet) + 1, MOST_LINES))
    for at, column in enumerate(sheet.columns):
        look = formats["narrow head" if column.width <= NARROW else "head"]
        page.write_string(0, at, _cut(column.head, LONGEST_TEXT), look)
    for line, row in enumerate(_all_rows(sheet), start=1):
        if (lines := _lines(row, sheet)) > 1:
            page.set_row(line, LINE_HEIGHT * min(lines, MOST_LINES))
        for at, cell in enumerate(row):
            _write(page, line, at, cell, formats, at_start=sheet.columns[at].at_start)


def _all_rows(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    yield from sheet.rows
    yield from [tuple(column.blank for column in sheet.columns)] * sheet.empty


def _lines(row: tuple[Cell, ...], sheet: Sheet) -> int:
    """About how many lines the longest of its texts takes: not every program looks for itself."""
    texts = [(cell, column.width) for cell, column in zip(row, sheet.columns, strict=True) if isinstance(cell, str)]
    return max((sum(-(-max(len(part), 1) // width) for part in text.splitlines()) for text, width in texts), default=1)


def _write(page: Any, line: int, at: int, cell: Cell, formats: Mapping[object, Any], *, at_start: bool) -> None:
    kind: object = (type(cell), "start") if at_start else type(cell)
    match cell:
        case None | "" | Day(iso=""):
            page.write_blank(line, at, None, formats[Day if isinstance(cell, Day) else str])
        case str():
            text = _cut(cell, LONGEST_TEXT)
            page.write_string(line, at, text, formats["marked" if text.startswith(FORMULA_STARTS) else str])
        case Day(iso=iso):
            if (day := _day(iso)) is None:
                page.write_string(line, at, iso, formats[str])
            else:
                page.write_datetime(line, at, day, formats[kind])
        case Share(value=number):
            page.write_number(line, at, float(number), formats[kind])
        case int() | Fraction():
            page.write_number(line, at, float(cell), formats[kind])


def _day(iso: str) -> datetime | None:
    """The day, or None where a spreadsheet has no such day."""
    try:
        day = datetime.fromisoformat(iso[:10])
    except ValueError:
        return None
    return day if day.year >= FIRST_YEAR else None


def _cut(text: str, most: int) -> str:
    """*text*, or what *most* UTF-16 units hold of it, with an ellipsis."""
    if 2 * len(text) <= most or len(text.encode("utf-16-le")) <= 2 * most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", errors="ignore") + "…"


def _name(text: str) -> str:
    """*text* as the name of a sheet."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in text)[:LONGEST_NAME].strip("'")


def _time(made: str) -> datetime:
    try:
        return datetime.fromisoformat(made.removesuffix("Z"))
    except ValueError:
        return datetime(1980, 1, 1)  # a file without a day still needs the same one every time
