"""What a questionnaire holds, as a terminal shows it."""

from collections.abc import Iterator, Sequence
from typing import IO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from cem_maturity.adapters.terminal.drawing import draw, own
from cem_maturity.application.language import Language
from cem_maturity.domain.questionnaire import Dimension, GridQuestion, PracticeQuestion, Question, Questionnaire


def draw_list(questionnaires: Sequence[Questionnaire], language: Language, stream: IO[str]) -> str:
    """The questionnaires, a line each."""
    _ = language.gettext
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in (_("Id"), _("Version"), _("Questions"), _("Title")):
        table.add_column(own(head), justify="right" if head == _("Questions") else "left")
    for questionnaire in questionnaires:
        count = sum(1 for _question in questionnaire.questions())
        table.add_row(
            own(questionnaire.id), own(questionnaire.version), language.number(count), own(questionnaire.title)
        )
    return draw(table, stream)


def draw_questionnaire(questionnaire: Questionnaire, language: Language, stream: IO[str]) -> str:
    """All that is asked, in the order of the file."""
    return draw(Group(*_parts(questionnaire, language)), stream)


def _parts(questionnaire: Questionnaire, language: Language) -> Iterator[RenderableType]:
    _ = language.gettext
    yield own(questionnaire.title, "bold")
    yield own(_("{id} · version {version}").format(id=questionnaire.id, version=questionnaire.version))
    for text in (questionnaire.description, questionnaire.source):
        if text:
            yield Padding(own(text), (1, 0, 0, 0))
    yield Padding(own(_("Levels"), "bold"), (1, 0, 0, 0))
    for level in questionnaire.levels:
        yield own(f"  {language.number(level.number)}  {level.name}")
    for dimension in questionnaire.dimensions:
        yield from _dimension(dimension, language)
    if questionnaire.journey is not None:
        yield Padding(own(_("Touchpoints"), "bold"), (1, 0, 0, 0))
        for stage in questionnaire.journey.stages:
            yield Padding(own(f"{stage.title}  [{stage.id}]"), (0, 0, 0, 2))
            yield Padding(
                own(language.listed(questionnaire.journey.suggestions.get(stage.id, ())), "dim"), (0, 0, 0, 4)
            )


def _dimension(dimension: Dimension, language: Language) -> Iterator[RenderableType]:
    yield Padding(own(f"{dimension.title}  [{dimension.id}]", "bold"), (1, 0, 0, 0))
    for question in dimension.questions:
        yield Padding(own(question.text), (1, 0, 0, 2))
        yield Padding(own(question.id, "dim"), (0, 0, 0, 2))
        yield Padding(_answers(question, language), (0, 0, 0, 4))


def _answers(question: Question, language: Language) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    table.add_column()
    match question:
        case GridQuestion():
            for descriptor in question.descriptors:
                table.add_row(language.number(descriptor.level), own(descriptor.text))
        case PracticeQuestion():
            for option in question.answers.options:
                table.add_row(own(option.id), own(option.text))
            level = language.gettext("a practice of level {level}").format(level=language.number(question.level))
            table.add_row("", own(level, "dim"))
    return table
