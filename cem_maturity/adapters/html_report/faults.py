"""Where in somebody else's templates a page came to its end, and what Jinja says about it."""

from typing import NamedTuple

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError

from cem_maturity.adapters.html_report.self_contained import ReachesOut
from cem_maturity.application.template_set import ENTRY

LONGEST = 300
"""Characters of what is said; templates can put anything into it."""


class Fault(NamedTuple):
    """A place in a template set, and what is wrong there."""

    file: str
    line: int
    said: str


def fault_of(error: Exception, texts: frozenset[str]) -> Fault:
    """The place in one of the templates called *texts* that *error* leads to, the innermost where there are many."""
    said = " ".join(_words(error).split())[:LONGEST]
    if isinstance(error, TemplateSyntaxError):
        return Fault(error.name or ENTRY, error.lineno, said)
    file, line = ENTRY, 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in texts:
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return Fault(file, line, said)


def _words(error: Exception) -> str:
    match error:
        case TemplateNotFound():
            return f"there is no template {error.name} in the folder"
        case RecursionError():
            return "templates, macros or brackets stand in one another without end"
        case TemplateSyntaxError(message=str() as message):
            return message
        case UndefinedError() | SecurityError() | ReachesOut():
            return str(error)
        case KeyError():
            return f"there is no {error}"
        case _:
            return f"{type(error).__name__}: {error}"
