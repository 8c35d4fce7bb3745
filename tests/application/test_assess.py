"""From an assessment to all that is said about it."""

from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

import pytest

from cem_maturity.application.assess import assess
from cem_maturity.application.judge import BlankAnswers
from cem_maturity.application.language import speak
from cem_maturity.domain.assessment import Assessment, Organisation, PlannedAction, Touchpoint
from cem_maturity.domain.questionnaire import Base, Condition, JourneyPart, Questionnaire, Stage
from cem_maturity.domain.report import Plain, Report, as_values
from cem_maturity.domain.response import AnswerSheet, Evidence, Respondent
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

Keys: TypeAlias = "dict[str, Keys] | list[Keys] | None"
"""Keys that must be there: a list holds what each of its members must have, None is any value."""


def named(keys: str, **more: Keys) -> Keys:
    """The keys, any values under them, and those under which there is more to look for."""
    return {**dict.fromkeys(keys.split()), **more}


CONTRACT = named(
    "format program_version date language",
    questionnaire=named("id version title scoring_digest base"),
    levels=[named("level name view")],
    organisation=named("name sector unit country profile"),
    respondents=[named("id name role")],
    overall=named(
        "level level_name view predicted index percent coverage provisional provisional_reasons level_low level_high "
        "index_low index_high confidence target gap blockers laggards fulfilment",
        robustness=named("strict floor equal_weights fragile fragile_answers", tips=[named("question lower higher")]),
    ),
    dimensions=[
        named(
            "id title weight status level index percent fulfilment coverage ceiling target gap importance blockers "
            "reason",
            questions=[
                named(
                    "id kind state level value descriptor next_descriptor evidence note quote disagreement",
                    responses=[named("respondent role level value")],
                )
            ],
        )
    ],
    actions=[
        named(
            "id text question dimension from_level to_level effort impact value kind owner horizon needs done_when "
            "removes_blocker"
        )
    ],
    level_actions=[named("id text effort impact owner horizon")],
    action_plan=[named("id status owner due text why dimension effort impact horizon")],
    follow_up=[named("question whom why")],
    plan=None,
    baseline=None,
    disagreements=[named("question average_deviation range by_role")],
    role_gaps=[named("question")],
    journey=named(
        "index first_moment_of_truth_gap",
        touchpoints=[
            named(
                "touchpoint stage importance expected functional emotional recommend moment_of_truth note "
                "experience expectation_gap priority quadrant"
            )
        ],
    ),
    method=named("level_rule overall_rule top below sentence"),
)
"""The keys of docs/contract.md §4."""


def missing(keys: Keys, value: Plain, path: str = "") -> list[str]:
    """The keys that *value* lacks; a list that is empty would prove nothing and is missing too."""
    match keys:
        case list():
            if not isinstance(value, list) or not value:
                return [f"{path}[]"]
            return [lack for one in value for lack in missing(keys[0], one, f"{path}[]")]
        case dict() if keys:
            if not isinstance(value, dict):
                return [path]
            absent = [f"{path}.{key}" for key in keys if key not in value]
            deeper = [missing(more, value[key], f"{path}.{key}") for key, more in keys.items() if key in value]
            return absent + [lack for lacks in deeper for lack in lacks]
        case _:
            return []


def a_full_questionnaire() -> Questionnaire:
    """Grid and practice questions, one of them for shops alone, with actions and a journey."""
    vision = a_grid_question("vision", actions={3: (an_action("write-vision", 2, 4),)})
    loop = a_practice("loop", 2, actions=(an_action("close-loop"),))
    till = a_grid_question("till", when=(Condition("sector", ("retail",)),))
    return a_questionnaire(
        a_dimension("strategy", vision, "owner"),
        a_dimension("voice", "channels", loop, till),
        journey=JourneyPart((Stage("buy", "Buying"),)),
    )


def a_full_assessment() -> Assessment:
    """Three people, two of them far apart, with a touchpoint and a plan of record."""
    board: dict[str, Said] = {
        "vision": answered(5, Evidence.OPINION, "ask the board", "We live it"),
        "owner": 3,
        "channels": 3,
    }
    shop: dict[str, Said] = {"vision": 1, "owner": 2, "channels": 2, "loop": Fraction(1, 3), "till": 2}
    return an_assessment(
        {"owner": 3},
        organisation=Organisation("ACME", "B2C France", "banking", "FR", "large"),
        flags={"channels": "ask the shop managers"},
        respondents=(
            a_respondent("ceo", board, role="board", name="Ada"),
            a_respondent("till", shop, role="shop", name="Bo"),
            a_respondent("it", {"loop": unknown(), "vision": not_applicable()}),
        ),
        predicted={"overall": 4},
        targets={"strategy": 4},
        importance={"voice": 3},
        touchpoints=(
            Touchpoint("Buying", "buy", 5, Fraction(8), Fraction(6), Fraction(4), Fraction(6), moment_of_truth=True),
        ),
        actions=(
            PlannedAction("write-vision", "planned", due="2027-02-01"),
            PlannedAction("own-1", "done", text="Call ten customers", dimension="voice", effort=1, impact=3),
        ),
    )


