"""Answers are read under the questions that they were given to, or not at all (the table of contract.md §2)."""

from dataclasses import replace

import pytest

from cem_maturity.adapters.answers_file import read, read_parsed
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.problem import Accepted, Refused
from tests.builders import a_dimension, a_grid_question, a_questionnaire

ASKED = replace(
    a_questionnaire(
        a_dimension(
            "voice",
            "kept",
            "again",
            replace(a_grid_question("now"), was=("before",)),
            replace(a_grid_question("moved"), was=("again",)),
        )
    ),
    version="2.1.0",
)
"""`before` is called `now`; `again` is called `moved`, and another question has its id."""
DIGESTS = {"same": scoring_digest(ASKED), "other": "0123456789abcdef"}
IDS = ("kept", "again", "before")


@pytest.mark.parametrize(
    ("digest", "version", "expected"),
    [
        ("same", "2.1.0", ("read", "read", "unknown-question")),
        ("same", "2.0.0", ("near-version", "near-version", "near-version unknown-question")),
        ("same", "1.0.0", ("near-version", "near-version", "near-version unknown-question")),
        ("same", "", ("read", "read", "unknown-question")),
        ("other", "2.1.0", ("other-digest", "other-digest", "other-digest unknown-question")),
        ("other", "2.0.0", ("other-digest", "other-digest", "other-digest unknown-question")),
        ("other", "1.0.0", ("other-digest", "other-digest", "other-digest unknown-question")),
        ("other", "", ("other-digest", "other-digest", "other-digest unknown-question")),
        ("", "2.1.0", ("read", "read", "unknown-question")),
        ("", "2.0.0", ("near-version", "other-version", "other-version unknown-question")),
        ("", "1.0.0", ("other-version", "other-version", "other-version unknown-question")),
        ("", "", ("read", "no-version", "unknown-question")),
    ],
)
def test_no_answer_shifts_whatever_the_file_says_of_its_version(
    digest: str, version: str, expected: tuple[str, str, str]
) -> None:
    """For an id that never changed, one that went to another question, and one that is no longer used."""
    reference = ", ".join(
        f"{key}: '{value}'" for key, value in (("version", version), ("digest", DIGESTS.get(digest, ""))) if value
    )

    told = []
    for id_ in IDS:
        text = f"format: 1\nquestionnaire: {{id: sample, {reference}}}\nanswers: {{{id_}: 1}}\n"
        answers = read(text, "a.yaml", ASKED, blanks_allowed=True)
        problems = answers.problems if isinstance(answers, Refused) else answers.warnings
        told.append(" ".join(problem.code for problem in problems) or "read")

    assert tuple(told) == expected


def remedies(reference: str, id_: str, named: str | None = None) -> list[str]:
    """The commands that the problems name."""
    text = f"format: 1\nquestionnaire: {{id: sample, {reference}}}\nanswers: {{{id_}: 1}}\n"
    answers = read_parsed(parse(text, "a b.yaml"), "a b.yaml", ASKED, blanks_allowed=True, named=named)
    assert isinstance(answers, Refused)
    assert {problem.nearest for problem in answers.problems} == {""}
    return [problem.command for problem in answers.problems]


@pytest.mark.parametrize("reference", ["version: 1.0.0", "version: 2.0.0", "digest: abc"])
def test_a_refusal_names_the_command_that_brings_the_answers_over(reference: str) -> None:
    """With the path as a shell takes it, the version at hand, and the questionnaire where one was named."""
    assert remedies(reference, "again") == ["cem migrate 'a b.yaml' --to 2.1.0"]
    assert remedies(reference, "again", "q.yaml") == ["cem migrate 'a b.yaml' --to 2.1.0 --questionnaire q.yaml"]


@pytest.mark.parametrize("reference", ["version: 3.0.0", "version: 2.2.0", "version: 3.0.0, digest: abc"])
def test_answers_to_a_later_version_are_not_told_to_migrate(reference: str) -> None:
    """That command would refuse them as well."""
    assert remedies(reference, "again") == [""]


def test_an_earlier_id_is_told_with_its_new_one_and_is_no_blank() -> None:
    """The question has an answer; what is wrong is its id alone."""
    text = "format: 1\nanswers: {before: 1, kept: 1, moved: 1}\nrespondents: {a: {answers: {again: 1}}}\n"

    answers = read(text.replace("{again", "{kept"), "a.yaml", ASKED, blanks_allowed=False)

    assert isinstance(answers, Refused)
    assert [(one.code, one.nearest, one.values.get("questions")) for one in answers.problems] == [
        ("blank-answers", "", ("again",)),
        ("unknown-question", "now", None),
    ]


def test_where_an_interview_goes_on_counts_as_an_id_too() -> None:
    """Or the next answer would go to another question."""
    text = "format: 1\nquestionnaire: {id: sample, version: 2.0.0}\ninterview: {at: again}\n"

    answers = read(text, "a.yaml", ASKED, blanks_allowed=True)

    assert isinstance(answers, Refused)
    assert [one.code for one in answers.problems] == ["other-version"]


def test_a_question_that_names_its_own_id_was_never_renamed() -> None:
    """`was: [kept]` at `kept` says nothing."""
    asked = replace(
        a_questionnaire(a_dimension("voice", replace(a_grid_question("kept"), was=("kept",)))), version="1.1.0"
    )

    answers = read(
        "format: 1\nquestionnaire: {id: sample, version: 1.0.0}\nanswers: {kept: 1}\n",
        "a.yaml",
        asked,
        blanks_allowed=True,
    )

    assert isinstance(answers, Accepted)
