"""From a portfolio's values to a workbook that people sort and filter."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from cem_maturity.adapters.workbook.cells import Cell, Column, Day, Share, Sheet
from cem_maturity.adapters.workbook.words import Words
from cem_maturity.adapters.workbook.writing import written
from cem_maturity.application.language import Language
from cem_maturity.domain.result import OVERALL

Values: TypeAlias = Mapping[str, Any]
"""Those of `domain.report.as_values`."""


def render(values: Values, language: Language, *, made: str = "") -> bytes:
    """The workbook (xlsx) of *values*; sheets without rows are left out.

    Figures are numbers, texts are texts, whatever they begin with. *made* is the ISO 8601 time that the file gives as
    its own, else the latest day of the units: equal values give equal bytes.
    """
    days = [unit["date"] for unit in values["units"] if unit["date"]]
    return written(
        sheets(values, Words(language, values["names"])),
        title=values["questionnaire"]["title"] if values["questionnaire"] else language.gettext("Portfolio"),
        made=made or max(days, default=""),
        right_to_left=language.direction == "rtl",
    )


def sheets(values: Values, words: Words) -> Iterator[Sheet]:
    """The sheets in order: who stands where, what the units share, and which files have problems."""
    labels = {unit["file"]: unit["label"] for unit in values["units"]}
    made = (
        units(values, words),
        distribution(values, words),
        outliers(values, labels, words),
        donors(values, labels, words),
        weak_spots(values, words),
        problems(values, words),
    )
    some = [sheet for sheet in made if sheet.rows]
    yield from some or made[:1]


def units(values: Values, words: Words) -> Sheet:
    """One row a unit that could be scored, in the order given, with a column for each dimension that occurs."""
    _, top = words.say, max(len(values["levels"]) - 1, 1)
    scored = [unit for unit in values["units"] if unit["status"] == "ok"]
    titles = {one["id"]: one["title"] for one in values["dimensions"]}
    dimensions = list(dict.fromkeys((*titles, *(id_ for unit in scored for id_ in unit["dimensions"]))))
    columns = (
        Column(_("Unit"), 44),
        Column(_("Rank"), 9),
        Column(_("Level"), 9, scale=top),
        Column(_("Name of the level"), 20),
        Column(_("Index"), 9),
        *(Column(titles.get(id_, id_), 12, scale=top) for id_ in dimensions),
        Column(_("State"), 16),
        Column(_("Coverage"), 11),
        Column(_("Lowest possible level"), 12),
        Column(_("Highest possible level"), 12),
        Column(_("Confidence"), 14),
        Column(_("Target"), 9),
        Column(_("Journey index"), 12),
        Column(_("Organisation"), 30),
        Column(_("Sector"), 18),
        Column(_("Country"), 10),
        Column(_("Profile"), 18),
        Column(_("Date"), 12),
        Column(_("Questionnaire"), 26),
        Column(_("Answers file"), 40),
        Column(_("Report"), 40),
    )
    rows = tuple(tuple(_unit(unit, dimensions, words)) for unit in scored)
    return Sheet(_("Units"), columns, rows, fixed=1).filled()


def _unit(unit: Values, dimensions: list[str], words: Words) -> Iterator[Cell]:
    organisation = unit["organisation"]
    yield from (unit["label"], unit["rank"], unit["level"], unit["level_name"], unit["index"])
    for id_ in dimensions:
        there = unit["dimensions"].get(id_)
        yield there["level"] if there else None
    yield words.say("Provisional") if unit["provisional"] else None
    yield Share(unit["coverage"]) if unit["coverage"] is not None else None
    yield from (unit["level_low"], unit["level_high"], words.confidence(unit["confidence"]), unit["target"])
    yield from (unit["journey_index"], organisation["name"], words.called(organisation.get("sector", "")))
    yield from (organisation.get("country"), organisation.get("profile"), Day(unit["date"]))
    yield f"{unit['questionnaire']['id']} {unit['questionnaire']['version']}"
    yield from (unit["file"], unit["report"])


def distribution(values: Values, words: Words) -> Sheet:
    """How many units stand at which level, overall and in each dimension."""
    _, medians = words.say, {one["subject"]: one["level"] for one in values["medians"]}
    columns = (
        Column(_("Dimension"), 44),
        Column(_("Median"), 9),
        *(Column(_("Level %(level)s") % {"level": words.number(one["level"])}, 10) for one in values["levels"]),
        Column(_("not assessed"), 12),
        Column(_("not applicable"), 12),
    )
    rows = tuple(
        (
            _subject(one["subject"], values, words),
            medians.get(one["subject"]),
            *one["levels"],
            one["not_assessed"],
            one["not_applicable"],
        )
        for one in values["distribution"]
    )
    return Sheet(_("Distribution"), columns, rows, fixed=1)


def outliers(values: Values, labels: Mapping[str, str], words: Words) -> Sheet:
    """Which units stand two levels or more from the median, and where."""
    _ = words.say
    columns = (
        Column(_("Unit"), 44),
        Column(_("Dimension"), 44),
        Column(_("Level"), 9),
        Column(_("Median"), 9),
        Column(_("Away"), 9),
        Column(_("Answers file"), 40),
    )
    rows = tuple(
        (
            labels[one["unit"]],
            _subject(one["subject"], values, words),
            one["level"],
            one["median"],
            one["level"] - one["median"],
            one["unit"],
        )
        for one in values["outliers"]
    )
    return Sheet(_("Standing apart"), columns, rows, fixed=1)


def donors(values: Values, labels: Mapping[str, str], words: Words) -> Sheet:
    """The unit that is furthest along in each dimension, how many it can help, and where it is far ahead."""
    _ = words.say
    columns = (
        Column(_("Dimension"), 44),
        Column(_("Unit"), 44),
        Column(_("Level"), 9),
        Column(_("Index"), 9),
        Column(_("Median"), 9),
        Column(_("Units below"), 12),
        Column(_("Furthest behind"), 60),
        Column(_("Far ahead on"), 60),
        Column(_("Answers file"), 40),
    )
    rows = tuple(
        (
            _subject(one["dimension"], values, words),
            labels[one["unit"]],
            one["level"],
            one["index"],
            one["median"],
            one["behind"],
            "\n".join(labels[file] for file in one["furthest_behind"]),
            "\n".join(lead["text"] for lead in one["leads"]),
            one["unit"],
        )
        for one in values["donors"]
    )
    return Sheet(_("Who can help"), columns, rows, fixed=1)


def weak_spots(values: Values, words: Words) -> Sheet:
    """What most units lack: dimensions, then questions."""
    _, shared = words.say, values["shared_weak_spots"]
    columns = (
        Column(_("Dimension"), 44),
        Column(_("Question"), 60),
        Column(_("Units below"), 12),
        Column(_("Units"), 9),
        Column(_("Id"), 24),
    )
    rows = (
        *(
            (_subject(one["id"], values, words), None, one["below"], one["units"], one["id"])
            for one in shared["dimensions"]
        ),
        *(
            (_subject(one["dimension"], values, words), one["text"], one["below"], one["units"], one["id"])
            for one in shared["questions"]
        ),
    )
    return Sheet(_("Shared weak spots"), columns, rows, fixed=1)


def problems(values: Values, words: Words) -> Sheet:
    """What is wrong with files, and with reports that could not be made: one row a problem."""
    _ = words.say
    columns = (
        Column(_("File"), 44),
        Column(_("Line"), 9),
        Column(_("Column"), 9),
        Column(_("Code"), 24),
        Column(_("What is wrong"), 60),
        Column(_("What to do"), 60),
    )
    rows = tuple(
        (one["file"], one["line"], one["column"], one["code"], one["what"], one["remedy"])
        for unit in values["units"]
        for one in unit["problems"]
    )
    return Sheet(_("Problems"), columns, rows, fixed=1)


def _subject(id_: str, values: Values, words: Words) -> str:
    if id_ == OVERALL:
        return words.say("Overall")
    return next(str(one["title"]) for one in values["dimensions"] if one["id"] == id_)
