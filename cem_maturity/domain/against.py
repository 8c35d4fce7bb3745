"""Teams that judged one client, held against the key to it: how far each is from the model, and what it saw."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from cem_maturity.domain.questionnaire import Dimension, GridQuestion, Question, Questionnaire
from cem_maturity.domain.report import ReportedLevel
from cem_maturity.domain.reported_questions import report_question
from cem_maturity.domain.response import Answered
from cem_maturity.domain.result import Result
from cem_maturity.domain.sampling.key import Finding, Key, Scene
from cem_maturity.domain.sampling.ladder import Answer, rung_of, rungs
from cem_maturity.domain.seen import sees
from cem_maturity.domain.standing import standings

FORMAT = 1
"""Of the JSON; it rises when a key changes its meaning."""
BY = "model"
"""What is compared by, beside time and unit; also the name of the page's template."""
DIVIDED = 2
"""Steps between the lowest and the highest answer of the teams from which on a question has divided them."""


class Verdict(StrEnum):
    """How near an answer is to that of the model."""

    AGREE = "agree"
    ONE_OFF = "one_off"
    FAR_OFF = "far_off"
    BLANK = "blank"
    """There is none: blank, unknown or not applicable where the model has an answer."""


class Against(NamedTuple):
    """One answer of one team beside the model's."""

    team: str
    """The team's file."""
    state: str
    """answered, not_applicable, unknown, blank or out_of_scope."""
    level: int | None
    value: Fraction | None
    off: int | None
    """In steps of the scale, or from option to option: above 0 where the team sees more than the model."""
    verdict: str


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """One question that the model has an answer to."""

    id: str
    text: str
    dimension: str
    level: int | None
    """The model's answer to a grid question."""
    value: Fraction | None
    """The model's answer to a practice question."""
    descriptor: str
    """The model's answer in the author's words."""
    answers: tuple[Against, ...]
    """One for each team, in the order given."""
    mean_distance: Fraction | None
    """From the model, in steps, over the teams that answered; None where none did."""
    range: int | None
    """Steps between the teams' lowest and highest answer; None where fewer than two answered."""


@dataclass(frozen=True, slots=True)
class TeamLevel:
    """Where one team puts a dimension."""

    team: str
    level: int | None
    index: Fraction | None
    off: int | None
    """In levels: above 0 where the team sees more than the model."""


class JudgedDimension(NamedTuple):
    """One dimension: what the model says, and what the teams."""

    id: str
    title: str
    level: int | None
    """The model's."""
    teams: tuple[TeamLevel, ...]


class JudgedFinding(NamedTuple):
    """One finding of the key, and whose answers saw it."""

    kind: str
    text: str
    questions: tuple[str, ...]
    dimension: str
    action: str
    seen_by: tuple[str, ...]
    """The teams' files."""


@dataclass(frozen=True, slots=True)
class Team:
    """One team's result."""

    file: str
    name: str
    level: int | None
    level_name: str | None
    index: Fraction | None
    provisional: bool
    level_off: int | None
    index_off: Fraction | None
    mean_distance: Fraction | None
    """From the model, in steps, over the questions that the team answered."""
    agree: int
    one_off: int
    far_off: int
    blank: int
    seen: int
    """How many findings of the key."""


