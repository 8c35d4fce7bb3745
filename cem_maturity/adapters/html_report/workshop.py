"""From a questionnaire to blank pages for a workshop: sheets to fill in, and cards to vote with."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from cem_maturity.adapters.html_report import Medium, surroundings
from cem_maturity.adapters.html_report.environment import environment
from cem_maturity.adapters.html_report.wording import printable, reads
from cem_maturity.application.language import Language
from cem_maturity.domain.questionnaire import Dimension, GridQuestion, JourneyPart, Question, Questionnaire


class Kind(StrEnum):
    """What is printed; also the name of its template."""

    SHEETS = "sheets"
    CARDS = "cards"


def render(
    questionnaire: Questionnaire,
    kind: Kind,
    language: Language,
    *,
    templates: Path,
    shared: Path,
    medium: Medium = Medium.SCREEN,
    dimension: str = "",
    made: str = "",
    brand: Mapping[str, object] | None = None,
) -> str:
    """The blank pages as one HTML text that needs nothing from outside; equal values give equal text.

    *templates* is the folder of the pages' own templates, *shared* that of the report, whose style and fonts they
    have, *brand* what `branding.look` gave. *dimension* is the id of the only one that is printed; nothing means all.
    *made* is the ISO 8601 time that the text gives as its own, where it gives one.
    """
    asked = [one for one in questionnaire.dimensions_as_asked() if dimension in ("", one.id)]
    values: dict[str, object] = {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": questionnaire.title,
        "levels": [{"number": one.number, "name": one.name, "view": one.view} for one in questionnaire.levels],
        "dimensions": [_dimension(one, questionnaire) for one in asked],
        "ballots": list(_ballots(questionnaire, asked)),
        "journey": None if questionnaire.journey is None or dimension else _journey(questionnaire.journey),
    }
    of_page = surroundings(language, medium=medium, made=made, brand=brand)
    context = {key: printable(value) for key, value in values.items()} | of_page
    context |= {
        "foreign": None
        if questionnaire.language == language.code
        else {"code": questionnaire.language, "direction": reads(questionnaire.title, language.direction)},
    }
    return environment(language, shared, templates).get_template(f"{kind}.html").render(context)


def _dimension(dimension: Dimension, questionnaire: Questionnaire) -> dict[str, object]:
    return {
        "title": dimension.title,
        "description": dimension.description,
        "questions": [_question(one, questionnaire) for one in dimension.questions],
    }


def _question(question: Question, questionnaire: Questionnaire) -> dict[str, object]:
    choices = question.descriptors if isinstance(question, GridQuestion) else question.answers.options
    return {
        "id": question.id,
        "text": question.text,
        "why": question.why,
        "proofs": list(question.evidence),
        "roles": [questionnaire.called(role) for role in question.roles],
        "only_for": [questionnaire.called(value) for condition in question.when for value in condition.values],
        "graded": isinstance(question, GridQuestion),
        "choices": [one.text for one in choices],
    }


def _ballots(questionnaire: Questionnaire, asked: list[Dimension]) -> Iterator[list[dict[str, object]]]:
    """The cards of each set to vote with: the levels, and the options of each set of answers, where they are asked."""
    questions = [question for dimension in asked for question in dimension.questions]
    if any(isinstance(one, GridQuestion) for one in questions):
        yield [{"level": one.number, "text": one.name} for one in questionnaire.levels]
    answers = {one.answers.id: one.answers for one in questions if not isinstance(one, GridQuestion)}
    for one in answers.values():
        yield [{"level": None, "text": option.text} for option in one.options]


def _journey(journey: JourneyPart) -> list[dict[str, object]]:
    return [{"title": one.title, "suggestions": list(journey.suggestions.get(one.id, ()))} for one in journey.stages]
