"""How far the proof behind the answers carries, in words."""

from fractions import Fraction

import pytest

from cem_maturity.domain.confidence import CONFIDENCE_SENTENCES, confidence_word


@pytest.mark.parametrize(
    ("proof", "word"),
    [("0", "low"), ("33/100", "low"), ("1/3", "medium"), ("66/100", "medium"), ("2/3", "high"), ("1", "high")],
)
def test_confidence_is_told_by_thirds(proof: str, word: str) -> None:
    """A share on the border belongs to the higher third (scoring.md §7); each word has its sentence."""
    assert confidence_word(Fraction(proof)) == word
    assert CONFIDENCE_SENTENCES[word].startswith(f"Confidence is {word}")
