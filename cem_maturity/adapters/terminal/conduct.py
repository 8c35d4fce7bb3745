"""What a key makes of the interview on the screen; no terminal is needed to know it."""

from dataclasses import replace
from typing import assert_never

from cem_maturity.adapters.terminal import judging, reading, settling
from cem_maturity.adapters.terminal.journey_wording import counted, field_text
from cem_maturity.adapters.terminal.keys import Key
from cem_maturity.adapters.terminal.listing import row_of, rows
from cem_maturity.adapters.terminal.page import Page
from cem_maturity.adapters.terminal.view import (
    Asking,
    Desk,
    Ending,
    Grading,
    Listing,
    Mode,
    Reading,
    Subject,
    View,
    Writing,
)
from cem_maturity.adapters.terminal.wording import grades, page
from cem_maturity.application.interview import Sitting
from cem_maturity.domain import answering, touring
from cem_maturity.domain.follow_up import still_open
from cem_maturity.domain.free_text import Declined
from cem_maturity.domain.interview import Interview, choices, is_complete, progress
from cem_maturity.domain.moving import back, catch_up, jump, skip
from cem_maturity.domain.response import Evidence, NotApplicable, Unknown
from cem_maturity.domain.start_form import fill_in, form_value
from cem_maturity.domain.turns import (
    Closing,
    FormField,
    FormTurn,
    ImportanceTurn,
    JourneyTurn,
    QuestionTurn,
    StageTurn,
    TargetTurn,
    TouchpointStep,
    TouchpointTurn,
)

PAGE = 8
"""Lines or rows that Page Up and Page Down move by."""

_REMARKS = (Subject.NOTE, Subject.QUOTE, Subject.FLAG)
"""What may be kept half written, as it answers nothing."""

_LINES = (Subject.FORM, Subject.TOUCHPOINT)
"""What is a turn of its own, to go through line by line."""


def opened(sitting: Sitting, desk: Desk) -> View:
    """The view with which a sitting begins; one that goes on says so."""
    view, done, _ = View(sitting, Asking()), progress(sitting.interview), desk.language.gettext
    if done.answered and isinstance(view.interview.turn, QuestionTurn):
        said = _("Welcome back: {answered} of {all} questions answered. It goes on here.")
        numbers = {"answered": desk.language.number(done.answered), "all": desk.language.number(done.all)}
        view = replace(view, notice=said.format(**numbers))
    if isinstance(view.interview.turn, StageTurn | TouchpointTurn) and view.interview.touchpoints:
        said = _("Welcome back: {count} judged so far. It goes on here.")
        view = replace(view, notice=said.format(count=counted(view.interview, desk.language)))
    if view.interview.settling:
        view = replace(view, notice=settling.welcome(view.interview, desk.language))
    return _arrived(view, desk)


def press(view: View, key: Key | int, desk: Desk, *, text: str = "", last_top: int = 0) -> View:
    """The view after *key* (a digit is its number); *text* is what an open text field holds.

    *last_top* is how far a text to read can be scrolled.
    """
    if key is Key.QUIT and not (isinstance(view.mode, Writing)):
        return ask_to_leave(view, Ending.QUIT, desk)
    if key is Key.INTERRUPT and not (isinstance(view.mode, Writing) and view.mode.subject not in _LINES):
        return ask_to_leave(view, Ending.INTERRUPT, desk, text=text)
    view = replace(view, notice="", warned=False)
    match view.mode:
        case Asking():
            return _asked(view, key, desk)
        case Writing() as mode:
            return _written(view, mode, key, text, desk)
        case Grading() as mode:
            return _graded(view, mode, key, desk)
        case Reading() as mode:
            return _read(view, mode, key, last_top, desk)
        case Listing() as mode:
            return _listed(view, mode, key, desk)
        case _:
            assert_never(view.mode)


def pause(view: View, text: str, desk: Desk) -> View:
    """The view after a moment without keys: the remark that is being written is saved as it stands."""
    if not isinstance(view.mode, Writing) or view.mode.subject not in _REMARKS:
        return view
    changed = _recorded(view.interview, view.mode.subject, text, desk)
    return view if isinstance(changed, Declined) else replace(view, sitting=desk.keeper.keep(view.sitting, changed))


