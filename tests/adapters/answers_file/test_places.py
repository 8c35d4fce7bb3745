"""Where something stands in a file that was read before."""

import pytest

from cem_maturity.adapters.answers_file.places import place_of
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.domain.problem import Place

TEXT = """answers:
  voice.a: 2
  voice.b: {level: 3, note: N.}
journey:
  - touchpoint: Paying
  - touchpoint: Parking
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("answers",), 1, 1),
        (("answers", "voice.a"), 2, 3),
        (("answers", "voice.b", "note"), 3, 23),
        (("journey", 1), 6, 5),
        (("journey", 1, "touchpoint"), 6, 5),
        (("answers", "gone"), 1, 1),
        (("answers", "voice.a", "note"), 2, 3),
        (("journey", 2), 4, 1),
        (("journey", "touchpoint"), 4, 1),
    ],
)
def test_a_path_leads_to_the_key_or_to_what_is_nearest_above_it(
    path: tuple[str | int, ...], line: int, column: int
) -> None:
    """A member of a list stands where it begins."""
    assert place_of(parse(TEXT, "a.yaml"), "a.yaml", path) == Place("a.yaml", line, column)


def test_what_is_not_there_at_all_is_the_file() -> None:
    """As is anything in a file that is no document."""
    assert place_of(parse(TEXT, "a.yaml"), "a.yaml", ("targets",)) == Place("a.yaml")
    assert place_of(parse("a: [", "a.yaml"), "a.yaml", ("answers",)) == Place("a.yaml")
