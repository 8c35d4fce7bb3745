"""Answers as rungs, and how high they claim to stand."""

from fractions import Fraction

import pytest

from cem_maturity.domain.sampling.ladder import height, high, is_high, rung_for, rungs
from tests.builders import a_grid_question, a_practice


@pytest.mark.parametrize(("top_level", "level"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (9, 6)])
def test_an_answer_is_high_from_three_fifths_of_the_scale(top_level: int, level: int) -> None:
    """Rounded up."""
    assert high(top_level) == level


def test_a_practice_is_high_where_it_is_wholly_there_and_stands_high() -> None:
    """Half of it claims nothing."""
    low, top = a_practice("p", 2), a_practice("p", 3)

    assert is_high(top, Fraction(1), 5)
    assert not is_high(top, Fraction(2, 3), 5)
    assert not is_high(low, Fraction(1), 5)
    assert [is_high(a_grid_question("q"), level, 5) for level in range(6)] == [False] * 3 + [True] * 3


def test_a_wish_becomes_the_nearest_rung() -> None:
    """Of a level, halves go up; of a practice, how far the wish is from the level below to its own."""
    grid, practice = a_grid_question("q"), a_practice("p", 2)

    assert [rung_for(grid, wished, 5) for wished in (0, 49, 50, 149, 150, 500)] == [0, 0, 1, 1, 2, 5]
    assert [rungs(practice, 5)[rung_for(practice, wished, 5)] for wished in (0, 110, 140, 170, 200, 500)] == [
        Fraction(0),
        Fraction(0),
        Fraction(1, 3),
        Fraction(2, 3),
        Fraction(1),
        Fraction(1),
    ]


def test_a_practice_stands_as_high_as_it_is_there() -> None:
    """Two thirds of level 3 are level 2."""
    assert height(a_practice("p", 3), Fraction(2, 3)) == 2
    assert height(a_grid_question("q"), 4) == 4
