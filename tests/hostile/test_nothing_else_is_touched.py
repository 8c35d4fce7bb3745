"""No file is read, and nobody reached, but what the user has named: seen by the system, call by call.

The documents name files and addresses wherever they can; a listener on this machine waits, and files beside the answers
must stay closed.
"""

import itertools
import os
import socket
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

import cem_maturity
from cem_maturity.adapters import bundled
from tests.adapters.brands import a_picture
from tests.cli.a_terminal import ATerminal
from tests.domain.strategies import THOROUGH
from tests.filled import IDS, WHOLE, filled
from tests.hostile.answers import put_down
from tests.hostile.watched import Seen, can_trace, found_in, watched, wrapped

PROGRAM = [sys.executable, "-P", "-m", "cem_maturity"]

ALLOWED = {
    "Python and its packages": [
        sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"),
        *(path for path in sys.path if "site-packages" in path),
    ],
    "our own program, its questionnaires and templates": [
        str(Path(cem_maturity.__file__).parent), *map(str, {bundled.report_templates(), bundled.examples()}),
        *{str(folder.parent) for folder in bundled.questionnaires().values()},
    ],
    "libraries of the system, in C": ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"],
    "names of languages, for gettext and the C library": ["/usr/share/locale", "/usr/lib/locale", "/etc/locale.alias"],
    "settings of OpenSSL, which makes digests": ["/etc/ssl/openssl.cnf"],
    "the time zone": ["/etc/localtime", "/usr/share/zoneinfo", "/etc/timezone"],
    "fonts: settings and a list of what there is, for WeasyPrint": [
        "/etc/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig", "/usr/share/fonts", "/usr/local/share/fonts",
    ],
    "what kinds of files there are, for WeasyPrint": ["/etc/mime.types"],
    "what a terminal can do": ["/usr/share/terminfo", "/etc/terminfo", "/dev/tty", "/dev/pts"],
    "nothing at all, and chance": ["/dev/null", "/dev/urandom"],
    "what kind of system this is, for libraries in C": ["/proc/filesystems", "/proc/self", "/proc/cpuinfo", "/sys"],
}  # fmt: skip
"""What every run may open, by the reason for it; of folders, all that is in them."""

BY_THE_SEARCH_FOR_MODULES = {os.path.realpath(path) for path in sys.path if path}
"""Folders whose names of files Python lists when it looks for a module."""


def own_folder(path: str) -> bool:
    """Whether it is, or lies in, a folder that the program makes for a process of its own, and removes."""
    return path.startswith(os.path.realpath(tempfile.gettempdir()) + os.sep + "cem-")


def others(seen: Seen, folder: Path) -> set[str]:
    """What was touched without being allowed; paths in *folder* by their names in it."""
    roots = [os.path.realpath(path) for paths in ALLOWED.values() for path in paths]
    rest = {
        path
        for path in seen.touched - BY_THE_SEARCH_FOR_MODULES
        if not any(path == root or path.startswith(root + os.sep) for root in roots) and not own_folder(path)
    }
    return {os.path.relpath(path, folder) if Path(path).is_relative_to(folder) else path for path in rest}


@contextmanager
def a_listener() -> Iterator[int]:
    """A port on this machine to which nobody may come."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with answers that name files and addresses wherever they can, and with what they name."""
    work = tmp_path / "work"
    work.mkdir()
    canary = work / "canary.svg"
    canary.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>CANARY</title></svg>")
    (work / "canary.yaml").write_text("format: 1\n")
    with a_listener() as port:
        addresses = (f"http://127.0.0.1:{port}/x", f"//127.0.0.1:{port}/x", canary.as_uri(), "canary.svg", str(canary))
        vectors = (
            '<img src="{0}">', "![a]({0})", "<link rel=attachment href='{0}'>", "<style>@import url({0});</style>",
            '=WEBSERVICE("{0}")', "{{% include '{0}' %}}", "[link={0}]a[/link]", "<svg><use href='{0}#a'/></svg>",
            "{0}",
            "<script src='{0}'></script>", "url({0})", "<iframe src='{0}'></iframe>", "!include {0}", "\\input{{{0}}}",
            "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM '{0}'>]>&b;", "$(curl {0})", "<a href='{0}'>a</a>",
        )  # fmt: skip
        texts = itertools.cycle(vector.format(address) for vector in vectors for address in addresses)
        assessment = filled(WHOLE, lambda field, said: said if field in IDS else next(texts))
        put_down(work, assessment, "a.yaml")
        put_down(work, replace(assessment, date="2025-11-21"), "then.yaml")
        (work / "logo.png").write_bytes(a_picture(9, 9))
        (work / "brand.yaml").write_text(
            f"format: 1\nname: a\nlogo: logo.png\nfooter: <img src='{addresses[0]}'>\n"
            f"contact: ['{addresses[0]}', '<img src=canary.svg>']\n"
        )
        (work / "in").mkdir()
        (work / "in" / "a.yaml").write_bytes((work / "a.yaml").read_bytes())
        template = work / "mine"
        template.mkdir()
        (template / "template.yaml").write_text("format: 1\ntemplate: a\n")
        (template / "report.html").write_text(
            "<html lang=en><title>t</title>"
            + "".join(
                f"<style>@import url({one}); @font-face {{ font-family: x; src: url({one}) }}"
                f"body {{ background: url({one}) }}</style><img src='{one}' alt=a><link rel=stylesheet href='{one}'>"
                for one in (addresses[0], addresses[2])
            )
            + "<p>{{ organisation.name }}"
        )
        yield work


