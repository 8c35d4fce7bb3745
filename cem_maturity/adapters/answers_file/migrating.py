"""Answers to an earlier version, brought over in the tree of their file and then read as any others.

All nodes keep their places, so that problems are told where they stand in the old file.
"""

from collections.abc import Callable
from dataclasses import replace

from cem_maturity.adapters.answers_file.belonging import named_in
from cem_maturity.adapters.answers_file.fitting import Fitting, key_at, together
from cem_maturity.adapters.answers_file.reading import known_of, read_parsed
from cem_maturity.adapters.answers_file.sheets import Known, read_sheet
from cem_maturity.adapters.strict_yaml import Mapping, Node, Parsed, Scalar, Sequence
from cem_maturity.adapters.yaml_values import INTEGER, Reading, is_null
from cem_maturity.domain.assessment import QuestionnaireReference
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.migration import (
    Carried,
    Changed,
    LeftBehind,
    Migration,
    NothingToDo,
    Part,
    Said,
    Successors,
    TooNew,
)
from cem_maturity.domain.problem import Accepted, Problem, Refused, Severity
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.result import OVERALL
from cem_maturity.domain.scoring import in_scope
from cem_maturity.domain.versions import Kinship, is_newer, kinship

_PARTS = {"predicted": Part.PREDICTED, "targets": Part.TARGET, "importance": Part.IMPORTANCE}


def migrate(
    parsed: Parsed, file: str, questionnaire: Questionnaire, say: Callable[[Message], str]
) -> Accepted[Migration] | Refused | NothingToDo | TooNew:
    """The answers in *parsed* under *questionnaire*, or every problem with them.

    *say* puts the flags into words that are left at answers which no longer fit.
    """
    known, root = known_of(questionnaire), parsed.root
    if type(root) is not Mapping:
        refused = read_parsed(parsed, file, questionnaire, blanks_allowed=True)
        return refused if isinstance(refused, Refused) else NothingToDo(questionnaire.version)
    given = _given(root)
    if given.id in ("", questionnaire.id):
        if is_newer(given.version, questionnaire.version):
            return TooNew(given.version, questionnaire.version)
        stands = kinship(given, questionnaire.version, lambda: known.digest)
        earlier = [id_ for id_ in named_in(root) if id_ in known.earlier and id_ not in known.questions]
        if stands is Kinship.THIS and not earlier:
            return NothingToDo(questionnaire.version)
    else:
        stands = Kinship.THIS  # whoever reads it says that it belongs elsewhere
    migrating = _Migrating(Reading(file, parsed), known, given.version, say, stands)
    moved = Parsed(migrating.root(root), migrating.reading.problems)
    read = read_parsed(moved, file, questionnaire, blanks_allowed=True)
    if isinstance(read, Refused):
        return read
    assessment = replace(
        read.value, questionnaire=QuestionnaireReference(questionnaire.id, questionnaire.version, known.digest)
    )
    new = tuple(
        id_
        for id_, question in known.questions.items()
        if id_ not in migrating.named and in_scope(question, assessment.organisation)
    )
    found = Migration(
        assessment,
        given.version,
        tuple(migrating.carried),
        tuple(migrating.changed),
        new,
        tuple(migrating.left_behind),
    )
    return Accepted(found, read.warnings)


def _given(root: Mapping) -> QuestionnaireReference:
    """What the file says of its questionnaire, well said or not."""
    node = root.pairs.get("questionnaire")
    pairs = node[1].pairs if node is not None and type(node[1]) is Mapping else {}

    def text(key: str) -> str:
        value = pairs[key][1] if key in pairs else None
        return value.text if type(value) is Scalar and not is_null(value) else ""

    return QuestionnaireReference(text("id"), text("version"), text("digest"))


