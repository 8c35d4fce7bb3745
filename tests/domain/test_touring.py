"""What every step makes of the touchpoints of an interview."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cem_maturity.domain import touring
from cem_maturity.domain.assessment import InterviewState, Organisation, Touchpoint, UnfinishedTouchpoint
from cem_maturity.domain.free_text import Declined, decimal_of
from cem_maturity.domain.interview import Interview, empty_assessment, is_complete, stamped, turns
from cem_maturity.domain.moving import back, begin, catch_up, jump, skip
from cem_maturity.domain.questionnaire import JourneyPart, Questionnaire, Stage
from cem_maturity.domain.touring import (
    Another,
    Known,
    Onwards,
    Suggested,
    add,
    fill_in,
    leave,
    offers,
    remove,
    touchpoint_at,
    value_of,
    weigh,
)
from cem_maturity.domain.turns import (
    Closing,
    FormField,
    FormTurn,
    JourneyTurn,
    QuestionTurn,
    StageTurn,
    TouchpointStep,
    TouchpointTurn,
    Turn,
)
from tests.builders import a_dimension, a_questionnaire

NOW = "2026-11-21T10:00:00Z"
JOURNEY = JourneyPart((Stage("learn", "Learns"), Stage("buy", "Buys")), suggestions={"buy": ("The queue",)})
AUDIT = a_questionnaire(journey=JOURNEY)
BOTH = a_questionnaire(a_dimension("voice", "voice.a"), journey=JOURNEY)
BILL = Touchpoint("The bill", "buy", 5, Fraction(8), Fraction(6), Fraction(4))


def an_interview(
    turn: Turn,
    *touchpoints: Touchpoint,
    unfinished: tuple[UnfinishedTouchpoint, ...] = (),
    questionnaire: Questionnaire = AUDIT,
) -> Interview:
    """An interview at *turn*, with those touchpoints."""
    assessment = replace(
        empty_assessment(questionnaire, date="2026-11-21", language="en"),
        organisation=Organisation("ACME"),
        touchpoints=touchpoints,
        interview=InterviewState(started=NOW, unfinished=unfinished),
    )
    return Interview(questionnaire, assessment, turn)


def said(given: Interview | Declined) -> Interview:
    """The interview, which was not declined."""
    assert isinstance(given, Interview)
    return given


def test_a_journey_alone_asks_for_no_levels() -> None:
    """The form without a guess, then the stages."""
    asked = turns(an_interview(Closing()))

    assert FormTurn(FormField.PREDICTED) not in asked
    assert asked[-3:] == (StageTurn("learn"), StageTurn("buy"), Closing())


def test_after_questions_the_journey_is_offered() -> None:
    """Its stages come when they are wanted; else the end."""
    offered = an_interview(JourneyTurn(), questionnaire=BOTH)

    assert turns(offered)[-2:] == (JourneyTurn(), Closing())
    assert touring.begin(offered).turn == StageTurn("learn")
    assert touring.decline(offered).turn == skip(offered).turn == Closing()
    wandering = replace(offered, returning=True, catching_up=True, touring=True)
    assert touring.decline(wandering) == replace(offered, turn=Closing())


def test_the_way_through_the_journey_begins_at_its_first_stage() -> None:
    """Whatever was underway; without stages there is none."""
    wandering = replace(an_interview(JourneyTurn(), questionnaire=BOTH), returning=True, catching_up=True)
    bare = replace(BOTH, journey=JourneyPart(()))

    begun = touring.begin(wandering)
    assert (begun.turn, begun.returning, begun.catching_up, begun.touring) == (StageTurn("learn"), False, False, True)
    assert touring.begin(replace(wandering, questionnaire=bare)).turn == Closing()


def test_neither_a_respondent_nor_a_single_dimension_is_asked_for_touchpoints() -> None:
    """They belong to the organisation as a whole."""
    offered = an_interview(Closing(), questionnaire=BOTH)

    assert JourneyTurn() not in turns(replace(offered, respondent="ceo"))
    assert JourneyTurn() not in turns(replace(offered, dimension="voice"))


def test_a_stage_offers_its_touchpoints_then_suggestions_then_ones_own() -> None:
    """What is there already is suggested no more."""
    queue = BILL._replace(name="the  Queue")

    assert offers(an_interview(StageTurn("buy"), BILL), "buy") == (
        Known(0),
        Suggested("The queue"),
        Another(),
        Onwards(),
    )
    assert offers(an_interview(StageTurn("buy"), queue), "buy") == (Known(0), Another(), Onwards())


def test_a_touchpoint_is_judged_step_by_step() -> None:
    """With the fourth figure it counts; the rest may stay open."""
    interview = weigh(said(add(an_interview(StageTurn("buy"), BILL), " The queue ")), 4)
    interview = said(fill_in(said(fill_in(interview, "8")), "6,5"))
    unfinished = interview.unfinished

    finished = said(fill_in(interview, "۴"))

    assert unfinished == (UnfinishedTouchpoint("The queue", "buy", 4, Fraction(8), Fraction(13, 2)),)
    assert finished.unfinished == ()
    queue = Touchpoint("The queue", "buy", 4, Fraction(8), Fraction(13, 2), Fraction(4))
    assert finished.assessment.touchpoints == (BILL, queue)
    assert finished.turn == TouchpointTurn(1, TouchpointStep.RECOMMEND)
    moment = said(fill_in(finished, ""))
    noted = said(fill_in(touring.set_moment_of_truth(moment, is_one=True), "slow"))
    assert noted.assessment.touchpoints[1] == queue._replace(moment_of_truth=True, note="slow")
    assert noted.turn == StageTurn("buy")


def test_the_one_that_is_finished_stands_before_those_that_are_not() -> None:
    """The turn follows it to its new place."""
    first, second = UnfinishedTouchpoint("A", "buy"), UnfinishedTouchpoint("B", "buy", 1, Fraction(1), Fraction(1))
    interview = an_interview(TouchpointTurn(1, TouchpointStep.EMOTIONAL), unfinished=(first, second))

    finished = said(fill_in(interview, "1"))

    assert [one.name for one in finished.touchpoints] == ["B", "A"]
    assert finished.turn == TouchpointTurn(0, TouchpointStep.RECOMMEND)


@pytest.mark.parametrize("text", ["", "11", "-1", "eight", "1e1", "7.5.1", "½"])
def test_a_figure_is_a_number_of_0_to_10(text: str) -> None:
    """Anything else is asked for again."""
    interview = an_interview(TouchpointTurn(0, TouchpointStep.EXPECTED), BILL)

    assert isinstance(fill_in(interview, text), Declined)


@pytest.mark.parametrize(("text", "figure"), [("0", Fraction(0)), ("10", Fraction(10)), ("0,5", Fraction(1, 2))])
def test_the_ends_of_the_scale_are_figures_too(text: str, figure: Fraction) -> None:
    """Every touchpoint around the one that is judged stays as it is."""
    first, last = BILL._replace(name="The door"), BILL._replace(name="The way home")
    judging = an_interview(TouchpointTurn(1, TouchpointStep.EXPECTED), first, BILL, last)

    assert said(fill_in(judging, text)).touchpoints == (first, BILL._replace(expected=figure), last)


def test_the_first_touchpoint_leaves_all_others_where_they_are() -> None:
    """When it is judged anew."""
    others = tuple(BILL._replace(name=name) for name in "AB")
    judging = an_interview(TouchpointTurn(0, TouchpointStep.FUNCTIONAL), BILL, *others)

    assert said(fill_in(judging, "1")).touchpoints == (BILL._replace(functional=Fraction(1)), *others)


def test_a_touchpoint_that_is_begun_leaves_the_rest_of_the_interview_as_it_is() -> None:
    """When it started, above all."""
    named = said(add(an_interview(StageTurn("buy")), "A shelf"))

    state = named.assessment.interview
    assert state is not None
    assert (state.started, state.unfinished) == (NOW, (UnfinishedTouchpoint("A shelf", "buy"),))


def test_figures_are_read_in_the_digits_and_points_of_three_languages() -> None:
    """A comma is a decimal point in Russian, ٫ in Persian."""
    assert [decimal_of(text) for text in ("7.5", "7,5", "۷٫۵", " 10 ")] == [*[Fraction(15, 2)] * 3, Fraction(10)]
    assert [decimal_of(text) for text in ("7.25", "0.000001")] == [Fraction(29, 4), Fraction(1, 1000000)]


@pytest.mark.parametrize("name", ["", "  ", "THE  bill", "\x1b[2J"])
def test_a_touchpoint_needs_a_name_of_its_own(name: str) -> None:
    """Not one that its stage has already."""
    assert isinstance(add(an_interview(StageTurn("buy"), BILL), name), Declined)


def test_one_step_is_changed_from_the_overview() -> None:
    """Then the overview is back."""
    overview = touring.open_touchpoint(an_interview(StageTurn("buy"), BILL), 0)

    changed = said(fill_in(touring.open_one_step(overview, TouchpointStep.FUNCTIONAL), "9"))
    renamed = said(fill_in(touring.open_one_step(changed, TouchpointStep.NAME), "Bill"))

    assert renamed.assessment.touchpoints == (BILL._replace(functional=Fraction(9), name="Bill"),)
    assert changed.turn == renamed.turn == TouchpointTurn(0, TouchpointStep.OVERVIEW)


def test_a_touchpoint_is_removed_for_good() -> None:
    """Its stage is back; the others stay."""
    other = BILL._replace(name="The queue")
    interview = an_interview(TouchpointTurn(0, TouchpointStep.REMOVAL), BILL, other)

    removed = remove(interview)

    assert (removed.assessment.touchpoints, removed.turn) == ((other,), StageTurn("buy"))


def test_the_last_touchpoint_without_a_stage_takes_its_place_along() -> None:
    """There is no stage to go back to, so it ends."""
    interview = an_interview(TouchpointTurn(0, TouchpointStep.REMOVAL), BILL._replace(stage=""))

    assert remove(interview).turn == Closing()


def test_back_leads_through_the_steps_to_the_stage() -> None:
    """And from there to the stage before."""
    interview = an_interview(TouchpointTurn(0, TouchpointStep.EXPECTED), BILL)

    walked = [interview]
    for _ in range(3):
        walked.append(back(walked[-1]))

    assert [one.turn for one in walked[1:]] == [
        TouchpointTurn(0, TouchpointStep.IMPORTANCE),
        StageTurn("buy"),
        StageTurn("learn"),
    ]


@pytest.mark.parametrize("step", [TouchpointStep.IMPORTANCE, TouchpointStep.EXPECTED, TouchpointStep.NOTE])
def test_back_from_a_step_that_was_changed_alone_is_the_overview(step: TouchpointStep) -> None:
    """As it is from its name and from its removal."""
    for turn in (TouchpointTurn(0, step, alone=True), TouchpointTurn(0, TouchpointStep.NAME)):
        assert back(an_interview(turn, BILL)).turn == TouchpointTurn(0, TouchpointStep.OVERVIEW)


def test_it_goes_on_at_the_touchpoint_that_was_left() -> None:
    """With the first figure that is missing; without one, at the stage."""
    left = an_interview(TouchpointTurn(0, TouchpointStep.FUNCTIONAL), unfinished=(UnfinishedTouchpoint("A", "buy", 3),))
    at_stage = an_interview(StageTurn("buy"), BILL)

    assert begin(AUDIT, stamped(left, NOW)).turn == TouchpointTurn(0, TouchpointStep.EXPECTED)
    assert begin(AUDIT, stamped(at_stage, NOW)).turn == StageTurn("buy")
    assert begin(AUDIT, stamped(replace(at_stage, turn=Closing()), NOW)).turn == Closing()


def test_what_is_unfinished_is_caught_up_with_after_the_open_questions() -> None:
    """Nothing is complete before."""
    started = (UnfinishedTouchpoint("A", "buy", 3),)
    blank = an_interview(Closing(), unfinished=started, questionnaire=BOTH)
    audit = an_interview(Closing(), unfinished=started)

    assert not is_complete(audit)
    assert catch_up(blank).turn == QuestionTurn("voice.a")
    assert catch_up(audit).turn == TouchpointTurn(0, TouchpointStep.EXPECTED)
    beside = an_interview(Closing(), BILL, unfinished=started)
    assert not is_complete(beside)
    assert catch_up(beside).turn == TouchpointTurn(1, TouchpointStep.EXPECTED)
    assert catch_up(an_interview(Closing())).turn == StageTurn("learn")
    assert catch_up(an_interview(Closing(), BILL)).turn == Closing()


def test_from_the_end_one_touchpoint_is_looked_at_and_the_end_is_back() -> None:
    """Through its stage."""
    overview = jump(an_interview(Closing(), BILL), TouchpointTurn(0, TouchpointStep.OVERVIEW))

    stage = skip(overview)

    assert (stage.turn, skip(stage).turn) == (StageTurn("buy"), Closing())
    assert jump(overview, TouchpointTurn(1, TouchpointStep.OVERVIEW)) == overview


STRAY = BILL._replace(stage="gone")


@pytest.mark.parametrize("step", [TouchpointStep.OVERVIEW, TouchpointStep.NOTE])
def test_a_touchpoint_of_no_known_stage_has_a_stage_of_its_own(step: TouchpointStep) -> None:
    """From it and back to it the way is as from any other."""
    judging = an_interview(TouchpointTurn(0, step), STRAY)

    assert turns(judging)[-4:] == (StageTurn("learn"), StageTurn("buy"), StageTurn(""), Closing())
    assert offers(judging, "") == (Known(0), Onwards())
    assert skip(judging).turn == StageTurn("")
    assert touring.after(judging) == StageTurn("")
    assert touring.leave(judging).turn == StageTurn("")
    assert back(an_interview(TouchpointTurn(0, TouchpointStep.OVERVIEW), STRAY)).turn == StageTurn("")


def test_with_the_last_touchpoint_of_no_known_stage_its_stage_goes() -> None:
    """There is nothing left to judge there, so the way leads to the end, and the journey is over."""
    removed = remove(an_interview(TouchpointTurn(0, TouchpointStep.REMOVAL), STRAY, questionnaire=BOTH))

    assert (removed.turn, removed.touchpoints, removed.touring) == (Closing(), (), False)


def test_a_journey_that_was_begun_goes_on_without_touchpoints() -> None:
    """Until it is declined."""
    begun = touring.begin(an_interview(JourneyTurn(), questionnaire=BOTH))

    assert turns(begun)[-3:] == (StageTurn("learn"), StageTurn("buy"), Closing())
    assert turns(touring.decline(begun))[-2:] == (JourneyTurn(), Closing())


def test_of_an_unfinished_touchpoint_what_is_still_open_is_asked_first() -> None:
    """A note has to wait for the figures; the name and its removal do not."""
    bare = UnfinishedTouchpoint("The car park", "buy", 3)
    overview = an_interview(TouchpointTurn(0, TouchpointStep.OVERVIEW), unfinished=(bare,))

    opened = {step: touring.open_one_step(overview, step).turn for step in TouchpointStep}

    assert opened[TouchpointStep.NOTE] == TouchpointTurn(0, TouchpointStep.EXPECTED)
    assert opened[TouchpointStep.IMPORTANCE] == TouchpointTurn(0, TouchpointStep.IMPORTANCE)
    assert opened[TouchpointStep.NAME] == TouchpointTurn(0, TouchpointStep.NAME)
    assert opened[TouchpointStep.REMOVAL] == TouchpointTurn(0, TouchpointStep.REMOVAL)


def test_a_stage_waits_where_something_in_it_is_unfinished() -> None:
    """And not where all of it is judged."""
    begun = (UnfinishedTouchpoint("A", "buy", 3),)
    at_start = replace(an_interview(StageTurn("learn"), BILL, unfinished=begun), catching_up=True)

    assert skip(at_start).turn == StageTurn("buy")
    assert skip(replace(an_interview(StageTurn("learn"), BILL), catching_up=True)).turn == Closing()


def test_what_was_said_at_a_step_is_at_hand() -> None:
    """Whether the touchpoint is judged to the end or not."""
    whole = BILL._replace(recommend=Fraction(7), moment_of_truth=True, note="A queue.")
    begun = UnfinishedTouchpoint("A shelf", "buy", 3, Fraction(8))

    assert {step: value_of(whole, step) for step in TouchpointStep} == {
        TouchpointStep.OVERVIEW: "The bill",
        TouchpointStep.NAME: "The bill",
        TouchpointStep.REMOVAL: "The bill",
        TouchpointStep.IMPORTANCE: 5,
        TouchpointStep.EXPECTED: 8,
        TouchpointStep.FUNCTIONAL: 6,
        TouchpointStep.EMOTIONAL: 4,
        TouchpointStep.RECOMMEND: 7,
        TouchpointStep.MOMENT_OF_TRUTH: True,
        TouchpointStep.NOTE: "A queue.",
    }
    said_of_begun = {step: value_of(begun, step) for step in TouchpointStep}
    assert {step for step, value in said_of_begun.items() if value is not None} == {
        TouchpointStep.OVERVIEW,
        TouchpointStep.NAME,
        TouchpointStep.REMOVAL,
        TouchpointStep.IMPORTANCE,
        TouchpointStep.EXPECTED,
    }
    assert value_of(BILL, TouchpointStep.NOTE) is None


def test_a_touchpoint_may_be_called_what_it_is_called() -> None:
    """Other spaces or capitals are a new spelling; another touchpoint's name is refused."""
    named = an_interview(TouchpointTurn(0, TouchpointStep.NAME), BILL, BILL._replace(name="The till"))

    assert touchpoint_at(said(fill_in(named, "THE  bill"))).name == "THE  bill"
    assert isinstance(fill_in(named, "the Till"), Declined)


