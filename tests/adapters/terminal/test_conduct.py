"""What keys make of the view."""

from dataclasses import replace

import pytest

from cem_maturity.adapters.terminal import conduct
from cem_maturity.adapters.terminal.keys import Key, meaning
from cem_maturity.adapters.terminal.view import Asking, Ending, Listing, Reading, Subject, Writing
from cem_maturity.adapters.terminal.wording import page
from cem_maturity.domain.moving import begin, jump
from cem_maturity.domain.questionnaire import Condition
from cem_maturity.domain.response import Answered, Draft, Evidence, NotApplicable, Unknown
from cem_maturity.domain.turns import Closing, FormField, FormTurn, ImportanceTurn, QuestionTurn
from tests.adapters.terminal.views import ENGLISH, AMemory, a_desk, a_view, pressed, the_questionnaire
from tests.builders import a_dimension, a_grid_question, a_questionnaire

MOMENT = "2026-11-21T12:00:00Z"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3", 3), ("۳", 3), ("٣", 3),
        ("s", Key.SKIP), ("ы", Key.SKIP), ("س", Key.SKIP), ("S", Key.SKIP),
        ("n", Key.NOTE), ("т", Key.NOTE), ("د", Key.NOTE),
        ("b", Key.BACK), ("и", Key.BACK), ("ذ", Key.BACK),
        ("e", Key.EVIDENCE), ("у", Key.EVIDENCE), ("ث", Key.EVIDENCE),
        ("q", Key.QUIT), ("й", Key.QUIT), ("ض", Key.QUIT),
        ("j", Key.DOWN), ("о", Key.DOWN), ("ت", Key.DOWN),
        ("k", Key.UP), ("л", Key.UP), ("ن", Key.UP),
        ("?", Key.HELP), ("؟", Key.HELP),
        ("z", None), ("%", None),
    ],
)  # fmt: skip
def test_letters_and_digits_mean_the_same_on_every_keyboard(typed: str, meant: Key | int | None) -> None:
    """Latin, Russian and Persian layouts, and the digits of each."""
    assert meaning(typed) == meant


def test_a_digit_chooses_and_enter_takes() -> None:
    """Two keys, so that a slip is seen before it counts."""
    chosen = pressed(a_view(), 4)

    taken = pressed(chosen, Key.TAKE)

    assert (chosen.chosen, chosen.interview.sheet.responses) == (4, {})
    assert taken.interview.sheet.responses == {"voice.channels": Answered(4, at=MOMENT)}


def test_nothing_is_chosen_before_somebody_chooses() -> None:
    """Enter alone answers nothing."""
    view = pressed(a_view(), Key.TAKE)

    assert view.interview.sheet.responses == {}
    assert "choose an answer first" in view.notice


def test_a_digit_that_is_no_answer_is_told() -> None:
    """The scale ends at 5."""
    view = pressed(a_view(), 7)

    assert (view.chosen, view.notice) == (None, "There is no answer with this number here.")


def test_an_earlier_answer_is_offered_again() -> None:
    """Going back and forth with Enter changes nothing."""
    answered = pressed(a_view(), 4, Key.TAKE)

    again = pressed(answered, Key.BACK, Key.TAKE)

    assert again.interview.sheet.responses == {"voice.channels": Answered(4, at=MOMENT)}


def test_a_choice_survives_a_note() -> None:
    """The marker stays where it was."""
    view = pressed(a_view(), 4, Key.NOTE, "seen")

    assert (view.mode, view.chosen) == (Asking(), 4)
    assert view.interview.sheet.drafts == {"voice.channels": Draft(None, "seen")}


def test_escape_keeps_a_note_and_leaves_a_reason_open() -> None:
    """A reason would mark the question; it is offered again when asked for once more."""
    desk = a_desk()
    noted = conduct.press(pressed(a_view(), Key.NOTE), Key.CLOSE, desk, text="seen")
    closed = conduct.press(pressed(a_view(), Key.NOT_APPLICABLE), Key.CLOSE, desk, text="no sto")

    reopened = pressed(closed, Key.NOT_APPLICABLE)

    assert noted.interview.sheet.drafts == {"voice.channels": Draft(None, "seen")}
    assert closed.interview.sheet.responses == {}
    assert reopened.mode == Writing(Subject.REASON, "no sto")


