"""The interview's turns in words, the same on a screen and line by line."""

from typing import assert_never

from cem_maturity.adapters.terminal import journey_wording, settling
from cem_maturity.adapters.terminal.offering import follow_up_hint
from cem_maturity.adapters.terminal.page import Option, Page
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.voices import grade_name
from cem_maturity.application.language import Language
from cem_maturity.domain.answering import remarks_at
from cem_maturity.domain.interview import USUAL_IMPORTANCE, Interview, blanks, choices, is_complete, position
from cem_maturity.domain.questionnaire import Question
from cem_maturity.domain.response import Answered, Evidence, NotApplicable, Response, Unknown
from cem_maturity.domain.turns import (
    Closing,
    FormField,
    FormTurn,
    ImportanceTurn,
    JourneyTurn,
    QuestionTurn,
    StageTurn,
    TargetTurn,
    TouchpointTurn,
)


def page(interview: Interview, language: Language) -> Page:
    """The turn in words; text that is not ours is made harmless."""
    turn = interview.turn
    match turn:
        case FormTurn():
            return _form_page(interview, turn.field, language)
        case QuestionTurn():
            return _question_page(interview, language)
        case ImportanceTurn():
            return _importance_page(interview, turn.dimension, language)
        case TargetTurn():
            return _target_page(interview, turn.dimension, language)
        case JourneyTurn():
            return journey_wording.journey_page(interview, language)
        case StageTurn(stage):
            return journey_wording.stage_page(interview, stage, language)
        case TouchpointTurn(_, step):
            return journey_wording.touchpoint_page(interview, step, language)
        case Closing():
            return _closing_page(interview, language)
        case _:
            assert_never(turn)


# The start form


def label(field: FormField, language: Language) -> str:
    """The name of a line of the form."""
    _ = language.gettext
    return {
        FormField.ORGANISATION: _("Organisation"),
        FormField.UNIT: _("Unit"),
        FormField.SECTOR: _("Sector"),
        FormField.COUNTRY: _("Country"),
        FormField.PROFILE: _("Profile"),
        FormField.DATE: _("Date"),
        FormField.ASKED: _("Who is asked"),
        FormField.PREDICTED: _("Your guess"),
    }[field]


def _form_page(interview: Interview, field: FormField, language: Language) -> Page:
    _ = language.gettext
    title, hint = {
        FormField.ORGANISATION: (
            _("Which organisation is this about?"),
            _("Every answer is saved at once: stop whenever you like, and go on later."),
        ),
        FormField.UNIT: (
            _("Which part of it?"),
            _("A unit, a brand, a region. Leave it empty for the whole organisation."),
        ),
        FormField.SECTOR: (_("Which sector is it in?"), _("Leave it empty if none fits.")),
        FormField.COUNTRY: (_("Which country is it in?"), _known_values(interview, field, language)),
        FormField.PROFILE: (_("Which profile fits it?"), _known_values(interview, field, language)),
        FormField.DATE: (_("Which day do the answers speak of?"), _("Year-month-day, such as 2026-11-21.")),
        FormField.ASKED: (
            _("Who is asked?"),
            _("Names with commas between them, roles in brackets: Ann Lee (CX lead), Tom Ray (IT). It may stay empty."),
        ),
        FormField.PREDICTED: (
            _("Before we begin: which level do you expect?"),
            _("Your first guess. You will see it beside the result."),
        ),
    }[field]
    if field is FormField.ASKED and interview.respondent:
        title, hint = _("Who answers?"), _("The name, with the role in brackets: Ann Lee (CX lead). It may stay empty.")
    options: tuple[Option, ...] = ()
    if field is FormField.SECTOR and interview.questionnaire.sectors:
        known = interview.assessment.organisation.sector
        sectors = interview.questionnaire.sectors
        options = (
            *(
                Option(
                    str(number) if number < 10 else "", show(interview.questionnaire.called(sector)), sector == known
                )
                for number, sector in enumerate(sectors, start=1)
            ),
            Option("0", _("(none of these)"), False),
        )
        hint = ""
    if field is FormField.PREDICTED:
        predicted = interview.assessment.predicted.get("overall")
        levels = tuple(
            Option(str(level.number), show(level.name), level.number == predicted)
            for level in interview.questionnaire.levels
        )
        options = (*levels, Option("", _("(no guess)"), False))
    return Page(show(interview.questionnaire.title), title, hint, options)


def _known_values(interview: Interview, field: FormField, language: Language) -> str:
    """What questions ask about the organisation's country or profile, as it has to be written."""
    _ = language.gettext
    conditions = [condition for question in interview.questionnaire.questions() for condition in question.when]
    values = dict.fromkeys(value for one in conditions if one.fact == field.value for value in one.values)
    said = _("Some questions are only asked for: {values}. It may stay empty.")
    return said.format(values=show(_(", ").join(values)))


# Questions


