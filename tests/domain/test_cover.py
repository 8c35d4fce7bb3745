"""Covers: as cheap as any choice, found by search and by solver alike."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.adapters.integer_solver import solve
from cem_maturity.domain.cover import Cover, Heights, Ladder, Rung, Stop
from tests.domain.strategies import LAW


@st.composite
def covers(draw: st.DrawFn, largest: int = 20) -> tuple[list[list[Rung]], list[int]]:
    """A few short ladders, and needs that they may or may not meet."""
    count = draw(st.integers(1, 3))
    amounts = st.one_of(st.just(0), st.integers(0, largest))
    rungs = st.builds(Rung, st.integers(0, 6), st.tuples(*[amounts] * count))
    ladders = draw(st.lists(st.lists(rungs, max_size=3), min_size=1, max_size=5))
    return ladders, draw(st.lists(st.integers(-1, 3 * largest), min_size=count, max_size=count))


def every_climb(ladders: list[list[Rung]], needs: list[int]) -> Iterator[tuple[int, Heights]]:
    """Every climb that meets the needs, with its cost; the sooner its rungs stand on the ladders the earlier."""
    for heights in product(*(range(len(ladder), -1, -1) for ladder in ladders)):
        taken = [rung for ladder, height in zip(ladders, heights, strict=True) for rung in ladder[:height]]
        if all(sum(rung.gains[k] for rung in taken) >= need for k, need in enumerate(needs)):
            yield sum(rung.cost for rung in taken), heights


@given(covers())
@LAW
def test_no_climb_is_cheaper_and_none_as_cheap_comes_sooner(cover: tuple[list[list[Rung]], list[int]]) -> None:
    """The least cost and the very climb that trying all gives."""
    ladders, needs = cover
    tried = list(every_climb(ladders, needs))
    least = min((cost for cost, _ in tried), default=None)

    found = Cover(ladders, needs)

    assert found.least_cost == least
    assert found.first_climb() == next((heights for cost, heights in tried if cost == least), None)


@given(covers(largest=10**15))
@LAW
def test_a_solver_changes_nothing(cover: tuple[list[list[Rung]], list[int]]) -> None:
    """Asked at once, and with amounts beyond what a float holds to the unit, it gives the same climb."""
    ladders, needs = cover

    asked = Cover(ladders, needs, solve, patience=0)

    searched = Cover(ladders, needs)
    assert (asked.least_cost, asked.first_climb()) == (searched.least_cost, searched.first_climb())


def test_a_solver_that_is_a_unit_off_is_not_believed() -> None:
    """What it finds is counted again; the search has the last word."""
    ladders: list[Ladder] = [[Rung(1, (10**20,))], [Rung(1, (1,))], [Rung(5, (1,))]]

    found = Cover(ladders, [10**20 + 1], lambda stops, needs, spare: [1, 0, 0], patience=0)  # noqa: ARG005 - as a solver is called

    assert (found.least_cost, found.first_climb()) == (2, (1, 1, 0))


def test_the_solver_keeps_quiet(capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing of its own goes among the results."""
    found = solve([[Stop(0, 0, (0,)), Stop(1, 2, (3,))]], (2,), 5)

    assert (found, *capfd.readouterr()) == ([1], "", "")


@pytest.mark.parametrize(
    ("positions", "cost", "climb"),
    [([0, 0, 1], 3, (0, 0, 1)), ([1, 0, 0], 2, (1, 1, 0)), ([0, 0, 0], 2, (1, 1, 0)), (None, 2, (1, 1, 0))],
)
def test_a_solver_is_asked_after_the_search_and_believed_where_what_it_finds_does(
    positions: list[int] | None, cost: int, climb: Heights
) -> None:
    """That nothing is cheaper is its word; what leaves one of the needs unmet is no answer."""
    ladders = [[Rung(1, (1, 0))], [Rung(1, (0, 1))], [Rung(3, (1, 1))]]
    asked: list[tuple[tuple[int, ...], int]] = []

    def solver(_: object, needs: tuple[int, ...], most: int) -> list[int] | None:
        asked.append((needs, most))
        return positions

    cover = Cover(ladders, (1, 1), solver, patience=0)

    assert (cover.least_cost, cover.climb(3, {})) == (cost, climb)
    assert asked == [((1, 1), 2), ((1, 1), 3)]
