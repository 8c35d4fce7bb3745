"""An answers file as YAML holds it: one questionnaire answered for one organisation (contract.md §2)."""

from collections.abc import Collection

from cem_maturity.adapters.answers_file.belonging import KNOWN, read_reference
from cem_maturity.adapters.answers_file.sheets import Known, free_text, read_sheet, refuse_question
from cem_maturity.adapters.answers_file.touchpoints import read_stage, read_touchpoint, read_unfinished
from cem_maturity.adapters.strict_yaml import Mapping, Node, Parsed, Scalar, parse
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.application.file_names import on_disk
from cem_maturity.domain.assessment import (
    Assessment,
    InterviewState,
    Organisation,
    PlannedAction,
)
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.questionnaire import HORIZONS, Questionnaire
from cem_maturity.domain.response import AnswerSheet, Respondent
from cem_maturity.domain.scoring import in_scope

STATUSES = ("planned", "done", "dropped")
ORGANISATION = ("name", "unit", "sector", "country", "profile")
_RESPONDENT = ("name", "role", "predicted", "targets", "importance", "answers")
_INTERVIEW = ("started", "updated", "at", "complete", "stage", "unfinished")
_ACTION = ("status", "owner", "due", "text", "why", "dimension", "effort", "impact", "horizon")


def read(text: str, file: str, questionnaire: Questionnaire, *, blanks_allowed: bool) -> Accepted[Assessment] | Refused:
    """The assessment in *text*, or every problem with it; *file* names it in problems."""
    return read_parsed(parse(text, file), file, questionnaire, blanks_allowed=blanks_allowed)


def read_parsed(
    parsed: Parsed, file: str, questionnaire: Questionnaire, *, blanks_allowed: bool, named: str | None = None
) -> Accepted[Assessment] | Refused:
    """As `read`, of a text that was parsed before; *named* is how `--questionnaire` named the questionnaire."""
    reading = Reading(file, parsed)
    if parsed.root is None:
        return Refused(tuple(reading.problems))
    assessment = _AnswersReader(reading, known_of(questionnaire), blanks_allowed, named).read(parsed.root)
    problems = reading.in_file_order
    return Refused(problems) if reading.is_refused else Accepted(assessment, problems)


_last: list[Known] = []


def known_of(questionnaire: Questionnaire) -> Known:
    """What the questionnaire holds; kept for the next file, since many files answer the same one."""
    if not _last or _last[0].questionnaire is not questionnaire:
        _last[:] = [Known(questionnaire)]
    return _last[0]


