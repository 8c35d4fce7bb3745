"""The cheapest set of steps after which the organisation is at a level, exact under every rule (scoring.md §9)."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, inf, lcm
from typing import NamedTuple

from cem_maturity.domain.cover import Cover, Rung, Solver
from cem_maturity.domain.ladders import Rise, ladders
from cem_maturity.domain.levels import Tally, cut_points
from cem_maturity.domain.questionnaire import LevelRule, Questionnaire, Rules
from cem_maturity.domain.response import Answered, Response
from cem_maturity.domain.result import Result
from cem_maturity.domain.scorecard import OverallScore, Scorecard, Scored, climbing_rule
from cem_maturity.domain.scoring import Responses, score, yardstick


class Milestone(NamedTuple):
    """A level on the way, with what it takes to be there."""

    level: int
    total_effort: int | None
    """From today; None where no step leads there."""


class CheapestPath(NamedTuple):
    """The cheapest way to a level of the organisation."""

    target: int
    """The level that was asked for, 1..N."""
    reached: bool
    """Whether the target is reached; else the way leads to the highest level that can be."""
    rises: tuple[Rise, ...]
    """In file order; among equally cheap ways the one whose steps come first there."""
    path: tuple[Milestone, ...]
    """From the level after today's to the target."""
    after: Scorecard
    """The figures once all steps are taken."""

    @property
    def total_effort(self) -> int:
        """The sum of all steps' efforts."""
        return sum(rise.effort for rise in self.rises)


def cheapest_path(result: Result, target: int, solver: Solver | None = None) -> CheapestPath | None:
    """The cheapest way to the level *target*, 1..N; None where the organisation has no level to start from.

    The *solver*, if there is one, is asked where the search would be long. Only answered questions are raised. A target
    that no way leads to gives the way to the highest level that can be.
    """
    overall = result.scorecard.overall
    if overall is None:
        return None
    ways = _Ways(result, overall, solver)
    path = tuple(Milestone(level, ways.effort_to(level)) for level in range(overall.level + 1, target + 1))
    within_reach = [milestone.level for milestone in path if milestone.total_effort is not None]
    rises = ways.first_to(within_reach[-1]) if within_reach else ()
    after = score(result.questionnaire, raised(result.responses, rises), result.assessment.organisation)
    return CheapestPath(target, len(within_reach) == len(path), rises, path, after)


def raised(responses: Responses, steps: Iterable[Rise]) -> Responses:
    """*responses* after the *steps*; what stood behind an answer stays with it."""
    changed: dict[str, Response] = dict(responses)
    for rise in steps:
        response = changed[rise.question]
        if isinstance(response, Answered):
            changed[rise.question] = response._replace(answer=rise.end)
    return changed


class _Ways:
    """All ways up from one result."""

    def __init__(self, result: Result, overall: OverallScore, solver: Solver | None) -> None:
        self.solver = solver
        measure = yardstick(result.questionnaire, result.assessment.organisation)
        self.questionnaire = result.questionnaire
        self.weights = measure.dimension_weights
        """Those of the tally, in which dimensions without a level have had their say about what is whole."""
        self.overall = overall
        self.rule = climbing_rule(result.questionnaire.rules.overall_rule)
        self.dimensions = [
            _Dimension(scored, ladders(scored, result.responses, measure), result.questionnaire, solver)
            for scored in overall.scored
        ]
        self.covers: dict[int, Cover | None] = {}

    def effort_to(self, level: int) -> int | None:
        """What the cheapest way to *level* costs; None where there is none."""
        cover = self._cover(level)
        return None if cover is None else cover.least_cost

    def first_to(self, level: int) -> tuple[Rise, ...]:
        """Among the cheapest ways to *level*, which can be reached, the one whose steps come first in file order."""
        cover = self._cover(level)
        if cover is None or cover.least_cost is None:
            raise ValueError(f"no way leads to level {level}")
        if self._looks_at_index:
            return _climbed([ladder for one in self.dimensions for ladder in one.ladders], cover)
        settled: dict[int, range] = {}
        steps: list[Rise] = []
        for place, dimension in enumerate(self.dimensions):
            possible = [
                height
                for height in range(len(cover.stops[place]))
                if cover.climb(cover.least_cost, {**settled, place: range(height, height + 1)}) is not None
            ]
            ways = {height: dimension.first_to(dimension.scored.level + height) for height in possible}
            first = min(possible, key=lambda height: dimension.places(ways[height]))
            settled[place] = range(first, first + 1)
            steps += ways[first]
        return tuple(steps)

    @property
    def _looks_at_index(self) -> bool:
        return self.rule in (LevelRule.FLOOR, LevelRule.BANDS)

    def _cover(self, level: int) -> Cover | None:
        if level not in self.covers:
            self.covers[level] = self._index_cover(level) if self._looks_at_index else self._level_cover(level)
        return self.covers[level]

    def _level_cover(self, level: int) -> Cover | None:
        """Dimensions climb to *level* as questions do in a dimension, a level of theirs at what it takes."""
        conditions = _conditions(self.overall.tally, level, self.rule, self.overall.rules)
        if conditions is None:
            return None
        rungs = [
            [Rung(cost, tuple(weight if at == there else 0 for at in conditions)) for there, cost in one.costs(level)]
            for one in self.dimensions
            for weight in [self.weights[one.scored.dimension.id]]
        ]
        return Cover(rungs, list(conditions.values()), self.solver)

    def _index_cover(self, level: int) -> Cover:
        """Questions of all dimensions lift the one index."""
        all_ = sum((one.scored.dimension.weight for one in self.dimensions), Fraction(0))
        worth = [
            [[one.scored.dimension.weight * one.worth(rise) for rise in ladder] for ladder in one.ladders]
            for one in self.dimensions
        ]
        wanted = (_cut(self.overall.rules, self.rule, level, self.questionnaire.top_level) - self.overall.index) * all_
        return _index_cover(
            [ladder for one in self.dimensions for ladder in one.ladders],
            [w for one in worth for w in one],
            wanted,
            self.solver,
        )


