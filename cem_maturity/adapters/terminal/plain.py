"""The interview line by line: nothing is redrawn, so screen readers, scripts and the simplest terminals can follow."""

import errno
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import FrameType
from typing import assert_never

from cem_maturity.adapters.terminal import conduct, reading
from cem_maturity.adapters.terminal.conduct import press
from cem_maturity.adapters.terminal.journey_wording import counted, field_name
from cem_maturity.adapters.terminal.keys import Key, meaning
from cem_maturity.adapters.terminal.lines import End, Incoming, Pasted, TooLong, Typed
from cem_maturity.adapters.terminal.listing import rows
from cem_maturity.adapters.terminal.page import Option
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.view import Asking, Desk, Ending, Grading, Listing, Reading, Subject, View, Writing
from cem_maturity.adapters.terminal.wording import grades, label, page
from cem_maturity.application.interview import Sitting
from cem_maturity.application.language import Language
from cem_maturity.domain.interview import choices, progress, stage_at
from cem_maturity.domain.touring import Known, offers
from cem_maturity.domain.turns import FormTurn, QuestionTurn, StageTurn, TouchpointTurn

_TAKES_TEXT = {
    Key.NOTE: Subject.NOTE,
    Key.QUOTE: Subject.QUOTE,
    Key.NOT_APPLICABLE: Subject.REASON,
    Key.UNKNOWN: Subject.WHOM,
    Key.FLAG: Subject.FLAG,
}

EMPTIES, GOES_BACK = "-", "<"
"""What a line means where a text is asked for."""


