"""The cheapest path: as cheap as any, and the first of its kind (scoring.md §9)."""

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cem_maturity.application.judge import judge
from cem_maturity.cli.reading import load_questionnaire
from cem_maturity.domain.cheapest_path import CheapestPath, Milestone, cheapest_path
from cem_maturity.domain.questionnaire import (
    GridQuestion,
    LevelRule,
    OverallRule,
    Question,
    Questionnaire,
    Rules,
    UnknownRule,
)
from cem_maturity.domain.response import Answered
from cem_maturity.domain.result import Result
from tests.builders import (
    Said,
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    an_action,
    an_assessment,
    not_applicable,
    unknown,
)
from tests.domain.brute_force import Way, cheapest_ways, level_after, number_of_ways
from tests.domain.integer_program import least_effort
from tests.domain.strategies import LAW, WEIGHTS, rules, sheets

MOST_WAYS = 600
"""More would take a test too long to try."""


def a_result(questionnaire: Questionnaire, **said: Said) -> Result:
    """The result of those answers; `voice_a` answers voice.a."""
    return judge(questionnaire, an_assessment({key.replace("_", "."): one for key, one in said.items()}), partial=True)


def way(path: CheapestPath | None) -> Way:
    """The steps, as `brute_force` tells them."""
    assert path is not None
    return tuple((rise.question, rise.end) for rise in path.rises)


def by_hand(result: Result, target: int, first: Callable[[int, int], object]) -> int:
    """What it costs to raise one question after the other, in the order of *first*, until *target* is reached."""
    spent, taken = 0, dict[str, int]()
    levels = {id_: one.answer for id_, one in result.responses.items() if isinstance(one, Answered)}
    while level_after(result, tuple(taken.items())) < target:
        open_ = [
            (first(int(levels[question.id]), effort), question.id, effort)
            for question in result.questionnaire.questions()
            if isinstance(question, GridQuestion) and levels[question.id] < target
            for effort in [sum(action.effort for action in question.actions_to(int(levels[question.id]) + 1)) or 3]
        ]
        _, id_, effort = min(open_, key=lambda one: str(one[0]))
        levels[id_] = taken[id_] = int(levels[id_]) + 1
        spent += effort
    return spent


def lowest_first(level: int, effort: int) -> object:
    """Whatever lags most."""
    return level, effort


def least_effort_first(level: int, effort: int) -> object:
    """Whatever is easiest."""
    return effort, level


