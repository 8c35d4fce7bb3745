"""Questions, answer sets and actions as YAML holds them."""

from fractions import Fraction

from cem_maturity.adapters.strict_yaml import Mapping, Node, Scalar, Sequence
from cem_maturity.adapters.yaml_values import INTEGER, Reading
from cem_maturity.application.language import speak
from cem_maturity.domain.message import N_
from cem_maturity.domain.questionnaire import (
    HORIZONS,
    AnswerSet,
    Condition,
    GridQuestion,
    LevelDescriptor,
    Option,
    PracticeQuestion,
    Question,
    Recommendation,
    Step,
)

DEGREE = AnswerSet(
    "degree",
    (
        Option("never", Fraction(0), N_("Never")),
        Option("sometimes", Fraction(1, 3), N_("Sometimes")),
        Option("mostly", Fraction(2, 3), N_("Mostly")),
        Option("always", Fraction(1), N_("Always")),
    ),
)
"""The answer set that every questionnaire has (scoring.md §1)."""


def degree(code: str) -> AnswerSet:
    """`DEGREE` in the language of that *code*; in English where the program does not speak it."""
    say = speak(code).gettext
    return DEGREE._replace(options=tuple(option._replace(text=say(option.text)) for option in DEGREE.options))


_SHARED = ("id", "text", "why", "probes", "evidence", "roles", "weight", "when", "was", "actions")
_QUESTION = (*_SHARED, "levels", "practice", "answers")
_ACTION = ("id", "text", "effort", "impact", "owner", "horizon", "done_when", "needs")
_FACTS = ("sector", "country", "profile")


