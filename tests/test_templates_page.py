"""docs/templates.md in step with the program: what it lists is there, and what is there it lists."""

import re
from pathlib import Path

import jinja2

from cem_maturity.adapters import html_report
from cem_maturity.adapters.html_report.environment import WITHOUT_FILTERS, WITHOUT_FUNCTIONS, environment
from cem_maturity.application.template_set import CONTEXT
from tests.adapters.reports import ENGLISH, TEMPLATES, the_values

PAGE = (Path(__file__).parents[1] / "docs" / "templates.md").read_text(encoding="utf-8")


def listed(head: str) -> list[str]:
    """The names in the first column of the table with that *head*."""
    table = PAGE.partition(f"| {head} |")[2].partition("\n\n")[0]
    cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    return sorted(name for cell in cells for name in re.findall(r"`(\w+)`", cell))


def test_every_key_of_the_context_is_listed_and_no_other() -> None:
    """Of the report, and of the page."""
    assert listed("name") == sorted(html_report.context(the_values(), ENGLISH))


def test_every_filter_of_ours_is_listed_and_no_other() -> None:
    """Jinja's own stand in its documentation."""
    assert listed("filter") == sorted(
        environment(ENGLISH, TEMPLATES).filters.keys() - jinja2.Environment(autoescape=True).filters
    )


def test_every_function_is_listed_and_no_other() -> None:
    """Ours and Jinja's."""
    assert listed("function") == sorted(environment(ENGLISH, TEMPLATES).globals)


def test_what_there_is_not_is_named() -> None:
    """Whoever knows Jinja looks for it."""
    held = PAGE.partition("## 3.")[2]

    assert [name for name in (*WITHOUT_FILTERS, *WITHOUT_FUNCTIONS) if f"`{name}`" not in held] == []


def test_the_page_tells_of_the_version_that_the_program_gives() -> None:
    """A change of one is a change of the other."""
    assert f"given (version {CONTEXT})" in PAGE
    assert f"`format: {CONTEXT}`" in PAGE
