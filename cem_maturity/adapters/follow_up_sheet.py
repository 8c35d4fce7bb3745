"""The follow-up sheet as Markdown to mail: what is still open, by the roles that can answer."""

import re
from collections.abc import Iterator, Sequence

from cem_maturity.adapters.markdown_text import one_line
from cem_maturity.application.language import Language
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.follow_up import Errand, OpenPoint
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Questionnaire

_FENCE = re.compile("`{3,}")


def render(
    questionnaire: Questionnaire, assessment: Assessment, errands: Sequence[Errand], form: str, language: Language
) -> str:
    """The sheet with all *errands*; *form* is the YAML to fill in, in which nothing is markup."""
    return "\n".join(_lines(questionnaire, assessment, errands, form, language)) + "\n"


def _lines(
    questionnaire: Questionnaire, assessment: Assessment, errands: Sequence[Errand], form: str, language: Language
) -> Iterator[str]:
    _ = language.gettext
    named = " · ".join(filter(None, (assessment.organisation.name, assessment.organisation.unit)))
    heading = _("Still to be answered: {organisation}") if named else _("Still to be answered")
    yield f"# {heading.format(organisation=one_line(named))}"
    yield ""
    yield _("Hello,")
    yield ""
    yield from _greeting(questionnaire, assessment, errands, language)
    yield ""
    yield _(
        "Please look at what stands under your role. An answer of a few lines by mail is enough; or fill in the small"
        " file at the end and send it back. This is no exam: if something is missing, say so."
    )
    described: dict[str, str] = {}
    for errand in errands:
        called = questionnaire.called(errand.role) if errand.role else _("Whoever knows")
        title = one_line(called[:1].upper() + called[1:])
        yield ""
        yield f"## {title}"
        for number, point in enumerate(errand.points, start=1):
            yield ""
            yield f"### {language.number(number)}. {one_line(point.question.text)}"
            yield ""
            yield from _open(point, language)
            if point.question.id in described:
                yield "- " + _("Described above, under {role}.").format(role=described[point.question.id])
            else:
                described[point.question.id] = title
                yield from _description(point, language)
    yield from _form(questionnaire, form, language)


def _greeting(
    questionnaire: Questionnaire, assessment: Assessment, errands: Sequence[Errand], language: Language
) -> Iterator[str]:
    count = len({point.question.id for errand in errands for point in errand.points})
    talk = one_line(questionnaire.title)
    if assessment.date:
        talk = language.gettext("{title} · {date}").format(title=talk, date=language.date(assessment.date))
    sentence = language.ngettext(
        "After our conversation ({talk}), {count} question is still open. You may know the answer.",
        "After our conversation ({talk}), {count} questions are still open. You may know the answers.",
        count,
    )
    yield sentence.format(talk=talk, count=language.number(count))


def _open(point: OpenPoint, language: Language) -> Iterator[str]:
    """Why the question is here, and its id."""
    _ = language.gettext
    if point.unknown is not None and point.unknown.whom.strip():
        yield "- " + _("Nobody knew; named was: {whom}").format(whom=one_line(point.unknown.whom))
    elif point.unknown is not None:
        yield "- " + _("Nobody knew.")
    for flag in point.flags:
        yield "- " + _("To look at again: {flag}").format(flag=one_line(flag))
    yield "- " + _("In the file: {id}").format(id=f"`{point.question.id}`")


def _description(point: OpenPoint, language: Language) -> Iterator[str]:
    """All that the author says about the question, and what each answer means."""
    _ = language.gettext
    question = point.question
    if question.why:
        yield ""
        yield one_line(question.why)
    for title, texts in (
        (_("To dig deeper"), question.probes),
        (_("What would prove it"), question.evidence),
    ):
        if texts:
            yield ""
            yield f"**{title}**"
            yield ""
            yield from (f"- {one_line(text)}" for text in texts)
    yield ""
    yield "**" + _("Which comes closest?") + "**"
    yield ""
    match question:
        case GridQuestion():
            for one in question.descriptors:
                yield f"- **{language.number(one.level)}** {one_line(one.text)}"
        case PracticeQuestion():
            for option in question.answers.options:
                yield f"- `{option.id}` {one_line(option.text)}"


def _form(questionnaire: Questionnaire, form: str, language: Language) -> Iterator[str]:
    _ = language.gettext
    yield ""
    yield "## " + _("To fill in and send back")
    yield ""
    yield _(
        "Copy these lines into a file whose name ends in .yaml. Behind each colon write a level from 0 to {top}, or the"
        " word of an option; leave empty what you do not know. More can be said like this:"
    ).format(top=language.number(questionnaire.top_level))
    yield ""
    yield "- `{level: 3, evidence: document, note: …}`"
    yield "- `{not_applicable: …}`"
    yield ""
    yield _("Where several people of one role answer, each changes the line above “role” to a short name of their own.")
    yield ""
    fence = max(("```", *(found + "`" for found in _FENCE.findall(form))), key=len)
    yield f"{fence}yaml"
    yield form.removesuffix("\n")
    yield fence
