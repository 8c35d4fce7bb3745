"""A key as YAML holds it: what a client really is, and what to spot in it; read and written."""

from collections.abc import Collection, Iterator

from cem_maturity.adapters.answer_value import read_answer
from cem_maturity.adapters.answers_file.writing import one_line
from cem_maturity.adapters.strict_yaml import Node, Parsed, Scalar, parse
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.questionnaire import PracticeQuestion, Question, Questionnaire
from cem_maturity.domain.sampling.key import Finding, Key
from cem_maturity.domain.sampling.ladder import Answer
from cem_maturity.domain.sampling.stock import Kind

_KEYS = (
    "format",
    "key",
    "questionnaire",
    "organisation",
    "language",
    "level",
    "index",
    "dimensions",
    "answers",
    "findings",
)
_NEEDED = ("format", "key", "questionnaire", "organisation")
_FINDING = ("kind", "questions", "dimension", "action", "text")


def questionnaire_of(parsed: Parsed, file: str, known: Collection[str]) -> Accepted[str] | Refused:
    """The id of the questionnaire that the key belongs to, one of those *known*."""
    reading = Reading(file, parsed)
    if parsed.root is None:
        return Refused(tuple(reading.problems))
    found = reading.fields(parsed.root, _KEYS, ("questionnaire",))
    name, _ = _head(reading, found.get("questionnaire"))
    if name and name not in known:
        reading.refuse_unknown("unknown-questionnaire", found["questionnaire"], name, known)
    return Refused(reading.in_file_order) if reading.is_refused else Accepted(name)


def read(text: str, file: str, questionnaire: Questionnaire) -> Accepted[Key] | Refused:
    """The key in *text* to answers of *questionnaire*, or every problem with it; *file* names it in problems."""
    parsed = parse(text, file)
    reading = Reading(file, parsed)
    if parsed.root is None:
        return Refused(tuple(reading.problems))
    key = _KeyReader(reading, questionnaire).read(parsed.root)
    problems = reading.in_file_order
    return Refused(problems) if reading.is_refused else Accepted(key, problems)


def _head(reading: Reading, node: Node | None) -> tuple[str, str]:
    found = reading.fields(node, ("id", "version"), ("id", "version")) if node is not None else {}
    version = found.get("version")
    return reading.identifier(found.get("id")), version.text if type(version) is Scalar else ""


class _KeyReader:
    """One key while it is read."""

    def __init__(self, reading: Reading, questionnaire: Questionnaire) -> None:
        self.reading = reading
        self.questionnaire = questionnaire
        self.questions = {question.id: question for question in questionnaire.questions()}
        self.dimensions = [dimension.id for dimension in questionnaire.dimensions]

    def read(self, root: Node) -> Key:
        reading, top_level = self.reading, self.questionnaire.top_level
        found = reading.fields(root, _KEYS, _NEEDED)
        reading.format(found.get("format"))
        named = _head(reading, found.get("questionnaire"))
        if named[0] and named[0] != self.questionnaire.id:
            place = found["questionnaire"]
            reading.refuse("other-questionnaire", place, name=named[0], questionnaire=self.questionnaire.id)
        organisation = reading.fields(found["organisation"], ("name",), ("name",)) if "organisation" in found else {}
        level, index = found.get("level"), found.get("index")
        return Key(
            key=reading.text(found.get("key")),
            questionnaire=named,
            organisation=reading.text(organisation.get("name")),
            language=reading.text(found.get("language")),
            level=None if level is None else reading.whole(level, 0, top_level),
            index=None if index is None else reading.fraction(index),
            dimensions={
                key.text: reading.whole_or(value, 0, top_level, 0)
                for key, value in reading.pairs(found.get("dimensions"))
                if self._knows("unknown-dimension", key, self.dimensions)
            },
            answers=self._answers(found.get("answers")),
            findings=tuple(self._finding(one) for one in reading.nodes(found.get("findings"))),
        )

    def _answers(self, node: Node | None) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        for key, value in self.reading.pairs(node):
            if self._knows("unknown-question", key, self.questions):
                answer = read_answer(self.reading, self.questions[key.text], value)
                if answer is not None:
                    answers[key.text] = answer
        return answers

    def _finding(self, node: Node) -> Finding:
        reading = self.reading
        found = reading.fields(node, _FINDING, ("kind", "text"))
        dimension = found.get("dimension")
        return Finding(
            reading.choice(found.get("kind"), Kind, Kind.CONTRADICTION),
            reading.text(found.get("text")),
            tuple(
                reading.text(one)
                for one in reading.nodes(found.get("questions"))
                if self._knows("unknown-question", one, self.questions)
            ),
            reading.text(dimension)
            if dimension is not None and self._knows("unknown-dimension", dimension, self.dimensions)
            else "",
            reading.identifier(found.get("action")),
        )

    def _knows(self, code: str, node: Node, known: Collection[str]) -> bool:
        name = self.reading.text(node)
        if name in known:
            return True
        self.reading.refuse_unknown(code, node, name, known, questionnaire=self.questionnaire.id)
        return False


def write(key: Key, questionnaire: Questionnaire) -> str:
    """The file that reads as *key*; its answers stand in the order of *questionnaire*."""
    return "".join(f"{line}\n" for line in _lines(key, questionnaire))


def _lines(key: Key, questionnaire: Questionnaire) -> Iterator[str]:
    id_, version = key.questionnaire
    yield "format: 1"
    yield f"key: {one_line(key.key)}"
    yield f"questionnaire: {{id: {id_}, version: {one_line(version)}}}"
    yield "organisation:"
    yield f"  name: {one_line(key.organisation)}"
    yield f"language: {key.language}"
    if key.level is not None:
        yield f"level: {key.level}"
    if key.index is not None:
        yield f"index: {key.index}"
    if key.dimensions:
        yield "dimensions:"
        yield from (f"  {dimension}: {level}" for dimension, level in key.dimensions.items())
    if key.answers:
        yield "answers:"
        for question in questionnaire.questions():
            if question.id in key.answers:
                yield f"  {question.id}: {_answer(question, key.answers[question.id])}"
    if key.findings:
        yield "findings:"
        for finding in key.findings:
            yield from _finding(finding)


def _answer(question: Question, answer: Answer) -> str:
    if isinstance(question, PracticeQuestion):
        return next(option.id for option in question.answers.options if option.value == answer)
    return str(answer)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  - kind: {finding.kind}"
    if finding.questions:
        yield f"    questions: [{', '.join(finding.questions)}]"
    if finding.dimension:
        yield f"    dimension: {finding.dimension}"
    if finding.action:
        yield f"    action: {finding.action}"
    yield f"    text: {one_line(finding.text)}"
