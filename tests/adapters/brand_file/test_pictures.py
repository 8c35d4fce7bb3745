"""Logos: what is taken, and that nothing of a file but its picture goes on."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageFile

from cem_maturity.adapters.brand_file.pictures import WIDEST, BadPicture, TooManyPixels, logo_of
from cem_maturity.domain.brand import Logo
from tests.adapters.brands import a_picture


def drawn(content: bytes) -> Logo:
    """The logo in *content*, which is in order."""
    logo = logo_of(content)
    assert isinstance(logo, Logo)
    return logo


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_metadata_goes(kind: str, media_type: str) -> None:
    """What cameras and programs write beside a picture does not reach a client."""
    content = a_picture(kind=kind)

    logo = drawn(content)

    assert b"CANARY" in content
    assert b"CANARY" not in logo.content
    assert (logo.media_type, logo.width, logo.height) == (media_type, 60, 20)
    assert drawn(content) == logo


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_pixel_is_drawn(mode: str) -> None:
    """Black and white, grey, indexed and coloured, with and without holes."""
    logo = drawn(a_picture(mode=mode))

    with Image.open(io.BytesIO(logo.content)) as picture:
        assert picture.mode == ("RGBA" if "A" in mode else "RGB")


def test_sixteen_bits_of_grey_stay_grey() -> None:
    """The middle of 65,536 shades is drawn as the middle of 256."""
    written = io.BytesIO()
    Image.new("I;16", (4, 4), 32768).save(written, "PNG")

    with Image.open(io.BytesIO(drawn(written.getvalue()).content)) as picture:
        assert picture.getpixel((0, 0)) == (128, 128, 128)


def test_colours_for_printers_become_colours_for_pages() -> None:
    """A JPEG in cyan, magenta, yellow and black is drawn in red, green and blue."""
    with Image.open(io.BytesIO(drawn(a_picture(kind="JPEG", mode="CMYK")).content)) as picture:
        assert picture.mode == "RGB"


def test_a_picture_that_lies_on_its_side_is_put_up() -> None:
    """What the metadata said of its position is done before they go."""
    exif = Image.Exif()
    exif[0x0112] = 6

    logo = drawn(a_picture(60, 20, "JPEG", exif=exif.tobytes()))

    assert (logo.width, logo.height) == (20, 60)


@pytest.mark.parametrize(
    ("size", "expected"), [((4000, 400), (WIDEST, 160)), ((20, 5000), (6, WIDEST)), ((1, 1), (1, 1))]
)
def test_a_large_picture_is_drawn_smaller(size: tuple[int, int], expected: tuple[int, int]) -> None:
    """Its sides keep their proportion."""
    logo = drawn(a_picture(*size))

    assert (logo.width, logo.height) == expected


def test_too_many_pixels_are_never_unpacked() -> None:
    """A small file can hold a picture of any size."""
    assert logo_of(a_picture(4001, 4000, mode="1")) == TooManyPixels(4001, 4000)
    assert isinstance(logo_of(a_picture(4000, 4000, mode="1")), Logo)
    # The head of a picture of 65,000 by 65,000 is enough to tell.
    head = b"IHDR" + struct.pack(">IIBBBBB", 65000, 65000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    assert logo_of(bomb + a_picture()[33:]) == TooManyPixels(65000, 65000)


def test_what_is_cut_off_is_refused_whatever_others_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint tells Pillow to draw what there is; a brand is the same before and after it was loaded."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    assert logo_of(a_picture(600, 200)[:120]) == BadPicture("beside-broken")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "logo-kind"),
        (b"GIF89a\x01\x00\x01\x00", "logo-kind"),
        (b"RIFF\x00\x00\x00\x00WEBP", "logo-kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo-svg"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>", "logo-svg"),
        (b"\x89PNG\r\n\x1a\n", "beside-broken"),
        (b"\xff\xd8\xff", "beside-broken"),
        (a_picture(kind="JPEG")[:200], "beside-broken"),
        (b"\x89PNG\r\n\x1a\n" + a_picture(kind="JPEG"), "beside-broken"),
    ],
)
def test_what_is_no_picture_of_ours_is_told_by_its_kind(content: bytes, code: str) -> None:
    """By what it holds, whatever it is called."""
    assert logo_of(content) == BadPicture(code)
