"""From the path of a brand to the brand, or its problems on stderr."""

from pathlib import Path

import typer

from cem_maturity.adapters import brand_file
from cem_maturity.adapters.disk import Unreadable, read_beside, read_text
from cem_maturity.cli.publishing import is_same_file
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, WRONG_USAGE, stop, tell_problems
from cem_maturity.domain.brand import NOBODY, Brand
from cem_maturity.domain.problem import Accepted, Problem, Refused


def load_brand(path: Path | None, target: Path | None) -> Brand:
    """The brand at *path*, nobody's where none is given; ends the command after its problems are told.

    Ends it too where *target*, the file that is to be written, is that of the brand.
    """
    if path is None:
        return NOBODY
    if target is not None and is_same_file(target, path):
        stop(_("The pages would take the place of the brand; name another file with -o."), WRONG_USAGE)
    read = read_brand(path)
    tell_problems(read.warnings if isinstance(read, Accepted) else read.problems, SPOKEN)
    if isinstance(read, Refused):
        raise typer.Exit(BAD_DOCUMENT)
    return read.value


def read_brand(path: Path) -> Accepted[Brand] | Refused:
    """The brand at *path*, with the logo and the fonts beside it."""

    def beside(name: str, most: int) -> bytes | Problem:
        try:
            return read_beside(path, name, most)
        except Unreadable as error:
            return error.problem

    try:
        text = read_text(path)
    except Unreadable as error:
        return Refused((error.problem,))
    return brand_file.read(text, str(path), beside)
