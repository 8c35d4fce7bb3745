"""Plan: changes as they are typed, and what goes into the plan of record."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cem_maturity.application.judge import judge
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.application.plan import Change, NoSuchChange, changed, changes_from, lay_out, to_keep, usual_target
from cem_maturity.domain.assessment import PlannedAction
from cem_maturity.domain.planning import Plan
from cem_maturity.domain.questionnaire import Condition, Recommendation
from cem_maturity.domain.result import Result
from tests.builders import Said, a_dimension, a_grid_question, a_practice, a_questionnaire, an_assessment, unknown

QUESTIONNAIRE = a_questionnaire(
    a_dimension(
        "voice",
        a_grid_question(
            "voice.a", actions={1: (Recommendation("talk", "Talk", 2, owner="Ann", horizon="30d"),)}, top_level=2
        ),
        a_practice("voice.p", 1),
    ),
    top_level=2,
)


def a_result(said: dict[str, Said], *, targets: dict[str, int] | None = None) -> Result:
    """What those answers come to."""
    return judge(QUESTIONNAIRE, an_assessment(said, targets=targets), partial=True)


def a_plan(result: Result, target: int) -> Plan:
    """The cheapest plan to *target*."""
    found = lay_out(result, target)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("voice.a=2", Change("voice.a", 2)),
        ("voice.p=mostly", Change("voice.p", Fraction(2, 3))),
        ("voice.p=1/3", Change("voice.p", Fraction(1, 3))),
        ("voice.p=1", Change("voice.p", Fraction(1))),
    ],
)
def test_a_change_is_typed_as_an_answers_file_holds_it(text: str, change: Change) -> None:
    """A level, an option's id, or its value."""
    assert changes_from(a_result({}), [text]) == (change,)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("voice.a", "a change is QUESTION=ANSWER, such as voice.channels=3; got voice.a"),
        ("voice.aa=1", "sample has no question voice.aa; did you mean voice.a?"),
        ("zzz=1", "sample has no question zzz; `cem show sample` lists those it has"),
        ("voice.a=3", "voice.a cannot be 3; it can be: 0, 1, 2"),
        ("voice.p=0.5", "voice.p cannot be 0.5; it can be: never, sometimes, mostly, always"),
        ("voice.p=1/0", "voice.p cannot be 1/0; it can be: never, sometimes, mostly, always"),
    ],
)
def test_a_change_that_cannot_be_made_is_told_with_what_can(text: str, sentence: str) -> None:
    """The question that was meant, or the answers that there are."""
    with pytest.raises(NoSuchChange) as told:
        changes_from(a_result({}), [text])

    assert speak(SOURCE).say(told.value.message) == sentence


def test_a_change_that_would_change_nothing_is_refused() -> None:
    """A question that is out of scope counts for nothing, and of two answers to one only the last would count."""
    banks_only = a_grid_question("voice.b", when=(Condition("sector", ("banking",)),))
    result = judge(a_questionnaire(a_dimension("voice", "voice.a", banks_only)), an_assessment({}), partial=True)

    for texts, sentence in (
        (("voice.b=3",), "voice.b is not asked of this organisation, so no answer to it counts"),
        (("voice.a=3", "voice.a=3"), "voice.a is given twice; give it one answer"),
    ):
        with pytest.raises(NoSuchChange) as told:
            changes_from(result, texts)
        assert speak(SOURCE).say(told.value.message) == sentence


def test_a_change_answers_what_was_unknown_too() -> None:
    """The result is the one that the answers would give; the assessment stays what people said."""
    before = a_result({"voice.a": unknown(), "voice.p": Fraction(0)})

    after = changed(before, [Change("voice.a", 2), Change("voice.p", Fraction(1))])

    assert after.scorecard == a_result({"voice.a": 2, "voice.p": Fraction(1)}).scorecard
    assert after.assessment == before.assessment


def test_the_usual_target_is_the_organisations_own_or_one_higher() -> None:
    """Nothing where there is no level."""
    assert usual_target(a_result({"voice.a": 0, "voice.p": Fraction(0)})) == 1
    assert usual_target(a_result({"voice.a": 0, "voice.p": Fraction(0)}, targets={"overall": 2})) == 2
    assert usual_target(a_result({})) is None


def keep(result: Result, target: int) -> tuple[PlannedAction, ...]:
    """What the plan of record lacks."""
    return to_keep(a_plan(result, target), QUESTIONNAIRE, result.assessment, speak(SOURCE).say)


def test_steps_are_kept_with_owner_and_day() -> None:
    """An authored action by its id; a step without one as a line of its own, effort and dimension with it."""
    result = a_result({"voice.a": 0, "voice.p": Fraction(0)})

    assert keep(result, 2) == (
        PlannedAction("talk", "planned", "Ann", "2026-12-21"),
        PlannedAction(
            "step-voice.a-2",
            "planned",
            due="2027-02-19",
            text="Bring “How is voice.a?” to level 2: voice.a at 2",
            dimension="voice",
            effort=3,
            horizon="90d",
        ),
        PlannedAction(
            "step-voice.p",
            "planned",
            due="2027-02-19",
            text="Put in place in full: Is voice.p done?",
            dimension="voice",
            effort=3,
            horizon="90d",
        ),
    )


def test_what_people_wrote_is_not_written_again() -> None:
    """Whatever its state: what was dropped stays dropped."""
    written = (PlannedAction("talk", "dropped", why="no time"), PlannedAction("step-voice.p", "done", "Tom"))
    assessment = an_assessment({"voice.a": 0, "voice.p": Fraction(0)}, actions=written)
    result = judge(QUESTIONNAIRE, assessment, partial=False)

    assert [line.id for line in keep(result, 2)] == ["step-voice.a-2"]


@pytest.mark.parametrize("day", ["", "9999-12-31"])
def test_no_day_is_made_up(day: str) -> None:
    """Answers without a date, or at the calendar's end, have lines without one."""
    assessment = replace(an_assessment({"voice.a": 0, "voice.p": Fraction(1)}), date=day)
    result = judge(QUESTIONNAIRE, assessment, partial=False)

    assert [(line.id, line.due) for line in keep(result, 1)] == [("talk", "")]
