"""Which documents stand in a folder and below it."""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

SUFFIXES = (".yaml", ".yml")
"""Of documents, in small letters."""
_KEY = re.compile(r"(?:.*\.)?key(?:\.[a-z]{2,3})?\.ya?ml", re.IGNORECASE)
"""What the key to a case or to a sample client is called: it stands beside answers and holds none."""


class Given(NamedTuple):
    """A document that was named, or stands in a folder that was."""

    path: Path
    """As it was given, with what leads to it from there."""
    place: str
    """Its real path, the same for the same file."""


def documents_below(paths: Sequence[Path], left_out: Collection[str]) -> Iterator[Given]:
    """The documents that *paths* name: a file is itself, a folder all its documents and those below, sorted.

    Each counts once, where it comes first. Hidden files and folders, keys, and those whose real path is *left_out*, are
    not taken from a folder; links to folders are not followed, links to files are. What cannot be listed is given as it
    stands, and whoever reads it is told why.
    """
    seen: set[str] = set()
    for path in paths:
        for given in _below(path, left_out) if os.path.isdir(path) else [Given(path, os.path.realpath(path))]:
            if given.place not in seen:
                seen.add(given.place)
                yield given


def _below(folder: Path, left_out: Collection[str]) -> Iterator[Given]:
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        place = os.path.realpath(current)
        try:
            with os.scandir(current) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            yield Given(current, place)
            continue
        folders = []
        for entry in found:
            own = os.path.realpath(entry.path) if entry.is_symlink() else os.path.join(place, entry.name)
            if entry.name.startswith(".") or own in left_out or _KEY.fullmatch(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(current / entry.name)
            elif entry.name.lower().endswith(SUFFIXES) and not os.path.isdir(entry.path):
                yield Given(current / entry.name, own)
        waiting += reversed(folders)