def ask_to_leave(view: View, ending: Ending, desk: Desk, *, text: str = "") -> View:
    """The view that ends the sitting, or, where something cannot be saved, first the one that says so."""
    left = leave(view, ending, desk, text=text)
    if left.sitting.trouble is None or view.warned:
        return left
    said = desk.language.gettext("What is not saved would be lost. To leave all the same, press that key again.")
    stays = replace(left.sitting, interview=view.interview)  # what is open stays open, with its text
    return replace(view, sitting=stays, notice=said, warned=True)


def leave(view: View, ending: Ending, desk: Desk, *, text: str = "") -> View:
    """The view that ends the sitting, with all that can be saved saved."""
    interview = pause(view, text, desk).interview
    if isinstance(view.mode, Writing) and view.mode.subject is Subject.FORM and text.strip():
        filled = fill_in(interview, text)
        interview = interview if isinstance(filled, Declined) else replace(filled, turn=interview.turn)
    if isinstance(view.mode, Writing) and view.mode.subject is Subject.TOUCHPOINT and text not in ("", view.mode.text):
        judged = touring.fill_in(interview, text)
        interview = interview if isinstance(judged, Declined) else judged
    return replace(view, sitting=desk.keeper.keep(view.sitting, interview, leaving=True), ending=ending)


# The turn itself


def _asked(view: View, key: Key | int, desk: Desk) -> View:
    shown = page(view.interview, desk.language)
    if isinstance(key, int):
        found = next((at for at, option in enumerate(shown.options) if option.key == str(key)), None)
        if found is None:
            return replace(view, notice=desk.language.gettext("There is no answer with this number here."))
        return replace(view, chosen=found)
    if key in (Key.UP, Key.DOWN):
        return replace(view, chosen=_stepped(view.chosen, key, len(shown.options)))
    turn, assessment = view.interview.turn, view.interview.assessment
    if isinstance(turn, TouchpointTurn) and turn.step is TouchpointStep.MOMENT_OF_TRUTH and key in (Key.YES, Key.NOTE):
        return replace(view, chosen=0 if key is Key.YES else 1)
    match key:
        case Key.TAKE:
            return _taken(view, shown, desk)
        case Key.BACK:
            return _moved(view, back(view.interview), desk)
        case Key.SKIP:
            return _moved(view, skip(view.interview), desk)
        case Key.GO_TO:
            return replace(view, mode=Listing(row_of(view.interview, desk.language)))
        case Key.HELP:
            return replace(view, mode=Reading(reading.keys(desk.language)))
        case Key.LEVEL:
            return replace(view, mode=Reading(reading.level_so_far(desk.assess(assessment), desk.language)))
        case Key.MAIL if isinstance(turn, Closing) and still_open(view.interview.questionnaire, assessment):
            return replace(view, notice=desk.language.say(desk.write_follow_up(assessment)))
        case Key.MAIL:
            said = desk.language.gettext("At the end, m writes a sheet to mail, where anything is unknown or flagged.")
            return replace(view, notice=said)
        case _:
            return _at_question(view, key, desk)


def _at_question(view: View, key: Key, desk: Desk) -> View:
    """What only a question's turn knows."""
    question = view.interview.question
    if question is None:
        return view
    remarks = answering.remarks_at(view.interview, question.id)
    response = view.interview.sheet.responses.get(question.id)
    match key:
        case Key.WHY:
            said = settling.why(view.interview, desk.language)
            told = reading.why(question, view.interview.questionnaire, desk.language)
            return replace(view, mode=Reading((*said, *told)))
        case Key.NOTE:
            return replace(view, mode=Writing(Subject.NOTE, remarks.note))
        case Key.QUOTE:
            return replace(view, mode=Writing(Subject.QUOTE, remarks.quote))
        case Key.EVIDENCE:
            return replace(view, mode=Grading(None if remarks.evidence is None else remarks.evidence.value))
        case Key.NOT_APPLICABLE:
            subject, text = Subject.REASON, response.reason if isinstance(response, NotApplicable) else ""
        case Key.UNKNOWN:
            subject, text = Subject.WHOM, response.whom if isinstance(response, Unknown) else ""
        case Key.FLAG:
            subject, text = Subject.FLAG, view.interview.sheet.flags.get(question.id, "")
        case _:
            return view
    return replace(view, mode=Writing(subject, view.unfinished.get((question.id, subject), text)))


