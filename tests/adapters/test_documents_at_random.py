"""Whole documents at random, right and nearly right: read or told of, and what is read is worth something.

1. No reader fails; every problem has a place in the document, and can be said.
2. What is accepted is written and read again as the same value, and a report can be made of it.
3. Nothing is silently dropped: a key that nobody knows is told of where it stands, in whatever it stands.
"""

import copy
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

import yaml
from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.adapters import answers_file, questionnaire_file
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.application.assess import assess
from cem_maturity.application.language import speak
from cem_maturity.application.schema import answers_schema
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.problem import Accepted, Problem, Refused
from cem_maturity.domain.questionnaire import Questionnaire
from cem_maturity.domain.report import Report
from tests.adapters.test_mutations import SMALL, problems_of
from tests.builders import an_assessment
from tests.domain.strategies import LAW

Plain: TypeAlias = object
"""What YAML can hold."""
Pieces: TypeAlias = st.SearchStrategy[Plain]

ENGLISH = speak("en")
QUESTIONS = [question.id for question in SMALL.questions()]
GOOD_TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=12).filter(
        str.strip
    ),
    st.sampled_from(
        ["no stores", "ask IT", "No", "010", "1:30", "null", "~", "a: b", "- a", "#", "[/]", "=1+1", "two\nlines"]
    ),
)
TEXTS = st.one_of(GOOD_TEXTS, st.text(max_size=12), st.sampled_from(["", " ", "x" * 10_001, "\x1b"]))
KNOWN = [*QUESTIONS, "voice", "stores", "overall", "buy", "use", "org-begin", "tell-ten", "own-1", "ceo", "voc.ch"]
IDS = st.sampled_from(KNOWN)
NUMBERS = st.one_of(
    st.integers(-1, 6),
    st.sampled_from([0.5, 1.5, 6.25, 10, 1e300, -0.0, float("inf"), float("nan"), 10**18, 10**30, "1/2", "1/0", "2/1"]),
)
ANYTHING: st.SearchStrategy[Plain] = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, IDS, TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(IDS, TEXTS, NUMBERS), inner, max_size=3)
    ),
    max_leaves=6,
)


class Grammar:
    """What a document is made of; with *slips*, now and then something else stands in its place."""

    def __init__(self, slips: bool) -> None:
        self.slips = slips
        self.texts = TEXTS if slips else GOOD_TEXTS

    def nearly(self, right: Pieces) -> Pieces:
        """Mostly *right*; with slips now and then anything."""
        if not self.slips:
            return right
        return st.integers(0, 24).flatmap(lambda chance: ANYTHING if chance == 0 else right)

    def either(self, right: list[Plain], wrong: list[Plain]) -> Pieces:
        """One of these; with slips one of those too."""
        return st.sampled_from(right + wrong if self.slips else right)

    def mapping(self, required: dict[str, Pieces] | None = None, /, **optional: Pieces) -> Pieces:
        """A mapping with these keys; with slips now and then one that nobody knows."""
        known = st.fixed_dictionaries(
            {name: self.nearly(value) for name, value in (required or {}).items()},
            optional={name: self.nearly(value) for name, value in optional.items()},
        )
        if not self.slips:
            return known
        stray = st.dictionaries(
            st.one_of(IDS, st.sampled_from([f"{name}s" for name in optional])), ANYTHING, max_size=1
        )
        return st.builds(
            lambda pairs, more, chance: pairs if chance else {**pairs, **more}, known, stray, st.integers(0, 15)
        )

    def mappings_of(self, keys: list[str], value: Pieces) -> Pieces:
        """Any of these keys, each with such a value."""
        return st.dictionaries(st.sampled_from(keys), self.nearly(value), max_size=5)


