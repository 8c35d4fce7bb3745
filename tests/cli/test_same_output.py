"""The same input gives the same output: whoever runs the program, where and when."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from cem_maturity.adapters.bundled import examples

CASE = (examples() / "cinema" / "answers.yaml").read_bytes()

HERE: Mapping[str, str] = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
ELSEWHERE: Mapping[str, str] = {
    "TZ": "Pacific/Apia",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4294967295",
    "PYTHONUTF8": "1",
    "COLUMNS": "200",
    "TERM": "dumb",
    "USER": "somebody",
    "HOME": "/nonexistent",
}
"""Another user at the other end of the world."""


def output(arguments: tuple[str, ...], folder: Path, surroundings: Mapping[str, str], umask: int) -> bytes:
    """What the command writes to stdout or to the file called `made`, in a *folder* of its own."""
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_bytes(CASE)
    ended = subprocess.run(
        [sys.executable, "-m", "cem_maturity", *arguments],
        cwd=folder,
        env={**{key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}, **surroundings},
        capture_output=True,
        check=False,
        umask=umask,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    made = [path for path in folder.iterdir() if path.stem == "made"]
    return made[0].read_bytes() if made else ended.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "a.yaml", "--plan", "3", "-o", "made.html"),
        ("report", "a.yaml", "--kind", "executive", "-o", "made.pdf"),
        ("report", "a.yaml", "-o", "made.xlsx"),
        ("report", "a.yaml", "--kind", "outward", "--language", "fa", "-o", "made.md"),
        ("report", "a.yaml", "-o", "made.json"),
        ("plan", "a.yaml", "--target", "3", "--format", "json"),
        ("print", "--kind", "cards", "--language", "ru", "-o", "made.html"),
        ("follow-up", "a.yaml", "-o", "made.md"),
        ("schema", "answers", "--questionnaire", "cem-maturity"),
        ("score", "a.yaml", "--format", "csv"),
    ],
    ids=lambda one: " ".join(one),
)
def test_the_same_input_gives_the_same_bytes(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """In another time zone, locale, folder and home, with another hash seed, width and umask."""
    here = output(arguments, tmp_path / "a", HERE, 0o022)
    elsewhere = output(arguments, tmp_path / "b" / "c d", ELSEWHERE, 0o077)

    assert here
    assert elsewhere == here
