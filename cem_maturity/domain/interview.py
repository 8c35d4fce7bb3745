"""What is asked next and what was said so far, whoever does the asking."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from cem_maturity.domain.assessment import Assessment, InterviewState, Organisation, QuestionnaireReference
from cem_maturity.domain.digest import scoring_digest as digest_of
from cem_maturity.domain.questionnaire import Dimension, GridQuestion, PracticeQuestion, Question, Questionnaire
from cem_maturity.domain.response import (
    AnswerSheet,
    Respondent,
)
from cem_maturity.domain.scoring import in_scope
from cem_maturity.domain.turns import Closing, FormField, FormTurn, ImportanceTurn, QuestionTurn, TargetTurn, Turn

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
            case FormTurn() | Closing():
                return None
            case _:
                assert_never(turn)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an interview is."""

    answered: int
    """Questions with an answer, "not applicable" and "unknown" among them."""
    all: int
    """Questions in scope."""


# What is asked


def begin(
    questionnaire: Questionnaire,
    assessment: Assessment,
    *,
    respondent: str = "",
    role: str = "",
    dimension: str = "",
    now: str = "",
) -> Interview:
    """The interview as it opens: where it was left, or at its start form.

    *respondent* is added with *role* where the assessment does not know them yet.
    """
    if respondent:
        assessment = _with_respondent(assessment, respondent, role)
    if not (assessment.interview and assessment.interview.started):
        resumed = False
        state = replace(assessment.interview or InterviewState(), started=now)
        assessment = replace(assessment, interview=state)
    else:
        resumed = True
    opened = Interview(questionnaire, assessment, FormTurn(FormField.ORGANISATION), respondent, dimension)
    if not assessment.organisation.name:
        return opened
    if not resumed and not respondent and not dimension:
        return opened
    return replace(opened, turn=_resumed_at(opened))


def empty_assessment(questionnaire: Questionnaire, *, date: str, language: str) -> Assessment:
    """An assessment in which nothing has been said yet; *date* is ISO 8601."""
    reference = QuestionnaireReference(questionnaire.id, questionnaire.version, digest_of(questionnaire))
    return Assessment(reference, Organisation(""), date, language)


def form_fields(interview: Interview) -> tuple[FormField, ...]:
    """The lines of the start form; facts are asked for only where a question depends on them."""
    asked = {condition.fact for question in interview.questionnaire.questions() for condition in question.when}
    return tuple(
        field
        for field in FormField
        if (field not in (FormField.COUNTRY, FormField.PROFILE) or field.value in asked)
        and (field is not FormField.PREDICTED or not interview.respondent)
    )


def dimensions(interview: Interview) -> Iterator[tuple[Dimension, tuple[Question, ...]]]:
    """The dimensions as they are asked, each with its questions in scope; empty ones are left out."""
    for dimension in interview.questionnaire.dimensions_as_asked():
        questions = tuple(
            question for question in dimension.questions if in_scope(question, interview.assessment.organisation)
        )
        if questions and interview.dimension in ("", dimension.id):
            yield dimension, questions


def turns(interview: Interview) -> tuple[Turn, ...]:
    """Everything that is asked, in order.

    Importance and target belong to the organisation, so a respondent of several is not asked for them.
    """
    found: list[Turn] = [FormTurn(field) for field in form_fields(interview)]
    for dimension, questions in dimensions(interview):
        found += [QuestionTurn(question.id) for question in questions]
        if not interview.respondent:
            found += [ImportanceTurn(dimension.id), TargetTurn(dimension.id)]
    return (*found, Closing())


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
    """Which question of its dimension is asked, from 1, and of how many."""
    for _, questions in dimensions(interview):
        for number, question in enumerate(questions, start=1):
            if interview.turn == QuestionTurn(question.id):
                return number, len(questions)
    return None


def blanks(interview: Interview) -> tuple[Question, ...]:
    """The questions in scope that have no answer yet, as asked."""
    return tuple(
        question
        for _, questions in dimensions(interview)
        for question in questions
        if question.id not in interview.sheet.responses
    )


def is_complete(interview: Interview) -> bool:
    """Whether every question in scope has an answer."""
    return not blanks(interview)


