"""The follow-up sheet: what stands in it, and that nothing that people wrote becomes markup."""

import html
import json
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt

from cem_maturity.adapters.answers_file.reply import reply_form
from cem_maturity.adapters.follow_up_sheet import render
from cem_maturity.adapters.markdown_text import one_line
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.application.turning import closed
from cem_maturity.domain.assessment import Assessment, Organisation
from cem_maturity.domain.follow_up import errands, still_open
from cem_maturity.domain.questionnaire import LevelDescriptor
from tests.builders import (
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    a_respondent,
    an_assessment,
    unknown,
)

NAUGHTY: list[str] = json.loads(
    (Path(__file__).parents[1] / "naughty" / "blns" / "blns.json").read_text(encoding="utf-8")
)
QUESTION = replace(
    a_grid_question("voice.a"),
    text="How do you hear customers?",
    why="They know first.",
    probes=("Show me.",),
    evidence=("a list",),
    roles=("it", "cx"),
    descriptors=(LevelDescriptor(0, "Not."), LevelDescriptor(1, "Always.")),
)
ASKED = replace(
    a_questionnaire(a_dimension("voice", QUESTION, a_practice("voice.p", 1)), top_level=1),
    names={"it": "the IT people"},
)
OPEN = an_assessment({"voice.a": unknown("Tom <tom@acme.example>"), "voice.p": 1}, flags={"voice.p": "*see* #2"})


def the_sheet(assessment: Assessment) -> str:
    """The sheet on *assessment*, in English."""
    found = errands(still_open(ASKED, assessment))
    return render(ASKED, assessment, found, reply_form(assessment, found), speak(SOURCE))


def test_the_sheet_says_what_is_open_to_whom() -> None:
    """A question is described once; the file to send back has a place for every answer."""
    assert the_sheet(OPEN) == (Path(__file__).parent / "follow-up.md").read_text(encoding="utf-8")


def test_a_role_that_has_answered_gets_another_id() -> None:
    """The file that comes back must not contradict what stands there already."""
    form = reply_form(replace(OPEN, respondents=(a_respondent("it", {}),)), errands(still_open(ASKED, OPEN)))

    assert [line for line in form.splitlines() if line.startswith("  ") and line[2] != " "] == [
        "  name: ACME",
        "  it-2:",
        "  cx:",
        "  others:",
    ]


def test_what_people_wrote_is_no_markup() -> None:
    """Rendered by a program that takes links, tables and HTML where it can, each naughty string is one plain text."""
    program = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
    texts = [
        *NAUGHTY,
        *("# a #", "1. a", "12) a", "- a", "+ a", "> a", "---", "===", "***", "    a", "\ta", "a  ", "a\n\nb", "a | b"),
        *("<b>a</b>", "&lt;", "[a](b)", "![a](b)", "`a`", "~~a~~", "<a@b.example>"),
    ]

    rendered = {text: " ".join(program.render(one_line(text)).split()) for text in texts if text.split()}

    plain = {text: f"<p>{html.escape(closed(' '.join(text.split())))}</p>" for text in rendered}
    assert {
        text: one for text, one in rendered.items() if one.replace("&#39;", "'") != plain[text].replace("&#x27;", "'")
    } == {}


def test_the_file_inside_cannot_be_ended_from_within() -> None:
    """A name with a fence in it stays in its block, and comes back as it was."""
    organisation = Organisation("a\n```\n# b \N{RIGHT-TO-LEFT OVERRIDE}c")

    tokens = MarkdownIt("commonmark").parse(the_sheet(replace(OPEN, organisation=organisation)))

    [form] = [token.content for token in tokens if token.type == "fence"]
    assert r'name: "a\n```\n# b \u202ec"' in form
    assert form.endswith("      voice.p:\n")
