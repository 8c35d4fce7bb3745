"""What a questionnaire may say, and how it is understood."""

from fractions import Fraction
from pathlib import Path

import pytest

from cem_maturity.adapters.questionnaire_file import read
from cem_maturity.adapters.questionnaire_file.questions import DEGREE
from cem_maturity.adapters.questionnaire_file.starting import STARTING_POINT
from cem_maturity.cli.reading import read_questionnaire
from cem_maturity.domain.problem import Accepted, Place, Refused
from cem_maturity.domain.questionnaire import (
    Aggregate,
    AnswerSet,
    Condition,
    Corner,
    Dimension,
    Example,
    GridQuestion,
    JourneyPart,
    LevelDescriptor,
    LevelRule,
    MaturityLevel,
    Option,
    OverallRule,
    PracticeQuestion,
    QuadrantPart,
    Questionnaire,
    Recommendation,
    Rules,
    Stage,
    Step,
    UnknownRule,
)

BUNDLED = sorted((Path(__file__).parents[3] / "questionnaires").glob("*/questionnaire.yaml"))

WHOLE = """
format: 1
id: small
version: 1.0.0
language: en
title: Small
description: Few questions.
source: Our own.
sectors: [retail, banking]
levels:
  - {level: 0, name: None, view: No., actions: [{id: begin, text: Begin., effort: 1, impact: 5, horizon: 30d}]}
  - {level: 1, name: Some}
  - {level: 2, name: All}
scoring: {level_rule: bands, overall_rule: weakest, top: 2/3, below: 0.85, bands: [0.5, 3/2], min_coverage: 0.6,
          unknown: zero, aggregate: minimum}
answer_sets:
  coverage: [{id: none, value: 0, text: "No"}, {id: some, value: 1/4, text: Some}, {id: all, value: 1.0, text: All}]
dimensions:
  - id: voice
    title: Voice
    description: What customers say.
    weight: 3/2
    questions:
      - id: voice.a
        text: How?
        why: Because.
        probes: [Show me.]
        evidence: [a list]
        roles: [cx, front-line]
        weight: 2
        when: {sector: [retail], country: FR}
        was: [voc.a]
        levels: {0: Not, 1: Here, 2: There}
        actions: {2: [{id: two, text: Two., needs: [one], done_when: Done.}], 1: [{id: one, text: One.}]}
      - {id: voice.p, text: Done., practice: 2, answers: coverage, actions: [{id: do, text: Do.}]}
      - {id: voice.d, text: Done often., practice: 1}
interview_order: [voice]
journey: {emotional_weight: 0.6, stages: [{id: buy, title: Buying}], suggestions: {buy: [Paying]}}
indicative: true
examples:
  - {name: one, answers: {voice.a: 2, voice.p: some, voice.d: 2/3}, expect: {level: 1, voice.index: 17/6}}
names: {front-line: front-line staff, retail: retail trade}
glossary: {touchpoint: A place to meet.}
"""


