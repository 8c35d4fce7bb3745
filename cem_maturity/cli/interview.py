"""`cem interview`: its options, and whether there is a terminal to ask in."""

import os
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from cem_maturity.adapters.terminal.direction import Bidi, found
from cem_maturity.cli.options import LanguageOption, QuestionnaireOption
from cem_maturity.cli.publishing import is_taken
from cem_maturity.cli.speech import _
from cem_maturity.cli.streams import WRONG_USAGE, stop

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")


def interview(
    answers: Annotated[
        Path | None,
        typer.Argument(
            metavar="[ANSWERS.yaml]",
            help=_("The answers file to begin or to go on with; else ./ORGANISATION-DATE.yaml."),
            show_default=False,
        ),
    ] = None,
    questionnaire: QuestionnaireOption = None,
    respondent: Annotated[
        str, typer.Option("--respondent", metavar="ID", help=_("Fill in this respondent's own answers."))
    ] = "",
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help=_("The respondent's role."))] = "",
    settle: Annotated[
        bool,
        typer.Option("--settle", help=_("Go through what people stand apart on, and write down what they agree on.")),
    ] = False,
    dimension: Annotated[str, typer.Option("--dimension", metavar="ID", help=_("Ask about this dimension only."))] = "",
    plain: Annotated[
        bool, typer.Option("--plain", help=_("Line by line, for screen readers and scripts; reads any input."))
    ] = False,
    bidi: Annotated[
        Bidi,
        typer.Option(
            "--bidi",
            envvar="CEM_BIDI",
            show_envvar=False,
            help=_("Who turns Persian lines around: the terminal, or this program; CEM_BIDI says it for good."),
        ),
    ] = Bidi.AUTO,
    language: LanguageOption = None,
) -> None:
    """Ask the questions, save after every answer, go on where it was left."""
    plain = plain or (os.environ.get("TERM") == "dumb" and _is_terminal())
    if not plain and not _is_terminal():
        stop(
            _(
                "The interview needs a terminal. Without one, fill in a file: `cem new answers -o answers.yaml`, "
                "then `cem score answers.yaml`; or give lines to `cem interview --plain`."
            ),
            WRONG_USAGE,
        )
    if (respondent and not _ID.fullmatch(respondent)) or (role and not respondent):
        stop(_("Please give a respondent as --respondent ID [--role ROLE], the ID in small letters."), WRONG_USAGE)
    if settle and (respondent or answers is None or not is_taken(answers)):
        stop(_("Please name the file in which people's answers stand, and no respondent, with --settle."), WRONG_USAGE)
    from cem_maturity.cli.interviewing import Asked, ask

    asked = Asked(questionnaire, respondent, role, dimension, settle)
    ask(answers, asked, language, plain=plain, bidi=found(bidi, os.environ))


def _is_terminal() -> bool:
    return bool(sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty())
