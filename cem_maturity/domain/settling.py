"""Going through the questions on which people stand apart, to agree where that can be done."""

from dataclasses import replace
from typing import NamedTuple

from cem_maturity.domain.assessment import Assessment, InterviewState
from cem_maturity.domain.consensus import Voice, voices
from cem_maturity.domain.interview import Interview
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.splits import splits
from cem_maturity.domain.turns import QuestionTurn


class Settlement(NamedTuple):
    """What has come of the questions that were to be settled."""

    settled: int
    """Those with a consensus now."""
    split: int
    """Those that stay as they are."""


def settle(
    questionnaire: Questionnaire, assessment: Assessment, *, dimension: str = "", now: str = ""
) -> Interview | None:
    """The interview that asks, heaviest first, what has no consensus yet; None where there is nothing to settle.

    What is answered becomes the consensus and wins; what each person said stays beside it (scoring.md §6).
    Where nobody has interviewed the people, the interview of the file begins *now*.
    """
    open_ = tuple(
        split.question.id
        for split in splits(questionnaire, assessment)
        if not split.is_settled and dimension in ("", split.dimension.id)
    )
    if not open_:
        return None
    state = assessment.interview or InterviewState(started=now)
    assessment = replace(assessment, interview=state)
    return Interview(questionnaire, assessment, QuestionTurn(open_[0]), dimension=dimension, settling=open_)


def settlement(interview: Interview) -> Settlement:
    """How many of the questions of this interview are settled, and how many stay split."""
    settled = sum(id_ in interview.sheet.responses for id_ in interview.settling)
    return Settlement(settled, len(interview.settling) - settled)


def heard(interview: Interview) -> tuple[Voice, ...]:
    """Who said what at the question that is to be settled; nothing in any other interview."""
    if not interview.settling or interview.question is None:
        return ()
    return voices(interview.assessment, interview.question)
