"""The doors of the program: load, show and save, and no way beside them.

A walk over the syntax of every module, and over the text of every template. What a walk cannot see (a name built at
run time, a value passed on) is the business of the other tests.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import cem_maturity
from cem_maturity.adapters import bundled

PACKAGE = Path(cem_maturity.__file__).parent

RULES: Mapping[str, re.Pattern[str]] = {
    "reads a file": re.compile(r"(?:(?:.*\.)?open|.+\.read_(?:text|bytes)|.*\bfileinput\..+|mmap\.mmap)"),
    "changes a file": re.compile(
        r".+\.write_(?:text|bytes)|os\.(?:write|rename|renames|replace|remove|unlink|truncate|mkdir|makedirs|link|symlink)"
        r"|.+\.(?:touch|unlink|rmdir|symlink_to|hardlink_to|chmod|mkdir)"
        r"|shutil\.(?:copy\w*|move|rmtree|make_archive|unpack_archive)|tempfile\..+"
    ),
    "parses YAML": re.compile(
        r"yaml\.(?:\w+_)?(?:load|load_all|parse|scan|compose|compose_all)|(?:yaml\.)?C?(?:Safe|Full|Base|Unsafe)?Loader"
    ),
    "prints": re.compile(
        r"(?:.+\.)?print|.*\bstd(?:out|err)\.(?:write|writelines|buffer\..+)|(?:.+\.)?Console|os\.(?:fdopen|dup2)"
    ),
    "asks": re.compile(r"input|getpass\..+|sys\.stdin\.(?!isatty).+"),
    "takes text for markup": re.compile(r"(?:.+\.)?(?:from_markup|from_ansi|Markup|render_str)"),
    "runs code": re.compile(
        r"eval|exec|compile|__import__|subprocess\..+|os\.(?:system|popen|exec\w*|spawn\w*|posix_spawn)"
        r"|pickle\..+|marshal\..+"
    ),
    "reaches the network": re.compile(r"socket\.(?:socket|create_connection|create_server)|urllib\..+|http\..+"),
}
"""What a call is, by the name that is called."""

IMPORTS: Mapping[str, str] = {"yaml": "parses YAML", "ruamel": "parses YAML"}
"""What a module is for that imports one of these."""

ARGUMENTS = {("markup", True), ("autoescape", False), ("presentational_hints", True)}
"""Arguments by which any call takes text for markup."""

ALLOWED: Mapping[tuple[str, str], str] = {
    ("adapters/disk/loading.py", "reads a file"): "the door load",
    ("adapters/disk/journal.py", "reads a file"): "the door save for a file that grows: it opens what it adds to",
    ("adapters/disk/journal.py", "changes a file"): "the same, line by line, for its owner alone",
    ("adapters/disk/attached.py", "runs code"): "PDFs are read by our own Python, in a process with limits",
    ("adapters/disk/attached.py", "prints"): "to the program that started it, through a pipe",
    ("adapters/disk/attached.py", "asks"): "what the program that started it hands over",
    ("adapters/disk/saving.py", "reads a file"): "the door save opens what it writes",
    ("adapters/disk/saving.py", "changes a file"): "the door save",
    ("adapters/strict_yaml.py", "parses YAML"): "the only reader of YAML: events, no objects",
    ("adapters/brand_file/pictures.py", "reads a file"): "a picture, from bytes that the door load has read",
    ("adapters/html_report/wording.py", "takes text for markup"): "places to break a word, between escaped pieces",
    ("adapters/html_report/markdown.py", "takes text for markup"): "text escaped for Markdown, which is no HTML",
    ("adapters/html_report/environment.py", "reads a file"): "fonts and styles of our own package",
    ("adapters/pdf/__init__.py", "reads a file"): "fonts of our own package",
    ("adapters/terminal/drawing.py", "prints"): "draws into a text that cli.streams puts out",
    ("adapters/terminal/progress.py", "prints"): "a bar of our own words and figures, on the terminal of stderr",
    ("adapters/render_door/door.py", "runs code"): "the door render starts its worker, this very Python",
    ("adapters/render_door/door.py", "changes a file"): "the worker's own folder, for fonts, and its end",
    ("adapters/render_door/worker.py", "changes a file"): "the same, emptied by the worker where it lives longer",
    ("adapters/render_door/jobs.py", "takes text for markup"): "what was markup before it went to the worker",
    ("adapters/render_door/worker.py", "prints"): "bytes to the program, and nothing to anybody else",
    ("adapters/render_door/worker.py", "reads a file"): "the null device, and scripts of our own package",
    ("cli/streams.py", "prints"): "the door show",
    ("cli/streams.py", "reads a file"): "the null device, when stdout is gone",
    ("cli/against.py", "asks"): "the key that goes on from one step of a reveal to the next",
    ("cli/interviewing.py", "prints"): "the plain interview's lines, which its view has shown",
    ("cli/app.py", "prints"): "our own version",
    ("__main__.py", "prints"): "our own version, and what is left in the buffer",
}
"""Every place that may, with its reason."""

IN_TEMPLATES: Mapping[str, re.Pattern[str]] = {
    "leaves text unescaped": re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\("),
    # But for those that the page's policy names by their hashes.
    "runs a script": re.compile(
        r"<script(?!>\{% include \"js/(?:page|units)\.js\" %\}</script>)|\bon\w+\s*=\s*[\"']|javascript:", re.IGNORECASE
    ),
    "fetches": re.compile(
        r"url\(\s*[\"']?(?!data:|#|\{)[^)\s]|@import|(?:src|xlink:href)\s*=\s*[\"'](?!data:|\{|#)|<(?:link|iframe|object|embed)\b"
    ),
    "turns text into markup": re.compile(
        r"(?:inner|outer|adjacent)HTML|document\.write|\beval\(|new Function", re.IGNORECASE
    ),
    "leaves an attribute unquoted": re.compile(r"<[a-z][^<>{}]*\s[a-z-]+=\{\{"),
}

ALLOWED_IN_TEMPLATES: Mapping[tuple[str, str], str] = {
    ("fonts/fonts.css", "fetches"): "the fonts beside it, for PDF; the fetcher allows that folder alone",
}


def ways(source: str) -> Iterator[tuple[int, str]]:
    """The line of each import and call in *source* that passes beside a door, and what it does."""
    nodes = list(ast.walk(ast.parse(source)))
    imported = dict(pair for node in nodes for pair in names_of(node))
    for node in nodes:
        match node:
            case ast.Import() | ast.ImportFrom():
                packages = {full.partition(".")[0] for _, full in names_of(node)}
                yield from ((node.lineno, IMPORTS[package]) for package in packages if package in IMPORTS)
            case ast.Call(func=function, args=arguments, keywords=keywords):
                first, dot, rest = ast.unparse(function).partition(".")
                called = imported.get(first, first) + dot + rest
                if called.startswith("cem_maturity."):
                    continue
                yield from ((node.lineno, rule) for rule, pattern in RULES.items() if pattern.fullmatch(called))
                given = {(one.arg, one.value.value) for one in keywords if isinstance(one.value, ast.Constant)}
                if given & ARGUMENTS:
                    yield node.lineno, "takes text for markup"
                if called.endswith("write_pdf") and (arguments or any(one.arg == "target" for one in keywords)):
                    yield node.lineno, "changes a file"


def names_of(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Each name that an import statement brings, and what it stands for."""
    match node:
        case ast.Import(names=names):
            yield from (
                (
                    alias.asname or alias.name.partition(".")[0],
                    alias.name if alias.asname else alias.name.partition(".")[0],
                )
                for alias in names
            )
        case ast.ImportFrom(module=str() as module, names=names):
            yield from ((alias.asname or alias.name, f"{module}.{alias.name}") for alias in names)