class QuestionReader:
    """What the questions of one questionnaire share: its scale, answer sets, and actions so far."""

    def __init__(self, reading: Reading, top_level: int, sectors: tuple[str, ...], language: str) -> None:
        self.reading = reading
        self.top_level = top_level
        self.sectors = sectors
        self.answer_sets = {DEGREE.id: degree(language)}
        self._questions: dict[str, Node] = {}
        self._actions: dict[str, Node] = {}
        self._needs: dict[str, list[tuple[str, Node]]] = {}
        self._earlier: dict[str, tuple[str, int]] = {}
        """The question that claims an earlier id, and in which line."""

    # -- answer sets

    def read_answer_sets(self, node: Node | None) -> None:
        """Learn the questionnaire's own answer sets."""
        for key, value in self.reading.pairs(node):
            self.answer_sets[self.reading.identifier(key)] = self._answer_set(key, value)

    def _answer_set(self, key: Scalar, node: Node) -> AnswerSet:
        reading = self.reading
        options: list[Option] = []
        ids: list[tuple[str, Node]] = []
        for one in reading.nodes(node):
            found = reading.fields(one, ("id", "value", "text"), ("id", "value", "text"))
            value = reading.fraction_within(found.get("value"), 0, 1, Fraction(-1))
            if value >= 0 and any(option.value == value for option in options):
                reading.refuse("duplicate-value", found["value"], name=key.text, value=str(value))
            option = Option(reading.identifier(found.get("id")), value, reading.text(found.get("text")))
            options.append(option)
            ids.append((option.id, found.get("id", one)))
        reading.unique(ids)
        for end in (0, 1):
            if all(option.value != end for option in options):
                reading.refuse("answer-set-ends", key, name=key.text, value=end)
        return AnswerSet(key.text, tuple(options))

    # -- questions

    def question(self, node: Node) -> Question:
        """One question, a grid or a practice."""
        reading = self.reading
        found = reading.fields(node, _QUESTION, ("id", "text"))
        id_ = reading.identifier(found.get("id"))
        self._register(self._questions, id_, found.get("id", node))
        if type(node) is Mapping and ("levels" in found) == ("practice" in found):
            reading.refuse("question-kind", found.get("practice", node), name=id_)
        text, why = reading.text(found.get("text")), reading.text(found.get("why"))
        probes, evidence = reading.texts(found.get("probes")), reading.texts(found.get("evidence"))
        roles, weight = reading.identifiers(found.get("roles")), reading.weight(found.get("weight"))
        when, was = self._when(found.get("when")), self._was(id_, found.get("was"))
        if "practice" in found:
            return PracticeQuestion(
                id_, text, why, probes, evidence, roles, weight, when, was,
                level=reading.whole_or(found["practice"], 1, self.top_level, 1),
                answers=self._answers(found.get("answers")),
                actions=self.actions(found.get("actions")),
            )  # fmt: skip
        if "answers" in found:
            reading.refuse("question-kind", found["answers"], name=id_)
        return GridQuestion(
            id_, text, why, probes, evidence, roles, weight, when, was,
            descriptors=self._descriptors(id_, found.get("levels")),
            steps=self._steps(found.get("actions")),
        )  # fmt: skip

    def _register(self, first: dict[str, Node], id_: str, node: Node) -> None:
        if id_ and id_ in first:
            self.reading.refuse("duplicate-id", node, name=id_, line=first[id_].line)
        first.setdefault(id_, node)

    def _was(self, question: str, node: Node | None) -> tuple[str, ...]:
        """Earlier ids of *question*; each belongs to one question, or its answers could go to either."""
        reading = self.reading
        named = [(reading.identifier(one), one) for one in reading.nodes(node)]
        for name, one in named:
            first, line = self._earlier.setdefault(name, (question, one.line))
            if name and first != question:
                reading.refuse("claimed-twice", one, name=name, question=first, line=line)
        return tuple(name for name, _ in named)

    def _when(self, node: Node | None) -> tuple[Condition, ...]:
        reading = self.reading
        conditions = []
        for key, value in reading.pairs(node, _FACTS):
            if key.text not in _FACTS:
                reading.refuse_unknown("unknown-fact", key, key.text, _FACTS)
                continue
            nodes = reading.nodes(value) if type(value) is Sequence else [value]
            values = [reading.text(one) for one in nodes]
            if not values:
                reading.refuse("missing-key", value, name=key.text)
            if key.text == "sector" and self.sectors:
                for name, one in zip(values, nodes, strict=True):
                    if name not in self.sectors:
                        reading.refuse_unknown("unknown-sector", one, name, self.sectors)
            conditions.append(Condition(key.text, tuple(values)))
        return tuple(conditions)

    def _answers(self, node: Node | None) -> AnswerSet:
        name = self.reading.identifier(node) if node is not None else DEGREE.id
        if node is not None and name not in self.answer_sets:
            self.reading.refuse_unknown("unknown-answer-set", node, name, self.answer_sets)
        return self.answer_sets.get(name, self.answer_sets[DEGREE.id])

    def _level_key(self, key: Scalar, least: int) -> int | None:
        if INTEGER.fullmatch(key.text) and least <= int(key.text) <= self.top_level:
            return int(key.text)
        self.reading.refuse("level-out-of-scale", key, given=key.text, least=least, most=self.top_level)
        return None

    def _descriptors(self, question: str, node: Node | None) -> tuple[LevelDescriptor, ...]:
        texts: dict[int, str] = {}
        for key, value in self.reading.pairs(node):
            if (level := self._level_key(key, 0)) is not None:
                texts[level] = self.reading.text(value)
        if node is not None:
            for level in range(self.top_level + 1):
                if level not in texts:
                    self.reading.refuse("missing-descriptor", node, question=question, level=level)
        return tuple(LevelDescriptor(level, texts.get(level, "")) for level in range(self.top_level + 1))

    def _steps(self, node: Node | None) -> tuple[Step, ...]:
        steps = []
        for key, value in self.reading.pairs(node):
            if (level := self._level_key(key, 1)) is not None:
                steps.append(Step(level, self.actions(value)))
        return tuple(sorted(steps, key=lambda step: step.level))

    # -- actions

    def actions(self, node: Node | None) -> tuple[Recommendation, ...]:
        """The actions in a list."""
        return tuple(self._action(one) for one in self.reading.nodes(node))

    def _action(self, node: Node) -> Recommendation:
        reading = self.reading
        found = reading.fields(node, _ACTION, ("id", "text"))
        id_ = reading.identifier(found.get("id"))
        self._register(self._actions, id_, found.get("id", node))
        needs = [(reading.identifier(one), one) for one in reading.nodes(found.get("needs"))]
        self._needs.setdefault(id_, needs)
        return Recommendation(
            id=id_,
            text=reading.text(found.get("text")),
            effort=reading.whole_or(found.get("effort"), 1, 5, 3),
            impact=reading.whole_or(found.get("impact"), 1, 5, 3),
            owner=reading.text(found.get("owner")),
            horizon=reading.one_of(found.get("horizon"), HORIZONS, "90d"),
            done_when=reading.text(found.get("done_when")),
            needs=tuple(name for name, _ in needs),
        )

    def check_needs(self) -> None:
        """Check that every need is an action of the questionnaire, and that none needs itself."""
        for needs in self._needs.values():
            for name, node in needs:
                if name and name not in self._actions:
                    self.reading.refuse_unknown("unknown-action", node, name, self._actions)
        settled: set[str] = set()
        for start in self._needs:
            self._look_for_cycle(start, settled)

    def _look_for_cycle(self, start: str, settled: set[str]) -> None:
        """Walk depth first without recursion; report the need that leads back into the path."""
        path = [start]
        open_needs = [list(self._needs.get(start, ()))]
        while path:
            if not open_needs[-1] or path[-1] in settled:
                settled.add(path.pop())
                open_needs.pop()
                continue
            name, node = open_needs[-1].pop(0)
            if name in path:
                self.reading.refuse("action-cycle", node, name=name, path=tuple(path[path.index(name) :]))
            elif name not in settled and name in self._needs:
                path.append(name)
                open_needs.append(list(self._needs[name]))
