"""From the options of an interview to the answers on the disk: saved after every answer, gone on with where left."""

import gc
import os
import shlex
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from cem_maturity import __version__
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.adapters.disk import (
    ChangedMeanwhile,
    Found,
    HeldElsewhere,
    NotSaved,
    fingerprint,
    fingerprint_of,
    hold,
    save_text,
    stands_at,
)
from cem_maturity.adapters.terminal.direction import Bidi
from cem_maturity.application.file_names import slug
from cem_maturity.application.interview import Keeper, Kept, NotKept, Sitting
from cem_maturity.application.language import RIGHT_TO_LEFT
from cem_maturity.cli.assessing import report_language
from cem_maturity.cli.offering import FollowUpBeside, numbered
from cem_maturity.cli.options import FLAGSHIP
from cem_maturity.cli.reading import load_assessment, load_questionnaire, text_at
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import DONE, NOT_WRITTEN, WRONG_USAGE, put, say, stop, tell
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.interview import Interview, empty_assessment, progress
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.moving import begin
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.settling import settle, settlement

if TYPE_CHECKING:
    from cem_maturity.adapters.terminal.view import Desk, View


class Asked(NamedTuple):
    """What is asked, and of whom."""

    questionnaire: str | None = None
    respondent: str = ""
    role: str = ""
    dimension: str = ""
    settle: bool = False
    """Whether only that is asked on which people stand apart."""


def ask(answers: Path | None, wanted: Asked, language: str | None, *, plain: bool, bidi: Bidi) -> None:
    """Hold the interview; ends with the exit code of contract.md §3 where that is not 0."""
    with ExitStack() as held:
        kept_in = _KeptIn(answers, held)
        asked, assessment = _begun(kept_in, wanted.questionnaire, language)
        dimension = wanted.dimension
        if dimension and dimension not in (one.id for one in asked.dimensions):
            known = ", ".join(one.id for one in asked.dimensions)
            stop(
                _("There is no dimension {name}; there are: {known}.").format(name=dimension, known=known), WRONG_USAGE
            )
        kept_in.questionnaire = asked
        keeper = Keeper(kept_in.save, lambda: datetime.now(UTC))
        opened = _opened(asked, assessment, wanted, keeper.now)
        kept = assessment if kept_in.known else None
        follow_up = FollowUpBeside(asked, lambda: kept_in.path, language)
        sitting = Sitting(opened, kept, where=str(answers or ""))
        view, killed_by = _hold(sitting, keeper, follow_up.write, plain=plain, bidi=bidi)
        with suppress(OSError):  # the terminal may be gone
            _part(view, kept_in, wanted.questionnaire)
            if follow_up.path is not None:
                put(f"{follow_up.path}\n")
    if killed_by is not None or view.ending == "interrupt":
        raise typer.Exit(128 + (killed_by or signal.SIGINT))
    if view.sitting.trouble is not None:
        raise typer.Exit(NOT_WRITTEN)
    _write_report_if_wanted(view, kept_in)


def _opened(asked: Questionnaire, assessment: Assessment, wanted: Asked, now: str) -> Interview:
    """The interview as it opens; where nothing is to settle, that is said and the command ends."""
    if not wanted.settle:
        return begin(
            asked, assessment, respondent=wanted.respondent, role=wanted.role, dimension=wanted.dimension, now=now
        )
    opened = settle(asked, assessment, dimension=wanted.dimension, now=now)
    if opened is None:
        stop(_("There is nothing to settle: people nowhere stand far apart without having agreed."), DONE)
    return opened


