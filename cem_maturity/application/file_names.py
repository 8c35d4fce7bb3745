"""Names of files: which are safe on every system, what travels inside a report; and ids made of file names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

ANSWERS = "answers.yaml"
"""The answers file inside a PDF report."""
RESULT = "result.json"
"""The figures inside a PDF report."""

_LONGEST = 80
"""Bytes of UTF-8."""

_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
}
"""Names that Windows keeps for itself."""


def slug(name: str) -> str:
    """*name* in lower-case letters and digits with hyphens between; never empty, never a path."""
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())
    kept = "".join(character if _belongs(character) else " " for character in lowered)
    cut = "-".join(kept.split()).encode()[:_LONGEST].decode(errors="ignore").strip("-") or "organisation"
    return f"_{cut}" if cut in _DEVICES else cut


def report_stems(units: Mapping[str, tuple[str, str]]) -> Mapping[str, str]:
    """What the report on each of *units* is called, by the file of its answers; its organisation and unit are given.

    No two are the same on any system. Where names collide, each of them gets a digest of its file's path as it was
    given: a name depends neither on the order of the files nor on what was done before.
    """
    import hashlib

    plain = {file: "--".join(map(slug, filter(None, whose))) or slug("") for file, whose in units.items()}
    stems = plain
    for length in (8, 64):
        often = Counter(map(_as_one, stems.values()))
        if max(often.values(), default=1) == 1:
            break
        stems = {
            file: f"{plain[file]}-{hashlib.sha256(file.encode(errors='surrogatepass')).hexdigest()[:length]}"
            if often[_as_one(stem)] > 1
            else stem
            for file, stem in stems.items()
        }
    return stems


def _as_one(stem: str) -> str:
    """The same for stems that some system takes for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", stem).casefold())


def on_disk(file: str) -> str:
    """The file that a command can be given where a problem names *file*, which may stand inside a report."""
    return file.removesuffix(f"#{ANSWERS}")


def respondent_id(stem: str) -> str:
    """The id of the person whose file is called *stem* and names nobody: always the same, and another for another name.

    What an id cannot hold is told apart by a digest.
    """
    composed = unicodedata.normalize("NFC", stem)
    plain = unicodedata.normalize("NFKD", composed.casefold())
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    id_ = re.sub(r"[^a-z0-9_.]+", "-", bare).strip("-_.")
    is_lost = any(not character.isascii() and character.isalnum() for character in bare)
    if id_ and not is_lost and len(id_) <= _LONGEST:
        return id_
    import hashlib  # only names in other scripts need it, and OpenSSL loads slowly

    digest = hashlib.sha256(composed.encode(errors="surrogatepass")).hexdigest()[:8]
    return f"{id_[: _LONGEST - 9]}-{digest}" if id_ else f"respondent-{digest}"


def respondent_name(stem: str) -> str:
    """What that person is called: *stem*, without what no answers file may hold (bytes of no character, commands)."""
    return " ".join("".join(character if _can_stand(character) else " " for character in stem).split())


def _can_stand(character: str) -> bool:
    is_no_character = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return unicodedata.category(character) not in ("Cc", "Cs") and not is_no_character


def _belongs(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) in ("Mn", "Mc")
