"""One invented client, drawn from a seed: the answers, who gave them, and the key to it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cem_maturity.domain.assessment import Assessment, Organisation, QuestionnaireReference
from cem_maturity.domain.consensus import responses_of
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.questionnaire import Question, Questionnaire
from cem_maturity.domain.response import Answered, AnswerSheet, Respondent, Response, Unknown
from cem_maturity.domain.result import OVERALL, Result
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.findings import key_to
from cem_maturity.domain.sampling.fitting import fit
from cem_maturity.domain.sampling.key import Key
from cem_maturity.domain.sampling.ladder import Answer
from cem_maturity.domain.sampling.naming import house, stem
from cem_maturity.domain.sampling.people import Person, Said, agreed, cast, divided, roles_of, sheets
from cem_maturity.domain.sampling.personas import PERSONAS, Persona, levels_of, those_at
from cem_maturity.domain.sampling.planting import boasts, chosen, pins
from cem_maturity.domain.sampling.shape import wishes
from cem_maturity.domain.sampling.stock import Contradiction, Rank, Stock, filled
from cem_maturity.domain.sampling.telling import Quote, Remarks, quotes, remarks
from cem_maturity.domain.sampling.touchpoints import touchpoints
from cem_maturity.domain.scoring import in_scope, score

_TRIES = 24
"""Shapes that are tried before a client is said not to be possible."""
_TURNS = 8
"""Personas and levels that are drawn where they are left to the seed, before it is said that there is no client."""
_USUAL_RESPONDENTS = 6
"""Where board and front line are to see two companies, and nobody said how many are asked."""
_FACTS = ("sector", "country", "profile")
_UNKNOWN = 30
"""In how many of a hundred clients there is a question that nobody can answer."""
_MANY = 3
"""A dimension with more questions than this can do without one."""


class Wanted(NamedTuple):
    """What a client is to be; what is None is drawn from the seed."""

    seed: int
    """>= 0."""
    persona: str | None = None
    level: int | None = None
    sector: str | None = None
    respondents: int | None = None
    """How many people are asked; 0 is one sheet for the whole room."""


class CannotBe(NamedTuple):
    """There is no such client, and why."""

    reason: Message


class Sample(NamedTuple):
    """A client with all that is known about it."""

    seed: int
    persona: str
    level: int
    """The level of the questionnaire's own rule; where it has none, the one that its touchpoints were drawn for."""
    result: Result
    key: Key

    @property
    def assessment(self) -> Assessment:
        """The answers file's content."""
        return self.result.assessment


def draw(questionnaire: Questionnaire, stock: Stock, wanted: Wanted) -> Sample | CannotBe:
    """The client that *wanted* asks for, or why there is none; the same for the same arguments, everywhere."""
    is_settled = wanted.persona is not None and wanted.level is not None
    found: Sample | CannotBe
    for turn in range(1 if is_settled else _TURNS):
        who = _who(questionnaire, stock, wanted, Chance("who", wanted.seed, turn))
        if isinstance(who, CannotBe):
            return who
        found = _one(questionnaire, stock, wanted, *who)
        if isinstance(found, Sample):
            break
    return found


def _one(questionnaire: Questionnaire, stock: Stock, wanted: Wanted, persona: Persona, level: int) -> Sample | CannotBe:
    count = _USUAL_RESPONDENTS if wanted.respondents is None and persona.quarrels else wanted.respondents or 0
    drawing = _Drawing(questionnaire, stock, persona, level, wanted.seed, wanted.sector, count)
    for attempt in range(_TRIES):
        if (sample := drawing.sample(attempt)) is not None:
            return sample
    return CannotBe(
        Message(
            N_("{questionnaire} gives no {persona} level {level} by its own rule."),
            {"questionnaire": questionnaire.id, "persona": persona.id, "level": level},
        )
    )


def _who(questionnaire: Questionnaire, stock: Stock, wanted: Wanted, chance: Chance) -> tuple[Persona, int] | CannotBe:
    """Persona and level, drawn where they are not wanted."""
    top_level = questionnaire.top_level
    able = [one for one in PERSONAS.values() if _lack(one, questionnaire, stock, wanted) is None]
    persona = PERSONAS[wanted.persona] if wanted.persona is not None else None
    if persona is not None and (lack := _lack(persona, questionnaire, stock, wanted)) is not None:
        return CannotBe(lack)
    if wanted.level is None:
        persona = persona or chance.one(able)
        return persona, chance.one(levels_of(persona, top_level))
    if persona is None:
        return chance.one([one for one in those_at(wanted.level, top_level) if one in able]), wanted.level
    levels = levels_of(persona, top_level)
    if wanted.level not in levels:
        return CannotBe(
            Message(
                N_("A client that is {persona} stands at level {least} to {most}, not at {level}."),
                {"persona": persona.id, "level": wanted.level, "least": levels[0], "most": levels[-1]},
            )
        )
    return persona, wanted.level


