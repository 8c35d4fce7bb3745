"""Texts that others collected because programs stumble over them, and attacks of our own."""

import json
import re
from pathlib import Path

from cem_maturity.domain.free_text import refusal

_COLLECTED = Path(__file__).parents[1] / "naughty"

NAUGHTY: tuple[str, ...] = tuple(json.loads((_COLLECTED / "blns" / "blns.json").read_text(encoding="utf-8")))
"""The big list of naughty strings."""

FORMULAS: tuple[str, ...] = tuple(
    line.strip()
    for block in re.findall(r"```text\n(.*?)```", (_COLLECTED / "csv" / "formulas.md").read_text("utf-8"), re.DOTALL)
    for line in block.splitlines()
    if line.strip()
)
"""What spreadsheets would run."""

MARKUP = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "</title><img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)",
    "<!-- a",
    "--><b>a</b>",
    "<![CDATA[<b>a</b>]]>",
    "]]><b>a</b>",
    "<?php echo 1 ?>",
    "&lt;b&gt;a&lt;/b&gt; &amp; &#60;b&#62; &NewLine;",
    "<a href='javascript:alert(1)'>a</a>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "<base href='http://127.0.0.1/'>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1/'>",
    "<link rel=attachment href='file:///etc/passwd'>",
    "<iframe src='file:///etc/passwd'></iframe>",
    "<svg onload=alert(1)><use href='http://127.0.0.1/#a'/></svg>",
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "<style>@import 'http://127.0.0.1/';</style>",
    "a{background:url(http://127.0.0.1/)}",
    "<wbr><bdi dir=rtl>a",
    "<plaintext>",
    "<textarea><xmp>",
    "\N{FULLWIDTH LESS-THAN SIGN}script\N{FULLWIDTH GREATER-THAN SIGN}alert(1)",
    "<scr\N{SOFT HYPHEN}ipt>alert(1)</scr\N{SOFT HYPHEN}ipt>",
    "<" * 100,
)
"""What a browser would run, fetch or swallow."""

TEMPLATES = (
    "{{ 7 * 7 }}",
    "{% for one in range(9) %}{{ one }}{% endfor %}",
    "{# gone #}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "${7*7} #{7*7} <%= 7*7 %> [[7*7]]",
    "{0} {file} {name.__class__} {question!r:>99999} {",
    "}} {",
    "%s %(name)s %(num)d %n %99999999d %",
    "$HOME `id` $(id) ; id | id && id",
    "\\n \\x1b[31m \\u202e \\N{DIGIT ONE}",
)
"""What templates, formats and shells would fill in."""

TERMINALS = (
    "[bold red]a[/bold red]",
    "[/]",
    "[link=http://127.0.0.1/]a[/link]",
    "[red",
    "\\[red]",
    ":skull: [@click=app.quit]a[/]",
    "a\N{RIGHT-TO-LEFT OVERRIDE}lmth.troper\N{POP DIRECTIONAL FORMATTING}b",
    "\N{RIGHT-TO-LEFT ISOLATE}a\N{FIRST STRONG ISOLATE}b",
    "a\N{LINE SEPARATOR}b\N{PARAGRAPH SEPARATOR}c",
    "a\N{ZERO WIDTH NO-BREAK SPACE}b\N{ZERO WIDTH SPACE}c\N{WORD JOINER}d",
    "a\N{TAG LATIN SMALL LETTER A}\N{TAG LATIN SMALL LETTER B}\N{CANCEL TAG}b",
    "a\tb\t\tc",
    "first\nsecond: third\n- fourth\nx.yaml:1:1: [not-yaml] forged",
    "Z\u0310\u030d\u0342\u0349" + "\u0300" * 200 + "algo",
    "ﷺ" * 20,
    "\N{CYRILLIC SMALL LETTER A}cme \N{GREEK SMALL LETTER OMICRON}k",
    "👩‍👩‍👧‍👦🏳️‍🌈🇺🇦" * 10,
)
"""What a terminal would obey, hide, turn around or count wrongly."""

SHEETS = (
    '=HYPERLINK("http://127.0.0.1/","a")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\n=1+1",
    " =1+1",
    "'=1+1",
    '"=1+1',
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{ZERO WIDTH NO-BREAK SPACE}=1+1",
    "a\n=1+1",
    "a,=1+1",
    "a;=1+1",
    "{=1+1}",
    "_x001b_[31m",
    "_x0041_",
)
"""What a spreadsheet would run, or take for something else."""

YAMLS = (
    "a: b",
    "- a",
    "? a",
    "*a",
    "&a a",
    "!!python/object/apply:os.system [id]",
    "!tag a",
    "%YAML 1.1",
    "---",
    "...",
    "--- a",
    "# a",
    "a #b",
    "| a",
    "> a",
    "@a",
    "`a",
    "'",
    '"',
    "<<",
    "=",
    "~",
    "null",
    "No",
    "on",
    "010",
    "0x1F",
    "1_000",
    "1:30",
    "1e3",
    ".inf",
    ".nan",
    "2026-11-21",
    " a ",
    "a\n",
    "a\n\n\nb",
    "a\n  b\n c",
    "[a, b]",
    "{a: b}",
    "a\\",
    "\\",
    "-",
    "?",
    ":",
    ",",
)
"""What a reader of YAML would take for syntax, or for another type."""

PATHS = (
    "..",
    ".",
    "/",
    "../../../../../../tmp/cem-pwned",
    "/etc/passwd",
    "..\\..\\windows\\system32",
    "C:\\con",
    "con",
    "NUL.txt",
    "aux.",
    "~",
    "~root/.ssh",
    "file:///etc/passwd",
    "a/b",
    "a\\b",
    ".hidden",
    "-rf",
    "--help",
    "a.yaml",
    "a" * 300,
    "é" * 300,
    "\N{FULLWIDTH SOLIDUS}etc",
    "\N{FRACTION SLASH}etc",
    "\N{ONE DOT LEADER}\N{ONE DOT LEADER}/a",
    "%2e%2e%2fetc",
    "$(id)",
    "a\nb",
    "\\\\host\\share",
    "lpt1",
    "COM¹",
    "trailing. ",
)
"""What a system would take for a path, a device, an option or another file."""

OURS = (*MARKUP, *TEMPLATES, *TERMINALS, *SHEETS, *YAMLS, *PATHS)

ALL: tuple[str, ...] = tuple(dict.fromkeys((*NAUGHTY, *FORMULAS, *OURS)))

ACCEPTED = tuple(text for text in ALL if refusal(text) is None)
REFUSED = tuple(text for text in ALL if refusal(text) is not None)
WORDS = tuple(text for text in ACCEPTED if text.strip())
"""Those that say something: what must not be empty takes them."""