def full_report() -> Report:
    """The report on both."""
    return assess(a_full_questionnaire(), a_full_assessment(), partial=False, program_version="1.0")


def values_of(report: Report) -> dict[str, Plain]:
    """The report's plain values, said in English."""
    return as_values(report, speak("en").say)


def test_the_values_have_every_key_of_the_contract() -> None:
    """Key for key; more may be there."""
    values = values_of(full_report())

    assert missing(CONTRACT, values) == []
    assert (values["plan"], values["baseline"]) == (None, None)


def test_values_are_plain_and_numbers_are_not_rounded() -> None:
    """Sentences are said, fractions stay exact, levels stay whole."""

    def kinds(value: Plain) -> set[type]:
        match value:
            case dict():
                return set().union(*map(kinds, value.values())) if value else set()
            case list():
                return set().union(*map(kinds, value)) if value else set()
            case _:
                return {type(value)}

    values = values_of(full_report())

    assert kinds(values) <= {str, int, bool, Fraction, type(None)}
    overall = values["overall"]
    assert isinstance(overall, dict)
    assert {key: overall[key] for key in ("level", "index", "predicted", "coverage", "reason")} == {
        "level": 1,
        "index": Fraction(11, 6),
        "predicted": 4,
        "coverage": Fraction(1),
        "reason": "Level 2 wants more than half of the dimensions at 2 or above; 1 of 2 is.",
    }


def test_questions_tell_their_answer_and_all_that_was_said() -> None:
    """The descriptor reached and the next, the remarks with who made them, and each response."""
    strategy, voice = full_report().dimensions
    vision, loop, till = strategy.questions[0], voice.questions[1], voice.questions[2]

    assert (vision.state, vision.level, vision.value, vision.practice) == ("answered", 1, None, None)
    assert (vision.descriptor, vision.next_descriptor) == ("vision at 1", "vision at 2")
    assert (vision.note, vision.quote, vision.disagreement) == ("ask the board", "We live it", True)
    assert [(one.kind, one.respondent) for one in vision.remarks] == [("note", "ceo"), ("quote", "ceo")]
    assert [(one.respondent, one.state, one.level) for one in vision.responses] == [
        ("ceo", "answered", 5),
        ("till", "answered", 1),
        ("it", "not_applicable", None),
    ]
    assert (loop.kind, loop.level, loop.value, loop.practice) == ("practice", None, Fraction(1, 3), 2)
    assert (loop.descriptor, loop.next_descriptor) == ("Sometimes", "Mostly")
    assert till.state == "out_of_scope"


def test_people_who_differ_are_named_by_role() -> None:
    """Disagreement, role gap, and what is still to be asked."""
    report = full_report()

    assert [(one.question, one.average_deviation, one.range) for one in report.disagreements] == [
        ("vision", Fraction(2), Fraction(4))
    ]
    assert [(one.question, one.lower.role, one.higher.role, one.gap) for one in report.role_gaps] == [
        ("vision", "shop", "board", Fraction(4))
    ]
    assert [(one.question, one.whom, one.why) for one in report.follow_up] == [
        ("channels", "ask the shop managers", "flag")
    ]


def test_the_plan_of_record_is_filled_up_from_the_questionnaire() -> None:
    """What people wrote stands; the rest is as recommended."""
    recommended, own = full_report().action_plan

    assert (recommended.text, recommended.dimension, recommended.effort, recommended.due) == (
        "Do write-vision",
        "strategy",
        2,
        "2027-02-01",
    )
    assert (own.text, own.dimension, own.effort, own.horizon) == ("Call ten customers", "voice", 1, "")


def test_the_organisations_actions_are_those_of_its_level() -> None:
    """From the level table, before all others."""
    assert [action.id for action in full_report().level_actions] == ["everyone-1"]


def test_what_nobody_answered_is_followed_up_with_whom_to_ask() -> None:
    """Unknown questions are listed, blank ones are not: nobody has said whom to ask."""
    questionnaire = a_questionnaire(a_dimension("d", "a", "b", "c"))

    report = assess(questionnaire, an_assessment({"a": 3, "b": unknown("ask IT")}), partial=True, program_version="1")

    assert [(one.question, one.whom, one.why) for one in report.follow_up] == [("b", "ask IT", "unknown")]


def test_blank_answers_are_an_error_unless_partial() -> None:
    """The questions are named."""
    questionnaire = a_questionnaire(a_dimension("d", "a", "b", "c"))

    with pytest.raises(BlankAnswers) as refusal:
        assess(questionnaire, an_assessment({"a": 3}), partial=False, program_version="1")

    assert refusal.value.questions == ("b", "c")


def test_partial_answers_give_a_provisional_result() -> None:
    """However much is covered, a blank makes it provisional."""
    questionnaire = a_questionnaire(a_dimension("d", *(f"q{number}" for number in range(10))))
    said = {f"q{number}": 3 for number in range(9)}

    overall = assess(questionnaire, an_assessment(said), partial=True, program_version="1").overall

    assert overall is not None
    assert (overall.level, overall.provisional, overall.coverage) == (3, True, Fraction(9, 10))


