"""Respondents: they differ by role as people do, and together say what the client says."""

from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.domain.consensus import Voice, merge, spread
from cem_maturity.domain.questionnaire import Aggregate, GridQuestion
from cem_maturity.domain.response import Answered, AnswerSheet, Respondent
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.people import Person, Roles, Said, agreed, cast, divided, roles_of
from cem_maturity.domain.sampling.stock import Rank
from tests.builders import a_dimension, a_grid_question, a_questionnaire
from tests.domain.sampling.stocks import a_stock
from tests.domain.strategies import LAW

QUESTION = a_grid_question("q")
STOCK_ROLES = Roles({rank: (rank.value,) for rank in Rank}, are_staff=True)


def asked_of(*roles: str) -> Roles:
    """The roles of a questionnaire whose one question names these."""
    question = GridQuestion("q", "?", roles=roles)
    return roles_of(a_questionnaire(a_dimension("d", question)), a_stock())


def people(count: int) -> tuple[Person, ...]:
    """That many people of the three ranks."""
    return cast(STOCK_ROLES, a_stock(), count, Chance(count))


def voices(asked: tuple[Person, ...], said: Said) -> list[Voice]:
    """What they said, as the engine hears it."""
    return [
        Voice(Respondent(one.id, AnswerSheet(), one.name, one.role), Answered(said.answers[one.id]))
        for one in asked
        if one.id in said.answers
    ]


def test_roles_are_those_that_the_questionnaire_names() -> None:
    """Board and front line at the ends, all others in between."""
    assert asked_of("it", "board", "front-line", "hr").by_rank == {
        Rank.BOARD: ("board",),
        Rank.MIDDLE: ("it", "hr"),
        Rank.FRONT_LINE: ("front-line",),
    }


def test_other_ends_stand_for_board_and_front_line_and_are_not_quoted_as_staff() -> None:
    """A customer does not say what somebody at the counter would."""
    found = asked_of("company", "customer")

    assert (found.by_rank[Rank.BOARD], found.by_rank[Rank.FRONT_LINE]) == (("company",), ("customer",))
    assert not found.are_staff


def test_a_questionnaire_without_roles_has_those_of_the_stock() -> None:
    """People are asked all the same."""
    assert asked_of().by_rank == {rank: (f"the {rank}",) for rank in Rank}


def test_two_people_are_board_and_front_line() -> None:
    """The first two seats; everybody has an id of their own."""
    assert [one.rank for one in people(2)] == [Rank.BOARD, Rank.FRONT_LINE]
    assert [one.id for one in people(5)] == ["board", "front-line", "middle", "front-line-2", "middle-2"]
    assert len({one.id for one in people(40)}) == 40


@LAW
@given(st.integers(0, 5), st.integers(1, 9), st.sampled_from(Aggregate), st.integers(0, 999))
def test_who_agrees_says_together_what_the_client_says(
    answer: int, count: int, aggregate: Aggregate, seed: int
) -> None:
    """Whatever makes one of several answers, and without a gap between roles."""
    asked = people(count)

    said = agreed(QUESTION, answer, asked, 5, aggregate, Chance(seed))

    heard = voices(asked, said)
    apart = spread(QUESTION, heard)
    assert merge(QUESTION, heard, aggregate) == Answered(answer)
    assert apart is None or not apart.has_role_gap


@LAW
@given(st.integers(0, 5), st.integers(2, 9), st.sampled_from(Aggregate), st.integers(0, 999))
def test_who_is_divided_says_so_and_comes_to_the_same(answer: int, count: int, aggregate: Aggregate, seed: int) -> None:
    """Board above front line by a gap that the engine sees, and no further than people stand apart."""
    asked = people(count)

    said = divided(QUESTION, answer, asked, 5, aggregate, Chance(seed))

    if said is not None:
        heard = voices(asked, said)
        apart = spread(QUESTION, heard)
        assert merge(QUESTION, heard, aggregate) == Answered(answer)
        assert apart is not None
        assert apart.has_role_gap
        assert said.answers["board"] - said.answers["front-line"] in (2, 3, 4)


def test_people_can_be_divided_wherever_there_is_room() -> None:
    """Two people and the lower median: the front line gives the answer, and the board needs two levels above it."""
    found = [divided(QUESTION, answer, people(2), 5, Aggregate.MEDIAN_BY_ROLE, Chance(1)) for answer in range(6)]

    assert [one is not None for one in found] == [True, True, True, True, False, False]
