"""`cem new template` and `cem report --template`: what a designer sees, and what a user sees when it goes wrong."""

import io
from pathlib import Path

import pypdf
import pytest
from typer.testing import CliRunner, Result

from cem_maturity.adapters import bundled
from cem_maturity.adapters.disk import LIMIT
from cem_maturity.cli.app import app

CINEMA = str(bundled.examples() / "cinema" / "answers.yaml")


def cem(*arguments: str) -> Result:
    """The command with these *arguments*."""
    return CliRunner().invoke(app, list(arguments))


def report(template: object, *arguments: str, to: str = "-", format_: str = "html") -> Result:
    """`cem report --template` on the bundled cinema."""
    return cem("report", CINEMA, "--template", str(template), "--format", format_, "-o", to, *arguments)


def a_template(
    folder: Path, report: str = "{{ organisation.name }}", description: str = "format: 1\ntemplate: a\n"
) -> Path:
    """A small set in *folder*."""
    folder.mkdir()
    (folder / "template.yaml").write_text(description, encoding="utf-8")
    (folder / "report.html").write_text(report, encoding="utf-8")
    return folder


def test_a_copy_of_the_templates_makes_the_same_pages(tmp_path: Path) -> None:
    """What a designer starts from is the standard report, and the folder is in order."""
    folder = tmp_path / "mine"

    made = cem("new", "template", "-o", str(folder))

    assert (made.exit_code, made.stdout) == (0, "")
    assert f"cem report ANSWERS.yaml --template {folder} -o report.html" in made.stderr
    assert cem("check", "--strict", str(folder / "template.yaml")).exit_code == 0
    ours = cem("report", CINEMA, "--format", "html", "-o", "-").stdout
    policy, _, rest = report(folder).stdout.partition("<html")
    assert policy.startswith('<!doctype html><meta http-equiv="Content-Security-Policy"')
    assert "<html" + rest == "<html" + ours.partition("<html")[2]


def test_a_copy_brings_its_fonts_with_their_licences(tmp_path: Path) -> None:
    """Whoever hands the folder on hands on what the fonts' licence asks for."""
    cem("new", "template", "-o", str(tmp_path / "mine"))

    names = {path.name for path in (tmp_path / "mine" / "fonts").iterdir()}
    assert {"NotoSans-Regular.woff2", "NotoSans-OFL.txt", "Vazirmatn-OFL.txt"} <= names
    assert [name for name in names if name.endswith((".ttf", ".css", ".conf"))] == []


