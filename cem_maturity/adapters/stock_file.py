"""From the text of a stock file to what sample clients are made of: of any questionnaire, of one, and what is planted.

Three kinds of file in one folder each: `stock/<language>.yaml` beside all questionnaires, `stock/<language>.yaml` and
`stock/plants.yaml` in the folder of one.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from cem_maturity.adapters.strict_yaml import Node, Parsed, Scalar, Sequence, parse
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.response import Evidence
from cem_maturity.domain.sampling.stock import (
    Band,
    Bound,
    Contradiction,
    Kind,
    Names,
    OwnStock,
    Plants,
    Rank,
    Saying,
    Sentences,
    Stock,
    Told,
)

T = TypeVar("T")

_COMMON = ("names", "evidence", "quotes", "shop_window", "unknown", "roles", "key")
_NAMES = ("first", "middle", "last", "pattern", "people", "units", "countries")
_HEAD = ("format", "language")
_OTHER = "other"


def read_common(text: str, file: str) -> Accepted[Stock] | Refused:
    """The stock in *text* that serves any questionnaire, or every problem with it; *file* names it in problems."""
    return _read(text, file, lambda reading, root: _common(reading, root))


def read_own(text: str, file: str, questionnaire: Questionnaire) -> Accepted[OwnStock] | Refused:
    """What the stock in *text* lets people say about the questions of *questionnaire*, or every problem with it."""
    return _read(text, file, lambda reading, root: _Own(reading, questionnaire).read(root))


def read_plants(text: str, file: str, questionnaire: Questionnaire) -> Accepted[Plants] | Refused:
    """What may be planted in a client of *questionnaire*, or every problem with it."""
    return _read(text, file, lambda reading, root: _Own(reading, questionnaire).plants(root))


def _read(text: str, file: str, value: Callable[[Reading, Node], T]) -> Accepted[T] | Refused:
    parsed: Parsed = parse(text, file)
    reading = Reading(file, parsed)
    if parsed.root is None:
        return Refused(tuple(reading.problems))
    found = value(reading, parsed.root)
    problems = reading.in_file_order
    return Refused(problems) if reading.is_refused else Accepted(found, problems)


# -- of any questionnaire


def _common(reading: Reading, root: Node) -> Stock:
    found = reading.fields(root, (*_HEAD, *_COMMON, "signed"), (*_HEAD, *_COMMON))
    reading.format(found.get("format"))
    grades = _by(reading, found.get("evidence"), [grade.word for grade in Evidence])
    roles = reading.fields(found["roles"], tuple(Rank), tuple(Rank)) if "roles" in found else {}
    key = reading.fields(found["key"], tuple(Kind), tuple(Kind)) if "key" in found else {}
    stock = Stock(
        language=reading.text(found.get("language")),
        names=_names(reading, found.get("names")),
        evidence={grade: _sentences(reading, grades.get(grade.word)) for grade in Evidence},
        quotes=_quotes(reading, found.get("quotes"), tuple(Band)),
        shop_window=_sentences(reading, found.get("shop_window")),
        unknown=_sentences(reading, found.get("unknown")),
        roles={rank: reading.text(roles.get(rank)) for rank in Rank},
        key={kind: reading.text(key.get(kind)) for kind in Kind},
    )
    return replace(stock, signed=reading.text(found["signed"])) if "signed" in found else stock


def _names(reading: Reading, node: Node | None) -> Names:
    found = reading.fields(node, (*_NAMES, "second"), _NAMES) if node is not None else {}
    parts = ("given", "family")
    people = reading.fields(found["people"], parts, parts) if "people" in found else {}
    patterns = {key.text: _sentences(reading, value) for key, value in reading.pairs(found.get("pattern"))}
    if "pattern" in found and _OTHER not in patterns:
        reading.refuse("missing-key", found["pattern"], name=_OTHER)
    given, family = (_sentences(reading, people.get(part)) for part in parts)
    first, middle, last, units, countries = (
        _sentences(reading, found.get(name)) for name in ("first", "middle", "last", "units", "countries")
    )
    return Names(first, middle, last, patterns, given, family, units, countries)


def _by(reading: Reading, node: Node | None, names: Collection[str]) -> dict[str, Node]:
    """The values of *node* under these *names*, all of which are there."""
    return reading.fields(node, names, names) if node is not None else {}


def _sentences(reading: Reading, node: Node | None) -> Sentences:
    """Texts, one at the least."""
    return tuple(map(reading.text, _some(reading, node)))


def _some(reading: Reading, node: Node | None) -> tuple[Node, ...]:
    """What a list holds, one thing at the least."""
    if type(node) is Sequence and not node.nodes:
        reading.refuse("missing-key", node, name="-")
    return tuple(reading.nodes(node))


def _quotes(reading: Reading, node: Node | None, bands: Collection[Band]) -> Mapping[Band, Mapping[Rank, Sentences]]:
    found = _by(reading, node, bands)
    return {band: _ranks(reading, found[band], tuple(Rank)) for band in bands if band in found}


def _ranks(reading: Reading, node: Node, ranks: Collection[Rank]) -> Mapping[Rank, Sentences]:
    found = _by(reading, node, ranks)
    return {rank: _sentences(reading, found[rank]) for rank in ranks if rank in found}


# -- of one questionnaire


class _Own:
    """Files that name the questions and dimensions of one questionnaire."""

    def __init__(self, reading: Reading, questionnaire: Questionnaire) -> None:
        self.reading = reading
        self.questionnaire = questionnaire
        self.questions = [question.id for question in questionnaire.questions()]
        self.dimensions = [dimension.id for dimension in questionnaire.dimensions]

    def read(self, root: Node) -> OwnStock:
        reading = self.reading
        found = reading.fields(root, (*_HEAD, "questions", "dimensions", "contradictions"), _HEAD)
        reading.format(found.get("format"))
        reading.text(found.get("language"))
        dimensions = {
            key.text: reading.fields(value, ("quotes", "shop_window", "split"))
            for key, value in reading.pairs(found.get("dimensions"))
            if self._knows("unknown-dimension", key, self.dimensions)
        }
        ends = (Rank.BOARD, Rank.FRONT_LINE)
        return OwnStock(
            notes={
                key.text: self._notes(value)
                for key, value in reading.pairs(found.get("questions"))
                if self._knows("unknown-question", key, self.questions)
            },
            quotes={id_: self._quotes(one["quotes"]) for id_, one in dimensions.items() if "quotes" in one},
            shop_window={
                id_: _sentences(reading, one["shop_window"]) for id_, one in dimensions.items() if "shop_window" in one
            },
            split={id_: self._sayings(one["split"], ends) for id_, one in dimensions.items() if "split" in one},
            contradictions={key.text: self._told(value) for key, value in reading.pairs(found.get("contradictions"))},
        )

    def _notes(self, node: Node) -> Mapping[int, Sentences]:
        reading = self.reading
        levels = [str(level) for level in range(self.questionnaire.top_level + 1)]
        found = reading.fields(node, ("notes",), ("notes",))
        by_level = reading.fields(found["notes"], levels) if "notes" in found else {}
        return {int(level): _sentences(reading, value) for level, value in by_level.items()}

    def _quotes(self, node: Node) -> Mapping[Band, Mapping[Rank, tuple[Saying, ...]]]:
        found = _by(self.reading, node, tuple(Band))
        return {band: self._sayings(found[band], tuple(Rank)) for band in Band if band in found}

    def _sayings(self, node: Node, ranks: Collection[Rank]) -> Mapping[Rank, tuple[Saying, ...]]:
        found = _by(self.reading, node, ranks)
        return {rank: tuple(map(self._saying, _some(self.reading, found[rank]))) for rank in ranks if rank in found}

    def _saying(self, node: Node) -> Saying:
        """A text by itself, or one with the questions that it speaks of."""
        if type(node) is Scalar:
            return Saying(self.reading.text(node))
        found = self.reading.fields(node, ("says", "of"), ("says", "of"))
        of = self._known_questions(_some(self.reading, found.get("of")))
        return Saying(self.reading.text(found.get("says")), of)

    def _known_questions(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        return tuple(self.reading.text(one) for one in nodes if self._knows("unknown-question", one, self.questions))

    def _told(self, node: Node) -> Told:
        reading = self.reading
        found = reading.fields(node, ("notes", "key"), ("notes", "key"))
        notes = {
            key.text: reading.text(value)
            for key, value in reading.pairs(found.get("notes"))
            if self._knows("unknown-question", key, self.questions)
        }
        return Told(notes, reading.text(found.get("key")))

    def plants(self, root: Node) -> Plants:
        reading = self.reading
        known = ("format", "mechanics", "psychology", "contradictions", "never", "unmeasured", "roles", "sectors")
        found = reading.fields(root, known, ("format",))
        reading.format(found.get("format"))
        mechanics, psychology = (self._dimensions(found.get(name)) for name in ("mechanics", "psychology"))
        named = [(key.text, value) for key, value in reading.pairs(found.get("contradictions"))]
        unnamed = [("", value) for value in reading.nodes(found.get("never"))]
        bounds = {key.text: self._side(value) for key, value in reading.pairs(found.get("roles"))}
        return Plants(
            mechanics,
            psychology,
            self._contradictions(named),
            self._contradictions(unnamed),
            frozenset(self._known_questions(reading.nodes(found.get("unmeasured")))),
            {role: bound for role, bound in bounds.items() if bound},
            self._sectors(found.get("sectors")),
        )

    def _sectors(self, node: Node | None) -> Mapping[str, tuple[Bound, ...]]:
        known = self.questionnaire.sectors
        return {
            key.text: self._bounds(value)
            for key, value in self.reading.pairs(node)
            if not known or self._knows("unknown-sector", key, known)
        }

    def _dimensions(self, node: Node | None) -> tuple[str, ...]:
        nodes = self.reading.nodes(node)
        return tuple(self.reading.text(one) for one in nodes if self._knows("unknown-dimension", one, self.dimensions))

    def _contradictions(self, nodes: Iterable[tuple[str, Node]]) -> tuple[Contradiction, ...]:
        found = []
        for id_, node in nodes:
            sides = self.reading.fields(node, ("high", "low"), ("high", "low"))
            high, low = (self._side(sides.get(name)) for name in ("high", "low"))
            if high and low:
                found.append(Contradiction(id_, high.question, high.level, low.question, low.level))
        return tuple(found)

    def _side(self, node: Node | None) -> Bound | None:
        return next(iter(self._bounds(node)), None)

    def _bounds(self, node: Node | None) -> tuple[Bound, ...]:
        """Questions with a level each."""
        found = []
        for key, value in self.reading.pairs(node):
            level = self.reading.whole(value, 0, self.questionnaire.top_level)
            if self._knows("unknown-question", key, self.questions) and level is not None:
                found.append(Bound(key.text, level))
        return tuple(found)

    def _knows(self, code: str, node: Node, known: Collection[str]) -> bool:
        name = self.reading.text(node)
        if name in known:
            return True
        self.reading.refuse_unknown(code, node, name, known, questionnaire=self.questionnaire.id)
        return False
