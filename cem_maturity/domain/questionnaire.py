"""What is asked, of whom, and which level every answer speaks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

Horizon: TypeAlias = str
"""One of `HORIZONS`."""

HORIZONS = ("30d", "90d", "180d", "1y")


class LevelRule(StrEnum):
    """How fulfilments become a level (scoring.md §2 and §4)."""

    GATE = "gate"
    STRICT = "strict"
    FLOOR = "floor"
    BANDS = "bands"


class OverallRule(StrEnum):
    """How the dimensions' levels become the organisation's (scoring.md §3 and §4)."""

    GATE = "gate"
    STRICT = "strict"
    FLOOR = "floor"
    BANDS = "bands"
    WEAKEST = "weakest"


class UnknownRule(StrEnum):
    """What an unknown answer does to the sums (scoring.md §5)."""

    EXCLUDE = "exclude"
    ZERO = "zero"


class Aggregate(StrEnum):
    """How several respondents' answers become one (scoring.md §6)."""

    MEDIAN_BY_ROLE = "median_by_role"
    MEDIAN = "median"
    MEAN_FLOOR = "mean_floor"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class Rules:
    """The author's choices about scoring (scoring.md §4)."""

    level_rule: LevelRule = LevelRule.GATE
    overall_rule: OverallRule = OverallRule.GATE
    top: Fraction = Fraction(1, 2)
    """A level is reached when more than this share of the weight has reached it."""
    below: Fraction = Fraction(17, 20)
    """... and more than this share has reached each level beneath."""
    bands: tuple[Fraction, ...] = ()
    """N strictly increasing cut points on the index, 0..N; empty means k - 1/2."""
    min_coverage: Fraction = Fraction(1, 2)
    """A dimension with less of its weight answered, 0..1, is not assessed."""
    unknown: UnknownRule = UnknownRule.EXCLUDE
    aggregate: Aggregate = Aggregate.MEDIAN_BY_ROLE


class Recommendation(NamedTuple):
    """An action that the author of a questionnaire proposes."""

    id: str
    text: str
    effort: int = 3
    """1..5."""
    impact: int = 3
    """1..5."""
    owner: str = ""
    horizon: Horizon = "90d"
    done_when: str = ""
    needs: tuple[str, ...] = ()
    """Ids of recommendations that come first."""


class MaturityLevel(NamedTuple):
    """One of the states that an organisation can be in, 0..N."""

    number: int
    name: str
    view: str = ""
    """How a company at this level sees the matter."""
    actions: tuple[Recommendation, ...] = ()
    """What a company at this level does next."""


class LevelDescriptor(NamedTuple):
    """What one level looks like for one question."""

    level: int
    text: str


class Option(NamedTuple):
    """One of the answers to a practice question, worth 0..1."""

    id: str
    value: Fraction
    text: str


class AnswerSet(NamedTuple):
    """The options of a practice question, in the author's order."""

    id: str
    options: tuple[Option, ...]


class Step(NamedTuple):
    """The recommendations that lead a grid question up to `level`, 1..N."""

    level: int
    actions: tuple[Recommendation, ...]


class Condition(NamedTuple):
    """A fact of the organisation that a question asks for: sector, country or profile."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionBase:
    """What grid and practice questions share."""

    id: str
    text: str
    why: str = ""
    """Read aloud: why it is asked."""
    probes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    """What would prove an answer."""
    roles: tuple[str, ...] = ()
    """Who can answer."""
    weight: Fraction = Fraction(1)
    """> 0, within the dimension."""
    when: tuple[Condition, ...] = ()
    """All must hold, else the question is out of scope."""
    was: tuple[str, ...] = ()
    """Ids that the question had in earlier versions."""


@dataclass(frozen=True, slots=True)
class GridQuestion(QuestionBase):
    """One capability with a descriptor for each level; the answer is a whole level, 0..N."""

    descriptors: tuple[LevelDescriptor, ...] = ()
    steps: tuple[Step, ...] = ()

    def descriptor(self, level: int) -> str:
        """What *level*, 0..N, looks like for this question."""
        return self.descriptors[level].text

    def actions_to(self, level: int) -> tuple[Recommendation, ...]:
        """The recommendations that lead from the level beneath to *level*, 1..N."""
        return next((step.actions for step in self.steps if step.level == level), ())


@dataclass(frozen=True, slots=True)
class PracticeQuestion(QuestionBase):
    """One statement that belongs to `level`; the answer is an option worth 0..1."""

    level: int = 1
    """1..N."""
    answers: AnswerSet = field(default_factory=lambda: AnswerSet("degree", ()))
    actions: tuple[Recommendation, ...] = ()


Question: TypeAlias = GridQuestion | PracticeQuestion


@dataclass(frozen=True, slots=True)
class Dimension:
    """A part of customer experience management that reaches levels of its own."""

    id: str
    title: str
    questions: tuple[Question, ...]
    description: str = ""
    weight: Fraction = Fraction(1)
    """> 0, within the organisation."""


class Stage(NamedTuple):
    """A part of the customer's journey."""

    id: str
    title: str


