"""How far long work has come: a bar on a terminal, else a line now and then, or nothing."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from fractions import Fraction
from typing import IO, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task
from rich.text import Text

from cem_maturity.adapters.terminal.drawing import own
from cem_maturity.application.language import Language, half_up

SECONDS_BETWEEN_LINES = 10
MINUTE, HOUR = 60, 3600
BAR_WIDTH = 20
"""Cells, so that the figures fit in 80 beside it."""

Advance = Callable[[], None]
"""Says that one more is done."""


class Showing(Protocol):
    """Whoever shows progress."""

    def of(self, doing: str, total: int) -> AbstractContextManager[Advance]:
        """Work on *total* pieces that is called *doing*; what comes back is told of each that is done."""


def figures(language: Language, done: int, total: int, rate: float | None) -> str:
    """How many are done, how many a second (*rate*), and how long the rest takes; the latter once they are known."""
    parts = [language.gettext("{done} of {total}").format(done=language.number(done), total=language.number(total))]
    if rate:
        parts += [_rate(language, rate), _left(language, (total - done) / rate)] if done < total else []
    return " · ".join(parts)


def _rate(language: Language, rate: float) -> str:
    if rate >= 10:
        return language.gettext("{rate} a second").format(rate=language.number(round(rate)))
    if rate >= 1 / 6:
        shown = language.decimal(half_up(Fraction(rate), 1))
        return language.gettext("{rate} a second").format(rate=shown)
    return language.gettext("{rate} a minute").format(rate=language.decimal(half_up(Fraction(rate * MINUTE), 1)))


def _left(language: Language, seconds: float) -> str:
    if seconds < MINUTE:
        return language.gettext("{seconds} s left").format(seconds=language.number(max(1, round(seconds))))
    if seconds < HOUR:
        return language.gettext("{minutes} min left").format(minutes=language.number(round(seconds / MINUTE)))
    hours, minutes = divmod(round(seconds / MINUTE), MINUTE)
    return language.gettext("{hours} h {minutes} min left").format(
        hours=language.number(hours), minutes=language.number(minutes)
    )


class Bar:
    """A bar on the terminal at *stream*, which goes when its work is done."""

    def __init__(self, language: Language, stream: IO[str]) -> None:
        self._language = language
        self._console = Console(file=stream, highlight=False, markup=False, emoji=False)

    @contextmanager
    def of(self, doing: str, total: int) -> Iterator[Advance]:
        """A bar for *total* pieces."""
        bar = Progress(
            _Doing(),
            BarColumn(BAR_WIDTH),
            _Figures(self._language),
            console=self._console,
            transient=True,
            refresh_per_second=4,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        with bar:
            task = bar.add_task(doing, total=total)
            yield lambda: bar.advance(task)


class _Doing(ProgressColumn):
    def render(self, task: Task) -> Text:
        return own(task.description)


class _Figures(ProgressColumn):
    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def render(self, task: Task) -> Text:
        return own(figures(self._language, int(task.completed), int(task.total or 0), task.speed))


class Lines:
    """A line to *tell* now and then, for logs."""

    def __init__(
        self, language: Language, tell: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._language = language
        self._tell = tell
        self._clock = clock

    @contextmanager
    def of(self, doing: str, total: int) -> Iterator[Advance]:
        """A line each SECONDS_BETWEEN_LINES."""
        began = told = self._clock()
        done = 0

        def advance() -> None:
            nonlocal done, told
            done += 1
            now = self._clock()
            if now - told >= SECONDS_BETWEEN_LINES:
                told = now
                self._tell(f"{doing}: {figures(self._language, done, total, done / (now - began))}")

        yield advance


class Silence:
    """Nothing."""

    @contextmanager
    def of(self, doing: str, total: int) -> Iterator[Advance]:  # noqa: ARG002 - as `Showing` has it
        """Nothing."""
        yield lambda: None
