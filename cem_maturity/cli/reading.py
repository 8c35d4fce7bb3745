"""From paths and ids to questionnaires and assessments, or their problems on stderr."""

import re
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import typer

from cem_maturity.adapters import answers_file, questionnaire_file
from cem_maturity.adapters.bundled import questionnaires
from cem_maturity.adapters.disk import Unreadable, read_text
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, WRONG_USAGE, stop, tell_problems
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.problem import Accepted, Problem, Refused, nearest
from cem_maturity.domain.questionnaire import Questionnaire

T = TypeVar("T")

_LANGUAGE = re.compile("[a-z]{2,3}")
"""What may become the name of a translation's file."""


def load_questionnaire(name_or_path: str, language: str | None = None) -> Questionnaire:
    """The built-in questionnaire of that id, or the one in that file, in *language* where it is translated.

    Raises typer.Exit after its problems are told.
    """
    path = questionnaire_path(name_or_path)
    text = text_at(path)
    questionnaire = _accepted(_questionnaire_in(text, str(path)))
    if not language or language == questionnaire.language or not _LANGUAGE.fullmatch(language):
        return questionnaire
    translation = path.with_name(f"{language}.yaml")
    if path.name != "questionnaire.yaml" or not translation.is_file():
        return questionnaire
    return _accepted(_translation_in(text_at(translation), str(translation), text, str(path)))


@lru_cache(maxsize=8)
def _questionnaire_in(text: str, file: str) -> Accepted[Questionnaire] | Refused:
    """As `questionnaire_file.read`; many answers files answer the same questionnaire."""
    return questionnaire_file.read(text, file)


@lru_cache(maxsize=8)
def _translation_in(text: str, file: str, base_text: str, base_file: str) -> Accepted[Questionnaire] | Refused:
    base = _accepted(_questionnaire_in(base_text, base_file))
    return questionnaire_file.translate(base, text, file)


def load_assessment(
    path: Path, questionnaire_name: str | None = None, language: str | None = None, *, blanks_allowed: bool
) -> tuple[Questionnaire, Assessment]:
    """The questionnaire and what the answers file at *path* says about it.

    The questionnaire is the one given, else the one that the file names; its texts are in *language*, else in the
    file's. Raises typer.Exit after the problems of either are told; warnings are told and no more.
    """
    parsed = parse(text_at(path), str(path))
    name = questionnaire_name or _accepted(answers_file.reference(parsed, str(path), questionnaires()))
    questionnaire = load_questionnaire(name, language or answers_file.language(parsed))
    read = answers_file.read_parsed(parsed, str(path), questionnaire, blanks_allowed=blanks_allowed)
    assessment = _accepted(read)
    if isinstance(read, Accepted):
        tell_problems(read.warnings, SPOKEN)
    return questionnaire, assessment


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
