"""The sheets of questions: what was answered, and what is still open."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from cem_maturity.adapters.workbook.cells import Cell, Column, Share, Sheet
from cem_maturity.adapters.workbook.words import Words

Values: TypeAlias = Mapping[str, Any]


def answers(values: Values, words: Words) -> Sheet:
    """One row a question; with several respondents a column for each, unless the report leaves the house."""
    _, top = words.say, len(values["levels"]) - 1
    internal = values["kind"] != "outward"
    several = values["respondents"] if internal and len(values["respondents"]) > 1 else []
    columns = [
        Column(_("Id"), 20),
        Column(_("Dimension"), 24),
        Column(_("Question"), 48),
        Column(_("Level"), 9, scale=top),
        Column(_("In place"), 10, scale=1),
        Column(_("State"), 15),
        Column(_("Now"), 44),
        Column(_("Next"), 44),
        Column(_("Rests on"), 16),
        Column(_("Blocks the next level"), 12),
        Column(_("Answers differ widely"), 12),
    ]
    if internal:
        columns += [
            Column(_("Whom to ask, or why it does not apply"), 30),
            Column(_("Note"), 60),
            Column(_("Quote"), 60),
            Column(_("Later"), 30),
        ]
    columns += [Column(_respondent(one, words), 16) for one in several]
    rows = tuple(
        (*_row(dimension, question, words), *(_internal(question, values) if internal else ()), *said)
        for dimension in values["dimensions"]
        for question in dimension["questions"]
        for said in [[_said_by(one["id"], question, words) for one in several]]
    )
    return Sheet(_("Answers"), tuple(columns), rows, fixed=3).filled()


def open_questions(values: Values, words: Words) -> Sheet:
    """What somebody still has to answer, or to look at again."""
    _, internal = words.say, values["kind"] != "outward"
    columns = [Column(_("Id"), 20), Column(_("Dimension"), 30), Column(_("Question"), 60), Column(_("State"), 18)]
    if internal:
        columns.append(Column(_("Whom to ask, or what to do"), 60))
    columns.append(Column(_("Answer"), 30))
    rows: list[tuple[Cell, ...]] = []
    for dimension in values["dimensions"]:
        for question in dimension["questions"]:
            head = (question["id"], dimension["title"], question["text"])
            rows += [
                (*head, _("look at again") if one["why"] == "flag" else _("to be asked"), *_whom(one, internal), None)
                for one in values["follow_up"]
                if one["question"] == question["id"]
            ]
            if question["state"] == "blank":
                rows.append((*head, _("not answered"), *([None] if internal else []), None))
    return Sheet(_("Open questions"), tuple(columns), tuple(rows), fixed=3)


def _whom(follow_up: Values, internal: bool) -> list[Cell]:
    return [follow_up["whom"]] if internal else []


def _row(dimension: Values, question: Values, words: Words) -> Iterator[Cell]:
    yield from (question["id"], dimension["title"], question["text"], question["level"])
    yield None if question["value"] is None else Share(question["value"])
    yield words.state(question["state"])
    yield from (question["descriptor"], question["next_descriptor"])
    yield words.evidence(question["evidence"]) if question["state"] == "answered" else None
    yield from (words.say("yes") if question[claim] else None for claim in ("blocker", "disagreement"))


def _internal(question: Values, values: Values) -> Iterator[Cell]:
    """What people said beside their answer, with who said it."""
    names = {one["id"]: one["name"] or one["role"] or one["id"] for one in values["respondents"]}
    yield question["reason"]
    for kind in ("note", "quote"):
        yield "\n".join(
            f"{names[one['respondent']]}: {one['text']}" if one["respondent"] in names else one["text"]
            for one in question["remarks"]
            if one["kind"] == kind
        )
    yield question["flag"]


def _respondent(one: Values, words: Words) -> str:
    name, role = one["name"], words.called(one["role"])
    return f"{name} ({role})" if name and role else name or role or one["id"]


def _said_by(respondent: str, question: Values, words: Words) -> Cell:
    for one in question["responses"]:
        if one["respondent"] == respondent:
            if one["state"] != "answered":
                return words.state(one["state"])
            return one["level"] if one["level"] is not None else Share(one["value"])
    return None
