"""Where the limits of documents lie: the last value that is taken, and the first that is refused."""

import re

import pytest

from cem_maturity.adapters import answers_file, questionnaire_file
from tests.adapters.test_mutations import ANSWERS, QUESTIONNAIRE, SMALL, problems_of


def codes_of_questionnaire(old: str, new: str) -> list[str]:
    """The problems of the small questionnaire with one thing in another's place."""
    assert old in QUESTIONNAIRE
    return [problem.code for problem in problems_of(questionnaire_file.read(QUESTIONNAIRE.replace(old, new, 1), "f"))]


def codes_of_answers(old: str, new: str) -> list[str]:
    """The problems of answers to it with one thing in another's place."""
    assert old in ANSWERS
    text = ANSWERS.replace(old, new, 1)
    return [problem.code for problem in problems_of(answers_file.read(text, "f", SMALL, blanks_allowed=True))]


@pytest.mark.parametrize("key", ["effort", "impact"])
@pytest.mark.parametrize(("number", "codes"), [(0, ["out-of-range"]), (1, []), (5, []), (6, ["out-of-range"])])
def test_effort_and_impact_go_from_one_to_five(key: str, number: int, codes: list[str]) -> None:
    """In the questionnaire's actions and in those that people plan."""
    recommended = codes_of_questionnaire("{id: tell-ten, ", f"{{id: tell-ten, {key}: {number}, ")
    planned = codes_of_answers("effort: 2", f"{key}: {number}")

    assert (recommended, planned) == (codes, codes)


@pytest.mark.parametrize(
    ("key", "least", "most"),
    [("importance", 1, 5), ("expected", 0, 10), ("functional", 0, 10), ("emotional", 0, 10)],
)
def test_what_is_said_of_a_touchpoint_has_its_range(key: str, least: int, most: int) -> None:
    """Both ends belong to it."""
    old = re.search(rf"{key}: [0-9.]+", ANSWERS)
    assert old

    found = {number: codes_of_answers(old[0], f"{key}: {number}") for number in (least - 1, least, most, most + 1)}

    assert found == {least - 1: ["out-of-range"], least: [], most: [], most + 1: ["out-of-range"]}


@pytest.mark.parametrize(("top", "is_taken"), [(0, False), (1, True), (9, True), (10, False)])
def test_a_scale_has_one_to_nine_levels_above_the_lowest(top: int, is_taken: bool) -> None:
    """More cannot be told apart, and fewer are none."""
    levels = "".join(f"  - {{level: {number}, name: L{number}}}\n" for number in range(top + 1))
    text = (
        f"format: 1\nid: a\nversion: 1.0.0\nlanguage: en\ntitle: A\nlevels:\n{levels}"
        f"dimensions: [{{id: d, title: D, questions: [{{id: d.p, text: P, practice: 1}}]}}]\n"
    )

    codes = [problem.code for problem in problems_of(questionnaire_file.read(text, "f"))]

    assert ("wrong-number-of-levels" not in codes) == is_taken


@pytest.mark.parametrize(
    ("weight", "codes"), [("0", []), ("1", []), ("1/3", []), ("-1", ["out-of-range"]), ("3/2", ["out-of-range"])]
)
def test_the_weight_of_feeling_is_a_share(weight: str, codes: list[str]) -> None:
    """0 counts function alone, 1 feeling alone."""
    assert codes_of_questionnaire("journey:\n", f"journey:\n  emotional_weight: {weight}\n") == codes


@pytest.mark.parametrize("key", ["top", "below", "min_coverage"])
@pytest.mark.parametrize(("share", "is_taken"), [("-1/100", False), ("0", True), ("101/100", False)])
def test_the_rules_count_in_shares(key: str, share: str, is_taken: bool) -> None:
    """Between nothing and all."""
    codes = codes_of_questionnaire("title: Small\n", f"title: Small\nscoring: {{{key}: {share}}}\n")

    assert ("out-of-range" not in codes) == is_taken
    assert "unknown-key" not in codes


def test_a_question_for_some_sectors_names_sectors_that_there_are() -> None:
    """Every one of them."""
    assert codes_of_questionnaire("when: {sector: [retail]}", "when: {sector: [retail, retale]}") == ["unknown-sector"]


def test_an_id_that_is_missing_hides_no_double_one_after_it() -> None:
    """What is without an id is told of for that alone."""
    codes = codes_of_questionnaire(
        "{id: buy, title: Buying}, {id: use,", "{title: Buying}, {id: use, title: A}, {id: use,"
    )

    assert sorted(codes) == ["duplicate-id", "missing-key"]


def test_an_unknown_name_without_a_value_is_told_of() -> None:
    """Wherever names belong to something else; a known one without a value counts as left out."""
    assert codes_of_answers("targets: {overall: 2,", "targets: {overall: , vioce: , ") == ["unknown-dimension"]
    assert codes_of_answers("  own: {", "  tell-ten: \n  own: {") == []
    assert "own-action-without-text" in codes_of_answers("  own: {", "  tell-tne: \n  own: {")
    assert codes_of_questionnaire("when: {sector: [retail]}", "when: {sector: [retail], sektor: }") == ["unknown-fact"]


@pytest.mark.parametrize(("level", "codes"), [("2", []), ("x", ["wrong-type"]), ("٢", ["wrong-type"])])
def test_a_level_is_a_digit_of_ours(level: str, codes: list[str]) -> None:
    """Written in short and in long; no other single character is one."""
    assert codes_of_answers("{voice.channels: 2,", f"{{voice.channels: {level} ,") == codes
    assert codes_of_answers("{level: 1,", f"{{level: {level} ,") == codes
