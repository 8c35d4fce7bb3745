"""What a worker gives up, seen from within and from outside."""

import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cem_maturity.adapters import bundled, pdf
from cem_maturity.adapters.html_report import Medium
from cem_maturity.adapters.render_door import Door, Filled, Job
from cem_maturity.adapters.render_door.confinement import environment
from cem_maturity.application.language import languages, speak
from tests.adapters.reports import TEMPLATES, the_html, the_values

FONTS = TEMPLATES / "fonts"

ATTEMPTS: Mapping[str, str] = {
    "read a module": "open(json.__file__).close()",
    "write in its folder": "open(own + '/a', 'w').write('a')",
    "make a folder in its folder": "os.mkdir(own + '/b')",
    "read what it wrote": "open(own + '/a').read()",
    "remove what it wrote": "os.remove(own + '/a')",
    "read a file": "open('/etc/passwd').close()",
    "read a file by another way": "os.open('/etc/passwd', os.O_RDONLY)",
    "read a file beside its folder": "open(own + '/../canary').close()",
    "read a folder": "os.listdir('/')",
    "read through a link": "open(own + '/link').close()",
    "write beside its folder": "open(own + '/../a', 'w')",
    "write where it may read": "open(json.__file__, 'a')",
    "write by another way": "os.open(json.__file__, os.O_RDWR)",
    "make a link": "os.symlink('/etc/passwd', own + '/b/c')",
    "rename": "os.rename(own + '/b', own + '/../b')",
    "remove": "os.remove(own + '/../canary')",
    "remove a folder": "os.rmdir(own + '/../empty')",
    "open a socket": "socket.socket()",
    "ask for an address": "socket.getaddrinfo('localhost', 80)",
    "run a program": "subprocess.run(['true'])",
    "run a shell": "os.system('true')",
    "replace itself": "os.execv('/bin/true', ['true'])",
    "fork": "os.fork() or os._exit(0)",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "kill": "os.kill(os.getppid(), 0)",
    "load a library": "ctypes.CDLL('libc.so.6')",
}
ALLOWED = [
    "read a module",
    "write in its folder",
    "make a folder in its folder",
    "read what it wrote",
    "remove what it wrote",
]

WITHIN = """
import ctypes, json, os, socket, subprocess, sys
from cem_maturity.adapters.render_door.confinement import Refused, confine
own = sys.argv[1]
attempts = json.load(sys.stdin)
confine(readable=[os.path.dirname(json.__file__)], own=own)
passed = []
for name, attempt in attempts.items():
    try:
        exec(attempt)
    except Refused:
        continue
    passed.append(name)
print(json.dumps(passed))
"""


