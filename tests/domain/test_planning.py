"""A plan laid out: what comes first, what must be in place, what each horizon brings."""

from fractions import Fraction

from cem_maturity.application.judge import judge
from cem_maturity.domain.assessment import PlannedAction
from cem_maturity.domain.cheapest_path import cheapest_path
from cem_maturity.domain.ladders import rises
from cem_maturity.domain.planning import Plan, plan, values
from cem_maturity.domain.questionnaire import Questionnaire, Recommendation
from cem_maturity.domain.result import Result
from tests.builders import (
    Said,
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    an_assessment,
)


def an_action(id_: str, horizon: str = "90d", needs: tuple[str, ...] = ()) -> Recommendation:
    """A recommendation of effort 1."""
    return Recommendation(id_, f"Do {id_}", 1, owner="Ann", horizon=horizon, needs=needs)


def a_plan(questionnaire: Questionnaire, said: dict[str, Said], target: int, *done: str) -> Plan:
    """The cheapest plan from those answers; the actions *done* are so in the plan of record."""
    result = a_result(questionnaire, said, *done)
    path = cheapest_path(result, target)
    assert path is not None
    return plan(result, path)


def a_result(questionnaire: Questionnaire, said: dict[str, Said], *done: str) -> Result:
    """What those answers come to."""
    kept = tuple(PlannedAction(id_, "done") for id_ in done)
    return judge(questionnaire, an_assessment(said, actions=kept), partial=True)


def steps(laid_out: Plan) -> list[tuple[str, int | Fraction, str]]:
    """Question, end and horizon of every step."""
    return [(step.rise.question, step.rise.end, step.horizon) for step in laid_out.steps]


def two_questions(first: dict[int, Recommendation], second: dict[int, Recommendation]) -> Questionnaire:
    """Both have to rise, since more than half must."""
    return a_questionnaire(
        a_dimension(
            "voice",
            a_grid_question("voice.a", actions={level: (one,) for level, one in first.items()}),
            a_grid_question("voice.b", actions={level: (one,) for level, one in second.items()}),
        )
    )


def test_what_an_action_needs_comes_before_it() -> None:
    """The second question's step is taken first, since the first one's action needs its action."""
    questionnaire = two_questions({1: an_action("a", needs=("b",))}, {1: an_action("b")})

    laid_out = a_plan(questionnaire, {"voice.a": 0, "voice.b": 0}, 1)

    assert steps(laid_out) == [("voice.b", 1, "90d"), ("voice.a", 1, "90d")]
    assert [step.must_be_in_place for step in laid_out.steps] == [(), ()]


def test_needs_that_run_in_a_circle_by_way_of_lower_steps_still_give_every_step() -> None:
    """Each question's second step needs the other's second: one of them has to be first."""
    questionnaire = two_questions(
        {1: an_action("a1"), 2: an_action("a2", needs=("b2",))}, {1: an_action("b1", needs=("a2",)), 2: an_action("b2")}
    )

    laid_out = a_plan(questionnaire, {"voice.a": 0, "voice.b": 0}, 2)

    assert sorted(steps(laid_out)) == [
        ("voice.a", 1, "90d"),
        ("voice.a", 2, "90d"),
        ("voice.b", 1, "90d"),
        ("voice.b", 2, "90d"),
    ]


def test_what_the_plan_does_not_bring_must_be_in_place() -> None:
    """An action of a step that is not taken is named; one whose step is behind us, or that is done, is not."""
    questionnaire = a_questionnaire(
        a_dimension(
            "voice",
            a_grid_question("voice.a", actions={1: (an_action("a", needs=("b", "c", "p")),)}),
            a_practice("voice.p", 1, actions=(an_action("p"),)),
        ),
        a_dimension(
            "data",
            a_grid_question("data.b", actions={1: (an_action("b"),)}),
            a_grid_question("data.c", actions={3: (an_action("c"),)}),
        ),
    )
    said: dict[str, Said] = {"voice.a": 0, "voice.p": Fraction(1), "data.b": 2, "data.c": 2}

    assert [step.must_be_in_place for step in a_plan(questionnaire, said, 1).steps] == [("c",)]
    assert [step.must_be_in_place for step in a_plan(questionnaire, said, 1, "c").steps] == [()]


