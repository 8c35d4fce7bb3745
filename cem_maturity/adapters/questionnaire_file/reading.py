"""From the text of a questionnaire, or of an overlay of one, to what is asked (contract.md §1)."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from cem_maturity.adapters.questionnaire_file.whole import WholeReader
from cem_maturity.adapters.strict_yaml import Mapping, Node, Scalar, Sequence, parse
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.domain.problem import Accepted, Place, Refused
from cem_maturity.domain.questionnaire import Base, Questionnaire


class Found(NamedTuple):
    """A questionnaire that an overlay extends."""

    text: str
    file: str


class Missing(NamedTuple):
    """That there is no such questionnaire."""

    nearest: str = ""
    """The known id that was probably meant, or nothing."""


def _nowhere(_name: str) -> Missing:
    return Missing()


def read(text: str, file: str, find: Callable[[str], Found | Missing] = _nowhere) -> Accepted[Questionnaire] | Refused:
    """The questionnaire in *text*, or every problem with it; *file* names it in problems.

    An overlay becomes the whole questionnaire that it comes to; *find* knows where the one stands that it extends.
    """
    parsed = parse(text, file)
    root = parsed.root
    if type(root) is Mapping and "extends" in root.pairs:
        return _read_overlay(root, Reading(file, parsed), find)
    return _read_whole(root, Reading(file, parsed))


def _read_whole(root: Node | None, reading: Reading, base: Base | None = None) -> Accepted[Questionnaire] | Refused:
    if root is None:
        return Refused(tuple(reading.problems))
    questionnaire = replace(WholeReader(reading).read(root), base=base)
    problems = reading.in_file_order
    return Refused(problems) if reading.is_refused else Accepted(questionnaire, problems)


def _read_overlay(
    overlay: Mapping, reading: Reading, find: Callable[[str], Found | Missing]
) -> Accepted[Questionnaire] | Refused:
    """The whole questionnaire, or the problems of the overlay, or those of its base where that has any."""
    from cem_maturity.adapters.questionnaire_file.overlaying import overlaid  # overlays alone need these two
    from cem_maturity.domain.digest import scoring_digest

    extends = overlay.pairs["extends"][1]
    before = len(reading.problems)
    name = reading.identifier(extends)
    if len(reading.problems) > before:
        return Refused(tuple(reading.problems))
    found = find(name)
    if isinstance(found, Missing):
        reading.refuse("unknown-base", extends, found.nearest, name=name)
        return Refused(tuple(reading.problems))
    parsed = parse(found.text, found.file)
    root = parsed.root
    if type(root) is Mapping and "extends" in root.pairs:
        reading.refuse("overlay-of-overlay", extends, name=name)
        return Refused(tuple(reading.problems))
    base = _read_whole(root, Reading(found.file, parsed))
    if isinstance(base, Refused) or type(root) is not Mapping:
        return base
    if base.value.id != name:
        reading.refuse("unknown-base", extends, base.value.id, name=name)
    language = overlay.pairs["language"][1] if "language" in overlay.pairs else None
    if type(language) is Scalar and language.text and language.text != base.value.language:
        reading.refuse("overlay-language", language, given=language.text, language=base.value.language)
    return _read_whole(
        overlaid(root, overlay, extends, reading), reading, Base(base.value.id, scoring_digest(base.value))
    )


def example_places(text: str, file: str) -> dict[str, Place]:
    """Where each example of an accepted questionnaire stands, by its name."""
    root = parse(text, file).root
    examples = root.pairs.get("examples") if type(root) is Mapping else None
    nodes = examples[1].nodes if examples is not None and type(examples[1]) is Sequence else ()
    names = (node.pairs["name"][1] for node in nodes if type(node) is Mapping)
    return {name.text: Place(file, name.line, name.column) for name in names if type(name) is Scalar}
