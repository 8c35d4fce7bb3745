"""What a batch comes to: whole and exact for three units, and the same as a comparison of them where both say it."""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.application.judge import judge
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.assessment import Organisation, Touchpoint
from cem_maturity.domain.comparing import Named, between_units
from cem_maturity.domain.comparison import ComparedQuestionnaire, Titled
from cem_maturity.domain.outcome import Assessed, Failed, Outcome, UnitOverall, assessed, measure
from cem_maturity.domain.portfolio import Counts, Distribution, Portfolio, PortfolioDonor, portfolio
from cem_maturity.domain.portfolio_unit import PortfolioUnit, UnitDimension, UnitProblem
from cem_maturity.domain.problem import Place, Problem
from cem_maturity.domain.questionnaire import JourneyPart, Questionnaire, Stage
from cem_maturity.domain.report import as_values
from cem_maturity.domain.side_by_side import Lead
from cem_maturity.domain.standing import Standing
from tests.builders import Said, a_dimension, a_questionnaire, an_assessment, not_applicable, unknown
from tests.domain.strategies import LAW
from tests.domain.test_comparing import TWO, a_result

BROKEN = Failed("broken.yaml", (Problem("empty-file", Place("broken.yaml")),))
JOURNEY = a_questionnaire(journey=JourneyPart((Stage("buy", "Buying"),)))


def an_outcome(
    file: str, questionnaire: Questionnaire = TWO, *, organisation: Organisation | None = None, **said: Said
) -> Assessed:
    """A unit of that file; `voice_a=2` answers voice.a."""
    answers = {id_.replace("_", "."): one for id_, one in said.items()}
    whose = organisation or Organisation("ACME", file)
    return kept((file, judge(questionnaire, an_assessment(answers, organisation=whose), partial=True)))


def kept(named: Named) -> Assessed:
    """What is kept of a result with its file."""
    file, result = named
    return assessed(file, result, result.basis)


def made(
    outcomes: Sequence[Outcome],
    questionnaire: Questionnaire | None = TWO,
    reports: Mapping[str, str] | None = None,
    problems: Mapping[str, Sequence[Problem]] | None = None,
) -> Portfolio:
    """The portfolio of *outcomes*."""
    return portfolio(outcomes, reports or {}, questionnaire, "1.0", problems or {})


def last(rows: object) -> dict[str, object]:
    """The last of some rows of values."""
    assert isinstance(rows, list)
    row = rows[-1]
    assert isinstance(row, dict)
    return row


def units(found: Portfolio) -> dict[str, PortfolioUnit]:
    """The units by their files."""
    return {unit.file: unit for unit in found.units}


def reasons(found: Portfolio) -> list[str]:
    """The reasons in English."""
    return [speak(SOURCE).say(reason) for reason in found.reasons]


def test_a_result_is_kept_with_what_is_set_beside_others() -> None:
    """Figures are exact; the questionnaire is told by what identifies it."""
    file, result = a_result("cork.yaml", organisation=Organisation("ACME", "Cork"), voice_a=3, data_a=unknown())

    found = assessed(file, result, ("sample", "digest"))

    assert found == Assessed(
        "cork.yaml",
        Organisation("ACME", "Cork"),
        "2026-11-21",
        "en",
        ComparedQuestionnaire("sample", "1.0.0", "Sample", "digest"),
        ("sample", "digest"),
        5,
        UnitOverall(3, "Level 3", Fraction(3), Fraction(1, 2), True, 0, 3, "low", 4),
        None,
        {
            "overall": Standing("assessed", 3, Fraction(3), Fraction(1, 2), Fraction(0)),
            "voice": Standing("assessed", 3, Fraction(3), Fraction(1), Fraction(0)),
            "data": Standing("not_assessed", None, None, Fraction(0), None),
        },
        {"voice.a": 3},
    )


def test_what_is_kept_travels_between_processes() -> None:
    """It is the same value on the other side."""
    outcome = an_outcome("cork.yaml", voice_a=3, data_a=unknown())

    assert pickle.loads(pickle.dumps(outcome)) == outcome  # noqa: S301 - what was written one call earlier


def test_most_units_are_the_measure_and_the_first_of_them_stands_for_them() -> None:
    """Files that failed, and units without dimensions, have no say."""
    one = replace(a_questionnaire(a_dimension("voice", "voice.a")), id="one")
    outcomes: list[Outcome] = [
        BROKEN,
        an_outcome("journey.yaml", JOURNEY),
        an_outcome("a.yaml", one, voice_a=1),
        an_outcome("b.yaml", voice_a=1, data_a=1),
        an_outcome("c.yaml", voice_a=1, data_a=1),
    ]

    assert measure(outcomes) == outcomes[3]
    assert measure([BROKEN]) is None