@pytest.mark.parametrize("there", ["folder", "empty folder", "file", "broken link"])
def test_a_copy_never_goes_over_what_is_there(tmp_path: Path, there: str) -> None:
    """Exit 2 with a sentence, and everything as it was."""
    target = tmp_path / "mine"
    match there:
        case "folder":
            a_template(target)
        case "empty folder":
            target.mkdir()
        case "file":
            target.write_text("a")
        case "broken link":
            target.symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.rglob("*"))

    result = cem("new", "template", "-o", str(target))

    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_never_goes_to_stdout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2 with a sentence, and no folder of that name."""
    monkeypatch.chdir(tmp_path)

    result = cem("new", "template", "-o", "-")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "A folder cannot go to stdout; name one with -o DIR.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """Exit 5, as with every file."""
    result = cem("new", "template", "-o", str(tmp_path / "no folder" / "mine"))

    assert (result.exit_code, list(tmp_path.iterdir())) == (5, [])
    assert "there is no such folder" in result.stderr


def test_a_font_that_is_too_large_is_a_problem(tmp_path: Path) -> None:
    """It is told, as a text would be, and not handed to templates without its end."""
    folder = a_template(tmp_path / "a")
    (folder / "fonts").mkdir()
    font = folder / "fonts" / "large.ttf"
    font.write_bytes(bytes(LIMIT + 1))

    result = report(folder)

    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{font}:1:1: [file-too-large] the file has more than 4 MiB" in result.stderr


def test_a_template_of_our_own_goes_by_its_name() -> None:
    """`standard` is what there is without the option."""
    assert report("standard").stdout == cem("report", CINEMA, "--format", "html", "-o", "-").stdout


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("standart", "There is no template standart; did you mean standard?"),
        ("nowhere/mine", "There is no template nowhere/mine; name one of standard, or the folder of your own."),
    ],
)
def test_a_template_that_there_is_not_is_wrong_usage(template: str, sentence: str) -> None:
    """Exit 2, with the nearest name or all."""
    result = report(template)

    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr


def test_json_has_no_template(tmp_path: Path) -> None:
    """An option that would do nothing is wrong usage."""
    result = report(a_template(tmp_path / "a"), format_="json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "A template makes PDF and HTML; json has none." in result.stderr


@pytest.mark.parametrize(
    ("report_html", "place", "said"),
    [
        ("a\n{{ nothing }}", "report.html:2:1", "'nothing' is undefined"),
        ("a\n\n{% if %}", "report.html:3:1", "Expected an expression"),
        ("{% include 'part.html' %}", "report.html:1:1", "there is no template part.html in the folder"),
        ("{{ overall.index|px(1, 2) }}", "report.html:1:1", "TypeError: px() takes 1 positional argument"),
        ("{{ font('none.ttf') }}", "report.html:1:1", "there is no 'none.ttf'"),
        ("<iframe src='x'></iframe>", "report.html:1:1", "<iframe> has no place on a page"),
    ],
)
def test_a_fault_in_a_template_is_a_located_problem(tmp_path: Path, report_html: str, place: str, said: str) -> None:
    """File and line, what is wrong, where to read more; exit 1 and nothing written."""
    folder, target = a_template(tmp_path / "a", report_html), tmp_path / "a.html"

    result = report(folder, to=str(target))

    assert (result.exit_code, result.stdout, target.exists()) == (1, "", False)
    assert result.stderr.startswith(f"{folder}/{place}: [template-fault] the template stops here: {said}")
    assert "; docs/templates.md lists what a template is given and what it may do\n" in result.stderr


def test_all_problems_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    """Links that lead out, files that are no text, and what is wrong with the answers."""
    folder = a_template(tmp_path / "a")
    (tmp_path / "secret.html").write_text("SECRET")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "parts").symlink_to(tmp_path)
    (folder / "page.css").write_bytes(b"a\xff")
    (tmp_path / "broken.yaml").write_text("answers: [", encoding="utf-8")

    result = cem("report", str(tmp_path / "broken.yaml"), "--template", str(folder), "-o", str(tmp_path / "a.html"))

    assert result.exit_code == 1
    assert f"{folder}/link.html:1:1: [template-outside] this leads out of the template's folder; " in result.stderr
    assert f"{folder}/page.css:1:2: [file-not-utf-8] " in result.stderr
    assert f"{tmp_path}/broken.yaml:" in result.stderr
    assert "SECRET" not in result.output


def test_a_set_without_its_description_is_none(tmp_path: Path) -> None:
    """Which context it was written for must stand there; a folder is not searched before."""
    result = report(tmp_path)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"{tmp_path}/template.yaml:1:1: [file-missing]")


def test_a_set_for_a_later_program_is_refused(tmp_path: Path) -> None:
    """It may ask for what there is not yet."""
    result = report(a_template(tmp_path / "a", description="format: 2\ntemplate: a\n"))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "template.yaml:1:9: [newer-template] this template is written for version 2" in result.stderr


def test_a_set_for_an_earlier_program_is_used_with_a_warning(tmp_path: Path) -> None:
    """It probably works; its author is told where to look."""
    result = report(a_template(tmp_path / "a", description="format: 0\ntemplate: a\n"))

    assert result.exit_code == 0
    assert result.stdout.endswith("Cinema Aurora") or "Aurora" in result.stdout
    assert "template.yaml:1:9: [older-template] warning: " in result.stderr


def test_a_template_at_its_limit_ends_with_one_sentence_and_5(tmp_path: Path) -> None:
    """Nothing is written, and an old report stays."""
    folder, target = a_template(tmp_path / "a", "{{ 'a' * 21000000 }}"), tmp_path / "a.html"
    target.write_text("old")

    result = report(folder, to=str(target))

    assert (result.exit_code, result.stdout, target.read_text()) == (5, "", "old")
    assert result.stderr == "The template wrote more than 20 MiB, so this was stopped; look for a loop in it.\n"


def test_a_font_of_the_template_is_set_in_the_pdf(tmp_path: Path) -> None:
    """By its data in the page: no file of the folder is opened while the page is made."""
    page = (
        "<!doctype html><html lang=en><title>a</title><style>@font-face { font-family: Mine; src:"
        " url(data:font/ttf;base64,{{ font('Mine.ttf') }}) } p { font-family: Mine }</style><p>{{ organisation.name }}"
    )
    folder = a_template(tmp_path / "a", page)
    (folder / "fonts").mkdir()
    ours = bundled.report_templates() / "standard" / "fonts" / "NotoSans-SemiBold.ttf"
    (folder / "fonts" / "Mine.ttf").write_bytes(ours.read_bytes())

    result = report(folder, format_="pdf")

    assert result.exit_code == 0
    fonts = pypdf.PdfReader(io.BytesIO(result.stdout_bytes)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert [str(one.get_object()["/BaseFont"]).partition("+")[2] for one in fonts.values()] == ["Mine-Semi-Bold"]


def test_a_name_too_long_for_any_folder_is_no_template() -> None:
    """The sentence is that for every other name."""
    result = report("a" * 300)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("There is no template aaa")


def test_links_in_a_circle_are_a_template_that_cannot_be_read(tmp_path: Path) -> None:
    """The place is told, and nothing is drawn."""
    folder = a_template(tmp_path / "mine")
    (folder / "one.html").symlink_to("two.html")
    (folder / "two.html").symlink_to("one.html")

    result = report(folder)

    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.partition(" ")[2][:17] for line in result.stderr.splitlines()] == ["[file-unreadable]"] * 2
