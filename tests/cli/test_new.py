"""`cem new`: what it writes is accepted once it is filled in."""

import re
from pathlib import Path

from typer.testing import CliRunner

from cem_maturity.cli.app import app


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_answers_are_accepted_as_they_stand_once_filled_in(tmp_path: Path) -> None:
    """Every empty place takes a level; no other line has to be touched."""
    path = tmp_path / "answers.yaml"
    run("new", "answers", "-o", path)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^(  [a-z]+\.[a-z]+:)$", r"\1 2", text, flags=re.MULTILINE), encoding="utf-8")

    assert run("check", "--strict", path) == (0, "", f"{path}: no problems.\n")
    assert run("score", path)[0] == 0


def test_a_touchpoint_is_judged_in_the_lines_that_wait_for_one(tmp_path: Path) -> None:
    """Freed of their # and filled in, the last lines are a touchpoint; untouched, they are none."""
    path = tmp_path / "answers.yaml"
    run("new", "answers", "--questionnaire", "journey-audit", "-o", path)
    text = path.read_text(encoding="utf-8")
    freed = text.replace("  # - {touchpoint", "  - {touchpoint").replace(
        "  #    moment_of_truth", "     moment_of_truth"
    )
    filled = freed.replace("stage: …", "stage: buy").replace("importance: ,", "importance: 3,")
    filled = re.sub(r"(expected|functional|emotional): ,", r"\1: 6,", filled)

    before = run("check", path)
    path.write_text(filled, encoding="utf-8")

    assert before == run("check", "--strict", path) == (0, "", f"{path}: no problems.\n")
    assert "6.0" in run("score", path)[1]


def test_answers_not_filled_in_are_blank(tmp_path: Path) -> None:
    """The file as written has no other problem than that nobody has answered."""
    path = tmp_path / "answers.yaml"
    run("new", "answers", "-o", path)

    assert run("check", "--partial", path)[0] == 0
    assert run("check", "--format", "json", path)[1].count('"code"') == 1


def test_every_descriptor_is_there_to_read(tmp_path: Path) -> None:
    """Questions and descriptors of one's own questionnaire stand as comments, practices with their options."""
    questionnaire = tmp_path / "own.yaml"
    run("new", "questionnaire", "-o", questionnaire)

    _, text, _ = run("new", "answers", "--questionnaire", questionnaire)

    for line in (
        "  # How do you hear your customers?",
        "  # 0  Nobody asks customers.",
        "  # 2  Customers are asked at every touchpoint, by plan.",
        "  voice.channels:",
        "  # none  Nowhere",
        "  # some  In some units",
        "  voice.loop:",
    ):
        assert f"{line}\n" in text


def test_texts_of_a_questionnaire_never_leave_their_comment(tmp_path: Path) -> None:
    """A line break of any kind in a question's text adds no key to the file."""
    questionnaire = tmp_path / "own.yaml"
    run("new", "questionnaire", "-o", questionnaire)
    text = questionnaire.read_text(encoding="utf-8")
    sly = 'text: "How?\\nformat: 2\\u2028format: 3\\L format: 4"'
    questionnaire.write_text(text.replace("text: How do you hear your customers?", sly), encoding="utf-8")

    _, answers, _ = run("new", "answers", "--questionnaire", questionnaire)

    assert "  # How? format: 2 format: 3 format: 4\n" in answers


def test_a_questionnaire_to_start_from_is_accepted(tmp_path: Path) -> None:
    """Its own examples hold."""
    path = tmp_path / "own.yaml"

    assert run("new", "questionnaire", "-o", path) == (0, "", f"Written to {path}.\n")
    assert run("check", "--strict", path) == (0, "", f"{path}: no problems.\n")


def test_a_brand_to_start_from_is_accepted(tmp_path: Path) -> None:
    """As written, and with every line freed of its # that names no file."""
    path = tmp_path / "brand.yaml"

    assert run("new", "brand", "-o", path) == (0, "", f"Written to {path}.\n")
    assert run("check", "--strict", path) == (0, "", f"{path}: no problems.\n")

    freed = re.sub(
        r"^  # (accent_text|ink|paper|levels):", r"  \1:", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    path.write_text(freed, encoding="utf-8")

    assert '\n  levels: ["#eef1f3"' in freed
    assert run("check", "--strict", path) == (0, "", f"{path}: no problems.\n")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A file that is there stays, and is named."""
    path = tmp_path / "answers.yaml"
    path.write_text("mine", encoding="utf-8")

    exit_code, stdout, stderr = run("new", "answers", "-o", path)

    assert (exit_code, stdout, path.read_text(encoding="utf-8")) == (2, "", "mine")
    assert str(path) in stderr
