"""What a program opens, and whom it reaches, as the system sees it."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SPY = """
import os, shutil, sys
shutil._use_fd_functions = False  # what is removed is then called by its whole path
log = os.open(os.path.join({folder!r}, f'spy.{{os.getpid()}}'), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def spy(event, arguments):
    if event in {events!r}:
        path = arguments[0] if arguments else ''
        if not isinstance(path, int):
            whole = os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes)) else ''
            os.write(log, f'{{event}} {{whole}}\\n'.encode())
sys.addaudithook(spy)
"""
"""Where the system lets nobody watch: what Python itself does, in every process; libraries in C are not seen."""
TOUCHES = ("open", "os.rename", "os.remove", "os.mkdir")
REACHES = tuple(f"socket.{event}" for event in ("connect", "bind", "sendto", "sendmsg", "getaddrinfo", "gethostbyname"))
STARTS = "subprocess.Popen"


@dataclass(frozen=True)
class Seen:
    """What a run did."""

    touched: frozenset[str]
    """Whole paths of all that was opened, made, renamed or removed, and succeeded."""
    reached: tuple[str, ...]
    """Calls by which a program reaches others, but for a pair of sockets of its own."""
    started: frozenset[str]
    """Programs."""


def can_trace() -> bool:
    """Whether strace is here and this system lets it watch."""
    strace = shutil.which("strace")
    return (
        strace is not None and subprocess.run([strace, "-qq", "true"], capture_output=True, check=False).returncode == 0
    )


def wrapped(log: Path) -> list[str]:
    """What stands before a command that is watched; each process writes a file of its own beside *log*."""
    return [
        shutil.which("strace") or "",
        "-ff",
        "-qq",
        "-y",
        "-s",
        "4096",
        "-e",
        "trace=%file,%network",
        "-o",
        str(log),
    ]


def watched(command: Sequence[str], folder: Path, log: Path, given: str = "", expected: tuple[int, ...] = (0,)) -> Seen:
    """What *command* did, run in *folder* with *given* on its stdin; logs go to files named after *log*."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    before = wrapped(log)
    if not can_trace():
        spies = log.parent / "spies"
        spies.mkdir(exist_ok=True)
        (spies / "sitecustomize.py").write_text(
            SPY.format(folder=str(log.parent), events=(*TOUCHES, *REACHES, STARTS)), encoding="utf-8"
        )
        paths = [str(spies), *(path for path in sys.path if path)]
        before, environment["PYTHONPATH"] = [], os.pathsep.join(paths)
    done = subprocess.run(
        [*before, *command], cwd=folder, input=given.encode(), capture_output=True, check=False, env=environment
    )
    assert done.returncode in expected, done.stderr.decode()
    return found_in(log, folder)


def found_in(log: Path, folder: Path) -> Seen:
    """What the logs tell of programs that began in *folder*."""
    touched: set[str] = set()
    reached: list[str] = []
    started: set[str] = set()
    for one in sorted(log.parent.glob(f"{log.name}.*")):
        for line in one.read_text(errors="replace").splitlines():
            _read(line, folder, touched, reached, started)
    for one in sorted(log.parent.glob("spy.*")):
        for line in one.read_text(errors="replace").splitlines():
            event, _, path = line.partition(" ")
            if event in REACHES:
                reached.append(line)
            elif event == STARTS:
                started.add(os.path.realpath(path))
            elif path:
                touched.add(os.path.realpath(path))
    return Seen(frozenset(touched), tuple(reached), frozenset(started))


_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_OPENS = re.compile(
    r"open(?:at2?)?|creat|rename(?:at2?)?|unlink(?:at)?|mkdir(?:at)?|rmdir|(?:sym)?link(?:at)?|truncate"
)
_PATH = re.compile(r'(?:(AT_FDCWD|\d+)(?:<([^>]*)>)?, )?"((?:[^"\\]|\\.)*)"')
_REACHES = re.compile(r"socket|connect|bind|listen|accept4?|send\w*|recv\w*")
_ITS_OWN = re.compile(r"\d+<(?:UNIX(?:-STREAM)?|socket):\[\d+(?:->\d+)?\]>, (?!\{)")
"""An end of a pair of sockets that a process has made for itself, with which it wakes itself up."""


def _read(line: str, folder: Path, touched: set[str], reached: list[str], started: set[str]) -> None:
    call = _CALL.match(line)
    if call is None:
        return
    name, arguments, result = call.groups()
    paths = [(near, ast.literal_eval(f'b"{path}"')) for _at, near, path in _PATH.findall(arguments)]
    if name == "execve" and result == "0":
        started.add(os.path.realpath(os.fsdecode(paths[0][1])))
    elif _OPENS.fullmatch(name) and int(result) >= 0:
        for near, path in paths:
            touched.add(os.path.realpath(Path(near or folder, os.fsdecode(path))))
    elif _REACHES.fullmatch(name) and not _ITS_OWN.match(arguments):
        reached.append(line)
