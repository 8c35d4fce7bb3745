"""The journey's turns in words: its stages, and what is asked about each touchpoint."""

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from cem_maturity.adapters.terminal.page import Option, Page
from cem_maturity.adapters.terminal.show import show
from cem_maturity.application.language import Language
from cem_maturity.domain.assessment import Touchpoint, UnfinishedTouchpoint
from cem_maturity.domain.interview import Interview, stage_at, stages
from cem_maturity.domain.touring import (
    JUDGED,
    RATINGS,
    Another,
    Known,
    Onwards,
    Suggested,
    offers,
    open_step,
    touchpoint_at,
    value_of,
)
from cem_maturity.domain.turns import TouchpointStep, TouchpointTurn

OVERVIEW = (*JUDGED, TouchpointStep.NAME, TouchpointStep.REMOVAL)
"""Where the options of a touchpoint's overview lead; the one after them goes back to the stage."""

_DIGITS = 9
"""Options that have a digit of their own, 1..9."""


def journey_page(interview: Interview, language: Language) -> Page:
    """Whether touchpoints are judged now."""
    _ = language.gettext
    return Page(
        show(interview.questionnaire.title),
        _("Do you want to judge touchpoints now?"),
        _("Stage by stage: a few figures for each place where customers meet you. They change no level."),
        (Option("1", _("Yes, stage by stage")), Option("2", _("Not now"))),
        usual=0 if interview.touchpoints else None,
    )


def stage_page(interview: Interview, stage: str, language: Language) -> Page:
    """The touchpoints of a stage, and what could be one."""
    _ = language.gettext
    offered = offers(interview, stage)
    options, usual = [], None
    for number, offer in enumerate(offered, start=1):
        key = str(number) if number <= _DIGITS else ""
        match offer:
            case Known(place):
                touchpoint = interview.touchpoints[place]
                options.append(Option(key, show(_summary(touchpoint, language))))
                if usual is None and isinstance(touchpoint, UnfinishedTouchpoint):
                    usual = number - 1
            case Suggested(name):
                options.append(Option(key, show(name)))
            case Another():
                options.append(Option(key, _("Another touchpoint, in your own words")))
            case Onwards():
                options.append(Option("0", _("No more here: go on")))
            case _:
                assert_never(offer)
    if usual is None and isinstance(offered[0], Known):
        usual = len(offered) - 1
    return Page(
        stage_title(interview, stage, language),
        _("Where do customers meet you at this stage?"),
        _("Choose a touchpoint, or name one of your own. None is fine too."),
        tuple(options),
        usual=usual,
        place=_place(interview, stage, language),
    )


def touchpoint_page(interview: Interview, step: TouchpointStep, language: Language) -> Page:
    """One step of judging a touchpoint."""
    _ = language.gettext
    touchpoint, stage = touchpoint_at(interview), stage_at(interview) or ""
    said = value_of(touchpoint, step)
    options: tuple[Option, ...] = ()
    usual = None
    match step:
        case TouchpointStep.OVERVIEW:
            title, hint = _("What do you want to change?"), ""
            options = (
                *(
                    Option(str(number), show(_told(touchpoint, one, language)))
                    for number, one in enumerate(OVERVIEW, start=1)
                ),
                Option("0", _("Back to the stage")),
            )
            open_ = open_step(touchpoint)
            usual = len(OVERVIEW) if open_ is None else OVERVIEW.index(open_)
        case TouchpointStep.NAME:
            title, hint = _("{touchpoint}: what shall it be called?"), ""
        case TouchpointStep.IMPORTANCE:
            title, hint = _("{touchpoint}: how important is it to your customers?"), ""
            texts = (
                _("It hardly matters"),
                _("It matters a little"),
                _("It matters"),
                _("It matters a lot"),
                _("It decides whether they stay"),
            )
            options = tuple(Option(str(number), text, number == said) for number, text in enumerate(texts, start=1))
        case TouchpointStep.EXPECTED:
            title = _("{touchpoint}: what do your customers expect of it?")
            hint = _("From 0, nothing good, to 10, the best there is.")
        case TouchpointStep.FUNCTIONAL:
            title = _("{touchpoint}: how well does it work?")
            hint = _("Time, effort, faults: from 0, not at all, to 10, without a flaw.")
        case TouchpointStep.EMOTIONAL:
            title = _("{touchpoint}: how does it feel to the customer?")
            hint = _("From 0, dreadful, to 10, a delight.")
        case TouchpointStep.RECOMMEND:
            title = _("{touchpoint}: what do customers keep in memory and pass on?")
            hint = _("From 0, a warning, to 10, a warm word. It may stay empty.")
        case TouchpointStep.MOMENT_OF_TRUTH:
            title = _("{touchpoint}: is it a moment of truth?")
            hint = _("One that can turn a customer's opinion of the whole, for good or ill.")
            options = (Option("1", _("Yes"), said is True), Option("2", _("No")))
            usual = 1
        case TouchpointStep.NOTE:
            title, hint = _("{touchpoint}: is there anything to note?"), _("It may stay empty.")
        case TouchpointStep.REMOVAL:
            title, hint = _("{touchpoint}: remove it, with all that was said about it?"), ""
            options, usual = (Option("1", _("Keep it")), Option("2", _("Remove it"))), 0
        case _:
            assert_never(step)
    is_overview = step is TouchpointStep.OVERVIEW  # its options fill small screens, which leave nothing else its name
    return Page(
        show(touchpoint.name) if is_overview else stage_title(interview, stage, language),
        show(title.format(touchpoint=touchpoint.name)),
        hint,
        options,
        usual=usual,
        place="" if is_overview else _place(interview, stage, language),
    )


