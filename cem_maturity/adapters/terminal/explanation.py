"""How a result came about, as a terminal shows it."""

from collections.abc import Iterator, Sequence
from typing import IO

from rich.console import Group, RenderableType
from rich.padding import Padding

from cem_maturity.adapters.terminal.drawing import draw, own
from cem_maturity.application.explain import Explanation
from cem_maturity.application.language import Language


def draw_explanation(explanations: Sequence[Explanation], language: Language, stream: IO[str]) -> str:
    """Each explanation under its heading, drawn for what *stream* can show."""
    return draw(Group(*_parts(explanations, language)), stream)


def _parts(explanations: Sequence[Explanation], language: Language) -> Iterator[RenderableType]:
    for number, explanation in enumerate(explanations):
        yield Padding(own(language.say(explanation.heading), "bold"), (1 if number else 0, 0, 0, 0))
        for line in explanation.lines:
            yield Padding(own(language.say(line)), (0, 0, 0, 2))
