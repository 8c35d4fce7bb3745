"""Several answers files made into one in which nothing is lost, or all the reasons why that cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cem_maturity.domain.assessment import (
    Assessment,
    InterviewState,
    Organisation,
    PlannedAction,
    QuestionnaireReference,
)
from cem_maturity.domain.authorship import GROUP, KINDS, AnswersFile, Author, Authorship, Claim, Path, authorship
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.merged_journey import MergedJourney
from cem_maturity.domain.merged_sheets import merge_consensus
from cem_maturity.domain.message import Value
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.response import AnswerSheet, Respondent
from cem_maturity.domain.result import OVERALL

_FACTS = ("name", "unit", "sector", "country", "profile")


class Conflict(NamedTuple):
    """A place in one of the files that contradicts another file."""

    code: str
    """Of the catalogue of problems."""
    file: str
    at: Path
    values: Mapping[str, Value]


class Apart(NamedTuple):
    """A dimension, or the organisation, of which people expect or want different things."""

    kind: str
    """predicted, targets or importance."""
    subject: str
    """`overall` or a dimension's id."""
    said: tuple[tuple[Respondent, int], ...]
    """In the order of the respondents."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Several files in one."""

    assessment: Assessment
    apart: tuple[Apart, ...] = ()
    """What is kept with the people, since they differ."""


@dataclass(frozen=True, slots=True)
class Contradicting:
    """Files that cannot become one."""

    conflicts: tuple[Conflict, ...]


def merge_files(questionnaire: Questionnaire, files: Sequence[AnswersFile]) -> Merged | Contradicting:
    """The *files*, of which there is one at least, as one assessment; the same whatever their order.

    All answer *questionnaire*. Whatever two of them say of the same thing must be the same: respondents, facts of the
    organisation, consensus, touchpoints, lines of the plan. What one leaves out is taken from the other.
    """
    told = [authorship(file) for file in files]
    merger = _Merger(questionnaire, told)
    merger.merge()
    if merger.conflicts:
        return Contradicting(tuple(merger.conflicts))
    return _Merger(questionnaire, sorted(told, key=_rank)).merge()


def _rank(told: Authorship) -> tuple[int, list[str], int, int, str]:
    """An order of files that depends on what they hold alone.

    The most people come first, then their ids, then the most touchpoints and actions: so a merged file comes before
    its originals and keeps its order.
    """
    assessment, ids = told.file.assessment, sorted(author.respondent.id for author in told.authors)
    last = repr((assessment, told.file.id))
    return -len(ids), ids, -len(assessment.touchpoints), -len(assessment.actions), last