class _KeptIn:
    """The file that the answers are kept in, from the moment it has a name."""

    def __init__(self, path: Path | None, held: ExitStack) -> None:
        self.path = path
        self.held = held
        self.known: set[str] = set()
        """The fingerprints that the file has unless somebody else has written it."""
        self.is_there = False
        """Whether there is one to go on with."""
        self.questionnaire: Questionnaire | None = None
        self.moved: Message | None = None
        """That the answers go to another file than before, until that is saved."""
        if path is not None:
            try:
                held.enter_context(hold(path))
                # Where a link leads nowhere yet, there will be a new file.
                self.is_there = stands_at(Path(os.path.realpath(path)))
            except (HeldElsewhere, NotSaved) as error:
                stop(SPOKEN.say(error.message), NOT_WRITTEN)
            found = fingerprint(path)
            if self.is_there and not found:
                text_at(path)  # it tells why, and ends; else it was the fault of a moment
                found = fingerprint(path)
            self.known.update(filter(None, [found]))

    def save(self, assessment: Assessment) -> Kept | NotKept:
        """Put the answers on the disk; never over what someone else has written in between."""
        if self.questionnaire is None:
            raise TypeError("nothing is asked yet")
        text = write(assessment, self.questionnaire)
        try:
            if self.path is None:
                self.path = self._free(Path(f"{slug(assessment.organisation.name)}-{assessment.date}.yaml"))
            while not self._is_put(self.path, text):
                changed, self.path = self.path, self._free(self.path)
                self.known.clear()
                self.moved = Message(
                    N_("{changed} was changed by someone else and stays as it is; your answers now go to {file}."),
                    {"changed": str(changed), "file": str(self.path)},
                )
        except NotSaved as error:
            return NotKept(error.message)
        notice, self.moved = self.moved, None
        return Kept(str(self.path), notice)

    def _is_put(self, path: Path, text: str) -> bool:
        """Whether *text* is saved at *path*, which is not so where someone else has written there; raises NotSaved."""
        ours = fingerprint_of(text.encode("utf-8", "surrogatepass"))
        # Even a save that fails may have put it there: at its very end, when the folder was to be made durable.
        self.known.add(ours)
        try:
            save_text(path, text, private=True, over=self.known)
        except ChangedMeanwhile:
            return False
        self.known = {ours}
        return True

    def _free(self, path: Path) -> Path:
        """*path*, or the first numbered name beside it, that nobody has; held from now on."""
        for candidate in numbered(path):
            if stands_at(candidate):
                continue
            try:
                self.held.enter_context(hold(candidate))
            except HeldElsewhere:
                continue
            return candidate
        raise AssertionError("numbers do not end")


def _begun(kept_in: _KeptIn, name: str | None, language: str | None) -> tuple[Questionnaire, Assessment]:
    """What is asked, and what is answered already."""
    if kept_in.path is not None and kept_in.is_there:
        found = Found(text_at(kept_in.path), str(kept_in.path))
        return load_assessment(found, name, language, blanks_allowed=True)
    asked = load_questionnaire(name or FLAGSHIP, language or SPOKEN.code)
    return asked, empty_assessment(asked, date=date.today().isoformat(), language=language or asked.language)


def _hold(
    sitting: Sitting, keeper: Keeper, write_follow_up: Callable[[Assessment], Message], *, plain: bool, bidi: Bidi
) -> "tuple[View, int | None]":
    from cem_maturity.adapters.terminal.view import Desk
    from cem_maturity.application.assess import assess

    # Unlike other commands, this one goes on for hours: what is drawn at each key has to be given back.
    gc.freeze()
    gc.enable()
    asked = sitting.interview.questionnaire
    desk = Desk(
        keeper,
        lambda assessment: assess(asked, assessment, partial=True, program_version=__version__),
        SPOKEN,
        write_follow_up,
    )
    if plain:
        return _hold_plain(sitting, desk)
    from cem_maturity.adapters.terminal.full_screen import hold_interview

    from_the_right = any(code in RIGHT_TO_LEFT for code in (SPOKEN.code, asked.language))
    return hold_interview(sitting, desk, bidi=bidi if from_the_right else Bidi.OFF)


def _hold_plain(sitting: Sitting, desk: "Desk") -> "tuple[View, int | None]":
    from cem_maturity.adapters.terminal.lines import End, Incoming, next_line
    from cem_maturity.adapters.terminal.plain import hold_plain_interview

    def read() -> Incoming:
        return next_line(sys.stdin.buffer, sys.stdin.encoding or "utf-8") if sys.stdin else End()

    return hold_plain_interview(sitting, desk, read, say)


