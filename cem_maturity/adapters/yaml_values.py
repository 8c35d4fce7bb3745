"""What a value in a document may mean: text, numbers, lists, known keys; and what is wrong where it means nothing."""

import re
from collections.abc import Collection, Container, Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from cem_maturity.adapters.strict_yaml import Mapping, Node, Parsed, Scalar, Sequence
from cem_maturity.domain.message import N_, Message, Value
from cem_maturity.domain.problem import Place, Problem, Severity, nearest

E = TypeVar("E", bound=StrEnum)

INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
NOT_TEXT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|true|false|null|~|")
"""What is no text where it stands without quotes: integers, decimals, true, false and null."""
NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18}|/[1-9][0-9]{0,17})?")
NULL = ("null", "~", "")
ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
LONGEST_ID = 200
_LOOSE_TRUTH = {"yes": True, "on": True, "y": True, "no": False, "off": False, "n": False, "true": True, "false": False}
_LONGEST_QUOTE = 60
MOST_COMPARED = 1000
"""After so many problems names are no longer compared with the known ones: it takes long, and helps nobody."""


def is_null(node: Node) -> bool:
    """Whether nothing was written."""
    return type(node) is Scalar and node.plain and node.text in NULL


class Reading:
    """One document being read, and the problems found so far."""

    def __init__(self, file: str, parsed: Parsed) -> None:
        self.file = file
        self.problems = parsed.problems
        self._spoilt = {problem.place for problem in parsed.problems}
        """Where YAML itself is wrong, so that what is read there means nothing."""

    @property
    def is_refused(self) -> bool:
        """Whether an error was found."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def in_file_order(self) -> tuple[Problem, ...]:
        """What was found, as it stands in the file."""
        return tuple(sorted(self.problems, key=lambda problem: (problem.place.line, problem.place.column)))

    def refuse(self, code: str, node: Node, nearest_name: str = "", command: str = "", /, **values: Value) -> None:
        """Add a problem at *node*, unless YAML itself is wrong there; long values are shortened."""
        place = Place(self.file, node.line, node.column)
        if place in self._spoilt:
            return
        short = {
            name: value[:_LONGEST_QUOTE] + "…" if isinstance(value, str) and len(value) > _LONGEST_QUOTE else value
            for name, value in values.items()
        }
        self.problems.append(Problem(code, place, short, nearest_name, command))

    def refuse_unknown(self, code: str, node: Node, name: str, known: Iterable[str], /, **values: Value) -> None:
        """Add a problem about a *name* that is none of the *known*, with the nearest of them."""
        names = tuple(known)
        close = nearest(name, names) if len(self.problems) < MOST_COMPARED else ""
        self.refuse(code, node, close, name=name, known=tuple(sorted(names)[:20]), **values)

    def refuse_type(self, node: Node, wanted: str) -> None:
        """Add a problem: *wanted*, marked for translation, was expected at *node*."""
        self.refuse("wrong-type", node, wanted=Message(wanted), given=_described(node))

    # -- collections

    def mapping(self, node: Node) -> dict[str, tuple[Scalar, Node]]:
        """The pairs of *node* as written."""
        if type(node) is Mapping:
            return node.pairs
        self.refuse_type(node, N_("keys with values"))
        return {}

    def pairs(self, node: Node | None, known: Container[str] | None = None) -> Iterator[tuple[Scalar, Node]]:
        """The pairs whose value says something, and those whose key is none of the *known*, so that it can be told."""
        for key, value in self.mapping(node).values() if node is not None else ():
            if not is_null(value) or (known is not None and key.text not in known):
                yield key, value

    def fields(self, node: Node, known: Collection[str], required: Collection[str] = ()) -> dict[str, Node]:
        """The values by key, without those that say nothing; unknown and missing keys are problems."""
        found: dict[str, Node] = {}
        for name, (key, value) in self.mapping(node).items():
            if name not in known:
                if name != "<<" or not key.plain:
                    self.refuse_unknown("unknown-key", key, name, known)
            elif not (type(value) is Scalar and value.plain and value.text in NULL):
                found[name] = value
        if type(node) is Mapping:
            for name in required:
                if name not in found:
                    self.refuse("missing-key", node, name=name)
                elif type(said := found[name]) is Scalar and not said.text:
                    self.refuse("missing-key", said, name=name)
        return found

    def nodes(self, node: Node | None) -> list[Node]:
        """The values of a list; nothing where there is none."""
        if node is None:
            return []
        if type(node) is Sequence:
            return node.nodes
        self.refuse_type(node, N_("a list"))
        return []

    # -- texts

    def text(self, node: Node | None) -> str:
        """A text, or nothing where there is none."""
        if node is None:
            return ""
        if type(node) is Scalar:
            if not node.plain or not NOT_TEXT.fullmatch(node.text):
                return node.text
            self.refuse("not-text", node, given=node.text or "null")
        else:
            self.refuse_type(node, N_("a text"))
        return ""

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self.text(one) for one in self.nodes(node))

    def identifier(self, node: Node | None) -> str:
        """An id; numbers without quotes may be ids too."""
        if node is None:
            return ""
        if type(node) is not Scalar:
            self.refuse_type(node, N_("an id"))
            return ""
        if len(node.text) > LONGEST_ID or not ID.fullmatch(node.text):
            self.refuse("wrong-id", node, name=node.text)
        return node.text

    def identifiers(self, node: Node | None) -> tuple[str, ...]:
        """A list of ids."""
        return tuple(self.identifier(one) for one in self.nodes(node))

    def choice(self, node: Node | None, kind: type[E], default: E) -> E:
        """One of the values of an enumeration."""
        if node is None:
            return default
        text = self.text(node)
        known = [member.value for member in kind]
        if text in known:
            return kind(text)
        if text:
            self.refuse_unknown("unknown-value", node, text, known)
        return default

    def one_of(self, node: Node | None, known: Collection[str], default: str) -> str:
        """One of the *known* texts."""
        if node is None:
            return default
        text = node.text if type(node) is Scalar else self.text(node)
        if text in known:
            return text
        if text:
            self.refuse_unknown("unknown-value", node, text, known)
        return default

    def date(self, node: Node | None) -> str:
        """A day as ISO 8601 text."""
        text = self.text(node)
        if text and node is not None and not _is_date(text):
            self.refuse("wrong-date", node, given=text)
        return text

    def time(self, node: Node | None) -> str:
        """A moment as ISO 8601 text."""
        text = self.text(node)
        if text and node is not None and not _is_time(text):
            self.refuse("wrong-time", node, given=text)
        return text

    # -- numbers

    def whole(self, node: Node, least: int, most: int) -> int | None:
        """A whole number within least..most, or None."""
        if type(node) is not Scalar or not node.plain or not INTEGER.fullmatch(node.text):
            self.refuse_type(node, N_("a whole number"))
            return None
        number = int(node.text)
        if not least <= number <= most:
            self.refuse("out-of-range", node, given=node.text, least=least, most=most)
            return None
        return number

    def whole_or(self, node: Node | None, least: int, most: int, default: int) -> int:
        """A whole number within least..most, or the default."""
        number = self.whole(node, least, most) if node is not None else None
        return default if number is None else number

    def fraction(self, node: Node) -> Fraction | None:
        """A number as it was written: 3, 0.85 or 17/20; None where there is none."""
        if type(node) is Scalar and NUMBER.fullmatch(node.text):
            return Fraction(node.text)
        self.refuse_type(node, N_("a number such as 3, 0.85 or 17/20"))
        return None

    def fraction_within(self, node: Node | None, least: int, most: int, default: Fraction) -> Fraction:
        """A number within least..most, or the default."""
        number = self.fraction(node) if node is not None else None
        if node is None or number is None:
            return default
        if not least <= number <= most:
            self.refuse("out-of-range", node, given=_described(node), least=least, most=most)
            return default
        return number

    def weight(self, node: Node | None) -> Fraction:
        """A number > 0; 1 where nothing is said."""
        number = self.fraction(node) if node is not None else None
        if node is None or number is None:
            return Fraction(1)
        if number <= 0:
            self.refuse("weight-not-positive", node, given=_described(node))
            return Fraction(1)
        return number

    def truth(self, node: Node | None) -> bool:
        """True or false; `yes` and the like are taken as meant, with a warning."""
        if node is None:
            return False
        if type(node) is Scalar and node.plain:
            if node.text in ("true", "false"):
                return node.text == "true"
            if (meant := _LOOSE_TRUTH.get(node.text.lower())) is not None:
                self.refuse("loose-truth", node, given=node.text, meant="true" if meant else "false")
                return meant
        self.refuse_type(node, N_("true or false"))
        return False

    # -- what every document has

    def format(self, node: Node | None) -> None:
        """Check the `format` of the document; there is one so far."""
        if node is not None and not (type(node) is Scalar and node.text == "1"):
            self.refuse("unknown-format", node, given=_described(node))

    def unique(self, ids: Iterable[tuple[str, Node]]) -> dict[str, Node]:
        """The first node of each id; every later one is a problem."""
        first: dict[str, Node] = {}
        for name, node in ids:
            if not name:
                continue
            if name in first:
                self.refuse("duplicate-id", node, name=name, line=first[name].line)
            else:
                first[name] = node
        return first


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text  # not as a week and its day
    except ValueError:
        return False


def _is_time(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _described(node: Node) -> Value:
    match node:
        case Scalar():
            return f'"{node.text}"' if not node.plain else node.text or "null"
        case Sequence():
            return Message(N_("a list"))
        case Mapping():
            return Message(N_("keys with values"))
