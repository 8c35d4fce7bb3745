"""A PDF for archives and screen readers: what validators say, what it carries, and the same bytes everywhere."""

import io
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

import page as validator
import pypdf
import pytest
from outloud import check
from pypdf.generic import ArrayObject, StreamObject

from cem_maturity.adapters import html_report, pdf
from cem_maturity.adapters.bundled import examples
from cem_maturity.adapters.html_report import Medium
from cem_maturity.application.judge import judge
from cem_maturity.application.language import SOURCE, Language, speak
from cem_maturity.cli.assessing import judge_file, report_on
from cem_maturity.cli.plan import plan_to
from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.report import as_values
from tests.adapters.reports import JOURNEY, TEMPLATES, a_touchpoint, some_dimensions, the_html, the_values
from tests.builders import a_questionnaire, a_respondent, an_assessment, answered, not_applicable, unknown
from tests.domain.strategies import THOROUGH

FONTS = TEMPLATES / "fonts"
STANDARDS = ("ua1", "3a")
CARRIED = (
    pdf.Attachment("answers.yaml", b"format: 1\nnote: \xd0\xbf\r\n", "application/yaml", "Source", "Made from this"),
    pdf.Attachment("result.json", b"{}\n", "application/json", "Data", "All figures"),
)


def rendered(html: str, attachments: Sequence[pdf.Attachment] = CARRIED) -> bytes:
    """The PDF of *html* with what reports carry."""
    return pdf.render(html, fonts=FONTS, attachments=attachments)


@cache
def the_report() -> bytes:
    """The PDF of the small report with everything in it."""
    return rendered(the_html(medium=Medium.PRINT))


def failures(content: bytes) -> set[tuple[str, str, str]]:
    """What the validator finds against either standard."""
    return {
        (standard, one.rule_id, one.message)
        for standard in STANDARDS
        for one in validator.validate_pdf_bytes(content, profile=standard).failures
    }


def errors_heard(content: bytes, file: Path) -> list[str]:
    """What the second checker takes for an error; it wants a *file*.

    TAG-002 is left out: it takes a long running head, which ISO 14289-1 (7.8) wants set apart, for prose.
    """
    file.write_bytes(content)
    heard = check(str(file), skip={"TAG-002"})
    return ([heard.error] if heard.error else []) + [one.rule for one in heard.findings if one.severity == "error"]


def the_cinema(language: Language) -> bytes:
    """The report of nine dimensions, with everything that can be added to it."""
    result = judge_file(examples() / "cinema" / "answers.yaml", None, language.code, partial=False)
    assert result is not None
    before = judge(result.questionnaire, replace(result.assessment, date="2025-11-21"), partial=False)
    found = report_on(result, plan=plan_to(result, 3), baseline=before)
    values = as_values(found, language.say)
    return rendered(html_report.render(values, language, templates=TEMPLATES, medium=Medium.PRINT))


@pytest.mark.parametrize("code", ["en", "ru", "fa"])
def test_the_full_report_meets_both_standards_in_every_language(code: str, tmp_path: Path) -> None:
    """PDF/A-3a and PDF/UA-1, with a plan, a baseline and attachments; and a second checker hears no error."""
    content = the_cinema(speak(code))

    assert failures(content) == set()
    if code == SOURCE or THOROUGH:
        assert errors_heard(content, tmp_path / "report.pdf") == []


def several_people() -> str:
    """Respondents who disagree."""
    people = tuple(
        a_respondent(name, {f"d{d}.{q}": level for d in range(3) for q in "ab"}, role=role)
        for name, role, level in (("ann", "board", 5), ("bob", "front-line", 1), ("cy", "cx", 3))
    )
    return the_html(the_values(replace(an_assessment({}), respondents=people)), medium=Medium.PRINT)


def journey_only() -> str:
    """A questionnaire without dimensions."""
    touchpoints = (a_touchpoint(), a_touchpoint("Coming back", emotional=9))
    asked = a_questionnaire(journey=JOURNEY)
    return the_html(the_values(an_assessment({}, touchpoints=touchpoints), asked), medium=Medium.PRINT)


