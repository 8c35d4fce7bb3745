"""Hostile text in every message: one line, no command for a terminal, no traceback.

Names of keys, ids, values of every kind, options and files are quoted when they are wrong; results quote all else.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cem_maturity.adapters.terminal.show import show
from tests.domain.strategies import THOROUGH
from tests.filled import QUESTIONNAIRE
from tests.hostile.answers import cem, put_down, quoted, turn, turns
from tests.hostile.texts import REFUSED, WORDS

SOME = (*(WORDS if THOROUGH else WORDS[::30]), *REFUSED)
BEGIN = "format: 1\nquestionnaire: {id: small, version: 1.0.0}\norganisation: {name: A}\ndate: 2026-11-21\n"
PROBLEM = re.compile(r"\S+\.yaml:\d+:\d+: \[[a-z0-9-]+\] .+; .+")

ANSWERS = (
    "§: 1",
    "answers: {§: 1}",
    "answers: {voice.a: §, people.p: §}",
    "answers: {voice.a: {level: 1, evidence: §, §: 2}}",
    "answers: {§: 1, §: 2}",
    "language: §",
    "respondents: {§: {answers: {voice.a: 1}}}",
    "journey: [{touchpoint: x, stage: §, importance: §, expected: §, functional: §, emotional: 4}]",
    "actions: {§: {status: §, due: §, dimension: §, horizon: §}}",
    "targets: {§: 3, voice: §}\nimportance: {§: §}\npredicted: {overall: §}",
    "interview: {at: §, stage: §, started: §, complete: §, unfinished: §}",
)
"""What stands behind the begin of an answers file, with the text at each §."""

IN_THE_BEGIN = ("format: 1", "id: small", "version: 1.0.0", "date: 2026-11-21")

IN_A_QUESTIONNAIRE = (
    ("id: small", "id: §"),
    ("version: 1.0.0", "version: §"),
    ("language: en", "language: §"),
    ("title: Small", "§: 1"),
    ("title: Small", "title: a\nscoring: {level_rule: §, top: §, §: 1}"),
    ("title: Small", "title: a\nextends: §"),
    ("title: Small", "title: a\ninterview_order: [§]"),
    ("title: Small", "title: a\nexamples: [{name: §, answers: {§: §}, expect: {level: §}}]"),
    ("id: voice.b", "id: §"),
    ("practice: 2", "practice: 2, answers: §"),
    ("effort: 1", "effort: §"),
    ("horizon: 30d", "horizon: §, needs: [§]"),
    ("id: buy", "id: §"),
    (QUESTIONNAIRE, "translates: §\nversion: 1.0.0\nlanguage: §\ntitle: x\ndimensions: {§: {title: x}}\n"),
)
"""What is replaced, and by what."""

BRAND = (
    "format: 1\nname: a\nlogo: §\nfooter: §\ncontact: [§]\npage: §\n§: 1\n"
    "fonts: {text: §, head: {regular: §, bold: §}}\ncolours: {accent: §, ink: §, levels: [§]}\n"
)

LONGEST_KEY = 1024
"""Characters; to libyaml a longer one is no key, and the document no YAML."""

OPTIONS = (
    ["score", "§"],
    ["report", "§", "-o", "-", "--format", "md"],
    ["score", "a.yaml", "--questionnaire", "§"],
    ["score", "a.yaml", "--language", "§"],
    ["score", "a.yaml", "--fail-under", "§"],
    ["score", "--§"],
    ["§"],
    ["show", "§"],
    ["print", "§"],
    ["check", "§"],
    ["new", "§"],
    ["schema", "§"],
    ["compare", "§", "§x"],
    ["merge", "§", "§x"],
    ["migrate", "a.yaml", "--to", "§", "--questionnaire", "small.yaml"],
    ["report", "a.yaml", "--template", "§"],
    ["report", "a.yaml", "--brand", "§"],
    ["plan", "a.yaml", "--questionnaire", "small.yaml", "--set", "§"],
    ["explain", "a.yaml", "§", "--questionnaire", "small.yaml"],
    ["interview", "n.yaml", "--plain", "--dimension", "§"],
    ["sample", "--case", "§", "-o", "-"],
    ["sample", "--sector", "§", "-o", "-"],
    ["interview", "n.yaml", "--plain", "--questionnaire", "§"],
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands run, with a questionnaire in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    return tmp_path


def put(template: str, text: str, file: str) -> str:
    """A file made of *template* with *text* in it."""
    Path(file).write_bytes(template.replace("§", quoted(text)).encode())
    return file


def said(*arguments: str) -> Iterator[str]:
    """The lines that the command says, on either stream; none may be obeyed, and none be a traceback."""
    done = cem(*arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), (arguments, done.exception)
    for stream in (done.stdout, done.stderr):
        assert show(stream) == stream, arguments
        yield from stream.splitlines()


@pytest.mark.parametrize("template", [BEGIN + one for one in ANSWERS], ids=range(len(ANSWERS)))
def test_what_is_wrong_in_answers_is_told_on_one_line(template: str) -> None:
    """Wherever the text stands."""
    found = [
        line for text in SOME for line in said("check", put(template, text, "a.yaml"), "--questionnaire", "small.yaml")
    ]

    assert [line for line in found if not PROBLEM.fullmatch(line)] == []
    assert found


@pytest.mark.parametrize("replaced", IN_THE_BEGIN)
def test_what_is_wrong_at_the_top_is_told_on_one_line(replaced: str) -> None:
    """By each command that looks for the questionnaire of the answers."""
    template = BEGIN.replace(replaced, f"{replaced.partition(':')[0]}: §")

    for text in SOME:
        put(template, text, "a.yaml")
        for command in (["score", "a.yaml"], ["check", "a.yaml"], ["interview", "a.yaml", "--plain"]):
            assert len(list(said(*command))) < 12
        for line in said("check", "a.yaml", "--format", "github"):
            assert line.startswith("::")


@pytest.mark.parametrize(("old", "new"), IN_A_QUESTIONNAIRE, ids=range(len(IN_A_QUESTIONNAIRE)))
def test_what_is_wrong_in_a_questionnaire_is_told_on_one_line(old: str, new: str) -> None:
    """And a name that is none too wrong is shown harmlessly."""
    for text in SOME:
        put(QUESTIONNAIRE.replace(old, new, 1), text, "q.yaml")
        found = list(said("check", "q.yaml"))
        if found == ["q.yaml: no problems."]:
            assert len(list(said("show", "q.yaml"))) > 5
        else:
            assert [line for line in found if not PROBLEM.fullmatch(line)] == [], text


def test_what_is_wrong_in_a_brand_is_told_on_one_line() -> None:
    """Paths, colours, links and keys."""
    for text in SOME:
        found = list(said("check", put(BRAND, text, "b.yaml")))
        assert [line for line in found if not PROBLEM.fullmatch(line)] == [], text
        if len(quoted(text)) <= LONGEST_KEY:
            assert len(found) > 5


@pytest.mark.parametrize("command", OPTIONS, ids=" ".join)
def test_a_wrong_option_is_told_harmlessly(command: list[str]) -> None:
    """Names of files, questionnaires, dimensions, templates, languages, and options that do not exist."""
    put(BEGIN + "answers: {voice.a: 1}", "", "a.yaml")

    for text in SOME:
        assert len(list(said(*(one.replace("§", text) for one in command)))) < 200


RESULTS = (
    ["score", "a.yaml", "--partial"],
    ["score", "a.yaml", "b.yaml", "--partial"],
    ["explain", "a.yaml", "--partial"],
    ["explain", "a.yaml", "voice", "--partial"],
    ["plan", "a.yaml", "--partial", "--target", "3"],
    ["compare", "a.yaml", "b.yaml", "--partial"],
    ["merge", "a.yaml", "b.yaml", "-o", "c.yaml"],
    ["migrate", "a.yaml", "--to", "1.0.0"],
    ["interview", "a.yaml", "--plain"],
    ["interview", "a.yaml", "--plain", "--settle"],
)


@pytest.mark.parametrize("command", RESULTS, ids=" ".join)
def test_a_result_commands_no_terminal(command: list[str], here: Path) -> None:
    """Every table and sentence, with hostile text in every place of the answers."""
    for number in turns():
        put_down(here, turn(number)[0])
        put_down(here, turn(number + 7)[0], "b.yaml")

        assert list(said(*command, "--questionnaire", "small.yaml"))
