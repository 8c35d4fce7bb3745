"""Names of files and people."""

import pytest

from cem_maturity.application.file_names import respondent_id, respondent_name


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("ann", "ann"),
        ("Ann Lee", "ann-lee"),
        ("ann.2026-11_b", "ann.2026-11_b"),
        ("Zoë", "zoe"),
        ("_ann-", "ann"),
        ("анна", "respondent-80e29e9a"),
        ("анна 2", "2-9a217568"),
        ("", "respondent-e3b0c442"),
    ],
)
def test_a_file_name_becomes_an_id(stem: str, expected: str) -> None:
    """As much of it as an id can hold, with a digest where something is lost."""
    assert respondent_id(stem) == expected


def test_names_that_an_id_cannot_hold_are_told_apart() -> None:
    """Also when what is left of them is the same, or too long."""
    names = ["анна 2", "борис 2", "a" * 300, "a" * 301, "علی", "حسن"]

    ids = [respondent_id(name) for name in names]

    assert len(set(ids)) == len(names)
    assert max(map(len, ids)) <= 80


def test_an_id_does_not_depend_on_how_a_computer_composes_letters() -> None:
    """Some computers take accents and breves apart."""
    assert respondent_id("Андрей") == respondent_id("Андреи\N{COMBINING BREVE}")


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Ann Lee", "Ann Lee"),
        ("анна", "анна"),
        ("Ann\nLee\x1b[31m", "Ann Lee [31m"),
        ("Ann\udcffLee\ufdd0\uffff", "Ann Lee"),
        ("\x07", ""),
    ],
)
def test_a_name_holds_only_what_an_answers_file_may(stem: str, expected: str) -> None:
    """Some systems let file names hold commands for a terminal, and bytes that are no character."""
    assert respondent_name(stem) == expected
