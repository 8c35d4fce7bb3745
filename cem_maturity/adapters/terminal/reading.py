"""What the interview has to read: why a question is asked, the keys, the level so far, the result."""

from dataclasses import dataclass
from fractions import Fraction

from cem_maturity.adapters.terminal.show import show
from cem_maturity.application.language import Language
from cem_maturity.domain.questionnaire import Question, Questionnaire
from cem_maturity.domain.report import Report


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of text to read."""

    text: str
    heading: bool = False
    lead: str = ""
    """What stands before its first line; the others hang behind it."""


_MOST_BLOCKERS = 4
"""How many are named on the screen; the report names them all."""

Text = tuple[Paragraph, ...]


def why(question: Question, questionnaire: Questionnaire, language: Language) -> Text:
    """All that the author says about a question: why, probes, evidence, who can answer."""
    _ = language.gettext
    found = [Paragraph(show(question.text), heading=True)]
    if question.why:
        found.append(Paragraph(show(question.why)))
    for title, texts in (
        (_("To dig deeper"), question.probes),
        (_("What would prove it"), question.evidence),
    ):
        if texts:
            found.append(Paragraph(title, heading=True))
            found += [Paragraph(show(text), lead="- ") for text in texts]
    if question.roles:
        roles = language.listed(map(questionnaire.called, question.roles))
        found.append(Paragraph(_("Who can answer: {roles}").format(roles=show(roles))))
    return tuple(found)


def keys(language: Language) -> Text:
    """All keys of the screen."""
    _ = language.gettext
    told = (
        ("0-9", _("choose an answer; Enter takes it")),
        ("↑ ↓ j k", _("move between the answers")),
        ("Enter", _("take the chosen answer and go on")),
        ("← b", _("back to the question before")),
        ("s →", _("skip: go on, the question stays open")),
        ("w", _("why it is asked, how to dig deeper, what would prove it")),
        ("n", _("write a note; Ctrl-J or Alt+Enter begins a new line in it")),
        ("c", _("write down a quote, in their own words")),
        ("e", _("how well the answer is proved")),
        ("x", _("the question does not apply; you will be asked why")),
        ("u", _("nobody here knows; you will be asked who might")),
        ("f", _("flag it for later, with what is to be done")),
        ("g", _("the list of all questions: look over, go to any of them")),
        ("l", _("the level so far, at its lowest and highest")),
        ("m", _("at the end: write a sheet to mail, with all that is unknown or flagged")),
        ("q Ctrl-D", _("save and quit; the same command goes on here later")),
        ("Ctrl-C", _("close an open text; else save and quit")),
        ("Ctrl-Z", _("to the shell and back with fg")),
        ("0/36 0 min", _("at the top: questions answered, and the time of this sitting")),
    )
    return (Paragraph(_("Keys"), heading=True), *(Paragraph(text, lead=f"{key:10}") for key, text in told))


def level_so_far(report: Report, language: Language) -> Text:
    """The lowest and highest level that can still come out."""
    _ = language.gettext
    overall = report.overall
    if overall is None or overall.level_low is None or overall.level_high is None:
        return (Paragraph(_("There is no level to tell yet.")),)
    found = [Paragraph(_("The level so far"), heading=True)]
    names = {level.level: level.name for level in report.levels}
    if overall.level_low == overall.level_high:
        sentence = _("Whatever the open questions bring, it will be level {level}: {name}.")
        if overall.index_low == overall.index_high:
            sentence = _("It is level {level}: {name}.")
        found.append(
            Paragraph(sentence.format(level=language.number(overall.level_low), name=show(names[overall.level_low])))
        )
    else:
        sentence = _("It can still end anywhere from level {low} ({low_name}) to {high} ({high_name}).")
        found.append(
            Paragraph(
                sentence.format(
                    low=language.number(overall.level_low),
                    low_name=show(names[overall.level_low]),
                    high=language.number(overall.level_high),
                    high_name=show(names[overall.level_high]),
                )
            )
        )
    if overall.index_low is not None and overall.index_high is not None:
        sentence = _("The index lies between {low} and {high}.")
        if overall.index_low == overall.index_high:
            sentence = _("The index is {low}.")
        low, high = language.decimal(overall.index_low), language.decimal(overall.index_high)
        found.append(Paragraph(sentence.format(low=low, high=high)))
    found.append(Paragraph(_("Please keep rating by what the answers describe, not by where this points.")))
    return tuple(found)


def result(report: Report, questionnaire: Questionnaire, language: Language) -> Text:
    """The level beside the one expected, the index, and what holds it back."""
    _ = language.gettext
    overall = report.overall
    if overall is None:
        return _journey(report, language) or (Paragraph(_("There is nothing to tell yet.")),)
    if overall.level is None:
        return (
            Paragraph(_("No level yet"), heading=True),
            Paragraph(_("Too few questions have an answer. The report can say which are missing.")),
            *_journey(report, language),
        )
    found = [
        Paragraph(
            (_("Level {level}, provisional: {name}") if overall.provisional else _("Level {level}: {name}")).format(
                level=language.number(overall.level), name=show(overall.level_name or "")
            ),
            heading=True,
        )
    ]
    if overall.predicted is not None:
        sentence = {
            -1: _("You expected level {predicted}; the answers show less."),
            0: _("You expected level {predicted}; the answers agree."),
            1: _("You expected level {predicted}; the answers show more."),
        }[(overall.level > overall.predicted) - (overall.level < overall.predicted)]
        found.append(Paragraph(sentence.format(predicted=language.number(overall.predicted))))
    if overall.index is not None:
        sentence = _("Index {index} of {top}; between {low} and {high} where answers are unknown.")
        if overall.index_low == overall.index_high:
            sentence = _("Index {index} of {top}.")
        found.append(
            Paragraph(
                sentence.format(
                    index=language.decimal(overall.index),
                    top=language.number(questionnaire.top_level),
                    low=language.decimal(overall.index_low or overall.index),
                    high=language.decimal(overall.index_high or overall.index),
                )
            )
        )
    found += [Paragraph(show(language.say(reason))) for reason in overall.provisional_reasons]
    if overall.view:
        found.append(Paragraph(show(overall.view)))
    if overall.reason:
        found.append(Paragraph(show(language.say(overall.reason))))
    if overall.blockers:
        titles = {dimension.id: dimension.title for dimension in questionnaire.dimensions}
        found.append(Paragraph(_("What holds it back"), heading=True))
        levels = {dimension.id: dimension.level for dimension in report.dimensions}
        for id_ in overall.blockers[:_MOST_BLOCKERS]:
            level = levels.get(id_)
            sentence = _("{dimension}: level {level}") if level is not None else "{dimension}"
            text = sentence.format(dimension=titles[id_], level="" if level is None else language.number(level))
            found.append(Paragraph(show(text), lead="- "))
        more = len(overall.blockers) - _MOST_BLOCKERS
        if more > 0:
            said = language.ngettext("and {count} more", "and {count} more", more)
            found.append(Paragraph(said.format(count=language.number(more)), lead="- "))
    return (*found, *_journey(report, language))


def _journey(report: Report, language: Language) -> Text:
    """The journey index, and what is missing at the first moment of truth."""
    _ = language.gettext
    journey = report.journey
    if journey is None:
        return ()
    index = _("Journey index {index} of {top}.").format(index=language.decimal(journey.index), top=language.number(10))
    gap = journey.first_moment_of_truth_gap
    if gap is None:
        told = _("No touchpoint is marked as a moment of truth.")
    elif gap > 0:
        told = _("At the first moment of truth, customers get {gap} less than they expect.")
    elif gap < 0:
        told = _("At the first moment of truth, customers get {gap} more than they expect.")
    else:
        told = _("At the first moment of truth, customers get what they expect.")
    said = told.format(gap=language.decimal(abs(gap or Fraction(0))))
    return (Paragraph(_("Touchpoints"), heading=True), Paragraph(index), Paragraph(said))
