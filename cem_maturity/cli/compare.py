"""`cem compare`: several answers files held against one another, over time or between units."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cem_maturity.application.language import Language
from cem_maturity.cli.assessing import judge_file, speaker
from cem_maturity.cli.options import BrandOption, LanguageOption, PartialOption, QuestionnaireOption
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
    written,
)
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, WRONG_USAGE, put, put_bytes, stop, strength

if TYPE_CHECKING:
    from cem_maturity.domain.against import Judgement
    from cem_maturity.domain.brand import Brand
    from cem_maturity.domain.comparison import Comparison
    from cem_maturity.domain.result import Result

TEMPLATES = "comparison"
WIDTH = 80
"""Cells of a table that goes to a file."""


class By(StrEnum):
    """What the answers are compared by."""

    TIME = "time"
    UNIT = "unit"


class Format(StrEnum):
    """How a comparison is written."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"


def compare(
    answers: Annotated[list[Path], typer.Argument(metavar="ANSWERS…", help=_("Answers files."), show_default=False)],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=_("Where the comparison goes; pages go to a file in this folder where nothing is said. - is stdout."),
        ),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help=_("What is written; else what the suffix of FILE says, else a table.")),
    ] = None,
    by: Annotated[
        By | None,
        typer.Option(help=_("Over time or between units; else time where all are of one unit on different days.")),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="KEY",
            help=_("The key to the client that all of them judged: how far each is from it, and what it saw."),
        ),
    ] = None,
    brand: BrandOption = None,
    partial: PartialOption = False,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Compare answers files, over time or between units."""
    from cem_maturity.cli.against import is_watched, judgement_of, reveal
    from cem_maturity.cli.branding import load_brand
    from cem_maturity.domain.against import Judgement

    chosen = format_ or _format_of(output)
    if against is not None and by is not None:
        stop(_("Against a key nothing is compared by time or unit: leave out --by."), WRONG_USAGE)
    _check_files(answers, 1 if against is not None else 2)
    target = _target(output, chosen)
    if target is not None and any(is_same_file(target, file) for file in (*answers, *filter(None, [against]))):
        stop(
            _("The comparison would take the place of {file}; name another file with -o.").format(file=target),
            WRONG_USAGE,
        )
    house = load_brand(brand, target)
    if chosen is Format.PDF:
        warm_up()
    comparison: Comparison | Judgement
    if against is not None:
        comparison = judgement_of(answers, against, questionnaire, language)
        speaks = speaker(comparison.language, language)
    else:
        results = _results(answers, questionnaire, language, partial=partial)
        comparison, speaks = _compared(results, by), _language(results, language)
    if chosen is not Format.TABLE or target is not None:
        _put(_rendered(comparison, chosen, speaks, house), target)
    elif isinstance(comparison, Judgement) and output is None and is_watched():
        reveal(comparison)
    else:
        from shutil import get_terminal_size

        put(_table(comparison, get_terminal_size().columns, to_screen=True))


def _results(
    answers: list[Path], questionnaire: str | None, language: str | None, *, partial: bool
) -> "list[tuple[str, Result]]":
    judged = [(written(file), judge_file(file, questionnaire, language, partial=partial)) for file in answers]
    results = [(file, result) for file, result in judged if result is not None]
    if len(results) < len(judged):
        raise typer.Exit(BAD_DOCUMENT)
    if not any(result.questionnaire.dimensions for _file, result in results):
        stop(_("These answers have no dimensions, so there are no levels to compare."), WRONG_USAGE)
    return results


def _put(content: bytes, target: Path | None) -> None:
    if target is None:
        put_bytes(content)
    else:
        write(content, target)
        put(f"{target}\n")


def _check_files(answers: list[Path], least: int) -> None:
    if len(answers) < least:
        stop(_("It takes two answers files to compare, or more; `cem score` shows one."), WRONG_USAGE)
    for at, file in enumerate(answers):
        if any(is_same_file(file, other) for other in answers[:at]):
            stop(_("{file} is given twice; there is nothing to compare it with.").format(file=file), WRONG_USAGE)


def _compared(results: "list[tuple[str, Result]]", by: By | None) -> "Comparison":
    from cem_maturity import __version__
    from cem_maturity.domain.comparing import between_units, natural_order, over_time

    wanted = by or natural_order([result for _file, result in results])
    return over_time(results, __version__) if wanted == By.TIME else between_units(results, __version__)


def _table(comparison: "Comparison | Judgement", width: int, *, to_screen: bool) -> str:
    from cem_maturity.adapters.terminal.comparison import draw_trend
    from cem_maturity.adapters.terminal.judgement import draw_steps
    from cem_maturity.adapters.terminal.side_by_side import draw_units
    from cem_maturity.domain.against import Judgement

    if isinstance(comparison, Judgement):
        return "\n".join(draw_steps(comparison, SPOKEN, width, strength() if to_screen else str))
    draw = draw_trend if comparison.moves is not None else draw_units
    return draw(comparison, SPOKEN, width, strength() if to_screen else str)


def _rendered(comparison: "Comparison | Judgement", format_: Format, language: Language, brand: "Brand") -> bytes:
    from cem_maturity.domain.report import as_values

    if format_ is Format.TABLE:
        return _table(comparison, WIDTH, to_screen=False).encode()
    if format_ is Format.PDF:
        check_pdf()
    values = as_values(comparison, language.say)
    if format_ is Format.JSON:
        from cem_maturity.adapters import json_report

        return json_report.render(values).encode()

    from cem_maturity.adapters.html_report import Medium
    from cem_maturity.adapters.html_report import comparison as pages
    from cem_maturity.adapters.html_report.branding import look

    html = pages.render(
        values,
        language,
        templates=templates(TEMPLATES),
        shared=templates(),
        medium=Medium.PRINT if format_ is Format.PDF else Medium.SCREEN,
        made=made(),
        brand=look(brand, language.code),
    )
    return pdf_of(html) if format_ is Format.PDF else html.encode()


def _target(output: str | None, format_: Format) -> Path | None:
    if output == STDOUT:
        return None
    if not output:
        return Path(f"comparison.{format_}") if format_ in (Format.HTML, Format.PDF) else None
    return Path(output)


def _language(results: "list[tuple[str, Result]]", wanted: str | None) -> Language:
    """Who speaks on the pages: `--language`, then the answers where all say the same, then the messages' language."""
    said = {result.assessment.language or result.questionnaire.language for _file, result in results}
    return speaker(said.pop() if len(said) == 1 else SPOKEN.code, wanted)


def _format_of(output: str | None) -> Format:
    if not output or output == STDOUT:
        return Format.TABLE
    suffix = suffix_of(output)
    if suffix not in list(Format):
        stop(
            _("A comparison is written as {formats}, not as {suffix}; choose with --format.").format(
                formats=", ".join(Format), suffix=suffix
            ),
            WRONG_USAGE,
        )
    return Format(suffix)
