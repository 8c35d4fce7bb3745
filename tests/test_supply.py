"""What the program stands on: each library by version and digest, old ones refused, every exemption with a reason."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from cem_maturity import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROGRAM = "cem-maturity"

SAFE_FROM: Mapping[str, str] = {
    "weasyprint": "70.0",  # the URL fetcher decides before anything is opened, redirects included
    "jinja2": "3.1.6",  # before, `|attr` led out of the sandbox
    "pillow": "12.3",  # damaged pictures
    "pypdf": "7.1",  # limits on what a stream may become
    "pyyaml": "6.0.2",  # the first that is built with the libyaml of today's Pythons
    "typer": "0.26.1",  # before, CEM_BIDI was not heard
}
"""The oldest versions that keep what docs/trust.md promises."""


class Locked(NamedTuple):
    """A library as a lock has it."""

    version: str
    marker: str
    digests: frozenset[str]


@cache
def lock(name: str) -> dict[str, Locked]:
    """The libraries of that requirements file."""
    found: dict[str, Locked] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if line.strip() and not line.strip().startswith("#"):
            said, *digests = line.split("--hash=")
            one = Requirement(said.strip())
            assert one.url is None
            version = str(one.specifier).removeprefix("==")
            found[canonicalize_name(one.name)] = Locked(version, str(one.marker or ""), frozenset(digests_of(digests)))
    return found


def digests_of(said: list[str]) -> Iterator[str]:
    """What follows each `--hash=`, which is SHA-256."""
    for one in said:
        kind, _, digest = one.strip().partition(":")
        assert kind == "sha256"
        yield digest


def wanted(*extras: str) -> list[Requirement]:
    """What pyproject.toml asks for."""
    project = PROJECT["project"]
    named = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    return [Requirement(one) for one in named]


def closure() -> dict[str, set[str]]:
    """What the program needs here, and what each of these needs, as the installed ones say it."""
    needs: dict[str, set[str]] = {}
    asked = {(one.name, frozenset(one.extras)) for one in wanted()}
    seen: set[tuple[str, frozenset[str]]] = set()
    while asked:
        name, extras = asked.pop()
        seen.add((name, extras))
        said = [Requirement(one) for one in metadata.requires(name) or []]
        here = [
            one
            for one in said
            if not one.marker or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras))
        ]
        needs.setdefault(canonicalize_name(name), set()).update(canonicalize_name(one.name) for one in here)
        asked |= {(one.name, frozenset(one.extras)) for one in here} - seen
    return needs


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-fuzz.txt"])
def test_every_library_of_a_lock_has_its_version_and_digests(name: str) -> None:
    """One version each and nothing else: a file that somebody changed on its way is not installed."""
    libraries = lock(name)

    assert libraries
    assert {one for one, locked in libraries.items() if not re.fullmatch(r"[\w.]+", locked.version)} == set()
    assert {one for one, locked in libraries.items() if not locked.digests} == set()
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for locked in libraries.values() for digest in locked.digests)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-fuzz.txt"])
def test_a_lock_names_no_index(name: str) -> None:
    """Files are told by their digests, so that any index will do."""
    text = (ROOT / name).read_text(encoding="utf-8")

    assert re.findall(r"://|^\s*-(?!-hash)\S+", text, re.MULTILINE) == []


def test_the_locks_agree_with_one_another_and_with_what_is_asked_for() -> None:
    """The program's own is a part of the whole, and nothing that pyproject.toml names is missing or too old."""
    own, whole = lock("requirements.txt"), lock("requirements-dev.txt")

    # Who works on the program may need on another system what the program alone does not.
    assert {name: one._replace(marker="") for name, one in own.items()} == {
        name: one._replace(marker="") for name, one in whole.items() if name in own
    }
    for one in (*wanted("dev"), *map(Requirement, PROJECT["build-system"]["requires"])):
        assert whole[canonicalize_name(one.name)].version in one.specifier
    assert {canonicalize_name(one.name) for one in wanted()} - own.keys() == set()


