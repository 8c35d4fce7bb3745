"""Explain: the arithmetic of a result in words that can be read aloud to defend it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from cem_maturity.application.firmness import firmness_lines, firmness_lines_of
from cem_maturity.application.judge import judge
from cem_maturity.domain.arithmetic import climb_of_dimension, climb_of_organisation, index_line, verdict_by_index
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.confidence import CONFIDENCE_SENTENCES, confidence_word
from cem_maturity.domain.message import N_, Message, Value
from cem_maturity.domain.problem import CemMaturityError
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Questionnaire
from cem_maturity.domain.reasons import (
    dimension_reason,
    overall_reason,
    percent,
    plain,
)
from cem_maturity.domain.result import Result
from cem_maturity.domain.robustness import Bounds
from cem_maturity.domain.scorecard import (
    Grounds,
    Lack,
    Mark,
    Outcome,
    OverallScore,
    Scorecard,
    Scored,
    Unscored,
    blocked_at,
    climbing_rule,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one result came about."""

    heading: Message
    lines: tuple[Message, ...]
    """Whole sentences, in the order of the arithmetic."""


class UnknownDimension(CemMaturityError):
    """A dimension that the questionnaire does not have."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known
        """The ids of those that it has."""


def explain(
    questionnaire: Questionnaire, assessment: Assessment, dimension: str | None, *, partial: bool
) -> tuple[Explanation, ...]:
    """How every dimension's level came about and then the organisation's, or that of one *dimension* alone.

    Raises UnknownDimension, and BlankAnswers as `judge` does.
    """
    known = tuple(one.id for one in questionnaire.dimensions)
    if dimension is not None and dimension not in known:
        raise UnknownDimension(dimension, known)
    result = judge(questionnaire, assessment, partial=partial)
    asked = [outcome for outcome in result.scorecard.outcomes if dimension in (None, outcome.dimension.id)]
    explained = [_explain_dimension(questionnaire, outcome, with_answers=dimension is not None) for outcome in asked]
    if dimension is not None:
        explained = [_with_tips(one, outcome, result) for one, outcome in zip(explained, asked, strict=True)]
    elif questionnaire.dimensions:
        explained.append(_explain_overall(result))
    return tuple(explained)


def _explain_dimension(questionnaire: Questionnaire, outcome: Outcome, *, with_answers: bool) -> Explanation:
    title = outcome.dimension.title
    match outcome:
        case Scored(level=level):
            heading = Message(
                N_("{title}: level {level}, {name}"),
                {"title": title, "level": level, "name": questionnaire.levels[level].name},
            )
            return Explanation(heading, tuple(_lines_of(questionnaire, outcome, with_answers)))
        case Unscored(lack=lack):
            reason = dimension_reason(outcome, questionnaire.rules, questionnaire.top_level)
            return Explanation(Message(_UNSCORED[lack], {"title": title}), (reason,))
        case _:
            assert_never(outcome)


def _with_tips(explanation: Explanation, outcome: Outcome, result: Result) -> Explanation:
    """Also which answers of the dimension tip the organisation's level; one without a level has none."""
    if isinstance(outcome, Unscored):
        return explanation
    tips = firmness_lines_of(result, {question.id for question in outcome.dimension.questions})
    return replace(explanation, lines=(*explanation.lines, *tips))


_UNSCORED = {Lack.NOT_ASSESSED: N_("{title}: not assessed"), Lack.NOT_APPLICABLE: N_("{title}: not applicable")}


def _lines_of(questionnaire: Questionnaire, scored: Scored, with_answers: bool) -> Iterator[Message]:
    rules = questionnaire.rules
    if with_answers:
        yield from map(_answer_line, scored.marks)
    yield from climb_of_dimension(scored)
    yield index_line(scored, questionnaire.top_level)
    if verdict := verdict_by_index(rules, questionnaire.top_level, scored.level, rules.level_rule):
        yield verdict
    yield dimension_reason(scored, rules, questionnaire.top_level)
    blocked = blocked_at(scored.obstacle)
    blockers = set(scored.blockers)
    if blocked is not None:
        yield from (_blocker_line(mark, blocked) for mark in scored.marks if mark[0].id in blockers)
    yield from _grounds_lines(scored.grounds)


