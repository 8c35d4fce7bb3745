"""Clients: of any questionnaire, at the level that is asked for by its own rule, and the same for the same seed."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cem_maturity.application.judge import judge
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.questionnaire import (
    Base,
    Condition,
    JourneyPart,
    LevelRule,
    OverallRule,
    Questionnaire,
    Rules,
    Stage,
)
from cem_maturity.domain.response import Answered, Evidence, Unknown
from cem_maturity.domain.sampling.key import differences
from cem_maturity.domain.sampling.personas import PERSONAS, levels_of
from cem_maturity.domain.sampling.sample import CannotBe, Sample, Wanted, draw
from cem_maturity.domain.sampling.stock import Band, Bound, Contradiction, Kind, Plants, Rank, Saying, Stock
from tests.builders import a_dimension, a_grid_question, a_questionnaire
from tests.domain.sampling.stocks import a_stock
from tests.domain.strategies import LAW, questionnaires

NINE = a_questionnaire(*(a_dimension(one, *(f"{one}.{number}" for number in range(4))) for one in "abcdefghi"))
PLANTED = Contradiction("x", "a.0", 3, "b.0", 1)
JOURNEY = JourneyPart(
    (Stage("buy", "Buys"), Stage("use", "Uses")), suggestions={"buy": ("The queue", "The bill"), "use": ("A fault",)}
)


def client(questionnaire: Questionnaire = NINE, stock: Stock | None = None, **wanted: int | str | None) -> Sample:
    """A client that there must be."""
    found = draw(questionnaire, stock or a_stock(), Wanted(**{"seed": 1, **wanted}))  # type: ignore[arg-type]
    assert isinstance(found, Sample)
    return found


def reason(questionnaire: Questionnaire = NINE, stock: Stock | None = None, **wanted: int | str | None) -> str:
    """Why there can be none."""
    found = draw(questionnaire, stock or a_stock(), Wanted(**{"seed": 1, **wanted}))  # type: ignore[arg-type]
    assert isinstance(found, CannotBe)
    return speak(SOURCE).say(found.reason)


def pairs() -> Iterator[tuple[str, int]]:
    """Every persona that needs nothing planted, at every level at which it can stand."""
    for persona in PERSONAS.values():
        if not persona.one_sided:
            yield from ((persona.id, level) for level in levels_of(persona, 5))


@pytest.mark.parametrize(("persona", "level"), tuple(pairs()))
@pytest.mark.parametrize("rule", [LevelRule.GATE, LevelRule.STRICT, LevelRule.FLOOR, LevelRule.BANDS])
def test_the_level_is_the_one_that_is_asked_for(persona: str, level: int, rule: LevelRule) -> None:
    """Under every rule, by what the program itself makes of the answers."""
    overall = OverallRule.WEAKEST if rule is LevelRule.STRICT else OverallRule(rule)
    asked = a_questionnaire(*NINE.dimensions, rules=Rules(level_rule=rule, overall_rule=overall))

    found = client(asked, persona=persona, level=level)

    judged = judge(asked, found.assessment, partial=False).level
    assert judged is not None
    assert (found.persona, found.level, judged.number) == (persona, level, level)


@LAW
@given(questionnaires(), st.integers(0, 10**6), st.integers(0, 9), st.one_of(st.none(), st.integers(1, 6)))
def test_any_questionnaire_has_clients(
    questionnaire: Questionnaire, seed: int, level: int, respondents: int | None
) -> None:
    """The level is the rule's and the key is borne out; a level that the rule does not give is said not to be there."""
    assume(level <= questionnaire.top_level)

    found = draw(questionnaire, a_stock(), Wanted(seed, None, level, respondents=respondents))

    if isinstance(found, Sample):
        judged = judge(questionnaire, found.assessment, partial=False)
        assert judged.level is not None
        assert judged.level.number == level
        assert differences(found.key, judged) == ()
        assert len(found.assessment.respondents) in (respondents or 0, 6)


def test_the_same_seed_is_the_same_client_and_another_seed_another() -> None:
    """All of it, down to the last note."""
    assert client(seed=5) == client(seed=5)
    assert client(seed=5).assessment != client(seed=6).assessment


def test_what_is_not_asked_for_is_drawn_from_the_seed() -> None:
    """Over a few seeds most personas and all levels come up."""
    found = [client(seed=seed) for seed in range(60)]

    assert len({one.persona for one in found}) == len(PERSONAS) - 1
    assert {one.level for one in found} == set(range(6))


