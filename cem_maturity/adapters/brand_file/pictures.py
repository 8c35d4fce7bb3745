"""From the bytes of a logo to a picture that holds nothing but what is seen; Pillow is loaded where there is one."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from cem_maturity.domain.brand import Logo

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 16_000_000
WIDEST = 1600
"""Pixels across or upwards that a logo keeps: some 600 an inch at the size it is printed in."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


class BadPicture(NamedTuple):
    """That the bytes are no picture of ours."""

    code: str
    """Of the problem."""


class TooManyPixels(NamedTuple):
    """That a picture is larger than MOST_PIXELS."""

    width: int
    height: int


def logo_of(content: bytes) -> Logo | TooManyPixels | BadPicture:
    """The picture in *content*, drawn anew: upright, without metadata, at most WIDEST; or why there is none.

    Equal bytes give equal bytes.
    """
    if not content.startswith((_PNG, _JPEG)):
        start = content[:4096].lower()
        return BadPicture("logo-svg" if b"<svg" in start or b"<?xml" in start else "logo-kind")

    from PIL import Image, ImageOps

    kind = "PNG" if content.startswith(_PNG) else "JPEG"
    try:
        with _strictly(), Image.open(io.BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return TooManyPixels(picture.width, picture.height)
            upright = ImageOps.exif_transpose(picture)
            if upright.mode.startswith("I"):  # Pillow cuts 16 bits of grey off where it should divide them
                upright = upright.point(lambda shade: shade * (1 / 256)).convert("L")
            has_holes = "A" in upright.getbands() or "transparency" in upright.info
            pixels = upright.convert("RGBA" if has_holes else "RGB")
    except Exception:  # noqa: BLE001 - Pillow's readers of damaged files raise whatever they meet
        return BadPicture("beside-broken")
    pixels.thumbnail((WIDEST, WIDEST))
    bare = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    drawn = io.BytesIO()
    if kind == "PNG":
        bare.save(drawn, "PNG")
    else:
        bare.save(drawn, "JPEG", quality=92, subsampling=0)
    return Logo(drawn.getvalue(), f"image/{kind.lower()}", *bare.size)


@contextmanager
def _strictly() -> Iterator[None]:
    """Have Pillow refuse what is cut off, whatever else in this process has told it, and warn nobody."""
    from PIL import Image, ImageFile

    before, most = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    # Its own limit is higher than ours, and says no figure.
    ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = False, None
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = before, most
