"""An answers file to start from: every question with its answers as comments, and an empty place for one."""

from collections.abc import Iterator
from textwrap import wrap

from cem_maturity.adapters.answers_file.writing import one_line
from cem_maturity.application.language import Language
from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.digest import scoring_digest as digest_of
from cem_maturity.domain.questionnaire import (
    Dimension,
    GridQuestion,
    JourneyPart,
    PracticeQuestion,
    Question,
    Questionnaire,
)

_WIDTH = 88


NOBODY = Organisation("")


def starting_point(
    questionnaire: Questionnaire, language: Language, date: str, organisation: Organisation = NOBODY
) -> str:
    """A commented answers file for *questionnaire*, dated *date*; filled in, it is accepted as it stands.

    What is known of the *organisation* stands in it already.
    """
    return "".join(f"{line}\n" if line else "\n" for line in _lines(questionnaire, language, date, organisation))


def _lines(questionnaire: Questionnaire, language: Language, date: str, organisation: Organisation) -> Iterator[str]:
    say = language.gettext
    yield from comment(questionnaire.title)
    if questionnaire.dimensions:
        yield from _how_to_answer(questionnaire, language)
    yield ""
    yield "format: 1"
    digest = digest_of(questionnaire)
    yield f'questionnaire: {{id: {questionnaire.id}, version: "{questionnaire.version}", digest: "{digest}"}}'
    yield "organisation:"
    yield _fact("name", organisation.name)
    yield _fact("unit", organisation.unit)
    if questionnaire.sectors:
        yield from comment(say("One of: {known}").format(known=", ".join(questionnaire.sectors)), "  ")
    yield _fact("sector", organisation.sector or questionnaire.trade)
    yield _fact("country", organisation.country)
    if organisation.profile:
        yield _fact("profile", organisation.profile)
    yield f"date: {date}"
    yield f"language: {questionnaire.language}"
    yield ""
    if questionnaire.dimensions:
        yield from _answers(questionnaire, language)
    else:
        yield "answers: {}"
    if questionnaire.journey is not None:
        yield from _touchpoints(questionnaire.journey, language)


def _how_to_answer(questionnaire: Questionnaire, language: Language) -> Iterator[str]:
    say = language.gettext
    yield from comment(
        say("Write each answer after its colon: a level from 0 to {top}, or the word of an option.").format(
            top=language.number(questionnaire.top_level)
        )
    )
    yield from comment(say("More can be said of an answer; take one of these lines and fill it in:"))
    yield "#   {level: 3, evidence: document, note: …, quote: …}"
    yield "#   {not_applicable: …}"
    yield "#   {unknown: …}"
    yield from comment(say("Evidence is opinion, example, document or measured."))
    yield from comment(say("Not applicable wants the reason, unknown wants whom to ask."))


def _fact(key: str, fact: str) -> str:
    return f"  {key}: {one_line(fact)}" if fact else f"  {key}:"


def _answers(questionnaire: Questionnaire, language: Language) -> Iterator[str]:
    say = language.gettext
    yield from comment(say("Levels as you expect them before you answer, and those you aim for: {overall: 2}"), "")
    yield "predicted:"
    yield "targets:"
    yield from comment(say("How much each dimension matters, from 1 to 3; 2 where nothing is said."))
    yield "importance:"
    for dimension in questionnaire.dimensions:
        yield f"  {dimension.id}:"
    yield ""
    yield "answers:"
    for dimension in questionnaire.dimensions:
        yield from _dimension(dimension, language)


def _touchpoints(journey: JourneyPart, language: Language) -> Iterator[str]:
    """The stages with what to think of, and a touchpoint to copy; left as comments, they say nothing."""
    say = language.gettext
    yield ""
    yield from comment(
        say("Touchpoints, as many as there are: copy the last two lines, free them of the # and fill in.")
    )
    yield from comment(say("Importance is 1 to 5, the other figures 0 to 10; recommend and note may be left out."))
    yield "journey:"
    for stage in journey.stages:
        thoughts = language.listed(journey.suggestions.get(stage.id, ()))
        yield from comment(f"{stage.title}. {thoughts}" if thoughts else stage.title, "  ", f"{stage.id}  ")
    yield "  # - {touchpoint: …, stage: …, importance: , expected: , functional: , emotional: , recommend: ,"
    yield "  #    moment_of_truth: false, note: …}"


def _dimension(dimension: Dimension, language: Language) -> Iterator[str]:
    yield ""
    yield f"  # {'-' * (_WIDTH - 2)}"
    yield from comment(dimension.title, "  ")
    yield from comment(dimension.description, "  ")
    for question in dimension.questions:
        yield ""
        yield from _question(question, language)


def _question(question: Question, language: Language) -> Iterator[str]:
    yield from comment(question.text, "  ")
    for condition in question.when:
        asked = language.gettext("Only where {fact} is one of: {known}")
        yield from comment(asked.format(fact=condition.fact, known=", ".join(condition.values)), "  ")
    match question:
        case GridQuestion():
            for descriptor in question.descriptors:
                yield from comment(descriptor.text, "  ", f"{descriptor.level}  ")
        case PracticeQuestion():
            longest = max(len(option.id) for option in question.answers.options)
            for option in question.answers.options:
                yield from comment(option.text, "  ", f"{option.id:{longest}}  ")
    yield f"  {question.id}:"


def comment(text: str, indent: str = "", label: str = "") -> Iterator[str]:
    """*text* in comment lines; what belongs to a label is set off."""
    first, rest = f"{indent}# {label}", f"{indent}# {' ' * len(label)}"
    # Every kind of line break ends a comment in YAML, hence the joining with spaces.
    for line in wrap(" ".join(text.split()), _WIDTH, break_long_words=False, break_on_hyphens=False):
        yield first + line
        first = rest