def test_without_an_assessed_dimension_level_index_and_percent_are_null() -> None:
    """The result is provisional, and the dimension has neither target nor fulfilment."""
    report = assess(
        a_questionnaire(a_dimension("d", "a")), an_assessment({"a": unknown()}), partial=False, program_version="1"
    )

    overall, dimension = report.overall, report.dimensions[0]
    assert overall is not None
    assert (overall.level, overall.index, overall.percent, overall.provisional) == (None, None, None, True)
    assert (overall.level_low, overall.level_high, overall.robustness) == (0, 5, None)
    assert (dimension.status, dimension.target, dimension.fulfilment) == ("not_assessed", None, (None,) * 5)
    assert report.level_actions == ()


def test_a_questionnaire_without_dimensions_has_no_overall_result() -> None:
    """Touchpoints alone make a journey, not a level."""
    touchpoint = Touchpoint("Buying", "buy", 5, Fraction(8), Fraction(6), Fraction(4))

    report = assess(
        a_questionnaire(journey=JourneyPart((Stage("buy", "Buying"),))),
        an_assessment(touchpoints=(touchpoint,)),
        partial=False,
        program_version="1",
    )

    assert report.overall is None
    assert report.journey is not None
    assert report.journey.index == 5


@pytest.mark.parametrize(
    ("grade", "confidence"),
    [(None, "low"), (Evidence.EXAMPLE, "medium"), (Evidence.DOCUMENT, "high"), (Evidence.MEASURED, "high")],
)
def test_evidence_makes_confidence(grade: Evidence | None, confidence: str) -> None:
    """Exactly a third is medium, exactly two thirds are high."""
    report = assess(
        a_questionnaire(a_dimension("d", "a")),
        an_assessment({"a": answered(3, grade)}),
        partial=False,
        program_version="1",
    )

    assert report.overall is not None
    assert (report.overall.confidence, report.dimensions[0].confidence) == (confidence, confidence)


def test_the_organisation_keeps_the_keys_of_its_file() -> None:
    """What the file does not say is not there."""
    report = assess(a_questionnaire(a_dimension("d", "a")), an_assessment({"a": 3}), partial=False, program_version="1")

    assert report.organisation == {"name": "ACME"}


def test_those_who_were_named_and_never_answered_are_no_respondents() -> None:
    """People in one room answer together and are all named; where each answers alone, only those who did."""
    questionnaire = a_questionnaire(a_dimension("voice", "channels"))
    silent, spoke = a_respondent("it", {}, role="IT"), a_respondent("ceo", {"channels": 3}, role="board")

    alone = assess(questionnaire, an_assessment(respondents=(silent, spoke)), partial=True, program_version="1")
    together = assess(
        questionnaire,
        an_assessment({"channels": 3}, respondents=(silent,)),
        partial=True,
        program_version="1",
    )

    assert [one.id for one in alone.respondents] == ["ceo"]
    assert [one.id for one in together.respondents] == ["it"]
    assert (together.disagreements, together.role_gaps) == ((), ())


def test_what_nobody_wrote_into_the_plan_is_empty() -> None:
    """An action of people's own has nothing to be filled up from."""
    action = PlannedAction("own-1", "planned", text="Call ten customers")

    report = assess(
        a_full_questionnaire(), replace(a_full_assessment(), actions=(action,)), partial=False, program_version="1.0"
    )

    (own,) = report.action_plan
    assert (own.owner, own.due, own.why, own.dimension, own.horizon) == ("", "", "", "", "")
    assert (own.effort, own.impact, own.recommended) == (None, None, None)


def test_a_question_tells_why_it_has_no_answer_and_who_wants_it_looked_at() -> None:
    """The reason or whom to ask; flags of several people one after the other, each once."""
    asked = a_questionnaire(a_dimension("d", "a", "b", "c", "e"))
    people = tuple(
        Respondent(id_, AnswerSheet({}, flags={"c": flag}), id_)
        for id_, flag in (("ann", "ask again"), ("bo", "see the film"), ("cy", "ask again"))
    )
    said: dict[str, Said] = {"a": unknown("ask IT"), "b": not_applicable(), "c": 2, "e": 3}
    assessment = replace(an_assessment(said), respondents=people)

    (dimension,) = assess(asked, assessment, partial=True, program_version="1.0").dimensions

    assert [(one.reason, one.flag) for one in dimension.questions] == [
        ("ask IT", None),
        ("no such unit by law", None),
        (None, "ask again; see the film"),
        (None, None),
    ]


def test_a_questionnaire_of_ones_own_says_what_it_extends() -> None:
    """By id and digest; the others extend nothing."""
    own = replace(a_full_questionnaire(), base=Base("cem-maturity", "digest"))

    report = assess(own, a_full_assessment(), partial=False, program_version="1.0")

    assert report.questionnaire.base == {"id": "cem-maturity", "scoring_digest": "digest"}
    assert full_report().questionnaire.base is None
