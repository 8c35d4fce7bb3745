"""What a value in a document may mean, at its boundaries; and what is said where it means nothing."""

from fractions import Fraction

import pytest

from cem_maturity.adapters.strict_yaml import Mapping, Node, parse
from cem_maturity.adapters.yaml_values import LONGEST_ID, MOST_COMPARED, Reading
from cem_maturity.application.language import speak
from cem_maturity.domain.problem import Place, Severity

ENGLISH = speak("en")


def the_value(written: str) -> tuple[Reading, Node]:
    """The value in a document that holds nothing else, and its reading."""
    parsed = parse(f"key: {written}\n", "f")
    assert isinstance(parsed.root, Mapping)
    return Reading("f", parsed), parsed.root.pairs["key"][1]


def said(reading: Reading) -> list[tuple[str, str]]:
    """The codes of the problems so far, with what they say."""
    return [(problem.code, ENGLISH.say(problem.what)) for problem in reading.problems]


@pytest.mark.parametrize(
    ("written", "means", "warned"),
    [
        ("true", True, ()),
        ("false", False, ()),
        ("yes", True, ("yes", "true")),
        ("No", False, ("No", "false")),
        ("off", False, ("off", "false")),
        ("TRUE", True, ("TRUE", "true")),
    ],
)
def test_truth_is_taken_as_it_is_meant(written: str, means: bool, warned: tuple[str, ...]) -> None:
    """Words that other readers take for true or false are taken so too, and it is said."""
    reading, node = the_value(written)

    assert reading.truth(node) is means
    assert [problem.severity for problem in reading.problems] == [Severity.WARNING] * bool(warned)
    assert [tuple(problem.values.values()) for problem in reading.problems] == [warned] * bool(warned)


@pytest.mark.parametrize("written", ["maybe", '"true"', '"yes"', "[true]", "{a: true}", "1"])
def test_anything_else_is_neither_true_nor_false(written: str) -> None:
    """Quotation marks make a text of it."""
    reading, node = the_value(written)

    assert reading.truth(node) is False
    assert [code for code, _ in said(reading)] == ["wrong-type"]


@pytest.mark.parametrize(
    ("written", "given"),
    [('"3"', '"3"'), ("x", "x"), ("[]", "a list"), ("{}", "keys with values"), ("null", "null"), ("~", "~")],
)
def test_a_wrong_type_is_told_as_it_was_written(written: str, given: str) -> None:
    """A text in quotation marks is told from one without."""
    reading, node = the_value(written)

    assert reading.whole(node, 0, 5) is None
    assert [code for code, _ in said(reading)] == ["wrong-type"]
    assert reading.problems[0].values["given"] == given or ENGLISH.say(reading.problems[0].values["given"]) == given  # type: ignore[arg-type]


@pytest.mark.parametrize(("number", "is_taken"), [(0, False), (1, True), (5, True), (6, False), (-1, False)])
def test_a_whole_number_lies_within_its_limits(number: int, is_taken: bool) -> None:
    """Both ends belong to it."""
    reading, node = the_value(str(number))

    assert reading.whole(node, 1, 5) == (number if is_taken else None)
    assert [code for code, _ in said(reading)] == ([] if is_taken else ["out-of-range"])


@pytest.mark.parametrize(("length", "is_taken"), [(LONGEST_ID, True), (LONGEST_ID + 1, False)])
def test_an_id_has_so_many_characters_at_most(length: int, is_taken: bool) -> None:
    """The longest one belongs to it."""
    reading, node = the_value("a" * length)

    assert reading.identifier(node) == "a" * length
    assert [code for code, _ in said(reading)] == ([] if is_taken else ["wrong-id"])


