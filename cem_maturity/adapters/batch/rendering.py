"""What a worker does then: from the bytes of an answers file to those of its report, as `cem report` makes them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cem_maturity import __version__
from cem_maturity.adapters import references_file, report_file
from cem_maturity.adapters.batch.judging import Judge, Judging, NotJudged, Source
from cem_maturity.adapters.bundled import report_templates
from cem_maturity.adapters.disk import read_text
from cem_maturity.adapters.pdf import PdfUnavailable
from cem_maturity.adapters.render_door import Door, Faulty, NotRendered
from cem_maturity.application.language import SOURCE, Language, languages, speak
from cem_maturity.application.template_set import TemplateSet
from cem_maturity.domain.brand import NOBODY, Brand
from cem_maturity.domain.kinds import Kind, of_kind
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.problem import Accepted, Place, Problem
from cem_maturity.domain.reference import Reference, References, references_beside
from cem_maturity.domain.reporting import build
from cem_maturity.domain.result import Result


class Wanted(NamedTuple):
    """One report to be made."""

    name: str
    """Of its file."""
    format: str
    """One of `report_file.FORMATS`."""
    source: Source


@dataclass(frozen=True, slots=True)
class Rendering:
    """How all reports of a batch are made: values alone, so that it travels."""

    judging: Judging
    kind: str = "full"
    brand: Brand = NOBODY
    templates: TemplateSet | None = None
    """Those of somebody else."""
    name: str = report_file.STANDARD
    """Of the set of ours, where there is no other; else where that stands, as problems name it."""
    made: str = ""
    """The ISO 8601 time that files give as their own, else the day of the answers."""
    spoken: str = SOURCE
    """The language of reports on answers in a language that the program does not speak."""


class Maker:
    """Makes reports one after the other, behind a door that stays warm while it is entered."""

    def __init__(self, how: Rendering) -> None:
        self.how = how
        self._judge = Judge(how.judging)
        self._door = Door()

    def __reduce__(self) -> tuple[type["Maker"], tuple[Rendering]]:
        """What was read here stays here, and so does the door."""
        return Maker, (self.how,)

    def __enter__(self) -> "Maker":
        """Its door opens with its first report."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Ends what makes pages."""
        self._door.close()

    def __call__(self, wanted: Wanted) -> bytes | Problem:
        """The bytes of the report, or why there are none."""
        how, source = self.how, wanted.source
        judged = self._judge.judged(source)
        if isinstance(judged, NotJudged):
            return judged.problems[0]
        result = judged.result
        speaker = self._speaker(result)
        report = build(result, __version__, references=self._references(result, speaker, wanted.format))
        try:
            return report_file.render(
                of_kind(report, Kind(how.kind)),
                speaker,
                wanted.format,
                brand=how.brand,
                answers=judged.text,
                templates=how.templates or report_templates() / how.name,
                made=how.made,
                door=self._door,
            )
        except NotRendered as error:
            return Problem("no-report", Place(source.file), {"why": error.message})
        except PdfUnavailable as error:
            why = Message(
                N_("the worker lacks libraries that a PDF needs ({libraries}): `cem doctor` there names the command"),
                {"libraries": tuple(error.missing)},
            )
            return Problem("no-report", Place(source.file), {"why": why})
        except Faulty as error:
            found = error.failure
            return Problem(
                "template-fault", Place(str(Path(how.name) / found.file), found.line), {"detail": found.said}
            )

    def _speaker(self, result: Result) -> Language:
        code = self.how.judging.language or result.assessment.language or result.questionnaire.language
        return speak(code if code in languages() else self.how.spoken)

    def _references(self, result: Result, speaker: Language, format_: str) -> tuple[Reference, ...]:
        return () if format_ == "json" else references_beside(result.questionnaire, _published(speaker.code))


@lru_cache(maxsize=8)
def _published(language: str) -> References:
    path = report_templates() / "references.yaml"
    read = references_file.read(read_text(path), str(path), language, languages())
    assert isinstance(read, Accepted)  # noqa: S101 - our own file, which tests read
    return read.value
