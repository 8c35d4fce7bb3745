"""One document for every code of the catalogue; each says in its first line where it is wrong."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from typer.testing import CliRunner

from cem_maturity.adapters.bundled import examples
from cem_maturity.adapters.strict_yaml import MOST_NODES
from cem_maturity.cli.app import app
from cem_maturity.domain.problem import CATALOGUE, Severity
from tests.adapters.brands import LATIN, a_picture, with_rights

HERE = Path(__file__).parent
CASE = examples() / "cinema" / "answers.yaml"
QUESTIONNAIRE = HERE / "questionnaire.yaml"
DOCUMENTS = sorted(path for path in HERE.glob("*.yaml") if path != QUESTIONNAIRE)
FOUND_ON_THE_WAY = ("answers-differ", "before-or-after")
"""What shows when the answers are brought over to another version, and not before."""
CHECKED = [path for path in DOCUMENTS if path.stem not in FOUND_ON_THE_WAY]
FIRST = HERE / "merging" / "first.yaml"
CONTRADICTIONS = sorted(path for path in (HERE / "merging").glob("*.yaml") if path != FIRST)
"""What no document can have alone: each contradicts the first, or a bundled case where both name their own."""
JUDGED = sorted((HERE / "judging").glob("key-to-*.yaml"))
"""Answers that are held against a key which is none to them: that of the client beside them."""
NAMING_THEIR_OWN = ("mixed-questionnaires", "no-questionnaire", "unknown-questionnaire")

MADE: dict[str, Callable[[Path], Path]] = {
    "file-missing": lambda folder: folder / "none.yaml",
    "file-not-regular": lambda folder: folder,
    "file-unreadable": lambda folder: folder / ("x" * 300),
    "file-too-large": lambda folder: written(folder, "# " + "x" * (4 * 1024 * 1024)),
    "beside-too-large": lambda folder: branded(folder, "logo: big.png", "big.png", bytes(2 * 1024 * 1024 + 1)),
    "logo-pixels": lambda folder: branded(folder, "logo: wide.png", "wide.png", a_picture(4001, 4000, mode="1")),
    "font-licence": lambda folder: branded(folder, "fonts: {head: own.ttf}", "own.ttf", with_rights(LATIN, 2)),
    "font-without-bold": lambda folder: branded(folder, "fonts: {text: own.ttf}", "own.ttf", LATIN),
    "pdf-not-text": lambda folder: carrying(folder, "answers.yaml", b"%PDF-1.7"),
    "pdf-too-large": lambda folder: padded(folder, b"%PDF-1.7", 32 * 1024 * 1024 + 1),
    "pdf-unreadable": lambda folder: padded(folder, b"%PDF-1.7", 100),
    "pdf-without-answers": lambda folder: carrying(folder, "other.yaml", b"format: 1"),
    "too-many-nodes": lambda folder: written(folder, "[" + "1," * MOST_NODES + "1]"),
}
"""What no small file can show, by its code; the place is the document's begin but for the last."""

TEMPLATES: dict[str, Callable[[Path], str]] = {
    "template-fault": lambda folder: place(folder / "report.html", "a\n{{ nothing }}", "2:1"),
    "template-outside": lambda folder: place(folder / "link.html", Path("/dev/null"), "1:1"),
    "template-too-large": lambda folder: [
        place(folder, "", "1:1"),
        *(place(folder / f"{number}.css", "a", "") for number in range(500)),
    ][0],
}
"""What only a folder of templates can show: what spoils it, and the place that is named."""


IN_A_BATCH = {
    "no-report": ".aurora-cinema--the-house-on-mill-street.md.tmp",
    "report-in-the-way": "aurora-cinema--the-house-on-mill-street.md",
}
"""What stands in the way of one report of many: the folder that is there already, among the reports."""
WHILE_IT_RUNS = ("changed-meanwhile", "worker-died")
"""What happens to a file between two moments of a batch; tests/cli/test_batching.py shows it."""


def place(path: Path, content: str | Path, at: str) -> str:
    """Where *path* is wrong after it was spoilt with that *content*; a path is what a link leads to."""
    if isinstance(content, Path):
        path.symlink_to(content)
    elif content:
        path.write_text(content, encoding="utf-8")
    return f"{path}:{at}"


def written(folder: Path, text: str) -> Path:
    """A document with that *text*."""
    path = folder / "document.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def branded(folder: Path, line: str, name: str, content: bytes) -> Path:
    """A brand with that *line*, and beside it the file that it names."""
    (folder / name).write_bytes(content)
    return written(folder, f"format: 1\nname: My house\n{line}\n")


def padded(folder: Path, content: bytes, length: int) -> Path:
    """A PDF that begins with *content* and goes on to that *length* with nothing."""
    path = folder / "report.pdf"
    path.write_bytes(content.ljust(length, b"\0"))
    return path


def carrying(folder: Path, name: str, content: bytes) -> Path:
    """A PDF to which *content* is attached under that *name*."""
    path = folder / "report.pdf"
    writer = pypdf.PdfWriter()
    writer.add_attachment(name, content)
    writer.write(path)
    return path


def place_in(path: Path) -> str:
    """Where a document says that it is wrong."""
    found = re.match(rb"# expected at ([0-9]+:[0-9]+)\n", path.read_bytes())
    assert found, f"{path} begins with no place"
    return found.group(1).decode()


def test_every_code_has_a_document() -> None:
    """No problem is worded that nobody can have, and none can be had that is not worded."""
    shown = {path.stem for path in (*DOCUMENTS, *CONTRADICTIONS, *JUDGED)} | set(MADE) | set(TEMPLATES)
    shown |= {*IN_A_BATCH, *WHILE_IT_RUNS}

    assert shown == set(CATALOGUE)


