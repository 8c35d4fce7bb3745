"""Hostile text at every prompt, typed and pasted: kept as it was given, or refused with a sentence."""

import io
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput, Output
from prompt_toolkit.output.vt100 import Vt100_Output
from typer.testing import CliRunner

from cem_maturity.adapters.answers_file import read_parsed
from cem_maturity.adapters.disk import read_text
from cem_maturity.adapters.questionnaire_file import read
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.adapters.terminal.full_screen import hold_interview
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.view import View
from cem_maturity.cli.app import app
from cem_maturity.domain.assessment import Assessment, Organisation
from cem_maturity.domain.free_text import is_no_reason, refusal
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.response import NotApplicable, Unknown
from tests.adapters.terminal.views import a_desk, a_view
from tests.builders import a_dimension, a_questionnaire
from tests.cli.a_terminal import ATerminal
from tests.domain.strategies import THOROUGH
from tests.hostile.texts import ALL, REFUSED, WORDS

ENTER, SKIP, CTRL_D = "\r", "\x1b[C", "\x04"
AT_ONCE = 60
"""Questions in one interview."""
SOME = ALL if THOROUGH else ALL[::20]
TYPED = [text for text in SOME if all(unicodedata.category(sign)[0] != "C" or sign == "\n" for sign in text) and text]


def asked(count: int) -> Questionnaire:
    """So many questions."""
    return a_questionnaire(a_dimension("voice", *(f"voice.q{number}" for number in range(count))))


def keyed(keys: str, questionnaire: Questionnaire, *, name: str = "ACME", output: Output | None = None) -> View:
    """The last view of an interview in which those keys came."""
    with create_pipe_input() as source:
        source.send_bytes((keys + CTRL_D).encode())
        sitting = a_view(questionnaire=questionnaire, name=name).sitting
        return hold_interview(sitting, a_desk(questionnaire), source=source, output=output or DummyOutput())[0]


def pasted(text: str) -> str:
    """*text* as a terminal passes on a paste."""
    return f"\x1b[200~{text}\x1b[201~"


def typed(text: str) -> str:
    """*text* by its keys; a line of a note is ended by Ctrl-J."""
    return text


def line(text: str) -> str:
    """*text* on one line, as a field of one line takes it."""
    return " ".join(text.split("\n")).strip(" ")


def notes(view: View) -> list[str]:
    """What stands in the notes, by the order of the questions."""
    drafts = view.interview.sheet.drafts
    return [drafts[one.id].note for one in view.interview.questionnaire.questions() if one.id in drafts]


def quotes(view: View) -> list[str]:
    """What stands in the quotes."""
    drafts = view.interview.sheet.drafts
    return [drafts[one.id].quote for one in view.interview.questionnaire.questions() if one.id in drafts]


def flags(view: View) -> list[str]:
    """What questions are flagged with."""
    return [view.interview.sheet.flags[one.id] for one in view.interview.questionnaire.questions()]


def reasons(view: View) -> list[str]:
    """Why questions do not apply."""
    given = [view.interview.sheet.responses[one.id] for one in view.interview.questionnaire.questions()]
    return [one.reason for one in given if isinstance(one, NotApplicable)]


def names(view: View) -> list[str]:
    """Who is to be asked."""
    given = [view.interview.sheet.responses[one.id] for one in view.interview.questionnaire.questions()]
    return [one.whom for one in given if isinstance(one, Unknown)]


@pytest.mark.parametrize("way", [typed, pasted])
@pytest.mark.parametrize(
    ("key", "after", "found", "is_line"),
    [
        ("n", SKIP, notes, False),
        ("c", SKIP, quotes, False),
        ("f", SKIP, flags, True),
        ("x", "", reasons, True),
        ("u", "", names, True),
    ],
)
def test_every_text_is_kept_as_it_was_given(
    key: str, after: str, found: Callable[[View], list[str]], is_line: bool, way: Callable[[str], str]
) -> None:
    """At each prompt; a field of one line makes one line of several."""
    source = TYPED if way is typed else SOME
    texts = [one for one in source if refusal(one) is None and one.strip() and not is_no_reason(one)]
    texts = [one for one in texts if not (way is typed and is_line and "\n" in one)]

    kept, given = [], []
    for begin in range(0, len(texts), AT_ONCE):
        some = texts[begin : begin + AT_ONCE]
        view = keyed("".join(f"{key}{way(text)}{ENTER}{after}" for text in some), asked(len(some)))
        kept += found(view)
        given += [line(text) if is_line and way is pasted else text for text in some]

    assert len(given) > 20
    assert kept == given


