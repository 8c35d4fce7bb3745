"""From an assessment to all that is said about it (contract.md §4)."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from cem_maturity.domain.assessment import Assessment, Organisation
from cem_maturity.domain.baseline import since
from cem_maturity.domain.confidence import confidence_word
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.follow_up import open_points
from cem_maturity.domain.levels import Share, cut_points
from cem_maturity.domain.plan_of_record import plan_of_record
from cem_maturity.domain.planning import Plan, values
from cem_maturity.domain.questionnaire import (
    Questionnaire,
    Recommendation,
)
from cem_maturity.domain.reasons import dimension_reason, method_sentence
from cem_maturity.domain.reference import Reference
from cem_maturity.domain.report import (
    FollowUp,
    LevelAction,
    Method,
    Overall,
    Report,
    ReportedDimension,
    ReportedLevel,
    ReportedQuestionnaire,
    ReportedRespondent,
)
from cem_maturity.domain.reported_questions import report_question
from cem_maturity.domain.reported_splits import disagreement, role_gap
from cem_maturity.domain.result import OVERALL, Result
from cem_maturity.domain.roadmap import USUAL_IMPORTANCE, aim
from cem_maturity.domain.scorecard import Outcome, Scored
from cem_maturity.domain.scoring import Responses
from cem_maturity.domain.splits import splits

FORMAT = 1
"""Of the JSON; it rises when a key changes its meaning."""


def build(
    result: Result,
    program_version: str,
    *,
    plan: Plan | None = None,
    baseline: Result | None = None,
    references: tuple[Reference, ...] = (),
) -> Report:
    """Everything to be said about *result*, with the *plan* that was asked for.

    With an earlier result as *baseline*, also what has moved since; with *references*, what others have published.
    """
    questionnaire, assessment, responses = result.questionnaire, result.assessment, result.responses
    apart = splits(questionnaire, assessment)
    disagreements = frozenset(one.question.id for one in apart if one.disagrees)
    return Report(
        format=FORMAT,
        program_version=program_version,
        kind="full",
        questionnaire=_questionnaire(questionnaire),
        levels=tuple(ReportedLevel(level.number, level.name, level.view) for level in questionnaire.levels),
        organisation=_organisation(assessment.organisation),
        date=assessment.date,
        language=assessment.language or questionnaire.language,
        respondents=tuple(_respondents(assessment)),
        overall=_overall(result) if questionnaire.dimensions else None,
        dimensions=tuple(
            _dimension(questionnaire, assessment, responses, outcome, disagreements)
            for outcome in result.scorecard.outcomes
        ),
        actions=result.actions,
        level_actions=tuple(map(_level_action, result.level.actions)) if result.level else (),
        action_plan=plan_of_record(result),
        follow_up=tuple(_follow_up(questionnaire, assessment, responses)),
        plan=values(plan) if plan else None,
        baseline=since(baseline, result) if baseline is not None else None,
        disagreements=tuple(map(disagreement, (one for one in apart if one.disagrees))),
        role_gaps=tuple(map(role_gap, (one for one in apart if one.spread.has_role_gap))),
        journey=result.journey,
        quadrant=result.quadrant,
        glossary=questionnaire.glossary,
        names=questionnaire.names,
        source=questionnaire.source,
        references=references,
        method=_method(questionnaire),
    )


def _questionnaire(questionnaire: Questionnaire) -> ReportedQuestionnaire:
    base = questionnaire.base
    return ReportedQuestionnaire(
        questionnaire.id,
        questionnaire.version,
        questionnaire.title,
        scoring_digest(questionnaire),
        {"id": base.id, "scoring_digest": base.scoring_digest} if base else None,
        questionnaire.indicative,
    )


def _method(questionnaire: Questionnaire) -> Method:
    rules = questionnaire.rules
    by_bands = "bands" in (rules.level_rule.value, rules.overall_rule.value)
    return Method(
        level_rule=rules.level_rule.value,
        overall_rule=rules.overall_rule.value,
        top=rules.top,
        below=rules.below,
        bands=cut_points(rules, questionnaire.top_level) if by_bands else (),
        min_coverage=rules.min_coverage,
        unknown=rules.unknown.value,
        aggregate=rules.aggregate.value,
        sentence=method_sentence(rules),
    )


def _organisation(organisation: Organisation) -> Mapping[str, str]:
    """What the file says of the organisation, under the file's keys."""
    facts = {
        "name": organisation.name,
        "sector": organisation.sector,
        "unit": organisation.unit,
        "country": organisation.country,
        "profile": organisation.profile,
    }
    return {key: fact for key, fact in facts.items() if fact or key == "name"}


