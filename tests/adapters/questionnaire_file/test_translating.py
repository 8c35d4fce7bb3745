"""A questionnaire in another language, and what happens to texts that nobody has translated."""

import pytest

from cem_maturity.adapters.questionnaire_file import read
from cem_maturity.adapters.questionnaire_file.translating import translate
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.questionnaire import GridQuestion, PracticeQuestion, Questionnaire

BASE = """
format: 1
id: small
version: 1.0.0
language: en
title: Small
description: Few questions.
levels:
  - {level: 0, name: None, actions: [{id: begin, text: Begin.}]}
  - {level: 1, name: Some, view: It matters.}
answer_sets:
  coverage: [{id: none, value: 0, text: None}, {id: all, value: 1, text: All}]
dimensions:
  - id: voice
    title: Voice
    questions:
      - {id: voice.a, text: How?, why: Why., probes: [Show me., Tell me.], levels: {0: Not, 1: Yes}}
      - {id: voice.p, text: Done., practice: 1, answers: coverage, actions: [{id: do, text: Do., done_when: Done.}]}
"""

WHOLE = """
translates: small
version: 1.0.0
language: ru
title: Малый
description: Мало вопросов.
levels:
  0: {name: Нет, actions: {begin: {text: Начать.}}}
  1: {name: Есть, view: Это важно.}
answer_sets:
  coverage: {none: Нигде, all: Везде}
dimensions:
  voice: {title: Голос}
questions:
  voice.a: {text: Как?, why: Зачем., probes: [Покажите., Расскажите.], levels: {0: Никак, 1: Так}}
  voice.p: {text: Это делают., actions: {do: {text: Сделать., done_when: Сделано.}}}
"""


def base() -> Questionnaire:
    """The questionnaire that is translated."""
    accepted = read(BASE, "questionnaire.yaml")
    assert isinstance(accepted, Accepted)
    return accepted.value


def translated(text: str) -> tuple[Questionnaire, list[tuple[str, int, object]]]:
    """The questionnaire with the texts of *text*, and code, line and name of every warning."""
    accepted = translate(base(), text, "ru.yaml")
    assert isinstance(accepted, Accepted)
    return accepted.value, [(one.code, one.place.line, one.values.get("name")) for one in accepted.warnings]


def test_a_whole_translation_changes_every_text_and_no_figure() -> None:
    """Ids, levels, weights and values stay: results in both languages compare."""
    questionnaire, warnings = translated(WHOLE)

    grid, practice = questionnaire.questions()
    assert isinstance(grid, GridQuestion)
    assert isinstance(practice, PracticeQuestion)
    assert warnings == []
    assert (questionnaire.language, questionnaire.title, questionnaire.description) == ("ru", "Малый", "Мало вопросов.")
    assert [(level.name, level.view) for level in questionnaire.levels] == [("Нет", ""), ("Есть", "Это важно.")]
    assert questionnaire.levels[0].actions[0].text == "Начать."
    assert questionnaire.dimensions[0].title == "Голос"
    assert (grid.text, grid.why, grid.probes) == ("Как?", "Зачем.", ("Покажите.", "Расскажите."))
    assert [one.text for one in grid.descriptors] == ["Никак", "Так"]
    assert (practice.text, practice.actions[0].text, practice.actions[0].done_when) == (
        "Это делают.",
        "Сделать.",
        "Сделано.",
    )
    assert [option.text for option in practice.answers.options] == ["Нигде", "Везде"]
    assert scoring_digest(questionnaire) == scoring_digest(base())


