"""From the text of a file of published figures to what a report may print beside a result."""

import re
from collections.abc import Collection, Mapping
from fractions import Fraction

from cem_maturity.adapters.strict_yaml import Node, Scalar, parse
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.domain.message import Message
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.reference import Reference, ReferenceFigure, References, Sense

REQUIRED = ("id", "publisher", "title", "sample", "instrument", "source")
KNOWN = (*REQUIRED, "via", "year", "numbers", "figures", "note")
EARLIEST, LATEST = 1900, 2100
MOST = 10**9
_BRACES = re.compile(r"[{}]")


def read(text: str, file: str, language: str, languages: Collection[str]) -> Accepted[References] | Refused:
    """The references in *text*, said in *language*, or every problem with them; *file* names it in problems.

    Every text has to be there in all *languages*; a publisher is an outsider's name and has none.
    """
    parsed = parse(text, file)
    reading = Reading(file, parsed)
    if parsed.root is None:
        return Refused(tuple(reading.problems))
    references = _References(reading, language, languages).read(parsed.root)
    problems = reading.in_file_order
    return Refused(problems) if reading.is_refused else Accepted(references, problems)


class _References:
    """One file of published figures while it is read."""

    def __init__(self, reading: Reading, language: str, languages: Collection[str]) -> None:
        self.reading = reading
        self.language = language
        self.languages = languages

    def read(self, root: Node) -> References:
        reading = self.reading
        found = reading.fields(root, keys := ("format", "questionnaires", "references"), keys)
        reading.format(found.get("format"))
        nodes = reading.nodes(found.get("references"))
        read = [self._reference(node) for node in nodes]
        reading.unique((one.id, node) for one, node in zip(read, nodes, strict=True))
        return References(reading.identifiers(found.get("questionnaires")), tuple(read))

    def _reference(self, node: Node) -> Reference:
        reading = self.reading
        found = reading.fields(node, KNOWN, REQUIRED)
        numbers = {key.text: reading.whole_or(value, 0, MOST, 0) for key, value in reading.pairs(found.get("numbers"))}
        year = found.get("year")
        return Reference(
            id=reading.identifier(found.get("id")),
            publisher=reading.text(found.get("publisher")),
            via=reading.text(found.get("via")),
            year=reading.whole(year, EARLIEST, LATEST) if year is not None else None,
            title=self._text(found.get("title"), numbers),
            sample=self._text(found.get("sample"), numbers),
            instrument=self._text(found.get("instrument"), numbers),
            figures=tuple(self._figure(one, numbers) for one in reading.nodes(found.get("figures"))),
            source=reading.text(found.get("source")),
            note=self._text(found["note"], numbers) if "note" in found else None,
        )

    def _figure(self, node: Node, numbers: Mapping[str, int]) -> ReferenceFigure:
        reading = self.reading
        found = reading.fields(node, ("percent", "to", "is", "of"), ("percent", "of"))
        sense = reading.choice(found.get("is"), Sense, Sense.EXACT)
        least = -100 if sense is Sense.CHANGE else 0
        share = reading.fraction_within(found.get("percent"), least, 100, Fraction(0)) / 100
        end = found.get("to")
        to = reading.fraction_within(end, least, 100, Fraction(0)) / 100 if end is not None else None
        return ReferenceFigure(share, to, sense.value, self._text(found.get("of"), numbers))

    def _text(self, node: Node | None, numbers: Mapping[str, int]) -> Message:
        """The text in the language that is wanted; `{name}` stands for one of the *numbers*."""
        if node is None:
            return Message("")
        found = self.reading.fields(node, self.languages, self.languages)
        for one in found.values():
            self.reading.text(one)
        said = found.get(self.language)
        return Message(_with_numbers(said.text if type(said) is Scalar else "", numbers), numbers)


def _with_numbers(text: str, numbers: Mapping[str, int]) -> str:
    """*text* with every brace kept as it is but those around the name of a number."""
    kept = _BRACES.sub(lambda brace: brace[0] * 2, text)
    for name in numbers:
        kept = kept.replace(f"{{{{{name}}}}}", f"{{{name}}}")
    return kept