def _overall(result: Result) -> Overall:
    assessment, scorecard, level, possible = result.assessment, result.scorecard, result.level, result.bounds
    overall, top_level = scorecard.overall, result.questionnaire.top_level
    aimed = aim(assessment, OVERALL, overall.level, top_level) if overall else None
    return Overall(
        level=overall.level if overall else None,
        level_name=level.name if level else None,
        view=level.view if level else None,
        predicted=assessment.predicted.get(OVERALL),
        index=overall.index if overall else None,
        percent=_percent(overall.index, top_level) if overall else None,
        coverage=scorecard.grounds.coverage or Fraction(0),
        provisional=bool(result.provisional_reasons),
        provisional_reasons=result.provisional_reasons,
        level_low=possible.level_low if possible else None,
        level_high=possible.level_high if possible else None,
        index_low=possible.index_low if possible else None,
        index_high=possible.index_high if possible else None,
        confidence=_confidence(scorecard.grounds.confidence),
        target=aimed.target if aimed else None,
        gap=aimed.gap if aimed else None,
        blockers=overall.blockers if overall else (),
        laggards=overall.laggards if overall else (),
        fulfilment=overall.fulfilment if overall else (None,) * top_level,
        reason=result.reason,
        robustness=result.robustness,
    )


def _dimension(
    questionnaire: Questionnaire,
    assessment: Assessment,
    responses: Responses,
    outcome: Outcome,
    disagreements: Collection[str],
) -> ReportedDimension:
    dimension, top_level = outcome.dimension, questionnaire.top_level
    scored = outcome if isinstance(outcome, Scored) else None
    aimed = aim(assessment, dimension.id, scored.level, top_level) if scored else None
    blockers = scored.blockers if scored else ()
    return ReportedDimension(
        id=dimension.id,
        title=dimension.title,
        description=dimension.description,
        weight=dimension.weight,
        status=outcome.lack.value if not isinstance(outcome, Scored) else "assessed",
        level=scored.level if scored else None,
        index=scored.index if scored else None,
        percent=_percent(scored.index, top_level) if scored else None,
        fulfilment=scored.fulfilment if scored else (None,) * top_level,
        coverage=outcome.grounds.coverage,
        ceiling=scored.ceiling if scored else None,
        target=aimed.target if aimed else None,
        gap=aimed.gap if aimed else None,
        importance=assessment.importance.get(dimension.id, USUAL_IMPORTANCE),
        confidence=_confidence(outcome.grounds.confidence),
        blockers=blockers,
        reason=dimension_reason(outcome, questionnaire.rules, top_level),
        questions=tuple(
            report_question(
                question,
                assessment,
                responses.get(question.id),
                blocker=question.id in blockers,
                disagreement=question.id in disagreements,
            )
            for question in dimension.questions
        ),
    )


def _percent(index: Fraction, top_level: int) -> Fraction:
    return 100 * index / top_level


def _confidence(proof: Share) -> str | None:
    return confidence_word(proof) if proof is not None else None


def _level_action(recommendation: Recommendation) -> LevelAction:
    return LevelAction(
        recommendation.id,
        recommendation.text,
        recommendation.effort,
        recommendation.impact,
        recommendation.owner,
        recommendation.horizon,
        recommendation.done_when,
    )


def _follow_up(questionnaire: Questionnaire, assessment: Assessment, responses: Responses) -> Iterator[FollowUp]:
    """The questions that somebody still has to answer or to look at again."""
    for point in open_points(questionnaire, assessment, responses):
        if point.unknown is not None:
            yield FollowUp(point.question.id, point.unknown.whom, "unknown")
        yield from (FollowUp(point.question.id, flag, "flag") for flag in point.flags)


def _respondents(assessment: Assessment) -> Iterator[ReportedRespondent]:
    """Who answered: those with answers of their own, and all who are named where they answered together."""
    together = bool(assessment.sheet.responses) or not any(one.sheet.responses for one in assessment.respondents)
    for one in assessment.respondents:
        if together or one.sheet.responses:
            yield ReportedRespondent(one.id, one.name, one.role)
