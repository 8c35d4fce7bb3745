"""Portfolios to write and to look at: a few units with everything that can become of one."""

from fractions import Fraction

from cem_maturity.application.judge import judge
from cem_maturity.application.language import speak
from cem_maturity.domain.assessment import Organisation
from cem_maturity.domain.outcome import Assessed, Failed, Outcome, assessed
from cem_maturity.domain.portfolio import Portfolio, portfolio
from cem_maturity.domain.problem import Place, Problem
from cem_maturity.domain.report import Plain, as_values
from tests.builders import Said, a_dimension, a_practice, a_questionnaire, an_assessment, unknown

ASKED = a_questionnaire(a_dimension("voice", "voice.a"), a_dimension("data", "data.a", a_practice("data.b", 1)))


def a_unit(file: str, organisation: Organisation, *, voice: Said = 2, data: Said = 2) -> Assessed:
    """What is kept of the answers of one unit."""
    said = {"voice.a": voice, "data.a": data, "data.b": Fraction(1)}
    result = judge(ASKED, an_assessment(said, organisation=organisation), partial=True)
    return assessed(file, result, result.basis)


def some_outcomes(name: str = "ACME", unit: str = "Cork") -> list[Outcome]:
    """Four units, one of them far ahead and one provisional, and a file that failed."""
    return [
        a_unit("cork.yaml", Organisation(name, unit, "retail", "IE"), voice=1, data=2),
        a_unit("dublin.yaml", Organisation(name, "Dublin", "retail", "IE"), voice=5, data=4),
        Failed(
            "broken/one.yaml", (Problem("duplicate-key", Place("broken/one.yaml", 12, 3), {"name": "a", "line": 4}),)
        ),
        a_unit("galway.yaml", Organisation(name, "Galway", "banking", "IE"), voice=1, data=2),
        a_unit("tula.yaml", Organisation(name, "Тула", "banking", "RU"), voice=1, data=unknown()),
    ]


def some_portfolio(name: str = "ACME", unit: str = "Cork") -> Portfolio:
    """Of `some_outcomes`, two of them with a report."""
    reports = {"cork.yaml": "reports/acme-cork.pdf", "dublin.yaml": "reports/acme-dublin.pdf"}
    return portfolio(some_outcomes(name, unit), reports, ASKED, "1.0")


def many_units(count: int) -> Portfolio:
    """So many units of one house, at all levels."""
    outcomes = [
        a_unit(
            f"{at:05}.yaml",
            Organisation("ACME", f"Shop {at:05}", ("retail", "banking")[at % 2]),
            voice=at % 6,
            data=at % 5,
        )
        for at in range(count)
    ]
    return portfolio(outcomes, {one.file: f"reports/{one.file}.pdf" for one in outcomes}, ASKED, "1.0")


def values_of(found: Portfolio | None = None, code: str = "en") -> dict[str, Plain]:
    """The values that pages and tables are made of, by default of `some_portfolio()`."""
    return as_values(found or some_portfolio(), speak(code).say)
