"""Whole interviews with keys at random: none crashes, none hangs, and what is kept is what was said.

Each interview runs in the real front end, on a terminal of any size, in any language, with a disk that is full now
and then. Ctrl-Z is left out: it stops the process, as it should (tests/cli/test_interview_in_a_terminal.py).
"""

import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from threading import Event, Thread
from types import FrameType

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from cem_maturity.adapters import answers_file
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.adapters.terminal.direction import Bidi
from cem_maturity.adapters.terminal.full_screen import hold_interview
from cem_maturity.adapters.terminal.view import Ending, View
from cem_maturity.application.language import speak
from cem_maturity.domain.assessment import Assessment, InterviewState
from cem_maturity.domain.consensus import responses_of
from cem_maturity.domain.interview import blanks, progress, stamped, station, turns
from cem_maturity.domain.moving import begin
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import Condition, JourneyPart, Questionnaire, Stage
from cem_maturity.domain.robustness import bounds
from cem_maturity.domain.scorecard import OverallScore, Scored
from cem_maturity.domain.scoring import score
from tests.adapters.terminal.views import AMemory, a_desk, a_view, the_questionnaire
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire
from tests.domain.strategies import THOROUGH

INTERVIEWS = 2000 if THOROUGH else 48
GROUPS = 8
PATIENCE = 60
"""Seconds that one interview may take on a busy machine; it takes a few hundredths of one."""

