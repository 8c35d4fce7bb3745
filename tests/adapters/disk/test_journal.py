"""A file that grows line by line: whole lines, for its owner alone, and no way elsewhere."""

import os
from pathlib import Path

import pytest

from cem_maturity.adapters.disk import NotSaved, append_lines, lines_at, whole_lines


def lines(path: Path) -> list[str]:
    """The whole lines; the places that are told are those where they stand."""
    found = list(whole_lines(path))
    if found:
        assert list(lines_at(path, [span for span, _line in found])) == [line for _span, line in found]
    return [line.decode() for _span, line in found]


def test_lines_come_back_in_their_order(tmp_path: Path) -> None:
    """However they were added; where there is no file there are none."""
    path = tmp_path / "journal"

    assert lines(path) == []
    spans = append_lines(path, ["a", "б"]) + append_lines(path, ["c"])

    assert lines(path) == ["a", "б", "c"]
    assert spans == [(0, 1), (2, 2), (5, 1)]
    assert path.stat().st_mode & 0o777 == 0o600


def test_long_lines_are_whole(tmp_path: Path) -> None:
    """Longer than what is read at once."""
    path = tmp_path / "journal"
    long = ["x" * 3_000_000, "y", "z" * 1_500_000]

    append_lines(path, long)

    assert lines(path) == long


def test_a_torn_line_is_none_and_the_next_stands_alone(tmp_path: Path) -> None:
    """Whoever was killed while it was written left a part of it."""
    path = tmp_path / "journal"
    path.write_bytes(b"a\nto")

    before = lines(path)
    append_lines(path, ["b"])

    assert before == ["a"]
    assert lines(path) == ["a", "to", "b"]


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
        lines(path)
    assert other.read_text(encoding="utf-8") == "a\n"
