"""The sheets of actions: the plan that people keep on with, and the cheapest way up."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from cem_maturity.adapters.workbook.cells import Cell, Column, Day, Share, Sheet
from cem_maturity.adapters.workbook.words import Words

Values: TypeAlias = Mapping[str, Any]

EMPTY_ROWS = 30
"""For actions that people add."""
FIRST = 3
"""Actions that the board is told."""


def action_plan(values: Values, words: Words) -> Sheet:
    """The plan of record, then what is recommended, then rows to add to; the status is chosen from a list."""
    _ = words.say
    columns = (
        Column(_("Id"), 24),
        Column(_("Action"), 60),
        Column(_("Dimension"), 30),
        Column(_("Owner"), 22),
        Column(_("Due"), 12, blank=Day("")),
        Column(_("Status"), 12, choices=tuple(said for _word, said in words.stands())),
        Column(_("Effort"), 9),
        Column(_("Impact"), 9),
        Column(_("Horizon"), 17),
        Column(_("Value"), 9),
        Column(_("Kind"), 16),
        Column(_("Done when"), 50),
    )
    titles = {one["id"]: one["title"] for one in values["dimensions"]}
    kept = [] if values["kind"] == "executive" else values["action_plan"]
    rows = (*_kept(kept, values, titles, words), *_recommended(values, titles, words))
    return Sheet(_("Action plan"), columns, rows, empty=EMPTY_ROWS, fixed=2)


def _kept(lines: list[Values], values: Values, titles: Mapping[str, str], words: Words) -> Iterator[tuple[Cell, ...]]:
    """The plan of record, with what the roadmap knows of each line."""
    known = {one["id"]: one for one in values["actions"]}
    for one in lines:
        action = known.get(one["id"], {})
        yield (
            one["id"],
            one["text"],
            titles.get(one["dimension"], one["dimension"]),
            one["owner"],
            Day(one["due"]),
            words.stand(one["status"]),
            one["effort"],
            one["impact"],
            words.horizon(one["horizon"]),
            action.get("value"),
            words.kind(action.get("kind")),
            action.get("done_when"),
        )


def _recommended(values: Values, titles: Mapping[str, str], words: Words) -> Iterator[tuple[Cell, ...]]:
    """What the plan of record does not have yet: the organisation's own actions, then the roadmap's."""
    taken = {one["id"] for one in values["action_plan"]}
    if values["kind"] == "executive":
        settled = {one["id"] for one in values["action_plan"] if one["status"] in ("done", "dropped")}
        open_ = [one for one in values["actions"] if one["id"] not in settled]
        wanted = (open_ or values["level_actions"])[:FIRST]
    else:
        wanted = [one for one in (*values["level_actions"], *values["actions"]) if one["id"] not in taken]
    for one in wanted:
        yield (
            one["id"],
            one["text"],
            titles.get(one.get("dimension", ""), ""),
            one["owner"],
            Day(""),
            None,
            one["effort"],
            one["impact"],
            words.horizon(one["horizon"]),
            one.get("value"),
            words.kind(one.get("kind")),
            one["done_when"],
        )


def cheapest_way(values: Values, words: Words) -> Sheet:
    """The steps of the cheapest path, in the order in which they can be taken."""
    _, plan = words.say, values["plan"]
    titles = {one["id"]: one["title"] for one in values["dimensions"]}
    questions = {one["id"]: one for each in values["dimensions"] for one in each["questions"]}
    authored = {one["id"]: one for one in plan["actions"]}
    columns = (
        Column(words.say_in("number", "No."), 6),
        Column(_("Horizon"), 17),
        Column(_("Dimension"), 30),
        Column(_("Question"), 48),
        Column(_("From"), 9),
        Column(_("To"), 9),
        Column(_("Effort"), 9),
        Column(_("Action"), 60),
        Column(_("Owner"), 22),
    )
    rows = tuple(
        (
            number,
            words.horizon(step["horizon"]),
            titles[step["dimension"]],
            questions[step["question"]]["text"],
            *(_standing(questions[step["question"]], step[end]) for end in ("from", "to")),
            step["effort"],
            "\n".join(authored[id_]["text"] for id_ in step["actions"]),
            words.listed(dict.fromkeys(filter(None, (authored[id_]["owner"] for id_ in step["actions"])))),
        )
        for number, step in enumerate(plan["steps"], start=1)
    )
    return Sheet(_("Cheapest way"), columns, rows, fixed=1)


def _standing(question: Values, answer: Any) -> Cell:
    return int(answer) if question["kind"] == "grid" else Share(answer)