class Ended(BaseException):
    """A signal came while a line was awaited."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def hold_plain_interview(
    sitting: Sitting, desk: Desk, read: Callable[[], Incoming], say: Callable[[str], None]
) -> tuple[View, int | None]:
    """Hold the interview until its lines end; the last view, and the signal that ended it, if one did.

    *say* gets text to append; a prompt comes without a line break at its end. Raises OSError, after saving, where
    nothing more can be said.
    """
    talk = _Talk(conduct.opened(sitting, desk), desk, read, say)
    try:
        with _signals_end():
            while talk.view.ending is None:
                talk.turn()
    except Ended as error:
        return conduct.leave(talk.view, Ending.INTERRUPT, desk), error.number
    except OSError as error:
        left = conduct.leave(talk.view, Ending.INTERRUPT, desk)
        if error.errno != errno.EIO:
            raise
        return left, int(getattr(signal, "SIGHUP", signal.SIGTERM))  # the terminal is gone
    return talk.view, None


@contextmanager
def _signals_end() -> Iterator[None]:
    def end(number: int, _frame: FrameType | None) -> None:
        raise Ended(number)

    names = ("SIGINT", "SIGTERM") if sys.platform == "win32" else ("SIGINT", "SIGTERM", "SIGHUP")
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


@dataclass
class _Talk:
    """The one place where the view changes."""

    view: View
    desk: Desk
    read: Callable[[], Incoming]
    say: Callable[[str], None]
    told: object = None
    """The turn that was read out last."""

    def turn(self) -> None:
        """Say where we are, take one line, do what it says."""
        self._news()
        if isinstance(self.view.mode, Reading) and not self.view.mode.offers_report:
            self._say_text(self.view.mode.text)
            self._press(Key.CLOSE)
            return
        self.say(self._prompt())
        incoming = self.read()
        match incoming:
            case End():
                self.say("\n")
                self.view = conduct.leave(self.view, Ending.QUIT, self.desk)
            case TooLong():
                self._tell(
                    self._("That line was longer than a terminal can pass on; nothing was kept. Please split it.")
                )
            case Pasted(text):
                self._paste(text)
            case Typed(text):
                self._obey(text)
            case _:
                assert_never(incoming)

    def _(self, text: str) -> str:
        return self.desk.language.gettext(text)

    # What is said

    def _news(self) -> None:
        if trouble := self.view.sitting.trouble:
            said = self._("NOT SAVED. {why} What you answer stays in memory; each answer tries again.")
            self._tell(said.format(why=self.desk.language.say(trouble)))
        if self.view.notice:
            self._tell(self.view.notice)
            self.view = replace(self.view, notice="")

    def _tell(self, text: str) -> None:
        self.say(f"{show(text)}\n")

    def _prompt(self) -> str:
        """The question, where it was not read out yet, and what may be typed."""
        match self.view.mode:
            case Asking():
                return self._turn_once() + self._("Answer (? for help): ")
            case Writing(subject, text):
                return self._turn_once() + self._text_prompt(subject, text)
            case Grading():
                options = grades(None, self.desk.language)
                return _options(options, self.desk.language) + self._("How well is it proved? (0-3, x for no grade): ")
            case Listing():
                return self._list() + self._("Go to number (Enter stays): ")
            case Reading(text):
                self._say_text(text)
                return self._("Write the report now? (y/n): ")
            case _:
                assert_never(self.view.mode)

    def _turn_once(self) -> str:
        """The turn read out, unless it was the last thing read out."""
        interview = self.view.interview
        if self.told == interview.turn:
            return ""
        self.told = interview.turn
        shown, done = page(interview, self.desk.language), progress(interview)
        head = f"{shown.head} {shown.place}".strip()
        where = self._("{head} ({answered} of {all} answered)").format(
            head=head,
            answered=self.desk.language.number(done.answered),
            all=self.desk.language.number(done.all),
        )
        if stage_at(interview) is not None or not interview.questionnaire.dimensions:
            where = f"{head} ({counted(interview, self.desk.language)})"
        lines = [where, shown.title, *([shown.hint] if shown.hint else []), *shown.voices]
        recorded = [option.key for option in shown.options if option.recorded and option.key]
        standing = [shown.standing] if shown.standing else []
        if recorded and isinstance(interview.turn, QuestionTurn):
            standing = [self._("Answered before: {key}. Enter keeps it.").format(key=recorded[0]), *standing]
        return (
            "\n"
            + "".join(f"{line}\n" for line in lines)
            + _options(shown.options, self.desk.language)
            + "".join(f"{line}\n" for line in standing)
        )

    def _text_prompt(self, subject: Subject, text: str) -> str:
        turn = self.view.interview.turn
        names = {
            Subject.NOTE: self._("Note"),
            Subject.QUOTE: self._("Quote"),
            Subject.REASON: self._("Why does it not apply"),
            Subject.WHOM: self._("Whom to ask"),
            Subject.FLAG: self._("What is to be done later"),
            Subject.FORM: label(turn.field, self.desk.language) if isinstance(turn, FormTurn) else "",
            Subject.TOUCHPOINT: field_name(self.view.interview, self.desk.language),
        }
        if text:
            sentence = self._("{name} (now: {text}; Enter keeps it, - empties it, < goes back): ")
        else:
            sentence = self._("{name} (< goes back): ")
        return sentence.format(name=names[subject], text=show(text))

    def _list(self) -> str:
        listed = rows(self.view.interview, self.desk.language)
        return "\n" + "".join(
            f"{number}. {row.text}\n" if row.heading else f"{number}. [{row.mark}] {row.text}{_flag(row.flag)}\n"
            for number, row in enumerate(listed, start=1)
        )

    def _say_text(self, text: reading.Text) -> None:
        self.say("\n" + "".join(f"{paragraph.lead}{paragraph.text}\n" for paragraph in text))

    # What is done

    def _press(self, key: Key | int, text: str = "") -> None:
        self.view = press(self.view, key, self.desk, text=text)

    def _paste(self, text: str) -> None:
        """Several lines at once are a text, never an answer."""
        if not isinstance(self.view.mode, Writing):
            self._tell(self._("Several lines came at once, like pasted text; nothing was answered."))
        elif self.view.mode.subject in (Subject.NOTE, Subject.QUOTE):
            self._press(Key.TAKE, text)
        else:
            self._press(Key.TAKE, " ".join(text.split("\n")))

    def _obey(self, line: str) -> None:
        mode = self.view.mode
        match mode:
            case Asking():
                self._command(line)
            case Writing(_, text):
                self._text(line, text)
            case Grading():
                self._grade(line.strip())
            case Listing():
                self._go_to(line.strip())
            case Reading():
                self._press(Key.YES if meaning(line.strip()[:1] or " ") is Key.YES else Key.CLOSE)
            case _:
                assert_never(mode)

    def _command(self, line: str) -> None:
        """A number answers; a letter does what it does on the screen, with the text behind it."""
        word, _gap, rest = line.lstrip().partition(" ")
        if not word.strip():
            self._take_again()
            return
        if line.strip() == GOES_BACK:
            self._press(Key.BACK)
            return
        key = meaning(word) if len(word) == 1 else None
        found = self._option_named(str(key) if isinstance(key, int) else word.strip())
        if found is not None:
            self.view = replace(self.view, chosen=found)
            self._press(Key.TAKE)
        elif isinstance(key, int):
            self._press(key)
        elif key is None and len(line.strip()) > 1 and isinstance(self.view.interview.turn, StageTurn):
            self._name(line)
        elif key in (Key.HELP, None):
            self._help()
        elif key is not Key.TAKE:
            self._press(key)
            if rest.strip() and key in _TAKES_TEXT and isinstance(self.view.mode, Writing):
                self._take_text(rest, self.view.mode.text)
            elif rest.strip() and isinstance(self.view.mode, Grading):
                self._grade(rest.strip())

    def _name(self, line: str) -> None:
        """A touchpoint of the stage opened by its name, or a new one named."""
        stage = stage_at(self.view.interview) or ""
        wanted = line.strip().casefold()
        for at, offer in enumerate(offers(self.view.interview, stage)):
            known = isinstance(offer, Known) and self.view.interview.touchpoints[offer.place].name
            if known and known.casefold() == wanted:
                self.view = replace(self.view, chosen=at)
                self._press(Key.TAKE)
                return
        self.view = replace(self.view, mode=Writing(Subject.TOUCHPOINT))
        self._press(Key.TAKE, line.strip())

    def _take_text(self, text: str, before: str) -> None:
        """A text that stands behind its letter; declined, it leaves things as they were."""
        self._press(Key.TAKE, text)
        if isinstance(self.view.mode, Writing):
            notice = self.view.notice
            self._press(Key.CLOSE, before)
            self.view = replace(self.view, notice=notice)

    def _option_named(self, word: str) -> int | None:
        """The position of the option with that number or text, or of a practice's option with that id."""
        interview = self.view.interview
        names = [(option.key, option.text) for option in page(interview, self.desk.language).options]
        if interview.question is not None:
            names = [(choice.key, choice.name) for choice in choices(interview.question)]
        return next((at for at, known in enumerate(names) if word and word in known), None)

    def _take_again(self) -> None:
        """An empty line keeps what was answered before, else the question is read out again."""
        question = self.view.interview.question
        is_open = question is not None and question.id not in self.view.interview.sheet.responses
        if is_open and self.view.chosen is None:
            self.told = None
        elif self.view.chosen is None and question is None:
            self._press(Key.SKIP)
        else:
            self._press(Key.TAKE)

    def _text(self, line: str, before: str) -> None:
        if line.strip() == GOES_BACK:
            has_lines = isinstance(self.view.interview.turn, FormTurn | TouchpointTurn)
            self._press(Key.BACK if has_lines else Key.CLOSE, before)
        elif line.strip() == EMPTIES:
            self._press(Key.TAKE, "")
        else:
            self._press(Key.TAKE, line if line.strip() else before)

    def _grade(self, word: str) -> None:
        key = meaning(word[:1]) if word else None
        self._press(key if isinstance(key, int) else Key.NOT_APPLICABLE if key is Key.NOT_APPLICABLE else Key.CLOSE)
        if isinstance(key, int):
            self._press(Key.TAKE)

    def _go_to(self, word: str) -> None:
        listed = rows(self.view.interview, self.desk.language)
        self.told = None
        if word.isdecimal() and 1 <= int(word) <= len(listed):
            self.view = replace(self.view, mode=Listing(int(word) - 1))
            self._press(Key.TAKE)
        else:
            self._press(Key.CLOSE)

    def _help(self) -> None:
        for line in (
            self._("A number answers. Enter alone keeps an earlier answer, or reads the question out again."),
            self._("s skip, b back, w why it is asked, g go to a question, l level so far, q save and quit"),
            self._("n TEXT note, c TEXT quote, e 0-3 evidence, f TEXT flag for later"),
            self._("x REASON does not apply, u NAME unknown, with whom to ask"),
            self._("m at the end: write a sheet to mail, with all that is unknown or flagged"),
        ):
            self._tell(line)


def _options(options: tuple[Option, ...], language: Language) -> str:
    return "".join(
        f"{language.number(int(option.key))}. {option.text}\n" if option.key else f"- {option.text}\n"
        for option in options
    )


def _flag(flag: str) -> str:
    return f" ({flag})" if flag else ""
