"""A whole questionnaire as YAML holds it: its keys, and what must agree between its parts (contract.md §1)."""

from collections.abc import Iterable
from fractions import Fraction

from cem_maturity.adapters.answer_value import read_answer
from cem_maturity.adapters.questionnaire_file.questions import QuestionReader
from cem_maturity.adapters.strict_yaml import Node
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.domain.questionnaire import (
    Aggregate,
    Corner,
    Dimension,
    Example,
    JourneyPart,
    LevelRule,
    MaturityLevel,
    OverallRule,
    QuadrantPart,
    Questionnaire,
    Rules,
    Stage,
    UnknownRule,
)

REQUIRED = ("format", "id", "version", "language", "title", "levels", "dimensions")
KNOWN = (
    *REQUIRED,
    "description",
    "source",
    "scoring",
    "answer_sets",
    "interview_order",
    "journey",
    "quadrant",
    "indicative",
    "examples",
    "sectors",
    "names",
    "glossary",
)
_OVERALL = "overall"
"""What targets, predictions and gates call the organisation beside its dimensions."""
_SCORING = ("level_rule", "overall_rule", "top", "below", "bands", "min_coverage", "unknown", "aggregate")
_MOST_LEVELS_ABOVE_0 = 9
_COUNTS_FROM = 3
"""The level from which a side of a quadrant counts where nothing is said (contract.md §5)."""


