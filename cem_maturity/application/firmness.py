"""How firmly a level stands, in sentences: under other rules, and with one answer changed by one step."""

from collections.abc import Collection, Iterator

from cem_maturity.domain.message import N_, Message, Value, counted, forms
from cem_maturity.domain.result import Result
from cem_maturity.domain.robustness import Robustness, Tip

FIRST_NAMED = 3
"""How many of the answers that tip the level are named where one line must do."""

_ROBUST = N_("No single answer, changed by one step, would change the level.")
_FRAGILE = forms(
    "{count} answer, changed by one step, would change the level: {questions}.",
    "{count} answers would each, changed by one step, change the level: {questions}.",
)
_FRAGILE_AND_MORE = forms(
    "{count} answer, changed by one step, would change the level: {questions} and more.",
    "{count} answers would each, changed by one step, change the level: {questions} and more.",
)


def firmness(robustness: Robustness) -> Message:
    """Whether one answer could change the level, with the ids of the first that could."""
    fragile = robustness.fragile_answers
    if not fragile:
        return Message(_ROBUST)
    one, many = _FRAGILE if len(fragile) <= FIRST_NAMED else _FRAGILE_AND_MORE
    return counted(one, many, len(fragile), {"count": len(fragile), "questions": fragile[:FIRST_NAMED]})


def firmness_lines(result: Result) -> Iterator[Message]:
    """What other rules would make of the organisation's level, and every answer that tips it (scoring.md §10)."""
    robustness = result.robustness
    if robustness is None:
        return
    for text, level in (
        (N_("Under a strict rule, with everything at a level and at all below it, the level would be {level}."),
         robustness.strict),
        (N_("By the average rounded down, the level would be {level}."), robustness.floor),
        (N_("With all weights equal, the level would be {level}."), robustness.equal_weights),
    ):  # fmt: skip
        if level is not None:
            yield Message(text, {"level": level})
    if robustness.fragile:
        yield from _tip_lines(result, robustness.tips)
    else:
        yield Message(_ROBUST)


def firmness_lines_of(result: Result, questions: Collection[str]) -> Iterator[Message]:
    """Which of the *questions*, told by their ids, tip the organisation's level."""
    robustness = result.robustness
    if robustness is None:
        return
    tips = [tip for tip in robustness.tips if tip.question in questions]
    if tips:
        yield from _tip_lines(result, tips)
    else:
        yield Message(N_("No single answer here, changed by one step, would change the organisation's level."))


def _tip_lines(result: Result, tips: Collection[Tip]) -> Iterator[Message]:
    texts = {question.id: question.text for question in result.questionnaire.questions()}
    for tip in tips:
        values: dict[str, Value] = {"question": texts[tip.question]}
        if tip.lower is not None and tip.higher is not None:
            text = N_(
                "“{question}” decides: one step lower the organisation would be at level {lower},"
                " one step higher at level {higher}."
            )
            values |= {"lower": tip.lower, "higher": tip.higher}
        elif tip.lower is not None:
            text = N_("“{question}” decides: one step lower, and the organisation would be at level {lower}.")
            values |= {"lower": tip.lower}
        elif tip.higher is not None:
            text = N_("“{question}” decides: one step higher, and the organisation would be at level {higher}.")
            values |= {"higher": tip.higher}
        yield Message(text, values)
