"""`cem compare`: over time and between units, what it writes and how it says that it cannot."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cem_maturity.cli.app import app
from tests.cli.test_score import QUESTIONNAIRE


def an_answers_file(folder: Path, name: str, *, unit: str = "", date: str = "2026-11-21", **levels: object) -> Path:
    """Answers to the small questionnaire: `voice_a=2` answers voice.a."""
    (folder / "small.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    answers = "".join(f"  {key.replace('_', '.')}: {value}\n" for key, value in levels.items())
    file = folder / name
    file.write_text(
        "format: 1\nquestionnaire: {id: small, version: 1.0.0}\n"
        f"organisation: {{name: Acme, unit: {unit or 'null'}}}\ndate: {date}\nanswers:\n{answers}",
        encoding="utf-8",
    )
    return file


def run(folder: Path, *arguments: object) -> Result:
    """The result of `cem compare` with the small questionnaire."""
    return CliRunner().invoke(
        app, ["compare", "--questionnaire", str(folder / "small.yaml"), *(str(argument) for argument in arguments)]
    )


@pytest.fixture
def then(tmp_path: Path) -> Path:
    """Answers of an earlier year."""
    return an_answers_file(tmp_path, "then.yaml", date="2025-11-21", voice_a=1, voice_b=1, data_a=2)


@pytest.fixture
def now(tmp_path: Path) -> Path:
    """Answers of this year."""
    return an_answers_file(tmp_path, "now.yaml", voice_a=3, voice_b=2, data_a=1)


def test_two_dates_of_one_unit_are_compared_over_time(tmp_path: Path, then: Path, now: Path) -> None:
    """Then and now by the date in the files, whatever their order; gains and losses read without colour."""
    result = run(tmp_path, now, then)

    assert result.exit_code == 0
    assert result.stdout == (
        "Acme\n"
        "A small questionnaire · 21 November 2025 to 21 November 2026\n"
        "\n"
        "Level 1 · One · = 0\n"
        "index 1.8 now, 1.5 then (+0.3) · target level 2\n"
        "\n"
        "Dimension  Then  Now  Move              Index  Move  Target\n"
        "Voice         1    2  ▲ +1  ███▓▓▓▓▓░░    2.5  +1.5       3\n"
        "Data          2    1  ▼ −1  ███▒▒▒▒░░░    1.0  −1.0       2\n"
        "\n"
        "Bars: █ index now, ▓ gained, ▒ lost since the first of these results.\n"
        "\n"
        "3 of 3 questions have changed\n"
        "Question  Then  Now  Move\n"
        "A?           1    3  ▲ +2\n"
        "B?           1    2  ▲ +1\n"
        "C?           2    1  ▼ −1\n"
    )


def test_units_stand_side_by_side(tmp_path: Path) -> None:
    """The best first, outliers marked, and who can help whom."""
    files = [
        an_answers_file(tmp_path, f"{unit}.yaml", unit=unit, voice_a=voice, voice_b=voice, data_a=data)
        for unit, voice, data in (("Cork", 0, 1), ("Dublin", 3, 3), ("Galway", 1, 0))
    ]

    result = run(tmp_path, *files)

    assert result.exit_code == 0
    assert result.stdout == (
        "3 units side by side\n"
        "\n"
        "Unit    Rank  Level         Index  1  2\n"
        "Dublin     1     3▲  █████    3.0  3▲ 3▲\n"
        "Cork       2     0   █░░░░    0.5  0  1\n"
        "Galway     2     0   █░░░░    0.5  1  0\n"
        "Median           0                 1  1\n"
        "\n"
        "1 Voice\n"
        "2 Data\n"
        "▲ ▼: two levels or more above or below the median.\n"
        "\n"
        "Standing apart\n"
        "- Dublin: overall 3 (median 0), Voice 3 (median 1), Data 3 (median 1)\n"
        "\n"
        "Who can help whom\n"
        "- Voice: Dublin at level 3 can help Cork, Galway (far ahead on 2 questions)\n"
        "- Data: Dublin at level 3 can help Cork, Galway (far ahead on 1 question)\n"
    )


def test_bars_go_where_names_need_the_room(
    tmp_path: Path, then: Path, now: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a narrow terminal the figures stay on one line, without the bars and what explains them."""
    monkeypatch.setenv("COLUMNS", "50")

    result = run(tmp_path, then, now)

    assert "Voice         1    2  ▲ +1    2.5  +1.5       3\n" in result.stdout
    assert "Bars:" not in result.stdout


def test_by_says_what_is_compared(tmp_path: Path, then: Path, now: Path) -> None:
    """Two dates of one unit may stand side by side; the file then tells them apart."""
    found = json.loads(run(tmp_path, then, now, "--by", "unit", "--format", "json").stdout)

    assert (found["by"], found["moves"]) == ("unit", None)
    assert [one["label"] for one in found["results"]] == [f"Acme ({then})", f"Acme ({now})"]


