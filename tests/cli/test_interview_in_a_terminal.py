"""The interview as people meet it: keys into a real pseudo-terminal, a file out of it."""

import contextlib
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pexpect
import pytest

from cem_maturity.adapters import answers_file, bundled, questionnaire_file
from cem_maturity.adapters.disk import read_text
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.response import Answered, NotApplicable, Unknown
from tests.cli.a_terminal import ATerminal

THOROUGH = os.environ.get("CEM_THOROUGH") == "1"
ENTER, LEFT, ESCAPE, CTRL_C, CTRL_D, CTRL_Z = "\r", "\x1b[D", "\x1b", "\x03", "\x04", "\x1a"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., ATerminal]]:
    """What opens a terminal with `cem interview` in it, in a folder of its own."""
    opened: list[ATerminal] = []

    def open_(*arguments: str, columns: int = 80, rows: int = 24) -> ATerminal:
        opened.append(ATerminal(tmp_path, *arguments, columns=columns, rows=rows))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


def flagship() -> Questionnaire:
    """The built-in questionnaire that is asked when nothing else is said."""
    path = bundled.questionnaires()["cem-maturity"] / "questionnaire.yaml"
    read = questionnaire_file.read(read_text(path), str(path))
    assert isinstance(read, Accepted)
    return read.value


def kept(path: Path) -> Assessment:
    """What the answers file at *path* holds."""
    read = answers_file.read_parsed(parse(read_text(path), str(path)), str(path), flagship(), blanks_allowed=True)
    assert isinstance(read, Accepted), read
    return read.value


def start(of: str) -> str:
    """The beginning of a text, as it stands on one line of any screen."""
    return of[:36]


def fill_in_the_form(on: ATerminal) -> None:
    """The start form: ACME, retail, today, a guess of 3; then the first question is there."""
    on.shows("Which organisation is this about?")
    on.types("ACME", ENTER)
    on.shows("Which part of it?")
    on.types(ENTER)
    on.shows("Which sector is it in?")
    on.types("3", ENTER)
    on.shows("Which day do the answers speak of?")
    on.types(ENTER)
    on.shows("Who is asked?")
    on.types("Ann Lee (CX lead)", ENTER)
    on.shows("which level do you")
    on.types("3", ENTER)
    on.shows(start(first_question()))


def first_question() -> str:
    """The text of the first question asked."""
    return flagship().dimensions_as_asked()[0].questions[0].text


def open_at_first_question(terminal: Callable[..., ATerminal], *arguments: str) -> ATerminal:
    """A terminal at the first question, its answers in a.yaml."""
    opened = terminal("a.yaml", *arguments)
    fill_in_the_form(opened)
    return opened


