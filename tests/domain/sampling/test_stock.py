"""What clients are made of."""

import pytest

from cem_maturity.domain.sampling.stock import Band, band, filled


@pytest.mark.parametrize(
    ("top_level", "thirds"),
    [(1, "LH"), (2, "LMH"), (3, "LMHH"), (5, "LLMMHH"), (6, "LLMMHHH"), (9, "LLLMMMHHHH")],
)
def test_a_scale_has_three_thirds(top_level: int, thirds: str) -> None:
    """A level on the border belongs to the higher one."""
    assert [band(level, top_level) for level in range(top_level + 1)] == [
        {"L": Band.LOW, "M": Band.MIDDLE, "H": Band.HIGH}[letter] for letter in thirds
    ]


def test_a_text_takes_what_is_named_and_keeps_other_braces() -> None:
    """Names of houses may hold any sign."""
    assert filled("{stem} of {place} {}", stem="Bal{place}") == "Bal{place} of {place} {}"
