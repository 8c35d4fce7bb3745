"""Reports to look at: the bundled case, and cases as hard on a page as answers can make them."""

import dataclasses
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import TypeVar

from cem_maturity.adapters import html_report, pdf
from cem_maturity.adapters.bundled import examples, report_templates
from cem_maturity.adapters.html_report import Medium
from cem_maturity.application.assess import assess
from cem_maturity.application.language import speak
from cem_maturity.cli.assessing import judge_file, report_on
from cem_maturity.cli.reading import load_questionnaire
from cem_maturity.domain.assessment import Assessment, Organisation, PlannedAction, Touchpoint
from cem_maturity.domain.questionnaire import Dimension, GridQuestion, Questionnaire
from cem_maturity.domain.report import Plain, as_values
from cem_maturity.domain.response import Evidence, Response
from tests.builders import a_respondent, an_assessment, answered, not_applicable, unknown
from tests.domain.strategies import THOROUGH

TEMPLATES = report_templates() / "standard"
CINEMA = examples() / "cinema" / "answers.yaml"
SPOKEN_TEXTS = {"title", "text", "description", "name", "view", "owner", "done_when"}
"""Fields of a questionnaire that a report shows."""

T = TypeVar("T")
Case = tuple[Questionnaire, Assessment]


def the_cinema(language: str, medium: Medium = Medium.SCREEN) -> str:
    """The HTML of the bundled case."""
    result = judge_file(CINEMA, None, language, partial=False)
    assert result is not None
    return _html(as_values(report_on(result), speak(language).say), language, medium)


def a_hard_case(name: str, language: str, medium: Medium = Medium.SCREEN) -> str:
    """The HTML of the case of `HARD` with that *name*; its texts are those of the flagship in *language*."""
    questionnaire, assessment = HARD[name](_asked(language))
    report = assess(questionnaire, assessment, partial=True, program_version="1.0")
    return _html(as_values(report, speak(language).say), language, medium)


@cache
def pdf_of_the_cinema(language: str) -> bytes:
    """The PDF of the bundled case."""
    return pdf.render(the_cinema(language, Medium.PRINT), fonts=TEMPLATES / "fonts")


def pdf_of_a_hard_case(name: str, language: str) -> bytes:
    """The PDF of a hard case."""
    return pdf.render(a_hard_case(name, language, Medium.PRINT), fonts=TEMPLATES / "fonts")


def _html(values: dict[str, Plain], language: str, medium: Medium) -> str:
    return html_report.render(values, speak(language), templates=TEMPLATES, medium=medium)


@cache
def _asked(language: str) -> Questionnaire:
    """The flagship; unless the thorough run is on, two questions of three of its dimensions, and no glossary."""
    whole = load_questionnaire("cem-maturity", language)
    if THOROUGH:
        return whole
    return dataclasses.replace(
        whole,
        dimensions=tuple(
            dataclasses.replace(one, questions=_rid_of_needs(one.questions[:2])) for one in whole.dimensions[:3]
        ),
        interview_order=(),
        source="",
        glossary={},
    )


def _rid_of_needs(value: T) -> T:
    """*value* with no action that needs one which is not there."""
    return _changed(value, lambda key, one: () if key == "needs" else one)


def _changed(value: T, change: Callable[[str, object], object], key: str = "") -> T:
    """*value* with *change* made to each of its parts, the innermost first."""
    found: object = value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {one.name: _changed(getattr(value, one.name), change, one.name) for one in dataclasses.fields(value)}
        found = dataclasses.replace(value, **fields)
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        found = type(value)(*(_changed(getattr(value, name), change, name) for name in value._fields))
    elif isinstance(value, tuple):
        found = tuple(_changed(one, change) for one in value)
    return change(key, found)  # type: ignore[return-value]


def _spoken(questionnaire: Questionnaire, say: Callable[[str], str]) -> Questionnaire:
    """*questionnaire* with each text that a report shows as *say* puts it."""
    return _changed(
        questionnaire, lambda key, one: say(one) if isinstance(one, str) and one and key in SPOKEN_TEXTS else one
    )


def _at(questionnaire: Questionnaire, level: int, note: str = "", quote: str = "") -> dict[str, Response]:
    """Every question answered with *level*, or a practice as fully as that level is of the highest."""
    share = Fraction(1 if level == questionnaire.top_level else 0)
    return {
        one.id: answered(level if isinstance(one, GridQuestion) else share, Evidence(1 + place % 3), note, quote)
        for place, one in enumerate(questionnaire.questions())
    }


