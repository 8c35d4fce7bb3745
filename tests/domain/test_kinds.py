"""What is left out of a report before it leaves the house."""

from dataclasses import replace

import pytest

from cem_maturity.application.assess import assess
from cem_maturity.domain.assessment import Assessment, PlannedAction
from cem_maturity.domain.kinds import Kind, of_kind
from cem_maturity.domain.plan_of_record import Recommended
from cem_maturity.domain.questionnaire import Questionnaire, Recommendation
from cem_maturity.domain.report import FollowUp, Report, ReportedRespondent
from tests.builders import (
    a_dimension,
    a_grid_question,
    a_questionnaire,
    a_respondent,
    an_assessment,
    answered,
    not_applicable,
    unknown,
)


def a_report(assessment: Assessment, kind: Kind, questionnaire: Questionnaire | None = None) -> Report:
    """The report of that *kind* on answers to one question, `vision.a`."""
    asked = questionnaire or a_questionnaire(a_dimension("vision", "vision.a"))
    return of_kind(assess(asked, assessment, partial=True, program_version="1.0"), kind)


def test_a_full_report_is_the_report() -> None:
    """Nothing is left out, and it says what it is."""
    asked = a_questionnaire(a_dimension("vision", "vision.a"))
    report = assess(asked, an_assessment({"vision.a": 2}), partial=False, program_version="1.0")

    assert of_kind(report, Kind.FULL) is report
    assert report.kind == "full"


def test_the_board_is_given_the_same_values() -> None:
    """Two pages are a matter of drawing; every figure is that of the full report."""
    full = a_report(an_assessment({"vision.a": 2}), Kind.FULL)

    assert a_report(an_assessment({"vision.a": 2}), Kind.EXECUTIVE) == replace(full, kind="executive")


@pytest.mark.parametrize(
    "said",
    [answered(2, note="we", quote="said"), not_applicable("Ann closed it"), unknown("Ann")],
    ids=["answered", "not applicable", "unknown"],
)
def test_what_people_wrote_stays_inside(said: object) -> None:
    """No note, quote, reason, flag, nor whom to ask; the state of the question stays."""
    inside = a_report(an_assessment({"vision.a": said}, flags={"vision.a": "ask Ann"}), Kind.FULL)  # type: ignore[dict-item]
    question = inside.dimensions[0].questions[0]

    outside = a_report(an_assessment({"vision.a": said}, flags={"vision.a": "ask Ann"}), Kind.OUTWARD)  # type: ignore[dict-item]

    assert outside.dimensions[0].questions == (
        question._replace(reason=None, note=None, quote=None, remarks=(), flag=None, responses=()),
    )
    assert outside.follow_up == ((FollowUp("vision.a", "", "unknown"),) if question.state == "unknown" else ())


def test_people_are_known_by_their_roles_alone() -> None:
    """Neither a name nor an id, which may be one."""
    people = (
        a_respondent("ann", {"vision.a": 2}, role="board", name="Ann"),
        a_respondent("bob", {"vision.a": 2}, role="shop"),
    )

    report = a_report(an_assessment(respondents=people), Kind.OUTWARD)

    assert report.respondents == (ReportedRespondent("", "", "board"), ReportedRespondent("", "", "shop"))


def roles(*said: tuple[str, int]) -> Assessment:
    """Respondents with these roles and answers."""
    return an_assessment(
        respondents=tuple(
            a_respondent(f"r{number}", {"vision.a": level}, role=role, name=f"Name {number}")
            for number, (role, level) in enumerate(said)
        )
    )


def test_roles_of_several_people_may_be_told() -> None:
    """Two or more of each role: who said what stays open."""
    apart = roles(("board", 4), ("board", 4), ("shop", 1), ("shop", 1))

    report = a_report(apart, Kind.OUTWARD)

    assert report.role_gaps == a_report(apart, Kind.FULL).role_gaps
    assert report.disagreements == a_report(apart, Kind.FULL).disagreements
    assert [one.question for one in report.role_gaps] == ["vision.a"]


@pytest.mark.parametrize(
    "alone",
    [
        roles(("board", 4), ("shop", 1), ("shop", 1)),
        roles(("board", 4), ("board", 4), ("shop", 1), ("shop", 1), ("care", 0)),
        roles(("", 4), ("", 1)),
        roles(("board", 4), ("board", 4), ("", 1)),
    ],
    ids=["one of two roles", "one of three roles", "no roles", "one without a role"],
)
def test_a_question_that_one_person_answered_for_a_role_has_no_word_by_role(alone: Assessment) -> None:
    """Their answer would be theirs, or could be worked out from those of the others."""
    assert a_report(alone, Kind.FULL).role_gaps != ()

    report = a_report(alone, Kind.OUTWARD)

    assert (report.role_gaps, report.disagreements) == ((), ())


def test_who_did_not_answer_is_nobody_to_be_known() -> None:
    """A role counts by those who answered the question, and "unknown" is no answer."""
    apart = roles(("board", 4), ("board", 4), ("shop", 1), ("shop", 1))
    silent = replace(apart, respondents=(*apart.respondents, a_respondent("r9", {"vision.a": unknown()}, role="care")))

    assert [one.question for one in a_report(silent, Kind.OUTWARD).role_gaps] == ["vision.a"]


def test_of_the_plan_there_is_what_the_questionnaire_recommends() -> None:
    """In its words and with its owner; a line of people's own stays inside."""
    question = a_grid_question("vision.a", actions={3: (Recommendation("talk", "Talk", owner="CX lead"),)})
    plan = (
        PlannedAction("talk", "done", owner="Ann", due="2027-02-01", text="Ann talks to Bob", why="Bob asked"),
        PlannedAction("own-1", "planned", owner="Ann", text="Move Bob"),
    )

    report = a_report(
        an_assessment({"vision.a": 2}, actions=plan), Kind.OUTWARD, a_questionnaire(a_dimension("vision", question))
    )

    assert [(one.id, one.status, one.owner, one.due, one.text, one.why) for one in report.action_plan] == [
        ("talk", "done", "CX lead", "2027-02-01", "Talk", "")
    ]
    assert report.action_plan[0].recommended == Recommended("Talk", "CX lead")


def test_kinds_are_called_as_the_command_line_calls_them() -> None:
    """Programs and templates know them by these names."""
    assert [*Kind] == ["full", "executive", "outward"]
