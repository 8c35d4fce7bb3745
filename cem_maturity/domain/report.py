"""All that a template or the JSON may show, each figure once (contract.md §4)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cem_maturity.domain.baseline import Baseline
from cem_maturity.domain.journey import Journey
from cem_maturity.domain.message import Message
from cem_maturity.domain.plan_of_record import ReportedPlannedAction
from cem_maturity.domain.quadrant import Quadrant
from cem_maturity.domain.reference import Reference
from cem_maturity.domain.roadmap import NextAction
from cem_maturity.domain.robustness import Robustness

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Share = Fraction | None
"""0..1, or None where nothing was tested."""


class ReportedQuestionnaire(NamedTuple):
    """Which questionnaire was answered."""

    id: str
    version: str
    title: str
    scoring_digest: str
    base: Mapping[str, str] | None
    """`id` and `scoring_digest` of the questionnaire that an overlay extends."""
    indicative: bool
    """Whether its levels are a hint, and no finding."""


class ReportedLevel(NamedTuple):
    """A level of the scale, in the author's words."""

    level: int
    name: str
    view: str


class ReportedRespondent(NamedTuple):
    """Who answered."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Overall:
    """The organisation's result."""

    level: int | None
    level_name: str | None
    view: str | None
    predicted: int | None
    index: Fraction | None
    """0..N."""
    percent: Fraction | None
    """0..100."""
    coverage: Fraction
    """0..1."""
    provisional: bool
    provisional_reasons: tuple[Message, ...]
    level_low: int | None
    level_high: int | None
    index_low: Fraction | None
    index_high: Fraction | None
    confidence: str | None
    """low, medium or high."""
    target: int | None
    gap: int | None
    blockers: tuple[str, ...]
    """Ids of dimensions."""
    laggards: tuple[str, ...]
    """Ids of dimensions."""
    fulfilment: tuple[Share, ...]
    """F(1)..F(N)."""
    reason: Message | None
    """Why it is this level and not the next."""
    robustness: Robustness | None


class ReportedResponse(NamedTuple):
    """What one respondent answered."""

    respondent: str
    """The respondent's id."""
    role: str
    state: str
    """answered, not_applicable or unknown."""
    level: int | None
    value: Fraction | None


class Remark(NamedTuple):
    """A note or a quote, with who said it (nobody, where it belongs to the consensus or the only sheet)."""

    kind: str
    """note or quote."""
    respondent: str
    """The respondent's id."""
    text: str


class ReportedQuestion(NamedTuple):
    """One question with its answer."""

    id: str
    text: str
    kind: str
    """grid or practice."""
    state: str
    """answered, not_applicable, unknown, blank or out_of_scope."""
    practice: int | None
    """The level that a practice question belongs to."""
    level: int | None
    """The answer to a grid question, 0..N."""
    value: Fraction | None
    """The answer to a practice question, 0..1."""
    descriptor: str | None
    """The descriptor reached, or the text of the option chosen."""
    next_descriptor: str | None
    reason: str | None
    """Why it does not apply, or whom to ask."""
    evidence: str | None
    """opinion, example, document or measured."""
    note: str | None
    quote: str | None
    remarks: tuple[Remark, ...]
    """Every note and quote, of all who answered."""
    flag: str | None
    weight: Fraction
    blocker: bool
    disagreement: bool
    responses: tuple[ReportedResponse, ...]


@dataclass(frozen=True, slots=True)
class ReportedDimension:
    """One dimension's result."""

    id: str
    title: str
    description: str
    weight: Fraction
    status: str
    """assessed, not_assessed or not_applicable."""
    level: int | None
    index: Fraction | None
    percent: Fraction | None
    fulfilment: tuple[Share, ...]
    coverage: Fraction | None
    ceiling: int | None
    """The highest tested level."""
    target: int | None
    gap: int | None
    importance: int
    confidence: str | None
    blockers: tuple[str, ...]
    """Ids of questions."""
    reason: Message | None
    """Why it is this level and not the next, or why it is not assessed."""
    questions: tuple[ReportedQuestion, ...]


class LevelAction(NamedTuple):
    """What the organisation as a whole does next, from the level table."""

    id: str
    text: str
    effort: int
    impact: int
    owner: str
    horizon: str
    done_when: str


class FollowUp(NamedTuple):
    """A question that somebody still has to answer."""

    question: str
    whom: str
    why: str
    """unknown or flag."""


class RoleMark(NamedTuple):
    """What one role makes of one question."""

    role: str
    level: int | None
    value: Fraction | None


class Disagreement(NamedTuple):
    """A question on which respondents differ widely (scoring.md §6)."""

    question: str
    average_deviation: Fraction
    range: Fraction
    by_role: tuple[RoleMark, ...]


class RoleGap(NamedTuple):
    """A question that two roles see differently."""

    question: str
    lower: RoleMark
    higher: RoleMark
    gap: Fraction


class Method(NamedTuple):
    """How the figures came about."""

    level_rule: str
    overall_rule: str
    top: Fraction
    below: Fraction
    bands: tuple[Fraction, ...]
    """The cut points on the index, 0..N, where a rule uses them."""
    min_coverage: Fraction
    """0..1."""
    unknown: str
    """exclude or zero."""
    aggregate: str
    """median_by_role, median, mean_floor or minimum."""
    sentence: Message


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is said about one assessment."""

    format: int
    program_version: str
    kind: str
    """full, executive or outward: whom it is for (`domain.kinds`)."""
    questionnaire: ReportedQuestionnaire
    levels: tuple[ReportedLevel, ...]
    organisation: Mapping[str, str]
    date: str
    language: str
    respondents: tuple[ReportedRespondent, ...]
    overall: Overall | None
    """None where the questionnaire has no dimensions."""
    dimensions: tuple[ReportedDimension, ...]
    actions: tuple[NextAction, ...]
    level_actions: tuple[LevelAction, ...]
    action_plan: tuple[ReportedPlannedAction, ...]
    follow_up: tuple[FollowUp, ...]
    plan: Mapping[str, object] | None
    """The cheapest path, where it was asked for, as `planning.values` tells it."""
    baseline: Baseline | None
    disagreements: tuple[Disagreement, ...]
    role_gaps: tuple[RoleGap, ...]
    journey: Journey | None
    quadrant: Quadrant | None
    glossary: Mapping[str, str]
    names: Mapping[str, str]
    """What a reader is shown for the ids of roles and sectors."""
    source: str
    references: tuple[Reference, ...]
    """What others have published, where it may stand beside this result."""
    method: Method


Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | Fraction | None"
"""What templates and JSON are given."""


def as_values(report: "DataclassInstance", say: Callable[[Message], str]) -> dict[str, Plain]:
    """The *report*, or a comparison, as plain values under the keys of contract.md §4; *say* says its sentences."""
    return {field.name: plain(getattr(report, field.name), say) for field in fields(report)}


def plain(value: object, say: Callable[[Message], str]) -> Plain:
    """What is reported, as plain values, its sentences said with *say*."""
    match value:
        case Message():
            return say(value)
        case str() | int() | Fraction() | None:
            return value
        case tuple() if hasattr(value, "_fields"):
            return {name: plain(one, say) for name, one in zip(value._fields, value, strict=True)}
        case tuple():
            return [plain(one, say) for one in value]
        case Mapping():
            return {str(key): plain(one, say) for key, one in value.items()}
        case _ if is_dataclass(value):
            return {field.name: plain(getattr(value, field.name), say) for field in fields(value)}
        case _:
            raise TypeError(f"a report holds no {type(value).__name__}")
