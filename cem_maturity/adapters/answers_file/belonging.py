"""Which questionnaire, and which version of it, an answers file belongs to."""

import shlex
from collections.abc import Collection, Iterator, Sequence

from cem_maturity.adapters.answers_file.sheets import Known
from cem_maturity.adapters.strict_yaml import Mapping, Node, Parsed, Scalar
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.domain.assessment import QuestionnaireReference
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.versions import Kinship, is_newer, kinship

KNOWN = (
    "format",
    "questionnaire",
    "organisation",
    "date",
    "language",
    "predicted",
    "targets",
    "importance",
    "answers",
    "respondents",
    "journey",
    "actions",
    "interview",
)
"""The outermost keys of an answers file."""
REFERENCE = ("id", "version", "digest")


def reference(parsed: Parsed, file: str, known: Collection[str]) -> Accepted[str] | Refused:
    """The id of the questionnaire that an answers file names, one of the *known*."""
    reading = Reading(file, Parsed(parsed.root, list(parsed.problems)))
    if parsed.root is None:
        return Refused(tuple(reading.problems))
    node = reading.mapping(parsed.root).get("questionnaire")
    id_ = reading.mapping(node[1]).get("id") if node is not None and type(node[1]) is Mapping else None
    if id_ is None:
        reading.refuse("no-questionnaire", node[0] if node else parsed.root)
        return _unread(reading, parsed.root)
    name = reading.identifier(id_[1])
    if name not in known:
        reading.refuse_unknown("unknown-questionnaire", id_[1], name, known)
        return _unread(reading, parsed.root)
    return Accepted(name)


def _unread(reading: Reading, root: Node) -> Refused:
    """The problems of a file that answers nothing we know: what can be judged all the same is its outermost keys."""
    if type(root) is Mapping:
        found = reading.fields(root, KNOWN)
        if "questionnaire" in found:
            reading.fields(found["questionnaire"], REFERENCE)
        reading.format(found.get("format"))
    return Refused(reading.in_file_order)


def named_in(root: Mapping) -> Iterator[str]:
    """The ids of questions that an answers file names, known or not."""
    sheets = [root.pairs.get("answers")]
    sheets += [one.pairs.get("answers") for one in _mappings_under(root, "respondents")]
    for sheet in sheets:
        if sheet is not None and type(sheet[1]) is Mapping:
            yield from sheet[1].pairs
    interview = root.pairs.get("interview")
    at = interview[1].pairs.get("at") if interview is not None and type(interview[1]) is Mapping else None
    if at is not None and type(at[1]) is Scalar:
        yield at[1].text


def _mappings_under(root: Mapping, key: str) -> Iterator[Mapping]:
    node = root.pairs.get(key)
    if node is not None and type(node[1]) is Mapping:
        yield from (one for _, one in node[1].pairs.values() if type(one) is Mapping)


def language(parsed: Parsed) -> str:
    """The language that an answers file asks for, or nothing; whether that is well said shows later."""
    node = parsed.root.pairs.get("language") if type(parsed.root) is Mapping else None
    return node[1].text if node is not None and type(node[1]) is Scalar else ""


def read_reference(
    reading: Reading, known: Known, node: Node | None, root: Node, command: Sequence[str]
) -> QuestionnaireReference:
    """What stands at *node*; a problem where the answers belong elsewhere, with the *command* that brings them over."""
    asked = known.questionnaire
    found = reading.fields(node, REFERENCE, ("id",)) if node is not None else {}
    given = QuestionnaireReference(
        reading.identifier(found.get("id")), reading.text(found.get("version")), reading.text(found.get("digest"))
    )
    if given.id and given.id != asked.id:
        reading.refuse("other-questionnaire", found["id"], name=given.id, questionnaire=asked.id)
    elif type(root) is Mapping:
        _check_version(reading, known, given, found, root, command)
    return given if node is not None else QuestionnaireReference(asked.id, asked.version)


def _check_version(
    reading: Reading,
    known: Known,
    given: QuestionnaireReference,
    found: dict[str, Node],
    root: Mapping,
    command: Sequence[str],
) -> None:
    """Refuse answers that may belong to other questions than their ids name today (the table of contract.md §2)."""
    version = known.questionnaire.version
    earlier = [id_ for id_ in named_in(root) if id_ in known.earlier] if known.earlier else []

    def to_run() -> str:
        return "" if is_newer(given.version, version) else shlex.join(command)

    match kinship(given, version, lambda: known.digest):
        case Kinship.THIS:
            pass
        case Kinship.UNTOLD:
            for name in [id_ for id_ in earlier if id_ in known.questions][:1]:
                place = root.pairs["questionnaire"][0] if "questionnaire" in root.pairs else root
                reading.refuse("no-version", place, name=name, version=version)
        case Kinship.CHANGED:
            reading.refuse("other-digest", found["digest"], "", to_run())
        case Kinship.NEAR if not earlier:
            reading.refuse("near-version", found["version"], given=given.version, version=version)
        case Kinship.ALIKE:
            reading.refuse("near-version", found["version"], given=given.version, version=version)
        case Kinship.NEAR | Kinship.OTHER:
            reading.refuse("other-version", found["version"], "", to_run(), given=given.version, version=version)
