"""Brands: what is read, and every problem at its place."""

from dataclasses import replace

import pytest

from cem_maturity.domain.brand import DAY, Brand, BundledFont, Contact, Logo, OwnFont, PageSize, Palette
from cem_maturity.domain.colour import contrast
from cem_maturity.domain.message import Message
from cem_maturity.domain.problem import Refused
from tests.adapters.brands import BOLD, FILES, LATIN, RAMP, a_brand, read, told

SMALL = "format: 1\nname: My house\n"


def coloured(rest: str) -> str:
    """A brand with those colours."""
    return f"{SMALL}colours:\n{rest}"


def test_a_name_is_enough() -> None:
    """All else is ours."""
    assert a_brand(SMALL) == Brand({"": "My house"})


def test_all_of_a_brand_is_read() -> None:
    """Texts by language, the palette with its own greys, both fonts, lines and links, paper."""
    brand = a_brand()

    assert replace(brand, logo=None) == Brand(
        {"en": "Loud & Co", "ru": "Громко и Ко"},
        None,
        Palette(
            ink="#1a1a4b",
            quiet=brand.palette.quiet,
            line=brand.palette.line,
            faint=brand.palette.faint,
            band=brand.palette.band,
            paper="#fffaf0",
            accent="#d4006a",
            mark="#d4006a",
            levels=RAMP,
        ),
        OwnFont(LATIN, BOLD, ("en", "ru")),
        BundledFont.VAZIRMATN,
        {"en": "For the board only", "fa": "محرمانه"},
        {"": "It rests on one day.\nIt is nobody else's."},
        (
            Contact({"": "https://loud.example/about"}, is_link=True),
            Contact({"": "mailto:hello@loud.example"}, is_link=True),
            Contact({"": "Tel: +49 30 1"}),
        ),
        PageSize.LETTER,
    )
    assert isinstance(brand.logo, Logo)


def test_headings_are_set_as_texts_are() -> None:
    """A font for headings is named only where they have one of their own."""
    brand = a_brand(f"{SMALL}fonts: {{text: Vazirmatn}}\n")

    assert (brand.text_font, brand.head_font) == (BundledFont.VAZIRMATN, BundledFont.VAZIRMATN)


def test_a_pale_accent_may_have_a_darker_one_for_words() -> None:
    """Lines and shapes need 3; words take the other."""
    palette = a_brand(coloured('  accent: "#e8590c"\n  accent_text: "#b34700"\n')).palette

    assert palette == replace(DAY, mark="#e8590c", accent="#b34700")


@pytest.mark.parametrize(
    ("rest", "problems"),
    [
        ('  accent: "#ffcc00"\n', ["4:11 low-contrast"]),
        ('  accent: "#e8590c"\n', ["4:11 low-contrast"]),
        ('  accent: "#ffcc00"\n  accent_text: "#e8590c"\n', ["4:11 low-contrast", "5:16 low-contrast"]),
        ('  accent: "#b5432a"\n  ink: "#999999"\n', ["5:8 low-contrast"]),
        ('  accent: "#b5432a"\n  paper: "#777777"\n', ["4:11 low-contrast", *["5:10 low-contrast"] * 3]),
        ('  ink: "#000000"\n', ["4:3 missing-key"]),
        ('  accent: #b5432a\n', ["4:3 colour-in-comment"]),
        ("  accent: '#B5432A'\n", ["4:11 wrong-colour"]),
        ("  accent: rgb(1,2,3)\n", ["4:11 wrong-colour"]),
        ("  accent: [1]\n", ["4:11 wrong-type"]),
        ('  accent: "#b5432a;}</style>"\n', ["4:11 wrong-colour"]),
        ('  accent: "#b5432a\\n"\n', ["4:11 wrong-colour"]),
        ('  accent: "#b5432a"\n  glow: "#ffffff"\n', ["5:3 unknown-key"]),
        ('  accent: "#b5432a"\n  levels: red\n', ["5:11 wrong-type", "5:11 ramp-count"]),
        (
            '  accent: "#b5432a"\n  levels:\n    - "#eef1f3"\n    - #d2dde4\n    - "#a8bfcc"\n    - "#6f94a9"\n'
            '    - "#3a6781"\n    - "#123b56"\n',
            ["7:6 colour-in-comment"],
        ),
        (
            '  accent: "#b5432a"\n  levels: ["#123b56", "#3a6781", "#6f94a9", "#a8bfcc", "#d2dde4", "#eef1f3"]\n',
            [*(f"5:{at} ramp-order" for at in (23, 34, 45, 56, 67)), "5:56 low-contrast", "5:67 low-contrast"],
        ),
    ],
)  # fmt: skip
def test_colours_that_cannot_be_used_are_told_where_they_stand(rest: str, problems: list[str]) -> None:
    """All of them at once; on the paper that goes with them."""
    assert sorted(told(coloured(rest))) == sorted(problems)


