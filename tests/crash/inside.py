"""A command of ours with faults between Python and the system: for systems that let nobody trace.

    python inside.py '{"log": …, "watched": [path, …], "fault": [call, nth, action, is_lasting] or null}' ARGUMENTS…

Every call on a watched file is put down, one a line, as strace does it; one of them fails or kills.
"""

import errno
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

CALLS = ("open", "stat", "fstat", "read", "write", "lseek", "ftruncate", "fchmod", "fsync", "close", "replace")
OTHERS = ("unlink", "mkdir", "rmdir")
WRITING = ("open", "mkdir", "replace")
"""What a fault of the name `*` is in: each call by which something comes to stand in a folder."""


class Between:
    """What stands between the program and the system."""

    def __init__(self, log: str, watched: list[str], fault: list[Any] | None) -> None:
        self.log = open(log, "a", encoding="utf-8", buffering=1)  # noqa: SIM115, PTH123 - until the process ends
        self.watched = frozenset(watched)
        self.fault = fault
        self.opened: set[int] = set()
        self.made: Counter[str] = Counter()

    def put(self, name: str) -> None:
        """Take the place of the call of that *name*."""
        real: Callable[..., Any] = getattr(os, name)

        def call(*arguments: Any, **options: Any) -> Any:
            if not self._is_watched(arguments):
                return real(*arguments, **options)
            self.made[name] += 1
            self.log.write(f"{name}({arguments[0]!r})\n")
            self._fail(name)
            result = real(*arguments, **options)
            if name == "open":
                self.opened.add(result)
            if name == "close":
                self.opened.discard(arguments[0])
            return result

        setattr(os, name, call)

    def _is_watched(self, arguments: tuple[Any, ...]) -> bool:
        if isinstance(arguments[0], int):
            return arguments[0] in self.opened
        return any(os.fspath(one) in self.watched for one in arguments if isinstance(one, str | os.PathLike))

    def _fail(self, name: str) -> None:
        if self.fault is None or not (self.fault[0] == name or (self.fault[0] == "*" and name in WRITING)):
            return
        _call, nth, action, is_lasting = self.fault
        if not (self.made[name] == nth or (is_lasting and self.made[name] > nth)):
            return
        how, _, what = action.partition("=")
        if how == "signal":
            os.kill(os.getpid(), getattr(signal, what))
        elif how == "error":
            number = getattr(errno, what)
            raise OSError(number, os.strerror(number))
        else:
            time.sleep(int(what) / 1_000_000)


def main() -> None:
    """Run the command with the faults that the first argument tells of."""
    told = json.loads(sys.argv[1])
    between = Between(told["log"], told["watched"], told["fault"])
    sys.argv[1:] = sys.argv[2:]
    from cem_maturity.__main__ import main as command

    for name in (*CALLS, *OTHERS):
        between.put(name)
    command()


if __name__ == "__main__":
    main()