def test_a_confined_process_does_what_it_must_and_no_more(tmp_path: Path) -> None:
    """Code is read, its own folder is its own; every other file, address and program is refused."""
    import json

    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "canary").write_text("CANARY")
    (own / "link").symlink_to(tmp_path / "canary")

    ended = subprocess.run(
        [sys.executable, "-c", WITHIN, str(own)],
        input=json.dumps(ATTEMPTS),
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stderr == ""
    assert json.loads(ended.stdout) == ALLOWED
    assert sorted(path.name for path in tmp_path.iterdir()) == ["canary", "empty", "own"]


def test_a_worker_sees_no_variable_but_those_for_libraries() -> None:
    """Secrets in the environment stay with the program."""
    assert environment({"TOKEN": "CANARY", "HOME": "/home/ada", "PATH": "/bin", "LD_LIBRARY_PATH": "/lib"}) == {
        "PATH": "/bin",
        "LD_LIBRARY_PATH": "/lib",
    }


def the_set() -> tuple[dict[str, str], dict[str, str]]:
    """The texts and fonts of the standard set, as somebody else's."""
    paths = [path for path in TEMPLATES.rglob("*") if path.is_file()]
    texts = {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix in (".html", ".css", ".js")
    }
    fonts = {path.name: b64encode(path.read_bytes()).decode() for path in paths if path.suffix == ".woff2"}
    return texts, fonts


def test_a_worker_makes_the_very_bytes_that_this_process_makes() -> None:
    """No font is missing behind the door, in the first job and in the next; templates of ours or of others."""
    html = the_html(medium=Medium.PRINT)
    pages = Filled(the_values(), "en", {"medium": "print"}, *the_set())
    door = Door()

    made = [door.render(Job(one, str(FONTS))) for one in (html, pages)]
    own = Path(door._folder)
    door.close()

    assert made == [pdf.render(html, fonts=FONTS)] * 2
    assert own.name.startswith("cem-")
    assert not own.exists()


def test_a_worker_writes_every_language_as_this_process_does() -> None:
    """What figures and dates are written with is loaded behind the door, too."""
    values = the_values()
    door = Door()

    made = {code: door.render(Job(Filled(values, code, {}, *the_set()))).decode() for code in languages()}
    door.close()

    pages = {code: the_html(values, language=speak(code)) for code in languages()}
    assert {code: page.partition("<html")[2] for code, page in made.items()} == {
        code: page.partition("<html")[2] for code, page in pages.items()
    }


# -- from outside

PAGE = """<html lang=en><title>t</title><link rel=attachment href="file:///etc/passwd">
<style>@import url(file:///etc/passwd); @font-face { font-family: x; src: url(file:///etc/passwd) }</style>
<p style="font-family: x">{{ organisation.name }}<img src="http://127.0.0.1:9/x"><img src="file:///etc/passwd">
<p lang=fa dir=rtl>سلام"""

SPY = """
import os, sys
log = os.open(os.path.dirname(__file__) + f'/log-{os.getpid()}', os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def spy(event, arguments):
    if event in ('open', 'sys.addaudithook') or event.startswith('socket.'):
        os.write(log, f'{event} {str(arguments[0] if arguments else "")}\\n'.encode(errors='replace'))
sys.addaudithook(spy)
"""
"""Sees what Python does in the worker, wherever it runs."""


def can_trace() -> bool:
    """Whether strace is here and this system lets it watch."""
    strace = shutil.which("strace")
    return (
        strace is not None and subprocess.run([strace, "-qq", "true"], capture_output=True, check=False).returncode == 0
    )


def seen_by_python(run: list[str], folder: Path) -> Iterator[str]:
    """The paths that a worker opens by Python after its doors have closed, and `socket.…` for each of those."""
    (folder / "sitecustomize.py").write_text(SPY)
    search = os.pathsep.join([str(folder), *(path for path in sys.path if path)])
    subprocess.run(run, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": search})
    worker = next(text for log in folder.glob("log-*") if "sys.addaudithook" in (text := log.read_text()))
    for line in worker.partition("sys.addaudithook")[2].splitlines()[1:]:
        event, _, path = line.partition(" ")
        yield path if event == "open" else event


def seen_by_the_system(run: list[str], folder: Path) -> Iterator[str]:
    """The same by any library, as the system sees it."""
    log = folder / "calls"
    calls = "trace=open,openat,socket,connect,execve,fork,vfork,write"
    subprocess.run(
        ["strace", "-f", "-qq", "-s", "20", "-e", calls, "-o", str(log), *run], check=True, capture_output=True
    )
    text = log.read_text(errors="replace")
    ready = re.search(r'^(\d+) +write\(\d+, "!', text, re.MULTILINE)
    assert ready
    for line in text[ready.start() :].splitlines():
        call = re.match(rf"{ready.group(1)} +(\w+)\((?:AT_FDCWD, )?(?:\"([^\"]*)\")?", line)
        if call and call.group(1) != "write" and not re.search("= -1 ENO(?:ENT|TDIR)", line):
            yield call.group(2) if call.group(1).startswith("open") else call.group(1)


WATCHERS = (seen_by_python, seen_by_the_system) if can_trace() else (seen_by_python,)


@pytest.mark.parametrize("seen", WATCHERS)
def test_a_worker_opens_nothing_but_code_and_fonts(seen: object, tmp_path: Path) -> None:
    """While it makes a page that asks for more: modules, our package and fonts, its own folder, and no address."""
    template = tmp_path / "template"
    template.mkdir()
    (template / "template.yaml").write_text("format: 1\ntemplate: spy\n")
    (template / "report.html").write_text(PAGE, encoding="utf-8")
    answers = str(bundled.examples() / "cinema" / "answers.yaml")
    run = [sys.executable, "-m", "cem_maturity", "report", answers, "-o", str(tmp_path / "a.pdf")]
    known = [str(Path(bundled.__file__).parents[1]), str(bundled.report_templates()), sys.base_prefix, sys.prefix]
    known += [str(Path(shutil.__file__).parent), *(path for path in sys.path if path.endswith("site-packages"))]
    known += ["/usr/share/fontconfig", "/var/cache/fontconfig", "/usr/lib/python3"]
    known.append(os.devnull)  # its home, in which fontconfig looks in vain
    allowed = tuple(os.path.realpath(path) for path in known)

    opened = list(seen([*run, "--template", str(template)], tmp_path))  # type: ignore[operator]

    assert any(path.endswith("NotoSans-Regular.ttf") for path in opened)
    assert [path for path in opened if not os.path.realpath(path).startswith(allowed) and "/cem-" not in path] == []