@pytest.mark.parametrize(
    ("written", "weight", "codes"),
    [
        ("7/3", Fraction(7, 3), []),
        ("0.85", Fraction(17, 20), []),
        ("0", Fraction(1), ["weight-not-positive"]),
        ("-1", Fraction(1), ["weight-not-positive"]),
        ("much", Fraction(1), ["wrong-type"]),
    ],
)
def test_a_weight_is_above_zero(written: str, weight: Fraction, codes: list[str]) -> None:
    """What is none counts as 1, so that reading can go on."""
    reading, node = the_value(written)

    assert reading.weight(node) == weight
    assert [code for code, _ in said(reading)] == codes


@pytest.mark.parametrize(
    ("written", "found", "codes"),
    [("b", "b", []), ("c", "a", ["unknown-value"]), ('""', "a", []), ("[b]", "a", ["wrong-type"])],
)
def test_one_of_several_texts(written: str, found: str, codes: list[str]) -> None:
    """Another one is told of; nothing means the usual one."""
    reading, node = the_value(written)

    assert reading.one_of(node, ("a", "b"), "a") == found
    assert [code for code, _ in said(reading)] == codes


def test_the_nearest_name_is_looked_for_in_the_first_thousand_problems() -> None:
    """It takes its time; who has a thousand mistakes is not helped by more of it."""
    reading, node = the_value("abd")

    for _ in range(MOST_COMPARED + 1):
        reading.refuse_unknown("unknown-value", node, "abd", ["abc"])

    assert [one.nearest for one in reading.problems[-2:]] == ["abc", ""]


def test_of_many_known_names_twenty_are_listed() -> None:
    """In the order of the alphabet; the nearest one stands by itself."""
    reading, node = the_value("n42")

    reading.refuse_unknown("unknown-value", node, "n42", [f"n{number:02}" for number in reversed(range(42))])

    assert reading.problems[0].values["known"] == tuple(f"n{number:02}" for number in range(20))


@pytest.mark.parametrize(
    ("written", "codes"), [("{<<: 1}", ["merge-key"]), ('{"<<": 1}', ["unknown-key"]), ("{other: 1}", ["unknown-key"])]
)
def test_a_merge_key_is_told_of_once(written: str, codes: list[str]) -> None:
    """In quotation marks it is a key like any other, and unknown."""
    reading, node = the_value(written)

    assert reading.fields(node, ("known",)) == {}
    assert [code for code, _ in said(reading)] == codes


def test_a_name_that_nobody_knows_is_told_of_though_nothing_stands_at_it() -> None:
    """Nothing is silently dropped; a known name without a value counts as left out."""
    reading, node = the_value("{known: , other: , third: 3}")

    assert [key.text for key, _ in reading.pairs(node)] == ["third"]
    assert [key.text for key, _ in reading.pairs(node, ("known",))] == ["other", "third"]
    assert reading.problems == []


def test_a_control_character_is_found_where_it_stands() -> None:
    """Also where the text came past the door of files: the line and the column, from 1."""
    _, problems = parse("a: 1\nbcd: \x01", "f")

    assert [(problem.code, problem.place) for problem in problems] == [("file-control-character", Place("f", 2, 6))]


@pytest.mark.parametrize("written", ["[a]", "{a: b}"])
def test_an_id_is_one_word(written: str) -> None:
    """Neither a list nor a mapping is one."""
    reading, node = the_value(written)

    assert reading.identifier(node) == ""
    assert [code for code, _ in said(reading)] == ["wrong-type"]


@pytest.mark.parametrize("written", ["null", "~", ""])
def test_nothing_may_be_written_in_three_ways(written: str) -> None:
    """As YAML has it; a key with nothing at it is as good as none."""
    parsed = parse(f"{{key: {written}, other: x}}\n", "f")
    reading = Reading("f", parsed)
    assert parsed.root is not None

    assert list(reading.fields(parsed.root, ("key", "other"))) == ["other"]
    assert reading.problems == []


def test_a_figure_that_is_missing_is_told_as_null() -> None:
    """Nothing was written, and that is what is said."""
    reading, node = the_value("")

    assert reading.whole(node, 0, 5) is None
    assert reading.problems[0].values["given"] == "null"
