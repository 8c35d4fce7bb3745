"""What an answers file may say, and how it is understood."""

from fractions import Fraction

import pytest

from cem_maturity.adapters.answers_file import read
from cem_maturity.domain.assessment import (
    Assessment,
    InterviewState,
    Organisation,
    PlannedAction,
    QuestionnaireReference,
    Touchpoint,
)
from cem_maturity.domain.message import Value
from cem_maturity.domain.problem import Accepted, Place, Problem, Refused
from cem_maturity.domain.questionnaire import Condition, JourneyPart, Questionnaire, Stage
from cem_maturity.domain.response import Answered, AnswerSheet, Draft, Evidence, NotApplicable, Respondent, Unknown
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire

RETAIL_ALONE = (Condition("sector", ("retail",)),)
SMALL = a_questionnaire(a_dimension("voice", "voice.a", "voice.b", a_practice("voice.p", 2)))


def the_assessment(text: str, questionnaire: Questionnaire = SMALL, *, blanks_allowed: bool = True) -> Assessment:
    """What *text* says; it must be in order."""
    answers = read(text, "answers.yaml", questionnaire, blanks_allowed=blanks_allowed)
    assert isinstance(answers, Accepted), answers
    return answers.value


def the_problems(
    text: str, questionnaire: Questionnaire = SMALL, *, blanks_allowed: bool = True
) -> list[tuple[str, int, int]]:
    """Code, line and column of all that is wrong with *text*, warnings included."""
    answers = read(text, "answers.yaml", questionnaire, blanks_allowed=blanks_allowed)
    problems = answers.problems if isinstance(answers, Refused) else answers.warnings
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems]


def test_everything_that_the_format_knows_is_read() -> None:
    """One file with all keys becomes the value that an interview would have made."""
    text = """
format: 1
questionnaire: {id: sample, version: 1.0.0}
organisation: {name: ACME, sector: retail, unit: B2C France, country: FR, profile: large}
date: 2026-11-21
language: ru
predicted: {overall: 3}
targets: {overall: 3, voice: 4}
importance: {voice: 3}
answers:
  voice.a: {level: 3, evidence: document, note: Seen., quote: We do., at: 2026-11-21T10:04:00Z, flag: ask again}
  voice.b: {not_applicable: no stores, note: Since 2020.}
  voice.p: {unknown: ask IT}
respondents:
  ceo: {name: Ann, role: board, answers: {voice.a: 4, voice.p: 2/3}}
  shop: {answers: {voice.b: {flag: ask later, evidence: opinion}}}
journey:
  - {touchpoint: Paying, stage: buy, importance: 5, expected: 8, functional: 6.5, emotional: 4, recommend: 1/3,
     moment_of_truth: true, note: Slow.}
actions:
  own-1: {text: Call ten., dimension: voice, effort: 2, impact: 3, horizon: 90d, status: done, owner: Bo,
          due: 2027-02-01, why: Said so.}
interview: {started: 2026-11-21T10:00:00Z, updated: 2026-11-21T10:05:00Z, at: voice.p, complete: false}
"""

    assessment = the_assessment(text)

    assert assessment == Assessment(
        questionnaire=QuestionnaireReference("sample", "1.0.0"),
        organisation=Organisation("ACME", "B2C France", "retail", "FR", "large"),
        date="2026-11-21",
        language="ru",
        predicted={"overall": 3},
        targets={"overall": 3, "voice": 4},
        importance={"voice": 3},
        sheet=AnswerSheet(
            {
                "voice.a": Answered(3, Evidence.DOCUMENT, "Seen.", "We do.", "2026-11-21T10:04:00Z"),
                "voice.b": NotApplicable("no stores", "Since 2020."),
                "voice.p": Unknown("ask IT"),
            },
            flags={"voice.a": "ask again"},
        ),
        respondents=(
            Respondent(
                "ceo", AnswerSheet({"voice.a": Answered(4), "voice.p": Answered(Fraction(2, 3))}), "Ann", "board"
            ),
            Respondent("shop", AnswerSheet({}, {"voice.b": Draft(Evidence.OPINION)}, {"voice.b": "ask later"})),
        ),
        touchpoints=(
            Touchpoint("Paying", "buy", 5, Fraction(8), Fraction(13, 2), Fraction(4), Fraction(1, 3), True, "Slow."),
        ),
        actions=(PlannedAction("own-1", "done", "Bo", "2027-02-01", "Call ten.", "Said so.", "voice", 2, 3, "90d"),),
        interview=InterviewState("2026-11-21T10:00:00Z", "2026-11-21T10:05:00Z", "voice.p", False),
    )