def test_everything_that_the_format_knows_is_read() -> None:
    """Numbers are exact, the steps stand in the order of the levels, `degree` needs no definition."""
    coverage = AnswerSet(
        "coverage",
        (Option("none", Fraction(0), "No"), Option("some", Fraction(1, 4), "Some"), Option("all", Fraction(1), "All")),
    )

    accepted = read(WHOLE, "small.yaml")

    assert accepted == Accepted(
        Questionnaire(
            id="small",
            version="1.0.0",
            language="en",
            title="Small",
            description="Few questions.",
            source="Our own.",
            sectors=("retail", "banking"),
            levels=(
                MaturityLevel(0, "None", "No.", (Recommendation("begin", "Begin.", 1, 5, horizon="30d"),)),
                MaturityLevel(1, "Some"),
                MaturityLevel(2, "All"),
            ),
            rules=Rules(
                LevelRule.BANDS,
                OverallRule.WEAKEST,
                Fraction(2, 3),
                Fraction(17, 20),
                (Fraction(1, 2), Fraction(3, 2)),
                Fraction(3, 5),
                UnknownRule.ZERO,
                Aggregate.MINIMUM,
            ),
            dimensions=(
                Dimension(
                    "voice",
                    "Voice",
                    (
                        GridQuestion(
                            "voice.a",
                            "How?",
                            "Because.",
                            ("Show me.",),
                            ("a list",),
                            ("cx", "front-line"),
                            Fraction(2),
                            (Condition("sector", ("retail",)), Condition("country", ("FR",))),
                            ("voc.a",),
                            tuple(LevelDescriptor(level, text) for level, text in enumerate(("Not", "Here", "There"))),
                            (
                                Step(1, (Recommendation("one", "One."),)),
                                Step(2, (Recommendation("two", "Two.", done_when="Done.", needs=("one",)),)),
                            ),
                        ),
                        PracticeQuestion(
                            "voice.p", "Done.", level=2, answers=coverage, actions=(Recommendation("do", "Do."),)
                        ),
                        PracticeQuestion("voice.d", "Done often.", level=1, answers=DEGREE),
                    ),
                    "What customers say.",
                    Fraction(3, 2),
                ),
            ),
            interview_order=("voice",),
            journey=JourneyPart((Stage("buy", "Buying"),), Fraction(3, 5), {"buy": ("Paying",)}),
            examples=(
                Example(
                    "one",
                    {"voice.a": 2, "voice.p": Fraction(1, 4), "voice.d": Fraction(2, 3)},
                    {"level": 1, "voice.index": Fraction(17, 6)},
                ),
            ),
            names={"front-line": "front-line staff", "retail": "retail trade"},
            glossary={"touchpoint": "A place to meet."},
            indicative=True,
        )
    )


TWO_SIDES = """
format: 1
id: sides
version: 1.0.0
language: en
title: Two sides
levels: [{level: 0, name: None}, {level: 1, name: Some}]
dimensions:
  - {id: crm, title: CRM, questions: [{id: crm.a, text: A?, practice: 1}]}
  - {id: cem, title: CEM, questions: [{id: cem.a, text: B?, practice: 1}]}
"""
CORNERS = "{neither: none, x_only: database, y_only: goodwill, both: ready}"


def test_a_quadrant_holds_two_dimensions_against_one_another() -> None:
    """A side counts from level 3, or the highest beneath it, where nothing is said."""
    accepted = read(f"{TWO_SIDES}quadrant: {{x: crm, y: cem, names: {CORNERS}}}", "sides.yaml")

    assert isinstance(accepted, Accepted)
    assert accepted.value.quadrant == QuadrantPart(
        "crm",
        "cem",
        1,
        {Corner.NEITHER: "none", Corner.X_ONLY: "database", Corner.Y_ONLY: "goodwill", Corner.BOTH: "ready"},
    )


@pytest.mark.parametrize(
    ("quadrant", "codes"),
    [
        (f"{{x: crm, y: cen, names: {CORNERS}}}", ["unknown-dimension"]),
        (f"{{x: crm, y: crm, names: {CORNERS}}}", ["duplicate-id"]),
        (f"{{x: crm, y: cem, from: 2, names: {CORNERS}}}", ["out-of-range"]),
        ("{x: crm, y: cem, names: {neither: none, x_only: database, y_only: goodwill}}", ["missing-key"]),
        ("{x: crm}", ["missing-key", "missing-key"]),
    ],
)
def test_a_quadrant_needs_two_dimensions_and_four_names(quadrant: str, codes: list[str]) -> None:
    """Half of one would leave an organisation in a corner without a name."""
    refused = read(f"{TWO_SIDES}quadrant: {quadrant}", "sides.yaml")

    assert isinstance(refused, Refused)
    assert [problem.code for problem in refused.problems] == codes


def test_degree_is_never_sometimes_mostly_always() -> None:
    """The built-in answer set has the values of scoring.md §1."""
    assert [(option.id, option.value) for option in DEGREE.options] == [
        ("never", 0),
        ("sometimes", Fraction(1, 3)),
        ("mostly", Fraction(2, 3)),
        ("always", 1),
    ]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.parent.name)
