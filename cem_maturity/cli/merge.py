"""`cem merge`: several people's answers files into one, with the list of where they stand apart."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cem_maturity.cli.options import LanguageOption, QuestionnaireOption
from cem_maturity.cli.publishing import STDOUT, is_taken
from cem_maturity.cli.speech import _
from cem_maturity.cli.streams import WRONG_USAGE, stop


class Format(StrEnum):
    """How the list is written."""

    TABLE = "table"
    JSON = "json"


def merge(
    answers: Annotated[
        list[Path],
        typer.Argument(metavar="ANSWERS…", help=_("Answers files, one for each person."), show_default=False),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=_("The file in which all come together; - is stdout, the list then goes to stderr."),
            show_default=False,
        ),
    ],
    format_: Annotated[Format, typer.Option("--format", help=_("How the list is written."))] = Format.TABLE,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Put several people's answers into one file, and list where they stand apart."""
    target = None if str(output) == STDOUT else output
    if target is not None and is_taken(target) and not any(_is(one, target) for one in answers):
        stop(
            _("{file} is there already; choose another name, or name it among the files that are merged.").format(
                file=target
            ),
            WRONG_USAGE,
        )
    from cem_maturity.cli.merging import merge_into

    merge_into(answers, target, questionnaire, language, as_json=format_ is Format.JSON)


def _is(path: Path, target: Path) -> bool:
    """Whether both lead to the same file."""
    try:
        return path.samefile(target)
    except OSError:
        return False