def stage_title(interview: Interview, stage: str, language: Language) -> str:
    """What a stage is called, harmless."""
    titles = {one.id: one.title for one in stages(interview)}
    return show(titles[stage]) or language.gettext("Without a stage")


def field_name(interview: Interview, language: Language) -> str:
    """What is written into the open text field."""
    _ = language.gettext
    if isinstance(interview.turn, TouchpointTurn) and interview.turn.step in RATINGS:
        return _("A number from 0 to 10")
    return _("The touchpoint's name")


def field_text(interview: Interview, language: Language) -> str:
    """What the text field of a touchpoint's step holds when it opens."""
    if not isinstance(interview.turn, TouchpointTurn):
        return ""
    said = value_of(touchpoint_at(interview), interview.turn.step)
    return said if isinstance(said, str) else "" if said is None else _figure(Fraction(said), language)


def counted(interview: Interview, language: Language) -> str:
    """How many touchpoints are judged to the end."""
    count = len(interview.assessment.touchpoints)
    said = language.ngettext("{count} touchpoint", "{count} touchpoints", count)
    return said.format(count=language.number(count))


def _place(interview: Interview, stage: str, language: Language) -> str:
    ids = [one.id for one in stages(interview)]
    return f"{language.number(ids.index(stage) + 1)}/{language.number(len(ids))}"


def _summary(touchpoint: Touchpoint | UnfinishedTouchpoint, language: Language) -> str:
    """A touchpoint in a line."""
    _ = language.gettext
    match touchpoint:
        case UnfinishedTouchpoint():
            return _("{touchpoint}: not judged to the end").format(touchpoint=touchpoint.name)
        case Touchpoint():
            sentence = _("{touchpoint}: expected {expected}, works {functional}, feels {emotional}")
            if touchpoint.moment_of_truth:
                sentence = _(
                    "{touchpoint}: expected {expected}, works {functional}, feels {emotional}; moment of truth"
                )
            return sentence.format(
                touchpoint=touchpoint.name,
                expected=_figure(touchpoint.expected, language),
                functional=_figure(touchpoint.functional, language),
                emotional=_figure(touchpoint.emotional, language),
            )
        case _:
            assert_never(touchpoint)


def _told(touchpoint: Touchpoint | UnfinishedTouchpoint, step: TouchpointStep, language: Language) -> str:
    """One line of the overview."""
    _ = language.gettext
    sentence = {
        TouchpointStep.IMPORTANCE: _("Importance: {value}"),
        TouchpointStep.EXPECTED: _("Expected: {value}"),
        TouchpointStep.FUNCTIONAL: _("Works: {value}"),
        TouchpointStep.EMOTIONAL: _("Feels: {value}"),
        TouchpointStep.RECOMMEND: _("Passed on: {value}"),
        TouchpointStep.MOMENT_OF_TRUTH: _("Moment of truth: {value}"),
        TouchpointStep.NOTE: _("Note: {value}"),
        TouchpointStep.NAME: _("Change its name"),
        TouchpointStep.REMOVAL: _("Remove it"),
    }[step]
    return sentence.format(value=_said(value_of(touchpoint, step), language, _))


def _said(value: str | Fraction | bool | None, language: Language, _: Callable[[str], str]) -> str:
    match value:
        case None:
            return "·"
        case bool():
            return _("yes") if value else _("no")
        case Fraction():
            return _figure(value, language)
        case str():
            return " ".join(value.split())


def _figure(value: Fraction, language: Language) -> str:
    """A figure of 0..10 with as many decimal places as it has, but no more than three."""
    places = next((places for places in range(3) if (value * 10**places).denominator == 1), 3)
    return language.decimal(value, places) if places else language.number(int(value))
