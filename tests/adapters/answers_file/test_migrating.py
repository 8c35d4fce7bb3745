"""Answers to an earlier version, brought over: none is lost, none shifts, none is guessed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.adapters.answers_file.migrating import migrate
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.adapters.strict_yaml import parse
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.domain.assessment import PlannedAction, QuestionnaireReference, Touchpoint
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.message import Message
from cem_maturity.domain.migration import Carried, Changed, LeftBehind, Migration, NothingToDo, Part, TooNew
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.questionnaire import (
    AnswerSet,
    Dimension,
    JourneyPart,
    Option,
    Question,
    Questionnaire,
    Stage,
)
from cem_maturity.domain.response import Answered, AnswerSheet, Draft, Evidence, NotApplicable, Respondent, Unknown
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire, an_action, an_assessment
from tests.domain.strategies import LAW, Case, cases

SAY = speak(SOURCE).say
COVERAGE = AnswerSet("coverage", (Option("none", Fraction(0), "No"), Option("all", Fraction(1), "All")))


def was(question: Question, *earlier: str) -> Question:
    """The question with its earlier ids."""
    return replace(question, was=earlier)


def of_today(*questions: Question, journey: JourneyPart | None = None, top_level: int = 5) -> Questionnaire:
    """Version 2.0.0 of a questionnaire of one dimension, `voice`."""
    asked = a_questionnaire(a_dimension("voice", *questions), journey=journey, top_level=top_level)
    return replace(asked, version="2.0.0")


def outcome(
    text: str, questionnaire: Questionnaire, version: str = "1.0.0"
) -> Accepted[Migration] | Refused | NothingToDo | TooNew:
    """What comes of answers to *version*; *text* follows the first two lines."""
    head = f"format: 1\nquestionnaire: {{id: sample, version: '{version}'}}\n"
    return migrate(parse(head + text, "old.yaml"), "old.yaml", questionnaire, SAY)


def migrated(text: str, questionnaire: Questionnaire, version: str = "1.0.0") -> Migration:
    """The migration; the answers must be in order."""
    found = outcome(text, questionnaire, version)
    assert isinstance(found, Accepted), found
    return found.value


def problems(found: Accepted[Migration] | Refused | NothingToDo | TooNew) -> list[tuple[str, int, int]]:
    """Code, line and column of each problem."""
    assert isinstance(found, Refused), found
    return [(one.code, one.place.line, one.place.column) for one in found.problems]


RENUMBERED = of_today(
    a_grid_question("voice.1"),
    was(a_grid_question("voice.2"), "voice.1"),
    was(a_grid_question("voice.3"), "voice.2"),
    was(a_grid_question("swap.a"), "swap.b"),
    was(a_grid_question("swap.b"), "swap.a"),
)


def test_a_renumbering_shifts_no_answer() -> None:
    """What `was` says comes before the same id: chains move on, swaps swap, the new question stays blank."""
    found = migrated("answers: {voice.1: 1, voice.2: 2, swap.a: 3, swap.b: 4}\n", RENUMBERED)

    assert found == Migration(
        assessment=replace(
            an_assessment({"voice.2": 1, "voice.3": 2, "swap.b": 3, "swap.a": 4}),
            questionnaire=QuestionnaireReference("sample", "2.0.0", scoring_digest(RENUMBERED)),
            organisation=found.assessment.organisation,
            date="",
        ),
        earlier_version="1.0.0",
        carried=(
            Carried("voice.1", "voice.2"),
            Carried("voice.2", "voice.3"),
            Carried("swap.a", "swap.b"),
            Carried("swap.b", "swap.a"),
        ),
        changed=(),
        new=("voice.1",),
        left_behind=(),
    )


def test_everything_about_a_question_moves_with_it() -> None:
    """Answer, evidence, note, quote, time, flag and drafts, of all and of each respondent, and where to go on."""
    questionnaire = of_today(was(a_grid_question("voice.new"), "voice.old"), was(a_grid_question("b"), "a"))
    text = """