def all_unknown() -> str:
    """Not one answer."""
    said = {f"d{d}.{q}": unknown("IT") for d in range(3) for q in "ab"}
    return the_html(the_values(an_assessment(said), a_questionnaire(*some_dimensions())), medium=Medium.PRINT)


def nothing_applies() -> str:
    """One dimension with answers, two that do not apply, and a name that reads from the right."""
    said = {f"d{d}.{q}": answered(2) if d == 0 else not_applicable("no such unit") for d in range(3) for q in "ab"}
    assessment = an_assessment(said, organisation=Organisation("سینما", "a & b <c>"))
    return the_html(the_values(assessment, a_questionnaire(*some_dimensions())), medium=Medium.PRINT)


@pytest.mark.parametrize("pages", [several_people, journey_only, all_unknown, nothing_applies])
def test_every_kind_of_result_meets_both_standards(pages: Callable[[], str]) -> None:
    """Parts that only some reports have are as sound as the others."""
    assert failures(rendered(pages())) == set()


def test_attachments_come_back_as_they_were() -> None:
    """Byte for byte, with name, type, relationship, description, and the date of the answers for their own."""
    reader = pypdf.PdfReader(io.BytesIO(the_report()))

    assert reader.attachments == {one.name: [one.content] for one in CARRIED}
    associated = [one.get_object() for one in cast(ArrayObject, reader.root_object["/AF"])]
    assert [(one["/UF"], one["/AFRelationship"], one["/Desc"]) for one in associated] == [
        ("answers.yaml", "/Source", "Made from this"),
        ("result.json", "/Data", "All figures"),
    ]
    files = [one["/EF"]["/F"].get_object() for one in associated]
    assert [(one["/Subtype"], one["/Params"]["/ModDate"]) for one in files] == [
        ("/application/yaml", "D:20261121"),
        ("/application/json", "D:20261121"),
    ]


def test_a_sign_that_no_font_has_takes_the_claims_away() -> None:
    """Such a file is against both standards, so it says that it meets neither."""
    html = the_html(medium=Medium.PRINT).replace("How is d0.a?", "How is 田中?")

    content = rendered(html)

    assert b"pdfaid:part" not in content
    assert b"pdfuaid:part" not in content


def test_nobody_has_to_hear_the_page_number_on_every_page() -> None:
    """Running heads are marked as such, and no tag leads to them."""
    reader = pypdf.PdfReader(io.BytesIO(the_report()))

    drawn = [cast(StreamObject, page["/Contents"]).get_data() for page in reader.pages]
    marked = [one.count(b"/Artifact\n<</Type/Pagination>>\nBDC") for one in drawn]

    assert marked[0] == 0
    assert min(marked[1:]) >= 2


def test_no_stream_can_be_taken_for_a_byte_shorter() -> None:
    """One that ends with a carriage return is written in another way: the end of the line would swallow it."""
    texts = (f"note: {'a' * number}\n".encode() for number in range(1000))
    content = next(text for text in texts if zlib.compress(text).endswith(b"\r"))
    attached = pdf.Attachment("answers.yaml", content, "application/yaml", "Source", "Made from this")

    written = rendered("<html lang=en><title>t</title><body><h1>t</h1>", [attached])

    assert b"\r\nendstream" not in written
    assert failures(written) == set()
    assert pypdf.PdfReader(io.BytesIO(written)).attachments == {"answers.yaml": [content]}


def test_nor_can_the_tables_that_are_made_while_writing() -> None:
    """One file in 128 comes out with such a table at first; it is written anew until it does not."""
    pages = [
        rendered(f"<html lang=en><title>t{number}</title><body><h1>t{number}</h1>", ()) for number in range(30, 70)
    ]

    assert [one for one in pages if b"\r\nendstream" in one or failures(one)] == []