@pytest.mark.parametrize("way", [typed, pasted])
def test_a_name_in_the_form_is_kept_as_it_was_given(way: Callable[[str], str]) -> None:
    """The first that is asked."""
    texts = [one for one in (TYPED if way is typed else SOME)[:: 1 if THOROUGH else 3] if refusal(one) is None]
    texts = [one for one in texts if one.strip() and not (way is typed and "\n" in one)]

    kept = [keyed(way(text) + ENTER, asked(1), name="").interview.assessment.organisation for text in texts]

    assert kept == [Organisation(line(text) if way is pasted else text) for text in texts]


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_a_control_character_is_refused_with_a_sentence(text: str) -> None:
    """By its number; nothing is kept, and what was there stays."""
    view = keyed(f"n{pasted('before')}{pasted(text)}", asked(1))

    assert re.search(r"a character that cannot be kept \(U\+00..\)|\(U\+FFFE\)", view.notice)
    assert notes(view) == ["before"]


SHOWN = re.compile("\x1b\\[[0-9;?]*[A-Za-z~]|\x1b\\][^\x07]*\x07|\x1b[=>()][B0]?|[\r\n\x08]")
"""What the screen itself sends."""


@pytest.mark.parametrize("key", ["n", "x"])
def test_an_open_field_sends_no_sign_that_a_terminal_obeys(key: str) -> None:
    """While a text is edited, as before and after: overrides, breaks and hidden signs are seen by their numbers."""
    written = type("Written", (io.StringIO,), {"encoding": "utf-8"})()
    texts = [text for text in WORDS if show(text) != text and "\n" not in text][:AT_ONCE]

    keyed(
        "".join(f"{key}{pasted(text)}{ENTER}{SKIP}" for text in texts),
        asked(2 * len(texts)),
        output=Vt100_Output(written, lambda: Size(24, 80), term="xterm"),
    )

    left = SHOWN.sub("", written.getvalue())
    assert len(texts) > 10
    assert show(left) == left


def whole(path: Path, questionnaire: Path) -> Assessment:
    """What the answers file holds."""
    asked_ = read(read_text(questionnaire), "q.yaml")
    assert isinstance(asked_, Accepted)
    found = read_parsed(parse(read_text(path), "a.yaml"), "a.yaml", asked_.value, blanks_allowed=True)
    assert isinstance(found, Accepted), found
    return found.value


def test_lines_reach_the_file_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the plain interview and the disk: a name, and a note at each question."""
    monkeypatch.chdir(tmp_path)
    texts = [text for text in (WORDS if THOROUGH else WORDS[::20]) if "\n" not in text]
    levels = "levels: {0: a, 1: b}"
    Path("q.yaml").write_text(
        "format: 1\nid: small\nversion: 1.0.0\nlanguage: en\ntitle: Small\n"
        "levels: [{level: 0, name: None}, {level: 1, name: Some}]\n"
        "dimensions: [{id: voice, title: Voice, questions: [\n"
        + "".join(f"  {{id: voice.q{at}, text: Question {at}?, {levels}}},\n" for at in range(len(texts)))
        + "]}]\n",
        encoding="utf-8",
    )
    said = ["<b>{{ 1 }}</b>", "", "", "", "", "", *(f"n {text}\ns" for text in texts)]

    done = CliRunner().invoke(
        app,
        ["interview", "a.yaml", "--plain", "--questionnaire", "q.yaml"],
        input="".join(f"{one}\n" for one in said).encode(),
    )

    assert (done.exit_code, done.exception) == (0, None)
    assert show(done.stdout) == done.stdout
    found = whole(Path("a.yaml"), Path("q.yaml"))
    assert found.organisation.name == "<b>{{ 1 }}</b>"
    assert [one.note for one in found.sheet.drafts.values()] == texts


def test_a_real_terminal_gets_and_sends_the_same(tmp_path: Path) -> None:
    """From the paste through the file to the screen, and nothing on the way is obeyed."""
    texts = ["[/] {{ 7 }} <b>", "a\N{RIGHT-TO-LEFT OVERRIDE}b", "=1+1", "یک\N{ZERO WIDTH NON-JOINER}نام 👩‍👧", "'\"\\"]
    if THOROUGH:
        texts = [text for text in WORDS if "\n" not in text]
    text = "\n".join(texts)[:9_000]
    screen = ATerminal(tmp_path, "a.yaml", "--questionnaire", "pulse")
    try:
        screen.shows("Which organisation is this about?")
        screen.types(pasted(texts[1]), ENTER, ENTER, "3", ENTER, ENTER, ENTER, "3", ENTER)
        screen.shows("1/")
        screen.types("n", pasted(text), ENTER, CTRL_D)
        assert screen.ends() == 0
    finally:
        screen.close()

    sent = SHOWN.sub("", screen.sent.decode())
    assert show(sent) == sent
    done = CliRunner().invoke(app, ["score", str(tmp_path / "a.yaml"), "--partial", "--format", "json"])
    assert done.exit_code == 0
    values = json.loads(done.stdout)
    assert values["organisation"]["name"] == texts[1]
    assert [one["note"] for dimension in values["dimensions"] for one in dimension["questions"] if one["note"]] == [
        text
    ]
