"""Lines added to the plan of record of an answers file that a person wrote: all else stays as it is, to the letter."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cem_maturity.adapters.answers_file.reading import read
from cem_maturity.adapters.answers_file.writing import action_lines, write
from cem_maturity.adapters.strict_yaml import Mapping, parse
from cem_maturity.domain.assessment import Assessment, PlannedAction
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import Questionnaire

_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)
_EMPTY_PLAN = re.compile(r"^([^#]*:)[ \t]+(?:~|null|\{[ \t]*\})(?=\s)")
"""A line with a plan of record in which nothing stands."""
_LINE = re.compile(r"[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029])|.+")
"""A line as YAML counts them."""
_END_OF_DOCUMENT = re.compile(r"\.\.\.(?:\s|$)")


class Longer(NamedTuple):
    """An answers file with more lines in its plan of record."""

    text: str
    lost_comments: bool
    """It had to be written anew, and what may have been comments is gone."""


def with_actions(
    text: str, assessment: Assessment, added: Sequence[PlannedAction], questionnaire: Questionnaire
) -> Longer:
    """The answers file *text*, which holds *assessment*, with lines added to its plan of record.

    Where they cannot be put among its own lines, as in a plan that stands in one line, the file is written anew: then
    comments go, and nothing else.
    """
    wanted = assessment.with_actions(added)
    for tried in _inserted(text, added):
        held = read(tried, "", questionnaire, blanks_allowed=True)
        if isinstance(held, Accepted) and held.value == wanted:
            return Longer(tried, lost_comments=False)
    return Longer(write(wanted, questionnaire), lost_comments=_COMMENT.search(text) is not None)


def _inserted(text: str, added: Sequence[PlannedAction]) -> Iterator[str]:
    """The text with the new lines where they may belong, the likeliest place first.

    That is after the last line of `actions:`, or after all others where there is none. Whether the comments and empty
    lines at its end belong to the text before them, only reading it will tell.
    """
    root = parse(text, "").root
    if not isinstance(root, Mapping):
        return
    line_break = "\r\n" if "\r\n" in text else "\n"
    lines = _LINE.findall(text)
    if not lines[-1].endswith(("\n", "\r")):
        lines[-1] += line_break
    end = next((place for place, line in enumerate(lines) if _END_OF_DOCUMENT.match(line)), len(lines))
    outer = " " * (root.column - 1)
    new, places, indent = [f"{outer}actions:{line_break}"], [end], f"{outer}  "
    if "actions" in root.pairs:
        key, plan = root.pairs["actions"]
        end = next((other.line - 1 for other, _ in root.pairs.values() if other.line > key.line), end)
        lines[key.line - 1] = _EMPTY_PLAN.sub(r"\1", lines[key.line - 1])
        content = end
        while content > key.line and lines[content - 1].strip()[:1] in ("", "#"):
            content -= 1
        new, places = [], [content, end]
        if isinstance(plan, Mapping) and plan.pairs:
            indent = " " * (plan.column - 1)
    new += [line + line_break for action in added for line in action_lines(action, indent)]
    yield from ("".join((*lines[:place], *new, *lines[place:])) for place in places)
