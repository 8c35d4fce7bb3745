"""`cem migrate`: last year's answers under this year's questions."""

import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cem_maturity.cli.app import app

TODAY = """
format: 1
id: small
version: 2.0.0
language: en
title: Small
levels: [{level: 0, name: None}, {level: 1, name: Some}, {level: 2, name: All}]
dimensions:
  - id: voice
    title: Voice
    questions:
      - {id: voice.first, text: New?, levels: {0: Not, 1: Here, 2: Everywhere}}
      - {id: voice.second, text: Old?, was: [voice.first], levels: {0: Not, 1: Here, 2: Everywhere}}
      - {id: voice.loop, text: Do they learn of it?, was: [voice.ring], levels: {0: Not, 1: Here, 2: Everywhere}}
"""
OLD = """format: 1
questionnaire: {id: small, version: 1.0.0}
organisation: {name: ACME}
date: 2025-11-21
answers:
  voice.first: 1
  voice.ring: 4
  voice.gone: {level: 2, note: "Seen by \\u202Eall."}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The questionnaire of today and answers to an earlier version of it, in the folder where one stands."""
    (tmp_path / "small.yaml").write_text(TODAY, encoding="utf-8")
    (tmp_path / "old year.yaml").write_text(OLD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    result = CliRunner().invoke(app, [*arguments, "--questionnaire", "small.yaml"], env={"COLUMNS": "120"})
    return result.exit_code, result.stdout, result.stderr


MIGRATE = ("migrate", "old year.yaml", "--to", "2.0.0")
REPORT = """small, from version 1.0.0 to 2.0.0
1 answer carried over.

Under a new id
  voice.first is now voice.second

Changed; please look at these
  voice.loop: was answered 4 in version 1.0.0, which no longer fits; answer it anew

New, or not asked before
  voice.first: New?

Left behind
  voice.gone: answer level: 2, note: Seen by <U+202E>all.

What was left behind stands in old year.yaml, which stays as it is.
"""
NEW = """format: 1
questionnaire: {id: small, version: "2.0.0", digest: "DIGEST"}
organisation:
  name: ACME
date: 2025-11-21
answers:
  voice.second: 1
  voice.loop:
    flag: "was answered 4 in version 1.0.0, which no longer fits; answer it anew"
"""


def without_digest(text: str) -> str:
    """*text* with DIGEST for the digest."""
    head, digest, rest = text.partition('digest: "')
    return head + digest + "DIGEST" + rest[16:] if digest else head


def test_older_answers_are_refused_with_the_command_and_the_command_works(folder: Path) -> None:
    """Scored, they name what to run; run, it writes answers that score."""
    code, _, told = run("score", "--partial", "old year.yaml")
    assert code == 1
    assert "cem migrate 'old year.yaml' --to 2.0.0 --questionnaire small.yaml\n" in told

    assert run(*MIGRATE) == (0, REPORT, "Written to old year-2.0.0.yaml.\n")
    assert without_digest((folder / "old year-2.0.0.yaml").read_text(encoding="utf-8")) == NEW
    assert (folder / "old year.yaml").read_text(encoding="utf-8") == OLD
    assert run("score", "--partial", "old year-2.0.0.yaml")[0] == 0


def test_the_new_file_is_for_its_owner_alone(folder: Path) -> None:
    """As everything with answers in it."""
    run(*MIGRATE)

    assert stat.S_IMODE((folder / "old year-2.0.0.yaml").stat().st_mode) == 0o600


def test_a_dash_writes_the_answers_to_stdout_and_the_report_to_stderr(folder: Path) -> None:
    """So that each can go its own way; nothing is written beside them."""
    code, answers, report = run(*MIGRATE, "-o", "-")

    assert (code, without_digest(answers), report) == (0, NEW, REPORT)
    assert sorted(path.name for path in folder.iterdir()) == ["old year.yaml", "small.yaml"]


def test_the_report_is_written_as_json_too(folder: Path) -> None:  # noqa: ARG001 - it stands in that folder
    """With everything that was left behind, as it was."""
    code, report, _ = run(*MIGRATE, "--format", "json")

    assert code == 0
    assert json.loads(report) == {
        "format": 1,
        "questionnaire": "small",
        "from": "1.0.0",
        "to": "2.0.0",
        "carried": [{"was": "voice.first", "now": "voice.second", "respondent": ""}],
        "changed": [
            {
                "part": "answer",
                "was": "voice.ring",
                "now": "voice.loop",
                "respondent": "",
                "said": 4,
                "why": "was answered 4 in version 1.0.0, which no longer fits; answer it anew",
            }
        ],
        "new": ["voice.first"],
        "left_behind": [
            {"part": "answer", "id": "voice.gone", "respondent": "", "said": {"level": 2, "note": "Seen by \u202eall."}}
        ],
    }


@pytest.mark.parametrize("output", ["old year.yaml", "small.yaml", "there", "dangling"])
def test_nothing_is_written_over(folder: Path, output: str) -> None:
    """Neither the old answers nor any other file, folder or link."""
    (folder / "there").mkdir()
    (folder / "dangling").symlink_to("nowhere")

    code, result, told = run(*MIGRATE, "-o", output)

    assert (code, result) == (2, "")
    assert told == f"{output} is there already; choose another name, or move it away.\n"
    assert (folder / "old year.yaml").read_text(encoding="utf-8") == OLD


def test_another_version_than_the_one_at_hand_is_wrong_usage(folder: Path) -> None:  # noqa: ARG001 - it stands in that folder
    """It is told which one there is."""
    assert run("migrate", "old year.yaml", "--to", "3.0.0") == (
        2,
        "",
        "--to: small is version 2.0.0 here, not 3.0.0.\n",
    )


def test_answers_to_this_version_need_nothing(folder: Path) -> None:
    """A sentence says so, and nothing is written."""
    run(*MIGRATE)
    before = sorted(folder.iterdir())

    ended = run("migrate", "old year-2.0.0.yaml", "--to", "2.0.0")

    assert ended == (0, "", "old year-2.0.0.yaml answers version 2.0.0 already; there is nothing to do.\n")
    assert sorted(folder.iterdir()) == before


def test_answers_to_a_later_version_do_not_move_back(folder: Path) -> None:
    """A sentence says so."""
    (folder / "later.yaml").write_text(OLD.replace("1.0.0", "2.1.0"), encoding="utf-8")

    code, result, told = run("migrate", "later.yaml", "--to", "2.0.0")

    assert (code, result) == (1, "")
    assert told == (
        "later.yaml answers version 2.1.0, and small is version 2.0.0 here; answers only move to later versions.\n"
    )


def test_a_file_with_problems_is_told_as_ever(folder: Path) -> None:
    """With line and column, and nothing is written."""
    (folder / "old year.yaml").write_text(OLD.replace("ring: 4", "ring: 1") + "  voice.loop: 2\n", encoding="utf-8")

    code, result, told = run(*MIGRATE)

    assert (code, result) == (1, "")
    assert told == (
        "old year.yaml:9:3: [answers-differ] voice.loop and voice.ring became one question, voice.loop, and are "
        "answered differently (first in line 7); keep the answer that holds for both\n"
    )
    assert not (folder / "old year-2.0.0.yaml").exists()


def test_a_version_never_chooses_a_path(folder: Path) -> None:
    """What may be a path becomes a part of a name."""
    (folder / "small.yaml").write_text(TODAY.replace("2.0.0", "../2/0"), encoding="utf-8")

    code, _, told = run("migrate", "old year.yaml", "--to", "../2/0")

    assert (code, told) == (0, "Written to old year-..-2-0.yaml.\n")


OVERLAY = """
format: 1
id: ours
version: 2.0.0
language: en
title: Ours
extends: small
dimensions: [{id: voice, questions: [{id: voice.second, text: Ours?}]}]
"""


def test_what_the_base_was_counts_for_its_overlays(folder: Path) -> None:
    """An overlay need not repeat it."""
    (folder / "ours.yaml").write_text(OVERLAY, encoding="utf-8")
    (folder / "old year.yaml").write_text(OLD.replace("id: small", "id: ours"), encoding="utf-8")

    result = CliRunner().invoke(app, [*MIGRATE, "--questionnaire", "ours.yaml", "-o", "-"], env={"COLUMNS": "120"})

    assert result.exit_code == 0
    assert result.stdout.splitlines()[5:7] == ["answers:", "  voice.second: 1"]