def test_bundled_questionnaires_are_accepted_without_a_warning(path: Path) -> None:
    """What travels with the program is in order."""
    accepted = read_questionnaire(path)

    assert isinstance(accepted, Accepted)
    assert accepted.warnings == ()
    assert accepted.value.id == path.parent.name


def test_the_questionnaire_to_start_from_is_accepted() -> None:
    """Nobody begins with a mistake of ours."""
    assert isinstance(read(STARTING_POINT, "new.yaml"), Accepted)


def test_a_long_chain_of_needs_is_no_cycle_and_needs_no_recursion() -> None:
    """Thousands of actions that need one another in a row are walked in a loop."""
    actions = ", ".join(f"{{id: a{n}, text: Do., needs: [{f'a{n + 1}' if n < 4000 else ''}]}}" for n in range(4001))
    chain = WHOLE.replace("[{id: do, text: Do.}]", f"[{actions}]")
    ring = chain.replace("{id: a4000, text: Do., needs: []}", "{id: a4000, text: Do., needs: [a0]}")

    refused = read(ring, "ring.yaml")

    assert isinstance(read(chain, "chain.yaml"), Accepted)
    assert isinstance(refused, Refused)
    assert [problem.code for problem in refused.problems] == ["action-cycle"]


def test_a_text_that_must_be_there_holds_more_than_nothing() -> None:
    """An empty text in quotation marks is as missing as none."""
    text = 'format: 1\nid: small\nversion: 1.0.0\nlanguage: en\ntitle: ""\nlevels: []\ndimensions: []\n'

    refused = read(text, "small.yaml")

    assert isinstance(refused, Refused)
    missing = [problem.place for problem in refused.problems if problem.code == "missing-key"]
    assert missing == [Place("small.yaml", 5, 8)]


def test_a_condition_names_at_least_one_fact() -> None:
    """With none to choose from a question could never be asked, and nobody would notice."""
    text = WHOLE.replace("sector: [retail], country: FR", "sector: [], country: FR")

    refused = read(text, "small.yaml")

    assert isinstance(refused, Refused)
    assert [problem.code for problem in refused.problems] == ["missing-key"]


def test_a_question_has_levels_or_options_and_not_both() -> None:
    """Nobody could say which of them is meant."""
    refused = read(
        WHOLE.replace("        levels: {0:", "        answers: coverage\n        levels: {0:", 1), "small.yaml"
    )

    assert isinstance(refused, Refused)
    assert [one.code for one in refused.problems] == ["question-kind"]


def test_two_options_of_one_name_are_told() -> None:
    """At the second of them."""
    refused = read(WHOLE.replace("{id: some, value: 1/4", "{id: none, value: 1/4"), "small.yaml")

    assert isinstance(refused, Refused)
    assert [one.code for one in refused.problems if one.code == "duplicate-id"] == ["duplicate-id"]


@pytest.mark.parametrize(("top_level", "codes"), [(9, []), (10, ["out-of-range", "wrong-number-of-levels"])])
def test_a_scale_ends_at_nine_at_the_most(top_level: int, codes: list[str]) -> None:
    """So that an answer is one key."""
    levels = "".join(f"  - {{level: {level}, name: N{level}}}\n" for level in range(top_level + 1))
    question = ", ".join(f"{level}: D{level}" for level in range(min(top_level, 9) + 1))
    text = f"""format: 1
id: small
version: 1.0.0
language: en
title: Small
levels:
{levels}dimensions:
  - {{id: a, title: A, questions: [{{id: a.1, text: T?, levels: {{{question}}}}}]}}
"""

    found = read(text, "small.yaml")

    told = [one.code for one in found.problems] if isinstance(found, Refused) else []
    assert sorted(code for code in told if code != "missing-descriptor") == codes


