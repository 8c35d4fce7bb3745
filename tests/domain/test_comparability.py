"""In what two questionnaires differ, and how that is said."""

from dataclasses import replace

import pytest

from cem_maturity.application.judge import judge
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.comparability import MOST_NAMED, differences, headline, means_alike, named
from cem_maturity.domain.message import Message
from cem_maturity.domain.result import Result
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire, an_assessment


@pytest.mark.parametrize(
    ("same", "other", "sentence"),
    [
        (True, "sample", "The versions 1.0.0 and 2.0.0 of sample score differently."),
        (True, "shop", "sample and shop are two questionnaires, and they score differently."),
        (False, "sample", "sample and sample are two questionnaires, and they score differently."),
    ],
)
def test_two_versions_are_called_so_and_two_questionnaires_by_their_names(
    same: bool, other: str, sentence: str
) -> None:
    """Two overlays of one questionnaire are two, whatever they are called."""
    second = replace(a_questionnaire(), id=other, version="2.0.0")

    assert speak(SOURCE).say(headline(a_questionnaire(), second, same=same)) == sentence


def test_a_list_names_the_first_and_says_how_many_more_there_are() -> None:
    """Nothing more where all are named."""
    ids = [f"q.{number}" for number in range(MOST_NAMED + 2)]

    assert named(ids[:MOST_NAMED]) == tuple(ids[:MOST_NAMED])
    assert [speak(SOURCE).say(one) for one in named(ids)[MOST_NAMED:] if isinstance(one, Message)] == ["2 more"]


def test_a_practice_of_another_level_means_something_else() -> None:
    """And one with other options; a grid question is like any other."""
    assert means_alike(a_practice("a", 2), a_practice("b", 2))
    assert not means_alike(a_practice("a", 2), a_practice("b", 3))
    assert not means_alike(a_practice("a", 2), a_grid_question("b"))
    assert means_alike(a_grid_question("a"), a_grid_question("b"))


@pytest.mark.parametrize(("second", "differs"), [((2, 4), False), ((2, 2), True), ((1, 2), False)])
def test_weights_differ_where_they_share_out_differently(second: tuple[int, int], differs: bool) -> None:
    """Twice as much of everything is the same."""

    def scored(first: int, other: int) -> Result:
        asked = a_questionnaire(a_dimension("a", "a.1", weight=first), a_dimension("b", "b.1", weight=other))
        return judge(asked, an_assessment({"a.1": 1, "b.1": 1}), partial=True)

    told = [speak(SOURCE).say(one) for one in differences(scored(1, 2), scored(*second))]

    assert any("weigh" in sentence for sentence in told) is differs
