"""Which way results are compared, what stands side by side, and what is said where little does."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cem_maturity.application.judge import judge
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.assessment import Organisation, PlannedAction
from cem_maturity.domain.comparing import Named, between_units, natural_order, over_time
from cem_maturity.domain.comparison import By, ComparedDimension, ComparedOverall, Comparison, Titled
from cem_maturity.domain.questionnaire import JourneyPart, Questionnaire, Stage
from tests.builders import Said, a_dimension, a_grid_question, a_questionnaire, an_assessment, not_applicable

TWO = a_questionnaire(a_dimension("voice", "voice.a"), a_dimension("data", "data.a"))


def a_result(
    file: str,
    questionnaire: Questionnaire = TWO,
    *,
    year: int = 2026,
    organisation: Organisation | None = None,
    actions: tuple[PlannedAction, ...] = (),
    **said: Said,
) -> Named:
    """A result with its file; `voice_a=2` answers voice.a."""
    answers = {id_.replace("_", "."): one for id_, one in said.items()}
    whose = organisation or Organisation("ACME")
    assessment = replace(an_assessment(answers, organisation=whose, actions=actions), date=f"{year}-11-21")
    return file, judge(questionnaire, assessment, partial=True)


def reasons(found: Comparison) -> list[str]:
    """The reasons in English."""
    return [speak(SOURCE).say(reason) for reason in found.reasons]


def labels(*organisations: Organisation) -> list[str]:
    """What tells the results of *organisations* apart."""
    results = [a_result(f"{at}.yaml", organisation=one, voice_a=1, data_a=1) for at, one in enumerate(organisations)]
    return [one.label for one in between_units(results, "1.0").results]


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        ((2025, Organisation("ACME")), (2026, Organisation("ACME")), By.TIME),
        ((2026, Organisation("ACME")), (2026, Organisation("ACME")), By.UNIT),
        ((2025, Organisation("ACME", "Shop")), (2026, Organisation("ACME")), By.UNIT),
        ((2025, Organisation("ACME")), (2026, Organisation("Other")), By.UNIT),
        ((2025, Organisation("ACME", sector="retail")), (2026, Organisation("ACME", sector="other")), By.TIME),
    ],
)
def test_one_unit_on_several_days_is_compared_over_time(
    one: tuple[int, Organisation], other: tuple[int, Organisation], by: By
) -> None:
    """All else is compared between units."""
    results = [
        a_result(str(year), year=year, organisation=whose, voice_a=1, data_a=1)[1] for year, whose in (one, other)
    ]

    assert natural_order(results) is by


def test_what_has_no_day_is_not_compared_over_time() -> None:
    """There is no telling which came first."""
    dated, undated = (a_result(name, organisation=Organisation("ACME"), voice_a=1, data_a=1)[1] for name in "ab")
    undated = undated._replace(assessment=replace(undated.assessment, date=""))

    assert natural_order([dated, undated]) is By.UNIT


def test_results_over_time_stand_in_order_of_date() -> None:
    """The moves are those from the first to the last, whatever lies between."""
    results = [
        a_result("now.yaml", year=2026, voice_a=3, data_a=1),
        a_result("then.yaml", year=2024, voice_a=1, data_a=1),
        a_result("between.yaml", year=2025, voice_a=5, data_a=1),
    ]

    found = over_time(results, "1.0")

    assert [one.file for one in found.results] == ["then.yaml", "between.yaml", "now.yaml"]
    assert found.moves is not None
    assert {move.id: move.level_move for move in found.moves.dimensions} == {"voice": 2, "data": 0}
    assert (found.by, found.comparable, found.shared_weak_spots) == (By.TIME, True, None)
    assert found.results[2].overall == ComparedOverall(1, "Level 1", Fraction(2), 2, Fraction(1), False)
    assert found.results[2].dimensions[0] == ComparedDimension(
        "voice", "The voice", "assessed", 3, Fraction(3), 4, True
    )


def test_what_the_plan_of_record_had_done_before_is_not_done_since() -> None:
    """Only what is done now and was not then."""
    old = PlannedAction("old", "done", text="Old")
    then = a_result("then.yaml", year=2025, actions=(old, PlannedAction("new", "planned")), voice_a=1, data_a=1)
    now = a_result(
        "now.yaml",
        actions=(old, PlannedAction("new", "done", text="New"), PlannedAction("gone", "dropped")),
        voice_a=1,
        data_a=1,
    )

    found = over_time([then, now], "1.0")

    assert found.moves is not None
    assert [one.text for one in found.moves.actions_done] == ["New"]


def test_a_result_on_the_way_that_does_not_compare_is_named_with_what_differs() -> None:
    """The trend from first to last stands all the same."""
    other = replace(a_questionnaire(a_dimension("voice", "voice.a", "voice.z")), id="other")
    results = [
        a_result("then.yaml", year=2024, voice_a=1, data_a=1),
        a_result("between.yaml", other, year=2025, voice_a=2, voice_z=2),
        a_result("now.yaml", year=2026, voice_a=3, data_a=1),
    ]

    found = over_time(results, "1.0")

    assert not found.comparable
    assert [one.comparable for one in found.results] == [True, False, True]
    assert reasons(found) == [
        "between.yaml does not compare as a whole: only the dimensions in common stand side by side.",
        "sample and other are two questionnaires, and they score differently.",
        "1 dimension is in one of the two alone: data.",
        "2 questions are in one of the two alone: data.a, voice.z.",
    ]


def test_units_are_called_by_what_tells_them_apart() -> None:
    """The unit where the house is one; house and unit else; the file where that is not enough."""
    assert labels(Organisation("ACME", "Cork"), Organisation("ACME", "Dublin")) == ["Cork", "Dublin"]
    assert labels(Organisation("ACME", "Cork"), Organisation("ACME")) == ["Cork", "ACME"]
    assert labels(Organisation("ACME", "Cork"), Organisation("Other", "Cork")) == ["ACME · Cork", "Other · Cork"]
    assert labels(Organisation("ACME"), Organisation("ACME")) == ["ACME (0.yaml)", "ACME (1.yaml)"]


def test_units_that_answered_otherwise_are_named_and_keep_what_compares() -> None:
    """A dimension of the same id on another scale is no more comparable than the whole."""
    short = replace(a_questionnaire(a_dimension("voice", a_grid_question("voice.a", top_level=3)), top_level=3), id="s")
    results = [
        a_result("a", organisation=Organisation("A"), voice_a=2, data_a=2),
        a_result("b", organisation=Organisation("B"), voice_a=2),
        a_result("c", short, organisation=Organisation("C"), voice_a=3),
        a_result("d", organisation=Organisation("D")),
    ]

    found = between_units(results, "1.0")

    assert [one.comparable for one in found.results] == [True, True, False, True]
    assert [one.compared for one in found.results[2].dimensions] == [False]
    assert [one.unit for one in found.ranking] == ["a", "b"]
    assert reasons(found) == [
        "C does not compare as a whole: only the dimensions in common stand side by side.",
        "sample and s are two questionnaires, and they score differently.",
        "Their scales differ: one ends at level 5, the other at level 3.",
        "1 dimension is in one of the two alone: data.",
        "1 question is in one of the two alone: data.a.",
        "1 result is provisional: B.",
        "1 result has no level: D.",
    ]


def test_the_dimensions_have_their_titles() -> None:
    """In file order, over time and between units."""
    titled = (Titled("voice", "The voice"), Titled("data", "The data"))
    then, now = a_result("a.yaml", year=2025, voice_a=1, data_a=1), a_result("b.yaml", voice_a=2, data_a=1)

    over, between = over_time([then, now], "1.0"), between_units([then, now], "1.0")
    assert over.dimensions == between.dimensions == titled
    assert [(one.format, one.by, one.program_version) for one in (over, between)] == [
        (1, "time", "1.0"),
        (1, "unit", "1.0"),
    ]


def test_units_on_one_basis_compare_and_what_most_have_is_the_measure() -> None:
    """Wherever the one that differs stands."""
    short = replace(a_questionnaire(a_dimension("voice", a_grid_question("voice.a", top_level=3)), top_level=3), id="s")
    alike = [a_result(f"{one}.yaml", organisation=Organisation(one), voice_a=1, data_a=1) for one in "ab"]
    apart = a_result("s.yaml", short, organisation=Organisation("S"), voice_a=1)

    assert between_units(alike, "1.0").comparable
    found = between_units([apart, *alike], "1.0")
    assert (found.comparable, len(found.levels), found.dimensions[1:]) == (False, 6, (Titled("data", "The data"),))


def test_where_nothing_applies_nothing_is_covered() -> None:
    """Nothing of the weight, rather than an unknown share of it."""
    nobody = not_applicable()
    results = [a_result(f"{one}.yaml", organisation=Organisation(one), voice_a=nobody, data_a=nobody) for one in "ab"]

    assert [one.overall and one.overall.coverage for one in between_units(results, "1.0").results] == [0, 0]


def test_journeys_alone_are_not_said_to_lack_a_level() -> None:
    """They never have one."""
    alone = a_questionnaire(journey=JourneyPart((Stage("buy", "Buying"),)))
    results = [a_result(f"{one}.yaml", alone, organisation=Organisation(one)) for one in "ab"]

    assert reasons(between_units(results, "1.0")) == []