@dataclass(slots=True)
class _Merger:
    """One way through the files; what contradicts what came before is a conflict."""

    questionnaire: Questionnaire
    told: Sequence[Authorship]
    conflicts: list[Conflict] = field(default_factory=list)

    def refuse(self, code: str, told: Authorship, at: Path, /, **values: Value) -> None:
        """Add a conflict that shows in the file *told*, at *at*."""
        self.conflicts.append(Conflict(code, told.file.path, at, values))

    def merge(self) -> Merged:
        """All that the files hold; where they contradict one another, what came first."""
        assessments = [told.file.assessment for told in self.told]
        people = self._people()
        levels, own, apart = self._claims(people)
        consensus, group = merge_consensus(self.told, self.refuse)
        if group != AnswerSheet():
            people = _with_group(people, group)
        journey = MergedJourney()
        for told in self.told:
            journey.add(told, self.refuse)
        everyone = [_claiming(people[id_], own.get(id_, {})) for id_ in sorted(people)]
        nobody = self._nobody(everyone)
        merged = Assessment(
            self._reference(),
            self._organisation(),
            max(one.date for one in assessments),
            next((one.language for one in assessments if one.language), ""),
            **levels,
            sheet=consensus,
            respondents=tuple(one for one in everyone if one.id not in nobody),
            touchpoints=journey.touchpoints,
            actions=self._actions(),
            interview=self._interview(journey),
        )
        return Merged(merged, apart)

    # -- what it is about

    def _reference(self) -> QuestionnaireReference:
        version, digest, first = "", "", self.told[0]
        for told in self.told:
            given = told.file.assessment.questionnaire
            if version and given.version and given.version != version:
                at = ("questionnaire", "version")
                self.refuse("mixed-versions", told, at, given=given.version, version=version, file=first.file.path)
            elif given.version and not version:
                version, first = given.version, told
            digest = digest or given.digest
        version = version or self.questionnaire.version
        if version == self.questionnaire.version:
            digest = scoring_digest(self.questionnaire)
        return QuestionnaireReference(self.questionnaire.id, version, digest)

    def _organisation(self) -> Organisation:
        facts: dict[str, str] = {}
        first: dict[str, Authorship] = {}
        for told in self.told:
            for name in _FACTS:
                given = getattr(told.file.assessment.organisation, name)
                if given and given != facts.setdefault(name, given):
                    values = {"name": name, "given": given, "other": facts[name], "file": first[name].file.path}
                    self.refuse("mixed-organisations", told, ("organisation", name), **values)
                elif given:
                    first.setdefault(name, told)
        return Organisation(**{name: facts.get(name, "") for name in _FACTS})

    # -- who says what

    def _people(self) -> dict[str, Respondent]:
        people: dict[str, tuple[Respondent, Authorship]] = {}
        room: dict[tuple[str, str, int], str] = {}
        for told in self.told:
            here: list[tuple[str, str]] = []
            for author in told.authors:
                one = author.respondent
                if author.is_group:
                    continue
                if author.is_in_the_room:
                    who = (one.name, one.role)
                    room.setdefault((*who, here.count(who)), one.id)
                    here.append(who)
                elif one.id not in people or _is_empty_form(people[one.id][0], one):
                    people[one.id] = (one, told)
                elif not _is_empty_form(one, people[one.id][0]):
                    known, first = people[one.id]
                    self._compare(author, told, known, first)
        return _seated({id_: one for id_, (one, _) in people.items()}, room)

    def _nobody(self, everyone: Iterable[Respondent]) -> set[str]:
        """Those of whom nothing is known but that a file has their name, or that a form keeps a place for their role.

        Who is listed beside a consensus was in the room, and stays.
        """
        authors = [(told, author) for told in self.told for author in told.authors]
        named = {author.respondent.id for _, author in authors if author.is_listed}
        unnamed = {author.respondent.id for _, author in authors} - named
        present = {author.respondent.id for told, author in authors if told.consensus != AnswerSheet()}
        silent = [one for one in everyone if one.is_silent]
        return {one.id for one in silent if one.id in unnamed or not (one.name or one.id in present)}

    def _compare(self, author: Author, told: Authorship, known: Respondent, first: Authorship) -> None:
        one = author.respondent
        differing: list[str] = [name for name in ("name", "role") if getattr(one, name) != getattr(known, name)]
        at = author.at
        questions = [
            question.id for question in self.questionnaire.questions() if _differs(question.id, one.sheet, known.sheet)
        ]
        if not differing and questions:
            at = (*author.answers_at, questions[0])
        if differing or questions:
            values: dict[str, Value] = {"name": one.id, "file": first.file.path, "differing": (*differing, *questions)}
            self.refuse("same-respondent", told, at, **values)

    def _claims(
        self, people: Mapping[str, Respondent]
    ) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, dict[str, int]]], tuple[Apart, ...]]:
        """What is the organisation's; what is somebody's own, by their id; and where that leaves people apart."""
        said: dict[tuple[str, str], dict[str, int]] = {}
        first: dict[tuple[str, str, str], Authorship] = {}
        for told in self.told:
            for claim in told.claims:
                known = said.setdefault((claim.kind, claim.subject), {}).setdefault(claim.speaker, claim.level)
                earlier = first.setdefault((claim.kind, claim.subject, claim.speaker), told)
                if known != claim.level:
                    self._refuse_claim(claim, told, earlier)
        common: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
        own: dict[str, dict[str, dict[str, int]]] = {}
        apart: list[Apart] = []
        for kind in KINDS:
            for subject in (OVERALL, *(dimension.id for dimension in self.questionnaire.dimensions)):
                levels = said.get((kind, subject), {})
                agreed = levels.get("", next(iter(levels.values()), None) if len(set(levels.values())) == 1 else None)
                if agreed is not None:
                    common[kind][subject] = agreed
                differing = {id_: level for id_, level in sorted(levels.items()) if id_ and level != agreed}
                for id_, level in differing.items():
                    own.setdefault(id_, {}).setdefault(kind, {})[subject] = level
                if agreed is None and differing:
                    apart.append(Apart(kind, subject, tuple((people[id_], level) for id_, level in differing.items())))
        return common, own, tuple(apart)

    def _refuse_claim(self, claim: Claim, told: Authorship, first: Authorship) -> None:
        what, values = f"{claim.kind}.{claim.subject}", {"file": first.file.path}
        if claim.speaker:
            self.refuse("same-respondent", told, claim.at, name=claim.speaker, differing=(what,), **values)
        else:
            self.refuse("two-consensuses", told, claim.at, name=what, **values)

    # -- plan and interview

    def _actions(self) -> tuple[PlannedAction, ...]:
        actions: dict[str, tuple[PlannedAction, Authorship]] = {}
        for told in self.told:
            for action in told.file.assessment.actions:
                known, first = actions.setdefault(action.id, (action, told))
                if known != action:
                    self.refuse("two-plans", told, ("actions", action.id), name=action.id, file=first.file.path)
        return tuple(action for action, _ in actions.values())

    def _interview(self, journey: MergedJourney) -> InterviewState | None:
        """From the first beginning to the last change; only a group's bookmark means anything to the group."""
        states = [told.file.assessment.interview for told in self.told]
        kept = [state for state in states if state is not None]
        if not kept:
            return None
        of_groups = (told.file.assessment.interview for told in self.told if told.is_of_a_group)
        bookmark = next((state for state in of_groups if state is not None), InterviewState())
        return InterviewState(
            started=min((state.started for state in kept if state.started), default=""),
            updated=max(state.updated for state in kept),
            at=bookmark.at,
            complete=all(state.complete for state in kept),
            stage=bookmark.stage,
            unfinished=journey.unfinished,
        )


