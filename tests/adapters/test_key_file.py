"""Keys as YAML: what is written is read again, and what is wrong is told with its place."""

from fractions import Fraction

from cem_maturity.adapters import key_file
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.sampling.key import Finding, Key
from cem_maturity.domain.sampling.stock import Kind
from tests.builders import a_dimension, a_practice, a_questionnaire

ASKED = a_questionnaire(a_dimension("a", "a.1", a_practice("a.2", 2)))
KEY = Key(
    key="uneven-1-7",
    questionnaire=("sample", "1.0.0"),
    organisation='Belavin "B" Group',
    language="en",
    level=1,
    index=Fraction(25, 16),
    dimensions={"a": 1},
    answers={"a.1": 3, "a.2": Fraction(1, 3)},
    findings=(
        Finding(Kind.CONTRADICTION, "Ask: how?\nThen wait.", ("a.1", "a.2"), "a"),
        Finding(Kind.QUICK_WIN, "call", ("a.1",), "a", "call-them"),
        Finding(Kind.BLOCKER, "it holds the whole back", (), "a"),
    ),
)


def told(read: Accepted[object] | Refused) -> list[tuple[str, int, int]]:
    """Code, line and column of every problem."""
    assert isinstance(read, Refused)
    return [(one.code, one.place.line, one.place.column) for one in read.problems]


def test_what_is_written_is_read_again() -> None:
    """Every value, exactly; options of practices by their ids."""
    text = key_file.write(KEY, ASKED)

    assert "a.2: sometimes" in text
    assert key_file.read(text, "k.yaml", ASKED) == Accepted(KEY)


def test_a_key_to_touchpoints_alone_has_no_level() -> None:
    """Nor index, dimensions, answers or findings."""
    bare = Key("average-2-1", ("sample", "1.0.0"), "Belavin", "en", None, None, {}, {}, ())

    assert key_file.read(key_file.write(bare, ASKED), "k.yaml", ASKED) == Accepted(bare)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Each with its place."""
    text = key_file.write(KEY, ASKED)
    text = text.replace("level: 1", "level: 9").replace("  a.1: 3", "  b.1: 3").replace("quick-win", "quick")
    text = text.replace("[a.1]", "[a.7]").replace("sometimes", "often").replace("id: sample", "id: other")

    assert told(key_file.read(text, "k.yaml", ASKED)) == [
        ("other-questionnaire", 3, 16),
        ("out-of-range", 7, 8),
        ("unknown-question", 12, 3),
        ("unknown-option", 13, 8),
        ("unknown-value", 19, 11),
        ("unknown-question", 20, 17),
    ]


def test_a_key_says_whose_answers_it_belongs_to() -> None:
    """An id that is known, else a problem."""
    text = key_file.write(KEY, ASKED)

    assert key_file.questionnaire_of(parse(text, "k.yaml"), "k.yaml", ["sample"]) == Accepted("sample")
    assert told(key_file.questionnaire_of(parse(text, "k.yaml"), "k.yaml", ["simple"])) == [
        ("unknown-questionnaire", 3, 16)
    ]
    assert told(key_file.questionnaire_of(parse("key: x\n", "k.yaml"), "k.yaml", [])) == [("missing-key", 1, 1)]
