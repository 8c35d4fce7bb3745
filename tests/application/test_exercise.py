"""The class of three hours: its minutes add up, and its pages hold what they should."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cem_maturity.application.exercise import MINUTES, KeptAnswer, KeptFinding, guide, key_page
from cem_maturity.application.judge import judge
from cem_maturity.domain.questionnaire import JourneyPart, Stage
from cem_maturity.domain.sampling.findings import key_to
from cem_maturity.domain.sampling.key import Finding
from cem_maturity.domain.sampling.stock import Kind
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire, an_assessment
from tests.domain.sampling.stocks import a_stock


@pytest.mark.parametrize("journey", [None, JourneyPart((Stage("buy", "Buying"),))], ids=["questions", "journey"])
def test_the_class_takes_its_minutes(journey: JourneyPart | None) -> None:
    """One step after the other, with no gap; without a journey to draw there is more time to judge."""
    steps = guide(a_questionnaire(a_dimension("a", "a.1"), journey=journey), "ACME", 4).steps

    assert (steps[0].starts, steps[-1].ends) == (0, MINUTES)
    assert [one.ends for one in steps[:-1]] == [one.starts for one in steps[1:]]
    assert ("The journey" in [one.title.text for one in steps]) is (journey is not None)


def test_the_key_is_shown_at_the_reveal_and_not_before() -> None:
    """Only one step shows anything of it, late in the class."""
    steps = guide(a_questionnaire(a_dimension("a", "a.1")), "ACME", 4).steps

    shown = [one.starts for one in steps if one.shows and "key" in one.shows.text]
    assert shown == [120]


def test_the_guide_asks_what_the_questionnaire_asks() -> None:
    """Two probes of each dimension, in the order in which a room is asked; a dimension without probes has none."""
    probed = [replace(a_grid_question(f"a.{at}"), probes=(f"Show {at}", "More")) for at in range(3)]
    asked = a_questionnaire(a_dimension("a", *probed), a_dimension("b", "b.1"))

    assert guide(asked, "ACME", 2).probes == (("The a", ("Show 0", "Show 1")),)


def test_the_key_page_tells_answers_and_findings_in_words() -> None:
    """Levels with their descriptors, options with their texts, findings with the texts of their questions."""
    asked = a_questionnaire(a_dimension("a", "a.1", a_practice("a.2", 1), "a.3"))
    result = judge(asked, an_assessment({"a.1": 1, "a.2": Fraction(1)}, predicted={"overall": 4}), partial=True)
    finding = Finding(Kind.CONTRADICTION, "Both?", ("a.1", "a.2"))
    key = replace(key_to("k", result, a_stock(), (), frozenset()), findings=(finding,))

    found = key_page(key, result)

    assert (found.level, found.level_name, found.index, found.predicted) == (1, "Level 1", Fraction(1), 4)
    assert found.findings == (KeptFinding("contradiction", "Both?", ("How is a.1?", "Is a.2 done?")),)
    assert found.dimensions[0].answers == (
        KeptAnswer("a.1", "How is a.1?", 1, "a.1 at 1"),
        KeptAnswer("a.2", "Is a.2 done?", None, "Always"),
    )
