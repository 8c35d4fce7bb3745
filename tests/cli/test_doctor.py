"""`cem doctor`: what is missing for PDF, and what to type."""

import os
import subprocess
import sys
from pathlib import Path

from cem_maturity.adapters.pdf import missing_libraries

WITHOUT_PANGO = """
import ctypes
real = ctypes.CDLL
def load(name, *arguments, **options):
    if name and "pango" in str(name):
        raise OSError(name)
    return real(name, *arguments, **options)
ctypes.CDLL = load
"""
"""A system on which Pango cannot be loaded."""


def doctor(folder: Path, *, machine: str = "") -> subprocess.CompletedProcess[str]:
    """`cem doctor` in *folder*, on a machine that is changed by that program text."""
    (folder / "sitecustomize.py").write_text(machine)
    return subprocess.run(
        [sys.executable, "-m", "cem_maturity", "doctor"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_what_is_missing_is_named_with_the_command(tmp_path: Path) -> None:
    """Exit 1; HTML is said to work; one line can be copied into a shell."""
    ended = doctor(tmp_path, machine=WITHOUT_PANGO)

    first, *more = ended.stdout.partition("\n\n")[0].splitlines()
    assert ended.returncode == 1
    assert first == (
        "PDF is not possible yet. HTML reports work; "
        "a PDF needs libraries that are missing here: pango-1.0, pangoft2-1.0."
    )
    assert more
    assert ended.stderr == ""


def test_the_machine_is_described(tmp_path: Path) -> None:
    """Versions, where things are, the terminal; exit 0 where nothing is missing."""
    ended = doctor(tmp_path)

    heads = list(dict.fromkeys(line.partition(":")[0] for line in ended.stdout.splitlines() if line))
    assert ended.returncode == bool(missing_libraries())
    assert heads[-6:] == ["Libraries", "Questionnaire", "Report templates", "Fonts", "Examples", "Terminal"]
    assert "none" not in ended.stdout.partition("Fonts")[2].splitlines()[0]
