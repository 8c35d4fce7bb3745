"""A journey without questions, typed into a real pseudo-terminal."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.a_terminal import ATerminal

ENTER = "\r"

AUDIT = """\
format: 1
id: audit
version: 1.0.0
language: en
title: Journey audit
levels: [{level: 0, name: None}, {level: 1, name: Begun}]
dimensions: []
journey:
  stages: [{id: learn, title: Hears of the company}, {id: buy, title: Buys}]
  suggestions: {learn: [An advert], buy: [Paying the bill]}
"""

IN_BATCH = """\
format: 1
questionnaire: {id: audit, version: 1.0.0}
organisation: {name: ACME}
date: 2026-11-21
language: en
journey:
  - {touchpoint: An advert, stage: learn, importance: 2, expected: 5, functional: 8, emotional: 7.5, recommend: 6}
  - {touchpoint: The queue, stage: buy, importance: 5, expected: 8, functional: 6, emotional: 4,
     moment_of_truth: true, note: too long}
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., ATerminal]]:
    """What opens a terminal with `cem interview` in it, in a folder with the questionnaire."""
    (tmp_path / "audit.yaml").write_text(AUDIT, encoding="utf-8")
    opened: list[ATerminal] = []

    def open_() -> ATerminal:
        opened.append(ATerminal(tmp_path, "a.yaml", "--questionnaire", "audit.yaml"))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


def scored(path: Path) -> dict[str, object]:
    """What `cem score --format json` says."""
    command = [sys.executable, "-m", "cem_maturity", "score", path.name, "--questionnaire", "audit.yaml"]
    done = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=True, cwd=path.parent)
    return dict(json.loads(done.stdout))


def test_touchpoints_typed_score_like_the_same_ones_in_batch(
    tmp_path: Path, terminal: Callable[..., ATerminal]
) -> None:
    """One suggested, one in one's own words; left in the middle of one and gone on with there."""
    screen = terminal()
    screen.shows("Which organisation is this about?")
    screen.types("ACME", ENTER, ENTER, ENTER)
    screen.shows("Which day do the answers speak of?")
    screen.types("\x15", "2026-11-21", ENTER, ENTER)
    screen.shows("Hears of the company · 1/2")
    screen.types("1", ENTER)
    screen.shows("how important is it to your customers?")
    screen.types("2", ENTER, "5", ENTER)
    screen.shows("An advert: how well does it work?")
    screen.types("\x04")
    assert screen.ends() == 0
    assert "To go on: cem interview a.yaml --questionnaire audit.yaml" in screen.text.replace("\n", "")

    screen = terminal()
    screen.shows("An advert: how well does it work?")
    screen.types("8", ENTER, "7.5", ENTER, "6", ENTER)
    screen.shows("An advert: is it a moment of truth?")
    screen.types("n", ENTER, ENTER)
    screen.shows("An advert: expected 5, works 8, feels 7.5")
    screen.types(ENTER)
    screen.shows("Buys · 2/2")
    screen.types("2", ENTER)
    screen.shows("The touchpoint's name")
    screen.types("The queue", ENTER)
    screen.shows("The queue: how important is it to your customers?")
    screen.types("5", ENTER, "8", ENTER, "6", ENTER, "4", ENTER, ENTER)
    screen.shows("The queue: is it a moment of truth?")
    screen.types("y", ENTER)
    screen.shows("The queue: is there anything to note?")
    screen.types("too long", ENTER)
    screen.shows("feels 4; moment of truth")
    screen.types(ENTER)
    screen.shows("That was the last question")
    screen.types("1", ENTER)
    screen.shows("At the first moment of truth, customers get 3.0 less than they expect.")
    screen.types("q")

    assert screen.ends() == 0
    (tmp_path / "batch.yaml").write_text(IN_BATCH, encoding="utf-8")
    assert scored(tmp_path / "a.yaml") == scored(tmp_path / "batch.yaml")


def test_touchpoints_are_named_line_by_line(tmp_path: Path) -> None:
    """A line that is no answer names a touchpoint, or opens the one of that name; < goes back and is no name."""
    (tmp_path / "audit.yaml").write_text(AUDIT, encoding="utf-8")
    lines = ["ACME", "", "", "2026-11-21", "", "<", "", "The parking", "3", "8", "7", "<", "6", "9", "", "2", ""]
    command = [sys.executable, "-m", "cem_maturity", "interview", "--plain", "a.yaml", "--questionnaire", "audit.yaml"]

    done = subprocess.run(
        command,
        input="\n".join([*lines, "the parking", "2", "7.5"]) + "\n",
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )

    assert "1 touchpoint judged, saved in a.yaml." in done.stderr
    content = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert content.endswith(
        "journey:\n  - touchpoint: The parking\n    stage: learn\n    importance: 3\n    expected: 7.5\n"
        "    functional: 6\n    emotional: 9\n"
    )
