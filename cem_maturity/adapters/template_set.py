"""What `template.yaml` says about the folder that it stands in."""

from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.application.template_set import CONTEXT
from cem_maturity.domain.problem import Accepted, Refused

LATEST_THINKABLE = 1_000_000


def read(text: str, file: str, current: int = CONTEXT) -> Accepted[str] | Refused:
    """The name of the template set, or every problem; *file* names the text in problems.

    A set that was written for a later context than *current* is refused, an earlier one is a warning.
    """
    parsed = parse(text, file)
    reading = Reading(file, parsed)
    if parsed.root is None:
        return Refused(tuple(reading.problems))
    found = reading.fields(parsed.root, ("format", "template"), required=("format", "template"))
    if "format" in found:
        written_for = reading.whole(found["format"], 0, LATEST_THINKABLE)
        if written_for is not None and written_for != current:
            code = "newer-template" if written_for > current else "older-template"
            reading.refuse(code, found["format"], given=written_for, current=current)
    name = reading.text(found.get("template"))
    return Refused(tuple(reading.problems)) if reading.is_refused else Accepted(name, tuple(reading.problems))
