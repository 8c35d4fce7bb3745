"""`--brand`: what commands make of it, and how they say that they cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cem_maturity.adapters.bundled import examples
from cem_maturity.cli.app import app
from tests.adapters.brands import put_down

CINEMA = str(examples() / "cinema" / "answers.yaml")
JOURNEY = str(examples() / "attachment" / "answers.yaml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs, with a brand."""
    monkeypatch.chdir(tmp_path)
    put_down(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """A command of ours."""
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize(
    "arguments",
    [("report", CINEMA), ("compare", CINEMA, JOURNEY), ("print", "pulse"), ("print", "pulse", "--kind", "cards")],
    ids=["report", "compare", "sheets", "cards"],
)
def test_pages_are_those_of_the_house(folder: Path, arguments: tuple[str, ...]) -> None:
    """Its accent and its paper, in reports, comparisons and workshop pages; the same bytes every time."""
    first = run(*arguments, "--brand", "brand.yaml", "-o", "one.html")
    run(*arguments, "--brand", "brand.yaml", "-o", "two.html")

    assert (first.exit_code, first.stdout, first.stderr) == (0, "one.html\n", "")
    html = (folder / "one.html").read_text(encoding="utf-8")
    assert "--accent: #d4006a" in html
    assert "size: letter" in html
    assert html == (folder / "two.html").read_text(encoding="utf-8")


def test_a_brand_makes_the_same_page_on_any_day(folder: Path) -> None:
    """Another process, folder, hash seed and time zone: the same bytes."""
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tehran")):
        elsewhere = folder / zone.replace("/", "-")
        elsewhere.mkdir()
        brand = str(put_down(elsewhere))
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [
            sys.executable,
            "-m",
            "cem_maturity",
            "report",
            CINEMA,
            "--brand",
            brand,
            "--format",
            "html",
            "-o",
            "-",
        ]
        made.append(subprocess.run(command, env=environment, cwd=elsewhere, capture_output=True, check=True).stdout)

    assert made[0].startswith(b"<!doctype html>")
    assert made[0] == made[1]


def test_a_broken_brand_ends_with_1_and_leaves_no_report(folder: Path) -> None:
    """Its problems are told, all of them, with their places."""
    (folder / "brand.yaml").write_text('format: 1\nname: A\ncolours: {accent: "#ffcc00"}\nlogo: ../x.png\n', "utf-8")

    result = run("report", CINEMA, "--brand", "brand.yaml", "-o", "one.html")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "brand.yaml:3:19: [low-contrast] #ffcc00 on #ffffff has a contrast of 1.5 to 1" in result.stderr
    assert "brand.yaml:4:7: [outside-folder]" in result.stderr
    assert not (folder / "one.html").exists()


def test_a_brand_that_is_missing_is_told(folder: Path) -> None:
    """As any other document."""
    result = run("report", CINEMA, "--brand", "none.yaml")

    assert (result.exit_code, result.stderr) == (
        1,
        "none.yaml:1:1: [file-missing] there is no such file; check the path\n",
    )
    assert [path.name for path in folder.glob("*.pdf")] == []


@pytest.mark.parametrize("arguments", [("report", CINEMA), ("compare", CINEMA, JOURNEY), ("print", "pulse")])
def test_the_brand_is_never_overwritten(folder: Path, arguments: tuple[str, ...]) -> None:
    """Pages cannot take the place of what they were made with."""
    before = (folder / "brand.yaml").read_bytes()

    result = run(*arguments, "--brand", "brand.yaml", "-o", "brand.yaml", "--format", "html")

    assert result.exit_code == 2
    assert (folder / "brand.yaml").read_bytes() == before


def test_a_result_as_json_has_no_look() -> None:
    """The brand changes pages, not what is found."""
    plain = run("report", CINEMA, "--format", "json", "-o", "-")

    branded = run("report", CINEMA, "--format", "json", "-o", "-", "--brand", "brand.yaml")

    assert branded.stdout == plain.stdout


def test_a_brand_is_checked_like_every_document(folder: Path) -> None:
    """As text, as JSON, and as annotations."""
    assert run("check", "--strict", "brand.yaml").stderr == "brand.yaml: no problems.\n"

    (folder / "brand.yaml").write_text("format: 1\nname: A\nfooter: [x]\n", encoding="utf-8")
    found = json.loads(run("check", "--format", "json", "brand.yaml").stdout)

    assert [(one["line"], one["column"], one["code"]) for one in found] == [(3, 9, "wrong-type")]
    assert run("check", "--format", "github", "brand.yaml").stdout.startswith("::error file=brand.yaml,line=3,col=9,")


def test_a_schema_of_answers_is_the_only_one_of_a_questionnaire() -> None:
    """A brand has nothing to do with one."""
    assert json.loads(run("schema", "brand").stdout)["title"] == "cem-maturity brand"
    assert run("schema", "brand", "--questionnaire", "pulse").exit_code == 2


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: (folder / "logo.png").symlink_to("/etc/passwd"),
        lambda folder: (folder / "logo.png").symlink_to("logo.png"),
        lambda folder: (folder / "logo.png").mkdir(),
        lambda folder: os.mkfifo(folder / "logo.png"),
    ],
    ids=["leads out", "leads to itself", "a folder", "a pipe"],
)
def test_what_stands_in_the_place_of_a_logo_cannot_hurt(folder: Path, make: object) -> None:
    """No file outside the folder is read, and nothing is waited for."""
    (folder / "logo.png").unlink()
    assert callable(make)
    make(folder)

    result = run("check", "brand.yaml")

    assert result.exit_code == 1
    assert result.stdout.startswith("brand.yaml:3:7: [")
    assert result.stdout.count("\n") == 1
