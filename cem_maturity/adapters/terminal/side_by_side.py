"""Units side by side as a terminal shows them: a line a unit, a narrow column a dimension."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from cem_maturity.adapters.terminal.columns import page, room_for_name, table, wrapped
from cem_maturity.adapters.terminal.comparison import ROOM_FOR_NAME, figure, reasons
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.tables import ABSENT, Strong
from cem_maturity.application.language import Language
from cem_maturity.domain.comparison import ComparedResult, Comparison
from cem_maturity.domain.result import OVERALL
from cem_maturity.domain.side_by_side import Donor

NARROW_BAR = 5
"""Cells of a bar beside so many columns."""
MOST_NAMES = 4
MOST_WEAK = 5


def draw_units(comparison: Comparison, language: Language, width: int, strong: Strong) -> str:
    """A comparison between units, *width* cells wide."""
    parts = (
        _head(comparison, language, width, strong),
        _units(comparison, language, width),
        _outliers(comparison, language, width, strong),
        _donors(comparison, language, width, strong),
        _weak_spots(comparison, language, width, strong),
        reasons(comparison, language, width, strong),
    )
    return page(parts)


def _head(comparison: Comparison, language: Language, width: int, strong: Strong) -> Iterator[str]:
    count = len(comparison.results)
    sentence = language.ngettext("{count} unit side by side", "{count} units side by side", count)
    yield from map(strong, wrapped(sentence.format(count=language.number(count)), width))


def _units(comparison: Comparison, language: Language, width: int) -> Iterator[str]:
    _ = language.gettext
    marks = {(one.unit, one.subject): "▲" if one.level > one.median else "▼" for one in comparison.outliers}
    ranks = {one.unit: one.rank for one in comparison.ranking}
    medians = {one.subject: one.level for one in comparison.medians}
    ids = [one.id for one in comparison.dimensions]
    numbers = " ".join(f"{language.number(at):<2}" for at in range(1, len(ids) + 1))
    head = (_("Unit"), _("Rank"), _("Level"), "", _("Index"), numbers)
    rows: list[tuple[str, ...]] = [head]
    for result in sorted(comparison.results, key=lambda one: ranks.get(one.file, len(comparison.results) + 1)):
        rows.append(_unit(result, ranks.get(result.file), ids, marks, len(comparison.levels) - 1, language))
    if medians:
        middle = " ".join(f"{figure(medians.get(id_), language)} " for id_ in ids)
        rows.append((_("Median"), "", f"{figure(medians.get(OVERALL), language)} ", "", "", middle))
    if room_for_name(rows, width) < ROOM_FOR_NAME:
        rows = [(*row[:3], *row[4:]) for row in rows]
    yield from table(rows, width)
    yield ""
    for at, dimension in enumerate(comparison.dimensions, start=1):
        yield from wrapped(show(f"{language.number(at)}  {dimension.title}"), width, "   ")
    if comparison.outliers:
        yield from wrapped(_("▲ ▼: two levels or more above or below the median."), width)


def _unit(
    result: ComparedResult,
    rank: int | None,
    ids: Sequence[str],
    marks: Mapping[tuple[str, str], str],
    top_level: int,
    language: Language,
) -> tuple[str, ...]:
    overall = result.overall if result.comparable else None
    levels = {one.id: one.level for one in result.dimensions if one.compared}
    level, index = (overall.level, overall.index) if overall else (None, None)
    cells = (f"{figure(levels.get(id_), language)}{marks.get((result.file, id_), ' ')}" for id_ in ids)
    return (
        show(result.label),
        figure(rank, language),
        f"{figure(level, language)}{marks.get((result.file, OVERALL), ' ')}",
        "" if index is None else _bar(index / top_level),
        ABSENT if index is None else language.decimal(index),
        " ".join(cells),
    )


def _bar(share: Fraction) -> str:
    full = round(share * NARROW_BAR)
    return "█" * full + "░" * (NARROW_BAR - full)


def _outliers(comparison: Comparison, language: Language, width: int, strong: Strong) -> Iterator[str]:
    _ = language.gettext
    labels, titles = _labels(comparison), _titles(comparison)
    by_unit: dict[str, list[str]] = {}
    for one in comparison.outliers:
        subject = _("overall") if one.subject == OVERALL else titles[one.subject]
        by_unit.setdefault(one.unit, []).append(
            _("{subject} {level} (median {median})").format(
                subject=subject, level=language.number(one.level), median=language.number(one.median)
            )
        )
    if by_unit:
        yield strong(_("Standing apart"))
    for unit, facts in by_unit.items():
        line = _("{unit}: {facts}").format(unit=labels[unit], facts=language.listed(facts))
        yield from wrapped(show("- " + line), width, "  ")


def _donors(comparison: Comparison, language: Language, width: int, strong: Strong) -> Iterator[str]:
    labels, titles = _labels(comparison), _titles(comparison)
    for at, donor in enumerate(comparison.donors):
        if at == 0:
            yield strong(language.gettext("Who can help whom"))
        yield from wrapped(show("- " + _donor(donor, labels, titles[donor.dimension], language)), width, "  ")


def _donor(donor: Donor, labels: Mapping[str, str], title: str, language: Language) -> str:
    helped = [labels[unit] for unit in donor.helps[:MOST_NAMES]]
    if rest := len(donor.helps) - len(helped):
        helped.append(language.ngettext("{count} more", "{count} more", rest).format(count=language.number(rest)))
    sentence = language.gettext("{dimension}: {unit} at level {level} can help {others}").format(
        dimension=title, unit=labels[donor.unit], level=language.number(donor.level), others=language.listed(helped)
    )
    if not donor.leads:
        return sentence
    far = language.ngettext("far ahead on {count} question", "far ahead on {count} questions", len(donor.leads))
    return f"{sentence} ({far.format(count=language.number(len(donor.leads)))})"


def _weak_spots(comparison: Comparison, language: Language, width: int, strong: Strong) -> Iterator[str]:
    _ = language.gettext
    spots, titles = comparison.shared_weak_spots, _titles(comparison)
    if spots is None or not (spots.dimensions or spots.questions):
        return
    bar = next(one.level for one in comparison.medians if one.subject == OVERALL)
    yield from map(strong, wrapped(_("What most have below level {level}").format(level=language.number(bar)), width))
    shared = [(titles[one.id], one.below, one.units) for one in spots.dimensions]
    shared += [(one.text, one.below, one.units) for one in spots.questions[:MOST_WEAK]]
    for text, below, units in shared:
        share = _("{below} of {units}").format(below=language.number(below), units=language.number(units))
        yield from wrapped(show(f"- {text} ({share})"), width, "  ")
    if (rest := len(spots.questions) - MOST_WEAK) > 0:
        sentence = language.ngettext(
            "{count} more question; --format json has it.", "{count} more questions; --format json has them.", rest
        )
        yield from wrapped("- " + sentence.format(count=language.number(rest)), width, "  ")


def _labels(comparison: Comparison) -> Mapping[str, str]:
    return {one.file: one.label for one in comparison.results}


def _titles(comparison: Comparison) -> Mapping[str, str]:
    return {one.id: one.title for one in comparison.dimensions}
