"""Two programs, or a program and a person, at one file: nobody's words are lost, and who is late is told.

(Promise 15 of docs/trust.md.)
"""

import random
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.crash.faults import SEED, Fault, around, harness, surroundings
from tests.crash.interviews import ARGUMENTS, LINES, ORDER, Room, begun, held, the_questionnaire
from tests.domain.strategies import THOROUGH

PROGRAM = [sys.executable, "-P", "-m", "cem_maturity"]
TIMES = 40 if THOROUGH else 3
SLOWLY = 400_000
"""Microseconds that a slow disk takes to write."""


def plain(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """The plain interview on a.yaml in the *folder*."""
    return subprocess.Popen(
        [*PROGRAM, "interview", "--plain", *ARGUMENTS, *arguments],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=surroundings(),
    )


def test_of_two_that_begin_at_once_one_has_the_file_and_the_other_is_told(tmp_path: Path) -> None:
    """Whatever moments lie between them: all answers of the one are there, the other names its process and time."""
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    said = "".join(f"{line}\n" for line in LINES)
    for number in range(TIMES):
        folder = tmp_path / str(number)
        folder.mkdir()
        the_questionnaire(folder)
        path = begun(folder)
        first = plain(folder)
        time.sleep(chance.random() * 0.05)
        second = plain(folder)
        both = {one.pid: one for one in (first, second)}
        while all(one.poll() is None for one in both.values()):
            time.sleep(0.005)

        loser = next(one for one in both.values() if one.poll() is not None)
        winner = next(one for one in both.values() if one is not loser)
        refused = loser.communicate(timeout=30)
        answered = winner.communicate(said, timeout=30)

        assert (loser.returncode, refused[0]) == (5, ""), refused
        told = re.fullmatch(
            r"a\.yaml is open in (?:process (\d+) on \S+ since (\S+)|another program); .*\n", refused[1]
        )
        assert told, refused
        assert told[1] in (str(winner.pid), None)
        assert (winner.returncode, held(path)) == (0, list(ORDER)), answered


def test_a_change_by_hand_while_a_slow_disk_is_saving_stays(tmp_path: Path) -> None:
    """Between the moment at which the answers begin to be written and that at which they take the file's place."""
    the_questionnaire(tmp_path)
    (tmp_path / "here").mkdir()
    path = begun(tmp_path / "here")
    arguments = ["interview", *ARGUMENTS[:-1], str(path)]
    slow = Fault("fsync", 1, f"delay_enter={SLOWLY}", is_lasting=True)
    room = Room(tmp_path, harness().command(arguments, tmp_path / "calls", around(path), slow))
    room.goes_on(1)
    edited = path.read_bytes() + b"# mine\n"
    temporary = path.with_name(".a.yaml.tmp")

    def edit() -> None:
        while not temporary.exists():
            time.sleep(0.001)
        by_hand = path.with_name("by-hand")
        by_hand.write_bytes(edited)
        by_hand.replace(path)

    editor = threading.Thread(target=edit)
    editor.start()
    room.goes_on(4)
    editor.join(timeout=30)
    room.goes_on()
    room.answers()

    assert room.ends() == 0, room.said
    assert "changed by someone else and stays as it is" in room.said
    assert path.read_bytes() == edited
    assert held(path.with_name("a-2.yaml")) == list(ORDER)


def newest_in(folder: Path) -> Path:
    """The answers file that was written last."""
    return max(folder.glob("a*.yaml"), key=lambda path: path.stat().st_mtime_ns)


def test_no_change_by_hand_is_lost_at_any_moment(tmp_path: Path) -> None:
    """Somebody else puts a text of their own in the file's place again and again while answers are given."""
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    for number in range(max(1, TIMES // 4)):
        folder = tmp_path / str(number)
        folder.mkdir()
        the_questionnaire(folder)
        begun(folder)
        texts: dict[str, bytes] = {}
        is_over = threading.Event()

        def edit(folder: Path = folder, texts: dict[str, bytes] = texts, is_over: threading.Event = is_over) -> None:
            while not is_over.wait(chance.random() * 0.3):
                newest = newest_in(folder)
                if newest.name in texts:
                    continue
                texts[newest.name] = newest.read_bytes() + b"# mine\n"
                by_hand = folder / "by-hand"
                by_hand.write_bytes(texts[newest.name])
                by_hand.replace(newest)

        room = Room(folder)
        room.goes_on(1)
        editor = threading.Thread(target=edit)
        editor.start()
        room.goes_on(len(ORDER))
        is_over.set()
        editor.join(timeout=30)
        room.answers()

        assert room.ends() == 0, room.said
        assert {name: (folder / name).read_bytes() for name in texts} == texts
        answered = {one for path in folder.glob("a*.yaml") for one in held(path)}
        assert answered == set(ORDER)
        room.terminal.close()
