"""The report that stands beside the cinema's answers is what the program writes today."""

from pathlib import Path

from pypdf import PdfReader
from typer.testing import CliRunner

from cem_maturity.cli.app import app

CINEMA = Path(__file__).parents[2] / "examples" / "cinema"


def test_the_case_s_html_report_is_up_to_date() -> None:
    """Byte for byte; `make case-report` renews it."""
    result = CliRunner().invoke(
        app, ["report", str(CINEMA / "answers.yaml"), "-o", "-", "--format", "html"], env={"SOURCE_DATE_EPOCH": ""}
    )

    assert result.exit_code == 0
    assert result.stdout == (CINEMA / "report.html").read_text(encoding="utf-8")


def test_the_case_s_pdf_report_tells_the_same() -> None:
    """The PDF speaks of the same organisation and level; its lines depend on the fonts' engine, its facts do not."""
    report = PdfReader(CINEMA / "report.pdf")

    text = " ".join(page.extract_text() for page in report.pages)

    assert report.metadata is not None
    assert report.metadata.title == "Aurora Cinema: Customer experience management maturity"
    assert "Initial, fragmented focus" in text