def test_not_applicable_and_unknown_go_on_with_their_reasons() -> None:
    """Each with what was typed."""
    marked = pressed(a_view(), Key.NOT_APPLICABLE, "no stores", Key.BACK, Key.UNKNOWN, "ask IT")
    refused = pressed(a_view(), Key.NOT_APPLICABLE, " ")

    assert marked.interview.sheet.responses == {"voice.channels": Unknown("ask IT", at=MOMENT)}
    assert isinstance(refused.mode, Writing)
    assert "why it does not apply" in refused.notice
    assert not any(isinstance(one, NotApplicable) for one in refused.interview.sheet.responses.values())


def test_evidence_is_graded_and_ungraded() -> None:
    """By digit; x takes the grade away."""
    graded = pressed(a_view(), Key.EVIDENCE, 3, Key.TAKE)

    ungraded = pressed(graded, Key.EVIDENCE, Key.NOT_APPLICABLE)

    assert graded.interview.sheet.drafts == {"voice.channels": Draft(Evidence.MEASURED)}
    assert ungraded.interview.sheet.drafts == {}


def test_the_list_leads_to_any_question() -> None:
    """It opens where the interview stands."""
    opened = pressed(a_view(), Key.GO_TO)

    gone = pressed(opened, Key.DOWN, Key.DOWN, Key.TAKE)

    assert opened.mode == Listing(2)
    assert gone.interview.turn == QuestionTurn("data.a")


def test_what_is_opened_to_read_closes_again() -> None:
    """Why, keys and level are read and left."""
    for key in (Key.WHY, Key.HELP, Key.LEVEL):
        opened = pressed(a_view(), key)

        assert isinstance(opened.mode, Reading)
        assert pressed(opened, Key.CLOSE).mode == Asking()


def test_the_end_shows_the_result_and_offers_the_report() -> None:
    """Y has it written."""
    view = a_view(at="data.b", predicted={"overall": 4})
    view = pressed(view, 3, Key.TAKE, Key.TAKE, Key.TAKE)
    assert view.interview.turn == Closing()

    provisional = pressed(view, 3, Key.TAKE)

    assert isinstance(provisional.mode, Reading)
    assert provisional.mode.offers_report
    assert pressed(provisional, Key.YES).ending is Ending.REPORT


def test_the_form_goes_from_line_to_line_and_back() -> None:
    """A name is needed; the rest may stay empty."""
    start = a_view(name="")

    refused = pressed(start, "")
    named = pressed(start, "ACME")
    back_again = pressed(named, Key.BACK)

    assert "name the organisation" in refused.notice
    assert named.interview.turn == FormTurn(FormField.UNIT)
    assert back_again.mode == Writing(Subject.FORM, "ACME")


def test_leaving_saves_what_is_being_written() -> None:
    """A note, or a line of the form."""
    memory = AMemory()
    desk = a_desk(memory=memory)

    conduct.leave(pressed(a_view(), Key.NOTE), Ending.INTERRUPT, desk, text="half")
    conduct.leave(a_view(name=""), Ending.QUIT, desk, text="ACME")

    assert memory.saved[0].sheet.drafts == {"voice.channels": Draft(None, "half")}
    assert memory.saved[1].organisation.name == "ACME"


def test_ctrl_c_closes_an_open_text_and_ends_everything_else() -> None:
    """Nobody loses a session to it."""
    writing = pressed(a_view(), Key.NOTE, Key.INTERRUPT)
    asking = pressed(a_view(), Key.INTERRUPT)

    assert (writing.mode, writing.ending) == (Asking(), None)
    assert asking.ending is Ending.INTERRUPT


def test_importance_follows_the_last_question_of_a_dimension() -> None:
    """The usual one is offered."""
    view = pressed(a_view(), 3, Key.TAKE)

    assert (view.interview.turn, view.chosen) == (ImportanceTurn("voice"), 1)


def test_enter_keeps_what_was_marked_not_applicable_or_unknown() -> None:
    """Going back and forth with Enter changes nothing there either."""
    marked = pressed(a_view(at="data.a"), Key.UNKNOWN, "ask IT", Key.BACK)

    again = pressed(marked, Key.TAKE)

    assert again.interview.turn == QuestionTurn("data.b")
    assert again.interview.sheet == marked.interview.sheet


def test_a_flag_is_kept_like_a_note() -> None:
    """Half written, it is saved; it answers nothing."""
    closed = conduct.press(pressed(a_view(), Key.FLAG), Key.CLOSE, a_desk(), text="see the li")
    left = conduct.leave(pressed(a_view(), Key.FLAG), Ending.INTERRUPT, a_desk(), text="see the li")

    assert closed.interview.sheet.flags == {"voice.channels": "see the li"}
    assert left.interview.sheet.flags == {"voice.channels": "see the li"}


