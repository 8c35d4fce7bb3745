"""The page for the board is one page, however long its texts are."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from cem_maturity.adapters import html_report, pdf
from cem_maturity.application.assess import assess
from cem_maturity.application.language import languages, speak
from cem_maturity.domain.assessment import Organisation, PlannedAction
from cem_maturity.domain.kinds import Kind, of_kind
from cem_maturity.domain.questionnaire import GridQuestion, Question, Questionnaire
from cem_maturity.domain.report import as_values
from tests.adapters.reports import TEMPLATES, some_answers, some_dimensions
from tests.builders import a_questionnaire, an_assessment
from tests.domain.strategies import THOROUGH

WORDS = {"en": "a considerable measurement ", "ru": "значительное измерение ", "fa": "اندازه‌گیری بسیار گسترده "}
SIZES = [(count, length) for count in (1, 3, 9, 15, 30) for length in (1, 60, 140, 400, 3000)]
CASES = [(code, *size) for code in languages() for size in SIZES]
SHARE = [("en", 1, 1), ("ru", 3, 140), ("ru", 15, 400), ("fa", 30, 3000)]


def long(code: str, length: int) -> str:
    """A text of that *length* with words of that language."""
    return (WORDS[code] * (length // len(WORDS[code]) + 1))[: max(length, 1)].strip()


def wordy(code: str, count: int, length: int) -> Questionnaire:
    """A questionnaire of *count* dimensions, every text of which is as long as its kind may well be."""

    def longer(question: Question) -> Question:
        assert isinstance(question, GridQuestion)
        text, owner = long(code, length), long(code, length // 3)
        steps = tuple(
            step._replace(actions=tuple(one._replace(text=text, owner=owner) for one in step.actions))
            for step in question.steps
        )
        return replace(question, text=text, steps=steps)

    dimensions = tuple(
        replace(one, title=f"{long(code, length // 3)} {one.id}", questions=tuple(map(longer, one.questions)))
        for one in some_dimensions(count)
    )
    made = a_questionnaire(*dimensions)
    levels = tuple(one._replace(name=long(code, min(length // 3, 90)), view=long(code, length)) for one in made.levels)
    return replace(made, levels=levels, title=long(code, length), indicative=True)


@pytest.mark.parametrize(("code", "count", "length"), CASES if THOROUGH else SHARE)
def test_the_board_is_given_two_pages_whatever_is_said(code: str, count: int, length: int) -> None:
    """With many dimensions that block, few answers, a provisional result, and owners without end."""
    few = dict(list(some_answers(count, 2).items())[: count + 1])
    plan = (PlannedAction("do-0-a-3", "planned", owner=long(code, length)),)
    organisation = Organisation(long(code, length), long(code, length))
    language = speak(code)
    report = assess(
        wordy(code, count, length),
        an_assessment(few, organisation=organisation, actions=plan),
        partial=True,
        program_version="1.0",
    )

    html = html_report.render(
        as_values(of_kind(report, Kind.EXECUTIVE), language.say),
        language,
        templates=TEMPLATES,
        medium=html_report.Medium.PRINT,
    )

    assert len(PdfReader(io.BytesIO(pdf.render(html, fonts=TEMPLATES / "fonts"))).pages) == 2