@st.composite
def small_questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Few questions of both kinds on a short scale, with actions here and there, under any rule."""
    top_level = draw(st.integers(1, 3))

    def efforts() -> tuple[int, ...]:
        return tuple(draw(st.lists(st.integers(1, 5), max_size=2)))

    def a_question(id_: str) -> Question:
        weight = draw(WEIGHTS)
        if draw(st.booleans()):
            steps = {
                level: tuple(an_action(f"{id_}-{level}-{n}", effort) for n, effort in enumerate(efforts()))
                for level in range(1, top_level + 1)
            }
            return a_grid_question(id_, weight=weight, top_level=top_level, actions=steps)
        actions = tuple(an_action(f"{id_}-{n}", effort) for n, effort in enumerate(efforts()))
        return a_practice(id_, draw(st.integers(1, top_level)), weight=weight, actions=actions)

    dimensions = [
        a_dimension(f"d{d}", *(a_question(f"d{d}.q{q}") for q in range(draw(st.integers(1, 3)))), weight=draw(WEIGHTS))
        for d in range(draw(st.integers(1, 3)))
    ]
    return a_questionnaire(*dimensions, rules=draw(rules(top_level)), top_level=top_level)


@st.composite
def small_results(draw: st.DrawFn) -> Result:
    """A questionnaire with answers from which there are not too many ways up."""
    questionnaire = draw(small_questionnaires())
    result = judge(questionnaire, an_assessment(draw(sheets(questionnaire))), partial=True)
    assume(result.scorecard.overall is not None and number_of_ways(result) <= MOST_WAYS)
    return result


@given(small_results())
@LAW
def test_no_way_is_cheaper_and_none_as_cheap_comes_sooner(result: Result) -> None:
    """For every level: the effort and the very steps that trying all ways gives; out of reach where none is found."""
    top = result.questionnaire.top_level
    tried = cheapest_ways(result)

    path = cheapest_path(result, top)

    assert path is not None
    assert result.scorecard.overall is not None
    today = result.scorecard.overall.level
    assert path.path == tuple(
        Milestone(level, tried[level][0] if level in tried else None) for level in range(today + 1, top + 1)
    )
    assert path.reached == (today == top or top in tried)
    assert {level: way(cheapest_path(result, level)) for level in tried} == {
        level: first for level, (_, first) in tried.items()
    }


def test_the_weight_of_a_dimension_without_a_level_changes_no_way() -> None:
    """Half a weight where nothing applies: the others stand to one another as before."""
    asked = a_questionnaire(
        a_dimension("voice", "voice.a"),
        a_dimension("data", "data.a"),
        a_dimension("sites", "sites.a", weight=Fraction(1, 2)),
    )
    result = a_result(asked, voice_a=0, data_a=1, sites_a=not_applicable())

    path = cheapest_path(result, 2)

    assert path is not None
    assert path.path == (Milestone(1, 3), Milestone(2, 9))
    assert way(path) == (("voice.a", 1), ("voice.a", 2), ("data.a", 2))


@given(small_results())
@LAW
def test_the_steps_once_taken_reach_the_target(result: Result) -> None:
    """The level afterwards is the target or above; the effort never falls from one level to the next."""
    for target in range(1, result.questionnaire.top_level + 1):
        path = cheapest_path(result, target)

        assert path is not None
        assert path.after.overall is not None
        assert not path.reached or path.after.overall.level >= target
        efforts = [milestone.total_effort for milestone in path.path if milestone.total_effort is not None]
        assert efforts == sorted(efforts)
        assert path.total_effort == (efforts[-1] if efforts else 0)


def test_a_step_costs_the_efforts_of_its_actions_or_three() -> None:
    """Two actions add up; a step without any costs what is usual."""
    question = a_grid_question("voice.a", actions={1: (an_action("a", 2), an_action("b", 5))})
    result = a_result(a_questionnaire(a_dimension("voice", question)), voice_a=0)

    path = cheapest_path(result, 2)

    assert path is not None
    assert [(rise.start, rise.end, rise.effort) for rise in path.rises] == [(0, 1, 7), (1, 2, 3)]
    assert path.path == (Milestone(1, 7), Milestone(2, 10))


def test_a_practice_is_put_in_place_at_once() -> None:
    """From whatever it is worth to 1, for the efforts of its actions."""
    practice = a_practice("voice.a", 1, actions=(an_action("a", 2), an_action("b", 2)))
    result = a_result(a_questionnaire(a_dimension("voice", practice)), voice_a=Fraction(1, 3))

    path = cheapest_path(result, 1)

    assert path is not None
    assert [(rise.start, rise.end, rise.effort) for rise in path.rises] == [(Fraction(1, 3), 1, 4)]


def test_more_than_half_is_enough_and_the_first_in_the_file_is_taken() -> None:
    """Of four equal questions three have to rise, and they are the first three."""
    result = a_result(
        a_questionnaire(a_dimension("voice", "voice.a", "voice.b", "voice.c", "voice.d")),
        voice_a=0,
        voice_b=0,
        voice_c=0,
        voice_d=0,
    )

    assert way(cheapest_path(result, 1)) == (("voice.a", 1), ("voice.b", 1), ("voice.c", 1))


def test_only_what_was_answered_is_raised() -> None:
    """Unknown questions and those that do not apply stay as they are, even where unknown counts as zero."""
    questionnaire = a_questionnaire(
        a_dimension("voice", "voice.a", "voice.b", "voice.c"), rules=Rules(unknown=UnknownRule.ZERO)
    )

    result = a_result(questionnaire, voice_a=1, voice_b=unknown(), voice_c=not_applicable())

    assert cheapest_path(result, 2) == CheapestPath(
        2, False, (), (Milestone(1, None), Milestone(2, None)), result.scorecard
    )


def test_a_target_out_of_reach_gives_the_way_to_the_highest_level_there_is() -> None:
    """Practices of level 1 and 2 alone lead to 2 and no further."""
    questionnaire = a_questionnaire(a_dimension("voice", a_practice("voice.a", 1), a_practice("voice.b", 2)))
    result = a_result(questionnaire, voice_a=Fraction(0), voice_b=Fraction(0))

    path = cheapest_path(result, 4)

    assert path is not None
    assert path.after.overall is not None
    assert (path.reached, path.after.overall.level) == (False, 2)
    assert path.path == (Milestone(1, 3), Milestone(2, 6), Milestone(3, None), Milestone(4, None))
    assert way(path) == (("voice.a", 1), ("voice.b", 1))


def test_a_target_already_reached_needs_nothing() -> None:
    """No steps, no effort, no milestones."""
    result = a_result(a_questionnaire(a_dimension("voice", "voice.a")), voice_a=3)

    path = cheapest_path(result, 2)

    assert path == CheapestPath(2, True, (), (), result.scorecard)
    assert path.total_effort == 0


def test_without_a_level_there_is_no_way() -> None:
    """Where nothing is assessed there is nothing to start from."""
    result = a_result(a_questionnaire(a_dimension("voice", "voice.a")), voice_a=unknown())

    assert cheapest_path(result, 1) is None


@pytest.mark.parametrize(
    "chosen",
    [
        Rules(),
        Rules(level_rule=LevelRule.STRICT),
        Rules(overall_rule=OverallRule.STRICT),
        Rules(overall_rule=OverallRule.WEAKEST),
        Rules(top=Fraction(2, 3), below=Fraction(1, 2)),
    ],
    ids=["gate", "strict dimensions", "strict", "weakest", "top above below"],
)
@pytest.mark.parametrize("weighted", [False, True], ids=["equal weights", "unequal weights"])
def test_an_integer_program_finds_nothing_cheaper_for_the_flagship(
    chosen: Rules, weighted: bool, tmp_path: Path
) -> None:
    """Nine dimensions with thirty-six questions: the same least effort for every level."""
    flagship = load_questionnaire("cem-maturity")
    chance = random.Random(7)  # noqa: S311 - seeded on purpose

    def weight() -> Fraction:
        return Fraction(chance.randint(1, 9), chance.choice([1, 2, 4])) if weighted else Fraction(1)

    questionnaire = replace(
        flagship,
        rules=chosen,
        dimensions=tuple(
            replace(
                dimension,
                weight=weight(),
                questions=tuple(replace(question, weight=weight()) for question in dimension.questions),
            )
            for dimension in flagship.dimensions
        ),
    )
    said = {question.id: chance.randint(0, 3) for question in flagship.questions()}
    result = judge(questionnaire, an_assessment(said), partial=False)

    path = cheapest_path(result, 5)

    assert path is not None
    assert {one.level: one.total_effort for one in path.path} == {
        one.level: least_effort(result, one.level, tmp_path) for one in path.path
    }
    assert len(path.path) >= 3


@pytest.mark.parametrize("seed", range(3))
def test_no_plan_made_by_hand_is_cheaper(seed: int) -> None:
    """Raising whatever is lowest first, or whatever costs least first, never gets there for less."""
    flagship = load_questionnaire("cem-maturity")
    chance = random.Random(seed)  # noqa: S311 - seeded on purpose
    result = judge(
        flagship,
        an_assessment({question.id: chance.randint(0, 4) for question in flagship.questions()}),
        partial=False,
    )

    path = cheapest_path(result, 4)

    assert path is not None
    assert path.reached
    assert path.total_effort <= min(by_hand(result, 4, lowest_first), by_hand(result, 4, least_effort_first))


def test_weights_of_any_fineness_have_a_cheapest_way() -> None:
    """Each weight has a denominator of its own, so that the whole numbers of the search exceed what a float holds."""
    chance = random.Random(1)  # noqa: S311 - seeded on purpose

    def weight() -> Fraction:
        return Fraction(chance.randint(10**6, 10**7), chance.randint(10**6, 10**7))

    dimensions = (
        a_dimension(
            f"d{at}",
            *(a_grid_question(f"d{at}.q{one}", weight=weight()) for one in range(4)),
            weight=weight(),
        )
        for at in range(12)
    )
    floors = Rules(level_rule=LevelRule.FLOOR, overall_rule=OverallRule.FLOOR)
    questionnaire = a_questionnaire(*dimensions, rules=floors)
    result = judge(questionnaire, an_assessment({one.id: 0 for one in questionnaire.questions()}), partial=False)

    path = cheapest_path(result, 5)

    assert path is not None
    assert (path.reached, path.total_effort) == (True, 12 * 4 * 5 * 3)