def _answer_line(mark: Mark) -> Message:
    question, answer = mark
    weight: Value = plain(question.weight)
    match question:
        case GridQuestion():
            return Message(
                N_("“{question}” stands at level {level}; its weight is {weight}."),
                {"question": question.text, "level": int(answer), "weight": weight},
            )
        case PracticeQuestion():
            return Message(
                N_("“{question}”, a practice of level {level}, is in place to {share}; its weight is {weight}."),
                {
                    "question": question.text,
                    "level": question.level,
                    "share": percent(Fraction(answer)),
                    "weight": weight,
                },
            )
        case _:
            assert_never(question)


def _blocker_line(mark: Mark, level: int) -> Message:
    question, answer = mark
    match question:
        case GridQuestion():
            return Message(
                N_("In the way: “{question}” stands at {answer} and not yet at {level}."),
                {"question": question.text, "answer": int(answer), "level": level},
            )
        case PracticeQuestion():
            return Message(
                N_("In the way: “{question}” is in place to {share} and not yet in full."),
                {"question": question.text, "share": percent(Fraction(answer), short_of=Fraction(1))},
            )
        case _:
            assert_never(question)


def _grounds_lines(grounds: Grounds) -> Iterator[Message]:
    if grounds.coverage is not None:
        yield Message(
            N_("{share} of the weight that applies has been answered."),
            {"share": percent(grounds.coverage, short_of=Fraction(1))},
        )
    if grounds.confidence is not None:
        yield Message(CONFIDENCE_SENTENCES[confidence_word(grounds.confidence)])


def _explain_overall(result: Result) -> Explanation:
    questionnaire, scorecard, possible = result.questionnaire, result.scorecard, result.bounds
    overall = scorecard.overall
    lines = [] if overall is None else list(_overall_lines(questionnaire, overall, scorecard))
    lines += _grounds_lines(scorecard.grounds)
    if possible is not None and scorecard.grounds.coverage != 1:
        lines.append(_bounds_line(possible))
    lines += firmness_lines(result)
    reasons = result.provisional_reasons
    if reasons:
        lines.append(Message(N_("The result is provisional.")))
        lines += reasons
    if overall is None:
        return Explanation(Message(N_("The organisation: no level")), tuple(lines))
    heading = Message(
        N_("The organisation: level {level}, {name}"),
        {"level": overall.level, "name": questionnaire.levels[overall.level].name},
    )
    return Explanation(heading, tuple(lines))


def _bounds_line(possible: Bounds) -> Message:
    values: dict[str, Value] = {
        "low": possible.level_low,
        "high": possible.level_high,
        "index_low": possible.index_low,
        "index_high": possible.index_high,
    }
    if possible.level_low == possible.level_high:
        return Message(
            N_(
                "Whatever the open answers turn out to be, the level stays {low}; "
                "the index lies from {index_low} to {index_high}."
            ),
            values,
        )
    return Message(
        N_(
            "Whatever the open answers turn out to be, the level lies from {low} to {high} "
            "and the index from {index_low} to {index_high}."
        ),
        values,
    )


def _overall_lines(questionnaire: Questionnaire, overall: OverallScore, scorecard: Scorecard) -> Iterator[Message]:
    rules = questionnaire.rules
    titles = {one.dimension.id: one.dimension.title for one in overall.scored}
    yield from climb_of_organisation(overall)
    yield Message(
        N_("The weighted mean of the dimensions' indices is {index} of {most}."),
        {"index": overall.index, "most": questionnaire.top_level},
    )
    rule = climbing_rule(rules.overall_rule)
    if verdict := verdict_by_index(rules, questionnaire.top_level, overall.level, rule):
        yield verdict
    if reason := overall_reason(scorecard, rules.overall_rule, questionnaire.top_level):
        yield reason
    if overall.blockers:
        yield Message(N_("In the way: {dimensions}."), {"dimensions": tuple(titles[id_] for id_ in overall.blockers)})
    if overall.laggards:
        yield Message(
            N_("More than one level behind: {dimensions}."),
            {"dimensions": tuple(titles[id_] for id_ in overall.laggards)},
        )
