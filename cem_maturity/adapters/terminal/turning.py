"""One step after the other on a terminal: a key goes on, another one ends it."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from cem_maturity.adapters.terminal.keys import Key, meaning

INTERRUPT, END = b"\x03", b"\x04"
"""Ctrl-C and Ctrl-D, where a terminal hands them over as they are."""


WIPED = "\r\x1b[K"
"""Takes the line away on which the cursor stands."""


def turn(steps: Sequence[str], put: Callable[[str], None], prompt: str, source: int) -> None:
    """Put the *steps* one by one, each after a key from the terminal *source*; q, Ctrl-D or its end stops.

    Between two of them stands the *prompt*. Raises KeyboardInterrupt at Ctrl-C.
    """
    with _key_by_key(source):
        for number, step in enumerate(steps):
            put(step)
            if number + 1 == len(steps):
                return
            put(prompt)
            goes_on = _goes_on(source)
            put(WIPED)
            if not goes_on:
                return


def _goes_on(source: int) -> bool:
    """Whether the next key, of those that mean anything here, goes on."""
    while True:
        typed = os.read(source, 64)
        if not typed or END in typed:
            return False
        if INTERRUPT in typed:
            raise KeyboardInterrupt
        text = typed.decode("utf-8", errors="replace")
        if any(meaning(one) is Key.QUIT for one in text):
            return False
        if any(one in "\r\n " for one in text):
            return True


@contextmanager
def _key_by_key(source: int) -> Iterator[None]:
    """The terminal *source* hands over each key at once and shows none, and is what it was afterwards."""
    try:
        import termios
    except ImportError:  # a system whose terminals have lines alone: q and Enter
        yield
        return
    before, keys = termios.tcgetattr(source), termios.tcgetattr(source)
    keys[3] &= ~(termios.ICANON | termios.ECHO)
    try:
        termios.tcsetattr(source, termios.TCSADRAIN, keys)
        yield
    finally:
        termios.tcsetattr(source, termios.TCSADRAIN, before)
