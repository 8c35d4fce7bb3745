"""Views of an interview for tests, with a desk that has no disk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from cem_maturity.adapters.terminal import conduct
from cem_maturity.adapters.terminal.keys import Key
from cem_maturity.adapters.terminal.view import Desk, View
from cem_maturity.application.assess import assess
from cem_maturity.application.interview import Keeper, Kept, NotKept, Sitting
from cem_maturity.application.language import speak
from cem_maturity.domain.assessment import Assessment, InterviewState, Organisation
from cem_maturity.domain.interview import empty_assessment
from cem_maturity.domain.message import Message
from cem_maturity.domain.moving import begin
from cem_maturity.domain.questionnaire import Dimension, GridQuestion, LevelDescriptor, Questionnaire
from cem_maturity.domain.response import Answered, AnswerSheet, Evidence, Respondent, Response, Unknown
from cem_maturity.domain.settling import settle
from tests.builders import a_dimension, a_questionnaire

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ENGLISH = speak("en")

CHANNELS = GridQuestion(
    id="voice.channels",
    text="How complete is your overview of the channels through which customers tell you what they think?",
    why="Customers speak where it suits them: at the counter, on the phone, in reviews.",
    probes=("Show me your latest list of feedback channels.", "Who read what customers wrote there last week?"),
    evidence=("latest channel audit with its gap plan",),
    roles=("cx", "service"),
    descriptors=tuple(
        LevelDescriptor(level, text)
        for level, text in enumerate(
            (
                "Nobody keeps track of the channels through which customers' opinions reach the company.",
                "Someone follows what comes in through at least one feedback channel, such as complaints.",
                "In the last 12 months the feedback channels of at least one unit were audited.",
                "The yearly audit of feedback channels leads to a gap plan with a named owner and a budget.",
                "All units' feedback channels are audited every year in the same way, with one gap plan.",
                "All units' channels are audited yearly; each year a new channel seen elsewhere is tried.",
            )
        )
    ),
)


def the_questionnaire() -> Questionnaire:
    """Two dimensions; the first question is as long as real ones are."""
    voice = Dimension("voice", "Customer understanding and the voice of the customer", (CHANNELS,))
    return replace(
        a_questionnaire(voice, a_dimension("data", "data.a", "data.b")),
        title="Customer experience management maturity",
        sectors=("telecom", "retail"),
    )


class AMemory:
    """A disk in memory; it can be full."""

    def __init__(self) -> None:
        self.saved: list[Assessment] = []
        self.full = False

    def save(self, assessment: Assessment) -> Kept | NotKept:
        """Keep *assessment*, or say why not."""
        if self.full:
            return NotKept(Message("a.yaml was not saved: No space left on device"))
        self.saved.append(assessment)
        return Kept("a.yaml")


def a_desk(questionnaire: Questionnaire | None = None, memory: AMemory | None = None) -> Desk:
    """A desk that saves to *memory*."""
    asked = questionnaire or the_questionnaire()
    return Desk(
        Keeper((memory or AMemory()).save, lambda: NOON),
        lambda assessment: assess(asked, assessment, partial=True, program_version="1"),
        ENGLISH,
        lambda _assessment: Message("The follow-up sheet is in a-follow-up.md."),
    )


def a_view(
    *, questionnaire: Questionnaire | None = None, at: str = "", name: str = "ACME", desk: Desk | None = None,
    predicted: Mapping[str, int] | None = None, respondents: tuple[Respondent, ...] = (),
) -> View:  # fmt: skip
    """A view at the question *at*, else at the first one; at the form where there is no *name*."""
    asked = questionnaire or the_questionnaire()
    first = at or next(iter(asked.questions())).id
    assessment = replace(
        empty_assessment(asked, date="2026-11-21", language="en"),
        organisation=Organisation(name),
        predicted=predicted or {},
        respondents=respondents,
        interview=InterviewState(started="2026-11-21T11:00:00Z", at=first) if name else None,
    )
    begun = begin(asked, assessment, now="2026-11-21T11:00:00Z")
    return conduct.opened(Sitting(begun, where="a.yaml" if name else ""), desk or a_desk(asked))


def a_split_view(count: int = 3) -> View:
    """A view at the one question on which *count* people stand apart, with what stands behind what they said."""
    asked = the_questionnaire()
    said: list[Response] = [
        Answered(4, Evidence.DOCUMENT, "It stands in the handbook of March, and every new colleague reads it."),
        Answered(1, None, "", "Nobody has ever\nasked me."),
        Unknown("Tom Ray in the call centre"),
    ]
    people = tuple(
        Respondent(f"p{number}", AnswerSheet({CHANNELS.id: said[number % 3]}), f"Ann Lee {number}", "front-line")
        for number in range(count)
    )
    assessment = replace(a_view().interview.assessment, respondents=people)
    opened = settle(asked, assessment)
    assert opened is not None
    return conduct.opened(Sitting(opened, assessment, where="a.yaml"), a_desk(asked))


def pressed(view: View, *keys: Key | int | str, desk: Desk | None = None) -> View:
    """The view after *keys*; a text is what the open field holds when Enter is pressed."""
    desk = desk or a_desk(view.interview.questionnaire)
    for key in keys:
        if isinstance(key, str) and not isinstance(key, Key):
            view = conduct.press(view, Key.TAKE, desk, text=key)
        else:
            view = conduct.press(view, key, desk)
    return view
