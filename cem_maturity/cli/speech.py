"""The language in which this run of the program speaks to its user."""

import os
import sys
from collections.abc import Mapping, Sequence

from cem_maturity.application.language import Language, languages, preferred, speak


def wanted(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The code that `--language` asks for, else the environment.

    It is looked up before the command line is parsed, since help texts are spoken too.
    """
    for position, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--language":
            value = value if equals else "".join(arguments[position + 1 : position + 2])
            if value in languages():
                return value
    return preferred(dict(environment))


SPOKEN: Language = speak(wanted(sys.argv[1:], os.environ))
_ = SPOKEN.gettext
