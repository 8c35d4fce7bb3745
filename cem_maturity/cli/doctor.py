"""`cem doctor`: what this machine has, what PDF still needs, and the command that installs it."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cem_maturity import __version__
from cem_maturity.adapters import bundled
from cem_maturity.adapters.terminal.show import show
from cem_maturity.cli.options import LanguageOption
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import put

if TYPE_CHECKING:
    from cem_maturity.application.installation import Machine

_LIBRARIES = ("weasyprint", "jinja2", "pillow", "prompt-toolkit", "typer", "rich", "pyyaml", "babel")
"""Those whose versions matter when something looks wrong."""

_MISSING = 1


def doctor(
    language: LanguageOption = None,  # noqa: ARG001 - it is looked up before commands run
) -> None:
    """Say what is missing on this machine for PDF, and the command that installs it."""
    from cem_maturity.adapters.pdf import missing_libraries

    missing = missing_libraries()
    lines = [*_pdf(missing), "", *_found(), "", *_terminal()]
    put("".join(f"{show(line)}\n" for line in lines))
    raise typer.Exit(_MISSING if missing else 0)


def _pdf(missing: tuple[str, ...]) -> list[str]:
    from cem_maturity.application.installation import install_command

    if not missing:
        return [_("All is there: reports can be written as PDF and HTML.")]
    lines = [
        _(
            "PDF is not possible yet. HTML reports work; a PDF needs libraries that are missing here: {libraries}."
        ).format(libraries=", ".join(missing))
    ]
    if sys.platform == "win32":
        lines += [
            _("Install MSYS2, then in its shell: {command}").format(command="pacman -S mingw-w64-x86_64-pango"),
            _("and set {variable} to the folder of its DLLs.").format(variable="WEASYPRINT_DLL_DIRECTORIES"),
        ]
    elif command := install_command(_machine()):
        lines += [_("To install them:"), f"  {command}"]
    else:
        lines.append(_("Install Pango and HarfBuzz with the package manager of this system."))
    return lines


def _machine() -> "Machine":
    import shutil

    from cem_maturity.adapters.disk import Unreadable, read_text
    from cem_maturity.application.installation import Machine, families

    try:
        system = read_text(Path("/etc/os-release"))
    except Unreadable:
        system = ""
    return Machine(
        platform=sys.platform,
        families=families(system),
        is_administrator=hasattr(os, "geteuid") and os.geteuid() == 0,
        has_sudo=shutil.which("sudo") is not None,
    )


def _found() -> list[str]:
    import platform

    libraries = ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    fonts = sorted(path.name for path in bundled.report_templates().rglob("*.ttf"))
    return [
        _("Program: {version}, Python {python}, {system}").format(
            version=__version__, python=platform.python_version(), system=platform.platform()
        ),
        _("Libraries: {libraries}").format(libraries=libraries),
        *(
            _("Questionnaire: {id} in {folder}").format(id=id_, folder=folder)
            for id_, folder in bundled.questionnaires().items()
        ),
        _("Report templates: {folder}").format(folder=bundled.report_templates()),
        _("Fonts: {fonts}").format(fonts=", ".join(fonts) or _("none")),
        _("Examples: {folder}").format(folder=bundled.examples()),
    ]


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return _("missing")


def _terminal() -> list[str]:
    if sys.stdout is None or not sys.stdout.isatty():
        return [_("Terminal: none here; the interview needs one, or `--plain`.")]
    import shutil

    columns, rows = shutil.get_terminal_size()
    colour = _("no colour") if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else _("colour")
    return [
        _("Terminal: {name}, {columns} columns, {rows} rows, {encoding}, {colour}").format(
            name=os.environ.get("TERM", "?"),
            columns=SPOKEN.number(columns),
            rows=SPOKEN.number(rows),
            encoding=sys.stdout.encoding,
            colour=colour,
        )
    ]