def found_in_modules() -> dict[tuple[str, str], list[int]]:
    """The lines of the package that pass beside a door, by module and what they do."""
    found: dict[tuple[str, str], list[int]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "compiled":
            continue  # made from templates, which have rules of their own
        for line, rule in ways(path.read_text(encoding="utf-8")):
            found.setdefault((path.relative_to(PACKAGE).as_posix(), rule), []).append(line)
    return found


def found_in_templates() -> dict[tuple[str, str], list[int]]:
    """The lines of the templates that pass beside a door, by template and what they do."""
    found: dict[tuple[str, str], list[int]] = {}
    root = bundled.report_templates()
    for path in sorted(root.rglob("*")):
        if path.suffix not in (".html", ".css", ".js", ".j2", ".svg", ".jinja", ".md"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for rule, pattern in IN_TEMPLATES.items():
                if pattern.search(line):
                    within = path.relative_to(root).as_posix()
                    found.setdefault((within.partition("/")[2], rule), []).append(number)
    return found


def test_no_module_passes_beside_a_door() -> None:
    """Every call that reads, writes, prints, asks, parses or runs stands in a place that is named here."""
    assert {place: lines for place, lines in found_in_modules().items() if place not in ALLOWED} == {}


def test_no_template_passes_beside_a_door() -> None:
    """Templates escape everything, run nothing and fetch nothing."""
    found = found_in_templates()

    assert {place: lines for place, lines in found.items() if place not in ALLOWED_IN_TEMPLATES} == {}


def test_every_permission_is_used() -> None:
    """A permission that nobody needs any more would let the next mistake pass."""
    assert sorted(ALLOWED.keys() - found_in_modules().keys()) == []
    assert sorted(ALLOWED_IN_TEMPLATES.keys() - found_in_templates().keys()) == []


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("open('a')", "reads a file"),
        ("io.open('a')", "reads a file"),
        ("Path('a').open()", "reads a file"),
        ("os.open('a', 0)", "reads a file"),
        ("Path('a').read_text()", "reads a file"),
        ("path.read_bytes()", "reads a file"),
        ("path.write_text('')", "changes a file"),
        ("path.parent.mkdir()", "changes a file"),
        ("os.replace(a, b)", "changes a file"),
        ("shutil.copyfile(a, b)", "changes a file"),
        ("tempfile.NamedTemporaryFile()", "changes a file"),
        ("document.write_pdf('report.pdf')", "changes a file"),
        ("HTML(string=x).write_pdf(target=path)", "changes a file"),
        ("yaml.safe_load(text)", "parses YAML"),
        ("yaml.load_all(text)", "parses YAML"),
        ("yaml.parse(text)", "parses YAML"),
        ("CSafeLoader(text)", "parses YAML"),
        ("import yaml", "parses YAML"),
        ("from yaml.events import ScalarEvent", "parses YAML"),
        ("print(text)", "prints"),
        ("rich.print(text)", "prints"),
        ("console.print(text)", "prints"),
        ("sys.stdout.write(text)", "prints"),
        ("sys.stdout.buffer.write(text)", "prints"),
        ("input()", "asks"),
        ("sys.stdin.readline()", "asks"),
        ("Text.from_markup(text)", "takes text for markup"),
        ("Table(title, markup=True)", "takes text for markup"),
        ("Environment(autoescape=False)", "takes text for markup"),
        ("markupsafe.Markup(text)", "takes text for markup"),
        ("eval(text)", "runs code"),
        ("subprocess.run(command)", "runs code"),
        ("pickle.loads(text)", "runs code"),
        ("urllib.request.urlopen(address)", "reaches the network"),
        ("from os import replace as put\nput(a, b)", "changes a file"),
        ("import subprocess as s\ns.run(command)", "runs code"),
        ("from rich.console import Console\nConsole()", "prints"),
    ],
)
def test_a_way_beside_a_door_is_seen(source: str, rule: str) -> None:
    """The walk knows each of these by its name, however it was imported, or by its arguments."""
    assert [found for _, found in ways(source)] == [rule]


