"""The cheapest climb that lifts several sums over their needs at once, found and proved in whole numbers.

A branch and bound: prices on the needs (Lagrange multipliers) tell how little any climb can cost, and rule out
nearly all rungs; a depth-first search with a memory of its dead ends settles the rest. The prices are sought with
floats, but they only aim the search: every comparison that a result rests on is one of integers. Where the search
would be long, an integer solver may be asked in its place: that what it finds meets the needs is checked, that nothing
is cheaper is its word.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, count
from math import inf
from operator import gt, mul
from typing import NamedTuple, TypeAlias

FINENESS = 1 << 24
"""How finely prices are told: in parts of what it costs to meet a need as far as all ladders together can."""
ROUNDS = 300
"""How often prices are bettered; more would hardly raise the bound."""

PATIENCE = 1_000
"""Steps of a search after which a solver is asked, if there is one."""

Amounts: TypeAlias = tuple[int, ...]
"""One amount for each need."""


class Rung(NamedTuple):
    """A step up a ladder; it can be taken after those beneath it."""

    cost: int
    """>= 0."""
    gains: Amounts
    """How much it lifts each sum, >= 0."""


Ladder: TypeAlias = Sequence[Rung]
Heights: TypeAlias = tuple[int, ...]
"""How many rungs are climbed on each ladder."""


class Stop(NamedTuple):
    """A height at which one may stay on a ladder."""

    height: int
    cost: int
    gains: Amounts


Solver: TypeAlias = Callable[[Sequence[Sequence[Stop]], Amounts, int], Sequence[int] | None]
"""Takes the stops of each ladder, the needs, and what may be spent on them.

