"""One assessment judged; every figure about it follows from here when it is asked for."""

from collections.abc import Mapping
from typing import NamedTuple

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.journey import Journey, judge
from cem_maturity.domain.message import Message
from cem_maturity.domain.quadrant import Quadrant, locate
from cem_maturity.domain.questionnaire import JourneyPart, MaturityLevel, Questionnaire
from cem_maturity.domain.reasons import overall_reason, provisional_reasons
from cem_maturity.domain.roadmap import NextAction, next_actions
from cem_maturity.domain.robustness import Bounds, Robustness, bounds, robustness
from cem_maturity.domain.scorecard import Scorecard, Scored
from cem_maturity.domain.scoring import Responses

OVERALL = "overall"
"""The organisation as a whole, where levels, targets and predictions are told by subject."""


class Result(NamedTuple):
    """What the answers of one assessment come to."""

    questionnaire: Questionnaire
    assessment: Assessment
    responses: Responses
    """One to each question, several respondents made into one."""
    scorecard: Scorecard

    @property
    def level(self) -> MaturityLevel | None:
        """The organisation's level; None where no dimension is assessed."""
        overall = self.scorecard.overall
        return self.questionnaire.levels[overall.level] if overall else None

    @property
    def levels(self) -> Mapping[str, int | None]:
        """The levels by subject: `overall`, where there are dimensions, and every dimension's id."""
        of_dimensions = {
            outcome.dimension.id: outcome.level if isinstance(outcome, Scored) else None
            for outcome in self.scorecard.outcomes
        }
        overall = self.scorecard.overall
        return {OVERALL: overall.level if overall else None, **of_dimensions} if of_dimensions else {}

    @property
    def bounds(self) -> Bounds | None:
        """How far the result may still move; None where nothing applies."""
        grounds, firm = self.scorecard.grounds, self.scorecard.overall
        if firm is not None and grounds.answered == grounds.applicable:
            return Bounds(firm.level, firm.level, firm.index, firm.index)  # nothing is open
        return bounds(self.questionnaire, self.responses, self.assessment.organisation)

    @property
    def robustness(self) -> Robustness | None:
        """How firmly the level stands; None where there is none."""
        return robustness(self.questionnaire, self.responses, self.assessment.organisation, self.scorecard)

    @property
    def provisional_reasons(self) -> tuple[Message, ...]:
        """Why the result is provisional; nothing where it is not."""
        return provisional_reasons(self.scorecard)

    @property
    def reason(self) -> Message | None:
        """Why it is this level and not the next."""
        return overall_reason(self.scorecard, self.questionnaire.rules.overall_rule, self.questionnaire.top_level)

    @property
    def actions(self) -> tuple[NextAction, ...]:
        """What to do next, in order."""
        return next_actions(self.assessment, self.scorecard.outcomes, self.responses, self.questionnaire.top_level)

    @property
    def journey(self) -> Journey | None:
        """The customer's journey; None where no touchpoint was judged."""
        return judge(self.questionnaire.journey or JourneyPart(()), self.assessment.touchpoints)

    @property
    def quadrant(self) -> Quadrant | None:
        """The corner between two dimensions; None where the questionnaire asks for none, or a level is missing."""
        part = self.questionnaire.quadrant
        return locate(part, self.scorecard) if part else None

    @property
    def basis(self) -> tuple[str, str]:
        """What a comparable result has in common with this one: a questionnaire's id and scoring digest.

        An overlay that scores as the questionnaire that it extends stands for it (scoring.md §10).
        """
        from cem_maturity.domain.digest import scoring_digest  # few ask for it, and OpenSSL takes its time to load

        base, digest = self.questionnaire.base, scoring_digest(self.questionnaire)
        return (base.id if base and base.scoring_digest == digest else self.questionnaire.id), digest
