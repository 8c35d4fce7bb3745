"""`cem print`: a questionnaire as blank pages for a workshop."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cem_maturity.application.language import Language
from cem_maturity.cli.assessing import speaker
from cem_maturity.cli.options import FLAGSHIP, BrandOption, LanguageOption
from cem_maturity.cli.publishing import (
    STDOUT,
    check_pdf,
    is_same_file,
    made,
    pdf_of,
    suffix_of,
    templates,
    warm_up,
    write,
)
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import WRONG_USAGE, put, put_bytes, stop

if TYPE_CHECKING:
    from cem_maturity.domain.brand import Brand
    from cem_maturity.domain.questionnaire import Questionnaire

TEMPLATES = "workshop"


class Pages(StrEnum):
    """What is printed; also a part of the name of its file."""

    SHEETS = "sheets"
    CARDS = "cards"


class Format(StrEnum):
    """What pages are written as; also the suffix of their file."""

    PDF = "pdf"
    HTML = "html"


def print_(
    questionnaire: Annotated[
        str, typer.Argument(metavar="[ID|FILE]", help=_("A questionnaire, by its id or its file."))
    ] = FLAGSHIP,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=_("Where the pages go; else a file named after the questionnaire, in this folder. - is stdout."),
        ),
    ] = None,
    kind: Annotated[
        Pages,
        typer.Option("--kind", help=_("Sheets to fill in while people talk, or cards to read and vote with.")),
    ] = Pages.SHEETS,
    format_: Annotated[
        Format | None, typer.Option("--format", help=_("What is written; else what the suffix of FILE says, else PDF."))
    ] = None,
    dimension: Annotated[
        str | None, typer.Option("--dimension", metavar="ID", help=_("Print this dimension only."))
    ] = None,
    brand: BrandOption = None,
    language: LanguageOption = None,
) -> None:
    """Print blank interview sheets, or cards to vote with, for a workshop."""
    from cem_maturity.cli.branding import load_brand
    from cem_maturity.cli.reading import load_questionnaire, questionnaire_path

    chosen = format_ or _format_of(output)
    if chosen is Format.PDF:
        warm_up()
    asked = load_questionnaire(questionnaire, language or SPOKEN.code)
    _check_dimension(asked, dimension)
    if kind is Pages.CARDS and not asked.dimensions:
        stop(_("{questionnaire} has no dimensions, so there are no cards.").format(questionnaire=asked.id), WRONG_USAGE)
    target = None if output == STDOUT else Path(output or f"{asked.id}-{kind}.{chosen}")
    if target is not None and is_same_file(target, questionnaire_path(questionnaire)):
        stop(_("The pages would take the place of the questionnaire; name another file with -o."), WRONG_USAGE)
    house = load_brand(brand, target)
    content = _rendered(asked, kind, chosen, speaker(asked.language, language), dimension or "", house)
    if target is None:
        put_bytes(content)
    else:
        write(content, target)
        put(f"{target}\n")


def _rendered(
    asked: "Questionnaire", kind: Pages, format_: Format, language: Language, dimension: str, brand: "Brand"
) -> bytes:
    if format_ is Format.PDF:
        check_pdf()

    from cem_maturity.adapters.html_report import Medium, workshop
    from cem_maturity.adapters.html_report.branding import look

    html = workshop.render(
        asked,
        workshop.Kind(kind),
        language,
        templates=templates(TEMPLATES),
        shared=templates(),
        medium=Medium.PRINT if format_ is Format.PDF else Medium.SCREEN,
        dimension=dimension,
        made=made(),
        brand=look(brand, language.code),
    )
    return pdf_of(html) if format_ is Format.PDF else html.encode()


def _check_dimension(asked: "Questionnaire", dimension: str | None) -> None:
    from cem_maturity.domain.problem import nearest

    known = [one.id for one in asked.dimensions]
    if dimension is None or dimension in known:
        return
    if close := nearest(dimension, known):
        sentence = _("{questionnaire} has no dimension {name}; did you mean {nearest}?")
    else:
        sentence = _("{questionnaire} has no dimension {name}; it has {known}.")
    stop(
        sentence.format(questionnaire=asked.id, name=dimension, nearest=close, known=", ".join(known)),
        WRONG_USAGE,
    )


def _format_of(output: str | None) -> Format:
    suffix = suffix_of(output)
    if suffix not in list(Format):
        stop(
            _("The pages are written as {formats}, not as {suffix}; choose with --format.").format(
                formats=", ".join(Format), suffix=suffix
            ),
            WRONG_USAGE,
        )
    return Format(suffix)