def is_named(interview: Interview) -> bool:
    """Whether organisation and date are settled, so that the answers can have a file of their own."""
    order = turns(interview)
    date_turn = order.index(FormTurn(FormField.DATE))
    return bool(interview.assessment.organisation.name) and order.index(interview.turn) > date_turn


def stamped(interview: Interview, now: str) -> Assessment:
    """The assessment with the place at which to go on."""
    state = interview.assessment.interview or InterviewState(started=now)
    stamp = replace(state, updated=now, at=_question_at(interview), complete=is_complete(interview))
    return replace(interview.assessment, interview=stamp)


# Moving


def skip(interview: Interview) -> Interview:
    """On to the next turn; what was put down here stays as it is."""
    if interview.returning:
        return replace(interview, turn=Closing(), returning=False)
    order = turns(interview)
    if interview.catching_up and not isinstance(interview.turn, ImportanceTurn):
        later = order[order.index(interview.turn) + 1 :]
        turn = next((turn for turn in later if _is_left(interview, turn)), Closing())
        return replace(interview, turn=turn, catching_up=turn != Closing())
    return replace(interview, turn=order[min(order.index(interview.turn) + 1, len(order) - 1)])


def back(interview: Interview) -> Interview:
    """To the turn before; the first one stays."""
    order = turns(interview)
    return replace(interview, turn=order[max(order.index(interview.turn) - 1, 0)], returning=False, catching_up=False)


def jump(interview: Interview, turn: Turn) -> Interview:
    """To any turn; from the closing turn, the next answer leads back there."""
    if turn not in turns(interview):
        return interview
    returning = isinstance(interview.turn, Closing) and turn != Closing()
    return replace(interview, turn=turn, returning=returning, catching_up=False)


def catch_up(interview: Interview) -> Interview:
    """To the first open question; answers lead from there to all that is open after it, then to the closing turn."""
    turn: Turn = next((QuestionTurn(one.id) for one in blanks(interview)), Closing())
    return replace(interview, turn=turn, returning=False, catching_up=turn != Closing())


def first_of(interview: Interview, dimension: str) -> Turn:
    """The turn at which a dimension begins; the closing turn where it has no question in scope."""
    return next(
        (QuestionTurn(questions[0].id) for one, questions in dimensions(interview) if one.id == dimension), Closing()
    )


# The pieces


def _is_left(interview: Interview, turn: Turn) -> bool:
    """Whether *turn* still waits; a dimension's target is asked for after its importance."""
    match turn:
        case QuestionTurn(id_):
            return id_ not in interview.sheet.responses
        case ImportanceTurn(id_):
            return id_ not in interview.assessment.importance
        case FormTurn() | TargetTurn() | Closing():
            return False
        case _:
            assert_never(turn)


def _question_at(interview: Interview) -> str:
    """The question to go on with; at a dimension's end, its last one."""
    order = turns(interview)
    before = order[: order.index(interview.turn) + 1]
    return next((turn.question for turn in reversed(before) if isinstance(turn, QuestionTurn)), "")


def _resumed_at(interview: Interview) -> Turn:
    state = interview.assessment.interview
    if is_complete(interview):
        return Closing()
    if state and QuestionTurn(state.at) in turns(interview) and not interview.respondent:
        return QuestionTurn(state.at)
    if not interview.sheet.responses and not interview.dimension and not (state and state.at):
        return FormTurn(FormField.ORGANISATION)
    return QuestionTurn(blanks(interview)[0].id)


def change(
    interview: Interview,
    *,
    organisation: Organisation | None = None,
    date: str | None = None,
    predicted: Mapping[str, int] | None = None,
    targets: Mapping[str, int] | None = None,
    importance: Mapping[str, int] | None = None,
    respondents: tuple[Respondent, ...] | None = None,
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


def _with_respondent(assessment: Assessment, id_: str, role: str) -> Assessment:
    known = {one.id: one for one in assessment.respondents}
    one = known.get(id_, Respondent(id_, AnswerSheet()))
    known[id_] = replace(one, role=role or one.role)
    return replace(assessment, respondents=tuple(known.values()))
