"""A questionnaire that says only in what it differs from another."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.adapters.questionnaire_file import Found, Missing, read
from cem_maturity.adapters.questionnaire_file.translating import read_translation
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.problem import Accepted, Place, Refused
from cem_maturity.domain.questionnaire import Base, GridQuestion, Questionnaire
from tests.domain.strategies import LAW

BASE = """
format: 1
id: small
version: 1.0.0
language: en
title: Small
description: Few questions.
sectors: [retail, telecom]
levels:
  - {level: 0, name: None, actions: [{id: begin, text: Begin.}]}
  - {level: 1, name: Some, view: It matters.}
dimensions:
  - id: voice
    title: Voice
    questions:
      - id: voice.a
        text: How?
        why: To know.
        probes: [Show me.]
        levels: {0: Not, 1: Yes}
        actions: {1: [{id: ask, text: Ask., effort: 2}, {id: act, text: Act., needs: [ask, do]}]}
      - {id: voice.p, text: Done., practice: 1, actions: [{id: do, text: Do.}]}
  - id: stores
    title: Stores
    questions: [{id: stores.q, text: How long are queues?, levels: {0: Long, 1: Short}, roles: [till, staff]}]
interview_order: [stores, voice]
journey:
  stages: [{id: buy, title: Buying}]
  suggestions: {buy: [The till]}
examples: [{name: all, answers: {voice.a: 1, voice.p: 1, stores.q: 1}, expect: {level: 1}}]
glossary: {till: Where one pays.}
names: {retail: shops, telecom: operators, till: the cashiers, staff: the staff}
"""

HEAD = """
format: 1
id: ours
version: 2.0.0
language: en
title: Ours
extends: small
"""


def found(name: str) -> Found | Missing:
    """The one questionnaire that can be extended here."""
    return Found(BASE, "small.yaml") if name == "small" else Missing("small")


def accepted(text: str) -> Questionnaire:
    """What the questionnaire in *text* comes to."""
    outcome = read(text, "ours.yaml", found)
    assert isinstance(outcome, Accepted), outcome
    return outcome.value


def problems(text: str) -> list[tuple[str, Place, str]]:
    """Code, place and nearest name of all that is wrong with an overlay."""
    outcome = read(HEAD + text, "ours.yaml", found)
    assert isinstance(outcome, Refused)
    return [(one.code, one.place, one.nearest) for one in outcome.problems]


SMALL = accepted(BASE)


def test_an_overlay_that_says_nothing_is_its_base_under_another_name() -> None:
    """All but what it is called comes from the base; examples check the base and stay there."""
    overlay = accepted(HEAD)

    assert overlay == replace(
        SMALL, id="ours", version="2.0.0", title="Ours", examples=(), base=Base("small", scoring_digest(SMALL))
    )


def test_an_overlay_comes_to_the_whole_questionnaire_that_says_the_same() -> None:
    """Renamed, weighed, added, dropped: every part stands as if it had been written there."""
    overlay = accepted(
        HEAD
        + """
levels: [{level: 1, view: It counts., actions: [{id: go, text: Go on.}]}]
dimensions:
  - id: voice
    title: The customer's voice
    weight: 2
    questions:
      - id: voice.a
        text: How do you listen?
        probes: {more: [Who called last?]}
        evidence: [A list]
        levels: {1: Always}
        actions: {1: [{id: ask, effort: 1}]}
      - {id: voice.p, drop: true}
      - {id: voice.z, text: And then?, levels: {0: Nothing, 1: All}}
  - {id: stores, drop: true}
  - id: network
    title: Network
    questions: [{id: network.q, text: Does it hold?, practice: 1}]
journey: {suggestions: {buy: {more: [The website]}}}
sectors: [telecom]
glossary: {cell: What a mast covers.}
"""
    )

    whole = accepted(
        """
format: 1
id: ours
version: 2.0.0
language: en
title: Ours
description: Few questions.
sectors: [telecom]
levels:
  - {level: 0, name: None, actions: [{id: begin, text: Begin.}]}
  - {level: 1, name: Some, view: It counts., actions: [{id: go, text: Go on.}]}
dimensions:
  - id: voice
    title: The customer's voice
    weight: 2
    questions:
      - id: voice.a
        text: How do you listen?
        why: To know.
        probes: [Show me., Who called last?]
        evidence: [A list]
        levels: {0: Not, 1: Always}
        actions: {1: [{id: ask, text: Ask., effort: 1}, {id: act, text: Act., needs: [ask]}]}
      - {id: voice.z, text: And then?, levels: {0: Nothing, 1: All}}
  - id: network
    title: Network
    questions: [{id: network.q, text: Does it hold?, practice: 1}]
interview_order: [voice, network]
journey:
  stages: [{id: buy, title: Buying}]
  suggestions: {buy: [The till, The website]}
