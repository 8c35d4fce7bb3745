"""Results held against one another as a terminal shows them: over time, or unit by unit."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cem_maturity.adapters.terminal.columns import page, room_for_name, table, wrapped
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.tables import ABSENT, BAR_CELLS, Strong
from cem_maturity.application.language import Language
from cem_maturity.domain.comparison import Comparison
from cem_maturity.domain.message import N_
from cem_maturity.domain.trend import Change, DatedResponse, QuestionMove, SubjectMove

MOST_RESULTS = 6
"""So many results stand side by side over time; of more, the first and the last ones."""
ROOM_FOR_NAME = 22
"""With less left for the names, the bars go."""

CHANGES = {
    Change.ANSWERED: N_("answered now"),
    Change.UNKNOWN: N_("unknown now"),
    Change.NOT_APPLICABLE: N_("not applicable now"),
    Change.APPEARED: N_("new"),
    Change.GONE: N_("not asked now"),
    Change.INCOMPARABLE: N_("scored differently"),
}


def draw_trend(comparison: Comparison, language: Language, width: int, strong: Strong) -> str:
    """A comparison over time, *width* cells wide."""
    parts = (
        _head(comparison, language, width, strong),
        _subjects(comparison, language, width),
        _questions(comparison, language, width, strong),
        _done(comparison, language, width, strong),
        reasons(comparison, language, width, strong),
    )
    return page(parts)


def reasons(comparison: Comparison, language: Language, width: int, strong: Strong) -> Iterator[str]:
    """What speaks against comparing, and what to mind."""
    for number, reason in enumerate(comparison.reasons):
        if number == 0:
            yield strong(language.gettext("What to mind"))
        yield from wrapped(show("- " + language.say(reason)), width, "  ")


def _head(comparison: Comparison, language: Language, width: int, strong: Strong) -> Iterator[str]:
    _ = language.gettext
    first, last = comparison.results[0], comparison.results[-1]
    yield from map(strong, wrapped(show(" · ".join(filter(None, (last.organisation, last.unit)))), width))
    yield from wrapped(
        show(
            _("{title} · {then} to {now}").format(
                title=last.questionnaire.title, then=_date(first.date, language), now=_date(last.date, language)
            )
        ),
        width,
    )
    yield ""
    move = comparison.moves.overall if comparison.moves else None
    level = last.overall.level if last.overall else None
    words = [_("Level {level}").format(level=ABSENT if level is None else language.number(level))]
    words += [show(last.overall.level_name)] if last.overall and last.overall.level_name else []
    words += [level_move(move.level_move, language)] if move and move.level_move is not None else []
    words += [_("PROVISIONAL")] if last.overall and last.overall.provisional else []
    yield from map(strong, wrapped(" · ".join(words), width))
    if not comparison.comparable:
        yield from wrapped(_("No trend can be drawn for the organisation as a whole."), width)
    if move and move.then and move.then.index is not None and move.now and move.now.index is not None:
        figures = _("index {now} now, {then} then").format(
            now=language.decimal(move.now.index), then=language.decimal(move.then.index)
        )
        if move.index_move is not None:
            figures += f" ({language.signed(move.index_move)})"
        parts = [figures]
        if move.target is not None:
            parts.append(_("target level {target}").format(target=language.number(move.target)))
        yield from wrapped(" · ".join(parts), width)


def _date(iso: str, language: Language) -> str:
    return language.date(iso) if iso else language.gettext("undated")


def level_move(move: int, language: Language) -> str:
    """How many levels up or down, in a form that reads without colour."""
    return f"{'▲' if move > 0 else '▼' if move < 0 else '='} {language.signed(move)}"


def _subjects(comparison: Comparison, language: Language, width: int) -> Iterator[str]:
    _ = language.gettext
    results, moves = comparison.results, comparison.moves
    if moves is None:
        return
    shown = list(range(len(results)))
    if len(shown) > MOST_RESULTS:
        shown = [0, *shown[len(shown) - MOST_RESULTS + 1 :]]
    many = len(shown) > 2
    heads = [language.number(at + 1) for at in shown] if many else [_("Then"), _("Now")]
    rows: list[tuple[str, ...]] = [(_("Dimension"), *heads, _("Move"), "", _("Index"), _("Move"), _("Target"))]
    levels = [{one.id: one.level for one in results[at].dimensions if one.compared} for at in shown]
    top_level = len(comparison.levels) - 1
    for move in moves.dimensions:
        there = [figure(level.get(move.id), language) for level in levels]
        rows.append((show(move.title), *there, *_moved(move, top_level, language)))
    has_bars = room_for_name(rows, width) >= ROOM_FOR_NAME
    if not has_bars:
        rows = [(*row[:-4], *row[-3:]) for row in rows]
    yield from table(rows, width)
    yield ""
    if has_bars:
        yield from wrapped(_("Bars: █ index now, ▓ gained, ▒ lost since the first of these results."), width)
    if many:
        for at in shown:
            line = f"{language.number(at + 1)}  {_date(results[at].date, language)} · {results[at].file}"
            yield from wrapped(show(line), width, "   ")
    if left_out := len(results) - len(shown):
        sentence = language.ngettext(
            "{count} result in between is not shown; --format json has it.",
            "{count} results in between are not shown; --format json has them.",
            left_out,
        )
        yield from wrapped(sentence.format(count=language.number(left_out)), width)


def figure(value: int | None, language: Language) -> str:
    """A whole number, or what stands for one that there is not."""
    return ABSENT if value is None else language.number(value)


def _moved(move: SubjectMove, top_level: int, language: Language) -> tuple[str, str, str, str, str]:
    then, now = (standing.index if standing else None for standing in (move.then, move.now))
    return (
        ABSENT if move.level_move is None else level_move(move.level_move, language),
        "" if now is None else bar(then if move.compared and then is not None else now, now, top_level),
        ABSENT if now is None else language.decimal(now),
        ABSENT if move.index_move is None else language.signed(move.index_move),
        figure(move.target, language),
    )


def bar(then: Fraction, now: Fraction, top_level: int) -> str:
    """What an index of 0..*top_level* was and is: the part that stayed, what was gained or lost, and the rest."""
    before, after = (round(index * BAR_CELLS / top_level) for index in (then, now))
    stayed, ends = min(before, after), max(before, after)
    return "█" * stayed + ("▓" if after > before else "▒") * (ends - stayed) + "░" * (BAR_CELLS - ends)


def _questions(comparison: Comparison, language: Language, width: int, strong: Strong) -> Iterator[str]:
    _ = language.gettext
    questions = comparison.moves.questions if comparison.moves else ()
    moved = sorted((one for one in questions if one.change is not Change.SAME), key=_place)
    if not moved:
        if questions:
            yield from wrapped(_("No answer has changed."), width)
        return
    sentence = language.ngettext(
        "{moved} of {count} question has changed", "{moved} of {count} questions have changed", len(questions)
    )
    yield strong(sentence.format(moved=language.number(len(moved)), count=language.number(len(questions))))
    rows = [(_("Question"), _("Then"), _("Now"), _("Move"))]
    rows += [
        (show(one.text), _said(one.then, language), _said(one.now, language), _change(one, language)) for one in moved
    ]
    yield from table(rows, width)


def _place(move: QuestionMove) -> tuple[int, Fraction]:
    """Gains first, the largest on top; then losses, the largest on top; then all that has no measure."""
    if move.move is None:
        return 2, Fraction(0)
    return (0, Fraction(-move.move)) if move.move > 0 else (1, Fraction(move.move))


def _said(response: DatedResponse, language: Language) -> str:
    if response.level is not None:
        return language.number(response.level)
    return ABSENT if response.value is None else language.percent(response.value)


def _change(one: QuestionMove, language: Language) -> str:
    match one.move:
        case None:
            return language.gettext(CHANGES[one.change])
        case int(levels):
            return level_move(levels, language)
        case share:
            return f"{'▲' if share > 0 else '▼'} {language.signed_percent(share)}"


def _done(comparison: Comparison, language: Language, width: int, strong: Strong) -> Iterator[str]:
    done = comparison.moves.actions_done if comparison.moves else ()
    yield from _listed(language.gettext("Done since then"), [one.text or one.id for one in done], width, strong)


def _listed(title: str, texts: Sequence[str], width: int, strong: Strong) -> Iterator[str]:
    if texts:
        yield strong(title)
        for text in texts:
            yield from wrapped(show("- " + text), width, "  ")
