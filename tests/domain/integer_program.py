"""The cheapest path as one integer program, solved by HiGHS: another way to ask the same, for larger questionnaires.

One yes or no for every question at every level, one for every dimension at every level, and the conditions of
scoring.md §2.2 and §3 between them, written down as solvers read them (the LP format).
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor, lcm
from pathlib import Path

import highspy

from cem_maturity.domain.questionnaire import GridQuestion, LevelRule, OverallRule, Rules
from cem_maturity.domain.response import Answered
from cem_maturity.domain.result import Result


def least_effort(result: Result, target: int, folder: Path) -> int | None:
    """The least effort that leads to *target* where all questions are answered grid questions; None where none does."""
    file = folder / "program.lp"
    file.write_text("\n".join(_program(result, target)), encoding="utf-8")
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5)):
        solver.setOptionValue(option, value)
    solver.readModel(str(file))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return round(solver.getObjectiveValue())


def _program(result: Result, target: int) -> Iterator[str]:
    questionnaire = result.questionnaire
    levels = range(1, questionnaire.top_level + 1)
    rules = questionnaire.rules
    names, efforts, conditions = [], [], []
    for d, dimension in enumerate(questionnaire.dimensions):
        names += [f"d{d}_{n}" for n in levels]
        weights = _whole([question.weight for question in dimension.questions])
        for n in levels:
            for k in range(1, n + 1):
                held = " + ".join(f"{weight} q{d}_{q}_{k}" for q, weight in enumerate(weights))
                wanted = _wanted(rules, sum(weights), every=rules.level_rule is LevelRule.STRICT, top=k == n)
                conditions.append(f"{held} - {wanted} d{d}_{n} >= 0")
        for q, question in enumerate(dimension.questions):
            response = result.responses[question.id]
            assert isinstance(question, GridQuestion)
            assert isinstance(response, Answered)
            names += [f"q{d}_{q}_{k}" for k in levels]
            for k in levels:
                if k <= response.answer:
                    conditions.append(f"q{d}_{q}_{k} = 1")
                else:
                    efforts.append(f"{sum(action.effort for action in question.actions_to(k)) or 3} q{d}_{q}_{k}")
                if k > 1:
                    conditions.append(f"q{d}_{q}_{k} - q{d}_{q}_{k - 1} <= 0")
    weights = _whole([dimension.weight for dimension in questionnaire.dimensions])
    every = rules.overall_rule in (OverallRule.STRICT, OverallRule.WEAKEST)
    for k in range(1, target + 1):
        # A dimension counts at k when it has reached k or any level above.
        names += [f"c{d}_{k}" for d in range(len(weights))]
        for d in range(len(weights)):
            conditions.append(f"{' + '.join(f'd{d}_{n}' for n in levels if n >= k)} - c{d}_{k} >= 0")
        held = " + ".join(f"{weight} c{d}_{k}" for d, weight in enumerate(weights))
        conditions.append(f"{held} >= {_wanted(rules, sum(weights), every=every, top=k == target)}")
    yield from ("Minimize", f"effort: {' + '.join(efforts)}", "Subject To")
    yield from (f"c{number}: {condition}" for number, condition in enumerate(conditions))
    yield from ("Binary", *names, "End")


def _whole(weights: list[Fraction]) -> list[int]:
    unit = lcm(*(weight.denominator for weight in weights))
    return [int(weight * unit) for weight in weights]


def _wanted(rules: Rules, whole: int, *, every: bool, top: bool) -> int:
    share = rules.top if top else max(rules.top, rules.below)
    return whole if every else floor(share * whole) + 1