@pytest.mark.parametrize(
    "source",
    [
        "from cem_maturity.adapters.disk import read_text\nread_text(path)",
        "save(path, content)",
        "text.replace('a', 'b')",
        "document.write_pdf(stylesheets=[css])",
        "put(text)",
        "Text(show(name))",
        "Environment(autoescape=True)",
        "re.compile(pattern)",
    ],
)
def test_the_doors_themselves_are_open(source: str) -> None:
    """What goes through a door is no way beside it."""
    assert list(ways(source)) == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("{{ note|safe }}", "leaves text unescaped"),
        ("{{ note | safe }}", "leaves text unescaped"),
        ("{% autoescape false %}", "leaves text unescaped"),
        ("<script>", "runs a script"),
        ('<script>{% include "js/page.js" %} more</script>', "runs a script"),
        ("row.innerHTML = text", "turns text into markup"),
        ('<p onclick="x()">', "runs a script"),
        ("background: url(https://example.org/a.png)", "fetches"),
        ("background: url('a.png')", "fetches"),
        ('<img src="a.png">', "fetches"),
        ('<link rel="stylesheet">', "fetches"),
        ("<p title={{ name }}>", "leaves an attribute unquoted"),
    ],
)
def test_a_way_beside_a_door_is_seen_in_a_template(line: str, rule: str) -> None:
    """Each of these lines is refused."""
    assert [name for name, pattern in IN_TEMPLATES.items() if pattern.search(line)] == [rule]
