"""What a report costs, beside bare WeasyPrint on the same HTML and beside Chromium printing it.

All run as processes of their own, in turns, so that a busy moment of the machine falls on all of them; the least of
each counts. The processor's time is that of a process and its children. Nothing is asserted: a person reads the table.

    python benchmarks/report.py [ROUNDS [LANGUAGE…]]
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cem_maturity.adapters import html_report
from cem_maturity.adapters.bundled import examples
from cem_maturity.cli.assessing import judge_file, report_language, report_on
from cem_maturity.cli.publishing import templates
from cem_maturity.domain.report import as_values

CASE = examples() / "attachment" / "answers.yaml"
BARE = """\
import sys
from pathlib import Path
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
page, fonts, target = sys.argv[1:]
configuration = FontConfiguration()
faces = CSS(fonts, font_config=configuration)
HTML(page).write_pdf(target, stylesheets=[faces], font_config=configuration, pdf_variant="pdf/a-3a")
"""
CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took, in seconds."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Run:
    """A way to the PDF."""

    name: str
    command: Sequence[str]

    def spent(self) -> Spent:
        """The time from start to end, and of the processor, its children's with it."""
        before, started = os.times(), time.perf_counter()
        subprocess.run(self.command, capture_output=True, check=True, env=os.environ | FONTS)
        wall = time.perf_counter() - started
        wait_for_orphans()
        after = os.times()
        return Spent(wall, after.children_user - before.children_user + after.children_system - before.children_system)


SET_CHILD_SUBREAPER = 36

FONTS = {"FONTCONFIG_FILE": str(templates() / "fonts" / "fonts.conf")}


def adopt_orphans() -> None:
    """Have processes that others leave behind become children of this one, so that their time is counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1)


def wait_for_orphans() -> None:
    """Wait until all children have ended: what makes pages ends a moment after the command."""
    with suppress(ChildProcessError):
        while True:
            os.wait()


def print_html(language: str) -> str:
    """The HTML that `cem report` makes its PDF from."""
    result = judge_file(CASE, None, language, partial=False)
    if result is None:
        raise SystemExit("the case has problems")
    report = report_on(result)
    speaker = report_language(report, language)
    values = as_values(report, speaker.say)
    return html_report.render(values, speaker, templates=templates(), medium=html_report.Medium.PRINT)


def runs(language: str, folder: Path) -> list[Run]:
    """The ways to compare; without Chromium where this machine has none."""
    page = folder / "report.html"
    page.write_text(print_html(language), encoding="utf-8")
    target = str(folder / "report.pdf")
    cem = [sys.executable, "-m", "cem_maturity"]
    found = [
        Run("cem report", [*cem, "report", str(CASE), "--language", language, "-o", target]),
        Run(
            "bare WeasyPrint", [sys.executable, "-c", BARE, str(page), str(templates() / "fonts" / "fonts.css"), target]
        ),
    ]
    if chromium := shutil.which("chromium"):
        found.append(Run("Chromium", [chromium, *CHROMIUM, f"--print-to-pdf={target}", page.as_uri()]))
    return found


def main(rounds: int, languages: Sequence[str]) -> None:
    """Print a table for each language."""
    adopt_orphans()
    for language in languages:
        with tempfile.TemporaryDirectory() as folder:
            ways = runs(language, Path(folder))
            turns = [[way.spent() for way in ways] for _ in range(rounds)]
        print(f"{language:16}{'wall':>9}{'processor':>11}   cem report against it")
        least = [
            (min(one.wall for one in each), min(one.processor for one in each)) for each in zip(*turns, strict=True)
        ]
        for way, (wall, processor) in zip(ways, least, strict=True):
            against = f"wall x{least[0][0] / wall:.2f}, processor x{least[0][1] / processor:.2f}"
            print(f"{way.name:16}{wall:8.2f}s{processor:10.2f}s   {against}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5, sys.argv[2:] or ["en", "ru", "fa"])