class JourneyPart(NamedTuple):
    """How the questionnaire looks at touchpoints (contract.md §5)."""

    stages: tuple[Stage, ...]
    emotional_weight: Fraction = Fraction(1, 2)
    """0..1: how much feeling counts against function."""
    suggestions: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Touchpoints to think of, by the id of the stage."""


class Corner(StrEnum):
    """A corner between two dimensions: which of them count."""

    NEITHER = "neither"
    X_ONLY = "x_only"
    Y_ONLY = "y_only"
    BOTH = "both"


class QuadrantPart(NamedTuple):
    """Two dimensions that are held against one another (contract.md §5)."""

    x: str
    """The id of the dimension that goes across."""
    y: str
    """The id of the one that goes up."""
    from_level: int
    """The level, 1..N, from which a dimension counts."""
    names: Mapping[Corner, str]
    """What each corner is called."""


class Example(NamedTuple):
    """The author's own check: answers, and the figures that they must give."""

    name: str
    answers: Mapping[str, int | Fraction]
    """A level for a grid question, the value of an option for a practice."""
    expect: Mapping[str, int | Fraction]
    """`level`, `index`, or `<dimension>.level`, `<dimension>.index`."""


class Base(NamedTuple):
    """The questionnaire that an overlay extends; results of both compare while the digests agree."""

    id: str
    scoring_digest: str


@dataclass(frozen=True)
class Questionnaire:
    """A maturity model in questions."""

    id: str
    version: str
    language: str
    title: str
    levels: tuple[MaturityLevel, ...]
    """0..N in order."""
    dimensions: tuple[Dimension, ...]
    description: str = ""
    source: str = ""
    rules: Rules = field(default_factory=Rules)
    interview_order: tuple[str, ...] = ()
    """Ids of all dimensions in the order in which a room is asked; empty means the file's."""
    journey: JourneyPart | None = None
    quadrant: QuadrantPart | None = None
    examples: tuple[Example, ...] = ()
    sectors: tuple[str, ...] = ()
    glossary: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """What a reader is shown for the ids of roles and sectors."""
    base: Base | None = None
    indicative: bool = False
    """So few questions a dimension that the levels are a hint, and no finding."""

    @property
    def top_level(self) -> int:
        """N, the highest level."""
        return len(self.levels) - 1

    @cached_property
    def whole_weights(self) -> Mapping[str, int]:
        """The weight of every question, by id, as whole numbers in proportion to the author's."""
        return _whole({question.id: question.weight for question in self.questions()})

    @cached_property
    def whole_dimension_weights(self) -> Mapping[str, int]:
        """The weight of every dimension, likewise."""
        return _whole({dimension.id: dimension.weight for dimension in self.dimensions})

    def called(self, id_: str) -> str:
        """What a reader is shown for a role or sector; an unnamed one, and one of a user's own, as it stands."""
        return self.names.get(id_, id_)

    @property
    def trade(self) -> str:
        """The sector whose houses it is for: the only one, or that after which an overlay is named; else nothing.

        Such as banking where cem-maturity-banking extends cem-maturity.
        """
        if len(self.sectors) == 1:
            return self.sectors[0]
        named = self.id.removeprefix(f"{self.base.id}-") if self.base else ""
        return named if named in self.sectors else ""

    def named(self) -> tuple[str, ...]:
        """The ids that a reader is shown a name for: roles as they first occur, then sectors."""
        return tuple(
            dict.fromkeys((*(role for question in self.questions() for role in question.roles), *self.sectors))
        )

    def owners(self) -> tuple[str, ...]:
        """All who are named as owners of recommendations."""
        recommended = [action for level in self.levels for action in level.actions]
        for question in self.questions():
            steps = question.steps if isinstance(question, GridQuestion) else (question,)
            recommended += [action for step in steps for action in step.actions]
        return tuple(dict.fromkeys(action.owner for action in recommended if action.owner))

    def questions(self) -> Iterator[Question]:
        """All questions in file order."""
        for dimension in self.dimensions:
            yield from dimension.questions

    def dimensions_as_asked(self) -> tuple[Dimension, ...]:
        """The dimensions in the order in which a room is asked."""
        by_id = {dimension.id: dimension for dimension in self.dimensions}
        return tuple(by_id[id_] for id_ in self.interview_order) or self.dimensions


def _whole(weights: Mapping[str, Fraction]) -> Mapping[str, int]:
    unit = lcm(*(weight.denominator for weight in weights.values()))
    return {id_: int(weight * unit) for id_, weight in weights.items()}
