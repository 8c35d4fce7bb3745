"""From what was planted, and what follows from it, to the findings of a key: each is looked up in the real result."""

from collections.abc import Iterator, Sequence

from cem_maturity.domain.consensus import RoleView, Spread
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.response import Answered
from cem_maturity.domain.result import Result
from cem_maturity.domain.sampling.key import Finding, Key, Scene
from cem_maturity.domain.sampling.ladder import height
from cem_maturity.domain.sampling.stock import Contradiction, Kind, Rank, Stock, filled
from cem_maturity.domain.splits import Split, splits

_MOST_BLOCKERS = 2
_MOST_GAPS = 4
_MOST_WINS = 2


def key_to(name: str, result: Result, stock: Stock, planted: Sequence[Contradiction], boasts: frozenset[str]) -> Key:
    """The key called *name*: the model answers, and what to spot in *result* with the words of the *stock*."""
    overall = result.scorecard.overall
    asked, assessment = result.questionnaire, result.assessment
    return Key(
        key=name,
        questionnaire=(asked.id, asked.version),
        organisation=assessment.organisation.name,
        language=assessment.language,
        level=overall.level if overall else None,
        index=overall.index if overall else None,
        dimensions={one.dimension.id: one.level for one in result.scorecard.scored},
        answers={id_: said.answer for id_, said in result.responses.items() if isinstance(said, Answered)},
        findings=tuple(_all(result, stock, planted, boasts)),
    )


def _all(result: Result, stock: Stock, planted: Sequence[Contradiction], boasts: frozenset[str]) -> Iterator[Finding]:
    scene = Scene.of(result)
    yield from _contradictions(scene, stock, planted)
    yield from _blockers(scene, stock)
    yield from _gaps(scene, stock)
    yield from _quick_wins(scene, stock)
    yield from _weak(scene, stock, boasts)


def _home(questionnaire: Questionnaire, id_: str) -> str:
    return next(one.id for one in questionnaire.dimensions if any(question.id == id_ for question in one.questions))


def _contradictions(scene: Scene, stock: Stock, planted: Sequence[Contradiction]) -> Iterator[Finding]:
    for one in planted:
        told = stock.own.contradictions.get(one.id)
        first, second = scene.questions[one.first].text, scene.questions[one.second].text
        text = told.key if told else filled(stock.key[Kind.CONTRADICTION], first=first, second=second)
        yield Finding(Kind.CONTRADICTION, text, (one.first, one.second), _home(scene.result.questionnaire, one.second))


def _blockers(scene: Scene, stock: Stock) -> Iterator[Finding]:
    """What holds the whole back; at the top of the scale, what holds back the lowest dimension."""
    ids = scene.blocking or tuple(id_ for id_, one in scene.scored.items() if one.blockers)
    for id_ in sorted(ids, key=lambda id_: (scene.scored[id_].level, scene.scored[id_].index))[:_MOST_BLOCKERS]:
        one = scene.scored[id_]
        text = f"{one.dimension.title}. {stock.key[Kind.BLOCKER]}"
        yield Finding(Kind.BLOCKER, text, one.blockers, id_)


def _gaps(scene: Scene, stock: Stock) -> Iterator[Finding]:
    """The widest gap of each dimension, the widest of all first."""
    asked = scene.result.questionnaire
    found = [one for one in splits(asked, scene.result.assessment) if one.spread.has_role_gap]
    widest: dict[str, Split] = {}
    for one in sorted(found, key=lambda one: -one.spread.role_gap):
        widest.setdefault(one.dimension.id, one)
    for one in list(widest.values())[:_MOST_GAPS]:
        text = filled(
            stock.key[Kind.ROLE_GAP],
            high_role=asked.called(_speaking(one.spread, one.spread.highest, Rank.BOARD)),
            low_role=asked.called(_speaking(one.spread, one.spread.lowest, Rank.FRONT_LINE)),
        )
        yield Finding(Kind.ROLE_GAP, f"{one.question.text} {text}", (one.question.id,), one.dimension.id)


def _speaking(spread: Spread, view: RoleView, rank: Rank) -> str:
    """The role at that end; among several who say the same, that of *rank*."""
    same = [one.role for one in spread.by_role if one.median == view.median]
    return rank.value if rank.value in same else view.role


def _quick_wins(scene: Scene, stock: Stock) -> Iterator[Finding]:
    wins = [action for action in scene.result.actions if action.kind == "quick_win"]
    for action in wins[:_MOST_WINS]:
        text = f"{action.text} {stock.key[Kind.QUICK_WIN]}"
        yield Finding(Kind.QUICK_WIN, text, (action.question,), action.dimension, action.id)


def _weak(scene: Scene, stock: Stock, boasts: frozenset[str]) -> Iterator[Finding]:
    """One finding a dimension, whose level is the lowest that is claimed."""
    for one in scene.scored.values():
        claimed = [(question.id, height(question, answer)) for question, answer in one.marks if question.id in boasts]
        if claimed:
            text = filled(stock.key[Kind.WEAK_EVIDENCE], level=str(int(min(level for _, level in claimed))))
            text = f"{one.dimension.title}. {text}"
            yield Finding(Kind.WEAK_EVIDENCE, text, tuple(id_ for id_, _ in claimed), one.dimension.id)
