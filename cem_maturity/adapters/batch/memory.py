"""What a batch remembers from run to run: the journal beside its portfolio.

Two kinds of lines: what an answers file came to, and which bytes of a report are ours. The latter is written before the
report is saved, so that even a report that was saved in the moment of a kill is known as ours. Each line ends in a
digest of itself: one that was edited or spoilt is none of ours. Of an answers file only the place of its line is kept
in memory, however many there are.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

from cem_maturity.adapters.batch import records
from cem_maturity.adapters.disk import NotSaved, Span, append_lines, because, lines_at, save, whole_lines
from cem_maturity.domain.message import N_, Message

NAME = ".cem-batch.jsonl"
_SEAL = ',"sum":"'
"""What stands in a line before the digest of all that comes before."""
_NO_LINE_OF_OURS = (ValueError, KeyError, TypeError, IndexError, RecursionError)


class Judgement(NamedTuple):
    """From what an answers file came to its record."""

    key: str
    """A digest of what the file holds and of all that its reading depends on, but for its questionnaire."""
    rests_on: str
    """A digest of its questionnaire."""
    questionnaire: str
    """What that is called."""
    start: int = 0
    length: int = 0
    """Where its line stands in the journal, in bytes; of thousands, two numbers are smaller than a span."""


class Memory:
    """The journal in the folder of a batch, which its user holds."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._judged: dict[str, Judgement] = {}
        self._reports: dict[str, dict[str, str]] = {}
        """What each digest of a file was made from, by the file's name."""
        self._waiting: list[tuple[str, str]] = []
        """Lines, each with the answers file that it judges, if it does."""
        self._lines = 0
        """Of the journal."""

    def recall(self) -> None:
        """Read what earlier runs have left; lines that nobody of ours wrote are passed over. Raises NotSaved."""
        for span, line in whole_lines(self.path):
            self._lines += 1
            try:
                self._take(_unsealed(line), span)
            except _NO_LINE_OF_OURS:
                continue

    def judgement(self, file: str) -> Judgement | None:
        """From what the answers *file* came to its record when it was judged last."""
        return self._judged.get(file)

    def records(self, files: Iterable[str]) -> Iterator[tuple[str, records.Record]]:
        """What each of the *files* came to, all of which have been judged.

        Raises NotSaved, also where somebody who does not hold the folder has written into the journal since.
        """
        self.flush()
        known = list(files)
        for file, line in zip(known, lines_at(self.path, self._spans(known)), strict=True):
            try:
                record = records.read(_unsealed(line)["record"])
            except _NO_LINE_OF_OURS as error:
                why = Message(N_("somebody has changed it in the meantime; run the command again"))
                raise NotSaved(because(self.path, why)) from error
            yield file, record

    def keep_judgement(self, file: str, judgement: Judgement, record: str) -> None:
        """Keep what the answers *file* came to, as `records.written` wrote it."""
        self._judged[file] = judgement
        head = {"judged": file, "key": judgement.key, "rests_on": judgement.rests_on}
        self._waiting.append((_sealed(f'{_compact(head)[:-1]},"record":{record}'), file))

    def made_from(self, name: str, digest: str) -> str | None:
        """From what the file called *name* with that *digest* was made; None where it is none of ours."""
        return self._reports.get(name, {}).get(digest)

    def keep_report(self, name: str, digest: str, made_from: str) -> None:
        """Remember that bytes of that *digest* at *name* are ours."""
        self._reports.setdefault(name, {})[digest] = made_from
        self._waiting.append((_report_line(name, digest, made_from), ""))

    @property
    def reports(self) -> Collection[str]:
        """The names of all files that were ever made and are not forgotten."""
        return self._reports.keys()

    @property
    def waiting(self) -> int:
        """How many lines the disk does not have yet."""
        return len(self._waiting)

    def flush(self) -> None:
        """Put on the disk what is new; raises NotSaved."""
        if self._waiting:
            spans = append_lines(self.path, [line for line, _file in self._waiting])
            for (_line, file), span in zip(self._waiting, spans, strict=True):
                if file:
                    self._judged[file] = self._judged[file]._replace(start=span.start, length=span.length)
            self._lines += len(self._waiting)
            self._waiting.clear()

    def compact(self, files: Collection[str], there: Mapping[str, str], gone: Collection[str]) -> None:
        """Forget what is of no use any more: answers that are not among *files*, and bytes that are nowhere.

        *there* are the digests of the files that are there, by name, *gone* the names at which none is; of any other
        nothing is forgotten. Raises NotSaved; then all is as it was.
        """
        judged = list(self._spans(file for file in self._judged if file in files))
        ours = [
            (name, digest, made_from)
            for name, made in self._reports.items()
            for digest, made_from in made.items()
            if name not in gone and there.get(name, digest) == digest
        ]
        if len(judged) + len(ours) == self._lines:
            return
        lines = [*lines_at(self.path, judged), *(_report_line(*one).encode() for one in ours)]
        save(self.path, b"".join(line + b"\n" for line in lines), private=True)

    def _spans(self, files: Iterable[str]) -> Iterator[Span]:
        return (Span(self._judged[file].start, self._judged[file].length) for file in files)

    def _take(self, line: object, span: Span) -> None:
        match line:
            case {"judged": str() as file, "key": str() as key, "rests_on": str() as rests_on, "record": record}:
                questionnaire = records.read(record).questionnaire
                self._judged[file] = Judgement(key, intern(rests_on), questionnaire, *span)
            case {"report": str() as name, "digest": str() as digest, "made_from": str() as made_from}:
                self._reports.setdefault(name, {})[digest] = made_from


def _report_line(name: str, digest: str, made_from: str) -> str:
    return _sealed(_compact({"report": name, "digest": digest, "made_from": made_from})[:-1])


def _sealed(opened: str) -> str:
    """The line that begins as *opened*, a JSON object without its end, says."""
    return f'{opened}{_SEAL}{_digest(opened.encode())}"}}'


def _unsealed(line: bytes) -> Any:
    """What the *line* holds; raises ValueError where it is not as `_sealed` left it."""
    opened, _seal, digest = line.rpartition(_SEAL.encode())
    if digest != f'{_digest(opened)}"}}'.encode():
        raise ValueError(line)
    return json.loads(opened + b"}")


def _digest(opened: bytes) -> str:
    return hashlib.sha256(opened).hexdigest()[:16]


def _compact(values: Mapping[str, str]) -> str:
    return json.dumps(values, separators=(",", ":"))
