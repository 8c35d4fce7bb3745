"""`cem plan`: the cheapest way up, what one change would do, and the plan of record."""

from collections.abc import Sequence
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cem_maturity.cli.options import AnswersArgument, LanguageOption, PartialOption, QuestionnaireOption
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, NOT_WRITTEN, WRONG_USAGE, put, stop, tell

if TYPE_CHECKING:
    from cem_maturity.application.plan import Change
    from cem_maturity.domain.planning import Plan
    from cem_maturity.domain.result import Result


class Format(StrEnum):
    """How a plan is written."""

    TABLE = "table"
    JSON = "json"


def plan(
    answers: AnswersArgument,
    target: Annotated[
        int | None,
        typer.Option(
            "--target", metavar="LEVEL", help=_("The level to reach; else the organisation's target, else one higher.")
        ),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="QUESTION=ANSWER", help=_("Show what it would do to answer this; may be repeated.")
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help=_("Write the plan into the answers file, beside what stands there."))
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help=_("How the plan is written."))] = Format.TABLE,
    partial: PartialOption = False,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Show the cheapest way up to a level, or what a change would do."""
    from cem_maturity.adapters.disk import HeldElsewhere, NotSaved, hold
    from cem_maturity.cli.assessing import judge_file
    from cem_maturity.cli.reading import text_at

    if keep and set_:
        stop(_("--keep writes what is planned from today's answers; leave out --set."), WRONG_USAGE)
    with ExitStack() as held:
        if keep:
            try:
                held.enter_context(hold(answers))
            except (HeldElsewhere, NotSaved) as error:
                stop(SPOKEN.say(error.message), NOT_WRITTEN)
            text_at(answers)  # a PDF report is read, and never written to
        result = judge_file(answers, questionnaire, language, partial=partial)
        if result is None:
            raise typer.Exit(BAD_DOCUMENT)
        changes = _changes(result, set_ or [])
        start = _start(result, changes)
        chosen = None if changes and target is None else plan_to(start, target)
        put(
            _drawn(result, start, changes, chosen) if format_ is Format.TABLE else _json(result, start, changes, chosen)
        )
        if keep and chosen is not None:
            _keep(answers, result, chosen, language)


def plan_to(result: "Result", target: int | None) -> "Plan":
    """The plan from *result* to *target*, else to the organisation's own; ends the command where there can be none."""
    from cem_maturity.adapters.integer_solver import solve
    from cem_maturity.application.plan import lay_out, usual_target

    top_level = result.questionnaire.top_level
    if not result.questionnaire.dimensions:
        stop(
            _("{questionnaire} has no dimensions, so there is no level to plan for.").format(
                questionnaire=result.questionnaire.id
            ),
            WRONG_USAGE,
        )
    if target is not None and not 1 <= target <= top_level:
        stop(
            _("There is no level {level} to plan for; {questionnaire} has 1 to {top}.").format(
                level=SPOKEN.number(target), questionnaire=result.questionnaire.id, top=SPOKEN.number(top_level)
            ),
            WRONG_USAGE,
        )
    chosen = lay_out(result, target or usual_target(result) or top_level, solve)
    if chosen is None:
        stop(_("No dimension is assessed, so there is no level to start from."), BAD_DOCUMENT)
    return chosen


def _changes(result: "Result", texts: Sequence[str]) -> "Sequence[Change]":
    from cem_maturity.application.plan import NoSuchChange, changes_from

    try:
        return changes_from(result, texts)
    except NoSuchChange as error:
        stop(f"--set: {SPOKEN.say(error.message)}", WRONG_USAGE)


def _start(result: "Result", changes: Sequence["Change"]) -> "Result":
    from cem_maturity.application.plan import changed

    return changed(result, changes)


def _drawn(result: "Result", start: "Result", changes: Sequence["Change"], chosen: "Plan | None") -> str:
    from shutil import get_terminal_size

    from cem_maturity.adapters.terminal.plan import draw_changes, draw_plan
    from cem_maturity.cli.streams import strength

    width, strong = get_terminal_size().columns, strength()
    parts = [draw_changes(result, start, changes, SPOKEN, width, strong)] if changes else []
    parts += [draw_plan(start, chosen, SPOKEN, width, strong)] if chosen else []
    return "\n".join(parts)


def _json(result: "Result", start: "Result", changes: Sequence["Change"], chosen: "Plan | None") -> str:
    from cem_maturity.adapters import json_report
    from cem_maturity.application.plan import what_if
    from cem_maturity.domain.planning import values
    from cem_maturity.domain.report import plain

    told = {**(values(chosen) if chosen else {}), **({"what_if": what_if(result, start, changes)} if changes else {})}
    return json_report.render({key: plain(value, SPOKEN.say) for key, value in told.items()})


def _keep(answers: Path, result: "Result", chosen: "Plan", language: str | None) -> None:
    """Write the lines that the plan of record lacks into the answers file, and say so."""
    from cem_maturity.adapters.answers_file.adding import with_actions
    from cem_maturity.adapters.disk import NotSaved, save_text
    from cem_maturity.application.plan import to_keep
    from cem_maturity.cli.assessing import speaker
    from cem_maturity.cli.reading import text_at

    asked, assessment = result.questionnaire, result.assessment
    added = to_keep(chosen, asked, assessment, speaker(assessment.language, language).say)
    if not added:
        tell(_("The plan of record has all of this already."))
        return
    longer = with_actions(text_at(answers), assessment, added, asked)
    try:
        save_text(answers, longer.text)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)
    sentence = SPOKEN.ngettext(
        "{count} action added to the plan of record in {file}; what stood there stays as it was.",
        "{count} actions added to the plan of record in {file}; what stood there stays as it was.",
        len(added),
    )
    tell(sentence.format(count=SPOKEN.number(len(added)), file=answers))
    if longer.lost_comments:
        tell(_("The file had to be written anew for this, and comments in it are gone."))
