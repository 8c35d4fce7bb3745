"""Draws: the same for ever, since a seed that a trainer wrote down must give the same client next year."""

from collections import Counter

from cem_maturity.domain.sampling.chance import Chance


def test_draws_are_the_same_on_every_python() -> None:
    """The numbers themselves stand here: another generator, or another use of it, would show."""
    chance = Chance("a client", 1)

    assert [chance.below(100) for _ in range(8)] == [59, 67, 93, 72, 85, 78, 54, 85]
    assert Chance("a client", 1).shuffled("abcdef") == ["d", "e", "f", "c", "b", "a"]


def test_what_is_drawn_about_one_thing_does_not_move_another() -> None:
    """Each thing has a stream of its own."""
    assert Chance("names", 1).below(10**9) != Chance("answers", 1).below(10**9)


def test_the_middle_is_drawn_more_often_than_the_ends() -> None:
    """`around` is a triangle within its reach."""
    chance = Chance("around")
    drawn = Counter(chance.around(2) for _ in range(9000))

    assert sorted(drawn) == [-2, -1, 0, 1, 2]
    assert drawn[0] > drawn[1] > drawn[2] > 700


def test_more_than_there_are_is_all_there_are() -> None:
    """Nothing is drawn twice."""
    assert sorted(Chance("some").some(9, "abc")) == ["a", "b", "c"]
