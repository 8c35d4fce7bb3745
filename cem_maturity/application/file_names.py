"""Names of files: which are safe on every system, and what travels inside a report."""

import unicodedata

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
    *(f"com{number}" for number in range(10)),
    *(f"lpt{number}" for number in range(10)),
}
"""Names that Windows keeps for itself."""


def slug(name: str) -> str:
    """*name* in lower-case letters and digits with hyphens between; never empty, never a path."""
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())
    kept = "".join(character if _belongs(character) else " " for character in lowered)
    cut = "-".join(kept.split()).encode()[:_LONGEST].decode(errors="ignore").strip("-") or "organisation"
    return f"_{cut}" if cut in _DEVICES else cut


def on_disk(file: str) -> str:
    """The file that a command can be given where a problem names *file*, which may stand inside a report."""
    return file.removesuffix(f"#{ANSWERS}")


def _belongs(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) in ("Mn", "Mc")
