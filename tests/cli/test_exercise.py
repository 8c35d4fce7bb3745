"""`cem sample --exercise`: all that a class needs, in every language, and the key nowhere but in its own folder."""

import io
import re
from pathlib import Path

import pypdf
import pytest
from typer.testing import CliRunner

from cem_maturity.adapters import key_file
from cem_maturity.application.language import languages
from cem_maturity.cli.app import app
from cem_maturity.cli.reading import find_answers, load_assessment, load_questionnaire
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.sampling.key import Key
from tests.adapters.page import Page
from tests.cli.test_sample import run

TEAM = ("team.yaml", "sheets.html", "sheets.pdf", "cards.html", "cards.pdf")
PAGES = ("briefing", "facilitator/guide", "facilitator/formula", "sealed/key", "sealed/formula")
ALONE = "An exercise is one client in a folder of its own: leave out -o, --key, --report and --count."
CLIENT = ("--persona", "uneven", "--level", "2", "--seed", "7")


WHOM = {"en": CLIENT, "ru": CLIENT, "fa": ("--case", "telecom")}
"""A drawn client, and a case, so that every language has one."""


@pytest.fixture(scope="module", params=languages())
def exercise(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exercise for two teams, in a folder called by its language."""
    code = str(request.param)
    folder = tmp_path_factory.mktemp("class") / code
    words = ("--teams", "2", "--language", code, *WHOM[code])
    result = CliRunner().invoke(app, ["sample", "--exercise", str(folder), *words])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [str(folder / name) for name in files(in_order=False)]
    return folder


def files(*, in_order: bool = True) -> list[str]:
    """What an exercise for two teams holds."""
    found = [f"{page}.{kind}" for page in PAGES[:1] for kind in ("html", "pdf")]
    for team in ("team-1", "team-2"):
        found += [f"{team}/{name}".replace("/team.", f"/{team}.") for name in TEAM]
    found += [f"{page}.{kind}" for page in PAGES[1:3] for kind in ("html", "pdf")]
    found += ["sealed/key.yaml", "sealed/answers.yaml"]
    found += [f"{page}.{kind}" for page in PAGES[3:] for kind in ("html", "pdf")]
    return sorted(found) if in_order else found


def key_of(folder: Path) -> Key:
    """The sealed key."""
    path = folder / "sealed" / "key.yaml"
    read = key_file.read(path.read_text(encoding="utf-8"), str(path), load_questionnaire("cem-maturity"))
    assert isinstance(read, Accepted)
    return read.value


def text_of(path: Path) -> str:
    """What a person reads in a file, on one line."""
    if path.suffix == ".pdf":
        pages = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages
        return " ".join(" ".join(page.extract_text().split()) for page in pages)
    text = path.read_text(encoding="utf-8")
    return " ".join((Page(text[text.index("<body") :]).text if path.suffix == ".html" else text).split())


def open_files(folder: Path) -> list[Path]:
    """All that is not sealed."""
    return [folder / name for name in files() if not name.startswith("sealed/")]


def test_every_file_is_there(exercise: Path) -> None:
    """And none beside them."""
    found = sorted(path.relative_to(exercise).as_posix() for path in exercise.rglob("*") if path.is_file())

    assert found == files()
    assert all(path.read_bytes()[:5] == b"%PDF-" for path in exercise.rglob("*.pdf"))


def test_pages_speak_the_language_of_the_client(exercise: Path) -> None:
    """In its direction."""
    code, way = exercise.name, "rtl" if exercise.name == "fa" else "ltr"

    for path in exercise.rglob("*.html"):
        assert f'<html lang="{code}" dir="{way}"' in path.read_text(encoding="utf-8")


def test_nothing_of_the_key_stands_outside_its_folder(exercise: Path) -> None:
    """No finding, no name of the key, no index, in no page, sheet or file."""
    key = key_of(exercise)
    secrets = [" ".join(one.text.split()) for one in key.findings] + [str(key.index)]
    if WHOM[exercise.name] == CLIENT:
        secrets.append(key.key)

    for path in open_files(exercise):
        text = text_of(path)
        assert [one for one in secrets if one in text] == [], path


def test_the_briefing_shows_no_level(exercise: Path) -> None:
    """No mark of a level, no number of one, no description that a question has for the model's answer."""
    page = (exercise / "briefing.html").read_text(encoding="utf-8")
    asked = load_questionnaire("cem-maturity", key_of(exercise).language)
    text = text_of(exercise / "briefing.html")

    assert not re.search(r'class="[^"]*\b(?:lv\d?|h\d)\b', page[page.index("<body") :])
    descriptors = [one.text for question in asked.questions() for one in question.descriptors]  # type: ignore[union-attr]
    assert [one for one in descriptors if one in text] == []


def test_the_open_formula_has_no_figure_of_the_client(exercise: Path) -> None:
    """The sealed one has them; both have the same rows."""
    body = {
        name: (text := (exercise / name / "formula.html").read_text(encoding="utf-8"))[text.index("<body") :]
        for name in ("facilitator", "sealed")
    }
    rows = {name: re.findall(r'<tr><th scope="row"[^>]*>(.*?)</th>', page) for name, page in body.items()}

    assert rows["facilitator"] == rows["sealed"]
    assert 'class="lv ' not in body["facilitator"]
    assert re.search(r'<td class="cell [^"]*">[^<]+</td>', body["facilitator"]) is None
    assert re.search(r'<td class="cell h\d">[^<]+</td>', body["sealed"])


def test_a_formula_is_one_page(exercise: Path) -> None:
    """On paper, open or worked."""
    for name in ("facilitator", "sealed"):
        assert len(pypdf.PdfReader(exercise / name / "formula.pdf").pages) == 1


def test_a_team_begins_with_nothing_answered(exercise: Path) -> None:
    """The client's facts are there, every question is blank, and the file is accepted; all teams begin alike."""
    first = exercise / "team-1" / "team-1.yaml"
    asked, assessment = load_assessment(find_answers(first), blanks_allowed=True)
    _, real = load_assessment(find_answers(exercise / "sealed" / "answers.yaml"), blanks_allowed=False)

    assert assessment.organisation == real.organisation
    assert (assessment.sheet.responses, assessment.respondents, assessment.touchpoints) == ({}, (), ())
    assert (assessment.predicted, assessment.targets, assessment.date) == ({}, {}, real.date)
    assert first.read_bytes() == (exercise / "team-2" / "team-2.yaml").read_bytes()
    assert run("check", "--strict", "--partial", first)[0] == 0
    assert asked.id == "cem-maturity"


def test_every_question_can_be_judged_from_the_briefing(exercise: Path) -> None:
    """Each stands there, with something noted, said, or left open for the client to be asked."""
    page = (exercise / "briefing.html").read_text(encoding="utf-8")
    accounts = re.findall(r'<div class="row question">(.*?)</div></div>', page, re.DOTALL)

    assert len(accounts) == 36
    assert [one for one in accounts if 'class="tag"' not in one] == []


def test_the_sealed_files_are_a_client_and_its_key(exercise: Path) -> None:
    """Accepted as they stand, and what a team that knew everything would reach."""
    answers, key = exercise / "sealed" / "answers.yaml", exercise / "sealed" / "key.yaml"

    assert run("check", "--strict", answers, key)[0] == 0
    code, out, _ = run("compare", answers, "--against", key, "--format", "json")
    assert code == 0
    assert '"far_off": 0' in out


def test_the_same_words_give_the_same_files(tmp_path: Path) -> None:
    """Byte by byte."""
    for name in ("one", "two"):
        run("sample", "--exercise", tmp_path / name, *CLIENT, "--questionnaire", "pulse", "--teams", "1")

    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert len(one) == 17
    assert one == two


def test_a_case_is_told_with_its_story(exercise: Path) -> None:
    """Its people are called as in its answers; a drawn client has its notes alone."""
    text = text_of(exercise / "briefing.html")

    assert ("هنگامه" in text) is (exercise.name == "fa")
    assert "language: " + exercise.name in (exercise / "sealed" / "answers.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--exercise", "x", "-o", "y"), ALONE),
        (("--exercise", "x", "--key"), ALONE),
        (("--exercise", "x", "--count", "2"), ALONE),
        (("--exercise", "-"), "A folder cannot go to stdout; name one with --exercise DIR."),
        (("-o", "x", "--teams", "3"), "Teams are those of an exercise: --exercise DIR."),
        (
            ("--exercise", "x", "--case", "cinema", "--seed", "1"),
            "A case is what it is: --case goes with --language, --key, --report and --exercise alone.",
        ),
        (("--exercise", "x", "--case", "attachment"), "The case attachment has no key."),
        (
            ("--exercise", "x", "--questionnaire", "journey-audit"),
            "journey-audit has no questions, so there is nothing for teams to judge.",
        ),
        (
            ("--exercise", "x", "--persona", "leader", "--level", "1"),
            "A client that is leader stands at level 4 to 5, not at 1.",
        ),
    ],
)
def test_what_cannot_be_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    """One sentence, and no folder."""
    monkeypatch.chdir(tmp_path)

    assert run("sample", *arguments) == (2, "", f"{told}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """Whatever it holds."""
    code, out, err = run("sample", "--exercise", tmp_path)

    assert (code, out) == (2, "")
    assert err == f"{tmp_path} is there already; choose another name, or move it away.\n"
    assert list(tmp_path.iterdir()) == []
