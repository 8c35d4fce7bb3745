"""The sentences that say why a result is what it is, before anyone knows in which language."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple, assert_never

from cem_maturity.domain.levels import IndexTooLow, NothingHigher, Obstacle, ShareTooLow
from cem_maturity.domain.message import N_, Message, Percent, Value, counted, forms
from cem_maturity.domain.questionnaire import GridQuestion, LevelRule, OverallRule, Rules
from cem_maturity.domain.scorecard import Lack, Outcome, Scorecard, Scored, Unscored, is_below

HALF = Fraction(1, 2)
FIRM_COVERAGE = Fraction(4, 5)
"""With less than this share of the weight answered, a result is provisional (scoring.md §5)."""


class Wanted(NamedTuple):
    """One sentence in three strengths: more than half, more than a share, all."""

    half: tuple[str, str]
    share: tuple[str, str]
    every: tuple[str, str]


QUESTIONS = Wanted(
    forms(
        "Level {level} wants more than half of the questions at {at} or above; {count} of {total} is.",
        "Level {level} wants more than half of the questions at {at} or above; {count} of {total} are.",
    ),
    forms(
        "Level {level} wants more than {wanted} of the questions at {at} or above; {count} of {total} is.",
        "Level {level} wants more than {wanted} of the questions at {at} or above; {count} of {total} are.",
    ),
    forms(
        "Level {level} wants every question at {at} or above; {count} of {total} is.",
        "Level {level} wants every question at {at} or above; {count} of {total} are.",
    ),
)
DIMENSIONS = Wanted(
    forms(
        "Level {level} wants more than half of the dimensions at {at} or above; {count} of {total} is.",
        "Level {level} wants more than half of the dimensions at {at} or above; {count} of {total} are.",
    ),
    forms(
        "Level {level} wants more than {wanted} of the dimensions at {at} or above; {count} of {total} is.",
        "Level {level} wants more than {wanted} of the dimensions at {at} or above; {count} of {total} are.",
    ),
    forms(
        "Level {level} wants every dimension at {at} or above; {count} of {total} is.",
        "Level {level} wants every dimension at {at} or above; {count} of {total} are.",
    ),
)
WEIGHT = Wanted(
    (N_("Level {level} wants more than half of the weight at {at} or above; {share} is."), ""),
    (N_("Level {level} wants more than {wanted} of the weight at {at} or above; {share} is."), ""),
    (N_("Level {level} wants all of the weight at {at} or above; {share} is."), ""),
)


def dimension_reason(outcome: Outcome, rules: Rules, top_level: int) -> Message:
    """Why the dimension is at its level and not the next, or why it has none."""
    match outcome:
        case Scored():
            return _sentence(outcome.obstacle, QUESTIONS, questions_at(outcome, at(outcome.obstacle)), top_level)
        case Unscored(lack=Lack.NOT_APPLICABLE):
            return Message(N_("None of its questions applies to this organisation."))
        case Unscored(grounds=grounds):
            coverage = grounds.coverage or Fraction(0)
            if not coverage:
                return Message(N_("None of its questions has been answered."))
            return Message(
                N_("Only {share} of its weight has been answered; at least {wanted} is needed."),
                {"share": percent(coverage, short_of=rules.min_coverage), "wanted": percent(rules.min_coverage)},
            )
        case _:
            assert_never(outcome)


def overall_reason(scorecard: Scorecard, rule: OverallRule, top_level: int) -> Message | None:
    """Why the organisation is at its level and not the next; None where it has no level."""
    overall = scorecard.overall
    if overall is None:
        return None
    match overall.obstacle:
        case ShareTooLow() if rule is OverallRule.WEAKEST:
            return counted(
                "The weakest dimension decides; {count} dimension stands at level {level}.",
                "The weakest dimension decides; {count} dimensions stand at level {level}.",
                len(overall.blockers),
                {"count": len(overall.blockers), "level": overall.level},
            )
        case obstacle:
            return _sentence(obstacle, DIMENSIONS, dimensions_at(scorecard.scored, at(obstacle)), top_level)


def at(obstacle: Obstacle) -> int:
    """The level at which the obstacle was met."""
    match obstacle:
        case ShareTooLow(at=level) | IndexTooLow(level=level) | NothingHigher(level=level):
            return level
        case _:
            assert_never(obstacle)


def questions_at(scored: Scored, level: int) -> tuple[int, int] | None:
    """How many questions have reached *level*, of how many; None where counting would mislead.

    It would where the weights differ, and where a practice is in place in part.
    """
    marks = [mark for mark in scored.marks if isinstance(mark[0], GridQuestion) or mark[0].level == level]
    if len({question.weight for question, _ in marks}) != 1:
        return None
    if any(not isinstance(question, GridQuestion) and 0 < answer < 1 for question, answer in marks):
        return None
    return sum(not is_below(mark, level) for mark in marks), len(marks)


def dimensions_at(scored: Sequence[Scored], level: int) -> tuple[int, int] | None:
    """How many dimensions have reached *level*, of how many; None where their weights differ."""
    if len({outcome.dimension.weight for outcome in scored}) != 1:
        return None
    return sum(outcome.level >= level for outcome in scored), len(scored)


def _sentence(obstacle: Obstacle, sentences: Wanted, count: tuple[int, int] | None, top_level: int) -> Message:
    match obstacle:
        case ShareTooLow(level, k, wanted, share):
            values: dict[str, Value] = {"level": level, "at": k, "wanted": percent(wanted)}
            if count is None:
                return _strength(WEIGHT, wanted, values | {"share": percent(share, short_of=wanted)}, 1)
            there, total = count
            return _strength(sentences, wanted, values | {"count": there, "total": total}, there)
        case IndexTooLow(level, wanted, index):
            if rounded(index) >= wanted:
                return Message(
                    N_("Level {level} wants an index of at least {wanted}; it is just short of that."),
                    {"level": level, "wanted": plain(wanted)},
                )
            return Message(
                N_("Level {level} wants an index of at least {wanted}; it is {index}."),
                {"level": level, "wanted": plain(wanted), "index": index},
            )
        case NothingHigher(level) if level == top_level:
            return Message(N_("Level {level} is the highest there is."), {"level": level})
        case NothingHigher(level):
            return Message(N_("No answer speaks of a level higher than {level}."), {"level": level})
        case _:
            assert_never(obstacle)


def _strength(sentences: Wanted, wanted: Fraction, values: Mapping[str, Value], count: int) -> Message:
    if wanted == 1:
        singular, plural = sentences.every
    elif wanted == HALF:
        singular, plural = sentences.half
    else:
        singular, plural = sentences.share
    return Message(singular, values, plural, count)


def provisional_reasons(scorecard: Scorecard) -> tuple[Message, ...]:
    """Why the result is provisional; nothing where it is firm (scoring.md §5)."""
    reasons = []
    if scorecard.overall is None:
        reasons.append(Message(N_("No dimension has been assessed.")))
    left_out = tuple(
        outcome.dimension.title
        for outcome in scorecard.outcomes
        if isinstance(outcome, Unscored) and outcome.lack is Lack.NOT_ASSESSED
    )
    if left_out and scorecard.overall is not None:
        reasons.append(
            counted(
                "{count} dimension is not assessed: {dimensions}.",
                "{count} dimensions are not assessed: {dimensions}.",
                len(left_out),
                {"count": len(left_out), "dimensions": left_out},
            )
        )
    coverage = scorecard.grounds.coverage
    if coverage is not None and coverage < FIRM_COVERAGE:
        reasons.append(
            Message(
                N_("Only {share} of the weight of all questions has been answered; a firm result needs {wanted}."),
                {"share": percent(coverage, short_of=FIRM_COVERAGE), "wanted": percent(FIRM_COVERAGE)},
            )
        )
    if scorecard.blanks:
        reasons.append(
            counted(
                "{count} question is still blank.",
                "{count} questions are still blank.",
                len(scorecard.blanks),
                {"count": len(scorecard.blanks)},
            )
        )
    return tuple(reasons)


def method_sentence(rules: Rules) -> Message:
    """The rule by which levels are reached, in plain words (scoring.md §2-4)."""
    top, below = percent(rules.top), percent(rules.below)
    return Message(
        N_("{dimensions} {overall}"),
        {
            "dimensions": Message(_LEVEL_RULES[rules.level_rule], {"top": top, "below": below}),
            "overall": Message(_OVERALL_RULES[rules.overall_rule], {"top": top, "below": below}),
        },
    )


_LEVEL_RULES = {
    LevelRule.GATE: N_(
        "A dimension has reached a level when more than {top} of the weight of its questions is there "
        "and more than {below} has reached each level beneath."
    ),
    LevelRule.STRICT: N_("A dimension has reached a level when every one of its questions is there."),
    LevelRule.FLOOR: N_("A dimension's level is its index, rounded down."),
    LevelRule.BANDS: N_("A dimension's level follows from its index by the cut points of the questionnaire."),
}
_OVERALL_RULES = {
    OverallRule.GATE: N_(
        "The organisation has reached a level when more than {top} of the weight of its dimensions is there "
        "and more than {below} has reached each level beneath."
    ),
    OverallRule.STRICT: N_("The organisation has reached a level when every dimension is there."),
    OverallRule.FLOOR: N_("The organisation's level is the weighted mean of the indices, rounded down."),
    OverallRule.BANDS: N_(
        "The organisation's level follows from the weighted mean of the indices by the cut points of the questionnaire."
    ),
    OverallRule.WEAKEST: N_("The organisation is at the level of its weakest dimension."),
}


def percent(share: Fraction, short_of: Fraction | None = None) -> Percent:
    """*share* in percent, to one decimal; it never seems to have reached what it is *short_of*."""
    value = rounded(share * 100)
    if short_of is not None and share < short_of and value >= short_of * 100:
        value = Fraction(floor(share * 1000), 10)
    return Percent(plain(value))


def rounded(value: Fraction) -> Fraction:
    """*value* >= 0 to one decimal, half up (scoring.md §10)."""
    return Fraction(floor(value * 10 + HALF), 10)


def plain(value: Fraction) -> int | Fraction:
    """A whole number as such, which is said without decimals."""
    return value.numerator if value.denominator == 1 else value
