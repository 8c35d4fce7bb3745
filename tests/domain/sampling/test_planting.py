"""What is hidden in a client: contradictions that its shape allows, and bounds that keep them there."""

import pytest

from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.fitting import Pinned
from cem_maturity.domain.sampling.planting import chosen, pins
from cem_maturity.domain.sampling.stock import Bound, Contradiction, Plants

X, Y = Contradiction("x", "a", 3, "b", 1), Contradiction("y", "b", 3, "c", 1)


@pytest.mark.parametrize(
    ("first", "second", "fits"), [(150, 420, True), (149, 420, False), (150, 421, False), (500, 0, True)]
)
def test_a_contradiction_is_planted_where_no_answer_is_bent_too_far(first: int, second: int, fits: bool) -> None:
    """Up by a level and a half, down by 3.2: from what its shape would have."""
    assert chosen(Plants(contradictions=(X,)), {"a": first, "b": second}, 5, 3, Chance("x", 1)) == ((X,) * fits)


def test_no_two_share_a_question_and_no_more_are_planted_than_asked_for() -> None:
    """Which of them it is, chance says."""
    wished, plants = dict.fromkeys("abcd", 250), Plants(contradictions=(X, Y))

    found = {chosen(plants, wished, 5, 3, Chance("x", seed)) for seed in range(20)}

    assert found == {(X,), (Y,)}
    assert chosen(plants, wished, 5, 0, Chance("x", 1)) == ()


def test_a_contradiction_above_the_scale_or_without_its_questions_is_none() -> None:
    """As in an overlay that drops one."""
    plants, chance = Plants(contradictions=(X,)), Chance("x", 1)

    assert chosen(plants, {"a": 250, "b": 250}, 2, 3, chance) == ()
    assert chosen(plants, {"a": 250}, 5, 3, chance) == ()
    assert chosen(plants, {"b": 250}, 5, 3, chance) == ()


def test_what_is_planted_and_what_is_needed_bound_an_answer_together() -> None:
    """Where they exclude one another, the least is above the most."""
    assert pins((X,), (Bound("a", 4), Bound("b", 2), Bound("c", 1)), 5) == {
        "a": Pinned(4, 5),
        "b": Pinned(2, 1),
        "c": Pinned(1, 5),
    }
    assert pins((X,), (Bound("a", 2),), 5)["a"] == Pinned(3, 5)


@pytest.mark.parametrize(("second", "most", "fits"), [(320, 0, True), (321, 0, False), (500, 2, True)])
def test_how_far_an_answer_may_be_bent_is_counted_from_its_bound(second: int, most: int, fits: bool) -> None:
    """Wherever the bound is."""
    one = Contradiction("x", "a", 3, "b", most)

    assert bool(chosen(Plants(contradictions=(one,)), {"a": 300, "b": second}, 5, 3, Chance("x", 1))) is fits