answers:
  voice.old: {level: 3, evidence: document, note: Seen., quote: We do., at: 2026-11-21T10:04:00Z, flag: again}
  a: {note: Later.}
respondents:
  ceo: {name: Ann, role: board, answers: {voice.old: {not_applicable: no stores}, a: {unknown: ask IT}}}
interview: {at: a}
"""

    found = migrated(text, questionnaire).assessment

    answered = Answered(3, Evidence.DOCUMENT, "Seen.", "We do.", "2026-11-21T10:04:00Z")
    sheet = AnswerSheet({"voice.new": answered}, {"b": Draft(note="Later.")}, {"voice.new": "again"})
    said = AnswerSheet({"voice.new": NotApplicable("no stores"), "b": Unknown("ask IT")})
    assert (found.sheet, found.respondents) == (sheet, (Respondent("ceo", said, "Ann", "board"),))
    assert found.interview is not None
    assert found.interview.at == "b"


@LAW
@given(cases(), st.data())
def test_whatever_is_renamed_no_answer_is_lost_or_shifts(case: Case, data: st.DataObject) -> None:
    """Ids changed for one another or for new ones: each answer stands where its question is."""
    before = replace(case.questionnaire, version="1.0.0")
    ids = [question.id for question in before.questions()]
    names = data.draw(st.permutations([*ids, *(f"{id_}.new" for id_ in ids)]))
    now = dict(zip(ids, names, strict=False))
    after = replace(before, version="2.0.0", dimensions=tuple(map(_renaming(now), before.dimensions)))
    old = replace(an_assessment(case.said), questionnaire=QuestionnaireReference("sample", "1.0.0"))

    found = migrate(parse(write(old, before), "old.yaml"), "old.yaml", after, SAY)

    assert isinstance(found, Accepted), found
    assert found.value.assessment.sheet == AnswerSheet({now[id_]: one for id_, one in case.said.items()})
    assert (found.value.changed, found.value.left_behind) == ((), ())


def _renaming(now: Mapping[str, str]) -> Callable[[Dimension], Dimension]:
    def renamed(dimension: Dimension) -> Dimension:
        questions = tuple(replace(one, id=now[one.id], was=(one.id,)) for one in dimension.questions)
        return replace(dimension, questions=questions)

    return renamed


def test_a_file_that_may_be_younger_than_the_renumbering_is_refused() -> None:
    """It names an id that only the renumbering brought, so its voice.1 may be the new question."""
    found = outcome("answers:\n  voice.1: 3\n  voice.3: 2\n", RENUMBERED)

    assert problems(found) == [("before-or-after", 4, 3)]


# -- what no longer fits


@pytest.mark.parametrize(
    ("question", "written", "answer"),
    [
        (a_grid_question("q", top_level=3), "4", "4"),
        (a_grid_question("q", top_level=3), "{level: 4}", "4"),
        (a_grid_question("q", top_level=3), "mostly", "mostly"),
        (a_grid_question("q", top_level=3), "2/3", "2/3"),
        (a_grid_question("q", top_level=3), "{value: 1}", "1"),
        (a_grid_question("q", top_level=3), "0.0", "0.0"),
        (a_grid_question("q", top_level=3), "1.0", "1.0"),
        (a_practice("q", 2), "3", "3"),
        (a_practice("q", 2), "{level: 1}", "1"),
        (a_practice("q", 2, answers=COVERAGE), "mostly", "mostly"),
        (a_practice("q", 2, answers=COVERAGE), "{value: 1/3}", "1/3"),
        (a_grid_question("q", top_level=3), "{value: [1]}", "…"),
    ],
)
def test_an_answer_that_no_longer_fits_is_not_guessed(question: Question, written: str, answer: str) -> None:
    """Scale, kind or options changed: the question is blank, and its flag says what was answered."""
    found = migrated(f"answers: {{q: {written}}}\n", of_today(question, top_level=3))

    told = f"was answered {answer} in version 1.0.0, which no longer fits; answer it anew"
    assert found.assessment.sheet == AnswerSheet(flags={"q": told})
    assert [(one.part, one.was, one.now, SAY(one.why)) for one in found.changed] == [(Part.ANSWER, "q", "q", told)]
    assert found.carried == ()


def test_what_was_said_beside_it_stays_as_a_draft() -> None:
    """Evidence, note and quote; an earlier flag stands before the new one, and the time of the answer goes."""
    text = "answers: {q: {level: 4, evidence: example, note: N., quote: Q., at: 2026-11-21T10:04:00Z, flag: ask}}\n"

    found = migrated(text, of_today(a_grid_question("q", top_level=3), top_level=3))

    flag = "ask\nwas answered 4 in version 1.0.0, which no longer fits; answer it anew"
    assert found.assessment.sheet == AnswerSheet({}, {"q": Draft(Evidence.EXAMPLE, "N.", "Q.")}, {"q": flag})


def test_a_bare_1_at_a_practice_is_flagged() -> None:
    """It may have been a level; it is the one number that means something to both kinds of question."""
    found = migrated("answers: {q: 1}\n", of_today(a_practice("q", 2)))

    why = Message("1 counts as in place in full here; if level 1 was meant, answer it anew")
    assert found.assessment.sheet == AnswerSheet({"q": Answered(Fraction(1))}, flags={"q": SAY(why)})
    assert found.changed == (Changed(Part.ANSWER, "q", "q", "", 1, why),)


def test_a_flag_that_is_no_text_is_told_where_its_answer_no_longer_fits() -> None:
    """It does not vanish behind the flag that says so."""
    found = outcome(
        "answers:\n  q: {level: 4, flag: [ask]}\n", of_today(a_grid_question("q", top_level=3), top_level=3)
    )

    assert problems(found) == [("wrong-type", 4, 23)]


@pytest.mark.parametrize(
    "written", ["12", "-1", "2.5", "1.5", '"2"', "[1]", "two words", "{level: 12}", "{level: Two}"]
)
def test_what_was_never_an_answer_is_a_problem(written: str) -> None:
    """It was wrong in the old file already, and is told there."""
    found = outcome(f"answers:\n  q: {written}\n", of_today(a_grid_question("q")))

    assert [(code, line) for code, line, _ in problems(found)] in ([("wrong-type", 4)], [("level-out-of-scale", 4)])


# -- what is gone


def test_answers_to_questions_that_are_gone_are_left_behind_and_told_whole() -> None:
    """With what stands beside them; places that were left empty say nothing."""
    text = "answers: {q: 1, gone: {level: 2, note: N.}, empty: }\nrespondents: {ceo: {answers: {gone: 3}}}\n"

    found = migrated(text, of_today(a_grid_question("q")))

    assert found.left_behind == (
        LeftBehind(Part.ANSWER, "gone", "", {"level": 2, "note": "N."}),
        LeftBehind(Part.ANSWER, "gone", "ceo", 3),
    )
    assert found.assessment.sheet == AnswerSheet({"q": Answered(1)})


def test_whatever_stood_at_a_question_that_is_gone_is_told_as_it_stood() -> None:
    """A list as a list, nothing as nothing."""
    found = migrated("answers: {q: 1, gone: {note: [a, {b: }]}}\n", of_today(a_grid_question("q")))

    assert found.left_behind == (LeftBehind(Part.ANSWER, "gone", "", {"note": ["a", {"b": None}]}),)


def test_answers_to_another_questionnaire_are_not_called_newer() -> None:
    """Whatever version they are of: it is the wrong questionnaire."""
    text = "format: 1\nquestionnaire: {id: other, version: 9.0.0}\nanswers: {q: 1}\n"

    found = migrate(parse(text, "old.yaml"), "old.yaml", of_today(a_grid_question("q")), SAY)

    assert problems(found) == [("other-questionnaire", 2, 21)]


def test_an_earlier_id_on_one_sheet_of_several_is_brought_over() -> None:
    """Of the version of today as well, where nothing else is to be done."""
    paying = "journey: [{touchpoint: Paying, stage: buy, importance: 5, expected: 8, functional: 6, emotional: 4}]\n"
    text = "actions: {lost: {owner: Bo, text: Ours.}}\nrespondents: {ann: {answers: {old: 2}}}\n" + paying
    journey = JourneyPart((Stage("buy", "Buying"),))

    found = migrated(text, of_today(was(a_grid_question("new"), "old"), journey=journey), "2.0.0")

    assert found.carried == (Carried("old", "new", "ann"),)
    assert found.assessment.touchpoints == (Touchpoint("Paying", "buy", 5, Fraction(8), Fraction(6), Fraction(4)),)
    assert found.assessment.actions == (PlannedAction("lost", "planned", "Bo", text="Ours."),)


def test_dimensions_stages_and_actions_that_are_gone_are_left_behind_too() -> None:
    """Levels above a shorter scale as well; the touchpoint stays, and so does the line of the plan of record."""
    questionnaire = of_today(
        a_grid_question("q", top_level=3, actions={1: (an_action("known"),)}),
        journey=JourneyPart((Stage("buy", "Buying"),)),
        top_level=3,
    )
    text = """
