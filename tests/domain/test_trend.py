"""What has moved between two results, and what speaks against a trend."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from cem_maturity.application.judge import judge
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.assessment import Assessment, Organisation
from cem_maturity.domain.questionnaire import Base, Condition, Questionnaire, Rules
from cem_maturity.domain.result import Result
from cem_maturity.domain.standing import Standing
from cem_maturity.domain.trend import Change, DatedResponse, QuestionMove, SubjectMove, Trend, trend
from tests.builders import (
    Said,
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    an_assessment,
    not_applicable,
    unknown,
)

TWO = a_questionnaire(a_dimension("voice", "voice.a", "voice.b"), a_dimension("data", "data.a"))


def a_result(
    year: int = 2026,
    questionnaire: Questionnaire = TWO,
    *,
    organisation: Organisation | None = None,
    targets: dict[str, int] | None = None,
    more: Mapping[str, Said] | None = None,
    **said: Said,
) -> Result:
    """The result of that year; `voice_a=2` answers voice.a, as does `voice.a` in *more*."""
    answers = {id_.replace("_", "."): one for id_, one in said.items()} | dict(more or {})
    assessment: Assessment = replace(an_assessment(answers, targets=targets), date=f"{year}-11-21")
    if organisation is not None:
        assessment = replace(assessment, organisation=organisation)
    return judge(questionnaire, assessment, partial=True)


def reasons(found: Trend) -> list[str]:
    """The reasons in English."""
    return [speak(SOURCE).say(reason) for reason in found.reasons]


def changes(found: Trend) -> dict[str, Change]:
    """What became of each question."""
    return {move.id: move.change for move in found.questions}


def test_levels_and_indices_move_by_their_difference() -> None:
    """Exact, with the target of the later answers; a fall is less than nothing."""
    then = a_result(2025, voice_a=1, voice_b=2, data_a=3)
    now = a_result(2026, voice_a=3, voice_b=2, data_a=1, targets={"voice": 4})

    found = trend(then, now)

    assert (found.comparable, found.reasons) == (True, ())
    one = Fraction(1)
    assert found.dimensions == (
        SubjectMove(
            "voice",
            "The voice",
            Standing("assessed", 1, Fraction(3, 2), one, Fraction(0)),
            Standing("assessed", 2, Fraction(5, 2), one, Fraction(0)),
            4,
            True,
            1,
            Fraction(1),
        ),
        SubjectMove(
            "data",
            "The data",
            Standing("assessed", 3, Fraction(3), one, Fraction(0)),
            Standing("assessed", 1, Fraction(1), one, Fraction(0)),
            2,
            True,
            -2,
            Fraction(-2),
        ),
    )
    assert found.overall is not None
    assert (found.overall.level_move, found.overall.index_move) == (0, Fraction(-1, 2))


def test_a_question_moves_by_levels_and_a_practice_by_its_value() -> None:
    """Both answers stand beside the move."""
    asked = a_questionnaire(a_dimension("voice", "voice.a", a_practice("voice.b", 2)))
    then = a_result(2025, asked, voice_a=4, voice_b=Fraction(1, 3))
    now = a_result(2026, asked, voice_a=2, voice_b=Fraction(1))

    assert trend(then, now).questions == (
        QuestionMove(
            "voice.a",
            "How is voice.a?",
            "voice",
            Change.FALLEN,
            DatedResponse("answered", 4, None),
            DatedResponse("answered", 2, None),
            -2,
        ),
        QuestionMove(
            "voice.b",
            "Is voice.b done?",
            "voice",
            Change.RISEN,
            DatedResponse("answered", None, Fraction(1, 3)),
            DatedResponse("answered", None, Fraction(1)),
            Fraction(2, 3),
        ),
    )


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        (2, 2, Change.SAME),
        (0, 1, Change.RISEN),
        (1, 0, Change.FALLEN),
        (2, unknown(), Change.UNKNOWN),
        (2, None, Change.UNKNOWN),
        (2, not_applicable(), Change.NOT_APPLICABLE),
        (unknown(), 0, Change.ANSWERED),
        (None, 0, Change.ANSWERED),
        (not_applicable(), 0, Change.ANSWERED),
        (not_applicable(), unknown(), Change.UNKNOWN),
        (unknown(), not_applicable(), Change.NOT_APPLICABLE),
        (unknown(), None, Change.SAME),
        (not_applicable(), not_applicable(), Change.SAME),
    ],
)
def test_every_pair_of_answers_has_a_name(then: Said | None, now: Said | None, change: Change) -> None:
    """An answer of 0 is an answer; only two answers that face one another make a move."""
    before = a_result(2025, voice_b=2, more={} if then is None else {"voice.a": then})
    after = a_result(2026, voice_b=2, more={} if now is None else {"voice.a": now})

    assert changes(trend(before, after))["voice.a"] is change


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (4, DatedResponse("answered", 4, None)),
        (unknown(), DatedResponse("unknown", None, None)),
        (not_applicable(), DatedResponse("not_applicable", None, None)),
        (None, DatedResponse("blank", None, None)),
    ],
)
def test_what_was_said_is_told_beside_the_move(said: Said | None, told: DatedResponse) -> None:
    """What nobody knew is not what nobody was asked."""
    found = trend(a_result(2025, voice_a=1), a_result(2026, more={} if said is None else {"voice.a": said}))

    assert {move.id: move.now for move in found.questions}["voice.a"] == told


def test_changes_are_told_by_the_names_that_the_contract_gives_them() -> None:
    """Programs read them."""
    contract = (Path(__file__).parents[2] / "docs" / "contract.md").read_text(encoding="utf-8")

    assert f"change: {'|'.join(Change)}," in contract


def test_questions_come_and_go_and_keep_their_answers_under_a_new_id() -> None:
    """`was:` says which question a renamed one has been."""
    newer = a_questionnaire(
        a_dimension("voice", replace(a_grid_question("voice.z"), was=("voice.a",)), "voice.new"),
        a_dimension("data", "data.a"),
    )
    then = a_result(2025, voice_a=1, voice_b=2, data_a=3)
    now = a_result(2026, newer, voice_z=3, voice_new=1, data_a=3)

    assert changes(trend(then, now)) == {
        "voice.z": Change.RISEN,
        "voice.new": Change.APPEARED,
        "data.a": Change.SAME,
        "voice.b": Change.GONE,
    }


def test_a_question_that_leaves_the_scope_is_gone() -> None:
    """It is not asked of this organisation any more, though the questionnaire has it."""
    only_retail = a_grid_question("voice.a", when=(Condition("sector", ("retail",)),))
    asked = a_questionnaire(a_dimension("voice", only_retail, "voice.b"))
    then = a_result(2025, asked, organisation=Organisation("ACME", sector="retail"), voice_a=1, voice_b=2)
    now = a_result(2026, asked, organisation=Organisation("ACME", sector="banking"), voice_b=2)

    assert changes(trend(then, now)) == {"voice.a": Change.GONE, "voice.b": Change.SAME}


def test_another_scoring_lets_only_shared_dimensions_compare_and_says_what_differs() -> None:
    """The organisation's level is another matter then; the reasons name rules, dimensions, questions and weights."""
    newer = replace(
        a_questionnaire(
            a_dimension("voice", "voice.a", a_practice("voice.b", 2), weight=2),
            a_dimension("people", *(f"people.{letter}" for letter in "abcdef")),
            a_dimension("data", "data.a"),
            rules=Rules(top=Fraction(2, 3)),
        ),
        version="2.0.0",
    )
    said = {f"people.{letter}": 2 for letter in "abcdef"}
    then = a_result(2025, voice_a=1, voice_b=1, data_a=3)
    now = a_result(2026, newer, voice_a=3, voice_b=Fraction(1), data_a=4, more=said)

    found = trend(then, now)

    assert not found.comparable
    assert reasons(found) == [
        "The versions 1.0.0 and 2.0.0 of sample score differently.",
        "Their scoring rules differ in top.",
        "1 dimension is in one of the two alone: people.",
        "6 questions are in one of the two alone: people.a, people.b, people.c, people.d, people.e, 1 more.",
        "1 question is scored differently: voice.b.",
        "Their weights differ.",
    ]
    assert found.overall is not None
    assert (found.overall.compared, found.overall.level_move) == (False, None)
    assert {move.id: (move.compared, move.level_move) for move in found.dimensions} == {
        "voice": (True, 2),
        "people": (False, None),
        "data": (True, 1),
    }
    assert changes(found)["voice.b"] is Change.INCOMPARABLE


