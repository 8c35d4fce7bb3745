"""Settling in words: who said what at a question, and what has come of all of them."""

from cem_maturity.adapters.terminal.offering import follow_up_hint
from cem_maturity.adapters.terminal.page import Option, Page
from cem_maturity.adapters.terminal.reading import Paragraph, Text
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.voices import grade_name, said, who
from cem_maturity.application.language import Language
from cem_maturity.domain.consensus import Voice
from cem_maturity.domain.interview import Interview, choices
from cem_maturity.domain.questionnaire import Question
from cem_maturity.domain.response import Answered, Response
from cem_maturity.domain.settling import heard, settlement


def voices(interview: Interview, language: Language) -> tuple[str, ...]:
    """A line for everybody: name, role, answer, then what stands behind it."""
    question = interview.question
    if question is None:
        return ()
    return tuple(_line(interview, question, voice, language) for voice in heard(interview))


def voices_shortly(interview: Interview, language: Language) -> str:
    """The same in one line: every answer by its key, with those who gave it."""
    question = interview.question
    if question is None:
        return ""
    by_key: dict[str, list[str]] = {}
    for voice in heard(interview):
        key = _key(question, voice.response, language)
        by_key.setdefault(key, []).append(voice.respondent.name or voice.respondent.id)
    return show(" · ".join(f"{key} {language.listed(names)}" for key, names in sorted(by_key.items())))


def why(interview: Interview, language: Language) -> Text:
    """Who said what, in full, to read before all that the author says of the question."""
    told = voices(interview, language)
    if not told:
        return ()
    heading = Paragraph(language.gettext("Who said what"), heading=True)
    return (heading, *(Paragraph(line, lead="- ") for line in told))


def closing_page(interview: Interview, language: Language) -> Page:
    """How many are settled now; what stays split may stay."""
    _ = language.gettext
    done = settlement(interview)
    settled = language.ngettext("{count} question is settled", "{count} questions are settled", done.settled)
    split = language.ngettext("{count} stays split", "{count} stay split", done.split)
    told = _("{settled}, {split}.").format(
        settled=settled.format(count=language.number(done.settled)),
        split=split.format(count=language.number(done.split)),
    )
    hint = _("A split that stays is a finding too; the median of the roles counts there.") if done.split else ""
    hint = "\n".join(filter(None, (hint, follow_up_hint(interview, language))))
    names = [_("Go to the first that is split")] if done.split else []
    names += [_("See the result"), _("Look over the answers"), _("Save and quit")]
    if done.split:
        names = [names[0], _("Look over the answers"), _("See the result"), _("Save and quit")]
    options = tuple(Option(str(number), name) for number, name in enumerate(names, start=1))
    return Page(show(interview.questionnaire.title), told, hint, options, usual=len(names) - 1 if done.split else 0)


def welcome(interview: Interview, language: Language) -> str:
    """What lies ahead, as the sitting begins."""
    count = len(interview.settling)
    sentence = language.ngettext(
        "{count} question to settle. What you answer becomes the consensus; s leaves it split.",
        "{count} questions to settle, the heaviest first. What you answer becomes the consensus; s leaves it split.",
        count,
    )
    return sentence.format(count=language.number(count))


def _line(interview: Interview, question: Question, voice: Voice, language: Language) -> str:
    _ = language.gettext
    response = voice.response
    parts = [
        _("{who}: {said}").format(
            who=who(voice.respondent, interview.questionnaire, language), said=said(question, response, language)
        )
    ]
    if isinstance(response, Answered) and response.evidence is not None:
        parts.append(grade_name(response.evidence, language))
    if response.note:
        parts.append(_("Note: {text}").format(text=response.note))
    if response.quote:
        parts.append(_("Quote: {text}").format(text=response.quote))
    return show(" · ".join(" ".join(part.split()) for part in parts))


def _key(question: Question, response: Response, language: Language) -> str:
    """The digit of the answer, or a sign that there is none."""
    if not isinstance(response, Answered):
        return "?"
    key = next(choice.key for choice in choices(question) if choice.value == response.answer)
    return language.number(int(key))
