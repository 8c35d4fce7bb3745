"""What commands read: questionnaires, answers, references; their problems go to stderr and end the command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from cem_maturity.adapters import library
from cem_maturity.adapters.disk import Found, Unreadable, read_text_or_attached
from cem_maturity.adapters.library import Library, NoQuestionnaire, Refusal
from cem_maturity.adapters.strict_yaml import Parsed
from cem_maturity.application.file_names import ANSWERS
from cem_maturity.application.language import languages
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, WRONG_USAGE, stop, tell_problems
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.questionnaire import Questionnaire

if TYPE_CHECKING:
    from cem_maturity.adapters.questionnaire_file.translating import Translated
    from cem_maturity.domain.reference import References

T = TypeVar("T")


def load_questionnaire(name_or_path: str, language: str | None = None) -> Questionnaire:
    """The built-in questionnaire of that id, or the one in that file, in *language* where it is translated.

    Raises typer.Exit after its problems are told.
    """
    with _telling():
        return Library().questionnaire(name_or_path, language)


def read_questionnaire(path: Path) -> Accepted[Questionnaire] | Refused:
    """As `library.read_questionnaire`; a file that cannot be read ends the command."""
    with _telling():
        return library.read_questionnaire(path)


def read_translation(path: Path, questionnaire: Path) -> "Accepted[Translated] | Refused":
    """As `library.read_translation`; a file that cannot be read, or a refused questionnaire, ends the command."""
    with _telling():
        return library.read_translation(path, questionnaire)


def load_assessment(
    found: Found,
    questionnaire_name: str | None = None,
    language: str | None = None,
    *,
    blanks_allowed: bool,
    books: Library | None = None,
) -> tuple[Questionnaire, Assessment]:
    """The questionnaire and what the answers file that was *found* says about it.

    The questionnaire is the one given, else the one that the file names; its texts are in *language*, else in the
    file's. Who reads many files keeps *books*. Raises typer.Exit after the problems of either are told; warnings are
    told and no more.
    """
    with _telling():
        read = (books or Library()).answers(found, questionnaire_name, language, blanks_allowed=blanks_allowed)
    tell_problems(read.warnings, SPOKEN)
    return read.questionnaire, read.assessment


def load_answers(found: Found, questionnaire_name: str | None, language: str | None) -> tuple[Parsed, Questionnaire]:
    """The answers file as parsed, and its questionnaire; as `load_assessment`, before any answer is read."""
    with _telling():
        return Library().parsed_answers(found, questionnaire_name, language)


def find_answers(path: Path) -> Found:
    """The answers file at *path*, or that of the PDF report there; ends the command where none can be read."""
    try:
        return read_text_or_attached(path, ANSWERS)
    except Unreadable as error:
        tell_problems([error.problem], SPOKEN)
        raise typer.Exit(BAD_DOCUMENT) from error


def load_references(language: str) -> "References":
    """What others have published, said in *language*, one of those that the program speaks."""
    from cem_maturity.adapters import references_file
    from cem_maturity.adapters.bundled import report_templates

    path = report_templates() / "references.yaml"
    with _telling():
        return library.accepted(references_file.read(text_at(path), str(path), language, languages())).value


def accepted_with_warnings(read: Accepted[T] | Refused) -> T:
    """What was read, after its warnings are told; ends the command where it was refused."""
    with _telling():
        found = library.accepted(read)
    tell_problems(found.warnings, SPOKEN)
    return found.value


def questionnaire_path(name_or_path: str) -> Path:
    """Where that questionnaire stands; ends the command where there is none."""
    with _telling():
        return library.questionnaire_path(name_or_path)


def text_at(path: Path) -> str:
    """The text of the file at *path*; ends the command where it cannot be read."""
    with _telling():
        return library.text_at(path)


@contextmanager
def _telling() -> Iterator[None]:
    """End the command with the problems, or the sentence, that speak against going on."""
    try:
        yield
    except Refusal as refusal:
        tell_problems(refusal.problems, SPOKEN)
        raise typer.Exit(BAD_DOCUMENT) from refusal
    except NoQuestionnaire as missing:
        if missing.nearest:
            sentence = _("There is no questionnaire {name}; did you mean {nearest}?")
        else:
            sentence = _("There is no questionnaire {name}; `cem list` shows those there are.")
        stop(sentence.format(name=missing.name, nearest=missing.nearest), WRONG_USAGE)
