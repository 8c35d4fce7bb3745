"""Two dimensions held against one another."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cem_maturity.application.judge import judge
from cem_maturity.domain.quadrant import Quadrant, Side
from cem_maturity.domain.questionnaire import Corner, QuadrantPart
from cem_maturity.domain.result import Result
from tests.builders import a_dimension, a_questionnaire, an_assessment, unknown

NAMES = {
    Corner.NEITHER: "neither",
    Corner.X_ONLY: "database only",
    Corner.Y_ONLY: "goodwill without a system",
    Corner.BOTH: "ready",
}


def result(**levels: object) -> Result:
    """CRM across and CEM up, each of one question; a side counts from level 3."""
    questionnaire = a_questionnaire(a_dimension("crm", "crm.a"), a_dimension("cem", "cem.a"))
    said = {f"{key}.a": level if isinstance(level, int) else unknown() for key, level in levels.items()}
    asked = replace(questionnaire, quadrant=QuadrantPart("crm", "cem", 3, NAMES))
    return judge(asked, an_assessment(said), partial=False)


@pytest.mark.parametrize(
    ("crm", "cem", "corner"),
    [
        (2, 2, Corner.NEITHER),
        (3, 2, Corner.X_ONLY),
        (2, 3, Corner.Y_ONLY),
        (3, 3, Corner.BOTH),
        (5, 0, Corner.X_ONLY),
    ],
)
def test_a_side_counts_from_its_level_on(crm: int, cem: int, corner: Corner) -> None:
    """One level beneath is not enough, and more adds nothing."""
    assert result(crm=crm, cem=cem).quadrant == Quadrant(
        corner,
        NAMES[corner],
        3,
        Side("crm", crm, Fraction(crm), crm >= 3),
        Side("cem", cem, Fraction(cem), cem >= 3),
    )


def test_no_corner_is_named_while_a_side_has_no_level() -> None:
    """What nobody knows is not low."""
    assert result(crm=3, cem=None).quadrant is None


def test_most_questionnaires_hold_no_dimensions_against_one_another() -> None:
    """Then there is nothing to tell."""
    plain = a_questionnaire(a_dimension("crm", "crm.a"))

    assert judge(plain, an_assessment({"crm.a": 3}), partial=False).quadrant is None
