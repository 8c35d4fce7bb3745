"""What is read as a document, and that nothing hostile gets further than a located problem."""

from pathlib import Path

import pytest

from cem_maturity.adapters.strict_yaml import (
    LONGEST_SCALAR,
    MOST_LEVELS,
    MOST_NODES,
    Mapping,
    Node,
    Parsed,
    Scalar,
    Sequence,
    parse,
)
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.problem import Place

FILE = "answers.yaml"
PYYAML_ERRORS = sorted((Path(__file__).parents[1] / "naughty" / "pyyaml-errors").glob("*.loader-error"))


def codes(parsed: Parsed) -> list[tuple[str, int, int]]:
    """Code, line and column of every problem."""
    return [(problem.code, problem.place.line, problem.place.column) for problem in parsed.problems]


def located(node: Node | None) -> object:
    """What *node* holds, each part with its line and column."""
    match node:
        case Scalar():
            return node.text, node.plain, (node.line, node.column)
        case Sequence():
            return [located(one) for one in node.nodes], (node.line, node.column)
        case Mapping():
            pairs = {name: (located(key), located(value)) for name, (key, value) in node.pairs.items()}
            return pairs, (node.line, node.column)
        case None:
            return None


def test_values_stand_as_written_with_their_places() -> None:
    """Lines and columns count from 1; quotes are remembered, nothing is converted."""
    parsed = parse("name: ACME\nlist: [010, 'No']\n", FILE)

    listed = [("010", True, (2, 8)), ("No", False, (2, 13))]
    assert (located(parsed.root), parsed.problems) == (
        (
            {
                "name": (("name", True, (1, 1)), ("ACME", True, (1, 7))),
                "list": (("list", True, (2, 1)), (listed, (2, 7))),
            },
            (1, 1),
        ),
        [],
    )


def test_all_that_is_wrong_is_found_at_once() -> None:
    """Anchors, tags, duplicates and more do not stop the reading; only broken syntax does."""
    parsed = parse("a: &x 1\nb: *x\nc: !!int 3\na: 2\n<<: {d: 4}\n[e]: 5\n", FILE)

    assert codes(parsed) == [
        ("anchor", 1, 4),
        ("alias", 2, 4),
        ("tag", 3, 4),
        ("duplicate-key", 4, 1),
        ("merge-key", 5, 1),
        ("complex-key", 6, 1),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 25_000, "too-deep"),
        ("- " * 25_000, "too-deep"),
        ("{a: " * 25_000, "too-deep"),
        ("[" + "1," * 300_000 + "]", "too-many-nodes"),
        ("".join(f"k{n}: 1\n" for n in range(110_000)), "too-many-nodes"),
        ("a: " + "x" * (LONGEST_SCALAR + 1), "too-long"),
        ("a: " + "я" * (LONGEST_SCALAR // 2 + 1), "too-long"),
        ("a: &a [l,l]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a,*a]\n" for n in range(9)), "anchor"),
        ("a: &a {k: 1}\nb: &b {<<: [*a,*a,*a,*a]}\n" + "c: {<<: [*b,*b,*b,*b]}\n", "anchor"),
        ('a: "\\e[31m"', "file-control-character"),
        ('a: "\\x85"', "file-control-character"),
        ("a: \x1b", "file-control-character"),
        ("---\na: 1\n---\nb: 2\n", "several-documents"),
        ("%YAML 3.0\n---\na: 1\n", "not-yaml"),
        ("", "empty-file"),
        ("# only a comment\n", "empty-file"),
    ],
    ids=lambda value: value[:20] if len(value) > 20 else None,
)
def test_attacks_end_in_a_problem(text: str, code: str) -> None:
    """Depth, size, references and control characters are refused without recursion or expansion."""
    parsed = parse(text, FILE)

    assert code in {problem.code for problem in parsed.problems}


def test_as_deep_and_as_long_as_allowed_is_read() -> None:
    """The limits themselves are within."""
    deep = "[" * MOST_LEVELS + "]" * MOST_LEVELS
    long = "a" * LONGEST_SCALAR

    assert parse(deep, FILE).problems == []
    assert parse(long, FILE).problems == []
    assert parse("[" + "1," * (MOST_NODES - 1) + "]", FILE).problems == []


@pytest.mark.parametrize("path", PYYAML_ERRORS, ids=lambda path: path.stem)
def test_what_breaks_other_readers_is_told_with_its_place(path: Path) -> None:
    """Documents that PyYAML's own tests expect to fail give located problems or plain values, never a traceback."""
    text = path.read_bytes().decode("utf-8", "replace")
    lines = text.count("\n") + 2

    parsed = parse(text, FILE)

    assert parsed.root is not None or parsed.problems
    assert all(1 <= problem.place.line <= lines and problem.place.column >= 1 for problem in parsed.problems)


def test_deep_nesting_is_stopped_early() -> None:
    """Libyaml's own nesting is quadratic, so reading stops at the limit, not at the end."""
    short, long = "[" * 100, "[" * 1_000_000

    assert codes(parse(short, FILE)) == codes(parse(long, FILE)) == [("too-deep", 1, MOST_LEVELS + 1)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('a: "\\q"', "there is an unknown \\ sequence in quotation marks"),
        ("a: b: c", "there is a second colon in this line, or the indentation is off"),
        ("a: [1", "a comma or closing bracket is missing"),
        ("a: {b: 1 c: 2}", "a comma or closing bracket is missing"),
        ("a: \tb\n\t c: 1", "this character cannot begin a value here"),
        ("a: `x`", "this character cannot begin a value here"),
        ("- a\nb: 1", "the indentation does not fit"),
        ('a: "x', "a quotation mark or bracket is not closed"),
    ],
)
def test_what_is_wrong_with_yaml_is_said_in_words_for_people(text: str, hint: str) -> None:
    """Not in those of the parser."""
    (problem,) = parse(text, "f").problems

    assert (problem.code, speak(SOURCE).say(problem.what)) == ("not-yaml", f"this is not YAML: {hint}")


def test_how_long_a_text_may_be_is_told() -> None:
    """In the unit that the sentence names."""
    (problem,) = parse("a: " + "x" * (LONGEST_SCALAR + 1), "f").problems

    assert speak(SOURCE).say(problem.what) == "this text has more than 64 KiB"


def test_a_character_that_no_yaml_may_hold_is_named_at_its_place() -> None:
    """By its number."""
    (found,) = parse("a: b\nc: d\x00e\n", "f.yaml").problems

    assert (found.code, found.place, found.values) == (
        "file-control-character",
        Place("f.yaml", 2, 5),
        {"character": "U+0000"},
    )
