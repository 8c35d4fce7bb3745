"""docs/trust.md in step with the program: limits, tests and commands are those that are there."""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

UNITS = {"GiB": 1024**3, "MiB": 1024**2, "KiB": 1024, "s": 1, "levels": 1, "characters": 1, "": 1}
LIMITS = re.findall(r"^\| ([^|]+) \| ([\d.,]+) ?(\w*) \| `([\w.]+)` \|$", PAGE, re.MULTILINE)
PROMISES = re.findall(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|([^|]*)\|$", PAGE, re.MULTILINE)


def value(path: str) -> object:
    """The constant at that *path*, or the default of a field of a class."""
    module, _, name = path.rpartition(".")
    if module.endswith("Limits"):
        module, _, class_ = module.rpartition(".")
        return getattr(importlib.import_module(module), class_)._field_defaults[name]
    return getattr(importlib.import_module(module), name)


@pytest.mark.parametrize(("what", "figure", "unit", "path"), LIMITS, ids=[one[0] for one in LIMITS])
def test_every_limit_is_the_one_of_the_code(what: str, figure: str, unit: str, path: str) -> None:
    """And stands where the page says."""
    assert what
    assert value(path) == float(figure.replace(",", "")) * UNITS[unit]


def test_no_limit_is_written_in_another_way() -> None:
    """A row that could not be read would be believed unseen."""
    table = PAGE.partition("| limit | figure | where |\n|---|---|---|\n")[2]

    assert len(LIMITS) == len(table.strip().splitlines()) > 10


def test_every_promise_is_there_with_its_tests() -> None:
    """Eighteen, in order."""
    assert [int(number) for number, *_ in PROMISES] == list(range(1, 19))
    assert [number for number, _, tests, _ in PROMISES if "`tests/" not in tests] == []


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:tests|docs|benchmarks)/[\w./-]+|Makefile)`", PAGE))))
def test_every_test_that_is_named_is_there(path: str) -> None:
    """By its path."""
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make (\w[\w-]*)", PAGE + SECURITY))))
def test_every_command_that_repeats_a_figure_is_there(target: str) -> None:
    """By its name in the Makefile."""
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize(("page", "folder"), [(PAGE, ROOT / "docs"), (SECURITY, ROOT)], ids=["trust", "security"])
def test_every_link_leads_somewhere(page: str, folder: Path) -> None:
    """To a file of ours, and to a heading that is there."""
    links = re.findall(r"\]\(([^)]+)\)", page)

    assert links
    for file, _, heading in (link.partition("#") for link in links):
        target = folder / file
        assert target.exists(), file
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE) if heading else []
        assert not heading or heading in [one.lower().replace(" ", "-") for one in headings]
