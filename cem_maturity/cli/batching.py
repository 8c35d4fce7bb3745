"""The steps of a batch: judge what is new, render what changed, and keep what was done at every moment."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import NamedTuple

from cem_maturity import __version__
from cem_maturity.adapters import report_file
from cem_maturity.adapters.batch import Judge, Maker, Memory, Record, Rendering, Source, Wanted
from cem_maturity.adapters.batch.memory import Judgement
from cem_maturity.adapters.batch.records import Written, written
from cem_maturity.adapters.bundled import questionnaires, report_templates
from cem_maturity.adapters.disk import (
    PDF_LIMIT,
    NotSaved,
    Unreadable,
    fingerprint,
    fingerprint_of,
    make_folder,
    read_bytes,
    save,
    stands_at,
)
from cem_maturity.adapters.library import Library, Refusal, Shelf
from cem_maturity.adapters.terminal.progress import Advance, Showing
from cem_maturity.adapters.workers import Died, Workers
from cem_maturity.application.batch import digest, in_batches
from cem_maturity.application.file_names import report_stems
from cem_maturity.application.language import languages
from cem_maturity.cli.speech import _
from cem_maturity.domain.outcome import Assessed, Failed
from cem_maturity.domain.problem import Place, Problem

REPORTS = "reports"
"""The folder of the reports, beside the portfolio: it stays in sight among thousands, and no unit can take its name."""
FILES_AT_ONCE = 50
"""Answers files that a worker is given at a time to judge."""
RECORDS_AT_ONCE = 300
"""How many records wait for the disk together, which takes them every second in any case."""
REPORTS_AT_ONCE, SECONDS_AT_MOST, BYTES_AT_MOST = 50, 2, 64 * 1024 * 1024
"""How many reports wait for the disk together, for how long, and of what size."""
LARGEST_REPORT = 256 * 1024 * 1024
"""Bytes; as many as come through the door *render*."""


class Made(NamedTuple):
    """What became of the reports."""

    names: Mapping[str, str]
    """Of the report on each unit, by the file of its answers, relative to the portfolio."""
    new: int
    unchanged: int
    problems: Mapping[str, Sequence[Problem]]
    """Why units have no report, by file; what holds for several formats once."""
    left: int
    """Reports of earlier runs that belong to no unit of this one."""


class _Task(NamedTuple):
    """One report to be made."""

    file: str
    format: str
    made_from: str


@dataclass
class Batch:
    """One run over the *files*, the paths of answers by the names that problems give them."""

    folder: Path
    files: Mapping[str, str]
    rendering: Rendering
    memory: Memory
    workers: Callable[[int, int], AbstractContextManager[Workers]]
    """Those for so many jobs, of which each is given so many at a time."""
    progress: Showing
    unkept: dict[str, Record] = field(default_factory=dict)
    """Records that are for this run alone: those of answers files that it could not read, or whose workers died."""
    there: dict[str, str] = field(default_factory=dict)
    """The digest of each file that this run made or found in order, by name."""

    # -- what things rest on

    @cached_property
    def library(self) -> Library:
        """The questionnaires, as the workers have them."""
        return Library(Shelf(self.rendering.judging.carried))

    @cached_property
    def _questionnaires(self) -> dict[str, str]:
        return {"": digest(*questionnaires())}

    def rests_on(self, questionnaire: str) -> str:
        """A digest of all texts of the *questionnaire*."""
        known = self._questionnaires.get(questionnaire)
        if known is None:
            try:
                texts = self.library.documents(questionnaire)
            except Refusal as error:
                texts = {problem.place.file: problem.code for problem in error.problems}
            parts = [part for path, text in texts.items() for part in (Path(path).name, text)]
            known = self._questionnaires[questionnaire] = digest(*parts)
        return known

    @cached_property
    def _reading(self) -> str:
        how = self.rendering.judging
        return digest(__version__, how.questionnaire, how.language, str(how.partial))

    @cached_property
    def look(self) -> str:
        """A digest of all that pages depend on beside answers and questionnaire."""
        how = self.rendering
        templates = "" if how.templates is None else repr(sorted(how.templates.texts.items()))
        fonts = "" if how.templates is None else repr(sorted(how.templates.fonts.items()))
        ours = templates_digest(report_file.STANDARD, *(() if how.templates else (how.name,)))
        words = (how.kind, how.name if how.templates is None else "", how.made)
        return digest(self._reading, *words, repr(how.brand), templates, fonts, ours)

    def _speaker(self, unit: Assessed) -> str:
        """The language of the report on *unit*, which is not its own where the program does not speak that."""
        how = self.rendering
        wanted = how.judging.language or unit.language
        return wanted if wanted in languages() else how.spoken

    # -- first stage

    def judged(self, files: Mapping[str, str], doing: str) -> Mapping[str, Record]:
        """The record of each of the *files*, in their order, by name: as it was kept, where nothing changed."""
        self.judge(files, doing)
        kept = self.memory.records(file for file in files if file not in self.unkept)
        return {file: self.unkept[file] if file in self.unkept else next(kept)[1] for file in files}

    def judge(self, files: Mapping[str, str], doing: str) -> None:
        """As `judged`; the records stand in the journal, or among those that are *unkept*, and not in memory."""
        waiting: dict[str, str] = {}
        with self.progress.of(doing, len(files)) as advance:
            flushed = time.monotonic()
            try:
                with self.workers(len(files), FILES_AT_ONCE) as workers:
                    sources = in_batches(self._sources(files, waiting, advance), FILES_AT_ONCE)
                    for source, said in workers.run(Judge(self.rendering.judging), sources):
                        self._keep(source.file, waiting.pop(source.file), said)
                        advance()
                        if time.monotonic() - flushed >= 1 or self.memory.waiting >= RECORDS_AT_ONCE:
                            self.memory.flush()
                            flushed = time.monotonic()
            finally:
                self.memory.flush()

    def _sources(self, files: Mapping[str, str], waiting: dict[str, str], advance: Advance) -> Iterator[Source]:
        """The *files* that have to be judged; of the others there is a record."""
        for file, path in files.items():
            try:
                content = read_bytes(path, PDF_LIMIT)
            except Unreadable as error:
                problem = error.problem._replace(place=Place(file, *error.problem.place[1:]))
                self.unkept[file] = Record("", (), Failed(file, (problem,)))
                advance()
                continue
            key = digest(self._reading, content)
            known = self.memory.judgement(file)
            if known and known.key == key and known.rests_on == self.rests_on(known.questionnaire):
                advance()
            else:
                waiting[file] = key
                yield Source(file, content)

    def _keep(self, file: str, key: str, said: Written | Died) -> None:
        if isinstance(said, Died):
            # Next time it may have more luck: this is for the portfolio of this run alone.
            problem = Problem("worker-died", Place(file), {"why": said.why})
            self.unkept[file] = Record("", (), Failed(file, (problem,)))
            return
        judgement = Judgement(key, self.rests_on(said.questionnaire), intern(said.questionnaire))
        self.memory.keep_judgement(file, judgement, said.text)

    def _key(self, file: str) -> str:
        judgement = self.memory.judgement(file)
        return judgement.key if judgement else ""

    def follows_from(self, file: str) -> str:
        """What is another text when the record of that answers *file* is another."""
        if file in self.unkept:
            return written(self.unkept[file]).text
        judgement = self.memory.judgement(file)
        return f"{judgement.key} {judgement.rests_on}" if judgement else ""

    # -- second stage

    def rendered(self, records: Mapping[str, Record], formats: Sequence[str]) -> Made:
        """The reports on all units of *records* that were scored: those made that are not there as they have to be."""
        units = {file: one.outcome for file, one in records.items() if isinstance(one.outcome, Assessed)}
        stems = report_stems({file: (one.organisation.name, one.organisation.unit) for file, one in units.items()})
        kind = "" if self.rendering.kind == "full" else f".{self.rendering.kind}"
        problems: dict[str, list[Problem]] = {}
        tasks: dict[str, _Task] = {}
        unchanged = 0
        for file in units:
            rests_on = self.rests_on(records[file].questionnaire)
            for format_ in formats:
                name = f"{REPORTS}/{stems[file]}{kind}.{format_}"
                made_from = digest(self.look, format_, self._key(file), rests_on, self._speaker(units[file]))
                found = fingerprint(self.folder / name, LARGEST_REPORT)
                if found and self.memory.made_from(name, found) == made_from:
                    unchanged += 1
                    self.there[name] = found
                elif self.is_in_the_way(name, found):
                    problems.setdefault(file, []).append(_in_the_way(file, self.folder / name))
                else:
                    tasks[name] = _Task(file, format_, made_from)
        if tasks:
            self._render(tasks, problems)
        own = set(stems.values())
        left = [name for name in self.memory.reports if name.startswith(f"{REPORTS}/") and _stem(name) not in own]
        names = {
            file: name
            for file in units
            for format_ in reversed(formats)
            if (name := f"{REPORTS}/{stems[file]}{kind}.{format_}") in self.there
        }
        return Made(
            names=names,
            new=sum(name in self.there for name in tasks),
            unchanged=unchanged,
            problems={
                file: [one for at, one in enumerate(several) if one not in several[:at]]
                for file, several in problems.items()
            },
            left=sum((self.folder / name).is_file() for name in left),
        )

    def _render(self, tasks: Mapping[str, _Task], problems: dict[str, list[Problem]]) -> None:
        make_folder(self.folder / REPORTS)
        waiting: dict[str, bytes] = {}
        began = time.monotonic()
        with self.progress.of(_("Reports"), len(tasks)) as advance:
            jobs = self._wanted(tasks, problems, advance)
            try:
                with self.workers(len(tasks), 1) as workers:
                    for wanted, said in workers.run(Maker(self.rendering), in_batches(jobs, 1)):
                        advance()
                        file = wanted.source.file
                        match said:
                            case bytes():
                                waiting[wanted.name] = said
                            case Died():
                                said_of = Problem("no-report", Place(file), {"why": said.why})
                                problems.setdefault(file, []).append(said_of)
                            case _:
                                problems.setdefault(file, []).append(said)
                        is_late = time.monotonic() - began >= SECONDS_AT_MOST
                        if (
                            is_late
                            or len(waiting) >= REPORTS_AT_ONCE
                            or sum(map(len, waiting.values())) > BYTES_AT_MOST
                        ):
                            self._save(waiting, tasks, problems)
                            began = time.monotonic()
            finally:
                self._save(waiting, tasks, problems)

    def _wanted(
        self, tasks: Mapping[str, _Task], problems: dict[str, list[Problem]], advance: Advance
    ) -> Iterator[Wanted]:
        for name, task in tasks.items():
            try:
                content = read_bytes(self.files[task.file], PDF_LIMIT)
            except Unreadable:
                content = b""
            if digest(self._reading, content) == self._key(task.file):
                yield Wanted(name, task.format, Source(task.file, content))
            else:
                problems.setdefault(task.file, []).append(Problem("changed-meanwhile", Place(task.file)))
                advance()

    def _save(self, waiting: dict[str, bytes], tasks: Mapping[str, _Task], problems: dict[str, list[Problem]]) -> None:
        """Save the reports that are *waiting*, after it is kept that they are ours."""
        for name, content in waiting.items():
            self.memory.keep_report(name, fingerprint_of(content), tasks[name].made_from)
        self.memory.flush()
        for name, content in waiting.items():
            file = tasks[name].file
            try:
                if self.is_in_the_way(name, fingerprint(self.folder / name, LARGEST_REPORT)):
                    problems.setdefault(file, []).append(_in_the_way(file, self.folder / name))
                    continue
                save(self.folder / name, content)
                self.there[name] = fingerprint_of(content)
            except NotSaved as error:
                problems.setdefault(file, []).append(Problem("no-report", Place(file), {"why": error.message}))
        waiting.clear()

    def is_in_the_way(self, name: str, found: str) -> bool:
        """Whether something stands at *name*, with the digest *found*, that is none of ours; raises NotSaved."""
        return stands_at(self.folder / name) and self.memory.made_from(name, found) is None

    def forget(self, files: Sequence[str]) -> None:
        """Keep of the journal what the next run can use, where these *files* are all that were judged.

        Raises NotSaved.
        """
        gone = {name for name in self.memory.reports if not stands_at(self.folder / name)}
        self.memory.compact(frozenset(files), self.there, gone)


def templates_digest(*names: str) -> str:
    """A digest of our sets of templates of those *names*, and of what others have published."""
    root = report_templates()
    found = [path for name in names for path in (root / name).rglob("*") if path.is_file()]
    paths = sorted({root / "references.yaml", *found})
    return digest(*(part for path in paths for part in (path.relative_to(root).as_posix(), fingerprint(path))))


def _stem(name: str) -> str:
    """What a report is called without its kind and format; a stem has no dot."""
    return Path(name).name.partition(".")[0]


def _in_the_way(file: str, report: Path) -> Problem:
    return Problem("report-in-the-way", Place(file), {"name": str(report)})