@pytest.mark.parametrize("written", ["No", "010", "1:30", "2026-11-21", "1e3", "0x1F", "True", "1_000", "3.10.1", "+"])
def test_text_stays_as_typed(written: str) -> None:
    """What other YAML readers turn into truth values, numbers and dates stays text where text is wanted."""
    assessment = the_assessment(f"format: 1\norganisation: {{name: {written}}}\n")

    assert assessment.organisation.name == written


@pytest.mark.parametrize("written", ["3", "-1", "3.10", "true", "false"])
def test_numbers_and_truth_values_are_no_texts(written: str) -> None:
    """They must be put into quotation marks to be texts."""
    assert the_problems(f"format: 1\norganisation: {{name: {written}}}\n") == [("not-text", 2, 22)]
    assert the_assessment(f'format: 1\norganisation: {{name: "{written}"}}\n').organisation.name == written


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("never", 0),
        ("sometimes", Fraction(1, 3)),
        ("2/3", Fraction(2, 3)),
        ("4/6", Fraction(2, 3)),
        ("1", 1),
        ("1.0", 1),
    ],
)
def test_a_practice_is_answered_by_option_or_its_exact_value(written: str, value: Fraction) -> None:
    """A value counts when it is exactly an option's."""
    sheet = the_assessment(f"format: 1\nanswers: {{voice.p: {written}}}\n").sheet

    assert sheet == AnswerSheet({"voice.p": Answered(Fraction(value))})


@pytest.mark.parametrize("written", ["0.33", "0.5", "seldom", "5", "yes"])
def test_a_practice_takes_nothing_between_its_options(written: str) -> None:
    """Nothing is rounded to the nearest option."""
    assert the_problems(f"format: 1\nanswers: {{voice.p: {written}}}\n") == [("unknown-option", 2, 20)]


@pytest.mark.parametrize("written", ["6", "-1", "10", "99999999999999999"])
def test_levels_off_the_scale_are_refused(written: str) -> None:
    """A level is within 0..N."""
    assert the_problems(f"format: 1\nanswers: {{voice.a: {written}}}\n") == [("level-out-of-scale", 2, 20)]


@pytest.mark.parametrize(
    ("line", "is_taken"),
    [
        ("predicted: {overall: 0, voice: 5}", True),
        ("predicted: {overall: 6}", False),
        ("targets: {overall: 1, voice: 5}", True),
        ("targets: {voice: 0}", False),
        ("targets: {voice: 6}", False),
        ("importance: {voice: 1}", True),
        ("importance: {voice: 3}", True),
        ("importance: {voice: 0}", False),
        ("importance: {voice: 4}", False),
    ],
)
def test_what_is_expected_wanted_and_important_has_its_limits(line: str, is_taken: bool) -> None:
    """Nobody aims at level 0, and nothing is more than very important."""
    if is_taken:
        the_assessment(f"format: 1\n{line}\n")
    else:
        assert [code for code, _, _ in the_problems(f"format: 1\n{line}\n")] == ["out-of-range"]


@pytest.mark.parametrize("written", ["2.0", '"2"', "two", "[2]", "true", "02"])
def test_a_level_is_a_whole_number(written: str) -> None:
    """Decimals and texts are no levels, whatever they look like."""
    assert the_problems(f"format: 1\nanswers: {{voice.a: {written}}}\n") == [("wrong-type", 2, 20)]


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    """One run names everything that has to be mended."""
    text = "format: 1\norganisation: {nmae: ACME}\ndate: soon\nanswers:\n  voice.x: 1\n  voice.a: 9\n  voice.a: 2\n"

    assert the_problems(text) == [
        ("unknown-key", 2, 16),
        ("wrong-date", 3, 7),
        ("unknown-question", 5, 3),
        ("level-out-of-scale", 6, 12),
        ("duplicate-key", 7, 3),
    ]


def test_the_nearest_name_is_offered() -> None:
    """Who mistypes an id is told what was probably meant."""
    answers = read("format: 1\nanswers:\n  voice.aa: 1\n", "answers.yaml", SMALL, blanks_allowed=True)

    assert isinstance(answers, Refused)
    known: dict[str, Value] = {
        "name": "voice.aa",
        "known": ("voice.a", "voice.b", "voice.p"),
        "questionnaire": "sample",
    }
    assert answers.problems == (Problem("unknown-question", Place("answers.yaml", 3, 3), known, "voice.a"),)


