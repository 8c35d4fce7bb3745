"""The pages of a class in Chromium: briefing, guide, formula, key, the teams beside the model, and the gallery."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cem_maturity.adapters.bundled import report_templates
from cem_maturity.adapters.html_report import comparison
from cem_maturity.adapters.html_report.exercise import Page, render
from cem_maturity.application.exercise import guide, key_page
from cem_maturity.application.language import languages, speak
from cem_maturity.domain.against import against
from cem_maturity.domain.dossier import Speaker, Story, dossier
from cem_maturity.domain.report import as_values
from cem_maturity.domain.response import Answered
from cem_maturity.domain.result import Result
from cem_maturity.domain.worked import formula
from tests.cli.stocks import asked, client, stock
from tests.seen.browser import DESKTOP, PHONE, opened
from tests.seen.cases import TEMPLATES
from tests.seen.gallery import PERSONAS, index
from tests.seen.test_in_a_browser import flaws, put

PIXEL = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c63f8ffff3f0300050001ff8ed3f75a0000000049454e44ae426082"
    )
).decode()


@cache
def pages(code: str) -> dict[str, str]:
    """Every kind of page about a client with people who quarrel, in that language."""
    sample, language = client(7, "split", 1, language=code), speak(code)
    result, say = sample.result, language.say
    story = Story(("Once. " * 40, "Then."), (Speaker("Ann Berg", "owner"),))
    values = {
        Page.BRIEFING: as_values(dossier(result, story, stock("cem-maturity", code)), say),
        Page.GUIDE: as_values(guide(result.questionnaire, result.assessment.organisation.name, 4), say),
        Page.FORMULA: as_values(formula(result, worked=True), say),
        Page.KEY: as_values(key_page(sample.key, result), say),
    }
    ours = report_templates() / "exercise"
    made = {str(page): render(page, one, language, templates=ours, shared=TEMPLATES) for page, one in values.items()}
    made["open formula"] = render(
        Page.FORMULA, as_values(formula(result, worked=False), say), language, templates=ours, shared=TEMPLATES
    )
    teams = [(f"team-{at}.yaml", moved(result, at)) for at in range(5)]
    judged = against(sample.key, asked("cem-maturity", code), teams, "1.0")
    made["model"] = comparison.render(
        as_values(judged, say), language, templates=report_templates() / "comparison", shared=TEMPLATES
    )
    shots = [
        {"code": one, "level": level, "organisation": "ACME", "index": level, "html": "a.html", "pdf": "a.pdf"}
        | {"picture": PIXEL, "width": 1, "height": 1}
        for one in languages()
        for level in range(len(PERSONAS))
    ]
    return made | {"gallery": index(shots, language)}


def moved(result: Result, by: int) -> Result:
    """The *result* of a team that puts each answer a little higher than the model, by its number."""
    said = {
        id_: one._replace(answer=min(int(one.answer) + (at + by) % 3, 5)) if isinstance(one, Answered) else one
        for at, (id_, one) in enumerate(result.responses.items())
    }
    from cem_maturity.application.judge import judge

    assessment = replace(result.assessment, respondents=(), sheet=replace(result.assessment.sheet, responses=said))
    return judge(result.questionnaire, assessment, partial=True)


def ways() -> Iterator[tuple[str, str]]:
    """Every page in every language."""
    for code in languages():
        for name in (*map(str, Page), "open formula", "model", "gallery"):
            yield code, name


@pytest.mark.parametrize(("code", "name"), list(ways()))
def test_a_page_of_a_class_holds_together_and_anybody_can_use_it(
    browser: Browser, folder: Path, code: str, name: str
) -> None:
    """On a phone and on a desk, by light and in the dark: nothing leaves it, axe-core finds nothing."""
    file = put(folder, f"class-{name}-{code}", pages(code)[name])

    for size, dark in ((PHONE, False), (DESKTOP, True)):
        with opened(browser, file, size, dark=dark) as there:
            assert flaws(there, file) == []
            assert there.violations() == []
