"""Whether an old answer still fits its question, and how two answers become one."""

from collections.abc import Callable
from typing import NamedTuple

from cem_maturity.adapters.answer_value import read_answer
from cem_maturity.adapters.answers_file.sheets import EVIDENCE
from cem_maturity.adapters.strict_yaml import Mapping, Node, Parsed, Scalar
from cem_maturity.adapters.yaml_values import ID, INTEGER, NUMBER, Reading, is_null
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question

_EXCUSES = ("not_applicable", "unknown")
_STATES = ("level", "value", *_EXCUSES)
_REMARKS = ("note", "quote", "flag")
"""What stands beside an answer and may be told twice."""


class Misfit(NamedTuple):
    """An answer that no longer means what it meant."""

    why: Message
    instead: Node
    """What is written in its place."""


class Fitting:
    """What answers to one earlier version may look like."""

    def __init__(self, version: str, say: Callable[[Message], str]) -> None:
        self._version = version
        self._say = say

    def misfit(self, question: Question, node: Node) -> Misfit | None:
        """Why the answer at *node* no longer fits *question*; None where it does, and where it is wrong by itself."""
        match node:
            case Scalar():
                if _counts_in_full(question, node):
                    return self._doubtful(node)
                return self._blank(node, node) if _no_longer_fits(question, node) else None
            case Mapping():
                given = [name for name in _STATES if name in node.pairs]
                if len(given) != 1 or given[0] not in ("level", "value") or is_null(node.pairs[given[0]][1]):
                    return None
                answer = node.pairs[given[0]][1]
                if given[0] != _key_of(question) or _no_longer_fits(question, answer):
                    return self._blank(node, answer)
        return None

    def _blank(self, node: Node, answer: Node) -> Misfit:
        """No answer, a flag that says which one there was, and the remarks as a draft."""
        values = {"answer": getattr(answer, "text", "…"), "version": self._version}
        why = Message(
            N_("was answered {answer} in version {version}, which no longer fits; answer it anew")
            if self._version
            else N_("was answered {answer} in an earlier version, which no longer fits; answer it anew"),
            values,
        )
        rest = {name: pair for name, pair in _long(node, "").pairs.items() if name not in (*_STATES, "at")}
        return Misfit(why, self._flagged(Mapping(rest, node.mark), why))

    def _doubtful(self, node: Scalar) -> Misfit:
        """The answer with a flag: a bare 1 may be a level as well as the whole of a practice."""
        why = Message(N_("1 counts as in place in full here; if level 1 was meant, answer it anew"))
        return Misfit(why, self._flagged(_long(node, "value"), why))

    def _flagged(self, node: Mapping, why: Message) -> Mapping:
        flag = Scalar(self._say(why), False, node.mark)
        if "flag" in node.pairs and not is_null(given := node.pairs["flag"][1]):
            if type(given) is not Scalar:
                return node  # whoever reads it says that it is no text
            flag = _joined(given, flag)
        return node._replace(pairs={**node.pairs, "flag": (key_at("flag", node), flag)})


def together(question: Question, first: Node, second: Node) -> Node | None:
    """The one answer that two come to, with the remarks of both; None where they differ.

    Each must be in order by itself.
    """
    one, other = _answer(question, first), _answer(question, second)
    if None not in (one, other) and one != other:
        return None
    if one is None and other is not None:
        first, second = second, first
    kept, added = _long(first, _key_of(question)), _long(second, _key_of(question))
    pairs = dict(kept.pairs)
    for name, (key, value) in added.pairs.items():
        if name in _STATES or is_null(value):
            continue
        if name not in pairs or is_null(pairs[name][1]):
            pairs[name] = key, value
        elif name in _REMARKS:
            pairs[name] = pairs[name][0], _joined(pairs[name][1], value)
        elif name == "evidence" and _grade(value) < _grade(pairs[name][1]):
            pairs[name] = key, value
    return kept._replace(pairs=pairs)


def _answer(question: Question, node: Node) -> object:
    """What *node* answers, comparable; None where it is blank."""
    if type(node) is not Mapping:
        return None if is_null(node) else _value(question, node)
    for name in _EXCUSES:
        if name in node.pairs:
            return name, _said(node.pairs[name][1])
    _, level = node.pairs.get(_key_of(question), (None, None))
    return None if level is None or is_null(level) else _value(question, level)


def _value(question: Question, node: Node) -> object:
    read = read_answer(Reading("", Parsed(None, [])), question, node)
    return node if read is None else read


def _no_longer_fits(question: Question, node: Node) -> bool:
    """Whether *node* is no answer to *question*, and may have been one before scale, kind or options changed."""
    if type(node) is not Scalar or is_null(node) or not isinstance(_value(question, node), Scalar):
        return False
    text = node.text
    if INTEGER.fullmatch(text):
        is_level = node.plain and len(text) == 1
        return is_level and (isinstance(question, PracticeQuestion) or int(text) >= len(question.descriptors))
    if NUMBER.fullmatch(text):
        return _is_share(text)
    return ID.fullmatch(text) is not None


def _is_share(text: str) -> bool:
    from fractions import Fraction

    return 0 <= Fraction(text) <= 1


def _counts_in_full(question: Question, node: Scalar) -> bool:
    return (
        isinstance(question, PracticeQuestion)
        and node.plain
        and node.text == "1"
        and all(option.id != "1" for option in question.answers.options)
    )


def _key_of(question: Question) -> str:
    return "level" if isinstance(question, GridQuestion) else "value"


def _long(node: Node, answer_key: str) -> Mapping:
    """The long form of an answer."""
    if type(node) is Mapping:
        return node
    pairs = {} if is_null(node) or not answer_key else {answer_key: (key_at(answer_key, node), node)}
    return Mapping(pairs, node.mark)


def _joined(first: Node, second: Node) -> Scalar:
    return Scalar("\n".join(dict.fromkeys((_said(first), _said(second)))), False, first.mark)


def _grade(node: Node) -> int:
    return EVIDENCE[_said(node)]


def _said(node: Node) -> str:
    """The text at *node*; nothing where it says nothing."""
    return node.text if type(node) is Scalar and not is_null(node) else ""


def key_at(name: str, place: Node) -> Scalar:
    """The key *name* as if it stood at *place*."""
    return Scalar(name, True, place.mark)