def test_a_contradiction_is_planted_told_and_found() -> None:
    """Its notes stand beside the answers, its sentence in the key; where it is not planted, it does not hold."""
    stock = a_stock(PLANTED)
    found = [client(NINE, stock, seed=seed, persona="uneven", level=2) for seed in range(30)]

    planted = [one for one in found if any(finding.kind is Kind.CONTRADICTION for finding in one.key.findings)]
    assert 5 < len(planted) < 30
    for one in found:
        first, second = (one.result.responses[id_] for id_ in ("a.0", "b.0"))
        assert isinstance(first, Answered)
        assert isinstance(second, Answered)
        assert (first.answer >= 3 and second.answer <= 1) is (one in planted)
        if one in planted:
            assert second.note == "little at b.0"
            assert one.key.findings[0].text == "mind x"


def test_what_can_never_be_true_is_in_no_client() -> None:
    """Unlike a contradiction it is not planted either."""
    stock = a_stock(plants=Plants(never=(PLANTED,)))

    for seed in range(40):
        answers = client(NINE, stock, seed=seed, persona="uneven").key.answers
        assert not (answers.get("a.0", 0) >= 3 and answers.get("b.0", 5) <= 1)


def test_a_house_has_what_no_house_of_its_sector_can_do_without() -> None:
    """Even the lowest client, and whatever is planted; houses of other sectors may lack it."""
    plants = Plants(contradictions=(PLANTED,), sectors={"banking": (Bound("b.0", 1), Bound("c.0", 2))})
    stock = replace(a_stock(PLANTED), plants=plants)
    others = set()
    for seed in range(40):
        for persona, level in (("laggard", 0), ("uneven", 2)):
            found = client(NINE, stock, seed=seed, persona=persona, level=level, sector="banking").key.answers
            assert found.get("b.0", 1) >= 1
            assert found.get("c.0", 2) >= 2
        others.add(client(NINE, stock, seed=seed, persona="laggard", level=0, sector="retail").key.answers.get("c.0"))

    assert {0, 1} <= others


def test_a_client_of_a_trades_questionnaire_is_of_that_trade() -> None:
    """Unless another is asked for."""
    asked = replace(NINE, id="general-retail", base=Base("general", "0" * 16), sectors=("banking", "retail"))

    assert {client(asked, seed=seed).assessment.organisation.sector for seed in range(9)} == {"retail"}
    assert client(asked, sector="banking").assessment.organisation.sector == "banking"


def test_a_contradiction_that_its_sector_rules_out_is_not_planted() -> None:
    """The client is drawn without it."""
    plants = Plants(contradictions=(PLANTED,), sectors={"banking": (Bound("b.0", 2),)})
    stock = replace(a_stock(PLANTED), plants=plants)

    for seed in range(30):
        found = client(NINE, stock, seed=seed, persona="uneven", level=2, sector="banking")
        assert all(finding.kind is not Kind.CONTRADICTION for finding in found.key.findings)


def test_what_is_planted_high_was_shown() -> None:
    """Its note tells of a paper, so it is no mere example, nor an opinion."""
    stock = a_stock(PLANTED)
    shown = []
    for seed in range(30):
        found = client(NINE, stock, seed=seed, persona="uneven", level=2)
        if any(finding.kind is Kind.CONTRADICTION for finding in found.key.findings):
            first = found.result.responses["a.0"]
            assert isinstance(first, Answered)
            shown.append(first.evidence)

    assert len(shown) > 5
    assert set(shown) <= {Evidence.DOCUMENT, Evidence.MEASURED}


def test_what_nobody_counts_is_not_called_measured() -> None:
    """A leader proves nearly all with figures, but for these."""
    stock = a_stock(plants=Plants(unmeasured=frozenset({"a.0"})))
    measured = {
        id_
        for seed in range(20)
        for id_, one in client(NINE, stock, seed=seed, persona="leader", level=5).result.responses.items()
        if isinstance(one, Answered) and one.evidence is Evidence.MEASURED
    }

    assert {question.id for question in NINE.questions()} - measured == {"a.0"}


def staffed(*dimensions: str) -> Questionnaire:
    """A questionnaire whose questions are for a board, a team that not every house has, IT and a front line."""
    roles = ("board", "cx", "it", "front-line")
    parts = (
        a_dimension(one, *(replace(a_grid_question(f"{one}.{number}"), roles=roles) for number in range(4)))
        for one in dimensions
    )
    return a_questionnaire(*parts)


