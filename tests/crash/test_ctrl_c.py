"""Ctrl-C in every command at any moment, from its very first on: no traceback, the exit code that shells expect."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cem_maturity.adapters.bundled import examples
from tests.crash.faults import SEED, surroundings
from tests.domain.strategies import THOROUGH

CASE = str(examples() / "cinema" / "answers.yaml")
COMMANDS = {
    "score": (["score", CASE], 0.6),
    "interview": (["interview", "--plain", "a.yaml"], 0.8),
    "html": (["report", CASE, "-o", "r.html"], 1.0),
    "pdf": (["report", CASE, "-o", "r.pdf"], 3.0),
    "batch": (["batch", CASE, "-o", "out", "--format", "html", "--workers", "2"], 2.0),
}
"""Commands, and the seconds that they take at most on a machine that is not busy."""
MOMENTS = 40 if THOROUGH else 3
FROM = 0.02
"""Seconds in which Python itself has begun; before that it has its own words for Ctrl-C."""


@pytest.mark.parametrize("name", COMMANDS if THOROUGH else ("score", "interview", "html"))
def test_ctrl_c_at_any_moment_gets_no_traceback(name: str, tmp_path: Path) -> None:
    """As it comes from a terminal: to the command and to all processes that it has started."""
    arguments, longest = COMMANDS[name]
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    # The console script: `python -m` runs modules of Python's own before the first line of ours.
    begin = "import sys; print('', flush=True); from cem_maturity.__main__ import main; main()"
    for _ in range(MOMENTS):
        with subprocess.Popen(
            [sys.executable, "-c", begin, *arguments],
            cwd=tmp_path,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=surroundings(),
            start_new_session=True,
        ) as command:
            assert command.stdout is not None
            command.stdout.readline()
            time.sleep(FROM + chance.random() * longest)
            if command.poll() is None:
                os.killpg(command.pid, signal.SIGINT)
            _said, told = command.communicate(timeout=60)

        assert b"Traceback" not in told, told.decode()
        assert command.returncode in (0, 130, -signal.SIGINT), (command.returncode, told)


WRAPPED = """
import sys, types
app = types.ModuleType("cem_maturity.cli.app")
def run():
    raise RuntimeError("while a class was made") from {cause}
app.run = run
sys.modules[app.__name__] = app
from cem_maturity.__main__ import main
main()
"""


@pytest.mark.parametrize(("cause", "code"), [("KeyboardInterrupt()", 130), ("ValueError()", 1)])
def test_ctrl_c_that_comes_wrapped_is_ctrl_c(cause: str, code: int) -> None:
    """As Python before 3.12 wraps it while a class is made; a mistake of ours stays one."""
    done = subprocess.run(
        [sys.executable, "-c", WRAPPED.format(cause=cause)], capture_output=True, check=False, env=surroundings()
    )

    assert (done.returncode, b"Traceback" in done.stderr) == (code, code == 1)


UNRAISED = """
import sys, types, weakref
class Thing: pass
def let_go(_):
    raise {cause}
app = types.ModuleType("cem_maturity.cli.app")
def run():
    thing = Thing()
    watched = weakref.ref(thing, let_go)
    del thing
    raise SystemExit(5)
app.run = run
sys.modules[app.__name__] = app
from cem_maturity.__main__ import main
main()
"""


@pytest.mark.parametrize(("cause", "code"), [("KeyboardInterrupt()", 130), ("ValueError()", 5)])
def test_ctrl_c_where_nothing_can_be_raised_is_ctrl_c(cause: str, code: int) -> None:
    """Not told of and then forgotten; any other mistake there is told of, and ends nothing."""
    done = subprocess.run(
        [sys.executable, "-c", UNRAISED.format(cause=cause)], capture_output=True, check=False, env=surroundings()
    )

    assert (done.returncode, b"Traceback" in done.stderr) == (code, code == 5)
