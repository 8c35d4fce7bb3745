"""The program's side of the door: a worker is started ahead of its job, watched, and replaced when it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cem_maturity.adapters.render_door.confinement import environment
from cem_maturity.adapters.render_door.jobs import FAILED, Failure, Job, Limits, packed, receive, send
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.problem import CemMaturityError

if TYPE_CHECKING:
    from subprocess import Popen

SECONDS_TO_START = 60
"""How long a worker may take to load its libraries."""
MEBIBYTE = 1024 * 1024


class NotRendered(CemMaturityError):
    """Pages that were not made: a limit was reached, or the worker ended."""

    def __init__(self, message: Message) -> None:
        super().__init__(speak(SOURCE).say(message))
        self.message = message


class Faulty(CemMaturityError):
    """A template of somebody else that cannot be filled."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.file}:{failure.line}: {failure.said}")
        self.failure = failure


class Crashed(Exception):
    """A mistake of our own in the worker, with the traceback from there."""


class Door:
    """One worker at a time, which lives from one job to the next; use one door a thread."""

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008 - a value, which nobody changes
        self._limits = limits
        self._worker: Popen[bytes] | None = None
        self._is_ready = False
        self._folder = ""
        """The worker's own, for fonts; it goes with the worker, however that ends."""

    def warm_up(self) -> None:
        """Have a worker load its libraries while there is other work to do.

        Raises NotRendered where there is no room for it.
        """
        if self._worker is None:
            self._folder = _new_folder()
            self._worker = _started(self._limits, self._folder)

    def render(self, job: Job) -> bytes:
        """The bytes of the document that *job* describes.

        Raises NotRendered with one sentence, Faulty with the place in a template, Crashed where we are to blame.
        """
        content = packed(job)
        self.warm_up()
        assert self._worker is not None  # noqa: S101 - it was started when the job came
        worker = self._worker
        kind, answer = self._reply(worker, content)
        if kind == FAILED:
            raise self._failed(answer)
        return answer

    def close(self) -> None:
        """End the worker, and remove what it may have left."""
        worker, self._worker, self._is_ready = self._worker, None, False
        if worker is None:
            return
        worker.kill()
        with suppress(OSError):
            worker.communicate()

        import shutil

        shutil.rmtree(self._folder, ignore_errors=True)

    def _reply(self, worker: "Popen[bytes]", content: bytes) -> tuple[bytes, bytes]:
        """What *worker* answers to the job packed in *content*, within its time."""
        jobs, replies = _pipes(worker)
        late: list[int] = []
        try:
            if not self._is_ready:
                with _killed_after(SECONDS_TO_START, worker, late):
                    receive(replies)
                self._is_ready = True
            with _killed_after(self._limits.seconds, worker, late):
                send(jobs, content)
                return receive(replies)
        except (EOFError, OSError) as error:
            ended = worker.wait()
            self.close()
            raise NotRendered(self._why(ended, late)) from error
        except KeyboardInterrupt:
            self.close()
            raise

    def _why(self, ended: int, late: list[int]) -> Message:
        import signal

        if late or ended == -getattr(signal, "SIGXCPU", 0):
            seconds = late[0] if late else self._limits.seconds
            return Message(
                N_(
                    "The pages were not made within {seconds} seconds, so this was stopped; shorter texts or a simpler"
                    " template help."
                ),
                {"seconds": seconds},
            )
        how = f"{ended}" if ended >= 0 else signal.Signals(-ended).name
        return Message(
            N_(
                "The process that makes the pages came to a sudden end ({how}), perhaps for want of memory; shorter"
                " texts or a simpler template help."
            ),
            {"how": how},
        )

    def _failed(self, answer: bytes) -> Exception:
        import json

        failure = Failure(*json.loads(answer))
        match failure.kind:
            case "memory":
                # Its heap may be in pieces: the next job gets a new worker.
                self.close()
                return NotRendered(
                    Message(
                        N_(
                            "The pages took more than {size} MiB of memory, so this was stopped; shorter texts or a"
                            " simpler template help."
                        ),
                        {"size": self._limits.memory // MEBIBYTE},
                    )
                )
            case "text":
                return NotRendered(
                    Message(
                        N_("The template wrote more than {size} MiB, so this was stopped; look for a loop in it."),
                        {"size": self._limits.text // MEBIBYTE},
                    )
                )
            case "libraries":
                from cem_maturity.adapters.pdf import PdfUnavailable

                return PdfUnavailable(tuple(failure.said.split()))
            case "template":
                return Faulty(failure)
            case _:
                return Crashed(failure.said)


def _new_folder() -> str:
    """A folder that nobody else had or sees; `tempfile` would take longer to load than all the rest here.

    It lies in the first place that takes it; raises NotRendered where none does.
    """
    named = [os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if os.environ.get(name)]
    why = ""
    for near in (*named, "/tmp", "/var/tmp"):  # noqa: S108 - a folder of our own in it, of a name that nobody foresees
        folder = Path(near, f"cem-{os.urandom(8).hex()}").absolute()
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            why = error.strerror or type(error).__name__
        else:
            return str(folder)
    raise NotRendered(Message(N_("The result could not be written: {why}."), {"why": why}))


def _started(limits: Limits, folder: str) -> "Popen[bytes]":
    import subprocess

    # The worker finds code where this program does, and nothing in the folder it happens to be in.
    paths = os.pathsep.join(str(Path(path).absolute()) for path in sys.path if path)
    return subprocess.Popen(  # noqa: S603 - this very Python, and words of our own
        [sys.executable, "-P", "-m", f"{__package__}.worker", folder, *map(str, limits)],
        # With nobody's home the worker asks the system for none, which might be a question to a service.
        env={**environment(os.environ), "PYTHONPATH": paths, "PYTHONUTF8": "1", "HOME": os.devnull},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.sep,
        # Ctrl-C is for the program; the worker ends when nobody is at the other end, and tidies up.
        start_new_session=True,
    )


def _pipes(worker: "Popen[bytes]") -> tuple[BinaryIO, BinaryIO]:
    assert worker.stdin is not None and worker.stdout is not None  # noqa: S101, PT018 - as it was started
    return worker.stdin, worker.stdout  # type: ignore[return-value]


@contextmanager
def _killed_after(seconds: int, worker: "Popen[bytes]", late: list[int]) -> Iterator[None]:
    """Kill the *worker* when it takes longer, and note down in *late* that it did."""
    import threading

    def end() -> None:
        late.append(seconds)
        worker.kill()

    clock = threading.Timer(seconds, end)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
