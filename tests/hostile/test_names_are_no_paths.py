"""Names of organisations, units, questionnaires, people, logos and fonts: none of them leads anywhere."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cem_maturity.application.file_names import report_stems, respondent_id, slug
from cem_maturity.cli.app import app
from tests.adapters.brands import a_picture
from tests.cli.batches import QUESTIONNAIRE, run
from tests.domain.strategies import LAW, THOROUGH
from tests.hostile.answers import cem, quoted
from tests.hostile.texts import ALL, PATHS, WORDS

DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")}
NAMES = tuple(
    dict.fromkeys(
        name
        for text in ALL
        for name in (
            *(text, text.upper(), f" {text} ", f"../{text}", f"{text}/../..", f"{text}\0.pdf", f".{text}", f"{text}."),
            *(f"{text}:a", f"C:\\{text}", f"\\\\{text}\\a", f"{text}\u202efdp.exe", unicodedata.normalize("NFD", text)),
            *(unicodedata.normalize("NFKC", text), text * 40, f"{text}\ud800", f"~{text}", f"-{text}", f"{text}%2f.."),
            *(
                f"{text}\n",
                f"a\r\n{text}",
                f"{text};id",
                f"$({text})",
                f"`{text}`",
                f"{text}|a",
                f"{text}*",
                f"{text}?",
            ),
            *(f"<{text}>", f'"{text}"', f"'{text}'", f"{text}\t", f"{text}\u200b", f"{text}\ufeff", f"{text}é"),
        )
    )
)
"""What systems have taken for more than a name."""


def is_harmless(stem: str) -> bool:
    """Whether it names one file in any folder of any system, and no device."""
    return (
        0 < len(stem.encode()) <= 81
        and all(unicodedata.category(sign)[0] in "LNM" or sign in "-_" for sign in stem)
        and stem.casefold() not in DEVICES
        and stem[0] != "-"
    )


def test_no_name_makes_more_than_a_name_of_a_file() -> None:
    """Whatever it holds: letters, digits and hyphens are left."""
    assert len(NAMES) > 20_000
    assert [name for name in NAMES if not is_harmless(slug(name))] == []


@given(st.text())
@LAW
def test_no_text_at_all_makes_more(text: str) -> None:
    """Not even halves of characters."""
    assert is_harmless(slug(text))
    assert "/" not in respondent_id(text)
    assert respondent_id(text).isascii()


def test_as_many_names_as_files() -> None:
    """However alike they are once they are cut, composed or in one case; whichever system keeps them."""
    units = {f"answers/{number}.yaml": (name, "") for number, name in enumerate(NAMES)}

    stems = report_stems(units)

    assert len(stems) == len(units)
    kept = {unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", stem).casefold()) for stem in stems.values()}
    assert len(kept) == len(units)
    assert [stem for stem in stems.values() if "/" in stem or "\\" in stem or stem.startswith(".")] == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, deep in another in which nothing may change."""
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    return tmp_path