class _AnswersReader:
    """Where the parts of one answers file meet."""

    def __init__(self, reading: Reading, known: Known, blanks_allowed: bool, named: str | None) -> None:
        self.reading = reading
        self.known = known
        self.questionnaire = known.questionnaire
        self.blanks_allowed = blanks_allowed
        words = ["cem", "migrate", on_disk(reading.file), "--to", known.questionnaire.version]
        self.migrate = words + (["--questionnaire", named] if named else [])
        """The words of the command that brings answers to an earlier version over."""
        self.failed: set[str] = set()
        """Questions at which something stands that is a problem of its own."""

    def read(self, root: Node) -> Assessment:
        reading, journey = self.reading, self.questionnaire.journey
        found = reading.fields(root, KNOWN)
        if "format" in found:
            reading.format(found["format"])
        elif type(root) is Mapping:
            reading.refuse("no-format", root)
        organisation = self._organisation(found.get("organisation"), root)
        answers = found.get("answers")
        sheet = read_sheet(reading, self.known, answers, self.failed, self.migrate)
        respondents = self._respondents(found.get("respondents"))
        predicted, targets, importance = self._expectations(found)
        if not self.blanks_allowed and type(root) is Mapping:
            self._check_blanks(organisation, (sheet, *(one.sheet for one in respondents)), root)
        return Assessment(
            questionnaire=read_reference(reading, self.known, found.get("questionnaire"), root, self.migrate),
            organisation=organisation,
            date=reading.date(found.get("date")),
            language=reading.text(found.get("language")),
            predicted=predicted,
            targets=targets,
            importance=importance,
            sheet=sheet,
            respondents=respondents,
            touchpoints=tuple(read_touchpoint(reading, journey, node) for node in reading.nodes(found.get("journey"))),
            actions=tuple(
                self._action(key, value) for key, value in reading.pairs(found.get("actions"), self.known.actions)
            ),
            interview=self._interview(found.get("interview")),
        )

    # -- what the file is about

    def _organisation(self, node: Node | None, root: Node) -> Organisation:
        reading = self.reading
        found = reading.fields(node, ORGANISATION) if node is not None else {}
        organisation = Organisation(**{name: free_text(reading, found.get(name)) for name in ORGANISATION})
        sectors = self.questionnaire.sectors
        if organisation.sector and sectors and organisation.sector not in sectors:
            reading.refuse_unknown("unknown-sector", found["sector"], organisation.sector, sectors)
        for fact in self.known.facts:
            if not organisation.fact(fact):
                reading.refuse("missing-fact", node or root, name=fact)
        return organisation

    def _expectations(self, found: dict[str, Node]) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """What was expected, what is aimed at, and how much each dimension matters."""
        top, dimensions = self.questionnaire.top_level, self.known.dimensions
        return (
            self._levels(found.get("predicted"), ("overall", *dimensions), 0, top),
            self._levels(found.get("targets"), ("overall", *dimensions), 1, top),
            self._levels(found.get("importance"), dimensions, 1, 3),
        )

    def _levels(self, node: Node | None, known: Collection[str], least: int, most: int) -> dict[str, int]:
        levels: dict[str, int] = {}
        for key, value in self.reading.pairs(node, known):
            if key.text not in known:
                self.reading.refuse_unknown("unknown-dimension", key, key.text, known)
            elif (level := self.reading.whole(value, least, most)) is not None:
                levels[key.text] = level
        return levels

    # -- who says what

    def _respondents(self, node: Node | None) -> tuple[Respondent, ...]:
        reading = self.reading
        respondents = []
        for key, value in reading.mapping(node).values() if node is not None else ():
            found = reading.fields(value, _RESPONDENT)
            sheet = read_sheet(reading, self.known, found.get("answers"), self.failed, self.migrate)
            name, role = free_text(reading, found.get("name")), free_text(reading, found.get("role"))
            respondents.append(Respondent(reading.identifier(key), sheet, name, role, *self._expectations(found)))
        return tuple(respondents)

    def _check_blanks(self, organisation: Organisation, sheets: Collection[AnswerSheet], root: Mapping) -> None:
        said = self.failed.union(*(sheet.responses for sheet in sheets))
        blank = tuple(
            id_
            for id_, question in self.known.questions.items()
            if id_ not in said and (not question.when or in_scope(question, organisation))
        )
        if blank:
            place = root.pairs.get("answers") or root.pairs.get("respondents")
            self.reading.refuse("blank-answers", place[0] if place else root, questions=blank)

    # -- plan, interview

    def _action(self, key: Scalar, node: Node) -> PlannedAction:
        reading = self.reading
        found = reading.fields(node, _ACTION)
        text = free_text(reading, found.get("text"))
        if not text and key.text not in self.known.actions:
            reading.refuse_unknown("own-action-without-text", key, key.text, self.known.actions)
        dimension = reading.text(found.get("dimension"))
        if dimension and dimension not in self.known.dimensions:
            reading.refuse_unknown("unknown-dimension", found["dimension"], dimension, self.known.dimensions)
        effort, impact = (reading.whole(found[name], 1, 5) if name in found else None for name in ("effort", "impact"))
        return PlannedAction(
            id=reading.identifier(key),
            status=reading.one_of(found.get("status"), STATUSES, "planned"),
            owner=free_text(reading, found.get("owner")),
            due=reading.date(found.get("due")),
            text=text,
            why=free_text(reading, found.get("why")),
            dimension=dimension,
            effort=effort,
            impact=impact,
            horizon=reading.one_of(found.get("horizon"), HORIZONS, ""),
        )

    def _interview(self, node: Node | None) -> InterviewState | None:
        if node is None:
            return None
        reading, journey = self.reading, self.questionnaire.journey
        found = reading.fields(node, _INTERVIEW)
        at = reading.text(found.get("at"))
        if at and at not in self.known.questions and type(found["at"]) is Scalar:
            refuse_question(reading, self.known, found["at"], self.migrate)
        return InterviewState(
            reading.time(found.get("started")),
            reading.time(found.get("updated")),
            at,
            reading.truth(found.get("complete")),
            read_stage(reading, journey, found.get("stage")),
            tuple(read_unfinished(reading, journey, one) for one in reading.nodes(found.get("unfinished"))),
        )
