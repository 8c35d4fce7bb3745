"""`cem follow-up`: what is still open after an interview, as a sheet to mail to those who can answer."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cem_maturity.cli.options import AnswersArgument, LanguageOption, QuestionnaireOption
from cem_maturity.cli.publishing import STDOUT, is_same_file
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import DONE, NOT_WRITTEN, WRONG_USAGE, put, stop

if TYPE_CHECKING:
    from cem_maturity.domain.assessment import Assessment
    from cem_maturity.domain.questionnaire import Questionnaire


def follow_up(
    answers: AnswersArgument,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help=_("Where the sheet goes; - is stdout."))
    ] = STDOUT,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Write a sheet to mail: what is unknown or flagged, by the roles that can answer."""
    from cem_maturity.cli.reading import find_answers, load_assessment

    if output != STDOUT and is_same_file(Path(output), answers):
        stop(_("The sheet would take the place of the answers file; name another file with -o."), WRONG_USAGE)
    asked, assessment = load_assessment(find_answers(answers), questionnaire, language, blanks_allowed=True)
    text = sheet(asked, assessment, language)
    if not text:
        stop(_("Nothing is open: no answer is unknown, and none is flagged."), DONE)
    if output == STDOUT:
        put(text)
        return
    from cem_maturity.adapters.disk import NotSaved, save_text

    try:
        save_text(Path(output), text, private=True)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)
    put(f"{output}\n")


def sheet(asked: "Questionnaire", assessment: "Assessment", language: str | None) -> str:
    """The follow-up sheet as Markdown; nothing where nothing is open."""
    from cem_maturity.adapters import follow_up_sheet
    from cem_maturity.adapters.answers_file.reply import reply_form
    from cem_maturity.adapters.terminal.show import show
    from cem_maturity.cli.assessing import speaker
    from cem_maturity.domain.follow_up import errands, still_open

    found = errands(still_open(asked, assessment))
    if not found:
        return ""
    spoken = speaker(assessment.language or asked.language, language)
    return show(follow_up_sheet.render(asked, assessment, found, reply_form(assessment, found), spoken))