class WholeReader:
    """Where the parts of one questionnaire meet."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read(self, root: Node) -> Questionnaire:
        """The questionnaire under *root*; what is wrong with it goes to the reading."""
        reading = self.reading
        found = reading.fields(root, KNOWN, REQUIRED)
        reading.format(found.get("format"))
        sectors, language = reading.identifiers(found.get("sectors")), reading.text(found.get("language"))
        questions = QuestionReader(reading, self._top_level(found.get("levels")), sectors, language)
        questions.read_answer_sets(found.get("answer_sets"))
        levels = self._levels(found.get("levels"), questions)
        dimensions = self._dimensions(found.get("dimensions"), questions)
        questions.check_needs()
        return Questionnaire(
            id=reading.identifier(found.get("id")),
            version=reading.text(found.get("version")),
            language=language,
            title=reading.text(found.get("title")),
            levels=levels,
            dimensions=dimensions,
            description=reading.text(found.get("description")),
            source=reading.text(found.get("source")),
            rules=self._rules(found.get("scoring"), len(levels) - 1),
            interview_order=self._interview_order(found.get("interview_order"), dimensions),
            journey=self._journey(found.get("journey")),
            quadrant=self._quadrant(found.get("quadrant"), dimensions, len(levels) - 1),
            indicative=reading.truth(found.get("indicative")),
            examples=self._examples(found.get("examples"), dimensions),
            sectors=sectors,
            names=self._names(found.get("names"), dimensions, sectors),
            glossary={key.text: reading.text(value) for key, value in reading.pairs(found.get("glossary"))},
        )

    def _top_level(self, node: Node | None) -> int:
        return max(1, len(self.reading.nodes(node)) - 1) if node is not None else 1

    def _levels(self, node: Node | None, questions: QuestionReader) -> tuple[MaturityLevel, ...]:
        reading = self.reading
        nodes = reading.nodes(node)
        if node is not None and not 2 <= len(nodes) <= _MOST_LEVELS_ABOVE_0 + 1:
            reading.refuse("wrong-number-of-levels", node, count=max(0, len(nodes) - 1))
        levels = []
        for expected, one in enumerate(nodes):
            found = reading.fields(one, ("level", "name", "view", "actions"), ("level", "name"))
            if "level" in found:
                number = reading.whole(found["level"], 0, _MOST_LEVELS_ABOVE_0)
                if number is not None and number != expected:
                    reading.refuse("levels-out-of-order", found["level"], expected=expected)
            levels.append(
                MaturityLevel(
                    expected,
                    reading.text(found.get("name")),
                    reading.text(found.get("view")),
                    questions.actions(found.get("actions")),
                )
            )
        return tuple(levels)

    def _dimensions(self, node: Node | None, questions: QuestionReader) -> tuple[Dimension, ...]:
        reading = self.reading
        dimensions = []
        ids: list[tuple[str, Node]] = []
        for one in reading.nodes(node):
            found = reading.fields(
                one, ("id", "title", "description", "weight", "questions"), ("id", "title", "questions")
            )
            id_ = reading.identifier(found.get("id"))
            ids.append((id_, found.get("id", one)))
            if id_ == _OVERALL:
                reading.refuse("reserved-id", found["id"], name=id_)
            nodes = reading.nodes(found.get("questions"))
            if "questions" in found and not nodes:
                reading.refuse("dimension-without-questions", found["questions"], name=id_)
            dimensions.append(
                Dimension(
                    id=id_,
                    title=reading.text(found.get("title")),
                    questions=tuple(questions.question(question) for question in nodes),
                    description=reading.text(found.get("description")),
                    weight=reading.weight(found.get("weight")),
                )
            )
        reading.unique(ids)
        return tuple(dimensions)

    def _rules(self, node: Node | None, top_level: int) -> Rules:
        if node is None:
            return Rules()
        reading = self.reading
        found = reading.fields(node, _SCORING)
        default = Rules()
        return Rules(
            level_rule=reading.choice(found.get("level_rule"), LevelRule, default.level_rule),
            overall_rule=reading.choice(found.get("overall_rule"), OverallRule, default.overall_rule),
            top=self._threshold(found.get("top"), default.top),
            below=self._threshold(found.get("below"), default.below),
            bands=self._bands(found.get("bands"), top_level),
            min_coverage=reading.fraction_within(found.get("min_coverage"), 0, 1, default.min_coverage),
            unknown=reading.choice(found.get("unknown"), UnknownRule, default.unknown),
            aggregate=reading.choice(found.get("aggregate"), Aggregate, default.aggregate),
        )

    def _threshold(self, node: Node | None, default: Fraction) -> Fraction:
        """A share that must be exceeded, so that 1 can never be met."""
        share = self.reading.fraction_within(node, 0, 1, default)
        if node is not None and share == 1:
            self.reading.refuse("threshold-unreachable", node)
        return share

    def _bands(self, node: Node | None, top_level: int) -> tuple[Fraction, ...]:
        if node is None:
            return ()
        reading = self.reading
        nodes = reading.nodes(node)
        if len(nodes) != top_level:
            reading.refuse("bands-count", node, most=top_level, count=len(nodes))
        bands: list[Fraction] = []
        for one in nodes:
            cut = reading.fraction_within(one, 0, max(top_level, 1), Fraction(-1))
            if cut >= 0 and bands and cut <= bands[-1]:
                reading.refuse("bands-order", one, given=cut)
            bands.append(cut)
        return tuple(bands)

    def _interview_order(self, node: Node | None, dimensions: Iterable[Dimension]) -> tuple[str, ...]:
        if node is None:
            return ()
        reading = self.reading
        known = [dimension.id for dimension in dimensions]
        order = [(reading.identifier(one), one) for one in reading.nodes(node)]
        named = reading.unique(order)
        for name, one in named.items():
            if name not in known:
                reading.refuse_unknown("unknown-dimension", one, name, known)
        for name in known:
            if name and name not in named:
                reading.refuse("unasked-dimension", node, name=name)
        return tuple(name for name, _ in order)

    def _journey(self, node: Node | None) -> JourneyPart | None:
        if node is None:
            return None
        reading = self.reading
        found = reading.fields(node, ("emotional_weight", "stages", "suggestions"), ("stages",))
        stages = []
        ids: list[tuple[str, Node]] = []
        for one in reading.nodes(found.get("stages")):
            fields = reading.fields(one, ("id", "title"), ("id", "title"))
            stages.append(Stage(reading.identifier(fields.get("id")), reading.text(fields.get("title"))))
            ids.append((stages[-1].id, fields.get("id", one)))
        known = reading.unique(ids)
        suggestions = {}
        for key, value in reading.pairs(found.get("suggestions"), known):
            if key.text not in known:
                reading.refuse_unknown("unknown-stage", key, key.text, known)
            suggestions[key.text] = reading.texts(value)
        weight = reading.fraction_within(found.get("emotional_weight"), 0, 1, Fraction(1, 2))
        return JourneyPart(tuple(stages), weight, suggestions)

    def _quadrant(self, node: Node | None, dimensions: Iterable[Dimension], top_level: int) -> QuadrantPart | None:
        if node is None:
            return None
        reading = self.reading
        found = reading.fields(node, ("x", "y", "from", "names"), ("x", "y", "names"))
        known = [dimension.id for dimension in dimensions]
        sides = [(reading.identifier(found.get(key)), found.get(key, node)) for key in ("x", "y")]
        for name in (named := reading.unique(sides)):
            if name not in known:
                reading.refuse_unknown("unknown-dimension", named[name], name, known)
        names = reading.fields(found["names"], tuple(Corner), tuple(Corner)) if "names" in found else {}
        return QuadrantPart(
            sides[0][0],
            sides[1][0],
            reading.whole_or(found.get("from"), 1, max(1, top_level), min(_COUNTS_FROM, top_level)),
            {corner: reading.text(names.get(corner)) for corner in Corner},
        )

    def _names(self, node: Node | None, dimensions: Iterable[Dimension], sectors: tuple[str, ...]) -> dict[str, str]:
        questions = (question for dimension in dimensions for question in dimension.questions)
        known = {*(role for question in questions for role in question.roles), *sectors}
        names = {}
        for key, value in self.reading.pairs(node, known):
            if key.text not in known:
                self.reading.refuse_unknown("unknown-name", key, key.text, known)
            names[key.text] = self.reading.text(value)
        return names

    def _examples(self, node: Node | None, dimensions: tuple[Dimension, ...]) -> tuple[Example, ...]:
        keys = ("name", "answers", "expect")
        found = [self.reading.fields(one, keys, keys) for one in self.reading.nodes(node)]
        examples = tuple(self._example(one, dimensions) for one in found)
        self.reading.unique(
            (example.name, one["name"]) for example, one in zip(examples, found, strict=True) if "name" in one
        )
        return examples

    def _example(self, found: dict[str, Node], dimensions: tuple[Dimension, ...]) -> Example:
        reading = self.reading
        name = reading.text(found.get("name"))
        questions = {question.id: question for dimension in dimensions for question in dimension.questions}
        answers: dict[str, int | Fraction] = {}
        for key, value in reading.pairs(found.get("answers"), questions):
            if key.text not in questions:
                reading.refuse_unknown("unknown-question", key, key.text, questions, questionnaire=name)
            elif (answer := read_answer(reading, questions[key.text], value)) is not None:
                answers[key.text] = answer
        return Example(name, answers, self._expected(found.get("expect"), dimensions))

    def _expected(self, node: Node | None, dimensions: tuple[Dimension, ...]) -> dict[str, int | Fraction]:
        reading = self.reading
        figures = ["level", "index"]
        figures += [f"{dimension.id}.{figure}" for dimension in dimensions for figure in ("level", "index")]
        expected: dict[str, int | Fraction] = {}
        for key, value in reading.pairs(node, figures):
            figure = key.text
            if figure not in figures:
                reading.refuse_unknown("unknown-figure", key, figure, figures)
            elif figure.endswith("level"):
                expected[figure] = reading.whole_or(value, 0, _MOST_LEVELS_ABOVE_0, 0)
            elif (number := reading.fraction(value)) is not None:
                expected[figure] = number
        return expected
