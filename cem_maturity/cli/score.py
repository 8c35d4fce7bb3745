"""`cem score`: the levels of one or many answers files, and gates on them."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cem_maturity.cli.assessing import judge_file, report_language, report_on
from cem_maturity.cli.options import LanguageOption, PartialOption, QuestionnaireOption
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, GATE_FAILED, WRONG_USAGE, put, stop, strength, tell

if TYPE_CHECKING:
    from cem_maturity.application.gates import Gate
    from cem_maturity.domain.result import Result


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    GITHUB = "github"


def score(
    answers: Annotated[list[Path], typer.Argument(metavar="ANSWERS…", help=_("Answers files."), show_default=False)],
    format_: Annotated[
        Format,
        typer.Option(
            "--format", help=_("How results are written; github: problems and failed gates alone, as annotations.")
        ),
    ] = Format.TABLE,
    partial: PartialOption = False,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[DIMENSION=]LEVEL",
            help=_("End with exit code 3 when the level, or that dimension's, is lower; may be repeated."),
        ),
    ] = None,
    fail_if_lower_than: Annotated[
        Path | None,
        typer.Option(metavar="OLD", help=_("End with exit code 3 when any level is lower than in this answers file.")),
    ] = None,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Score answers files."""
    from cem_maturity.application.gates import failures, gates_from
    from cem_maturity.cli.annotations import of_gate
    from cem_maturity.domain.comparability import is_comparable

    gates = tuple(gate_of(text) for text in fail_under or [])
    if format_ is Format.GITHUB:
        _annotate_problems(answers, questionnaire, partial=partial)
    judged = [judge_file(file, questionnaire, language, partial=partial) for file in answers]
    results = [(str(file), result) for file, result in zip(answers, judged, strict=True) if result is not None]
    for _file, result in results:
        _refuse_unknown_subjects(gates, result)
    before = None
    if fail_if_lower_than is not None:
        before = judge_file(fail_if_lower_than, questionnaire, language, partial=partial)
        if before is not None and not before.levels:
            stop(_("--fail-if-lower-than: {file} has no levels at all").format(file=fail_if_lower_than), WRONG_USAGE)
    _write(results, format_, len(answers), language)

    failed = False
    for file, result in results:
        wanted = gates
        if before is not None:
            if not is_comparable(before, result):
                tell(
                    _("{file}: warning: another questionnaire than {old}; only dimensions they share compare").format(
                        file=file, old=fail_if_lower_than
                    )
                )
            wanted += gates_from(before, result)
        for sentence in failures(result, wanted):
            failed = True
            tell(f"{file}: {SPOKEN.say(sentence)}")
            if format_ is Format.GITHUB:
                put(of_gate(file, sentence))
    if len(results) < len(answers) or (fail_if_lower_than is not None and before is None):
        raise typer.Exit(BAD_DOCUMENT)
    if failed:
        raise typer.Exit(GATE_FAILED)


def _write(results: list[tuple[str, "Result"]], format_: Format, asked: int, language: str | None) -> None:
    match format_:
        case Format.TABLE:
            _write_table(results, asked)
        case Format.JSON:
            from cem_maturity.adapters import json_report
            from cem_maturity.domain.report import as_values

            reports = [report_on(result) for _file, result in results]
            values = [as_values(report, report_language(report, language).say) for report in reports]
            if asked > 1 or values:
                put(json_report.render(values if asked > 1 else values[0]))
        case Format.CSV:
            from cem_maturity.adapters import csv_table

            put(csv_table.render(results))
        case Format.GITHUB:
            pass


def _annotate_problems(answers: list[Path], questionnaire: str | None, *, partial: bool) -> None:
    from cem_maturity.cli.annotations import of_problem
    from cem_maturity.cli.checking import problems_of

    for file in answers:
        put("".join(map(of_problem, problems_of(file, questionnaire, blanks_allowed=partial))))


def _write_table(results: list[tuple[str, "Result"]], asked: int) -> None:
    from shutil import get_terminal_size

    from cem_maturity.adapters.terminal.tables import draw_overview, draw_result

    width = get_terminal_size().columns
    if asked > 1:
        put(draw_overview(results, SPOKEN, width))
        return
    for _file, result in results:
        put(draw_result(result, SPOKEN, width, strength()))


def gate_of(text: str) -> "Gate":
    """The gate that *text* says: a level, or DIMENSION=LEVEL; raises typer.BadParameter."""
    from cem_maturity.application.gates import Gate
    from cem_maturity.domain.result import OVERALL

    subject, equals, level = text.rpartition("=")
    if not (level.isascii() and level.isdigit()) or bool(equals) != bool(subject):
        raise typer.BadParameter(
            _("a gate is a level, or DIMENSION=LEVEL, such as 3 or voice=2; got {text}").format(text=text),
            param_hint="--fail-under",
        )
    return Gate(subject or OVERALL, int(level))


def _refuse_unknown_subjects(gates: tuple["Gate", ...], result: "Result") -> None:
    known = result.levels
    for gate in gates:
        if gate.subject not in known:
            stop(
                _("--fail-under: {questionnaire} has no level for {subject}; it has {known}").format(
                    questionnaire=result.questionnaire.id,
                    subject=gate.subject,
                    known=", ".join(known) or _("none at all"),
                ),
                WRONG_USAGE,
            )
