"""How firmly a level stands, in one line."""

import pytest

from cem_maturity.application.firmness import firmness
from cem_maturity.application.language import speak
from cem_maturity.domain.robustness import Robustness, Tip


@pytest.mark.parametrize(
    ("ids", "line"),
    [
        ("", "No single answer, changed by one step, would change the level."),
        ("a", "1 answer, changed by one step, would change the level: a."),
        ("abc", "3 answers would each, changed by one step, change the level: a, b, c."),
        ("abcd", "4 answers would each, changed by one step, change the level: a, b, c and more."),
    ],
)
def test_the_first_answers_that_tip_the_level_are_named(ids: str, line: str) -> None:
    """Three at most, with how many there are."""
    robustness = Robustness(1, 1, 1, bool(ids), tuple(ids), tuple(Tip(id_, 0, None) for id_ in ids))

    assert speak("en").say(firmness(robustness)) == line
