"""Draws that come out the same on every machine and every Python."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """One stream of draws.

    Only `random()` of Python's generator is used: what it gives for a seed is promised for ever, and what the other
    methods make of it is not.
    """

    def __init__(self, *about: object) -> None:
        self._stream = Random("/".join(map(str, about)))  # noqa: S311 - the draws are to be foreseen

    def below(self, count: int) -> int:
        """One of 0..*count* - 1; *count* > 0."""
        return int(self._stream.random() * count)

    def often(self, percent: int) -> bool:
        """Whether something happens that happens in that many of a hundred cases."""
        return self.below(100) < percent

    def around(self, reach: int) -> int:
        """A whole number within -*reach*..*reach*, those in the middle more often."""
        return self.below(reach + 1) + self.below(reach + 1) - reach

    def one(self, among: Sequence[T]) -> T:
        """One of them; there is one at least."""
        return among[self.below(len(among))]

    def some(self, count: int, among: Sequence[T]) -> list[T]:
        """That many of them, as far as they go, each once, in the order drawn."""
        left = list(among)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of them in another order."""
        return self.some(len(things), things)
