"""`cem score`: tables, JSON, CSV, gates and their exit codes."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cem_maturity.adapters.bundled import examples
from cem_maturity.cli.app import app

CINEMA = str(examples() / "cinema" / "answers.yaml")
QUESTIONNAIRE = """
format: 1
id: small
version: 1.0.0
language: en
title: A small questionnaire
levels:
  - {level: 0, name: None of it}
  - {level: 1, name: One}
  - {level: 2, name: Two}
  - {level: 3, name: Three}
dimensions:
  - id: voice
    title: Voice
    questions:
      - {id: voice.a, text: A?, levels: {0: none, 1: one, 2: two, 3: three}}
      - {id: voice.b, text: B?, levels: {0: none, 1: one, 2: two, 3: three}}
  - id: data
    title: Data
    questions:
      - {id: data.a, text: C?, levels: {0: none, 1: one, 2: two, 3: three}}
"""


def an_answers_file(folder: Path, name: str = "answers.yaml", organisation: str = "Acme", **levels: object) -> Path:
    """A small questionnaire, and answers to it: `voice_a=2` answers voice.a."""
    (folder / "small.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    answers = "".join(f"  {key.replace('_', '.')}: {value}\n" for key, value in levels.items())
    file = folder / name
    file.write_text(
        "format: 1\nquestionnaire: {id: small, version: 1.0.0}\n"
        f"organisation: {{name: {organisation}}}\ndate: 2026-11-21\nanswers:\n{answers}",
        encoding="utf-8",
    )
    return file


def run(folder: Path, *arguments: object) -> Result:
    """The result of `cem score` with the small questionnaire."""
    return CliRunner().invoke(
        app, ["score", "--questionnaire", str(folder / "small.yaml"), *(str(argument) for argument in arguments)]
    )


def test_the_table_shows_level_index_and_dimensions(tmp_path: Path) -> None:
    """Level, name and index of the organisation stand in the table, and a line for each dimension."""
    file = an_answers_file(tmp_path, voice_a=3, voice_b=2, data_a=1)

    result = run(tmp_path, file)

    assert result.exit_code == 0, result.output
    for fact in ("Acme", "Level 1", "One", "index 1.8 of 3", "Voice", "Data"):
        assert fact in result.stdout


def test_the_table_names_the_answers_that_would_change_the_level(tmp_path: Path) -> None:
    """In one line under the level."""
    file = an_answers_file(tmp_path, voice_a=3, voice_b=2, data_a=1)

    fragile = run(tmp_path, file)
    robust = CliRunner().invoke(app, ["score", CINEMA])

    assert "\n1 answer, changed by one step, would change the level: data.a.\n" in fragile.stdout
    assert "\nNo single answer, changed by one step, would change the level.\n" in robust.stdout


def test_one_file_gives_an_object_and_several_an_array(tmp_path: Path) -> None:
    """JSON has the shape of what was asked for, in the order given."""
    first = an_answers_file(tmp_path, "first.yaml", "First", voice_a=3, voice_b=3, data_a=3)
    second = an_answers_file(tmp_path, "second.yaml", "Second", voice_a=1, voice_b=1, data_a=1)

    one = json.loads(run(tmp_path, first, "--format", "json").stdout)
    both = json.loads(run(tmp_path, second, first, "--format", "json").stdout)

    assert (one["organisation"]["name"], one["overall"]["level"]) == ("First", 3)
    assert [(each["organisation"]["name"], each["overall"]["level"]) for each in both] == [("Second", 1), ("First", 3)]


def test_a_broken_file_costs_only_itself(tmp_path: Path) -> None:
    """The others are still scored; the problems go to stderr and the exit code is 1."""
    good = an_answers_file(tmp_path, "good.yaml", voice_a=3, voice_b=3, data_a=3)
    broken = an_answers_file(tmp_path, "broken.yaml", voice_a=9, voice_b=3, data_a=3)

    result = run(tmp_path, broken, good, "--format", "json")

    assert result.exit_code == 1
    assert [each["overall"]["level"] for each in json.loads(result.stdout)] == [3]
    assert "broken.yaml:6:12: [" in result.stderr


def test_csv_has_the_columns_of_the_contract_and_unrounded_figures(tmp_path: Path) -> None:
    """One line per file: the organisation's figures, then level and index of every dimension."""
    file = an_answers_file(tmp_path, organisation="'=Acme'", voice_a=3, voice_b=2, data_a=1)

    result = run(tmp_path, file, "--format", "csv")

    assert list(csv.DictReader(io.StringIO(result.stdout))) == [
        {
            "file": str(file),
            "organisation": "'=Acme",
            "unit": "",
            "date": "2026-11-21",
            "level": "1",
            "level_name": "One",
            "index": "1.75",
            "coverage": "1.0",
            "provisional": "false",
            "level_low": "1",
            "level_high": "1",
            "voice.level": "2",
            "voice.index": "2.5",
            "data.level": "1",
            "data.index": "1.0",
        }
    ]


