"""`cem report`: one answers file as a report to hand over."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cem_maturity.cli.assessing import judge_file, judge_found, references_for, report_language, report_on
from cem_maturity.cli.options import AnswersArgument, BrandOption, LanguageOption, PartialOption, QuestionnaireOption
from cem_maturity.cli.plan import plan_to
from cem_maturity.cli.publishing import (
    STDOUT,
    door,
    is_same_file,
    made,
    or_stop,
    suffix_of,
    templates,
    warm_up,
    write,
)
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, WRONG_USAGE, put, put_bytes, stop, tell
from cem_maturity.cli.templates import template_set

if TYPE_CHECKING:
    from cem_maturity.application.language import Language
    from cem_maturity.application.template_set import TemplateSet
    from cem_maturity.domain.brand import Brand
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


PAGES = (Format.PDF, Format.HTML)
"""The formats that templates make."""


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
    brand: BrandOption = None,
    template: Annotated[
        str | None,
        typer.Option(
            "--template", metavar="NAME|DIR", help=_("Whose look the pages have: the folder of your own templates.")
        ),
    ] = None,
    partial: PartialOption = False,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Write the report on an answers file, with its next actions."""
    from cem_maturity.cli.branding import load_brand

    chosen = format_ or _format_of(output)
    stem = answers.stem if kind is Kind.FULL else f"{answers.stem}-{kind}"
    target = None if output == STDOUT else Path(output or f"{stem}.{chosen}")
    if target is not None and is_same_file(target, answers):
        stop(_("The report would take the place of the answers file; name another file with -o."), WRONG_USAGE)
    if target is not None and baseline is not None and is_same_file(target, baseline):
        stop(_("The report would take the place of the earlier answers; name another file with -o."), WRONG_USAGE)
    house = load_brand(brand, target)
    if template is not None and chosen not in PAGES:
        stop(_("A template makes PDF and HTML; {format} has none.").format(format=chosen), WRONG_USAGE)
    if chosen is Format.PDF or template is not None:
        warm_up()
    looks = template_set(template)
    judged = judge_found(answers, questionnaire, language, partial=partial)
    before = None if baseline is None else judge_file(baseline, questionnaire, language, partial=partial)
    if looks is None or judged is None or (baseline is not None and before is None):
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
    content = rendered(found, report_language(found, language), chosen, house, text, looks, template or "")
    if target is None:
        put_bytes(content)
    else:
        write(content, target)
        put(f"{target}\n")


def write_report(
    report: "Report", language: "Language", format_: Format, target: Path, brand: "Brand", answers: str
) -> None:
    """Write the *report* on the text *answers* to *target*; where that fails, say why and end with exit code 5."""
    write(rendered(report, language, format_, brand, answers), target)


def rendered(
    report: "Report",
    language: "Language",
    format_: Format,
    brand: "Brand",
    answers: str,
    looks: "Path | TemplateSet | None" = None,
    folder: str = "",
) -> bytes:
    """The bytes of the *report* in that format; where this machine cannot make them, say why and end.

    A PDF carries the text *answers*, from which it was made, and its figures; nothing where readers outside get it.
    *looks* are the templates, the standard ones where there are none; those of somebody else stand in *folder*.
    """
    from cem_maturity.adapters import report_file

    return or_stop(
        lambda: report_file.render(
            report,
            language,
            format_,
            brand=brand,
            answers=answers,
            templates=looks or templates(),
            made=made(),
            door=door(),
        ),
        folder,
    )


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