def test_units_stand_in_the_order_given_with_their_figures() -> None:
    """A file that failed keeps its place, and has its problems alone."""
    outcomes: list[Outcome] = [
        an_outcome("low.yaml", voice_a=1, data_a=1),
        BROKEN,
        an_outcome("high.yaml", voice_a=3, data_a=2),
    ]

    found = made(outcomes, reports={"high.yaml": "reports/high.pdf"})

    assert found.units[1:] == (
        PortfolioUnit(
            file="broken.yaml",
            label="broken.yaml",
            organisation=None,
            status="failed",
            date=None,
            questionnaire=None,
            comparable=False,
            rank=None,
            level=None,
            level_name=None,
            index=None,
            coverage=None,
            provisional=False,
            level_low=None,
            level_high=None,
            confidence=None,
            target=None,
            journey_index=None,
            dimensions={},
            report=None,
            problems=(
                UnitProblem(
                    "broken.yaml",
                    1,
                    1,
                    "empty-file",
                    BROKEN.problems[0].what,
                    BROKEN.problems[0].remedy,
                ),
            ),
        ),
        PortfolioUnit(
            file="high.yaml",
            label="high.yaml",
            organisation={"name": "ACME", "unit": "high.yaml"},
            status="ok",
            date="2026-11-21",
            questionnaire=outcomes[2].questionnaire,  # type: ignore[union-attr]
            comparable=True,
            rank=1,
            level=2,
            level_name="Level 2",
            index=Fraction(5, 2),
            coverage=Fraction(1),
            provisional=False,
            level_low=2,
            level_high=2,
            confidence="low",
            target=3,
            journey_index=None,
            dimensions={
                "voice": UnitDimension("assessed", 3, Fraction(3), True),
                "data": UnitDimension("assessed", 2, Fraction(2), True),
            },
            report="reports/high.pdf",
            problems=(),
        ),
    )
    assert (found.units[0].file, found.units[0].rank, found.units[0].report) == ("low.yaml", 2, None)
    assert found.counts == Counts(units=3, ok=2, failed=1, provisional=0, ranked=2)
    assert (found.questionnaire, found.dimensions) == (
        found.units[0].questionnaire,
        (Titled("voice", "The voice"), Titled("data", "The data")),
    )


def test_levels_are_counted_overall_and_in_each_dimension() -> None:
    """A unit without a level is counted by why it has none; the counts of a row are all that have the subject."""
    outcomes: list[Outcome] = [
        an_outcome("a.yaml", voice_a=1, data_a=5),
        an_outcome("b.yaml", voice_a=1, data_a=unknown()),
        an_outcome("c.yaml", voice_a=4, data_a=5),
        BROKEN,
    ]

    assert made(outcomes).distribution == (
        Distribution("overall", (0, 2, 0, 0, 1, 0), 0, 0),
        Distribution("voice", (0, 2, 0, 0, 1, 0), 0, 0),
        Distribution("data", (0, 0, 0, 0, 0, 2), 1, 0),
    )


def test_a_report_that_could_not_be_made_is_a_problem_of_its_unit() -> None:
    """The unit is scored all the same."""
    taken = Problem("file-unreadable", Place("a.yaml"), {"reason": "taken"})

    found = made([an_outcome("a.yaml", voice_a=1, data_a=1)], problems={"a.yaml": [taken]})

    assert [(one.status, one.level, [each.code for each in one.problems]) for one in found.units] == [
        ("ok", 1, ["file-unreadable"])
    ]


def test_another_questionnaire_compares_in_the_dimensions_in_common() -> None:
    """It has no rank; what differs is said, with the unit's name."""
    other = replace(
        a_questionnaire(a_dimension("voice", "voice.a", "voice.z"), a_dimension("own", "own.a")), id="other"
    )
    outcomes: list[Outcome] = [
        an_outcome("a.yaml", voice_a=1, data_a=1),
        an_outcome("b.yaml", voice_a=1, data_a=1),
        an_outcome("z.yaml", other, voice_a=4, voice_z=4, own_a=2),
    ]

    found = made(outcomes)

    there = units(found)["z.yaml"]
    assert (there.comparable, there.rank, there.level) == (False, None, 2)
    assert {id_: one.compared for id_, one in there.dimensions.items()} == {"voice": True, "own": False}
    assert [(one.subject, sum(one.levels)) for one in found.distribution] == [("overall", 2), ("voice", 3), ("data", 2)]
    assert reasons(found) == [
        "z.yaml does not compare as a whole: only the dimensions in common stand side by side.",
        "sample and other are two questionnaires, and they score differently.",
    ]


