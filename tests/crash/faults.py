"""The crash harness: a command at which the system fails, or which is killed, in turn at each of its calls on files.

The calls are those of the system itself, caught by strace. Where that is missing, or the system forbids it to trace,
the faults are put between Python and the system instead (`inside.py`): fewer calls are seen then, and no real one
fails. `conftest.py` says at the end of the run which of both it was.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from tests.domain.strategies import THOROUGH

SEED = 20261130
ERRORS = ("EIO", "ENOSPC", "EACCES", "EROFS")
PROGRAM = (sys.executable, "-P", "-m", "cem_maturity")
"""It looks for modules in no folder that is watched."""
INSIDE = (sys.executable, "-P", str(Path(__file__).parent / "inside.py"))
CHANGING = ("write", "fsync", "rename", "replace", "close")
"""How the calls begin by which a file becomes another, or by which that comes to be sure."""
PATIENCE = 120
"""Seconds that a command may take on a busy machine, traced call by call."""

_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")
_T = TypeVar("_T")

tally: Counter[str] = Counter()
"""What went wrong in this test run, by its kind; the end of the run tells it."""


class Fault(NamedTuple):
    """What goes wrong."""

    call: str
    """The name of the call."""
    nth: int
    """Which call of that name on the watched files, from 1."""
    action: str
    """As strace says it: `error=EIO`, `signal=SIGKILL`, `delay_enter=300000`."""
    is_lasting: bool = False
    """Whether it goes wrong from then on, until the command ends."""


class Harness(NamedTuple):
    """What makes calls fail."""

    name: str
    """As the end of the test run tells it."""
    command: Callable[[Sequence[str], Path, Sequence[Path], Fault | None], list[str]]
    """The command with these arguments, its calls on the files watched and put down, and a fault in them."""


def _traced(arguments: Sequence[str], log: Path, watched: Sequence[Path], fault: Fault | None) -> list[str]:
    strace = shutil.which("strace") or "strace"
    # With seccomp all other calls run at full speed, but no signal is sent at a call.
    quick = [] if fault is None or "=SIG" in fault.action else ["--seccomp-bpf"]
    command = [strace, "-f", "-qq", *quick, "-o", str(log), "-e", "trace=%file,%desc"]
    for path in watched:
        command += ["-P", str(path)]
    if fault is not None:
        when = f"{fault.nth}+" if fault.is_lasting else f"{fault.nth}"
        command += ["-e", f"inject={fault.call}:{fault.action}:when={when}"]
    return [*command, *PROGRAM, *arguments]


def _from_within(arguments: Sequence[str], log: Path, watched: Sequence[Path], fault: Fault | None) -> list[str]:
    told = {"log": str(log), "watched": [str(path) for path in watched], "fault": fault}
    return [*INSIDE, json.dumps(told), *arguments]


TRACED = Harness("by strace, at the calls of the system", _traced)
FROM_WITHIN = Harness("inside the process, since nothing can be traced here", _from_within)


@cache
def can_trace() -> bool:
    """Whether strace is here and may make calls of a program of ours fail."""
    if shutil.which("strace") is None:
        return False
    probe = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", os.devnull, "-e", "trace=chdir", "-P", "/"]
    tried = subprocess.run(
        [*probe, "-e", "inject=chdir:error=EIO:when=1", sys.executable, "-c", "import os; os.chdir('/')"],
        stderr=subprocess.PIPE,
        check=False,
    )
    return b"Input/output error: '/'" in tried.stderr


def harness() -> Harness:
    """The best that this system allows; where that is less, the test run warns of it."""
    if can_trace():
        return TRACED
    warnings.warn(f"crash harness: faults are made {FROM_WITHIN.name}", stacklevel=1)
    return FROM_WITHIN


def around(*files: Path) -> list[Path]:
    """The *files*, what a save puts beside them, and their folders."""
    found = [path for file in files for path in (file, *beside(file), file.parent)]
    return list(dict.fromkeys(found))


def beside(file: Path) -> tuple[Path, Path]:
    """The temporary file and the lock of a *file*."""
    return file.with_name(f".{file.name}.tmp"), file.with_name(f".{file.name}.lock")


def run(
    arguments: Sequence[str],
    folder: Path,
    watched: Sequence[Path],
    fault: Fault | None = None,
    *,
    said: str = "",
    by: Harness | None = None,
) -> subprocess.CompletedProcess[str]:
    """The command in the *folder*, given the lines *said*; its calls are in the folder's `calls`."""
    if fault is not None:
        tally[fault.action.partition("=")[0]] += 1
    return subprocess.run(
        (by or harness()).command(arguments, folder / "calls", watched, fault),
        cwd=folder,
        input=said,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
        env=surroundings(),
    )


def surroundings() -> Mapping[str, str]:
    """The environment of a command: its words are English, its bytes the same at any time."""
    own = {"LANGUAGE": "en", "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "1796083200", "PYTHONUTF8": "1"}
    return {**os.environ, **own}


def calls(folder: Path) -> Counter[str]:
    """How often each call was made on the watched files."""
    lines = (folder / "calls").read_text(encoding="utf-8", errors="replace").splitlines()
    return Counter(found.group(1) for line in lines if (found := _CALL.match(line)))


def faults_in(made: Mapping[str, int], actions: Sequence[str], *, is_lasting: bool = False) -> list[Fault]:
    """One fault for each call that was *made*, the *actions* taking turns; at what changes a file, all of them."""
    nths = [(call, nth) for call, count in sorted(made.items()) for nth in range(1, count + 1)]
    found = []
    for at, (call, nth) in enumerate(nths):
        own = actions if call.startswith(CHANGING) else [actions[at % len(actions)]]
        found += [Fault(call, nth, action, is_lasting) for action in own]
    return found


def share(of: Iterable[_T], most: int) -> list[_T]:
    """All where it is thorough, else *most* of them, always the same."""
    everything = list(of)
    if THOROUGH or len(everything) <= most:
        return everything
    return random.Random(SEED).sample(everything, most)  # noqa: S311 - a seeded share, no secret
