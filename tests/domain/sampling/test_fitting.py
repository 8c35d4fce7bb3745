"""From wishes to answers: the level is that of the rule, and nothing comes about that was not planted."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cem_maturity.domain.questionnaire import Condition, OverallRule, Questionnaire, Rules
from cem_maturity.domain.sampling.fitting import Pinned, fit
from cem_maturity.domain.sampling.ladder import Answer
from cem_maturity.domain.sampling.stock import Contradiction
from cem_maturity.domain.scoring import score
from tests.builders import ACME, a_dimension, a_grid_question, a_practice, a_questionnaire, responses

THREE = a_questionnaire(a_dimension("a", "a.1", "a.2"), a_dimension("b", "b.1", "b.2"), a_dimension("c", "c.1", "c.2"))


def fitted(
    questionnaire: Questionnaire,
    level: int,
    wished: Mapping[str, int],
    pinned: Mapping[str, Pinned] | None = None,
    *apart: Contradiction,
) -> Mapping[str, Answer] | None:
    """The answers that give *level*; what is not *wished* is wished at 200."""
    all_wished = {question.id: 200 for question in questionnaire.questions()} | dict(wished)
    return fit(questionnaire, ACME, all_wished, level, pinned=pinned or {}, apart=apart)


def level_of(questionnaire: Questionnaire, answers: Mapping[str, Answer] | None) -> int | None:
    """The level that the questionnaire's rule gives."""
    overall = score(questionnaire, responses(answers or {}), ACME).overall
    return overall.level if overall else None


def test_wishes_that_give_the_level_become_the_answers() -> None:
    """Rounded to the nearest level, halves up."""
    answers = fitted(THREE, 2, {"a.1": 249, "a.2": 250})

    assert answers == {"a.1": 2, "a.2": 3, "b.1": 2, "b.2": 2, "c.1": 2, "c.2": 2}


def test_answers_move_until_the_level_is_reached() -> None:
    """Up and down, one step at a time."""
    assert [level_of(THREE, fitted(THREE, level, {})) for level in range(6)] == [0, 1, 2, 3, 4, 5]


def test_the_answer_furthest_below_its_wish_rises_first() -> None:
    """The shape is kept as far as the level lets it be."""
    wished = {"a.1": 349, "a.2": 349, "b.1": 340, "b.2": 340, "c.1": 0, "c.2": 0}
    rule = Rules(overall_rule=OverallRule.FLOOR)
    questionnaire = a_questionnaire(*THREE.dimensions, rules=rule)

    answers = fitted(questionnaire, 3, wished)

    assert answers is not None
    assert level_of(questionnaire, answers) == 3
    assert answers["c.1"] < answers["b.1"] <= answers["a.1"]


def test_what_is_planted_stays_where_it_is() -> None:
    """However much the level asks for the contrary."""
    answers = fitted(THREE, 2, {}, {"a.1": Pinned(5, 5), "b.1": Pinned(0, 1)})

    assert answers is not None
    assert (answers["a.1"], answers["b.1"], level_of(THREE, answers)) == (5, 1, 2)


def test_a_level_that_what_is_planted_forbids_is_not_reached() -> None:
    """All dimensions held at 0 reach no level 5."""
    held = {question.id: Pinned(0, 0) for question in THREE.questions()}

    assert fitted(THREE, 5, {}, held) is None


def test_no_contradiction_comes_about_by_itself() -> None:
    """One of the two answers gives way before the level is looked at, and neither falls back for its sake."""
    apart = Contradiction("x", "a.1", 3, "b.1", 1)

    for level in range(6):
        answers = fitted(THREE, level, {"a.1": 500, "b.1": 0}, None, apart)
        assert answers is not None
        assert not (answers["a.1"] >= 3 and answers["b.1"] <= 1)


def test_a_contradiction_ends_where_its_bounds_end() -> None:
    """A level below the one is as good as a level above the other; answers stay where they may."""
    wished = {"a.1": 300, "b.1": 100}
    part = {"a.2": 200, "b.2": 200, "c.1": 200, "c.2": 200}

    assert fitted(THREE, 2, wished | part, None, Contradiction("x", "a.1", 4, "b.1", 1)) == fitted(
        THREE, 2, wished | part
    )
    assert fitted(THREE, 2, wished | part, None, Contradiction("x", "a.1", 3, "b.1", 0)) == fitted(
        THREE, 2, wished | part
    )
    assert fitted(THREE, 2, wished | part, None, Contradiction("x", "a.1", 3, "b.1", 1)) != fitted(
        THREE, 2, wished | part
    )


ONE_EACH = a_questionnaire(
    a_dimension("a", "a.1"), a_dimension("b", "b.1"), rules=Rules(overall_rule=OverallRule.FLOOR)
)
"""The level is half of the two answers together, rounded down."""


