"""Scores as CSV, however many there are and whatever they were asked."""

import csv
import io

from cem_maturity.adapters.csv_table import Table
from cem_maturity.application.judge import judge
from cem_maturity.domain.assessment import Organisation
from tests.builders import a_dimension, a_questionnaire, an_assessment

VOICE = a_questionnaire(a_dimension("voice", "voice.a"))
BOTH = a_questionnaire(a_dimension("voice", "voice.a"), a_dimension("data", "data.a"))


def test_thousands_of_lines_stay_in_their_order_and_columns() -> None:
    """A dimension that comes later is empty in the lines before it; a name may have several lines of its own."""
    files = [f"{number}.yaml" for number in range(1600)]
    table = Table()
    for number, file in enumerate(files):
        asked = BOTH if number in range(700, 900) else VOICE
        said = {"voice.a": number % 6, "data.a": 2} if asked is BOTH else {"voice.a": number % 6}
        organisation = Organisation(f"Shop\n{number}")
        table.add(file, judge(asked, an_assessment(said, organisation=organisation), partial=True))

    rows = list(csv.DictReader(io.StringIO("".join(table.blocks()), newline="")))

    assert [(row["file"], row["organisation"]) for row in rows] == [
        (file, f"Shop\n{number}") for number, file in enumerate(files)
    ]
    assert [(row["voice.level"], row["data.level"]) for row in rows] == [
        (str(number % 6), "2" if number in range(700, 900) else "") for number in range(1600)
    ]
