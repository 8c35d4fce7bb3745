"""What a worker gives up before it sees its first job: files, addresses, other programs, time and memory.

Limits of memory, processor time and file size hold where the system has them (Linux; macOS keeps the memory out);
the audit hook and the clock hold everywhere. The hook sees what Python does; libraries in C open their own files.
"""

import os
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes of a file in the worker's own folder, where fonts are unpacked."""
MOST_FILES = 64
"""Files open at a time."""

TIME_ZONES = (
    "/usr/share/zoneinfo",
    "/usr/lib/zoneinfo",
    "/usr/share/lib/zoneinfo",
    "/etc/zoneinfo",
    "/etc/localtime",
    "/usr/local/etc/localtime",
    "/etc/timezone",
    "/etc/sysconfig/clock",
    "/etc/conf.d/clock",
)
"""What Babel looks at when it is loaded; the same on every machine of a zone, and no secret."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_REFUSED = (
    "socket.", "subprocess.", "os.", "shutil.", "ctypes.", "http.", "ftplib.", "smtplib.", "poplib.",
    "imaplib.", "nntplib.", "telnetlib.", "webbrowser.", "pty.", "sqlite3.", "mmap.", "fcntl.", "syslog.", "signal.",
    "winreg.", "_winapi.", "msvcrt.", "ensurepip.", "cpython.run", "pdb.", "gc.", "tempfile.", "glob.",
    "sys.addaudithook", "sys.settrace", "sys.setprofile", "sys.remote_exec",
)  # fmt: skip
"""How the events begin that no job raises."""

_IN_ITS_FOLDER = {
    "os.mkdir",
    "os.rmdir",
    "os.remove",
    "os.chmod",
    "tempfile.mkdtemp",
    "tempfile.mkstemp",
    "shutil.rmtree",
}
"""Events about a path that may be where the worker has its own."""

_READING = {"os.listdir", "os.scandir", "os.walk", "glob.glob", "glob.glob/2", "pathlib.Path.glob"}
"""Events about a path that may be where code and fonts are."""

_OFTEN = "builtins.id"
"""A layout raises it ten thousands of times."""

_HARMLESS = {"os.putenv", "os.unsetenv"}
"""Events that stay within the process."""


class Refused(PermissionError):
    """A file, an address or another program that a worker may not have."""


def code_folders(packages: Iterable[str]) -> tuple[str, ...]:
    """Where Python itself stands, and the folders that hold the *packages* that are loaded."""
    found = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), sys.base_prefix + "/lib/python"}
    for name in packages:
        file = getattr(sys.modules.get(name), "__file__", None)
        if file:
            found.add(str(Path(file).parent.parent))
    return tuple(sorted(os.path.realpath(one) for one in found))


def confine(*, readable: Iterable[str], own: str) -> None:
    """Refuse from now on, and for good, whatever pages do not need.

    Files under the *readable* folders can be read, files in the folder *own* written as well.
    """
    sys.dont_write_bytecode = True
    _limit_files()
    sys.addaudithook(_hook(tuple(map(_as_start, readable)), _as_start(own)))


def _hook(readable: tuple[str, ...], own: str) -> Callable[[str, tuple[object, ...]], None]:
    def within(path: object, starts: tuple[str, ...]) -> bool:
        if isinstance(path, int):
            return True  # opened before: there was a question then
        if not isinstance(path, (str, bytes, os.PathLike)):
            return False
        real = os.path.realpath(os.fsdecode(path))
        return real.startswith(starts) or f"{real}{os.sep}" in starts

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == _OFTEN:
            return
        if event == "open":
            path, mode, flags = arguments
            writes = bool(flags & _WRITING) if isinstance(flags, int) else str(mode) not in ("r", "rb")
            if within(path, (own,) if writes else (*readable, own)):
                return
        elif event in _READING:
            if within(arguments[0], (*readable, own)):
                return
        elif event in _IN_ITS_FOLDER:
            if within(arguments[0], (own,)):
                return
        elif event in _HARMLESS or not event.startswith(_REFUSED):
            return
        raise Refused(f"a worker may not do this: {event}")

    return hook


def _as_start(folder: str) -> str:
    return os.path.realpath(folder).rstrip(os.sep) + os.sep


def _limit_files() -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_FSIZE, LARGEST_FILE), (resource.RLIMIT_NOFILE, MOST_FILES)):
        _lower(kind, most, hard=True)
    _lower(resource.RLIMIT_CORE, 0, hard=True)


def limit_job(seconds: int, memory: int) -> None:
    """Give the coming job so many *seconds* of the processor, and the process so many bytes of *memory*.

    At the end of its seconds the system kills the process.
    """
    if sys.platform == "win32":
        return
    import resource

    spent = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime) + 1 + seconds)
    _lower(resource.RLIMIT_AS, memory)


def _lower(kind: int, most: int, *, hard: bool = False) -> None:
    """Set a limit; where the system has a lower one, or none of the kind, that stays."""
    import resource

    highest = resource.getrlimit(kind)[1]
    soft = most if highest == resource.RLIM_INFINITY else min(most, highest)
    try:
        resource.setrlimit(kind, (soft, soft if hard else highest))
    except (ValueError, OSError):
        return


def environment(surroundings: Mapping[str, str]) -> dict[str, str]:
    """What of the program's *surroundings* a worker sees: where libraries and passing files are, and nothing else."""
    return {name: value for name, value in surroundings.items() if name.upper() in _SEEN}


_SEEN = {
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "WEASYPRINT_DLL_DIRECTORIES",
    "SYSTEMROOT",
    "PATH",
    "TMPDIR",
    "TEMP",
    "TMP",
}
