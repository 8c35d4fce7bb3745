"""Which questionnaire answers belong to, and in which language its questions are read."""

from pathlib import Path

import pytest
import typer

from cem_maturity.adapters.bundled import questionnaires
from cem_maturity.cli.reading import find_answers, load_assessment, load_questionnaire, read_translation
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import Base

QUESTIONNAIRE = (Path(__file__).parents[1] / "malformed" / "questionnaire.yaml").read_text(encoding="utf-8")


def a_folder(folder: Path) -> Path:
    """A questionnaire with a Russian title, and answers to it in Russian."""
    (folder / "questionnaire.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    (folder / "ru.yaml").write_text("translates: small\nversion: 1.2.0\nlanguage: ru\ntitle: Малый\n", encoding="utf-8")
    (folder / "answers.yaml").write_text("format: 1\nlanguage: ru\nanswers: {voice.channels: 1}\n", encoding="utf-8")
    return folder


def test_questions_follow_the_language_asked_for_then_the_answers_file(tmp_path: Path) -> None:
    """Without either they are in the questionnaire's own language."""
    folder = a_folder(tmp_path)
    name = str(folder / "questionnaire.yaml")

    by_file, _ = load_assessment(find_answers(folder / "answers.yaml"), name, blanks_allowed=True)
    by_option, _ = load_assessment(find_answers(folder / "answers.yaml"), name, "en", blanks_allowed=True)

    assert (by_file.title, by_option.title, load_questionnaire(name).title) == ("Малый", "Small", "Small")


@pytest.mark.parametrize("language", ["../ru", "/etc/passwd", "xx", "questionnaire", "ru.yaml\\0"])
def test_a_language_never_chooses_a_path(tmp_path: Path, language: str) -> None:
    """What is no language, or one without a translation, leaves the questionnaire's own."""
    folder = a_folder(tmp_path)
    answers = folder / "answers.yaml"
    answers.write_text(f"format: 1\nlanguage: '{language}'\n", encoding="utf-8")

    questionnaire, _ = load_assessment(find_answers(answers), str(folder / "questionnaire.yaml"), blanks_allowed=True)

    assert questionnaire.language == "en"


@pytest.mark.parametrize(
    ("name", "exit_code", "told"),
    [
        ("cem-maturty", 2, "There is no questionnaire cem-maturty; did you mean cem-maturity?"),
        ("none.yaml", 1, "none.yaml:1:1: [file-missing]"),
        ("../../etc", 2, "There is no questionnaire ../../etc"),
    ],
)
def test_an_unknown_questionnaire_is_told_with_the_nearest(
    name: str, exit_code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An id that nobody knows is wrong usage, a file that is missing a problem."""
    with pytest.raises(typer.Exit) as end:
        load_questionnaire(name)

    assert end.value.exit_code == exit_code
    assert capsys.readouterr().err.startswith(told)


def test_warnings_are_told_and_the_answers_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing sector stops nobody."""
    folder = a_folder(tmp_path)

    _, assessment = load_assessment(
        find_answers(folder / "answers.yaml"), str(folder / "questionnaire.yaml"), blanks_allowed=True
    )

    assert list(assessment.sheet.responses) == ["voice.channels"]
    assert "[missing-fact] warning: " in capsys.readouterr().err


OVERLAY = """
format: 1
id: ours
version: 1.0.0
language: en
title: Ours
extends: small
dimensions: [{id: voice, title: Hearing}]
"""


@pytest.mark.parametrize(
    ("base", "overlay"),
    [
        ("small.yaml", "ours.yaml"),
        ("small/questionnaire.yaml", "ours.yaml"),
        ("small/questionnaire.yaml", "ours/questionnaire.yaml"),
    ],
)
def test_an_overlay_finds_its_base_beside_it(base: str, overlay: str, tmp_path: Path) -> None:
    """As a file, or as a folder like those of the built-in questionnaires."""
    for name, text in ((base, QUESTIONNAIRE), (overlay, OVERLAY)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    questionnaire = load_questionnaire(str(tmp_path / overlay))

    assert [dimension.title for dimension in questionnaire.dimensions] == ["Hearing", "Stores"]


def test_an_overlay_speaks_from_the_translation_of_its_base(tmp_path: Path) -> None:
    """Its own translation needs its own texts only."""
    for name, text in (
        ("small/questionnaire.yaml", QUESTIONNAIRE),
        ("small/ru.yaml", "translates: small\nversion: 1.2.0\nlanguage: ru\ndimensions: {stores: {title: Магазины}}\n"),
        ("ours/questionnaire.yaml", OVERLAY),
        ("ours/ru.yaml", "translates: ours\nversion: 1.0.0\nlanguage: ru\ndimensions: {voice: {title: Слышать}}\n"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    questionnaire = load_questionnaire(str(tmp_path / "ours/questionnaire.yaml"), "ru")

    assert [dimension.title for dimension in questionnaire.dimensions] == ["Слышать", "Магазины"]


OVERLAYS = [id_ for id_ in questionnaires() if load_questionnaire(id_).base]


def test_each_trade_of_the_sources_has_its_overlay() -> None:
    """The sectors that the sources name."""
    trades = ("airline", "banking", "cable-tv", "insurance", "retail", "telecom")

    assert tuple(OVERLAYS) == tuple(f"cem-maturity-{trade}" for trade in trades)


@pytest.mark.parametrize("id_", OVERLAYS)
def test_an_overlay_of_a_trade_scores_as_its_base(id_: str) -> None:
    """So that a bank's results and a shop's compare."""
    overlay, base = load_questionnaire(id_), load_questionnaire("cem-maturity")

    assert overlay.trade == id_.removeprefix("cem-maturity-")
    assert overlay.base == Base("cem-maturity", scoring_digest(base))
    assert scoring_digest(overlay) == scoring_digest(base)


@pytest.mark.parametrize("language", ["ru", "fa"])
@pytest.mark.parametrize("id_", OVERLAYS)
def test_an_overlay_of_a_trade_is_translated_whole(id_: str, language: str) -> None:
    """What the base does not say in that language, the overlay does."""
    folder = questionnaires()[id_]

    read = read_translation(folder / f"{language}.yaml", folder / "questionnaire.yaml")

    assert isinstance(read, Accepted)
    assert read.warnings == ()
    assert read.value.questionnaire.language == language


def test_a_name_that_no_file_can_have_is_that_of_no_questionnaire(capsys: pytest.CaptureFixture[str]) -> None:
    """It is told like any other wrong name."""
    with pytest.raises(typer.Exit) as end:
        load_questionnaire("x" * 300)

    assert end.value.exit_code == 2
    assert capsys.readouterr().err == f"There is no questionnaire {'x' * 300}; `cem list` shows those there are.\n"
