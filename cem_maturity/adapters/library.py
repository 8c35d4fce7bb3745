"""From paths and ids to questionnaires, and from answers files to what they answer; each is read once in a run."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cem_maturity.adapters import answers_file, questionnaire_file
from cem_maturity.adapters.bundled import questionnaires
from cem_maturity.adapters.disk import Found, Unreadable, is_file, read_text
from cem_maturity.adapters.strict_yaml import Parsed, parse
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.problem import Accepted, CemMaturityError, Problem, Refused, nearest
from cem_maturity.domain.questionnaire import Questionnaire

if TYPE_CHECKING:
    from cem_maturity.adapters.questionnaire_file.translating import Translated

T = TypeVar("T")

WHOLE = "questionnaire.yaml"
"""What the file of a questionnaire is called that has translations beside it."""
_LANGUAGE = re.compile("[a-z]{2,3}")
"""What may become the name of a translation's file."""


class Refusal(CemMaturityError):
    """A document that cannot be used, with all that is wrong."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class NoQuestionnaire(CemMaturityError):
    """A name that is neither a built-in questionnaire's nor a file's."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
        self.nearest = nearest(name, questionnaires())
        """The built-in one that was probably meant, or nothing."""


class Read(NamedTuple):
    """An answers file with the questionnaire that it answers."""

    questionnaire: Questionnaire
    assessment: Assessment
    warnings: tuple[Problem, ...]


class Shelf(NamedTuple):
    """Where the texts of questionnaires are: on this machine, but for those that were carried here."""

    carried: tuple[tuple[str, str], ...] = ()
    """Texts by path."""

    def has(self, path: Path) -> bool:
        """Whether there is a text at *path*."""
        return str(path) in dict(self.carried) or is_file(path)

    def text(self, path: Path) -> str:
        """The text at *path*; raises Refusal where it cannot be read."""
        carried = dict(self.carried).get(str(path))
        return text_at(path) if carried is None else carried


DISK = Shelf()
"""No text was carried."""


class Library:
    """The questionnaires of one run; what is on the disk is looked at when one is asked for first, and never again."""

    def __init__(self, shelf: Shelf = DISK) -> None:
        self._shelf = shelf
        self._asked: dict[tuple[str, str | None], Questionnaire] = {}

    def questionnaire(self, name_or_path: str, language: str | None = None) -> Questionnaire:
        """The built-in questionnaire of that id, or the one in that file, in *language* where it is translated.

        Raises NoQuestionnaire, or Refusal where it has problems.
        """
        asked = name_or_path, language
        if asked not in self._asked:
            self._asked[asked] = _in_language(self._path(name_or_path), language, self._shelf)
        return self._asked[asked]

    def documents(self, name_or_path: str) -> Mapping[str, str]:
        """Every text that this questionnaire may need, by path: itself, its base, and their translations.

        Raises NoQuestionnaire, or Refusal where one cannot be read.
        """
        path, shelf = self._path(name_or_path), self._shelf
        paths = [path, *_translations(path)]
        whole = read_questionnaire(path, shelf)
        if isinstance(whole, Accepted) and whole.value.base:
            base = base_path(whole.value.base.id, path, shelf)
            paths += [base, *_translations(base)] if base else []
        return {str(one): shelf.text(one) for one in paths}

    def _path(self, name_or_path: str) -> Path:
        path = Path(name_or_path)
        return path if str(path) in dict(self._shelf.carried) else questionnaire_path(name_or_path)

    def answers(
        self, found: Found, name: str | None = None, language: str | None = None, *, blanks_allowed: bool
    ) -> Read:
        """What the answers file that was *found* says, and of what.

        The questionnaire is the one called *name*, else the one that the file names; its texts are in *language*, else
        in the file's. Raises NoQuestionnaire, or Refusal where the answers or the questionnaire have problems.
        """
        parsed, questionnaire = self.parsed_answers(found, name, language)
        read = accepted(
            answers_file.read_parsed(parsed, found.file, questionnaire, blanks_allowed=blanks_allowed, named=name)
        )
        return Read(questionnaire, read.value, read.warnings)

    def parsed_answers(self, found: Found, name: str | None, language: str | None) -> tuple[Parsed, Questionnaire]:
        """The answers file as parsed, and its questionnaire; as `answers`, before any answer is read."""
        parsed = parse(found.text, found.file)
        named = name or accepted(answers_file.reference(parsed, found.file, questionnaires())).value
        return parsed, self.questionnaire(named, language or answers_file.language(parsed))


