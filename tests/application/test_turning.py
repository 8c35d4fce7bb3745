"""Signs that turn text around, and where they end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.application.language import speak
from cem_maturity.application.turning import closed
from cem_maturity.domain.message import Message
from tests.domain.strategies import LAW

OVERRIDE, EMBEDDING, ISOLATE = "\u202e", "\u202a", "\u2067"
END, END_OF_ISOLATE = "\u202c", "\u2069"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("", ""),
        ("plain", ""),
        ("یک نام", ""),
        (f"a{OVERRIDE}b", END),
        (f"a{OVERRIDE}b{END}", ""),
        (f"{EMBEDDING}{OVERRIDE}b", END + END),
        (f"{ISOLATE}b", END_OF_ISOLATE),
        (f"{ISOLATE}{OVERRIDE}b", END + END_OF_ISOLATE),
        (f"{ISOLATE}{OVERRIDE}b{END_OF_ISOLATE}", ""),
        (f"{OVERRIDE}{ISOLATE}b{END}", END_OF_ISOLATE + END),
        (f"{END}{END_OF_ISOLATE}b", ""),
        (f"{OVERRIDE}b{END_OF_ISOLATE}", END),
        (f"{OVERRIDE}b{END}\n{ISOLATE}c", END_OF_ISOLATE),
    ],
)
def test_what_is_left_open_is_closed(text: str, ends: str) -> None:
    """As UAX #9 pairs them: an end of an isolate ends what was opened within, an embedding's end nothing around."""
    assert closed(text) == text + ends


def test_every_line_ends_what_it_opens() -> None:
    """Where a page makes one line of several, none turns the next around."""
    assert closed(f"a{OVERRIDE}b\nc") == f"a{OVERRIDE}b{END}\nc"


@given(st.text("a\n\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u202c\u2069"))
@LAW
def test_closing_once_is_enough(text: str) -> None:
    """Each line stays what it was, with ends alone behind it, and nothing is open any more."""
    whole = closed(text)

    for line, ended in zip(text.split("\n"), whole.split("\n"), strict=True):
        assert ended.startswith(line)
        assert set(ended.removeprefix(line)) <= {END, END_OF_ISOLATE}
    assert closed(whole) == whole


def test_what_a_sentence_quotes_turns_none_of_its_words() -> None:
    """The figure behind a name is read from its first digit."""
    message = Message("{name} comes first: {gap}", {"name": f"a{OVERRIDE}b", "gap": 12})

    assert speak("en").say(message) == f"a{OVERRIDE}b{END} comes first: 12"
