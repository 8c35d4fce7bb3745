"""Reports to render: a small one with everything in it, and the same with one thing changed."""

from collections.abc import Mapping
from fractions import Fraction

from cem_maturity.adapters import html_report
from cem_maturity.adapters.bundled import report_templates
from cem_maturity.application.assess import assess
from cem_maturity.application.language import SOURCE, Language, speak
from cem_maturity.domain.assessment import Assessment, Organisation, Touchpoint
from cem_maturity.domain.questionnaire import Dimension, JourneyPart, Questionnaire, Stage
from cem_maturity.domain.report import Plain, as_values
from cem_maturity.domain.response import Evidence, Response
from tests.builders import a_dimension, a_grid_question, a_questionnaire, an_action, an_assessment, answered

TEMPLATES = report_templates() / "standard"
ENGLISH = speak(SOURCE)


def some_dimensions(count: int = 3) -> tuple[Dimension, ...]:
    """Dimensions of two grid questions each, with an action for every step."""
    return tuple(
        a_dimension(
            f"d{number}",
            *(
                a_grid_question(
                    f"d{number}.{letter}",
                    actions={
                        level: (an_action(f"do-{number}-{letter}-{level}", effort=1 + number % 5, impact=level),)
                        for level in range(1, 6)
                    },
                )
                for letter in "ab"
            ),
        )
        for number in range(count)
    )


def some_answers(count: int = 3, level: int = 2) -> dict[str, Response]:
    """An answer of *level* to every question of so many dimensions."""
    return {f"d{number}.{letter}": answered(level, Evidence.EXAMPLE) for number in range(count) for letter in "ab"}


def a_touchpoint(name: str = "Buying a ticket", *, note: str = "", emotional: int = 4) -> Touchpoint:
    """A touchpoint at the first stage, and a moment of truth."""
    return Touchpoint(name, "buy", 5, Fraction(8), Fraction(6), Fraction(emotional), None, True, note)


JOURNEY = JourneyPart((Stage("buy", "Buying"),))


def the_values(
    assessment: Assessment | None = None, questionnaire: Questionnaire | None = None, *, partial: bool = False
) -> dict[str, Plain]:
    """The values of a report; by default of three dimensions at level 2, with a journey."""
    assessment = assessment or an_assessment(
        some_answers(),
        organisation=Organisation("ACME", "Shop", "retail"),
        touchpoints=(a_touchpoint(), a_touchpoint("Coming back", emotional=9)),
    )
    questionnaire = questionnaire or a_questionnaire(*some_dimensions(), journey=JOURNEY)
    return as_values(assess(questionnaire, assessment, partial=partial, program_version="1.0"), ENGLISH.say)


def the_html(
    values: Mapping[str, object] | None = None,
    *,
    language: Language = ENGLISH,
    medium: html_report.Medium = html_report.Medium.SCREEN,
) -> str:
    """The HTML of *values*, by default of `the_values()`."""
    return html_report.render(values or the_values(), language, templates=TEMPLATES, medium=medium)
