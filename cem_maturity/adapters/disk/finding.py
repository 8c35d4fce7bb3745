"""What stands at a place, and which documents in a folder and below it."""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from cem_maturity.adapters.disk.saving import NotSaved, because, reason_of

SUFFIXES = (".yaml", ".yml")
"""Of documents, in small letters."""
_KEY = re.compile(r"(?:.*\.)?key(?:\.[a-z]{2,3})?\.ya?ml", re.IGNORECASE)
"""What the key to a case or to a sample client is called: it stands beside answers and holds none."""


def stands_at(path: Path) -> bool:
    """Whether anything is at *path*, be it a link that leads nowhere.

    Raises NotSaved where the system does not tell: what nobody can see is not nothing, and is not written over.
    """
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise NotSaved(because(path, reason_of(error))) from error
    return True


def is_file(path: Path) -> bool:
    """Whether there is a regular file at *path*, be it behind a link; at what no system takes for a name is none."""
    return os.path.isfile(path)


def documents_below(paths: Sequence[Path], left_out: Collection[str]) -> Iterator[str]:
    """The paths of documents that *paths* name: a file is itself, a folder all its documents and those below, sorted.

    Each counts once, where it comes first. Hidden files and folders, keys, and those whose real path is *left_out*, are
    not taken from a folder; links to folders are not followed, links to files are. What cannot be listed is given as it
    stands, and whoever reads it is told why.
    """
    seen: set[str] = set()
    for path in map(str, paths):
        for document, place in _below(path, left_out) if os.path.isdir(path) else [(path, os.path.realpath(path))]:
            if place not in seen:
                seen.add(place)
                yield document


def _below(folder: str, left_out: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each document below the *folder* with its real path, which is the same for the same file."""
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        place = os.path.realpath(current)
        try:
            with os.scandir(current) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            yield current, place
            continue
        folders = []
        for entry in found:
            own = os.path.realpath(entry.path) if entry.is_symlink() else os.path.join(place, entry.name)
            if entry.name.startswith(".") or own in left_out or _KEY.fullmatch(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif entry.name.lower().endswith(SUFFIXES) and not os.path.isdir(entry.path):
                yield entry.path, own
        waiting += reversed(folders)
