"""Lines added to the plan of record: all else in the file stays as it is."""

import pytest

from cem_maturity.adapters.answers_file import read
from cem_maturity.adapters.answers_file.adding import Longer, with_actions
from cem_maturity.domain.assessment import Assessment, PlannedAction
from cem_maturity.domain.problem import Accepted
from tests.builders import a_dimension, a_questionnaire

QUESTIONNAIRE = a_questionnaire(a_dimension("voice", "voice.a"))
HEAD = "format: 1  # ours\nquestionnaire: {id: sample, version: 1.0.0}\norganisation: {name: ACME}\n"
ADDED = (PlannedAction("own-1", "planned", "Ann", "2027-02-01", "Put up a second till"),)
LINES = "own-1:\n  status: planned\n  owner: Ann\n  due: 2027-02-01\n  text: Put up a second till\n"


def held(text: str) -> Assessment:
    """The assessment in *text*."""
    outcome = read(text, "answers.yaml", QUESTIONNAIRE, blanks_allowed=True)
    assert isinstance(outcome, Accepted)
    return outcome.value


def added_to(text: str) -> Longer:
    """*text* with the line added."""
    return with_actions(text, held(text), ADDED, QUESTIONNAIRE)


def indented(lines: str, by: int) -> str:
    """*lines* further to the right."""
    return "".join(" " * by + line for line in lines.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD + "answers: {voice.a: 2}\n", HEAD + "answers: {voice.a: 2}\nactions:\n" + indented(LINES, 2)),
        (HEAD + "answers: {voice.a: 2}", HEAD + "answers: {voice.a: 2}\nactions:\n" + indented(LINES, 2)),
        (
            HEAD + "actions:  # the plan\n    own-0: {text: Ask}  # soon\n\n# what they said\nanswers: {voice.a: 2}\n",
            HEAD
            + "actions:  # the plan\n    own-0: {text: Ask}  # soon\n"
            + indented(LINES, 4)
            + "\n# what they said\nanswers: {voice.a: 2}\n",
        ),
        (
            HEAD + "actions:\n  own-0:\n    text: |\n      Ask\n\n      all\n",
            HEAD + "actions:\n  own-0:\n    text: |\n      Ask\n\n      all\n" + indented(LINES, 2),
        ),
        (
            HEAD + "actions:\nanswers: {voice.a: 2}\n",
            HEAD + "actions:\n" + indented(LINES, 2) + "answers: {voice.a: 2}\n",
        ),
        (
            HEAD + "actions: {}  # none yet\nanswers: {voice.a: 2}\n",
            HEAD + "actions:  # none yet\n" + indented(LINES, 2) + "answers: {voice.a: 2}\n",
        ),
        (
            HEAD + "actions:\n  own-0:\n    text: |\n      Ask\n      # all\nanswers: {voice.a: 2}\n",
            HEAD
            + "actions:\n  own-0:\n    text: |\n      Ask\n      # all\n"
            + indented(LINES, 2)
            + "answers: {voice.a: 2}\n",
        ),
        (
            "---\n" + HEAD + "answers: {voice.a: 2}\n...\n# ours\n",
            "---\n" + HEAD + "answers: {voice.a: 2}\nactions:\n" + indented(LINES, 2) + "...\n# ours\n",
        ),
        (
            indented(HEAD, 2) + "  answers: {voice.a: 2}\n",
            indented(HEAD, 2) + "  answers: {voice.a: 2}\n  actions:\n" + indented(LINES, 4),
        ),
        (
            HEAD.replace("\n", "\r\n") + "answers: {voice.a: 2}\r\n",
            (HEAD + "answers: {voice.a: 2}\nactions:\n" + indented(LINES, 2)).replace("\n", "\r\n"),
        ),
        (
            HEAD.replace("ACME", '"AC\\\u2028  ME"') + "actions:\n  own-0: {text: Ask}\n# then\nanswers: {}\n",
            HEAD.replace("ACME", '"AC\\\u2028  ME"')
            + "actions:\n  own-0: {text: Ask}\n"
            + indented(LINES, 2)
            + "# then\nanswers: {}\n",
        ),
    ],
    ids=[
        "no plan yet",
        "no line feed at the end",
        "among other lines",
        "at the end of a block",
        "an empty plan",
        "a plan said to be empty",
        "a text that looks like a comment",
        "an end of the document",
        "all set off",
        "line breaks of Windows",
        "a line separator",
    ],
)
def test_the_lines_are_added_and_nothing_else_is_touched(before: str, after: str) -> None:
    """Comments, order and spelling stay; the indentation is that of the lines already there."""
    longer = added_to(before)

    assert longer == Longer(after, lost_comments=False)
    assert held(longer.text) == held(before).with_actions(ADDED)


@pytest.mark.parametrize(
    ("before", "lost_comments"),
    [
        (HEAD + "actions: {own-0: {text: Ask}}\n", True),
        (HEAD.replace("  # ours", "") + "actions: {own-0: {text: Ask}}\n", False),
        ("{format: 1, questionnaire: {id: sample}, organisation: {name: ACME}}\n", False),
    ],
    ids=["a plan in one line", "the same without a comment", "all in one line"],
)
def test_where_lines_cannot_be_added_the_file_is_written_anew(before: str, lost_comments: bool) -> None:
    """All that it held is there, and the new lines; comments are not, and that is said."""
    longer = added_to(before)

    assert held(longer.text) == held(before).with_actions(ADDED)
    assert longer.lost_comments is lost_comments
