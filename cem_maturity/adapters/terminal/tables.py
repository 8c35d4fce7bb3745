"""A result as a terminal shows it: the level first, then what it rests on."""

from fractions import Fraction
from typing import IO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cem_maturity.adapters.terminal.drawing import draw, own
from cem_maturity.adapters.terminal.show import show
from cem_maturity.application.language import Language
from cem_maturity.domain.report import Overall, Report, ReportedDimension

BAR_CELLS = 10
ABSENT = "–"


def draw_result(report: Report, language: Language, stream: IO[str]) -> str:
    """One report as a table, drawn for what *stream* can show."""
    return draw(_result(report, language), stream)


def draw_overview(results: list[tuple[str, Report]], language: Language, stream: IO[str]) -> str:
    """Several reports, a line each, drawn for what *stream* can show."""
    _ = language.gettext
    table = _table(_("Organisation"), _("Level"), _("Index"), _("Coverage"), "")
    for file, report in results:
        overall = report.overall
        name = _named(report) or file
        if overall is None:
            table.add_row(own(name), ABSENT, ABSENT, ABSENT, "")
            continue
        table.add_row(
            own(name),
            _level(overall, language),
            ABSENT if overall.index is None else language.decimal(overall.index),
            language.percent(overall.coverage),
            _("provisional") if overall.provisional else "",
        )
    return draw(table, stream)


def _result(report: Report, language: Language) -> RenderableType:
    parts: list[RenderableType] = [_head(report, language)]
    if report.overall is not None:
        parts.append(_overall(report.overall, report, language))
        parts.append(_dimensions(report, language))
    if report.journey is not None:
        sentence = language.gettext("Journey index {index} of 10 over {count} touchpoints.")
        parts.append(
            Text(
                sentence.format(
                    index=language.decimal(report.journey.index), count=language.number(len(report.journey.touchpoints))
                )
            )
        )
    if report.actions:
        parts.append(_first_actions(report, language))
    return Group(*(Padding(part, (0, 0, 1, 0)) for part in parts))


def _head(report: Report, language: Language) -> RenderableType:
    head = own(_named(report))
    head.stylize("bold")
    line = language.gettext("{title} · {date}").format(title=report.questionnaire.title, date=report.date)
    return Group(head, own(line))


def _overall(overall: Overall, report: Report, language: Language) -> RenderableType:
    _ = language.gettext
    level = Text(_("Level {level}").format(level=_level(overall, language)), style="bold")
    if overall.level_name:
        level.append(f"  {show(overall.level_name)}")
    if overall.provisional:
        level.append("  " + _("PROVISIONAL"), style="reverse")
    lines = [level, *(Text("  " + language.say(reason)) for reason in overall.provisional_reasons)]
    if overall.index is not None:
        lines.append(Text(_figures(overall, report, language)))
    if overall.predicted is not None:
        lines.append(Text(_("Expected before: level {level}").format(level=language.number(overall.predicted))))
    if overall.reason is not None:
        lines.append(own(language.say(overall.reason)))
    return Group(*lines)


def _figures(overall: Overall, report: Report, language: Language) -> str:
    _ = language.gettext
    figures = [
        _("Index {index} of {top} ({percent})").format(
            index=language.decimal(overall.index or Fraction(0)),
            top=language.number(len(report.levels) - 1),
            percent=language.percent((overall.percent or Fraction(0)) / 100),
        ),
        _("coverage {coverage}").format(coverage=language.percent(overall.coverage)),
    ]
    if overall.confidence is not None:
        figures.append(_("confidence {confidence}").format(confidence=_(overall.confidence)))
    if overall.level_low is not None and overall.level_high is not None and overall.level_low != overall.level_high:
        figures.append(
            _("between level {low} and {high} when all is known").format(
                low=language.number(overall.level_low), high=language.number(overall.level_high)
            )
        )
    return " · ".join(figures)


def _dimensions(report: Report, language: Language) -> Table:
    _ = language.gettext
    table = _table(_("Dimension"), _("Level"), "", _("Index"), _("Target"), _("Coverage"))
    for dimension in report.dimensions:
        table.add_row(
            own(dimension.title),
            ABSENT if dimension.level is None else language.number(dimension.level),
            _bar(dimension),
            _status(dimension, language) if dimension.index is None else language.decimal(dimension.index),
            ABSENT if dimension.target is None else language.number(dimension.target),
            ABSENT if dimension.coverage is None else language.percent(dimension.coverage),
        )
    return table


def _first_actions(report: Report, language: Language) -> RenderableType:
    lines = [Text(language.gettext("First actions"), style="bold")]
    for number, action in enumerate(report.actions[:3], start=1):
        facts = ", ".join(fact for fact in (action.owner, action.horizon) if fact)
        lines.append(own(f"{language.number(number)}. {action.text}" + (f" ({facts})" if facts else "")))
    return Group(*lines)


def _status(dimension: ReportedDimension, language: Language) -> str:
    if dimension.status == "not_applicable":
        return language.gettext("not applicable")
    return language.gettext("not assessed")


def _bar(dimension: ReportedDimension) -> str:
    if dimension.percent is None:
        return ""
    cells = round(dimension.percent * BAR_CELLS / 100)
    return "█" * cells + "░" * (BAR_CELLS - cells)


def _level(overall: Overall, language: Language) -> str:
    return ABSENT if overall.level is None else language.number(overall.level)


def _named(report: Report) -> str:
    organisation = report.organisation
    return " · ".join(part for part in (organisation.get("name", ""), organisation.get("unit", "")) if part)


def _table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for position, head in enumerate(heads):
        table.add_column(head, justify="left" if position == 0 else "right", no_wrap=position > 0)
    return table
