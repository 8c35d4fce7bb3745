"""The reveal as a terminal shows it: step by step, in figures and marks that need no colour."""

from dataclasses import replace
from fractions import Fraction

from cem_maturity.adapters.terminal.judgement import MOST_DIVIDED, draw_steps
from cem_maturity.application.judge import judge
from cem_maturity.application.language import speak
from cem_maturity.domain.against import Judgement, against
from cem_maturity.domain.sampling.findings import key_to
from cem_maturity.domain.sampling.key import Finding
from cem_maturity.domain.sampling.stock import Kind
from tests.builders import Said, a_dimension, a_practice, a_questionnaire, an_assessment
from tests.domain.sampling.stocks import a_stock

ASKED = a_questionnaire(a_dimension("a", "a.1", "a.2"), a_dimension("b", "b.1", a_practice("b.2", 1)))
FINDING = Finding(Kind.CONTRADICTION, "High and low do not go together.", ("a.2", "a.1"), "a")


def judgement(*teams: dict[str, Said]) -> Judgement:
    """Teams against a client that stands at level 1."""
    model = judge(ASKED, an_assessment({"a.1": 1, "a.2": 4, "b.1": 3, "b.2": Fraction(1)}), partial=True)
    key = replace(key_to("k", model, a_stock(), (), frozenset()), findings=(FINDING,))
    results = [
        (f"team-{at}.yaml", judge(ASKED, an_assessment(said), partial=True)) for at, said in enumerate(teams, start=1)
    ]
    return against(key, ASKED, results, "1.0")


OWLS: dict[str, Said] = {"a.1": 1, "a.2": 3, "b.1": 5, "b.2": Fraction(1)}
CATS: dict[str, Said] = {"a.1": 4, "a.2": 4, "b.1": 3}


def test_the_steps_come_in_their_order() -> None:
    """Teams, model, dimensions, each question that divided them, each finding, and all questions."""
    steps = draw_steps(judgement(OWLS, CATS), speak("en"), 80, str)

    assert steps[:3] == (
        "ACME\n"
        "2 teams\n"
        "Team    Level              Index\n"
        "team-1      1  ███████░░░    3.5\n"
        "team-2      3  ███████░░░    3.5\n"
        "1 Level 1\n"
        "3 Level 3\n",
        "The model: level 1, Level 1\n"
        "index 2.8 of 5 (55%)\n"
        "Team    Level  Index  agree  one off  far off  blank  distance\n"
        "team-1      0   +0.8      2        1        1      0       0.8\n"
        "team-2     +2   +0.8      2        0        1      1       1.0\n"
        "Distance: how many steps an answer lies from the model's, on average.\n",
        "Dimension by dimension\n"
        "Dimension  Model    1    2\n"
        "The a          1  1    4▲▲\n"
        "The b          3  5▲▲  3\n"
        "Columns are the teams: 1 team-1, 2 team-2.\n"
        "▲ ▼: above or below the model, doubled where it is two steps or more.\n",
    )
    assert [step.splitlines()[0] for step in steps[3:]] == [
        "What divided the teams, 1 of 2",
        "What divided the teams, 2 of 2",
        "1 of 1. Contradiction: The a",
        "Question by question",
    ]


def test_a_question_that_divided_them_names_the_lowest_first() -> None:
    """With marks for above and below, doubled from two steps on, and the model in words."""
    steps = draw_steps(judgement(OWLS, CATS), speak("en"), 80, str)

    assert steps[3] == ("What divided the teams, 1 of 2\nHow is a.1?\nteam-1    1\nteam-2    4▲▲\nModel 1: a.1 at 1\n")


def test_a_finding_names_who_saw_it() -> None:
    """Or says that nobody did."""
    seen = draw_steps(judgement(OWLS, CATS), speak("en"), 80, str)[-2]
    missed = draw_steps(judgement(CATS), speak("en"), 80, str)[-2]

    assert seen.splitlines()[1:] == [
        "High and low do not go together.",
        "- How is a.2?",
        "- How is a.1?",
        "Seen by: team-1",
    ]
    assert missed.splitlines()[-1] == "Seen by nobody."


def test_one_team_is_divided_from_nobody() -> None:
    """Its reveal has no such step; two that agree are told so."""
    alone = draw_steps(judgement(OWLS), speak("en"), 80, str)
    alike = draw_steps(judgement(OWLS, OWLS), speak("en"), 80, str)

    assert not any("divided" in step for step in alone)
    assert alike[3] == "What divided the teams\nOn no question did they lie two steps or more apart.\n"


def test_the_last_step_has_every_question() -> None:
    """Practices in percent; a blank is a dash; names of teams stand below, with what they saw."""
    last = draw_steps(judgement(OWLS, CATS), speak("en"), 80, str)[-1]

    assert last == (
        "Question by question\n"
        "Question  Model       1    2  distance\n"
        "a.1           1     1    4▲▲       1.5\n"
        "a.2           4     3▼   4         0.5\n"
        "b.1           3     5▲▲  3         1.0\n"
        "b.2        100%  100%    –         0.0\n"
        "Columns are the teams: 1 team-1, 2 team-2.\n"
        "▲ ▼: above or below the model, doubled where it is two steps or more.\n"
        "1 team-1, 1 of 1 findings seen\n"
        "2 team-2, 0 of 1 findings seen\n"
    )


def test_only_the_widest_are_talked_about() -> None:
    """Five at the most; the last step has the others."""
    wide = a_questionnaire(a_dimension("w", *(f"w.{at}" for at in range(MOST_DIVIDED + 3))))
    ids = [one.id for one in wide.questions()]
    model = judge(wide, an_assessment(dict.fromkeys(ids, 2)), partial=True)
    teams = [
        (f"{at}.yaml", judge(wide, an_assessment(dict.fromkeys(ids, level)), partial=True))
        for at, level in enumerate((0, 5))
    ]
    found = against(key_to("k", model, a_stock(), (), frozenset()), wide, teams, "1.0")

    steps = draw_steps(found, speak("en"), 80, str)

    assert sum("What divided the teams" in step for step in steps) == MOST_DIVIDED


def test_nothing_of_a_file_reaches_the_terminal_as_a_command() -> None:
    """Names of files, texts of keys: what would move the cursor is shown."""
    found = judgement(OWLS)
    team = replace(found.teams[0], name="\x1b[2Jteam")
    finding = found.findings[0]._replace(text="\x1b]0;x\x07")

    text = "".join(draw_steps(replace(found, teams=(team,), findings=(finding,)), speak("en"), 80, str))

    assert "\x1b" not in text
    assert "^[[2Jteam" in text
