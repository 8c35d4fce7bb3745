"""The questions on which people stand apart, as a terminal lists them."""

from collections.abc import Iterator, Sequence

from cem_maturity.adapters.terminal.columns import wrapped
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.voices import answer_text, said, who
from cem_maturity.application.language import Language
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.splits import Split

_INDENT = "   "


def draw_splits(
    found: Sequence[Split],
    questionnaire: Questionnaire,
    assessment: Assessment,
    language: Language,
    width: int,
) -> str:
    """Each split under its number, *width* cells wide."""
    count = len(found)
    sentence = language.ngettext(
        "{count} question on which people stand apart.",
        "{count} questions on which people stand apart, the heaviest first.",
        count,
    )
    if not count:
        sentence = language.gettext("People nowhere stand far apart.")
    parts = list(wrapped(sentence.format(count=language.number(count)), width))
    for number, split in enumerate(found, start=1):
        start = f"{language.number(number)}. "
        parts += ["", *wrapped(start + show(split.question.text), width, _INDENT)]
        for text in _facts(split, questionnaire, assessment, language):
            parts += (_INDENT + line for line in wrapped(show(text), width - len(_INDENT), _INDENT))
    return "\n".join(parts) + "\n"


def _facts(split: Split, questionnaire: Questionnaire, assessment: Assessment, language: Language) -> Iterator[str]:
    _ = language.gettext
    question = split.question
    yield _("{id} · average deviation {deviation} · range {range}").format(
        id=question.id,
        deviation=language.decimal(split.spread.average_deviation),
        range=language.decimal(split.spread.range, 0 if split.spread.range.denominator == 1 else 1),
    )
    medians = (
        _("{role} {answer}").format(
            role=questionnaire.called(view.role), answer=answer_text(question, view.median, language)
        )
        for view in split.spread.by_role
    )
    yield _("Median by role: {medians}").format(medians=" · ".join(medians))
    for voice in split.heard:
        yield _("{who}: {said}").format(
            who=who(voice.respondent, questionnaire, language), said=said(question, voice.response, language)
        )
    if question.id in assessment.sheet.responses:
        consensus = said(question, assessment.sheet.responses[question.id], language)
        yield _("Settled: {said}").format(said=consensus)
