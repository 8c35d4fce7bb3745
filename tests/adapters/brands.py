"""Brands to read and to show: texts, and files beside them that are made where they are needed."""

import io
import struct
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from cem_maturity.adapters import brand_file
from cem_maturity.adapters.bundled import report_templates
from cem_maturity.domain.brand import Brand
from cem_maturity.domain.problem import Accepted, Place, Problem, Refused

FONTS = report_templates() / "standard" / "fonts"
LATIN = (FONTS / "NotoSans-Regular.ttf").read_bytes()
BOLD = (FONTS / "NotoSans-SemiBold.ttf").read_bytes()
PERSIAN = (FONTS / "Vazirmatn-Regular.ttf").read_bytes()
SIGNS = (FONTS / "NotoSansMath-Regular.ttf").read_bytes()

RAMP = ("#fbe3ef", "#f5b8d6", "#e77fb1", "#c94488", "#8f1760", "#4a0a3a")
LOUD = """\
format: 1
name: {en: Loud & Co, ru: Громко и Ко}
logo: logo.png
colours:
  accent: "#d4006a"
  ink: "#1a1a4b"
  paper: "#fffaf0"
  levels: ["#fbe3ef", "#f5b8d6", "#e77fb1", "#c94488", "#8f1760", "#4a0a3a"]
fonts: {text: {regular: own.ttf, bold: bold.ttf}, head: Vazirmatn}
footer: {en: For the board only, fa: محرمانه}
disclaimer: "It rests on one day.\\nIt is nobody else's."
contact: ["https://loud.example/about", "mailto:hello@loud.example", "Tel: +49 30 1"]
page: letter
"""


def a_picture(width: int = 60, height: int = 20, kind: str = "PNG", mode: str = "RGB", **more: object) -> bytes:
    """A picture of one colour, with a canary among its metadata."""
    written = io.BytesIO()
    picture = Image.new(mode, (width, height), "#d4006a" if mode in ("RGB", "RGBA") else 77)
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Author", "CANARY")
        more = {"pnginfo": info, **more}
    else:
        more = {"comment": b"CANARY", **more}
    picture.save(written, kind, **more)
    return written.getvalue()


def with_rights(font: bytes, rights: int) -> bytes:
    """*font* with those rights of embedding (OS/2, fsType)."""
    changed = bytearray(font)
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _sum, start, _length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == b"OS/2":
            struct.pack_into(">H", changed, start + 8, rights)
    return bytes(changed)


FILES: Mapping[str, bytes] = {"logo.png": a_picture(), "own.ttf": LATIN, "bold.ttf": BOLD}


def read(text: str, files: Mapping[str, bytes] = FILES) -> Accepted[Brand] | Refused:
    """What comes of *text*, with those *files* beside it."""

    def beside(name: str, most: int) -> bytes | Problem:
        return files[name][: most + 1] if name in files else Problem("file-missing", Place("brand.yaml"))

    return brand_file.read(text, "brand.yaml", beside)


def a_brand(text: str = LOUD, files: Mapping[str, bytes] = FILES) -> Brand:
    """The brand in *text*, which is in order."""
    accepted = read(text, files)
    assert isinstance(accepted, Accepted), accepted
    return accepted.value


def told(text: str, files: Mapping[str, bytes] = FILES) -> list[str]:
    """The problems of *text*, each as line:column and code."""
    outcome = read(text, files)
    problems = outcome.warnings if isinstance(outcome, Accepted) else outcome.problems
    return [f"{one.place.line}:{one.place.column} {one.code}" for one in problems]


def put_down(folder: Path, text: str = LOUD, files: Mapping[str, bytes] = FILES) -> Path:
    """A file with *text* in *folder*, those *files* beside it."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    path = folder / "brand.yaml"
    path.write_text(text, encoding="utf-8")
    return path
