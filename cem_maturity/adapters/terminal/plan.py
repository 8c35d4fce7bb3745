"""A plan as a terminal shows it: what it takes, the steps by horizon, and where the organisation is then."""

from collections.abc import Iterable, Iterator, Mapping

from cem_maturity.adapters.terminal.columns import page, table, wrapped
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.tables import ABSENT, HORIZONS_IN_WORDS, Strong
from cem_maturity.adapters.terminal.voices import answer_text
from cem_maturity.application.language import Language
from cem_maturity.application.plan import Change
from cem_maturity.domain.assessment import PlannedAction
from cem_maturity.domain.message import N_
from cem_maturity.domain.planning import Plan, Step, Stretch
from cem_maturity.domain.questionnaire import GridQuestion, Question, Recommendation
from cem_maturity.domain.result import Result
from cem_maturity.domain.scorecard import OverallScore, Scorecard, Scored

HORIZON_HEADS = {
    "30d": N_("Within 30 days"),
    "90d": N_("Within 90 days"),
    "180d": N_("Within 180 days"),
    "1y": N_("Within a year"),
}

STATES = {"planned": N_("in your plan"), "done": N_("done"), "dropped": N_("dropped")}
"""Of a line of the plan of record."""


def draw_plan(result: Result, plan: Plan, language: Language, width: int, strong: Strong) -> str:
    """The *plan* from *result*, *width* cells wide."""
    parts = [_head(result, plan, language, width, strong)]
    if len(plan.path) > 1:
        parts.append(_path(plan, language, width))
    questions = {question.id: question for question in result.questionnaire.questions()}
    kept = {action.id: action for action in result.assessment.actions}
    number = 1
    for stretch in plan.stretches:
        parts.append(_stretch(stretch, number, questions, kept, language, width, strong))
        number += len(stretch.steps)
    if plan.steps:
        parts.append(_standing(result.scorecard, plan.after, language, width))
    return page(parts)


def draw_changes(
    result: Result, after: Result, changes: Iterable[Change], language: Language, width: int, strong: Strong
) -> str:
    """What the *changes* to *result* do, *width* cells wide."""
    _ = language.gettext
    questions = {question.id: question for question in result.questionnaire.questions()}
    told = [
        line
        for change in changes
        for line in wrapped(
            show(
                _("{question}: {answer}").format(
                    question=questions[change.question].text,
                    answer=answer_text(questions[change.question], change.answer, language),
                )
            ),
            width,
            "  ",
        )
    ]
    return page([[strong(_("What if")), *told], _standing(result.scorecard, after.scorecard, language, width)])


def _head(result: Result, plan: Plan, language: Language, width: int, strong: Strong) -> Iterator[str]:
    overall, count = result.scorecard.overall, len(plan.steps)
    reached = plan.after.overall.level if plan.after.overall else 0
    levels = {"now": language.number(overall.level if overall else 0), "target": language.number(plan.target)}
    if not plan.path:
        sentence = language.gettext("Level {target} is reached already: the organisation is at level {now}.")
    elif plan.reached:
        sentence = language.gettext("The cheapest way from level {now} to level {target}")
    elif plan.steps:
        sentence = language.gettext("Level {target} is out of reach; the cheapest way from level {now} to level {most}")
    else:
        sentence = language.gettext("Level {target} is out of reach, and so is any level above {now}.")
    yield from map(strong, wrapped(sentence.format(**levels, most=language.number(reached)), width))
    if not plan.reached:
        yield from wrapped(
            language.gettext("Only answered questions are raised; what is unknown or not applicable stays as it is."),
            width,
        )
    if count:
        sentence = language.ngettext("{count} step, effort {effort}", "{count} steps, effort {effort} in all", count)
        yield sentence.format(count=language.number(count), effort=language.number(plan.total_effort))