@pytest.mark.parametrize("respondents", [None, 6])
def test_who_is_not_in_the_house_neither_speaks_nor_is_sent_for(respondents: int | None) -> None:
    """A role that needs an answer of 2 is there in no client below it, and in others is."""
    stock = a_stock(plants=Plants(roles={"cx": Bound("a.0", 2)}))
    asked, heard = staffed("a", "b", "c"), set()
    for seed in range(60):
        found = client(asked, stock, seed=seed, persona="average", level=1 + seed % 2, respondents=respondents)
        if "a.0" not in found.key.answers:
            continue
        people = [one.role for one in found.assessment.respondents]
        sheets = [found.assessment.sheet, *(one.sheet for one in found.assessment.respondents)]
        responses = [one for sheet in sheets for one in sheet.responses.values()]
        sent = {one.whom for one in responses if isinstance(one, Unknown)}
        is_there = "cx" in people or "cx" in sent or any("(cx)" in getattr(one, "quote", "") for one in responses)
        heard.add(is_there)
        assert not is_there or found.key.answers["a.0"] >= 2

    assert heard == {True, False}


def test_a_quote_stands_beside_what_it_speaks_of() -> None:
    """And is not said where that lies in another third of the scale; what speaks of nothing special stands anywhere."""
    asked = staffed("a", "b", "c")
    sayings = {
        band: {rank: (Saying(f"{band} {rank} of 3", ("a.3",)), Saying(f"{band} {rank} of all")) for rank in Rank}
        for band in Band
    }
    stock = a_stock()
    stock = replace(stock, own=replace(stock.own, quotes={"a": sayings}))
    places: dict[str, set[str]] = {"3": set(), "all": set()}
    for seed in range(80):
        found = client(asked, stock, seed=seed, persona="average", level=2)
        for id_, one in found.assessment.sheet.responses.items():
            if isinstance(one, Answered) and one.quote.endswith((" of 3", " of all")):
                places[one.quote.rsplit(" ", 1)[-1]].add(id_)

    assert places == {"3": {"a.3"}, "all": {"a.0", "a.1", "a.2", "a.3"}}


@pytest.mark.parametrize("respondents", [None, 5])
def test_a_quote_on_several_things_is_borne_out_by_each(respondents: int | None) -> None:
    """Whoever says of two things at once that they are well has answered so twice, or left the second to others."""
    asked = staffed("a", "b", "c")
    sayings = {band: {rank: (Saying(f"{band.value} both", ("a.0", "a.1")),) for rank in Rank} for band in Band}
    stock = a_stock()
    stock = replace(stock, own=replace(stock.own, quotes={"a": sayings}))
    thirds, heard = {"low": (0, 1), "middle": (2, 3), "high": (4, 5)}, 0
    for seed in range(120):
        found = client(asked, stock, seed=seed, persona="uneven", level=2, respondents=respondents).assessment
        for sheet in (found.sheet, *(one.sheet for one in found.respondents)):
            said = {id_: one for id_, one in sheet.responses.items() if isinstance(one, Answered)}
            for id_ in ("a.0", "a.1"):
                if id_ in said and "both" in said[id_].quote:
                    third = thirds[said[id_].quote.rsplit(" ", 2)[-2]]
                    assert all(said[one].answer in third for one in ("a.0", "a.1") if one in said)
                    heard += 1

    assert heard > 10


def test_nobody_is_quoted_against_their_own_answer() -> None:
    """On sheets of their own people differ: who speaks has answered in the third of the scale that the words are of."""
    ids = tuple(f"a.{number}" for number in range(4))
    said = {band: tuple(Saying(f"{band.value} {id_}", (id_,)) for id_ in ids) for band in Band}
    sayings = {band: dict.fromkeys(Rank, said[band]) for band in Band}
    stock = a_stock()
    stock = replace(stock, own=replace(stock.own, quotes={"a": sayings}))
    seen = {"low": range(2), "middle": range(2, 4), "high": range(4, 6)}
    met: set[str] = set()
    for seed in range(80):
        found = client(staffed("a", "b", "c"), stock, seed=seed, persona="average", level=1 + seed % 4, respondents=5)
        for person in found.assessment.respondents:
            for one in person.sheet.responses.values():
                if isinstance(one, Answered) and " a." in one.quote:
                    word = one.quote.split(" ")[0]
                    assert one.answer in seen[word]
                    met.add(word)

    assert met == set(seen)


