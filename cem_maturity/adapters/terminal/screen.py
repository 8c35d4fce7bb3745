"""How the interview is drawn: a view and a size become lines, whatever the terminal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from wcwidth import width

from cem_maturity.adapters.terminal import foot, split_drawing
from cem_maturity.adapters.terminal.journey_wording import counted, field_name
from cem_maturity.adapters.terminal.listing import Row, rows
from cem_maturity.adapters.terminal.page import Option, Page
from cem_maturity.adapters.terminal.reading import Text
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.typesetting import (
    PLAIN_GLYPHS,
    Glyphs,
    Line,
    Part,
    clipped,
    joined,
    plainly,
    safe,
    scrolled,
    shortened,
    wrapped,
)
from cem_maturity.adapters.terminal.view import Asking, Desk, Grading, Listing, Reading, Subject, View, Writing
from cem_maturity.adapters.terminal.wording import grades, label, page
from cem_maturity.application.language import Language
from cem_maturity.domain.answering import remarks_at
from cem_maturity.domain.interview import form_fields, progress, stage_at
from cem_maturity.domain.response import Evidence
from cem_maturity.domain.start_form import form_value
from cem_maturity.domain.turns import FormField, FormTurn

Shape: TypeAlias = Callable[[Line, int], Line]
"""What turns a line, and the columns that it may take, into what is sent to the terminal."""

LONGEST_LINE = 100
"""Columns beyond which text gets hard to read."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A screen: its lines from the top, then the open text field, then nothing, then the foot."""

    body: tuple[Line, ...]
    field_rows: int
    """Rows kept free for the text field; 0 where none is open."""
    foot: tuple[Line, ...]
    cursor: tuple[int, int]
    """Row and column, from 0, of the line that is chosen."""
    empty_rows: int = 0
    """Rows between the text field and the foot."""
    last_top: int = 0
    """How far a text to read can be scrolled."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole screen as text."""
        nothing: Line = (("", ""),)
        drawn = (*self.body, *((nothing,) * (self.field_rows + self.empty_rows)), *self.foot)
        return tuple("".join(text for _, text in line) for line in drawn)


