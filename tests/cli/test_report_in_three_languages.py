"""The cinema's report in every language: its words can be found in the file, and no letter is missing a shape."""

import re
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from typer.testing import CliRunner

from cem_maturity.adapters.bundled import examples
from cem_maturity.application.language import languages
from cem_maturity.cli.app import app
from cem_maturity.cli.reading import load_questionnaire

CASE = examples() / "cinema" / "answers.yaml"
SHOWN = re.compile(rb"\[([^\]]*)\] TJ")
"""A run of glyphs by their numbers, with the space between them."""
NUMBERS = re.compile(rb"<([0-9a-f]+)>")
UNSEEN = str.maketrans("", "", "\u200c\u200e\u200f\u202a\u202b\u202c \n")
"""What a text layer may leave out or add: joints and directions of letters, and spaces."""


def glyphs_of(page: PageObject) -> set[int]:
    """The numbers of the glyphs that *page* shows; each is two bytes."""
    contents = page.get_contents()
    runs = [] if contents is None else SHOWN.findall(contents.get_data())
    shown = [bytes.fromhex(number.decode()) for run in runs for number in NUMBERS.findall(run)]
    return {int.from_bytes(one[at : at + 2], "big") for one in shown for at in range(0, len(one), 2)}


@pytest.mark.parametrize("language", languages())
def test_level_names_are_found_and_no_glyph_is_missing(tmp_path: Path, language: str) -> None:
    """Every level's name is in the text; no page shows the empty box, which is glyph 0 of every font."""
    file = tmp_path / "report.pdf"
    named = load_questionnaire("cem-maturity", language).levels

    ended = CliRunner().invoke(app, ["report", str(CASE), "-o", str(file), "--language", language])

    assert ended.exit_code == 0, ended.stderr
    pages = PdfReader(file).pages
    text = "".join(page.extract_text() for page in pages).translate(UNSEEN)
    glyphs = {glyph for page in pages for glyph in glyphs_of(page)}
    assert [level.name for level in named if level.name.translate(UNSEEN) not in text] == []
    assert "\ufffd" not in text
    assert glyphs
    assert 0 not in glyphs
