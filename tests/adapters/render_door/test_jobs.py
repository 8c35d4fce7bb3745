"""What passes between the program and its worker."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from cem_maturity.adapters.render_door import Filled, Job
from cem_maturity.adapters.render_door.jobs import packed, receive, send, unpacked
from cem_maturity.domain.report import Plain
from tests.domain.strategies import LAW

KEYS = st.sampled_from(["/", "//", "/a", ""]) | st.text(max_size=3)
PLAIN: st.SearchStrategy[Plain] = st.recursive(
    st.none() | st.integers() | st.fractions() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)


@LAW
@given(st.dictionaries(KEYS, PLAIN, max_size=3))
def test_values_arrive_as_they_were_sent(values: dict[str, Plain]) -> None:
    """Texts with every character, whole numbers, and fractions that stay exact."""
    job = Job(Filled(values, "fa", {"made": "2026"}, texts={"report.html": "a"}, fonts={}), "/fonts")

    arrived = unpacked(packed(job))

    assert arrived == job


def test_markup_stays_markup_and_no_text_becomes_it() -> None:
    """Places for breaks are set before; whatever people write in the shape of our marks stays their text."""
    values: dict[str, Plain] = {"a": Markup("a<wbr>b"), "b": {"/": "<b>"}, "c": {"/": [1, 2]}}

    arrived = unpacked(packed(Job(Filled(values, "en", {}, {}, {})))).pages

    assert isinstance(arrived, Filled)
    assert arrived.values == values
    assert [type(arrived.values["a"]), type(arrived.values["b"]["/"])] == [Markup, str]  # type: ignore[index, call-overload]


def test_nothing_but_plain_values_is_sent() -> None:
    """A worker never gets an object that knows the program."""
    with pytest.raises(TypeError, match="no object"):
        packed(Job(Filled({"a": object()}, "en", {}, {}, {})))  # type: ignore[dict-item]


@pytest.mark.parametrize("stream", [b"", b"+\0\0\0", b"+" + (5).to_bytes(8, "big") + b"four", b"+" + b"\xff" * 8])
def test_a_reply_that_is_cut_or_endless_is_none(stream: bytes) -> None:
    """The program never waits for, or takes, what is announced and does not come."""
    with pytest.raises(EOFError):
        receive(io.BytesIO(stream))


def test_what_is_sent_is_received() -> None:
    """Kind and content, whatever bytes are in it."""
    stream = io.BytesIO()

    send(stream, b"\0\xff" * 9, b"-")

    assert receive(io.BytesIO(stream.getvalue())) == (b"-", b"\0\xff" * 9)