def _taken(view: View, shown: Page, desk: Desk) -> View:
    """The chosen option taken; a question marked before as "not applicable" or "unknown" stays so."""
    if view.chosen is None and view.interview.question is not None:
        response = view.interview.sheet.responses.get(view.interview.question.id)
        if isinstance(response, NotApplicable | Unknown):
            return _moved(view, skip(view.interview), desk)
    if view.chosen is None:
        return replace(view, notice=desk.language.gettext("Please choose an answer first: a digit, or ↑ and ↓."))
    interview, turn = view.interview, view.interview.turn
    match turn:
        case QuestionTurn():
            question = interview.question_of(turn.question)
            given = choices(question)[view.chosen].value
            return _moved(view, answering.answer(interview, given, desk.keeper.now), desk)
        case ImportanceTurn():
            return _moved(view, answering.set_importance(interview, view.chosen + 1), desk)
        case TargetTurn():
            return _moved(view, answering.set_target(interview, view.chosen or None), desk)
        case FormTurn(FormField.SECTOR):
            sectors = (*interview.questionnaire.sectors, "")
            return _moved(view, fill_in(interview, sectors[view.chosen]), desk)
        case FormTurn():
            return _moved(view, fill_in(interview, shown.options[view.chosen].key), desk)
        case JourneyTurn() | StageTurn() | TouchpointTurn():
            changed = judging.taken(interview, turn, view.chosen)
            return replace(view, mode=Writing(Subject.TOUCHPOINT)) if changed is None else _moved(view, changed, desk)
        case Closing():
            return _closed(view, view.chosen, desk)
        case _:
            assert_never(turn)


def _closed(view: View, chosen: int, desk: Desk) -> View:
    interview = view.interview
    doings = ["first", "list", "result", "quit"] if not is_complete(interview) else ["result", "list", "quit"]
    match doings[chosen]:
        case "first":
            return _moved(view, catch_up(interview), desk)
        case "list":
            return replace(view, mode=Listing(0))
        case "result":
            report = desk.assess(interview.assessment)
            text = reading.result(report, interview.questionnaire, desk.language)
            return replace(
                view, mode=Reading(text, offers_report=report.overall is not None or report.journey is not None)
            )
        case _:
            return leave(view, Ending.QUIT, desk)


# What opens over it


def _written(view: View, mode: Writing, key: Key | int, text: str, desk: Desk) -> View:
    if mode.subject is Subject.FORM:
        return _filled(view, key, text, desk)
    if isinstance(view.interview.turn, StageTurn | TouchpointTurn):
        judged = judging.written(view.interview, key, text, mode.text)
        return _reopened(view, desk) if judged is None else _moved(view, judged, desk)
    question = view.interview.question
    if question is None or key not in (Key.TAKE, Key.CLOSE, Key.INTERRUPT):
        return view
    if key is not Key.TAKE and mode.subject not in _REMARKS:
        unfinished = {**view.unfinished, (question.id, mode.subject): text}
        return _reopened(replace(view, unfinished=unfinished), desk)
    changed = _recorded(view.interview, mode.subject, text, desk)
    if isinstance(changed, Declined):
        return replace(view, notice=desk.language.say(changed.why))
    rest = {place: kept for place, kept in view.unfinished.items() if place != (question.id, mode.subject)}
    return _moved(replace(view, unfinished=rest), changed, desk)


def _recorded(interview: Interview, subject: Subject, text: str, desk: Desk) -> Interview | Declined:
    if isinstance(interview.turn, TouchpointTurn):
        return touring.note(interview, text)
    match subject:
        case Subject.REASON:
            return answering.not_applicable(interview, text, desk.keeper.now)
        case Subject.WHOM:
            return answering.unknown(interview, text, desk.keeper.now)
        case Subject.FLAG:
            return answering.flag(interview, text)
        case Subject.QUOTE:
            return answering.quote(interview, text)
        case _:
            return answering.note(interview, text)