def test_who_sees_a_company_halfway_says_nothing_of_two() -> None:
    """Of a gap only those speak who stand on the side that their words are of."""
    ends = (Rank.BOARD, Rank.FRONT_LINE)
    split = {rank: tuple(Saying(f"{rank.value} of two {number}") for number in range(9)) for rank in ends}
    stock = a_stock()
    stock = replace(stock, own=replace(stock.own, split=dict.fromkeys("abc", split)))
    spoke: set[str] = set()
    for seed in range(60):
        found = client(staffed("a", "b", "c"), stock, seed=seed, persona="split", level=seed % 5, respondents=6)
        for person in found.assessment.respondents:
            for one in person.sheet.responses.values():
                if isinstance(one, Answered) and " of two " in one.quote:
                    assert isinstance(one.answer, int)
                    assert one.answer >= 3 if one.quote.startswith(Rank.BOARD.value) else one.answer <= 2
                    spoke.add(one.quote.split(" ")[0])

    assert spoke == {rank.value for rank in ends}


def test_two_companies_are_seen_at_one_question() -> None:
    """Board and front line are quoted beside the gap that both of them speak of."""
    ids = ("a.0", "a.1", "a.2", "a.3")
    split = {rank: tuple(Saying(f"{rank} on {id_}", (id_,)) for id_ in ids) for rank in (Rank.BOARD, Rank.FRONT_LINE)}
    stock = a_stock()
    stock = replace(stock, own=replace(stock.own, split={"a": split}))
    met = 0
    for seed in range(30):
        found = client(staffed("a", "b", "c"), stock, seed=seed, persona="split", level=2)
        quoted = {
            one.quote: id_
            for person in found.assessment.respondents
            for id_, one in person.sheet.responses.items()
            if isinstance(one, Answered) and " on a." in one.quote
        }
        assert all(text.endswith(f" on {id_}") for text, id_ in quoted.items())
        assert len(quoted) in (0, 2)
        assert len(set(quoted.values())) <= 1
        met += bool(quoted)

    assert met > 5


def test_a_shop_window_says_much_and_proves_little() -> None:
    """Most high answers are opinions, with a note that nothing was shown; the key has them all, and no other has."""
    found = client(persona="shop-window", level=4)

    said = [one for one in found.assessment.sheet.responses.values() if isinstance(one, Answered)]
    opinions = [one for one in said if one.answer >= 3 and one.evidence is Evidence.OPINION]
    named = [id_ for one in found.key.findings if one.kind is Kind.WEAK_EVIDENCE for id_ in one.questions]
    assert len(opinions) > len(said) / 2
    assert len(named) == len(opinions)
    assert any(one.note.startswith("claim") for one in opinions)


def test_high_answers_of_others_rest_on_more_than_an_opinion() -> None:
    """But for those that are planted: what is weak is in the key."""
    for seed in range(20):
        found = client(seed=seed, persona="leader", level=5)
        weak = {id_ for one in found.key.findings if one.kind is Kind.WEAK_EVIDENCE for id_ in one.questions}
        opinions = {
            id_
            for id_, one in found.assessment.sheet.responses.items()
            if isinstance(one, Answered) and one.evidence is Evidence.OPINION and one.answer >= 3
        }
        assert opinions == weak


def test_board_and_front_line_of_a_split_client_see_two_companies() -> None:
    """Six people unless it is said how many; each gap in the key is one that the engine sees."""
    found = client(persona="split", level=2)

    gaps = [one for one in found.key.findings if one.kind is Kind.ROLE_GAP]
    assert len(found.assessment.respondents) == 6
    assert len(gaps) >= 3
    assert differences(found.key, found.result) == ()
    assert "the board" in gaps[0].text
    assert "the front-line" in gaps[0].text


def test_a_client_of_records_is_high_in_mechanics_and_low_in_psychology() -> None:
    """Where the questionnaire says which dimensions are which."""
    stock = a_stock(plants=Plants(mechanics=("a", "b"), psychology=("c", "d")))

    for level in range(4):
        reached = client(NINE, stock, persona="crm-only", level=level).key.dimensions
        assert min(reached["a"], reached["b"]) >= max(reached["c"], reached["d"]) + 2


