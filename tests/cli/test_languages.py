"""`--language`, which every command takes."""

import pytest
from typer.testing import CliRunner

from cem_maturity.cli.app import app

COMMANDS = (
    "interview",
    "score",
    "report",
    "explain",
    "list",
    "show",
    "doctor",
    "check",
    "schema",
    "new answers",
    "new questionnaire",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_language(command: str) -> None:
    """One that the program does not speak is wrong usage, told with those it does."""
    result = CliRunner().invoke(app, [*command.split(), "--language", "tlh"], env={"COLUMNS": "300"})

    assert result.exit_code == 2
    assert "the program speaks en" in result.stderr
    assert "tlh is not one of them" in result.stderr
