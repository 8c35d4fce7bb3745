"""All commands, and what happens when one of them ends badly."""

import errno
import sys

import typer

from cem_maturity.cli import (
    batch,
    check,
    compare,
    doctor,
    explain,
    follow_up,
    interview,
    merge,
    migrate,
    new,
    plan,
    printing,
    report,
    sample,
    schema,
    score,
)
from cem_maturity.cli import list as list_commands
from cem_maturity.cli.help import Command, Group, let_typer_speak
from cem_maturity.cli.speech import _
from cem_maturity.cli.streams import set_up_streams, tell_not_written

let_typer_speak()
app = typer.Typer(
    name="cem-maturity",
    cls=Group,
    help=_("Customer experience management maturity: interview, honest scores, a report with the next actions."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def common(
    version: bool = typer.Option(False, "--version", help=_("Print the version and exit.")),
) -> None:
    """Options that stand before a command."""
    if version:
        from cem_maturity import __version__

        print(__version__)
        raise typer.Exit


app.command("interview", cls=Command, help=_("Ask the questions, save after every answer, go on where it was left."))(
    interview.interview
)
app.command("score", cls=Command, help=_("Score answers files."))(score.score)
app.command("report", cls=Command, help=_("Write the report on an answers file, with its next actions."))(report.report)
app.command(
    "explain", cls=Command, help=_("Explain a result: the arithmetic in words, with what blocks the next level.")
)(explain.explain)
app.command("plan", cls=Command, help=_("Show the cheapest way up to a level, or what one change would do."))(plan.plan)
app.command("compare", cls=Command, help=_("Compare answers files, over time or between units."))(compare.compare)
app.command(
    "batch",
    cls=Command,
    help=_("Judge many answers files, render the reports that changed, and leave the portfolio of all units."),
)(batch.batch)
app.command(
    "merge", cls=Command, help=_("Put several people's answers into one file, and list where they stand apart.")
)(merge.merge)
app.command(
    "follow-up", cls=Command, help=_("Write a sheet to mail: what is unknown or flagged, by the roles that can answer.")
)(follow_up.follow_up)
app.command("list", cls=Command, help=_("List the questionnaires that come with the program."))(list_commands.list_)
app.command(
    "show", cls=Command, help=_("Show what a questionnaire asks: levels, dimensions, questions with their descriptors.")
)(list_commands.show)
app.command("print", cls=Command, help=_("Print blank interview sheets, or cards to vote with, for a workshop."))(
    printing.print_
)
app.command(
    "sample", cls=Command, help=_("Write invented clients for training, each with a key for those who lead the class.")
)(sample.sample)
app.command(
    "doctor", cls=Command, help=_("Say what is missing on this machine for PDF, and the command that installs it.")
)(doctor.doctor)
app.command("check", cls=Command, help=_("Check documents and list what is wrong, each with its line and what to do."))(
    check.check
)
app.command(
    "migrate",
    cls=Command,
    help=_("Bring answers to an earlier version of a questionnaire over to today's, and tell what became of each."),
)(migrate.migrate)
app.command(
    "schema",
    cls=Command,
    help=_("Write the JSON Schema of a kind of document; with --questionnaire, of answers to that one."),
)(schema.schema)
app.add_typer(new.new, name="new")


def run() -> None:
    """Run the command line; ends the process with an exit code of contract.md §3."""
    set_up_streams()
    try:
        sys.exit(app())
    except OSError as error:
        # Files fail at the doors, in words; what comes this far is stdout: help was printed to it, or a plain question.
        if error.errno in ((errno.EBADF,) if sys.stdout is None else (errno.ENOSPC, errno.EPIPE, errno.EIO)):
            sys.exit(tell_not_written(error))
        raise
