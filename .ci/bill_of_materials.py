"""What the program is made of, as CycloneDX 1.6: the libraries of requirements.txt, and the fonts that travel along.

Names, versions, digests and who needs whom are those of the lock; licences are what each installed library says of
itself. The same lock gives the same bytes.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

import cem_maturity

ROOT = Path(__file__).parents[1]
PROGRAM = "cem-maturity"


class Locked(NamedTuple):
    """One library of the lock."""

    name: str
    version: str
    marker: str
    """Where it is needed; empty for everywhere."""
    digests: Sequence[str]
    """Of each of its files, SHA-256."""
    needed_by: Sequence[str]


def locked(text: str) -> Iterator[Locked]:
    """The libraries of a requirements file, as `make lock` writes it."""
    for block in re.split(r"\n(?=\w)", text):
        if named := re.match(r"([\w-]+)==(\S+)(?: ; (.+?))? \\\n", block):
            digests = re.findall(r"--hash=sha256:([0-9a-f]{64})", block)
            needed_by = re.findall(r"[\w-]+", re.sub(r"-[cr] [\w.-]*|\(.*\)", "", block.partition("# via")[2]))
            yield Locked(named[1], named[2], named[3] or "", digests, needed_by)


def of_the_program(libraries: Sequence[Locked]) -> list[Locked]:
    """Those that the program needs, itself or through another: without what builds it."""
    needed = {PROGRAM}
    while more := {one.name for one in libraries if needed & set(one.needed_by)} - needed:
        needed |= more
    return [one for one in libraries if one.name in needed]


def licences(name: str) -> list[dict[str, object]]:
    """What the installed library says of its licence; nothing for one that this system has no need of."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    for expression in said.get_all("License-Expression", []):
        return [{"expression": expression}]
    words = [one.rpartition(":: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License ::")]
    return [{"license": {"name": word}} for word in words or said.get_all("License", [])]


def purl(name: str, version: str) -> str:
    """What tools call it."""
    return f"pkg:pypi/{name}@{version}"


def component(one: Locked) -> dict[str, object]:
    """A library, with the digests of all its files: which of them is installed depends on the system."""
    ref = purl(one.name, one.version)
    found: dict[str, object] = {"type": "library", "bom-ref": ref, "name": one.name, "version": one.version}
    found["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in one.digests]
    if named := licences(one.name):
        found["licenses"] = named
    found["purl"] = ref
    if one.marker:
        found["properties"] = [{"name": "marker", "value": one.marker}]
    return found


def font(path: Path) -> dict[str, object]:
    """A font of the report templates."""
    name = path.relative_to(ROOT).as_posix()
    return {
        "type": "file",
        "bom-ref": name,
        "name": name,
        "version": TTFont(path)["name"].getDebugName(5),
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
        "licenses": [{"license": {"id": "OFL-1.1"}}],
    }


def bill(libraries: Sequence[Locked], fonts: Sequence[Path]) -> Mapping[str, object]:
    """The whole document, but for its number."""
    refs = {one.name: purl(one.name, one.version) for one in libraries}
    version = cem_maturity.__version__
    refs[PROGRAM] = purl(PROGRAM, version)
    needs: dict[str, list[str]] = {name: [] for name in refs}
    for one in libraries:
        for name in one.needed_by:
            if name in needs:
                needs[name].append(refs[one.name])
    carried = [font(path) for path in fonts]
    needs[PROGRAM] += [str(one["bom-ref"]) for one in carried]
    program = {
        "type": "application",
        "bom-ref": refs[PROGRAM],
        "name": PROGRAM,
        "version": version,
        "licenses": licences(PROGRAM),
        "purl": refs[PROGRAM],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"lifecycles": [{"phase": "pre-build"}], "component": program},
        "components": [*map(component, libraries), *carried],
        "dependencies": [{"ref": refs[name], "dependsOn": sorted(needs[name])} for name in sorted(refs)],
    }


def main() -> None:
    """Write the bill of materials to stdout."""
    libraries = of_the_program(list(locked((ROOT / "requirements.txt").read_text(encoding="utf-8"))))
    fonts = sorted(one for one in (ROOT / "report_templates").rglob("*") if one.suffix in (".ttf", ".woff2"))
    document = bill(libraries, fonts)
    number = uuid5(NAMESPACE_URL, json.dumps(document, sort_keys=True))
    first = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{number}"}
    json.dump({**first, **document}, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
