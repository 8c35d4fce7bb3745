"""What a report says: every figure by hand, for a client of two people, one of whom did not know half of it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cem_maturity.application.judge import judge
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.assessment import Assessment, Organisation, PlannedAction
from cem_maturity.domain.questionnaire import (
    Base,
    Condition,
    LevelRule,
    OverallRule,
    Questionnaire,
    Recommendation,
    Rules,
)
from cem_maturity.domain.report import Plain, as_values
from cem_maturity.domain.reporting import build
from cem_maturity.domain.response import Answered, AnswerSheet, Draft, Evidence, Respondent
from tests.builders import (
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    an_assessment,
    not_applicable,
    unknown,
)

SHOPS = replace(a_grid_question("data.shops"), when=(Condition("sector", ("retail",)),))
ASKED = a_questionnaire(
    a_dimension("voice", "voice.a", a_practice("voice.p", 2), weight=2),
    a_dimension("data", "data.a", "data.b", SHOPS),
)
ANN = Respondent(
    "ann",
    AnswerSheet(
        {
            "voice.a": Answered(2, Evidence.DOCUMENT, "Seen.", "Quite so."),
            "voice.p": Answered(Fraction(2, 3)),
            "data.a": unknown("Tom"),
            "data.b": not_applicable("no data"),
        },
        flags={"voice.a": "which shops?"},
    ),
    "Ann",
    "it",
)
TOM = Respondent(
    "tom",
    AnswerSheet({"voice.a": Answered(3, None, "Heard."), "data.a": unknown("Ann")}, flags={"voice.a": "since when?"}),
    "Tom",
    "board",
)
GIVEN = an_assessment(respondents=(ANN, TOM), predicted={"overall": 3}, targets={"voice": 3}, importance={"voice": 3})
NOTHING_SAID: dict[str, Plain] = {
    "descriptor": None,
    "next_descriptor": None,
    "evidence": None,
    "note": None,
    "quote": None,
    "remarks": [],
    "flag": None,
}


def told(assessment: Assessment = GIVEN, questionnaire: Questionnaire = ASKED) -> dict[str, Plain]:
    """The values of the report."""
    return as_values(build(judge(questionnaire, assessment, partial=True), "1.0"), speak(SOURCE).say)


def dimensions(values: dict[str, Plain]) -> list[dict[str, Plain]]:
    """What is said of each dimension."""
    found = values["dimensions"]
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, dict)]


def without(values: dict[str, Plain], *names: str) -> dict[str, Plain]:
    """All but these keys."""
    return {name: value for name, value in values.items() if name not in names}


def test_it_says_what_it_is_about() -> None:
    """The format, the house by the facts that are known, and who was asked."""
    values = told()

    assert (values["format"], values["kind"], values["program_version"]) == (1, "full", "1.0")
    assert values["organisation"] == {"name": "ACME"}
    assert values["respondents"] == [
        {"id": "ann", "name": "Ann", "role": "it"},
        {"id": "tom", "name": "Tom", "role": "board"},
    ]


def test_every_fact_of_the_house_is_told_under_its_key() -> None:
    """In the order of the answers file."""
    house = Organisation("ACME", unit="Cork", sector="retail", country="IE", profile="b2b")

    assert told(replace(GIVEN, organisation=house))["organisation"] == {
        "name": "ACME",
        "sector": "retail",
        "unit": "Cork",
        "country": "IE",
        "profile": "b2b",
    }


def test_a_house_without_a_name_has_an_empty_one() -> None:
    """The key is there in any case."""
    assert told(replace(GIVEN, organisation=Organisation("")))["organisation"] == {"name": ""}


def test_the_whole_has_its_figures() -> None:
    """Voice alone has a level: 1 + 5/6 of 5; its two questions weigh double, so 4 of 5 are known."""
    overall = told()["overall"]
    assert isinstance(overall, dict)

    assert without(overall, "reason", "robustness") == {
        "level": 2,
        "level_name": "Level 2",
        "view": "The view at 2",
        "predicted": 3,
        "index": Fraction(11, 6),
        "percent": Fraction(110, 3),
        "coverage": Fraction(4, 5),
        "provisional": True,
        "provisional_reasons": ["1 dimension is not assessed: The data."],
        "level_low": 1,
        "level_high": 2,
        "index_low": Fraction(11, 9),
        "index_high": Fraction(26, 9),
        "confidence": "medium",
        "target": 3,
        "gap": 1,
        "blockers": ["voice"],
        "laggards": [],
        "fulfilment": [1, 1, 0, 0, 0],
    }


def test_a_dimension_has_its_figures() -> None:
    """Two thirds of the practice and all of the answer are 5/6 at level 2, which is too little for level 3."""
    voice, data = dimensions(told())

    assert without(voice, "questions") == {
        "id": "voice",
        "title": "The voice",
        "description": "",
        "weight": 2,
        "status": "assessed",
        "level": 2,
        "index": Fraction(11, 6),
        "percent": Fraction(110, 3),
        "fulfilment": [1, Fraction(5, 6), 0, 0, 0],
        "coverage": 1,
        "ceiling": 5,
        "target": 3,
        "gap": 1,
        "importance": 3,
        "confidence": "medium",
        "blockers": ["voice.p"],
        "reason": "Level 3 wants more than 85% of the weight at 2 or above; 83.3% is.",
    }
    assert without(data, "questions", "reason") == {
        "id": "data",
        "title": "The data",
        "description": "",
        "weight": 1,
        "status": "not_assessed",
        "level": None,
        "index": None,
        "percent": None,
        "fulfilment": [None] * 5,
        "coverage": 0,
        "ceiling": None,
        "target": None,
        "gap": None,
        "importance": 2,
        "confidence": None,
        "blockers": [],
    }


def test_a_question_has_all_that_was_said_to_it() -> None:
    """Notes stand under one another, flags beside one another, and every answer with who gave it."""
    voice, _ = dimensions(told())
    said = {"respondent": "ann", "role": "it", "state": "answered", "level": None, "value": None}

    assert voice["questions"] == [
        {
            "id": "voice.a",
            "text": "How is voice.a?",
            "kind": "grid",
            "state": "answered",
            "practice": None,
            "level": 2,
            "value": None,
            "descriptor": "voice.a at 2",
            "next_descriptor": "voice.a at 3",
            "reason": None,
            "evidence": "document",
            "note": "Seen.\nHeard.",
            "quote": "Quite so.",
            "remarks": [
                {"kind": "note", "respondent": "ann", "text": "Seen."},
                {"kind": "quote", "respondent": "ann", "text": "Quite so."},
                {"kind": "note", "respondent": "tom", "text": "Heard."},
            ],
            "flag": "which shops?; since when?",
            "weight": 1,
            "blocker": False,
            "disagreement": False,
            "responses": [said | {"level": 2}, said | {"respondent": "tom", "role": "board", "level": 3}],
        },
        NOTHING_SAID
        | {
            "id": "voice.p",
            "text": "Is voice.p done?",
            "kind": "practice",
            "state": "answered",
            "practice": 2,
            "level": None,
            "value": Fraction(2, 3),
            "descriptor": "Mostly",
            "next_descriptor": "Always",
            "reason": None,
            "weight": 1,
            "blocker": True,
            "disagreement": False,
            "responses": [said | {"value": Fraction(2, 3)}],
        },
    ]


def test_a_question_without_an_answer_says_why() -> None:
    """Nobody knows, it does not apply here, or it is for others."""
    _, data = dimensions(told())
    asked: dict[str, Plain] = NOTHING_SAID | {
        "kind": "grid",
        "practice": None,
        "level": None,
        "value": None,
        "weight": 1,
        "blocker": False,
        "disagreement": False,
    }
    ann: dict[str, Plain] = {"respondent": "ann", "role": "it", "state": "unknown", "level": None, "value": None}

    assert data["questions"] == [
        asked
        | {"id": "data.a", "text": "How is data.a?", "state": "unknown", "reason": "Tom; Ann"}
        | {"responses": [ann, ann | {"respondent": "tom", "role": "board"}]},
        asked
        | {"id": "data.b", "text": "How is data.b?", "state": "not_applicable", "reason": "no data"}
        | {"responses": [ann | {"state": "not_applicable"}]},
        asked
        | {"id": "data.shops", "text": "How is data.shops?", "state": "out_of_scope", "reason": None, "responses": []},
    ]


def test_what_is_still_open_is_listed() -> None:
    """Each flag, and whom to ask."""
    assert told()["follow_up"] == [
        {"question": "voice.a", "whom": "which shops?", "why": "flag"},
        {"question": "voice.a", "whom": "since when?", "why": "flag"},
        {"question": "data.a", "whom": "Tom; Ann", "why": "unknown"},
    ]


def test_a_questionnaire_that_extends_another_says_so() -> None:
    """With what the other scored by."""
    named = told(questionnaire=replace(ASKED, base=Base("general", "0" * 16)))["questionnaire"]

    assert isinstance(named, dict)
    assert named["base"] == {"id": "general", "scoring_digest": "0" * 16}


@pytest.mark.parametrize(
    ("rules", "bands"),
    [
        (Rules(), []),
        (
            Rules(LevelRule.BANDS, OverallRule.BANDS),
            [Fraction(1, 2), Fraction(3, 2), Fraction(5, 2), Fraction(7, 2), Fraction(9, 2)],
        ),
    ],
)
def test_the_method_names_the_rules_and_the_bands_that_they_use(rules: Rules, bands: list[Fraction]) -> None:
    """The usual cut points stand half a level below each level."""
    method = told(questionnaire=replace(ASKED, rules=rules))["method"]

    assert isinstance(method, dict)
    assert without(method, "sentence") == {
        "level_rule": rules.level_rule.value,
        "overall_rule": rules.overall_rule.value,
        "top": Fraction(1, 2),
        "below": Fraction(17, 20),
        "bands": bands,
        "min_coverage": Fraction(1, 2),
        "unknown": "exclude",
        "aggregate": "median_by_role",
    }


def test_everybody_is_named_who_answered_together_and_else_who_answered() -> None:
    """A person without a sheet was in the room where there is a common one, or where there is no other."""
    silent = Respondent("eve", AnswerSheet(), "Eve", "hr")
    ann, eve = ({"id": one.id, "name": one.name, "role": one.role} for one in (ANN, silent))

    assert told(replace(GIVEN, respondents=(ANN, silent)))["respondents"] == [ann]
    assert told(replace(GIVEN, respondents=(silent,)))["respondents"] == [eve]
    together = an_assessment({"voice.a": 2}, respondents=(ANN, silent))
    assert told(together)["respondents"] == [ann, eve]


def test_where_nothing_applies_nothing_is_known() -> None:
    """The share that is known is 0, and there is no level."""
    values = told(
        an_assessment({one: not_applicable("not here") for one in ("voice.a", "voice.p", "data.a", "data.b")})
    )

    overall = values["overall"]
    assert isinstance(overall, dict)
    assert (overall["level"], overall["coverage"]) == (None, 0)


def test_a_line_of_the_plan_takes_from_the_questionnaire_what_people_left_out() -> None:
    """And keeps what they said; a line of their own has nothing else."""
    call = Recommendation("call", "Call ten.", 2, 4, owner="service", horizon="30d")
    asked = a_questionnaire(a_dimension("voice", a_grid_question("voice.a", actions={2: (call,)})))
    lines = (
        PlannedAction("call", "planned"),
        PlannedAction("call", "done", "Bo", "2027-02-01", "Call two.", "Said so.", "data", 1, 3, "90d"),
        PlannedAction("own-1", "planned", text="Ours."),
    )

    plan = told(replace(an_assessment({"voice.a": 1}), actions=lines), asked)["action_plan"]

    recommended = {"text": "Call ten.", "owner": "service"}
    assert plan == [
        {
            "id": "call",
            "status": "planned",
            "owner": "service",
            "due": "",
            "text": "Call ten.",
            "why": "",
            "dimension": "voice",
            "effort": 2,
            "impact": 4,
            "horizon": "30d",
            "recommended": recommended,
        },
        {
            "id": "call",
            "status": "done",
            "owner": "Bo",
            "due": "2027-02-01",
            "text": "Call two.",
            "why": "Said so.",
            "dimension": "data",
            "effort": 1,
            "impact": 3,
            "horizon": "90d",
            "recommended": recommended,
        },
        {
            "id": "own-1",
            "status": "planned",
            "owner": "",
            "due": "",
            "text": "Ours.",
            "why": "",
            "dimension": "",
            "effort": None,
            "impact": None,
            "horizon": "",
            "recommended": None,
        },
    ]


def test_what_was_said_together_is_nobodys_in_particular() -> None:
    """A remark of the whole room names no respondent, whether its question is answered or not."""
    sheet = AnswerSheet({"voice.a": Answered(2, note="Seen.")}, {"data.a": Draft(quote="Later.")})

    found = told(replace(an_assessment(), sheet=sheet))

    voice, data = dimensions(found)
    assert voice["questions"][0]["remarks"] == [{"kind": "note", "respondent": "", "text": "Seen."}]  # type: ignore[index, call-overload]
    assert data["questions"][0]["remarks"] == [{"kind": "quote", "respondent": "", "text": "Later."}]  # type: ignore[index, call-overload]


def test_a_line_for_the_whole_house_belongs_to_no_dimension() -> None:
    """What the questionnaire recommends to everyone together."""
    plan = told(an_assessment(actions=(PlannedAction("everyone-1", "planned"),)))["action_plan"]

    assert isinstance(plan, list)
    assert [(one["text"], one["dimension"]) for one in plan if isinstance(one, dict)] == [("All together at 1", "")]


@pytest.mark.parametrize(("of_answers", "of_report"), [("fa", "fa"), ("", "en")])
def test_a_report_is_in_the_language_of_its_answers_else_of_its_questionnaire(of_answers: str, of_report: str) -> None:
    """Whoever renders it may choose another."""
    assert told(replace(GIVEN, language=of_answers))["language"] == of_report
