"""The arithmetic of a level, step by step, in sentences (scoring.md §2-4)."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from cem_maturity.domain.levels import Tally, cut_points
from cem_maturity.domain.message import N_, Message, Value, counted
from cem_maturity.domain.questionnaire import LevelRule, Rules
from cem_maturity.domain.reasons import dimensions_at, percent, plain, questions_at
from cem_maturity.domain.scorecard import OverallScore, Scored, climbing_rule


def climb_of_dimension(scored: Scored) -> Iterator[Message]:
    """Level by level, how much of the weight is there and what the rule makes of it."""
    rules = scored.rules
    for level, share in enumerate(scored.fulfilment, start=1):
        if share is None:
            yield Message(N_("Level {level} is not tested: no answered question speaks of it."), {"level": level})
        else:
            fact = _questions_fact(level, share, questions_at(scored, level))
            yield _judged(fact, scored.tally, level, scored.level, rules.level_rule, rules)


def climb_of_organisation(overall: OverallScore) -> Iterator[Message]:
    """Level by level, how many dimensions are there and what the rule makes of it."""
    rules = overall.rules
    rule = climbing_rule(rules.overall_rule)
    for level, share in enumerate(overall.fulfilment, start=1):
        if share is not None:
            fact = _dimensions_fact(level, share, dimensions_at(overall.scored, level))
            yield _judged(fact, overall.tally, level, overall.level, rule, rules)


def _judged(fact: Message, tally: Tally, level: int, reached: int, rule: LevelRule, rules: Rules) -> Message:
    verdict = _verdict(tally, level, reached, rule, rules.top, rules.below)
    return Message(N_("{fact} {verdict}"), {"fact": fact, "verdict": verdict}) if verdict else fact


def _questions_fact(level: int, share: Fraction, count: tuple[int, int] | None) -> Message:
    if count is None:
        return _weight_fact(level, share)
    return counted(
        "At level {level} or above: {count} of {total} question ({share}).",
        "At level {level} or above: {count} of {total} questions ({share}).",
        count[1],
        _count_values(level, share, count),
    )


def _dimensions_fact(level: int, share: Fraction, count: tuple[int, int] | None) -> Message:
    if count is None:
        return _weight_fact(level, share)
    return counted(
        "At level {level} or above: {count} of {total} dimension ({share}).",
        "At level {level} or above: {count} of {total} dimensions ({share}).",
        count[1],
        _count_values(level, share, count),
    )


def _count_values(level: int, share: Fraction, count: tuple[int, int]) -> dict[str, Value]:
    return {"level": level, "count": count[0], "total": count[1], "share": percent(share)}


def _weight_fact(level: int, share: Fraction) -> Message:
    return Message(N_("At level {level} or above: {share} of the weight."), {"level": level, "share": percent(share)})


def _verdict(tally: Tally, level: int, reached: int, rule: LevelRule, top: Fraction, below: Fraction) -> Message | None:
    """What the climb makes of one tested level; None under the rules that look at the index alone."""
    match rule:
        case LevelRule.GATE:
            pass
        case LevelRule.STRICT:
            top = below = Fraction(1)
        case LevelRule.FLOOR | LevelRule.BANDS:
            return None
        case _:
            assert_never(rule)
    share = tally.fulfilment()[level - 1]
    if share is None:
        return None
    values: dict[str, Value] = {"level": level, "top": percent(top), "below": percent(below)}
    above = [n for n, _, _ in tally.tested() if n > level]
    following = min((n for n, _, _ in tally.tested() if n > reached), default=None)
    if level > reached and level != following:
        return Message(N_("The climb has stopped beneath level {level}."), values)
    if rule is LevelRule.STRICT and level <= reached:
        return Message(N_("All are wanted: level {level} is reached."), values)
    if rule is LevelRule.STRICT:
        return Message(N_("All are wanted: level {level} is not reached."), values)
    if level > reached and share > top:
        return Message(N_("That would be enough, but a level beneath does not carry level {level}."), values)
    if level > reached:
        return Message(N_("More than {top} is wanted: level {level} is not reached."), values)
    if not above:
        return Message(N_("More than {top} is wanted: level {level} is reached."), values)
    if share > below:
        return Message(
            N_("More than {top} is wanted: level {level} is reached; at more than {below} it carries those above."),
            values,
        )
    return Message(
        N_("More than {top} is wanted: level {level} is reached; without more than {below} it carries none above."),
        values,
    )


def index_line(scored: Scored, top_level: int) -> Message:
    """How the dimension's index comes about."""
    values: dict[str, Value] = {"index": scored.index, "most": top_level}
    if None not in scored.fulfilment:
        return Message(N_("These shares add up to the index: {index} of {most}."), values)
    return Message(
        N_(
            "These shares add up to the index, an untested level counting as the tested one above it "
            "and as nothing where there is none: {index} of {most}."
        ),
        values,
    )


def verdict_by_index(rules: Rules, top_level: int, level: int, rule: LevelRule) -> Message | None:
    """How the index gives the level; None under the rules that climb."""
    match rule:
        case LevelRule.GATE | LevelRule.STRICT:
            return None
        case LevelRule.FLOOR:
            return Message(N_("The index, rounded down, is the level: {level}."), {"level": level})
        case LevelRule.BANDS:
            cuts = tuple(plain(cut) for cut in cut_points(rules, top_level))
            return Message(
                N_("The level is how many of the cut points {cuts} the index has reached: {level}."),
                {"cuts": cuts, "level": level},
            )
        case _:
            assert_never(rule)
