"""Where something stands in an answers file that was read before."""

from cem_maturity.adapters.strict_yaml import Mapping, Parsed, Scalar, Sequence
from cem_maturity.domain.authorship import Path
from cem_maturity.domain.problem import Place


def place_of(parsed: Parsed, file: str, path: Path) -> Place:
    """The place of the key or the member of a list that *path* leads to, else of what is nearest above it."""
    node, place = parsed.root, Place(file)
    for step in path:
        match node:
            case Mapping() if str(step) in node.pairs:
                key, node = node.pairs[str(step)]
                place = _at(file, key)
            case Sequence() if isinstance(step, int) and step < len(node.nodes):
                node = node.nodes[step]
                place = _at(file, node)
            case _:
                break
    return place


def _at(file: str, node: Scalar | Sequence | Mapping) -> Place:
    return Place(file, node.line, node.column)