def _part(view: "View", kept_in: _KeptIn, questionnaire: str | None) -> None:
    """Say where the answers are, and how to go on."""
    kept, trouble = view.sitting.kept, view.sitting.trouble
    if trouble is not None:
        tell(SPOKEN.say(trouble))
    if kept_in.path is None or kept is None:
        tell(_("Nothing was answered, so nothing was saved.") if trouble is None else _("Nothing is saved."))
        return
    if view.interview.settling:
        _part_settled(replace(view.interview, assessment=kept), kept_in.path, questionnaire)
        return
    done = progress(replace(view.interview, assessment=kept))
    sentence = _("{answered} of {all} questions answered, saved in {file}. To go on: cem interview {name}")
    if done.answered == done.all:
        sentence = _("All {all} questions answered, saved in {file}. To see the result: cem score {name}")
    judged = len(kept.touchpoints)
    if not done.all:
        sentence = SPOKEN.ngettext(
            "{count} touchpoint judged, saved in {file}. To go on: cem interview {name}",
            "{count} touchpoints judged, saved in {file}. To go on: cem interview {name}",
            judged,
        )
        if kept.interview and kept.interview.complete:
            sentence = SPOKEN.ngettext(
                "{count} touchpoint judged, saved in {file}. To see the result: cem score {name}",
                "{count} touchpoints judged, saved in {file}. To see the result: cem score {name}",
                judged,
            )
    elif trouble is not None:
        sentence = _(
            "{file} holds {answered} of {all} answers; what came later is lost. To go on: cem interview {name}"
        )
    answered, all_, words = SPOKEN.number(done.answered), SPOKEN.number(done.all), [str(kept_in.path)]
    words += ["--questionnaire", questionnaire] if questionnaire else []
    respondent, dimension = view.interview.respondent, view.interview.dimension
    if done.answered == done.all and trouble is None:
        words += ["--partial"] if dimension else []
    else:
        words += ["--respondent", respondent] if respondent else []
        words += ["--dimension", dimension] if dimension else []
    said = {"answered": answered, "all": all_, "count": SPOKEN.number(judged)}
    tell(sentence.format(**said, file=kept_in.path, name=shlex.join(words)))


def _part_settled(interview: Interview, path: Path, questionnaire: str | None) -> None:
    """Say how many are settled and how many stay split, and how to go on."""
    done, words = settlement(interview), [str(path)]
    settled = SPOKEN.ngettext("{count} settled", "{count} settled", done.settled)
    sentence = _("{settled}, {split}; saved in {file}. To see the result: cem score {name}")
    if done.split:
        sentence = _("{settled}, {split}; saved in {file}. To go on: cem interview {name}")
        words.append("--settle")
    split = SPOKEN.ngettext("{count} stays split", "{count} stay split", done.split)
    words += ["--questionnaire", questionnaire] if questionnaire else []
    words += ["--dimension", interview.dimension] if interview.dimension and done.split else []
    tell(
        sentence.format(
            settled=settled.format(count=SPOKEN.number(done.settled)),
            split=split.format(count=SPOKEN.number(done.split)),
            file=path,
            name=shlex.join(words),
        )
    )


def _write_report_if_wanted(view: "View", kept_in: _KeptIn) -> None:
    """The report beside the answers; as HTML where this machine has no libraries for PDF."""
    from cem_maturity.adapters.terminal.view import Ending

    if view.ending is not Ending.REPORT or kept_in.path is None:
        return
    from cem_maturity.adapters.pdf import missing_libraries
    from cem_maturity.application.assess import assess
    from cem_maturity.cli.report import Format, write_report
    from cem_maturity.domain.brand import NOBODY

    tell(_("Writing the report…"))
    found = assess(view.interview.questionnaire, view.interview.assessment, partial=True, program_version=__version__)
    format_ = Format.HTML if missing_libraries() else Format.PDF
    target = kept_in.path.with_suffix(f".{format_}")
    write_report(found, report_language(found, None), format_, target, NOBODY, text_at(kept_in.path))
    put(f"{target}\n")
