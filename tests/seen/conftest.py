"""Which tests need a browser: they are collected where Chromium is, and the run says where it is not.

CEM_CHROMIUM names another Chromium than the one on the path; CEM_SEEN=always, which CI sets, makes a lack an error.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.seen.browser import CHROMIUM, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IN_A_BROWSER = ["test_exercise_in_a_browser.py", "test_in_a_browser.py", "test_portfolio_in_a_browser.py"]
collect_ignore = [] if CHROMIUM or os.environ.get("CEM_SEEN") == "always" else IN_A_BROWSER


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests were left out, and how to have them."""
    if collect_ignore:
        terminalreporter.write_line(
            f"Left out without Chromium: {', '.join(IN_A_BROWSER)} in tests/seen (on Debian: apt-get install chromium)",
            yellow=True,
        )


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for all tests; each opens pages of its own."""
    with chromium() as one:
        yield one


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pages are put to be opened."""
    return tmp_path_factory.mktemp("pages")
