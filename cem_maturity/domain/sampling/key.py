"""The key to a client: what a good consultant should spot, and whether it is really there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, assert_never

from cem_maturity.domain.consensus import Spread
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.questionnaire import Question
from cem_maturity.domain.response import Answered, Evidence
from cem_maturity.domain.result import Result
from cem_maturity.domain.sampling.ladder import Answer, high, is_high
from cem_maturity.domain.sampling.stock import Contradiction, Kind
from cem_maturity.domain.scorecard import Scored
from cem_maturity.domain.splits import spreads


class Finding(NamedTuple):
    """One thing to spot."""

    kind: Kind
    text: str
    """What it is, and how to bring it up."""
    questions: tuple[str, ...] = ()
    """Ids. Of a contradiction, the question answered high comes first."""
    dimension: str = ""
    """The id of the dimension that it is about, where it is about one."""
    action: str = ""
    """The id of the action, where it is a quick win."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a client really is, for those who lead the class."""

    key: str
    """What it is the key to: the name of a case, or persona, level and seed."""
    questionnaire: tuple[str, str]
    """Id and version."""
    organisation: str
    language: str
    level: int | None
    """None where there are no dimensions."""
    index: Fraction | None
    dimensions: Mapping[str, int]
    """Levels by id."""
    answers: Mapping[str, Answer]
    """The model answer, by question."""
    findings: tuple[Finding, ...]


def differences(key: Key, result: Result, known: tuple[Contradiction, ...] = ()) -> tuple[Message, ...]:
    """What the *key* says and the real *result* does not bear out; nothing where all its claims hold.

    Contradictions that are *known* hold as they are defined; another one where its first question is answered high
    and its second at least two levels lower.
    """
    return (*_figures(key, result), *_findings(key, result, known))


def _figures(key: Key, result: Result) -> Iterator[Message]:
    overall = result.scorecard.overall
    level = overall.level if overall else None
    index = overall.index if overall else None
    if key.level != level:
        yield Message(N_("level: the key says {said}, the answers give {real}"), _pair(key.level, level))
    if key.index != index:
        yield Message(N_("index: the key says {said}, the answers give {real}"), _pair(key.index, index))
    if (key.questionnaire[0], key.organisation) != (result.questionnaire.id, result.assessment.organisation.name):
        yield Message(N_("the key belongs to other answers"))
    levels = {one.dimension.id: one.level for one in result.scorecard.scored}
    answers = {id_: said.answer for id_, said in result.responses.items() if isinstance(said, Answered)}
    for said, real in ((key.dimensions, levels), (key.answers, answers)):
        for id_ in dict.fromkeys((*said, *real)):
            if said.get(id_) != real.get(id_):
                values = {"id": id_, **_pair(said.get(id_), real.get(id_))}
                yield Message(N_("{id}: the key says {said}, the answers give {real}"), values)


def _pair(said: object, real: object) -> dict[str, str]:
    return {"said": str(said), "real": str(real)}


def _findings(key: Key, result: Result, known: tuple[Contradiction, ...]) -> Iterator[Message]:
    scene = Scene.of(result)
    for number, finding in enumerate(key.findings, start=1):
        if not holds(finding, scene, known):
            values = {"number": str(number), "kind": finding.kind.value, "questions": ", ".join(finding.questions)}
            yield Message(N_("finding {number}: this {kind} is not in the result ({questions})"), values)


class Scene(NamedTuple):
    """A result with what findings are held against, each worked out once."""

    result: Result
    questions: Mapping[str, Question]
    scored: Mapping[str, Scored]
    blocking: tuple[str, ...]
    """Ids of the dimensions that hold the organisation back."""
    quick_wins: Mapping[str, str]
    """The question of each action that is one."""
    apart: Mapping[str, Spread]

    @classmethod
    def of(cls, result: Result) -> "Scene":
        """What there is to see in *result*."""
        overall = result.scorecard.overall
        return cls(
            result,
            {question.id: question for question in result.questionnaire.questions()},
            {one.dimension.id: one for one in result.scorecard.scored},
            overall.blockers if overall else (),
            {action.id: action.question for action in result.actions if action.kind == "quick_win"},
            spreads(result.questionnaire, result.assessment),
        )

    def answer(self, id_: str) -> Answer | None:
        """The answer to a question, or None where there is none."""
        said = self.result.responses.get(id_)
        return said.answer if isinstance(said, Answered) else None


def holds(finding: Finding, scene: Scene, known: tuple[Contradiction, ...]) -> bool:
    """Whether the *finding* is really there."""
    if any(id_ not in scene.questions for id_ in finding.questions):
        return False
    match finding.kind:
        case Kind.CONTRADICTION:
            return _contradicts(finding, scene, known)
        case Kind.BLOCKER:
            return _blocks(finding, scene)
        case Kind.ROLE_GAP:
            found = [scene.apart.get(id_) for id_ in finding.questions]
            return bool(found) and all(one is not None and one.has_role_gap for one in found)
        case Kind.QUICK_WIN:
            question = scene.quick_wins.get(finding.action)
            return question is not None and finding.questions == (question,)
        case Kind.WEAK_EVIDENCE:
            return bool(finding.questions) and all(is_unproved(id_, scene) for id_ in finding.questions)
        case _:
            assert_never(finding.kind)


def is_unproved(id_: str, scene: Scene) -> bool:
    """Whether a high answer has an opinion or nothing behind it."""
    said = scene.result.responses.get(id_)
    top_level = scene.result.questionnaire.top_level
    return (
        isinstance(said, Answered)
        and is_high(scene.questions[id_], said.answer, top_level)
        and (said.evidence or Evidence.OPINION) is Evidence.OPINION
    )


def _contradicts(finding: Finding, scene: Scene, known: tuple[Contradiction, ...]) -> bool:
    if len(finding.questions) != 2:
        return False
    first, second = (scene.answer(id_) for id_ in finding.questions)
    if first is None or second is None:
        return False
    defined = [one for one in known if (one.first, one.second) == finding.questions]
    if defined:
        return any(first >= one.least and second <= one.most for one in defined)
    return first >= high(scene.result.questionnaire.top_level) and first - second >= 2


def _blocks(finding: Finding, scene: Scene) -> bool:
    scored = scene.scored.get(finding.dimension)
    if scored is None:
        return False
    its_questions = finding.questions and set(finding.questions) <= set(scored.blockers)
    return bool(its_questions) or (not finding.questions and finding.dimension in scene.blocking)
