"""Respondents: they differ by role as people do, and together say what the client says."""

from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.domain.consensus import Voice, merge, spread
from cem_maturity.domain.questionnaire import Aggregate, GridQuestion
from cem_maturity.domain.response import Answered, AnswerSheet, Respondent
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.people import Person, Roles, Said, agreed, cast, divided, reconciled, roles_of
from cem_maturity.domain.sampling.stock import Contradiction, Rank
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


def test_board_and_front_line_alone_are_staff_too() -> None:
    """Nobody need stand in between."""
    assert asked_of("front-line", "board") == Roles(
        {Rank.BOARD: ("board",), Rank.MIDDLE: (), Rank.FRONT_LINE: ("front-line",)}, are_staff=True
    )


def test_those_in_between_are_asked_the_more_often_they_are_named() -> None:
    """The most frequent first."""
    questions = [
        GridQuestion("a", "?", roles=("board", "hr", "it", "front-line")),
        GridQuestion("b", "?", roles=("it", "cx")),
        GridQuestion("c", "?", roles=("it", "cx")),
    ]

    found = roles_of(a_questionnaire(a_dimension("d", *questions)), a_stock())

    assert found.by_rank[Rank.MIDDLE] == ("it", "cx", "hr")


def test_other_ends_stand_for_board_and_front_line_and_are_not_quoted_as_staff() -> None:
    """A customer does not say what somebody at the counter would."""
    found = asked_of("company", "customer")

    assert (found.by_rank[Rank.BOARD], found.by_rank[Rank.FRONT_LINE]) == (("company",), ("customer",))
    assert not found.are_staff


def test_a_questionnaire_without_roles_has_those_of_the_stock() -> None:
    """People are asked all the same, and they work there."""
    assert asked_of() == Roles({rank: (f"the {rank}",) for rank in Rank}, are_staff=True)


def test_where_nobody_stands_in_between_nobody_is_asked_there() -> None:
    """All seats are the two ends'."""
    roles = Roles({Rank.BOARD: ("guest",), Rank.MIDDLE: (), Rank.FRONT_LINE: ("host",)}, are_staff=False)

    found = cast(roles, a_stock(), 5, Chance("x", 1))

    assert [one.role for one in found] == ["guest", "host", "host", "host", "guest"]


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


def test_nobody_denies_on_a_sheet_what_stands_on_it() -> None:
    """The answer that all give together takes the place of the one that does not go with the other."""
    pair = Contradiction("x", "a", 3, "b", 1)
    low = {"a": Said({"1": 3, "2": 3}, is_gap=False), "b": Said({"1": 1, "2": 2}, is_gap=False)}
    high = {"a": Said({"1": 3, "2": 2}, is_gap=False), "b": Said({"1": 1}, is_gap=False)}

    assert reconciled(low, {"a": 3, "b": 2}, [pair]) == low | {"b": Said({"1": 2, "2": 2}, is_gap=False)}
    assert reconciled(high, {"a": 2, "b": 1}, [pair]) == high | {"a": Said({"1": 2, "2": 2}, is_gap=False)}


def test_what_is_settled_for_one_pair_is_held_against_the_others() -> None:
    """An answer that moves may bring two others together; these are settled as well."""
    said = {
        "a": Said({"1": 3}, is_gap=False),
        "b": Said({"1": 1}, is_gap=False),
        "c": Said({"1": 1}, is_gap=False),
    }
    pairs = [Contradiction("x", "b", 2, "c", 1), Contradiction("y", "a", 3, "b", 1)]

    found = reconciled(said, {"a": 3, "b": 2, "c": 2}, pairs)

    assert {id_: one.answers["1"] for id_, one in found.items()} == {"a": 3, "b": 2, "c": 2}


def test_two_companies_may_deny_one_another() -> None:
    """So may what is not asked, or what only one of them answers."""
    pair = Contradiction("x", "a", 3, "b", 1)
    gap = {"a": Said({"1": 3}, is_gap=False), "b": Said({"1": 1, "2": 3}, is_gap=True)}
    others = {"a": Said({"1": 3}, is_gap=False), "b": Said({"2": 1}, is_gap=False)}

    assert reconciled(gap, {"a": 3, "b": 2}, [pair]) == gap
    assert reconciled(others, {"a": 3, "b": 2}, [pair]) == others
    assert reconciled({"a": others["a"]}, {"a": 3}, [pair]) == {"a": others["a"]}
