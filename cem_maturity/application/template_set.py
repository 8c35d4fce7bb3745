"""A set of templates by somebody else, as it was read: texts and fonts, and what its author promised."""

from collections.abc import Mapping
from typing import NamedTuple

CONTEXT = 1
"""The version of what templates are given (docs/templates.md); higher when a key or filter goes or changes."""
DESCRIPTION = "template.yaml"
"""The file of a set that says for which version of the context its templates were written."""
ENTRY = "report.html"
"""The template that makes the page; it brings in the others."""


class TemplateSet(NamedTuple):
    """Templates and fonts by their names in the folder; read before, so that no file is opened for a template."""

    texts: Mapping[str, str]
    fonts: Mapping[str, str]
    """In base64, by their names in `fonts/`."""
