"""Where the signs that turn text around come to an end."""

import re

_EMBEDS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"
_SIGNS = re.compile(f"[{_EMBEDS}{_ISOLATES}{_END_OF_EMBEDDING}{_END_OF_ISOLATE}]")
_LINES = re.compile("([\n\u2029])")


def closed(text: str) -> str:
    """*text*, and at the end of each line an end for all that it leaves open: embeddings, overrides, isolates (UAX #9).

    Without it a name would turn around what stands behind it: a figure of ours would be read from its last digit.
    """
    if text.isascii() or not _SIGNS.search(text):
        return text
    return type(text)("".join(line + _ends(line) for line in _LINES.split(text)))


def _ends(line: str) -> str:
    open_: list[str] = []
    for sign in _SIGNS.findall(line):
        if sign in _EMBEDS:
            open_.append(_END_OF_EMBEDDING)
        elif sign in _ISOLATES:
            open_.append(_END_OF_ISOLATE)
        elif sign == _END_OF_ISOLATE and sign in open_:
            while open_.pop() != sign:
                pass
        elif open_ and open_[-1] == sign:
            open_.pop()
    return "".join(reversed(open_))