def scored(path: Path) -> dict[str, object]:
    """What `cem score --format json` says, without what may differ between two ways to the same answers."""
    done = subprocess.run(
        [sys.executable, "-m", "cem_maturity", "score", str(path), "--format", "json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def given_in_batch(path: Path, answers: Sequence[str]) -> Path:
    """The same answers as a file that was never near a terminal."""
    path.write_text(
        "format: 1\nquestionnaire: {id: cem-maturity, version: 1.0.0}\norganisation: {name: ACME, sector: retail}\n"
        f"date: {kept_date()}\nlanguage: en\npredicted: {{overall: 3}}\n"
        "importance: {voice: 3, journey: 2, delivery: 2, people: 2, measurement: 2, data: 2, agility: 2,"
        " leadership: 2, strategy: 2}\ntargets: {voice: 4}\n"
        "respondents: {person-1: {name: Ann Lee, role: CX lead}}\nanswers:\n"
        + "".join(f"  {line}\n" for line in answers),
        encoding="utf-8",
    )
    return path


def kept_date() -> str:
    """Today, as the form offers it."""
    return time.strftime("%Y-%m-%d")


def test_a_whole_interview_scores_like_the_same_answers_in_batch(
    terminal: Callable[..., ATerminal], tmp_path: Path
) -> None:
    """36 questions with back, jump, note, not applicable, unknown, quit and resume."""
    dimensions = flagship().dimensions_as_asked()
    questions = [question for dimension in dimensions for question in dimension.questions]
    batch: list[str] = []
    screen = open_at_first_question(terminal)

    for number, question in enumerate(questions):
        screen.shows(start(question.text))
        level = (2, 3, 3, 1, 4)[number % 5]
        if number == 1:
            screen.types(LEFT)
            screen.shows(start(questions[0].text))
            screen.types("4", ENTER)
            screen.shows(start(question.text))
            batch[0] = f"{questions[0].id}: 4"
        if number == 2:
            screen.types("n")
            screen.shows("Note")
            screen.types("They call back", "\x1b\r", "within a day.", ENTER)
            screen.shows("Note: They call back within a day.")
            screen.types("e", "2", ENTER)
            screen.shows("Evidence: document")
            screen.types(str(level), ENTER)
            batch.append(
                f'{question.id}: {{level: {level}, evidence: document, note: "They call back\\nwithin a day."}}'
            )
        elif number == 5:
            screen.types("x", "no stores", ENTER)
            batch.append(f"{question.id}: {{not_applicable: no stores}}")
        elif number == 6:
            screen.types("u", "ask IT", ENTER)
            batch.append(f"{question.id}: {{unknown: ask IT}}")
        elif number == 9:
            screen.types("f", "ask the shops", ENTER)
            screen.shows("Flag: ask the shops")
            screen.types("j", "j", "j", "k", ENTER)
            batch.append(f"{question.id}: {{level: 1, flag: ask the shops}}")
        else:
            screen.types(str(level), ENTER)
            batch.append(f"{question.id}: {level}")
        if number == 13:
            screen.types("q")
            assert screen.ends() == 0
            screen = terminal("a.yaml")
            screen.shows(start(questions[number + 1].text))
        dimension = next((one for one in dimensions if one.questions[-1] is question), None)
        if dimension is not None:
            screen.shows("How important is this part")
            screen.types(*(["3"] if dimension.id == "voice" else []), ENTER)
            screen.shows("Which level should this part reach")
            screen.types(*(["4"] if dimension.id == "voice" else []), ENTER)
    screen.shows("Do you want to judge touchpoints now?")
    screen.types("2", ENTER)
    screen.shows("That was the last question")
    screen.types("2", ENTER)
    screen.shows(start(questions[0].text))
    screen.types("k", "j", "j", "j", ENTER)
    screen.shows(start(questions[1].text))
    screen.types("5", ENTER)
    batch[1] = f"{questions[1].id}: 5"
    screen.shows("That was the last question")
    screen.types("1", ENTER)
    screen.shows("You expected level 3")
    screen.types("q")

    assert screen.ends() == 0
    typed = scored(tmp_path / "a.yaml")
    assert typed == scored(given_in_batch(tmp_path / "batch.yaml", batch))


# Ways out

KINDS = (
    "form",
    "choice",
    "question",
    "note",
    "quote",
    "reason",
    "whom",
    "flag",
    "grade",
    "list",
    "why",
    "level",
    "end",
)


def at(kind: str, terminal: Callable[..., ATerminal]) -> ATerminal:
    """A terminal with that kind of prompt open."""
    opened = terminal("a.yaml")
    opened.shows("Which organisation is this about?")
    if kind == "form":
        opened.types("ACME")
        return opened
    if kind == "choice":
        opened.types("ACME", ENTER)
        opened.shows("Which part of it?")
        opened.types(ENTER)
        opened.shows("Which sector is it in?")
        return opened
    fill_in_the_form(opened)
    keys, shown = {
        "question": ("2", "❯ 2"),
        "note": ("n", "Note"),
        "quote": ("c", "in their own words"),
        "reason": ("x", "Why does it not apply?"),
        "whom": ("u", "Whom to ask?"),
        "flag": ("f", "What is to be done later?"),
        "grade": ("e", "How well is this answer proved?"),
        "list": ("g", "Start form"),
        "why": ("w", "To dig deeper"),
        "level": ("l", "The level so far"),
        "end": ("g", "Start form"),
    }[kind]
    opened.types(keys)
    opened.shows(shown)
    if kind == "end":
        opened.types(*("\x1b[6~" for _ in range(7)), ENTER)
        opened.shows("still open")
    return opened


def is_restored(screen: ATerminal) -> bool:
    """Whether the terminal is as a shell wants it: lines, echo, no alternate screen, a cursor, plain pastes."""
    modes = termios.tcgetattr(screen.child.child_fd)[3]

    def ended(on: bytes, off: bytes) -> bool:
        return screen.sent.rfind(off) >= screen.sent.rfind(on)

    return (
        bool(modes & termios.ICANON)
        and bool(modes & termios.ECHO)
        and bool(modes & termios.ISIG)
        and ended(b"\x1b[?1049h", b"\x1b[?1049l")
        and ended(b"\x1b[?2004h", b"\x1b[?2004l")
        and ended(b"\x1b[?25l", b"\x1b[?25h")
    )


SIGNALS = ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129))
SIGNALLED = [
    (kind, number, code)
    for at_, kind in enumerate(KINDS)
    for of, (number, code) in enumerate(SIGNALS)
    if THOROUGH or at_ % len(SIGNALS) == of
]


