"""The interview on a terminal, ended at random moments by everything that can end it.

(Promises 1 and 3 of docs/trust.md.)

What the screen has said to be saved is in the file, the file can be read, the terminal is given back by whoever still
can, and the next sitting goes on, until the answers are the same as those of somebody who was never interrupted.
"""

import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from tests.cli.test_interview_in_a_terminal import is_restored
from tests.crash.faults import SEED, tally
from tests.crash.interviews import ORDER, Room, begun, held, kept, position, result, the_questionnaire
from tests.domain.strategies import THOROUGH

ENDS = ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT", "window closed")
MOMENTS = 500 if THOROUGH else 8
PARTS = 10 if THOROUGH else 1
"""Into which the moments are divided, so that a failure names its part."""
LONGEST = 1.5
"""Seconds in which an interview has begun and some of it is done, on a machine that is not busy."""


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the answers of an undisturbed interview come to."""
    folder = tmp_path_factory.mktemp("uninterrupted")
    the_questionnaire(folder)
    path = begun(folder)
    room = Room(folder)
    room.goes_on()
    room.answers()
    assert (room.ends(), room.acknowledged) == (0, len(ORDER))
    assert held(path) == list(ORDER)
    return dict(result(path))


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_ends_it_and_whenever_nothing_acknowledged_is_lost(
    part: int, tmp_path: Path, uninterrupted: dict[str, object]
) -> None:
    """Half of the moments are anywhere, half lie in the 20 ms after something was taken, when it is being saved."""
    chance = random.Random(SEED + part)  # noqa: S311 - moments, not secrets
    left, number = MOMENTS // PARTS, 0
    while left > 0:
        number += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        the_questionnaire(folder)
        path = begun(folder)
        acknowledged = 0
        is_done = False
        while not is_done:
            how = chance.choice(ENDS) if left > 0 else "never"
            room = Room(folder)
            code = _ended(room, how, chance)
            acknowledged = max(acknowledged, room.acknowledged)
            assert set(ORDER[:acknowledged]) <= set(held(path)), (how, code, held(path), room.terminal.text)
            is_pythons = how == "SIGINT" and "Traceback" in room.said and "cem_maturity" not in room.said
            assert is_pythons or "Traceback" not in room.said, room.said
            if how != "never":
                left -= 1
                tally[how] += 1
                # Python itself has its own words for Ctrl-C, before it has come to the first line of ours.
                assert is_pythons or code in _codes(how), (how, code, room.said)
                assert how in ("SIGKILL", "window closed") or is_restored(room.terminal), (how, room.terminal.sent)
            is_done = kept(path).interview is not None and room.acknowledged == len(ORDER) and code == 0
            room.terminal.close()
        assert result(path) == uninterrupted


def _ended(room: Room, how: str, chance: random.Random) -> int:
    """Let the interview go on until it has ended, *how* and at a moment that *chance* gives; its exit code."""
    is_after_taking = chance.random() < 0.5
    takings = chance.randrange(1, 2 * len(ORDER))
    moment = chance.random() * (0.02 if is_after_taking else LONGEST)
    pid = int(room.terminal.child.pid or 0)
    began = time.monotonic()
    killer: threading.Timer | None = None

    def start(after: float) -> threading.Timer:
        timer = threading.Timer(after, _kill, (pid, how))
        timer.start()
        return timer

    is_closing = how == "window closed"
    if not is_after_taking and how != "never" and not is_closing:
        killer = start(moment)
    while room.terminal.child.isalive():
        is_time = time.monotonic() - began >= moment if not is_after_taking else takings <= 0
        if is_closing and is_time:
            room.terminal.hangs_up()
            return _code(room)
        if is_after_taking and takings <= 0 and killer is None and how != "never":
            killer = start(moment)
        if room.answers():
            takings -= 1
        else:
            room.read()
    if killer is not None:
        killer.cancel()
    return room.ends()


def _kill(pid: int, how: str) -> None:
    try:
        os.kill(pid, getattr(signal, how))
    except ProcessLookupError:
        return  # it was quicker


def _code(room: Room) -> int:
    child = room.terminal.child
    return -int(child.signalstatus) if child.signalstatus is not None else int(child.exitstatus or 0)


def _codes(how: str) -> tuple[int, ...]:
    """How a program may end so: 0 where it was quicker, minus the signal where there was nothing to be kept yet."""
    number = signal.SIGHUP if how == "window closed" else getattr(signal, how)
    return (0, -number) if how == "SIGKILL" else (0, -number, 128 + number)


@pytest.mark.parametrize("until", range(len(ORDER) + 1) if THOROUGH else (3, 7))
def test_it_goes_on_at_the_turn_at_which_it_was_left(until: int, tmp_path: Path) -> None:
    """The next sitting opens at the first thing that was not said."""
    the_questionnaire(tmp_path)
    path = begun(tmp_path)
    first = Room(tmp_path)
    first.goes_on(until)
    first.terminal.kill()
    first.ends()

    second = Room(tmp_path)
    second.terminal.waits(lambda: position(second.terminal.text) is not None, "a turn")
    second.goes_on()
    second.answers()

    assert (second.ends(), held(path)) == (0, list(ORDER))
