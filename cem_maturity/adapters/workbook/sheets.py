"""Which sheets a workbook has, and what stands in them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from cem_maturity.adapters.workbook.actions import action_plan, cheapest_way
from cem_maturity.adapters.workbook.answers import answers, open_questions
from cem_maturity.adapters.workbook.cells import Cell, Column, Day, Share, Sheet
from cem_maturity.adapters.workbook.words import Words
from cem_maturity.application.language import Language

Values: TypeAlias = Mapping[str, Any]
"""Those of `domain.report.as_values`."""


def sheets(values: Values, language: Language) -> Iterator[Sheet]:
    """The sheets of the report, in order; those that would be empty are left out.

    For the board there are the figures and what to do first.
    """
    words = Words(language, values["names"])
    yield result(values, words)
    if values["overall"] is not None:
        yield dimensions(values, words)
        if values["kind"] == "executive":
            yield action_plan(values, words)
            return
        yield answers(values, words)
        yield scores(values, words)
        yield action_plan(values, words)
        if values["plan"] is not None and values["plan"]["steps"]:
            yield cheapest_way(values, words)
    if values["journey"] is not None and values["journey"]["touchpoints"]:
        yield journey(values, words)
    if values["baseline"] is not None:
        yield since(values, words)
    if (still_open := open_questions(values, words)).rows:
        yield still_open


def result(values: Values, words: Words) -> Sheet:
    """The facts and figures of the organisation as a whole."""
    _ = words.say
    organisation, overall, journey_ = values["organisation"], values["overall"], values["journey"]
    rows: list[tuple[Cell, ...]] = [
        (_("Organisation"), organisation["name"]),
        (_("Unit"), organisation.get("unit")),
        (_("Sector"), words.called(organisation.get("sector", ""))),
        (_("Country"), organisation.get("country")),
        (_("Profile"), organisation.get("profile")),
        (_("Date"), Day(values["date"])),
        (_("Who answered"), words.listed(_who(values["respondents"], words))),
        (_("Questionnaire"), f"{values['questionnaire']['title']} ({values['questionnaire']['id']})"),
        (_("Version"), values["questionnaire"]["version"]),
    ]
    if overall is not None:
        rows += _overall(values, words)
    if journey_ is not None:
        rows += [
            (_("Journey index"), journey_["index"]),
            (_("Gap at the first moment of truth"), journey_["first_moment_of_truth_gap"]),
        ]
    if values["quadrant"] is not None:
        rows.append((_("Quadrant"), values["quadrant"]["name"]))
    kept = tuple(row for row in rows if row[1] not in (None, "", Day("")))
    return Sheet(words.say("Result"), (Column(_("Figure"), 38), Column(_("Result"), 70, at_start=True)), kept)


def _who(respondents: Sequence[Values], words: Words) -> Iterator[str]:
    """Names with their roles; where nobody has a name, how many there are of each role."""
    roles = dict.fromkeys(one["role"] for one in respondents)
    for role in roles:
        theirs = [one for one in respondents if one["role"] == role]
        called = words.called(role) or words.say("without a role")
        names = [one["name"] for one in theirs if one["name"]]
        yield f"{called}: {words.listed(names) if len(names) == len(theirs) else words.number(len(theirs))}"


def _overall(values: Values, words: Words) -> Iterator[tuple[Cell, ...]]:
    _, overall, robustness = words.say, values["overall"], values["overall"]["robustness"]
    titles = {one["id"]: one["title"] for one in values["dimensions"]}
    state = [
        _("Indicative") if values["questionnaire"]["indicative"] else "",
        _("Provisional") if overall["provisional"] else "",
    ]
    yield _("State"), words.listed(filter(None, state))
    yield _("Why provisional"), " ".join(overall["provisional_reasons"])
    yield _("Level"), overall["level"]
    yield _("Name of the level"), overall["level_name"]
    yield _("Index"), overall["index"]
    yield _("Target"), overall["target"]
    yield _("Gap"), overall["gap"]
    yield _("Expected before the interview"), overall["predicted"]
    yield _("Why not the next level"), overall["reason"]
    yield _("What blocks the next level"), words.listed(titles[one] for one in overall["blockers"])
    yield _("Lagging"), words.listed(titles[one] for one in overall["laggards"])
    yield _("Coverage"), Share(overall["coverage"])
    yield _("Lowest possible level"), overall["level_low"]
    yield _("Highest possible level"), overall["level_high"]
    yield _("Lowest possible index"), overall["index_low"]
    yield _("Highest possible index"), overall["index_high"]
    yield _("Confidence"), words.confidence(overall["confidence"])
    if robustness is not None:
        yield _("Level under a strict rule"), robustness["strict"]
        yield _("Level by the average rounded down"), robustness["floor"]
        yield _("Level with all weights equal"), robustness["equal_weights"]
        yield _("Answers that would each change the level"), len(robustness["fragile_answers"])


def dimensions(values: Values, words: Words) -> Sheet:
    """One row a dimension."""
    _, top = words.say, len(values["levels"]) - 1
    questions = {one["id"]: one["text"] for each in values["dimensions"] for one in each["questions"]}
    columns = (
        Column(_("Dimension"), 44),
        Column(_("State"), 16),
        Column(_("Level"), 9, scale=top),
        Column(_("Index"), 9),
        Column(_("Target"), 9, scale=top),
        Column(_("Gap"), 9),
        Column(_("Importance"), 12),
        Column(_("Weight"), 9),
        Column(_("Coverage"), 11),
        Column(_("Confidence"), 14),
        Column(_("Why not the next level"), 52),
        Column(_("What blocks the next level"), 60),
    )
    rows = tuple(
        (
            one["title"],
            words.status(one["status"]),
            one["level"],
            one["index"],
            one["target"],
            one["gap"],
            one["importance"],
            one["weight"],
            Share(one["coverage"]) if one["coverage"] is not None else None,
            words.confidence(one["confidence"]),
            one["reason"],
            "\n".join(questions[id_] for id_ in one["blockers"]),
        )
        for one in values["dimensions"]
    )
    return Sheet(_("Dimensions"), columns, rows, fixed=1).filled()


def scores(values: Values, words: Words) -> Sheet:
    """How much of each dimension, and of the dimensions, has reached each level."""
    _, top = words.say, len(values["levels"]) - 1
    columns = (
        Column(_("Dimension"), 44),
        *(Column(_("Level %(level)s") % {"level": words.number(level)}, 12, scale=1) for level in range(1, top + 1)),
        Column(_("Reached"), 11, scale=top),
    )
    rows = tuple(
        (title, *(Share(share) if share is not None else None for share in one["fulfilment"]), one["level"])
        for title, one in [
            (_("All dimensions"), values["overall"]),
            *((one["title"], one) for one in values["dimensions"]),
        ]
    )
    return Sheet(_("Scores by level"), columns, rows, fixed=1)


def journey(values: Values, words: Words) -> Sheet:
    """One row a touchpoint."""
    _ = words.say
    columns = [
        Column(words.say_in("number", "No."), 6),
        Column(_("Touchpoint"), 40),
        Column(_("Stage"), 20),
        Column(_("Moment of truth"), 12),
        Column(_("Weight"), 9),
        Column(_("Expected"), 10),
        Column(_("Works"), 10),
        Column(_("Feels"), 10),
        Column(_("Recommend"), 12),
        Column(_("Experience"), 11),
        Column(_("Gap"), 9),
        Column(_("Priority"), 10),
        Column(_("Quadrant"), 18),
    ]
    if noted := values["kind"] != "outward":
        columns.append(Column(_("Note"), 60))
    rows = tuple(
        (
            number,
            one["touchpoint"],
            one["stage_title"],
            _("yes") if one["moment_of_truth"] else None,
            one["importance"],
            one["expected"],
            one["functional"],
            one["emotional"],
            one["recommend"],
            one["experience"],
            one["expectation_gap"],
            one["priority"],
            words.quadrant(one["quadrant"]),
            *([one["note"]] if noted else []),
        )
        for number, one in enumerate(values["journey"]["touchpoints"], start=1)
    )
    return Sheet(_("Journey"), tuple(columns), rows, fixed=2).filled()


def since(values: Values, words: Words) -> Sheet:
    """Where the dimensions stood before, and how far they have come."""
    _, now = words.say, {one["id"]: one for one in values["dimensions"]}
    columns = (
        Column(_("Dimension"), 44),
        Column(_("Level then"), 12),
        Column(_("Level now"), 12),
        Column(_("Levels gained"), 12),
        Column(_("Index then"), 12),
        Column(_("Index now"), 12),
        Column(_("Index gained"), 12),
    )
    before, overall = values["baseline"]["overall"], values["overall"]
    pairs = [] if before is None or overall is None else [(_("Organisation"), before, overall)]
    pairs += [(old["title"], old, now.get(old["id"], {})) for old in values["baseline"]["dimensions"]]
    rows = tuple(
        (
            title,
            old["level"],
            new.get("level"),
            old["level_move"],
            old["index"],
            new.get("index"),
            old["index_move"],
        )
        for title, old, new in pairs
    )
    return Sheet(_("Since last time"), columns, rows, fixed=1)
