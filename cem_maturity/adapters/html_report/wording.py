"""How people's texts are made fit for a page without a word of theirs being changed."""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction

from markupsafe import Markup, escape

from cem_maturity.application.language import LEFT_TO_RIGHT
from cem_maturity.application.turning import closed

LONGEST_WORD = 40
"""Characters without a space after which a line may break; layout is quadratic in them."""
MOST_MARKS = 30
"""Combining marks in a row that a page shows; layout is quadratic in them, too."""
LONGEST_HEAD = 60
"""Characters of a name or title in a running head."""
RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}"
"""Gives the signs beside it its direction, as LEFT_TO_RIGHT does; neither is seen."""

PERSIAN = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
"""The Persian alphabet in its order."""

_MARKS = {"ltr": LEFT_TO_RIGHT, "rtl": RIGHT_TO_LEFT}
_TOO_LONG = re.compile(rf"[^ \t\r\n]{{{LONGEST_WORD + 1},}}")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: they go on until another sign ends them, over what is not theirs."""
_QUOTE = re.compile("«([^«»<>]*)»")
_ONE_LETTER = re.compile(r"(?<![^\s(«“])(\w) (?=\S)")
_COMMA = re.compile("[,،]")
_SENTENCE = re.compile(r".+?[.!?؟…](?=\s|$)", re.DOTALL)


def printable(value: object) -> object:
    """*value* with every text in it in NFC, few combining marks in a row and a place to break in every long word.

    What a text turns around ends where the text does.
    """
    match value:
        case str():
            return _breakable(closed(_without_heaps(unicodedata.normalize("NFC", value))))
        case dict():
            return {key: printable(one) for key, one in value.items()}
        case list() | tuple():
            return [printable(one) for one in value]
        case _:
            return value


def plain(text: str) -> str:
    """*text* for an attribute or a title, where no markup is read and no element ends what turns the text around."""
    return _TURNS.sub("", text.replace("<wbr>", "").unescape() if isinstance(text, Markup) else text)


def reads(text: str, otherwise: str) -> str:
    """`ltr` or `rtl` as the first letter of *text* wants it; *otherwise* where it has no letter."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return otherwise


def turned(text: str, direction: str) -> str:
    """*text* with its own direction where its script does not read in *direction*, so that its signs stay in place.

    Where it does, what it quotes from another script keeps its signs.
    """
    way = reads(text, direction)
    return _quoting(text, direction) if way == direction else Markup('<bdi dir="{}">{}</bdi>').format(way, text)


def held(text: str, direction: str) -> str:
    """*text* between marks of its own direction, for a place where no markup is read."""
    way = reads(text, direction)
    if way == direction:
        return _quoting(text, direction)
    mark = _MARKS[way]
    return f"{mark}{text}{mark}"


def tied(text: str) -> str:
    """*text* for a heading, where no word of one letter is left behind at the end of a line."""
    return type(text)(_ONE_LETTER.sub("\\1\N{NO-BREAK SPACE}", text))


def opening(text: str) -> str:
    """The first sentence of *text*."""
    found = _SENTENCE.match(text)
    return text if found is None else closed(type(text)(found.group()))


def called(name: str) -> str:
    """*name* without what follows a comma, which says what somebody is."""
    return closed(type(name)(_COMMA.split(name, maxsplit=1)[0]))


def cut(text: str, most: int) -> str:
    """*text*, or as many as *most* of its characters and an ellipsis where a page has no room for more."""
    whole = plain(text)
    return text if len(whole) <= most else _breakable(whole[: most - 1].rstrip() + "…")


def head(text: str) -> str:
    """*text* for a running head: one line, cut at a length that fits."""
    one_line = " ".join(plain(text).split())
    return one_line if len(one_line) <= LONGEST_HEAD else one_line[: LONGEST_HEAD - 1].rstrip() + "…"


def honest(share: Fraction) -> Fraction:
    """*share* so that rounded to a hundredth it says all or nothing only where that is so."""
    return share if share in (0, 1) else min(max(share, Fraction(1, 100)), Fraction(99, 100))


def lines(text: str, width: int) -> int:
    """About how many lines of *width* characters *text* takes."""
    return sum(-(-max(len(line), 1) // width) for line in text.splitlines())


def alphabetical(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """*words* with their meanings in the order of their alphabet, whatever the case."""
    return sorted(words.items(), key=lambda pair: [_place(letter) for letter in plain(pair[0]).casefold()])


def _place(letter: str) -> tuple[int, int]:
    """Where *letter* stands: by its code; the codes of Persian's own letters lie behind those of the Arabic ones."""
    at = PERSIAN.find(letter)
    return (ord(PERSIAN[0]), at) if at >= 0 else (ord(letter), 0)


def _quoting(text: str, direction: str) -> str:
    mark = _MARKS[direction]

    def with_marks(quote: re.Match[str]) -> str:
        # The outer marks keep it apart from words of its script beside it.
        return quote[0] if reads(quote[1], direction) == direction else f"{mark}«{held(quote[1], direction)}»{mark}"

    return type(text)(_QUOTE.sub(with_marks, text)) if "«" in text else text


def _breakable(text: str) -> str:
    if _TOO_LONG.search(text) is None:
        return text
    return Markup("").join(
        Markup("<wbr>").join(escape(run[at : at + LONGEST_WORD]) for at in range(0, len(run), LONGEST_WORD))
        for run in re.split(r"([ \t\r\n]+)", text)
    )


def _without_heaps(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
