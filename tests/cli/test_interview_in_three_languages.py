"""Whole interviews in Russian and in Persian, typed on the keyboards of those languages."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from cem_maturity.application.language import Language, speak
from cem_maturity.domain.questionnaire import Questionnaire
from tests.cli.a_terminal import ATerminal
from tests.cli.test_interview_in_a_terminal import flagship

ENTER, CTRL_C = "\r", "\x03"

QUIT = {"ru": "й", "fa": "ض"}
"""The key that q is on."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., ATerminal]]:
    """What opens a terminal that knows nothing of Persian, with `cem interview` in it."""
    opened: list[ATerminal] = []

    def open_(*arguments: str, environment: Mapping[str, str] | None = None) -> ATerminal:
        plain = dict.fromkeys(("VTE_VERSION", "KONSOLE_VERSION", "TERM_PROGRAM", "MLTERM", "KITTY_WINDOW_ID"), "")
        opened.append(ATerminal(tmp_path, "a.yaml", *arguments, environment={**plain, **(environment or {})}))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


def typed(number: int, language: Language) -> str:
    """A digit as that keyboard has it."""
    return language.number(number)


def answer_everything(on: ATerminal, language: Language, questionnaire: Questionnaire) -> dict[str, int]:
    """The form, then every question with a level of its own; what was answered."""
    given: dict[str, int] = {}
    all_ = language.number(sum(1 for _ in questionnaire.questions()))
    on.shows(f"{language.number(0)}/{all_}")
    on.types("ACME", ENTER, ENTER)
    on.types(typed(3, language), ENTER, ENTER, ENTER)
    on.types(typed(3, language), ENTER)
    for dimension in questionnaire.dimensions_as_asked():
        for question in dimension.questions:
            level = (len(given) * 5 + 2) % 6
            on.types(typed(level, language), ENTER)
            given[question.id] = level
            on.shows(f"{language.number(len(given))}/{all_}")
        on.types(ENTER, ENTER)
    return given


def in_batch(given: Mapping[str, int], code: str, questionnaire: Questionnaire, date: str) -> str:
    """The same answers as a file that was never near a terminal."""
    importance = ", ".join(f"{dimension.id}: 2" for dimension in questionnaire.dimensions)
    return (
        "format: 1\nquestionnaire: {id: cem-maturity, version: 1.0.0}\norganisation: {name: ACME, sector: retail}\n"
        f"date: {date}\nlanguage: {code}\npredicted: {{overall: 3}}\nimportance: {{{importance}}}\nanswers:\n"
        + "".join(f"  {id_}: {level}\n" for id_, level in given.items())
    )


def scored(path: Path) -> dict[str, object]:
    """What `cem score --format json` says."""
    command = [sys.executable, "-m", "cem_maturity", "score", str(path), "--format", "json"]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


@pytest.mark.parametrize("code", ["ru", "fa"])
def test_a_whole_interview_scores_like_the_same_answers_in_batch(
    code: str, tmp_path: Path, terminal: Callable[..., ATerminal]
) -> None:
    """With that language's digits, and the letters that its keyboard has on our keys."""
    language, questionnaire = speak(code), flagship()
    screen = terminal("--language", code)

    given = answer_everything(screen, language, questionnaire)
    screen.types(typed(2, language), ENTER)
    screen.types(typed(1, language), ENTER)
    screen.types(QUIT[code])

    assert screen.ends() == 0
    content = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    date = re.search(r"^date: (\S+)$", content, re.MULTILINE)
    assert date is not None
    (tmp_path / "batch.yaml").write_text(in_batch(given, code, questionnaire, date[1]), encoding="utf-8")
    assert scored(tmp_path / "a.yaml") == scored(tmp_path / "batch.yaml")


@pytest.mark.parametrize(
    ("asked", "environment", "begins", "ends"),
    [
        ("auto", {}, b"\x1b[8l", b"\x1b[8h"),
        ("auto", {"VTE_VERSION": "7006"}, b"\x1b[?2501h", b"\x1b[?2501l"),
        ("auto", {"CEM_BIDI": "terminal"}, b"\x1b[?2501h", b"\x1b[?2501l"),
        ("app", {"VTE_VERSION": "7006"}, b"\x1b[8l", b"\x1b[8h"),
    ],
)
@pytest.mark.parametrize("way_out", [CTRL_C, signal.SIGTERM])
def test_the_terminal_is_given_back_as_it_was(
    asked: str,
    environment: Mapping[str, str],
    begins: bytes,
    ends: bytes,
    way_out: str | signal.Signals,
    terminal: Callable[..., ATerminal],
) -> None:
    """However the interview ends; what is said after it is said the usual way."""
    options = () if "CEM_BIDI" in environment else ("--bidi", asked)
    screen = terminal("--language", "fa", *options, environment=environment)
    screen.shows(speak("fa").number(0) + "/")

    if isinstance(way_out, signal.Signals):
        screen.kill(way_out)
    else:
        screen.types(way_out)

    assert screen.ends() in (130, 143)
    assert screen.sent.count(begins) == screen.sent.count(ends) == 1
    assert screen.sent.index(begins) < screen.sent.index(ends)


@pytest.mark.parametrize("arguments", [("--language", "fa", "--bidi", "off"), ("--language", "ru"), ()])
def test_nothing_is_sent_where_nothing_is_turned_around(
    arguments: tuple[str, ...], terminal: Callable[..., ATerminal]
) -> None:
    """Neither for languages from left to right nor where it is switched off."""
    screen = terminal(*arguments)
    screen.waits(lambda: "/" in screen.text, "the first screen")

    screen.types(CTRL_C)

    assert screen.ends() == 130
    assert not re.search(rb"\x1b\[(\?2501|8)[hl]", screen.sent)
