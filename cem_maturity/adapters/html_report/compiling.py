"""Our templates as Python modules: written when the program is built, used where they come from the very same text.

Jinja takes a third of a second to make Python of a report's templates. A module is named after all it was made from,
so that one that does not fit is never found. It stands in the program's own folder: whoever may write there may change
the program itself.
"""

import hashlib
from collections.abc import MutableMapping
from importlib.abc import InspectLoader
from importlib.util import find_spec
from types import CodeType

import jinja2
from jinja2 import Environment, FileSystemLoader, Template
from jinja2.filters import FILTERS

PACKAGE = "cem_maturity.compiled"


class OwnLoader(FileSystemLoader):
    """Templates of folders of ours, from modules where there are such."""

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, object] | None = None) -> Template:
        """The template called *name*."""
        source, _, _ = self.get_source(environment, name)
        code = _code_of(f"{PACKAGE}.{module_name(environment, name, source)}")
        if code is None:
            return super().load(environment, name, globals)
        return environment.template_class.from_code(environment, code, globals or {})


def module_name(environment: Environment, name: str, source: str) -> str:
    """What the module is called that Jinja makes in that *environment* of the template *name* with that *source*."""
    kind = type(environment)
    made_of = (jinja2.__version__, f"{kind.__module__}.{kind.__qualname__}", *sorted(environment.filters), name, source)
    return "of_" + hashlib.sha256("\0".join(made_of).encode()).hexdigest()[:32]


def modules(environment: Environment) -> dict[str, str]:
    """The texts of the modules of all templates that *environment* loads, by name; the same for every language.

    Jinja works out in advance what does not change; figures that the language writes are none of that.
    """
    compiler = environment.overlay()
    compiler.filters = environment.filters | dict.fromkeys(environment.filters.keys() - FILTERS.keys(), _later)
    made: dict[str, str] = {}
    for name in environment.list_templates(extensions=["html", "css"]):
        source, _, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]  # it has listed its templates
        made[module_name(environment, name, source)] = compiler.compile(source, name, raw=True)
    return made


def _code_of(module: str) -> CodeType | None:
    try:
        found = find_spec(module)
    except ModuleNotFoundError:
        return None
    loader = found.loader if found else None
    return loader.get_code(module) if isinstance(loader, InspectLoader) else None


def _later(*_arguments: object) -> str:
    raise NotImplementedError
