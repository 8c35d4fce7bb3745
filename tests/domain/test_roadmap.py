"""Where an organisation wants to be, and what it does next."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.questionnaire import GridQuestion, Question, Recommendation
from cem_maturity.domain.roadmap import Aim, NextAction, aim, kind, next_actions
from cem_maturity.domain.scoring import score
from tests.builders import (
    ACME,
    Said,
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    an_action,
    an_assessment,
    responses,
    unknown,
)


def actions_for(
    *questions: Question, said: Mapping[str, Said], assessment: Assessment | None = None
) -> tuple[NextAction, ...]:
    """The next actions where a questionnaire has the one dimension `d`."""
    given = responses(said)
    outcomes = score(a_questionnaire(a_dimension("d", *questions)), given, ACME).outcomes
    return next_actions(assessment or an_assessment(), outcomes, given, 5)


def ids(actions: tuple[NextAction, ...]) -> list[str]:
    """Their ids in order."""
    return [action.id for action in actions]


def a_question_with(id_: str, *recommended: Recommendation, to: int = 2) -> GridQuestion:
    """A grid question with actions that lead to one level."""
    return a_grid_question(id_, actions={to: recommended})


@pytest.mark.parametrize(
    ("targets", "level", "expected"),
    [
        ({}, 2, Aim(3, 1)),
        ({}, 5, Aim(5, 0)),
        ({"d": 5}, 2, Aim(5, 3)),
        ({"d": 1}, 2, Aim(1, 0)),
        ({"other": 5}, 2, Aim(3, 1)),
    ],
)
def test_the_target_is_one_level_higher_unless_said(targets: dict[str, int], level: int, expected: Aim) -> None:
    """The gap is what is missing, and never negative."""
    assert aim(an_assessment(targets=targets), "d", level, 5) == expected


@pytest.mark.parametrize(
    ("effort", "impact", "expected"),
    [
        (2, 4, "quick_win"),
        (3, 4, "major_project"),
        (2, 3, "fill_in"),
        (3, 3, "later"),
    ],
)
def test_effort_and_impact_make_the_kind(effort: int, impact: int, expected: str) -> None:
    """The borders of scoring.md §8."""
    assert kind(an_action("a", effort, impact)) == expected


def test_an_action_carries_all_that_a_roadmap_shows() -> None:
    """Value is importance times impact, doubled for a blocker."""
    recommended = Recommendation("audit", "List the channels", 2, 4, "CX lead", "30d", "The list hangs", ("ask",))

    actions = actions_for(
        a_question_with("q", recommended), said={"q": 1}, assessment=an_assessment(importance={"d": 3})
    )

    assert actions == (
        NextAction(
            id="audit",
            text="List the channels",
            question="q",
            dimension="d",
            from_level=1,
            to_level=2,
            effort=2,
            impact=4,
            value=24,
            kind="quick_win",
            owner="CX lead",
            horizon="30d",
            needs=("ask",),
            done_when="The list hangs",
            removes_blocker=True,
        ),
    )


def test_only_the_next_step_of_a_question_below_its_target_is_recommended() -> None:
    """The dimension stands at 2 and wants 3: who is there already, or still unknown, has nothing to do."""
    low, there, above, open_ = (
        a_grid_question(id_, actions={level: (an_action(f"{id_}-{level}"),) for level in range(1, 6)})
        for id_ in ("low", "there", "above", "open")
    )

    actions = actions_for(low, there, above, open_, said={"low": 2, "there": 3, "above": 2, "open": unknown()})

    assert ids(actions) == ["low-3", "above-3"]


def test_practices_up_to_the_target_are_recommended_until_they_are_in_place() -> None:
    """The dimension stands at 1 and wants 2."""
    practices = [
        a_practice("done", 1, actions=(an_action("a-done"),)),
        a_practice("partly", 2, actions=(an_action("a-partly"),)),
        a_practice("far", 3, actions=(an_action("a-far"),)),
    ]

    actions = actions_for(*practices, said={"done": Fraction(1), "partly": Fraction(1, 3), "far": Fraction(0)})

    assert [(one.id, one.from_level, one.to_level) for one in actions] == [("a-partly", None, 2)]


def test_value_for_effort_decides_then_the_lower_level_then_the_file() -> None:
    """The one at 3 blocks nothing and so needs twice the impact to draw level with the others."""
    questions = [
        a_question_with("q0", an_action("dear", effort=5, impact=5), to=3),
        a_question_with("q1", an_action("high", effort=2, impact=4), to=4),
        a_question_with("q2", an_action("first", effort=2, impact=2), an_action("second", effort=3, impact=3), to=3),
        a_question_with("q3", an_action("best", effort=1, impact=2), to=3),
    ]

    actions = actions_for(
        *questions, said={"q0": 2, "q1": 3, "q2": 2, "q3": 2}, assessment=an_assessment(targets={"d": 5})
    )

    assert ids(actions) == ["best", "dear", "first", "second", "high"]


def test_what_removes_a_blocker_counts_double() -> None:
    """4 4 4 0: the question at 0 blocks, and its action overtakes one of half again its impact."""
    others = [a_question_with(f"q{number}", an_action(f"a{number}", impact=3), to=5) for number in range(3)]
    blocker = a_question_with("last", an_action("unblock", impact=2), to=1)

    actions = actions_for(
        *others,
        blocker,
        said={"q0": 4, "q1": 4, "q2": 4, "last": 0},
        assessment=an_assessment(targets={"d": 5}),
    )

    assert [(one.id, one.value) for one in actions] == [("unblock", 8), ("a0", 6), ("a1", 6), ("a2", 6)]


def test_what_an_action_needs_comes_first() -> None:
    """Needs of needs too; one that is not among the candidates is only named, and a circle ends."""
    question = a_question_with(
        "q",
        an_action("roof", impact=5, needs=("walls", "permit")),
        an_action("walls", impact=4, needs=("ground",)),
        an_action("garden", impact=3),
        an_action("ground", impact=1),
        an_action("hen", impact=1, needs=("egg",)),
        an_action("egg", impact=1, needs=("hen",)),
    )

    actions = actions_for(question, said={"q": 1})

    assert ids(actions) == ["ground", "walls", "roof", "garden", "egg", "hen"]


def test_a_dimension_without_a_level_recommends_nothing() -> None:
    """What is not assessed has neither target nor actions."""
    question = a_question_with("q", an_action("audit"))

    actions = actions_for(question, a_grid_question("other"), a_grid_question("third"), said={"q": 1})

    assert actions == ()
