"""What the answers of a team saw of what there was to spot in its client."""

from typing import assert_never

from cem_maturity.domain.response import Answered, Evidence
from cem_maturity.domain.sampling.key import Finding, Key, Scene, holds
from cem_maturity.domain.sampling.ladder import rung_of, rungs
from cem_maturity.domain.sampling.stock import Kind

NEAR = 1
"""So many steps an answer may lie from that of the model and still have seen what the model saw."""


def sees(finding: Finding, key: Key, scene: Scene) -> bool:
    """Whether a team whose result is *scene* has seen the *finding* of the *key* to its client.

    A contradiction: both answers are within one step of the model. A blocker: more than half of its questions hold that
    dimension in the team's own result; where it has none, the dimension holds the organisation there. A quick win: the
    team's own result recommends it as one. Weak evidence: at each question the team put down an opinion, flagged it, or
    answered lower than the model. A role gap: the team has it among its own respondents, or flagged the question.
    """
    match finding.kind:
        case Kind.CONTRADICTION:
            return bool(finding.questions) and all(_is_near(id_, key, scene) for id_ in finding.questions)
        case Kind.BLOCKER if finding.questions:
            return 2 * sum(id_ in _blocking(finding.dimension, scene) for id_ in finding.questions) > len(
                finding.questions
            )
        case Kind.BLOCKER | Kind.QUICK_WIN:
            return holds(finding, scene, ())
        case Kind.ROLE_GAP:
            is_flagged = bool(finding.questions) and all(_is_flagged(id_, scene) for id_ in finding.questions)
            return is_flagged or holds(finding, scene, ())
        case Kind.WEAK_EVIDENCE:
            return bool(finding.questions) and all(_is_doubted(id_, key, scene) for id_ in finding.questions)
        case _:
            assert_never(finding.kind)


def _blocking(dimension: str, scene: Scene) -> tuple[str, ...]:
    """Ids of the questions that hold a *dimension* back."""
    return scene.scored[dimension].blockers if dimension in scene.scored else ()


def _is_near(id_: str, key: Key, scene: Scene) -> bool:
    said, model = scene.answer(id_), key.answers.get(id_)
    if said is None or model is None or id_ not in scene.questions:
        return False
    steps = rungs(scene.questions[id_], scene.result.questionnaire.top_level)
    return abs(rung_of(said, steps) - rung_of(model, steps)) <= NEAR


def _is_flagged(id_: str, scene: Scene) -> bool:
    assessment = scene.result.assessment
    return any(id_ in sheet.flags for sheet in (assessment.sheet, *(one.sheet for one in assessment.respondents)))


def _is_doubted(id_: str, key: Key, scene: Scene) -> bool:
    said, model = scene.result.responses.get(id_), key.answers.get(id_)
    if _is_flagged(id_, scene):
        return True
    if not isinstance(said, Answered):
        return False
    return said.evidence is Evidence.OPINION or (model is not None and said.answer < model)
