"""Names of invented houses and people: no two of a thousand seeds alike, whoever they are and wherever they stand."""

from collections.abc import Sequence

from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.personas import PERSONAS
from cem_maturity.domain.sampling.stock import Names, filled

_OTHER = "other"
_ROUNDS = 4
_SPREAD = 2654435761
"""A large odd number: neighbours are far apart once multiplied by it."""


def stem(names: Names, seed: int, persona: str, level: int, top_level: int) -> str:
    """The word that a house is called by.

    Seed, persona and level make one number, which a permutation of all that the syllables can spell makes a word:
    no two words are alike before there are as many clients as words, 65,536 with 64, 16 and 64 syllables.
    """
    syllables = (names.first, names.middle, names.last)
    sizes = [len(one) for one in syllables]
    number = (seed * len(PERSONAS) + list(PERSONAS).index(persona)) * (top_level + 1) + level
    digits = _mixed(_digits(number, sizes), sizes)
    return "".join(one[digit] for one, digit in zip(syllables, digits, strict=True))


def _digits(number: int, sizes: Sequence[int]) -> list[int]:
    """The last digits of *number*, each on a base of its own."""
    digits = []
    for size in sizes:
        number, digit = divmod(number, size)
        digits.append(digit)
    return digits


def _mixed(digits: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """Other digits, never the same for two: each is moved by what the others say, which can be undone."""
    mixed = list(digits)
    for turn in range(_ROUNDS):
        for place, size in enumerate(sizes):
            others = sum(_SPREAD * (digit + 7 * at + turn) for at, digit in enumerate(mixed) if at != place)
            mixed[place] = (mixed[place] + (others * (others >> 7) >> 11)) % size
    return mixed


def house(names: Names, word: str, sector: str, chance: Chance) -> str:
    """What a house of that *sector* is called, whose own word that is."""
    return filled(chance.one(names.patterns.get(sector) or names.patterns[_OTHER]), stem=word)


def people(names: Names, count: int, chance: Chance) -> list[str]:
    """Names of that many people, no two with the same given name or the same family name while there are others."""
    given, family = chance.shuffled(names.given), chance.shuffled(names.family)
    return [
        f"{given[number % len(given)]} {family[(number + number // len(given)) % len(family)]}"
        for number in range(count)
    ]
