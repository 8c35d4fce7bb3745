"""`cem report`: one answers file as a report to hand over."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cem_maturity.cli.assessing import judge_file, judge_found, references_for, report_language, report_on
from cem_maturity.cli.options import AnswersArgument, LanguageOption, PartialOption, QuestionnaireOption
from cem_maturity.cli.plan import plan_to
from cem_maturity.cli.publishing import STDOUT, carried, check_pdf, made, pdf_of, suffix_of, templates, write
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, WRONG_USAGE, put, put_bytes, stop, tell

if TYPE_CHECKING:
    from cem_maturity.application.language import Language
    from cem_maturity.domain.report import Report


class Format(StrEnum):
    """What a report is written as; also the suffix of its file."""

    PDF = "pdf"
    HTML = "html"
    MD = "md"
    JSON = "json"
    XLSX = "xlsx"


class Kind(StrEnum):
    """Whom a report is for; also a part of the name of its file, unless it is the full one."""

    FULL = "full"
    EXECUTIVE = "executive"
    OUTWARD = "outward"


def report(
    answers: AnswersArgument,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=_("Where the report goes; else a file named after the answers, in this folder. - is stdout."),
        ),
    ] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", help=_("What is written; else what the suffix of FILE says, else PDF."))
    ] = None,
    kind: Annotated[
        Kind,
        typer.Option(
            "--kind",
            help=_("All of it, two pages for the board, or what may leave the house: no notes, quotes or names."),
        ),
    ] = Kind.FULL,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="OLD", help=_("Earlier answers; the report then shows what has moved since.")),
    ] = None,
    plan: Annotated[
        int | None,
        typer.Option("--plan", metavar="LEVEL", help=_("Add the cheapest way to this level, by horizon.")),
    ] = None,
    partial: PartialOption = False,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Write the report on an answers file, with its next actions."""
    chosen = format_ or _format_of(output)
    stem = answers.stem if kind is Kind.FULL else f"{answers.stem}-{kind}"
    target = None if output == STDOUT else Path(output or f"{stem}.{chosen}")
    if target is not None and target.resolve() == answers.resolve():
        stop(_("The report would take the place of the answers file; name another file with -o."), WRONG_USAGE)
    if target is not None and baseline is not None and target.resolve() == baseline.resolve():
        stop(_("The report would take the place of the earlier answers; name another file with -o."), WRONG_USAGE)
    judged = judge_found(answers, questionnaire, language, partial=partial)
    before = None if baseline is None else judge_file(baseline, questionnaire, language, partial=partial)
    if judged is None or (baseline is not None and before is None):
        raise typer.Exit(BAD_DOCUMENT)
    result, text = judged
    found = report_on(
        result,
        kind,
        plan=None if plan is None else plan_to(result, plan),
        baseline=before,
        references=() if chosen is Format.JSON else references_for(result, language),
    )
    for reason in found.baseline.reasons if found.baseline else ():
        tell(_("{file}: warning: {sentence}").format(file=baseline, sentence=SPOKEN.say(reason)))
    if target is None:
        put_bytes(rendered(found, report_language(found, language), chosen, text))
    else:
        write_report(found, report_language(found, language), chosen, target, text)
        put(f"{target}\n")


def write_report(report: "Report", language: "Language", format_: Format, target: Path, answers: str) -> None:
    """Write the *report* on the text *answers* to *target*; where that fails, say why and end with exit code 5."""
    write(rendered(report, language, format_, answers), target)


def rendered(report: "Report", language: "Language", format_: Format, answers: str) -> bytes:
    """The bytes of the *report* in that format; where this machine cannot make them, say why and end.

    A PDF carries the text *answers*, from which it was made, and its figures; nothing where readers outside get it.
    """
    from cem_maturity.domain.kinds import Kind
    from cem_maturity.domain.report import as_values

    values = as_values(report, language.say)
    match format_:
        case Format.JSON:
            from cem_maturity.adapters import json_report

            return json_report.render(values).encode()
        case Format.MD:
            from cem_maturity.adapters.html_report import markdown

            return markdown.render(values, language, templates=templates()).encode()
        case Format.XLSX:
            from cem_maturity.adapters import workbook

            return workbook.render(values, language, made=made())
        case Format.HTML:
            from cem_maturity.adapters import html_report

            return html_report.render(values, language, templates=templates(), made=made()).encode()
        case Format.PDF:
            from cem_maturity.adapters import html_report

            check_pdf()
            medium = html_report.Medium.PRINT
            html = html_report.render(values, language, templates=templates(), medium=medium, made=made())
            return pdf_of(html, () if report.kind == Kind.OUTWARD else carried(answers, values, language))


def _format_of(output: str | None) -> Format:
    suffix = suffix_of(output)
    if suffix not in list(Format):
        stop(
            _("A report is written as {formats}, not as {suffix}; choose with --format.").format(
                formats=", ".join(Format), suffix=suffix
            ),
            WRONG_USAGE,
        )
    return Format(suffix)
