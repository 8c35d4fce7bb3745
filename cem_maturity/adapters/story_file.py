"""From the text of a story to what is told of a case before its evidence; it never says what the case scores."""

from cem_maturity.adapters.strict_yaml import Node, parse
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.domain.dossier import Speaker, Story
from cem_maturity.domain.problem import Accepted, Refused


def read(text: str, file: str) -> Accepted[Story] | Refused:
    """The story in *text*, or every problem with it; *file* names it in problems."""
    parsed = parse(text, file)
    reading = Reading(file, parsed)
    if parsed.root is None:
        return Refused(tuple(reading.problems))
    found = reading.fields(parsed.root, ("format", "language", "story", "people"), ("format", "language", "story"))
    reading.format(found.get("format"))
    reading.text(found.get("language"))
    story = Story(
        reading.texts(found.get("story")), tuple(_speaker(reading, one) for one in reading.nodes(found.get("people")))
    )
    problems = reading.in_file_order
    return Refused(problems) if reading.is_refused else Accepted(story, problems)


def _speaker(reading: Reading, node: Node) -> Speaker:
    found = reading.fields(node, ("name", "who"), ("name", "who"))
    return Speaker(reading.text(found.get("name")), reading.text(found.get("who")))
