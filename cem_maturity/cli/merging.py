"""From several answers files to one on the disk, or every reason why they cannot come together."""

import shlex
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from shutil import get_terminal_size

import typer

from cem_maturity.adapters import answers_file, json_report
from cem_maturity.adapters.answers_file.places import place_of
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.adapters.bundled import questionnaires
from cem_maturity.adapters.disk import HeldElsewhere, NotSaved, Unreadable, fingerprint, hold, read_text, save_text
from cem_maturity.adapters.strict_yaml import Parsed, parse
from cem_maturity.adapters.terminal.splits import draw_splits
from cem_maturity.adapters.terminal.voices import who
from cem_maturity.application.file_names import respondent_id, respondent_name
from cem_maturity.application.merging import listed
from cem_maturity.cli.publishing import STDOUT
from cem_maturity.cli.reading import load_questionnaire
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import BAD_DOCUMENT, NOT_WRITTEN, put, stop, tell, tell_problems
from cem_maturity.domain.authorship import AnswersFile
from cem_maturity.domain.merging import Apart, Conflict, Merged, merge_files
from cem_maturity.domain.message import N_
from cem_maturity.domain.problem import Problem, Refused
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.result import OVERALL
from cem_maturity.domain.splits import splits

_LONGEST_VALUE = 60
"""Characters of a value that a problem quotes."""

_KINDS = {
    "predicted": N_("Level expected, {subject}: {said}"),
    "targets": N_("Level aimed at, {subject}: {said}"),
    "importance": N_("Importance, {subject}: {said}"),
}


def merge_into(
    paths: Sequence[Path], target: Path | None, questionnaire: str | None, language: str | None, *, as_json: bool
) -> None:
    """Merge the files at *paths* into *target*, or to stdout where there is none, and list where people stand apart.

    Ends with the exit code of contract.md §3 where that is not 0.
    """
    with ExitStack() as held:
        before = _held(target, held)
        name, merged = _merged(paths, questionnaire, language)
        asked = load_questionnaire(name, language or merged.assessment.language)
        text = write(merged.assessment, asked)
        if target is None:
            put(text)
        else:
            _save(target, text, before)
    _tell_expectations(merged.apart, asked, target)
    found = splits(asked, merged.assessment)
    if as_json:
        shown = json_report.render(listed(asked, merged.assessment, merged.apart, str(target or STDOUT)))
    else:
        shown = draw_splits(found, asked, merged.assessment, SPOKEN, get_terminal_size().columns)
    if target is None:
        tell(shown.removesuffix("\n"))
        return
    put(shown if as_json else f"{target}\n\n{shown}")
    if not all(split.is_settled for split in found):
        words = ["cem", "interview", str(target), "--settle"]
        words += ["--questionnaire", questionnaire] if questionnaire else []
        tell(_("To settle what can be settled: {command}").format(command=shlex.join(words)))


def _held(target: Path | None, held: ExitStack) -> str:
    """The fingerprint of *target* before anything is read; nobody else writes it from now on."""
    if target is None:
        return ""
    try:
        held.enter_context(hold(target))
    except (HeldElsewhere, NotSaved) as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)
    return fingerprint(target)


def _save(target: Path, text: str, before: str) -> None:
    if fingerprint(target) != before:
        stop(_("{file} was changed by someone else just now and stays as it is.").format(file=target), NOT_WRITTEN)
    try:
        save_text(target, text, private=True)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)


# From paths to one assessment


def _merged(paths: Sequence[Path], questionnaire: str | None, language: str | None) -> tuple[str, Merged]:
    """The name of the questionnaire, and the files in one; ends the command after all problems of all are told."""
    problems: list[Problem] = []
    parsed = {str(path): text for path in paths if (text := _parsed(path, problems)) is not None}
    read = _Reader(questionnaire, language, problems)
    files = [file for path in paths if str(path) in parsed and (file := read.file(path, parsed[str(path)])) is not None]
    if read.asked is not None and len(files) == len(paths):
        merged = merge_files(read.asked, files)
        if isinstance(merged, Merged):
            tell_problems(problems, SPOKEN)
            return read.name, merged
        problems += (_problem(conflict, parsed[conflict.file]) for conflict in merged.conflicts)
    tell_problems(problems, SPOKEN)
    raise typer.Exit(BAD_DOCUMENT)


def _parsed(path: Path, problems: list[Problem]) -> Parsed | None:
    try:
        return parse(read_text(path), str(path))
    except Unreadable as error:
        problems.append(error.problem)
        return None


class _Reader:
    """Reads files that must all answer the questionnaire of the first."""

    def __init__(self, questionnaire: str | None, language: str | None, problems: list[Problem]) -> None:
        self.name = questionnaire or ""
        self.is_given = questionnaire is not None
        self.language = language
        self.problems = problems
        self.asked: Questionnaire | None = None
        self.first = ""

    def file(self, path: Path, parsed: Parsed) -> AnswersFile | None:
        """What the file at *path* holds; None where it has problems, which are then kept."""
        file = str(path)
        if not self.is_given:
            named = answers_file.reference(parsed, file, questionnaires())
            if isinstance(named, Refused):
                self.problems += named.problems
                return None
            self.name = self.name or named.value
            if named.value != self.name:
                place = place_of(parsed, file, ("questionnaire", "id"))
                values = {"name": named.value, "questionnaire": self.name, "file": self.first}
                self.problems.append(Problem("mixed-questionnaires", place, values))
                return None
        self.first = self.first or file
        if self.asked is None:
            self.asked = load_questionnaire(self.name, self.language or answers_file.language(parsed))
        read = answers_file.read_parsed(parsed, file, self.asked, blanks_allowed=True)
        if isinstance(read, Refused):
            self.problems += read.problems
            return None
        self.problems += read.warnings
        id_ = respondent_id(path.stem)
        return AnswersFile(file, read.value, id_, "" if id_ == path.stem else respondent_name(path.stem))


def _problem(conflict: Conflict, parsed: Parsed) -> Problem:
    short = {
        name: value[:_LONGEST_VALUE] + "…" if isinstance(value, str) and len(value) > _LONGEST_VALUE else value
        for name, value in conflict.values.items()
        if name != "file"
    }
    place = place_of(parsed, conflict.file, conflict.at)
    return Problem(conflict.code, place, {**short, "file": conflict.values["file"]})


# What is told beside it


def _tell_expectations(apart: Sequence[Apart], asked: Questionnaire, target: Path | None) -> None:
    """Where people expect or want different levels; each keeps their own until one stands at the top of the file."""
    if not apart:
        return
    titles = {OVERALL: _("the organisation"), **{one.id: one.title for one in asked.dimensions}}
    for one in apart:
        people = SPOKEN.listed(f"{who(person, asked, SPOKEN)} {SPOKEN.number(level)}" for person, level in one.said)
        tell(_(_KINDS[one.kind]).format(subject=titles[one.subject], said=people))
    tell(
        _(
            "These differ and stay with each person. To settle one, write it at the top of {file},"
            " under predicted, targets or importance."
        ).format(file=target or _("the merged file"))
    )
