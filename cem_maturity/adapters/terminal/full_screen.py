"""The interview on a whole terminal: keys in, drawings out, the terminal always given back."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.styles import Style

from cem_maturity.adapters.terminal import conduct
from cem_maturity.adapters.terminal.direction import Bidi, beginning, ending
from cem_maturity.adapters.terminal.field import FieldFromTheRight, Shown
from cem_maturity.adapters.terminal.keys import Key, meaning
from cem_maturity.adapters.terminal.screen import Drawing, Shape, render
from cem_maturity.adapters.terminal.typesetting import PLAIN_GLYPHS, Glyphs, Line
from cem_maturity.adapters.terminal.view import Desk, Ending, Subject, View, Writing
from cem_maturity.application.interview import Sitting
from cem_maturity.domain.free_text import Declined, refusal

DRAFT_SECONDS = 2
"""How often a note that is being written is saved."""

_STYLE = Style.from_dict(
    {
        "head": "fg:ansicyan",
        "bold": "bold",
        "dim": "dim",
        "marker": "bold fg:ansicyan",
        "chosen": "bold",
        "notice": "fg:ansiyellow",
        "trouble": "bold fg:ansired",
        "field": "fg:ansicyan",
    }
)

_LINES = (Subject.FORM, Subject.TOUCHPOINT)
"""What is written in one line, after which comes the next."""

_SAME_EVERYWHERE = {
    Keys.Up: Key.UP,
    Keys.Down: Key.DOWN,
    Keys.PageUp: Key.PAGE_UP,
    Keys.PageDown: Key.PAGE_DOWN,
    Keys.ControlM: Key.TAKE,
    Keys.ControlJ: Key.TAKE,
    Keys.Left: Key.BACK,
    Keys.ControlH: Key.BACK,
    Keys.Right: Key.SKIP,
    Keys.F1: Key.HELP,
    Keys.Escape: Key.CLOSE,
    Keys.ControlC: Key.INTERRUPT,
    Keys.ControlD: Key.QUIT,
}


def hold_interview(
    sitting: Sitting,
    desk: Desk,
    *,
    clock: Callable[[], float] = time.monotonic,
    source: Input | None = None,
    output: Output | None = None,
    bidi: Bidi = Bidi.OFF,
) -> tuple[View, int | None]:
    """Hold the interview until the interviewer leaves; the last view, and the signal that ended it, if one did.

    *bidi* says who turns text from right to left around: the terminal, or we.
    """
    return _FullScreen(sitting, desk, clock, source, output, bidi).run()


class _FullScreen:
    """The one place where the view changes, and where the terminal is."""

    def __init__(
        self,
        sitting: Sitting,
        desk: Desk,
        clock: Callable[[], float],
        source: Input | None,
        output: Output | None,
        bidi: Bidi,
    ) -> None:
        self.view: View = conduct.opened(sitting, desk)
        self.desk = desk
        self.clock = clock
        self.began = clock()
        self.killed_by: int | None = None
        self.drawn: Drawing | None = None
        self.drawn_for: object = None
        self.drawn_minutes = 0
        self.field = Buffer(multiline=True)
        self.output = output or create_output()
        self.glyphs = _glyphs(self.output)
        self.bidi = bidi
        self.shape = _shape(bidi, desk)
        self.app: Application[None] = Application(
            layout=self._layout(),
            key_bindings=self._any_time(),
            style=_STYLE,
            full_screen=True,
            input=source or self._terminal(),
            output=self.output,
            erase_when_done=True,
        )
        self.app.ttimeoutlen = 0.05
        self.app.timeoutlen = 0.1
        self._open_field(None)

    def run(self) -> tuple[View, int | None]:
        """The last view, and the signal that ended it."""
        try:
            self._tell_terminal(beginning(self.bidi))
            asyncio.run(self._live())
        except (EOFError, OSError) as error:
            # The terminal is gone: there is nobody to tell, but what was typed is kept.
            if isinstance(error, OSError) and self.view.ending is not None:
                return self.view, self.killed_by
            self.killed_by = self.killed_by or getattr(signal, "SIGHUP", signal.SIGTERM)
            self.view = conduct.leave(self.view, Ending.INTERRUPT, self.desk, text=self.field.text)
        finally:
            with suppress(OSError):  # the terminal may be gone
                self._tell_terminal(ending(self.bidi))
        return self.view, self.killed_by

    def _tell_terminal(self, sequence: str) -> None:
        if sequence:
            self.output.write_raw(sequence)
            self.output.flush()

    def _suspend(self) -> None:
        """To the shell, the terminal given back meanwhile."""
        self._tell_terminal(ending(self.bidi))
        os.kill(0, signal.SIGTSTP)
        self._tell_terminal(beginning(self.bidi))

    async def _live(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._fail)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name) and sys.platform != "win32":
                loop.add_signal_handler(getattr(signal, name), self._end, getattr(signal, name))
        drafts = asyncio.ensure_future(self._save_drafts())
        try:
            await self.app.run_async(handle_sigint=False, set_exception_handler=False)
        finally:
            drafts.cancel()
            with suppress(asyncio.CancelledError):
                await drafts

    def _end(self, number: int) -> None:
        """A signal: save what is open, give the terminal back, end."""
        self.killed_by = number
        self.view = conduct.leave(self.view, Ending.INTERRUPT, self.desk, text=self.field.text)
        if self.app.is_running and not self.app.is_done:
            self.app.exit()

    def _fail(self, _loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        """A mistake of the program: give the terminal back before it is told."""
        error = context.get("exception")
        if self.app.is_running and not self.app.is_done:
            self.app.exit(
                exception=error if isinstance(error, Exception) else RuntimeError(str(context.get("message")))
            )

    async def _save_drafts(self) -> None:
        """Save the note that is being written, and keep the time on the screen right, every few seconds."""
        while True:
            await asyncio.sleep(DRAFT_SECONDS)
            before = self.view
            self.view = conduct.pause(self.view, self.field.text, self.desk)
            if self.view.sitting.trouble != before.sitting.trouble or self.minutes != self.drawn_minutes:
                self.app.invalidate()

    @property
    def minutes(self) -> int:
        """The time used in this sitting."""
        return int(self.clock() - self.began) // 60

    # Keys

    @property
    def is_writing(self) -> bool:
        """Whether a text field is open."""
        return isinstance(self.view.mode, Writing)

    @property
    def _is_note(self) -> bool:
        return isinstance(self.view.mode, Writing) and self.view.mode.subject in (Subject.NOTE, Subject.QUOTE)

    def _press(self, key: Key | int) -> None:
        before = self.view.mode
        text = self.field.text if self.is_writing else ""
        last_top = self.drawn.last_top if self.drawn else 0
        turn = self.view.interview.turn
        self.view = conduct.press(self.view, key, self.desk, text=text, last_top=last_top)
        if self.view.ending is not None:
            self.app.exit()
        elif self.view.mode is not before or self.view.interview.turn != turn:
            self._open_field(before)

    def _open_field(self, before: object) -> None:
        if isinstance(self.view.mode, Writing):
            if self.view.mode is not before:
                self.field.reset()
                self.field.text = self.view.mode.text
                self.field.cursor_position = len(self.field.text)
            self.app.layout.focus(self.field)
        else:
            self.field.reset()
            self.app.layout.focus(self.body)

    def _any_time(self) -> KeyBindings:
        bindings = KeyBindings()

        @bindings.add("c-c", eager=True)
        def _(_event: KeyPressEvent) -> None:
            self._press(Key.INTERRUPT)

        @bindings.add("c-d", eager=True)
        def _(_event: KeyPressEvent) -> None:
            self.view = conduct.ask_to_leave(self.view, Ending.QUIT, self.desk, text=self.field.text)
            if self.view.ending is not None:
                self.app.exit()

        @bindings.add("c-z", eager=True)
        def _(_event: KeyPressEvent) -> None:
            if hasattr(signal, "SIGTSTP"):
                run_in_terminal(self._suspend)

        @bindings.add(Keys.BracketedPaste, eager=True)
        def _(_event: KeyPressEvent) -> None:
            self._pasted(_event.data)

        return bindings

    def _keys_of_body(self) -> KeyBindings:
        bindings = KeyBindings()
        for name, key in _SAME_EVERYWHERE.items():

            def press(_event: KeyPressEvent, key: Key = key) -> None:
                self._press(key)

            bindings.add(name, eager=True)(press)

        @bindings.add(Keys.Any)
        def _(_event: KeyPressEvent) -> None:
            for character in _event.data if len(_event.data) == 1 else "":
                meant = meaning(character)
                if meant is not None:
                    self._press(meant)

        return bindings

    def _keys_of_field(self) -> KeyBindings:
        bindings = KeyBindings()
        one_line = Condition(lambda: not self._is_note)
        in_form = Condition(lambda: isinstance(self.view.mode, Writing) and self.view.mode.subject in _LINES)
        empty = Condition(lambda: not self.field.text)

        @bindings.add("enter", eager=True)
        def _(_event: KeyPressEvent) -> None:
            self._press(Key.TAKE)

        @bindings.add("escape", "enter")
        @bindings.add("c-j", eager=True)
        def _(_event: KeyPressEvent) -> None:
            if self._is_note:
                self.field.insert_text("\n")
            else:
                self._press(Key.TAKE)

        @bindings.add("escape")
        def _(_event: KeyPressEvent) -> None:
            self._press(Key.CLOSE)

        @bindings.add("up", filter=in_form, eager=True)
        @bindings.add("s-tab", filter=in_form, eager=True)
        @bindings.add("left", filter=in_form & empty, eager=True)
        @bindings.add("c-h", filter=in_form & empty, eager=True)
        def _(_event: KeyPressEvent) -> None:
            self._press(Key.BACK)

        @bindings.add("down", filter=in_form, eager=True)
        @bindings.add("tab", filter=one_line, eager=True)
        def _(_event: KeyPressEvent) -> None:
            self._press(Key.TAKE)

        return bindings

    def _pasted(self, text: str) -> None:
        """A paste goes into the open text field, and nowhere else."""
        _ = self.desk.language.gettext
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not self.is_writing:
            self._notice(_("That came all at once, like pasted text; nothing was answered. A note (n) can hold it."))
            return
        if not self._is_note:
            text = " ".join(text.split("\n")).strip(" ")
        declined = refusal(self.field.text + text)
        if isinstance(declined, Declined):
            self._notice(self.desk.language.say(declined.why))
        else:
            self._notice("")
            self.field.insert_text(text)

    def _notice(self, text: str) -> None:
        self.view = replace(self.view, notice=text)

    # The screen

    def _layout(self) -> Layout:
        self.body = Window(
            FormattedTextControl(
                lambda: _fragments(self._draw().body),
                focusable=True,
                key_bindings=self._keys_of_body(),
                get_cursor_position=lambda: Point(x=self._draw().cursor[1], y=self._draw().cursor[0]),
                show_cursor=True,
            ),
            height=lambda: Dimension.exact(max(1, len(self._draw().body))),
        )
        writing = ConditionalContainer(
            Window(
                self._field_control(),
                height=lambda: Dimension.exact(max(1, self._draw().field_rows)),
                wrap_lines=True,
            ),
            filter=Condition(lambda: self.is_writing),
        )
        foot = Window(
            FormattedTextControl(lambda: _fragments(self._draw().foot)),
            height=lambda: Dimension.exact(max(1, len(self._draw().foot))),
        )
        return Layout(HSplit([self.body, writing, Window(), foot]))

    def _field_control(self) -> BufferControl:
        if self.shape is not None and self.desk.language.direction == "rtl":
            return FieldFromTheRight(self.field, key_bindings=self._keys_of_field())
        return BufferControl(self.field, [Shown()], key_bindings=self._keys_of_field())

    def _draw(self) -> Drawing:
        size = self.output.get_size()
        wanted = (self.view, size.columns, size.rows, self.minutes)
        if self.drawn is None or self.drawn_for != wanted:
            self.drawn = render(
                self.view,
                self.desk,
                size.columns,
                size.rows,
                minutes=self.minutes,
                glyphs=self.glyphs,
                shape=self.shape,
            )
            self.drawn_for, self.drawn_minutes = wanted, self.minutes
        return self.drawn

    def _terminal(self) -> Input:
        terminal = create_input()
        if sys.platform != "win32":
            from prompt_toolkit.input.vt100 import Vt100Input

            from cem_maturity.adapters.terminal.pasting import paste_aware

            if isinstance(terminal, Vt100Input):
                return paste_aware(terminal, lambda: self.is_writing, self.clock)
        return terminal


def _shape(bidi: Bidi, desk: Desk) -> Shape | None:
    """What is done to each line before it is sent; nothing where the terminal turns lines around, or nobody."""
    if bidi is not Bidi.APP:
        return None
    from cem_maturity.adapters.terminal.sight import from_the_left, from_the_right

    return from_the_right if desk.language.direction == "rtl" else from_the_left


def _glyphs(output: Output) -> Glyphs:
    try:
        "".join((Glyphs().marker, Glyphs().recorded, Glyphs().done, Glyphs().more)).encode(output.encoding())
    except (UnicodeEncodeError, LookupError):
        return PLAIN_GLYPHS
    return Glyphs()


def _fragments(lines: tuple[Line, ...]) -> StyleAndTextTuples:
    fragments: StyleAndTextTuples = []
    for at, line in enumerate(lines):
        if at:
            fragments.append(("", "\n"))
        fragments += [(f"class:{style}" if style else "", text) for style, text in line]
    return fragments
