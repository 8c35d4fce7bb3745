"""What is asked next and what was said so far, whoever does the asking."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from cem_maturity.domain.assessment import (
    Assessment,
    InterviewState,
    Organisation,
    QuestionnaireReference,
    Touchpoint,
    UnfinishedTouchpoint,
)
from cem_maturity.domain.digest import scoring_digest as digest_of
from cem_maturity.domain.questionnaire import Dimension, GridQuestion, PracticeQuestion, Question, Questionnaire, Stage
from cem_maturity.domain.response import (
    AnswerSheet,
    Respondent,
)
from cem_maturity.domain.scoring import in_scope
from cem_maturity.domain.turns import (
    Closing,
    FormField,
    FormTurn,
    ImportanceTurn,
    JourneyTurn,
    QuestionTurn,
    StageTurn,
    TargetTurn,
    TouchpointTurn,
    Turn,
)

USUAL_IMPORTANCE = 2
"""Of a dimension, 1..3, where nothing is said."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a question offers."""

    key: str
    """The digit that chooses it."""
    value: int | Fraction
    """A level, 0..N, or the value of an option, 0..1."""
    text: str
    name: str = ""
    """The id of a practice question's option."""


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview at one moment; every step gives a new one."""

    questionnaire: Questionnaire
    assessment: Assessment
    turn: Turn
    respondent: str = ""
    """Whose sheet is filled in; nothing means the organisation's common answers."""
    dimension: str = ""
    """The only dimension that is asked about; nothing means all."""
    returning: bool = False
    """Whether the next answer leads back to the closing turn."""
    catching_up: bool = False
    """Whether only what is still open is asked."""
    touring: bool = False
    """Whether touchpoints are wanted, though there is none yet."""
    settling: tuple[str, ...] = ()
    """The only questions that are asked, in this order, since people stand apart on them; nothing means all."""

    @property
    def sheet(self) -> AnswerSheet:
        """What was put down so far."""
        return next(
            (one.sheet for one in self.assessment.respondents if one.id == self.respondent), self.assessment.sheet
        )

    @property
    def question(self) -> Question | None:
        """The question whose turn it is, if it is a question's."""
        if isinstance(self.turn, QuestionTurn):
            return self.question_of(self.turn.question)
        return None

    def question_of(self, id_: str) -> Question:
        """The question with that id."""
        return next(question for question in self.questionnaire.questions() if question.id == id_)

    def dimension_of(self, turn: Turn) -> Dimension | None:
        """The dimension to which a turn belongs."""
        match turn:
            case QuestionTurn(id_):
                return next(
                    one
                    for one in self.questionnaire.dimensions
                    if any(question.id == id_ for question in one.questions)
                )
            case ImportanceTurn(id_) | TargetTurn(id_):
                return next(one for one in self.questionnaire.dimensions if one.id == id_)
            case FormTurn() | JourneyTurn() | StageTurn() | TouchpointTurn() | Closing():
                return None
            case _:
                assert_never(turn)

    @property
    def unfinished(self) -> tuple[UnfinishedTouchpoint, ...]:
        """The touchpoints that are not judged to the end."""
        return self.assessment.interview.unfinished if self.assessment.interview else ()

    @property
    def touchpoints(self) -> tuple[Touchpoint | UnfinishedTouchpoint, ...]:
        """All touchpoints, those that are judged to the end first."""
        return (*self.assessment.touchpoints, *self.unfinished)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an interview is."""

    answered: int
    """Questions with an answer, "not applicable" and "unknown" among them."""
    all: int
    """Questions in scope."""


# What is asked


def empty_assessment(questionnaire: Questionnaire, *, date: str, language: str) -> Assessment:
    """An assessment in which nothing has been said yet; *date* is ISO 8601."""
    reference = QuestionnaireReference(questionnaire.id, questionnaire.version, digest_of(questionnaire))
    return Assessment(reference, Organisation("", sector=questionnaire.trade), date, language)


def form_fields(interview: Interview) -> tuple[FormField, ...]:
    """The lines of the start form; facts are asked for only where a question depends on them."""
    asked = {condition.fact for question in interview.questionnaire.questions() for condition in question.when}
    return tuple(
        field
        for field in FormField
        if (field not in (FormField.COUNTRY, FormField.PROFILE) or field.value in asked)
        and (field is not FormField.PREDICTED or (interview.questionnaire.dimensions and not interview.respondent))
    )


def dimensions(interview: Interview) -> Iterator[tuple[Dimension, tuple[Question, ...]]]:
    """The dimensions as they are asked, each with its questions in scope; empty ones are left out."""
    for dimension in interview.questionnaire.dimensions_as_asked():
        questions = tuple(
            question
            for question in dimension.questions
            if in_scope(question, interview.assessment.organisation)
            and (not interview.settling or question.id in interview.settling)
        )
        if questions and interview.dimension in ("", dimension.id):
            yield dimension, questions


def turns(interview: Interview) -> tuple[Turn, ...]:
    """Everything that is asked, in order.

    Importance and target belong to the organisation, so a respondent of several is not asked for them. Who settles
    is asked nothing but what is to be settled.
    """
    if interview.settling:
        return (*map(QuestionTurn, interview.settling), Closing())
    found: list[Turn] = [FormTurn(field) for field in form_fields(interview)]
    for dimension, questions in dimensions(interview):
        found += [QuestionTurn(question.id) for question in questions]
        if not interview.respondent:
            found += [ImportanceTurn(dimension.id), TargetTurn(dimension.id)]
    if offers_journey(interview):
        found += [JourneyTurn()] if interview.questionnaire.dimensions else []
        found += [StageTurn(stage.id) for stage in stages(interview)] if is_touring(interview) else []
    return (*found, Closing())


def offers_journey(interview: Interview) -> bool:
    """Whether touchpoints can be judged; they belong to the organisation as a whole, as a target does."""
    alone = not interview.respondent and not interview.dimension and not interview.settling
    return interview.questionnaire.journey is not None and (alone or not interview.questionnaire.dimensions)


def is_touring(interview: Interview) -> bool:
    """Whether the stages of the journey are gone through."""
    return bool(interview.touring or interview.touchpoints or not interview.questionnaire.dimensions)


def stages(interview: Interview) -> tuple[Stage, ...]:
    """The stages of the journey, and one without a title where a touchpoint belongs to none of them."""
    known = interview.questionnaire.journey.stages if interview.questionnaire.journey else ()
    ids = {stage.id for stage in known}
    stray = any(touchpoint.stage not in ids for touchpoint in interview.touchpoints)
    return (*known, Stage("", "")) if stray else known


def in_stage(interview: Interview, stage: str) -> tuple[int, ...]:
    """The places of a stage's touchpoints; of those that belong to no stage where it has no id."""
    known = {one.id for one in stages(interview)}
    return tuple(
        place
        for place, touchpoint in enumerate(interview.touchpoints)
        if (touchpoint.stage if touchpoint.stage in known else "") == stage
    )


