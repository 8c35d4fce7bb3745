"""`cem schema`: what documents look like, for editors."""

from enum import StrEnum
from typing import Annotated

import typer

from cem_maturity.cli.options import LanguageOption, QuestionnaireOption
from cem_maturity.cli.speech import _
from cem_maturity.cli.streams import WRONG_USAGE, put, stop


class Document(StrEnum):
    """A kind of document that has a schema."""

    QUESTIONNAIRE = "questionnaire"
    ANSWERS = "answers"
    BRAND = "brand"


def schema(
    document: Annotated[Document, typer.Argument(help=_("The kind of document."), show_default=False)],
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Write the JSON Schema of a kind of document; with --questionnaire, of answers to that one."""
    import json

    from cem_maturity.application.brand_schema import brand_schema
    from cem_maturity.application.questionnaire_schema import questionnaire_schema
    from cem_maturity.application.schema import answers_schema
    from cem_maturity.cli.reading import load_questionnaire

    if questionnaire is not None and document is not Document.ANSWERS:
        stop(_("--questionnaire belongs to `cem schema answers`."), WRONG_USAGE)
    match document:
        case Document.QUESTIONNAIRE:
            written = questionnaire_schema()
        case Document.BRAND:
            written = brand_schema()
        case Document.ANSWERS:
            written = answers_schema(load_questionnaire(questionnaire, language) if questionnaire else None)
    put(json.dumps(written, ensure_ascii=False, indent=2) + "\n")
