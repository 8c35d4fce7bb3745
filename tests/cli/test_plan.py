"""`cem plan`: the way up, what a change would do, and the plan of record."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cem_maturity.adapters.bundled import examples
from cem_maturity.adapters.disk import hold
from cem_maturity.cli.app import app
from tests.cli.test_score import an_answers_file

CINEMA = examples() / "cinema" / "answers.yaml"
JOURNEY = examples() / "journey-audit" / "answers.yaml"


def run(*arguments: object, columns: int = 80) -> Result:
    """The result of `cem plan`."""
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(app, ["plan", *(str(argument) for argument in arguments)])


def small(folder: Path, **levels: int | str) -> tuple[object, ...]:
    """Arguments for answers to the small questionnaire."""
    file = an_answers_file(folder, "answers.yaml", "Acme", **levels)
    return file, "--questionnaire", folder / "small.yaml"


def test_the_plan_of_the_cinema() -> None:
    """The steps by horizon with owner and effort, what each horizon brings, and every level afterwards."""
    result = run(CINEMA, "--target", 2)

    assert result.exit_code == 0
    head, *_, last = result.stdout.splitlines()
    assert head == "The cheapest way from level 1 to level 2"
    assert last.split() == ["The", "organisation", "1", "2", "1.4", "1.5"]
    for words in ("3 steps, effort 4 in all", "Within 30 days · effort 1", "(Chief executive, within 30 days)"):
        assert words in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_json_is_the_contracts_object(tmp_path: Path) -> None:
    """Steps, figures afterwards, and the effort for every level on the way."""
    result = run(*small(tmp_path, voice_a=2, voice_b=1, data_a=1), "--target", 2, "--format", "json")

    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert {key: told[key] for key in ("target", "reached", "exact", "total_effort", "path", "after")} == {
        "target": 2,
        "reached": True,
        "exact": True,
        "total_effort": 6,
        "path": [{"level": 2, "total_effort": 6}],
        "after": {
            "overall": {"level": 2, "index": 2.0},
            "dimensions": {"voice": {"level": 2, "index": 2.0}, "data": {"level": 2, "index": 2.0}},
        },
    }
    assert [(step["question"], step["from"], step["to"], step["actions"]) for step in told["steps"]] == [
        ("voice.b", 1, 2, []),
        ("data.a", 1, 2, []),
    ]


def test_without_a_target_it_is_one_level_higher(tmp_path: Path) -> None:
    """As the report aims."""
    result = run(*small(tmp_path, voice_a=1, voice_b=1, data_a=1), "--format", "json")

    assert json.loads(result.stdout)["target"] == 2


def test_a_change_alone_shows_before_and_after(tmp_path: Path) -> None:
    """Levels and indices of today and then; no plan where none is asked for."""
    arguments = small(tmp_path, voice_a=2, voice_b=1, data_a=1)

    shown = run(*arguments, "--set", "voice.b=2")
    told = json.loads(run(*arguments, "--set", "voice.b=2", "--format", "json").stdout)

    assert [line.split() for line in shown.stdout.splitlines()[3:]] == [
        ["Dimension", "Level", "then", "Index", "then"],
        ["Voice", "1", "2", "1.5", "2.0"],
        ["Data", "1", "1", "1.0", "1.0"],
        ["The", "organisation", "1", "1", "1.3", "1.5"],
    ]
    assert told == {
        "what_if": {
            "set": {"voice.b": 2},
            "before": {
                "overall": {"level": 1, "index": 1.25},
                "dimensions": {"voice": {"level": 1, "index": 1.5}, "data": {"level": 1, "index": 1.0}},
            },
            "after": {
                "overall": {"level": 1, "index": 1.5},
                "dimensions": {"voice": {"level": 2, "index": 2.0}, "data": {"level": 1, "index": 1.0}},
            },
        }
    }


def test_with_a_change_and_a_target_the_plan_starts_from_the_change(tmp_path: Path) -> None:
    """What is changed costs nothing more."""
    result = run(
        *small(tmp_path, voice_a=2, voice_b=1, data_a=1), "--set", "voice.b=2", "--target", 2, "--format", "json"
    )

    told = json.loads(result.stdout)
    assert (told["total_effort"], told["what_if"]["set"]) == (3, {"voice.b": 2})


def test_what_cannot_be_reached_is_said_and_is_no_failure(tmp_path: Path) -> None:
    """Unknown answers are not raised: half of Voice is, and Data alone is not more than half of the organisation."""
    arguments = small(tmp_path, voice_a=1, voice_b="{unknown: ask IT}", data_a=1)
    (tmp_path / "small.yaml").write_text(
        (tmp_path / "small.yaml")
        .read_text(encoding="utf-8")
        .replace("dimensions:", "scoring: {unknown: zero}\ndimensions:"),
        encoding="utf-8",
    )

    shown = run(*arguments, "--target", 3)
    told = json.loads(run(*arguments, "--target", 3, "--format", "json").stdout)

    assert shown.exit_code == 0
    assert shown.stdout.startswith("Level 3 is out of reach, and so is any level above 0.\n")
    assert (told["reached"], told["steps"], [one["total_effort"] for one in told["path"]]) == (False, [], [None] * 3)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--target", 4), "There is no level 4 to plan for; small has 1 to 3."),
        (("--target", 0), "There is no level 0 to plan for; small has 1 to 3."),
        (("--set", "voice.c=1"), "--set: small has no question voice.c; did you mean voice.b?"),
        (("--set", "voice.a=7"), "--set: voice.a cannot be 7; it can be: 0, 1, 2, 3"),
        (("--set", "voice.a=2", "--set", "voice.a=3"), "--set: voice.a is given twice; give it one answer"),
        (("--set", "voice.a=2", "--keep"), "--keep writes what is planned from today's answers; leave out --set."),
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(arguments: tuple[object, ...], sentence: str, tmp_path: Path) -> None:
    """Nothing is shown."""
    result = run(*small(tmp_path, voice_a=1, voice_b=1, data_a=1), *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert " ".join(result.stderr.split()) == sentence


def test_touchpoints_alone_have_no_level_to_plan_for() -> None:
    """Wrong usage, as gates are there."""
    result = run(JOURNEY)

    assert result.exit_code == 2
    assert "has no dimensions, so there is no level to plan for." in result.stderr


def test_where_nothing_is_assessed_there_is_no_plan(tmp_path: Path) -> None:
    """The document has nothing to start from."""
    unknown = "{unknown: ask IT}"

    result = run(*small(tmp_path, voice_a=unknown, voice_b=unknown, data_a=unknown))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "No dimension is assessed, so there is no level to start from." in result.stderr


def test_a_plan_is_kept_beside_what_stands_there(tmp_path: Path) -> None:
    """Only lines are added; a second time there is nothing to add, and the file stays as it is."""
    file = tmp_path / "cinema.yaml"
    shutil.copy(CINEMA, file)
    before = file.read_text(encoding="utf-8")

    first = run(file, "--keep", "--target", 2)
    once = file.read_text(encoding="utf-8")
    second = run(file, "--keep", "--target", 2)

    assert once.startswith(before)
    assert once.removeprefix(before).splitlines() == [
        "actions:",
        "  owner-official-name:",
        "    status: planned",
        "    owner: Chief executive",
        "    due: 2026-12-21",
        "  ask-newcomers:",
        "    status: planned",
        "    owner: Head of marketing",
        "    due: 2027-02-19",
        "  idea-quarter-hour:",
        "    status: planned",
        "    owner: Unit heads",
        "    due: 2027-02-19",
    ]
    assert "3 actions added to the plan of record" in first.stderr
    assert (second.exit_code, file.read_text(encoding="utf-8")) == (0, once)
    assert "The plan of record has all of this already." in second.stderr


def test_lost_comments_are_told(tmp_path: Path) -> None:
    """A plan that stands in one line takes no more lines: the file is written anew, without its comments."""
    file = tmp_path / "cinema.yaml"
    plan = "actions: {own-1: {text: Ask, status: planned}}\n"
    file.write_text(CINEMA.read_text(encoding="utf-8") + plan, encoding="utf-8")

    result = run(file, "--keep", "--target", 2)

    assert result.exit_code == 0
    assert "The file had to be written anew for this, and comments in it are gone." in result.stderr
    assert "# An invented cinema" not in file.read_text(encoding="utf-8")


def test_a_plan_that_cannot_be_kept_ends_with_5(tmp_path: Path) -> None:
    """An interview that has the file open is not overtaken; the file stays as it is."""
    file = tmp_path / "cinema.yaml"
    shutil.copy(CINEMA, file)
    command = [sys.executable, "-m", "cem_maturity", "plan", str(file), "--keep"]

    with hold(file):
        ended = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout) == (5, "")
    assert str(os.getpid()) in ended.stderr
    assert file.read_bytes() == CINEMA.read_bytes()
