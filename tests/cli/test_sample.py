"""`cem sample`: files that are accepted as they stand, the same everywhere, and nothing that was there overwritten."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cem_maturity.adapters.bundled import examples
from cem_maturity.cli.app import app
from cem_maturity.cli.sample import PersonaName
from cem_maturity.domain.sampling.personas import PERSONAS


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def written(folder: Path) -> dict[str, str]:
    """The files in *folder*, by their names."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_a_client_goes_to_a_folder_under_the_name_of_its_organisation(tmp_path: Path) -> None:
    """The path on stdout; who it is, on stderr, and in no file that a class gets."""
    code, out, err = run("sample", "-o", tmp_path / "new", "--persona", "starter", "--level", "2", "--seed", "7")

    (name,) = written(tmp_path / "new")
    path = tmp_path / "new" / name
    assert (code, out) == (0, f"{path}\n")
    assert err == f"{path}: starter, level 2, seed 7\n"
    assert "starter" not in path.read_text(encoding="utf-8")
    assert "level 2 of 5" in run("score", path)[1] or " 2 " in run("score", path)[1]


@pytest.mark.parametrize("language", ["en", "ru", "fa"])
@pytest.mark.parametrize("respondents", [(), ("--respondents", "5")], ids=["one sheet", "five people"])
def test_every_file_is_accepted_without_a_warning(tmp_path: Path, language: str, respondents: tuple[str, ...]) -> None:
    """Answers and keys, in every language, by the strict check."""
    made = run("sample", "-o", tmp_path, "--count", "9", "--key", "--language", language, *respondents)

    files = sorted(tmp_path.rglob("*.yaml"))
    assert (made[0], len(files)) == (0, 18)
    assert run("check", "--strict", *files)[::2] == (0, "".join(f"{path}: no problems.\n" for path in files))


@pytest.mark.parametrize(
    "questionnaire",
    ["pulse", "journey-audit", "attachment", "crm-cem-readiness", "voc-channels", "cem-maturity-airline"],
)
def test_every_questionnaire_has_clients(tmp_path: Path, questionnaire: str) -> None:
    """With keys, accepted by the strict check, and scored."""
    made = run("sample", "-o", tmp_path, "--count", "5", "--key", "--questionnaire", questionnaire)

    files = sorted(tmp_path.rglob("*.yaml"))
    assert (made[0], len(files)) == (0, 10)
    assert run("check", "--strict", *files)[0] == 0
    assert run("score", *sorted(tmp_path.glob("*.yaml")))[0] == 0


def test_a_questionnaire_of_ones_own_has_clients(tmp_path: Path) -> None:
    """Also without a stock of its own."""
    own = tmp_path / "own.yaml"
    run("new", "questionnaire", "-o", own)

    made = run("sample", "-o", tmp_path / "clients", "--count", "6", "--questionnaire", own)

    files = sorted((tmp_path / "clients").glob("*.yaml"))
    assert (made[0], len(files)) == (0, 6)
    assert run("check", "--strict", "--questionnaire", own, *files)[0] == 0


def test_an_author_lays_a_stock_beside_the_questionnaire(tmp_path: Path) -> None:
    """In a folder `stock`, as the built-in ones have it; what is wrong with it is told with its place."""
    own = tmp_path / "questionnaire.yaml"
    run("new", "questionnaire", "-o", own)
    (tmp_path / "stock").mkdir()
    (tmp_path / "stock" / "plants.yaml").write_text("format: 1\nmechanics: [none]\n", encoding="utf-8")

    code, _, err = run("sample", "-o", "-", "--questionnaire", own)

    assert code == 1
    assert f"{tmp_path / 'stock' / 'plants.yaml'}:2:13: [unknown-dimension]" in err