def test_blanks_are_one_problem_that_names_them() -> None:
    """It stands at `answers`; drafts and flags are blank too, and respondents count as answers."""
    text = "format: 1\nanswers:\n  voice.a: {note: later}\nrespondents:\n  ceo: {answers: {voice.b: 1}}\n"

    answers = read(text, "answers.yaml", SMALL, blanks_allowed=False)

    assert isinstance(answers, Refused)
    values: dict[str, Value] = {"questions": ("voice.a", "voice.p")}
    assert answers.problems == (Problem("blank-answers", Place("answers.yaml", 2, 1), values),)


def test_questions_out_of_scope_are_never_blank() -> None:
    """A question for retailers concerns nobody else, and a missing sector is told of."""
    questionnaire = a_questionnaire(a_dimension("voice", a_grid_question("voice.r", when=RETAIL_ALONE)))

    assert the_problems("format: 1\norganisation: {sector: banking}\n", questionnaire, blanks_allowed=False) == []
    assert the_problems("format: 1\norganisation: {name: A}\n", questionnaire, blanks_allowed=False) == [
        ("missing-fact", 2, 15)
    ]
    assert the_problems("format: 1\norganisation: {sector: retail}\n", questionnaire, blanks_allowed=False) == [
        ("blank-answers", 1, 1)
    ]


@pytest.mark.parametrize(
    ("version", "problems"),
    [("1.0.0", []), ("1.1.0", [("near-version", 2, 38)]), ("2.0.0", [("other-version", 2, 38)])],
)
def test_another_version_is_told_of(version: str, problems: list[tuple[str, int, int]]) -> None:
    """Within a version's first number answers still fit; beyond it they are refused."""
    assert the_problems(f"format: 1\nquestionnaire: {{id: sample, version: {version}}}\n") == problems


def test_a_level_may_carry_its_sign() -> None:
    """YAML's integers are integers: +1 is the level 1, and -1 is none."""
    assessment = the_assessment("format: 1\nanswers: {voice.a: +1, voice.b: -0}\n")

    assert assessment.sheet.responses == {"voice.a": Answered(1), "voice.b": Answered(0)}
    assert the_problems("format: 1\nanswers: {voice.a: -1}\n") == [("level-out-of-scale", 2, 20)]


def test_a_week_and_its_day_are_no_date() -> None:
    """Other ways of ISO 8601 to name a day are problems, even those of the same length."""
    assert the_problems("format: 1\ndate: 2026-W47-6\n") == [("wrong-date", 2, 7)]


def test_a_number_of_any_length_is_no_text() -> None:
    """Where a text is wanted, even a long row of digits belongs into quotation marks."""
    assert the_problems(f"format: 1\norganisation: {{name: {'1' * 21}}}\n") == [("not-text", 2, 22)]
    assert the_assessment(f"format: 1\norganisation: {{name: '{'1' * 21}'}}\n").organisation.name == "1" * 21


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("actions: {own-1: {text: Call ten., dimension: vioce}}", ("unknown-dimension", 4, 47)),
        ("interview: {at: voice.gone}", ("unknown-question", 4, 17)),
        ("answers: {voice.a: {at: 2026-11-21T10:04:00Z, note: Seen.}}", ("needs-answer", 4, 25)),
        ("answers: {voice.a: {evidence: hearsay, level: 2}}", ("unknown-value", 4, 31)),
    ],
)
def test_what_leads_nowhere_is_told_at_its_place(line: str, problem: tuple[str, int, int]) -> None:
    """A dimension or question that there is not, the time of no answer, a grade that nobody knows."""
    text = f"format: 1\nquestionnaire: {{id: sample, version: 1.0.0}}\norganisation: {{name: ACME}}\n{line}\n"

    assert [one for one in the_problems(text) if one[1] == 4] == [problem]


@pytest.mark.parametrize("status", ["planned", "done", "dropped"])
def test_a_line_of_the_plan_is_planned_done_or_dropped(status: str) -> None:
    """And nothing else."""
    found = the_assessment(
        f"format: 1\nquestionnaire: {{id: sample}}\nactions: {{own: {{text: Ours., status: {status}}}}}\n"
    )

    assert [one.status for one in found.actions] == [status]


@pytest.mark.parametrize(
    ("said", "name", "column"),
    [
        ("{unknown: IT, evidence: document}", "evidence", 44),
        ("{not_applicable: by law, evidence: document}", "evidence", 55),
        ("{note: Later., at: 2026-11-21T10:04:00Z}", "at", 39),
    ],
)
def test_what_belongs_to_an_answer_needs_one(said: str, name: str, column: int) -> None:
    """Proof of what nobody knows is none."""
    text = f"format: 1\nquestionnaire: {{id: sample}}\nanswers: {{voice.a: {said}}}\n"

    refused = read(text, "a.yaml", SMALL, blanks_allowed=True)

    assert isinstance(refused, Refused)
    assert [(one.code, one.values["name"], one.place) for one in refused.problems] == [
        ("needs-answer", name, Place("a.yaml", 3, column))
    ]