@pytest.mark.parametrize(("kind", "number", "code"), SIGNALLED)
def test_a_signal_saves_and_gives_the_terminal_back(
    kind: str, number: signal.Signals, code: int, terminal: Callable[..., ATerminal], tmp_path: Path
) -> None:
    """Wherever the interview stands, with the exit code that shells expect."""
    screen = at(kind, terminal)

    screen.kill(number)

    assert screen.ends() == code
    assert is_restored(screen)
    assert kept(tmp_path / "a.yaml").organisation.name == "ACME"


@pytest.mark.parametrize("kind", KINDS if THOROUGH else KINDS[::4])
def test_ctrl_d_saves_and_quits(kind: str, terminal: Callable[..., ATerminal], tmp_path: Path) -> None:
    """Wherever the interview stands; nothing went wrong, so the exit code is 0."""
    screen = at(kind, terminal)

    screen.types(CTRL_D)

    assert screen.ends() == 0
    assert is_restored(screen)
    assert kept(tmp_path / "a.yaml").organisation.name == "ACME"


def test_ctrl_c_at_a_question_saves_and_ends(terminal: Callable[..., ATerminal], tmp_path: Path) -> None:
    """With exit code 130."""
    screen = open_at_first_question(terminal)
    screen.types("2", ENTER, CTRL_C)

    assert screen.ends() == 130
    assert is_restored(screen)
    assert [one.answer for one in kept(tmp_path / "a.yaml").sheet.responses.values() if isinstance(one, Answered)] == [
        2
    ]


def test_ctrl_c_in_an_open_note_closes_it_and_keeps_its_draft(
    terminal: Callable[..., ATerminal], tmp_path: Path
) -> None:
    """The interview goes on, and the note is on the disk."""
    screen = open_at_first_question(terminal)
    screen.types("n", "half a tho", CTRL_C)

    screen.shows("Note: half a tho")

    assert [draft.note for draft in kept(tmp_path / "a.yaml").sheet.drafts.values()] == ["half a tho"]


def test_a_note_is_saved_while_it_is_written(terminal: Callable[..., ATerminal], tmp_path: Path) -> None:
    """A kill in the middle of it loses no more than the last seconds."""
    screen = open_at_first_question(terminal)
    screen.types("n", "half a tho")
    screen.waits(lambda: "half a tho" in (tmp_path / "a.yaml").read_text(encoding="utf-8"), "the draft on the disk")

    screen.kill()

    assert screen.ends() == -signal.SIGKILL
    assert [draft.note for draft in kept(tmp_path / "a.yaml").sheet.drafts.values()] == ["half a tho"]


def test_a_closed_terminal_loses_nothing(terminal: Callable[..., ATerminal], tmp_path: Path) -> None:
    """The window is gone; the answer and the open note are not."""
    screen = open_at_first_question(terminal)
    screen.types("4", ENTER, "n", "open")

    screen.hangs_up()

    assessment = kept(tmp_path / "a.yaml")
    assert [one.answer for one in assessment.sheet.responses.values() if isinstance(one, Answered)] == [4]
    assert [draft.note for draft in assessment.sheet.drafts.values()] == ["open"]


def test_ctrl_z_suspends_and_fg_goes_on(tmp_path: Path) -> None:
    """The shell gets a sound terminal, and the interview its screen back."""
    shell = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile", "-i"],
        cwd=str(tmp_path),
        env={**os.environ, "TERM": "xterm", "PS1": "shell> ", "LANG": "C.UTF-8", "HISTFILE": ""},
        dimensions=(24, 80),
        timeout=30,
        encoding="utf-8",
    )
    shell.expect("shell> ")
    shell.sendline(f"{sys.executable} -m cem_maturity interview a.yaml")
    shell.expect("Which organisation is this about")
    shell.send("ACME")
    time.sleep(0.3)

    shell.send(CTRL_Z)
    shell.expect("shell> ")
    shell.sendline("echo still-$((40 + 2))")
    shell.expect("still-42")
    shell.sendline("fg")
    shell.expect("Which organisation is this about")
    shell.send(ENTER)
    shell.expect("part of it")
    shell.send(CTRL_D)
    shell.expect("shell> ")
    shell.sendline("echo code-$?")
    shell.expect("code-0")
    shell.close(force=True)

    assert kept(tmp_path / "a.yaml").organisation.name == "ACME"


