"""Options that several commands share, told once."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from cem_maturity.application.language import languages
from cem_maturity.cli.speech import _


def _known_language(code: str | None) -> str | None:
    if code is not None and code not in languages():
        raise typer.BadParameter(
            _("the program speaks {languages}; {code} is not one of them").format(
                languages=", ".join(languages()), code=code
            )
        )
    return code


LanguageOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        callback=_known_language,
        help=_("The language of messages, questions and reports; else the environment's and the answers file's."),
    ),
]

QuestionnaireOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--questionnaire",
        metavar="ID|FILE",
        help=_("The questionnaire to use; else the one that the answers file names."),
    ),
]

BrandOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--brand",
        metavar="FILE",
        help=_("Whose pages they are, and how they look: a file that `cem new brand` begins. For PDF and HTML."),
    ),
]

PartialOption: TypeAlias = Annotated[
    bool,
    typer.Option("--partial", help=_("Accept unanswered questions; the result is then provisional.")),
]

FLAGSHIP = "cem-maturity"
"""The id of the questionnaire that is meant where nothing else is said."""

AnswersArgument: TypeAlias = Annotated[
    Path, typer.Argument(metavar="ANSWERS", help=_("An answers file."), show_default=False)
]