@pytest.mark.parametrize(
    ("begun", "codes"),
    [
        ("importance: 5, expected: 10, functional: 0, emotional: 4", []),
        ("importance: 6", ["out-of-range"]),
        ("importance: 0", ["out-of-range"]),
        ("expected: 11", ["out-of-range"]),
        ("emotional: -1", ["out-of-range"]),
    ],
)
def test_what_is_known_of_a_touchpoint_that_is_begun_has_its_limits(begun: str, codes: list[str]) -> None:
    """Those of one that is finished."""
    asked = a_questionnaire(journey=JourneyPart((Stage("buy", "Buying"),)))
    known = f"{{touchpoint: A, stage: buy, {begun}}}"
    text = f"format: 1\nquestionnaire: {{id: sample}}\ninterview: {{unfinished: [{known}]}}\n"

    found = read(text, "a.yaml", asked, blanks_allowed=True)

    if codes:
        assert isinstance(found, Refused)
        assert [one.code for one in found.problems] == codes
    else:
        assert isinstance(found, Accepted)
        state = found.value.interview
        assert state is not None
        (one,) = state.unfinished
        assert one[2:] == (5, Fraction(10), Fraction(0), Fraction(4))


@pytest.mark.parametrize(
    ("sheets", "place"),
    [
        ("answers: {voice.a: 1}\nrespondents: {ann: {answers: {voice.a: 2}}}\n", (3, 1)),
        ("language: en\nrespondents: {ann: {answers: {voice.a: 2}}}\n", (4, 1)),
        ("language: en\n", (1, 1)),
    ],
)
def test_blanks_are_told_where_answers_stand(sheets: str, place: tuple[int, int]) -> None:
    """Together, or each person's; at the top where nobody has any."""
    found = read(f"format: 1\nquestionnaire: {{id: sample}}\n{sheets}", "a.yaml", SMALL, blanks_allowed=False)

    assert isinstance(found, Refused)
    assert [(one.code, one.place) for one in found.problems] == [("blank-answers", Place("a.yaml", *place))]


@pytest.mark.parametrize(("written", "given"), [("null", "null"), ("~", "~"), ("true", "true"), ("2025", "2025")])
def test_a_text_that_is_none_is_told_as_it_stands(written: str, given: str) -> None:
    """In an id of its own kind; nothing at all says nothing."""
    found = read(
        f"format: 1\nquestionnaire: {{id: sample, version: {written}}}\n", "a.yaml", SMALL, blanks_allowed=True
    )

    told = (
        [one.values["given"] for one in found.problems if one.code == "not-text"] if isinstance(found, Refused) else []
    )
    assert told == ([given] if written in ("true", "2025") else [])


def test_a_blank_hides_nothing_that_comes_after_it() -> None:
    """Whether anything stands after its colon or not."""
    sheet = the_assessment("format: 1\nanswers:\n  voice.a:\n  voice.b: 2\n  voice.p: {note: Later.}\n").sheet

    assert (sheet.responses, sheet.drafts) == ({"voice.b": Answered(2)}, {"voice.p": Draft(note="Later.")})


@pytest.mark.parametrize(
    "said",
    [
        "{level: 2, not_applicable: by law}",
        "{level: 2, unknown: IT}",
        "{unknown: IT, not_applicable: by law}",
        "{level: 2, unknown: }",
    ],
)
def test_an_answer_has_one_state(said: str) -> None:
    """Told at the second of them."""
    found = read(
        f"format: 1\nquestionnaire: {{id: sample}}\nanswers: {{voice.a: {said}}}\n",
        "a.yaml",
        SMALL,
        blanks_allowed=True,
    )

    assert isinstance(found, Refused)
    assert [one.code for one in found.problems] == ["two-states"]


@pytest.mark.parametrize(("length", "codes"), [(10_000, []), (10_001, ["note-too-long"])])
def test_a_note_has_ten_thousand_characters_at_the_most(length: int, codes: list[str]) -> None:
    """As what is typed in an interview."""
    note = "a" * length
    text = f"format: 1\nquestionnaire: {{id: sample}}\nanswers: {{voice.a: {{level: 2, note: {note}}}}}\n"

    found = read(text, "a.yaml", SMALL, blanks_allowed=True)

    assert [one.code for one in (found.problems if isinstance(found, Refused) else ())] == codes
