"""A small interview that always gets the same answers, what a screen has acknowledged of them, what a file holds."""

import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cem_maturity.adapters import answers_file, questionnaire_file
from cem_maturity.adapters.disk import read_text
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.response import Answered, NotApplicable
from tests.cli.a_terminal import PATIENCE, ATerminal

QUESTIONNAIRE = """
format: 1
id: small
version: 1.0.0
language: en
title: A small questionnaire
levels:
  - {level: 0, name: None of it}
  - {level: 1, name: One}
  - {level: 2, name: Two}
  - {level: 3, name: Three}
dimensions:
  - id: voice
    title: Voice
    questions:
      - {id: voice.alpha, text: "What of ALPHA?", levels: {0: none, 1: one, 2: two, 3: three}}
      - {id: voice.beta, text: "What of BETA?", levels: {0: none, 1: one, 2: two, 3: three}}
  - id: data
    title: Data
    questions:
      - {id: data.gamma, text: "What of GAMMA?", levels: {0: none, 1: one, 2: two, 3: three}}
      - {id: data.delta, text: "What of DELTA?", levels: {0: none, 1: one, 2: two, 3: three}}
"""
BEGUN = """format: 1
questionnaire: {id: small, version: 1.0.0}
organisation: {name: ACME}
date: 2026-11-21
language: en
interview: {started: 2026-11-21T10:00:00Z, updated: 2026-11-21T10:00:00Z, at: voice.alpha, complete: false}
"""
"""An answers file whose start form is filled in."""

ARGUMENTS = ("--questionnaire", "small.yaml", "a.yaml")
"""Of `cem interview`, in a folder with both files."""

NOTE, REASON = "seen-2x", "no-data"
LEVELS = {"voice.alpha": 2, "voice.beta": 1, "data.delta": 3}
TEXTS = {"voice.alpha": "ALPHA?", "voice.beta": "BETA?", "data.gamma": "GAMMA?", "data.delta": "DELTA?"}
ORDER = (
    "voice.alpha",
    "note",
    "voice.beta",
    "importance voice",
    "target voice",
    "data.gamma",
    "data.delta",
    "importance data",
    "target data",
)
"""What is said, one after the other; `note` is that at voice.beta."""
LINES = ("2", f"n {NOTE}", "1", "3", "2", f"x {REASON}", "3", "3", "2")
"""The same, as lines of the plain interview."""


def the_questionnaire(folder: Path) -> Path:
    """The questionnaire as a file in the *folder*."""
    path = folder / "small.yaml"
    path.write_text(QUESTIONNAIRE, encoding="utf-8")
    return path


def begun(folder: Path) -> Path:
    """An answers file in the *folder* at its first question."""
    path = folder / "a.yaml"
    path.write_text(BEGUN, encoding="utf-8")
    return path


def asked() -> Questionnaire:
    """The questionnaire."""
    read = questionnaire_file.read(QUESTIONNAIRE, "small.yaml")
    assert isinstance(read, Accepted)
    return read.value


def kept(path: Path) -> Assessment:
    """What the answers file holds; it is read as every command reads it."""
    read = answers_file.read_parsed(parse(read_text(path), str(path)), str(path), asked(), blanks_allowed=True)
    assert isinstance(read, Accepted), read
    return read.value


def held(path: Path) -> list[str]:
    """What of ORDER the answers file holds, as it was said."""
    assessment = kept(path)
    sheet = assessment.sheet
    found = {
        name
        for name, response in sheet.responses.items()
        if (isinstance(response, Answered) and response.answer == LEVELS.get(name))
        or (isinstance(response, NotApplicable) and (name, response.reason) == ("data.gamma", REASON))
    }
    beta = sheet.responses.get("voice.beta")
    notes = [beta.note] if isinstance(beta, Answered) else [draft.note for draft in sheet.drafts.values()]
    found |= {"note"} if notes == [NOTE] else set()
    found |= {f"importance {one}" for one, said in assessment.importance.items() if said == 3}
    found |= {f"target {one}" for one, said in assessment.targets.items() if said == 2}
    return [one for one in ORDER if one in found]


def result(path: Path) -> Mapping[str, object]:
    """All that the answers come to: what a report says of them, but for the moments at which they were given."""
    assessment = kept(path)
    return {
        "responses": {
            name: (type(one).__name__, getattr(one, "answer", None), getattr(one, "reason", ""), one.note)
            for name, one in assessment.sheet.responses.items()
        },
        "importance": dict(assessment.importance),
        "targets": dict(assessment.targets),
        "organisation": assessment.organisation,
        "is complete": assessment.interview is not None and assessment.interview.complete,
    }


class Where(NamedTuple):
    """What tells one moment of an interview from the next."""

    position: int | None
    is_writing: bool
    keys: str | None