@pytest.mark.parametrize("seed", range(20 if THOROUGH else 3))
def test_kill_loses_no_answer_that_the_screen_has_acknowledged(
    seed: int, terminal: Callable[..., ATerminal], tmp_path: Path
) -> None:
    """The next question on the screen means that the answer before it is on the disk."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    questions = [one for dimension in flagship().dimensions_as_asked()[:1] for one in dimension.questions]
    screen = open_at_first_question(terminal)
    acknowledged = chance.randrange(1, len(questions))

    for question, after in itertools.pairwise(questions[: acknowledged + 1]):
        screen.shows(start(question.text))
        screen.types("3")
        screen.child.send(ENTER)
        screen.shows(start(after.text))
    screen.child.send("2\r")
    time.sleep(chance.random() / 20)
    screen.kill()

    screen.ends()
    answers = kept(tmp_path / "a.yaml").sheet.responses
    assert [question.id in answers for question in questions[:acknowledged]] == [True] * acknowledged


def memory(pid: int | None) -> int:
    """KiB that a process has in use."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        return int(status.read_text(encoding="utf-8").partition("VmRSS:")[2].split()[0])
    return int(subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True).stdout)


def test_an_interview_of_hours_takes_no_more_memory_than_one_of_minutes(terminal: Callable[..., ATerminal]) -> None:
    """Every key draws the screen anew, and what was drawn before is given back."""
    screen = open_at_first_question(terminal)
    screen.types(*"jk" * 20)
    before = memory(screen.child.pid)

    screen.types(*"jk" * 100)

    assert memory(screen.child.pid) - before < 8 * 1024
    screen.types(CTRL_D)
    screen.ends()


# Pastes

PASTE = "3 of us met\r1\r2\rthey said 5\r"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if THOROUGH or kind in ("question", "note", "grade", "why")])
@pytest.mark.parametrize("is_bracketed", [True, False])
def test_a_paste_never_answers_a_question(
    kind: str, is_bracketed: bool, terminal: Callable[..., ATerminal], tmp_path: Path
) -> None:
    """Whether the terminal says that it is one or not; a note takes it whole."""
    screen = at(kind, terminal)

    screen.types(f"\x1b[200~{PASTE}\x1b[201~" if is_bracketed else PASTE)
    screen.types(CTRL_D)

    assert screen.ends() == 0
    assessment = kept(tmp_path / "a.yaml")
    assert assessment.sheet.responses == {}
    texts = [draft.note or draft.quote for draft in assessment.sheet.drafts.values()]
    assert texts == (["3 of us met\n1\n2\nthey said 5\n"] if kind in ("note", "quote") else [])


def test_a_long_paste_into_a_note_is_kept_whole(terminal: Callable[..., ATerminal], tmp_path: Path) -> None:
    """Ten thousand characters, not the 4,095 bytes of a terminal's line."""
    text = "".join(f"{number:04} ünïcode " for number in range(714))[:10_000]
    screen = open_at_first_question(terminal)
    screen.types("n")
    screen.shows("Note")

    screen.types(f"\x1b[200~{text}\x1b[201~")
    screen.types(ENTER)
    screen.shows("Note: 0000")

    assert [draft.note for draft in kept(tmp_path / "a.yaml").sheet.drafts.values()] == [text]


def test_control_characters_are_refused_with_a_sentence(terminal: Callable[..., ATerminal]) -> None:
    """They would not survive in a file, and might command a terminal."""
    screen = open_at_first_question(terminal)
    screen.types("n")

    screen.types("\x1b[200~red \x1b[31mtext\x1b[201~")

    screen.shows("cannot be kept (U+001B)")


# Files