A = {"a.yaml", "small.yaml"}


def written(name: str) -> set[str]:
    """What the door *save* touches for a file: itself, its lock, its new bytes, and its folder."""
    path = Path(name)
    return {name, str(path.with_name(f".{path.name}.lock")), str(path.with_name(f".{path.name}.tmp")), str(path.parent)}


PORTFOLIO = [f"out/portfolio.{suffix}" for suffix in ("csv", "html", "json", "xlsx")]

RUNS: dict[str, tuple[str, set[str]]] = {
    "score": ("score a.yaml --partial", A),
    "json": ("score a.yaml --partial --format json", A),
    "explain": ("explain a.yaml --partial", A),
    "plan": ("plan a.yaml --partial --target 3", A),
    "check": ("check a.yaml --partial", A),
    "follow-up": ("follow-up a.yaml -o f.md", A | written("f.md")),
    "compare": ("compare a.yaml then.yaml --partial -o c.html", {*A, "then.yaml"} | written("c.html")),
    "html": (
        "report a.yaml --partial -o r.html --brand brand.yaml --baseline then.yaml",
        {*A, "brand.yaml", "logo.png", "then.yaml"} | written("r.html"),
    ),
    "pdf": (
        "report a.yaml --partial -o r.pdf --brand brand.yaml --baseline then.yaml",
        {*A, "brand.yaml", "logo.png", "then.yaml"} | written("r.pdf"),
    ),
    "template": (
        "report a.yaml --partial -o t.pdf --template mine",
        {*A, "mine", "mine/template.yaml", "mine/report.html"} | written("t.pdf"),
    ),
    "xlsx": ("report a.yaml --partial -o r.xlsx", A | written("r.xlsx")),
    "md": ("report a.yaml --partial -o r.md", A | written("r.md")),
    "print": ("print small.yaml -o p.html", {"small.yaml"} | written("p.html")),
    "read back": ("score r.pdf --partial", {"r.pdf", "small.yaml"}),
}
"""A command, and what of the user's folder it may touch; `--questionnaire small.yaml` is added."""

ALWAYS = ("score", "html", "template")


def is_all(seen: Seen, folder: Path, expected: set[str]) -> None:
    """It touched what was *expected* in *folder*, reached nobody, and started nothing but this Python."""
    found = others(seen, folder) - {"."}
    # Where Python alone can be watched, what was there is not told from what was looked for.
    wanted = expected - {"."}
    assert (found - wanted, wanted - found if can_trace() else set()) == (set(), set())
    assert seen.reached == ()
    assert seen.started <= {os.path.realpath(sys.executable)}


@pytest.mark.parametrize("name", [name for name in RUNS if name != "read back" and (THOROUGH or name in ALWAYS)])
def test_a_command_touches_what_it_was_given(name: str, folder: Path) -> None:
    """Its files, its output beside the lock and the new bytes, and what is on the list."""
    command, expected = RUNS[name]
    asked = [] if name in ("print",) else ["--questionnaire", "small.yaml"]

    seen = watched([*PROGRAM, *command.split(), *asked], folder, folder.parent / "log")

    is_all(seen, folder, expected)


def test_a_batch_touches_what_it_was_given(folder: Path) -> None:
    """The folder of answers, and its own folder; one worker for pages, none for anything else."""
    command = ["batch", "in", "-o", "out", "--questionnaire", "small.yaml", "--partial", "--format", "pdf"]

    seen = watched([*PROGRAM, *command], folder, folder.parent / "log")

    kept = {path.relative_to(folder).as_posix() for path in (folder / "out").rglob("*") if path.is_file()}
    assert len(kept) == 6
    expected = {"in", "in/a.yaml", "small.yaml"}.union(*map(written, kept))
    is_all(seen, folder, expected - {"out/..cem-batch.jsonl.tmp"})  # a file that grows


def test_a_plain_interview_touches_its_file_alone(folder: Path) -> None:
    """And the questionnaire."""
    lines = ["<img src=canary.svg>", "", "", "", "", "", "n canary.svg", "2", "q"]

    seen = watched(
        [*PROGRAM, "interview", "new.yaml", "--plain", "--questionnaire", "small.yaml"],
        folder,
        folder.parent / "log",
        "".join(f"{line}\n" for line in lines),
    )

    is_all(seen, folder, {"small.yaml"} | written("new.yaml"))


def test_an_interview_on_a_terminal_touches_its_file_alone(folder: Path) -> None:
    """The same on the screen."""
    log = folder.parent / "log"
    before = wrapped(log) if can_trace() else []
    screen = ATerminal(folder, "new.yaml", "--questionnaire", "small.yaml", before=before)
    try:
        screen.shows("Which organisation is this about?")
        screen.types("canary.svg", "\r", "\x04")
        assert screen.ends() == 0
    finally:
        screen.close()

    if before:
        is_all(found_in(log, folder), folder, {"small.yaml"} | written("new.yaml"))


def test_the_watch_would_see_it(folder: Path) -> None:
    """A file beside the answers, a program, an address: each is told."""
    code = (
        "import os, socket, subprocess; open('canary.yaml').close(); os.open('/etc/hostname', os.O_RDONLY);"
        "socket.socket().connect_ex(('127.0.0.1', 9)); subprocess.run(['/bin/true'])"
    )

    seen = watched([sys.executable, "-c", code], folder, folder.parent / "log")

    assert others(seen, folder) - {"."} == {"canary.yaml", "/etc/hostname"}
    assert len(seen.reached) >= 1
    assert os.path.realpath("/bin/true") in seen.started
