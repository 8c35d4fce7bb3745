"""The gallery: a report on an invented client at every level, in every language, with a page that leads to them.

python -m tests.seen.gallery FOLDER    (`make gallery`): the folder anew, with index.html
python -m tests.seen.gallery FOLDER PICTURE    (`make gallery-picture`): a picture of that page, as README.md shows it
"""

import base64
import io
import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from typer.testing import CliRunner

from cem_maturity.adapters.bundled import report_templates
from cem_maturity.adapters.html_report import Medium, surroundings
from cem_maturity.adapters.html_report.environment import environment
from cem_maturity.adapters.html_report.wording import printable
from cem_maturity.application.language import Language, languages, speak
from cem_maturity.cli.app import app
from cem_maturity.cli.reading import load_questionnaire

SEED = 6
PERSONAS = ("laggard", "starter", "uneven", "average", "shop-window", "leader")
"""Who stands at level 0, 1 and so on."""
NAMES = {"en": "English", "fa": "فارسی", "ru": "Русский"}
MADE = "2026-01-01T00:00:00Z"
BOARD = 1
"""The page of a report that is shown, from 0: the one for the board."""
WIDTH = 620
"""Pixels of its picture."""
GREYS = 64


def build(folder: Path) -> None:
    """Draw the clients, render by all processors what has changed, and write the pages that lead to it."""
    answers = folder / "answers"
    shutil.rmtree(answers, ignore_errors=True)
    for code in languages():
        for level, persona in enumerate(PERSONAS):
            _run("sample", "-o", answers / code, "--persona", persona, "--level", level, "--seed", SEED,
                 "--language", code)  # fmt: skip
    _run("batch", answers, "-o", folder, "--format", "html", "--format", "pdf")
    shots = list(_shots(folder))
    for code in languages():
        (folder / index_of(code)).write_text(index(shots, speak(code)), encoding="utf-8")


def _run(*arguments: object) -> None:
    ended = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    if ended.exit_code:
        raise SystemExit(ended.output)


def index_of(code: str) -> str:
    """The page in that language."""
    return "index.html" if code == languages()[0] else f"index.{code}.html"


def _shots(folder: Path) -> Iterator[dict[str, Any]]:
    """What is shown of each report, in no order."""
    for unit in json.loads((folder / "portfolio.json").read_text(encoding="utf-8"))["units"]:
        stem = unit["report"].rpartition(".")[0]
        picture = _board(folder / f"{stem}.pdf")
        yield {
            "code": Path(unit["file"]).parent.name,
            "level": unit["level"],
            "organisation": unit["organisation"]["name"],
            "index": unit["index"],
            "html": f"{stem}.html",
            "pdf": f"{stem}.pdf",
            "picture": base64.b64encode(_png(picture)).decode(),
            "width": picture.width,
            "height": picture.height,
        }


def _board(pdf: Path) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf)[BOARD]
    found: Image.Image = page.render(scale=WIDTH / page.get_width()).to_pil()
    return found


def _png(picture: Image.Image) -> bytes:
    found = io.BytesIO()
    picture.convert("RGB").quantize(GREYS).save(found, "PNG", optimize=True)
    return found.getvalue()


def index(shots: list[dict[str, Any]], language: Language) -> str:
    """The page in one language."""
    asked = load_questionnaire("cem-maturity", language.code)
    rows = [
        {
            "level": level,
            "shots": [
                {**one, "direction": speak(code).direction}
                for code in languages()
                for one in shots
                if (one["code"], one["level"]) == (code, level)
            ],
        }
        for level in range(len(PERSONAS))
    ]
    values: Mapping[str, object] = {
        "title": asked.title,
        "levels": [{"level": one.number, "name": one.name} for one in asked.levels],
        "languages": [
            {"code": code, "name": NAMES[code], "index": index_of(code), "direction": speak(code).direction}
            for code in languages()
        ],
    }
    context = {key: printable(value) for key, value in values.items()}
    context |= {"rows": rows, **surroundings(language, medium=Medium.SCREEN, made=MADE, brand=None)}
    templates = (report_templates() / "standard", report_templates() / "gallery")
    return environment(language, *templates).get_template("gallery.html").render(context)


def take_picture(folder: Path, target: Path) -> None:
    """The upper part of the English page as a browser shows it."""
    from tests.seen.browser import chromium, opened

    with chromium() as browser, opened(browser, (folder / index_of("en")).resolve(), (1180, 1560)) as there:
        shot = there.page.screenshot()
    target.write_bytes(_png(Image.open(io.BytesIO(shot))))


if __name__ == "__main__":
    build(Path(sys.argv[1])) if len(sys.argv) < 3 else take_picture(Path(sys.argv[1]), Path(sys.argv[2]))
