"""The lock: two programs on one file, and the second is told."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cem_maturity.adapters.disk import HeldElsewhere, NotSaved, hold, save

HOLDER = """
import sys, time
from pathlib import Path
from cem_maturity.adapters.disk import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def names(folder: Path) -> list[str]:
    """All that stands in *folder*, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def another_holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds *path* until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_the_second_program_is_told_who_holds_the_file(tmp_path: Path) -> None:
    """The number of the process, the computer and the time; the file is never touched."""
    path = tmp_path / "a.yaml"

    with another_holder(path) as other, pytest.raises(HeldElsewhere) as refusal, hold(path):
        pass

    values = refusal.value.message.values
    assert (values["pid"], values["host"]) == (str(other.pid), socket.gethostname())
    assert str(values["since"]) in str(refusal.value)


def test_a_save_waits_for_nobody(tmp_path: Path) -> None:
    """While another program holds the file, a save fails at once and the old content stays."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")

    with another_holder(path) as other, pytest.raises(NotSaved, match=f"process {other.pid}"):
        save(path, b"ours")

    assert path.read_bytes() == b"theirs"


def test_a_link_and_its_file_share_one_lock(tmp_path: Path) -> None:
    """The lock stands beside the real file."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"")
    link = tmp_path / "link.yaml"
    link.symlink_to(path)

    with another_holder(link), pytest.raises(HeldElsewhere), hold(path):
        pass


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    """The lock ends with its process, however that ends: nobody has to delete a file."""
    path = tmp_path / "a.yaml"
    with another_holder(path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()

    with hold(path):
        during = names(tmp_path)

    assert (during, names(tmp_path)) == ([".a.yaml.lock"], [])


def test_only_one_of_many_gets_the_file_at_a_time(tmp_path: Path) -> None:
    """Four programs add one to a number in a file, 25 times each, and no addition is lost."""
    path = tmp_path / "number"
    path.write_text("0")
    adder = """
import sys
from pathlib import Path
from cem_maturity.adapters.disk import HeldElsewhere, hold, save
path = Path(sys.argv[1])
done = 0
while done < 25:
    try:
        with hold(path):
            save(path, str(int(path.read_text()) + 1).encode())
    except HeldElsewhere:
        continue
    done += 1
"""
    adders = [subprocess.Popen([sys.executable, "-c", adder, str(path)]) for _ in range(4)]

    ended = [process.wait(timeout=120) for process in adders]

    assert (ended, path.read_text(), names(tmp_path)) == ([0] * 4, "100", ["number"])
