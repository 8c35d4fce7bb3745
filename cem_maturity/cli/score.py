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
    from cem_maturity.adapters.csv_table import Table
    from cem_maturity.application.gates import Gate
    from cem_maturity.domain.message import Message
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
    from cem_maturity.adapters.library import Library
    from cem_maturity.application.gates import failures, gates_from

    books = Library()
    before = None
    if fail_if_lower_than is not None:
        before = judge_file(fail_if_lower_than, questionnaire, language, partial=partial, books=books)
        if before is not None and not before.levels:
            stop(_("--fail-if-lower-than: {file} has no levels at all").format(file=fail_if_lower_than), WRONG_USAGE)
    gates = tuple(gate_of(text) for text in fail_under or [])
    if format_ is Format.GITHUB:
        _annotate_problems(answers, questionnaire, partial=partial)
    asked = len(answers)
    scores = _Scores(format_, asked, language)
    missed: list[tuple[str, Message]] = []
    answers.reverse()
    while answers:
        # Of thousands of files, no path is kept longer than it is needed.
        file = answers.pop()
        result = judge_file(file, questionnaire, language, partial=partial, books=books)
        if result is None:
            continue
        _refuse_unknown_subjects(gates, result)
        scores.add(str(file), result)
        wanted = gates
        if before is not None and fail_if_lower_than is not None:
            _warn_of_another_questionnaire(file, result, fail_if_lower_than, before)
            wanted += gates_from(before, result)
        missed += [(str(file), sentence) for sentence in failures(result, wanted)]
    scores.write()

    for name, sentence in missed:
        tell(f"{name}: {SPOKEN.say(sentence)}")
    if format_ is Format.GITHUB:
        from cem_maturity.cli.annotations import of_gate

        put("".join(of_gate(*one) for one in missed))
    if scores.count < asked or (fail_if_lower_than is not None and before is None):
        raise typer.Exit(BAD_DOCUMENT)
    if missed:
        raise typer.Exit(GATE_FAILED)


class _Scores:
    """The results of one run, as far as their format needs them when all are there."""

    def __init__(self, format_: Format, asked: int, language: str | None) -> None:
        self.count = 0
        self._format = format_
        self._asked = asked
        """How many answers files were given."""
        self._language = language
        self._results: list[tuple[str, Result]] = []
        self._lines: Table | None = None
        if format_ is Format.CSV:
            from cem_maturity.adapters import csv_table

            self._lines = csv_table.Table()

    def add(self, file: str, result: "Result") -> None:
        self.count += 1
        if self._lines is not None:
            self._lines.add(file, result)
        else:
            self._results.append((file, result))

    def write(self) -> None:
        if self._lines is not None:
            for block in self._lines.blocks():
                put(block)
        elif self._format is Format.JSON:
            from cem_maturity.adapters import json_report
            from cem_maturity.domain.report import as_values

            reports = [report_on(result) for _file, result in self._results]
            values = [as_values(report, report_language(report, self._language).say) for report in reports]
            if self._asked > 1 or values:
                put(json_report.render(values if self._asked > 1 else values[0]))
        elif self._format is Format.TABLE:
            _write_table(self._results, self._asked)


def _annotate_problems(answers: list[Path], questionnaire: str | None, *, partial: bool) -> None:
    """What `cem check --format github` says of the *answers*; stderr has it too, as ever."""
    from cem_maturity.cli.annotations import of_problem
    from cem_maturity.cli.checking import problems_of

    for file in answers:
        put("".join(map(of_problem, problems_of(file, questionnaire, blanks_allowed=partial))))


def _warn_of_another_questionnaire(file: Path, result: "Result", old: Path, before: "Result") -> None:
    from cem_maturity.domain.comparability import is_comparable

    if not is_comparable(before, result):
        tell(
            _("{file}: warning: another questionnaire than {old}; only dimensions they share compare").format(
                file=file, old=old
            )
        )


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
