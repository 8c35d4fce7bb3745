"""The door *load* for what a PDF carries: found and limited, whatever the PDF is."""

import random
import zlib
from pathlib import Path

import pypdf
import pytest

from cem_maturity.adapters.disk import Found, Unreadable, read_text_or_attached
from cem_maturity.adapters.disk.loading import LIMIT, PDF
from cem_maturity.domain.problem import Place
from tests.domain.strategies import THOROUGH

NAME = "answers.yaml"
TEXT = "format: 1\norganisation: {name: Кино}\n"


def a_pdf(folder: Path, *files: tuple[str, bytes]) -> Path:
    """A PDF to which the *files* are attached."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    for name, content in files:
        writer.add_attachment(name, content)
    path = folder / "report.pdf"
    writer.write(path)
    return path


def told(path: Path) -> tuple[str, Place]:
    """The code and the place of the problem with the file at *path*."""
    with pytest.raises(Unreadable) as caught:
        read_text_or_attached(path, NAME)
    return caught.value.problem.code, caught.value.problem.place


def test_the_file_of_that_name_is_read_and_no_other(tmp_path: Path) -> None:
    """Problems will name the PDF and the file in it."""
    path = a_pdf(tmp_path, ("a.yaml", b"no"), (NAME, TEXT.encode()), ("z.yaml", b"no"))

    assert read_text_or_attached(path, NAME) == Found(TEXT, f"{path}#answers.yaml")


def test_a_text_is_read_as_ever(tmp_path: Path) -> None:
    """Whatever its name."""
    path = tmp_path / "answers.pdf"
    path.write_text(TEXT, encoding="utf-8")

    assert read_text_or_attached(path, NAME) == Found(TEXT, str(path))


def test_a_pdf_that_others_have_saved_anew_is_still_read(tmp_path: Path) -> None:
    """Its objects have other numbers then, and are compressed in another way."""
    path = a_pdf(tmp_path, (NAME, TEXT.encode()))
    pypdf.PdfWriter(clone_from=path).write(tmp_path / "copy.pdf")

    assert read_text_or_attached(tmp_path / "copy.pdf", NAME).text == TEXT


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"format: 1\nname: \xff", "file-not-utf-8", 2, 7),
        (b"name: \x1b[31m", "file-control-character", 1, 7),
        (b"#" * (LIMIT + 1), "file-too-large", 1, 1),
    ],
)
def test_what_is_carried_is_held_to_the_same_rules(
    content: bytes, code: str, line: int, column: int, tmp_path: Path
) -> None:
    """The place is the one within the file that the PDF carries."""
    path = a_pdf(tmp_path, (NAME, content))

    assert told(path) == (code, Place(f"{path}#answers.yaml", line, column))


def by_hand(stream: bytes, filters: str = "", names: str = "/Names[(answers.yaml) 3 0 R]", trailer: str = "") -> bytes:
    """A PDF to which a *stream* is attached that is to be decoded by these *filters*."""
    objects = [
        b"<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>",
        f"<<{names}>>".encode(),
        b"<</Type/Filespec/F(answers.yaml)/EF<</F 4 0 R>>>>",
        f"<<{filters}/Length {len(stream)}>>".encode() + b"\nstream\n" + stream + b"\nendstream",
    ]
    content, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = f"trailer\n<</Size 5/Root 1 0 R{trailer}>>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + b"xref\n0 5\n0000000000 65535 f \n" + table + tail.encode()


FLATE = "/Filter/FlateDecode"
BOMB = zlib.compress(bytes(100_000_000), 9)
HOSTILE = {
    "a bomb": by_hand(BOMB, FLATE),
    "a bomb in a bomb": by_hand(zlib.compress(BOMB, 9), "/Filter[/FlateDecode/FlateDecode]"),
    "a bomb of runs": by_hand(b"\x81a" * 1_000_000, "/Filter/RunLengthDecode"),
    "ten thousand filters": by_hand(b"41", f"/Filter[{'/ASCIIHexDecode' * 10_000}]"),
    "an unknown filter": by_hand(b"41", "/Filter/Jbig"),
    "deep arrays": by_hand(b"", names=f"/Names {'[' * 50_000}{']' * 50_000}"),
    "many names": by_hand(b"", names=f"/Names[{'(x) 2 0 R ' * 200_000}]"),
    "a lock": by_hand(b"", trailer="/Encrypt<</Filter/Standard/V 5/R 6/O(a)/U(b)/P -1>>/ID[(a)(b)]"),
    "a whole of nothing": b"%PDF-",
    "noise": b"%PDF-1.7\n" + random.Random(1).randbytes(100_000),  # noqa: S311 - seeded on purpose
    "begins without end": b"%PDF-1.7\n" + b"1 0 obj\n" * 1_000_000,
}


def test_a_pdf_made_by_hand_is_read(tmp_path: Path) -> None:
    """What makes the others hostile is the one thing that is different in each."""
    path = tmp_path / "report.pdf"
    path.write_bytes(by_hand(zlib.compress(TEXT.encode()), FLATE))

    assert read_text_or_attached(path, NAME).text == TEXT


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_pdf_gets_one_problem(kind: str, tmp_path: Path) -> None:
    """It neither crashes, nor hangs, nor fills the memory."""
    path = tmp_path / "report.pdf"
    path.write_bytes(HOSTILE[kind])

    assert told(path) == ("pdf-unreadable", Place(str(path)))


def test_names_that_lead_in_a_circle_are_left(tmp_path: Path) -> None:
    """Nothing of that name is found there."""
    path = tmp_path / "report.pdf"
    path.write_bytes(by_hand(b"", names="/Kids[2 0 R 2 0 R]"))

    assert told(path) == ("pdf-without-answers", Place(str(path)))


def outcome(path: Path) -> str:
    """The code of the problem with the file at *path*; `read` where there is none."""
    try:
        read_text_or_attached(path, NAME)
    except Unreadable as error:
        return error.problem.code
    return "read"


@pytest.mark.parametrize("seed", range(200 if THOROUGH else 6))
def test_a_damaged_pdf_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    """There is a text or one problem, whatever bytes are missing or changed."""
    chance = random.Random(seed)  # noqa: S311 - seeded on purpose
    content = bytearray(a_pdf(tmp_path, (NAME, TEXT.encode())).read_bytes())
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(PDF), len(content))
        content[at : at + chance.choice((1, 1, 1, 40))] = chance.randbytes(chance.choice((0, 1, 1, 9)))
    path = tmp_path / "damaged.pdf"
    path.write_bytes(content)

    assert outcome(path) in {
        "read",
        "pdf-unreadable",
        "pdf-without-answers",
        "file-not-utf-8",
        "file-control-character",
    }
