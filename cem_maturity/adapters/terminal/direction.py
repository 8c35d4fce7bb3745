"""Who turns Persian lines around for the eye: the terminal, or we; terminals differ."""

from collections.abc import Mapping
from enum import StrEnum


class Bidi(StrEnum):
    """How text from right to left reaches the terminal."""

    AUTO = "auto"
    """As the terminal needs it, by what its environment says."""
    OFF = "off"
    """In the order of reading, and nothing else."""
    TERMINAL = "terminal"
    """In the order of reading; the terminal is asked to find each line's direction."""
    APP = "app"
    """Shaped and in the order of sight, for terminals that know nothing of it."""


_BEGINNINGS = {Bidi.TERMINAL: "\x1b[?2501h", Bidi.APP: "\x1b[8l"}
_ENDINGS = {Bidi.TERMINAL: "\x1b[?2501l", Bidi.APP: "\x1b[8h"}
_FIRST_VTE_THAT_REORDERS = 5800


def found(asked: Bidi, environment: Mapping[str, str]) -> Bidi:
    """What was *asked*, or what suits the terminal that the *environment* tells of; never `auto`."""
    if asked is not Bidi.AUTO:
        return asked
    vte = environment.get("VTE_VERSION", "")
    reorders = (
        (vte.isdecimal() and int(vte) >= _FIRST_VTE_THAT_REORDERS)
        or any(environment.get(name) for name in ("KONSOLE_VERSION", "MLTERM", "KITTY_WINDOW_ID"))
        or environment.get("TERM_PROGRAM") == "Apple_Terminal"
        or environment.get("TERM") == "xterm-kitty"
    )
    return Bidi.TERMINAL if reorders else Bidi.APP


def beginning(bidi: Bidi) -> str:
    """What tells the terminal who turns lines around."""
    return _BEGINNINGS.get(bidi, "")


def ending(bidi: Bidi) -> str:
    """What gives the terminal back as it was."""
    return _ENDINGS.get(bidi, "")
