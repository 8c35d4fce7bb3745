"""What a worker does first: from the bytes of an answers file to the record of what it comes to."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cem_maturity.adapters import answers_file
from cem_maturity.adapters.batch.records import Record, Written, written
from cem_maturity.adapters.bundled import questionnaires
from cem_maturity.adapters.disk import Unreadable, text_or_attached_in
from cem_maturity.adapters.library import Library, Refusal, Shelf, accepted
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.application.file_names import ANSWERS
from cem_maturity.application.judge import judge
from cem_maturity.domain.outcome import Failed, assessed
from cem_maturity.domain.problem import Problem
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.result import Result


class Source(NamedTuple):
    """An answers file as it was read, or a PDF report in its place; it travels to wherever a worker is."""

    file: str
    """Where it stands, as problems name it."""
    content: bytes


class Judged(NamedTuple):
    """What an answers file comes to."""

    result: Result
    text: str
    """The answers file as it was read."""
    questionnaire: str
    warnings: tuple[Problem, ...]


class NotJudged(NamedTuple):
    """Why nothing comes of an answers file."""

    questionnaire: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Judging:
    """How all answers files of a batch are read and judged: values alone, so that it travels."""

    questionnaire: str = ""
    """As `--questionnaire` names it; else each file names its own."""
    language: str = ""
    """Of all questionnaires; else each file names its own."""
    partial: bool = False
    carried: tuple[tuple[str, str], ...] = ()
    """Texts of a questionnaire that does not come with the program, by path."""


class Judge:
    """Judges answers files one after the other; each questionnaire is read once."""

    def __init__(self, how: Judging) -> None:
        self.how = how
        self._library = Library(Shelf(how.carried))
        self._bases: dict[int, tuple[Questionnaire, tuple[str, str]]] = {}

    def __reduce__(self) -> tuple[type["Judge"], tuple[Judging]]:
        """What was read here stays here: a worker elsewhere reads for itself."""
        return Judge, (self.how,)

    def __call__(self, source: Source) -> Written:
        """The record of the *source*."""
        judged = self.judged(source)
        if isinstance(judged, NotJudged):
            return written(Record(judged.questionnaire, (), Failed(source.file, judged.problems)))
        unit = assessed(source.file, judged.result, self._basis(judged.result))
        return written(Record(judged.questionnaire, judged.warnings, unit))

    def judged(self, source: Source) -> Judged | NotJudged:
        """What the *source* comes to, or every problem with it."""
        how = self.how
        name = how.questionnaire
        try:
            found = text_or_attached_in(source.content, Path(source.file), ANSWERS)
            parsed = parse(found.text, found.file)
            name = name or accepted(answers_file.reference(parsed, found.file, questionnaires())).value
            asked = self._library.questionnaire(name, how.language or answers_file.language(parsed))
            read = accepted(
                answers_file.read_parsed(
                    parsed, found.file, asked, blanks_allowed=how.partial, named=how.questionnaire or None
                )
            )
        except Unreadable as error:
            return NotJudged(name, (error.problem,))
        except Refusal as error:
            return NotJudged(name, error.problems)
        return Judged(judge(asked, read.value, partial=how.partial), found.text, name, read.warnings)

    def _basis(self, result: Result) -> tuple[str, str]:
        """`Result.basis`, found once for each questionnaire, since that is what takes time."""
        known = self._bases.get(id(result.questionnaire))
        if known is None:
            known = self._bases[id(result.questionnaire)] = (result.questionnaire, result.basis)
        return known[1]
