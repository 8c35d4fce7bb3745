"""What the end of a test run says about the crash harness."""

import pytest

from tests.crash.faults import harness, tally


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how calls were made to fail: on a system that forbids ptrace the tests show less."""
    counts = ", ".join(f"{count} x {kind}" for kind, count in sorted(tally.items()))
    terminalreporter.write_line(f"crash harness: faults were made {harness().name}: {counts or 'none'}")
