"""What a text field shows: no sign that commands a terminal; Persian turned around where the terminal cannot do it."""

from itertools import accumulate

from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples, fragment_list_to_text
from prompt_toolkit.layout import BufferControl, UIContent
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from wcwidth import width as width_of

from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.sight import from_the_right, seen


class Shown(Processor):
    """Shows each line of a field as all text that is not ours is shown; the text stays what it is."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """The line with such signs in a visible form, and the way from its places to theirs and back."""
        line = fragment_list_to_text(transformation_input.fragments)
        shown = show(line)
        if shown == line:
            return Transformation(transformation_input.fragments)
        places = [0, *accumulate(len(show(sign)) for sign in line)]

        def to_shown(place: int) -> int:
            # The cursor may stand behind the line.
            return places[place] if place < len(places) else places[-1] + place - len(line)

        def to_text(place: int) -> int:
            return max(at for at, begin in enumerate(places) if begin <= place)

        return Transformation([("", shown)], to_shown, to_text)


class FieldFromTheRight(BufferControl):
    """What is typed, wrapped and shown in the order of sight, its cursor at the left end of what stands before it."""

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:  # noqa: ARG002 - as the library calls it
        """The field's lines at that *width*, and where the cursor is."""
        text, cursor = show(self.buffer.text), len(show(self.buffer.text[: self.buffer.cursor_position]))
        pieces = folded(text, width - 1)
        row = max(at for at, (begin, _) in enumerate(pieces) if begin <= cursor)
        before = pieces[row][1][: cursor - pieces[row][0]]

        def line(at: int) -> StyleAndTextTuples:
            return [*from_the_right((("", pieces[at][1]),), width - 1)]

        return UIContent(line, len(pieces), Point(x=cursor_column(before, width - 1), y=row))


def folded(text: str, columns: int) -> list[tuple[int, str]]:
    """*text* in lines of at most that many columns, broken between words where it can be, each with where it begins."""
    found = [(0, "")]
    for at, character in enumerate(text):
        begin, line = found[-1]
        if character == "\n":
            found.append((at + 1, ""))
        elif width_of(line + character) <= columns:
            found[-1] = (begin, line + character)
        else:
            kept = line.rfind(" ") + 1 if character != " " else 0
            kept = kept or len(line)
            found[-1] = (begin, line[:kept])
            found.append((begin + kept, line[kept:] + character))
    return found


def cursor_column(before: str, columns: int) -> int:
    """The column, from 0, of the cursor behind *before* on a line that ends at the right edge."""
    return max(0, columns - 1 - width_of(seen(before)))
