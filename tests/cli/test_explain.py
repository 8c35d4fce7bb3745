"""`cem explain`: the arithmetic, aloud."""

from pathlib import Path

from typer.testing import CliRunner

from cem_maturity.cli.app import app

CINEMA = str(Path(__file__).parents[2] / "examples" / "cinema" / "answers.yaml")


def test_one_dimension_is_explained_alone() -> None:
    """The condition that failed is told with its figures, and the question that blocks is named."""
    result = CliRunner().invoke(app, ["explain", CINEMA, "voice"], env={"COLUMNS": "300"})

    assert result.exit_code == 0, result.output
    assert "Level 3 wants more than 85% of the questions at 2 or above; 3 of 4 are." in result.stdout
    assert "In the way: “How does a customer who told you something learn what you did about it?”" in result.stdout
    assert "Agility" not in result.stdout


def test_without_a_dimension_all_are_explained_and_the_organisation_last() -> None:
    """A heading for each dimension in the order of the file, then the organisation's."""
    result = CliRunner().invoke(app, ["explain", CINEMA], env={"COLUMNS": "300"})

    headings = [line for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert len(headings) == 10
    assert headings[-1] == "The organisation: level 1, Initial, fragmented focus"


def test_an_unknown_dimension_is_wrong_usage_and_the_nearest_is_named() -> None:
    """A slip of the keyboard gets a hint and exit code 2."""
    result = CliRunner().invoke(app, ["explain", CINEMA, "vioce"])

    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean voice?" in result.stderr


def test_a_questionnaire_without_dimensions_has_nothing_to_explain(tmp_path: Path) -> None:
    """That is said, rather than nothing."""
    questionnaire, answers = tmp_path / "touchpoints.yaml", tmp_path / "answers.yaml"
    questionnaire.write_text(
        "format: 1\nid: touchpoints\nversion: 1.0.0\nlanguage: en\ntitle: Touchpoints\n"
        "levels: [{level: 0, name: None}, {level: 1, name: One}]\ndimensions: []\n",
        encoding="utf-8",
    )
    answers.write_text("format: 1\nanswers: {}\n", encoding="utf-8")

    result = CliRunner().invoke(app, ["explain", str(answers), "--questionnaire", str(questionnaire)])

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "touchpoints has no dimensions, so there is no level to explain.\n"