predicted: {overall: 2, gone: 1}
targets: {overall: 5, voice: 3}
importance: {gone: 3, voice: 1}
journey: [{touchpoint: Paying, stage: pay, importance: 5, expected: 8, functional: 6, emotional: 4}]
actions: {known: {owner: Al}, lost: {owner: Bo, dimension: gone, why: Said so.}, own-1: {text: Ours.}}
interview: {stage: pay, unfinished: [{touchpoint: Parking, stage: pay}]}
respondents: {ann: {targets: {gone: 2, voice: 2}}}
"""

    found = migrated(text, questionnaire)

    new = found.assessment
    assert [one.targets for one in new.respondents] == [{"voice": 2}]
    assert (new.predicted, new.targets, new.importance) == ({"overall": 2}, {"voice": 3}, {"voice": 1})
    assert new.touchpoints == (Touchpoint("Paying", "", 5, Fraction(8), Fraction(6), Fraction(4)),)
    assert new.actions == (
        PlannedAction("known", "planned", "Al"),
        PlannedAction("lost", "planned", "Bo", text="lost", why="Said so."),
        PlannedAction("own-1", "planned", text="Ours."),
    )
    assert found.left_behind == (
        LeftBehind(Part.PREDICTED, "gone", "", 1),
        LeftBehind(Part.TARGET, "overall", "", 5),
        LeftBehind(Part.IMPORTANCE, "gone", "", 3),
        LeftBehind(Part.TARGET, "gone", "ann", 2),
        LeftBehind(Part.STAGE, "pay", "", "Paying"),
        LeftBehind(Part.ACTION, "lost", "", {"dimension": "gone"}),
        LeftBehind(Part.STAGE, "pay", "", "Parking"),
    )
    assert [(one.part, one.was, one.now, one.respondent) for one in found.changed] == [
        (Part.ACTION, "lost", "lost", "")
    ]


# -- two that became one

ONE = of_today(was(a_grid_question("one"), "a", "b"), was(a_practice("p", 2), "c", "d"))


@pytest.mark.parametrize("pair", ["{a: 2, b: +2}", "{a: 2, b: }", "{b: {level: 2}, a: {flag: }}", "{one: 2, a: 2}"])
def test_equal_answers_of_two_questions_become_one(pair: str) -> None:
    """Likewise where only one of them is answered."""
    assert migrated(f"answers: {pair}\n", ONE).assessment.sheet == AnswerSheet({"one": Answered(2)})


def test_an_option_and_its_value_are_equal() -> None:
    """As they are everywhere else."""
    sheet = migrated("answers: {c: sometimes, d: 1/3}\n", ONE).assessment.sheet

    assert sheet == AnswerSheet({"p": Answered(Fraction(1, 3))})


def test_remarks_of_two_questions_stand_together() -> None:
    """Notes, quotes and flags under one another; of two grades of evidence the lower counts (scoring.md §6)."""
    text = """