def test_a_pale_colour_is_told_with_its_figure_and_one_that_will_do() -> None:
    """The figure is rounded down, the tone named has the contrast that is wanted."""
    outcome = read(coloured('  accent: "#ffcc00"\n'))

    assert isinstance(outcome, Refused)
    values = outcome.problems[0].values
    better = values["better"]
    assert isinstance(better, str)
    assert (values["contrast"], values["least"], values["use"]) == (1.5, 4.5, Message("words"))
    assert contrast(better, "#ffffff") >= 4.5


@pytest.mark.parametrize(
    ("given", "meant"), [("B5432A", '"#b5432a"'), ("'#FFF'", '"#ffffff"'), ("rgb(0,0,0)", ""), ("'#12345'", "")]
)
def test_a_colour_written_in_another_way_is_understood(given: str, meant: str) -> None:
    """It is not taken, but named as it should be written."""
    outcome = read(coloured(f"  accent: {given}\n"))

    assert isinstance(outcome, Refused)
    assert outcome.problems[0].nearest == meant


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com",
        "http://localhost:8000/a-b_c~d?e=f&g=%20#h",
        "mailto:first.last+tag@sub.example.com",
    ],
)
def test_a_link_is_one(link: str) -> None:
    """Web and mailbox."""
    assert a_brand(f'{SMALL}contact: ["{link}"]\n').contact == (Contact({"": link}, is_link=True),)


@pytest.mark.parametrize(
    "line",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "ftp://example.com",
        "tel:+4930123",
        'https://example.com/\\"onmouseover=alert(1)',
        "https://user:word@example.com",
        "https://example.com/<b>",
        "mailto:a@b.example?subject=x\\nBcc: c@d.example",
        "https://exämple.example",
    ],
)
def test_what_looks_like_another_link_is_refused(line: str) -> None:
    """Nothing is quietly taken for plain words that somebody meant to be followed."""
    assert told(f'{SMALL}contact: ["{line}"]\n') == ["3:11 wrong-link"]


@pytest.mark.parametrize("line", ["Tel: +49 30 123", "Unter den Linden 1", "hello@example.com", "<b>bold</b>"])
def test_plain_words_are_no_link(line: str) -> None:
    """They are shown as they stand."""
    assert a_brand(f'{SMALL}contact: ["{line}"]\n').contact == (Contact({"": line}),)


@pytest.mark.parametrize(
    ("rest", "problems"),
    [
        ("name: {en: A, de: B}", ["2:15 unknown-key"]),
        ("name: {}", ["2:7 missing-key"]),
        ("name: 12", ["2:7 not-text"]),
        ("name: '  '", ["2:7 wrong-type"]),
        (f"name: {'x' * 81}", ["2:7 text-too-long"]),
        ("name: A\npage: a5", ["3:7 unknown-value"]),
        ("name: A\nfonts: {text: Vazirmattn}", ["3:15 font-kind"]),
        ("name: A\nfonts: {text: own.ttf}", ["3:15 font-without-bold"]),
        ("name: A\nfonts: {text: {bold: bold.ttf}}", ["3:15 missing-key"]),
        ("name: A\nfonts: {head: none.ttf}", ["3:15 file-missing"]),
        ("name: A\nfonts: {head: own.woff2}", ["3:15 font-kind"]),
        ("name: A\nlogo: [logo.png]", ["3:7 wrong-type"]),
        ("name: A\nlogo: none.png", ["3:7 file-missing"]),
        ("name: A\nlogo: ''", ["3:7 wrong-type"]),
        ("name: A\ncolours: ''", ["3:10 wrong-type"]),
        ("name: A\nfonts: {head: {regular: Vazirmatn}}", ["3:25 wrong-type"]),
        ("name: A\ncontact: https://example.com", ["3:10 wrong-type"]),
        ("name: A\ncontact: [a, b, c, d, e]", ["3:10 too-many-lines"]),
        ("name: A\nfooter: &a B", ["3:9 anchor"]),
        ("nome: A", ["1:1 missing-key", "2:1 unknown-key"]),
    ],
)
def test_what_cannot_be_used_is_told_where_it_stands(rest: str, problems: list[str]) -> None:
    """As in every other document."""
    assert told(f"format: 1\n{rest}\n") == problems


def test_all_problems_are_told_together() -> None:
    """In the order of the file."""
    text = 'format: 2\nname: A\nlogo: none.png\ncolours: {accent: red}\ncontact: ["file:///x"]\npage: a5\n'

    assert told(text) == [
        "1:9 unknown-format",
        "3:7 file-missing",
        "4:19 wrong-colour",
        "5:11 wrong-link",
        "6:7 unknown-value",
    ]


def test_equal_files_give_equal_brands() -> None:
    """Logo and fonts included, byte for byte."""
    assert a_brand(files=FILES) == a_brand(files=dict(FILES))
