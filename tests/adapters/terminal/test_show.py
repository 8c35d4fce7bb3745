"""Text that is not ours, made harmless for a terminal."""

import pytest

from cem_maturity.adapters.terminal.show import show


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, русский, فارسی", "plain, русский, فارسی"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
        ("two\nlines", "two\nlines"),
        ("\x1b[31mred", "^[[31mred"),
        ("\x00\x07\r", "^@^G^M"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202eb\u2066c", "a<U+202E>b<U+2066>c"),
        ("\x7f", "<U+007F>"),
        ("pass\u200bword\u2060\ufeff", "pass<U+200B>word<U+2060><U+FEFF>"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        ("a\U000e0041\U000e007f", "a<U+E0041><U+E007F>"),
        ("👩\u200d👧 \u0600 \ufe0f", "👩\u200d👧 \u0600 \ufe0f"),
        ("[/] [link=x]", "[/] [link=x]"),
    ],
)
def test_what_could_steer_a_terminal_becomes_visible(text: str, shown: str) -> None:
    """Control characters, bidi overrides and hidden signs are written out; letters and joiners stay as they are."""
    assert show(text) == shown


def test_nothing_shown_can_steer_a_terminal() -> None:
    """No C0 or C1 control character but the line break survives."""
    shown = show("".join(map(chr, range(0x100))))

    assert [character for character in shown if character < " " or "\x7f" <= character <= "\x9f"] == ["\n"]
