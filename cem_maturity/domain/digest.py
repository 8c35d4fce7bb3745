"""What two questionnaires must have in common for their results to compare (scoring.md §10)."""

import hashlib
import json
from fractions import Fraction

from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Question, Questionnaire


def scoring_digest(questionnaire: Questionnaire) -> str:
    """A digest of all that a figure depends on, and of nothing else (scoring.md §10).

    Two results compare when the questionnaire's id and this digest agree. Weights
    count up to a common factor; texts, order and recommendations do not count.
    """
    rules = questionnaire.rules
    questions = list(questionnaire.questions())
    question_unit = sum((question.weight for question in questions), Fraction(0))
    dimension_unit = sum((dimension.weight for dimension in questionnaire.dimensions), Fraction(0))
    facts = {
        "top_level": questionnaire.top_level,
        "rules": [rules.level_rule, rules.overall_rule, rules.unknown, rules.aggregate]
        + [str(number) for number in (rules.top, rules.below, rules.min_coverage, *rules.bands)],
        "dimensions": sorted(
            [
                dimension.id,
                str(dimension.weight / dimension_unit),
                sorted(question.id for question in dimension.questions),
            ]
            for dimension in questionnaire.dimensions
        ),
        "questions": sorted(_facts_of(question, question_unit) for question in questions),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


def _facts_of(question: Question, unit: Fraction) -> list[object]:
    weight = str(question.weight / unit)
    when = sorted([condition.fact, *sorted(condition.values)] for condition in question.when)
    match question:
        case GridQuestion():
            return [question.id, "grid", weight, when]
        case PracticeQuestion():
            values = sorted(f"{option.id}={option.value}" for option in question.answers.options)
            return [question.id, "practice", weight, when, question.level, values]