glossary: {till: Where one pays., cell: What a mast covers.}
names: {telecom: operators}
"""
    )
    assert replace(overlay, base=None) == whole
    assert overlay.base == Base("small", scoring_digest(SMALL))


@LAW
@given(dropped=st.sets(st.sampled_from(["voice.a", "voice.p"]), max_size=1), renamed=st.booleans(), more=st.booleans())
def test_questions_go_and_come_without_touching_the_others(dropped: set[str], renamed: bool, more: bool) -> None:
    """What is dropped is gone, what is added comes last, and what is left stands in its order."""
    changes = [f"      - {{id: {id_}, drop: true}}" for id_ in dropped]
    changes += ["      - {id: voice.a, text: Renamed}"] if renamed and "voice.a" not in dropped else []
    changes += ["      - {id: voice.z, text: New, levels: {0: No, 1: Yes}}"] if more else []
    text = "dimensions:\n  - id: voice\n    questions:\n" + "\n".join(changes) if changes else ""

    overlay = accepted(HEAD + text)

    kept = [one for one in SMALL.dimensions[0].questions if one.id not in dropped]
    assert [one.id for one in overlay.dimensions[0].questions] == [one.id for one in kept] + ["voice.z"] * more
    assert overlay.dimensions[1] == SMALL.dimensions[1]
    assert (scoring_digest(overlay) == scoring_digest(SMALL)) == (not dropped and not more)


def test_texts_leave_the_scoring_as_it_was() -> None:
    """Results of an overlay that only speaks otherwise compare with those of its base."""
    overlay = accepted(HEAD + "dimensions: [{id: voice, questions: [{id: voice.a, text: Otherwise?}]}]")

    assert overlay.base == Base("small", scoring_digest(overlay))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dimensions: [{id: voise, title: V}]", [("overlaid-nothing", Place("ours.yaml", 8, 19), "voice")]),
        ("dimensions: [{id: voise, drop: true}]", [("overlaid-nothing", Place("ours.yaml", 8, 19), "voice")]),
        (
            "dimensions: [{id: voice, drop: true, title: V}]",
            [("unknown-key", Place("ours.yaml", 8, 38), "")],
        ),
        (
            "dimensions: [{id: voice, title: A}, {id: voice, title: B}]",
            [("duplicate-id", Place("ours.yaml", 8, 42), "")],
        ),
        (
            "dimensions: [{id: voice, questions: [{id: voice.a, levels: {2: Often}}]}]",
            [("level-out-of-scale", Place("ours.yaml", 8, 61), "")],
        ),
        ("colour: red", [("unknown-key", Place("ours.yaml", 8, 1), "")]),
        ("names: {bank: banks}", [("unknown-name", Place("ours.yaml", 8, 9), "")]),
        ("sectors: [telecom]\nnames: {retail: stalls}", [("unknown-name", Place("ours.yaml", 9, 9), "till")]),
        ("levels: [{level: 2, name: All}]", [("missing-descriptor", Place("ours.yaml", 7, 10), "")] * 2),
    ],
)
def test_every_problem_stands_in_the_overlay(text: str, expected: list[tuple[str, Place, str]]) -> None:
    """What the base lacks for the overlay's sake is missed where the overlay names it."""
    assert problems(text) == expected


def test_an_overlay_has_an_id_and_a_version_of_its_own() -> None:
    """What its base has of these is never taken."""
    without = HEAD.replace("id: ours\n", "").replace("version: 2.0.0\n", "").replace("language: en\n", "")

    outcome = read(without.replace("title: Ours\n", ""), "ours.yaml", found)

    assert isinstance(outcome, Refused)
    assert [(one.code, one.values["name"]) for one in outcome.problems] == [
        ("missing-key", name) for name in ("id", "version", "language", "title")
    ]


def test_an_order_of_its_own_holds() -> None:
    """Else that of the base, without what is dropped."""
    assert accepted(HEAD + "interview_order: [voice, stores]\n").interview_order == ("voice", "stores")
    assert accepted(HEAD).interview_order == ("stores", "voice")
    assert accepted(HEAD + "dimensions: [{id: stores, drop: true}]\n").interview_order == ("voice",)


def test_a_new_part_says_all_that_it_needs() -> None:
    """Else it is taken for one that the base does not have."""
    stage = "journey: {stages: [{id: use}]}"
    action = "dimensions: [{id: voice, questions: [{id: voice.a, actions: {1: [{id: new, effort: 1}]}}]}]"
    assert problems(action) == [("overlaid-nothing", Place("ours.yaml", 8, 71), "")]

    assert problems(stage) == [("overlaid-nothing", Place("ours.yaml", 8, 25), "")]
    added = accepted(HEAD + stage.replace("use", "use, title: Using")).journey
    assert added is not None
    assert [(one.id, one.title) for one in added.stages] == [("buy", "Buying"), ("use", "Using")]
    for kind in ("practice: 1", "levels: {0: No, 1: Yes}"):
        question = f"{{id: voice.z, text: And then?, {kind}}}"
        more = accepted(HEAD + f"dimensions: [{{id: voice, questions: [{question}]}}]")
        assert [one.id for one in more.dimensions[0].questions] == ["voice.a", "voice.p", "voice.z"]


