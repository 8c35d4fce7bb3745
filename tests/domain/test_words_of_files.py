"""The words that files, commands and programs know: none of them changes by itself."""

from enum import StrEnum

import pytest

from cem_maturity.domain.against import Verdict
from cem_maturity.domain.catalogue import Severity
from cem_maturity.domain.migration import Part
from cem_maturity.domain.questionnaire import Aggregate, Corner, LevelRule, OverallRule, UnknownRule
from cem_maturity.domain.reference import Sense
from cem_maturity.domain.sampling.stock import Band, Kind, Rank
from cem_maturity.domain.scorecard import Lack
from cem_maturity.domain.turns import FormField


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (LevelRule, "gate strict floor bands"),
        (OverallRule, "gate strict floor bands weakest"),
        (UnknownRule, "exclude zero"),
        (Aggregate, "median_by_role median mean_floor minimum"),
        (Corner, "neither x_only y_only both"),
        (Sense, "exact about nearly under over change"),
        (Lack, "not_assessed not_applicable"),
        (Severity, "error warning"),
        (Part, "answer predicted target importance stage action"),
        (Verdict, "agree one_off far_off blank"),
        (Kind, "contradiction blocker role-gap quick-win weak-evidence"),
        (Rank, "board middle front-line"),
        (Band, "low middle high"),
        (FormField, "organisation unit sector country profile date asked predicted"),
    ],
)
def test_a_word_stands_for_what_it_always_stood_for(words: type[StrEnum], known: str) -> None:
    """As docs/contract.md has them; those of the form are the facts of an answers file."""
    assert [one.value for one in words] == known.split()
