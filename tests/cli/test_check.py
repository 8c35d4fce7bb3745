"""`cem check`: problems are the result."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from cem_maturity.cli.app import app

HERE = Path(__file__).parents[1] / "malformed"
QUESTIONNAIRE = str(HERE / "questionnaire.yaml")


def check(*arguments: str | Path) -> Result:
    """The outcome of `cem check` with the small questionnaire."""
    return CliRunner().invoke(app, ["check", "--questionnaire", QUESTIONNAIRE, *map(str, arguments)])


def test_several_files_are_checked_together() -> None:
    """Each file's problems follow one another; files in order are named on stderr."""
    bad, warned = HERE / "wrong-date.yaml", HERE / "loose-truth.yaml"

    result = check(QUESTIONNAIRE, bad, warned)

    assert result.exit_code == 1
    assert result.stderr == f"{QUESTIONNAIRE}: no problems.\n"
    assert result.stdout == (
        f"{bad}:5:7: [wrong-date] 21.11.2026 is not a date; write it as year-month-day: 2026-11-21\n"
        f"{warned}:10:23: [loose-truth] warning: yes is taken as true; write true\n"
    )


def test_json_holds_what_a_script_needs() -> None:
    """Place, code, severity and both halves of the sentence, as one array."""
    file = HERE / "unknown-question.yaml"

    result = check("--format", "json", file)

    assert json.loads(result.stdout) == [
        {
            "file": str(file),
            "line": 10,
            "column": 3,
            "code": "unknown-question",
            "severity": "error",
            "what": "there is no question voice.chanels in small",
            "remedy": "did you mean voice.channels?",
            "nearest": "voice.channels",
        }
    ]
    assert check("--format", "json", QUESTIONNAIRE).stdout == "[]\n"


def test_github_marks_the_line() -> None:
    """One workflow command a problem; nothing in a file can end it early."""
    file = HERE / "loose-truth.yaml"

    result = check("--format", "github", file)

    assert (
        result.stdout == f"::warning file={file},line=10,col=23,title=loose-truth::yes is taken as true; write true\n"
    )


def test_github_shows_hostile_names_too(tmp_path: Path) -> None:
    """A log is read in terminals as well; a line break in a name ends no command."""
    file = tmp_path / "a\x1b[31m\n\u202e.yaml"
    file.write_text("- 1\n", encoding="utf-8")

    result = check("--format", "github", file)

    assert result.exit_code == 1
    assert all(
        line.startswith(f"::error file={tmp_path}/a^[[31m%0A<U+202E>.yaml,") for line in result.stdout.splitlines()
    )


def test_hostile_names_are_shown_not_obeyed(tmp_path: Path) -> None:
    """What a message quotes is shortened, and neither markup nor a terminal's command."""
    file = tmp_path / "answers.yaml"
    key = "[/]\u202e" + "x" * 900
    file.write_text(f"format: 1\n'{key}': 1\nanswers: {{}}\n", encoding="utf-8")

    result = check("--partial", file)

    assert result.exit_code == 1
    assert "[/]<U+202E>xxx" in result.stdout
    assert len(result.stdout) < 600


def test_a_translation_is_checked_against_the_questionnaire_beside_it(tmp_path: Path) -> None:
    """Nothing else has to be named."""
    (tmp_path / "questionnaire.yaml").write_text(Path(QUESTIONNAIRE).read_text(encoding="utf-8"), encoding="utf-8")
    translation = tmp_path / "ru.yaml"
    translation.write_text("translates: small\nversion: 1.2.0\nlanguage: ru\n", encoding="utf-8")

    result = CliRunner().invoke(app, ["check", str(translation)])

    assert result.exit_code == 0
    assert f"{translation}:1:1: [untranslated] warning: title is not translated" in result.stdout
    assert CliRunner().invoke(app, ["check", "--strict", str(translation)]).exit_code == 1


def test_a_problem_takes_one_line_whatever_it_quotes(tmp_path: Path) -> None:
    """A line break in a quoted value cannot pretend to be a problem of another file."""
    file = tmp_path / "answers.yaml"
    file.write_text(
        'format: 1\norganisation: {sector: retail}\nanswers: {"a\\nother.yaml:1:1: [x] bad": 1}\n', encoding="utf-8"
    )

    result = check("--partial", file)

    assert result.stdout.startswith(f"{file}:3:11: [unknown-question] there is no question a^Jother.yaml:1:1: [x] bad")
    assert result.stdout.count("\n") == 1


def test_a_misspelt_key_is_told_of_where_no_questionnaire_is_named(tmp_path: Path) -> None:
    """What can be judged without knowing the questions is judged with all the rest."""
    file = tmp_path / "answers.yaml"
    file.write_text("format: 2\nquestionaire: {id: cem-maturity}\nanswers: {}\n", encoding="utf-8")

    result = CliRunner().invoke(app, ["check", str(file)])

    assert [line.split("] ")[0] for line in result.stdout.splitlines()] == [
        f"{file}:1:1: [no-questionnaire",
        f"{file}:1:9: [unknown-format",
        f"{file}:2:1: [unknown-key",
    ]
    assert result.stdout.endswith("there is no key questionaire here; did you mean questionnaire?\n")
