"""What is put down beside an answer: how well it is proved, what was seen, and what somebody said."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.questionnaire import Dimension, GridQuestion, Question, Questionnaire
from cem_maturity.domain.response import Evidence
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.ladder import Answer, height, is_high
from cem_maturity.domain.sampling.people import Person, Said
from cem_maturity.domain.sampling.personas import Persona
from cem_maturity.domain.sampling.stock import Band, Contradiction, Rank, Saying, Sentences, Stock, band

_GRADES = (
    (Evidence.OPINION, Evidence.OPINION, 50),
    (Evidence.EXAMPLE, Evidence.OPINION, 65),
    (Evidence.DOCUMENT, Evidence.EXAMPLE, 60),
    (Evidence.DOCUMENT, Evidence.EXAMPLE, 85),
    (Evidence.MEASURED, Evidence.DOCUMENT, 45),
    (Evidence.MEASURED, Evidence.DOCUMENT, 70),
)
"""What answers of 0..5 rest on: the better grade and the worse one, and in how many of a hundred it is the better."""
_SCALE = 5
_NOTED = 70
"""At how many of a hundred answers there is a note."""
_QUOTED = 65
"""In how many of a hundred dimensions somebody is quoted."""


class Remarks(NamedTuple):
    """What stands beside one answer."""

    evidence: Evidence
    note: str = ""


class Quote(NamedTuple):
    """What somebody said, at a question."""

    question: str
    who: Person
    text: str


def grade(question: Question, answer: Answer, persona: Persona, top_level: int, chance: Chance) -> Evidence:
    """How well an *answer* is proved: the better the higher it is, and never by an opinion alone where it is high."""
    place = int(height(question, answer) * _SCALE / top_level + Fraction(1, 2))
    better, worse, usual = _GRADES[place]
    found = better if chance.often(usual + persona.proof) else worse
    return max(found, Evidence.EXAMPLE) if is_high(question, answer, top_level) else found


def remarks(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    persona: Persona,
    stock: Stock,
    planted: Sequence[Contradiction],
    boasts: frozenset[str],
    proof: Chance,
    words: Chance,
) -> Mapping[str, Remarks]:
    """What stands beside each answer; no note twice, and those always where something is planted.

    How well an answer is proved does not hang on what there is to say: it is the same in every language.
    """
    told = dict(_told(stock, answers, planted))
    top_level = questionnaire.top_level
    notes = _Notes(stock, words)
    marked = {id_ for one in planted for id_ in (one.first, one.second)}
    found: dict[str, Remarks] = {}
    for dimension in questionnaire.dimensions:
        for question in dimension.questions:
            if question.id not in answers:
                continue
            answer = answers[question.id]
            if question.id in boasts:
                found[question.id] = Remarks(Evidence.OPINION, notes.claim(dimension.id))
                continue
            evidence, is_noted = grade(question, answer, persona, top_level, proof), proof.often(_NOTED)
            if any(one.first == question.id for one in planted):
                evidence = max(evidence, Evidence.DOCUMENT)  # what is high there was shown
            if question.id in stock.plants.unmeasured:
                evidence = min(evidence, Evidence.DOCUMENT)
            if question.id in told:
                found[question.id] = Remarks(evidence, told[question.id])
            elif question.id in marked or is_noted:
                found[question.id] = Remarks(evidence, notes.note(question, answer, evidence, top_level))
            else:
                found[question.id] = Remarks(evidence)
    return found


def _told(stock: Stock, answers: Mapping[str, Answer], planted: Sequence[Contradiction]) -> Iterator[tuple[str, str]]:
    """The notes at what is planted; a higher answer than the contradiction asks for has the note of its own level."""
    for one in planted:
        notes = stock.own.contradictions[one.id].notes if one.id in stock.own.contradictions else {}
        for id_ in (one.first, one.second):
            if id_ in notes and (id_ == one.second or answers[id_] == one.least):
                yield id_, notes[id_]


class _Notes:
    """Notes as they are used up; general ones are told once each, and then no more."""

    def __init__(self, stock: Stock, chance: Chance) -> None:
        self.stock = stock
        self.chance = chance
        self.general = {evidence: chance.shuffled(said) for evidence, said in stock.evidence.items()}
        self.claims = {id_: chance.shuffled(said) for id_, said in stock.own.shop_window.items()}
        self.any_claim = chance.shuffled(stock.shop_window)

    def note(self, question: Question, answer: Answer, evidence: Evidence, top_level: int) -> str:
        """A note of the question's own; a general one where it has none, or a high answer shows less than those do."""
        own = self.stock.own.notes.get(question.id, {})
        shows_less = is_high(question, answer, top_level) and evidence < Evidence.DOCUMENT
        if not shows_less and isinstance(question, GridQuestion) and (said := own.get(int(answer))):
            return self.chance.one(said)
        left = self.general[evidence]
        return left.pop() if left else ""

    def claim(self, dimension: str) -> str:
        left = self.claims.get(dimension) or self.any_claim
        return left.pop() if left else ""