@pytest.mark.parametrize(
    ("gates", "exit_code"),
    [
        (["--fail-under", "1"], 0),
        (["--fail-under", "2"], 3),
        (["--fail-under", "voice=2"], 0),
        (["--fail-under", "voice=2", "--fail-under", "data=2"], 3),
        (["--fail-under", "three"], 2),
        (["--fail-under", "=3"], 2),
        (["--fail-under", "vioce=2"], 2),
    ],
)
def test_a_gate_fails_when_a_level_is_lower(tmp_path: Path, gates: list[str], exit_code: int) -> None:
    """Gates look at the organisation's level or a dimension's; one that means nothing is wrong usage."""
    file = an_answers_file(tmp_path, voice_a=3, voice_b=2, data_a=1)

    result = run(tmp_path, file, *gates)

    assert result.exit_code == exit_code, result.output


def test_problems_and_failed_gates_are_annotations_for_github(tmp_path: Path) -> None:
    """At the lines of the files and nothing else on stdout; what a property cannot hold is written otherwise."""
    good = an_answers_file(tmp_path, "a,b:c%.yaml", voice_a=3, voice_b=2, data_a=1)
    broken = an_answers_file(tmp_path, "broken.yaml", voice_a=9, voice_b=2, data_a=1)

    result = run(tmp_path, good, broken, "--format", "github", "--fail-under", "data=2")

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"::error file={broken},line=6,col=12,title=level-out-of-scale::"
        "there is no level 9 here; use a level from 0 to 3",
        f"::error file={tmp_path}/a%2Cb%3Ac%25.yaml,line=1,col=1,title=gate::"
        "gate failed: data is at level 1, 2 is wanted",
    ]
    assert "[level-out-of-scale]" in result.stderr


def test_an_absent_level_fails_a_gate(tmp_path: Path) -> None:
    """A dimension that is not assessed is not good enough."""
    file = an_answers_file(tmp_path, voice_a=3, voice_b=3, data_a="{unknown: ask IT}")

    result = run(tmp_path, file, "--fail-under", "data=0")

    assert result.exit_code == 3
    assert "data has no level" in result.stderr


@pytest.mark.parametrize(("levels", "exit_code"), [((3, 2, 1), 0), ((3, 3, 2), 0), ((3, 1, 1), 3), ((3, 3, 0), 3)])
def test_no_level_may_fall_behind_an_older_file(tmp_path: Path, levels: tuple[int, int, int], exit_code: int) -> None:
    """The organisation's level and every dimension's are held against the older answers."""
    old = an_answers_file(tmp_path, "old.yaml", voice_a=3, voice_b=2, data_a=1)
    new = an_answers_file(tmp_path, "new.yaml", voice_a=levels[0], voice_b=levels[1], data_a=levels[2])

    result = run(tmp_path, new, "--fail-if-lower-than", old)

    assert result.exit_code == exit_code, result.output


def test_blank_questions_are_named_and_refused(tmp_path: Path) -> None:
    """A forgotten question is no zero: the file is refused, and the question named."""
    file = an_answers_file(tmp_path, voice_a=3, data_a=1)

    result = run(tmp_path, file)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "voice.b" in result.stderr