def questionnaire_path(name_or_path: str) -> Path:
    """Where that questionnaire stands; raises NoQuestionnaire where there is none."""
    built_in = questionnaires()
    if name_or_path in built_in:
        return built_in[name_or_path] / WHOLE
    path = Path(name_or_path)
    if path.suffix in (".yaml", ".yml") or is_file(path):
        return path
    raise NoQuestionnaire(name_or_path)


def read_questionnaire(path: Path, shelf: Shelf = DISK) -> Accepted[Questionnaire] | Refused:
    """The questionnaire at *path*; an overlay is laid over the one that it extends.

    Raises Refusal where a file cannot be read.
    """
    return _questionnaire_in(shelf.text(path), str(path), shelf)


def read_translation(path: Path, questionnaire: Path, shelf: Shelf = DISK) -> "Accepted[Translated] | Refused":
    """The questionnaire at the path *questionnaire*, with the texts of its translation at *path*.

    What an overlay leaves as it was is taken from the translation of its base, where that is translated. Raises
    Refusal where a file cannot be read, or the questionnaire has problems.
    """
    return _translation_in(shelf.text(path), str(path), shelf.text(questionnaire), str(questionnaire), shelf)


def text_at(path: Path) -> str:
    """The text of the file at *path*; raises Refusal where it cannot be read."""
    try:
        return read_text(path)
    except Unreadable as error:
        raise Refusal(error.problem) from error


def accepted(read: Accepted[T] | Refused) -> Accepted[T]:
    """What was read; raises Refusal where it was refused."""
    if isinstance(read, Refused):
        raise Refusal(*read.problems)
    return read


def _in_language(path: Path, language: str | None, shelf: Shelf) -> Questionnaire:
    questionnaire = accepted(read_questionnaire(path, shelf)).value
    if not language or language == questionnaire.language or not _LANGUAGE.fullmatch(language):
        return questionnaire
    translation = path.with_name(f"{language}.yaml")
    if path.name != WHOLE or not shelf.has(translation):
        return questionnaire
    return accepted(read_translation(translation, path, shelf)).value.questionnaire


@lru_cache(maxsize=8)
def _questionnaire_in(text: str, file: str, shelf: Shelf) -> Accepted[Questionnaire] | Refused:
    """As `questionnaire_file.read`; a questionnaire is needed for its own sake and for its translations."""
    return questionnaire_file.read(text, file, lambda name: _extended(name, Path(file), shelf))


@lru_cache(maxsize=8)
def _translation_in(
    text: str, file: str, whole_text: str, whole_file: str, shelf: Shelf
) -> "Accepted[Translated] | Refused":
    from cem_maturity.adapters.questionnaire_file import translating

    whole = accepted(_questionnaire_in(whole_text, whole_file, shelf)).value
    base: Translated | None = None
    if whole.base and (extended := base_path(whole.base.id, Path(whole_file), shelf)):
        translation = extended.with_name(Path(file).name)
        if extended.name == WHOLE and shelf.has(translation):
            base = accepted(read_translation(translation, extended, shelf)).value
    return translating.read_translation(whole, text, file, base)


def _extended(name: str, overlay: Path, shelf: Shelf) -> questionnaire_file.Found | questionnaire_file.Missing:
    """The questionnaire called *name*, which *overlay* extends."""
    path = base_path(name, overlay, shelf)
    if path is None:
        return questionnaire_file.Missing(nearest(name, questionnaires()))
    return questionnaire_file.Found(shelf.text(path), str(path))


def base_path(name: str, overlay: Path, shelf: Shelf = DISK) -> Path | None:
    """Where the questionnaire called *name* stands: among the built-in ones, or beside *overlay*."""
    built_in = questionnaires()
    if name in built_in:
        return built_in[name] / WHOLE
    beside = [overlay.with_name(f"{name}.yaml"), overlay.parent / name / WHOLE]
    if overlay.name == WHOLE:
        beside.append(overlay.absolute().parent.parent / name / WHOLE)
    return next((path for path in beside if shelf.has(path)), None)


def _translations(path: Path) -> Sequence[Path]:
    """The translations beside a questionnaire, sorted."""
    if path.name != WHOLE:
        return ()
    return sorted(one for one in path.parent.glob("*.yaml") if _LANGUAGE.fullmatch(one.stem))
