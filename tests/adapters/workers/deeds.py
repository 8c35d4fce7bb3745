"""What workers are made to do in these tests: functions at the top of a module, as they must be."""

import ctypes
import os
import signal
import time
from pathlib import Path


def double(number: int) -> int:
    """Twice the *number*."""
    return 2 * number


def add(more: int, number: int) -> int:
    """The *number*, and *more*."""
    return number + more


def double_or_end(number: int) -> int:
    """Twice the *number*; each that ends with 7 ends its worker in a way of its own."""
    match number:
        case 7:
            os.kill(os.getpid(), signal.SIGKILL)
        case 17:
            os._exit(3)
        case 27:
            bytearray(8 * 1024**3)
        case 37:
            ctypes.string_at(0)
        case 47:
            raise SystemExit(5)
    return 2 * number


def double_with_luck(folder: str, number: int) -> int:
    """Twice the *number*; the first worker that has 7 in its hands dies of it."""
    mark = Path(folder, "died")
    if number == 7 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def double_slowly(folder: str, number: int) -> int:
    """Twice the *number* after a tenth of a second; who did it is noted in *folder*."""
    Path(folder, f"{number}-{os.getpid()}").touch()
    time.sleep(0.1)
    return 2 * number


def stay(folder: str, number: int) -> int:
    """The *number*, far too late."""
    Path(folder, f"{os.getpid()}").touch()
    time.sleep(600)
    return number


def raise_at_seven(number: int) -> int:
    """The *number*; 7 meets a mistake of ours."""
    if number == 7:
        raise LookupError("seven is not looked for")
    return number


def never_back(number: int) -> object:
    """What cannot be sent."""
    return lambda: number


class Unopened:
    """Ends a worker before it has any job."""

    def __enter__(self) -> "Unopened":
        """Ends the worker."""
        os._exit(9)

    def __exit__(self, *_: object) -> None:
        """Never happens."""

    def __call__(self, number: int) -> int:
        """Never happens."""
        return number


class Counting:
    """Notes in a folder when it is entered and left, and counts its jobs."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.jobs = 0

    def __enter__(self) -> "Counting":
        """Itself."""
        Path(self.folder, f"entered-{os.getpid()}").touch()
        return self

    def __exit__(self, *_: object) -> None:
        """Leaves its count."""
        Path(self.folder, f"left-{os.getpid()}").write_text(str(self.jobs), encoding="utf-8")

    def __call__(self, _number: int) -> int:
        """Which worker did it."""
        self.jobs += 1
        time.sleep(0.01)
        return os.getpid()


def swell(content: bytes) -> bytes:
    """Twice as much."""
    return 2 * content


def stay_at_zero(folder: str, number: int) -> int:
    """The *number*, once it is noted in *folder* who has 0, which never comes back."""
    if number == 0:
        stay(folder, number)
    while not any(Path(folder).iterdir()):
        time.sleep(0.01)
    return number


def kill_at_seven(number: int) -> int:
    """Twice the *number*; 7 kills its worker."""
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def who(_number: int) -> int:
    """Which process did it."""
    time.sleep(0.01)
    return os.getpid()


class Alone:
    """Counts those who are in it at a time, and notes in a folder when it is entered and left."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.within = 0

    def __enter__(self) -> "Alone":
        """Itself."""
        Path(self.folder, f"entered-{id(self)}").touch()
        return self

    def __exit__(self, *_: object) -> None:
        """Leaves a note."""
        Path(self.folder, f"left-{id(self)}").touch()

    def __call__(self, _number: int) -> int:
        """How many are in it."""
        self.within += 1
        time.sleep(0.01)
        within = self.within
        self.within -= 1
        return within
