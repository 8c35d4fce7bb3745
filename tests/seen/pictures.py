"""Pictures of the pages of the bundled case's PDF: how they are taken, stored and compared.

python -m tests.seen.pictures    (`make pictures`) takes them anew
"""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageOps

from cem_maturity.application.language import languages
from tests.seen.cases import pdf_of_the_cinema

PICTURES = Path(__file__).parents[1] / "pictures"
SCALE = 0.5
"""Pixels a point: small files, in which a moved line or a lost mark still shows."""
GREYS = 16
DARKER = 64
"""How far, of 255, a grey may be from the stored one; engines of other versions place letters a little differently."""
SHARE = 0.002
"""The share of a page's pixels that may be further from it; a moved line is more than that."""


def pages(pdf: bytes) -> Iterator[Image.Image]:
    """Each page of *pdf* in a few greys."""
    for page in pypdfium2.PdfDocument(pdf):
        grey = page.render(scale=SCALE).to_pil().convert("L")
        yield grey.point([round(level * (GREYS - 1) / 255) * 255 // (GREYS - 1) for level in range(256)])


def differs(one: Image.Image, other: Image.Image) -> bool:
    """Whether a person would see two pages."""
    if one.size != other.size:
        return True
    far = ImageChops.difference(one, other).point([int(level > DARKER) for level in range(256)])
    return far.histogram()[1] > SHARE * one.width * one.height


def difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """What is not alike, dark on light; the larger page decides the size."""
    size = (max(one.width, other.width), max(one.height, other.height))
    first, second = (ImageOps.pad(picture, size, color=255, centering=(0, 0)) for picture in (one, other))
    return ImageOps.invert(ImageChops.difference(first, second))


def stored(language: str, number: int) -> Path:
    """The file of a page's picture."""
    return PICTURES / language / f"{number:02}.png"


def png(picture: Image.Image) -> bytes:
    """The picture as a small file, with its greys and nothing else."""
    found = io.BytesIO()
    picture.quantize(GREYS).save(found, "PNG", optimize=True)
    return found.getvalue()


def main() -> None:
    """Take every picture anew, and none of a page that is not there any more."""
    for language in languages():
        folder = PICTURES / language
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        for number, picture in enumerate(pages(pdf_of_the_cinema(language)), start=1):
            stored(language, number).write_bytes(png(picture))


if __name__ == "__main__":
    main()