def test_what_a_persona_lacks_is_said() -> None:
    """Two people, dimensions of both kinds, or a level at which it can stand."""
    alone = a_questionnaire(journey=JOURNEY)

    assert reason(persona="split", respondents=1) == "split needs two respondents at the least: --respondents 2."
    assert len(client(persona="split", level=2, respondents=2).assessment.respondents) == 2
    assert reason(alone, persona="split").startswith("sample asks nothing that two people could answer differently")
    assert "mechanics and psychology" in reason(persona="crm-only")
    for plants in (Plants(mechanics=("a",), psychology=("z",)), Plants(mechanics=("z",), psychology=("a",))):
        assert "mechanics and psychology" in reason(stock=a_stock(plants=plants), persona="crm-only")
    assert reason(persona="leader", level=2) == ("A client that is leader stands at level 4 to 5, not at 2.")


def test_a_client_that_no_answers_can_make_is_said_not_to_be_there() -> None:
    """Where its level was asked for as well as where it was left to the seed."""
    bottom = Plants(sectors={"retail": tuple(Bound(question.id, 5) for question in NINE.questions())})
    stock = a_stock(plants=bottom)

    for level in (1, None):
        assert reason(stock=stock, persona="laggard", level=level, sector="retail") in (
            "sample gives no laggard level 0 by its own rule.",
            "sample gives no laggard level 1 by its own rule.",
        )


def test_another_turn_is_taken_where_the_persona_was_left_to_the_seed() -> None:
    """Until one is found that can be: in a trade that lacks nothing, those at the top."""
    top = Plants(sectors={"retail": tuple(Bound(question.id, 5) for question in NINE.questions())})

    found = [
        draw(NINE, a_stock(plants=top), Wanted(seed, None, None, sector="retail", respondents=0)) for seed in range(30)
    ]

    drawn = [one.level for one in found if isinstance(one, Sample)]
    assert set(drawn) == {5}
    assert len(drawn) > 15


def test_another_turn_is_taken_where_the_level_alone_was_left_to_the_seed() -> None:
    """A leader stands at 4 or 5, and in a trade that lacks nothing at 5 alone."""
    top = Plants(sectors={"retail": tuple(Bound(question.id, 5) for question in NINE.questions())})

    for seed in range(10):
        found = client(NINE, a_stock(plants=top), seed=seed, persona="leader", sector="retail")
        assert (found.persona, found.level) == ("leader", 5)


def test_touchpoints_are_those_that_the_questionnaire_suggests() -> None:
    """In stage order, within their scales, with a moment of truth; a questionnaire of touchpoints alone has no more."""
    asked = a_questionnaire(journey=JOURNEY)

    found = client(asked, persona="average")

    points = found.assessment.touchpoints
    assert [(one.stage, one.name) for one in points] == [("buy", "The queue"), ("buy", "The bill"), ("use", "A fault")]
    assert all(1 <= one.functional <= 10 and 1 <= one.emotional <= 10 for one in points)
    assert any(one.moment_of_truth for one in points)
    assert (found.key.level, found.assessment.sheet.responses) == (None, {})


def test_touchpoints_are_better_where_the_level_is_higher() -> None:
    """A laggard's customers fare worse than a leader's, of whichever seed."""
    asked = a_questionnaire(*NINE.dimensions, journey=JOURNEY)

    def index(persona: str, level: int) -> Fraction:
        journeys = [client(asked, persona=persona, level=level, seed=seed).result.journey for seed in range(20)]
        return sum((one.index for one in journeys if one), Fraction(0)) / 20

    assert index("laggard", 0) + 3 < index("average", 3) + 1 < index("leader", 5)


def test_only_what_is_in_scope_is_answered() -> None:
    """And every fact that a question asks for is there."""
    shops = (Condition("sector", ("retail",)), Condition("profile", ("chain", "single")))
    asked = a_questionnaire(a_dimension("a", "a.1", a_grid_question("a.2", when=shops)), a_dimension("b", "b.1", "b.2"))

    inside, outside = (client(asked, persona="average", sector=one) for one in ("retail", "airline"))

    assert inside.assessment.organisation.profile in ("chain", "single")
    assert set(inside.assessment.sheet.responses) == {"a.1", "a.2", "b.1", "b.2"}
    assert set(outside.assessment.sheet.responses) == {"a.1", "b.1", "b.2"}


def test_answers_of_a_dimension_hang_together() -> None:
    """But for what is planted, neighbours lie within two levels of one another in nearly every client."""
    apart = 0
    for seed in range(60):
        answers = client(seed=seed, persona="uneven").key.answers
        for one in "abcdefghi":
            own = [level for id_, level in answers.items() if id_.startswith(one)]
            apart += max(own) - min(own) > 2

    assert apart < 60 * 9 * 0.03
