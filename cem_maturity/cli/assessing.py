"""From an answers file to its report, or its problems on stderr."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cem_maturity import __version__
from cem_maturity.application.language import Language, languages, speak
from cem_maturity.cli.speech import SPOKEN

if TYPE_CHECKING:
    from cem_maturity.domain.report import Report


def assess_file(file: Path, questionnaire: str | None, language: str | None, *, partial: bool) -> "Report | None":
    """The report on one answers file; None when it has problems, which are then told."""
    from cem_maturity.application.assess import assess
    from cem_maturity.cli.reading import load_assessment

    try:
        asked, assessment = load_assessment(file, questionnaire, language, blanks_allowed=partial)
    except typer.Exit:
        return None
    return assess(asked, assessment, partial=partial, program_version=__version__)


def report_language(report: "Report", language: str | None) -> Language:
    """Who speaks in a report: `--language`, then the answers file, then the messages' language (contract.md §3)."""
    code = language or report.language
    return speak(code) if code in languages() else SPOKEN
