"""What a batch keeps: read back exactly as it was written."""

import json
from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.adapters.batch.records import Record, read, written
from cem_maturity.application.judge import judge
from cem_maturity.domain.message import Message, Percent, Value, counted
from cem_maturity.domain.outcome import Assessed, Failed, assessed
from cem_maturity.domain.problem import Place, Problem
from tests.builders import a_dimension, a_practice, a_questionnaire, an_assessment
from tests.domain.strategies import LAW, Case, cases

WHOLE = Problem(
    "worker-died",
    Place("a\ud800.yaml#answers.yaml", 3, 9),
    {
        "why": counted("{count} file", "{count} files", 2, {"count": 2, "share": Percent(Fraction(1, 3))}),
        "listed": ("a", Message("{x}", {"x": Fraction(-7, 2)}), 3),
        "text": "1/2",
    },
    "nearest",
    "cem migrate a.yaml",
)


def again(record: Record) -> Record:
    """The *record* as another run finds it."""
    text = written(record).text
    assert "\n" not in text
    return read(json.loads(text))


@LAW
@given(cases())
def test_an_assessed_unit_comes_back_exactly(case: Case) -> None:
    """Every figure with its type: a level is no fraction, and 1/3 stays 1/3."""
    result = judge(case.questionnaire, an_assessment(case.said), partial=True)
    record = Record("sample", (WHOLE,), assessed("a.yaml", result, result.basis))

    back = again(record)

    assert back == record
    assert isinstance(back.outcome, Assessed)
    assert isinstance(record.outcome, Assessed)
    assert {id_: type(one) for id_, one in back.outcome.answers.items()} == {
        id_: type(one) for id_, one in record.outcome.answers.items()
    }
    assert list(back.outcome.standings) == list(record.outcome.standings)


def test_a_practice_in_place_is_no_level() -> None:
    """The value 1 of a practice is a fraction, as the level 1 of a ladder is none."""
    questionnaire = a_questionnaire(a_dimension("voice", "a", a_practice("b", 1)))
    result = judge(questionnaire, an_assessment({"a": 1, "b": Fraction(1)}), partial=False)

    back = again(Record("", (), assessed("a.yaml", result, result.basis))).outcome

    assert isinstance(back, Assessed)
    assert [type(one) for one in back.answers.values()] == [int, Fraction]


@pytest.mark.parametrize("problems", [(), (WHOLE,), (Problem("not-yaml", Place("a.yaml")), WHOLE)])
def test_a_failed_file_comes_back_exactly(problems: tuple[Problem, ...]) -> None:
    """Code, place, values with sentences in sentences, the nearest name and the command."""
    record = Record("", (), Failed("a.yaml", problems))

    assert again(record) == record


values = st.recursive(
    st.text() | st.integers() | st.fractions() | st.builds(Percent, st.integers() | st.fractions()),
    lambda inner: (
        st.builds(Message, st.text(), st.dictionaries(st.text(), inner, max_size=3), st.text(), st.integers())
        | st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=10,
)


@LAW
@given(st.dictionaries(st.text(), values, max_size=4))
def test_the_values_of_a_problem_come_back_exactly(said: dict[str, Value]) -> None:
    """Whatever a sentence may hold."""
    record = Record("", (), Failed("a.yaml", (Problem("unknown-key", Place("a.yaml"), MappingProxyType(said)),)))

    assert again(record) == record


@pytest.mark.parametrize(
    "text", ["null", "{}", "[]", '{"questionnaire":"","warnings":[],"file":"a"}', '{"questionnaire":1}']
)
def test_what_is_no_record_is_refused(text: str) -> None:
    """With an error that the journal passes over."""
    with pytest.raises((ValueError, KeyError, TypeError, IndexError)):
        read(json.loads(text))