def answers_files(slips: bool) -> Pieces:
    """Answers files for the small questionnaire."""
    is_ = Grammar(slips)
    dates = is_.either(["2026-11-21", "2026-11-30"], ["2026-02-30", "21.11.2026"])
    times = is_.either(["2026-11-21T10:04:00Z", "2026-11-21T10:04:00+03:00"], ["noon"])
    remarks = {"note": is_.texts, "quote": is_.texts, "at": times, "flag": is_.texts}
    graded = {**remarks, "evidence": st.sampled_from(["opinion", "example", "document", "measured"])}
    grid, practice = is_.either([0, 1, 2], [3, "1"]), is_.either(["none", "some", "all", "1/2", 0.5], ["most", "1/3"])

    def said(key: str, value: Pieces) -> Pieces:
        return st.one_of(
            value,
            is_.mapping({key: value}, **graded),
            is_.mapping({"not_applicable": is_.texts}, **remarks),
            is_.mapping({"unknown": is_.texts}, **remarks),
            is_.mapping(**{name: piece for name, piece in graded.items() if slips or name != "at"}),
        )

    sheets = is_.mapping(
        **{id_: said("value", practice) if id_ == "voice.loop" else said("level", grid) for id_ in QUESTIONS}
    )
    levels = is_.mappings_of(["overall", "voice", "stores"], st.integers(1, 2))
    importance = is_.mappings_of(["voice", "stores"], st.integers(1, 3))
    feelings = is_.either([0, 5, 6.5, "1/3", 10], [11, -1])
    begun = {"touchpoint": is_.texts, "stage": st.sampled_from(["buy", "use"])}
    judged = {"importance": st.integers(1, 5), "expected": feelings, "functional": feelings, "emotional": feelings}
    action = {
        "status": st.sampled_from(["planned", "done", "dropped"]), "owner": is_.texts, "due": dates, "why": is_.texts,
        "dimension": st.sampled_from(["voice", "stores"]), "effort": st.integers(1, 5), "impact": st.integers(1, 5),
        "horizon": st.sampled_from(["30d", "90d", "180d", "1y"]),
    }  # fmt: skip
    return is_.mapping(
        {"format": st.just(1), "questionnaire": st.just({"id": "small", "version": "1.2.0"})},
        organisation=is_.mapping(
            name=is_.texts,
            sector=st.sampled_from(["retail", "banking"]),
            unit=is_.texts,
            country=is_.texts,
            profile=is_.texts,
        ),
        date=dates,
        language=st.sampled_from(["en", "ru", "fa"]),
        predicted=levels,
        targets=levels,
        importance=importance,
        answers=sheets,
        respondents=is_.mappings_of(
            ["ceo", "cfo", "1"],
            is_.mapping(
                name=is_.texts, role=is_.texts, answers=sheets, targets=levels, predicted=levels, importance=importance
            ),
        ),
        journey=st.lists(
            is_.mapping(begun | judged, recommend=feelings, moment_of_truth=st.booleans(), note=is_.texts), max_size=3
        ),
        actions=is_.mappings_of(["org-begin", "tell-ten", "own-1"], is_.mapping({"text": is_.texts}, **action)),
        interview=is_.mapping(
            started=times,
            updated=times,
            at=st.sampled_from(QUESTIONS),
            complete=st.booleans(),
            stage=st.sampled_from(["buy", "use"]),
            unfinished=st.lists(is_.mapping({"touchpoint": is_.texts}, stage=begun["stage"], **judged), max_size=2),
        ),
    )


def questionnaires(slips: bool) -> Pieces:
    """Small questionnaires of every kind."""
    is_ = Grammar(slips)
    weights = is_.either([1, 2, 0.5, "7/3"], [0, -1, "1/0", 1e300, float("nan"), 10**30])
    shares = is_.either([0, 0.5, "17/20"], [1, 2, -1, "1/0"])
    actions = is_.either(
        [{1: [{"id": "a1", "text": "Act."}]}, {2: [{"id": "a1", "text": "Act.", "effort": 5}]}],
        [{2: [{"id": "a1", "text": "Act.", "needs": ["a1"]}]}, {3: []}],
    )
    more = {"weight": weights, "why": is_.texts, "probes": st.lists(is_.texts, max_size=2), "roles": st.just(["cx"])}

    def dimension(id_: str) -> Pieces:
        grid = is_.mapping(
            {"id": st.just(f"{id_}.a"), "text": is_.texts, "levels": st.just({0: "a", 1: "b", 2: "c"})},
            **more,
            when=is_.either([{"sector": ["retail"]}, {"country": ["FR"]}], [{"colour": ["red"]}]),
            actions=actions if id_ == "voice" else st.just({}),
            was=st.just([f"{id_}.old"]),
        )
        practice = is_.mapping(
            {"id": st.just(f"{id_}.p"), "text": is_.texts, "practice": is_.either([1, 2], [0, 3])},
            **more,
            answers=is_.either(["degree", "coverage"], ["none"]),
        )
        both = st.tuples(is_.nearly(grid), is_.nearly(practice)).map(list)
        questions = st.one_of(
            both, is_.nearly(grid).map(lambda one: [one]), is_.nearly(practice).map(lambda one: [one])
        )
        return is_.mapping({"id": st.just(id_), "title": is_.texts, "questions": questions}, weight=weights)

    names = is_.either(["voice"], ["data"])
    sets = {"coverage": [{"id": "no", "value": 0, "text": "No"}, {"id": "yes", "value": 1, "text": "Yes"}]}
    both = st.tuples(dimension("voice"), dimension("data")).map(list)
    dimensions = st.one_of(dimension("voice").map(lambda one: [one]), both)
    return is_.mapping(
        {
            "format": st.just(1), "id": st.just("made"), "version": st.just("1.0.0"), "language": st.just("en"),
            "title": is_.texts, "levels": st.just([{"level": number, "name": f"L{number}"} for number in range(3)]),
            "dimensions": dimensions,
            "sectors": st.just(["retail", "banking"]), "answer_sets": st.just(sets),
        },
        scoring=is_.mapping(
            level_rule=is_.either(["gate", "strict", "floor", "bands"], ["weakest"]),
            overall_rule=is_.either(["gate", "strict", "floor", "weakest"], ["lowest"]),
            top=shares, below=shares, min_coverage=shares,
            bands=is_.either([[0.5, 1.5], [1, 2]], [[1], [2, 1], [1, 1]]),
            unknown=is_.either(["exclude", "zero"], ["none"]), aggregate=is_.either(["median", "minimum"], ["mode"]),
        ),
        interview_order=names.map(lambda one: [one]),
        journey=st.just({"stages": [{"id": "buy", "title": "Buying"}], "suggestions": {"buy": ["The bill"]}}),
    )  # fmt: skip