def test_json_holds_the_keys_of_the_contract(tmp_path: Path, then: Path, now: Path) -> None:
    """Unrounded numbers; results in order of date."""
    found = json.loads(run(tmp_path, now, then, "--format", "json").stdout)

    assert list(found) == [
        "format",
        "program_version",
        "by",
        "comparable",
        "reasons",
        "levels",
        "dimensions",
        "results",
        "moves",
        "medians",
        "ranking",
        "outliers",
        "donors",
        "shared_weak_spots",
    ]
    assert (found["by"], found["comparable"], found["reasons"]) == ("time", True, [])
    assert [one["file"] for one in found["results"]] == [str(then), str(now)]
    assert found["results"][1]["overall"] == {
        "level": 1,
        "level_name": "One",
        "index": 1.75,
        "target": 2,
        "coverage": 1.0,
        "provisional": False,
    }
    assert found["moves"]["questions"][0] == {
        "id": "voice.a",
        "text": "A?",
        "dimension": "voice",
        "change": "risen",
        "then": {"state": "answered", "level": 1, "value": None},
        "now": {"state": "answered", "level": 3, "value": None},
        "move": 2,
    }


def test_one_file_is_wrong_usage(tmp_path: Path, now: Path) -> None:
    """There is nothing to compare it with, and as little when it is given twice."""
    alone, twice = run(tmp_path, now), run(tmp_path, now, now)

    assert (alone.exit_code, alone.stdout, twice.exit_code, twice.stdout) == (2, "", 2, "")
    assert "two answers files" in alone.stderr
    assert "given twice" in twice.stderr


def test_a_broken_file_lets_nothing_be_compared(tmp_path: Path, then: Path, now: Path) -> None:
    """All problems of all files are told."""
    now.write_text(now.read_text(encoding="utf-8").replace("voice.a: 3", "voice.a: 9"), encoding="utf-8")
    then.write_text(then.read_text(encoding="utf-8").replace("data.a: 2", "data.b: 2"), encoding="utf-8")

    result = run(tmp_path, then, now)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "[level-out-of-scale]" in result.stderr
    assert "[unknown-question]" in result.stderr


def test_blanks_need_partial(tmp_path: Path, then: Path) -> None:
    """A result with blanks is provisional, which is said."""
    half = an_answers_file(tmp_path, "half.yaml", voice_a=3, voice_b=2)

    refused, accepted = run(tmp_path, then, half), run(tmp_path, then, half, "--partial")

    assert refused.exit_code == 1
    assert accepted.exit_code == 0
    assert "- The later result is provisional.\n- 1 dimension had a level and has none now: Data.\n" in accepted.stdout


@pytest.mark.parametrize(
    ("arguments", "file", "start"),
    [
        (["-o", "one.json"], "one.json", b'{\n  "format": 1'),
        (["-o", "one.txt", "--format", "table"], "one.txt", b"Acme\n"),
        (["-o", "one.html"], "one.html", b"<!doctype html>"),
        (["--format", "html"], "comparison.html", b"<!doctype html>"),
        (["--format", "html", "-o", ""], "comparison.html", b"<!doctype html>"),
        (["-o", "one.pdf"], "one.pdf", b"%PDF-"),
    ],
)
def test_the_format_follows_the_option_then_the_suffix(
    tmp_path: Path,
    then: Path,
    now: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    file: str,
    start: bytes,
) -> None:
    """The path is the result; pages without one go to a file of their own in this folder."""
    monkeypatch.chdir(tmp_path)

    result = run(tmp_path, then, now, *arguments)

    assert (result.exit_code, result.stdout) == (0, f"{file}\n")
    assert (tmp_path / file).read_bytes().startswith(start)


def test_an_unknown_suffix_or_one_of_the_answers_is_wrong_usage(tmp_path: Path, then: Path, now: Path) -> None:
    """Nothing is written, and no answers are lost."""
    before = then.read_bytes()

    unknown, over = run(tmp_path, then, now, "-o", "one.docx"), run(tmp_path, then, now, "--format", "json", "-o", then)

    assert (unknown.exit_code, over.exit_code) == (2, 2)
    assert "table, json, html, pdf" in unknown.stderr
    assert then.read_bytes() == before


def test_answers_without_dimensions_have_no_levels_to_compare(tmp_path: Path) -> None:
    """A journey alone is judged in touchpoints."""
    files = []
    for year in (2025, 2026):
        files.append(tmp_path / f"{year}.yaml")
        files[-1].write_text(
            "format: 1\nquestionnaire: {id: journey-audit, version: 1.0.0}\n"
            f"organisation: {{name: Acme}}\ndate: {year}-11-21\njourney: []\n",
            encoding="utf-8",
        )

    result = CliRunner().invoke(app, ["compare", *map(str, files)])

    assert (result.exit_code, result.stdout) == (2, "")
    assert "no dimensions" in result.stderr