def _lack(persona: Persona, questionnaire: Questionnaire, stock: Stock, wanted: Wanted) -> Message | None:
    """Why *persona* can have no client here; None where it can."""
    named = {"questionnaire": questionnaire.id, "persona": persona.id}
    if persona.quarrels and questionnaire.dimensions:
        if wanted.respondents is not None and wanted.respondents < 2:
            return Message(N_("{persona} needs two respondents at the least: --respondents 2."), named)
    elif persona.quarrels:
        return Message(
            N_("{questionnaire} asks nothing that two people could answer differently: no {persona}."), named
        )
    ids = {dimension.id for dimension in questionnaire.dimensions}
    if persona.one_sided and not (ids & set(stock.plants.mechanics) and ids & set(stock.plants.psychology)):
        sentence = N_(
            "{questionnaire} does not say which of its dimensions are mechanics and psychology: no {persona}."
        )
        return Message(sentence, named)
    return None


class _Drawing:
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
        self.organisation = self._organisation(sector)
        self.questions = {one.id: one for one in questionnaire.questions() if in_scope(one, self.organisation)}
        self.roles = roles_of(questionnaire, stock)
        count = respondents or len(Rank) + 2
        self.people = cast(self.roles, stock, count, self.chance("people"))
        self.is_one_sheet = respondents == 0

    def chance(self, about: str, attempt: int = 0) -> Chance:
        """Draws about one thing, which those about another do not move."""
        return Chance(about, self.seed, self.persona.id, self.level, attempt)

    def _organisation(self, sector: str | None) -> Organisation:
        """The house, with every fact that a question asks for."""
        chance, names = self.chance("house"), self.stock.names
        conditions = [one for question in self.asked.questions() for one in question.when]
        asked_for = {fact: sorted({v for one in conditions if one.fact == fact for v in one.values}) for fact in _FACTS}
        drawn = chance.one(self.asked.sectors or asked_for["sector"] or tuple(names.patterns))
        country, unit, profile = chance.one(names.countries), chance.one(names.units), chance.below(1000)
        sector = sector or drawn
        word = stem(names, self.seed, self.persona.id, self.level, self.top_level)
        return Organisation(
            name=house(names, word, sector, chance),
            unit=unit,
            sector=sector,
            country=country,
            profile=asked_for["profile"][profile % len(asked_for["profile"])] if asked_for["profile"] else "",
        )

    def sample(self, attempt: int) -> Sample | None:
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
                pinned=pins(planted, self.top_level),
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
        return Sample(self.seed, self.persona.id, self.level, result, key_to(name, result, self.stock, planted, claims))

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
        if not could or attempt >= _TRIES // 2 or not chance.often(_UNKNOWN):
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
        said = self._said(answers)
        gaps = frozenset(id_ for id_, one in said.items() if one.is_gap)
        if self.persona.quarrels and not gaps:
            return None
        beside = remarks(self.asked, answers, self.persona, self.stock, planted, claims, self.chance("remarks"))
        levels = self._levels(answers)
        quoted = self._quotes(answers, levels, gaps, claims)
        whom = self.chance("whom")
        unknown: dict[str, Response] = {id_: Unknown(whom.one(self.stock.unknown)) for id_ in sorted(silent)}
        sheet = AnswerSheet()
        respondents: tuple[Respondent, ...] = ()
        if self.is_one_sheet:
            sheet = AnswerSheet(self._in_order(self._one_sheet(answers, beside, quoted) | unknown))
        else:
            respondents = self._sheets(said, answers, beside, quoted, unknown)
        bare = Assessment(
            QuestionnaireReference(self.asked.id, self.asked.version, scoring_digest(self.asked)),
            self.organisation,
            self._date(),
            self.stock.language,
            sheet=sheet,
            respondents=respondents,
        )
        return self._with_journey(self._with_expectations(bare))

    def _in_order(self, responses: Mapping[str, Response]) -> Mapping[str, Response]:
        return {id_: responses[id_] for id_ in self.questions if id_ in responses}

    def _levels(self, answers: Mapping[str, Answer]) -> Mapping[str, int]:
        said: dict[str, Response] = {id_: Answered(answer) for id_, answer in answers.items()}
        scored = score(self.asked, said, self.organisation).scored
        return {one.dimension.id: one.level for one in scored}

    def _quotes(
        self, answers: Mapping[str, Answer], levels: Mapping[str, int], gaps: frozenset[str], claims: frozenset[str]
    ) -> Sequence[Quote]:
        if not self.roles.are_staff:
            return ()
        chance = self.chance("quotes")
        return quotes(self.asked, answers, self.stock, self.people, levels, gaps, claims, chance)

    def _said(self, answers: Mapping[str, Answer]) -> Mapping[str, Said]:
        """Who answers what, by question; nothing where there is one sheet for all."""
        if self.is_one_sheet:
            return {}
        chance, aggregate = self.chance("said"), self.asked.rules.aggregate
        apart = self._where_they_quarrel(chance) if self.persona.quarrels else frozenset()
        said: dict[str, Said] = {}
        for id_, answer in answers.items():
            question, found = self.questions[id_], None
            if id_ in apart:
                found = divided(question, answer, self.people, self.top_level, aggregate, chance)
            said[id_] = found or agreed(question, answer, self.people, self.top_level, aggregate, chance)
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
        # Ranks have words of their own; a role is called as the questionnaire calls it.
        role = self.stock.roles[who.rank] if who.rank is not Rank.MIDDLE else self.asked.called(who.role)
        return filled(self.stock.signed, name=who.name, role=role, quote=quote.text)

    def _sheets(
        self,
        said: Mapping[str, Said],
        answers: Mapping[str, Answer],
        beside: Mapping[str, Remarks],
        quoted: Sequence[Quote],
        unknown: Mapping[str, Response],
    ) -> tuple[Respondent, ...]:
        """Everybody's sheet; the proof and the note stand with one who sees the matter as all do together."""
        chance = self.chance("sheets")
        words = {(one.question, one.who.id): one.text for one in quoted}
        by_person: dict[str, dict[str, Response]] = {one.id: dict(unknown) for one in self.people}
        for id_, one in said.items():
            keeper = self._keeper(id_, one, answers[id_], chance)
            for person in self.people:
                if person.id not in one.answers:
                    by_person[person.id][id_] = Unknown(chance.one(self.stock.unknown))
                    continue
                own = beside[id_] if person is keeper else None
                by_person[person.id][id_] = Answered(
                    one.answers[person.id],
                    own.evidence if own else None,
                    own.note if own else "",
                    words.get((id_, person.id), ""),
                )
        return sheets(self.people, {id_: self._in_order(responses) for id_, responses in by_person.items()})

    def _keeper(self, id_: str, said: Said, answer: Answer, chance: Chance) -> Person:
        agreeing = [one for one in self.people if said.answers.get(one.id) == answer]
        roles = self.questions[id_].roles
        knowing = [one for one in agreeing if one.role in roles]
        return chance.one(knowing or agreeing or [one for one in self.people if one.id in said.answers])

    # -- what stands around the answers

    def _date(self) -> str:
        """A day of 2026 that is a working day everywhere: a Monday, Tuesday or Wednesday."""
        chance = self.chance("date")
        week, weekday = chance.below(44), chance.below(3)
        day = 5 + 7 * week + weekday  # the 5th of January 2026 is a Monday
        month = 1
        for length in (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30):
            if day <= length:
                break
            day, month = day - length, month + 1
        return f"2026-{month:02}-{day:02}"

    def _with_expectations(self, bare: Assessment) -> Assessment:
        if not self.asked.dimensions:
            return bare
        chance = self.chance("expectations")
        expected = min(max(self.level + chance.one(self.persona.expects), 0), self.top_level)
        weights = {one.id: chance.one((1, 2, 2, 3, 3)) for one in self.asked.dimensions}
        return replace(
            bare,
            predicted={OVERALL: expected},
            targets={OVERALL: min(self.level + 1, self.top_level)},
            importance={id_: weight for id_, weight in weights.items() if weight != 2},
        )

    def _with_journey(self, bare: Assessment) -> Assessment:
        part = self.asked.journey
        if part is None:
            return bare
        alone, chance = not self.asked.dimensions, self.chance("journey")
        return replace(bare, touchpoints=touchpoints(part, self.persona, self.level, self.top_level, alone, chance))