def test_a_second_window_is_told_who_has_the_file(terminal: Callable[..., ATerminal]) -> None:
    """With the process and the time, and nothing is asked."""
    first = open_at_first_question(terminal)

    second = terminal("a.yaml")

    assert second.ends() == 5
    told = " ".join(second.text.split())
    assert f"process {first.child.pid}" in told
    assert re.search(r" since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", told)


def test_a_file_changed_by_hand_in_between_is_left_as_it_is(terminal: Callable[..., ATerminal], tmp_path: Path) -> None:
    """The answers go beside it, and the screen says so."""
    screen = open_at_first_question(terminal)
    screen.types("3", ENTER)
    edited = (tmp_path / "a.yaml").read_text(encoding="utf-8") + "# mine\n"
    (tmp_path / "a.yaml").write_text(edited, encoding="utf-8")

    screen.types("2", ENTER)
    screen.shows("was changed by someone else")

    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == edited
    assert len(kept(tmp_path / "a-2.yaml").sheet.responses) == 2


def test_a_failed_save_is_told_at_once_and_made_good(terminal: Callable[..., ATerminal], tmp_path: Path) -> None:
    """The answers stay in memory while the disk is away, and are all there when it is back."""
    (tmp_path / "disk").mkdir()
    screen = terminal("disk/a.yaml")
    fill_in_the_form(screen)
    (tmp_path / "disk").rename(tmp_path / "away")

    screen.types("3", ENTER)
    screen.shows("NOT SAVED. disk/a.yaml was not saved")
    (tmp_path / "away").rename(tmp_path / "disk")
    screen.types("2", ENTER)
    screen.waits(lambda: "NOT SAVED" not in screen.text, "no more trouble")

    assert len(kept(tmp_path / "disk" / "a.yaml").sheet.responses) == 2


def test_what_was_not_saved_is_never_called_saved(terminal: Callable[..., ATerminal], tmp_path: Path) -> None:
    """Leaving is asked twice; the last sentence counts what the file holds, and the exit code tells of the failure."""
    (tmp_path / "disk").mkdir()
    screen = terminal("disk/a.yaml")
    fill_in_the_form(screen)
    screen.types("3", ENTER)
    screen.shows("1/36")
    (tmp_path / "disk").rename(tmp_path / "away")

    screen.types("2", ENTER)
    screen.shows("NOT SAVED.")
    screen.types("q")
    screen.shows("What is not saved would be lost.")
    screen.types("q")

    assert screen.ends() == 5
    assert b"disk/a.yaml holds 1 of 36 answers; what came later is lost." in b" ".join(screen.sent.split())


def test_without_a_path_the_file_is_named_after_the_organisation(
    terminal: Callable[..., ATerminal], tmp_path: Path
) -> None:
    """On the screen before the first question, for its owner's eyes alone, and over no other file."""
    taken = tmp_path / f"acme-{kept_date()}.yaml"
    taken.write_text("mine\n", encoding="utf-8")
    screen = terminal()
    screen.shows("Which organisation is this about?")
    screen.types("ACME", ENTER, ENTER, "3", ENTER, ENTER)

    screen.shows(f"kept in acme-{kept_date()}-2.yaml")

    assert taken.read_text(encoding="utf-8") == "mine\n"
    assert taken.with_stem(f"{taken.stem}-2").stat().st_mode & 0o777 == 0o600


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    """The way through a file is named, and nothing is written."""
    done = subprocess.run(
        [sys.executable, "-m", "cem_maturity", "interview", "a.yaml"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "cem new answers" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_small_terminal_keeps_its_foot(terminal: Callable[..., ATerminal]) -> None:
    """At 40 x 12 the keys stay, and so does the way to all of them."""
    screen = terminal("a.yaml", columns=40, rows=12)
    fill_in_the_form(screen)

    foot = screen.screen.display[-1]

    assert "? keys" in foot


def test_every_kind_of_answer_is_what_a_file_would_hold(terminal: Callable[..., ATerminal], tmp_path: Path) -> None:
    """Not applicable, unknown and a level, each with the moment it was given."""
    screen = open_at_first_question(terminal)
    screen.types("x", "none", ENTER, "u", "IT", ENTER, "0", ENTER)
    screen.types("q")

    assert screen.ends() == 0
    found = list(kept(tmp_path / "a.yaml").sheet.responses.values())
    assert [type(one) for one in found] == [NotApplicable, Unknown, Answered]
    with contextlib.suppress(FileNotFoundError):
        assert not list(tmp_path.glob(".*.tmp"))
