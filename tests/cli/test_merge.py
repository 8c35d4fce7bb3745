"""`cem merge`: one file of several, the list beside it, and what cannot come together."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cem_maturity.cli.app import app
from tests.cli.test_interview_in_a_terminal import kept

HEAD = "format: 1\nquestionnaire: {id: cem-maturity, version: 1.0.0}\norganisation: {name: ACME}\ndate: 2026-11-21\n"
ANN = HEAD + (
    "targets: {overall: 4}\nanswers:\n  voice.channels: 4\n  voice.talks: {level: 3, note: every week}\n"
    "respondents:\n  person-1: {name: Ann Lee, role: board}\n"
)
TOM = HEAD + (
    "targets: {overall: 3}\nanswers:\n  voice.channels: 0\n  voice.talks: {unknown: ask Ann}\n"
    "respondents:\n  person-1: {name: Tom Ray, role: front-line}\n"
)
LIST = """\
1 question on which people stand apart.

1. How complete is your overview of the channels through which customers tell
   you what they think?
   voice.channels · average deviation 2.0 · range 4
   Median by role: the board 4 · front-line staff 0
   Ann Lee (the board): 4
   Tom Ray (front-line staff): 0
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of two people."""
    (tmp_path / "ann.yaml").write_text(ANN, encoding="utf-8")
    (tmp_path / "tom.yaml").write_text(TOM, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def merge(*arguments: str) -> Result:
    """`cem merge` with those arguments."""
    return CliRunner().invoke(app, ["merge", *arguments])


def test_the_file_and_the_list_are_the_result() -> None:
    """What people expected is told beside them, and how to go on."""
    ended = merge("tom.yaml", "ann.yaml", "-o", "all.yaml")

    assert (ended.exit_code, ended.stdout) == (0, f"all.yaml\n\n{LIST}")
    assert ended.stderr == (
        "Level aimed at, the organisation: Ann Lee (the board) 4, Tom Ray (front-line staff) 3\n"
        "These differ and stay with each person. To settle one, write it at the top of all.yaml,"
        " under predicted, targets or importance.\n"
        "To settle what can be settled: cem interview all.yaml --settle\n"
    )
    assert [(one.id, one.name, one.targets) for one in kept(Path("all.yaml")).respondents] == [
        ("ann", "Ann Lee", {"overall": 4}),
        ("tom", "Tom Ray", {"overall": 3}),
    ]
    assert Path("all.yaml").stat().st_mode & 0o077 == 0


def test_stdout_takes_the_file_and_stderr_the_list() -> None:
    """So that it can be piped on."""
    merge("ann.yaml", "tom.yaml", "-o", "all.yaml")

    ended = merge("tom.yaml", "ann.yaml", "-o", "-")

    assert (ended.exit_code, ended.stdout) == (0, Path("all.yaml").read_text(encoding="utf-8"))
    assert ended.stderr.endswith(LIST)


def test_the_list_as_json_says_who_said_what() -> None:
    """Under the keys of a report, the file among them."""
    ended = merge("ann.yaml", "tom.yaml", "-o", "all.yaml", "--format", "json")

    told = json.loads(ended.stdout)
    people = [("ann", "Ann Lee", "board", 4), ("tom", "Tom Ray", "front-line", 0)]
    question = {
        "question": "voice.channels",
        "text": "How complete is your overview of the channels through which customers tell you what they think?",
        "dimension": "voice",
        "weight": 1.0,
        "settled": False,
    }
    responses = [
        {"respondent": id_, "name": name, "role": role, "state": "answered", "level": level, "value": None}
        for id_, name, role, level in people
    ]
    marks = [{"role": role, "level": level, "value": None} for _, _, role, level in people]
    assert told == {
        "format": 1,
        "file": "all.yaml",
        "questionnaire": "cem-maturity",
        "respondents": [{"id": id_, "name": name, "role": role} for id_, name, role, _ in people],
        "disagreements": [
            {**question, "average_deviation": 2.0, "range": 4.0, "by_role": marks, "responses": responses}
        ],
        "role_gaps": [{**question, "lower": marks[1], "higher": marks[0], "gap": 4.0, "responses": responses}],
        "expectations": [{"kind": "targets", "subject": "overall", "said": {"ann": 4, "tom": 3}}],
    }


def test_a_file_that_is_there_is_only_replaced_where_it_is_merged() -> None:
    """Nothing in it is lost then."""
    Path("all.yaml").write_text("mine", encoding="utf-8")

    refused = merge("ann.yaml", "tom.yaml", "-o", "all.yaml")
    merged = merge("ann.yaml", "tom.yaml", "-o", "./tom.yaml")

    assert (refused.exit_code, refused.stdout, Path("all.yaml").read_text(encoding="utf-8")) == (2, "", "mine")
    assert "all.yaml is there already" in refused.stderr
    assert merged.exit_code == 0
    assert [one.id for one in kept(Path("tom.yaml")).respondents] == ["ann", "tom"]


def test_the_output_must_be_named() -> None:
    """There is no good name to guess."""
    assert merge("ann.yaml").exit_code == 2


def test_all_problems_of_all_files_are_told() -> None:
    """Those of each file first; contradictions where every file can be read."""
    Path("bad.yaml").write_text(HEAD + "answers:\n  voice.channels: 9\n  voice.talk: 1\n", encoding="utf-8")

    ended = merge("none.yaml", "bad.yaml", "ann.yaml", "-o", "all.yaml")

    codes = [line.partition(" ")[0:3:2][1].partition("]")[0] for line in ended.stderr.splitlines()]
    assert (ended.exit_code, codes) == (1, ["[file-missing", "[level-out-of-scale", "[unknown-question"])
    assert not Path("all.yaml").exists()


def test_a_file_named_in_another_script_has_a_respondent() -> None:
    """The name stays, the id is one that a file can hold."""
    Path("анна.yaml").write_text(HEAD + "answers: {voice.channels: 4}\n", encoding="utf-8")

    merge("анна.yaml", "tom.yaml", "-o", "all.yaml")

    assert [(one.id, one.name) for one in kept(Path("all.yaml")).respondents] == [
        ("respondent-80e29e9a", "анна"),
        ("tom", "Tom Ray"),
    ]


def test_a_file_named_with_signs_that_no_text_may_hold_is_merged() -> None:
    """What comes of it can be read and merged again."""
    Path("ann\x1b[31m.yaml").write_text(HEAD + "answers: {voice.channels: 4}\n", encoding="utf-8")

    merge("ann\x1b[31m.yaml", "tom.yaml", "-o", "all.yaml")

    assert [(one.id, one.name) for one in kept(Path("all.yaml")).respondents] == [
        ("ann-31m", "ann [31m"),
        ("tom", "Tom Ray"),
    ]


def test_a_folder_that_is_not_there_is_told() -> None:
    """The merged file is written nowhere else."""
    ended = merge("ann.yaml", "tom.yaml", "-o", "none/all.yaml")

    assert (ended.exit_code, ended.stdout) == (5, "")
    assert ended.stderr == "none/all.yaml was not saved: there is no such folder\n"
