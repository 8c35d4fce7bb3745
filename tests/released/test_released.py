"""Answers files as every release has written them: they stay readable, and mean what they meant.

A folder for each `format`, with the questionnaire as it was then. What is in a folder is never changed; a release that
writes something new adds a file, a new format a folder.
"""

from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from cem_maturity.adapters import answers_file, questionnaire_file
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.application.assess import assess
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.questionnaire import Questionnaire

HERE = Path(__file__).parent
FORMATS = sorted(path.name for path in HERE.iterdir() if path.name.isdecimal())


class Meaning(NamedTuple):
    """What a file came to when it was written."""

    level: int | None
    exact_index: Fraction | None
    coverage: Fraction
    people: tuple[str, ...]
    touchpoints: tuple[str, ...]
    noted: tuple[str, ...]
    """Questions at which something stands beside the answer."""
    actions: tuple[str, ...]
    at: str


PEOPLE = ("person-1", "person-2")
NOTHING = Meaning(None, None, Fraction(0), (), (), (), (), "")
HALF_WAY = Meaning(1, Fraction(3, 2), Fraction(2, 3), PEOPLE, (), ("voice.loop",), (), "stores.queue")
MEANT = {
    "1/everything.yaml": Meaning(
        level=2,
        exact_index=Fraction(7, 4),
        coverage=Fraction(1),
        people=("ceo",),
        touchpoints=("Paying", "Parking"),
        noted=("voice.channels",),
        actions=("tell-ten", "own-1"),
        at="voice.loop",
    ),
    "1/interview-before-touchpoints.yaml": HALF_WAY,
    "1/interview.yaml": HALF_WAY._replace(touchpoints=("Paying: by card",)),
    "1/merged.yaml": NOTHING._replace(
        level=0, exact_index=Fraction(5, 8), coverage=Fraction(1), people=("ceo", "shop")
    ),
    "1/started.yaml": NOTHING,
    "1/started-with-suggestions.yaml": NOTHING,
}


def questionnaire_of(format_: str) -> Questionnaire:
    """The questionnaire that the files of a format answer."""
    text = (HERE / format_ / "questionnaire.yaml").read_text(encoding="utf-8")
    accepted = questionnaire_file.read(text, "questionnaire.yaml")
    assert isinstance(accepted, Accepted), accepted
    return accepted.value


def read(text: str, questionnaire: Questionnaire) -> Assessment:
    """The answers in *text*."""
    outcome = answers_file.read(text, "answers.yaml", questionnaire, blanks_allowed=True)
    assert isinstance(outcome, Accepted), outcome
    return outcome.value


def meaning(assessment: Assessment, questionnaire: Questionnaire) -> Meaning:
    """What answers come to."""
    report = assess(questionnaire, assessment, partial=True, program_version="1")
    assert report.overall is not None
    unfinished = assessment.interview.unfinished if assessment.interview else ()
    return Meaning(
        report.overall.level,
        report.overall.index,
        report.overall.coverage,
        tuple(one.id for one in assessment.respondents),
        (*(one.name for one in assessment.touchpoints), *(one.name for one in unfinished)),
        tuple(id_ for id_, response in assessment.sheet.responses.items() if response.note),
        tuple(one.id for one in assessment.actions),
        assessment.interview.at if assessment.interview else "",
    )


def test_every_file_is_known() -> None:
    """None is there whose meaning is not held to."""
    files = {f"{path.parent.name}/{path.name}" for path in HERE.glob("*/*.yaml") if path.name != "questionnaire.yaml"}

    assert files == set(MEANT)


@pytest.mark.parametrize("name", MEANT)
def test_a_file_of_an_earlier_release_means_what_it_meant(name: str) -> None:
    """It is read, comes to the same, and still does once it was written anew."""
    questionnaire = questionnaire_of(name.split("/")[0])
    assessment = read((HERE / name).read_text(encoding="utf-8"), questionnaire)

    assert meaning(assessment, questionnaire) == MEANT[name]
    assert read(write(assessment, questionnaire), questionnaire) == assessment


@pytest.mark.parametrize("number", range(11))
def test_each_format_that_is_read_has_its_files(number: int) -> None:
    """A format without files here is refused by its name, and one with files is not."""
    questionnaire = questionnaire_of(FORMATS[-1])
    text = f"format: {number}\nquestionnaire: {{id: small, version: 1.2.0}}\norganisation: {{sector: retail}}\n"

    outcome = answers_file.read(text, "f", questionnaire, blanks_allowed=True)

    assert isinstance(outcome, Accepted) == (str(number) in FORMATS)
    if isinstance(outcome, Refused):
        assert [problem.code for problem in outcome.problems] == ["unknown-format"]


def test_what_is_written_today_is_of_the_last_format() -> None:
    """So that a new format cannot begin without files of its own here."""
    questionnaire = questionnaire_of(FORMATS[-1])
    whole = read((HERE / FORMATS[-1] / "everything.yaml").read_text(encoding="utf-8"), questionnaire)

    assert write(whole, questionnaire).startswith(f"format: {FORMATS[-1]}\n")
