"""Questionnaires by the names that answers files and people give them, from texts that travel with a job."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cem_maturity.adapters import questionnaire_file
from cem_maturity.adapters.bundled import questionnaires
from cem_maturity.adapters.disk import Unreadable, read_text
from cem_maturity.domain.problem import Accepted, Refused, nearest
from cem_maturity.domain.questionnaire import Questionnaire

if TYPE_CHECKING:
    from cem_maturity.adapters.questionnaire_file.translating import Translated

WHOLE = "questionnaire.yaml"
"""What the file of a questionnaire is called that has translations beside it."""
_LANGUAGE = re.compile("[a-z]{2,3}")
"""What may become the name of a translation's file."""


class Library:
    """Questionnaires that were read once, for the many files that answer them.

    Those that come with the program are found wherever it is installed; the texts of all others are *carried*, by
    path, so that a worker elsewhere needs no file of ours.
    """

    def __init__(self, carried: Mapping[str, str] | None = None) -> None:
        self._carried = carried or {}
        self._read: dict[tuple[str, str], Accepted[Questionnaire] | Refused] = {}

    def questionnaire(self, name: str, language: str) -> Accepted[Questionnaire] | Refused:
        """The questionnaire called *name*, an id of ours or a path, in *language* where it is translated."""
        found = self._read.get((name, language))
        if found is None:
            try:
                found = self._in_language(_path(name), language)
            except Unreadable as error:
                found = Refused((error.problem,))
            self._read[name, language] = found
        return found

    def documents(self, name: str) -> Mapping[str, str]:
        """Every text that the questionnaire called *name* may need, by path: itself, its base, their translations.

        Raises Unreadable.
        """
        path = _path(name)
        paths = [path, *self._translations(path)]
        whole = self._whole(path)
        if isinstance(whole, Accepted) and whole.value.base:
            base = self._base_path(whole.value.base.id, path)
            paths += [base, *self._translations(base)] if base else []
        return {str(one): self._text(one) for one in paths}

    def _in_language(self, path: Path, language: str) -> Accepted[Questionnaire] | Refused:
        whole = self._whole(path)
        if isinstance(whole, Refused) or language == whole.value.language or not _LANGUAGE.fullmatch(language):
            return whole
        if path.name != WHOLE or not self._is_there(path.with_name(f"{language}.yaml")):
            return whole
        translated = self._translated(whole.value, path, f"{language}.yaml")
        return translated if isinstance(translated, Refused) else Accepted(translated.value.questionnaire)

    def _whole(self, path: Path) -> Accepted[Questionnaire] | Refused:
        return questionnaire_file.read(self._text(path), str(path), lambda name: self._extended(name, path))

    def _translated(self, whole: Questionnaire, path: Path, translation: str) -> "Accepted[Translated] | Refused":
        """*whole*, which stands at *path*, with the texts of the *translation* beside it, and of that of its base."""
        from cem_maturity.adapters.questionnaire_file import translating

        base: Translated | None = None
        if whole.base and (extended := self._base_path(whole.base.id, path)):
            there = extended.with_name(translation)
            if extended.name == WHOLE and self._is_there(there):
                below = self._whole(extended)
                if isinstance(below, Refused):
                    return below
                found = self._translated(below.value, extended, translation)
                if isinstance(found, Refused):
                    return found
                base = found.value
        own = path.with_name(translation)
        return translating.read_translation(whole, self._text(own), str(own), base)

    def _extended(self, name: str, overlay: Path) -> questionnaire_file.Found | questionnaire_file.Missing:
        path = self._base_path(name, overlay)
        if path is None:
            return questionnaire_file.Missing(nearest(name, questionnaires()))
        return questionnaire_file.Found(self._text(path), str(path))

    def _base_path(self, name: str, overlay: Path) -> Path | None:
        """Where the questionnaire called *name* stands: among the built-in ones, or beside *overlay*."""
        built_in = questionnaires()
        if name in built_in:
            return built_in[name] / WHOLE
        beside = [overlay.with_name(f"{name}.yaml"), overlay.parent / name / WHOLE]
        if overlay.name == WHOLE:
            beside.append(overlay.absolute().parent.parent / name / WHOLE)
        return next((path for path in beside if self._is_there(path)), None)

    def _translations(self, path: Path) -> Iterable[Path]:
        """The translations beside a questionnaire, sorted."""
        if path.name != WHOLE:
            return ()
        return sorted(one for one in path.parent.glob("*.yaml") if _LANGUAGE.fullmatch(one.stem))

    def _is_there(self, path: Path) -> bool:
        return str(path) in self._carried or path.is_file()

    def _text(self, path: Path) -> str:
        carried = self._carried.get(str(path))
        return read_text(path) if carried is None else carried


def _path(name: str) -> Path:
    built_in = questionnaires()
    return built_in[name] / WHOLE if name in built_in else Path(name)