ANSWERS_FILES = st.one_of(answers_files(slips=False), answers_files(slips=True))
QUESTIONNAIRES = st.one_of(questionnaires(slips=False), questionnaires(slips=True))


def spelled(document: Plain, style: bool | None) -> str:
    """The document as YAML: flow, block, or a mixture."""
    return yaml.safe_dump(document, allow_unicode=True, default_flow_style=style, sort_keys=False, width=10_000)


def told(text: str, read: Accepted[object] | Refused) -> tuple[Problem, ...]:
    """The problems, each of them with a place in *text* and a sentence."""
    lines = text.split("\n")
    for problem in problems_of(read):
        assert 1 <= problem.place.line <= len(lines), (text, problem)
        assert problem.place.column >= 1, (text, problem)
        assert ENGLISH.say(problem.what)
        assert ENGLISH.say(problem.remedy)
    assert isinstance(read, Accepted) or read.problems
    return problems_of(read)


@LAW
@given(ANSWERS_FILES, st.sampled_from([True, False, None]))
def test_answers_are_read_or_told_of(document: Plain, style: bool | None) -> None:
    """What is accepted comes back as it was, and gives a report within its bounds (1, 2)."""
    text = spelled(document, style)

    outcome = answers_file.read(text, "f", SMALL, blanks_allowed=True)

    told(text, outcome)
    if isinstance(outcome, Accepted):
        reference = outcome.value.questionnaire._replace(digest=scoring_digest(SMALL))
        written = write(replace(outcome.value, questionnaire=reference), SMALL)
        again = answers_file.read(written, "f", SMALL, blanks_allowed=True)
        assert again == Accepted(replace(outcome.value, questionnaire=reference), again.warnings)  # type: ignore[union-attr]
        within(assess(SMALL, outcome.value, partial=True, program_version="1"))


def within(report: Report) -> None:
    """Level and index of a report lie on the scale, and within their bounds where every dimension is assessed."""
    overall = report.overall
    if overall is None or overall.level is None or overall.index is None:
        return
    assert 0 <= overall.level <= len(report.levels) - 1
    assert Fraction(0) <= overall.index <= len(report.levels) - 1
    if all(dimension.status != "not_assessed" for dimension in report.dimensions):
        assert overall.level_low is not None
        assert overall.level_high is not None
        assert overall.level_low <= overall.level <= overall.level_high


def inner_mappings(value: Plain) -> list[dict[Plain, Plain]]:
    """All mappings in a document, itself among them."""
    match value:
        case dict():
            return [value, *(one for inner in value.values() for one in inner_mappings(inner))]
        case list():
            return [one for inner in value for one in inner_mappings(inner)]
    return []


@LAW
@given(answers_files(slips=False), st.integers(0, 10**6))
def test_a_key_that_nobody_knows_is_told_of_where_it_stands(document: Plain, where: int) -> None:
    """In whatever mapping of a document in order it stands (3)."""
    as_it_is = answers_file.read(spelled(document, False), "f", SMALL, blanks_allowed=True)
    assert isinstance(as_it_is, Accepted), (document, as_it_is)
    document = copy.deepcopy(document)
    places = inner_mappings(document)
    places[where % len(places)]["nobody-knows"] = None
    text = spelled(document, False)

    outcome = answers_file.read(text, "f", SMALL, blanks_allowed=True)

    line = next(at for at, one in enumerate(text.split("\n"), start=1) if "nobody-knows" in one)
    assert line in [problem.place.line for problem in told(text, outcome)]


@LAW
@given(QUESTIONNAIRES, st.sampled_from([True, False, None]))
def test_questionnaires_are_read_or_told_of(document: Plain, style: bool | None) -> None:
    """What is accepted has a schema and a report, though nobody has answered anything (1, 2)."""
    text = spelled(document, style)

    outcome = questionnaire_file.read(text, "f")

    told(text, outcome)
    if isinstance(outcome, Accepted):
        usable(outcome.value)


def usable(questionnaire: Questionnaire) -> None:
    """Whether answers to a questionnaire can be described and judged."""
    assert answers_schema(questionnaire)["title"] == "cem-maturity answers"
    levels = {question.id: 0 for question in questionnaire.questions() if question.id.endswith(("a", "b"))}
    for said in ({}, levels):
        within(assess(questionnaire, an_assessment(said), partial=True, program_version="1"))