def test_a_sitting_that_goes_on_says_so() -> None:
    """With how far it came; a new one does not."""
    answered = pressed(a_view(at="data.a"), 3, Key.TAKE)

    resumed = conduct.opened(answered.sitting, a_desk())

    assert resumed.notice == "Welcome back: 1 of 3 questions answered. It goes on here."
    assert a_view().notice == ""


def test_the_end_leads_through_the_open_questions_alone() -> None:
    """What is answered is passed over; a dimension's end comes where it was not reached before."""
    view = pressed(a_view(), 3, Key.TAKE, Key.TAKE, Key.TAKE, Key.SKIP, 4, Key.TAKE, Key.TAKE, Key.TAKE)
    begun = pressed(a_view(), Key.GO_TO, Key.PAGE_DOWN, Key.TAKE)

    caught_up = pressed(view, Key.TAKE, 2, Key.TAKE)
    first = pressed(begun, Key.TAKE, 2, Key.TAKE)

    assert pressed(view, Key.TAKE).interview.turn == QuestionTurn("data.a")
    assert caught_up.interview.turn == Closing()
    assert [first.interview.turn, pressed(first, Key.TAKE, Key.TAKE).interview.turn] == [
        ImportanceTurn("voice"),
        QuestionTurn("data.a"),
    ]


def test_the_end_offers_a_sheet_for_others_where_anything_is_open() -> None:
    """By a key that says so elsewhere; where nothing is open, nothing is written."""
    questionnaire = a_questionnaire(a_dimension("voice", "voice.a", "voice.b"))
    view = a_view(questionnaire=questionnaire)
    unknown, answered = pressed(view, Key.UNKNOWN, "ask IT"), pressed(view, 3, Key.TAKE)
    at_the_end = [
        replace(one, sitting=replace(one.sitting, interview=jump(one.interview, Closing())))
        for one in (unknown, answered)
    ]

    notices = [pressed(one, Key.MAIL).notice for one in (view, *at_the_end)]

    later = "At the end, m writes a sheet to mail, where anything is unknown or flagged."
    assert notices == [later, "The follow-up sheet is in a-follow-up.md.", later]
    assert [page(one.interview, ENGLISH).hint for one in at_the_end] == [
        "1 question is unknown or flagged: m writes a sheet to mail to those who know.",
        "",
    ]


def test_leaving_with_something_unsaved_is_asked_twice() -> None:
    """The second time at once; any other key takes the question back."""
    memory = AMemory()
    desk, memory.full = a_desk(memory=memory), True
    unsaved = pressed(a_view(), 3, Key.TAKE, desk=desk)

    warned = pressed(unsaved, Key.QUIT, desk=desk)

    assert (warned.ending, warned.notice[:19]) == (None, "What is not saved w")
    assert pressed(warned, Key.QUIT, desk=desk).ending is Ending.QUIT
    assert pressed(warned, Key.HELP, Key.QUIT, desk=desk).ending is None
    memory.full = False
    assert pressed(warned, Key.QUIT, desk=desk).sitting.trouble is None


def test_a_level_that_can_no_longer_change_is_told_as_it_is() -> None:
    """No range where there is none."""
    view = pressed(a_view(questionnaire=a_questionnaire(a_dimension("data", "data.a"))), 3, Key.TAKE, Key.LEVEL)

    assert isinstance(view.mode, Reading)
    assert [one.text for one in view.mode.text[1:3]] == ["It is level 3: Level 3.", "The index is 3.0."]


def test_the_form_tells_which_facts_questions_depend_on() -> None:
    """As they have to be written; a single respondent is asked for one name."""
    abroad = a_grid_question("voice.abroad", when=(Condition("country", ("FR", "DE")),))
    view = a_view(questionnaire=a_questionnaire(a_dimension("voice", "voice.a", abroad)), name="")
    alone = begin(the_questionnaire(), view.interview.assessment, respondent="eve")

    country = page(replace(view.interview, turn=FormTurn(FormField.COUNTRY)), ENGLISH)
    asked = page(replace(alone, turn=FormTurn(FormField.ASKED)), ENGLISH)

    assert country.hint == "Some questions are only asked for: FR, DE. It may stay empty."
    assert asked.title == "Who answers?"
