"""The touchpoints of several files, each judged in one way alone."""

from dataclasses import dataclass, field

from cem_maturity.domain.assessment import Touchpoint, UnfinishedTouchpoint
from cem_maturity.domain.authorship import Authorship, Path, Refuse

_JUDGED = ("importance", "expected", "functional", "emotional")


@dataclass(slots=True)
class MergedJourney:
    """The touchpoints of all files that were added."""

    _judged: dict[tuple[str, str], tuple[Touchpoint, ...]] = field(default_factory=dict)
    _unfinished: dict[tuple[str, str], tuple[UnfinishedTouchpoint, ...]] = field(default_factory=dict)
    _files: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, told: Authorship, refuse: Refuse) -> None:
        """Take the touchpoints of one file; *refuse* is told of each that an earlier file judges otherwise."""
        assessment = told.file.assessment
        here: dict[tuple[str, str], tuple[Touchpoint, ...]] = {}
        places: dict[tuple[str, str], Path] = {}
        for at, one in enumerate(assessment.touchpoints):
            here[_key(one)] = (*here.get(_key(one), ()), one)
            places.setdefault(_key(one), ("journey", at))
        open_here: dict[tuple[str, str], tuple[UnfinishedTouchpoint, ...]] = {}
        for at, left in enumerate(assessment.interview.unfinished if assessment.interview else ()):
            open_here[_key(left)] = (*open_here.get(_key(left), ()), left)
            places.setdefault(_key(left), ("interview", "unfinished", at))
        for key, judged in here.items():
            if self._judged.setdefault(key, judged) != judged:
                self._refuse(key, told, places[key], refuse)
        for key, several in open_here.items():
            if self._unfinished.setdefault(key, several) != several:
                self._refuse(key, told, places[key], refuse)
        for key in (*here, *open_here):
            if not _agree(self._judged.get(key, ()), self._unfinished.get(key, ())):
                self._refuse(key, told, places[key], refuse)
            self._files.setdefault(key, told.file.path)

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """Those that are judged to the end."""
        return tuple(one for judged in self._judged.values() for one in judged)

    @property
    def unfinished(self) -> tuple[UnfinishedTouchpoint, ...]:
        """Those that no file judges to the end."""
        return tuple(one for key, several in self._unfinished.items() if key not in self._judged for one in several)

    def _refuse(self, key: tuple[str, str], told: Authorship, at: Path, refuse: Refuse) -> None:
        name = " ".join(key[1].split())
        refuse("two-judgements", told, at, name=name, file=self._files.get(key, told.file.path))


def _key(touchpoint: Touchpoint | UnfinishedTouchpoint) -> tuple[str, str]:
    """What makes two touchpoints one: the stage, and the name however it is spaced and capitalised."""
    return touchpoint.stage, " ".join(touchpoint.name.split()).casefold()


def _agree(judged: tuple[Touchpoint, ...], unfinished: tuple[UnfinishedTouchpoint, ...]) -> bool:
    """Whether the *judged* say all that the *unfinished* said before."""
    return not judged or all(
        any(all(getattr(left, name) in (None, getattr(one, name)) for name in _JUDGED) for one in judged)
        for left in unfinished
    )
