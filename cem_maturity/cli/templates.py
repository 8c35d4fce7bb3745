"""From `--template NAME|DIR` to a set of templates, or its problems on stderr."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cem_maturity.cli.publishing import STANDARD
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import WRONG_USAGE, stop, tell_problems

if TYPE_CHECKING:
    from cem_maturity.adapters.render_door import Faulty
    from cem_maturity.application.template_set import TemplateSet
    from cem_maturity.domain.problem import Problem

TEXTS = (".html", ".css", ".js", ".svg")
"""What may be a template, by its suffix; other files of a folder are left alone."""
FONTS = (".ttf", ".otf", ".woff", ".woff2")
MOST_FILES = 500
"""Templates and fonts that a set may have."""


def sets() -> Mapping[str, Path]:
    """The folder of each template set that comes with the program, by its name."""
    from cem_maturity.adapters.bundled import report_templates
    from cem_maturity.application.template_set import ENTRY

    return {path.parent.name: path.parent for path in sorted(report_templates().glob(f"*/{ENTRY}"))}


def template_set(name_or_folder: str | None) -> "Path | TemplateSet | None":
    """The set of that name or in that folder, the standard one where none is named.

    Nothing where it has problems, which are then told; ends the command where there is no such set.
    """
    ours = sets()
    if name_or_folder is None or name_or_folder in ours:
        return ours[name_or_folder or STANDARD]
    folder = Path(name_or_folder)
    if os.path.isdir(folder):  # noqa: PTH112 - a name too long for a path is no folder either
        return _theirs(folder)

    from cem_maturity.domain.problem import nearest

    if close := nearest(name_or_folder, ours):
        sentence = _("There is no template {name}; did you mean {nearest}?")
    else:
        sentence = _("There is no template {name}; name one of {known}, or the folder of your own.")
    return stop(sentence.format(name=name_or_folder, nearest=close, known=", ".join(ours)), WRONG_USAGE)


def starting_point(name: str) -> Mapping[str, bytes]:
    """The files of a set called *name* to start from: the standard templates, with fonts and their licences."""
    from cem_maturity.adapters.disk import read_bytes
    from cem_maturity.application.template_set import CONTEXT, DESCRIPTION

    folder = sets()[STANDARD]
    patterns = (*(f"**/*{suffix}" for suffix in TEXTS), "fonts/*.woff2", "fonts/*OFL*.txt")
    paths = {path for pattern in patterns for path in folder.glob(pattern)} - set(folder.glob("fonts/*.css"))
    lines = (
        "# " + _("Templates of a report; docs/templates.md lists what they are given and what they may do."),
        "# " + _("The version of that list for which they are written:"),
        f"format: {CONTEXT}",
        "# " + _("What the set is called:"),
        f"template: {json.dumps(name, ensure_ascii=False)}",
    )
    description = "".join(f"{line}\n" for line in lines)
    return {DESCRIPTION: description.encode()} | {
        path.relative_to(folder).as_posix(): read_bytes(path) for path in sorted(paths)
    }


def fault(error: "Faulty", template: str) -> "Problem":
    """What is wrong with one of the templates of the folder *template*."""
    from cem_maturity.domain.problem import Place, Problem

    found = error.failure
    return Problem("template-fault", Place(str(Path(template) / found.file), found.line), {"detail": found.said})


def _theirs(folder: Path) -> "TemplateSet | None":
    from base64 import b64encode

    from cem_maturity.adapters.disk import LIMIT, Unreadable, read_bytes, read_text
    from cem_maturity.adapters.template_set import read
    from cem_maturity.application.template_set import DESCRIPTION, ENTRY, TemplateSet
    from cem_maturity.domain.problem import Accepted, Place, Problem

    problems: list[Problem] = []
    texts: dict[str, str] = {}
    fonts: dict[str, str] = {}
    try:
        description = read(read_text(folder / DESCRIPTION), str(folder / DESCRIPTION))
    except Unreadable as error:
        tell_problems([error.problem], SPOKEN)
        return None
    if not isinstance(description, Accepted):
        tell_problems(description.problems, SPOKEN)
        return None
    for number, path in enumerate(_files(folder)):
        if number == MOST_FILES:
            problems.append(Problem("template-too-large", Place(str(folder)), {"most": MOST_FILES}))
            break
        name = path.relative_to(folder).as_posix()
        try:
            if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
                problems.append(Problem("template-outside", Place(str(path))))
            elif path.suffix in TEXTS:
                texts[name] = read_text(path)
            elif len(content := read_bytes(path)) > LIMIT:
                problems.append(Problem("file-too-large", Place(str(path))))
            else:
                fonts[path.name] = b64encode(content).decode()
        except Unreadable as error:
            problems.append(error.problem)
    if not problems and ENTRY not in texts:
        problems.append(Problem("file-missing", Place(str(folder / ENTRY))))
    tell_problems([*description.warnings, *problems], SPOKEN)
    return None if problems else TemplateSet(texts, fonts)


def _files(folder: Path) -> Iterator[Path]:
    """The templates anywhere in the *folder*, and the fonts in its `fonts`; nothing hidden."""
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder)
        if any(part.startswith(".") for part in within.parts) or path.is_dir():
            continue
        if path.suffix in TEXTS or (path.suffix in FONTS and within.parts[0] == "fonts"):
            yield path
