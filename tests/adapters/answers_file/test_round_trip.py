"""What is written is read again as the same value, whatever people put down."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import tests.builders
from cem_maturity.adapters.answers_file import read
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.adapters.disk.loading import text_of
from cem_maturity.domain.assessment import (
    Assessment,
    InterviewState,
    Organisation,
    PlannedAction,
    QuestionnaireReference,
    Touchpoint,
    UnfinishedTouchpoint,
)
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.free_text import refusal
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import JourneyPart, Stage
from cem_maturity.domain.response import Answered, AnswerSheet, Draft, Evidence, NotApplicable, Respondent, Unknown
from tests.builders import a_dimension, a_practice, a_questionnaire

NAUGHTY: list[str] = json.loads(
    (Path(__file__).parents[2] / "naughty" / "blns" / "blns.json").read_text(encoding="utf-8")
)
QUESTIONNAIRE = a_questionnaire(
    a_dimension("voice", "voice.a", "voice.b", "voice.c", "voice.d", "voice.e", a_practice("voice.p", 2))
)


def written_and_read(assessment: Assessment) -> Assessment:
    """The assessment after a journey through the bytes of a file."""
    content = write(assessment, QUESTIONNAIRE).encode()
    answers = read(text_of(content, "answers.yaml"), "answers.yaml", QUESTIONNAIRE, blanks_allowed=True)
    assert isinstance(answers, Accepted)
    return answers.value


def an_assessment(text: str) -> Assessment:
    """An assessment that holds *text* wherever people use their own words."""
    sheet = AnswerSheet(
        {
            "voice.a": Answered(2, Evidence.DOCUMENT, text, text, "2026-11-21T10:04:00Z"),
            "voice.b": NotApplicable(f"because {text}", text, text),
            "voice.c": Unknown(text, text),
            "voice.p": Answered(Fraction(1, 3), note=text),
        },
        {"voice.d": Draft(Evidence.OPINION, text, text)},
        {"voice.a": text, "voice.e": text},
    )
    return Assessment(
        questionnaire=QuestionnaireReference("sample", "1.0.0", scoring_digest(QUESTIONNAIRE)),
        organisation=Organisation(text, text, text, text, text),
        date="2026-11-21",
        language="en",
        predicted={"overall": 3},
        targets={"overall": 3, "voice": 4},
        importance={"voice": 3},
        sheet=sheet,
        respondents=(
            Respondent("ceo", AnswerSheet({"voice.a": Answered(4)}), text, text),
            Respondent("cfo", AnswerSheet()),
            Respondent("cio", AnswerSheet(), "", "", {"overall": 0}, {"voice": 4}, {"voice": 1}),
        ),
        touchpoints=(
            Touchpoint(
                text or "a counter", "buy", 5, Fraction(8), Fraction(13, 2), Fraction(1, 3), Fraction(0), True, text
            ),
        ),
        actions=(PlannedAction("own-1", "done", text, "2027-02-01", f"x{text}", text, "voice", 2, 3, "90d"),),
        interview=InterviewState(
            "2026-11-21T10:04:00Z",
            "2026-11-21T10:05:00+03:00",
            "voice.p",
            True,
            "buy",
            (
                UnfinishedTouchpoint(text or "a counter", "buy"),
                UnfinishedTouchpoint("b", "buy", 5, Fraction(8), Fraction(1, 3)),
            ),
        ),
    )


def test_naughty_strings_come_back_as_they_were() -> None:
    """Of 515 naughty strings all that may be kept are kept exactly, alone and among lines."""
    kept = [text for text in NAUGHTY if refusal(text) is None]
    texts = [variant for text in kept for variant in (text, f"{text}\n{text}", f"first\n\n  {text}\n", f" {text} ")]

    changed = [text for text in texts if written_and_read(an_assessment(text)) != an_assessment(text)]

    assert len(NAUGHTY) == 515
    assert changed == []


def test_what_may_not_be_kept_would_not_be_read() -> None:
    """The refusal at the prompt and the refusal at the file are the same."""
    refused = [text for text in NAUGHTY if refusal(text) is not None]

    outcomes = {
        type(read(write(an_assessment(text), QUESTIONNAIRE), "f", QUESTIONNAIRE, blanks_allowed=True))
        for text in refused
    }

    assert refused
    assert Accepted not in outcomes


@settings(max_examples=300)
@given(st.text(st.characters(codec="utf-8"), max_size=60).filter(lambda text: refusal(text) is None))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """Quotes, colons, line breaks, white space at either end: nothing changes on the way."""
    assert written_and_read(an_assessment(text)) == an_assessment(text)


@pytest.mark.parametrize(
    "text",
    [
        "true",
        "No",
        "null",
        "~",
        "010",
        "1:30",
        "3.10",
        "2026-11-21",
        "=",
        "<<",
        "- a",
        "a: b",
        "a #b",
        "'",
        '"',
        "|",
        "\t",
        "a\n",
        "\na",
        "a\n \nb",
        "x" * 9_990,
    ],
)
def test_texts_that_look_like_something_else_stay_texts(text: str) -> None:
    """What a YAML reader may take for a number, a date or syntax is written so that none does."""
    assert written_and_read(an_assessment(text)) == an_assessment(text)


def test_a_line_of_blanks_alone_is_written_where_no_editor_takes_it_away() -> None:
    """In quotation marks; an empty line may stand as it is."""
    assert '"One.\\n \\nTwo."' in write(an_assessment("One.\n \nTwo."), QUESTIONNAIRE)
    assert "|-" in write(an_assessment("One.\n\nTwo."), QUESTIONNAIRE)


def test_an_assessment_with_nothing_in_it_comes_back() -> None:
    """The first save of an interview holds no answers yet."""
    empty = Assessment(QuestionnaireReference("sample", "1.0.0"), Organisation(""), "")

    assert written_and_read(empty) == empty


def test_the_file_is_for_people() -> None:
    """Bare answers take one short line; only what needs quotation marks has them."""
    sheet = AnswerSheet(
        {"voice.a": Answered(2), "voice.p": Answered(Fraction(1)), "voice.b": Answered(1, note="One.\nTwo.")}
    )
    assessment = Assessment(QuestionnaireReference("sample", "1.0"), Organisation("ACME"), "2026-11-21", sheet=sheet)

    text = write(assessment, QUESTIONNAIRE)

    assert text == (
        "format: 1\n"
        'questionnaire: {id: sample, version: "1.0"}\n'
        "organisation:\n"
        "  name: ACME\n"
        "date: 2026-11-21\n"
        "answers:\n"
        "  voice.a: 2\n"
        "  voice.b:\n"
        "    level: 1\n"
        "    note: |-\n"
        "      One.\n"
        "      Two.\n"
        "  voice.p: always\n"
    )


@pytest.mark.parametrize(
    "text",
    ["no", "Yes", "on", "OFF", "n", "null", "~", "true", "1.5", "0x1F", "1_000", "1:30", "=", "<<"],
)
def test_other_readers_of_yaml_read_the_same_text(text: str) -> None:
    """To them a bare `no` is a truth and a bare 1:30 a number; a day alone stays bare, as it does everywhere."""
    written = yaml.safe_load(write(an_assessment(text), QUESTIONNAIRE))

    assert written["answers"]["voice.a"]["note"] == text


def test_a_figure_is_written_as_people_write_it() -> None:
    """With the decimals that it has; a third stays a third."""
    touchpoint = Touchpoint("Paying", "", 5, Fraction(15, 2), Fraction(1, 3), Fraction(10))
    text = write(tests.builders.an_assessment(touchpoints=(touchpoint,)), a_questionnaire())

    assert [line.strip() for line in text.splitlines() if "expected" in line or "functional" in line] == [
        "expected: 7.5",
        "functional: 1/3",
    ]


def test_what_is_known_of_a_touchpoint_that_is_begun_is_kept() -> None:
    """Each figure in its own place."""
    begun = UnfinishedTouchpoint("Paying", "", 4, Fraction(8), Fraction(6), Fraction(3))
    asked = a_questionnaire(journey=JourneyPart((Stage("buy", "Buying"),)))
    assessment = replace(tests.builders.an_assessment(), interview=InterviewState(unfinished=(begun,)))

    found = read(write(assessment, asked), "a.yaml", asked, blanks_allowed=True)

    assert isinstance(found, Accepted)
    assert found.value.interview is not None
    assert found.value.interview.unfinished == (begun,)
