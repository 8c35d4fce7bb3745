"""From a comparison's values to one HTML text."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from cem_maturity.adapters.html_report import Medium, surroundings
from cem_maturity.adapters.html_report.environment import environment
from cem_maturity.adapters.html_report.wording import printable
from cem_maturity.application.language import Language


def render(
    values: Mapping[str, object],
    language: Language,
    *,
    templates: Path,
    shared: Path,
    medium: Medium = Medium.SCREEN,
    made: str = "",
    brand: Mapping[str, object] | None = None,
) -> str:
    """The comparison as one HTML text that needs nothing from outside; equal values give equal text.

    *values* are those of `domain.report.as_values`, *templates* is the folder of the comparison's own templates,
    *shared* that of the report, whose style, charts and fonts they have, *brand* what `branding.look` gave.
    *made* is the ISO 8601 time that the text gives as its own, where it gives one.
    """
    of_page = surroundings(language, medium=medium, made=made, brand=brand)
    context = {key: printable(value) for key, value in values.items()} | of_page | {"by": by}
    return environment(language, shared, templates).get_template(f"{values['by']}.html").render(context)


def by(rows: Sequence[Mapping[str, object]], *keys: str) -> dict[tuple[object, ...], list[Mapping[str, object]]]:
    """The *rows* by what stands under their *keys*, for tables of many units: they search no list for every cell."""
    found: dict[tuple[object, ...], list[Mapping[str, object]]] = {}
    for row in rows:
        found.setdefault(tuple(row[key] for key in keys), []).append(row)
    return found
