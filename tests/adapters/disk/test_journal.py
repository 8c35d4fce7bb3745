"""A file that grows line by line: whole lines, for its owner alone, and no way elsewhere."""

import os
from pathlib import Path

import pytest

from cem_maturity.adapters.disk import NotSaved, append_lines, whole_lines


def test_lines_come_back_in_their_order(tmp_path: Path) -> None:
    """However they were added; where there is no file there are none."""
    path = tmp_path / "journal"

    assert list(whole_lines(path)) == []
    append_lines(path, ["a", "б"])
    append_lines(path, ["c"])

    assert list(whole_lines(path)) == ["a", "б", "c"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_long_lines_are_whole(tmp_path: Path) -> None:
    """Longer than what is read at once."""
    path = tmp_path / "journal"
    long = ["x" * 3_000_000, "y", "z" * 1_500_000]

    append_lines(path, long)

    assert list(whole_lines(path)) == long


def test_a_torn_line_is_none_and_the_next_stands_alone(tmp_path: Path) -> None:
    """Whoever was killed while it was written left a part of it."""
    path = tmp_path / "journal"
    path.write_bytes(b"a\nto")

    before = list(whole_lines(path))
    append_lines(path, ["b"])

    assert before == ["a"]
    assert list(whole_lines(path)) == ["a", "to", "b"]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_nothing_but_a_file_of_its_own_is_a_journal(tmp_path: Path, kind: str) -> None:
    """A link would lead to somebody else's file, a pipe would wait for ever."""
    path, other = tmp_path / "journal", tmp_path / "other"
    other.write_text("a\n", encoding="utf-8")
    match kind:
        case "link":
            path.symlink_to(other)
        case "pipe":
            os.mkfifo(path)
        case _:
            path.mkdir()

    with pytest.raises(NotSaved):
        append_lines(path, ["b"])
    with pytest.raises(NotSaved):
        list(whole_lines(path))
    assert other.read_text(encoding="utf-8") == "a\n"
