"""Keys: each kind of finding holds where it is really there, and nowhere else."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from cem_maturity.application.judge import judge
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.message import Message
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.response import Evidence, Respondent
from cem_maturity.domain.result import Result
from cem_maturity.domain.sampling.findings import key_to
from cem_maturity.domain.sampling.key import Finding, Key, differences
from cem_maturity.domain.sampling.stock import Contradiction, Kind
from tests.builders import (
    Said,
    a_dimension,
    a_grid_question,
    a_questionnaire,
    a_respondent,
    an_action,
    an_assessment,
    answered,
)
from tests.domain.sampling.stocks import a_stock

QUICK = {2: (an_action("call", effort=2, impact=4), an_action("slow", effort=5, impact=5))}
ASKED = a_questionnaire(
    a_dimension("a", a_grid_question("a.1", actions=QUICK), "a.2"),
    a_dimension("b", "b.1", "b.2"),
)
SAID: Mapping[str, Said] = {
    "a.1": 1,
    "a.2": 4,
    "b.1": answered(3, Evidence.OPINION),
    "b.2": answered(3, Evidence.DOCUMENT),
}


def result(said: Mapping[str, Said] | None = SAID, *respondents: Respondent, asked: Questionnaire = ASKED) -> Result:
    """The result of these answers."""
    assessment: Assessment = an_assessment(said, respondents=respondents)
    return judge(asked, assessment, partial=True)


def key(*findings: Finding, of: Result | None = None) -> Key:
    """A key whose figures are right."""
    return replace(key_to("k", of or result(), a_stock(), (), frozenset()), findings=findings)


def holds(finding: Finding, of: Result | None = None, *known: Contradiction) -> bool:
    """Whether a key with this finding alone is borne out."""
    return differences(key(finding, of=of), of or result(), known) == ()


def test_a_contradiction_is_two_answers_that_do_not_go_together() -> None:
    """As it is defined; where nobody defined it, a high answer and one two levels lower."""
    defined = Contradiction("x", "a.2", 4, "a.1", 1)

    assert holds(Finding(Kind.CONTRADICTION, "", ("a.2", "a.1")))
    assert holds(Finding(Kind.CONTRADICTION, "", ("a.2", "a.1")), None, defined)
    assert not holds(Finding(Kind.CONTRADICTION, "", ("a.2", "a.1")), None, defined._replace(least=5))
    assert not holds(Finding(Kind.CONTRADICTION, "", ("a.1", "a.2")))
    assert holds(Finding(Kind.CONTRADICTION, "", ("a.2", "a.1")), result({**SAID, "a.1": 2}))
    assert not holds(Finding(Kind.CONTRADICTION, "", ("a.2", "a.1")), result({**SAID, "a.1": 3}))
    assert not holds(Finding(Kind.CONTRADICTION, "", ("a.2", "b.1")))
    assert not holds(Finding(Kind.CONTRADICTION, "", ("a.2",)))
    assert holds(Finding(Kind.CONTRADICTION, "", ("a.2", "a.1")), None, Contradiction("y", "b.1", 5, "b.2", 0))


def test_a_contradiction_that_is_defined_twice_holds_by_either() -> None:
    """Two bounds for the same two questions."""
    pair = Finding(Kind.CONTRADICTION, "", ("a.2", "a.1"))

    assert holds(pair, None, Contradiction("x", "a.2", 5, "a.1", 0), Contradiction("y", "a.2", 4, "a.1", 1))
    assert not holds(pair, None, Contradiction("x", "a.2", 5, "a.1", 1), Contradiction("y", "a.2", 4, "a.1", 0))


def test_a_contradiction_needs_both_answers() -> None:
    """Whichever of the two is open."""
    for open_ in ("a.1", "a.2"):
        partly = result({id_: said for id_, said in SAID.items() if id_ != open_})
        assert not holds(Finding(Kind.CONTRADICTION, "", ("a.2", "a.1")), partly)


def test_a_blocker_blocks_its_dimension_or_the_whole() -> None:
    """The first dimension stands at 1, since a.1 does; the second does not hold the organisation back."""
    assert holds(Finding(Kind.BLOCKER, "", ("a.1",), "a"))
    assert holds(Finding(Kind.BLOCKER, "", (), "a"))
    assert not holds(Finding(Kind.BLOCKER, "", ("a.2",), "a"))
    assert not holds(Finding(Kind.BLOCKER, "", (), "b"))
    assert not holds(Finding(Kind.BLOCKER, "", ("a.1",)))


def test_a_role_gap_is_one_that_the_engine_sees() -> None:
    """Two levels between the medians of two roles."""
    board = a_respondent("x", {"a.1": 4, "a.2": 3, "b.1": 2, "b.2": 2}, role="board")
    shop = a_respondent("y", {"a.1": 2, "a.2": 2, "b.1": 2, "b.2": 2}, role="shop")
    of = result(None, board, shop)

    assert holds(Finding(Kind.ROLE_GAP, "", ("a.1",)), of)
    assert not holds(Finding(Kind.ROLE_GAP, "", ("a.2",)), of)
    assert not holds(Finding(Kind.ROLE_GAP, ""), of)


def test_a_quick_win_is_recommended_as_one() -> None:
    """Little effort, great impact, and this organisation's next step."""
    assert holds(Finding(Kind.QUICK_WIN, "", ("a.1",), "a", "call"))
    assert not holds(Finding(Kind.QUICK_WIN, "", ("a.2",), "a", "call"))
    assert not holds(Finding(Kind.QUICK_WIN, "", ("a.1",), "a", "slow"))


