"""How rich draws for a stream: plain words, our own marks, nothing taken for markup."""

from typing import IO

from rich.console import Console, RenderableType
from rich.text import Text

from cem_maturity.adapters.terminal.show import show


def own(text: str, style: str = "") -> Text:
    """*text* that is not ours, made harmless."""
    return Text(show(text), style=style)


def draw(content: RenderableType, stream: IO[str]) -> str:
    """*content* as text, with the colours and the width that *stream* can show; no line ends in spaces."""
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(content)
    return "".join(line.rstrip(" ") + "\n" for line in capture.get().rstrip("\n").split("\n"))
