"""What came at once is told from what was typed."""

import pytest
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from cem_maturity.adapters.terminal.pasting import as_typed_or_pasted, may_go_on


def keys(text: str) -> list[KeyPress]:
    """The keys of a text, breaks as the Enter key."""
    return [KeyPress(Keys.ControlM, "\r") if one == "\r" else KeyPress(one, one) for one in text]


def pasted(text: str) -> list[KeyPress]:
    """One paste."""
    return [KeyPress(Keys.BracketedPaste, text)]


@pytest.mark.parametrize("text", ["", "3", "3\r", "\r", "jjj", "\r\r"])
def test_what_a_person_can_type_at_once_is_typed(text: str) -> None:
    """A slow line may hold up a few keys."""
    assert as_typed_or_pasted(keys(text), goes_on=False, into_text=False) == keys(text)


@pytest.mark.parametrize("text", ["3\r2\r", "we met 3\r", "a long line without a break", "\r\r\r\r"])
def test_more_than_that_is_a_paste(text: str) -> None:
    """It answers nothing."""
    assert as_typed_or_pasted(keys(text), goes_on=False, into_text=False) == pasted(text.replace("\r", "\n"))


def test_the_rest_of_a_paste_belongs_to_it() -> None:
    """However short it is."""
    assert as_typed_or_pasted(keys("3\r"), goes_on=True, into_text=False) == pasted("3\n")


@pytest.mark.parametrize("text", ["ACME", "ACME\r", "\r", "a long line without a break"])
def test_one_line_into_a_text_field_is_as_good_as_typed(text: str) -> None:
    """Its break ends this very field."""
    assert as_typed_or_pasted(keys(text), goes_on=False, into_text=True) == keys(text)


@pytest.mark.parametrize("text", ["one\rtwo", "one\rtwo\r"])
def test_several_lines_into_a_text_field_are_one_text(text: str) -> None:
    """They answer no other field."""
    assert as_typed_or_pasted(keys(text), goes_on=False, into_text=True) == pasted(text.replace("\r", "\n"))


def test_arrows_are_never_pasted() -> None:
    """A key without a character tells that somebody types."""
    arrows = [KeyPress(Keys.Down, "\x1b[B")] * 5

    assert as_typed_or_pasted(arrows, goes_on=True, into_text=False) == arrows


@pytest.mark.parametrize(("text", "it_may"), [("3 of u", True), ("ann", False), ("ACME\r", False), ("", False)])
def test_what_comes_at_once_without_a_break_may_be_the_first_part_of_a_paste(text: str, it_may: bool) -> None:
    """A busy machine may cut it there; the rest, coming at once, belongs to it."""
    assert may_go_on(keys(text)) == it_may
    assert as_typed_or_pasted(keys("s met\r1\r"), goes_on=True, into_text=True) == pasted("s met\n1\n")
