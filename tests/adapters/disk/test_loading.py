"""The door *load*: what becomes text, and what is refused with its place."""

import os
from pathlib import Path

import pytest

from cem_maturity.adapters.disk import LIMIT, Unreadable, fingerprint, read_beside, read_text
from cem_maturity.domain.problem import Place, Problem


def the_problem(path: Path) -> Problem:
    """What `read_text` has against the file at *path*."""
    with pytest.raises(Unreadable) as refusal:
        read_text(path)
    return refusal.value.problem


def a_file(folder: Path, content: bytes) -> Path:
    """A file with that *content*."""
    path = folder / "answers.yaml"
    path.write_bytes(content)
    return path


def test_text_in_any_script_is_read_as_it_stands(tmp_path: Path) -> None:
    """Letters, marks, emoji, tabs and all three line endings come through unchanged."""
    text = "café, отзывы, مشتری\u200c‌ها 👩‍👩‍👧\tone\r\ntwo\rthree\n"
    path = a_file(tmp_path, text.encode())

    assert read_text(path) == text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Windows editors put one before a text; nobody sees it."""
    path = a_file(tmp_path, b"\xef\xbb\xbfformat: 1\n")

    assert read_text(path) == "format: 1\n"


def test_a_file_of_exactly_4_mib_is_read(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    path = a_file(tmp_path, b"a" * LIMIT)

    assert len(read_text(path)) == LIMIT


def test_one_byte_more_than_4_mib_is_refused(tmp_path: Path) -> None:
    """The first size past the limit is a problem."""
    path = a_file(tmp_path, b"a" * (LIMIT + 1))

    assert the_problem(path) == Problem("file-too-large", Place(str(path)))


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """Neither is one in a folder that is not there, one below a file, or one whose name no system allows."""
    a_file(tmp_path, b"")
    paths = [tmp_path / "no.yaml", tmp_path / "no" / "no.yaml", tmp_path / "answers.yaml" / "no", Path("a\0b")]

    assert [the_problem(path) for path in paths] == [Problem("file-missing", Place(str(path))) for path in paths]


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    """A folder is refused in words, not with the system's error."""
    assert the_problem(tmp_path) == Problem("file-not-regular", Place(str(tmp_path)))


def test_a_pipe_that_nobody_writes_to_does_not_hang(tmp_path: Path) -> None:
    """A FIFO is refused at once."""
    path = tmp_path / "pipe"
    os.mkfifo(path)

    assert the_problem(path) == Problem("file-not-regular", Place(str(path)))


def test_an_endless_device_is_no_document() -> None:
    """`/dev/zero` would never end."""
    assert the_problem(Path("/dev/zero")) == Problem("file-not-regular", Place("/dev/zero"))


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Documents may be linked to."""
    link = tmp_path / "link.yaml"
    link.symlink_to(a_file(tmp_path, b"format: 1\n"))

    assert read_text(link) == "format: 1\n"


def test_links_in_a_circle_are_a_problem(tmp_path: Path) -> None:
    """The system's own reason is told."""
    path = tmp_path / "circle"
    path.symlink_to(path)

    assert the_problem(path).code == "file-unreadable"


@pytest.mark.parametrize(
    ("content", "line", "column", "byte"),
    [
        (b"\xff\xfef\x00o\x00", 1, 1, "FF"),
        (b"a: 1\r\nb: \xe9\n", 2, 4, "E9"),
        ("ж".encode() + b"\xc3", 1, 2, "C3"),
        (b"a\n\n  \xed\xa0\x80", 3, 3, "ED"),
        (b"\xc0\x80", 1, 1, "C0"),
    ],
    ids=["utf-16", "latin-1", "cut off", "half a pair", "overlong"],
)
def test_what_is_not_utf_8_is_refused_with_its_place(
    tmp_path: Path, content: bytes, line: int, column: int, byte: str
) -> None:
    """The column counts characters, not bytes."""
    path = a_file(tmp_path, content)

    assert the_problem(path) == Problem("file-not-utf-8", Place(str(path), line, column), {"byte": byte})


@pytest.mark.parametrize(
    "code",
    [
        *(code for code in range(0x20) if chr(code) not in "\t\n\r"),
        *range(0x7F, 0xA0),
        0xFDD0,
        0xFDEF,
        0xFFFE,
        0xFFFF,
        0x1FFFE,
        0x10FFFF,
    ],
)
def test_characters_that_may_be_taken_for_commands_are_refused(tmp_path: Path, code: int) -> None:
    """C0, C1, delete and what Unicode calls no character; the place is theirs."""
    path = a_file(tmp_path, f"ok\nяя{chr(code)}".encode())

    expected = Problem("file-control-character", Place(str(path), 2, 3), {"character": f"U+{code:04X}"})
    assert the_problem(path) == expected


@pytest.mark.parametrize("code", [0x09, 0x0A, 0x0D, 0x20, 0x7E, 0xA0, 0xFDCF, 0xFDF0, 0xFFFD, 0x10000, 0x10FFFD])
def test_the_neighbours_of_forbidden_characters_are_read(tmp_path: Path, code: int) -> None:
    """What stands just beside the forbidden ranges is text."""
    path = a_file(tmp_path, chr(code).encode())

    assert read_text(path) == chr(code)


def test_a_fingerprint_changes_with_the_bytes_alone(tmp_path: Path) -> None:
    """Touching a file is no change; another byte of the same length is one; a missing file has its own value."""
    path = a_file(tmp_path, b"one")
    first = fingerprint(path)
    os.utime(path, ns=(0, 0))
    touched = fingerprint(path)
    a_file(tmp_path, b"two")
    changed = fingerprint(path)
    path.unlink()

    assert first == touched
    assert first != changed
    assert fingerprint(path) == "" != changed


def beside_problem(document: Path, name: str, most: int = 10) -> str:
    """The code of the problem with a file beside *document*."""
    with pytest.raises(Unreadable) as refused:
        read_beside(document, name, most)
    return refused.value.problem.code


def test_a_file_beside_a_document_is_read_as_it_is(tmp_path: Path) -> None:
    """In its folder or one within it, and up to the limit."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ten").write_bytes(bytes(range(10)))
    document = tmp_path / "brand.yaml"

    assert read_beside(document, "in/ten", 10) == read_beside(document, "in/../in/ten", 10) == bytes(range(10))
    assert beside_problem(document, "in/ten", 9) == "beside-too-large"


def test_a_file_beside_a_document_is_nowhere_else(tmp_path: Path) -> None:
    """Neither above, nor by a whole path, nor by a link that leads out; a link that stays within is followed."""
    folder = tmp_path / "brand"
    folder.mkdir()
    (tmp_path / "secret").write_bytes(b"secret")
    (folder / "here").write_bytes(b"here")
    (folder / "out").symlink_to(tmp_path / "secret")
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    (folder / "within").symlink_to(folder / "here")
    document = folder / "brand.yaml"

    assert read_beside(document, "within", 10) == b"here"
    names = ("../secret", str(tmp_path / "secret"), "out", "up/secret", "../brand/../secret", "/etc/passwd")
    assert {beside_problem(document, name) for name in names} == {"outside-folder"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("none", "file-missing"),
        ("a\0b", "file-missing"),
        (".", "file-not-regular"),
        ("here/deeper", "file-missing"),
        ("x" * 300, "file-unreadable"),
    ],
)
def test_what_is_no_file_beside_a_document_is_told(tmp_path: Path, name: str, code: str) -> None:
    """Each by what is the matter with it."""
    (tmp_path / "here").write_bytes(b"here")

    assert beside_problem(tmp_path / "brand.yaml", name) == code