def test_the_questionnaire_beside_them_is_in_order() -> None:
    """What is wrong with the documents is wrong with them alone."""
    result = CliRunner().invoke(app, ["check", "--strict", str(QUESTIONNAIRE)])

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{QUESTIONNAIRE}: no problems.\n"


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.stem)
def test_a_malformed_document_gets_one_located_line(path: Path) -> None:
    """The line names file, position and code; errors give exit 1, warnings 0; the file stays as it was."""
    before = path.read_bytes()
    chosen = [] if path.stem in NAMING_THEIR_OWN else ["--questionnaire", str(QUESTIONNAIRE)]

    result = CliRunner().invoke(app, ["check", *chosen, str(path)])

    assert re.fullmatch(rf"{re.escape(f'{path}:{place_in(path)}: [{path.stem}] ')}.+; .+\n", result.stdout)
    assert result.exit_code == (1 if CATALOGUE[path.stem].severity is Severity.ERROR else 0)
    assert result.stderr == ""
    assert path.read_bytes() == before


@pytest.mark.parametrize("path", CONTRADICTIONS, ids=lambda path: path.stem)
def test_a_contradicting_document_gets_one_located_line(path: Path, tmp_path: Path) -> None:
    """Merging names file, position and code, and writes nothing; the warnings beside it are no reason."""
    own = path.stem in NAMING_THEIR_OWN
    first, chosen = (CASE, []) if own else (FIRST, ["--questionnaire", str(QUESTIONNAIRE)])

    result = CliRunner().invoke(app, ["merge", *chosen, str(first), str(path), "-o", str(tmp_path / "all.yaml")])

    errors = [line for line in result.stderr.splitlines() if "] warning: " not in line]
    assert len(errors) == 1
    assert re.fullmatch(rf"{re.escape(f'{path}:{place_in(path)}: [{path.stem}] ')}.+; .+", errors[0])
    assert (result.exit_code, result.stdout, list(tmp_path.iterdir())) == (1, "", [])


@pytest.mark.parametrize("path", JUDGED, ids=lambda path: path.stem)
def test_answers_that_are_not_the_keys_get_one_located_line(path: Path) -> None:
    """Nothing is compared, and the team beside it is not shown either."""
    own = HERE / "judging" / "team.yaml"

    result = CliRunner().invoke(
        app, ["compare", str(own), str(path), "--against", str(HERE / "judging" / "client.yaml")]
    )

    assert re.fullmatch(rf"{re.escape(f'{path}:{place_in(path)}: [{path.stem}] ')}.+; .+\n", result.stderr)
    assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.stem)
def test_strictness_takes_warnings_for_errors(path: Path) -> None:
    """With --strict no document here passes."""
    chosen = [] if path.stem in NAMING_THEIR_OWN else ["--questionnaire", str(QUESTIONNAIRE)]

    result = CliRunner().invoke(app, ["check", "--strict", *chosen, str(path)])

    assert result.exit_code == 1
    assert "warning" not in result.stdout


@pytest.mark.parametrize("code", FOUND_ON_THE_WAY)
def test_answers_that_cannot_be_brought_over_get_one_located_line(code: str, tmp_path: Path) -> None:
    """As with other problems; nothing is written."""
    path, target = HERE / f"{code}.yaml", tmp_path / "new.yaml"

    result = CliRunner().invoke(
        app, ["migrate", "--questionnaire", str(QUESTIONNAIRE), "--to", "1.2.0", str(path), "-o", str(target)]
    )

    assert re.fullmatch(rf"{re.escape(f'{path}:{place_in(path)}: [{code}] ')}.+; .+\n", result.stderr)
    assert (result.exit_code, result.stdout, target.exists()) == (1, "", False)


@pytest.mark.parametrize("code", MADE)
def test_an_unbearable_file_gets_one_located_line(code: str, tmp_path: Path) -> None:
    """Files that are missing, too large or no files are told of like any other problem."""
    path = MADE[code](tmp_path)

    result = CliRunner().invoke(app, ["check", str(path)])

    where = rf"{re.escape(str(path))}(?:#answers\.yaml)?:[0-9]+:[0-9]+"
    assert re.fullmatch(rf"{where}: \[{code}\] .+; .+\n", result.stdout)
    assert result.exit_code == 1


@pytest.mark.parametrize("code", TEMPLATES)
def test_a_malformed_template_gets_one_located_line(code: str, tmp_path: Path) -> None:
    """As with documents, when it is used."""
    folder, target = tmp_path / "look", tmp_path / "a.html"
    folder.mkdir()
    (folder / "template.yaml").write_text("format: 1\ntemplate: look\n", encoding="utf-8")
    (folder / "report.html").write_text("a", encoding="utf-8")
    where = TEMPLATES[code](folder)

    result = CliRunner().invoke(app, ["report", str(CASE), "--template", str(folder), "-o", str(target)])

    assert re.fullmatch(rf"{re.escape(f'{where}: [{code}] ')}.+; .+\n", result.stderr)
    assert (result.exit_code, result.stdout, target.exists()) == (1, "", False)


@pytest.mark.parametrize("code", IN_A_BATCH)
def test_what_stands_in_the_way_of_a_report_gets_one_located_line(code: str, tmp_path: Path) -> None:
    """At the beginning of the answers, which are in order."""
    (tmp_path / "reports" / IN_A_BATCH[code]).mkdir(parents=True)

    result = CliRunner().invoke(app, ["batch", str(CASE), "-o", str(tmp_path), "--format", "md"])

    first, last = result.stderr.splitlines()
    assert re.fullmatch(rf"{re.escape(f'{CASE}:1:1: [{code}] ')}.+; .+", first)
    assert (result.exit_code, last) == (4, "1 unit: 1 failed; 0 new reports, 0 unchanged.")
