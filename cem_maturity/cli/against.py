"""`cem compare --against`: teams that judged one client, held against its key."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import typer

from cem_maturity.adapters import key_file
from cem_maturity.adapters.answers_file.places import place_of
from cem_maturity.adapters.bundled import questionnaires
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.cli.assessing import judge_found
from cem_maturity.cli.publishing import written
from cem_maturity.cli.reading import accepted_with_warnings, load_questionnaire, text_at
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, WRONG_USAGE, put, stop, strength, tell_problems
from cem_maturity.domain.problem import Problem

if TYPE_CHECKING:
    from cem_maturity.domain.against import Judgement
    from cem_maturity.domain.questionnaire import Questionnaire
    from cem_maturity.domain.result import Result
    from cem_maturity.domain.sampling.key import Key


def judgement_of(teams: Sequence[Path], against: Path, questionnaire: str | None, language: str | None) -> "Judgement":
    """The *teams* held *against* the key; ends the command where files have problems, or do not belong together."""
    from cem_maturity import __version__
    from cem_maturity.domain.against import against as judged

    asked, key = _key(against, questionnaire, language)
    if key.level is None or key.index is None:
        sentence = _("The key {file} has no level, so there is nothing to hold teams against.")
        stop(sentence.format(file=against), WRONG_USAGE)
    results = [(file, _team(file, key, questionnaire, language)) for file in teams]
    found = [(written(file), result) for file, result in results if result is not None]
    if len(found) < len(results):
        raise typer.Exit(BAD_DOCUMENT)
    return judged(key, asked, found, __version__)


def _key(file: Path, questionnaire: str | None, language: str | None) -> "tuple[Questionnaire, Key]":
    text = text_at(file)
    named = questionnaire
    if named is None:
        named = accepted_with_warnings(key_file.questionnaire_of(parse(text, str(file)), str(file), questionnaires()))
    plain = load_questionnaire(named)
    key = accepted_with_warnings(key_file.read(text, str(file), plain))
    # A class is spoken to in the language of the key, where nothing else is asked for.
    return load_questionnaire(named, language or key.language), key


def _team(file: Path, key: "Key", questionnaire: str | None, language: str | None) -> "Result | None":
    """The result of one team, blanks allowed; None where it has problems, or judged another client, which is told."""
    judged = judge_found(file, questionnaire, language, partial=True)
    if judged is None:
        return None
    result, text = judged
    wrong = list(_differences(file, text, key, result))
    tell_problems(wrong, SPOKEN)
    return None if wrong else result


def _differences(file: Path, text: str, key: "Key", result: "Result") -> Sequence[Problem]:
    parsed, organisation = parse(text, str(file)), result.assessment.organisation.name
    if result.questionnaire.id != key.questionnaire[0]:
        place = place_of(parsed, str(file), ("questionnaire", "id"))
        values = {"name": result.questionnaire.id, "wanted": key.questionnaire[0]}
        return [Problem("key-to-other-questionnaire", place, values)]
    if organisation != key.organisation:
        place = place_of(parsed, str(file), ("organisation", "name"))
        return [Problem("key-to-other-client", place, {"name": organisation, "wanted": key.organisation})]
    return []


def reveal(judgement: "Judgement") -> None:
    """Show the steps one by one on the terminal; ends with exit code 130 or 143 where a signal ends it."""
    from shutil import get_terminal_size

    from cem_maturity.adapters.terminal.judgement import draw_steps
    from cem_maturity.adapters.terminal.turning import turn

    steps = draw_steps(judgement, SPOKEN, get_terminal_size().columns, strength())
    signal.signal(signal.SIGTERM, _ended)
    try:
        turn([f"{step}\n" for step in steps], put, _("Enter: go on; q: end"), sys.stdin.fileno())
    except KeyboardInterrupt as interrupt:
        put("\n")
        raise typer.Exit(128 + signal.SIGINT) from interrupt


def _ended(number: int, _frame: FrameType | None) -> NoReturn:
    raise typer.Exit(128 + number)


def is_watched() -> bool:
    """Whether somebody sits at a terminal who can press a key between two steps."""
    there = (sys.stdin, sys.stdout)
    return all(one is not None and one.isatty() for one in there) and os.environ.get("TERM") != "dumb"
