"""What stands under `journey:`: touchpoints as people judged them."""

from fractions import Fraction

from cem_maturity.adapters.answers_file.sheets import free_text
from cem_maturity.adapters.strict_yaml import Node
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.domain.assessment import Touchpoint, UnfinishedTouchpoint
from cem_maturity.domain.questionnaire import JourneyPart

_NEEDS = ("touchpoint", "importance", "expected", "functional", "emotional")
_KNOWN = (*_NEEDS, "stage", "recommend", "moment_of_truth", "note")
_UNFINISHED = (*_NEEDS, "stage")


def read_touchpoint(reading: Reading, journey: JourneyPart | None, node: Node) -> Touchpoint:
    """A touchpoint that is judged to the end."""
    found = reading.fields(node, _KNOWN, _NEEDS)
    stage = read_stage(reading, journey, found.get("stage"))
    expected, functional, emotional, recommend = (
        reading.fraction_within(found.get(name), 0, 10, Fraction(0))
        for name in ("expected", "functional", "emotional", "recommend")
    )
    return Touchpoint(
        name=free_text(reading, found.get("touchpoint")),
        stage=stage,
        importance=reading.whole_or(found.get("importance"), 1, 5, 3),
        expected=expected,
        functional=functional,
        emotional=emotional,
        recommend=recommend if "recommend" in found else None,
        moment_of_truth=reading.truth(found.get("moment_of_truth")),
        note=free_text(reading, found.get("note")),
    )


def read_stage(reading: Reading, journey: JourneyPart | None, node: Node | None) -> str:
    """The id of a stage; where there is no *journey*, any id."""
    stage = reading.identifier(node)
    if node and stage and journey and stage not in (stages := [one.id for one in journey.stages]):
        reading.refuse_unknown("unknown-stage", node, stage, stages)
    return stage


def read_unfinished(reading: Reading, journey: JourneyPart | None, node: Node) -> UnfinishedTouchpoint:
    """A touchpoint that an interview has named."""
    found = reading.fields(node, _UNFINISHED, ("touchpoint",))
    expected, functional, emotional = (
        reading.fraction_within(found[name], 0, 10, Fraction(0)) if name in found else None
        for name in ("expected", "functional", "emotional")
    )
    return UnfinishedTouchpoint(
        free_text(reading, found.get("touchpoint")),
        read_stage(reading, journey, found.get("stage")),
        reading.whole(found["importance"], 1, 5) if "importance" in found else None,
        expected,
        functional,
        emotional,
    )
