"""The schemas that editors get say the same as the readers."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cem_maturity.adapters import answers_file
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.adapters.brand_file.starting import STARTING_POINT
from cem_maturity.adapters.strict_yaml import Mapping, Node, Scalar, Sequence, parse
from cem_maturity.application.brand_schema import brand_schema
from cem_maturity.application.json_schema import Json
from cem_maturity.application.questionnaire_schema import questionnaire_schema
from cem_maturity.application.schema import answers_schema
from cem_maturity.cli.reading import read_questionnaire
from cem_maturity.domain.assessment import Assessment, Organisation, QuestionnaireReference
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.response import Answered, AnswerSheet
from tests.adapters import brands

TOP = Path(__file__).parents[2]
MALFORMED = TOP / "tests" / "malformed"
BUNDLED = sorted((TOP / "questionnaires").glob("*/questionnaire.yaml"))
EXAMPLES = sorted((TOP / "examples").glob("*/answers.yaml"))

A_MATTER_OF_ANSWERS = (
    "unknown-key", "wrong-type", "not-text", "out-of-range", "wrong-date", "unknown-format", "loose-truth",
    "unknown-stage", "unknown-sector", "unknown-question", "unknown-option", "two-states", "missing-reason",
    "note-too-long",
)  # fmt: skip
A_MATTER_OF_BRANDS = ("wrong-colour", "colour-in-comment", "ramp-count", "font-kind")
A_MATTER_OF_QUESTIONNAIRES = (
    "missing-key", "wrong-id", "unknown-value", "weight-not-positive", "wrong-number-of-levels",
    "question-kind", "dimension-without-questions", "unknown-fact",
)  # fmt: skip


def plain(node: Node) -> Json:
    """What an editor's YAML reader makes of a document (YAML 1.2, core schema)."""
    match node:
        case Mapping():
            return {key: plain(value) for key, (_, value) in node.pairs.items()}
        case Sequence():
            return [plain(value) for value in node.nodes]
        case Scalar(plain=True, text="" | "~" | "null"):
            return None
        case Scalar(plain=True, text="true" | "false"):
            return node.text == "true"
        case Scalar(plain=True):
            for kind in (int, float):
                try:
                    return kind(node.text)  # type: ignore[return-value]
                except ValueError:
                    continue
    return node.text


def document(path: Path) -> Json:
    """The plain values in a file."""
    root = parse(path.read_text(encoding="utf-8"), str(path)).root
    assert root is not None
    return plain(root)


def questionnaire_in(path: Path) -> Questionnaire:
    """The questionnaire in a file that is in order."""
    accepted = read_questionnaire(path)
    assert isinstance(accepted, Accepted)
    return accepted.value


SMALL = questionnaire_in(MALFORMED / "questionnaire.yaml")


@pytest.mark.parametrize(
    "schema",
    [questionnaire_schema(), answers_schema(), answers_schema(SMALL), brand_schema()],
    ids=["questionnaire", "any", "small", "brand"],
)
def test_schemas_are_valid_themselves(schema: dict[str, Json]) -> None:
    """They keep to JSON Schema 2020-12."""
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", [*BUNDLED, MALFORMED / "questionnaire.yaml"], ids=lambda path: path.parent.name)
def test_questionnaires_in_order_pass(path: Path) -> None:
    """What the reader accepts, the schema accepts."""
    assert list(Draft202012Validator(questionnaire_schema()).iter_errors(document(path))) == []


OVERLAY = """
format: 1
id: ours
version: 1.0.0
language: en
title: Ours
extends: small
dimensions:
  - {id: voice, questions: [{id: voice.a, probes: {more: [And then?]}, levels: {1: Often}}, {id: voice.b, drop: true}]}
journey: {suggestions: {buy: {more: [The website]}}}
"""


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [(OVERLAY, True), (OVERLAY.replace("extends: small", ""), False), (OVERLAY.replace("drop", "drops"), False)],
)
def test_an_overlay_says_only_in_what_it_differs(text: str, is_valid: bool) -> None:
    """Parts of its own need no more than their ids; without `extends` it would be a poor questionnaire."""
    root = parse(text, "ours.yaml").root
    assert root is not None

    assert Draft202012Validator(questionnaire_schema()).is_valid(plain(root)) == is_valid


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_bundled_answers_pass(path: Path) -> None:
    """With the questionnaire they name, and with none."""
    read = parse(path.read_text(encoding="utf-8"), str(path))
    known = {one.parent.name: one for one in BUNDLED}
    named = answers_file.reference(read, str(path), known)
    assert isinstance(named, Accepted)

    for schema in (answers_schema(), answers_schema(questionnaire_in(known[named.value]))):
        assert list(Draft202012Validator(schema).iter_errors(document(path))) == []


@pytest.mark.parametrize("code", A_MATTER_OF_QUESTIONNAIRES)
def test_malformed_questionnaires_fail(code: str) -> None:
    """What a schema can say is said there too."""
    assert not Draft202012Validator(questionnaire_schema()).is_valid(document(MALFORMED / f"{code}.yaml"))


@pytest.mark.parametrize("code", A_MATTER_OF_ANSWERS)
def test_malformed_answers_fail(code: str) -> None:
    """The schema of answers to one questionnaire knows its questions, options, stages and sectors."""
    assert not Draft202012Validator(answers_schema(SMALL)).is_valid(document(MALFORMED / f"{code}.yaml"))


@pytest.mark.parametrize("text", [STARTING_POINT, brands.LOUD], ids=["new", "loud"])
def test_brands_in_order_pass(text: str) -> None:
    """What the reader accepts, the schema accepts."""
    root = parse(text, "brand.yaml").root
    assert root is not None

    assert list(Draft202012Validator(brand_schema()).iter_errors(plain(root))) == []


@pytest.mark.parametrize("code", A_MATTER_OF_BRANDS)
def test_malformed_brands_fail(code: str) -> None:
    """What a schema can say is said there too."""
    assert not Draft202012Validator(brand_schema()).is_valid(document(MALFORMED / f"{code}.yaml"))


def test_what_is_written_passes() -> None:
    """The program's own files never show as wrong in an editor."""
    sheet = AnswerSheet(
        {"voice.channels": Answered(2, note="No: yes", at="2026-11-21T10:04:00Z")}, flags={"voice.loop": "ask"}
    )
    text = write(
        Assessment(QuestionnaireReference("small", "1.2.0"), Organisation("A"), "2026-11-21", sheet=sheet), SMALL
    )
    root = parse(text, "answers.yaml").root
    assert root is not None

    assert list(Draft202012Validator(answers_schema(SMALL)).iter_errors(plain(root))) == []


def test_editors_are_told_what_a_level_means() -> None:
    """The question's text is the description of its key, each level carries its descriptor."""
    schema = answers_schema(SMALL)

    answers = schema["$defs"]["answers"]["properties"]["voice.channels"]  # type: ignore[index, call-overload]
    levels = schema["$defs"]["voice.channels"]["anyOf"]  # type: ignore[index, call-overload]
    assert answers["description"] == "How do you hear customers?"  # type: ignore[index, call-overload]
    assert levels[1] == {"const": 1, "title": "1", "description": "Here and there"}  # type: ignore[index]
