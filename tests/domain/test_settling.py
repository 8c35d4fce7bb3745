"""Settling: only what divides is asked, and what is agreed stands beside what each person said."""

from dataclasses import replace

from cem_maturity.domain.answering import answer
from cem_maturity.domain.assessment import InterviewState
from cem_maturity.domain.consensus import Voice
from cem_maturity.domain.interview import Interview, Progress, blanks, is_complete, position, progress, stamped, turns
from cem_maturity.domain.moving import back, catch_up, jump, skip
from cem_maturity.domain.response import AnswerSheet
from cem_maturity.domain.settling import Settlement, heard, settle, settlement
from cem_maturity.domain.turns import Closing, FormField, FormTurn, QuestionTurn
from tests.builders import a_dimension, a_grid_question, a_questionnaire, a_respondent, an_assessment, answered

NOW = "2026-11-21T12:00:00Z"
ASKED = a_questionnaire(
    a_dimension("voice", "voice.a", "voice.b"), a_dimension("data", a_grid_question("data.heavy", weight=2))
)
ANN = a_respondent("ann", {"voice.a": 5, "voice.b": 3, "data.heavy": 4})
TOM = a_respondent("tom", {"voice.a": 1, "voice.b": 3, "data.heavy": 0})
SPLIT = an_assessment(respondents=(ANN, TOM))


def settling() -> Interview:
    """What there is to settle, at its beginning."""
    opened = settle(ASKED, SPLIT)
    assert opened is not None
    return opened


def test_only_what_divides_is_asked_the_heaviest_first() -> None:
    """No form, no importance, no journey; the place counts among the splits."""
    opened = settling()

    assert opened.turn == QuestionTurn("data.heavy")
    assert turns(opened) == (QuestionTurn("data.heavy"), QuestionTurn("voice.a"), Closing())
    assert (position(opened), progress(opened)) == ((1, 2), Progress(0, 2))
    assert [question.id for question in blanks(opened)] == ["data.heavy", "voice.a"]


def test_who_said_what_is_at_hand() -> None:
    """In the order of the file; at other turns there is nothing to tell."""
    opened = settling()

    assert heard(opened) == (Voice(ANN, answered(4)), Voice(TOM, answered(0)))
    assert heard(skip(skip(opened))) == ()


def test_an_answer_is_the_consensus_and_the_originals_stay() -> None:
    """A question that is skipped stays split, and a settled one can be gone back to."""
    settled = skip(answer(settling(), 2, NOW))

    assert settled.assessment.sheet == AnswerSheet({"data.heavy": answered(2)._replace(at=NOW)})
    assert settled.assessment.respondents == (ANN, TOM)
    assert (settled.turn, settlement(settled), is_complete(settled)) == (Closing(), Settlement(1, 1), False)
    assert back(settled).turn == QuestionTurn("voice.a")
    assert catch_up(settled).turn == QuestionTurn("voice.a")


def test_what_is_settled_is_not_asked_again() -> None:
    """A later sitting asks the rest, and at last there is nothing."""
    once = answer(settling(), 2, NOW)
    again = settle(ASKED, once.assessment)
    assert again is not None

    assert again.settling == ("voice.a",)
    assert settle(ASKED, answer(again, 3, NOW).assessment) is None
    assert is_complete(answer(again, 3, NOW))


def test_one_dimension_can_be_settled_alone() -> None:
    """The others wait."""
    voice = settle(ASKED, SPLIT, dimension="voice")

    assert voice is not None
    assert voice.settling == ("voice.a",)


def test_the_place_of_the_interview_stays() -> None:
    """Settling is no part of the interview that goes on later; its time is noted all the same."""
    state = InterviewState("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z", "voice.b", complete=True)
    opened = settle(ASKED, replace(SPLIT, interview=state))
    assert opened is not None

    stamp = stamped(opened, NOW).interview

    assert stamp == InterviewState("2026-11-20T10:00:00Z", NOW, "voice.b", complete=True)


def test_the_beginning_stays_with_every_answer() -> None:
    """Where no interview came before, the sitting itself is the first; its answers come later than its beginning."""
    opened = settle(ASKED, SPLIT, now="2026-11-21T11:00:00Z")
    assert opened is not None

    stamps = [stamped(one, NOW).interview for one in (opened, answer(opened, 3, NOW))]

    assert stamps == [InterviewState("2026-11-21T11:00:00Z", NOW)] * 2


def test_nothing_else_can_be_gone_to() -> None:
    """A line of the form is none of this."""
    opened = settling()

    assert jump(opened, FormTurn(FormField.DATE)) == opened


def test_nothing_is_settled_at_the_beginning() -> None:
    """All that divides stays split."""
    assert settlement(settling()) == Settlement(0, 2)
