"""`cem new`: documents to start from."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cem_maturity.cli.help import Command, Group
from cem_maturity.cli.options import FLAGSHIP, LanguageOption, QuestionnaireOption
from cem_maturity.cli.publishing import write_new, write_new_folder
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import tell

new = typer.Typer(cls=Group, help=_("Write a document to start from."), no_args_is_help=True)

OutputOption = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help=_("Where to write it; - is stdout."), show_default=False),
]


@new.command(
    "answers", cls=Command, help=_("Write an answers file with every question and an empty place for its answer.")
)
def answers(
    output: OutputOption = Path("-"),
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Write an answers file with every question and an empty place for its answer."""
    from cem_maturity.adapters.answers_file.starting import starting_point
    from cem_maturity.cli.reading import load_questionnaire

    asked = load_questionnaire(questionnaire or FLAGSHIP, language or SPOKEN.code)
    write_new(starting_point(asked, SPOKEN, date.today().isoformat()), output, private=True)


@new.command("questionnaire", cls=Command, help=_("Write a small questionnaire that can be changed piece by piece."))
def questionnaire(output: OutputOption = Path("-"), language: LanguageOption = None) -> None:  # noqa: ARG001 - looked up before commands run
    """Write a small questionnaire that can be changed piece by piece."""
    from cem_maturity.adapters.questionnaire_file.starting import STARTING_POINT

    write_new(STARTING_POINT, output, private=False)


@new.command("brand", cls=Command, help=_("Write a brand: whose reports they are, and how they look."))
def brand(output: OutputOption = Path("-"), language: LanguageOption = None) -> None:  # noqa: ARG001 - looked up before commands run
    """Write a brand: whose reports they are, and how they look."""
    from cem_maturity.adapters.brand_file.starting import STARTING_POINT

    write_new(STARTING_POINT, output, private=False)


@new.command("template", cls=Command, help=_("Copy the templates of the report into a folder, to be changed there."))
def template(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help=_("The folder to make; never one that is there.")),
    ] = Path("template"),
    language: LanguageOption = None,  # noqa: ARG001 - looked up before commands run
) -> None:
    """Copy the templates of the report into a folder, to be changed there."""
    from shlex import quote

    from cem_maturity.cli.templates import starting_point

    write_new_folder(starting_point(output.name), output)
    tell(_("See it: cem report ANSWERS.yaml --template {folder} -o report.html").format(folder=quote(str(output))))
