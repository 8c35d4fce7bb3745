"""The keys at the foot of the screen: those that matter most, as many as there is room for."""

from typing import assert_never

from wcwidth import width

from cem_maturity.adapters.terminal.view import Asking, Grading, Listing, Reading, Subject, View, Writing
from cem_maturity.adapters.terminal.wording import page
from cem_maturity.application.language import Language
from cem_maturity.domain.follow_up import still_open
from cem_maturity.domain.turns import Closing, QuestionTurn

_GAP = "  "


def lines(view: View, language: Language, columns: int, *, rows: int) -> tuple[str, ...]:
    """One line of keys on small screens, up to two on others."""
    most = 2 if rows >= 20 else 1
    kept = list(_keys(view, language))
    while kept:
        packed = _packed([text for _, text in kept], columns)
        if len(packed) <= most:
            return tuple(packed)
        kept.remove(max(kept, key=lambda one: one[0]))
    return ("",)


def _keys(view: View, language: Language) -> tuple[tuple[int, str], ...]:
    """Each key with its rank, 1 for those that stay longest."""
    _ = language.gettext
    match view.mode:
        case Asking() if isinstance(view.interview.turn, QuestionTurn):
            return (
                (3, _("↑↓ {digits} choose").format(digits=_digits(view, language))),
                (1, _("Enter take")),
                (2, _("← back")),
                (7, _("s skip")),
                (4, _("w why")),
                (5, _("n note")),
                (9, _("c quote")),
                (8, _("e evidence")),
                (6, _("x does not apply")),
                (6, _("u unknown")),
                (9, _("f flag")),
                (8, _("g list")),
                (10, _("l level")),
                (1, _("? keys")),
                (1, _("q quit")),
            )
        case Asking():
            is_open = isinstance(view.interview.turn, Closing) and still_open(
                view.interview.questionnaire, view.interview.assessment
            )
            return (
                (2, _("↑↓ {digits} choose").format(digits=_digits(view, language))),
                (1, _("Enter take")),
                (2, _("← back")),
                *(() if isinstance(view.interview.turn, Closing) else ((4, _("s skip")),)),
                *(((2, _("m follow-up sheet")),) if is_open else ()),
                (3, _("? keys")),
                (1, _("q quit")),
            )
        case Grading():
            return ((1, _("Enter take")), (2, _("↑↓ 0-3 choose")), (3, _("x no grade")), (1, _("Esc back")))
        case Listing():
            return (
                (2, _("↑↓ PgUp PgDn move")),
                (1, _("Enter go there")),
                (1, _("Esc back")),
                (3, _("q save, quit")),
            )
        case Reading(offers_report=True):
            return (
                (1, _("y write the report")),
                (3, _("↑↓ move")),
                (2, _("← back to the answers")),
                (1, _("q save, quit")),
            )
        case Reading():
            return ((2, _("↑↓ move")), (1, _("Enter or Esc back")), (3, _("q save, quit")))
        case Writing(Subject.FORM):
            return ((1, _("Enter next")), (2, _("↑ back")), (3, _("Ctrl-U empty")), (1, _("Ctrl-D save, quit")))
        case Writing(Subject.TOUCHPOINT):
            return ((1, _("Enter next")), (2, _("↑ back")), (2, _("Esc close")), (1, _("Ctrl-D save, quit")))
        case Writing(Subject.NOTE | Subject.QUOTE):
            return ((1, _("Enter or Esc keep")), (2, _("Ctrl-J new line")))
        case Writing(Subject.FLAG):
            return ((1, _("Enter or Esc keep")),)
        case Writing():
            return ((1, _("Enter keep")), (1, _("Esc close")))
        case _:
            assert_never(view.mode)


def _digits(view: View, language: Language) -> str:
    keys = sorted(option.key for option in page(view.interview, language).options if option.key)
    ends = [language.number(int(key)) for key in (keys[0], keys[-1])] if keys else []
    return "-".join(ends)


def _packed(texts: list[str], columns: int) -> list[str]:
    packed = [""]
    for text in texts:
        longer = packed[-1] + (_GAP if packed[-1] else "") + text
        if width(longer) <= columns or not packed[-1]:
            packed[-1] = longer
        else:
            packed.append(text)
    return packed
