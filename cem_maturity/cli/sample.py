"""`cem sample`: invented clients for training, each with a key for those who lead the class."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cem_maturity.cli.options import LanguageOption, QuestionnaireOption
from cem_maturity.cli.publishing import STDOUT
from cem_maturity.cli.report import Format
from cem_maturity.cli.speech import _
from cem_maturity.cli.streams import WRONG_USAGE, stop


class PersonaName(StrEnum):
    """Who a client can be; docs/trainers.md tells what each is like, and at which levels it can stand."""

    LAGGARD = "laggard"
    STARTER = "starter"
    UNEVEN = "uneven"
    AVERAGE = "average"
    LEADER = "leader"
    SHOP_WINDOW = "shop-window"
    SPLIT = "split"
    CRM_ONLY = "crm-only"


FIRST_SEED = 1
MOST_CLIENTS = 10_000
MOST_RESPONDENTS = 40
MOST_SEEDS = 10**9
USUAL_TEAMS = 4
MOST_TEAMS = 40


def sample(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help=_("The folder that the files go to, made where there is none; - writes one file to stdout."),
            show_default=False,
        ),
    ] = None,
    persona: Annotated[
        PersonaName | None, typer.Option("--persona", help=_("Who the client is; else drawn from the seed."))
    ] = None,
    level: Annotated[
        int | None,
        typer.Option(
            "--level",
            metavar="LEVEL",
            help=_("The level that the answers give; else drawn, within what the persona can."),
        ),
    ] = None,
    sector: Annotated[
        str | None, typer.Option("--sector", metavar="SECTOR", help=_("The sector; else drawn from the seed."))
    ] = None,
    respondents: Annotated[
        int | None,
        typer.Option(
            "--respondents",
            metavar="N",
            min=1,
            max=MOST_RESPONDENTS,
            help=_("How many people answer, each on a sheet of their own; else one sheet for the whole room."),
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed",
            metavar="S",
            min=0,
            max=MOST_SEEDS,
            help=_("Which client: the same number gives the same files on every machine. Else 1."),
        ),
    ] = None,
    count: Annotated[
        int | None,
        typer.Option(
            "--count", metavar="N", min=1, max=MOST_CLIENTS, help=_("How many clients: those of seed S, S+1 and so on.")
        ),
    ] = None,
    key: Annotated[
        bool,
        typer.Option(
            "--key", help=_("Write what a good consultant should spot in each, too, into the folder keys in DIR.")
        ),
    ] = False,
    report: Annotated[
        Format | None, typer.Option("--report", help=_("Write the report on each, too, in this format."))
    ] = None,
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="NAME", help=_("A case with a story, as it stands in examples/, in its place.")),
    ] = None,
    exercise: Annotated[
        Path | None,
        typer.Option(
            "--exercise",
            metavar="DIR",
            help=_("Write all that a class needs for a client or a case into a new folder, the key sealed apart."),
        ),
    ] = None,
    teams: Annotated[
        int | None,
        typer.Option(
            "--teams", metavar="N", min=1, max=MOST_TEAMS, help=_("How many teams the exercise is for. Else 4.")
        ),
    ] = None,
    questionnaire: QuestionnaireOption = None,
    language: LanguageOption = None,
) -> None:
    """Write invented clients for training: answers files, with keys and reports where they are wanted."""
    drawn = (persona, level, sector, respondents, seed, count, questionnaire)
    if case is not None and any(one is not None for one in drawn):
        stop(_("A case is what it is: --case goes with --language, --key, --report and --exercise alone."), WRONG_USAGE)
    first = FIRST_SEED if seed is None else seed
    if exercise is not None:
        if output is not None or key or report is not None or count is not None:
            stop(
                _("An exercise is one client in a folder of its own: leave out -o, --key, --report and --count."),
                WRONG_USAGE,
            )

        from cem_maturity.cli.exercising import write_exercise
        from cem_maturity.domain.sampling.sample import Wanted

        wanted_one = Wanted(first, persona and persona.value, level, sector, respondents)
        write_exercise(case or wanted_one, exercise, teams or USUAL_TEAMS, questionnaire, language)
        return
    if teams is not None:
        stop(_("Teams are those of an exercise: --exercise DIR."), WRONG_USAGE)
    if output is None:
        stop(_("Say where the files go: -o DIR, or -o - for one file on stdout."), WRONG_USAGE)
    to_stdout = str(output) == STDOUT
    if to_stdout and (key or report is not None or (count or 1) > 1):
        stop(_("Only one answers file fits on stdout; name a folder with -o DIR."), WRONG_USAGE)

    from cem_maturity.cli.sampling import write_case, write_samples
    from cem_maturity.domain.sampling.sample import Wanted

    target = None if to_stdout else output
    if case is not None:
        write_case(case, target, language, with_key=key, report=report)
        return
    wanted = [
        Wanted(number, persona and persona.value, level, sector, respondents)
        for number in range(first, first + (count or 1))
    ]
    write_samples(wanted, target, questionnaire, language, with_key=key, report=report)
