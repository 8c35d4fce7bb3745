"""From paths and ids to questionnaires and assessments, or their problems on stderr."""

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from cem_maturity.adapters import answers_file, questionnaire_file
from cem_maturity.adapters.bundled import questionnaires
from cem_maturity.adapters.disk import Found, Unreadable, read_text, read_text_or_attached
from cem_maturity.adapters.strict_yaml import Parsed, parse
from cem_maturity.application.file_names import ANSWERS
from cem_maturity.application.language import languages
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, WRONG_USAGE, stop, tell_problems
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.problem import Accepted, Problem, Refused, nearest
from cem_maturity.domain.questionnaire import Questionnaire

if TYPE_CHECKING:
    from cem_maturity.adapters.questionnaire_file.translating import Translated
    from cem_maturity.domain.reference import References

T = TypeVar("T")

_LANGUAGE = re.compile("[a-z]{2,3}")
"""What may become the name of a translation's file."""


def load_questionnaire(name_or_path: str, language: str | None = None) -> Questionnaire:
    """The built-in questionnaire of that id, or the one in that file, in *language* where it is translated.

    Raises typer.Exit after its problems are told.
    """
    path = questionnaire_path(name_or_path)
    questionnaire = _accepted(read_questionnaire(path))
    if not language or language == questionnaire.language or not _LANGUAGE.fullmatch(language):
        return questionnaire
    translation = path.with_name(f"{language}.yaml")
    if path.name != "questionnaire.yaml" or not translation.is_file():
        return questionnaire
    return _accepted(read_translation(translation, path)).questionnaire


def read_questionnaire(path: Path) -> Accepted[Questionnaire] | Refused:
    """The questionnaire at *path*; an overlay is laid over the one that it extends."""
    return _questionnaire_in(text_at(path), str(path))


def read_translation(path: Path, questionnaire: Path) -> "Accepted[Translated] | Refused":
    """The questionnaire at the path *questionnaire*, with the texts of its translation at *path*.

    What an overlay leaves as it was is taken from the translation of its base, where that is translated.
    """
    return _translation_in(text_at(path), str(path), text_at(questionnaire), str(questionnaire))


@lru_cache(maxsize=8)
def _questionnaire_in(text: str, file: str) -> Accepted[Questionnaire] | Refused:
    """As `questionnaire_file.read`; many answers files answer the same questionnaire."""
    return questionnaire_file.read(text, file, lambda name: _extended(name, Path(file)))


@lru_cache(maxsize=8)
def _translation_in(text: str, file: str, whole_text: str, whole_file: str) -> "Accepted[Translated] | Refused":
    from cem_maturity.adapters.questionnaire_file import translating

    whole = _accepted(_questionnaire_in(whole_text, whole_file))
    base: Translated | None = None
    if whole.base and (extended := base_path(whole.base.id, Path(whole_file))):
        translation = extended.with_name(Path(file).name)
        if extended.name == "questionnaire.yaml" and translation.is_file():
            base = _accepted(read_translation(translation, extended))
    return translating.read_translation(whole, text, file, base)


def _extended(name: str, overlay: Path) -> questionnaire_file.Found | questionnaire_file.Missing:
    """The questionnaire called *name*, which *overlay* extends."""
    path = base_path(name, overlay)
    if path is None:
        return questionnaire_file.Missing(nearest(name, questionnaires()))
    return questionnaire_file.Found(text_at(path), str(path))


def base_path(name: str, overlay: Path) -> Path | None:
    """Where the questionnaire called *name* stands: among the built-in ones, or beside *overlay*."""
    built_in = questionnaires()
    if name in built_in:
        return built_in[name] / "questionnaire.yaml"
    beside = [overlay.with_name(f"{name}.yaml"), overlay.parent / name / "questionnaire.yaml"]
    if overlay.name == "questionnaire.yaml":
        beside.append(overlay.absolute().parent.parent / name / "questionnaire.yaml")
    return next((path for path in beside if path.is_file()), None)


def load_assessment(
    found: Found, questionnaire_name: str | None = None, language: str | None = None, *, blanks_allowed: bool
) -> tuple[Questionnaire, Assessment]:
    """The questionnaire and what the answers file that was *found* says about it.

    The questionnaire is the one given, else the one that the file names; its texts are in *language*, else in the
    file's. Raises typer.Exit after the problems of either are told; warnings are told and no more.
    """
    parsed, questionnaire = load_answers(found, questionnaire_name, language)
    read = answers_file.read_parsed(
        parsed, found.file, questionnaire, blanks_allowed=blanks_allowed, named=questionnaire_name
    )
    return questionnaire, accepted_with_warnings(read)


def load_answers(found: Found, questionnaire_name: str | None, language: str | None) -> tuple[Parsed, Questionnaire]:
    """The answers file as parsed, and its questionnaire; as `load_assessment`, before any answer is read."""
    parsed = parse(found.text, found.file)
    name = questionnaire_name or _accepted(answers_file.reference(parsed, found.file, questionnaires()))
    return parsed, load_questionnaire(name, language or answers_file.language(parsed))


def find_answers(path: Path) -> Found:
    """The answers file at *path*, or that of the PDF report there; ends the command where none can be read."""
    try:
        return read_text_or_attached(path, ANSWERS)
    except Unreadable as error:
        raise _told(error.problem) from error


def load_references(language: str) -> "References":
    """What others have published, said in *language*, one of those that the program speaks."""
    from cem_maturity.adapters import references_file
    from cem_maturity.adapters.bundled import report_templates

    path = report_templates() / "references.yaml"
    return _accepted(references_file.read(text_at(path), str(path), language, languages()))


def accepted_with_warnings(read: Accepted[T] | Refused) -> T:
    """What was read, after its warnings are told; ends the command where it was refused."""
    value = _accepted(read)
    if isinstance(read, Accepted):
        tell_problems(read.warnings, SPOKEN)
    return value


def questionnaire_path(name_or_path: str) -> Path:
    """Where that questionnaire stands; ends the command where there is none."""
    built_in = questionnaires()
    if name_or_path in built_in:
        return built_in[name_or_path] / "questionnaire.yaml"
    path = Path(name_or_path)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        return path
    if close := nearest(name_or_path, built_in):
        sentence = _("There is no questionnaire {name}; did you mean {nearest}?")
    else:
        sentence = _("There is no questionnaire {name}; `cem list` shows those there are.")
    return stop(sentence.format(name=name_or_path, nearest=close), WRONG_USAGE)


def text_at(path: Path) -> str:
    """The text of the file at *path*; ends the command where it cannot be read."""
    try:
        return read_text(path)
    except Unreadable as error:
        raise _told(error.problem) from error


def _accepted(read: Accepted[T] | Refused) -> T:
    if isinstance(read, Refused):
        raise _told(*read.problems)
    return read.value


def _told(*problems: Problem) -> typer.Exit:
    """The end of the command, after *problems* are told."""
    tell_problems(problems, SPOKEN)
    return typer.Exit(BAD_DOCUMENT)