answers:
  a: {level: 2, evidence: measured, note: One., quote: Q., at: 2026-11-21T10:04:00Z}
  b: {level: 2, evidence: example, note: Two., flag: ask, at: 2026-11-22T10:04:00Z}
  c: {value: 1/3, flag: which, note: Both., evidence: document, quote: So.}
  d: {value: 1/3, flag: when, note: , evidence: , quote: Too.}
"""

    sheet = migrated(text, ONE).assessment.sheet

    answered = Answered(2, Evidence.EXAMPLE, "One.\nTwo.", "Q.", "2026-11-21T10:04:00Z")
    third = Answered(Fraction(1, 3), Evidence.DOCUMENT, "Both.", "So.\nToo.")
    assert sheet == AnswerSheet({"one": answered, "p": third}, flags={"one": "ask", "p": "which\nwhen"})


@pytest.mark.parametrize(
    ("pair", "moment"),
    [
        ("{a: 2, b: {level: 2, at: 2026-11-22T10:04:00Z}}", "2026-11-22T10:04:00Z"),
        ("{a: {level: 2, at: 2026-11-22T10:04:00Z}, b: {note: N.}}", "2026-11-22T10:04:00Z"),
        ("{a: {note: N.}, b: {level: 2}}", ""),
    ],
)
def test_the_moment_is_that_of_the_answer(pair: str, moment: str) -> None:
    """Where only one of them has one, that one."""
    (found,) = migrated(f"answers: {pair}\n", ONE).assessment.sheet.responses.values()

    assert isinstance(found, Answered)
    assert found.at == moment


@pytest.mark.parametrize(
    "pair",
    [
        "a: 2\n  b: 3",
        "a: 0\n  b: {unknown: IT}",
        "a: 2\n  b: {level: , unknown: IT}",
        "a: {level: , unknown: IT}\n  b: 2",
        "a: {not_applicable: x}\n  b: {not_applicable: y}",
        "a: {unknown: x}\n  b: {unknown: }",
    ],
)
def test_different_answers_of_two_questions_are_a_problem(pair: str) -> None:
    """At the second of them; which of the two holds is for people to say."""
    assert problems(outcome(f"answers:\n  {pair}\n", ONE)) == [("answers-differ", 5, 3)]


@pytest.mark.parametrize(
    ("wrong", "code", "column"),
    [
        ("{level: 2, unknown: IT}", "two-states", 17),
        ("{at: 2026-11-22T10:04:00Z}", "needs-answer", 11),
        ("{level: 2, note: [N.]}", "wrong-type", 23),
        ("{quote: {a: b}}", "wrong-type", 14),
        ("{level: 2, flag: [ask]}", "wrong-type", 23),
        ("{evidence: hearsay}", "unknown-value", 17),
        ("{level: 2, evidence: hearsay}", "unknown-value", 27),
        ("{nothing: x}", "unknown-key", 7),
        ("[x]", "wrong-type", 6),
    ],
)
@pytest.mark.parametrize("right", ["{level: 2, evidence: opinion, note: N., flag: F., at: 2026-11-22T10:04:00Z}", "3"])
def test_what_is_wrong_with_one_of_two_does_not_vanish_in_the_other(
    right: str, wrong: str, code: str, column: int
) -> None:
    """It is told once, at its place, whichever comes first."""
    assert problems(outcome(f"answers:\n  a: {right}\n  b: {wrong}\n", ONE)) == [(code, 5, column)]
    assert problems(outcome(f"answers:\n  a: {wrong}\n  b: {right}\n", ONE)) == [(code, 4, column)]


def test_what_is_wrong_with_both_is_told_of_both() -> None:
    """Each at its place."""
    found = outcome("answers:\n  a: {level: 2, note: [N.]}\n  b: {level: 2, note: [M.]}\n", ONE)

    assert problems(found) == [("wrong-type", 4, 23), ("wrong-type", 5, 23)]


def test_a_warning_at_one_of_two_stands_in_no_ones_way() -> None:
    """Both have the same weak reason, which is told once."""
    found = outcome(
        "answers:\n  a: {not_applicable: outsourced to a partner}\n  b: {not_applicable: outsourced to a partner}\n",
        ONE,
    )

    assert isinstance(found, Accepted)
    assert [(one.code, one.place.line) for one in found.warnings] == [("weak-reason", 4)]
    assert found.value.assessment.sheet == AnswerSheet({"one": NotApplicable("outsourced to a partner")})


@pytest.mark.parametrize("pair", ["{a: {level: , unknown: IT}, b: {note: N.}}", "{a: {note: N.}, b: {unknown: IT}}"])
def test_somebody_who_was_to_be_asked_is_not_forgotten(pair: str) -> None:
    """Beside a blank with a remark, and whatever is left empty."""
    assert migrated(f"answers: {pair}\n", ONE).assessment.sheet == AnswerSheet({"one": Unknown("IT", "N.")})


def test_each_respondent_has_an_answer_of_their_own() -> None:
    """That two people differ is no problem here."""
    found = migrated("respondents: {x: {answers: {a: 1}}, y: {answers: {b: 2}}}\n", ONE)

    assert [one.sheet.responses for one in found.assessment.respondents] == [{"one": Answered(1)}, {"one": Answered(2)}]


# -- which version


def test_answers_to_this_version_have_nowhere_to_go() -> None:
    """Unless they use an id that only an earlier version had."""
    assert outcome("answers: {voice.1: 1}\n", RENUMBERED, "2.0.0") == NothingToDo("2.0.0")
    assert migrated("answers: {a: 1}\n", ONE, "2.0.0").assessment.sheet == AnswerSheet({"one": Answered(1)})


def test_answers_to_a_later_version_do_not_move_back() -> None:
    """Nobody here knows what a later version asks."""
    assert outcome("answers: {}\n", ONE, "2.0.1") == TooNew("2.0.1", "2.0.0")


def test_the_digest_of_today_means_the_ids_of_today() -> None:
    """Another version with the same questions: nothing is renamed, whatever `was` says."""
    digest = scoring_digest(RENUMBERED)
    text = f"format: 1\nquestionnaire: {{id: sample, version: 1.9.0, digest: '{digest}'}}\nanswers: {{voice.1: 1}}\n"

    found = migrate(parse(text, "old.yaml"), "old.yaml", RENUMBERED, SAY)

    assert isinstance(found, Accepted)
    assert found.value.assessment.sheet == AnswerSheet({"voice.1": Answered(1)})


def test_stages_and_actions_may_go_while_the_digest_stays() -> None:
    """They do not score; what refers to them is left behind as ever."""
    questionnaire = replace(RENUMBERED, journey=JourneyPart((Stage("buy", "Buying"),)))
    text = f"""format: 1