def test_weak_evidence_is_a_high_answer_with_nothing_behind_it() -> None:
    """An opinion or nothing at all."""
    assert holds(Finding(Kind.WEAK_EVIDENCE, "", ("b.1", "a.2"), "b"))
    assert not holds(Finding(Kind.WEAK_EVIDENCE, "", ("b.1", "b.2"), "b"))
    assert not holds(Finding(Kind.WEAK_EVIDENCE, "", ("a.1",), "a"))
    assert not holds(Finding(Kind.WEAK_EVIDENCE, ""))


def test_what_is_not_there_is_told_by_its_place_and_its_questions() -> None:
    """So that whoever wrote the key finds it."""
    (told,) = differences(key(Finding(Kind.WEAK_EVIDENCE, "", ("b.1", "b.2"), "b")), result(), ())

    assert told == Message(
        "finding {number}: this {kind} is not in the result ({questions})",
        {"number": "1", "kind": "weak-evidence", "questions": "b.1, b.2"},
    )


def test_a_question_that_is_none_is_no_finding() -> None:
    """A key may have been written for another questionnaire."""
    assert not holds(Finding(Kind.WEAK_EVIDENCE, "", ("c.1",)))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"level": 4}, "level: the key says 4, the answers give 1"),
        ({"index": Fraction(1, 3)}, "index: the key says 1/3, the answers give 11/4"),
        ({"organisation": "Other"}, "the key belongs to other answers"),
        ({"dimensions": {"a": 1, "b": 4}}, "b: the key says 4, the answers give 3"),
        ({"answers": {"a.1": 1, "a.2": 4, "b.1": 3}}, "b.2: the key says None, the answers give 3"),
    ],
)
def test_every_figure_is_held_against_the_result(wrong: dict[str, object], told: str) -> None:
    """One sentence for each that differs; a missing one differs too."""
    found: tuple[Message, ...] = differences(replace(key(), **wrong), result())  # type: ignore[arg-type]

    assert [speak(SOURCE).say(one) for one in found] == [told]


def test_a_role_gap_names_those_who_stand_furthest_apart() -> None:
    """The board or the front line where it says the same as another role; not where it stands between."""

    def told(**said: int) -> str:
        people = [replace(a_respondent(role, {"a.1": one}), role=role) for role, one in said.items()]
        found = key_to("k", result({}, *people), a_stock(), (), frozenset()).findings
        return next(one.text for one in found if one.kind is Kind.ROLE_GAP)

    assert told(it=5, board=3, hr=0).endswith("ithr{level}")
    assert told(it=5, board=5, hr=1, **{"front-line": 1}).endswith("boardfront-line{level}")
