"""What a reader of many results is told to mind: whose questionnaire is another, whose level is in doubt or missing.

Units are named so that each is told from the others, a few of them in a sentence.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.comparability import named
from cem_maturity.domain.message import Message, counted, forms


def labels_of(whose: Mapping[str, Organisation]) -> Mapping[str, str]:
    """What tells each of the organisations and units from the others, by the file of its answers.

    The name of the house is left out where it is the same for all, the file where nothing else is.
    """
    one_house = len({one.name for one in whose.values()}) == 1
    found = {
        file: (one.unit or one.name) if one_house else " · ".join(part for part in (one.name, one.unit) if part)
        for file, one in whose.items()
    }
    often = Counter(found.values())
    return {file: f"{label} ({file})" if often[label] > 1 else label for file, label in found.items()}


def compare_in_part(units: Sequence[str]) -> Message:
    """That the *units* of those labels, of which there is one at least, have answered another questionnaire."""
    return counted(
        "{units} does not compare as a whole: only the dimensions in common stand side by side.",
        "{units} do not compare as a whole: only the dimensions in common stand side by side.",
        len(units),
        {"units": named(units)},
    )


_DOUBTS = (
    forms("{count} result is provisional: {units}.", "{count} results are provisional: {units}."),
    forms("{count} result has no level: {units}.", "{count} results have no level: {units}."),
)


def doubts(provisional: Sequence[str], without_level: Sequence[str]) -> Iterator[Message]:
    """Which of the units of those labels have a level that may move, and which have none."""
    for (one, many), units in zip(_DOUBTS, (provisional, without_level), strict=True):
        if units:
            yield counted(one, many, len(units), {"count": len(units), "units": named(units)})
