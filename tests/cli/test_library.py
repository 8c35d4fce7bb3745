"""The built-in questionnaires: whole in three languages, and each makes a report."""

import shutil
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.adapters.bundled import questionnaires
from cem_maturity.application.language import languages
from cem_maturity.cli.app import app
from cem_maturity.cli.reading import load_questionnaire
from cem_maturity.domain.assessment import Assessment, Organisation, QuestionnaireReference, Touchpoint
from cem_maturity.domain.questionnaire import GridQuestion, Question
from cem_maturity.domain.response import Answered, AnswerSheet

LIBRARY = sorted(questionnaires())


def answers_to(id_: str) -> str:
    """An answers file that puts every question about half way up, and judges two touchpoints where there are stages."""
    asked = load_questionnaire(id_)

    def half_way(question: Question) -> int | Fraction:
        if isinstance(question, GridQuestion):
            return 2
        return question.answers.options[len(question.answers.options) // 2].value

    touchpoints = tuple(
        Touchpoint(f"At {stage.id}", stage.id, 4, Fraction(8), Fraction(6), Fraction(5), None, stage.id == "buy")
        for stage in (asked.journey.stages[:2] if asked.journey else ())
    )
    assessment = Assessment(
        QuestionnaireReference(asked.id, asked.version),
        Organisation("ACME", sector="other"),
        "2026-11-21",
        sheet=AnswerSheet({question.id: Answered(half_way(question)) for question in asked.questions()}),
        touchpoints=touchpoints,
    )
    return write(assessment, asked)


@pytest.mark.parametrize("id_", LIBRARY)
def test_nothing_is_missing_in_any_language(id_: str) -> None:
    """The questionnaire and its translations pass the strictest check, examples included."""
    files = sorted(questionnaires()[id_].glob("*.yaml"))

    result = CliRunner().invoke(app, ["check", "--strict", *map(str, files)])

    assert [file.stem for file in files] == ["fa", "questionnaire", "ru"]
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_text_that_is_taken_away_is_missed_with_file_line_and_id(tmp_path: Path) -> None:
    """A translator sees at once what is not translated, and where it belongs."""
    folder = shutil.copytree(questionnaires()["cem-maturity"], tmp_path / "cem-maturity")
    russian = folder / "ru.yaml"
    lines = russian.read_text(encoding="utf-8").splitlines(keepends=True)
    question = lines.index("  voice.channels:\n")
    text = next(number for number, line in enumerate(lines) if number > question and line.startswith("    text: "))
    russian.write_text("".join(lines[:text] + lines[text + 1 :]), encoding="utf-8")

    result = CliRunner().invoke(app, ["check", "--strict", str(russian)])

    assert result.exit_code == 1
    assert result.stdout.startswith(f"{russian}:{question + 2}:5: [untranslated] voice.channels.text is not translated")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("id_", LIBRARY)
def test_every_questionnaire_makes_a_report_in_every_language(tmp_path: Path, id_: str, language: str) -> None:
    """The page has the language's title and direction, and the words of every dimension or stage that was judged."""
    file = tmp_path / "answers.yaml"
    file.write_text(answers_to(id_), encoding="utf-8")
    asked = load_questionnaire(id_, language)
    judged = asked.journey.stages[:2] if asked.journey else ()

    result = CliRunner().invoke(app, ["report", str(file), "-o", "-", "--format", "html", "--language", language])

    assert result.exit_code == 0, result.stderr
    page = unescape(result.stdout)
    assert f'lang="{language}"' in page
    assert f'dir="{"rtl" if language == "fa" else "ltr"}"' in page
    words = [asked.title, *(one.title for one in asked.dimensions), *(stage.title for stage in judged)]
    assert [word for word in words if word not in page] == []