def _question_page(interview: Interview, language: Language) -> Page:
    question, dimension = interview.question, interview.dimension_of(interview.turn)
    if question is None or dimension is None:
        raise TypeError("it is not a question's turn")
    number, count = position(interview) or (1, 1)
    place = f"{language.number(number)}/{language.number(count)}"
    response = interview.sheet.responses.get(question.id)
    given = response.answer if isinstance(response, Answered) else None
    options = tuple(Option(one.key, show(one.text), one.value == given) for one in choices(question))
    standing = _standing(interview, question, language)
    return Page(
        show(dimension.title),
        show(question.text),
        "",
        options,
        standing,
        place=place,
        voices=settling.voices(interview, language),
        voices_shortly=settling.voices_shortly(interview, language),
    )


def _standing(interview: Interview, question: Question, language: Language) -> str:
    _ = language.gettext
    parts = []
    match interview.sheet.responses.get(question.id):
        case NotApplicable(reason):
            parts.append(_("Not applicable: {reason}").format(reason=reason))
        case Unknown(whom):
            parts.append(_("Unknown, to ask: {whom}").format(whom=whom))
        case Answered() | None:
            pass
    remarks = remarks_at(interview, question.id)
    if remarks.evidence is not None:
        parts.append(_("Evidence: {grade}").format(grade=grade_name(remarks.evidence, language)))
    if remarks.note:
        parts.append(_("Note: {text}").format(text=remarks.note))
    if remarks.quote:
        parts.append(_("Quote: {text}").format(text=remarks.quote))
    if flagged := interview.sheet.flags.get(question.id):
        parts.append(_("Flag: {text}").format(text=flagged))
    return show(" · ".join(" ".join(part.split()) for part in parts))


def grades(current: Evidence | None, language: Language) -> tuple[Option, ...]:
    """The evidence grades, told in half a sentence each."""
    _ = language.gettext
    told = {
        Evidence.OPINION: _("Opinion: somebody says so."),
        Evidence.EXAMPLE: _("Example: a case was told, with time and place."),
        Evidence.DOCUMENT: _("Document: we saw it in writing."),
        Evidence.MEASURED: _("Measured: figures show it."),
    }
    return tuple(Option(str(grade.value), text, grade is current) for grade, text in told.items())


def state_mark(response: Response | None, question: Question, language: Language) -> str:
    """An answer in at most three characters, for lists."""
    match response:
        case None:
            return "·"
        case NotApplicable():
            return language.pgettext("not applicable, short", "n/a")
        case Unknown():
            return "?"
        case Answered(answer):
            key = next((one.key for one in choices(question) if one.value == answer), "")
            return language.number(int(key)) if key else ""
        case _:
            assert_never(response)


# The end of a dimension


def _importance_page(interview: Interview, dimension: str, language: Language) -> Page:
    _ = language.gettext
    known = interview.assessment.importance.get(dimension)
    texts = (_("Less important than the others"), _("As important as the others"), _("More important than the others"))
    return Page(
        _dimension_head(interview),
        _("How important is this part to the organisation?"),
        _("It decides which actions come first, never the level."),
        tuple(Option(str(number), text, number == known) for number, text in enumerate(texts, start=1)),
        usual=USUAL_IMPORTANCE - 1,
    )


def _target_page(interview: Interview, dimension: str, language: Language) -> Page:
    _ = language.gettext
    known = interview.assessment.targets.get(dimension)
    levels = interview.questionnaire.levels[1:]
    return Page(
        _dimension_head(interview),
        _("Which level should this part reach next?"),
        "",
        (
            Option("0", _("One level up from where it turns out to be")),
            *(Option(str(level.number), show(level.name), level.number == known) for level in levels),
        ),
        usual=0,
    )


def _dimension_head(interview: Interview) -> str:
    dimension = interview.dimension_of(interview.turn)
    return show(dimension.title) if dimension else ""


# The end


def _closing_page(interview: Interview, language: Language) -> Page:
    if interview.settling:
        return settling.closing_page(interview, language)
    _ = language.gettext
    head, hint = show(interview.questionnaire.title), follow_up_hint(interview, language)
    if is_complete(interview):
        return Page(
            head,
            _("That was the last question. Thank you!"),
            hint,
            (
                Option("1", _("See the result")),
                Option("2", _("Look over the answers")),
                Option("3", _("Save and quit")),
            ),
            usual=0,
        )
    left, unfinished = len(blanks(interview)), len(interview.unfinished)
    if left:
        title = language.ngettext(
            "The end of the list; {count} question is still open.",
            "The end of the list; {count} questions are still open.",
            left,
        ).format(count=language.number(left))
    elif unfinished:
        title = language.ngettext(
            "The end of the list; {count} touchpoint is not judged to the end.",
            "The end of the list; {count} touchpoints are not judged to the end.",
            unfinished,
        ).format(count=language.number(unfinished))
    else:
        title = _("The end of the list; no touchpoint is judged yet.")
    return Page(
        head,
        title,
        hint,
        (
            Option("1", _("Go to the first open question") if left else _("Go on with the touchpoints")),
            Option("2", _("Look over the answers")),
            Option("3", _("See the provisional result")),
            Option("4", _("Save and quit")),
        ),
        usual=0,
    )
