"""The pages about plans: the cheapest way up, and the plan of record among what is recommended."""

from fractions import Fraction

from cem_maturity.application.judge import judge
from cem_maturity.application.plan import lay_out
from cem_maturity.domain.assessment import PlannedAction
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.report import Plain, as_values
from cem_maturity.domain.reporting import build
from tests.adapters.page import Page
from tests.adapters.reports import ENGLISH, some_answers, some_dimensions, the_html, the_values
from tests.builders import Said, a_dimension, a_practice, a_questionnaire, an_action, an_assessment


class Words(Page):
    """A page whose pieces of text do not run together."""

    def handle_data(self, data: str) -> None:
        """Keep the text, set off."""
        self.text += f" {data} "


def planned(questionnaire: Questionnaire, said: dict[str, Said], target: int) -> dict[str, Plain]:
    """The values of a report with the plan to *target*."""
    result = judge(questionnaire, an_assessment(said), partial=False)
    return as_values(build(result, "1.0", plan=lay_out(result, target)), ENGLISH.say)


def text_of(values: dict[str, Plain]) -> str:
    """What a reader finds, its white space made one."""
    return " ".join(Words(the_html(values)).text.split())


def part(text: str, begin: str, end: str) -> str:
    """What stands between the last *begin* and the *end* after it."""
    return text.rpartition(begin)[2].partition(end)[0]


def the_plan(values: dict[str, Plain], target: int) -> str:
    """The part about the cheapest way."""
    return part(text_of(values), f"The cheapest way to level {target}", "How sure we are")


def test_the_plan_has_a_part_of_its_own() -> None:
    """Two of three dimensions have to rise, with both questions each: four steps, and what they bring."""
    page = the_plan(planned(a_questionnaire(*some_dimensions()), dict(some_answers()), 3), 3)

    assert page.startswith(" 4 steps lead from level 2 to level 3. No other set of steps gets there with less effort.")
    assert "Today 2 2.0 Within 90 days 3 2.7 4 6" in page
    assert "Brings 3 The d0 3 The d1" in page
    assert "1 How is d0.a? Do do-0-a-3 The d0 2 3 1" in page


def test_without_a_plan_there_is_no_such_part() -> None:
    """Nothing is printed empty."""
    assert "The cheapest way" not in text_of(the_values())


def test_a_plan_says_when_there_is_nothing_to_do() -> None:
    """Reached already, or out of reach."""
    questionnaire = a_questionnaire(a_dimension("voice", a_practice("voice.p", 1)))

    assert the_plan(planned(questionnaire, {"voice.p": Fraction(1)}, 1), 1) == " Level 1 is reached already. "
    assert the_plan(planned(questionnaire, {"voice.p": Fraction(1)}, 2), 2).startswith(
        " No step leads to a higher level: only answered questions are raised"
    )


def test_a_practice_rises_from_its_share_to_all() -> None:
    """Shares, not levels; what is out of reach is said before the way to what is not."""
    practice = a_practice("voice.p", 3, actions=(an_action("practise", effort=2),))
    questionnaire = a_questionnaire(a_dimension("voice", practice))

    page = the_plan(planned(questionnaire, {"voice.p": Fraction(1, 3)}, 5), 5)

    assert page.startswith(" Level 5 is out of reach: only answered questions are raised")
    assert "1 step leads to level 3." in page
    assert "3 effort 2 in all 4 out of reach 5 out of reach" in page
    assert "1 Is voice.p done? Do practise The voice 33% 100% 2" in page


def test_what_is_done_or_dropped_is_recommended_no_more() -> None:
    """It stands in the plan of record alone; what is planned shows its owner and day wherever it is recommended."""
    kept = (
        PlannedAction("do-0-a-3", "done"),
        PlannedAction("do-0-b-3", "dropped", why="No time"),
        PlannedAction("do-1-a-3", "planned", "Ann", "2027-02-01"),
    )

    text = text_of(the_values(an_assessment(some_answers(), actions=kept), a_questionnaire(*some_dimensions())))

    roadmap = part(text, "A dot after its number", "The plan you keep")
    record = part(text, "The plan you keep", "How sure we are")
    recommended = [id_ for id_ in ("do-0-a-3", "do-0-b-3", "do-1-a-3", "do-1-b-3") if id_ in roadmap]
    assert recommended == ["do-1-a-3", "do-1-b-3"]
    assert "Ann The d1 in your plan , by 1 February 2027" in roadmap
    assert "Do do-0-a-3 done" in record
    assert "Do do-0-b-3 No time dropped" in record
    assert "Do do-1-a-3 planned Ann 1 February 2027" in record
