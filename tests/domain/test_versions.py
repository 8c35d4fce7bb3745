"""How answers stand to the version of the questionnaire that is asked today."""

import pytest

from cem_maturity.domain.assessment import QuestionnaireReference
from cem_maturity.domain.versions import Kinship, is_newer, kinship


@pytest.mark.parametrize(
    ("version", "digest", "expected"),
    [
        ("2.1.0", "same", Kinship.THIS),
        ("2.0.0", "same", Kinship.ALIKE),
        ("1.0.0", "same", Kinship.ALIKE),
        ("", "same", Kinship.THIS),
        ("2.1.0", "other", Kinship.CHANGED),
        ("2.0.0", "other", Kinship.CHANGED),
        ("1.0.0", "other", Kinship.CHANGED),
        ("", "other", Kinship.CHANGED),
        ("2.1.0", "", Kinship.THIS),
        ("2.0.0", "", Kinship.NEAR),
        ("1.0.0", "", Kinship.OTHER),
        ("", "", Kinship.UNTOLD),
    ],
)
def test_version_and_digest_together_say_how_answers_stand(version: str, digest: str, expected: Kinship) -> None:
    """The digest decides where there is one, the version else."""
    assert kinship(QuestionnaireReference("q", version, digest), "2.1.0", lambda: "same") == expected


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("2.0.0", "1.9.9", True),
        ("1.10.0", "1.9.0", True),
        ("1.0", "1.0.0", False),
        ("1.0.0", "1.0", False),
        ("1.0.0", "1.0.0", False),
        ("0.9", "1.0.0", False),
        ("2.0.0-rc1", "2.0.0", False),
        ("spring", "1.0.0", False),
        ("1.0.0", "spring", False),
        ("", "1.0.0", False),
        ("99999999999999999999", "1.0.0", True),
    ],
)
def test_versions_compare_number_by_number(version: str, than: str, newer: bool) -> None:
    """Zeros at the end make no difference; what is no number is not newer."""
    assert is_newer(version, than) is newer