def files(folder: Path) -> set[str]:
    """All files of *folder* and the folders in it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def test_reports_of_a_batch_stay_in_their_folder(folder: Path) -> None:
    """Each unit has its report, whatever its organisation is called."""
    names = [*PATHS, *(WORDS if THOROUGH else WORDS[::25])]
    Path("in").mkdir()
    Path("small.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    for number, name in enumerate(names):
        Path(f"in/{number}.yaml").write_text(
            "format: 1\nquestionnaire: {id: small, version: 1.0.0}\n"
            f"organisation: {{name: {quoted(name)}, unit: {quoted(name[:99])}}}\n"
            "date: 2026-11-21\nanswers: {voice.a: 1, voice.b: 2, data.a: 3}\n",
            encoding="utf-8",
        )
    before = files(folder)

    done = run("in", "-o", "out", "--format", "json", questionnaire=Path("small.yaml"))

    assert done.exit_code == 0, done.stderr
    new = files(folder) - before
    assert [name for name in new if not name.startswith("a/b/c/out/")] == []
    assert len([name for name in new if name.startswith("a/b/c/out/reports/")]) == len(names)


def cem_with(*arguments: str, lines: list[str]) -> int:
    """The command with those lines to read; its exit code."""
    done = CliRunner().invoke(app, list(arguments), input="".join(f"{line}\n" for line in lines).encode())
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code


@pytest.mark.parametrize("name", PATHS if THOROUGH else PATHS[::3], ids=ascii)
def test_an_interview_without_a_file_stays_in_this_folder(folder: Path, name: str) -> None:
    """Named after the organisation, beside nothing else."""
    if "\n" in name:
        name = name.replace("\n", " ")

    done = cem_with("interview", "--plain", "--questionnaire", "pulse", lines=[name, "", "3", "", "", "3", "2", "q"])

    assert done == 0
    found = files(folder)
    assert [one for one in found if not (one.startswith("a/b/c/") and one.count("/") == 3)] == []
    assert any(one.endswith(".yaml") for one in found)


@pytest.mark.parametrize("name", PATHS if THOROUGH else PATHS[::3], ids=ascii)
def test_a_name_of_a_sample_is_no_path(folder: Path, name: str) -> None:
    """Neither a case nor a sector leads out of the folder that was named."""
    before = files(folder)

    cem("sample", "--case", name, "-o", "out")
    cem("sample", "--sector", name, "--seed", "1", "-o", "out")

    assert [one for one in files(folder) - before if not one.startswith("a/b/c/out/")] == []


CANARY = "CANARY"
OUTWARD = ("../{}", "../../{}", "./../{}", "sub/../../{}", "link/{}", "~/{}", "file:{}")


def secrets(folder: Path) -> Path:
    """What lies above the folder in which commands run, and a link to there."""
    Path("link").symlink_to(folder / "a" / "b", target_is_directory=True)
    Path("sub").mkdir()
    for above in (folder / "a" / "b", folder / "a"):
        (above / "secret.yaml").write_text(QUESTIONNAIRE.replace("A small questionnaire", CANARY), encoding="utf-8")
        (above / "secret").mkdir()
        (above / "secret" / "questionnaire.yaml").write_text((above / "secret.yaml").read_text(), encoding="utf-8")
        (above / "secret.png").write_bytes(a_picture(9, 9))
        (above / "secret.ttf").write_bytes(CANARY.encode())
    return folder / "a" / "b"


def test_an_id_in_answers_leads_to_no_questionnaire(folder: Path) -> None:
    """Not above, not through a link, not by a whole path; what is there is not told either."""
    above = secrets(folder)

    for way in (*OUTWARD, f"{above}/{{}}"):
        Path("a.yaml").write_text(
            f"format: 1\nquestionnaire: {{id: {quoted(way.format('secret'))}}}\norganisation: {{name: A}}\n"
            "date: 2026-11-21\nanswers: {voice.a: 1}\n",
            encoding="utf-8",
        )
        done = cem("score", "a.yaml", "--partial")
        assert done.exit_code == 1, way
        assert "[unknown-questionnaire]" in done.stderr or "[bad-id]" in done.stderr, done.stderr
        assert CANARY not in done.output


def test_a_base_is_found_beside_its_overlay_alone(folder: Path) -> None:
    """`extends:` names a questionnaire, not a file."""
    above = secrets(folder)

    for way in (*OUTWARD, f"{above}/{{}}"):
        Path("q.yaml").write_text(
            "format: 1\nid: mine\nversion: 1.0.0\nlanguage: en\ntitle: Mine\n"
            f"extends: {quoted(way.format('secret'))}\n",
            encoding="utf-8",
        )
        done = cem("check", "q.yaml")
        assert (done.exit_code, CANARY in done.output) == (1, False), done.output
        assert cem("show", "q.yaml").exit_code == 1


@pytest.mark.parametrize(
    ("key", "file"),
    [("logo: {}", "secret.png"), ("fonts: {{text: {}}}", "secret.ttf"), ("fonts: {{head: {}}}", "secret.ttf")],
)
def test_a_brand_takes_nothing_from_elsewhere(folder: Path, key: str, file: str) -> None:
    """Pictures and fonts stand beside it, once links are followed."""
    above = secrets(folder)
    Path(f"here{Path(file).suffix}").symlink_to(above / file)

    for way in (*OUTWARD, f"{above}/{{}}", f"here{Path(file).suffix}"):
        Path("b.yaml").write_text(f"format: 1\nname: A\n{key.format(quoted(way.format(file)))}\n", encoding="utf-8")
        done = cem("check", "b.yaml")
        assert done.exit_code == 1, way
        assert ("[outside-folder]" in done.stdout) != ("[file-missing]" in done.stdout), done.stdout
        assert CANARY not in done.output


def test_a_version_and_an_id_make_names_beside_the_answers(folder: Path) -> None:
    """`cem migrate` names the new file after the version; that of a questionnaire of one's own may be any text."""
    for version in ("../../../2", "2/../../x", "2\\..\\x", "/etc/2", "2" * 300, "con", "2.0.0"):
        Path("q.yaml").write_text(
            QUESTIONNAIRE.replace("version: 1.0.0", f"version: {quoted(version)}"), encoding="utf-8"
        )
        Path("a.yaml").write_text(
            "format: 1\nquestionnaire: {id: small, version: 1.0.0}\norganisation: {name: A}\ndate: 2026-11-21\n"
            "answers: {voice.a: 1}\n",
            encoding="utf-8",
        )
        before = files(folder)
        cem("migrate", "a.yaml", "--to", version, "--questionnaire", "q.yaml")
        new = files(folder) - before
        assert [one for one in new if not (one.startswith("a/b/c/a-") and one.count("/") == 3)] == []


@pytest.mark.parametrize("kind", ["sheets", "cards"])
def test_blank_pages_are_named_after_an_id_alone(folder: Path, kind: str) -> None:
    """What is no id is a problem, and nothing is written."""
    for id_ in PATHS:
        Path("q.yaml").write_text(QUESTIONNAIRE.replace("id: small", f"id: {quoted(id_)}", 1), encoding="utf-8")
        before = files(folder)
        cem("print", "q.yaml", "--kind", kind, "--format", "html")
        new = files(folder) - before
        assert [one for one in new if not (one.startswith("a/b/c/") and one.count("/") == 3)] == [], id_
