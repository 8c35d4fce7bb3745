"""The doors of the program: load, show, save and render, and no way beside them.

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
    "reads a file": re.compile(
        r"(?:(?:.*\.)?open|.+\.read_(?:text|bytes)|.*\bfileinput\..+|mmap\.mmap|(?:.+\.)?FileIO|linecache\..+"
        r"|(?:zipfile\.)?(?:Zip|PyZip)File|sqlite3\.connect|(?:.+\.)?(?:PdfReader|TTFont|truetype))"
    ),
    "changes a file": re.compile(
        r".+\.write_(?:text|bytes)|os\.(?:write|rename|renames|replace|remove|unlink|f?truncate|mkdir|makedirs|rmdir)"
        r"|os\.(?:link|symlink|mkfifo|mknod|utime|l?chmod|l?chown|fchmod|fchown|sendfile|copy_file_range)"
        r"|.+\.(?:touch|unlink|rmdir|rename|symlink_to|hardlink_to|l?chmod|mkdir|save|extractall)"
        r"|shutil\.(?:copy\w*|move|rmtree|make_archive|unpack_archive)|tempfile\..+|(?:.+\.)?Workbook"
    ),
    "parses YAML": re.compile(
        r"yaml\.(?:\w+_)?(?:load|load_all|parse|scan|compose|compose_all)|(?:yaml\.)?C?(?:Safe|Full|Base|Unsafe)?Loader"
    ),
    "prints": re.compile(
        r"(?:.+\.)?print|.*\b(?:__)?std(?:out|err)(?:__)?\.(?:write|writelines|buffer\..+)|(?:.+\.)?Console"
        r"|os\.(?:fdopen|dup2)|(?:.+\.)?s?echo|(?:.+\.)?print_formatted_text|rich\.(?:live|progress|status)\..+"
        r"|rich\.(?:inspect|get_console|print_json)|warnings\.warn(?:_explicit)?|traceback\.print_\w+|pydoc\..+"
    ),
    "asks": re.compile(
        r"input|getpass\..+|sys\.(?:__)?stdin(?:__)?\.(?!isatty).+|(?:typer|click)\.(?:prompt|confirm)"
        r"|(?:.+\.)?PromptSession|prompt_toolkit\.(?:.+\.)?prompt"
    ),
    "takes text for markup": re.compile(r"(?:.+\.)?(?:from_markup|from_ansi|Markup|render_str)"),
    "renders": re.compile(
        r"(?:.+\.)?(?:HTML|CSS|\w*Environment|Template|Confined)|jinja2\..+|.+\.(?:from_string|compile_expression)"
    ),
    "runs code": re.compile(
        r"eval|exec|compile|__import__|breakpoint|globals|subprocess\..+|os\.(?:system|popen|exec\w*|spawn\w*|fork\w*)"
        r"|os\.(?:posix_spawn\w*|kill|killpg|startfile)|(?:pickle|marshal|shelve|dbm|runpy|code|pdb|multiprocessing)\..+"
        r"|importlib\.(?:import_module|reload|util\..+|machinery\..+)|concurrent\.futures\..+|.*ProcessPoolExecutor"
        r"|asyncio\.create_subprocess_\w+|ctypes\.(?!util\.).+|sys\.(?:settrace|setprofile|addaudithook)|typer\.launch"
    ),
    "reaches the network": re.compile(
        r"(?:socket\.(?!gethostname$)|(?:_socket|ssl|urllib|http|ftplib|smtplib|poplib|imaplib|xmlrpc|socketserver)\.).+"
        r"|(?:requests|httpx|aiohttp|urllib3|webbrowser)\..+|asyncio\.(?:open_\w*connection|start_\w*server)"
    ),
}
"""What a call is, by the name that is called."""

IMPORTS: Mapping[str, str] = {
    "yaml": "parses YAML",
    "ruamel": "parses YAML",
    "logging": "keeps a log",
    "syslog": "keeps a log",
    "traceback": "tells where code went wrong",
    "faulthandler": "tells where code went wrong",
    "cgitb": "tells where code went wrong",
}
"""What a module is for that imports one of these."""

ARGUMENTS: Mapping[tuple[str | None, object], str] = {
    ("markup", True): "takes text for markup",
    ("autoescape", False): "takes text for markup",
    ("presentational_hints", True): "takes text for markup",
    ("show_locals", True): "tells where code went wrong",
    ("capture_locals", True): "tells where code went wrong",
    ("pretty_exceptions_enable", True): "tells where code went wrong",
    ("pretty_exceptions_show_locals", True): "tells where code went wrong",
}
"""What a call does by one of its arguments."""

MODULES = {"os", "sys", "io", "shutil", "builtins", "importlib", "yaml", "subprocess", "socket"}
"""Modules from which nothing is taken by a name that is made at run time."""

DRAWING = re.compile(r"(?:rich\..+\.)?(?:Padding|Panel|Text|Columns|Align)|.+\.(?:add_row|add_column)|Text\.assemble")
"""What rich draws: text among its arguments has gone through `show`."""

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
    ("adapters/disk/attached.py", "reads a file"): "a PDF, from bytes, in that process",
    ("adapters/brand_file/pictures.py", "reads a file"): "a picture, from bytes that the door load has read",
    ("adapters/brand_file/pictures.py", "changes a file"): "the picture drawn anew, into memory",
    ("adapters/brand_file/typefaces.py", "reads a file"): "a font, from bytes that the door load has read",
    ("adapters/workbook/writing.py", "changes a file"): "a workbook, into memory",
    ("application/interview.py", "changes a file"): "by the function it is given, which is the door save",
    ("cli/interviewing.py", "changes a file"): "hands that function over",
    ("adapters/html_report/wording.py", "takes text for markup"): "places to break a word, between escaped pieces",
    ("adapters/html_report/markdown.py", "takes text for markup"): "text escaped for Markdown, which is no HTML",
    ("adapters/html_report/environment.py", "reads a file"): "fonts and styles of our own package",
    (
        "adapters/html_report/environment.py",
        "renders",
    ): "the surroundings of all templates: always escaped, never trusted",
    ("adapters/html_report/compiling.py", "renders"): "our own templates, from code made while the program is built",
    ("adapters/html_report/compiling.py", "runs code"): "looks for that code in our own package",
    ("adapters/pdf/__init__.py", "reads a file"): "fonts of our own package",
    (
        "adapters/pdf/__init__.py",
        "renders",
    ): "WeasyPrint with a fetcher of our own; the door render calls it in its worker",
    (
        "adapters/pdf/__init__.py",
        "runs code",
    ): "WeasyPrint's parts and the libraries that it stands on, by names of ours",
    ("adapters/terminal/drawing.py", "prints"): "draws into a text that cli.streams puts out",
    ("adapters/terminal/progress.py", "prints"): "a bar of our own words and figures, on the terminal of stderr",
    ("adapters/render_door/door.py", "runs code"): "the door render starts its worker, this very Python",
    ("adapters/render_door/door.py", "changes a file"): "the worker's own folder, for fonts, and its end",
    ("adapters/render_door/worker.py", "changes a file"): "the same, emptied by the worker where it lives longer",
    ("adapters/render_door/jobs.py", "takes text for markup"): "what was markup before it went to the worker",
    ("adapters/workers/process.py", "runs code"): "a worker of a batch, this very Python",
    ("adapters/workers/process.py", "changes a file"): "asks where passing files lie, and makes none",
    ("adapters/workers/here.py", "runs code"): "pipes to those workers",
    ("adapters/workers/worker.py", "tells where code went wrong"): "lines of code, no values, for our own mistakes",
    ("adapters/workers/cluster.py", "tells where code went wrong"): "the same, from another machine",
    ("adapters/workers/cluster.py", "keeps a log"): "silences that of Dask",
    ("adapters/render_door/worker.py", "tells where code went wrong"): "lines of code, no values, for our own mistakes",
    ("adapters/render_door/confinement.py", "runs code"): "the hook that refuses what workers may not do",
    ("adapters/render_door/worker.py", "prints"): "bytes to the program, and nothing to anybody else",
    ("adapters/render_door/worker.py", "reads a file"): "the null device, and scripts of our own package",
    ("cli/streams.py", "prints"): "the door show",
    ("cli/streams.py", "reads a file"): "the null device, when stdout is gone",
    ("cli/against.py", "asks"): "the key that goes on from one step of a reveal to the next",
    ("adapters/terminal/full_screen.py", "runs code"): "stops itself for Ctrl-Z, as shells want it",
    ("cli/interviewing.py", "asks"): "what the plain interview reads, line by line",
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
                if any(one.name == "*" for one in node.names):
                    yield node.lineno, "hides names"
            case ast.Call(func=function, args=arguments, keywords=keywords):
                called = full_name(function, imported)
                if called == "getattr" and not isinstance(arguments[1], ast.Constant):
                    if full_name(arguments[0], imported) in MODULES:
                        yield node.lineno, "hides names"
                elif not called.startswith("cem_maturity."):
                    yield from ((node.lineno, rule) for rule in rules_for(called))
                given = {(one.arg, one.value.value) for one in keywords if isinstance(one.value, ast.Constant)}
                yield from ((node.lineno, ARGUMENTS[one]) for one in given if one in ARGUMENTS)
                if called.endswith("write_pdf") and (arguments or any(one.arg == "target" for one in keywords)):
                    yield node.lineno, "changes a file"
                if DRAWING.fullmatch(called) and any(map(may_be_raw, arguments)):
                    yield node.lineno, "draws what was not shown"
        for one in handed_on(node):
            named = full_name(one, imported)
            if "." in named or not isinstance(one, ast.Name):
                yield from ((one.lineno, rule) for rule in rules_for(named) if rule != "renders")


def rules_for(named: str) -> list[str]:
    """What a call of that name does."""
    return [rule for rule, pattern in RULES.items() if pattern.fullmatch(named)]


def full_name(node: ast.expr, imported: Mapping[str, str]) -> str:
    """What a function is called, by the module that it comes from; `getattr` with a written name is that name."""
    match node:
        case ast.Call(func=ast.Name("getattr"), args=[of, ast.Constant(str() as name), *_]):
            return f"{full_name(of, imported)}.{name}"
    first, dot, rest = ast.unparse(node).partition(".")
    return imported.get(first, first) + dot + rest


def handed_on(node: ast.AST) -> Iterator[ast.expr]:
    """The functions of modules that *node* gives another name or hands to another function, uncalled."""
    match node:
        case ast.Call(args=arguments, keywords=keywords):
            values = [*arguments, *(one.value for one in keywords)]
        case ast.Assign(value=ast.expr() as value) | ast.Return(value=ast.expr() as value):
            values = [value]
        case _:
            return
    yield from (one for one in values if isinstance(one, (ast.Name, ast.Attribute)))


def may_be_raw(node: ast.expr) -> bool:
    """Whether what is drawn may be text as somebody wrote it: neither a literal nor the outcome of a function."""
    match node:
        case ast.Constant() | ast.Tuple():
            return False
        case ast.Call(func=function):
            return re.fullmatch(r"str|repr|.+\.(?:format|join|replace|strip)", ast.unparse(function)) is not None
        case ast.IfExp(body=body, orelse=orelse):
            return may_be_raw(body) or may_be_raw(orelse)
        case _:
            return True


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
        ("document.write_pdf(target=path)", "changes a file"),
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
        ("environment(autoescape=False)", "takes text for markup"),
        ("markupsafe.Markup(text)", "takes text for markup"),
        ("eval(text)", "runs code"),
        ("subprocess.run(command)", "runs code"),
        ("pickle.loads(text)", "runs code"),
        ("urllib.request.urlopen(address)", "reaches the network"),
        ("from os import replace as put\nput(a, b)", "changes a file"),
        ("import subprocess as s\ns.run(command)", "runs code"),
        ("from rich.console import Console\nConsole()", "prints"),
        ("io.FileIO(name)", "reads a file"),
        ("zipfile.ZipFile(name)", "reads a file"),
        ("sqlite3.connect(name)", "reads a file"),
        ("linecache.getline(name, 1)", "reads a file"),
        ("pypdf.PdfReader(name)", "reads a file"),
        ("TTFont(name)", "reads a file"),
        ("path.rename(other)", "changes a file"),
        ("os.chmod(path, 0o644)", "changes a file"),
        ("os.ftruncate(handle, 0)", "changes a file"),
        ("picture.save(path)", "changes a file"),
        ("archive.extractall(folder)", "changes a file"),
        ("Workbook(path)", "changes a file"),
        ("typer.echo(text)", "prints"),
        ("sys.__stdout__.write(text)", "prints"),
        ("rich.live.Live(table)", "prints"),
        ("warnings.warn(text)", "prints"),
        ("os.fdopen(1)", "prints"),
        ("typer.prompt(text)", "asks"),
        ("PromptSession()", "asks"),
        ("sys.__stdin__.read()", "asks"),
        ("jinja2.Template(text)", "renders"),
        ("SandboxedEnvironment(autoescape=True)", "renders"),
        ("made.from_string(text)", "renders"),
        ("weasyprint.HTML(filename=name)", "renders"),
        ("from weasyprint import HTML, CSS\nHTML(url=address)", "renders"),
        ("from weasyprint import CSS\nCSS(string=text)", "renders"),
        ("os.fork()", "runs code"),
        ("os.kill(pid, 9)", "runs code"),
        ("breakpoint()", "runs code"),
        ("importlib.import_module(name)", "runs code"),
        ("runpy.run_path(name)", "runs code"),
        ("multiprocessing.Pool()", "runs code"),
        ("concurrent.futures.ProcessPoolExecutor()", "runs code"),
        ("ctypes.CDLL(name)", "runs code"),
        ("sys.settrace(spy)", "runs code"),
        ("socket.socket()", "reaches the network"),
        ("socket.getaddrinfo(host, 80)", "reaches the network"),
        ("from http.client import HTTPConnection\nHTTPConnection(host)", "reaches the network"),
        ("requests.get(address)", "reaches the network"),
        ("asyncio.open_connection(host, 80)", "reaches the network"),
        ("import logging", "keeps a log"),
        ("import traceback", "tells where code went wrong"),
        ("Typer(pretty_exceptions_show_locals=True)", "tells where code went wrong"),
        ("from os import *", "hides names"),
        ("getattr(os, 'repl' + 'ace')(a, b)", "hides names"),
        ("getattr(os, 'replace')(a, b)", "changes a file"),
        ("put = os.replace", "changes a file"),
        ("map(os.unlink, paths)", "changes a file"),
        ("each(text, then=subprocess.run)", "runs code"),
        ("Padding(name)", "draws what was not shown"),
        ("Text(f'{name}')", "draws what was not shown"),
        ("table.add_row(show(name), answer.note)", "draws what was not shown"),
        ("table.add_row('{}'.format(name))", "draws what was not shown"),
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
        "environment(language, templates)",
        "socket.gethostname()",
        "table.add_row(own(name), '')",
        "getattr(os, 'O_BINARY', 0)",
        "getattr(answer, name)",
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