Gives the position of a stop for each ladder: a choice that costs no more, else the cheapest there is; None where there
is none.
"""


class Cover:
    """Ladders to climb, and the needs that their gains have to meet together."""

    def __init__(
        self, ladders: Sequence[Ladder], needs: Sequence[int], solver: Solver | None = None, patience: int = PATIENCE
    ) -> None:
        self.solver = solver
        self.patience = patience if solver else inf
        """After how many steps of a search the solver is asked."""
        open_ = [place for place, need in enumerate(needs) if need > 0]
        self.needs = tuple(needs[place] for place in open_)
        self.stops = [tuple(_stops(ladder, open_)) for ladder in ladders]
        most = [max(1, sum(stops[-1].gains[place] for stops in self.stops)) for place in range(len(self.needs))]
        parts = 1 << max((whole.bit_length() for whole in most), default=0)
        self.fineness = FINENESS * parts
        """Prices are whole multiples of one part in this many, so many that the least gain is worth some of them."""
        self.prices = tuple(
            int(price * FINENESS) * parts // whole
            for price, whole in zip(_prices(self.stops, self.needs, most), most, strict=True)
        )

    @cached_property
    def least_cost(self) -> int | None:
        """What the cheapest climb costs; None where even the highest one leaves a need unmet."""
        everything = [sum(column) for column in zip(*(stops[-1].gains for stops in self.stops), strict=True)]
        if any(map(gt, self.needs, everything or [0] * len(self.needs))):
            return None
        try:
            return next(cost for cost in count(self._bound()) if self._climb(cost, {}, self.patience) is not None)
        except _OutOfPatience:
            found = self._asked(self.stops, self._bound())
        if found is None:
            return next(cost for cost in count(self._bound()) if self._climb(cost, {}, inf) is not None)
        return sum(stop.cost for stop in found)

    def _bound(self) -> int:
        """No climb can cost less: whatever a ladder gives is paid at its price, and a rung costs what it costs."""
        least = sum(min(map(self._balance, stops)) for stops in self.stops)
        return max(0, -(-(least + _dot(self.prices, self.needs)) // self.fineness))

    def _balance(self, stop: Stop) -> int:
        """What *stop* costs above the worth of what it gives, in parts of the fineness."""
        return stop.cost * self.fineness - _dot(self.prices, stop.gains)

    def climb(self, most: int, settled: Mapping[int, range]) -> Heights | None:
        """A climb that costs no more than *most*, with the ladders in *settled* within those heights, or None."""
        try:
            return self._climb(most, settled, self.patience)
        except _OutOfPatience:
            found = self._asked(self._left(settled), most)
        if found is None:
            return self._climb(most, settled, inf)
        return tuple(stop.height for stop in found) if sum(stop.cost for stop in found) <= most else None

    def _asked(self, ladders: Sequence[Sequence[Stop]], most: int) -> Sequence[Stop] | None:
        """What the solver finds: a choice for no more than *most*, or the cheapest; None where only a search can tell.

        A solver counts in floats; where the last unit matters, what it finds may not do.
        """
        positions = self.solver(ladders, self.needs, most) if self.solver else None
        if positions is None:
            return None
        found = [stops[position] for stops, position in zip(ladders, positions, strict=True)]
        lifted = map(sum, zip(*(stop.gains for stop in found), strict=True))
        return None if any(map(gt, self.needs, lifted)) else found

    def _left(self, settled: Mapping[int, range]) -> list[list[Stop]]:
        """The stops of each ladder that are still to choose from."""
        return [
            [stop for stop in stops if place not in settled or stop.height in settled[place]]
            for place, stops in enumerate(self.stops)
        ]

    def _climb(self, most: int, settled: Mapping[int, range], patience: float) -> Heights | None:
        """As `climb`; raises _OutOfPatience where a search is long."""
        choices = self._left(settled)
        if not all(choices):
            return None
        least = [min(map(self._balance, stops)) for stops in choices]
        slack = most * self.fineness - sum(least) - _dot(self.prices, self.needs)
        heights = [0] * len(choices)
        spare, needs = most, self.needs
        doubtful: list[tuple[int, _Choice]] = []
        for place, (stops, floor) in enumerate(zip(choices, least, strict=True)):
            within = sorted(
                (self._balance(stop) - floor, stop) for stop in stops if self._balance(stop) - floor <= slack
            )
            if not within:
                return None
            if len(within) == 1:
                _, stop = within[0]
                heights[place] = stop.height
                spare, needs = spare - stop.cost, _less(needs, stop.gains)
            else:
                doubtful.append((within[1][0], _Choice(place, floor, tuple(stop for _, stop in within))))
        # What is nearly settled comes first, so that the search branches late.
        ordered = [choice for _, choice in sorted(doubtful, key=lambda one: -one[0])]
        found = _Search(ordered, self.prices, self.fineness).run(spare, needs, patience)
        if found is None:
            return None
        for choice, stop in zip(ordered, found, strict=True):
            heights[choice.place] = stop.height
        return tuple(heights)

    def first_climb(self) -> Heights | None:
        """Among the cheapest climbs the one whose rungs come first, ladder by ladder; None where there is none."""
        most = self.least_cost
        climb = None if most is None else self.climb(most, {})
        if most is None or climb is None:
            return None
        settled: dict[int, range] = {}
        for place, stops in enumerate(self.stops):
            while (higher := self.climb(most, {**settled, place: range(climb[place] + 1, len(stops))})) is not None:
                climb = higher
            settled[place] = range(climb[place], climb[place] + 1)
        return climb


class _Choice(NamedTuple):
    """A ladder on which more than one stop is still possible."""

    place: int
    least: int
    """The least balance of its stops."""
    stops: tuple[Stop, ...]
    """The likeliest first."""


class _OutOfPatience(Exception):
    """The search has gone on for long."""


class _Search:
    """A depth-first search through what is still doubtful."""

    def __init__(self, choices: Sequence[_Choice], prices: Amounts, fineness: int) -> None:
        self.choices = choices
        self.prices = prices
        self.fineness = fineness
        none = (0,) * len(prices)
        ahead = list(reversed(choices))
        self.least = list(accumulate((choice.least for choice in ahead), initial=0))[::-1]
        """The least balance of this choice and all after it."""
        self.most = list(accumulate((_highest(choice.stops) for choice in ahead), _more, initial=none))[::-1]
        """The most that this choice and all after it can give."""
        self.dead_ends: dict[tuple[int, Amounts], int] = {}
        """With how much to spare a place was tried in vain."""

    def run(self, spare: int, needs: Amounts, patience: float) -> list[Stop] | None:
        """A stop for each choice that meets *needs* for no more than *spare*; None where there is none.

        Raises _OutOfPatience after *patience* steps.
        """
        if not self._can_do(0, spare, needs):
            return None
        path: list[tuple[int, Amounts, Iterator[Stop], Stop]] = []
        stops = self._stops(0)
        taken = 0
        while len(path) < len(self.choices):
            if (taken := taken + 1) > patience:
                raise _OutOfPatience
            here = len(path)
            for stop in stops:
                left, open_ = spare - stop.cost, _less(needs, stop.gains)
                if self._can_do(here + 1, left, open_):
                    path.append((spare, needs, stops, stop))
                    spare, needs, stops = left, open_, self._stops(here + 1)
                    break
            else:
                self.dead_ends[here, needs] = max(spare, self.dead_ends.get((here, needs), spare))
                if not path:
                    return None
                spare, needs, stops, _ = path.pop()
        return [stop for _, _, _, stop in path]

    def _stops(self, place: int) -> Iterator[Stop]:
        return iter(self.choices[place].stops if place < len(self.choices) else ())

    def _can_do(self, place: int, spare: int, needs: Amounts) -> bool:
        """Whether nothing speaks against meeting *needs* from the choice at *place* on."""
        return (
            spare >= 0
            and self.least[place] + _dot(self.prices, needs) <= spare * self.fineness
            and not any(map(gt, needs, self.most[place]))
            and self.dead_ends.get((place, needs), -1) < spare
        )


def _stops(ladder: Ladder, open_: Sequence[int]) -> Iterator[Stop]:
    cost, gains = 0, (0,) * len(open_)
    yield Stop(0, cost, gains)
    for height, rung in enumerate(ladder, start=1):
        cost, gains = cost + rung.cost, _more(gains, tuple(rung.gains[place] for place in open_))
        yield Stop(height, cost, gains)


_Shares: TypeAlias = tuple[float, ...]
"""Amounts as parts of the most that all ladders together can give, which itself may be too large for a float."""


def _prices(ladders: Sequence[Sequence[Stop]], needs: Amounts, most: Sequence[int]) -> list[float]:
    """Prices of *most* that make the bound high, by steps along its slope that grow shorter (subgradient ascent)."""
    wanted = _shares(needs, most)
    offers = [[(stop.cost, _shares(stop.gains, most)) for stop in stops] for stops in ladders]
    prices = best = [0.0] * len(needs)
    highest, length, in_vain = -1.0, 1.0, 0
    for _ in range(ROUNDS):
        bound, lacking = _slope(offers, wanted, prices)
        if bound > highest + 1e-9:
            highest, best, in_vain = bound, prices, 0
        elif (in_vain := in_vain + 1) == 10:
            length, in_vain = length * 0.6, 0
            bound, lacking = _slope(offers, wanted, best)
            prices = best
        steep = sum(lack * lack for lack in lacking)
        if steep == 0 or length < 1e-4:
            break
        stride = length * (highest + max(1.0, highest / 20) - bound) / steep
        prices = [max(0.0, price + stride * lack) for price, lack in zip(prices, lacking, strict=True)]
    return best


def _slope(
    offers: Sequence[Sequence[tuple[int, _Shares]]], wanted: _Shares, prices: Sequence[float]
) -> tuple[float, list[float]]:
    """The bound at *prices*, and how much of each need what is cheapest there leaves open."""
    bound = sum(map(mul, prices, wanted))
    lacking = list(wanted)
    for stops in offers:
        balance, gains = min((cost - sum(map(mul, prices, gains)), gains) for cost, gains in stops)
        bound += balance
        lacking = [lack - gain for lack, gain in zip(lacking, gains, strict=True)]
    return bound, lacking


def _shares(amounts: Amounts, most: Sequence[int]) -> _Shares:
    return tuple(amount / whole for amount, whole in zip(amounts, most, strict=True))


def _highest(stops: Sequence[Stop]) -> Amounts:
    return tuple(map(max, zip(*(stop.gains for stop in stops), strict=True)))


def _dot(prices: Amounts, amounts: Amounts) -> int:
    return sum(map(mul, prices, amounts))


def _more(one: Amounts, other: Amounts) -> Amounts:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _less(needs: Amounts, gains: Amounts) -> Amounts:
    """What is left of *needs*, nothing below 0."""
    return tuple([need - gain if need > gain else 0 for need, gain in zip(needs, gains, strict=True)])