def test_roles_sectors_and_owners_get_names_in_the_language() -> None:
    """Ids of roles and sectors stay and are shown by name; an owner is a text and is translated as one."""
    named = (
        BASE.replace("title: Small\n", "title: Small\nsectors: [retail]\nnames: {cx: the CX team}\n")
        .replace("probes: [", "roles: [cx], probes: [")
        .replace("done_when: Done.}", "done_when: Done., owner: CX lead}")
    )
    accepted = read(named, "questionnaire.yaml")
    assert isinstance(accepted, Accepted)

    whole = translate(accepted.value, WHOLE + "names: {cx: Команда, retail: Розница, CX lead: Начальник}\n", "ru.yaml")
    partial = translate(accepted.value, WHOLE + "names: {retail: Розница}\n", "ru.yaml")

    assert isinstance(whole, Accepted)
    assert isinstance(partial, Accepted)
    assert whole.warnings == ()
    assert (whole.value.called("cx"), whole.value.called("retail"), whole.value.owners()) == (
        "Команда",
        "Розница",
        ("Начальник",),
    )
    assert (partial.value.called("cx"), partial.value.owners()) == ("the CX team", ("CX lead",))
    assert [one.values["name"] for one in partial.warnings] == ["names.cx", "names.CX lead"]


def test_what_is_missing_falls_back_with_a_warning() -> None:
    """Each missing text is named where it should stand, and the questionnaire's own stands in."""
    text = (
        WHOLE.replace("why: Зачем., ", "")
        .replace(", Расскажите.", "")
        .replace("  1: {name: Есть, view: Это важно.}\n", "")
    )

    questionnaire, warnings = translated(text)

    grid, _ = questionnaire.questions()
    assert (grid.why, grid.probes) == ("Why.", ("Покажите.", "Tell me."))
    assert questionnaire.levels[1].name == "Some"
    assert warnings == [
        ("untranslated", 2, "levels.1.name"),
        ("untranslated", 2, "levels.1.view"),
        ("untranslated", 14, "voice.a.why"),
        ("untranslated", 14, "voice.a.probes"),
    ]


def test_the_words_of_degree_need_no_translation() -> None:
    """They are the program's own; a translation may still put them in its way, and then wholly."""
    by_degree = read(BASE.replace(", answers: coverage", ""), "questionnaire.yaml")
    assert isinstance(by_degree, Accepted)
    text = WHOLE.replace("answer_sets:\n  coverage: {none: Нигде, all: Везде}\n", "")

    without = translate(by_degree.value, text, "ru.yaml")
    in_part = translate(by_degree.value, f"{text}answer_sets: {{degree: {{never: Никогда}}}}\n", "ru.yaml")

    assert isinstance(without, Accepted)
    assert isinstance(in_part, Accepted)
    assert without.warnings == ()
    assert [one.values["name"] for one in in_part.warnings] == ["degree.sometimes", "degree.mostly", "degree.always"]


def test_what_the_questionnaire_does_not_have_is_refused() -> None:
    """A translated text that nobody would ever see is a problem, with the nearest id."""
    refused = translate(base(), WHOLE.replace("voice.p: {text", "voice.pp: {text"), "ru.yaml")

    assert isinstance(refused, Refused)
    assert [
        (one.code, one.place.line, one.nearest) for one in refused.problems if one.code == "translated-nothing"
    ] == [("translated-nothing", 16, "voice.p")]


SIDES = """
quadrant: {x: voice, y: data, from: 1, names: {neither: none, x_only: heard, y_only: known, both: ready}}
"""


def test_the_corners_of_a_quadrant_are_translated() -> None:
    """One that is not stays as it was, with a warning."""
    more = "  - {id: data, title: Data, questions: [{id: data.p, text: Kept., practice: 1}]}"
    sided = read(BASE + more + SIDES, "questionnaire.yaml")
    assert isinstance(sided, Accepted)

    accepted = translate(
        sided.value,
        WHOLE.replace("questions:\n", "questions:\n  data.p: {text: Хранят.}\n").replace(
            "voice: {title: Голос}", "voice: {title: Голос}\n  data: {title: Данные}"
        )
        + "quadrant: {names: {neither: ничего, x_only: слышно, both: готово}}",
        "ru.yaml",
    )

    assert isinstance(accepted, Accepted)
    assert accepted.value.quadrant is not None
    assert list(accepted.value.quadrant.names.values()) == ["ничего", "слышно", "known", "готово"]
    assert [one.values["name"] for one in accepted.warnings] == ["quadrant.y_only"]