def test_another_scale_makes_levels_incomparable() -> None:
    """Level 3 of 3 is not level 3 of 5."""
    short = a_questionnaire(a_dimension("voice", a_grid_question("voice.a", top_level=3)), top_level=3)
    long = a_questionnaire(a_dimension("voice", "voice.a"))

    found = trend(a_result(2025, short, voice_a=3), a_result(2026, long, voice_a=3))

    assert reasons(found)[1] == "Their scales differ: one ends at level 3, the other at level 5."
    assert [move.compared for move in found.dimensions] == [False]
    assert changes(found) == {"voice.a": Change.INCOMPARABLE}


def test_two_overlays_of_one_questionnaire_are_no_versions_of_one() -> None:
    """Though they have the base in common."""
    ours, theirs = (replace(TWO, id=id_, base=Base("sample", "0" * 16)) for id_ in ("ours", "theirs"))
    theirs = replace(theirs, rules=Rules(top=Fraction(1, 3)))

    found = trend(a_result(2025, ours, voice_a=1, voice_b=1), a_result(2026, theirs, voice_a=1, voice_b=1))

    assert reasons(found)[0] == "ours and theirs are two questionnaires, and they score differently."


def test_two_questionnaires_without_a_dimension_in_common_share_nothing() -> None:
    """That is said once, and no list of all that differs follows."""
    other = replace(a_questionnaire(a_dimension("crm", "crm.a")), id="other")

    found = trend(a_result(2025, voice_a=1, voice_b=1, data_a=1), a_result(2026, other, crm_a=3))

    assert reasons(found) == [
        "sample and other are two questionnaires, and they score differently.",
        "They have no dimension in common.",
    ]
    assert [(move.id, move.compared) for move in found.dimensions] == [
        ("crm", False),
        ("voice", False),
        ("data", False),
    ]