def test_what_is_begun_or_dropped_is_not_in_place() -> None:
    """Only what is done can be built upon."""
    questionnaire = two_questions({1: an_action("a", needs=("c",))}, {1: an_action("b"), 3: an_action("c")})
    said: dict[str, Said] = {"voice.a": 0, "voice.b": 0}

    for status, missing in (("done", ()), ("in_progress", ("c",)), ("dropped", ("c",))):
        result = judge(questionnaire, an_assessment(said, actions=(PlannedAction("c", status),)), partial=True)
        path = cheapest_path(result, 1)
        assert path is not None
        assert [one.must_be_in_place for one in plan(result, path).steps if one.rise.question == "voice.a"] == [missing]


def test_no_step_is_due_before_what_it_stands_on() -> None:
    """A quick second step waits for the slow first one, and for what its action needs."""
    questionnaire = two_questions(
        {1: an_action("a1", "180d"), 2: an_action("a2", "30d")},
        {1: an_action("b1", "30d", ("a1",)), 2: an_action("b2")},
    )

    laid_out = a_plan(questionnaire, {"voice.a": 0, "voice.b": 0}, 2)

    assert steps(laid_out) == [
        ("voice.a", 1, "180d"),
        ("voice.a", 2, "180d"),
        ("voice.b", 1, "180d"),
        ("voice.b", 2, "180d"),
    ]


def test_every_horizon_brings_what_the_scorecard_then_says() -> None:
    """The first brings no level yet, the second the target; efforts add up to the whole."""
    questionnaire = two_questions({1: an_action("a", "30d")}, {1: an_action("b", "1y")})

    laid_out = a_plan(questionnaire, {"voice.a": 0, "voice.b": 0}, 1)

    assert [
        (one.horizon, one.total_effort, one.after.overall and (one.after.overall.level, one.after.overall.index))
        for one in laid_out.stretches
    ] == [("30d", 1, (0, Fraction(1, 2))), ("1y", 1, (1, Fraction(1)))]
    assert laid_out.stretches[-1].after == laid_out.after


def test_a_plan_is_told_under_the_contracts_keys() -> None:
    """Every key of contract.md §4, and the actions in full."""
    question = a_grid_question("voice.a", actions={1: (an_action("a", "30d", ("x",)),)})

    told = values(a_plan(a_questionnaire(a_dimension("voice", question)), {"voice.a": 0}, 1))

    after = {"overall": {"level": 1, "index": 1}, "dimensions": {"voice": {"level": 1, "index": 1}}}
    assert told == {
        "target": 1,
        "reached": True,
        "exact": True,
        "total_effort": 1,
        "steps": (
            {
                "question": "voice.a",
                "dimension": "voice",
                "from": 0,
                "to": 1,
                "effort": 1,
                "actions": ("a",),
                "horizon": "30d",
                "must_be_in_place": ("x",),
            },
        ),
        "after": after,
        "path": ((1, 1),),
        "horizons": ({"horizon": "30d", "total_effort": 1, "steps": (0,), "after": after},),
        "actions": (
            {
                "id": "a",
                "text": "Do a",
                "effort": 1,
                "impact": 3,
                "owner": "Ann",
                "horizon": "30d",
                "done_when": "",
                "needs": ("x",),
            },
        ),
    }


def test_what_is_in_place_has_no_step_left() -> None:
    """A practice that is always there, an answer at the top; else every step, in its order."""
    assert list(rises(a_practice("p", 2), "d", Fraction(1), 1, 5)) == []
    assert list(rises(a_grid_question("q"), "d", 5, 1, 5)) == []
    steps = rises(a_grid_question("q"), "d", 3, 2, 5)
    assert [(int(one.start), int(one.end), int(one.lift)) for one in steps] == [(3, 4, 2), (4, 5, 2)]
    (step,) = rises(a_practice("p", 2), "d", Fraction(1, 3), 3, 5)
    assert step[2:6] == (Fraction(1, 3), Fraction(1), 2, Fraction(2))