def quotes(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    stock: Stock,
    asked: Sequence[Person],
    levels: Mapping[str, int],
    said: Mapping[str, Said],
    silent: frozenset[str],
    chance: Chance,
) -> tuple[Quote, ...]:
    """What people are quoted with: no sentence twice, and at each question one person at the most.

    *levels* are those of the dimensions by their ids; *said* is what everybody answers, each on a sheet of their own.
    Where board and front line see two companies, both are quoted. Nobody says what their own answer does not bear out,
    and nobody is quoted at *silent* questions.
    """
    speaking = _Quotes(questionnaire, stock, answers, said, chance)
    found: list[Quote] = []
    for dimension in questionnaire.dimensions:
        own = [one for one in dimension.questions if one.id in answers and one.id not in silent]
        if split := [one for one in own if one.id in said and said[one.id].is_gap]:
            found += speaking.both(dimension, split, asked)
        elif chance.often(_QUOTED) and dimension.id in levels:
            here = band(levels[dimension.id], questionnaire.top_level)
            fitting = [one for one in own if _band_of(one, answers[one.id], questionnaire.top_level) is here]
            if quote := speaking.one(dimension, here, chance.shuffled(fitting), asked):
                found.append(quote)
    return tuple(found)


def _band_of(question: Question, answer: Answer, top_level: int) -> Band:
    return band(int(height(question, answer)), top_level)


class _Quotes:
    """Quotes as they are used up."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        stock: Stock,
        answers: Mapping[str, Answer],
        said: Mapping[str, Said],
        chance: Chance,
    ) -> None:
        self.questions = {question.id: question for question in questionnaire.questions()}
        self.stock = stock
        self.answers = answers
        """Of all together."""
        self.said = said
        self.top_level = questionnaire.top_level
        self.chance = chance
        self.used: set[str] = set()

    def one(
        self, dimension: Dimension, here: Band, questions: Sequence[Question], asked: Sequence[Person]
    ) -> Quote | None:
        """Somebody who sees one of the *questions* like that and can answer it, on the first where a word is left."""
        own = self.stock.own.quotes.get(dimension.id, {}).get(here, {})
        for question in questions:
            agreeing = [one for one in asked if self._is_seen(question.id, one, here)]
            knowing = [one for one in agreeing if not question.roles or one.role in question.roles] or agreeing
            if not knowing:
                continue
            who = self.chance.one(knowing)
            says = [one for one in own.get(who.rank, ()) if self._is_borne_out(one, who, here)]
            if left := self._left(says, self.stock.quotes[here].get(who.rank, ()), question.id):
                return Quote(question.id, who, self._use(left))
        return None

    def both(self, dimension: Dimension, gaps: Sequence[Question], asked: Sequence[Person]) -> list[Quote]:
        """Board and front line on the same question: the first of the *gaps* on which both have a word, if any."""
        places = [list(self._ends(dimension, question, asked)) for question in gaps]
        return [Quote(id_, who, self._use(left)) for id_, who, left in max(places, key=len)]

    def _ends(
        self, dimension: Dimension, question: Question, asked: Sequence[Person]
    ) -> Iterator[tuple[str, Person, list[str]]]:
        """Who could say what of the two companies at a *question*: the board if high there, the front line if low."""
        own = self.stock.own.split.get(dimension.id, {})
        for rank, usual in ((Rank.BOARD, Band.HIGH), (Rank.FRONT_LINE, Band.LOW)):
            left = self._left(own.get(rank, ()), self.stock.quotes[usual].get(rank, ()), question.id)
            people = [one for one in asked if one.rank is rank and self._is_on_side(question, one, usual)]
            if left and people:
                yield question.id, people[0], left

    def _answer(self, id_: str, who: Person) -> Answer | None:
        """One's own answer, or that of the room, which is everybody's; None where there is none."""
        return self.said[id_].answers.get(who.id) if id_ in self.said else self.answers.get(id_)

    def _is_seen(self, id_: str, who: Person, here: Band) -> bool:
        """Whether *who* has answered that it is like that."""
        answer = self._answer(id_, who)
        return answer is not None and _band_of(self.questions[id_], answer, self.top_level) is here

    def _is_borne_out(self, one: Saying, who: Person, here: Band) -> bool:
        """Whether all that is spoken of is like that, but for what *who* has left open."""
        return all(self._answer(id_, who) is None or self._is_seen(id_, who, here) for id_ in one.of)

    def _is_on_side(self, question: Question, who: Person, side: Band) -> bool:
        """Whether one's own answer is in that half of the scale."""
        answer = self.said[question.id].answers.get(who.id)
        twice = -1 if answer is None else 2 * height(question, answer)
        return twice >= self.top_level if side is Band.HIGH else 0 <= twice <= self.top_level

    def _left(self, own: Sequence[Saying], usual: Sentences, question: str) -> list[str]:
        """What can still be said at a *question*: of its dimension's own where there is any, else of what is usual."""
        said = [one.text for one in own if not one.of or question in one.of] if own else usual
        return [text for text in said if text not in self.used]

    def _use(self, left: Sequence[str]) -> str:
        text = self.chance.one(left)
        self.used.add(text)
        return text
