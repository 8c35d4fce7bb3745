"""Good documents with random damage: readers never fail, they find out and say where."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from cem_maturity.adapters import answers_file, questionnaire_file
from cem_maturity.adapters.answers_file.migrating import migrate
from cem_maturity.adapters.questionnaire_file.translating import translate
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.application.language import speak
from cem_maturity.domain.problem import Accepted, Problem, Refused
from cem_maturity.domain.questionnaire import Questionnaire
from tests.adapters import brands

TOP = Path(__file__).parents[2]
QUESTIONNAIRE = (TOP / "tests" / "malformed" / "questionnaire.yaml").read_text(encoding="utf-8")
ANSWERS = """format: 1
questionnaire: {id: small, version: 1.2.0}
organisation: {name: ACME, sector: retail}
date: 2026-11-21
targets: {overall: 2, voice: 1}
answers:
  voice.channels: {level: 1, evidence: document, note: "They said: \\"no\\"", at: 2026-11-21T10:04:00Z}
  voice.loop: some
  stores.queue:
    not_applicable: |-
      No stores,
      by law.
respondents:
  ceo: {name: Ann, answers: {voice.channels: 2, voice.loop: 1/2}}
journey:
  - {touchpoint: Paying, stage: buy, importance: 5, expected: 8, functional: 6.5, emotional: 4, moment_of_truth: true}
actions:
  own: {text: Call ten., due: 2027-02-01, effort: 2}
interview: {at: voice.loop, complete: false}
"""
EARLIER = """format: 1
questionnaire: {id: small, version: 1.0.0}
organisation: {name: ACME, sector: retail}
targets: {overall: 2, gone: 5}
answers:
  voc.ch: {level: 4, evidence: document, note: Seen., at: 2026-11-21T10:04:00Z, flag: again}
  voice.channels: {note: More.}
  voice.loop: 1
  stores.counter: 1
  stores.table: {level: 1, quote: We do.}
  gone: {not_applicable: no stores}
respondents:
  ceo: {answers: {voc.ch: 2, voice.loop: mostly}}
journey:
  - {touchpoint: Paying, stage: pay, importance: 5, expected: 8, functional: 6.5, emotional: 4}
actions:
  lost: {dimension: gone}
interview: {at: voc.ch, stage: pay, unfinished: [{touchpoint: Parking, stage: pay}]}
"""
TRANSLATION = """translates: small
version: 1.2.0
language: ru
levels: {0: {name: Нет}, 1: {actions: {org-begin: {text: Начать.}}}}
dimensions: {voice: {title: Голос}}
questions: {voice.channels: {text: Как?, levels: {0: Нет}}, voice.loop: {actions: {tell-ten: {text: Скажите.}}}}
"""
OVERLAY = """format: 1
id: ours
version: 1.0.0
language: en
title: Ours
extends: small
levels: [{level: 1, view: It counts.}]
dimensions:
  - id: voice
    questions:
      - {id: voice.channels, text: How?, probes: [When?], levels: {1: Somewhere}}
      - {id: voice.loop, drop: true}
      - {id: voice.new, text: And?, practice: 1, actions: [{id: act, text: Act., needs: [org-begin]}]}
journey: {suggestions: {buy: [The till]}}
"""
PIECES = [
    *"{}[]:,&*!|>'\"%@`#-?~\n\t ",
    ": ", "- ", "null", "true", "1/0", "-1", "999999999999999999999", "1e400", ".nan", "<<", "---\n", "\\",
    "\u2028", "\ufeff", "я", "{a: b}", "[]", "{}", "&a ", "*a ", "!!int ", "0.5", "''",
]  # fmt: skip
MUTATIONS = 10_000 if os.environ.get("CEM_THOROUGH") else 600


def small() -> Questionnaire:
    """The questionnaire that the answers belong to."""
    accepted = questionnaire_file.read(QUESTIONNAIRE, "questionnaire.yaml")
    assert isinstance(accepted, Accepted)
    return accepted.value


SMALL = small()
ENGLISH = speak("en")
READERS: dict[str, tuple[str, Callable[[str], Accepted[object] | Refused]]] = {
    "questionnaire": (QUESTIONNAIRE, lambda text: questionnaire_file.read(text, "f")),
    "overlay": (
        OVERLAY,
        lambda text: questionnaire_file.read(text, "f", lambda _: questionnaire_file.Found(QUESTIONNAIRE, "base")),
    ),
    "translation": (TRANSLATION, lambda text: translate(SMALL, text, "f")),
    "answers": (ANSWERS, lambda text: answers_file.read(text, "f", SMALL, blanks_allowed=False)),
    "brand": (brands.LOUD, brands.read),
    "earlier answers": (EARLIER, lambda text: migrated(text)),
}


def migrated(text: str) -> Accepted[object] | Refused:
    """What comes of earlier answers; there may be nothing to bring over."""
    outcome = migrate(parse(text, "f"), "f", SMALL, ENGLISH.say)
    return outcome if isinstance(outcome, Accepted | Refused) else Accepted(outcome)


def mutated(text: str, chance: random.Random) -> str:
    """*text* with one to four pieces put in, cut out, moved or doubled."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.randint(0, 20))
        match chance.randrange(4):
            case 0:
                text = text[:start] + chance.choice(PIECES) + text[start:]
            case 1:
                text = text[:start] + text[end:]
            case 2:
                text = text[:start] + chance.choice(PIECES) + text[end:]
            case _:
                text = text[:start] + text[start:end] * 2 + text[end:]
    return text


def problems_of(read: Accepted[object] | Refused) -> tuple[Problem, ...]:
    """Errors or warnings."""
    return read.warnings if isinstance(read, Accepted) else read.problems


@pytest.mark.parametrize("kind", READERS)
def test_damaged_documents_are_read_or_told_of(kind: str) -> None:
    """Every mutation is accepted or refused; every problem has a place in the file and can be said."""
    document, read = READERS[kind]
    chance = random.Random(f"damage to {kind}")  # noqa: S311 - seeded on purpose

    for _ in range(MUTATIONS):
        text = mutated(document, chance)
        outcome = read(text)
        last = len(text.splitlines()) + 2
        for problem in problems_of(outcome):
            assert 1 <= problem.place.line <= last, text
            assert problem.place.column >= 1, text
            assert ENGLISH.say(problem.what), text
            assert ENGLISH.say(problem.remedy), text
        assert isinstance(outcome, Accepted) or outcome.problems, text