class _Migrating:
    """One file on its way, and what became of its parts so far."""

    def __init__(
        self, reading: Reading, known: Known, version: str, say: Callable[[Message], str], stands: Kinship
    ) -> None:
        self.reading = reading
        self.known = known
        self.of_today = stands in (Kinship.THIS, Kinship.ALIKE)
        """Its questions are those of today; what else it refers to may have changed all the same."""
        self.is_this = stands is Kinship.THIS
        self.fitting = Fitting(version, say)
        self.successors = Successors(known.questions, known.earlier, of_today=self.of_today)
        self.carried: list[Carried] = []
        self.changed: list[Changed] = []
        self.left_behind: list[LeftBehind] = []
        self.named: set[str] = set()
        """Questions of today that the file names, answered or not."""
        self.in_file: frozenset[str] = frozenset()
        """The ids as the file has them."""

    def root(self, root: Mapping) -> Mapping:
        """The whole file, every part under the ids of today."""
        self.in_file = frozenset(named_in(root))
        pairs = dict(root.pairs)
        key, node = pairs.get("questionnaire", (key_at("questionnaire", root), self._untold(root)))
        pairs["questionnaire"] = key, self._reference(node)
        pairs |= self._expectations(root, "")
        for name, change in (
            ("answers", lambda node: self._sheet(node, "")),
            ("respondents", self._respondents),
            ("journey", self._journey),
            ("actions", self._actions),
            ("interview", self._interview),
        ):
            if name in pairs:
                pairs[name] = pairs[name][0], change(pairs[name][1])
        return root._replace(pairs=pairs)

    def _reference(self, node: Node) -> Node:
        if type(node) is not Mapping:
            return node
        pairs = {name: pair for name, pair in node.pairs.items() if name not in ("version", "digest")}
        pairs["version"] = key_at("version", node), _text(self.known.questionnaire.version, node)
        return node._replace(pairs=pairs)

    def _untold(self, root: Mapping) -> Node:
        """What a file that names no questionnaire might have said."""
        return Mapping({"id": (key_at("id", root), _text(self.known.questionnaire.id, root))}, root.mark)

    # -- who says what

    def _respondents(self, node: Node) -> Node:
        if type(node) is not Mapping:
            return node
        return node._replace(pairs={id_: (key, self._respondent(id_, one)) for id_, (key, one) in node.pairs.items()})

    def _respondent(self, id_: str, node: Node) -> Node:
        if type(node) is not Mapping:
            return node
        pairs = node.pairs | self._expectations(node, id_)
        if "answers" in pairs:
            key, sheet = pairs["answers"]
            pairs["answers"] = key, self._sheet(sheet, id_)
        return node._replace(pairs=pairs)

    def _sheet(self, node: Node, respondent: str) -> Node:
        if type(node) is not Mapping:
            return node
        pairs: dict[str, tuple[Scalar, Node]] = {}
        first_id: dict[str, str] = {}
        for id_, (key, value) in node.pairs.items():
            now = self.successors.of(id_)
            if now is not None:
                self.named.add(now)
                first_id.setdefault(now, id_)
                self._check_age(key, id_, now)
            if now is None and self.of_today:
                pairs[id_] = key, value  # no question of any version: whoever reads it says so
            elif now is None:
                self._leave(Part.ANSWER, id_, value, respondent)
            elif now not in pairs:
                pairs[now] = key._replace(text=now), self._fitted(id_, now, value, respondent)
            else:
                other = self._fitted(id_, now, value, respondent)
                pairs[now] = pairs[now][0], self._together(now, pairs[now], first_id[now], (key, other))
        return node._replace(pairs=pairs)

    def _together(self, now: str, first: tuple[Scalar, Node], first_id: str, second: tuple[Scalar, Node]) -> Node:
        """What stands at *now*, where the question of *first* and that of *second* have become one.

        Each must be in order by itself, since what is wrong with one of them could vanish in the other.
        """
        if wrong := self._wrong(now, second):
            self.reading.problems += wrong
            return first[1]
        if self._wrong(now, first):
            return first[1]  # whoever reads it says what is
        if (one := together(self.known.questions[now], first[1], second[1])) is None:
            key = second[0]
            self.reading.refuse("answers-differ", key, name=key.text, other=first_id, question=now, line=first[0].line)
            return first[1]
        return one

    def _wrong(self, now: str, said: tuple[Scalar, Node]) -> list[Problem]:
        """What is wrong with what is *said* as an answer to *now*; nothing where there are warnings at the most."""
        known = list(self.reading.problems)
        alone = Reading(self.reading.file, Parsed(None, known[:]))
        read_sheet(alone, self.known, Mapping({now: said}, said[0].mark), set(), ())
        found = alone.problems[len(known) :]
        return found if any(one.severity is Severity.ERROR for one in found) else []

    def _check_age(self, key: Scalar, was: str, now: str) -> None:
        """Refuse a reused id beside one that only the renumbering brought: the file may be younger than it."""
        if was != now and was in self.known.questions and (brought := self.successors.last_of(was)) in self.in_file:
            version = self.known.questionnaire.version
            self.reading.refuse("before-or-after", key, name=was, question=now, other=brought, version=version)

    def _fitted(self, was: str, now: str, node: Node, respondent: str) -> Node:
        if is_null(node):
            return node
        misfit = None if self.of_today else self.fitting.misfit(self.known.questions[now], node)
        if misfit is None:
            self.carried.append(Carried(was, now, respondent))
            return node
        self.changed.append(Changed(Part.ANSWER, was, now, respondent, plain(node), misfit.why))
        return misfit.instead

    def _leave(self, part: Part, id_: str, node: Node, respondent: str = "") -> None:
        if not is_null(node):
            self.left_behind.append(LeftBehind(part, id_, respondent, plain(node)))

    # -- what refers to dimensions, stages and actions

    def _expectations(self, node: Mapping, respondent: str) -> dict[str, tuple[Scalar, Node]]:
        """What was expected and aimed at, of the organisation or of one *respondent*."""
        return {
            name: (node.pairs[name][0], self._levels(node.pairs[name][1], part, respondent))
            for name, part in _PARTS.items()
            if name in node.pairs
        }

    def _levels(self, node: Node, part: Part, respondent: str) -> Node:
        if type(node) is not Mapping or self.is_this:
            return node
        top = 3 if part is Part.IMPORTANCE else self.known.questionnaire.top_level
        subjects = self.known.dimensions if part is Part.IMPORTANCE else (OVERALL, *self.known.dimensions)
        pairs = {}
        for id_, (key, value) in node.pairs.items():
            if id_ in subjects and not _is_above(value, top):
                pairs[id_] = key, value
            else:
                self._leave(part, id_, value, respondent)
        return node._replace(pairs=pairs)

    def _interview(self, node: Node) -> Node:
        if type(node) is not Mapping:
            return node
        pairs = dict(node.pairs)
        if "at" in pairs and type(at := pairs["at"][1]) is Scalar:
            now = self.successors.of(at.text)
            if now is not None:
                pairs["at"] = pairs["at"][0], at._replace(text=now)
            elif not self.of_today:
                del pairs["at"]  # the interview goes on at the first blank
        if "unfinished" in pairs:
            pairs["unfinished"] = pairs["unfinished"][0], self._journey(pairs["unfinished"][1])
        return self._on_a_stage(node._replace(pairs=pairs))

    def _journey(self, node: Node) -> Node:
        if type(node) is not Sequence:
            return node
        return node._replace(nodes=[self._on_a_stage(one) if type(one) is Mapping else one for one in node.nodes])

    def _on_a_stage(self, node: Mapping) -> Mapping:
        """A touchpoint, or an interview, without a stage that is gone."""
        journey, stage = self.known.questionnaire.journey, node.pairs.get("stage")
        if self.is_this or journey is None or stage is None or type(stage[1]) is not Scalar or is_null(stage[1]):
            return node
        if stage[1].text in [one.id for one in journey.stages]:
            return node
        if "touchpoint" in node.pairs:
            self._leave(Part.STAGE, stage[1].text, node.pairs["touchpoint"][1])
        return node._replace(pairs={name: pair for name, pair in node.pairs.items() if name != "stage"})

    def _actions(self, node: Node) -> Node:
        if type(node) is not Mapping or self.is_this:
            return node
        return node._replace(pairs={id_: (key, self._action(id_, key, one)) for id_, (key, one) in node.pairs.items()})

    def _action(self, id_: str, key: Scalar, node: Node) -> Node:
        """A line of the plan of record; one whose action is gone becomes a line of their own."""
        if type(node) is not Mapping:
            return node
        pairs = dict(node.pairs)
        dimension = pairs.get("dimension")
        if dimension is not None and type(dimension[1]) is Scalar and dimension[1].text not in self.known.dimensions:
            self._leave(Part.ACTION, id_, Mapping({"dimension": pairs.pop("dimension")}, node.mark))
        if id_ not in self.known.actions and ("text" not in pairs or is_null(pairs["text"][1])):
            pairs["text"] = key_at("text", key), _text(id_, key)
            why = Message(N_("the questionnaire no longer recommends it; it is now a line of your own"))
            self.changed.append(Changed(Part.ACTION, id_, id_, "", plain(node), why))
        return node._replace(pairs=pairs)


def _text(text: str, place: Node) -> Scalar:
    return Scalar(text, False, place.mark)


def _is_above(node: Node, most: int) -> bool:
    """Whether *node* is a level of a longer scale."""
    return (
        type(node) is Scalar and node.plain and len(node.text) == 1 and node.text.isdecimal() and int(node.text) > most
    )


def plain(node: Node) -> Said:
    """What stands at *node*, as plain values."""
    match node:
        case Scalar():
            if is_null(node):
                return None
            return int(node.text) if node.plain and INTEGER.fullmatch(node.text) else node.text
        case Sequence():
            return [plain(one) for one in node.nodes]
        case Mapping():
            return {name: plain(value) for name, (_, value) in node.pairs.items()}
