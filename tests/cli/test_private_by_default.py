"""What people said stays where the user put it: for their eyes alone, in no log, in no traceback."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import cem_maturity
from tests.domain.strategies import THOROUGH

NOTE, QUOTE, NAME, REASON = "canary-note", "canary-quote", "canary-name", "canary-reason"
CANARIES = re.compile(rb"canary-\w+")
ANSWERS = f"""\
format: 1
questionnaire: {{id: pulse, version: 1.0.0}}
organisation: {{name: {NAME}-house, sector: retail, unit: {NAME}-unit, country: FR}}
date: 2026-11-21
respondents:
  WHO:
    name: {NAME}
    role: board
    answers:
      strategy.pulse: {{level: 2, note: {NOTE}, quote: {QUOTE}}}
      voice.pulse: {{unknown: {REASON}}}
actions:
  own-1: {{text: {NOTE}-action, dimension: strategy, effort: 2, impact: 3, horizon: 90d, owner: {NAME}}}
"""

EVERYTHING_IS_LOGGED = """
import logging, os
log = os.path.join(os.path.dirname(__file__), f"log-{os.getpid()}")
logging.basicConfig(filename=log, level=logging.DEBUG)
logging.captureWarnings(True)
logging.debug("begun")
"""
"""In every Python that runs, workers too: whatever any library would say, at its most talkative."""

FAULTY = """
import os, sys
at, folder = int(sys.argv.pop(1)), sys.argv.pop(1)
calls = 0

def fail(frame, event, argument):
    global calls
    if event == "call" and frame.f_code.co_filename.startswith(folder):
        calls += 1
        if calls == at:
            sys.setprofile(None)
            raise RuntimeError("a mistake of ours")

end = os._exit
os._exit = lambda code: (sys.setprofile(None), sys.stderr.write(f"calls: {calls}"), sys.stderr.flush(), end(code))
from cem_maturity.cli.app import run
from cem_maturity.__main__ import main
sys.setprofile(fail)
main()
"""
"""The program, with a mistake in the call of that number."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two answers files that many may read, and a home and a place for temporary files beside it."""
    made = tmp_path / "work"
    for one in (made, tmp_path / "home", tmp_path / "temporary", tmp_path / "code"):
        one.mkdir()
    for who in ("ann", "ben"):
        (made / f"{who}.yaml").write_text(ANSWERS.replace("WHO", who), encoding="utf-8")
    return made


def run(
    folder: Path, *arguments: str, said: str = "", script: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[bytes]:
    """The end of the program, run by a user who lets everybody read everything."""
    beside = folder.parent
    settings = {
        **os.environ,
        "HOME": str(beside / "home"),
        "TMPDIR": str(beside / "temporary"),
        "PYTHONPATH": os.pathsep.join([str(beside / "code"), *(path for path in sys.path if path)]),
    }
    settings = {key: value for key, value in settings.items() if not key.startswith("XDG_")}
    return subprocess.run(
        [sys.executable, *(script or ("-m", "cem_maturity")), *arguments],
        cwd=folder,
        env=settings,
        input=said.encode(),
        capture_output=True,
        check=False,
        umask=0,
        timeout=120,
    )


def left_behind(folder: Path) -> list[Path]:
    """What stands in the home and among temporary files, once a worker has had some seconds to tidy up."""
    until = time.monotonic() + 20
    while True:
        found = [path for one in ("home", "temporary") for path in (folder.parent / one).rglob("*")]
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "answers", "-o", "made.yaml"), ""),
        (("merge", "ann.yaml", "ben.yaml", "-o", "made.yaml"), ""),
        (("follow-up", "ann.yaml", "-o", "made.yaml"), ""),
        (("interview", "made.yaml", "--questionnaire", "pulse", "--plain"), "ACME\n\n\n\n\n\n2\n\n\n3\n\n"),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else "",
)
def test_new_answers_are_for_their_owner_alone(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    """Whatever the umask, and also a sheet that says who did not know what."""
    ended = run(folder, *arguments, said=said)

    assert ended.returncode == 0, ended.stderr
    assert (folder / "made.yaml").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "ann.yaml", "--partial", "-o", "made.pdf"),
        ("report", "ann.yaml", "--partial", "-o", "made.xlsx"),
        ("report", "ann.yaml", "--partial", "--kind", "executive", "-o", "made.html"),
        ("merge", "ann.yaml", "ben.yaml", "-o", "made.yaml"),
        ("batch", ".", "--partial", "--format", "html", "--workers", "2", "-o", "made"),
    ],
    ids=" ".join,
)
def test_nothing_is_kept_but_what_was_asked_for(folder: Path, arguments: tuple[str, ...]) -> None:
    """No copy in the home, among temporary files or beside the result, and no word in the log of any library."""
    code = folder.parent / "code"
    (code / "sitecustomize.py").write_text(EVERYTHING_IS_LOGGED)

    ended = run(folder, *arguments)

    assert ended.returncode == 0, ended.stderr
    logs = [path.read_bytes() for path in code.glob("log-*")]
    assert logs
    assert all(b"begun" in log for log in logs)
    assert [found for log in logs for found in CANARIES.findall(log)] == []
    assert sorted(path.name for path in folder.iterdir()) == sorted(["ann.yaml", "ben.yaml", arguments[-1]])
    assert left_behind(folder) == []


@pytest.mark.parametrize(
    "arguments",
    [("report", "ann.yaml", "--partial", "-o", "made.html"), ("plan", "ann.yaml", "--partial", "--format", "json")],
    ids=" ".join,
)
def test_a_mistake_of_ours_tells_nobody_what_people_said(folder: Path, arguments: tuple[str, ...]) -> None:
    """Wherever it happens, the traceback shows lines of code and no values; nothing half made is left."""

    def broken(at: int) -> subprocess.CompletedProcess[bytes]:
        where = str(Path(cem_maturity.__file__).parent)
        return run(folder, str(at), where, *arguments, script=("-c", FAULTY))

    whole = broken(0)
    calls = int(whole.stderr.rpartition(b"calls: ")[2])
    assert whole.returncode == 0, whole.stderr
    (folder / "made.html").unlink(missing_ok=True)
    chance = random.Random(7)  # noqa: S311 - seeded on purpose
    ended = {at: broken(at) for at in chance.sample(range(1, calls + 1), 200 if THOROUGH else 6)}

    assert {at: CANARIES.findall(one.stderr) for at, one in ended.items() if CANARIES.search(one.stderr)} == {}
    assert any(b"a mistake of ours" in one.stderr for one in ended.values())
    assert {path.name for path in folder.iterdir()} <= {"ann.yaml", "ben.yaml", "made.html"}