def test_what_is_installed_is_what_the_lock_says() -> None:
    """These tests run with the very versions that are written down."""
    whole = lock("requirements-dev.txt")
    installed: dict[str, str] = {canonicalize_name(one.name): one.version for one in metadata.distributions()}

    assert {name: installed[name] for name in closure() if installed[name] != whole[name].version} == {}


def map_names(named: list[Requirement]) -> list[str]:
    """Their names as locks write them."""
    return [canonicalize_name(one.name) for one in named]


def test_no_older_version_is_taken_than_one_that_keeps_the_promises() -> None:
    """pyproject.toml asks for these or newer ones, and says so to whoever installs the wheel."""
    floors: dict[str, Version] = {
        canonicalize_name(one.name): max(Version(part.version) for part in one.specifier if part.operator == ">=")
        for one in wanted()
    }

    assert {name: str(floors[name]) for name, least in SAFE_FROM.items() if floors[name] < Version(least)} == {}


def test_every_library_has_an_oldest_version() -> None:
    """And is at hand in that version or a newer one."""
    for one in wanted():
        assert any(part.operator == ">=" for part in one.specifier), one
        assert metadata.version(one.name) in one.specifier


def test_nothing_is_installed_beside_the_lock() -> None:
    """Every installation of the Makefile checks digests or asks no index; no other script installs with pip."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installations = [line.strip() for line in makefile.splitlines() if "$(PIP_INSTALL)" in line]

    assert installations
    assert [line for line in installations if "$(LOCKED)" not in line and "--no-index" not in line] == []
    assert (
        re.findall(r"pip install|pip download|\beasy_install\b", makefile.replace("PIP_INSTALL := -m pip install", ""))
        == []
    )
    assert "LOCKED := --require-hashes --only-binary :all:" in makefile


# -- the bill of materials

BILL = json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))
LIBRARIES = {one["name"]: one for one in BILL["components"] if one["type"] == "library"}


def test_the_bill_of_materials_lists_what_the_program_needs() -> None:
    """All of it, here and on other systems, and nothing that only builds or tests it."""
    needed = closure().keys()
    elsewhere = {name for name, one in LIBRARIES.items() if "properties" in one}

    assert LIBRARIES.keys() - elsewhere <= needed <= LIBRARIES.keys()
    assert {
        name for name in elsewhere if not Marker(LIBRARIES[name]["properties"][0]["value"]).evaluate()
    } == LIBRARIES.keys() - needed


def test_the_bill_of_materials_says_what_the_lock_says() -> None:
    """Versions and digests; `make sbom` renews it."""
    said = {
        name: Locked(
            one["version"],
            next((more["value"] for more in one.get("properties", [])), ""),
            frozenset(digest["content"] for digest in one["hashes"] if digest["alg"] == "SHA-256"),
        )
        for name, one in LIBRARIES.items()
    }
    own = lock("requirements.txt")

    assert said.keys() <= own.keys()
    assert {name: one._replace(marker="") for name, one in said.items()} == {
        name: own[name]._replace(marker="") for name in said
    }
    assert {name: Marker(one.marker) for name, one in said.items() if one.marker} == {
        name: Marker(own[name].marker) for name in said if own[name].marker
    }


def test_the_bill_of_materials_says_who_needs_whom() -> None:
    """As the installed libraries say it."""
    said = {
        one["ref"].partition("pypi/")[2].partition("@")[0]: {
            name.partition("pypi/")[2].partition("@")[0] for name in one["dependsOn"] if name.startswith("pkg:")
        }
        for one in BILL["dependencies"]
    }
    here = closure()

    assert said[PROGRAM] == set(map_names(wanted()))
    assert {name: said[name] & here.keys() for name in here} == here


def test_the_bill_of_materials_lists_the_fonts() -> None:
    """By the digests of the files in the checkout, with their licence."""
    import hashlib

    said = {
        one["name"]: ([digest["content"] for digest in one["hashes"]], one["licenses"])
        for one in BILL["components"]
        if one["type"] == "file"
    }

    fonts = [
        path for path in (ROOT / "report_templates").rglob("*") if path.suffix in (".ttf", ".woff2", ".otf", ".woff")
    ]
    assert said == {
        path.relative_to(ROOT).as_posix(): (
            [hashlib.sha256(path.read_bytes()).hexdigest()],
            [{"license": {"id": "OFL-1.1"}}],
        )
        for path in fonts
    }


def test_the_bill_of_materials_is_one_of_this_version() -> None:
    """CycloneDX 1.6; every library has a licence where it is installed, and a name that tools know."""
    assert (BILL["bomFormat"], BILL["specVersion"]) == ("CycloneDX", "1.6")
    assert BILL["metadata"]["component"]["version"] == __version__
    here = closure()
    assert {name for name in here if not LIBRARIES[name].get("licenses")} == set()
    assert {name: one["purl"] for name, one in LIBRARIES.items()} == {
        name: f"pkg:pypi/{name}@{one['version']}" for name, one in LIBRARIES.items()
    }


# -- exemptions

EXEMPTION = re.compile(r"#\s*noqa\b(?P<rules>:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?(?P<reason>\s+- \w.{7,})?")
"""What tells the linter to look away, for which rules and why."""


def exemptions() -> Iterator[tuple[str, re.Match[str]]]:
    """Every exemption in the code, with its place."""
    import cem_maturity

    folders = {ROOT / "tests", ROOT / "benchmarks", Path(cem_maturity.__file__).parent}
    for folder in sorted(folders):
        for path in sorted(folder.rglob("*.py")):
            if path == Path(__file__):
                continue  # which speaks of them
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if found := EXEMPTION.search(line):
                    yield f"{path.name}:{number}", found


def test_every_exemption_names_its_rule_and_its_reason() -> None:
    """`# noqa: S603 - this very Python, and words of our own`."""
    found = list(exemptions())

    assert found
    assert [place for place, one in found if not (one["rules"] and one["reason"])] == []


def test_the_linter_looks_for_what_is_promised() -> None:
    """Security, bugs, blind excepts, paths: never off for the whole, and for a folder only with a reason beside it."""
    linter = PROJECT["tool"]["ruff"]["lint"]
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    general = text.partition("\nignore = [\n")[2].partition("\n]")[0].splitlines()
    by_folder = text.partition("[tool.ruff.lint.per-file-ignores]\n")[2].partition("\n\n")[0].splitlines()

    assert {"S", "B", "BLE", "PTH", "RUF"} <= set(linter["select"])
    assert [rule for rule in linter["ignore"] if re.match(r"S\d|B\d|BLE|PTH", rule)] == []
    assert [
        one for rules in linter["per-file-ignores"].values() for one in rules if one in ("S", "B", "BLE", "ALL")
    ] == []
    assert (len(by_folder), bool(general)) == (len(linter["per-file-ignores"]), True)
    assert [line for line in (*general, *by_folder) if not re.search(r"#\s+\w.{7,}", line)] == []


@pytest.mark.parametrize(
    ("line", "passes"),
    [
        ("x = 1  # noqa: S603 - this very Python", True),
        ("x = 1  # noqa: S101, PT018 - as it was started", True),
        ("x = 1  # noqa", False),
        ("x = 1  # noqa: S603", False),
        ("x = 1  # noqa: S603 -", False),
        ("x = 1  # noqa - because of it", False),
    ],
)
def test_an_exemption_without_a_reason_is_seen(line: str, passes: bool) -> None:
    """So is one that names no rule."""
    found = EXEMPTION.search(line)

    assert found
    assert bool(found["rules"] and found["reason"]) is passes