def test_what_a_dimension_is_about_is_translated_like_all_else() -> None:
    """Where it is missing, that is told."""
    described = BASE.replace("    title: Voice\n", "    title: Voice\n    description: What customers say.\n")
    read_base = read(described, "questionnaire.yaml")
    assert isinstance(read_base, Accepted)

    def about(text: str) -> tuple[str, list[object]]:
        accepted = translate(read_base.value, text, "ru.yaml")
        assert isinstance(accepted, Accepted)
        return accepted.value.dimensions[0].description, [one.values.get("name") for one in accepted.warnings]

    whole = WHOLE.replace("{title: Голос}", "{title: Голос, description: Что говорят клиенты.}")
    assert about(whole) == ("Что говорят клиенты.", [])
    assert about(WHOLE) == ("What customers say.", ["voice.description"])


@pytest.mark.parametrize(("line", "source"), [("source: Наш опыт.\n", "Наш опыт."), ("", "What we learned.")])
def test_where_a_questionnaire_comes_from_may_stay_as_it_was_written(line: str, source: str) -> None:
    """Without a warning: the name of a book has one language."""
    sourced = read(BASE.replace("title: ", "source: What we learned.\ntitle: ", 1), "questionnaire.yaml")
    assert isinstance(sourced, Accepted)

    accepted = translate(sourced.value, WHOLE + line, "ru.yaml")

    assert isinstance(accepted, Accepted)
    assert (accepted.value.source, accepted.warnings) == (source, ())


def test_a_journey_that_the_questionnaire_does_not_have_is_no_part_of_a_translation() -> None:
    """Else its texts would be written for nobody."""
    alone = read(BASE, "questionnaire.yaml")
    assert isinstance(alone, Accepted)

    refused = translate(alone.value, WHOLE + "journey: {stages: {}}\n", "ru.yaml")

    assert isinstance(refused, Refused)
    assert [(one.code, one.values["name"]) for one in refused.problems] == [("translated-nothing", "journey")]


def test_an_owner_may_be_named_where_the_action_is() -> None:
    """For that action alone."""
    text = WHOLE.replace("done_when: Сделано.}", "done_when: Сделано., owner: Начальник}")

    questionnaire, warnings = translated(text)

    assert warnings == []
    assert questionnaire.owners() == ("Начальник",)


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ("translates: small", "format: 2\ntranslates: small", ("unknown-format", 2, None)),
        ("title: Малый", "title: Малый\nquadrant: {names: {}}", ("translated-nothing", 6, "quadrant")),
    ],
)
def test_what_no_translation_can_say_is_refused(written: str, instead: str, problem: tuple[str, int, object]) -> None:
    """Another format, or a part that the questionnaire does not have."""
    refused = translate(base(), WHOLE.replace(written, instead), "ru.yaml")

    assert isinstance(refused, Refused)
    assert [(one.code, one.place.line, one.values.get("name")) for one in refused.problems] == [problem]


@pytest.mark.parametrize(
    ("written", "instead", "missed"),
    [
        ("description: Мало вопросов.\n", "", ("untranslated", 2, "description")),
        ("title: Малый\n", "", ("untranslated", 2, "title")),
        (", levels: {0: Никак, 1: Так}", ", levels: {0: Никак}", ("untranslated", 12, "voice.a.1")),
        (", levels: {0: Никак, 1: Так}", "", ("untranslated", 12, "voice.a.0")),
        ("probes: [Покажите., Расскажите.]", "probes: [Покажите.]", ("untranslated", 13, "voice.a.probes")),
        ("coverage: {none: Нигде, all: Везде}", "coverage: {none: Нигде}", ("untranslated", 9, "coverage.all")),
        ("done_when: Сделано.", "owner: Анна", ("untranslated", 14, "do.done_when")),
        (
            "  voice.p: {text: Это делают., actions: {do: {text: Сделать., done_when: Сделано.}}}\n",
            "",
            ("untranslated", 12, "voice.p"),
        ),
    ],
)
def test_what_nobody_translated_is_named_at_its_place(written: str, instead: str, missed: tuple[str, int, str]) -> None:
    """By its path in the questionnaire."""
    assert written in WHOLE
    _, warnings = translated(WHOLE.replace(written, instead))

    assert missed[0::2] in [(code, name) for code, _, name in warnings]