def test_the_same_seed_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Whatever the order of sets and the language of the machine."""
    made = []
    for number, environment in enumerate(({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "LANG": "ru_RU.UTF-8"})):
        folder = tmp_path / str(number)
        words = ["sample", "-o", str(folder), "--seed", "40", "--count", "8", "--key", "--respondents", "4"]
        subprocess.run(
            [sys.executable, "-m", "cem_maturity", *words],
            env={**os.environ, **environment},
            check=True,
            capture_output=True,
            timeout=60,
        )
        made.append(written(folder))

    assert len(made[0]) == 16
    assert made[0] == made[1]


def test_several_clients_are_those_of_the_seeds_that_follow(tmp_path: Path) -> None:
    """Alone or together, a seed gives the same client."""
    run("sample", "-o", tmp_path / "three", "--seed", "4", "--count", "3")
    for seed in ("4", "5", "6"):
        run("sample", "-o", tmp_path / "one", "--seed", seed)

    assert len(written(tmp_path / "three")) == 3
    assert written(tmp_path / "three") == written(tmp_path / "one")


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    """Nor is anything written beside it."""
    run("sample", "-o", tmp_path, "--seed", "5")
    (taken,) = tmp_path.glob("*.yaml")
    taken.write_text("mine", encoding="utf-8")

    code, out, err = run("sample", "-o", tmp_path, "--seed", "4", "--count", "3")

    assert (code, out) == (2, "")
    assert err == f"{taken} is there already; choose another name, or move it away.\n"
    assert written(tmp_path) == {taken.name: "mine"}


def test_one_file_goes_to_stdout(tmp_path: Path) -> None:
    """The very text that would go to a folder."""
    run("sample", "-o", tmp_path, "--seed", "3", "--sector", "retail")

    code, out, err = run("sample", "-o", "-", "--seed", "3", "--sector", "retail")

    assert (code, err) == (0, "")
    assert [out] == list(written(tmp_path).values())
    assert "sector: retail" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Say where the files go: -o DIR, or -o - for one file on stdout."),
        (("-o", "-", "--count", "2"), "Only one answers file fits on stdout; name a folder with -o DIR."),
        (("-o", "-", "--key"), "Only one answers file fits on stdout; name a folder with -o DIR."),
        (
            ("-o", "-", "--persona", "leader", "--level", "1"),
            "A client that is leader stands at level 4 to 5, not at 1.",
        ),
        (("-o", "-", "--level", "6"), "There is no level 6; cem-maturity has 0 to 5."),
        (("-o", "-", "--sector", "retial"), "There is no sector retial; did you mean retail?"),
        (
            ("-o", "-", "--persona", "split", "--respondents", "1"),
            "split needs two respondents at the least: --respondents 2.",
        ),
        (
            ("-o", "-", "--persona", "crm-only", "--questionnaire", "pulse"),
            "pulse does not say which of its dimensions are mechanics and psychology: no crm-only.",
        ),
        (
            ("-o", "-", "--level", "1", "--questionnaire", "journey-audit"),
            "journey-audit has no questions: leave out --level and --respondents.",
        ),
        (("-o", "-", "--case", "cinem"), "There is no case cinem; did you mean cinema?"),
        (
            ("-o", "-", "--case", "cinema", "--seed", "1"),
            "A case is what it is: --case goes with --language, --key, --report and --exercise alone.",
        ),
    ],
)
def test_what_cannot_be_is_wrong_usage(arguments: tuple[str, ...], told: str) -> None:
    """One sentence, and what to do instead."""
    assert run("sample", *arguments) == (2, "", f"{told}\n")


def test_a_case_is_handed_out_as_it_stands(tmp_path: Path) -> None:
    """Under the name of its organisation."""
    code, out, _ = run("sample", "-o", tmp_path, "--case", "cinema")

    assert (code, out) == (0, f"{tmp_path / 'aurora-cinema.yaml'}\n")
    case = (examples() / "cinema" / "answers.yaml").read_text(encoding="utf-8")
    assert written(tmp_path) == {"aurora-cinema.yaml": case}


def test_a_report_stands_beside_each(tmp_path: Path) -> None:
    """In the format that is asked for, in the language of the client."""
    code, out, _ = run("sample", "-o", tmp_path, "--report", "html", "--language", "ru", "--seed", "2")

    answers, report = sorted(tmp_path.iterdir(), key=lambda path: path.suffix, reverse=True)
    assert (code, out) == (0, f"{answers}\n{report}\n")
    assert '<html lang="ru"' in report.read_text(encoding="utf-8")


def test_every_persona_can_be_named() -> None:
    """The command line knows those that there are."""
    assert [one.value for one in PersonaName] == list(PERSONAS)
