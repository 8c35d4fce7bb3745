"""How far the proof behind the answers carries, in words (scoring.md §7)."""

from collections.abc import Mapping
from fractions import Fraction

from cem_maturity.domain.message import N_


def confidence_word(proof: Fraction) -> str:
    """low, medium or high, from the weighted mean of the evidence grades as a share of the best, 0..1."""
    if proof < Fraction(1, 3):
        return "low"
    return "medium" if proof < Fraction(2, 3) else "high"


CONFIDENCE_SENTENCES: Mapping[str, str] = {
    "low": N_("Confidence is low: most answers are opinions."),
    "medium": N_("Confidence is medium: answers rest on examples more than on measurement."),
    "high": N_("Confidence is high: answers rest on documents and measurement."),
}
