"""From answers as a client would like them to answers that the questionnaire's own rule gives the wanted level for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.levels import ShareTooLow
from cem_maturity.domain.questionnaire import Dimension, Question, Questionnaire
from cem_maturity.domain.response import Answered
from cem_maturity.domain.sampling.ladder import Answer, height, rung_for, rungs
from cem_maturity.domain.sampling.stock import Contradiction
from cem_maturity.domain.scorecard import Outcome, OverallScore, Scored
from cem_maturity.domain.scoring import in_scope, score_dimension, score_overall, yardstick

_MOST_TURNS = 8
"""After so many changes of direction it is hopeless from here."""


class Pinned(NamedTuple):
    """An answer that stays within bounds, since something is planted there."""

    least: int
    """A level, as `ladder.height` counts."""
    most: int


def fit(
    questionnaire: Questionnaire,
    organisation: Organisation,
    wished: Mapping[str, int],
    level: int,
    *,
    pinned: Mapping[str, Pinned],
    apart: Sequence[Contradiction],
    silent: frozenset[str] = frozenset(),
) -> Mapping[str, Answer] | None:
    """The answers to all questions in scope but the *silent* ones, near to what is *wished*, that give *level*.

    None of the contradictions *apart* is among them. Single answers are moved by one step, those first that are
    furthest from what is wished. None where that leads nowhere.
    """
    fitting = _Fitting(questionnaire, organisation, wished, pinned, apart, silent)
    return fitting.answers() if fitting.settle() and fitting.reach(level) else None


class _Fitting:
    """Answers while they are moved; only what has changed is scored again."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        organisation: Organisation,
        wished: Mapping[str, int],
        pinned: Mapping[str, Pinned],
        apart: Sequence[Contradiction],
        silent: frozenset[str],
    ) -> None:
        self.wished = wished
        self.pinned = pinned
        self.measure = yardstick(questionnaire, organisation)
        self.dimensions = questionnaire.dimensions
        self.top_level = questionnaire.top_level
        self.questions: dict[str, Question] = {}
        self.home: dict[str, Dimension] = {}
        for dimension in questionnaire.dimensions:
            for question in dimension.questions:
                if in_scope(question, organisation) and question.id not in silent:
                    self.questions[question.id] = question
                    self.home[question.id] = dimension
        self.rungs = {id_: rungs(question, self.top_level) for id_, question in self.questions.items()}
        self.at = {id_: rung_for(question, wished[id_], self.top_level) for id_, question in self.questions.items()}
        self.apart = [one for one in apart if one.first in self.questions and one.second in self.questions]
        self.scored: dict[str, Outcome] = {}

    # -- answers

    def answers(self) -> Mapping[str, Answer]:
        return {id_: self.rungs[id_][place] for id_, place in self.at.items()}

    def _height(self, id_: str, place: int | None = None) -> int:
        """How high an answer is, in hundredths of a level."""
        answer = self.rungs[id_][self.at[id_] if place is None else place]
        return int(100 * height(self.questions[id_], answer))

    def _may(self, id_: str, step: int) -> bool:
        """Whether the answer can be moved by *step* without breaking what is planted or making up what is not."""
        place = self.at[id_] + step
        if not self._is_within(id_, place):
            return False
        here = self._height(id_, place)
        return not any(
            (one.first == id_ and here >= 100 * one.least and self._height(one.second) <= 100 * one.most)
            or (one.second == id_ and here <= 100 * one.most and self._height(one.first) >= 100 * one.least)
            for one in self.apart
        )

    # -- contradictions

    def settle(self) -> bool:
        """Bring pinned answers within bounds, and part what does not go together; whether that was possible."""
        for id_ in self.pinned:
            fitting = [place for place in range(len(self.rungs[id_])) if self._is_within(id_, place)]
            if not fitting:
                return False
            self.at[id_] = min(fitting, key=lambda place: (abs(self._height(id_, place) - self.wished[id_]), place))
        for _ in range(len(self.apart) + 1):
            held = [one for one in self.apart if self._holds(one)]
            if not held:
                return True
            for one in held:
                if self._holds(one) and not self._part(one):
                    return False
        return False

    def _holds(self, one: Contradiction) -> bool:
        return self._height(one.first) >= 100 * one.least and self._height(one.second) <= 100 * one.most

    def _part(self, one: Contradiction) -> bool:
        """Move the answer that is nearer to where it does no harm; whether one could be moved."""
        too_high = self._height(one.first) - 100 * one.least
        too_low = 100 * one.most - self._height(one.second)
        ways = [(too_high, one.first, -1), (too_low, one.second, 1)]
        for _, id_, step in sorted(ways, key=lambda way: way[0]):
            before = self.at[id_]
            while self._holds(one) and self._is_within(id_, self.at[id_] + step):
                self.at[id_] += step
            if not self._holds(one):
                return True
            self.at[id_] = before
        return False

    def _is_within(self, id_: str, place: int) -> bool:
        """Whether there is an answer in that *place*, and nothing planted forbids it."""
        if not 0 <= place < len(self.rungs[id_]):
            return False
        bounds = self.pinned.get(id_)
        return bounds is None or 100 * bounds.least <= self._height(id_, place) <= 100 * bounds.most

    # -- the level

    def reach(self, level: int) -> bool:
        """Move answers until the level is *level*; whether that was possible."""
        for dimension in self.dimensions:
            self._score(dimension)
        direction, turns = 0, 0
        while True:
            overall = score_overall(self.scored.values(), self.measure)
            if overall is None:
                return False
            if overall.level == level:
                return True
            wanted = 1 if overall.level < level else -1
            turns += wanted != direction
            direction = wanted
            if turns > _MOST_TURNS:
                return False
            moved = next((id_ for id_ in self._candidates(overall, level, wanted) if self._may(id_, wanted)), None)
            if moved is None:
                return False
            self.at[moved] += wanted
            self._score(self.home[moved])

    def _score(self, dimension: Dimension) -> None:
        said = {
            question.id: Answered(self.rungs[question.id][self.at[question.id]])
            for question in dimension.questions
            if question.id in self.questions
        }
        self.scored[dimension.id] = score_dimension(dimension, said, self.measure)

    def _candidates(self, overall: OverallScore, level: int, step: int) -> Iterator[str]:
        """Answers that may be moved by *step*, those first that matter and do least harm to the shape."""
        matter = [one for one in overall.scored if one.level > level]
        if step > 0:
            by_share = isinstance(overall.obstacle, ShareTooLow)  # else any answer raises the index
            matter = [one for one in overall.scored if by_share and one.dimension.id in overall.blockers]
        for one in sorted(matter, key=lambda one: -step * self._wish_of(one)):
            yield from self._within(one, level, step)
        yield from sorted(self.questions, key=self._harm(step))

    def _within(self, one: Scored, level: int, step: int) -> list[str]:
        """The answers of a dimension by which it rises or falls."""
        own = [question.id for question, _ in one.marks if question.id in self.questions]
        if step < 0:
            own = [id_ for id_ in own if self._height(id_) > 100 * level]
        elif isinstance(one.obstacle, ShareTooLow):
            own = [id_ for id_ in own if id_ in one.blockers]
        return sorted(own, key=self._harm(step))

    def _wish_of(self, one: Scored) -> int:
        """How high the dimension would be, in hundredths of a level."""
        wishes = [self.wished[question.id] for question in one.dimension.questions]
        return sum(wishes) // len(wishes)

    def _harm(self, step: int) -> Callable[[str], int]:
        """How far from what is wished *step* would take an answer, the more the further; by its id."""
        return lambda id_: step * (self._height(id_) - self.wished[id_])
