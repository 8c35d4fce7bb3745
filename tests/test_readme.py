"""README and docs in step with the program: what they show can be run, and what can be run they show."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from cem_maturity.adapters.bundled import examples
from cem_maturity.cli.app import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")


def shown_commands() -> list[str]:
    """The commands of the README's console blocks, in order."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def command_names() -> list[str]:
    """The commands that the program has, hidden ones left out."""
    command = typer.main.get_command(app)
    return sorted(name for name, one in getattr(command, "commands", {}).items() if not one.hidden)


def test_every_command_that_the_readme_shows_does_its_work(tmp_path: Path) -> None:
    """Run in order in one folder, as a reader would, with the answers of the bundled case in `acme.yaml`.

    The same a year later are in `acme-2027.yaml`. The interview is run without a terminal and with nobody to answer:
    it saves and ends.
    """
    case = examples() / "cinema" / "answers.yaml"
    shutil.copy(case, tmp_path / "acme.yaml")
    later = case.read_text(encoding="utf-8").replace("date: 2026-", "date: 2027-")
    (tmp_path / "acme-2027.yaml").write_text(later, encoding="utf-8")

    ended = {}
    for line in shown_commands():
        program, *arguments = shlex.split(line)
        assert program == "cem"
        plain = ["--plain"] if arguments[0] == "interview" else []
        run = subprocess.run(
            [sys.executable, "-m", "cem_maturity", *arguments, *plain],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        ended[line] = (run.returncode, run.stderr)

    assert {line: end for line, end in ended.items() if end[0] != 0} == {}
    assert (tmp_path / "acme.pdf").read_bytes().startswith(b"%PDF")
    assert "answers:" in (tmp_path / "answers.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_documented(name: str) -> None:
    """In the README for those who start, in docs/contract.md with its options."""
    assert f"cem {name}" in README
    assert f"`cem {name}" in CONTRACT


@pytest.mark.parametrize("name", sorted(set(re.findall(r"^\| .*?`cem ([a-z][a-z-]*)", CONTRACT, re.MULTILINE))))
def test_every_documented_command_is_there(name: str) -> None:
    """The documents promise nothing that the program does not have."""
    assert name in command_names()


@pytest.mark.parametrize("name", command_names())
def test_every_long_option_is_documented(name: str) -> None:
    """An option that nobody can read about is no option."""
    command = getattr(typer.main.get_command(app), "commands", {})[name]
    parts = [command, *getattr(command, "commands", {}).values()]
    options = {option for part in parts for parameter in part.params for option in parameter.opts}

    assert {option for option in options - {"--help"} if option.startswith("--") and option not in CONTRACT} == set()


def test_every_link_of_the_readme_leads_somewhere() -> None:
    """Files and pictures of this project, by their paths."""
    links = re.findall(r"\]\(([^)#]+)\)", README)

    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
