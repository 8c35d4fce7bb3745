"""`cem explain`: how the figures came about, in words that can be read aloud."""

import sys
from typing import Annotated

import typer

from cem_maturity.cli.options import AnswersArgument, LanguageOption, PartialOption, QuestionnaireOption
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import DONE, WRONG_USAGE, put, stop


def explain(
    answers: AnswersArgument,
    dimension: Annotated[
        str | None, typer.Argument(metavar="DIMENSION", help=_("The id of one dimension; else all."))
    ] = None,
    partial: PartialOption = False,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Explain a result: the arithmetic in words, with what blocks the next level."""
    from cem_maturity.adapters.terminal.explanation import draw_explanation
    from cem_maturity.application.explain import UnknownDimension
    from cem_maturity.application.explain import explain as explained
    from cem_maturity.cli.reading import find_answers, load_assessment
    from cem_maturity.domain.problem import nearest

    asked, assessment = load_assessment(find_answers(answers), questionnaire, language, blanks_allowed=partial)
    try:
        explanations = explained(asked, assessment, dimension, partial=partial)
    except UnknownDimension as error:
        if close := nearest(error.name, error.known):
            sentence = _("{questionnaire} has no dimension {name}; did you mean {nearest}?")
        else:
            sentence = _("{questionnaire} has no dimension {name}; it has {known}.")
        stop(
            sentence.format(questionnaire=asked.id, name=error.name, nearest=close, known=", ".join(error.known)),
            WRONG_USAGE,
        )
    if not explanations:
        stop(
            _("{questionnaire} has no dimensions, so there is no level to explain.").format(questionnaire=asked.id),
            DONE,
        )
    put(draw_explanation(explanations, SPOKEN, sys.stdout))
