"""What people wrote, as text in a Markdown document in which nothing of it is markup, HTML or a link."""

import re

from cem_maturity.application.turning import closed

BREAK = re.compile(r"[ \t]*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t]*")
"""What parts the lines of a text."""
GAP = re.compile(r"[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
"""What is one space on one line; spaces at which no line may break are not in it."""

SIGNS = re.compile(
    r"""[\\`*_\[\]<>|~#$^{}]            # what CommonMark, GitHub and pandoc read as markup anywhere
    | &(?=[#A-Za-z])                    # an entity
    | (?<=\w)@(?=\w)                    # an address that becomes a link
    | :(?=//|[\w+-]+:)                  # likewise, and a picture named between colons
    | (?<=[Ww]{3})\.                    # likewise
    | ([=+])(?=\1)                      # marked and inserted text
    """,
    re.VERBOSE,
)
LINE_STARTS = re.compile(r"^([-+=:%])|^(\d{1,9})(?=[.)](?:\s|$))")
"""What makes a list, a rule or a heading at the beginning of a line."""


def lines_of(text: str) -> list[str]:
    """The lines of *text*, each harmless by itself."""
    return [harmless(line) for line in BREAK.split(text.strip())]


def one_line(text: str) -> str:
    """*text* on one line."""
    return harmless(GAP.sub(" ", text.strip()))


def harmless(line: str) -> str:
    """One *line* of text, with a backslash before all that Markdown would read as markup."""
    line = SIGNS.sub(lambda sign: f"\\{sign[0]}", closed(line))
    return LINE_STARTS.sub(lambda start: f"\\{start[1]}" if start[1] else f"{start[2]}\\", line)
