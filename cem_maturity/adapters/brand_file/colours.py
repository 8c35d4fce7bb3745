"""The colours of a brand: what they are, and whether what is drawn in them can be read."""

import re

from cem_maturity.adapters.strict_yaml import Mapping, Node, Scalar
from cem_maturity.adapters.yaml_values import Reading, is_null
from cem_maturity.domain.brand import DAY, SHAPES, STEP, STEPS, WORDS, Palette, on
from cem_maturity.domain.colour import contrast, lightness, readable, told
from cem_maturity.domain.message import N_, Message

COLOUR = re.compile(r"#[0-9a-f]{6}")
_NEARLY = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")


class ColourReader:
    """The colours of one brand while they are read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def palette(self, node: Node | None) -> Palette:
        """The palette at *node*: ours, with what is said there; what cannot be read is a problem with its figure."""
        if node is None:
            return DAY
        given = self._given(node)
        known = ("accent", "accent_text", "ink", "paper", "levels")
        fields = self.reading.fields(node, known)
        if type(node) is Mapping and "accent" not in given:
            self.reading.refuse("missing-key", node, name="accent")
        colours = {name: self._colour(fields[name]) for name in known[:-1] if name in fields}
        ramp = self._ramp(fields["levels"]) if "levels" in fields else ()
        if None in colours.values() or ramp is None or "accent" not in colours:
            return DAY
        said = {name: colour for name, colour in colours.items() if colour is not None}
        ground = on(said.get("ink", DAY.ink), said.get("paper", DAY.paper))
        if "ink" in fields or "paper" in fields:
            self._check(fields.get("ink", fields.get("paper", node)), ground.ink, ground.paper, WORDS)
        mark = said["accent"]
        words = said.get("accent_text", mark)
        if "accent_text" in fields:
            self._check(fields["accent_text"], words, ground.paper, WORDS)
        self._check(fields["accent"], mark, ground.paper, SHAPES if "accent_text" in fields else WORDS)
        levels = ramp or ground.levels
        places = self.reading.nodes(fields["levels"]) if ramp else [fields.get("paper", node)] * STEPS
        if ramp:
            self._check_order(places, levels, ground)
        for place, step in list(zip(places, levels, strict=True))[-2:]:
            self._check(place, step, ground.paper, SHAPES)
        return Palette(
            ground.ink,
            ground.quiet,
            ground.line,
            ground.faint,
            ground.band,
            ground.paper,
            accent=words,
            mark=mark,
            levels=levels,
        )

    def _given(self, node: Node) -> frozenset[str]:
        """The keys there; one whose colour went into a comment is a problem."""
        pairs = node.pairs if type(node) is Mapping else {}
        for name, (key, value) in pairs.items():
            if is_null(value):
                self.reading.refuse("colour-in-comment", key, name=name)
        return frozenset(pairs)

    def _colour(self, node: Node) -> str | None:
        if type(node) is not Scalar:
            self.reading.refuse_type(node, N_("a colour"))
            return None
        if COLOUR.fullmatch(node.text):
            return node.text
        meant = _NEARLY.fullmatch(node.text.strip().lower())
        digits = meant.group(1) if meant else ""
        full = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
        self.reading.refuse("wrong-colour", node, f'"#{full}"' if full else "", given=node.text)
        return None

    def _ramp(self, node: Node) -> tuple[str, ...] | None:
        """The six colours of the levels; None where they are no such."""
        nodes = self.reading.nodes(node)
        if len(nodes) != STEPS:
            self.reading.refuse("ramp-count", node, count=len(nodes))
            return None
        colours: list[str | None] = []
        for one in nodes:
            if is_null(one):
                self.reading.refuse("colour-in-comment", one, name="levels")
            colours.append(None if is_null(one) else self._colour(one))
        whole = tuple(colour for colour in colours if colour is not None)
        return whole if len(whole) == STEPS else None

    def _check_order(self, places: list[Node], levels: tuple[str, ...], ground: Palette) -> None:
        """Steps go steadily away from the lightness of the paper."""
        sign = 1 if ground.is_dark else -1
        way = Message(N_("ever lighter") if ground.is_dark else N_("ever darker"))
        for place, step, before in zip(places[1:], levels[1:], levels, strict=False):
            if sign * (lightness(step) - lightness(before)) < STEP:
                self.reading.refuse(
                    "ramp-order",
                    place,
                    given=step,
                    lightness=told(lightness(step)),
                    before=before,
                    lightness_before=told(lightness(before)),
                    least=int(STEP),
                    way=way,
                )

    def _check(self, node: Node, colour: str, ground: str, least: float) -> None:
        found = contrast(colour, ground)
        if found < least:
            self.reading.refuse(
                "low-contrast",
                node,
                given=colour,
                ground=ground,
                contrast=told(found),
                use=Message(N_("words") if least == WORDS else N_("lines and shapes")),
                least=told(least),
                better=readable(colour, ground, least),
            )