def stage_at(interview: Interview) -> str | None:
    """The stage whose turn it is, or whose touchpoint's."""
    match interview.turn:
        case StageTurn(stage):
            return stage
        case TouchpointTurn(place):
            return next(one.id for one in stages(interview) if place in in_stage(interview, one.id))
        case _:
            return None


def station(interview: Interview) -> Turn:
    """The turn among `turns` at which the interview stands; a touchpoint's is that of its stage."""
    stage = stage_at(interview)
    return interview.turn if stage is None else StageTurn(stage)


def choices(question: Question) -> tuple[Choice, ...]:
    """The answers that *question* offers: levels from 0, or options from 1."""
    match question:
        case GridQuestion():
            return tuple(Choice(str(one.level), one.level, one.text) for one in question.descriptors)
        case PracticeQuestion():
            return tuple(
                Choice(str(number), option.value, option.text, option.id)
                for number, option in enumerate(question.answers.options, start=1)
            )
        case _:
            assert_never(question)


# Where we are


def progress(interview: Interview) -> Progress:
    """How many questions in scope have an answer, of all."""
    asked = [question.id for _, questions in dimensions(interview) for question in questions]
    return Progress(sum(id_ in interview.sheet.responses for id_ in asked), len(asked))


def position(interview: Interview) -> tuple[int, int] | None:
    """Which question of its dimension, or of those to settle, is asked, from 1, and of how many."""
    if interview.settling and isinstance(interview.turn, QuestionTurn):
        return interview.settling.index(interview.turn.question) + 1, len(interview.settling)
    for _, questions in dimensions(interview):
        for number, question in enumerate(questions, start=1):
            if interview.turn == QuestionTurn(question.id):
                return number, len(questions)
    return None


