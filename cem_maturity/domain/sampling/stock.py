"""What sample clients are made of: names, sentences, and what may be planted in them. Data, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from cem_maturity.domain.response import Evidence


class Rank(StrEnum):
    """From where in a house somebody looks at it."""

    BOARD = "board"
    MIDDLE = "middle"
    FRONT_LINE = "front-line"


class Band(StrEnum):
    """A third of the scale."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Kind(StrEnum):
    """What a good consultant may spot in a client."""

    CONTRADICTION = "contradiction"
    BLOCKER = "blocker"
    ROLE_GAP = "role-gap"
    QUICK_WIN = "quick-win"
    WEAK_EVIDENCE = "weak-evidence"


Sentences: TypeAlias = tuple[str, ...]
"""Ways to say one thing."""


def band(level: int, top_level: int) -> Band:
    """The third of a scale of 0..*top_level*, > 0, in which *level* lies; of 0..5, two levels each."""
    if 3 * level < top_level:
        return Band.LOW
    return Band.MIDDLE if 3 * level < 2 * top_level else Band.HIGH


class Names(NamedTuple):
    """What names are put together from."""

    first: tuple[str, ...]
    """Syllables; any of each of the three make a word of their own."""
    middle: tuple[str, ...]
    last: tuple[str, ...]
    patterns: Mapping[str, tuple[str, ...]]
    """How houses are called, by sector and for every `other`; `{stem}` stands for the word."""
    given: tuple[str, ...]
    family: tuple[str, ...]
    units: tuple[str, ...]
    countries: tuple[str, ...]
    """ISO 3166 codes."""


class Contradiction(NamedTuple):
    """Two answers that do not go together: the first is high while the second is low."""

    id: str
    first: str
    """The id of the question that is answered high."""
    least: int
    """From this level on."""
    second: str
    """The id of the one that is answered low."""
    most: int
    """Up to this level."""


class Bound(NamedTuple):
    """One question, and a level of it."""

    question: str
    level: int


class Saying(NamedTuple):
    """What one person says."""

    text: str
    of: tuple[str, ...] = ()
    """Ids of the questions that it speaks of, and beside which alone it can stand; any of its dimension where empty."""


class Plants(NamedTuple):
    """What a client of one questionnaire may have planted in it, and what keeps it believable; no language."""

    mechanics: tuple[str, ...] = ()
    """Ids of the dimensions that are high where a client knows records and not customers."""
    psychology: tuple[str, ...] = ()
    """Ids of those that are low there."""
    contradictions: tuple[Contradiction, ...] = ()
    never: tuple[Contradiction, ...] = ()
    """What no client may hold, planted or not: answers that cannot both be true."""
    unmeasured: frozenset[str] = frozenset()
    """Ids of the questions whose answers rest on a paper at best, since nobody counts such things."""
    roles: Mapping[str, Bound] = {}
    """Roles that not every house has, by id, with the answer from which on it has one."""
    sectors: Mapping[str, tuple[Bound, ...]] = {}
    """What no house of a sector can do without: by sector, the lowest answers that it gives."""


class Told(NamedTuple):
    """How a contradiction is told."""

    notes: Mapping[str, str]
    """What is put down at each of its questions, by their ids."""
    key: str
    """What a good consultant makes of it."""


@dataclass(frozen=True, slots=True)
class OwnStock:
    """What people say about the questions of one questionnaire."""

    notes: Mapping[str, Mapping[int, Sentences]] = field(default_factory=dict)
    """By question and level."""
    quotes: Mapping[str, Mapping[Band, Mapping[Rank, tuple[Saying, ...]]]] = field(default_factory=dict)
    """By dimension, third of the scale, and who speaks."""
    shop_window: Mapping[str, Sentences] = field(default_factory=dict)
    """Notes where much is said and nothing was shown, by dimension."""
    split: Mapping[str, Mapping[Rank, tuple[Saying, ...]]] = field(default_factory=dict)
    """Quotes where two companies are seen, by dimension and who speaks."""
    contradictions: Mapping[str, Told] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to say in one language, about any questionnaire and about this one."""

    language: str
    names: Names
    evidence: Mapping[Evidence, Sentences]
    quotes: Mapping[Band, Mapping[Rank, Sentences]]
    shop_window: Sentences
    unknown: Sentences
    """Whom to ask."""
    roles: Mapping[Rank, str]
    """What people are where the questionnaire names no roles."""
    key: Mapping[Kind, str]
    """Sentences of a key; `{…}` stands for a value."""
    signed: str = "{name} ({role}): {quote}"
    """How a quote is put down with who said it."""
    own: OwnStock = field(default_factory=OwnStock)
    plants: Plants = field(default_factory=Plants)


def filled(text: str, **values: str) -> str:
    """*text* with each `{name}` of *values* in place; other braces stay as they are."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
