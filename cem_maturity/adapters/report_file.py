"""A report as the bytes of its file, in every format: the same for one report and for thousands."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cem_maturity.adapters.bundled import report_templates
from cem_maturity.application.file_names import ANSWERS, RESULT
from cem_maturity.application.language import Language
from cem_maturity.domain.brand import Brand
from cem_maturity.domain.kinds import Kind
from cem_maturity.domain.report import Plain, Report, as_values

if TYPE_CHECKING:
    from cem_maturity.adapters.pdf import Attachment
    from cem_maturity.adapters.render_door import Door
    from cem_maturity.application.template_set import TemplateSet

FORMATS = ("pdf", "html", "md", "json", "xlsx")
"""What a report can be written as."""
STANDARD = "standard"
"""The template set of the report."""


def render(
    report: Report,
    language: Language,
    format_: str,
    *,
    brand: Brand,
    answers: str,
    templates: "Path | TemplateSet",
    made: str,
    door: "Door",
) -> bytes:
    """The bytes of the *report* in that format, one of FORMATS.

    A PDF carries the text *answers*, from which it was made, and its figures; nothing where readers outside get it.
    *templates* is the folder of a set of ours, or a set of somebody else, *made* the ISO 8601 time that the file gives
    as its own, else the day of the assessment. Pages are made behind the *door*. Raises NotRendered and Faulty as that
    does, PdfUnavailable where libraries are missing.
    """
    values = as_values(report, language.say)
    match format_:
        case "json":
            from cem_maturity.adapters import json_report

            return json_report.render(values).encode()
        case "md":
            from cem_maturity.adapters.html_report import markdown

            return markdown.render(values, language, templates=report_templates() / STANDARD).encode()
        case "xlsx":
            from cem_maturity.adapters import workbook

            return workbook.render(values, language, made=made)
        case "html" | "pdf":
            is_pdf = format_ == "pdf"
            if is_pdf:
                from cem_maturity.adapters import pdf

                pdf.check_libraries()
            inside = _carried(answers, values, language) if is_pdf and report.kind != Kind.OUTWARD else ()
            return _pages(values, language, templates, brand, made, door, is_pdf=is_pdf, attachments=inside)
        case _:
            raise ValueError(f"a report is not written as {format_}")


def _pages(
    values: Mapping[str, Plain],
    language: Language,
    templates: "Path | TemplateSet",
    brand: Brand,
    made: str,
    door: "Door",
    *,
    is_pdf: bool,
    attachments: "Sequence[Attachment]",
) -> bytes:
    from cem_maturity.adapters import html_report
    from cem_maturity.adapters.html_report.branding import look
    from cem_maturity.adapters.render_door import Filled, Job

    medium = html_report.Medium.PRINT if is_pdf else html_report.Medium.SCREEN
    fonts = str(report_templates() / STANDARD / "fonts") if is_pdf else ""
    house = look(brand, language.code)
    if isinstance(templates, Path):
        # Here, while the worker still loads what makes a PDF of it.
        html = html_report.render(values, language, templates=templates, medium=medium, made=made, brand=house)
        return door.render(Job(html, fonts, tuple(attachments))) if is_pdf else html.encode()
    given: dict[str, Plain] = {"made": made, "brand": house, "medium": medium.value}
    filled = Filled(values, language.code, given, templates.texts, templates.fonts)
    return door.render(Job(filled, fonts, tuple(attachments)))


def _carried(answers: str, values: Mapping[str, Plain], language: Language) -> "Sequence[Attachment]":
    """What a PDF report carries: the answers file that it was made from, as it was read, and its *values* as JSON.

    What others have published is for people, and in no JSON (contract.md §4).
    """
    from cem_maturity.adapters import json_report
    from cem_maturity.adapters.pdf import Attachment

    made_from = language.gettext("The answers file that this report was made from")
    figures = language.gettext("All figures of this report, for programs")
    return (
        Attachment(ANSWERS, answers.encode(), "application/yaml", "Source", made_from),
        Attachment(
            RESULT, json_report.render({**values, "references": []}).encode(), "application/json", "Data", figures
        ),
    )
