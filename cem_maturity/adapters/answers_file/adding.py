"""Lines added to the plan of record of an answers file that a person wrote: all else stays as it is, to the letter."""

from collections.abc import Iterator, Sequence

from cem_maturity.adapters.answers_file.reading import read
from cem_maturity.adapters.answers_file.writing import action_lines, write
from cem_maturity.adapters.strict_yaml import Mapping, parse
from cem_maturity.domain.assessment import Assessment, PlannedAction
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import Questionnaire


def with_actions(
    text: str, assessment: Assessment, added: Sequence[PlannedAction], questionnaire: Questionnaire
) -> str:
    """The answers file *text*, which holds *assessment*, with lines added to its plan of record.

    Where they cannot be put among its own lines, the file is written anew: then comments go, and nothing else.
    """
    longer = assessment.with_actions(added)
    tried = "".join(_inserted(text, added))
    held = read(tried, "", questionnaire, blanks_allowed=True)
    return tried if isinstance(held, Accepted) and held.value == longer else write(longer, questionnaire)


def _inserted(text: str, added: Sequence[PlannedAction]) -> Iterator[str]:
    """The text with the new lines after the last one of `actions:`, or after all others where there is none."""
    lines = [f"{line}\n" for line in text.removesuffix("\n").split("\n")]
    root = parse(text, "").root
    pairs = root.pairs if isinstance(root, Mapping) else {}
    indent, end = "  ", len(lines)
    if "actions" in pairs:
        key, plan = pairs["actions"]
        starts = sorted(other.line for other, _ in pairs.values())
        end = next((line - 1 for line in starts if line > key.line), len(lines))
        while end > key.line and lines[end - 1].strip()[:1] in ("", "#"):
            end -= 1
        if isinstance(plan, Mapping) and plan.pairs:
            indent = " " * (plan.column - 1)
    yield from lines[:end]
    if "actions" not in pairs:
        yield "actions:\n"
    yield from (f"{line}\n" for action in added for line in action_lines(action, indent))
    yield from lines[end:]
