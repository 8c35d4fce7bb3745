"""From the text of a brand to whose pages they are, or every problem with it (contract.md §6)."""

import re
from collections.abc import Callable

from cem_maturity.adapters.brand_file.colours import ColourReader
from cem_maturity.adapters.brand_file.pictures import MOST_BYTES, BadPicture, TooManyPixels, logo_of
from cem_maturity.adapters.brand_file.typefaces import BadFont, font_in
from cem_maturity.adapters.strict_yaml import Mapping, Node, parse
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.application.language import languages
from cem_maturity.domain.brand import (
    NOBODY,
    Brand,
    BundledFont,
    Contact,
    Font,
    Logo,
    OwnFont,
    PageSize,
    Worded,
)
from cem_maturity.domain.message import N_
from cem_maturity.domain.problem import Accepted, Problem, Refused

Beside = Callable[[str, int], bytes | Problem]
"""The bytes of the file of that name beside the brand, at most so many; or why there are none."""

LONGEST_NAME = 80
LONGEST_FOOTER = 90
LONGEST_LINE = 60
LONGEST_DISCLAIMER = 1500
LONGEST_PATH = 1000
MOST_LINES = 4

LINK = re.compile(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9._~/?#%&=+@,:;!-]*)?"
    r"|mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
"""The links that a page may carry, told by what they are made of: no quotation mark, bracket or blank."""
_LOOKS_LIKE_A_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_FONT_FILES = (".ttf", ".otf")


def read(text: str, file: str, beside: Beside) -> Accepted[Brand] | Refused:
    """The brand in *text*, or every problem with it; *file* names it in problems, *beside* reads logo and fonts."""
    parsed = parse(text, file)
    reading = Reading(file, parsed)
    brand = NOBODY if parsed.root is None else _BrandReader(reading, beside).read(parsed.root)
    problems = reading.in_file_order
    return Refused(problems) if parsed.root is None or reading.is_refused else Accepted(brand, problems)


class _BrandReader:
    """One brand while it is read."""

    def __init__(self, reading: Reading, beside: Beside) -> None:
        self.reading = reading
        self.beside = beside

    def read(self, root: Node) -> Brand:
        """The brand at *root*."""
        known = ("format", "name", "logo", "colours", "fonts", "footer", "disclaimer", "contact", "page")
        fields = self.reading.fields(root, known, required=("format", "name"))
        self.reading.format(fields.get("format"))
        text_font, head_font = self._fonts(fields.get("fonts"))
        return Brand(
            name=self._words(fields.get("name"), LONGEST_NAME) or {},
            logo=self._logo(fields.get("logo")),
            palette=ColourReader(self.reading).palette(fields.get("colours")),
            text_font=text_font,
            head_font=head_font,
            footer=self._words(fields.get("footer"), LONGEST_FOOTER),
            disclaimer=self._words(fields.get("disclaimer"), LONGEST_DISCLAIMER, one_line=False),
            contact=self._contact(fields.get("contact")),
            page=self.reading.choice(fields.get("page"), PageSize, PageSize.A4),
        )

    def _words(self, node: Node | None, most: int, *, one_line: bool = True) -> Worded | None:
        """A text, or one for each of several languages."""
        if node is None:
            return None
        if type(node) is not Mapping:
            return {"": self._text(node, most, one_line)}
        said = self.reading.fields(node, languages())
        if not said:
            self.reading.refuse("missing-key", node, name="en")
        return {code: self._text(text, most, one_line) for code, text in said.items()}

    def _text(self, node: Node, most: int, one_line: bool) -> str:
        before = len(self.reading.problems)
        text = self.reading.text(node)
        text = " ".join(text.split()) if one_line else text.strip()
        if len(text) > most:
            self.reading.refuse("text-too-long", node, most=most)
        elif not text and len(self.reading.problems) == before:
            self.reading.refuse_type(node, N_("a text"))
        return text

    def _contact(self, node: Node | None) -> tuple[Contact, ...]:
        nodes = self.reading.nodes(node)
        if node is not None and len(nodes) > MOST_LINES:
            self.reading.refuse("too-many-lines", node, count=len(nodes), most=MOST_LINES)
        return tuple(self._line(one) for one in nodes[:MOST_LINES])

    def _line(self, node: Node) -> Contact:
        words = self._words(node, LONGEST_LINE) or {}
        are_links = [LINK.fullmatch(text) is not None for text in words.values()]
        for text, is_link in zip(words.values(), are_links, strict=True):
            if not is_link and _LOOKS_LIKE_A_LINK.match(text):
                self.reading.refuse("wrong-link", node, given=text)
        return Contact(words, is_link=bool(are_links) and all(are_links))

    def _logo(self, node: Node | None) -> Logo | None:
        if node is None:
            return None
        content = self._content(node, self._text(node, LONGEST_PATH, one_line=False))
        if content is None:
            return None
        logo = logo_of(content)
        match logo:
            case Logo():
                return logo
            case TooManyPixels(width=width, height=height):
                self.reading.refuse("logo-pixels", node, name=self.reading.text(node), width=width, height=height)
            case BadPicture():
                self.reading.refuse(logo.code, node, name=self.reading.text(node))
        return None

    def _fonts(self, node: Node | None) -> tuple[Font, Font]:
        """The fonts of texts and of headings; headings are set as texts are where nothing else is said."""
        fields = self.reading.fields(node, ("text", "head")) if node is not None else {}
        text = NOBODY.text_font
        if "text" in fields:
            text = self._font(fields["text"])
            if isinstance(text, OwnFont) and not text.bold:
                self.reading.refuse("font-without-bold", fields["text"])
        return text, self._font(fields["head"]) if "head" in fields else text

    def _font(self, node: Node) -> Font:
        if type(node) is not Mapping:
            name = self.reading.text(node)
            if name in list(BundledFont):
                return BundledFont(name)
            return self._own_font(node, None)
        files = self.reading.fields(node, ("regular", "bold"), required=("regular",))
        return self._own_font(files["regular"], files.get("bold")) if "regular" in files else NOBODY.text_font

    def _own_font(self, regular: Node, bold: Node | None) -> Font:
        one = self._font_file(regular)
        other = self._font_file(bold) if bold is not None else None
        return NOBODY.text_font if one is None else OwnFont(one[0], other[0] if other else b"", one[1])

    def _font_file(self, node: Node) -> tuple[bytes, tuple[str, ...]] | None:
        """The bytes of a font, and the languages that it can write."""
        name = self._text(node, LONGEST_PATH, one_line=False)
        if not name:
            return None
        known = tuple(font.value for font in BundledFont)
        if name in known:
            self.reading.refuse_type(node, N_("the name of a font file"))
            return None
        if not name.lower().endswith(_FONT_FILES):
            self.reading.refuse_unknown("font-kind", node, name, known)
            return None
        content = self._content(node, name)
        if content is None:
            return None
        found = font_in(content)
        if isinstance(found, BadFont):
            self.reading.refuse(found.code, node, name=name, known=known)
            return None
        return content, found

    def _content(self, node: Node, name: str) -> bytes | None:
        if not name:
            return None
        found = self.beside(name, MOST_BYTES)
        if isinstance(found, Problem):
            self.reading.refuse(found.code, node, **found.values)
            return None
        return found