def test_partial_accepts_blanks_and_marks_the_result_provisional(tmp_path: Path) -> None:
    """With --partial a blank counts as unknown."""
    file = an_answers_file(tmp_path, voice_a=3, data_a=1)

    result = run(tmp_path, file, "--partial", "--format", "json")

    overall = json.loads(result.stdout)["overall"]
    assert (overall["provisional"], overall["coverage"]) == (True, 2 / 3)


def test_without_dimensions_gates_are_wrong_usage(tmp_path: Path) -> None:
    """Where nothing has a level there is nothing to ask of one; the table has neither level nor empty parts."""
    (tmp_path / "small.yaml").write_text(
        "format: 1\nid: small\nversion: 1.0.0\nlanguage: en\ntitle: Touchpoints\n"
        "levels: [{level: 0, name: None}, {level: 1, name: One}]\ndimensions: []\n",
        encoding="utf-8",
    )
    file = tmp_path / "answers.yaml"
    file.write_text(
        "format: 1\njourney: [{touchpoint: Paying, importance: 1, expected: 8, functional: 6, emotional: 4}]\n",
        encoding="utf-8",
    )

    ends = [
        run(tmp_path, file),
        run(tmp_path, file, "--fail-under", "1"),
        run(tmp_path, file, "--fail-if-lower-than", file),
    ]

    assert [end.exit_code for end in ends] == [0, 2, 2]
    assert ends[0].stdout.split("\n") == [
        "Touchpoints",
        "",
        "Journey index 5.0 of 10 over 1 touchpoint.",
        "",
        "Touchpoint  Expected  Experience  Gap  Priority",
        "Paying           8.0         5.0  3.0       3.0",
        "",
    ]


def test_touchpoints_alone_are_listed_with_the_first_on_top(tmp_path: Path) -> None:
    """What deserves attention first stands first, whatever the order of the journey."""
    (tmp_path / "small.yaml").write_text(
        "format: 1\nid: small\nversion: 1.0.0\nlanguage: en\ntitle: Touchpoints\n"
        "levels: [{level: 0, name: None}, {level: 1, name: One}]\ndimensions: []\n",
        encoding="utf-8",
    )
    file = tmp_path / "answers.yaml"
    file.write_text(
        "format: 1\njourney:\n"
        "  - {touchpoint: The sign, importance: 1, expected: 5, functional: 8, emotional: 9}\n"
        "  - {touchpoint: The queue, importance: 2, expected: 7, functional: 4, emotional: 3, moment_of_truth: true}\n"
        "  - {touchpoint: Paying, importance: 1, expected: 8, functional: 6, emotional: 4}\n",
        encoding="utf-8",
    )

    result = run(tmp_path, file)

    assert [line.split("  ")[0] for line in result.stdout.splitlines()[4:]] == [
        "Touchpoint",
        "The queue",
        "Paying",
        "The sign",
    ]


def test_a_corner_and_an_indication_are_told(tmp_path: Path) -> None:
    """Two dimensions held against one another get a line; levels from few questions are marked as a hint."""
    corners = "{neither: Neither, x_only: Database only, y_only: Goodwill, both: Ready}"
    file = an_answers_file(tmp_path, voice_a=3, voice_b=3, data_a=1)
    questionnaire = tmp_path / "small.yaml"
    questionnaire.write_text(
        f"{QUESTIONNAIRE}quadrant: {{x: voice, y: data, names: {corners}}}\nindicative: true\n", encoding="utf-8"
    )

    shown, told = run(tmp_path, file), run(tmp_path, file, "--format", "json")

    values = json.loads(told.stdout)
    assert " · INDICATIVE\n" in shown.stdout
    assert "\nVoice and Data: Database only\n" in shown.stdout
    assert values["questionnaire"]["indicative"] is True
    assert values["quadrant"] == {
        "corner": "x_only",
        "name": "Database only",
        "from_level": 3,
        "x": {"dimension": "voice", "level": 3, "index": 3.0, "counts": True},
        "y": {"dimension": "data", "level": 1, "index": 1.0, "counts": False},
    }
