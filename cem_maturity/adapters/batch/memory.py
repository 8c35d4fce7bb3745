"""What a batch remembers from run to run: the journal beside its portfolio.

Two kinds of lines: what an answers file came to, and which bytes of a report are ours. The latter is written before the
report is saved, so that even a report that was saved in the moment of a kill is known as ours.
"""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from cem_maturity.adapters.batch import records
from cem_maturity.adapters.disk import append_lines, save, whole_lines

NAME = ".cem-batch.jsonl"
_NO_LINE_OF_OURS = (ValueError, KeyError, TypeError, IndexError, RecursionError)


class Judgement(NamedTuple):
    """What an answers file came to, and from what."""

    key: str
    """A digest of the file and of all that its reading depends on, but for its questionnaire."""
    rests_on: str
    """A digest of its questionnaire."""
    record: records.Record


class Memory:
    """The journal in the folder of a batch, which its user holds."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._judged: dict[str, Judgement] = {}
        self._reports: dict[str, dict[str, str]] = {}
        """What each digest of a file was made from, by the file's name."""
        self._waiting: list[str] = []
        self._lines = 0
        """Of the journal."""

    def recall(self) -> None:
        """Read what earlier runs have left; lines that nobody of ours wrote are passed over. Raises NotSaved."""
        for line in whole_lines(self.path):
            self._lines += 1
            try:
                self._take(json.loads(line))
            except _NO_LINE_OF_OURS:
                continue

    def judgement(self, file: str) -> Judgement | None:
        """What the answers *file* came to when it was judged last."""
        return self._judged.get(file)

    def read(self, record: str) -> records.Record:
        """The *record* that a worker wrote."""
        return records.read(json.loads(record))

    def keep_judgement(self, file: str, key: str, rests_on: str, text: str, record: records.Record) -> None:
        """Keep what the answers *file* came to: the *record* that `records.written` wrote as *text*."""
        self._judged[file] = Judgement(key, rests_on, record)
        self._waiting.append(_judged_line(file, key, rests_on, text))

    def made_from(self, name: str, digest: str) -> str | None:
        """From what the file called *name* with that *digest* was made; None where it is none of ours."""
        return self._reports.get(name, {}).get(digest)

    def keep_report(self, name: str, digest: str, made_from: str) -> None:
        """Remember that bytes of that *digest* at *name* are ours."""
        self._reports.setdefault(name, {})[digest] = made_from
        self._waiting.append(_report_line(name, digest, made_from))

    @property
    def reports(self) -> Collection[str]:
        """The names of all files that were ever made and are not forgotten."""
        return self._reports.keys()

    def flush(self) -> None:
        """Put on the disk what is new; raises NotSaved."""
        if self._waiting:
            append_lines(self.path, self._waiting)
            self._lines += len(self._waiting)
            self._waiting.clear()

    def compact(self, files: Collection[str], there: Mapping[str, str], gone: Collection[str]) -> None:
        """Forget what is of no use any more: answers that are not among *files*, and bytes that are nowhere.

        *there* are the digests of the files that are there, by name, *gone* the names at which none is; of any other
        nothing is forgotten. Raises NotSaved; then all is as it was.
        """
        judged = {file: one for file, one in self._judged.items() if file in files}
        ours = [
            (name, digest, made_from)
            for name, made in self._reports.items()
            for digest, made_from in made.items()
            if name not in gone and there.get(name, digest) == digest
        ]
        if len(judged) + len(ours) == self._lines:
            return
        lines = [_judged_line(file, one.key, one.rests_on, records.written(one.record)) for file, one in judged.items()]
        lines += [_report_line(*one) for one in ours]
        save(self.path, "".join(f"{line}\n" for line in lines).encode(), private=True)

    def _take(self, line: object) -> None:
        match line:
            case {"judged": str() as file, "key": str() as key, "rests_on": str() as rests_on, "record": record}:
                self._judged[file] = Judgement(key, rests_on, records.read(record))
            case {"report": str() as name, "digest": str() as digest, "made_from": str() as made_from}:
                self._reports.setdefault(name, {})[digest] = made_from


def _judged_line(file: str, key: str, rests_on: str, record: str) -> str:
    head = json.dumps({"judged": file, "key": key, "rests_on": rests_on}, separators=(",", ":"))
    return f'{head[:-1]},"record":{record}}}'


def _report_line(name: str, digest: str, made_from: str) -> str:
    return json.dumps({"report": name, "digest": digest, "made_from": made_from}, separators=(",", ":"))
