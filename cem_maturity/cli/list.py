"""`cem list` and `cem show`: which questionnaires there are, and what one asks."""

import sys
from typing import Annotated

import typer

from cem_maturity.cli.options import LanguageOption
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import put


def list_(language: LanguageOption = None) -> None:
    """List the questionnaires that come with the program."""
    from cem_maturity.adapters.bundled import questionnaires
    from cem_maturity.adapters.terminal.contents import draw_list
    from cem_maturity.cli.reading import load_questionnaire

    known = [load_questionnaire(id_, language or SPOKEN.code) for id_ in questionnaires()]
    put(draw_list(known, SPOKEN, sys.stdout))


def show(
    questionnaire: Annotated[
        str, typer.Argument(metavar="ID|FILE", help=_("A questionnaire, by its id or its file."), show_default=False)
    ],
    language: LanguageOption = None,
) -> None:
    """Show what a questionnaire asks: levels, dimensions, questions with their descriptors."""
    from cem_maturity.adapters.terminal.contents import draw_questionnaire
    from cem_maturity.cli.reading import load_questionnaire

    put(draw_questionnaire(load_questionnaire(questionnaire, language or SPOKEN.code), SPOKEN, sys.stdout))