def test_another_version_is_said_to_be_one() -> None:
    """Of a questionnaire of the same id."""
    later = replace(a_questionnaire(a_dimension("voice", "voice.a", "voice.z")), version="2.0.0")
    outcomes: list[Outcome] = [
        an_outcome("a.yaml", voice_a=1, data_a=1),
        an_outcome("z.yaml", later, voice_a=4, voice_z=4),
    ]

    assert reasons(made(outcomes))[1:] == ["The versions 1.0.0 and 2.0.0 of sample score differently."]


def test_levels_of_another_scale_compare_nowhere() -> None:
    """Level 3 of three is not level 3 of five, and counts in no distribution."""
    short = replace(a_questionnaire(a_dimension("voice", "voice.a"), top_level=3), id="short")
    outcomes: list[Outcome] = [
        an_outcome("a.yaml", voice_a=1, data_a=1),
        an_outcome("b.yaml", voice_a=1, data_a=1),
        an_outcome("z.yaml", short, voice_a=3),
    ]

    found = made(outcomes)

    assert units(found)["z.yaml"].dimensions["voice"] == UnitDimension("assessed", 3, Fraction(3), False)
    assert [sum(one.levels) for one in found.distribution] == [2, 2, 2]


def test_provisional_results_and_those_without_a_level_are_named() -> None:
    """A journey, which has no level by its nature, is not among them."""
    outcomes: list[Outcome] = [
        an_outcome("a.yaml", voice_a=1, data_a=unknown()),
        an_outcome("b.yaml", voice_a=unknown(), data_a=unknown()),
        an_outcome("c.yaml", JOURNEY),
    ]

    found = made(outcomes)

    assert reasons(found)[2:] == ["1 result is provisional: a.yaml.", "1 result has no level: b.yaml."]
    assert found.counts.provisional == 2


def test_journeys_alone_have_an_index_and_no_levels() -> None:
    """There is nothing to rank."""
    touchpoint = Touchpoint("Buying", "buy", 5, Fraction(8), Fraction(6), Fraction(4))
    _, result = a_result("a.yaml", JOURNEY)
    judged = result._replace(assessment=replace(an_assessment(touchpoints=(touchpoint,)), date="2026-11-21"))

    found = made([kept(("a.yaml", judged))], JOURNEY)

    assert [(one.level, one.coverage, one.journey_index) for one in found.units] == [(None, None, Fraction(5))]
    assert (found.distribution, found.ranking, found.medians, found.reasons) == ((), (), (), ())


def test_where_nothing_applies_nothing_is_known() -> None:
    """The unit has no level, and a coverage of 0."""
    found = made([an_outcome("a.yaml", voice_a=not_applicable(), data_a=not_applicable())])

    assert [(one.level, one.coverage) for one in found.units] == [(None, Fraction(0))]


def test_files_that_all_failed_make_a_portfolio_too() -> None:
    """It has their problems, and no questionnaire."""
    found = made([BROKEN], None)

    assert (found.questionnaire, found.levels, found.counts) == (None, (), Counts(1, 0, 1, 0, 0))
    assert [unit.status for unit in found.units] == ["failed"]


def test_a_donor_names_those_who_are_furthest_behind() -> None:
    """The lowest first, then in the order given, a dozen at most; the rest are counted."""
    outcomes: list[Outcome] = [
        an_outcome("best.yaml", voice_a=5, data_a=1),
        *(an_outcome(f"{number:02}.yaml", voice_a=2, data_a=1) for number in range(12)),
        an_outcome("last.yaml", voice_a=0, data_a=1),
    ]

    assert made(outcomes).donors == (
        PortfolioDonor(
            "voice",
            "best.yaml",
            5,
            Fraction(5),
            2,
            13,
            ("last.yaml", *(f"{number:02}.yaml" for number in range(11))),
            (Lead("voice.a", "How is voice.a?", 5, None, 2, None),),
        ),
    )


def test_whoever_is_at_the_bottom_is_further_behind_than_who_has_begun() -> None:
    """A level of 0 is a level."""
    outcomes = [
        an_outcome("best.yaml", voice_a=5, data_a=1),
        an_outcome("begun.yaml", voice_a=1, data_a=1),
        an_outcome("bottom.yaml", voice_a=0, data_a=1),
        *(an_outcome(f"{name}.yaml", voice_a=3, data_a=1) for name in "abc"),
    ]

    assert [one.furthest_behind[:2] for one in made(outcomes).donors] == [("bottom.yaml", "begun.yaml")]


