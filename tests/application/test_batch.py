"""What a batch decides without its files: names of reports, gates, earlier answers, and its last line."""

from fractions import Fraction
from itertools import permutations

import pytest

from cem_maturity.application.batch import (
    Summary,
    digest,
    failures,
    gates_from,
    in_batches,
    latest,
    scored_otherwise,
    unknown_subjects,
)
from cem_maturity.application.file_names import report_stems
from cem_maturity.application.gates import Gate
from cem_maturity.application.language import speak
from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.comparison import ComparedQuestionnaire
from cem_maturity.domain.outcome import Assessed, Failed
from cem_maturity.domain.standing import Standing

BASIS = ("sample", "digest")


def a_unit(
    file: str = "a.yaml",
    *,
    unit: str = "",
    date: str = "2026-11-21",
    basis: tuple[str, str] = BASIS,
    top: int = 5,
    **levels: int | None,
) -> Assessed:
    """A unit with these *levels*."""
    return Assessed(
        file=file,
        organisation=Organisation("ACME", unit),
        date=date,
        language="en",
        questionnaire=ComparedQuestionnaire(basis[0], "1.0.0", "Sample", basis[1]),
        basis=basis,
        top_level=top,
        overall=None,
        journey_index=None,
        standings={
            subject: Standing("not_assessed" if level is None else "assessed", level, None, Fraction(1), None)
            for subject, level in levels.items()
        },
        answers={},
    )


def test_a_digest_tells_where_one_part_ends() -> None:
    """`ab, c` is not `a, bc`; half a character is one too."""
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a", b"b") == digest(b"a", "b")
    assert len({digest("\ud800"), digest("?"), digest()}) == 3


def test_batches_are_taken_when_they_are_wanted() -> None:
    """A million jobs are never all there."""
    taken: list[int] = []
    jobs = (taken.append(number) or number for number in range(10**9))  # type: ignore[func-returns-value]

    batches = in_batches(jobs, 3)

    assert [next(batches), next(batches)] == [[0, 1, 2], [3, 4, 5]]
    assert taken == [0, 1, 2, 3, 4, 5]
    assert list(in_batches([], 3)) == []


@pytest.mark.parametrize(
    ("whose", "stem"),
    [
        (("Acme", "Paris"), "acme--paris"),
        (("Acme", ""), "acme"),
        (("", "Paris"), "paris"),
        (("", ""), "organisation"),
        (("../..", "/etc/passwd"), "organisation--etc-passwd"),
        (("CON", "nul"), "_con--_nul"),
        (("com1", "LPT³"), "_com1--_lpt³"),
        (("Кино", "Дом 3"), "кино--дом-3"),
        (("x" * 500, "y" * 500), "x" * 80 + "--" + "y" * 80),
    ],
)
def test_a_report_is_called_after_organisation_and_unit(whose: tuple[str, str], stem: str) -> None:
    """In letters, digits and hyphens: no path, no dot, no name that a system keeps for itself."""
    assert report_stems({"a.yaml": whose}) == {"a.yaml": stem}


def test_no_two_reports_have_one_name_on_any_system() -> None:
    """Also where letters differ in case, width or composition alone; whatever the order."""
    units = {
        "1.yaml": ("Acme", "Paris"),
        "2.yaml": ("ACME", "paris"),
        "3.yaml": ("Acme", "Ｐaris"),
        "4.yaml": ("Acme Paris", ""),
        "5.yaml": ("Straße", ""),
        "6.yaml": ("STRASSE", ""),
    }

    found = report_stems(units)

    assert len({stem.casefold() for stem in found.values()}) == 6
    assert found["4.yaml"] == "acme-paris"
    assert [len(found[f"{number}.yaml"]) for number in (1, 2, 3)] == [20, 20, 20]
    for order in permutations(units):
        assert report_stems({file: units[file] for file in order}) == found


def test_a_name_that_looks_like_one_with_a_digest_is_no_trap() -> None:
    """All that collide once more get the whole of their digests."""
    colliding = {"1.yaml": ("Acme", ""), "2.yaml": ("acme", "")}
    taken = report_stems(colliding)["1.yaml"]

    found = report_stems({**colliding, "3.yaml": (taken, "")})

    assert len(set(found.values())) == 3
    assert len(found["1.yaml"]) == len("acme-") + 64


def test_the_latest_answers_of_a_unit_count() -> None:
    """By their day, of one day the last given; a file that failed says nothing."""
    old, new, other = a_unit("1", date="2025-01-01"), a_unit("2", date="2026-01-01"), a_unit("3", unit="Paris")
    twin = a_unit("4", date="2026-01-01")

    assert latest([new, old, other, Failed("5", ())]) == {("ACME", ""): new, ("ACME", "Paris"): other}
    assert latest([new, twin]) == {("ACME", ""): twin}


def test_no_level_may_fall_where_both_were_scored_alike() -> None:
    """Of results that do not compare as a whole, the dimensions on the same scale."""
    before = a_unit(overall=3, voice=2, data=None)

    assert gates_from(before, a_unit(overall=0, voice=0, data=0)) == (Gate("overall", 3), Gate("voice", 2))
    assert gates_from(before, a_unit(basis=("other", "x"), overall=0, voice=0, more=0)) == (Gate("voice", 2),)
    assert gates_from(before, a_unit(basis=("other", "x"), top=4, overall=0, voice=0)) == ()


def test_units_that_were_scored_otherwise_before_are_counted() -> None:
    """Their gates are fewer, or none, and whoever relies on them is told."""
    before = latest([a_unit("1"), a_unit("2", unit="Paris")])
    units = [a_unit("3", basis=("other", "x")), a_unit("4", unit="Paris"), a_unit("5", unit="Rome")]

    assert scored_otherwise(units, before) == 1


def test_a_gate_on_what_a_unit_has_not_is_none_of_its_gates() -> None:
    """In a mixed portfolio; a level that is absent passes none."""
    units = [a_unit("1", voice=1), a_unit("2", data=1), a_unit("3", voice=None), a_unit("4", voice=2)]

    found = [one.file for one in failures(units, (Gate("voice", 2),), {})]

    assert found == ["1", "3"]
    assert unknown_subjects(units, (Gate("voice", 2), Gate("vioce", 2))) == ("vioce",)


def test_the_last_line_says_how_it_went() -> None:
    """In figures, each with its noun."""
    sentences = [Summary(1, 0, 1, 0), Summary(3, 1, 0, 2), Summary(16000, 2, 15998, 0)]

    assert [speak("en").say(one.sentence) for one in sentences] == [
        "1 unit: none failed; 1 new report, 0 unchanged.",
        "3 units: 1 failed; 0 new reports, 2 unchanged.",
        "16000 units: 2 failed; 15998 new reports, 0 unchanged.",
    ]