def render(
    view: View,
    desk: Desk,
    columns: int,
    height: int,
    *,
    minutes: int = 0,
    glyphs: Glyphs | None = None,
    shape: Shape | None = None,
) -> Drawing:
    """The screen at that size; *minutes* is the time used. Nothing is drawn in the last column.

    *shape* is given every line once all are wrapped, for terminals that cannot turn Persian around themselves.
    """
    canvas = _Canvas(view, desk.language, min(columns - 1, LONGEST_LINE), glyphs or Glyphs(), minutes)
    keys = tuple((("dim", line),) for line in foot.lines(view, desk.language, columns - 1, rows=height))
    is_note = isinstance(view.mode, Writing) and view.mode.subject in (Subject.NOTE, Subject.QUOTE)
    field_rows = (min(4, max(1, height // 5)) if is_note else 1) if isinstance(view.mode, Writing) else 0
    room = max(1, height - field_rows - len(keys))
    last_top = 0
    if isinstance(view.mode, Reading):
        text = _text_lines(view.mode.text, canvas.columns)
        last_top = max(0, len(text) - (room - 2))
        top = min(view.mode.top, last_top)
        part = Part((canvas.head(), (), *text[top : top + room - 2]), 0)
    else:
        free = room - 2 if isinstance(view.mode, Writing) else room
        fitting = next((drawn for drawn in canvas.attempts() if len(drawn.lines) <= free), None)
        part = fitting or scrolled(list(canvas.attempts())[-1], free)
    body = part.lines[:room]
    if isinstance(view.mode, Writing):
        body = (*part.lines, (), canvas.rule(view.mode.subject))
    drawn, foot_lines = tuple(safe(line) for line in body), tuple(safe(line) for line in keys)
    if glyphs == PLAIN_GLYPHS:
        drawn, foot_lines = plainly(drawn), plainly(foot_lines)
    column = part.column
    if shape is not None:
        column = columns - 2 if desk.language.direction == "rtl" else column
        drawn, foot_lines = (tuple(shape(line, columns - 1) for line in lines) for lines in (drawn, foot_lines))
    return Drawing(
        drawn,
        field_rows,
        foot_lines,
        (min(part.cursor, room - 1), column),
        room - len(body),
        last_top,
    )


@dataclass(frozen=True, slots=True)
class _Canvas:
    view: View
    language: Language
    columns: int
    glyphs: Glyphs
    minutes: int

    def attempts(self) -> Iterable[Part]:
        """The screen drawn ever more tightly; the last one may still be too long."""
        match self.view.mode:
            case Listing(chosen):
                yield self._list(chosen)
            case Grading(chosen):
                options = grades(self._recorded_grade(), self.language)
                title = self.language.gettext("How well is this answer proved?")
                yield from self._question(Page("", title, "", options), chosen)
            case Writing(Subject.FORM):
                yield from self._form()
            case Asking() | Writing():
                if isinstance(self.view.interview.turn, FormTurn):
                    yield from self._form()
                else:
                    yield from self._question(page(self.view.interview, self.language), self.view.chosen)
            case Reading():
                return
            case _:
                assert_never(self.view.mode)

    def head(self) -> Line:
        """Where we are, and how far."""
        shown = page(self.view.interview, self.language)
        done = progress(self.view.interview)
        count = f"{self.language.number(done.answered)}/{self.language.number(done.all)}"
        bar_columns = 12 if self.columns >= 70 else 0
        filled = bar_columns * done.answered // done.all if done.all else 0
        bar = self.glyphs.done * filled + self.glyphs.open * (bar_columns - filled)
        if stage_at(self.view.interview) is not None or not self.view.interview.questionnaire.dimensions:
            bar, count = "", counted(self.view.interview, self.language)
        used = self.language.gettext("{count} min").format(count=self.language.number(self.minutes))
        right = "  ".join(part for part in (bar, count, used if self.columns >= 50 else "") if part)
        place = f" · {shown.place}" if shown.place else ""
        left = clipped(shown.head, self.columns - width(place) - width(right) - 2, self.glyphs) + place
        gap = " " * (self.columns - width(left) - width(right))
        return (("head", left), ("", gap), ("head", right))

    def rule(self, subject: Subject) -> Line:
        """The line above an open text field, with its name."""
        _ = self.language.gettext
        turn = self.view.interview.turn
        name = {
            Subject.NOTE: _("Note"),
            Subject.QUOTE: _("Quote, in their own words"),
            Subject.REASON: _("Why does it not apply?"),
            Subject.WHOM: _("Whom to ask?"),
            Subject.FLAG: _("What is to be done later?"),
            Subject.FORM: label(turn.field, self.language) if isinstance(turn, FormTurn) else "",
            Subject.TOUCHPOINT: field_name(self.view.interview, self.language),
        }[subject]
        start = f"{self.glyphs.rule * 2} {name} "
        return (("field", start + self.glyphs.rule * max(0, self.columns - width(start))),)

    def _news(self, standing: str) -> list[Line]:
        """What must be known now: a failed save first, then a notice, then what is put down here."""
        found: list[Line] = []
        if trouble := self.view.sitting.trouble:
            said = self.language.gettext("NOT SAVED. {why} What you answer stays in memory; each key tries again.")
            text = said.format(why=_sentence(self.language.say(trouble)))
            found += [(("trouble", line),) for line in wrapped(show(text), self.columns)]
        if self.view.notice:
            found += [(("notice", line),) for line in wrapped(show(self.view.notice), self.columns)]
        if standing and not found:
            found.append((("dim", clipped(standing, self.columns, self.glyphs)),))
        return found

    def _question(self, shown: Page, chosen: int | None) -> Iterable[Part]:
        head = [self.head(), *self._news(shown.standing)]
        title: list[Line] = [(("bold", line),) for line in wrapped(shown.title, self.columns)]
        short_title = (
            title
            if len(title) <= 2
            else [(("bold", line),) for line in shortened(shown.title, self.columns, 2, self.glyphs)]
        )
        hint: list[Line] = [(("dim", line),) for line in wrapped(shown.hint, self.columns)] if shown.hint else []
        unfolded = [self._option(option, at == chosen, None) for at, option in enumerate(shown.options)]
        halved, folded = (
            [
                self._option(option, at == chosen, None if at == chosen else most)
                for at, option in enumerate(shown.options)
            ]
            for most in (2, 1)
        )
        blank: list[Line] = [()]
        if shown.voices:
            above = split_drawing.Above([*head, *blank, *title, *blank], [*head, *title])
            options = split_drawing.Options(unfolded, folded, chosen)
            yield from split_drawing.attempts(shown.voices, above, options, self.columns, self.glyphs)
            shortly = [split_drawing.shortly(shown.voices_shortly, self.columns, most, self.glyphs) for most in (2, 1)]
            title, short_title = title + shortly[0], short_title + shortly[1]
        yield joined([*head, *blank, *title, *hint, *blank], unfolded, chosen, blank)
        yield joined([*head, *blank, *title, *hint, *blank], unfolded, chosen, [])
        yield joined([*head, *title, *hint, *blank], unfolded, chosen, [])
        yield joined([*head, *title, *hint], unfolded, chosen, [])
        yield joined([*head, *blank, *title, *blank], halved, chosen, [])
        yield joined([*head, *title], halved, chosen, [])
        yield joined([*head, *blank, *title, *blank], folded, chosen, [])
        yield joined([*head, *title, *blank], folded, chosen, [])
        yield joined([*head, *title], folded, chosen, [])
        yield joined([*head, *short_title], folded, chosen, [])

    def _option(self, option: Option, is_chosen: bool, most: int | None) -> tuple[Line, ...]:
        """An option with its marker, digit and a dot where it was chosen before; the text hangs behind them.

        *most* is how many lines it may take.
        """
        marker = self.glyphs.marker if is_chosen else " "
        recorded = self.glyphs.recorded if option.recorded else " "
        key = self.language.number(int(option.key)) if option.key else " "
        start = f"{marker} {key}{recorded} "
        room = self.columns - width(start)
        texts = wrapped(option.text, room) if most is None else shortened(option.text, room, most, self.glyphs)
        style = "chosen" if is_chosen else ""
        first: Line = (("marker" if is_chosen else "", start), (style, texts[0]))
        return (first, *((("", " " * width(start)), (style, text)) for text in texts[1:]))

    def _form(self) -> Iterable[Part]:
        """The start form: every line with its value, and what is asked about this one."""
        interview, turn = self.view.interview, self.view.interview.turn
        fields = form_fields(interview)
        names = {field: label(field, self.language) for field in fields}
        longest = max(width(name) for name in names.values())
        listed: list[Line] = []
        here = 0
        for at, field in enumerate(fields):
            is_here = turn == FormTurn(field)
            here = at if is_here else here
            value = form_value(interview, field)
            if field is FormField.PREDICTED and value:
                value = f"{value} {interview.questionnaire.levels[int(value)].name}"
            start = f"{self.glyphs.marker if is_here else ' '} {names[field]}{' ' * (longest - width(names[field]))}  "
            text = clipped(show(" ".join(value.split())), self.columns - width(start), self.glyphs)
            listed.append((("marker" if is_here else "", start), ("chosen" if is_here else "", text)))
        if self.view.sitting.where:
            kept_in = self.language.gettext("Your answers are kept in {file}").format(file=self.view.sitting.where)
            listed += [(), (("dim", f"  {clipped(show(kept_in), self.columns - 2, self.glyphs)}"),)]
        shown = page(interview, self.language)
        top = [self.head(), *self._news("")]
        asked: list[Line] = [(("bold", line),) for line in wrapped(shown.title, self.columns)]
        hint: list[Line] = [(("dim", line),) for line in wrapped(shown.hint, self.columns)] if shown.hint else []
        options = [self._option(option, at == self.view.chosen, None) for at, option in enumerate(shown.options)]
        blank: list[Line] = [()]
        chosen = self.view.chosen if shown.options else None
        for before in (
            [*top, *blank, *listed, *blank, *asked, *hint, *(blank if options else [])],
            [*top, *blank, listed[here], *blank, *asked, *hint, *(blank if options else [])],
            [*top, *asked, *hint],
            [*top, *asked],
        ):
            part = joined(before, options, chosen, [])
            at_field = before.index(listed[here]) if listed[here] in before else 0
            yield part if options else Part(part.lines, at_field)

    def _list(self, chosen: int) -> Part:
        drawn = [self._row(row, at == chosen) for at, row in enumerate(rows(self.view.interview, self.language))]
        return Part((self.head(), (), *drawn), chosen + 2)

    def _row(self, row: Row, is_chosen: bool) -> Line:
        marker = self.glyphs.marker if is_chosen else " "
        if row.heading:
            text = clipped(row.text, self.columns - 2, self.glyphs)
            return (("marker" if is_chosen else "", f"{marker} "), ("chosen" if is_chosen else "bold", text))
        start = f"{marker} {row.mark:>3}  "
        said = self.language.gettext("(flag: {text})").format(text=row.flag)
        flag = f"  {clipped(said, self.columns // 3, self.glyphs)}" if row.flag else ""
        text = clipped(row.text, self.columns - width(start) - width(flag), self.glyphs)
        return (("marker" if is_chosen else "", start), ("chosen" if is_chosen else "", text), ("notice", flag))

    def _recorded_grade(self) -> Evidence | None:
        question = self.view.interview.question
        return remarks_at(self.view.interview, question.id).evidence if question else None


def _text_lines(text: Text, columns: int) -> tuple[Line, ...]:
    found: list[Line] = []
    belongs = False
    for paragraph in text:
        if found and not (paragraph.lead and belongs):
            found.append(())
        belongs = bool(paragraph.lead) or paragraph.heading
        for at, line in enumerate(wrapped(paragraph.text, columns - width(paragraph.lead))):
            lead = paragraph.lead if not at else " " * width(paragraph.lead)
            found.append((("bold" if paragraph.heading else "", lead + line),))
    return tuple(found)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
