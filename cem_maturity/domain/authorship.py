"""Whose answers an answers file holds: one person's, or a group's with what its members said on their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol, TypeAlias

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.message import Value
from cem_maturity.domain.response import AnswerSheet, Respondent, Unknown

KINDS = ("predicted", "targets", "importance")
"""What people say of a whole dimension, or of the organisation: levels expected, aimed at, and how much it matters."""

_NUMBERED = re.compile(r"person-[0-9]+")
"""The ids that an interview gives to the people in the room; they mean nothing outside their file."""

GROUP = "group"
"""The id under which a group's unknown is kept once somebody else has answered; numbered where a person has it."""

_GROUP = re.compile(rf"{GROUP}(?:-[0-9]+)?")

Path: TypeAlias = tuple[str | int, ...]
"""Where something stands in an answers file, key by key."""


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """An answers file, before anyone has asked whose answers it holds."""

    path: str
    """How problems name it."""
    assessment: Assessment
    id: str
    """Of the respondent, where the file itself names none."""
    name: str = ""
    """What that respondent is called then."""


class Author(NamedTuple):
    """Somebody who answered, and where in the file that stands."""

    respondent: Respondent
    at: Path
    """The key under which they are known."""
    answers_at: Path
    is_in_the_room: bool = False
    """Whether they are only named, as one of those who answered together."""
    is_group: bool = False
    """Whether it is no person, but keeps what a group did not know."""
    is_listed: bool = True
    """Whether the file itself names them."""


class Claim(NamedTuple):
    """What somebody expected, aimed at or thought important."""

    speaker: str
    """The respondent's id; nothing for the group."""
    kind: str
    """One of KINDS."""
    subject: str
    """`overall` or a dimension's id."""
    level: int
    at: Path


@dataclass(frozen=True, slots=True)
class Authorship:
    """An answers file with whose answers it holds."""

    file: AnswersFile
    consensus: AnswerSheet
    authors: tuple[Author, ...]
    """Without anything that they claim: that stands in `claims`."""
    claims: tuple[Claim, ...]

    @property
    def is_of_a_group(self) -> bool:
        """Whether the file speaks for several people."""
        return self.consensus != AnswerSheet() or len(self.authors) != 1


class Refuse(Protocol):
    """Takes down that a place in a file contradicts an earlier file."""

    def __call__(self, code: str, told: Authorship, at: Path, /, **values: Value) -> None:
        """*code* is of the catalogue of problems, *values* are those of its sentence."""


def authorship(file: AnswersFile) -> Authorship:
    """Whose answers *file* holds.

    With one respondent at most, what stands at the top is that person's, unless they have answers of their own beside
    it; what a group says at the top is its consensus.
    """
    assessment = file.assessment
    match assessment.respondents:
        case ():
            return _of_one(file, Respondent(file.id, AnswerSheet(), file.name), listed=False)
        case (one,) if AnswerSheet() in (one.sheet, assessment.sheet):
            return _of_one(file, one, listed=True)
        case several:
            claims = [*_claims("", assessment, ())]
            for one in several:
                claims += _claims(one.id, one, ("respondents", one.id))
            authors = tuple(_author(one, ("respondents", one.id)) for one in several)
            return Authorship(file, assessment.sheet, authors, tuple(claims))


def _of_one(file: AnswersFile, one: Respondent, *, listed: bool) -> Authorship:
    """What a file with one person at most holds; nobody where there is nothing that a person could have said."""
    assessment = file.assessment
    at: Path = ("respondents", one.id) if listed else ("answers",)
    answers_at: Path = ("answers",)
    if one.sheet != AnswerSheet():
        answers_at = (*at, "answers")
    elif _NUMBERED.fullmatch(one.id):
        one = replace(one, id=file.id)
    sheet = assessment.sheet if one.sheet == AnswerSheet() else one.sheet
    own = tuple(_claims(one.id, one, at))
    known = {(claim.kind, claim.subject) for claim in own}
    common = tuple(
        claim if (claim.kind, claim.subject) in known else claim._replace(speaker=one.id)
        for claim in _claims("", assessment, ())
    )
    says_nothing = not listed and sheet == AnswerSheet() and not common
    bare = Respondent(one.id, sheet, one.name, one.role)
    is_group = _keeps_unknowns(bare) and not (common or own)
    authors = () if says_nothing else (Author(bare, at, answers_at, is_group=is_group, is_listed=listed),)
    return Authorship(file, AnswerSheet(), authors, (*common, *own))


def _author(one: Respondent, at: Path) -> Author:
    in_the_room = one.is_silent and _NUMBERED.fullmatch(one.id) is not None
    bare = Respondent(one.id, one.sheet, one.name, one.role)
    return Author(bare, at, (*at, "answers"), is_in_the_room=in_the_room, is_group=_keeps_unknowns(one))


def _keeps_unknowns(one: Respondent) -> bool:
    said = one.sheet.responses.values()
    return (
        _GROUP.fullmatch(one.id) is not None
        and one == Respondent(one.id, AnswerSheet(one.sheet.responses))
        and bool(said)
        and all(isinstance(response, Unknown) for response in said)
    )


def _claims(speaker: str, by: Assessment | Respondent, at: Path) -> Iterator[Claim]:
    for kind, levels in zip(KINDS, (by.predicted, by.targets, by.importance), strict=True):
        for subject, level in levels.items():
            yield Claim(speaker, kind, subject, level, (*at, kind, subject))