def test_two_dimensions_of_one_id_are_told_at_the_second_id() -> None:
    """And not at the dimension as a whole."""
    again = "  - title: Again\n    id: voice\n    questions: [{id: z, text: Z., practice: 1}]\n"
    twice = WHOLE.replace("interview_order:", f"{again}interview_order:")

    refused = read(twice, "small.yaml")

    line = 1 + twice[: twice.index("    questions: [{id: z")].count("\n") - 1
    assert isinstance(refused, Refused)
    assert [(one.code, one.place.line, one.place.column) for one in refused.problems] == [("duplicate-id", line, 9)]


@pytest.mark.parametrize(
    ("written", "instead", "code", "at"),
    [
        ("format: 1", "format: 2", "unknown-format", "2"),
        ("bands: [0.5, 3/2]", "bands: [0.5, 0.5]", "bands-order", "0.5], min"),
        ("bands: [0.5, 3/2]", "bands: [0, 0]", "bands-order", "0], min"),
        ("suggestions: {buy: [Paying]}", "suggestions: {bye: [Paying]}", "unknown-stage", "bye: [Paying"),
        ("{id: all, value: 1.0, text: All}", "{id: all, value: 3/2, text: All}", "out-of-range", "3/2, text"),
        ("{id: some, value: 1/4", "{id: none, value: 1/4", "duplicate-id", "none, value: 1/4"),
        ("{name: one, answers", "{answers", "missing-key", "{answers"),
        (
            "{name: one, answers",
            "{name: one, answers: {}, expect: {level: 0}}\n  - {name: one, answers",
            "duplicate-id",
            "one, answers: {voice.a",
        ),
        (
            "examples:\n  - {name: one, answers: {voice.a",
            "examples:\n  - {name: one, answers: {voice.x",
            "unknown-question",
            "voice.x",
        ),
        ("actions: [{id: do, text: Do.}]", "actions: [{id: one, text: Do.}]", "duplicate-id", "one, text: Do."),
        ("expect: {level: 1,", "expect: {level: -1,", "out-of-range", "-1, voice"),
    ],
)
def test_a_problem_stands_where_its_text_does(written: str, instead: str, code: str, at: str) -> None:
    """Not at the part that holds it."""
    assert written in WHOLE
    text = WHOLE.replace(written, instead)

    refused = read(text, "small.yaml")

    before = text[: text.index(at)]
    place = Place("small.yaml", before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert isinstance(refused, Refused)
    assert (code, place) in [(one.code, one.place) for one in refused.problems]


@pytest.mark.parametrize(("levels", "count"), [("", 0), ("{level: 0, name: None}", 0), (None, 11)])
def test_how_many_levels_there_are_too_few_or_too_many_is_told(levels: str | None, count: int) -> None:
    """Above level 0."""
    given = levels if levels is not None else ", ".join(f"{{level: {n}, name: N{n}}}" for n in range(12))
    start, end = WHOLE.index("levels:\n"), WHOLE.index("scoring:")

    refused = read(WHOLE[:start] + f"levels: [{given}]\n" + WHOLE[end:], "small.yaml")

    assert isinstance(refused, Refused)
    assert [one.values["count"] for one in refused.problems if one.code == "wrong-number-of-levels"] == [count]


def test_where_no_order_is_given_it_is_asked_as_it_stands() -> None:
    """Nothing is made up."""
    found = read(WHOLE.replace("interview_order: [voice]\n", ""), "small.yaml")

    assert isinstance(found, Accepted)
    assert found.value.interview_order == ()


def test_two_stages_of_one_id_are_told_at_the_second() -> None:
    """Where its id stands."""
    text = WHOLE.replace("stages: [{id: buy, title: Buying}]", "stages: [{id: buy, title: B}, {title: Again, id: buy}]")

    refused = read(text, "small.yaml")

    before = text[: text.index("buy}]")]
    place = Place("small.yaml", before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert isinstance(refused, Refused)
    assert [(one.code, one.place) for one in refused.problems] == [("duplicate-id", place)]
