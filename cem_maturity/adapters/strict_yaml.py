"""Text into plain values, each with its line and column; refuses what an answers file never needs."""

import re
from typing import Any, NamedTuple, TypeAlias

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


class Scalar(NamedTuple):
    """A text as it was written; whoever wants a number decides whether it is one."""

    text: str
    plain: bool
    """Written without quotes and not as a block."""
    line: int
    column: int


class Sequence(NamedTuple):
    """Values in order."""

    nodes: list["Node"]
    line: int
    column: int


class Mapping(NamedTuple):
    """Values by key, in the order written."""

    pairs: dict[str, tuple[Scalar, "Node"]]
    line: int
    column: int


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

    def refuse(self, code: str, line: int, column: int, /, **values: Value) -> None:
        self.problems.append(Problem(code, Place(self.file, line, column), values))

    def build(self) -> Node | None:
        """The root, or None where parsing had to stop or nothing is there."""
        next_event = _Parser(self.text).get_event
        new = tuple.__new__
        roots: list[Node] = []
        nodes: list[Node] | None = roots
        pairs: dict[str, tuple[Scalar, Node]] = {}
        key: Scalar | None = None
        around: list[tuple[list[Node] | None, dict[str, tuple[Scalar, Node]], Scalar | None]] = []
        count = 0
        node: Node
        while True:
            event: Any = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                mark = event.start_mark
                style = event.style
                text = event.value
                # As Scalar(…) without its function call: most of a document is scalars.
                node = new(Scalar, (text, not style, mark.line + 1, mark.column + 1))
                if event.anchor or event.tag or style == '"' or len(text) > LONGEST_SCALAR // 4:
                    self._look_at(event, node)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mark = event.start_mark
                line, column = mark.line + 1, mark.column + 1
                node = Mapping({}, line, column) if kind is MappingStartEvent else Sequence([], line, column)
                if event.anchor or event.tag:
                    self._look_at_marks(event, line, column)
                if len(around) >= MOST_LEVELS:
                    self.refuse("too-deep", line, column, most=MOST_LEVELS)
                    return None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                nodes, pairs, key = around.pop()
                continue
            elif kind is AliasEvent:
                mark = event.start_mark
                node = Scalar("", False, mark.line + 1, mark.column + 1)
                self.refuse("alias", node.line, node.column, name=event.anchor)
            elif kind is StreamEndEvent:
                break
            elif kind is DocumentStartEvent and roots:
                mark = event.start_mark
                self.refuse("several-documents", mark.line + 1, mark.column + 1)
                break
            else:
                continue

            count += 1
            if count > MOST_NODES:
                self.refuse("too-many-nodes", node.line, node.column, most=MOST_NODES)
                return None
            if nodes is not None:
                nodes.append(node)
                after = None
            elif key is None:
                if type(node) is Scalar:
                    key, text = node, node.text
                    if text in pairs:
                        self.refuse("duplicate-key", node.line, node.column, name=text, line=pairs[text][0].line)
                    elif text == "<<" and node.plain:
                        self.refuse("merge-key", node.line, node.column)
                    continue
                self.refuse("complex-key", node.line, node.column)
                after = key = Scalar("", False, node.line, node.column)
            else:
                pairs.setdefault(key.text, (key, node))
                after = key = None
            if type(node) is Mapping:
                around.append((nodes, pairs, after))
                nodes, pairs, key = None, node.pairs, None
            elif type(node) is Sequence:
                around.append((nodes, pairs, after))
                nodes = node.nodes
        if not roots:
            self.refuse("empty-file", 1, 1)
            return None
        return roots[0]

    def _look_at(self, event: Any, node: Scalar) -> None:
        self._look_at_marks(event, node.line, node.column)
        if len(node.text.encode(errors="surrogatepass")) > LONGEST_SCALAR:
            self.refuse("too-long", node.line, node.column, most=LONGEST_SCALAR // 1024)
        if found := CONTROL.search(node.text):
            self.refuse("file-control-character", node.line, node.column, character=f"U+{ord(found.group()):04X}")

    def _look_at_marks(self, event: Any, line: int, column: int) -> None:
        if event.anchor:
            self.refuse("anchor", line, column, name=f"&{event.anchor}")
        if event.tag:
            self.refuse("tag", line, column, name=event.tag)

    def refuse_syntax(self, error: yaml.YAMLError) -> None:
        """Add the problem that a YAML *error* tells of."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        if mark is None:
            found = CONTROL.search(self.text)
            before = self.text[: found.start()] if found else ""
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            character = f"U+{ord(found.group()):04X}" if found else "?"
            self.refuse("file-control-character", line, column, character=character)
            return
        said = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
        hint = next(
            (hint for pattern, hint in _HINTS if re.search(pattern, said)), N_("something is out of place here")
        )
        self.refuse("not-yaml", mark.line + 1, mark.column + 1, detail=Message(hint))


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
