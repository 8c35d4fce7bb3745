"""Who is asked, and how what they say differs by where they stand, so that together they say what the client says."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cem_maturity.domain.consensus import Voice, merge, spread
from cem_maturity.domain.questionnaire import Aggregate, Question, Questionnaire
from cem_maturity.domain.response import Answered, AnswerSheet, Respondent, Response
from cem_maturity.domain.sampling.chance import Chance
from cem_maturity.domain.sampling.ladder import Answer, rungs
from cem_maturity.domain.sampling.naming import people
from cem_maturity.domain.sampling.stock import Contradiction, Rank, Stock

_SEATS = (Rank.BOARD, Rank.FRONT_LINE, Rank.MIDDLE, Rank.FRONT_LINE, Rank.MIDDLE, Rank.MIDDLE, Rank.FRONT_LINE)
"""In which order people are asked; from the eighth on it begins anew."""
_PASSES = 15
"""In how many of a hundred cases somebody does not know about what is none of their role's business."""


class Person(NamedTuple):
    """Somebody who is asked."""

    id: str
    name: str
    role: str
    """As an answers file has it: an id of the questionnaire, else in words."""
    rank: Rank


class Roles(NamedTuple):
    """Which roles people of each rank have."""

    by_rank: Mapping[Rank, tuple[str, ...]]
    are_staff: bool
    """Whether they work in the house, and say what the stock lets people of their rank say."""


def roles_of(questionnaire: Questionnaire, stock: Stock) -> Roles:
    """The roles that *questionnaire* names, the most frequent first; those of the *stock* where it names too few.

    Where it names no board or no front line, the first of its roles stands for the one and the last for the other.
    """
    counted = Counter(role for question in questionnaire.questions() for role in question.roles)
    known = list(counted)
    if len(known) < 2:
        return Roles({rank: (name,) for rank, name in stock.roles.items()}, are_staff=True)
    ends = Rank.BOARD.value, Rank.FRONT_LINE.value
    are_staff = set(ends) <= set(known)
    top, bottom = ends if are_staff else (known[0], known[-1])
    middle = sorted((role for role in known if role not in (top, bottom)), key=lambda role: -counted[role])
    return Roles(
        {Rank.BOARD: (top,), Rank.MIDDLE: tuple(middle), Rank.FRONT_LINE: (bottom,)},
        are_staff,
    )


def cast(roles: Roles, stock: Stock, count: int, chance: Chance) -> tuple[Person, ...]:
    """That many people, from the board, the front line and in between, each with a name and an id of their own."""
    seats = [rank for rank in _SEATS if roles.by_rank[rank]]
    numbers: Counter[str] = Counter()
    placed: Counter[Rank] = Counter()
    found = []
    for place, name in enumerate(people(stock.names, count, chance)):
        rank = seats[place % len(seats)]
        known = roles.by_rank[rank]
        role = known[placed[rank] % len(known)]
        placed[rank] += 1
        id_ = role if all(one in _ID for one in role) else rank.value
        numbers[id_] += 1
        found.append(Person(id_ if numbers[id_] == 1 else f"{id_}-{numbers[id_]}", name, role, rank))
    return tuple(found)


_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")


class Said(NamedTuple):
    """What everybody says about one question; nothing where they leave it to others."""

    answers: Mapping[str, Answer]
    """By the id of the person."""
    is_gap: bool
    """Whether two roles stand apart."""


