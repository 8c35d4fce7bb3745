"""A real pseudo-terminal with the program in it, and what its screen shows."""

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pexpect
import pyte

PATIENCE = 20.0
"""Seconds to wait for what should come at once, on a busy machine."""


class ATerminal:
    """A terminal of *columns* x *rows* with `cem interview` running in it."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        command: Sequence[str] = (),
        before: Sequence[str] = (),
    ) -> None:
        """*command* is what is started in place of `cem interview` with the *arguments*, *before* it its watcher."""
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.sent = b""
        """All that the program has written."""
        settings = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "NO_COLOR")}
        settings |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONUTF8": "1", **(environment or {})}
        program = [*before, *(command or (sys.executable, "-m", "cem_maturity", "interview", *arguments))]
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            program[0],
            program[1:],
            cwd=str(folder),
            env=settings,
            dimensions=(rows, columns),
            timeout=PATIENCE,
            echo=True,
        )
        self.child.delaybeforesend = None

    @property
    def text(self) -> str:
        """The screen as it stands."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def is_whole(self) -> bool:
        """Whether the screen is all of a frame: the cursor, hidden while one is drawn, is there again.

        Of a frame that has come in part, lines of two screens stand together.
        """
        return self.sent.rfind(b"\x1b[?25h") >= self.sent.rfind(b"\x1b[?25l")

    def read(self, seconds: float = 0.02) -> None:
        """Draw what has come within that time."""
        try:
            piece = self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            time.sleep(seconds)
            return
        self.sent += piece
        self.stream.feed(piece)

    def shows(self, expected: str) -> None:
        """Wait until the screen shows *expected*."""
        self.waits(lambda: expected in self.text, expected)

    def waits(self, condition: "object", what: str) -> None:
        """Wait until *condition* holds."""
        assert callable(condition)
        until = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < until, f"never came: {what}\n{self.text}"
            self.read()

    def types(self, *keys: str) -> None:
        """Send keys one after the other, as a person does."""
        for key in keys:
            self.child.send(key)
            self.settles()

    def settles(self) -> None:
        """Wait until the program has drawn what came and is quiet."""
        quiet = 0
        while quiet < 3:
            before = len(self.sent)
            self.read(0.02)
            quiet = quiet + 1 if len(self.sent) == before else 0

    def ends(self) -> int:
        """Wait until the program has ended; its exit code, or minus the signal that killed it."""
        until = time.monotonic() + PATIENCE
        while self.child.isalive():
            assert time.monotonic() < until, f"it never ended\n{self.text}"
            self.read()
        for _ in range(3):
            self.read()
        if self.child.signalstatus is not None:
            return -int(self.child.signalstatus)
        return int(self.child.exitstatus or 0)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the program."""
        os.kill(int(self.child.pid or 0), number)

    def hangs_up(self) -> None:
        """Close the terminal as a window is closed, and wait until the program has ended."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, self.child.child_fd)
        os.close(nowhere)
        until = time.monotonic() + PATIENCE
        while self.child.isalive():
            assert time.monotonic() < until, "it never ended"
            time.sleep(0.05)

    def close(self) -> None:
        """End whatever still runs."""
        self.child.close(force=True)
