"""The follow-up sheet that an interview writes beside its answers."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

from cem_maturity.adapters.disk import NotSaved, Unreadable, read_text, save_text, stands_at
from cem_maturity.cli.follow_up import sheet
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.questionnaire import Questionnaire


class FollowUpBeside:
    """The sheet with what is still open, beside the answers."""

    def __init__(self, asked: Questionnaire, answers: Callable[[], Path | None], language: str | None) -> None:
        self.asked = asked
        self.answers = answers
        """The file of the answers, once it has a name."""
        self.language = language
        self.path: Path | None = None
        """Where the sheet was written last."""

    def write(self, assessment: Assessment) -> Message:
        """Write the sheet, never over a file that says something else; where it is now, or why it is nowhere."""
        answers = self.answers()
        if answers is None:
            return Message(N_("There is no file yet for the sheet to stand beside."))
        text = sheet(self.asked, assessment, self.language)
        beside = answers.with_name(f"{answers.stem}-follow-up.md")
        try:
            path = next(one for one in numbered(beside) if not stands_at(one) or _holds(one, text))
            if not stands_at(path):
                save_text(path, text, private=True)
        except NotSaved as error:
            return error.message
        self.path = path
        return Message(N_("The follow-up sheet is in {file}."), {"file": str(path)})


def numbered(path: Path) -> Iterator[Path]:
    """*path*, then the same name with 2, 3 and so on behind it."""
    yield path
    yield from (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))


def _holds(path: Path, text: str) -> bool:
    try:
        return read_text(path) == text
    except Unreadable:
        return False
