"""Where the questionnaires, report templates and examples stand that travel with the program."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


@cache
def questionnaires() -> Mapping[str, Path]:
    """The folder of each built-in questionnaire by its id, in the order of the ids."""
    found = sorted((_root() / "questionnaires").glob("*/questionnaire.yaml"))
    return {path.parent.name: path.parent for path in found}


def stock() -> Path:
    """The folder with what sample clients of any questionnaire are made of, one file a language."""
    return _root() / "questionnaires" / "stock"


def report_templates() -> Path:
    """The folder with one folder for each set of report templates."""
    return _root() / "report_templates"


def examples() -> Path:
    """The folder with one folder for each bundled case."""
    return _root() / "examples"


def _root() -> Path:
    """What a wheel carries inside the package; else the checkout, which an editable install points to."""
    carried = _PACKAGE / "bundled"
    return carried if carried.is_dir() else _PACKAGE.parent