def blanks(interview: Interview) -> tuple[Question, ...]:
    """The questions in scope that have no answer yet, as asked."""
    asked: Iterable[Question] = (question for _, questions in dimensions(interview) for question in questions)
    if interview.settling:
        asked = map(interview.question_of, interview.settling)
    return tuple(question for question in asked if question.id not in interview.sheet.responses)


def is_complete(interview: Interview) -> bool:
    """Whether every question in scope has an answer and no touchpoint is left unfinished.

    Where there are no dimensions, there has to be a touchpoint. Who settles is done when nothing is left to settle.
    """
    if interview.settling:
        return not blanks(interview)
    something = interview.questionnaire.dimensions or interview.assessment.touchpoints
    return not blanks(interview) and not interview.unfinished and bool(something)


def is_named(interview: Interview) -> bool:
    """Whether organisation and date are settled, so that the answers can have a file of their own."""
    order = turns(interview)
    date_turn = order.index(FormTurn(FormField.DATE))
    return bool(interview.assessment.organisation.name) and order.index(station(interview)) > date_turn


def stamped(interview: Interview, now: str) -> Assessment:
    """The assessment with the place at which to go on; settling leaves that as it was.

    It is complete once all questions have answers and nothing that follows the last of them is being asked.
    """
    state = interview.assessment.interview or InterviewState(started=now)
    if interview.settling:
        return replace(interview.assessment, interview=replace(state, updated=now))
    at, stage = _question_at(interview), stage_at(interview) or ""
    is_over = is_complete(interview) and not isinstance(interview.turn, ImportanceTurn | TargetTurn | JourneyTurn)
    stamp = replace(state, updated=now, at=at, complete=is_over, stage=stage)
    return replace(interview.assessment, interview=stamp)


# The pieces


def _question_at(interview: Interview) -> str:
    """The question to go on with; at a dimension's end, its last one."""
    order = turns(interview)
    before = order[: order.index(station(interview)) + 1]
    return next((turn.question for turn in reversed(before) if isinstance(turn, QuestionTurn)), "")


def change(
    interview: Interview,
    *,
    organisation: Organisation | None = None,
    date: str | None = None,
    predicted: Mapping[str, int] | None = None,
    targets: Mapping[str, int] | None = None,
    importance: Mapping[str, int] | None = None,
    respondents: tuple[Respondent, ...] | None = None,
    touchpoints: tuple[Touchpoint, ...] | None = None,
    unfinished: tuple[UnfinishedTouchpoint, ...] | None = None,
) -> Interview:
    """The interview with parts of its assessment replaced."""
    old = interview.assessment
    changed = replace(
        old,
        organisation=old.organisation if organisation is None else organisation,
        date=old.date if date is None else date,
        predicted=old.predicted if predicted is None else predicted,
        targets=old.targets if targets is None else targets,
        importance=old.importance if importance is None else importance,
        respondents=old.respondents if respondents is None else respondents,
        touchpoints=old.touchpoints if touchpoints is None else touchpoints,
        interview=old.interview
        if unfinished is None
        else replace(old.interview or InterviewState(), unfinished=unfinished),
    )
    return replace(interview, assessment=changed)


def with_sheet(interview: Interview, sheet: AnswerSheet) -> Interview:
    """The interview with all that was put down replaced."""
    if not interview.respondent:
        return replace(interview, assessment=replace(interview.assessment, sheet=sheet))
    respondents = tuple(
        replace(one, sheet=sheet) if one.id == interview.respondent else one for one in interview.assessment.respondents
    )
    return change(interview, respondents=respondents)