class _Dimension:
    """The ways up in one dimension."""

    def __init__(
        self,
        scored: Scored,
        steps: Sequence[Sequence[Rise]],
        questionnaire: Questionnaire,
        solver: Solver | None,
    ) -> None:
        self.solver = solver
        self.scored = scored
        self.ladders = steps
        self.questionnaire = questionnaire
        self.covers: dict[int, Cover | None] = {}
        self.order = {rise: place for place, rise in enumerate(rise for ladder in steps for rise in ladder)}

    def costs(self, level: int) -> Iterator[tuple[int, int]]:
        """Each level above today's up to *level* that can be reached, with what it costs beyond the one before."""
        before = 0
        for there in range(self.scored.level + 1, level + 1):
            cover = self._cover(there)
            if cover is None or cover.least_cost is None:
                return
            yield there, cover.least_cost - before
            before = cover.least_cost

    def first_to(self, level: int) -> tuple[Rise, ...]:
        """Among the cheapest ways to *level* or above, which can be reached, the first in file order."""
        cover = self._cover(level) if level > self.scored.level else None
        return () if cover is None else _climbed(self.ladders, cover)

    def places(self, steps: Iterable[Rise]) -> tuple[float, ...]:
        """Where *steps* stand in file order; what goes on longer comes first."""
        return (*(self.order[rise] for rise in steps), inf)

    def worth(self, rise: Rise) -> Fraction:
        """How much *rise* adds to the index (scoring.md §2.3)."""
        total = self.scored.tally.total
        tested_beneath = next((level for level in range(rise.level - 1, 0, -1) if total[level - 1]), 0)
        return rise.lift * self._scale * (rise.level - tested_beneath) / total[rise.level - 1]

    def _cover(self, level: int) -> Cover | None:
        if level not in self.covers:
            self.covers[level] = self._built(level)
        return self.covers[level]

    def _built(self, level: int) -> Cover | None:
        rules, tally = self.scored.rules, self.scored.tally
        if rules.level_rule in (LevelRule.FLOOR, LevelRule.BANDS):
            wanted = _cut(rules, rules.level_rule, level, self.questionnaire.top_level) - self.scored.index
            return _index_cover(
                self.ladders, [[self.worth(rise) for rise in one] for one in self.ladders], wanted, self.solver
            )
        conditions = _conditions(tally, level, rules.level_rule, rules)
        if conditions is None:
            return None
        rungs = [
            [
                Rung(rise.effort, tuple(int(rise.lift * self._scale) if rise.level == at else 0 for at in conditions))
                for rise in ladder
            ]
            for ladder in self.ladders
        ]
        return Cover(rungs, list(conditions.values()), self.solver)

    @cached_property
    def _scale(self) -> int:
        """How many units of the tally make one of a question's weight."""
        return lcm(*(answer.denominator for _, answer in self.scored.marks))


def _conditions(tally: Tally, level: int, rule: LevelRule, rules: Rules) -> dict[int, int] | None:
    """How much weight still has to reach which tested level for *level* to be reached; None where none tests it."""
    conditions: dict[int, int] = {}
    for k, reached, total in tally.tested():
        is_top = k >= level
        share = rules.top if is_top else max(rules.top, rules.below)
        conditions[k] = (total if rule is LevelRule.STRICT else floor(share * total) + 1) - reached
        if is_top:
            return conditions
    return None


def _cut(rules: Rules, rule: LevelRule, level: int, top_level: int) -> Fraction:
    """The index from which *level* is reached."""
    return Fraction(level) if rule is LevelRule.FLOOR else cut_points(rules, top_level)[level - 1]


def _index_cover(
    ladders_: Sequence[Sequence[Rise]], worth: Sequence[Sequence[Fraction]], wanted: Fraction, solver: Solver | None
) -> Cover:
    """Steps that together are worth *wanted*."""
    unit = lcm(*(one.denominator for ladder in worth for one in ladder))
    rungs = [
        [Rung(rise.effort, (_whole(one, unit),)) for rise, one in zip(ladder, its_worth, strict=True)]
        for ladder, its_worth in zip(ladders_, worth, strict=True)
    ]
    return Cover(rungs, [ceil(wanted * unit)], solver)


def _climbed(ladders_: Sequence[Sequence[Rise]], cover: Cover) -> tuple[Rise, ...]:
    heights = cover.first_climb() or ()
    return tuple(rise for ladder, height in zip(ladders_, heights, strict=True) for rise in ladder[:height])


def _whole(number: Fraction, unit: int) -> int:
    """*number* times *unit*, a multiple of its denominator."""
    return number.numerator * (unit // number.denominator)
