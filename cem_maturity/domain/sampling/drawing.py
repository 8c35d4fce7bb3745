"""One attempt at a client after another: from a persona's shape to an answers file with all that stands in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cem_maturity.domain.assessment import Assessment, QuestionnaireReference
from cem_maturity.domain.consensus import responses_of
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.questionnaire import Question, Questionnaire
from cem_maturity.domain.response import Answered, AnswerSheet, Respondent, Response, Unknown
from cem_maturity.domain.result import Result
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.findings import key_to
from cem_maturity.domain.sampling.fitting import fit
from cem_maturity.domain.sampling.framing import day, organisation, with_expectations
from cem_maturity.domain.sampling.key import Key
from cem_maturity.domain.sampling.ladder import Answer
from cem_maturity.domain.sampling.naming import stem
from cem_maturity.domain.sampling.people import Person, Said, agreed, cast, divided, reconciled, roles_of, sheets
from cem_maturity.domain.sampling.personas import Persona
from cem_maturity.domain.sampling.planting import boasts, chosen, pins
from cem_maturity.domain.sampling.shape import wishes
from cem_maturity.domain.sampling.stock import Contradiction, Rank, Stock, filled
from cem_maturity.domain.sampling.telling import Quote, Remarks, quotes, remarks
from cem_maturity.domain.sampling.touchpoints import touchpoints
from cem_maturity.domain.scoring import in_scope, score

TRIES = 24
"""Shapes that are tried before a client is said not to be possible."""
_UNKNOWN = 30
"""In how many of a hundred clients there is a question that nobody can answer."""
_MANY = 3
"""A dimension with more questions than this can do without one."""


class Client(NamedTuple):
    """What has come of an attempt."""

    result: Result
    key: Key


class Drawing:
    """All that stays the same from one attempt to the next."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        stock: Stock,
        persona: Persona,
        level: int,
        seed: int,
        sector: str | None,
        respondents: int,
    ) -> None:
        self.asked, self.stock, self.persona, self.level, self.seed = questionnaire, stock, persona, level, seed
        self.top_level = questionnaire.top_level
        word = stem(stock.names, seed, persona.id, level, self.top_level)
        self.organisation = organisation(questionnaire, stock.names, word, sector, self.chance("house"))
        self.questions = {one.id: one for one in questionnaire.questions() if in_scope(one, self.organisation)}
        self.needed = stock.plants.sectors.get(self.organisation.sector, ())
        self.roles = roles_of(questionnaire, stock)
        self.count = respondents or len(Rank) + 2
        self.is_one_sheet = respondents == 0

    def chance(self, about: str, attempt: int = 0) -> Chance:
        """Draws about one thing, which those about another do not move."""
        return Chance(about, self.seed, self.persona.id, self.level, attempt)

    def client(self, attempt: int) -> Client | None:
        """The client, or None where this *attempt* led nowhere; later ones plant less."""
        planted: tuple[Contradiction, ...] = ()
        wished = wishes(self.asked, self.persona, self.stock.plants, self.level, self.chance("shape", attempt))
        answers: Mapping[str, Answer] | None = {}
        silent = self._silent(attempt)
        if self.asked.dimensions:
            most = max(0, self.chance("how many").one(self.persona.contradictions) - attempt // 4)
            heard = {id_: wish for id_, wish in wished.items() if id_ in self.questions and id_ not in silent}
            planted = chosen(self.stock.plants, heard, self.top_level, most, self.chance("plants", attempt))
            answers = fit(
                self.asked,
                self.organisation,
                wished,
                self.level,
                pinned=pins(planted, [one for one in self.needed if one.question in heard], self.top_level),
                apart=self._apart(planted),
                silent=silent,
            )
        if answers is None:
            return None
        claims = boasts(self.asked, answers, self.persona, planted, self.chance("boasts"))
        assessment = self._assessment(answers, planted, claims, silent)
        if assessment is None:
            return None
        responses = responses_of(self.asked, assessment)
        result = Result(self.asked, assessment, responses, score(self.asked, responses, assessment.organisation))
        reached = result.scorecard.overall.level if result.scorecard.overall else None
        if self.asked.dimensions and reached != self.level:
            return None
        name = f"{self.persona.id}-{self.level}-{self.seed}"
        return Client(result, key_to(name, result, self.stock, planted, claims))

    def _apart(self, planted: Sequence[Contradiction]) -> Sequence[Contradiction]:
        """What must not come about by itself."""
        plants = self.stock.plants
        return (*(one for one in plants.contradictions if one not in planted), *plants.never)

    def _silent(self, attempt: int) -> frozenset[str]:
        """Questions that nobody can answer: one at the most, where its dimension can do without."""
        chance = self.chance("unknown", attempt)
        could = [
            question.id
            for dimension in self.asked.dimensions
            if sum(question.id in self.questions for question in dimension.questions) > _MANY
            for question in dimension.questions
            if question.id in self.questions
        ]
        if not could or attempt >= TRIES // 2 or not chance.often(_UNKNOWN):
            return frozenset()
        return frozenset([chance.one(could)])

    # -- the answers file

    def _assessment(
        self,
        answers: Mapping[str, Answer],
        planted: Sequence[Contradiction],
        claims: frozenset[str],
        silent: frozenset[str],
    ) -> Assessment | None:
        people = self._people(answers)
        said = reconciled(self._said(answers, people), answers, self._apart(planted))
        if self.persona.quarrels and not any(one.is_gap for one in said.values()):
            return None
        proof, words = self.chance("proof"), self.chance("words")
        beside = remarks(self.asked, answers, self.persona, self.stock, planted, claims, proof, words)
        levels = self._levels(answers)
        quoted = self._quotes(people, answers, levels, said, claims)
        present = {one.role for one in people}
        missing = self._missing(answers)
        whom = self.chance("whom")
        unknown: dict[str, Response] = {
            id_: Unknown(self._who_knows(id_, present | missing, whom)) for id_ in sorted(silent)
        }
        sheet = AnswerSheet()
        respondents: tuple[Respondent, ...] = ()
        if self.is_one_sheet:
            sheet = AnswerSheet(self._in_order(self._one_sheet(answers, beside, quoted) | unknown))
        else:
            respondents = self._sheets(people, said, answers, beside, quoted, unknown)
        bare = Assessment(
            QuestionnaireReference(self.asked.id, self.asked.version, scoring_digest(self.asked)),
            self.organisation,
            day(self.chance("date")),
            self.stock.language,
            sheet=sheet,
            respondents=respondents,
        )
        return self._framed(bare)

    def _missing(self, answers: Mapping[str, Answer]) -> frozenset[str]:
        """Roles that this house does not have, as its own *answers* say."""
        needed = self.stock.plants.roles.items()
        return frozenset(
            role for role, bound in needed if bound.question in answers and answers[bound.question] < bound.level
        )

    def _people(self, answers: Mapping[str, Answer]) -> tuple[Person, ...]:
        """Who is asked in a house that has these *answers*."""
        missing = self._missing(answers)
        there = {rank: tuple(one for one in roles if one not in missing) for rank, roles in self.roles.by_rank.items()}
        return cast(self.roles._replace(by_rank=there), self.stock, self.count, self.chance("people"))

    def _in_order(self, responses: Mapping[str, Response]) -> Mapping[str, Response]:
        return {id_: responses[id_] for id_ in self.questions if id_ in responses}

    def _levels(self, answers: Mapping[str, Answer]) -> Mapping[str, int]:
        said: dict[str, Response] = {id_: Answered(answer) for id_, answer in answers.items()}
        scored = score(self.asked, said, self.organisation).scored
        return {one.dimension.id: one.level for one in scored}

    def _quotes(
        self,
        people: Sequence[Person],
        answers: Mapping[str, Answer],
        levels: Mapping[str, int],
        said: Mapping[str, Said],
        claims: frozenset[str],
    ) -> Sequence[Quote]:
        if not self.roles.are_staff:
            return ()
        chance = self.chance("quotes")
        return quotes(self.asked, answers, self.stock, people, levels, said, claims, chance)

    def _said(self, answers: Mapping[str, Answer], people: Sequence[Person]) -> Mapping[str, Said]:
        """Who answers what, by question; nothing where there is one sheet for all."""
        if self.is_one_sheet:
            return {}
        chance, aggregate = self.chance("said"), self.asked.rules.aggregate
        apart = self._where_they_quarrel(chance) if self.persona.quarrels else frozenset()
        said: dict[str, Said] = {}
        for id_, answer in answers.items():
            question, found = self.questions[id_], None
            if id_ in apart:
                found = divided(question, answer, people, self.top_level, aggregate, chance)
            said[id_] = found or agreed(question, answer, people, self.top_level, aggregate, chance)
        return said

    def _where_they_quarrel(self, chance: Chance) -> frozenset[str]:
        """Questions at which board and front line may see two companies: most of half of the dimensions."""
        ids = [dimension.id for dimension in self.asked.dimensions]
        chosen_dimensions = chance.some((len(ids) + 1) // 2, ids)
        own: list[Question] = [
            question
            for dimension in self.asked.dimensions
            if dimension.id in chosen_dimensions
            for question in dimension.questions
        ]
        found = {question.id for question in own if chance.often(75)}
        return frozenset(found or (question.id for question in own))

    def _one_sheet(
        self, answers: Mapping[str, Answer], beside: Mapping[str, Remarks], quoted: Sequence[Quote]
    ) -> dict[str, Response]:
        words = {one.question: self._signed(one) for one in quoted}
        return {
            id_: Answered(answer, beside[id_].evidence, beside[id_].note, words.get(id_, ""))
            for id_, answer in answers.items()
        }

    def _signed(self, quote: Quote) -> str:
        who = quote.who
        role = self.asked.called(who.role)
        return filled(self.stock.signed, name=who.name, role=role, quote=quote.text)

    def _sheets(
        self,
        people: Sequence[Person],
        said: Mapping[str, Said],
        answers: Mapping[str, Answer],
        beside: Mapping[str, Remarks],
        quoted: Sequence[Quote],
        unknown: Mapping[str, Response],
    ) -> tuple[Respondent, ...]:
        """Everybody's sheet; the proof and the note stand with one who sees the matter as all do together."""
        chance = self.chance("sheets")
        words = {(one.question, one.who.id): one.text for one in quoted}
        by_person: dict[str, dict[str, Response]] = {one.id: dict(unknown) for one in people}
        missing = self._missing(answers)
        for id_, one in said.items():
            keeper = self._keeper(people, id_, one, answers[id_], chance)
            for person in people:
                if person.id not in one.answers:
                    by_person[person.id][id_] = Unknown(self._who_knows(id_, {person.role} | missing, chance))
                    continue
                own = beside[id_] if person is keeper else None
                by_person[person.id][id_] = Answered(
                    one.answers[person.id],
                    own.evidence if own else None,
                    own.note if own else "",
                    words.get((id_, person.id), ""),
                )
        return sheets(people, {id_: self._in_order(responses) for id_, responses in by_person.items()})

    def _who_knows(self, id_: str, not_roles: Collection[str], chance: Chance) -> str:
        """Whom we are sent to: a role that the question is for, but for *not_roles*; else anybody at all."""
        others = [self.asked.called(one) for one in self.questions[id_].roles if one not in not_roles]
        return chance.one(others or self.stock.unknown)

    def _keeper(self, people: Sequence[Person], id_: str, said: Said, answer: Answer, chance: Chance) -> Person:
        agreeing = [one for one in people if said.answers.get(one.id) == answer]
        roles = self.questions[id_].roles
        knowing = [one for one in agreeing if one.role in roles]
        return chance.one(knowing or agreeing or [one for one in people if one.id in said.answers])

    # -- what stands around the answers

    def _framed(self, bare: Assessment) -> Assessment:
        """With what was expected before, and with touchpoints where they are asked for."""
        if self.asked.dimensions:
            bare = with_expectations(bare, self.asked, self.persona, self.level, self.chance("expectations"))
        part = self.asked.journey
        if part is None:
            return bare
        alone, chance = not self.asked.dimensions, self.chance("journey")
        return replace(bare, touchpoints=touchpoints(part, self.persona, self.level, self.top_level, alone, chance))
