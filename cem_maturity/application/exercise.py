"""The exercise of one class: what happens in its 180 minutes, and what each of its pages is given."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cem_maturity.domain.against import words_of
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.report import ReportedLevel
from cem_maturity.domain.result import OVERALL, Result
from cem_maturity.domain.sampling.key import Key

MINUTES = 180
"""As long as the master class from which the exercise has its second half."""
_SAVED = 15
"""Minutes that are saved where there is no journey to draw; they go to the scoring."""
_PROBES = 2
"""Questions to ask that the guide takes over from each dimension."""


class Step(NamedTuple):
    """One part of the class."""

    starts: int
    """Minutes after the beginning, as `ends`."""
    ends: int
    title: Message
    does: tuple[Message, ...]
    """What the facilitator does."""
    asks: tuple[Message, ...]
    """What to ask the room."""
    shows: Message | None
    """What is shown now, and not before; None where nothing is."""


class Probes(NamedTuple):
    """What to ask while a dimension is judged."""

    dimension: str
    """Its title."""
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """What the facilitator follows. It holds nothing that the key says."""

    organisation: str
    teams: int
    steps: tuple[Step, ...]
    probes: tuple[Probes, ...]
    title: str
    """Of the questionnaire."""


class KeptAnswer(NamedTuple):
    """One answer of the model."""

    id: str
    text: str
    level: int | None
    descriptor: str


class KeptDimension(NamedTuple):
    """One dimension with the model's answers."""

    id: str
    title: str
    level: int | None
    answers: tuple[KeptAnswer, ...]


class KeptFinding(NamedTuple):
    """One finding, with the texts of its questions."""

    kind: str
    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyPage:
    """The key as a page to read."""

    organisation: str
    key: str
    levels: tuple[ReportedLevel, ...]
    level: int | None
    level_name: str
    index: object
    predicted: int | None
    """What the client expected."""
    findings: tuple[KeptFinding, ...]
    dimensions: tuple[KeptDimension, ...]


def guide(asked: Questionnaire, organisation: str, teams: int) -> Guide:
    """The guide for so many *teams* that judge the client called *organisation*."""
    return Guide(organisation, teams, tuple(_timed(asked)), tuple(_probes(asked)), asked.title)


def key_page(key: Key, result: Result) -> KeyPage:
    """The *key* to the client of *result*, for reading."""
    asked = result.questionnaire
    questions = {one.id: one for one in asked.questions()}
    return KeyPage(
        organisation=key.organisation,
        key=key.key,
        levels=tuple(ReportedLevel(one.number, one.name, one.view) for one in asked.levels),
        level=key.level,
        level_name=asked.levels[key.level].name if key.level is not None else "",
        index=key.index,
        predicted=result.assessment.predicted.get(OVERALL),
        findings=tuple(
            KeptFinding(one.kind.value, one.text, tuple(questions[id_].text for id_ in one.questions))
            for one in key.findings
        ),
        dimensions=tuple(
            KeptDimension(
                dimension.id,
                dimension.title,
                key.dimensions.get(dimension.id),
                tuple(
                    KeptAnswer(
                        one.id,
                        one.text,
                        answer if isinstance(answer := key.answers[one.id], int) else None,
                        words_of(one, answer),
                    )
                    for one in dimension.questions
                    if one.id in key.answers
                ),
            )
            for dimension in asked.dimensions_as_asked()
        ),
    )


def _probes(asked: Questionnaire) -> Iterator[Probes]:
    for dimension in asked.dimensions_as_asked():
        found = [question.probes[0] for question in dimension.questions if question.probes]
        if found:
            yield Probes(dimension.title, tuple(found[:_PROBES]))


class _Part(NamedTuple):
    minutes: int
    title: str
    does: tuple[str, ...]
    asks: tuple[str, ...] = ()
    shows: str = ""


