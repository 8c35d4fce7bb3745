"""What is known of a client before anybody has judged it: all that was seen and said, and none of what it scores."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cem_maturity.domain.questionnaire import Dimension, GridQuestion, Question
from cem_maturity.domain.reported_questions import report_question
from cem_maturity.domain.response import Answered, NotApplicable, Unknown
from cem_maturity.domain.result import Result
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.stock import Stock
from cem_maturity.domain.scoring import in_scope


class Said(NamedTuple):
    """What somebody said, or what was noted from what they showed."""

    kind: str
    """note or quote."""
    text: str
    who: str
    """Name or role; nothing where it was said in the room, or where the text names them itself."""


class Account(NamedTuple):
    """All that is known about one question."""

    id: str
    text: str
    rests_on: str | None
    """opinion, example, document or measured."""
    said: tuple[Said, ...]
    ask: str | None
    """Whom to ask, where nobody knew."""
    reason: str | None
    """Why the room thought that it does not apply."""


class Chapter(NamedTuple):
    """One dimension."""

    id: str
    title: str
    description: str
    accounts: tuple[Account, ...]


class Stop(NamedTuple):
    """A place where customers meet the client."""

    stage: str
    """Its title."""
    name: str
    note: str


class Speaker(NamedTuple):
    """Somebody at the client."""

    name: str
    who: str


class Story(NamedTuple):
    """What is told of a client before its evidence."""

    paragraphs: tuple[str, ...]
    people: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a team gets to read. It holds no answer, no level, no index, and nothing that a key says."""

    organisation: Mapping[str, str]
    """The facts that are known: name, unit, sector, country, profile."""
    date: str
    story: tuple[str, ...]
    """Paragraphs; none where a client has no story but its evidence."""
    people: tuple[Speaker, ...]
    chapters: tuple[Chapter, ...]
    """In the order in which a room is asked."""
    stops: tuple[Stop, ...]
    names: Mapping[str, str]
    """What a reader is shown for the ids of roles and sectors."""


def dossier(result: Result, story: Story | None = None, stock: Stock | None = None) -> Dossier:
    """What teams are given about the client of *result*, so that they can judge it.

    With a *stock*, a question at which nothing was put down gets a note of it that is true at the answer, the same one
    every time: teams cannot score what nobody tells them.
    """
    assessment, asked = result.assessment, result.questionnaire
    organisation = assessment.organisation
    facts = {
        "name": organisation.name,
        "unit": organisation.unit,
        "sector": organisation.sector,
        "country": organisation.country,
        "profile": organisation.profile,
    }
    told = story or Story((), ())
    respondents = tuple(Speaker(one.name, asked.called(one.role)) for one in assessment.respondents)
    stages = {one.id: one.title for one in asked.journey.stages} if asked.journey else {}
    return Dossier(
        organisation={key: fact for key, fact in facts.items() if fact},
        date=assessment.date,
        story=told.paragraphs,
        people=told.people or respondents,
        chapters=tuple(_chapter(one, result, stock) for one in asked.dimensions_as_asked()),
        stops=tuple(Stop(stages.get(one.stage, ""), one.name, one.note) for one in assessment.touchpoints),
        names=asked.names,
    )


def _chapter(dimension: Dimension, result: Result, stock: Stock | None) -> Chapter:
    asked = [one for one in dimension.questions if in_scope(one, result.assessment.organisation)]
    return Chapter(
        dimension.id, dimension.title, dimension.description, tuple(_account(one, result, stock) for one in asked)
    )


def _account(question: Question, result: Result, stock: Stock | None) -> Account:
    response = result.responses.get(question.id)
    found = report_question(question, result.assessment, response, blocker=False, disagreement=False)
    said = tuple(_said(result, found.remarks))
    if stock is not None and isinstance(response, Answered) and not any(one.kind == "note" for one in said):
        said = (*_from_stock(question, response, stock, result), *said)
    return Account(
        id=question.id,
        text=question.text,
        rests_on=found.evidence,
        said=said,
        ask=response.whom if isinstance(response, Unknown) else None,
        reason=response.reason if isinstance(response, NotApplicable) else None,
    )


def _said(result: Result, remarks: tuple[tuple[str, str, str], ...]) -> Iterator[Said]:
    people = {one.id: one for one in result.assessment.respondents}
    for kind, respondent, text in remarks:
        person = people.get(respondent)
        role = result.questionnaire.called(person.role) if person else ""
        who = (person.name or role) if person else ""
        yield Said(kind, text, f"{who} ({role})" if person and person.name and role else who)


def _from_stock(question: Question, response: Answered, stock: Stock, result: Result) -> Iterator[Said]:
    """One of the notes that fit the answer; a question without notes of its own stays silent."""
    if not isinstance(question, GridQuestion):
        return
    notes = stock.own.notes.get(question.id, {}).get(int(response.answer), ())
    if notes:
        yield Said("note", Chance("dossier", result.assessment.organisation.name, question.id).one(notes), "")