JOURNEY = JourneyPart((Stage("learn", "Learns"), Stage("buy", "Buys")), suggestions={"buy": ("The queue", "The bill")})
ABROAD = a_grid_question("data.abroad", when=(Condition("country", ("FR",)),))
QUESTIONNAIRES = (
    replace(the_questionnaire(), journey=JOURNEY),
    replace(
        a_questionnaire(
            a_dimension("voice", a_practice("voice.p", 2), "voice.a"), a_dimension("data", ABROAD), journey=JOURNEY
        ),
        sectors=("retail", "banking"),
    ),
    a_questionnaire(journey=JOURNEY),
)
ENTER, ESCAPE = "\r", "\x1b"
OFTEN: list[str] = [ENTER, ENTER, ENTER, *"012345", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"]
LETTERS: list[str] = [*"swnqcexufglmyjkbh?", *"ыцтскучгапдьноли", *"سصدزثطعبلمپغتنذ؟", *"۰۱۲۳۴۵", *"QWNX"]
OTHERS: list[str] = [
    ESCAPE, "\t", "\x7f", "\n", "\x1b\r", "\x1bOP", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[3~", "\x1b[Z",
    "\x01", "\x05", "\x0b", "\x15", "\x17", "\x19", "\x0c", "\x00", "\x1f", "\x1b[1;5C", "\x1b[99~", "\x1b[",
    "\x1bb", "\x1bd", "\x12", "\x18", "\x03",
]  # fmt: skip
TEXTS = [
    "ACME", "retail", "2026-11-21", "no stores", "ask IT", "7.5", "10", "۷٫۵", "FR", "=1+1", "[/]", "\u202eabc",
    "e\u0301" * 40, "\U0001fa77 \u0378", "🧑‍🚀", "می‌خواهم", "Ann Lee (CX), Tom", "x" * 90, " ", "outsourced",
]  # fmt: skip
PASTES = ["3\r4\r", "two\r\nlines", "\t", "a" * 10_001, "\x1b[31mred", "", "\x00", "یک\nدو"]


def keys_at_random(chance: random.Random) -> list[str]:
    """What somebody might type who does not look."""

    def one() -> str:
        match chance.randrange(20):
            case 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8:
                return chance.choice(OFTEN)
            case 9 | 10 | 11 | 12:
                return chance.choice(LETTERS)
            case 13 | 14:
                return chance.choice(OTHERS)
            case 15 | 16 | 17:
                return chance.choice(TEXTS)
            case 18:
                return f"\x1b[200~{chance.choice(PASTES)}\x1b[201~"
            case _:
                return chr(chance.choice([chance.randrange(0x20, 0x3000), chance.randrange(0x1F000, 0x1FFFF)]))

    return [one() for _ in range(chance.randint(1, 80))]


class AScreen(DummyOutput):
    """A terminal of any size that tells when it was drawn on."""

    def __init__(self, chance: random.Random) -> None:
        self.size = Size(rows=chance.randint(1, 50), columns=chance.randint(8, 140))
        self.drawn = Event()

    def get_size(self) -> Size:
        """Rows and columns."""
        return self.size

    def flush(self) -> None:
        """What was drawn can be seen."""
        self.drawn.set()


def somebody_types(source: PipeInput, keys: list[str], screen: AScreen, at_once: int) -> Thread:
    """Somebody who looks at the screen after so many keys, but does not wait long for it to change."""

    def type_() -> None:
        for first in range(0, len(keys), at_once):
            screen.drawn.clear()
            try:
                source.send_text("".join(keys[first : first + at_once]))
            except OSError:
                return  # the interview has ended, and its pipe with it
            screen.drawn.wait(0.02)

    typist = Thread(target=type_, daemon=True)
    typist.start()
    return typist


@contextmanager
def patience(about: str) -> Iterator[None]:
    """Fail, and do not wait for ever, where something hangs."""

    def lost(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"it hangs: {about}")

    before = signal.signal(signal.SIGALRM, lost)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def held(seed: str) -> tuple[Questionnaire, View, AMemory]:
    """The last view of one interview, and what was kept of it."""
    chance = random.Random(seed)  # noqa: S311 - seeded on purpose
    questionnaire = chance.choice(QUESTIONNAIRES)
    language = speak(chance.choice(["en", "en", "ru", "fa"]))
    memory = AMemory()
    memory.full = chance.random() < 0.1
    desk = replace(a_desk(questionnaire, memory), language=language)
    questions = [question.id for question in questionnaire.questions()]
    first = chance.choice(questions) if questions else "nothing"
    sitting = a_view(questionnaire=questionnaire, at=first, name=chance.choice(["", "ACME"]), desk=desk).sitting
    keys = [*keys_at_random(chance), *"\x04\x04\x04\x04"]
    with create_pipe_input() as source, patience(f"{seed}: {keys}"):
        screen, bidi = AScreen(chance), chance.choice([Bidi.OFF, Bidi.APP, Bidi.TERMINAL])
        typist = somebody_types(source, keys, screen, chance.choice([1, 7, len(keys)]))
        view, killed_by = hold_interview(sitting, desk, source=source, output=screen, bidi=bidi)
        typist.join()
    assert killed_by is None, keys
    return questionnaire, view, memory


@pytest.mark.parametrize("group", range(GROUPS))
def test_interviews_with_random_keys_end_well(group: int) -> None:
    """Left as somebody leaves it; saved as it stands; written and read the same; within its bounds."""
    for number in range(group, INTERVIEWS, GROUPS):
        seed = f"interview {number}"
        questionnaire, view, memory = held(seed)

        assert isinstance(view.ending, Ending), seed
        check(questionnaire, view, memory, seed)


def check(questionnaire: Questionnaire, view: View, memory: AMemory, seed: str) -> None:
    """The laws of an interview, at its end."""
    interview = view.interview
    assert station(interview) in turns(interview), seed
    done = progress(interview)
    assert done.all - done.answered == len(blanks(interview)), seed
    if memory.full:
        assert memory.saved == [], seed
        return
    assert view.sitting.trouble is None, seed
    if memory.saved:
        last = memory.saved[-1]
        assert timeless(last) == timeless(stamped(interview, "")), seed
        assert read_again(last, questionnaire) == last, seed
        assert begin(questionnaire, last, now="2026-11-22T10:00:00Z").sheet == interview.sheet, seed
    else:
        assert not interview.assessment.organisation.name, seed
    said = responses_of(questionnaire, interview.assessment)
    card = score(questionnaire, said, interview.assessment.organisation)
    if isinstance(card.overall, OverallScore) and all(isinstance(one, Scored) for one in card.outcomes):
        within = bounds(questionnaire, said, interview.assessment.organisation)
        assert within is not None, seed
        assert within.level_low <= card.overall.level <= within.level_high, seed
        assert Fraction(0) <= within.index_low <= card.overall.index <= within.index_high, seed


def timeless(assessment: Assessment) -> Assessment:
    """Without the moment of the save."""
    return replace(assessment, interview=replace(assessment.interview or InterviewState(), updated=""))


def read_again(assessment: Assessment, questionnaire: Questionnaire) -> Assessment:
    """The assessment after its way through a file."""
    outcome = answers_file.read(write(assessment, questionnaire), "f", questionnaire, blanks_allowed=True)
    assert isinstance(outcome, Accepted), outcome
    return outcome.value
