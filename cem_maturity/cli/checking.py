"""Which kind of document a file holds, and every problem with it."""

from collections.abc import Sequence
from pathlib import Path

from cem_maturity.adapters import answers_file, questionnaire_file, story_file, template_set
from cem_maturity.adapters.bundled import questionnaires
from cem_maturity.adapters.disk import Unreadable, read_text_or_attached
from cem_maturity.adapters.strict_yaml import Mapping, Parsed, Scalar, parse
from cem_maturity.application.examples import differing_examples
from cem_maturity.application.file_names import ANSWERS
from cem_maturity.cli.reading import load_questionnaire, questionnaire_path, read_questionnaire, read_translation
from cem_maturity.domain.problem import Accepted, Place, Problem, Refused, nearest

_QUESTIONNAIRE = ("levels", "dimensions", "answer_sets", "extends")
_BRAND = ("logo", "colours", "fonts", "footer", "disclaimer", "contact")
_KEY = {"key", "questionnaire"}
_ANSWERS = ("questionnaire", "answers", "organisation", "respondents", "journey")


def problems_of(file: Path, questionnaire: str | None, *, blanks_allowed: bool) -> Sequence[Problem]:
    """Every problem with the document at *file*, warnings included; *questionnaire* is what answers belong to."""
    try:
        found = read_text_or_attached(file, ANSWERS)
    except Unreadable as error:
        return [error.problem]
    parsed = parse(found.text, found.file)
    if parsed.root is None:
        return parsed.problems
    keys = parsed.root.pairs if type(parsed.root) is Mapping else {}
    if found.file != str(file):
        return _of_answers(found.file, parsed, questionnaire, blanks_allowed=blanks_allowed)
    if "translates" in keys:
        return _of_translation(file, parsed)
    if "template" in keys:
        return _told(template_set.read(found.text, str(file)))
    if "story" in keys:
        return _told(story_file.read(found.text, str(file)))
    if keys.keys() >= _KEY:
        return _of_key(file, parsed, found.text, questionnaire)
    if any(key in keys for key in _QUESTIONNAIRE):
        return _of_questionnaire(file, found.text)
    if any(key in keys for key in _ANSWERS):
        return _of_answers(found.file, parsed, questionnaire, blanks_allowed=blanks_allowed)
    if any(key in keys for key in _BRAND) or keys.keys() >= {"format", "name"}:
        from cem_maturity.cli.branding import read_brand

        return _told(read_brand(file))
    return [*parsed.problems, Problem("unknown-document", Place(str(file), parsed.root.line, parsed.root.column))]


def _of_questionnaire(file: Path, text: str) -> Sequence[Problem]:
    read = read_questionnaire(file)
    match read:
        case Accepted():
            places = questionnaire_file.example_places(text, str(file))
            return [*read.warnings, *differing_examples(read.value, lambda example: places[example.name])]
        case Refused():
            return read.problems


def _of_answers(file: str, parsed: Parsed, questionnaire: str | None, *, blanks_allowed: bool) -> Sequence[Problem]:
    given = questionnaire
    if questionnaire is None:
        named = answers_file.reference(parsed, file, questionnaires())
        if isinstance(named, Refused):
            return named.problems
        questionnaire = named.value
    asked = load_questionnaire(questionnaire)
    return _told(answers_file.read_parsed(parsed, file, asked, blanks_allowed=blanks_allowed, named=given))


def _of_key(file: Path, parsed: Parsed, text: str, questionnaire: str | None) -> Sequence[Problem]:
    from cem_maturity.adapters import key_file

    if questionnaire is None:
        named = key_file.questionnaire_of(parsed, str(file), questionnaires())
        if isinstance(named, Refused):
            return named.problems
        questionnaire = named.value
    return _told(key_file.read(text, str(file), load_questionnaire(questionnaire)))


def _of_translation(file: Path, parsed: Parsed) -> Sequence[Problem]:
    translated = _translated(file, parsed)
    if isinstance(translated, Problem):
        return [*parsed.problems, translated]
    return _told(read_translation(file, translated))


def _translated(file: Path, parsed: Parsed) -> Path | Problem:
    """The questionnaire beside a translation, else the built-in one that it names."""
    beside = file.with_name("questionnaire.yaml")
    if beside.is_file() and beside != file:
        return beside
    key, node = parsed.root.pairs["translates"] if type(parsed.root) is Mapping else (None, None)
    name = node.text if type(node) is Scalar else ""
    if name in questionnaires():
        return questionnaire_path(name)
    place = Place(str(file), key.line, key.column) if key else Place(str(file))
    return Problem("unknown-questionnaire", place, {"name": name}, nearest(name, questionnaires()))


def _told(read: Accepted[object] | Refused) -> Sequence[Problem]:
    match read:
        case Accepted():
            return read.warnings
        case Refused():
            return read.problems