def test_sectors_are_told_by_the_names_that_the_questionnaire_has_for_them() -> None:
    """Those of the units alone; one without a name as it stands."""
    asked = replace(TWO, names={"retail": "Shops", "banking": "Banks"})
    outcomes: list[Outcome] = [
        an_outcome(f"{sector}.yaml", organisation=Organisation("ACME", sector, sector), voice_a=1, data_a=1)
        for sector in ("retail", "own", "")
    ]

    assert made(outcomes, asked).names == {"retail": "Shops", "own": "own"}


def test_the_title_is_that_of_the_language_of_the_portfolio() -> None:
    """Whatever language its first unit has."""
    found = made([an_outcome("a.yaml", voice_a=1, data_a=1)], replace(TWO, title="Muster"))

    assert found.questionnaire is not None
    assert found.questionnaire.title == "Muster"


LEVELS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=8)


@LAW
@given(levels=LEVELS)
def test_a_portfolio_says_what_a_comparison_of_the_same_units_says(levels: list[tuple[int, int]]) -> None:
    """Medians, ranks, outliers and weak spots are the same, and every unit is in every row of the distribution."""
    results = [
        a_result(f"{at}.yaml", organisation=Organisation("ACME", str(at)), voice_a=voice, data_a=data)
        for at, (voice, data) in enumerate(levels)
    ]

    compared, found = between_units(results, "1.0"), made([kept(one) for one in results])

    assert (found.medians, found.ranking, found.outliers, found.shared_weak_spots, found.reasons) == (
        compared.medians,
        compared.ranking,
        compared.outliers,
        compared.shared_weak_spots,
        compared.reasons,
    )
    assert [(one.unit, one.behind) for one in found.donors] == [(one.unit, len(one.helps)) for one in compared.donors]
    assert [unit.label for unit in found.units] == [one.label for one in compared.results]
    assert [sum(one.levels) for one in found.distribution] == [len(levels)] * 3


def test_a_portfolio_is_told_as_plain_values() -> None:
    """As templates and JSON get it, its sentences said."""
    outcomes: list[Outcome] = [
        an_outcome("a.yaml", voice_a=4, data_a=1),
        an_outcome("b.yaml", voice_a=1, data_a=1),
        an_outcome("c.yaml", voice_a=1, data_a=1),
        BROKEN,
    ]

    values = as_values(made(outcomes), speak(SOURCE).say)

    assert values["medians"] == [
        {"subject": subject, "level": 1, "units": 3} for subject in ("overall", "voice", "data")
    ]
    assert values["ranking"] == [
        {"unit": f"{unit}.yaml", "rank": rank} for unit, rank in (("a", 1), ("b", 2), ("c", 2))
    ]
    assert values["outliers"] == [{"unit": "a.yaml", "subject": "voice", "level": 4, "median": 1}]
    assert last(values["units"])["problems"] == [
        {
            "file": "broken.yaml",
            "line": 1,
            "column": 1,
            "code": "empty-file",
            "what": "the file is empty",
            "remedy": "`cem new answers` writes one to start from",
        }
    ]


def test_a_unit_is_told_by_the_facts_that_its_file_has() -> None:
    """Under the keys of the file; the name is always there."""
    whole = Organisation("ACME", "Shop", "retail", "FR", "large")
    found = made(
        [
            an_outcome("a.yaml", organisation=whole, voice_a=1, data_a=1),
            an_outcome("b.yaml", organisation=Organisation("Other"), voice_a=1, data_a=1),
            an_outcome("c.yaml", organisation=Organisation(""), voice_a=1, data_a=1),
        ]
    )

    assert [one.organisation for one in found.units] == [
        {"name": "ACME", "unit": "Shop", "sector": "retail", "country": "FR", "profile": "large"},
        {"name": "Other"},
        {"name": ""},
    ]


def test_a_unit_that_has_no_such_dimension_does_not_hide_those_after_it() -> None:
    """In the count of levels."""
    other = a_questionnaire(a_dimension("voice", "voice.a"))
    found = made(
        [
            an_outcome("a.yaml", voice_a=1, data_a=1),
            an_outcome("b.yaml", other, voice_a=2),
            an_outcome("c.yaml", voice_a=1, data_a=3),
        ]
    )

    assert {one.subject: sum(one.levels) for one in found.distribution} == {"overall": 2, "voice": 3, "data": 2}
