"""What a short command must never load: it would cost more than the command itself."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from cem_maturity.adapters.bundled import examples

HEAVY = {
    "weasyprint",
    "pypdf",
    "jinja2",
    "prompt_toolkit",
    "babel",
    "persiantools",
    "pydantic",
    "PIL",
    "fontTools",
    "asyncio",
    "arabic_reshaper",
    "xlsxwriter",
}
"""Each costs 50 ms or more, most of them before a line is printed."""

CASE = str(examples() / "cinema" / "answers.yaml")
ENTRY = "from cem_maturity.__main__ import main; main()"
COMPLETION = {"_CEM_COMPLETE": "complete_bash", "COMP_WORDS": "cem scor", "COMP_CWORD": "1"}


def loaded(*arguments: str, environment: Mapping[str, str] | None = None) -> tuple[str, set[str]]:
    """What the command printed, and the packages that it loaded."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import sys; sys.argv[0] = 'cem'; " + ENTRY, *arguments],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    names = (line.rpartition("|")[2].strip() for line in ended.stderr.splitlines() if line.startswith("import time:"))
    return ended.stdout, {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(
    "arguments", [("--help",), ("score", "--help"), ("print", "--help"), ("score", CASE), ("--version",)], ids=" ".join
)
def test_a_short_command_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """Neither what renders reports nor what runs the interview."""
    printed, packages = loaded(*arguments)

    assert printed
    assert packages & HEAVY == set()


def test_what_makes_a_pdf_is_loaded_by_its_worker_alone(tmp_path: Path) -> None:
    """Neither WeasyPrint nor what it needs in the program itself, which fills its templates in the meantime."""
    made = tmp_path / "report.pdf"

    _, packages = loaded("report", CASE, "-o", str(made))

    assert made.exists()
    assert packages & HEAVY == {"jinja2"}


def test_the_version_loads_none_of_the_program() -> None:
    """It is answered before anything is imported: no typer, no YAML."""
    _, packages = loaded("--version")

    assert packages & {"typer", "rich", "yaml", "re", "gettext"} == set()


def test_a_completion_loads_nothing_that_draws() -> None:
    """A Tab key must not be felt."""
    printed, packages = loaded(environment=COMPLETION)

    assert printed.split() == ["score"]
    assert packages & (HEAVY | {"rich", "yaml"}) == set()


def test_ctrl_c_while_the_program_loads_is_no_mistake_of_ours() -> None:
    """No traceback, the exit code of Ctrl-C."""
    impatient = (
        "import sys",
        "class Impatient:",
        "    def find_spec(self, name, path, target=None):",
        "        if name == 'cem_maturity.cli.app': raise KeyboardInterrupt",
        "sys.meta_path.insert(0, Impatient())",
        ENTRY,
    )

    ended = subprocess.run(
        [sys.executable, "-c", "\n".join(impatient), "list"], capture_output=True, text=True, check=False, timeout=60
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")
