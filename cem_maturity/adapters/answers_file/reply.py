"""A small answers file for those who can answer what is still open, to fill in and to send back."""

import re
from collections.abc import Iterator, Sequence

from cem_maturity.adapters.answers_file.starting import comment
from cem_maturity.adapters.answers_file.writing import head, one_line
from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.follow_up import Errand

NOBODYS = "others"
"""The id of the respondent who answers what no role is named for."""

_CHANGES_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that mail programs lose or take for something else."""


def reply_form(assessment: Assessment, errands: Sequence[Errand]) -> str:
    """The file, with a place for an answer to every question of *errands*; filled in, it is accepted as it stands.

    Each role is a respondent of its own, under an id that the *assessment* does not know yet.
    """
    return "".join(f"{line}\n" for line in _lines(assessment, errands))


def _lines(assessment: Assessment, errands: Sequence[Errand]) -> Iterator[str]:
    taken = {respondent.id for respondent in assessment.respondents}
    yield from (_CHANGES_DIRECTION.sub(_escaped, line) for line in head(assessment))
    yield "respondents:"
    for errand in errands:
        yield f"  {_free(errand.role or NOBODYS, taken)}:"
        if errand.role:
            yield f"    role: {one_line(errand.role)}"
        yield "    answers:"
        for point in errand.points:
            yield from comment(_CHANGES_DIRECTION.sub("", point.question.text), "      ")
            yield f"      {point.question.id}:"


def _free(wanted: str, taken: set[str]) -> str:
    numbers = range(1, len(taken) + 2)
    names = (f"{wanted}-{number}" if number > 1 else wanted for number in numbers)
    return next(name for name in names if name not in taken)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