def agreed(
    question: Question, answer: Answer, asked: Sequence[Person], top_level: int, aggregate: Aggregate, chance: Chance
) -> Said:
    """Answers a step around *answer*, the board rather above and the front line rather below; together they give it.

    No two roles stand apart.
    """
    steps = rungs(question, top_level)
    here = list(steps).index(answer)
    lean = chance.one((Rank.BOARD, Rank.BOARD, Rank.FRONT_LINE, Rank.MIDDLE))
    places = {}
    for person in asked:
        moves = chance.often(70 if person.rank is lean is not Rank.MIDDLE else 15)
        up = person.rank is Rank.BOARD or (person.rank is Rank.MIDDLE and chance.often(50))
        places[person.id] = min(max(here + (moves and (1 if up else -1)), 0), len(steps) - 1)
    if not _holds(question, places, asked, here, aggregate, top_level, is_gap=False):
        places = dict.fromkeys(places, here)
    strangers = [one for one in asked if question.roles and one.role not in question.roles and chance.often(_PASSES)]
    rest = [one for one in asked if one not in strangers]
    if strangers and rest and _holds(question, places, rest, here, aggregate, top_level, is_gap=False):
        places = {one.id: places[one.id] for one in rest}
    return Said({id_: steps[place] for id_, place in places.items()}, is_gap=False)


def divided(
    question: Question, answer: Answer, asked: Sequence[Person], top_level: int, aggregate: Aggregate, chance: Chance
) -> Said | None:
    """Answers by which board and front line stand apart and that still give *answer* together; None where none do."""
    steps = rungs(question, top_level)
    here = list(steps).index(answer)
    ways = chance.shuffled(list(_ways(here, len(steps))))
    # First those by which the front line sees less than everybody else.
    for above, below in sorted(ways, key=lambda way: way[1] == 0):
        ends = {Rank.BOARD: here + above, Rank.FRONT_LINE: here - below, Rank.MIDDLE: here}
        places = {person.id: ends[person.rank] for person in asked}
        if _holds(question, places, asked, here, aggregate, top_level, is_gap=True):
            return Said({id_: steps[place] for id_, place in places.items()}, is_gap=True)
    return None


def reconciled(
    said: Mapping[str, Said], answers: Mapping[str, Answer], apart: Sequence[Contradiction]
) -> Mapping[str, Said]:
    """What everybody said, with no two answers on one sheet that are to be kept *apart*, as they are in *answers*.

    Where somebody's sheet held two such, all give the answer to one of them that they give together. Where roles stand
    apart they see two companies, and are left with it.
    """
    settled = dict(said)
    open_ = [one for one in apart if all(id_ in said and not said[id_].is_gap for id_ in (one.first, one.second))]
    while found := [one for one in open_ if _on_one_sheet(one, settled)]:
        one = found[0]
        id_ = one.second if answers[one.second] > one.most else one.first
        settled[id_] = Said(dict.fromkeys(settled[id_].answers, answers[id_]), is_gap=False)
    return settled


def _on_one_sheet(pair: Contradiction, said: Mapping[str, Said]) -> bool:
    """Whether somebody gave both answers."""
    first, second = said[pair.first].answers, said[pair.second].answers
    return any(first[id_] >= pair.least and second[id_] <= pair.most for id_ in first if id_ in second)


def _ways(here: int, count: int) -> Iterator[tuple[int, int]]:
    """How far above and below *here*, one of *count*, two roles may stand: never further apart than people do."""
    for above in range(min(3, count - 1 - here) + 1):
        for below in range(min(2, here) + 1):
            if 2 <= above + below <= 4 and above >= below - 1:
                yield above, below


def _holds(
    question: Question,
    places: Mapping[str, int],
    asked: Sequence[Person],
    here: int,
    aggregate: Aggregate,
    top_level: int,
    *,
    is_gap: bool,
) -> bool:
    """Whether those *asked* come to the answer in place *here*, with a gap between roles as wanted."""
    steps = rungs(question, top_level)
    heard = [
        Voice(Respondent(one.id, AnswerSheet(), one.name, one.role), Answered(steps[places[one.id]])) for one in asked
    ]
    merged = merge(question, heard, aggregate)
    apart = spread(question, heard)
    has_gap = apart is not None and apart.has_role_gap
    return isinstance(merged, Answered) and merged.answer == steps[here] and has_gap is is_gap


def sheets(asked: Sequence[Person], said: Mapping[str, Mapping[str, Response]]) -> tuple[Respondent, ...]:
    """Everybody with what they *said*, by their ids and the questions'."""
    return tuple(Respondent(one.id, AnswerSheet(said[one.id]), one.name, one.role) for one in asked)