def _filled(view: View, key: Key | int, text: str, desk: Desk) -> View:
    """A line of the start form left, upwards or downwards."""
    changed = fill_in(view.interview, text)
    if key in (Key.BACK, Key.UP):
        here = view.interview if isinstance(changed, Declined) else replace(changed, turn=view.interview.turn)
        return _moved(view, back(here), desk)
    if key not in (Key.TAKE, Key.DOWN):
        return view
    return _moved(view, changed, desk)


def _graded(view: View, mode: Grading, key: Key | int, desk: Desk) -> View:
    options = grades(None, desk.language)
    if isinstance(key, int):
        return replace(view, mode=Grading(key)) if key < len(options) else view
    match key:
        case Key.UP | Key.DOWN:
            return replace(view, mode=Grading(_stepped(mode.chosen, key, len(options))))
        case Key.TAKE if mode.chosen is not None:
            return _moved(view, answering.grade(view.interview, Evidence(mode.chosen)), desk)
        case Key.NOT_APPLICABLE:
            return _moved(view, answering.grade(view.interview, None), desk)
        case Key.CLOSE | Key.BACK | Key.EVIDENCE | Key.TAKE:
            return _reopened(view, desk)
        case _:
            return view


def _read(view: View, mode: Reading, key: Key | int, last_top: int, desk: Desk) -> View:
    steps = {Key.UP: -1, Key.DOWN: 1, Key.PAGE_UP: -PAGE, Key.PAGE_DOWN: PAGE}
    if isinstance(key, Key) and key in steps:
        return replace(view, mode=replace(mode, top=max(0, min(mode.top + steps[key], last_top))))
    if key is Key.YES and mode.offers_report:
        return leave(view, Ending.REPORT, desk)
    return view if isinstance(key, int) else _reopened(view, desk)


def _listed(view: View, mode: Listing, key: Key | int, desk: Desk) -> View:
    listed = rows(view.interview, desk.language)
    steps = {Key.UP: -1, Key.DOWN: 1, Key.PAGE_UP: -PAGE, Key.PAGE_DOWN: PAGE}
    if isinstance(key, Key) and key in steps:
        return replace(view, mode=Listing(max(0, min(mode.chosen + steps[key], len(listed) - 1))))
    match key:
        case Key.TAKE:
            return _moved(view, jump(view.interview, listed[mode.chosen].turn), desk)
        case Key.CLOSE | Key.BACK | Key.GO_TO:
            return _reopened(view, desk)
        case _:
            return view


# The way on


def _moved(view: View, changed: Interview | Declined, desk: Desk) -> View:
    """The view gone on to *changed* once that is saved, or told why not."""
    if isinstance(changed, Declined):
        return replace(view, notice=desk.language.say(changed.why))
    gone_on = replace(view, sitting=desk.keeper.keep(view.sitting, changed))
    return _arrived(gone_on, desk) if changed.turn != view.interview.turn else _reopened(gone_on, desk)


def _arrived(view: View, desk: Desk) -> View:
    """The view at a new turn, with what was answered before offered again."""
    shown = page(view.interview, desk.language)
    chosen = next((at for at, option in enumerate(shown.options) if option.recorded), shown.usual)
    return _reopened(replace(view, chosen=chosen), desk)


def _reopened(view: View, desk: Desk) -> View:
    """The view back at its turn, with nothing open over it but the form's own text field."""
    turn = view.interview.turn
    mode: Mode = Asking()
    if isinstance(turn, FormTurn) and not page(view.interview, desk.language).options:
        mode = Writing(Subject.FORM, form_value(view.interview, turn.field))
    if (subject := judging.subject_at(view.interview)) is not None:
        mode = Writing(subject, field_text(view.interview, desk.language))
    notice = desk.language.say(view.sitting.notice) if view.sitting.notice else view.notice
    return replace(view, mode=mode, notice=notice)


def _stepped(chosen: int | None, key: Key, count: int) -> int | None:
    """The next option up or down; from nothing, the last or the first."""
    if not count:
        return None
    if chosen is None:
        return 0 if key is Key.DOWN else count - 1
    return max(0, min(chosen + (1 if key is Key.DOWN else -1), count - 1))