def test_a_base_that_is_wrong_is_told_in_its_own_file() -> None:
    """Nobody looks for another author's mistakes in the overlay."""
    outcome = read(HEAD, "ours.yaml", lambda _: Found(BASE.replace("title: Small", "titel: Small"), "small.yaml"))

    assert isinstance(outcome, Refused)
    assert {one.place.file for one in outcome.problems} == {"small.yaml"}


TRANSLATED = """
translates: small
version: 1.0.0
language: ru
title: Малый
description: Мало вопросов.
levels:
  0: {name: Нет, actions: {begin: {text: Начать.}}}
  1: {name: Есть, view: Это важно.}
dimensions: {voice: {title: Голос}, stores: {title: Магазины}}
questions:
  voice.a:
    text: Как?
    why: Чтобы знать.
    probes: [Покажите.]
    levels: {0: Никак, 1: Так}
    actions: {ask: {text: Спросить.}, act: {text: Сделать.}}
  voice.p: {text: Это делают., actions: {do: {text: Делать.}}}
  stores.q: {text: Каковы очереди?, levels: {0: Долгие, 1: Короткие}}
journey: {stages: {buy: Покупка}, suggestions: {buy: [Касса]}}
names: {retail: торговля, telecom: связь, till: кассиры, staff: персонал}
glossary: {касса: Где платят.}
"""

CHANGED = (
    HEAD
    + """
dimensions:
  - id: voice
    questions:
      - {id: voice.a, text: How do you listen?, probes: {more: [Who called?]}, levels: {1: Always}}
      - {id: voice.p, drop: true}
journey: {suggestions: {buy: [The website]}}
"""
)

OUR_HEAD = """
translates: ours
version: 2.0.0
language: ru
title: Наш
"""


def overlay_in_russian(text: str) -> tuple[Questionnaire, list[object]]:
    """The overlay in Russian with the translation in *text*, and what is not translated."""
    base = read_translation(SMALL, TRANSLATED, "small/ru.yaml")
    assert isinstance(base, Accepted)
    outcome = read_translation(accepted(CHANGED), text, "ours/ru.yaml", base.value)
    assert isinstance(outcome, Accepted), outcome
    return outcome.value.questionnaire, [one.values["name"] for one in outcome.warnings]


def test_a_translation_of_an_overlay_says_what_the_overlay_changed() -> None:
    """All else is taken from the translation of the base."""
    questionnaire, missing = overlay_in_russian(
        OUR_HEAD
        + """
questions:
  voice.a: {text: Как вы слушаете?, probes: {more: [Кто звонил?]}, levels: {1: Всегда}}
journey: {suggestions: {buy: [Сайт]}}
"""
    )

    grid = next(questionnaire.questions())
    assert missing == []
    assert (questionnaire.title, questionnaire.levels[1].name, questionnaire.dimensions[1].title) == (
        "Наш",
        "Есть",
        "Магазины",
    )
    assert (grid.text, grid.why, grid.probes) == ("Как вы слушаете?", "Чтобы знать.", ("Покажите.", "Кто звонил?"))
    assert isinstance(grid, GridQuestion)
    assert [one.text for one in grid.descriptors] == ["Никак", "Всегда"]
    assert questionnaire.journey is not None
    assert questionnaire.journey.suggestions == {"buy": ("Сайт",)}
    assert questionnaire.glossary == {"касса": "Где платят."}


def test_what_an_overlay_changed_and_nobody_translated_is_missed() -> None:
    """A translation of the base's own words must not stand for other words."""
    questionnaire, missing = overlay_in_russian(OUR_HEAD)

    assert next(questionnaire.questions()).text == "How do you listen?"
    assert missing == ["voice.a.text", "voice.a.probes", "voice.a.1", "journey.suggestions.buy"]


def test_a_base_that_calls_itself_something_else_is_not_the_one_that_is_meant() -> None:
    """The id that it has is offered; where nobody knows any questionnaires, none is."""
    elsewhere = read(HEAD.replace("extends: small", "extends: smal"), "ours.yaml", lambda _: Found(BASE, "small.yaml"))
    nowhere = read(HEAD, "ours.yaml")

    assert isinstance(elsewhere, Refused)
    assert [(one.code, one.nearest) for one in elsewhere.problems] == [("unknown-base", "small")]
    assert isinstance(nowhere, Refused)
    assert [(one.code, one.nearest) for one in nowhere.problems] == [("unknown-base", "")]


@pytest.mark.parametrize("emptied", ["glossary: ", "names: ", "dimensions: ", "journey: ", "description: "])
def test_a_key_with_nothing_after_it_leaves_the_base_as_it_was(emptied: str) -> None:
    """Nothing was said about it."""
    assert replace(accepted(HEAD + emptied), base=None) == replace(accepted(HEAD), base=None)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("dimensions: [{id: voice, questions: [{id: voice.a, actions: {1: [{id: act, needs: ask}]}}]}]", "wrong-type"),
        ("names: [retail]", "wrong-type"),
    ],
)
def test_a_part_of_another_kind_is_told_and_not_stumbled_over(said: str, code: str) -> None:
    """Also where something of the base would have to be taken out of it."""
    assert code in [one for one, _, _ in problems(said)]