def test_leaving_a_step_that_was_changed_alone_leads_to_its_overview() -> None:
    """And leaving any other to the stage."""
    alone = an_interview(TouchpointTurn(0, TouchpointStep.NOTE, alone=True), BILL)
    on_the_way = an_interview(TouchpointTurn(0, TouchpointStep.NOTE), BILL)

    assert leave(alone).turn == TouchpointTurn(0, TouchpointStep.OVERVIEW)
    assert leave(on_the_way).turn == StageTurn("buy")


def test_after_a_touchpoint_is_removed_the_tour_goes_on() -> None:
    """At its stage, where others are judged one after the other."""
    removed = remove(an_interview(TouchpointTurn(0, TouchpointStep.REMOVAL), BILL))

    assert (removed.turn, removed.touring, removed.touchpoints) == (StageTurn("buy"), True, ())


def test_what_was_passed_over_is_asked_before_what_only_a_judged_touchpoint_has() -> None:
    """Whoever begins with the last of the needed figures comes to the first of them next."""
    overview = an_interview(TouchpointTurn(0, TouchpointStep.OVERVIEW), unfinished=(UnfinishedTouchpoint("A", "buy"),))

    felt = said(fill_in(touring.open_one_step(overview, TouchpointStep.EMOTIONAL), "4"))
    weighed = weigh(felt, 3)
    expected = said(fill_in(weighed, "8"))
    worked = said(fill_in(expected, "6"))

    assert [one.turn for one in (felt, weighed, expected, worked)] == [
        TouchpointTurn(0, TouchpointStep.IMPORTANCE),
        TouchpointTurn(0, TouchpointStep.EXPECTED),
        TouchpointTurn(0, TouchpointStep.FUNCTIONAL),
        TouchpointTurn(0, TouchpointStep.EMOTIONAL),
    ]
    assert worked.touchpoints == (Touchpoint("A", "buy", 3, Fraction(8), Fraction(6), Fraction(4)),)
    assert skip(worked).turn == TouchpointTurn(0, TouchpointStep.RECOMMEND)