@dataclass(frozen=True, slots=True)
class Model:
    """What the client really is."""

    key: str
    level: int
    level_name: str
    index: Fraction


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that comes of holding teams against a key."""

    format: int
    program_version: str
    by: str
    organisation: str
    language: str
    """Of the key."""
    questionnaire: Mapping[str, str]
    """Its `id`, `version` and `title`."""
    levels: tuple[ReportedLevel, ...]
    model: Model
    teams: tuple[Team, ...]
    dimensions: tuple[JudgedDimension, ...]
    questions: tuple[JudgedQuestion, ...]
    """Those that the model has an answer to, in file order."""
    divided: tuple[str, ...]
    """Ids of the questions on which the teams lie furthest apart, the widest first."""
    findings: tuple[JudgedFinding, ...]


def against(
    key: Key,
    questionnaire: Questionnaire,
    teams: Sequence[tuple[str, Result]],
    program_version: str,
) -> Judgement:
    """The *teams*, one at the least, each with its file, held against the *key* to their client.

    The key has a level, and its answers are to questions of *questionnaire*, as those of the teams.
    """
    if key.level is None or key.index is None:
        raise ValueError("a key without a level has nothing to be held against")
    names = dict(zip((file for file, _ in teams), labels([file for file, _ in teams]), strict=True))
    questions = tuple(_questions(key, questionnaire, teams))
    scenes = {file: Scene.of(result) for file, result in teams}
    findings = tuple(
        _finding(one, tuple(file for file, scene in scenes.items() if sees(one, key, scene))) for one in key.findings
    )
    return Judgement(
        format=FORMAT,
        program_version=program_version,
        by=BY,
        organisation=key.organisation,
        language=key.language,
        questionnaire={"id": questionnaire.id, "version": questionnaire.version, "title": questionnaire.title},
        levels=tuple(ReportedLevel(level.number, level.name, level.view) for level in questionnaire.levels),
        model=Model(key.key, key.level, questionnaire.levels[key.level].name, key.index),
        teams=tuple(_team(file, names[file], result, key, questions, findings) for file, result in teams),
        dimensions=tuple(_dimension(one, key, teams) for one in questionnaire.dimensions),
        questions=questions,
        divided=divided(questions),
        findings=findings,
    )


def labels(files: Sequence[str]) -> tuple[str, ...]:
    """What the teams are called: the names of their files, with the folders where two are alike."""
    parts = [file.replace("\\", "/").split("/") for file in files]
    stems = [one[-1].rpartition(".")[0] or one[-1] for one in parts]
    return tuple(
        "/".join((*one[-2:-1], stem)) if stems.count(stem) > 1 else stem for one, stem in zip(parts, stems, strict=True)
    )


def divided(questions: Sequence[JudgedQuestion]) -> tuple[str, ...]:
    """Ids of the *questions* that divided the teams, the widest first; among equals, those furthest from the model."""
    apart = [one for one in questions if one.range is not None and one.range >= DIVIDED]
    ordered = sorted(apart, key=lambda one: (-(one.range or 0), -(one.mean_distance or 0)))
    return tuple(one.id for one in ordered)


# -- question by question


def _questions(key: Key, questionnaire: Questionnaire, teams: Sequence[tuple[str, Result]]) -> Iterator[JudgedQuestion]:
    for dimension in questionnaire.dimensions:
        for question in dimension.questions:
            if question.id in key.answers:
                yield _question(question, dimension, key.answers[question.id], questionnaire.top_level, teams)


def _question(
    question: Question, dimension: Dimension, model: Answer, top_level: int, teams: Sequence[tuple[str, Result]]
) -> JudgedQuestion:
    steps = rungs(question, top_level)
    answers = tuple(_answer(file, result, question, model, steps) for file, result in teams)
    offs = [one.off for one in answers if one.off is not None]
    is_grid = isinstance(question, GridQuestion)
    return JudgedQuestion(
        id=question.id,
        text=question.text,
        dimension=dimension.id,
        level=int(model) if is_grid else None,
        value=None if is_grid else Fraction(model),
        descriptor=words_of(question, model),
        answers=answers,
        mean_distance=Fraction(sum(map(abs, offs)), len(offs)) if offs else None,
        range=max(offs) - min(offs) if len(offs) > 1 else None,
    )


def words_of(question: Question, answer: Answer) -> str:
    """What an *answer* stands for, in the author's words."""
    if isinstance(question, GridQuestion):
        return next((one.text for one in question.descriptors if one.level == answer), "")
    return next((one.text for one in question.answers.options if one.value == answer), "")


def _answer(file: str, result: Result, question: Question, model: Answer, steps: Sequence[Answer]) -> Against:
    said = result.responses.get(question.id)
    told = report_question(question, result.assessment, said, blocker=False, disagreement=False)
    if not isinstance(said, Answered):
        return Against(file, told.state, None, None, None, Verdict.BLANK)
    off = rung_of(said.answer, steps) - rung_of(model, steps)
    verdict = (Verdict.AGREE, Verdict.ONE_OFF, Verdict.FAR_OFF)[min(abs(off), 2)]
    return Against(file, told.state, told.level, told.value, off, verdict)


# -- as a whole


def _team(
    file: str,
    name: str,
    result: Result,
    key: Key,
    questions: Sequence[JudgedQuestion],
    findings: Sequence[JudgedFinding],
) -> Team:
    own = [answer for one in questions for answer in one.answers if answer.team == file]
    distances = [abs(one.off) for one in own if one.off is not None]
    overall, level = result.scorecard.overall, result.level
    counts = {verdict: sum(one.verdict == verdict for one in own) for verdict in Verdict}
    return Team(
        file=file,
        name=name,
        level=level.number if level else None,
        level_name=level.name if level else None,
        index=overall.index if overall else None,
        provisional=bool(result.provisional_reasons),
        level_off=_less(level.number if level else None, key.level),
        index_off=overall.index - key.index if overall and key.index is not None else None,
        mean_distance=Fraction(sum(distances), len(distances)) if distances else None,
        agree=counts[Verdict.AGREE],
        one_off=counts[Verdict.ONE_OFF],
        far_off=counts[Verdict.FAR_OFF],
        blank=counts[Verdict.BLANK],
        seen=sum(file in one.seen_by for one in findings),
    )


def _less(level: int | None, model: int | None) -> int | None:
    return None if level is None or model is None else level - model


def _dimension(dimension: Dimension, key: Key, teams: Sequence[tuple[str, Result]]) -> JudgedDimension:
    model = key.dimensions.get(dimension.id)
    found = []
    for file, result in teams:
        standing = standings(result)[dimension.id]
        found.append(TeamLevel(file, standing.level, standing.index, _less(standing.level, model)))
    return JudgedDimension(dimension.id, dimension.title, model, tuple(found))


def _finding(finding: Finding, seen_by: tuple[str, ...]) -> JudgedFinding:
    return JudgedFinding(
        finding.kind.value, finding.text, finding.questions, finding.dimension, finding.action, seen_by
    )
