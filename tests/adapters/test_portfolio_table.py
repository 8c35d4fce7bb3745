"""Portfolios as CSV and JSON: a line a file, figures unrounded, and text that no spreadsheet takes for a formula."""

import csv
import io
import json

from cem_maturity.adapters import csv_table, json_report, portfolio_table
from cem_maturity.application.judge import judge
from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.outcome import Failed
from cem_maturity.domain.portfolio import portfolio
from cem_maturity.domain.problem import Place, Problem
from tests.adapters.portfolios import ASKED, a_unit, some_portfolio, values_of
from tests.builders import an_assessment


def rows(text: str) -> list[dict[str, str]]:
    """What a spreadsheet reads, by the heads of its columns."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_file_has_its_line_in_the_order_given() -> None:
    """With level, index and coverage as they are; one that failed has its problems instead."""
    found = rows(portfolio_table.render(values_of()))

    assert [(row["file"], row["status"], row["rank"], row["level"]) for row in found] == [
        ("cork.yaml", "ok", "2", "1"),
        ("dublin.yaml", "ok", "1", "4"),
        ("broken/one.yaml", "failed", "", ""),
        ("galway.yaml", "ok", "2", "1"),
        ("tula.yaml", "ok", "4", "1"),
    ]
    assert found[0] == {
        "file": "cork.yaml",
        "organisation": "ACME",
        "unit": "Cork",
        "date": "2026-11-21",
        "level": "1",
        "level_name": "Level 1",
        "index": "1.5",
        "coverage": "1.0",
        "provisional": "false",
        "level_low": "1",
        "level_high": "1",
        "voice.level": "1",
        "voice.index": "1.0",
        "data.level": "2",
        "data.index": "2.0",
        "status": "ok",
        "rank": "2",
        "comparable": "true",
        "confidence": "low",
        "target": "2",
        "journey_index": "",
        "sector": "retail",
        "country": "IE",
        "profile": "",
        "questionnaire": "sample",
        "questionnaire_version": "1.0.0",
        "report": "reports/acme-cork.pdf",
        "problems": "",
    }
    assert found[2]["problems"] == "12:3: [duplicate-key] a stands here a second time, first in line 4"


def test_several_problems_of_a_file_are_one_cell() -> None:
    """Each on a line of its own; whoever reads the table finds a row a file all the same."""
    problems = (
        Problem("duplicate-key", Place("a.yaml", 12, 3), {"name": "a", "line": 4}),
        Problem("duplicate-key", Place("a.yaml", 13, 3), {"name": "b", "line": 5}),
    )
    failed = [Failed("a.yaml", problems), Failed("in\rtwo\nlines.yaml", problems[:1])]

    found = rows(portfolio_table.render(values_of(portfolio(failed, {}, None, "1.0"))))

    assert [(row["file"], row["problems"]) for row in found] == [
        (
            "a.yaml",
            "12:3: [duplicate-key] a stands here a second time, first in line 4\n"
            "13:3: [duplicate-key] b stands here a second time, first in line 5",
        ),
        ("in\rtwo\nlines.yaml", "12:3: [duplicate-key] a stands here a second time, first in line 4"),
    ]


def test_its_first_columns_are_those_of_a_table_of_scores() -> None:
    """So that what reads the one reads the other; the figures are written alike."""
    organisation = Organisation("ACME", "Cork")
    said = {"voice.a": 1, "data.a": 2, "data.b": 1}
    scores = csv_table.Table()
    scores.add("a.yaml", judge(ASKED, an_assessment(said, organisation=organisation), partial=True))
    ours = portfolio([a_unit("a.yaml", organisation, voice=1, data=2)], {}, ASKED, "1.0")

    lines = zip(
        "".join(scores.blocks()).splitlines(), portfolio_table.render(values_of(ours)).splitlines(), strict=True
    )

    assert [mine.startswith(f"{theirs},") for theirs, mine in lines] == [True, True]


def test_no_text_begins_like_a_formula() -> None:
    """Names of organisations and units, and of files."""
    text = portfolio_table.render(values_of(some_portfolio("=1+1", "@SUM(A1)")))

    assert next((row["organisation"], row["unit"]) for row in rows(text)) == ("'=1+1", "'@SUM(A1)")


def test_json_has_a_line_for_every_unit() -> None:
    """What stands in it is what the values say, a Fraction as the nearest double."""
    values = values_of()

    text = json_report.render_long(values)

    assert json.loads(text) == json.loads(json_report.render(values))
    assert sum(line.startswith('{"file": ') for line in text.splitlines()) == 5
    assert json.loads(text)["units"][0]["index"] == 1.5
