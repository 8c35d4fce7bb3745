"""Who turns Persian lines around, by what the environment says of the terminal."""

from collections.abc import Mapping

import pytest

from cem_maturity.adapters.terminal.direction import Bidi, found


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"VTE_VERSION": "7006"}, Bidi.TERMINAL),
        ({"VTE_VERSION": "5799"}, Bidi.APP),
        ({"VTE_VERSION": "x"}, Bidi.APP),
        ({"KONSOLE_VERSION": "230400"}, Bidi.TERMINAL),
        ({"TERM_PROGRAM": "Apple_Terminal"}, Bidi.TERMINAL),
        ({"MLTERM": "3.9.2"}, Bidi.TERMINAL),
        ({"TERM": "xterm-kitty"}, Bidi.TERMINAL),
        ({"TERM": "xterm-256color"}, Bidi.APP),
        ({"TERM_PROGRAM": "vscode"}, Bidi.APP),
        ({"WT_SESSION": "1"}, Bidi.APP),
        ({}, Bidi.APP),
    ],
)
def test_terminals_that_reorder_are_left_to_it(environment: Mapping[str, str], expected: Bidi) -> None:
    """All others get lines in the order of sight."""
    assert found(Bidi.AUTO, environment) is expected


@pytest.mark.parametrize("asked", [Bidi.OFF, Bidi.TERMINAL, Bidi.APP])
def test_what_is_asked_for_holds(asked: Bidi) -> None:
    """Whatever the terminal says."""
    assert found(asked, {"VTE_VERSION": "7006"}) is asked