def _path(plan: Plan, language: Language, width: int) -> Iterator[str]:
    rows = [(language.gettext("Up to level"), language.gettext("Effort in all"))]
    for milestone in plan.path:
        effort = milestone.total_effort
        rows.append((language.number(milestone.level), ABSENT if effort is None else language.number(effort)))
    yield from table(rows, width)


def _stretch(
    stretch: Stretch,
    first: int,
    questions: Mapping[str, Question],
    kept: Mapping[str, PlannedAction],
    language: Language,
    width: int,
    strong: Strong,
) -> Iterator[str]:
    _ = language.gettext
    effort = _("effort {effort}").format(effort=language.number(stretch.total_effort))
    yield strong(f"{_(HORIZON_HEADS[stretch.horizon])} · {effort}")
    for number, step in enumerate(stretch.steps, start=first):
        yield from _step(step, number, questions[step.rise.question], kept, language, width)
    overall = stretch.after.overall
    if overall:
        sentence = _("Then the organisation is at level {level}, index {index}.")
        words = sentence.format(level=language.number(overall.level), index=language.decimal(overall.index))
        yield from wrapped(words, width)


def _step(
    step: Step, number: int, question: Question, kept: Mapping[str, PlannedAction], language: Language, width: int
) -> Iterator[str]:
    _ = language.gettext
    rise = step.rise
    way = _("from {start} to {end}").format(
        start=answer_text(question, rise.start, language), end=answer_text(question, rise.end, language)
    )
    effort = _("effort {effort}").format(effort=language.number(rise.effort))
    yield from wrapped(
        show(f"{language.number(number)}. {question.text} {language.listed((way, effort))} [{question.id}]"),
        width,
        "   ",
    )
    if not rise.actions and isinstance(question, GridQuestion):
        yield from _under(show(question.descriptor(rise.level)), width)
    for action in rise.actions:
        yield from _under("- " + show(_action(action, kept.get(action.id), language)), width)
    if step.must_be_in_place:
        needed = language.listed(step.must_be_in_place)
        yield from _under(show(_("Must be in place: {actions}").format(actions=needed)), width)


def _under(text: str, width: int) -> Iterator[str]:
    """*text* set off beneath a numbered line."""
    for line in wrapped(text, width - 3, "  "):
        yield f"   {line}"


def _action(action: Recommendation, kept: PlannedAction | None, language: Language) -> str:
    """An action with who does it by when, and how it stands in the plan of record."""
    facts = [action.owner, language.gettext(HORIZONS_IN_WORDS[action.horizon])]
    if kept:
        due = language.gettext("by {date}").format(date=language.date(kept.due)) if kept.due else facts[1]
        facts = [kept.owner or action.owner, due, language.gettext(STATES[kept.status])]
    return f"{action.text} ({language.listed(fact for fact in facts if fact)})"


def _standing(before: Scorecard, after: Scorecard, language: Language, width: int) -> Iterator[str]:
    """Every level and index, today and then."""
    _ = language.gettext
    rows: list[tuple[str, ...]] = [(_("Dimension"), _("Level"), _("then"), _("Index"), _("then"))]
    today = {one.dimension.id: one for one in before.scored}
    then = {one.dimension.id: one for one in after.scored}
    for outcome in after.outcomes:
        id_ = outcome.dimension.id
        if id_ in today or id_ in then:
            rows.append((show(outcome.dimension.title), *_figures(today.get(id_), then.get(id_), language)))
    rows.append((_("The organisation"), *_figures(before.overall, after.overall, language)))
    yield from table(rows, width)


def _figures(
    today: Scored | OverallScore | None, then: Scored | OverallScore | None, language: Language
) -> tuple[str, str, str, str]:
    levels = (language.number(one.level) if one else ABSENT for one in (today, then))
    indices = (language.decimal(one.index) if one else ABSENT for one in (today, then))
    level_today, level_then = levels
    index_today, index_then = indices
    return level_today, level_then, index_today, index_then