def _timed(asked: Questionnaire) -> Iterator[Step]:
    at = 0
    for part in _parts(has_journey=asked.journey is not None):
        yield Step(
            at,
            at + part.minutes,
            Message(part.title),
            tuple(Message(one) for one in part.does),
            tuple(Message(one) for one in part.asks),
            Message(part.shows) if part.shows else None,
        )
        at += part.minutes


def _parts(*, has_journey: bool) -> Iterator[_Part]:
    yield _Part(
        10,
        N_("Begin"),
        (
            N_(
                "Form the teams, mixed by trade. Each chooses somebody who keeps the file, and somebody who keeps time."
            ),
            N_("Say what counts: evidence wins, nobody is blamed, and a low level is a good answer if it is true."),
        ),
        (N_("What did you last tell a friend about a company, and what had it done?"),),
    )
    yield _Part(
        15,
        N_("The scale and the formula"),
        (
            N_(
                "Read the levels aloud. Show that one reads upwards and stops at the first line that is not fully true."
            ),
            N_("Lay the formula on the table, with its example still open: teams will fill it in themselves."),
        ),
        (N_("Why is the level not the average? Who loses by that, and who gains?"),),
        N_("the formula, open"),
    )
    yield _Part(
        20,
        N_("Read the briefing"),
        (
            N_("Everybody reads alone and marks what was seen in one colour, and what was only said in another."),
            N_("Everybody writes down the level that they expect, and shows it to nobody."),
        ),
        (N_("Who speaks here, and who is missing?"), N_("What would you want to be shown?")),
        N_("the briefing"),
    )
    yield _Part(
        50 if has_journey else 50 + _SAVED,
        N_("Judge"),
        (
            N_(
                "Question by question: each chooses a card, all turn them together, the lowest and the highest say "
                "why, and there is one more vote. Then it is written down, with what it rests on."
            ),
            N_("Two people see it differently, or one should look again? The question is flagged."),
            N_(
                "You are the client. Where the briefing is silent, teams may ask you; answer from the sealed page with "
                "what one would see, never with a number."
            ),
            N_("Go round every ten minutes. Who has fallen behind leaves the last dimensions blank: that is allowed."),
        ),
        (
            N_("Which line of the briefing makes it this level, and not the one above?"),
            N_("Was that shown, or only said?"),
            N_("Which other answer would have to change if this one is true?"),
        ),
    )
    yield _Part(10, N_("Break"), (N_("Collect the files of all teams in one folder, and try the command once."),))
    if has_journey:
        yield _Part(
            _SAVED,
            N_("The journey"),
            (
                N_("Each team draws the way of one customer, from the first word to the last, and its mood above it."),
                N_("Each marks the most emotional stage, and the one that matters most. Hang them side by side."),
            ),
            (N_("Where did all of you draw the same point, and where is it you that feel it, and not the customer?"),),
        )
    yield _Part(
        30,
        N_("Reveal"),
        (
            N_("Let each team say its level aloud before the screen does, and one reason."),
            N_("Go on only when somebody has spoken: first the teams, then the model, then what divided them."),
            N_("At each question that divided them the lowest and the highest say which line they relied on."),
            N_("Before each finding, let the room guess. Praise who saw it, and ask how."),
        ),
        (
            N_("Which sentence did you read that the others did not?"),
            N_("Where do you still disagree with the model? It may be wrong; what would settle it?"),
        ),
        N_("the reveal, then the key and the worked formula"),
    )
    yield _Part(
        20,
        N_("What now?"),
        (
            N_("Each team names three steps for the first thirty days, each with an owner and a sign that it is done."),
            N_("Three minutes a team; the others are the board, and have one question."),
        ),
        (
            N_("What can be had with no money?"),
            N_("How would you bring up the contradiction, and with whom in the room?"),
        ),
    )
    yield _Part(
        10,
        N_("Close"),
        (
            N_("Everybody says one sentence: what I will look at on Monday in my own house."),
            N_("Give out the key and the report on the client, and say once more that the client is invented."),
        ),
        (N_("What would your own company have been given by another team?"),),
    )
