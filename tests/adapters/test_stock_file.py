"""What sample clients are made of: read strictly, and all that is wrong told with its place."""

from dataclasses import replace

from cem_maturity.adapters import stock_file
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.response import Evidence
from cem_maturity.domain.sampling.stock import (
    Band,
    Bound,
    Contradiction,
    Kind,
    OwnStock,
    Plants,
    Rank,
    Saying,
    Told,
)
from tests.builders import a_dimension, a_practice, a_questionnaire

ASKED = a_questionnaire(a_dimension("a", "a.1", "a.2", a_practice("a.3", 2)), top_level=2)

COMMON = """
format: 1
language: en
names:
  first: [Ba, Be]
  middle: [la]
  last: [din]
  pattern: {other: ["{stem} Group"], retail: ["{stem} Stores"]}
  people: {given: [Ada], family: [Birk]}
  units: [Head office]
  countries: [IE]
evidence: {opinion: [said], example: [seen once], document: [read], measured: [counted]}
quotes:
  low: {board: [so], middle: [so], front-line: [so]}
  middle: {board: [so], middle: [so], front-line: [so]}
  high: {board: [well], middle: [well], front-line: [well]}
shop_window: [much was said]
unknown: [ask IT]
roles: {board: the board, middle: heads, front-line: the counter}
key: {contradiction: "{first} and {second}", blocker: b, role-gap: r, quick-win: q, weak-evidence: "at {level}"}
"""

OWN = """
format: 1
language: en
questions:
  a.1: {notes: {0: [nothing], 2: [all, all of it]}}
dimensions:
  a:
    quotes:
      low: {board: [so], middle: [so], front-line: [so]}
      middle: {board: [so], middle: [so], front-line: [so]}
      high: {board: [so], middle: [so], front-line: [so]}
    shop_window: [a slide]
    split: {board: [{says: fine, of: [a.2]}], front-line: [not fine]}
contradictions:
  x: {notes: {a.1: much, a.2: little}, key: mind it}
"""

PLANTS = """
format: 1
mechanics: [a]
psychology: []
contradictions:
  x: {high: {a.1: 2}, low: {a.2: 0}}
never:
  - {high: {a.2: 1}, low: {a.1: 0}}
unmeasured: [a.1]
roles: {cx: {a.2: 2}}
sectors: {retail: {a.1: 1, a.3: 1}}
"""


def told(read: Accepted[object] | Refused) -> list[tuple[str, int, int]]:
    """Code, line and column of every problem."""
    assert isinstance(read, Refused)
    return [(one.code, one.place.line, one.place.column) for one in read.problems]


def test_what_serves_any_questionnaire_is_read() -> None:
    """Names, sentences by evidence, by third of the scale and by who speaks, and those of a key."""
    read = stock_file.read_common(COMMON, "f.yaml")

    assert isinstance(read, Accepted)
    stock = read.value
    assert (stock.names.first, stock.names.patterns["retail"]) == (("Ba", "Be"), ("{stem} Stores",))
    assert (stock.names.given, stock.names.family) == (("Ada",), ("Birk",))
    assert stock.evidence[Evidence.MEASURED] == ("counted",)
    assert stock.quotes[Band.HIGH][Rank.FRONT_LINE] == ("well",)
    assert (stock.roles[Rank.MIDDLE], stock.key[Kind.WEAK_EVIDENCE]) == ("heads", "at {level}")
    assert stock.signed == "{name} ({role}): {quote}"


def test_a_language_may_sign_quotes_in_its_own_way() -> None:
    """With a comma of its own, for example."""
    read = stock_file.read_common(COMMON + 'signed: "{name}، {role}: {quote}"\n', "f.yaml")

    assert isinstance(read, Accepted)
    assert read.value.signed == "{name}، {role}: {quote}"


