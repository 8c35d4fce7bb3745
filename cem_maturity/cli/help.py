"""Help and errors of the command line in the language of the run: what typer itself says is said here."""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from typer._click.exceptions import ClickException
from typer.core import TyperCommand, TyperGroup

from cem_maturity.adapters.terminal.show import show
from cem_maturity.application.language import CATALOGUES, DOMAIN, SOURCE
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.domain.message import N_

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter
    from typer.core import TyperOption

SAID_BY_TYPER = (
    N_("Options"),
    N_("Arguments"),
    N_("Commands"),
    N_("Error"),
    N_("Aborted."),
    N_("Aborted!"),
    N_("[required]"),
    N_("[default: {}]"),
    N_("(deprecated) "),
    N_("Missing command."),
    N_("No such command {name!r}."),
    # Translators: what stands in [...] is no text; keep it.
    N_("Try [blue]'{command_path} {help_option}'[/] for help."),
)
"""What typer looks up in a catalogue by itself."""


def let_typer_speak() -> None:
    """Point typer's own look-ups to this program's catalogue; English needs none."""
    if SPOKEN.code != SOURCE:
        gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
        gettext.textdomain(DOMAIN)
        os.environ["LANGUAGE"] = SPOKEN.code


@contextmanager
def _shown() -> Iterator[None]:
    """Show what an error of typer's quotes as all text that is not ours is shown."""
    try:
        yield
    except ClickException as error:
        error.message = show(error.message)
        raise


def _usage(formatter: "HelpFormatter", path: str, pieces: list[str]) -> None:
    formatter.write_usage(path, " ".join(pieces), prefix=_("Usage: "))


class Command(TyperCommand):
    """A command whose help speaks the language of the run."""

    def get_help_option(self, ctx: "Context") -> "TyperOption | None":
        """`--help`."""
        return _translated(super().get_help_option(ctx))

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """How the command is called."""
        _usage(formatter, ctx.command_path, self.collect_usage_pieces(ctx))


class Group(TyperGroup):
    """A group of commands whose help speaks the language of the run, and whose errors quote harmlessly."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: "Context | None" = None, **extra: Any
    ) -> "Context":
        """What the words before a command say."""
        with _shown():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: "Context") -> Any:
        """Find the command, read its options and run it."""
        with _shown():
            return super().invoke(ctx)

    def get_help_option(self, ctx: "Context") -> "TyperOption | None":
        """`--help`."""
        return _translated(super().get_help_option(ctx))

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """How the group is called."""
        _usage(formatter, ctx.command_path, self.collect_usage_pieces(ctx))

    def get_params(self, ctx: "Context") -> "list[Parameter]":
        """All options, with typer's own for completion."""
        params = super().get_params(ctx)
        for param in params:
            if param.name in _COMPLETION:
                param.help = _(_COMPLETION[param.name])  # type: ignore[attr-defined]
        return params


_COMPLETION = {
    "install_completion": N_("Install completion for the current shell."),
    "show_completion": N_("Show completion for the current shell, to copy it or customize the installation."),
}


def _translated(option: "TyperOption | None") -> "TyperOption | None":
    if option is not None:
        option.help = _("Show this message and exit.")
    return option
