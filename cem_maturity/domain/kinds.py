"""Whom a report is for: what is left out of it before anybody draws it."""

from collections import Counter
from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from cem_maturity.domain.plan_of_record import ReportedPlannedAction
from cem_maturity.domain.report import FollowUp, Report, ReportedDimension, ReportedQuestion

FEWEST = 2
"""People of one role who answered a question before it is told what that role says: one alone would be known by it."""


class Kind(StrEnum):
    """Whom a report is for."""

    FULL = "full"
    """Those who were asked, and who go on with it."""
    EXECUTIVE = "executive"
    """The board: two pages, drawn from the same values as the full report."""
    OUTWARD = "outward"
    """Readers outside the company: nothing that anybody said or wrote, and nobody's name."""


def of_kind(report: Report, kind: Kind) -> Report:
    """The *report*, a full one, as it is for readers of that *kind*."""
    match kind:
        case Kind.FULL:
            return report
        case Kind.EXECUTIVE:
            return replace(report, kind=kind.value)
        case Kind.OUTWARD:
            return outward(report)
        case _:
            assert_never(kind)


def outward(report: Report) -> Report:
    """The *report* without what people wrote: no note, quote, reason, flag, name, nor whom to ask.

    Figures, the questionnaire's own words, and the names of organisation, roles and touchpoints stay. Of the plan of
    record there is what the questionnaire recommends, in its words and with its owner, which is a role. What single
    people answered is gone, and so is all that would tell it: a question that one person alone answered for a role
    has no word by role.
    """
    alone = frozenset(
        question.id for dimension in report.dimensions for question in dimension.questions if _tells_of_one(question)
    )
    return replace(
        report,
        kind=Kind.OUTWARD.value,
        respondents=tuple(one._replace(id="", name="") for one in report.respondents),
        dimensions=tuple(map(_dimension, report.dimensions)),
        action_plan=_recommended(report.action_plan),
        follow_up=tuple(FollowUp(one.question, "", one.why) for one in report.follow_up if one.why == "unknown"),
        baseline=report.baseline and replace(report.baseline, actions_done=_recommended(report.baseline.actions_done)),
        disagreements=tuple(one for one in report.disagreements if one.question not in alone),
        role_gaps=tuple(one for one in report.role_gaps if one.question not in alone),
        journey=report.journey
        and replace(report.journey, touchpoints=tuple(one._replace(note=None) for one in report.journey.touchpoints)),
    )


def _tells_of_one(question: ReportedQuestion) -> bool:
    """Whether what roles say at *question* tells what one person said.

    One such role is enough: its answer can be worked out from those of the others and the answer of all.
    """
    said = Counter(one.role for one in question.responses if one.state == "answered")
    return "" in said or any(count < FEWEST for count in said.values())


def _dimension(dimension: ReportedDimension) -> ReportedDimension:
    return replace(
        dimension,
        questions=tuple(
            one._replace(reason=None, note=None, quote=None, remarks=(), flag=None, responses=())
            for one in dimension.questions
        ),
    )


def _recommended(lines: tuple[ReportedPlannedAction, ...]) -> tuple[ReportedPlannedAction, ...]:
    """The *lines* that the questionnaire recommends, in its own words; those of people's own are theirs alone."""
    return tuple(
        line._replace(text=line.recommended.text, owner=line.recommended.owner, why="")
        for line in lines
        if line.recommended is not None
    )