def test_the_same_answers_are_no_development() -> None:
    """Somebody gave one file twice."""
    result = a_result(voice_a=1, voice_b=1, data_a=1)

    assert reasons(trend(result, result)) == [
        "The earlier and the later answers are the same, so nothing can have moved."
    ]


def test_another_organisation_a_later_date_and_weaker_grounds_are_said() -> None:
    """A trend is still drawn; whoever reads it knows what to mind."""
    then = a_result(2027, voice_a=1, voice_b=1, data_a=1)
    now = a_result(2026, organisation=Organisation("Other"), voice_a=3, voice_b=unknown(), data_a=unknown())

    found = trend(then, now)

    assert found.comparable
    assert reasons(found) == [
        "The answers are those of two organisations: ACME and Other.",
        "The answers taken for the earlier ones have the later date.",
        "The later result is provisional.",
        "1 dimension had a level and has none now: The data.",
        "Less was answered than before: 33.3% of the weight instead of 100%.",
    ]


def test_two_units_of_one_organisation_on_one_day_are_said() -> None:
    """The one without a unit speaks of the whole."""
    then = a_result(organisation=Organisation("ACME"), voice_a=1, voice_b=1, data_a=1)
    now = a_result(organisation=Organisation("ACME", "Shop"), voice_a=1, voice_b=1, data_a=1)

    assert reasons(trend(then, now)) == [
        "The answers are those of two units: the whole organisation and Shop.",
        "Both are of the same day: this is no development over time.",
    ]


def test_answers_without_a_date_are_a_guess() -> None:
    """Nobody can say which of them are the earlier ones."""
    now = a_result(2026, voice_a=3, voice_b=1, data_a=1)
    then = now._replace(assessment=replace(now.assessment, date=""))

    assert reasons(trend(then, now)) == ["Not both answers have a date, so which are the earlier ones is a guess."]


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        ("", "", Change.SAME),
        ("", "retail", Change.APPEARED),
        ("retail", "", Change.GONE),
    ],
)
def test_a_question_that_nobody_was_asked_has_not_moved(then: str, now: str, change: Change) -> None:
    """Out of scope at both times, or at one of them."""
    shops = a_grid_question("voice.shops", when=(Condition("sector", ("retail",)),))
    asked = a_questionnaire(a_dimension("voice", "voice.a", shops))
    before, after = (
        a_result(year, asked, organisation=Organisation("ACME", sector=sector), voice_a=1, voice_shops=2)
        for year, sector in ((2025, then), (2026, now))
    )

    assert changes(trend(before, after)).get("voice.shops", Change.SAME) is change
