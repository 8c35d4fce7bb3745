"""`cem migrate`: last year's answers under this year's questions."""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cem_maturity.cli.options import AnswersArgument, LanguageOption, QuestionnaireOption
from cem_maturity.cli.publishing import STDOUT, refuse_taken, write_new
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, DONE, WRONG_USAGE, put, stop, tell

if TYPE_CHECKING:
    from cem_maturity.domain.migration import Migration
    from cem_maturity.domain.questionnaire import Questionnaire

_LONGEST_VERSION = 40
"""Characters of a version that go into the name of a file."""


class Format(StrEnum):
    """How it is told what became of the answers."""

    TABLE = "table"
    JSON = "json"


def migrate(
    answers: AnswersArgument,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="VERSION", help=_("The version of the questionnaire at hand."), show_default=False
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=_(
                "Where the new answers file goes; else beside the old one, with the version in its name. - is stdout."
            ),
        ),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help=_("How the report is written."))] = Format.TABLE,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Bring answers to an earlier version of a questionnaire over to today's, and tell what became of each."""
    from cem_maturity.adapters.answers_file import migrating
    from cem_maturity.adapters.answers_file.writing import write
    from cem_maturity.cli.reading import accepted_with_warnings, find_answers, load_answers
    from cem_maturity.domain.migration import NothingToDo, TooNew

    found = find_answers(answers)
    parsed, asked = load_answers(found, questionnaire, language)
    if to != asked.version:
        stop(
            _("--to: {questionnaire} is version {version} here, not {given}.").format(
                questionnaire=asked.id, version=asked.version, given=to
            ),
            WRONG_USAGE,
        )
    migrated = migrating.migrate(parsed, found.file, asked, SPOKEN.say)
    match migrated:
        case NothingToDo(version=version):
            stop(
                _("{file} answers version {version} already; there is nothing to do.").format(
                    file=answers, version=version
                ),
                DONE,
            )
        case TooNew(given=given, version=version):
            stop(
                _(
                    "{file} answers version {given}, and {questionnaire} is version {version} here;"
                    " answers only move to later versions."
                ).format(file=answers, given=given, questionnaire=asked.id, version=version),
                BAD_DOCUMENT,
            )
    target = output or answers.with_name(f"{answers.stem}-{_in_a_name(asked.version)}.yaml")
    if str(target) != STDOUT:
        refuse_taken(target)
    migration = accepted_with_warnings(migrated)
    write_new(write(migration.assessment, asked), target, private=True)
    report = _report(migration, asked, answers, format_)
    if str(target) == STDOUT:
        tell(report.rstrip("\n"))
    else:
        put(report)


def _report(migration: "Migration", questionnaire: "Questionnaire", old: Path, format_: Format) -> str:
    match format_:
        case Format.TABLE:
            from shutil import get_terminal_size

            from cem_maturity.adapters.terminal.migration import draw_migration

            return draw_migration(migration, questionnaire, str(old), SPOKEN, get_terminal_size().columns)
        case Format.JSON:
            from cem_maturity.adapters import json_report
            from cem_maturity.domain.migration import as_values

            return json_report.render(as_values(migration, SPOKEN.say))


def _in_a_name(version: str) -> str:
    """*version* without what no file's name should hold."""
    return re.sub(r"[^\w.+-]", "-", version)[:_LONGEST_VERSION]