def test_no_answer_rises_into_a_contradiction() -> None:
    """3 and 1 would give level 2."""
    apart, held, wished = Contradiction("x", "a.1", 3, "b.1", 1), {"b.1": Pinned(0, 1)}, {"a.1": 200, "b.1": 100}

    assert fitted(ONE_EACH, 2, wished, held) == {"a.1": 3, "b.1": 1}
    assert fitted(ONE_EACH, 2, wished, held, apart) is None
    assert fitted(ONE_EACH, 2, wished, held, apart._replace(least=4)) == {"a.1": 3, "b.1": 1}


def test_no_answer_falls_into_a_contradiction() -> None:
    """3 and 0 would give level 1."""
    apart, held, wished = Contradiction("x", "a.1", 3, "b.1", 1), {"a.1": Pinned(3, 5)}, {"a.1": 300, "b.1": 200}

    assert fitted(ONE_EACH, 1, wished, held) == {"a.1": 3, "b.1": 0}
    assert fitted(ONE_EACH, 1, wished, held, apart) is None
    assert fitted(ONE_EACH, 1, wished, held, apart._replace(least=4)) == {"a.1": 3, "b.1": 0}


def test_practices_are_fitted_too() -> None:
    """By the options of their answer sets."""
    questionnaire = a_questionnaire(
        *(a_dimension(one, *(a_practice(f"{one}.{level}", level) for level in range(1, 6))) for one in ("a", "b"))
    )

    assert [level_of(questionnaire, fitted(questionnaire, level, {})) for level in range(6)] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("first", "second", "least", "most", "answers"),
    [
        (5, 2, 3, 2, {"a.1": 5, "b.1": 3}),
        (3, 0, 3, 2, {"a.1": 2, "b.1": 0}),
        (4, 1, 3, 2, {"a.1": 2, "b.1": 1}),
        (5, 0, 4, 0, {"a.1": 5, "b.1": 1}),
        (3, 3, 3, 2, {"a.1": 3, "b.1": 3}),
    ],
)
def test_the_answer_that_is_nearer_to_its_bound_gives_way(
    first: int, second: int, least: int, most: int, answers: Mapping[str, int]
) -> None:
    """By as many steps as it takes; of two that are equally near, the higher one."""
    apart, wished = Contradiction("x", "a.1", least, "b.1", most), {"a.1": 100 * first, "b.1": 100 * second}

    assert fitted(ONE_EACH, sum(answers.values()) // 2, wished, None, apart) == answers


def test_no_answer_moves_into_a_contradiction_whatever_its_bounds() -> None:
    """4 and 2 would give level 3, and 4 and 0 level 2."""
    for most, level in ((2, 3), (0, 2)):
        held, wished = {"b.1": Pinned(0, most)}, {"a.1": 200, "b.1": 100 * most}

        assert fitted(ONE_EACH, level, wished, held) == {"a.1": 4, "b.1": most}
        assert fitted(ONE_EACH, level, wished, held, Contradiction("x", "a.1", 3, "b.1", most)) is None
        assert fitted(ONE_EACH, level, wished, held, Contradiction("x", "a.1", 5, "b.1", most)) is not None


def test_a_level_between_two_answers_is_not_reached() -> None:
    """A practice of level 2 alone leads from 0 to 2: up and down are tried, and then given up."""
    leap = a_questionnaire(a_dimension("a", a_practice("a.1", 2)))

    assert [level_of(leap, fitted(leap, level, {})) for level in (0, 2)] == [0, 2]
    assert [fitted(leap, level, {}) for level in (1, 3, 4, 5)] == [None] * 4


def test_where_nothing_is_asked_no_level_is_reached() -> None:
    """All of it out of scope."""
    shops = replace(a_grid_question("a.1"), when=(Condition("sector", ("retail",)),))

    assert fitted(a_questionnaire(a_dimension("a", shops)), 0, {}) is None


def test_what_holds_the_level_back_rises_first() -> None:
    """The dimension that is below, and in it the answers that hold it there."""
    wished = {"a.1": 300, "a.2": 300, "b.1": 100, "b.2": 100, "c.1": 300, "c.2": 300}

    found = fitted(THREE, 3, wished)

    assert found == {"a.1": 3, "a.2": 3, "b.1": 2, "b.2": 2, "c.1": 3, "c.2": 3}


def test_what_lies_above_the_level_falls_first() -> None:
    """In a dimension that is too high an answer at the level itself stays."""
    wished = {"a.1": 400, "a.2": 200, "b.1": 300, "b.2": 300, "c.1": 300, "c.2": 300}

    found = fitted(THREE, 2, wished)

    assert found is not None
    assert (found["a.2"], level_of(THREE, found)) == (2, 2)
