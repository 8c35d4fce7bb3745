"""A result as a terminal shows it: the level first, then what it rests on.

Set in columns of our own on rich's measure of text: loading all of rich would take a quarter of the time that
`cem score` may take.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from cem_maturity.adapters.terminal.columns import page, table, wrapped
from cem_maturity.adapters.terminal.show import show
from cem_maturity.application.firmness import firmness
from cem_maturity.application.language import Language
from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.confidence import confidence_word
from cem_maturity.domain.message import N_
from cem_maturity.domain.result import OVERALL, Result
from cem_maturity.domain.roadmap import aim
from cem_maturity.domain.scorecard import Lack, Outcome, OverallScore, Scored

BAR_CELLS = 10
ABSENT = "–"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
"""Tells paper where a word may be parted; terminals show it each in a way of their own."""

FIRST_ACTIONS = 3
LACKS = {Lack.NOT_ASSESSED: N_("not assessed"), Lack.NOT_APPLICABLE: N_("not applicable")}
CONFIDENCE = {
    "low": N_("confidence low"),
    "medium": N_("confidence medium"),
    "high": N_("confidence high"),
}

HORIZONS_IN_WORDS = {
    "30d": N_("within 30 days"),
    "90d": N_("within 90 days"),
    "180d": N_("within 180 days"),
    "1y": N_("within a year"),
}

Strong = Callable[[str], str]
"""How a line is made to stand out, if the terminal can do that."""


def draw_result(result: Result, language: Language, width: int, strong: Strong) -> str:
    """One result, *width* cells wide."""
    parts = [_head(result, language, width, strong)]
    if result.questionnaire.dimensions:
        parts += [_overall(result, language, width, strong), table(_dimensions(result, language), width)]
    parts += [
        _quadrant(result, language, width),
        _journey(result, language, width),
        iter(()) if result.questionnaire.dimensions else _touchpoints(result, language, width),
        _first_actions(result, language, width, strong),
    ]
    return page(parts)


def draw_overview(results: Sequence[tuple[str, Result]], language: Language, width: int) -> str:
    """Several results, a line each, *width* cells wide."""
    _ = language.gettext
    rows = [(_("Organisation"), _("Level"), _("Index"), _("Coverage"), "")]
    for file, result in results:
        overall = result.scorecard.overall
        rows.append(
            (
                show(_named(result.assessment.organisation) or file),
                language.number(overall.level) if overall else ABSENT,
                language.decimal(overall.index) if overall else ABSENT,
                language.percent(result.scorecard.grounds.coverage or Fraction(0)),
                _("provisional") if result.questionnaire.dimensions and result.provisional_reasons else "",
            )
        )
    return "\n".join(table(rows, width)) + "\n"


def _head(result: Result, language: Language, width: int, strong: Strong) -> Iterator[str]:
    yield from map(strong, wrapped(show(_named(result.assessment.organisation)), width))
    line, date = result.questionnaire.title, result.assessment.date
    if date:
        line = language.gettext("{title} · {date}").format(title=line, date=language.date(date))
    yield from wrapped(show(line), width)


def _overall(result: Result, language: Language, width: int, strong: Strong) -> Iterator[str]:
    _ = language.gettext
    overall, level, reasons = result.scorecard.overall, result.level, result.provisional_reasons
    words = [_("Level {level}").format(level=language.number(level.number) if level else ABSENT)]
    words += [show(level.name)] if level else []
    words += [_("INDICATIVE")] if result.questionnaire.indicative else []
    words += [_("PROVISIONAL")] if reasons else []
    yield from map(strong, wrapped(" · ".join(words), width))
    for reason in reasons:
        yield from wrapped("- " + language.say(reason), width, "  ")
    if overall is not None:
        yield from wrapped(" · ".join(_figures(result, overall, language)), width)
    predicted = result.assessment.predicted.get(OVERALL)
    if predicted is not None:
        yield _("Expected before: level {level}").format(level=language.number(predicted))
    if result.reason is not None:
        yield from wrapped(show(language.say(result.reason)), width)
    if (robustness := result.robustness) is not None:
        yield from wrapped(show(language.say(firmness(robustness))), width)


def _figures(result: Result, overall: OverallScore, language: Language) -> Iterator[str]:
    _ = language.gettext
    grounds, top_level, bounds = result.scorecard.grounds, result.questionnaire.top_level, result.bounds
    yield _("index {index} of {top} ({percent})").format(
        index=language.decimal(overall.index),
        top=language.number(top_level),
        percent=language.percent(overall.index / top_level),
    )
    yield _("coverage {coverage}").format(coverage=language.percent(grounds.coverage or Fraction(0)))
    if grounds.confidence is not None:
        yield _(CONFIDENCE[confidence_word(grounds.confidence)])
    if bounds is not None and bounds.level_low != bounds.level_high:
        yield _("between level {low} and {high} when all is known").format(
            low=language.number(bounds.level_low), high=language.number(bounds.level_high)
        )


def _dimensions(result: Result, language: Language) -> list[tuple[str, ...]]:
    _ = language.gettext
    rows: list[tuple[str, ...]] = [(_("Dimension"), _("Level"), "", _("Index"), _("Target"), _("Coverage"))]
    rows += [_dimension(result, outcome, language) for outcome in result.scorecard.outcomes]
    return rows


def _dimension(result: Result, outcome: Outcome, language: Language) -> tuple[str, ...]:
    title, coverage = show(outcome.dimension.title), outcome.grounds.coverage
    covered = ABSENT if coverage is None else language.percent(coverage)
    if not isinstance(outcome, Scored):
        return title, ABSENT, language.gettext(LACKS[outcome.lack]), ABSENT, ABSENT, covered
    top_level = result.questionnaire.top_level
    return (
        title,
        language.number(outcome.level),
        _bar(outcome.index / top_level),
        language.decimal(outcome.index),
        language.number(aim(result.assessment, outcome.dimension.id, outcome.level, top_level).target),
        covered,
    )


def _quadrant(result: Result, language: Language, width: int) -> Iterator[str]:
    quadrant = result.quadrant
    if quadrant is not None:
        titles = {dimension.id: dimension.title for dimension in result.questionnaire.dimensions}
        line = language.gettext("{one} and {other}: {name}").format(
            one=titles[quadrant.x.dimension], other=titles[quadrant.y.dimension], name=quadrant.name
        )
        yield from wrapped(show(line), width)


def _journey(result: Result, language: Language, width: int) -> Iterator[str]:
    journey = result.journey
    if journey is not None:
        count = len(journey.touchpoints)
        sentence = language.ngettext(
            "Journey index {index} of 10 over {count} touchpoint.",
            "Journey index {index} of 10 over {count} touchpoints.",
            count,
        )
        yield from wrapped(sentence.format(index=language.decimal(journey.index), count=language.number(count)), width)


def _touchpoints(result: Result, language: Language, width: int) -> Iterator[str]:
    """Where nothing else is judged: each touchpoint, that which comes first on top."""
    _ = language.gettext
    if result.journey is not None:
        head = (_("Touchpoint"), _("Expected"), _("Experience"), _("Gap"), _("Priority"))
        rows = [tuple(word.replace(SOFT_HYPHEN, "") for word in head)]
        for one in sorted(result.journey.touchpoints, key=lambda one: one.priority, reverse=True):
            figures = (one.expected, one.experience, one.expectation_gap, one.priority)
            rows.append((show(one.touchpoint), *map(language.decimal, figures)))
        yield from table(rows, width)


def _first_actions(result: Result, language: Language, width: int, strong: Strong) -> Iterator[str]:
    for number, action in enumerate(result.actions[:FIRST_ACTIONS], start=1):
        if number == 1:
            yield strong(language.gettext("First actions"))
        within = language.gettext(HORIZONS_IN_WORDS[action.horizon])
        facts = language.listed(fact for fact in (action.owner, within) if fact)
        text = f"{language.number(number)}. {action.text} ({facts})"
        yield from wrapped(show(text), width, "   ")


def _bar(share: Fraction) -> str:
    """A share of 0..1 as a bar of BAR_CELLS cells."""
    full = round(share * BAR_CELLS)
    return "█" * full + "░" * (BAR_CELLS - full)


def _named(organisation: Organisation) -> str:
    return " · ".join(part for part in (organisation.name, organisation.unit) if part)
