"""The wheel: what travels in it, and that it works from any folder in an environment of its own."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from cem_maturity import __version__

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel under test (CEM_WHEEL names it), or one built from this checkout."""
    if named := os.environ.get("CEM_WHEEL"):
        return Path(named)
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), within=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that has this wheel; the libraries are those of the tests."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    python = str(commands / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-qq", "--no-deps", "--no-index", str(wheel)]
    run(*pip, within=folder)
    libraries = subprocess.run(
        [python, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True, check=True
    ).stdout.strip()
    ours = [path for path in sys.path if path.endswith("site-packages")]
    (Path(libraries) / "libraries.pth").write_text("\n".join(ours))
    return commands


def run(*command: str, within: Path) -> subprocess.CompletedProcess[str]:
    """The end of a command that ran in that folder."""
    ended = subprocess.run(command, cwd=within, capture_output=True, text=True, check=False, timeout=300)
    assert ended.returncode == 0, ended.stderr + ended.stdout
    return ended


def contents(wheel: Path) -> list[str]:
    """The names of all files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    "name",
    [
        "cem_maturity/py.typed",
        "cem_maturity/bundled/questionnaires/cem-maturity/questionnaire.yaml",
        "cem_maturity/bundled/examples/cinema/answers.yaml",
        "cem_maturity/bundled/questionnaires/LICENSE",
    ],
)
def test_what_the_program_needs_travels_in_the_wheel(wheel: Path, name: str) -> None:
    """Types, questionnaires and their licence, the bundled case."""
    assert name in contents(wheel)


@pytest.mark.parametrize("kind", ["questionnaires", "report_templates", "examples"])
def test_every_bundled_file_of_the_checkout_travels(wheel: Path, kind: str) -> None:
    """Nothing that a template or a questionnaire refers to is left at home."""
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / kind).rglob("*") if path.is_file()}

    packed = {name.removeprefix("cem_maturity/bundled/") for name in contents(wheel)}
    assert here - packed == set()


def test_every_template_travels_compiled(wheel: Path, installed: Path) -> None:
    """A report does not wait for Jinja; the modules are those that the installed program looks for."""
    looked_for = (
        "from cem_maturity.adapters.bundled import report_templates as sets\n"
        "from cem_maturity.adapters.html_report.compiling import modules\n"
        "from cem_maturity.adapters.html_report.environment import environment\n"
        "from cem_maturity.application.language import speak\n"
        "for one in sets().iterdir():\n"
        "    print(*modules(environment(speak('fa'), sets() / 'standard', one)), sep='\\n')\n"
    )

    names = set(run(str(installed / "python"), "-c", looked_for, within=installed).stdout.split())

    packed = {Path(name).stem for name in contents(wheel) if name.startswith("cem_maturity/compiled/")}
    assert packed == names


def test_every_font_travels_with_its_licence(wheel: Path) -> None:
    """The Open Font License wants its text beside the fonts."""
    names = [Path(name) for name in contents(wheel) if "/bundled/" in name]
    folders = {path.parent for path in names if path.suffix == ".ttf"}

    assert folders
    assert [folder for folder in folders if not any(p.parent == folder and "OFL" in p.name for p in names)] == []


def test_the_licences_stand_in_the_metadata(wheel: Path) -> None:
    """Apache-2.0, CC BY 4.0 and the fonts' licence."""
    licences = [name for name in contents(wheel) if ".dist-info/licenses/" in name]

    assert {"LICENSE", "NOTICE", "questionnaires/LICENSE"} <= {name.partition("/licenses/")[2] for name in licences}
    assert any("OFL" in name for name in licences)


def test_nothing_else_travels(wheel: Path) -> None:
    """No tests, caches or tools of the checkout."""
    tops = {name.partition("/")[0] for name in contents(wheel)}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"cem_maturity"}
    assert [name for name in contents(wheel) if "__pycache__" in name or name.endswith(".pyc")] == []


def test_the_installed_program_does_its_work_from_any_folder(installed: Path, tmp_path: Path) -> None:
    """Both commands and the module, with what is bundled found inside the package."""
    where = "from cem_maturity.adapters.bundled import examples; print(examples())"
    bundled = Path(run(str(installed / "python"), "-c", where, within=tmp_path).stdout.strip())

    listed = run(str(installed / "cem"), "list", within=tmp_path)
    scored = run(str(installed / "cem-maturity"), "score", str(bundled / "cinema" / "answers.yaml"), within=tmp_path)
    version = run(str(installed / "python"), "-m", "cem_maturity", "--version", within=tmp_path)

    assert bundled.is_relative_to(installed.parent)
    assert "cem-maturity" in listed.stdout
    assert scored.stdout
    assert version.stdout.strip() == __version__
    assert list(tmp_path.iterdir()) == []
