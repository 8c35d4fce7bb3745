"""One answer as YAML writes it: a level, or an option by its id or its value."""

import sys
from fractions import Fraction

from cem_maturity.adapters.strict_yaml import Node, Scalar
from cem_maturity.adapters.yaml_values import NUMBER, Reading
from cem_maturity.domain.message import N_
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question

_DIGITS = frozenset("0123456789")


def read_answer(reading: Reading, question: Question, node: Node) -> int | Fraction | None:
    """What *node* answers to *question*: a level 0..N, or an option's value; None where it is a problem."""
    match question:
        case GridQuestion():
            return _level(reading, question, node)
        case PracticeQuestion():
            return _value(reading, question, node)


def _level(reading: Reading, question: GridQuestion, node: Node) -> int | None:
    top = len(question.descriptors) - 1
    if type(node) is Scalar and node.plain and node.text in _DIGITS:
        level: int | None = int(node.text)
    else:
        level = reading.whole(node, -sys.maxsize, sys.maxsize)
    if level is None or 0 <= level <= top:
        return level
    reading.refuse("level-out-of-scale", node, given=getattr(node, "text", ""), least=0, most=top)
    return None


def _value(reading: Reading, question: PracticeQuestion, node: Node) -> Fraction | None:
    if type(node) is not Scalar:
        reading.refuse_type(node, N_("an option"))
        return None
    options = question.answers.options
    for option in options:
        if option.id == node.text:
            return option.value
    if NUMBER.fullmatch(node.text):
        value = Fraction(node.text)
        if any(option.value == value for option in options):
            return value
    reading.refuse_unknown("unknown-option", node, node.text, [option.id for option in options], question=question.id)
    return None
