"""What teams are given to judge from: all that was seen and said, and nothing that follows from an answer."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from cem_maturity.application.judge import judge
from cem_maturity.domain.assessment import Organisation, Touchpoint
from cem_maturity.domain.dossier import Account, Said, Speaker, Stop, Story, dossier
from cem_maturity.domain.questionnaire import Condition, JourneyPart, Stage
from cem_maturity.domain.response import Answered, Evidence
from cem_maturity.domain.result import Result
from cem_maturity.domain.sampling.stock import OwnStock
from tests.builders import Said as Answer
from tests.builders import (
    a_dimension,
    a_grid_question,
    a_practice,
    a_questionnaire,
    a_respondent,
    an_assessment,
    answered,
    not_applicable,
    unknown,
)
from tests.domain.sampling.stocks import a_stock

ASKED = a_questionnaire(
    a_dimension("a", "a.1", "a.2", a_practice("a.3", 2)),
    journey=JourneyPart((Stage("buy", "Buying"),)),
)
TILL = Touchpoint("The till", "buy", 5, Fraction(8), Fraction(4), Fraction(3), note="A queue.")


def result(said: Mapping[str, Answer], **more: object) -> Result:
    """The result of these answers."""
    return judge(ASKED, an_assessment(said, **more), partial=True)  # type: ignore[arg-type]


def accounts(of: Result, notes: Mapping[str, Mapping[int, tuple[str, ...]]] | None = None) -> tuple[Account, ...]:
    """What is told of the questions; with a stock where it has *notes*."""
    stock = None if notes is None else replace(a_stock(), own=OwnStock(notes))
    return dossier(of, stock=stock).chapters[0].accounts


def test_a_question_tells_what_was_seen_and_said() -> None:
    """What it rests on, notes, quotes; whom to ask; why it was left out."""
    said: dict[str, Answer] = {
        "a.1": answered(3, Evidence.EXAMPLE, "A list.", "We know."),
        "a.2": unknown("ask IT"),
        "a.3": not_applicable("no shops"),
    }

    assert accounts(result(said)) == (
        Account(
            "a.1", "How is a.1?", "example", (Said("note", "A list.", ""), Said("quote", "We know.", "")), None, None
        ),
        Account("a.2", "How is a.2?", None, (), "ask IT", None),
        Account("a.3", "Is a.3 done?", None, (), None, "no shops"),
    )


def test_who_said_it_is_told() -> None:
    """By name and role, as far as they are known."""
    sheets = (
        a_respondent("x", {"a.1": answered(5, quote="Fine.")}, role="board", name="Ann Berg"),
        a_respondent("y", {"a.1": answered(1, note="No.")}, role="shop"),
    )

    found = dossier(result({}, respondents=sheets))

    assert found.chapters[0].accounts[0].said == (
        Said("quote", "Fine.", "Ann Berg (board)"),
        Said("note", "No.", "shop"),
    )
    assert found.people == (Speaker("Ann Berg", "board"), Speaker("", "shop"))


def test_the_client_is_introduced() -> None:
    """Its facts, its story and its people; touchpoints by stage, with their notes and without their figures."""
    house = Organisation("ACME", "North", "retail", "IE", "b2b")
    story = Story(("Once.", "Then."), (Speaker("Ann", "owner"),))

    found = dossier(result({}, organisation=house, touchpoints=(TILL,)), story)

    assert found.organisation == {
        "name": "ACME",
        "unit": "North",
        "sector": "retail",
        "country": "IE",
        "profile": "b2b",
    }
    assert (found.story, found.people) == (("Once.", "Then."), (Speaker("Ann", "owner"),))
    assert found.stops == (Stop("Buying", "The till", "A queue."),)
    assert dossier(result({})).organisation == {"name": "ACME"}


def test_a_question_without_a_note_gets_one_that_is_true_there() -> None:
    """From the stock, by its answer, always the same; what has a note keeps it, a practice has none."""
    notes: dict[str, dict[int, tuple[str, ...]]] = {
        "a.1": {3: ("Three.", "Also three."), 2: ("Two.",)},
        "a.2": {1: ("One.",)},
    }
    client = result({"a.1": 3, "a.2": answered(1, note="Seen."), "a.3": 1})

    first, second, third = accounts(client, notes)

    assert first.said in ((Said("note", "Three.", ""),), (Said("note", "Also three.", ""),))
    assert accounts(client, notes)[0] == first
    assert second.said == (Said("note", "Seen.", ""),)
    assert third.said == ()


def test_nothing_follows_from_an_answer() -> None:
    """The same notes with every answer changed, with other targets and expectations, make the same dossier."""
    said = {"a.1": answered(3, Evidence.EXAMPLE, "A list."), "a.2": answered(0, note="Nothing.")}
    other = {id_: one._replace(answer=5 - int(one.answer)) for id_, one in said.items() if isinstance(one, Answered)}

    one = dossier(result(said, predicted={"overall": 1}, targets={"overall": 2}, touchpoints=(TILL,)))
    two = dossier(result(other, predicted={"overall": 5}, touchpoints=(TILL._replace(moment_of_truth=True),)))

    assert one == two


def test_what_does_not_concern_the_client_is_not_told() -> None:
    """A question about shops, to a client that has none."""
    shops = a_grid_question("a.shops", when=(Condition("sector", ("retail",)),))
    asked = a_questionnaire(a_dimension("a", "a.1", shops))
    bank = judge(asked, an_assessment({"a.1": 2}, organisation=Organisation("ACME", sector="banking")), partial=True)

    assert [one.id for one in dossier(bank).chapters[0].accounts] == ["a.1"]
