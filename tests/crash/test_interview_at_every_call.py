"""The interview when a call on its files fails, or is its last, in turn at every one of them: promises 1 and 2."""

import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.crash.faults import ERRORS, Fault, around, beside, calls, faults_in, harness, run, share, tally
from tests.crash.interviews import (
    ARGUMENTS,
    BEGUN,
    LINES,
    ORDER,
    TEXTS,
    Room,
    begun,
    held,
    result,
    the_questionnaire,
)
from tests.domain.strategies import THOROUGH

SAID = "".join(f"{line}\n" for line in LINES)


def arguments(folder: Path) -> list[str]:
    """Those of the interview; the file as it is called in the calls that are watched."""
    return ["interview", *ARGUMENTS[:-1], str(folder / "here" / "a.yaml")]


def prepared(folder: Path) -> Path:
    """The answers file, begun, in a folder of its own within *folder*, where the program runs."""
    the_questionnaire(folder)
    (folder / "here").mkdir()
    return begun(folder / "here")


@cache
def made(*, is_plain: bool) -> Mapping[str, int]:
    """The calls on its files of an interview that nothing disturbs."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = prepared(folder)
        if is_plain:
            done = run([*arguments(folder), "--plain"], folder, around(path), said=SAID)
            assert done.returncode == 0, done.stderr
        else:
            room = Room(folder, harness().command(arguments(folder), folder / "calls", around(path), None))
            room.goes_on()
            room.answers()
            assert room.ends() == 0
        assert held(path) == list(ORDER)
        return calls(folder)


def acknowledged(said: str) -> int:
    """How many of ORDER the plain interview has said to be saved: what it asks next stands behind them.

    After NOT SAVED nothing new is, until a line goes by without it.
    """
    found = 0
    for piece in said.split("Answer (? for help): "):
        if "NOT SAVED" in piece:
            continue
        part = "data" if "Data" in piece else "voice"
        asked = [
            *(ORDER.index("note" if id_ == "voice.beta" else id_) for id_, text in TEXTS.items() if text in piece),
            *([ORDER.index(f"importance {part}")] if "How important" in piece else []),
            *([ORDER.index(f"target {part}")] if "Which level should" in piece else []),
            *([len(ORDER)] if "That was the last question" in piece else []),
        ]
        found = max([found, *asked])
    return found


def answers_in(folder: Path) -> list[str]:
    """What of ORDER the files hold, the one that somebody else was thought to have changed and those after it."""
    found = {one for path in (folder / "here").glob("a*.yaml") for one in held(path)}
    return [one for one in ORDER if one in found]


def is_left_over(path: Path) -> list[str]:
    """What a save has left beside the file."""
    return [one.name for one in beside(path) if one.exists()]


def test_a_call_that_fails_once_loses_nothing(tmp_path: Path) -> None:
    """It is said at once, the next answer makes it good; or nothing is begun, with a sentence and exit code 5 or 1."""
    for at, fault in enumerate(share(faults_in(made(is_plain=True), [f"error={error}" for error in ERRORS]), 4)):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = prepared(folder)

        done = run([*arguments(folder), "--plain"], folder, around(path), fault, said=SAID)

        assert "Traceback" not in done.stderr, (fault, done.stderr)
        if done.returncode == 0:
            assert answers_in(folder) == list(ORDER), (fault, done.stdout, done.stderr)
            assert [one.name for one in path.parent.glob("a*.yaml")] == ["a.yaml"], fault
            assert fault.call in ("unlink", "flock") or not is_left_over(path), fault
        elif "NOT SAVED" in done.stdout:  # the very last save, which nothing comes after
            assert done.returncode == 5, (fault, done)
            assert f"what came later is lost. To go on: cem interview {path}" in done.stderr, (fault, done.stderr)
        else:
            assert (done.returncode in (1, 5), path.read_text(encoding="utf-8")) == (True, BEGUN), (fault, done)
            assert done.stderr.startswith(str(path)), (fault, done.stderr)


def test_calls_that_fail_from_then_on_keep_all_that_was_acknowledged(tmp_path: Path) -> None:
    """The last words count what the file holds, and the exit code says that something is lost."""
    for at, fault in enumerate(
        share(faults_in(made(is_plain=True), [f"error={error}" for error in ERRORS], is_lasting=True), 3)
    ):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = prepared(folder)

        done = run([*arguments(folder), "--plain"], folder, around(path), fault, said=SAID)

        assert "Traceback" not in done.stderr, (fault, done.stderr)
        there = held(path)
        assert set(ORDER[: acknowledged(done.stdout)]) <= set(answers_in(folder)), (fault, there, done.stdout)
        if done.returncode == 0:
            assert answers_in(folder) == list(ORDER), (fault, done)
        else:
            assert done.returncode in (1, 5), (fault, done)
            if counted := re.search(r"holds (\d) of 4 answers", done.stderr):
                answers = [one for one in there if one in TEXTS]
                assert int(counted.group(1)) <= len(answers), (fault, there, done.stderr)


def test_a_kill_at_a_call_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """The file is whole, holds all that was acknowledged, and the next sitting brings the rest."""
    for at, fault in enumerate(share(faults_in(made(is_plain=True), ["signal=SIGKILL"]), 2)):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = prepared(folder)

        killed = run([*arguments(folder), "--plain"], folder, around(path), fault, said=SAID)

        assert killed.returncode == -9, (fault, killed)
        there = held(path)
        assert set(ORDER[: acknowledged(killed.stdout)]) <= set(there), (fault, there, killed.stdout)
        room = Room(folder, [sys.executable, "-m", "cem_maturity", *arguments(folder)])
        room.goes_on()
        room.answers()
        assert (room.ends(), held(path), is_left_over(path)) == (0, list(ORDER), []), fault


def test_the_same_on_a_whole_screen(tmp_path: Path) -> None:
    """What it acknowledges is in the file at that moment, though a call fails or the program is killed."""
    for at, fault in enumerate(share(faults_in(made(is_plain=False), ["signal=SIGKILL", "error=EIO"]), 1)):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = prepared(folder)
        tally[fault.action.partition("=")[0]] += 1
        room = Room(folder, harness().command(arguments(folder), folder / "calls", around(path), fault))

        while room.terminal.child.isalive():
            before = room.acknowledged
            if not room.answers():
                room.read()
            if room.acknowledged > before:
                assert set(ORDER[: room.acknowledged]) <= set(answers_in(folder)), (fault, room.terminal.text)
        code = room.ends()

        assert "Traceback" not in room.said, (fault, room.said)
        assert code in ((-9,) if fault.action.startswith("signal") else (0, 1, 5)), (fault, code, room.said)
        assert set(ORDER[: room.acknowledged]) <= set(answers_in(folder)), (fault, room.said)
        if code == 0:
            assert answers_in(folder) == list(ORDER), (fault, room.said)
        room.terminal.close()


@pytest.mark.parametrize("language", ["en", "ru", "fa"] if THOROUGH else ["fa"])
def test_the_last_words_tell_the_truth_in_every_language(language: str, tmp_path: Path) -> None:
    """A disk that fails from the third save on: exit code 5, and the file holds what the first two brought."""
    path = prepared(tmp_path)
    renames = next((name for name in made(is_plain=True) if name.startswith(("rename", "replace"))), "")

    done = run(
        [*arguments(tmp_path), "--plain", "--language", language],
        tmp_path,
        around(path),
        Fault(renames, 3, "error=EIO", is_lasting=True),
        said=SAID,
    )

    assert (done.returncode, held(path)) == (5, ["voice.alpha", "note"]), done.stderr
    assert result(path)["is complete"] is False
