"""Text into plain values, each with its line and column; refuses what an answers file never needs."""

import re
from typing import Any, NamedTuple, Protocol, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cem_maturity.domain.message import N_, Message, Value
from cem_maturity.domain.problem import Place, Problem

MOST_LEVELS = 32
"""How deep values may stand in one another."""
MOST_NODES = 200_000
"""How many values one document may hold, keys included."""
LONGEST_SCALAR = 64 * 1024
"""How many bytes of UTF-8 one text may hold."""

CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""Characters that no text of ours may hold: controls but tab and line feed, surrogates, non-characters."""

_Parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser, or the slower one in Python where libyaml is missing."""


class Mark(Protocol):
    """Where something begins, as libyaml tells it: line and column count from 0."""

    @property
    def line(self) -> int:
        """0 for the first."""

    @property
    def column(self) -> int:
        """0 for the first."""


class Scalar(NamedTuple):
    """A text as it was written; whoever wants a number decides whether it is one."""

    text: str
    plain: bool
    """Written without quotes and not as a block."""
    mark: Mark

    @property
    def line(self) -> int:
        """Counted from 1."""
        return self.mark.line + 1

    @property
    def column(self) -> int:
        """Counted from 1."""
        return self.mark.column + 1


class Sequence(NamedTuple):
    """Values in order."""

    nodes: list["Node"]
    mark: Mark

    @property
    def line(self) -> int:
        """Counted from 1."""
        return self.mark.line + 1

    @property
    def column(self) -> int:
        """Counted from 1."""
        return self.mark.column + 1


class Mapping(NamedTuple):
    """Values by key, in the order written."""

    pairs: dict[str, tuple[Scalar, "Node"]]
    mark: Mark

    @property
    def line(self) -> int:
        """Counted from 1."""
        return self.mark.line + 1

    @property
    def column(self) -> int:
        """Counted from 1."""
        return self.mark.column + 1


Node: TypeAlias = Scalar | Sequence | Mapping

_HINTS: tuple[tuple[str, str], ...] = (
    (r"cannot start any token|found a tab|tab character", N_("this character cannot begin a value here")),
    (r"mapping values are not allowed", N_("there is a second colon in this line, or the indentation is off")),
    (r"could not find expected ':'|simple key", N_("a colon is missing after a key")),
    (r"expected <block end>|expected key|block mapping|block collection", N_("the indentation does not fit")),
    (r"end of stream|document indicator|document separator", N_("a quotation mark or bracket is not closed")),
    (r"expected ',' or|flow", N_("a comma or closing bracket is missing")),
    (r"escape", N_("there is an unknown \\ sequence in quotation marks")),
)
"""What libyaml says, in words for people."""


class _Document:
    """The nodes of one document while its events come in."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []

    def refuse(self, code: str, mark: Mark, /, **values: Value) -> None:
        self.problems.append(Problem(code, Place(self.file, mark.line + 1, mark.column + 1), values))

    def build(self) -> Node | None:
        """The root, or None where parsing had to stop or nothing is there."""
        next_event = _Parser(self.text).get_event
        new = tuple.__new__
        roots: list[Node] = []
        nodes: list[Node] | None = roots
        pairs: dict[str, tuple[Scalar, Node]] = {}
        key: Scalar | None = None
        around: list[tuple[list[Node] | None, dict[str, tuple[Scalar, Node]], Scalar | None]] = []
        aside = 0
        """Events that are no node."""
        node: Node
        event: Any
        for number, event in enumerate(iter(next_event, None), start=1):
            kind = type(event)
            if kind is ScalarEvent:
                style = event.style
                text = event.value
                # As Scalar(…) without its function call: most of a document is scalars.
                node = new(Scalar, (text, not style, event.start_mark))
                if event.anchor or event.tag or style == '"' or len(text) > LONGEST_SCALAR // 4:
                    self._look_at(event, node)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mark = event.start_mark
                node = new(Mapping, ({}, mark)) if kind is MappingStartEvent else Sequence([], mark)
                if event.anchor or event.tag:
                    self._look_at_marks(event)
                if len(around) >= MOST_LEVELS:
                    self.refuse("too-deep", mark, most=MOST_LEVELS)
                    return None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                nodes, pairs, key = around.pop()
                aside += 1
                continue
            elif kind is AliasEvent:
                node = Scalar("", False, event.start_mark)
                self.refuse("alias", node.mark, name=event.anchor)
            elif kind is StreamEndEvent:
                break
            elif kind is DocumentStartEvent and roots:
                self.refuse("several-documents", event.start_mark)
                break
            else:
                aside += 1
                continue

            if number - aside > MOST_NODES:
                self.refuse("too-many-nodes", node.mark, most=MOST_NODES)
                return None
            if nodes is not None:
                nodes.append(node)
                after = None
            elif key is None:
                if type(node) is Scalar:
                    key, name = node, node.text
                    if name in pairs:
                        self.refuse("duplicate-key", node.mark, name=name, line=pairs[name][0].line)
                    elif name == "<<" and node.plain:
                        self.refuse("merge-key", node.mark)
                    continue
                self.refuse("complex-key", node.mark)
                after = key = Scalar("", False, node.mark)
            else:
                pairs.setdefault(key.text, (key, node))
                after = key = None
            if kind is ScalarEvent:
                continue
            if type(node) is Mapping:
                around.append((nodes, pairs, after))
                nodes, pairs, key = None, node.pairs, None
            elif type(node) is Sequence:
                around.append((nodes, pairs, after))
                nodes = node.nodes
        if not roots:
            self.problems.append(Problem("empty-file", Place(self.file)))
            return None
        return roots[0]

    def _look_at(self, event: Any, node: Scalar) -> None:
        self._look_at_marks(event)
        if len(node.text.encode(errors="surrogatepass")) > LONGEST_SCALAR:
            self.refuse("too-long", node.mark, most=LONGEST_SCALAR // 1024)
        if found := CONTROL.search(node.text):
            self.refuse("file-control-character", node.mark, character=f"U+{ord(found.group()):04X}")

    def _look_at_marks(self, event: Any) -> None:
        if event.anchor:
            self.refuse("anchor", event.start_mark, name=f"&{event.anchor}")
        if event.tag:
            self.refuse("tag", event.start_mark, name=event.tag)

    def refuse_syntax(self, error: yaml.YAMLError) -> None:
        """Add the problem that a YAML *error* tells of."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        if mark is None:
            found = CONTROL.search(self.text)
            before = self.text[: found.start()] if found else ""
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            character = f"U+{ord(found.group()):04X}" if found else "?"
            self.problems.append(
                Problem("file-control-character", Place(self.file, line, column), {"character": character})
            )
            return
        said = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
        hint = next(
            (hint for pattern, hint in _HINTS if re.search(pattern, said)), N_("something is out of place here")
        )
        self.refuse("not-yaml", mark, detail=Message(hint))


class Parsed(NamedTuple):
    """What could be made of a text."""

    root: Node | None
    """None where parsing stopped before the end."""
    problems: list[Problem]


def parse(text: str, file: str) -> Parsed:
    """The root of the one document in *text*, and every problem with it as YAML.

    Where there is a root, its reader can go on and look for more problems. Neither
    recursion nor size can hurt: see MOST_LEVELS, MOST_NODES and LONGEST_SCALAR.
    """
    document = _Document(text, file)
    try:
        return Parsed(document.build(), document.problems)
    except yaml.YAMLError as error:
        document.refuse_syntax(error)
        return Parsed(None, document.problems)
