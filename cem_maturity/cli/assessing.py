"""From an answers file to its result and its report, or its problems on stderr."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cem_maturity.application.language import Language, languages, speak
from cem_maturity.cli.speech import SPOKEN

if TYPE_CHECKING:
    from cem_maturity.adapters.library import Library
    from cem_maturity.domain.planning import Plan
    from cem_maturity.domain.reference import Reference
    from cem_maturity.domain.report import Report
    from cem_maturity.domain.result import Result


def judge_file(
    file: Path, questionnaire: str | None, language: str | None, *, partial: bool, books: "Library | None" = None
) -> "Result | None":
    """The result of one answers file, or of a PDF report in its place; None when it has problems, which are told.

    Who judges many files keeps *books*.
    """
    judged = judge_found(file, questionnaire, language, partial=partial, books=books)
    return judged and judged[0]


def judge_found(
    file: Path, questionnaire: str | None, language: str | None, *, partial: bool, books: "Library | None" = None
) -> "tuple[Result, str] | None":
    """As `judge_file`, with the text of the answers file as it was read."""
    from cem_maturity.application.judge import judge
    from cem_maturity.cli.reading import find_answers, load_assessment

    try:
        found = find_answers(file)
        asked, assessment = load_assessment(found, questionnaire, language, blanks_allowed=partial, books=books)
    except typer.Exit:
        return None
    return judge(asked, assessment, partial=partial), found.text


def report_on(
    result: "Result",
    kind: str = "full",
    *,
    plan: "Plan | None" = None,
    baseline: "Result | None" = None,
    references: "tuple[Reference, ...]" = (),
) -> "Report":
    """The report on *result*, by this version of the program, for readers of that *kind*.

    It has the *plan* that was asked for, what has moved since *baseline*, and the *references* to stand beside it.
    """
    from cem_maturity import __version__
    from cem_maturity.domain.kinds import Kind, of_kind
    from cem_maturity.domain.reporting import build

    return of_kind(build(result, __version__, plan=plan, baseline=baseline, references=references), Kind(kind))


def references_for(result: "Result", language: str | None) -> "tuple[Reference, ...]":
    """What others have published and a report on *result* may print, in the report's language."""
    from cem_maturity.cli.reading import load_references
    from cem_maturity.domain.reference import references_beside

    said = speaker(result.assessment.language or result.questionnaire.language, language)
    return references_beside(result.questionnaire, load_references(said.code))


def report_language(report: "Report", language: str | None) -> Language:
    """Who speaks in a report: `--language`, then the answers file, then the messages' language (contract.md §3)."""
    return speaker(report.language, language)


def speaker(own: str, wanted: str | None) -> Language:
    """Who speaks on pages about answers in the language *own*: *wanted*, then that, then the messages' language."""
    code = wanted or own
    return speak(code) if code in languages() else SPOKEN
