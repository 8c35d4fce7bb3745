"""Where documents and pages go, and what makes PDF and HTML, for the commands that write them."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, NOT_WRITTEN, WRONG_USAGE, put, stop, tell, tell_problems

if TYPE_CHECKING:
    from cem_maturity.adapters.pdf import Attachment
    from cem_maturity.adapters.render_door import Door

STANDARD = "standard"
"""The template set of the report."""
STDOUT = "-"


def suffix_of(output: str | None) -> str:
    """The format that the suffix of *output* asks for; PDF where it has none."""
    suffix = Path(output).suffix.lower().removeprefix(".") if output else ""
    return {"": "pdf", "htm": "html"}.get(suffix, suffix)


def is_same_file(path: Path, other: Path) -> bool:
    """Whether both lead to one place once links are followed, as far as they lead anywhere."""
    return os.path.realpath(path) == os.path.realpath(other)


def written(path: Path) -> str:
    """*path* as text that every file can hold: bytes of a name that are no text are shown by their numbers."""
    return str(path).encode(errors="backslashreplace").decode()


def write(content: bytes, target: Path) -> None:
    """Write *content* to *target*; where that fails, say why and end with exit code 5."""
    from cem_maturity.adapters.disk import NotSaved, save

    try:
        save(target, content)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)


def write_new(text: str, output: Path, *, private: bool) -> None:
    """Write a document to *output*, - is stdout, and say so; ends with exit code 2 where something is there already.

    Only its owner may read it when *private*.
    """
    from cem_maturity.adapters.disk import NotSaved, save_text

    if str(output) == STDOUT:
        put(text)
        return
    refuse_taken(output)
    try:
        save_text(output, text, private=private)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)
    tell(_("Written to {file}.").format(file=output))


def write_new_folder(files: Mapping[str, bytes], output: Path) -> None:
    """Write *files* into the new folder *output* and say so; ends with exit code 2 where something is there already.

    No folder goes to stdout: - is wrong usage.
    """
    from cem_maturity.adapters.disk import NotSaved, save_folder

    if str(output) == STDOUT:
        stop(_("A folder cannot go to stdout; name one with -o DIR."), WRONG_USAGE)
    refuse_taken(output)
    try:
        save_folder(output, files)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)
    tell(_("Written to {file}.").format(file=output))


def refuse_taken(output: Path) -> None:
    """End with exit code 2 where something is at *output* already."""
    if is_taken(output):
        stop(_("{file} is there already; choose another name, or move it away.").format(file=output), WRONG_USAGE)


def is_taken(output: Path) -> bool:
    """Whether something is at *output* already; where the system does not tell, say so and end with exit code 5."""
    from cem_maturity.adapters.disk import NotSaved, stands_at

    try:
        return stands_at(output)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)


def check_pdf(*, is_choice: bool = True) -> None:
    """Where this machine cannot make a PDF, say why and end with exit code 5.

    That HTML would do instead is said too, unless the format is no choice of the user (*is_choice*).
    """
    from cem_maturity.adapters import pdf

    try:
        pdf.check_libraries()
    except pdf.PdfUnavailable as error:
        _stop_without_libraries(error.missing, is_choice=is_choice)


def _stop_without_libraries(missing: Sequence[str], *, is_choice: bool = True) -> NoReturn:
    needs = _(
        "A PDF needs libraries that are missing here ({libraries}): `cem doctor` names the command that installs them."
    )
    said = [needs.format(libraries=SPOKEN.listed(missing))]
    if is_choice:
        said.append(_("HTML works without them: --format html."))
    stop(" ".join(said), NOT_WRITTEN)


@cache
def door() -> "Door":
    """The door *render* of this run, whose worker lives on from one document to the next."""
    from cem_maturity.adapters.render_door import Door

    return Door()


def warm_up() -> None:
    """Load what makes pages in a process of its own, while this one reads its documents."""
    from cem_maturity.adapters.render_door import NotRendered

    # Where there is no room for it, that is told once its pages are wanted: the documents have their say first.
    with suppress(NotRendered):
        door().warm_up()


def pdf_of(html: str, attachments: "Sequence[Attachment]" = ()) -> bytes:
    """The PDF of *html* with its *attachments*, set in our fonts; where it cannot be made, say why and end."""
    from cem_maturity.adapters.render_door import Job

    return or_stop(lambda: door().render(Job(html, str(templates() / "fonts"), tuple(attachments))))


def or_stop(make: Callable[[], bytes], folder: str = "") -> bytes:
    """What *make* makes; where it cannot, say why and end. Templates of somebody else stand in *folder*."""
    from cem_maturity.adapters.pdf import PdfUnavailable
    from cem_maturity.adapters.render_door import Faulty, NotRendered

    try:
        return make()
    except NotRendered as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)
    except PdfUnavailable as error:
        _stop_without_libraries(error.missing)
    except Faulty as error:
        from cem_maturity.cli.templates import fault

        tell_problems([fault(error, folder)], SPOKEN)
        raise typer.Exit(BAD_DOCUMENT) from error


def templates(name: str = STANDARD) -> Path:
    """The folder of the template set of that *name*."""
    from cem_maturity.adapters.bundled import report_templates

    return report_templates() / name


def made() -> str:
    """The time that SOURCE_DATE_EPOCH gives, up to the year 9999; nothing where it gives none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        return ""
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