class Room:
    """A terminal on which the interview goes on, with somebody who gives the same answers every time."""

    def __init__(self, folder: Path, command: Sequence[str] = ()) -> None:
        self.terminal = ATerminal(folder, *ARGUMENTS, command=command, environment={"LANGUAGE": "en"})
        self.acknowledged = 0
        """How many of ORDER the screen has said to be saved: the next question has come, and no trouble with it."""
        self.has_noted = False
        """Whether the note has been written here: where there is trouble, that stands in its place."""
        self.is_troubled = False
        """Whether the screen says that something is not saved."""

    def read(self, seconds: float = 0.005) -> None:
        """Take in what has come, screen by screen."""
        seen = len(self.terminal.sent)
        self.terminal.read(seconds)
        if len(self.terminal.sent) != seen:
            self.look()

    def look(self) -> None:
        """Note what the screen acknowledges now."""
        text = self.terminal.text
        if not self.terminal.is_whole or (here := position(text)) is None:
            return
        self.is_troubled = "NOT SAVED" in text
        if not self.is_troubled:
            self.acknowledged = max(self.acknowledged, here)

    def answers(self, until: int = len(ORDER) + 1) -> bool:
        """Whether the screen asks for something before so many of ORDER are behind; then that is typed."""
        self._settles()
        before = self._where
        if before.keys is None or (before.position or 0) >= until:
            return False
        if before.keys == "\r" and NOTE in self.terminal.text:
            self.has_noted = True
        self.terminal.child.send(before.keys)
        patience = time.monotonic() + PATIENCE
        while self._where == before and self.terminal.child.isalive():
            assert time.monotonic() < patience, f"nothing came of {before.keys!r}\n{self.terminal.text}"
            self.read()
            self._settles()
        return True

    def _settles(self) -> None:
        """Read until nothing more comes, and the screen is whole."""
        seen, patience = -1, time.monotonic() + PATIENCE
        while seen != len(self.terminal.sent) or (not self.terminal.is_whole and self.terminal.child.isalive()):
            assert time.monotonic() < patience, f"half a screen is all that came\n{self.terminal.text}"
            seen = len(self.terminal.sent)
            self.read()

    @property
    def _where(self) -> "Where":
        text = self.terminal.text
        return Where(position(text), "── " in text, next_keys(text, has_noted=self.has_noted))

    def answers_until_trouble(self) -> bool:
        """Give one more answer; whether the screen then says that something is not saved."""
        if not self.is_troubled:
            self.answers()
        return self.is_troubled

    def goes_on(self, until: int = len(ORDER)) -> None:
        """Answer until so many of ORDER are behind."""
        patience = time.monotonic() + PATIENCE
        while (position(self.terminal.text, has_noted=self.has_noted) or 0) < until:
            assert time.monotonic() < patience, self.terminal.text
            if self.answers(until):
                patience = time.monotonic() + PATIENCE

    def ends(self) -> int:
        """Wait until the program has ended, and take in its last words."""
        code = self.terminal.ends()
        self.look()
        return code

    @property
    def said(self) -> str:
        """All that the program has written, in one line and without what commands the terminal."""
        text = self.terminal.sent.decode("utf-8", errors="replace")
        return " ".join(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", " ", text).split())


def position(text: str, *, has_noted: bool = False) -> int | None:
    """How many of ORDER are behind the screen that shows *text*; None where it does not say.

    Whether the note is, the screen says itself, unless it is known that somebody *has_noted* it.
    """
    part = "data" if "Data ·" in text or text.lstrip().startswith("Data") else "voice"
    if "That was the last question" in text or "All 4 questions are" in text:
        return len(ORDER)
    if "How important is this part" in text:
        return ORDER.index(f"importance {part}")
    if "Which level should this part" in text:
        return ORDER.index(f"target {part}")
    for id_, shown in TEXTS.items():
        if shown in text:
            is_noted = has_noted or f"Note: {NOTE}" in text
            return ORDER.index("note" if id_ == "voice.beta" and not is_noted else id_)
    return None


def next_keys(text: str, *, has_noted: bool) -> str | None:
    """What is typed at a screen that shows *text*, as people do; None where it asks for nothing."""
    lines = text.splitlines()
    rule = next((at for at, line in enumerate(lines) if line.startswith("── ")), None)
    if rule is not None:
        wanted = NOTE if "Note" in lines[rule] else REASON
        typed = lines[rule + 1].strip() if rule + 1 < len(lines) else ""
        return "\r" if typed == wanted else wanted[len(typed) :][:2]
    here = position(text, has_noted=has_noted)
    if here is None:
        return None
    if here == len(ORDER):
        return "q"
    wants = ORDER[here]
    if wants in ("note", "data.gamma"):
        return "n" if wants == "note" else "x"
    level = 3 if wants.startswith("importance") else LEVELS.get(wants, 2)
    names = ("none", "one", "two", "three") if wants in LEVELS else ("", "", "Two", "More important")
    is_chosen = any(f"❯ {level}{mark} {names[level]}" in text for mark in " ●")
    return "\r" if is_chosen else str(level)
