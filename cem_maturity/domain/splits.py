"""The questions on which people stand apart, those that weigh most first."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.consensus import Spread, Voice, spread, voices
from cem_maturity.domain.questionnaire import Dimension, Question, Questionnaire
from cem_maturity.domain.scoring import in_scope


@dataclass(frozen=True, slots=True)
class Split:
    """A question on which respondents disagree or roles see a gap (scoring.md §6)."""

    dimension: Dimension
    spread: Spread
    heard: tuple[Voice, ...]
    """What every respondent said, "not applicable" and "unknown" among it."""
    disagrees: bool
    is_settled: bool
    """Whether there is a consensus, whatever it is."""

    @property
    def question(self) -> Question:
        """The question itself."""
        return self.spread.question

    @property
    def weight(self) -> Fraction:
        """> 0: that of the question times that of its dimension."""
        return self.question.weight * self.dimension.weight


def splits(questionnaire: Questionnaire, assessment: Assessment) -> tuple[Split, ...]:
    """Every split among the questions in scope, the heaviest first; among equals, the first in the questionnaire."""
    found = []
    apart = spreads(questionnaire, assessment)
    for dimension in questionnaire.dimensions:
        for question in dimension.questions:
            one = apart.get(question.id)
            if one is None:
                continue
            disagrees = one.disagrees(questionnaire.top_level)
            if disagrees or one.has_role_gap:
                is_settled = question.id in assessment.sheet.responses
                found.append(Split(dimension, one, voices(assessment, question), disagrees, is_settled))
    return tuple(sorted(found, key=lambda split: split.weight, reverse=True))


def spreads(questionnaire: Questionnaire, assessment: Assessment) -> Mapping[str, Spread]:
    """How far the respondents lie apart, by question in scope, where two or more answered."""
    found = {
        question.id: spread(question, voices(assessment, question))
        for question in questionnaire.questions()
        if in_scope(question, assessment.organisation)
    }
    return {id_: one for id_, one in found.items() if one is not None}
