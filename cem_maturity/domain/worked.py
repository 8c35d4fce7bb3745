"""The formula on the figures of one client: who has reached which level, and what the rule makes of it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.arithmetic import climb_of_dimension, climb_of_organisation, index_line, verdict_by_index
from cem_maturity.domain.message import N_, Message, Value
from cem_maturity.domain.questionnaire import GridQuestion, LevelRule, PracticeQuestion, Question
from cem_maturity.domain.reasons import dimension_reason, method_sentence
from cem_maturity.domain.result import Result
from cem_maturity.domain.sampling.ladder import Answer
from cem_maturity.domain.scorecard import OverallScore, Scored, climbing_rule


class Row(NamedTuple):
    """One question of a dimension, or one dimension of the organisation."""

    title: str
    level: int | None
    """The level answered or reached; None of a practice, and where the figures are left out."""
    there: tuple[Fraction | None, ...]
    """How much of it has reached level 1..N: 0 or 1, of a practice also a share; None where it takes no part."""


@dataclass(frozen=True, slots=True)
class Worked:
    """One climb."""

    title: str
    """Of the dimension; nothing where it is that of the organisation."""
    rows: tuple[Row, ...]
    shares: tuple[Fraction | None, ...]
    """F(1)..F(N); nothing where the figures are left out."""
    level: int | None
    index: Fraction | None
    lines: tuple[Message, ...]
    """The arithmetic in sentences, those of `cem explain`."""


@dataclass(frozen=True, slots=True)
class Formula:
    """The rule, with an example: a dimension of the client, then the client as a whole."""

    organisation: str
    sentence: Message
    top_level: int
    is_worked: bool
    """Whether the figures are there; else there is room for them."""
    examples: tuple[Worked, ...]


def formula(result: Result, *, worked: bool) -> Formula:
    """The formula of the questionnaire with the client of *result* as its example, its figures there or left out.

    The dimension is one that stands neither at the bottom nor at the top, if there is one, and of these the one whose
    answers differ most: there the level and the mean say different things.
    """
    scorecard, asked = result.scorecard, result.questionnaire
    examples: list[Worked] = []
    if scorecard.overall is not None:
        chosen = max(scorecard.scored, key=lambda one: (0 < one.level < asked.top_level, _unevenness(one)))
        examples = [_of_dimension(chosen, asked.top_level), _of_organisation(result, scorecard.overall)]
    found = Formula(
        result.assessment.organisation.name, method_sentence(asked.rules), asked.top_level, worked, tuple(examples)
    )
    return found if worked else _without_figures(found)


def _unevenness(scored: Scored) -> int:
    levels = [int(answer) for question, answer in scored.marks if isinstance(question, GridQuestion)]
    return max(levels) - min(levels) if levels else 0


def _of_dimension(scored: Scored, top_level: int) -> Worked:
    climb = list(climb_of_dimension(scored))[: _shown(scored.fulfilment, scored.level, scored.rules.level_rule)]
    lines = [*climb, index_line(scored, top_level)]
    if verdict := verdict_by_index(scored.rules, top_level, scored.level, scored.rules.level_rule):
        lines.append(verdict)
    return Worked(
        title=scored.dimension.title,
        rows=tuple(
            Row(
                question.text,
                int(answer) if isinstance(question, GridQuestion) else None,
                tuple(_there(question, answer, level) for level in range(1, top_level + 1)),
            )
            for question, answer in scored.marks
        ),
        shares=scored.fulfilment,
        level=scored.level,
        index=scored.index,
        lines=(*lines, dimension_reason(scored, scored.rules, top_level)),
    )


def _shown(shares: tuple[Fraction | None, ...], level: int, rule: LevelRule) -> int:
    """How many levels the climb is told of: up to the one at which it stops; all, where nothing is climbed."""
    if rule in (LevelRule.FLOOR, LevelRule.BANDS):
        return len(shares)
    above = (n for n, share in enumerate(shares, start=1) if n > level and share is not None)
    return next(above, len(shares))


def _there(question: Question, answer: Answer, level: int) -> Fraction | None:
    """x(k) of scoring.md §1."""
    if isinstance(question, PracticeQuestion):
        return Fraction(answer) if level == question.level else None
    return Fraction(int(answer >= level))


def _of_organisation(result: Result, overall: OverallScore) -> Worked:
    top_level, rule = result.questionnaire.top_level, climbing_rule(result.questionnaire.rules.overall_rule)
    values: dict[str, Value] = {"index": overall.index, "most": top_level}
    lines = [
        *list(climb_of_organisation(overall))[: _shown(overall.fulfilment, overall.level, rule)],
        Message(N_("The weighted mean of the dimensions' indices is {index} of {most}."), values),
    ]
    lines += filter(None, (verdict_by_index(overall.rules, top_level, overall.level, rule), result.reason))
    return Worked(
        title="",
        rows=tuple(
            Row(
                one.dimension.title,
                one.level,
                tuple(Fraction(int(one.level >= level)) for level in range(1, top_level + 1)),
            )
            for one in overall.scored
        ),
        shares=overall.fulfilment,
        level=overall.level,
        index=overall.index,
        lines=tuple(lines),
    )


def _without_figures(found: Formula) -> Formula:
    """The same page before anything is known: who is judged, and nothing of how."""
    empty = tuple(None for _ in range(found.top_level))
    examples = tuple(
        Worked(one.title, tuple(Row(row.title, None, empty) for row in one.rows), empty, None, None, ())
        for one in found.examples
    )
    return Formula(found.organisation, found.sentence, found.top_level, False, examples)