# The pieces


def _claiming(one: Respondent, own: Mapping[str, Mapping[str, int]]) -> Respondent:
    predicted, targets, importance = (own.get(kind, {}) for kind in KINDS)
    return replace(one, predicted=predicted, targets=targets, importance=importance)


def _is_empty_form(one: Respondent, other: Respondent) -> bool:
    """Whether *one* is the place that a form keeps for *other*, and nobody has filled it in."""
    return one.is_silent and not one.name and one.role in ("", other.role)


def _differs(question: str, one: AnswerSheet, other: AnswerSheet) -> bool:
    return (
        one.responses.get(question) != other.responses.get(question)
        or one.drafts.get(question) != other.drafts.get(question)
        or one.flags.get(question) != other.flags.get(question)
    )


def _seated(people: dict[str, Respondent], room: Mapping[tuple[str, str, int], str]) -> dict[str, Respondent]:
    """*people*, and those who were only in the room; numbered anew where two files gave them the same number."""
    known = {(one.name, one.role) for one in people.values()}
    new = [(name, role, id_) for (name, role, _), id_ in sorted(room.items()) if (name, role) not in known]
    ids: Iterable[str] = [id_ for _, _, id_ in new]
    if len({*ids} - {*people}) < len(new):
        ids = (free for number in range(1, 1 + len(new) + len(people)) if (free := f"person-{number}") not in people)
    seated = {id_: Respondent(id_, AnswerSheet(), name, role) for (name, role, _), id_ in zip(new, ids, strict=False)}
    return {**people, **seated}


def _with_group(people: dict[str, Respondent], sheet: AnswerSheet) -> dict[str, Respondent]:
    """*people*, and the group as one of them, with what it did not know."""
    numbers = range(1, len(people) + 2)
    names = (f"{GROUP}-{number}" if number > 1 else GROUP for number in numbers)
    id_ = next(name for name in names if name not in people)
    return {**people, id_: Respondent(id_, sheet)}