def test_what_people_say_about_one_questionnaire_is_read() -> None:
    """By question and level, by dimension, third of the scale and who speaks, with the questions that it speaks of."""
    read = stock_file.read_own(OWN, "f.yaml", ASKED)

    split = {Rank.BOARD: (Saying("fine", ("a.2",)),), Rank.FRONT_LINE: (Saying("not fine"),)}
    own = OwnStock(
        notes={"a.1": {0: ("nothing",), 2: ("all", "all of it")}},
        quotes={"a": {band: dict.fromkeys(Rank, (Saying("so"),)) for band in Band}},
        shop_window={"a": ("a slide",)},
        split={"a": split},
        contradictions={"x": Told({"a.1": "much", "a.2": "little"}, "mind it")},
    )
    assert read == Accepted(own)


def test_what_may_be_planted_is_read() -> None:
    """Dimensions, contradictions, what no client may hold, what nobody counts, who may lack, what none may."""
    read = stock_file.read_plants(PLANTS, "f.yaml", ASKED)

    never = (Contradiction("", "a.2", 1, "a.1", 0),)
    assert read == Accepted(
        Plants(
            mechanics=("a",),
            contradictions=(Contradiction("x", "a.1", 2, "a.2", 0),),
            never=never,
            unmeasured=frozenset({"a.1"}),
            roles={"cx": Bound("a.2", 2)},
            sectors={"retail": (Bound("a.1", 1), Bound("a.3", 1))},
        )
    )


def test_what_a_stock_lacks_is_told_where_it_is_missing() -> None:
    """All at once; a list that is there holds something."""
    lacking = COMMON.replace("  middle: [la]\n", "").replace("unknown: [ask IT]", "unknown: []")
    lacking = lacking.replace("other: ", "airline: ").replace("measured: [counted]", "measured: counted")

    assert told(stock_file.read_common(lacking, "f.yaml")) == [
        ("missing-key", 5, 3),
        ("missing-key", 7, 12),
        ("wrong-type", 11, 79),
        ("missing-key", 17, 10),
    ]


def test_what_the_questionnaire_does_not_have_is_told() -> None:
    """Questions, dimensions and levels of another one, each with its place."""
    other = (
        OWN.replace("a.1: {notes: {0:", "b.1: {notes: {0:").replace("  a:\n", "  b:\n").replace("a.2: little", "c: x")
    )
    level = OWN.replace("2: [all", "3: [all")
    spoken = OWN.replace("of: [a.2]", "of: [a.9]").replace("front-line: [not fine]", "front-line: []")
    bounds = PLANTS.replace("unmeasured: [a.1]", "unmeasured: [a.9]").replace("{a.2: 2}", "{a.2: 3}")
    planted = PLANTS.replace("[a]", "[b]").replace("a.1: 2", "a.1: 3").replace("a.2: 1", "a.9: 1")

    assert told(stock_file.read_own(other, "f.yaml", ASKED)) == [
        ("unknown-question", 5, 3),
        ("unknown-dimension", 7, 3),
        ("unknown-question", 15, 26),
    ]
    assert told(stock_file.read_own(level, "f.yaml", ASKED)) == [("unknown-key", 5, 31)]
    assert told(stock_file.read_own(spoken, "f.yaml", ASKED)) == [("unknown-question", 13, 39), ("missing-key", 13, 59)]
    assert told(stock_file.read_plants(bounds, "f.yaml", ASKED)) == [
        ("unknown-question", 9, 14),
        ("out-of-range", 10, 19),
    ]
    trades = PLANTS.replace("{retail: {a.1: 1, a.3: 1}}", "{airline: {a.1: 1}, retail: {a.1: 3, a.9: 1}}")

    assert told(stock_file.read_plants(trades, "f.yaml", replace(ASKED, sectors=("retail",)))) == [
        ("unknown-sector", 11, 11),
        ("out-of-range", 11, 44),
        ("unknown-question", 11, 47),
    ]
    assert told(stock_file.read_plants(planted, "f.yaml", ASKED)) == [
        ("unknown-dimension", 3, 13),
        ("out-of-range", 6, 19),
        ("unknown-question", 8, 13),
    ]


def test_what_is_no_yaml_is_told() -> None:
    """As of every document."""
    assert told(stock_file.read_common("a: [", "f.yaml"))[0][0] == "not-yaml"
