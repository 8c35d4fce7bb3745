"""Which question of today an earlier id stands for."""

from pathlib import Path

import pytest

from cem_maturity.domain.migration import Carried, Migration, Part, Successors
from tests.builders import an_assessment

TODAY = dict.fromkeys(["voice.1", "voice.2", "voice.3", "swap.a", "swap.b", "kept"])
EARLIER = {"voice.1": "voice.2", "voice.2": "voice.3", "swap.a": "swap.b", "swap.b": "swap.a", "old": "kept"}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("voice.1", "voice.2"),
        ("voice.2", "voice.3"),
        ("voice.3", "voice.3"),
        ("swap.a", "swap.b"),
        ("swap.b", "swap.a"),
        ("old", "kept"),
        ("kept", "kept"),
        ("gone", None),
    ],
)
def test_what_was_says_comes_before_the_same_id(was: str, now: str | None) -> None:
    """Chains move by one step, swaps swap, and a new question under an old id catches nothing."""
    assert Successors(TODAY, EARLIER, of_today=False).of(was) == now


@pytest.mark.parametrize(("was", "last"), [("voice.1", "voice.3"), ("voice.2", "voice.3"), ("swap.a", None)])
def test_a_renumbering_ends_with_an_id_that_it_brought(was: str, last: str | None) -> None:
    """Unless it goes round in a circle."""
    assert Successors(TODAY, EARLIER, of_today=False).last_of(was) == last


def test_a_renumbering_that_runs_into_a_circle_has_no_end() -> None:
    """Though it began outside of it."""
    assert Successors({}, {"older": "swap.a", **EARLIER}, of_today=False).last_of("older") is None


def test_parts_are_told_by_the_names_that_the_contract_gives_them() -> None:
    """Programs read them."""
    contract = (Path(__file__).parents[2] / "docs" / "contract.md").read_text(encoding="utf-8")

    assert f"left_behind: [{{part: {'|'.join(Part)}, id" in contract


@pytest.mark.parametrize(
    ("was", "now"), [("voice.1", "voice.1"), ("swap.a", "swap.a"), ("old", "kept"), ("gone", None)]
)
def test_ids_of_today_stay_what_they_are(was: str, now: str | None) -> None:
    """Where version or digest say that the answers are to this questionnaire, only an id that it lacks moves."""
    assert Successors(TODAY, EARLIER, of_today=True).of(was) == now


def test_only_what_has_another_id_now_was_renamed() -> None:
    """Once, though several people answered it."""
    carried = (Carried("old", "kept"), Carried("kept", "kept"), Carried("old", "kept", "ann"))
    migration = Migration(an_assessment(), "1.0.0", carried, (), (), ())

    assert migration.renamed == (("old", "kept"),)
