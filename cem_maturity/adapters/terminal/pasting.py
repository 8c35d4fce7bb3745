"""How pasted text is told from typed keys where the terminal does not say so."""

import select
from collections.abc import Callable
from dataclasses import dataclass

from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

MOST_TYPED = 12
"""Characters that a person, or a slow line, may deliver at once."""

MOST_BREAKS = 3
"""Enter keys that may be delivered at once."""

MOST_TYPED_IN_TEXT = 3
"""Characters that may arrive at once in a text field and yet be typed: more may be how a paste begins."""

LULL = 0.08
"""Seconds of quiet that end a paste."""

_BREAKS = (Keys.ControlM, Keys.ControlJ)


def as_typed_or_pasted(keys: list[KeyPress], *, goes_on: bool, into_text: bool) -> list[KeyPress]:
    """*keys* that arrived at once, or one paste that holds them all.

    *goes_on*: the keys before them were a paste, or may have begun one, and there was no lull. *into_text*: a text
    field is open; there a single line is the same typed or pasted, and a break at its end is meant for this very field.
    """
    if not keys or not all(_is_text(key) for key in keys):
        return keys
    breaks = sum(key.key in _BREAKS for key in keys)
    characters = len(keys) - breaks
    if into_text:
        pasted = breaks > 1 or (breaks == 1 and keys[-1].key not in _BREAKS) or (goes_on and characters > 0)
    else:
        pasted = goes_on or characters > MOST_TYPED or breaks > MOST_BREAKS or (characters > 1 and breaks > 0)
    if not pasted:
        return keys
    return [KeyPress(Keys.BracketedPaste, "".join("\n" if key.key in _BREAKS else key.data for key in keys))]


def may_go_on(keys: list[KeyPress]) -> bool:
    """Whether *keys* in a text field may be how a paste begins: a busy machine may cut it in its first line."""
    return len(keys) > MOST_TYPED_IN_TEXT and all(_is_text(key) and key.key not in _BREAKS for key in keys)


def _is_text(key: KeyPress) -> bool:
    return key.key in (*_BREAKS, Keys.ControlI) or (not isinstance(key.key, Keys) and len(key.key) == 1)


@dataclass
class _Reading:
    """What was read last."""

    pasted_at: float = float("-inf")
    begun_at: float = float("-inf")
    """When there came what may be how a paste begins."""


class PasteAwareInput(Vt100Input):
    """A terminal's input in which a paste is one key."""

    into_text: Callable[[], bool]
    clock: Callable[[], float]
    _last: _Reading

    def read_keys(self) -> list[KeyPress]:
        """The keys that have arrived."""
        keys = super().read_keys()
        while not self.closed and select.select([self.fileno()], [], [], 0)[0]:
            keys += super().read_keys()
        now = self.clock()
        goes_on = now - max(self._last.pasted_at, self._last.begun_at) < LULL
        found = as_typed_or_pasted(keys, goes_on=goes_on, into_text=self.into_text())
        if found:
            self._last.begun_at = self.clock() if self.into_text() and may_go_on(found) else float("-inf")
            if found[-1].key is Keys.BracketedPaste:
                self._last.pasted_at = self.clock()
        return found


def paste_aware(source: Vt100Input, into_text: Callable[[], bool], clock: Callable[[], float]) -> PasteAwareInput:
    """An input over the same terminal as *source*."""
    made = PasteAwareInput(source.stdin)
    made.into_text = into_text
    made.clock = clock
    made._last = _Reading()
    return made
