"""`cem batch`: thousands of answers files judged, their reports, and the portfolio of all units."""

import os
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cem_maturity.cli.options import BrandOption, LanguageOption, PartialOption, QuestionnaireOption
from cem_maturity.cli.publishing import STANDARD, check_pdf, made
from cem_maturity.cli.report import PAGES, Kind
from cem_maturity.cli.score import gate_of
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import (
    BAD_DOCUMENT,
    GATE_FAILED,
    NOT_WRITTEN,
    SOME_FAILED,
    WRONG_USAGE,
    problem_line,
    put,
    stop,
    tell,
    tell_problems,
)

if TYPE_CHECKING:
    from cem_maturity.adapters.batch import Judging, Record, Rendering
    from cem_maturity.application.gates import Gate
    from cem_maturity.cli.batching import Batch, Made
    from cem_maturity.domain.outcome import Assessed
    from cem_maturity.domain.problem import Problem


class Format(StrEnum):
    """What reports are written as, or how problems are told."""

    PDF = "pdf"
    HTML = "html"
    MD = "md"
    JSON = "json"
    XLSX = "xlsx"
    NONE = "none"
    GITHUB = "github"


def batch(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATHS…",
            help=_("Answers files, and folders of them with all below."),
            show_default=False,
            readable=False,  # as far as typer goes: what cannot be read costs only itself
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help=_("The folder for the portfolio and, in reports/, the reports. Run again, it gets what has changed."),
            show_default=False,
        ),
    ],
    format_: Annotated[
        list[Format] | None,
        typer.Option(
            "--format",
            help=_(
                "What reports are written as, else PDF; may be repeated. none: the portfolio alone. github: problems"
                " and failed gates also as annotations on stdout."
            ),
        ),
    ] = None,
    kind: Annotated[
        Kind,
        typer.Option(
            "--kind",
            help=_("All of it, two pages for the board, or what may leave the house: no notes, quotes or names."),
        ),
    ] = Kind.FULL,
    template: Annotated[
        str | None,
        typer.Option(
            "--template", metavar="NAME|DIR", help=_("Whose look the pages have: the folder of your own templates.")
        ),
    ] = None,
    brand: BrandOption = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help=_("Processes on this machine; else as many as it has processors.")),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help=_("The scheduler of a Dask cluster that does the work, tcp://HOST:PORT.")),
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[DIMENSION=]LEVEL",
            help=_("End with exit code 3 when the level, or that dimension's, is lower; may be repeated."),
        ),
    ] = None,
    fail_if_lower_than: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help=_("End with exit code 3 when any level of a unit is lower than in its latest answers in this folder."),
        ),
    ] = None,
    partial: PartialOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help=_("Show no progress."))] = False,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Judge many answers files, render the reports that changed, and leave the portfolio of all units."""
    from cem_maturity.adapters.batch import Memory
    from cem_maturity.adapters.disk import HeldElsewhere, NotSaved, hold, make_folder
    from cem_maturity.cli.batching import Batch
    from cem_maturity.cli.hands import exit_code, hands_of, progress, signals_end_the_run

    formats = _formats(format_ or [])
    gates = tuple(gate_of(text) for text in fail_under or [])
    if template is not None and not any(one in PAGES for one in formats):
        stop(_("A template makes PDF and HTML; choose one of them with --format."), WRONG_USAGE)
    if workers is not None and scheduler is not None:
        stop(_("The workers are either here or on a cluster: --workers or --scheduler."), WRONG_USAGE)
    if "pdf" in formats and scheduler is None:
        check_pdf()
    rendering = _rendering(questionnaire, language, kind, template, brand, partial=partial)
    try:
        left_out = _left_out(rendering.judging, output, brand, template, fail_if_lower_than)
        files = _files(paths, left_out)
        earlier = {} if fail_if_lower_than is None else _files([fail_if_lower_than], {os.path.realpath(output)})
    except FileNotFoundError:  # of a path that begins where the program runs
        stop(_("The folder in which you run this is gone; go to another one."), WRONG_USAGE)
    memory = Memory(output)
    with signals_end_the_run():
        try:
            make_folder(output)
            with hold(memory.path):
                memory.recall()
                with hands_of(scheduler, workers) as hands:
                    found = Batch(output, files, rendering, memory, hands, progress(quiet=quiet))
                    _run(found, earlier, gates, formats, language, annotated=Format.GITHUB in (format_ or []))
        except HeldElsewhere as error:
            stop(SPOKEN.say(error.message), NOT_WRITTEN)
        except NotSaved as error:
            stop(SPOKEN.say(error.message), NOT_WRITTEN)
        except KeyboardInterrupt as error:
            tell(_("Interrupted. What is done is kept: the same command does the rest."))
            raise typer.Exit(exit_code(error)) from error


def _run(
    batch: "Batch",
    earlier: Mapping[str, str],
    gates: "tuple[Gate, ...]",
    formats: Sequence[str],
    language: str | None,
    *,
    annotated: bool,
) -> None:
    """Judge, render, write the portfolio, say how it went; ends the command unless all is well."""
    from cem_maturity.application.batch import Summary, failures, latest
    from cem_maturity.cli.portfolio import write_portfolio
    from cem_maturity.domain.outcome import Assessed, Failed

    records = batch.judged(batch.files, _("Answers"))
    before = batch.judged(earlier, _("Earlier answers")) if earlier else {}
    told = [*_problems(records), *_problems(before)]
    tell_problems(told, SPOKEN)
    units = [one.outcome for one in records.values() if isinstance(one.outcome, Assessed)]
    _refuse_unknown_subjects(units, gates)

    made = batch.rendered(records, formats)
    # A fault in a template is one, however many units have no report for it.
    troubles = list({problem_line(one, SPOKEN): one for several in made.problems.values() for one in several}.values())
    tell_problems(troubles, SPOKEN)
    write_portfolio(batch, records, made, language)
    batch.forget([*records, *before])

    known = latest(one.outcome for one in before.values())
    missed = tuple(failures(units, gates, known))
    for failure in missed:
        tell(f"{failure.file}: {SPOKEN.say(failure.sentence)}")
    if annotated:
        from cem_maturity.cli.annotations import of_gate, of_problem

        put("".join([*map(of_problem, [*told, *troubles]), *(of_gate(*one) for one in missed)]))
    _tell_what_is_left(batch, made, units, known, has_earlier=bool(earlier))
    failed = {file for file, one in records.items() if isinstance(one.outcome, Failed)} | made.problems.keys()
    tell(SPOKEN.say(Summary(len(records), len(failed), made.new, made.unchanged).sentence))
    put(f"{batch.folder / 'portfolio.html'}\n")
    if failed or any(isinstance(one.outcome, Failed) for one in before.values()):
        raise typer.Exit(SOME_FAILED)
    if missed:
        raise typer.Exit(GATE_FAILED)


def _formats(asked: Sequence[Format]) -> tuple[str, ...]:
    """The formats of the reports, each once, in the order in which they were *asked* for."""
    reports = tuple(dict.fromkeys(one.value for one in asked if one is not Format.GITHUB))
    if Format.NONE.value not in reports:
        return reports or (Format.PDF.value,)
    if len(reports) > 1:
        stop(_("--format none leaves the portfolio alone; leave out the other formats, or it."), WRONG_USAGE)
    return ()


def _rendering(
    questionnaire: str | None,
    language: str | None,
    kind: Kind,
    template: str | None,
    brand: Path | None,
    *,
    partial: bool,
) -> "Rendering":
    """All that reports depend on beside their answers; ends the command after the problems of any of it are told."""
    from cem_maturity.adapters.batch import Judging, Rendering
    from cem_maturity.adapters.bundled import questionnaires
    from cem_maturity.adapters.library import Library
    from cem_maturity.cli.branding import load_brand
    from cem_maturity.cli.reading import load_questionnaire
    from cem_maturity.cli.templates import template_set

    house = load_brand(brand, None)
    looks = template_set(template)
    if looks is None:
        raise typer.Exit(BAD_DOCUMENT)
    carried: tuple[tuple[str, str], ...] = ()
    if questionnaire is not None:
        load_questionnaire(questionnaire, language)
        if questionnaire not in questionnaires():
            carried = tuple(Library().documents(questionnaire).items())
    return Rendering(
        Judging(questionnaire or "", language or "", partial, carried),
        kind.value,
        house,
        None if isinstance(looks, Path) else looks,
        looks.name if isinstance(looks, Path) else template or STANDARD,
        made(),
        SPOKEN.code,
    )


def _left_out(
    judging: "Judging", output: Path, brand: Path | None, template: str | None, earlier: Path | None
) -> frozenset[str]:
    """The real paths of what may stand among the answers and is none of them."""
    others = [output, *(Path(path) for path, _text in judging.carried)]
    others += [one for one in (brand, template and Path(template), earlier) if one]
    return frozenset(map(os.path.realpath, others))


def _files(paths: Sequence[Path], left_out: "frozenset[str] | set[str]") -> Mapping[str, str]:
    """The answers files that *paths* name, by what problems call them; ends the command where there is none."""
    from cem_maturity.adapters.disk import documents_below

    found: dict[str, str] = {}
    for path in documents_below(paths, left_out):
        # A name that is no text, as some systems allow, is shown with the numbers of its bytes.
        shown = path.encode(errors="backslashreplace").decode()
        found[path if shown == path else shown] = path
    if not found:
        stop(
            _("There is no answers file in {folders}: no file ends in .yaml or .yml.").format(
                folders=SPOKEN.listed(map(str, paths))
            ),
            WRONG_USAGE,
        )
    return found


def _problems(records: "Mapping[str, Record]") -> "list[Problem]":
    from cem_maturity.domain.outcome import Failed

    found: list[Problem] = []
    for one in records.values():
        found += one.outcome.problems if isinstance(one.outcome, Failed) else one.warnings
    return found


def _refuse_unknown_subjects(units: "Sequence[Assessed]", gates: "tuple[Gate, ...]") -> None:
    from cem_maturity.application.batch import unknown_subjects

    if units and (unknown := unknown_subjects(units, gates)):
        known = dict.fromkeys(subject for unit in units for subject in unit.standings)
        stop(
            _("--fail-under: no unit has a level for {subject}; they have {known}").format(
                subject=SPOKEN.listed(unknown), known=", ".join(known) or _("none at all")
            ),
            WRONG_USAGE,
        )


def _tell_what_is_left(
    batch: "Batch",
    made: "Made",
    units: "Sequence[Assessed]",
    before: "Mapping[tuple[str, str], Assessed]",
    *,
    has_earlier: bool,
) -> None:
    """Say what a reader of the folder, or of the gates, would not see."""
    from cem_maturity.application.batch import scored_otherwise, whose
    from cem_maturity.cli.batching import REPORTS

    if made.left:
        sentence = SPOKEN.ngettext(
            "{count} report of an earlier run belongs to no unit any more; it was left in {folder}.",
            "{count} reports of earlier runs belong to no unit any more; they were left in {folder}.",
            made.left,
        )
        tell(sentence.format(count=SPOKEN.number(made.left), folder=batch.folder / REPORTS))
    new = sum(whose(unit) not in before for unit in units)
    if has_earlier and new:
        sentence = SPOKEN.ngettext(
            "{count} unit has no earlier answers to be held against.",
            "{count} units have no earlier answers to be held against.",
            new,
        )
        tell(sentence.format(count=SPOKEN.number(new)))
    if otherwise := scored_otherwise(units, before):
        sentence = SPOKEN.ngettext(
            "{count} unit answered another questionnaire before; only the dimensions that both share were compared.",
            "{count} units answered another questionnaire before; only the dimensions that both share were compared.",
            otherwise,
        )
        tell(sentence.format(count=SPOKEN.number(otherwise)))
