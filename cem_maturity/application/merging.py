"""Merge: what is told of several people's answers once they are one assessment."""

from collections.abc import Sequence

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.merging import Apart
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.report import Plain, RoleMark
from cem_maturity.domain.reported_questions import report_response
from cem_maturity.domain.reported_splits import disagreement, role_gap
from cem_maturity.domain.splits import Split, splits


def listed(questionnaire: Questionnaire, assessment: Assessment, apart: Sequence[Apart], file: str) -> dict[str, Plain]:
    """The list of splits under the keys of contract.md §4, each with who said what; *file* holds the assessment."""
    found = splits(questionnaire, assessment)
    return {
        "format": 1,
        "file": file,
        "questionnaire": questionnaire.id,
        "respondents": [{"id": one.id, "name": one.name, "role": one.role} for one in assessment.respondents],
        "disagreements": [_disagreement(split) for split in found if split.disagrees],
        "role_gaps": [_role_gap(split) for split in found if split.spread.has_role_gap],
        "expectations": [
            {"kind": one.kind, "subject": one.subject, "said": {person.id: level for person, level in one.said}}
            for one in apart
        ],
    }


def _disagreement(split: Split) -> dict[str, Plain]:
    told = disagreement(split)
    return {
        **_question(split),
        "average_deviation": told.average_deviation,
        "range": told.range,
        "by_role": [_mark(mark) for mark in told.by_role],
        "responses": _responses(split),
    }


def _role_gap(split: Split) -> dict[str, Plain]:
    told = role_gap(split)
    return {
        **_question(split),
        "lower": _mark(told.lower),
        "higher": _mark(told.higher),
        "gap": told.gap,
        "responses": _responses(split),
    }


def _question(split: Split) -> dict[str, Plain]:
    return {
        "question": split.question.id,
        "text": split.question.text,
        "dimension": split.dimension.id,
        "weight": split.weight,
        "settled": split.is_settled,
    }


def _mark(mark: RoleMark) -> dict[str, Plain]:
    return {"role": mark.role, "level": mark.level, "value": mark.value}


def _responses(split: Split) -> list[Plain]:
    told = [report_response(split.question, voice) for voice in split.heard]
    return [
        {
            "respondent": one.respondent,
            "name": voice.respondent.name,
            "role": one.role,
            "state": one.state,
            "level": one.level,
            "value": one.value,
        }
        for one, voice in zip(told, split.heard, strict=True)
    ]
