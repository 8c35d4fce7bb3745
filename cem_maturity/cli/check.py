"""`cem check`: what is wrong with documents, as the result."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cem_maturity.cli.annotations import of_problem
from cem_maturity.cli.options import LanguageOption, PartialOption, QuestionnaireOption
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, problem_line, put, tell
from cem_maturity.domain.problem import Problem, Severity


class Format(StrEnum):
    """How problems are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILES...", help=_("Questionnaires, translations, answers files, brands."), show_default=False
        ),
    ],
    questionnaire: QuestionnaireOption = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Take warnings for errors."))] = False,
    partial: PartialOption = False,
    format_: Annotated[Format, typer.Option("--format", help=_("How problems are written."))] = Format.TEXT,
    language: LanguageOption = None,  # noqa: ARG001 - it is looked up before commands run
) -> None:
    """Check documents and list what is wrong, each with its line and what to do."""
    from cem_maturity.cli.checking import problems_of

    found: list[Problem] = []
    for file in files:
        problems = problems_of(file, questionnaire, blanks_allowed=partial)
        found += problems
        if not problems:
            tell(_("{file}: no problems.").format(file=file))
    put("".join(_lines(found, format_, strict)))
    if any(_is_error(problem, strict) for problem in found):
        raise typer.Exit(BAD_DOCUMENT)


def _is_error(problem: Problem, strict: bool) -> bool:
    return strict or problem.severity is Severity.ERROR


def _lines(problems: Sequence[Problem], format_: Format, strict: bool) -> Iterator[str]:
    import json

    from cem_maturity.adapters.terminal.show import show

    match format_:
        case Format.TEXT:
            yield from (f"{show(problem_line(problem, SPOKEN, strict=strict))}\n" for problem in problems)
        case Format.JSON:
            yield json.dumps([_as_json(problem, strict) for problem in problems], ensure_ascii=False, indent=2) + "\n"
        case Format.GITHUB:
            yield from (of_problem(problem, strict=strict) for problem in problems)


def _as_json(problem: Problem, strict: bool) -> dict[str, str | int]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "code": problem.code,
        "severity": (Severity.ERROR if _is_error(problem, strict) else Severity.WARNING).value,
        "what": SPOKEN.say(problem.what),
        "remedy": SPOKEN.say(problem.remedy),
        "nearest": problem.nearest,
    }
