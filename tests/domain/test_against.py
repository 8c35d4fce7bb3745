"""Teams against the key to their client: how near each is, where they divide, and what each saw."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from cem_maturity.application.judge import judge
from cem_maturity.domain.against import Against, Team, TeamLevel, against, labels, words_of
from cem_maturity.domain.response import Evidence
from cem_maturity.domain.result import Result
from cem_maturity.domain.sampling.findings import key_to
from cem_maturity.domain.sampling.key import Finding, Key
from cem_maturity.domain.sampling.stock import Kind
from tests.builders import (
    Said,
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    a_respondent,
    an_action,
    an_assessment,
    answered,
    not_applicable,
    unknown,
)
from tests.domain.sampling.stocks import a_stock

QUICK = {2: (an_action("call", effort=2, impact=4),)}
ASKED = a_questionnaire(
    a_dimension("a", a_grid_question("a.1", actions=QUICK), "a.2"),
    a_dimension("b", "b.1", a_practice("b.2", 2)),
)
THIRD = Fraction(1, 3)
MODEL: Mapping[str, Said] = {"a.1": 1, "a.2": 4, "b.1": 3, "b.2": 2 * THIRD}


def result(said: Mapping[str, Said], flags: Mapping[str, str] | None = None) -> Result:
    """The result of these answers; what is not said is blank."""
    return judge(ASKED, an_assessment(said, flags=flags), partial=True)


def key(*findings: Finding) -> Key:
    """The key to the client whose answers are MODEL."""
    return replace(key_to("k", result(MODEL), a_stock(), (), frozenset()), findings=findings)


def test_a_team_is_as_far_off_as_its_answers() -> None:
    """Steps of the scale, or from option to option; what is not answered counts as blank and for no distance."""
    team: Mapping[str, Said] = {"a.1": 3, "a.2": unknown(), "b.1": 3, "b.2": THIRD}

    found = against(key(), ASKED, [("team-1.yaml", result(team))], "1.0")

    assert [one.answers for one in found.questions] == [
        (Against("team-1.yaml", "answered", 3, None, 2, "far_off"),),
        (Against("team-1.yaml", "unknown", None, None, None, "blank"),),
        (Against("team-1.yaml", "answered", 3, None, 0, "agree"),),
        (Against("team-1.yaml", "answered", None, THIRD, -1, "one_off"),),
    ]
    assert [(one.mean_distance, one.range) for one in found.questions] == [
        (2, None),
        (None, None),
        (0, None),
        (1, None),
    ]
    assert found.teams == (
        Team(
            file="team-1.yaml",
            name="team-1",
            level=2,
            level_name="Level 2",
            index=Fraction(17, 6),
            provisional=True,
            level_off=1,
            index_off=Fraction(1, 6),
            mean_distance=Fraction(1),
            agree=1,
            one_off=1,
            far_off=1,
            blank=1,
            seen=0,
        ),
    )


def test_what_the_model_leaves_open_is_held_against_nobody() -> None:
    """A question without a model answer is no question of the comparison."""
    open_key = replace(key(), answers={"a.1": 1})

    found = against(open_key, ASKED, [("t.yaml", result(MODEL))], "1.0")

    assert [one.id for one in found.questions] == ["a.1"]
    assert (found.teams[0].agree, found.teams[0].blank) == (1, 0)


def test_blank_and_not_applicable_are_no_answers() -> None:
    """Whatever the reason, nothing was put down that could agree."""
    found = against(key(), ASKED, [("t.yaml", result({"a.1": not_applicable(), "a.2": 4, "b.1": 3}))], "1.0")

    states = [(one.answers[0].state, one.answers[0].verdict) for one in found.questions]
    assert states == [("not_applicable", "blank"), ("answered", "agree"), ("answered", "agree"), ("blank", "blank")]


def test_each_dimension_stands_beside_the_model() -> None:
    """Level, exact index and how many levels the team is off; a dimension that was not assessed has none."""
    found = against(key(), ASKED, [("t.yaml", result({"a.1": 4, "a.2": 4}))], "1.0")

    assert [(one.id, one.level, one.teams) for one in found.dimensions] == [
        ("a", 1, (TeamLevel("t.yaml", 4, Fraction(4), 3),)),
        ("b", 2, (TeamLevel("t.yaml", None, None, None),)),
    ]


def test_questions_two_steps_apart_have_divided_the_teams() -> None:
    """The widest first; among equals those further from the model; one step divides nobody."""
    teams = [
        ("low.yaml", result({"a.1": 1, "a.2": 1, "b.1": 2, "b.2": Fraction(0)})),
        ("high.yaml", result({"a.1": 2, "a.2": 3, "b.1": 5, "b.2": 2 * THIRD})),
    ]

    found = against(key(), ASKED, teams, "1.0")

    assert found.divided == ("b.1", "a.2", "b.2")
    assert [one.range for one in found.questions] == [1, 2, 3, 2]


@pytest.mark.parametrize(
    ("finding", "said", "flags", "seen"),
    [
        (Finding(Kind.CONTRADICTION, "", ("a.2", "a.1")), {"a.1": 2, "a.2": 3}, {}, True),
        (Finding(Kind.CONTRADICTION, "", ("a.2", "a.1")), {"a.1": 3, "a.2": 4}, {}, False),
        (Finding(Kind.CONTRADICTION, "", ("a.2", "a.1")), {"a.2": 4}, {}, False),
        (Finding(Kind.BLOCKER, "", ("a.1",), "a"), {"a.1": 1, "a.2": 4}, {}, True),
        (Finding(Kind.BLOCKER, "", ("a.1",), "a"), {"a.1": 4, "a.2": 3}, {}, False),
        (Finding(Kind.BLOCKER, "", ("a.1", "a.2"), "a"), {"a.1": 1, "a.2": 4}, {}, False),
        (Finding(Kind.BLOCKER, "", (), "a"), {"a.1": 1, "a.2": 1, "b.1": 3, "b.2": Fraction(1)}, {}, True),
        (Finding(Kind.QUICK_WIN, "", ("a.1",), "a", "call"), {"a.1": 1, "a.2": 1}, {}, True),
        (Finding(Kind.QUICK_WIN, "", ("a.1",), "a", "call"), {"a.1": 2, "a.2": 4}, {}, False),
        (Finding(Kind.WEAK_EVIDENCE, "", ("a.2",)), {"a.2": answered(4, Evidence.OPINION)}, {}, True),
        (Finding(Kind.WEAK_EVIDENCE, "", ("a.2",)), {"a.2": answered(3, Evidence.DOCUMENT)}, {}, True),
        (Finding(Kind.WEAK_EVIDENCE, "", ("a.2",)), {"a.2": 4}, {}, False),
        (Finding(Kind.WEAK_EVIDENCE, "", ("a.2",)), {"a.2": 4}, {"a.2": "shown?"}, True),
        (Finding(Kind.WEAK_EVIDENCE, "", ("a.2",)), {}, {}, False),
        (Finding(Kind.WEAK_EVIDENCE, "", ("a.2", "b.1")), {"a.2": 4, "b.1": 3}, {"a.2": "shown?"}, False),
        (Finding(Kind.ROLE_GAP, "", ("a.2",)), {"a.2": 4}, {}, False),
        (Finding(Kind.ROLE_GAP, "", ("a.2",)), {"a.2": 4}, {"a.2": "two views"}, True),
    ],
    ids=lambda one: one.kind.value if isinstance(one, Finding) else str(one),
)
def test_what_a_team_saw(finding: Finding, said: Mapping[str, Said], flags: Mapping[str, str], seen: bool) -> None:
    """By the kind of the finding, as `seen.sees` tells it."""
    found = against(key(finding), ASKED, [("t.yaml", result(said, flags))], "1.0")

    assert found.findings[0].seen_by == (("t.yaml",) if seen else ())
    assert found.teams[0].seen == int(seen)


def test_a_gap_between_roles_is_seen_by_a_team_that_kept_it() -> None:
    """Where its file has respondents who stand two levels apart."""
    sheets = (a_respondent("x", {"a.2": 5}, role="board"), a_respondent("y", {"a.2": 1}, role="shop"))
    team = judge(ASKED, an_assessment(respondents=sheets), partial=True)

    found = against(key(Finding(Kind.ROLE_GAP, "", ("a.2",))), ASKED, [("t.yaml", team)], "1.0")

    assert found.findings[0].seen_by == ("t.yaml",)


def test_a_key_without_a_level_is_a_mistake_of_the_program() -> None:
    """Who calls has told the user before."""
    with pytest.raises(ValueError, match="without a level"):
        against(replace(key(), level=None), ASKED, [("t.yaml", result(MODEL))], "1.0")


def test_teams_are_called_as_their_files() -> None:
    """With the folder where two files are called alike, on every system."""
    assert labels(["x/team-1.yaml", "x/owls.yaml"]) == ("team-1", "owls")
    assert labels(["team-1/a.yaml", "team-2\\a.yaml", "b"]) == ("team-1/a", "team-2/a", "b")
    assert labels(["class/one/a.yaml", "class/two/a.yaml"]) == ("one/a", "two/a")


def test_it_is_told_by_which_questionnaire_and_client_teams_are_judged() -> None:
    """As the key names them."""
    found = against(replace(key(), language="fa"), ASKED, [("team-1.yaml", result(MODEL))], "1.0")

    assert found.questionnaire == {"id": "sample", "version": "1.0.0", "title": "Sample"}
    assert (found.organisation, found.language, found.program_version) == ("ACME", "fa", "1.0")
    assert (found.format, found.by) == (1, "model")


def test_an_answer_between_two_steps_has_no_words() -> None:
    """A key may be of what several people came to."""
    assert words_of(a_practice("p", 2), Fraction(2, 3)) == "Mostly"
    assert words_of(a_practice("p", 2), Fraction(1, 2)) == ""
    assert words_of(a_grid_question("q"), 2) == "q at 2"
    assert words_of(a_grid_question("q"), Fraction(5, 2)) == ""


def test_of_two_questions_that_divided_alike_the_one_further_from_the_model_comes_first() -> None:
    """Whatever their order in the questionnaire."""
    teams = [
        ("low.yaml", result({"a.1": 0, "b.1": 0})),
        ("high.yaml", result({"a.1": 2, "b.1": 2})),
    ]

    assert against(key(), ASKED, teams, "1.0").divided == ("b.1", "a.1")


def test_a_blocker_without_questions_holds_the_whole() -> None:
    """A team sees it where that dimension holds its own result back; one of several flags is not enough."""
    whole, gap = Finding(Kind.BLOCKER, "", (), "a"), Finding(Kind.ROLE_GAP, "", ("a.1", "a.2"))

    def seen(finding: Finding, said: Mapping[str, Said], *flagged: str) -> bool:
        found = against(key(finding), ASKED, [("t.yaml", result(said, dict.fromkeys(flagged, "?")))], "1.0")
        return bool(found.findings[0].seen_by)

    assert seen(whole, {"a.1": 1, "a.2": 1, "b.1": 3, "b.2": Fraction(1)})
    assert not seen(whole, {"a.1": 3, "a.2": 3, "b.1": 1, "b.2": Fraction(0)})
    assert not seen(gap, {"a.1": 1, "a.2": 4}, "a.1")
    assert seen(gap, {"a.1": 1, "a.2": 4}, "a.1", "a.2")