def _prose(questionnaire: Questionnaire, length: int) -> str:
    """So many characters of the questionnaire's own words, or a few less."""
    ladders = [one.descriptors for one in questionnaire.questions() if isinstance(one, GridQuestion)]
    text = " ".join(one.text for ladder in ladders for one in ladder)
    found = f"{text} " * (1 + length // len(text))
    return found[:length].rpartition(" ")[0]


def _mixed(questionnaire: Questionnaire, note: str = "", quote: str = "") -> dict[str, Response]:
    """Answers of every level; where there are enough, one that does not apply and one that nobody knows."""
    said = _at(questionnaire, 2, note, quote)
    for place, one in enumerate(questionnaire.questions()):
        if isinstance(one, GridQuestion):
            said[one.id] = answered(place % (questionnaire.top_level + 1), Evidence.EXAMPLE, note, quote)
    ids = list(said)
    if len(ids) < 5:
        return said
    return {**said, ids[1]: not_applicable(note or "-"), ids[4]: unknown(note or "-")}


def _journey(questionnaire: Questionnaire, name: str, note: str) -> tuple[Touchpoint, ...]:
    stages = questionnaire.journey.stages if questionnaire.journey else ()
    return tuple(
        Touchpoint(name, stage.id, 1 + place % 5, Fraction(8), Fraction(place % 11), Fraction(9 - place % 9), None,
                   place % 3 == 0, note)
        for place, stage in enumerate(stages)
    )  # fmt: skip


def _shortest(asked: Questionnaire) -> Case:
    letter = asked.title[0]
    short = _spoken(asked, lambda text: text[0])
    return short, an_assessment(
        _mixed(short, letter, letter),
        organisation=Organisation(letter, letter),
        touchpoints=_journey(short, letter, letter),
        actions=(PlannedAction("own", "planned", letter, "2027-01-01", letter, letter),),
    )


def _longest(asked: Questionnaire) -> Case:
    long = _spoken(asked, lambda text: f"{text} {text}" if len(text) < 40 else f"{text} {text} {text}")
    name, note = _prose(asked, 180), _prose(asked, 1800)
    return long, an_assessment(
        _mixed(long, note, _prose(asked, 700)),
        organisation=Organisation(name, name, "retail", name[:60], name[:100]),
        touchpoints=_journey(long, name[:120], name),
        actions=tuple(PlannedAction(f"own-{n}", "planned", name, "2027-01-01", note[:900], name) for n in range(5)),
    )


def _one_dimension(asked: Questionnaire) -> Case:
    one = dataclasses.replace(asked, dimensions=asked.dimensions[:1])
    return one, an_assessment(_mixed(one))


def _fifteen_dimensions(asked: Questionnaire) -> Case:
    many = dataclasses.replace(asked, dimensions=tuple(_again(asked, number) for number in range(15)))
    return many, an_assessment(_mixed(many))


def _again(asked: Questionnaire, number: int) -> Dimension:
    """A dimension of *asked* under ids of its own."""
    of = asked.dimensions[number % len(asked.dimensions)]
    return _changed(of, lambda key, one: f"{one}-{number}" if key == "id" and isinstance(one, str) else one)


def _twenty_respondents(asked: Questionnaire) -> Case:
    roles = ("board", "front-line", "cx", "it")
    people = tuple(
        a_respondent(
            f"r{number}",
            {
                one.id: answered((number * 3 + place) % 6, Evidence.EXAMPLE, _prose(asked, 90), _prose(asked, 60))
                for place, one in enumerate(asked.questions())
                if isinstance(one, GridQuestion)
            },
            role=roles[number % len(roles)],
            name=_prose(asked, 30),
        )
        for number in range(20)
    )
    return asked, an_assessment({}, respondents=people)


HARD: dict[str, Callable[[Questionnaire], Case]] = {
    "shortest texts": _shortest,
    "longest texts": _longest,
    "one dimension": _one_dimension,
    "fifteen dimensions": _fifteen_dimensions,
    "all unknown": lambda asked: (asked, an_assessment({one.id: unknown() for one in asked.questions()})),
    "level 0": lambda asked: (asked, an_assessment(_at(asked, 0))),
    "level 5": lambda asked: (asked, an_assessment(_at(asked, 5))),
    "twenty respondents": _twenty_respondents,
}
