"""Several respondents made into one, and where they see things differently (scoring.md §6)."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple, TypeAlias, assert_never

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.questionnaire import Aggregate, GridQuestion, PracticeQuestion, Question, Questionnaire
from cem_maturity.domain.response import Answered, NotApplicable, Respondent, Response, Unknown

Answer: TypeAlias = int | Fraction

WIDE_RANGE = 3
"""Grid answers this far apart disagree, whatever lies between."""
WIDE_PRACTICE_RANGE = Fraction(2, 3)
"""Practice answers this far apart disagree, and so do two roles."""
WIDE_ROLE_GAP = 2
"""Medians of two roles this far apart are a gap."""


class Voice(NamedTuple):
    """What one respondent said about one question."""

    respondent: Respondent
    response: Response

    @property
    def role(self) -> tuple[str, str]:
        """The role spoken for; who has none is a role of their own."""
        return (self.respondent.role, "") if self.respondent.role else ("", self.respondent.id)

    @property
    def role_name(self) -> str:
        """The role as a reader knows it."""
        return self.respondent.role or self.respondent.name or self.respondent.id


class RoleView(NamedTuple):
    """The lower median of one role's answers."""

    role: str
    median: Answer


class Spread(NamedTuple):
    """How far the answers to one question lie apart; there are two at least."""

    question: Question
    average_deviation: Fraction
    """From the median (Burke and Dunlap 2002)."""
    range: Fraction
    by_role: tuple[RoleView, ...]
    """In the order in which the roles first spoke."""

    @property
    def lowest(self) -> RoleView:
        """The role that sees the least."""
        return min(self.by_role, key=lambda view: (view.median, view.role))

    @property
    def highest(self) -> RoleView:
        """The role that sees the most."""
        return max(self.by_role, key=lambda view: (view.median, view.role))

    @property
    def role_gap(self) -> Answer:
        """How far the medians of the roles lie apart."""
        return self.highest.median - self.lowest.median

    @property
    def has_role_gap(self) -> bool:
        """Whether two roles see the matter differently."""
        match self.question:
            case GridQuestion():
                return self.role_gap >= WIDE_ROLE_GAP
            case PracticeQuestion():
                return self.role_gap >= WIDE_PRACTICE_RANGE
            case _:
                assert_never(self.question)

    def disagrees(self, top_level: int) -> bool:
        """Whether the respondents differ widely, on a scale of 0..*top_level*."""
        match self.question:
            case GridQuestion():
                return self.average_deviation > Fraction(top_level + 1, 6) or self.range >= WIDE_RANGE
            case PracticeQuestion():
                return self.range >= WIDE_PRACTICE_RANGE
            case _:
                assert_never(self.question)


def voices(assessment: Assessment, question: Question) -> tuple[Voice, ...]:
    """What every respondent said about *question*, in the file's order."""
    return tuple(
        Voice(respondent, respondent.sheet.responses[question.id])
        for respondent in assessment.respondents
        if question.id in respondent.sheet.responses
    )


def responses_of(questionnaire: Questionnaire, assessment: Assessment) -> Mapping[str, Response]:
    """One response to each question that anybody answered in any way; a consensus wins over its originals."""
    if not assessment.respondents:
        return assessment.sheet.responses
    merged: dict[str, Response] = {}
    for question in questionnaire.questions():
        settled = assessment.sheet.responses.get(question.id)
        heard = voices(assessment, question)
        if settled is not None:
            merged[question.id] = settled
        elif heard:
            merged[question.id] = merge(question, heard, questionnaire.rules.aggregate)
    return merged


def merge(question: Question, heard: Sequence[Voice], aggregate: Aggregate) -> Response:
    """The response that several make together; *heard* holds one voice at least."""
    answers = [(voice, voice.response) for voice in heard if isinstance(voice.response, Answered)]
    if answers:
        together = _aggregate(question, [(voice.role, said.answer) for voice, said in answers], aggregate)
        grades = [said.evidence for _, said in answers if said.evidence is not None]
        return Answered(together, min(grades, default=None), _notes(heard), _quotes(heard))
    unknown = [voice.response for voice in heard if isinstance(voice.response, Unknown)]
    if unknown:
        return Unknown(_joined(said.whom for said in unknown), _notes(heard), _quotes(heard))
    reasons = (voice.response.reason for voice in heard if isinstance(voice.response, NotApplicable))
    return NotApplicable(_joined(reasons), _notes(heard), _quotes(heard))


def _aggregate(question: Question, answers: Sequence[tuple[tuple[str, str], Answer]], aggregate: Aggregate) -> Answer:
    values = [answer for _, answer in answers]
    match aggregate:
        case Aggregate.MEDIAN_BY_ROLE:
            return lower_median([lower_median(said) for said in _by_role(answers).values()])
        case Aggregate.MEDIAN:
            return lower_median(values)
        case Aggregate.MEAN_FLOOR:
            return _reachable(question, Fraction(sum(values)) / len(values))
        case Aggregate.MINIMUM:
            return min(values)
        case _:
            assert_never(aggregate)


def _by_role(answers: Iterable[tuple[tuple[str, str], Answer]]) -> Mapping[tuple[str, str], list[Answer]]:
    roles: dict[tuple[str, str], list[Answer]] = {}
    for role, answer in answers:
        roles.setdefault(role, []).append(answer)
    return roles


def lower_median(values: Sequence[Answer]) -> Answer:
    """The middle value, or the lower one of the two in the middle."""
    return sorted(values)[(len(values) - 1) // 2]


def _reachable(question: Question, mean: Fraction) -> Answer:
    """The highest answer that can be given and is not above *mean*."""
    match question:
        case GridQuestion():
            return floor(mean)
        case PracticeQuestion():
            return max(option.value for option in question.answers.options if option.value <= mean)
        case _:
            assert_never(question)


def _notes(heard: Iterable[Voice]) -> str:
    return _joined((voice.response.note for voice in heard), "\n")


def _quotes(heard: Iterable[Voice]) -> str:
    return _joined((voice.response.quote for voice in heard), "\n")


def _joined(texts: Iterable[str], between: str = "; ") -> str:
    return between.join(dict.fromkeys(filter(None, texts)))


def spread(question: Question, heard: Iterable[Voice]) -> Spread | None:
    """How far the answers lie apart, or None where fewer than two were given."""
    answers = [(voice, voice.response.answer) for voice in heard if isinstance(voice.response, Answered)]
    if len(answers) < 2:
        return None
    values = [Fraction(answer) for _, answer in answers]
    median = Fraction(lower_median(values))
    names = {voice.role: voice.role_name for voice, _ in reversed(answers)}
    by_role = _by_role((voice.role, answer) for voice, answer in answers)
    return Spread(
        question,
        sum((abs(value - median) for value in values), Fraction(0)) / len(values),
        max(values) - min(values),
        tuple(RoleView(names[role], lower_median(said)) for role, said in by_role.items()),
    )
