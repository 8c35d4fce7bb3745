"""One turn of the interview in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen, with the digit that chooses it (or none)."""

    key: str
    text: str
    recorded: bool = False
    """Whether it was chosen before."""


@dataclass(frozen=True, slots=True)
class Page:
    """One turn in words."""

    head: str
    title: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    standing: str = ""
    """What is put down here already."""
    usual: int | None = None
    """The position of the option that is offered where nothing was chosen before."""
    place: str = ""
    """Which question of its dimension it is, and of how many."""
    voices: tuple[str, ...] = ()
    """Who said what, where that is to be settled; a line each."""
    voices_shortly: str = ""
    """The same in one line."""