questionnaire: {{id: sample, version: 1.9.0, digest: '{scoring_digest(questionnaire)}'}}
journey: [{{touchpoint: Paying, stage: pay, importance: 5, expected: 8, functional: 6, emotional: 4}}]
actions: {{lost: {{owner: Bo}}}}
"""

    found = migrate(parse(text, "old.yaml"), "old.yaml", questionnaire, SAY)

    assert isinstance(found, Accepted)
    assert found.value.left_behind == (LeftBehind(Part.STAGE, "pay", "", "Paying"),)
    assert found.value.assessment.actions == (PlannedAction("lost", "planned", "Bo", text="lost"),)


def test_a_file_that_says_no_version_is_an_earlier_one() -> None:
    """Who migrates it says so."""
    found = migrate(parse("format: 1\nanswers: {voice.1: 1}\n", "old.yaml"), "old.yaml", RENUMBERED, SAY)

    assert isinstance(found, Accepted)
    assert found.value.assessment.sheet == AnswerSheet({"voice.2": Answered(1)})
    assert found.value.assessment.questionnaire == QuestionnaireReference("sample", "2.0.0", scoring_digest(RENUMBERED))


def test_the_digest_of_the_old_version_goes_with_it() -> None:
    """The answers are to the new one now."""
    text = "format: 1\nquestionnaire: {id: sample, version: 1.0.0, digest: '0123456789abcdef'}\nanswers: {voice.1: 1}\n"

    found = migrate(parse(text, "old.yaml"), "old.yaml", RENUMBERED, SAY)

    assert isinstance(found, Accepted)
    assert found.value.assessment.questionnaire.digest == scoring_digest(RENUMBERED)


def test_a_journey_that_is_none_is_told_of() -> None:
    """By whoever reads it."""
    asked = of_today(was(a_grid_question("new"), "old"), journey=JourneyPart((Stage("buy", "Buying"),)))

    assert problems(outcome("answers: {old: 1}\njourney: 3\n", asked)) == [("wrong-type", 4, 10)]


def test_all_other_problems_stand_where_they_are_in_the_old_file() -> None:
    """Together with those of the migration, in the order of the file."""
    text = "organisation: {nmae: A}\ndate: soon\nanswers:\n  a: 1\n  b: 2\n  c: [x]\n  c: some\nrespondents: [x]\n"

    assert problems(outcome(text, ONE)) == [
        ("unknown-key", 3, 16),
        ("wrong-date", 4, 7),
        ("answers-differ", 7, 3),
        ("wrong-type", 8, 6),
        ("duplicate-key", 9, 3),
        ("wrong-type", 10, 14),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "[]",
        "{}",
        "answers: 3",
        "questionnaire: x",
        "answers: {q: {q: {q: }}}",
        "interview: []",
        "respondents: {a: b}",
        "journey: {a: b}",
        "actions: [a]",
        "targets: [1]",
        "questionnaire: {id: [x], version: {a: b}, digest: [c]}",
    ],
)
def test_whatever_a_file_holds_it_is_judged_and_not_stumbled_over(text: str) -> None:
    """Every part may be of another kind than it should be."""
    found = migrate(parse(text, "old.yaml"), "old.yaml", ONE, SAY)

    assert isinstance(found, Accepted | Refused)


def test_an_interview_goes_on_where_its_question_has_gone() -> None:
    """At the same question under its new id; where there is none, at the first blank."""
    text = "answers: {{a: 2}}\ninterview: {{started: 2026-11-21T10:00:00Z, updated: 2026-11-21T10:00:00Z, at: {at}}}\n"

    states = [migrated(text.format(at=at), ONE).assessment.interview for at in ("b", "gone")]

    assert [state and state.at for state in states] == ["one", ""]


def test_a_line_of_the_plan_may_be_called_by_a_number() -> None:
    """What becomes the text of a line of their own is a text, whatever it looks like."""
    found = migrated("answers: {q: 1}\nactions: {2025: {owner: Bo}}\n", of_today(a_grid_question("q")))

    assert found.assessment.actions == (PlannedAction("2025", "planned", "Bo", text="2025"),)


def test_weights_of_dimensions_go_to_three_whatever_the_scale() -> None:
    """And levels to its top."""
    asked = of_today(a_grid_question("q", top_level=2), top_level=2)

    found = migrated("answers: {q: 1}\nimportance: {voice: 3}\ntargets: {voice: 3}\n", asked)

    assert (found.assessment.importance, found.assessment.targets) == ({"voice": 3}, {})
    assert found.left_behind == (LeftBehind(Part.TARGET, "voice", "", 3),)
    refused = outcome("answers: {q: 1}\nimportance: {voice: 4}\n", of_today(a_grid_question("q")))
    assert isinstance(refused, Accepted)
    assert refused.value.left_behind == (LeftBehind(Part.IMPORTANCE, "voice", "", 4),)


@pytest.mark.parametrize(
    ("line", "place"),
    [("interview: 3\n", (4, 12)), ("interview: {unfinished: 3}\n", (4, 25)), ("interview: {at: [q]}\n", (4, 17))],
)
def test_an_interview_that_is_none_is_told_of(line: str, place: tuple[int, int]) -> None:
    """By whoever reads it."""
    asked = of_today(was(a_grid_question("new"), "old"), journey=JourneyPart((Stage("buy", "Buying"),)))

    assert problems(outcome(f"answers: {{old: 1}}\n{line}", asked)) == [("wrong-type", *place)]


def test_a_reference_that_is_none_is_told_of() -> None:
    """Where it stands."""
    text = "format: 1\nquestionnaire: small\nanswers: {old: 1}\n"

    found = migrate(parse(text, "old.yaml"), "old.yaml", of_today(was(a_grid_question("new"), "old")), SAY)

    assert problems(found) == [("wrong-type", 2, 16)]


def test_a_line_of_the_plan_that_says_nothing_says_its_id() -> None:
    """Whether `text` is there or not."""
    found = migrated("answers: {q: 1}\nactions: {lost: {text: , owner: Bo}}\n", of_today(a_grid_question("q")))

    assert found.assessment.actions == (PlannedAction("lost", "planned", "Bo", text="lost"),)


def test_a_1_that_is_an_option_by_name_is_no_level() -> None:
    """Nothing is doubtful then."""
    named = AnswerSet("n", (Option("0", Fraction(0), "No"), Option("1", Fraction(1), "Yes")))

    found = migrated("answers: {q: 1}\n", of_today(a_practice("q", 2, answers=named)))

    assert (found.changed, found.assessment.sheet) == ((), AnswerSheet({"q": Answered(Fraction(1))}))


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("answers: 3", 10),
        ("respondents: [x]", 14),
        ("respondents: {ann: x}", 20),
        ("respondents: {ann: {answers: x}}", 30),
        ("targets: [1]", 10),
        ("respondents: {ann: {targets: [1]}}", 30),
        ("actions: [a]", 10),
        ("journey: [a]", 11),
        ("interview: {unfinished: [a]}", 26),
    ],
)
def test_a_part_that_is_of_another_kind_is_told_at_its_place(text: str, column: int) -> None:
    """By whoever reads it, and it does not vanish on the way."""
    asked = of_today(was(a_grid_question("new"), "old"), journey=JourneyPart((Stage("buy", "Buying"),)))
    found = outcome(f"{text}\n", asked)

    assert isinstance(found, Refused)
    assert [(one.code, one.place.line, one.place.column) for one in found.problems] == [("wrong-type", 3, column)]


def test_two_notes_that_are_the_same_figure_stay_a_text() -> None:
    """However it looks."""
    found = migrated('answers: {a: {level: 2, note: "12"}, b: {level: 2, note: "12"}}\n', ONE)

    assert found.assessment.sheet == AnswerSheet({"one": Answered(2, note="12")})


def test_a_warning_beside_what_is_wrong_hides_nothing() -> None:
    """Both are told, at the second of two answers."""
    found = outcome("answers:\n  a: 2\n  b: {not_applicable: outsourced to a partner, evidence: document}\n", ONE)

    assert problems(found) == [("weak-reason", 5, 23), ("needs-answer", 5, 58)]
