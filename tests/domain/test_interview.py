"""What is asked next, and what every step makes of an interview."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.domain import answering
from cem_maturity.domain.answering import answer, flag, grade, not_applicable, note, quote, set_importance, set_target
from cem_maturity.domain.assessment import Assessment, InterviewState, Organisation
from cem_maturity.domain.free_text import TEXT_LIMIT, Declined, refusal
from cem_maturity.domain.interview import (
    Interview,
    Progress,
    blanks,
    choices,
    empty_assessment,
    is_complete,
    is_named,
    position,
    progress,
    stamped,
    turns,
)
from cem_maturity.domain.moving import back, begin, catch_up, jump, skip
from cem_maturity.domain.questionnaire import Base, Condition, Questionnaire
from cem_maturity.domain.response import Answered, AnswerSheet, Draft, Evidence, NotApplicable, Respondent, Unknown
from cem_maturity.domain.start_form import fill_in, form_value
from cem_maturity.domain.turns import Closing, FormField, FormTurn, ImportanceTurn, QuestionTurn, TargetTurn, Turn
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire

NOW = "2026-11-21T10:00:00Z"

TWO = a_questionnaire(a_dimension("voice", "voice.a", "voice.b"), a_dimension("data", "data.a"))


def an_interview(
    questionnaire: Questionnaire = TWO, *, respondent: str = "", role: str = "", dimension: str = ""
) -> Interview:
    """An interview about ACME whose form is filled in, at its first question."""
    assessment = replace(
        empty_assessment(questionnaire, date="2026-11-21", language="en"),
        organisation=Organisation("ACME"),
        interview=InterviewState(started=NOW, at=next(iter(questionnaire.questions())).id),
    )
    return begin(questionnaire, assessment, respondent=respondent, role=role, dimension=dimension, now=NOW)


def taken(outcome: Interview | Declined) -> Interview:
    """The interview that an accepted text gives."""
    assert isinstance(outcome, Interview), outcome
    return outcome


def test_a_new_interview_starts_with_its_form() -> None:
    """Nothing is known yet, so the organisation is asked for first."""
    assessment = empty_assessment(TWO, date="2026-11-21", language="en")

    begun = begin(TWO, assessment, now=NOW)

    assert begun.turn == FormTurn(FormField.ORGANISATION)
    assert begun.assessment.interview == InterviewState(started=NOW)


@pytest.mark.parametrize(
    ("id_", "sectors", "sector"),
    [
        ("sample", (), ""),
        ("sample", ("banking",), "banking"),
        ("sample", ("banking", "retail"), ""),
        ("general-retail", ("banking", "retail"), "retail"),
        ("general-farming", ("banking", "retail"), ""),
        ("general", ("banking", "retail"), ""),
    ],
)
def test_a_questionnaire_of_one_sector_has_it_filled_in(id_: str, sectors: tuple[str, ...], sector: str) -> None:
    """Or one that is named after it and what it extends; it can be changed like all else."""
    asked = replace(TWO, id=id_, sectors=sectors, base=Base("general", "0" * 16))
    started = empty_assessment(asked, date="2026-11-21", language="en")

    assert started.organisation == Organisation("", sector=sector)


def test_everything_is_asked_in_the_order_of_the_room() -> None:
    """The author's order of dimensions; importance and target follow the questions of each."""
    questionnaire = replace(TWO, interview_order=("data", "voice"))

    order = turns(an_interview(questionnaire))

    assert order == (
        FormTurn(FormField.ORGANISATION),
        FormTurn(FormField.UNIT),
        FormTurn(FormField.SECTOR),
        FormTurn(FormField.DATE),
        FormTurn(FormField.ASKED),
        FormTurn(FormField.PREDICTED),
        QuestionTurn("data.a"),
        ImportanceTurn("data"),
        TargetTurn("data"),
        QuestionTurn("voice.a"),
        QuestionTurn("voice.b"),
        ImportanceTurn("voice"),
        TargetTurn("voice"),
        Closing(),
    )


def test_questions_out_of_scope_are_not_asked_nor_counted() -> None:
    """A question whose `when` does not hold is passed over; a dimension without any is too."""
    shops = a_grid_question("data.shops", when=(Condition("sector", ("retail",)),))
    questionnaire = a_questionnaire(a_dimension("voice", "voice.a"), a_dimension("data", shops))

    interview = an_interview(questionnaire)

    assert QuestionTurn("data.shops") not in turns(interview)
    assert ImportanceTurn("data") not in turns(interview)
    assert progress(interview) == Progress(answered=0, all=1)


def test_a_fact_is_asked_for_where_a_question_depends_on_it() -> None:
    """Country and profile are no business of ours unless some question is only for some of them."""
    abroad = a_grid_question("voice.abroad", when=(Condition("country", ("FR",)),))

    order = turns(an_interview(a_questionnaire(a_dimension("voice", "voice.a", abroad))))

    assert FormTurn(FormField.COUNTRY) in order
    assert FormTurn(FormField.PROFILE) not in order


def test_an_answer_is_recorded_and_the_next_question_asked() -> None:
    """The answer stands in the sheet with its moment."""
    answered = answer(an_interview(), 3, NOW)

    assert answered.sheet.responses == {"voice.a": Answered(3, at=NOW)}
    assert answered.turn == QuestionTurn("voice.b")
    assert position(answered) == (2, 2)


def test_an_answer_that_the_question_does_not_offer_is_a_mistake_of_the_program() -> None:
    """Front ends offer only what can be taken."""
    with pytest.raises(ValueError, match=r"voice\.a"):
        answer(an_interview(), 6, NOW)


def test_remarks_at_a_blank_question_go_into_its_answer() -> None:
    """Note, quote and evidence may come before the answer."""
    interview = taken(quote(taken(note(an_interview(), "seen\ntwice")), "we care"))
    graded = grade(interview, Evidence.DOCUMENT)

    answered = answer(graded, 2, NOW)

    assert graded.sheet.drafts == {"voice.a": Draft(Evidence.DOCUMENT, "seen\ntwice", "we care")}
    assert answered.sheet.drafts == {}
    assert answered.sheet.responses["voice.a"] == Answered(2, Evidence.DOCUMENT, "seen\ntwice", "we care", NOW)


def test_a_changed_answer_keeps_its_remarks() -> None:
    """Going back and answering anew loses no note."""
    answered = back(answer(taken(note(an_interview(), "seen")), 2, NOW))

    again = answer(answered, 4, NOW)

    assert again.sheet.responses["voice.a"] == Answered(4, note="seen", at=NOW)


def test_an_empty_note_takes_the_note_away() -> None:
    """What is emptied leaves no trace."""
    noted = taken(note(an_interview(), "seen"))

    emptied = taken(note(noted, "  "))

    assert emptied.sheet == AnswerSheet()


def test_not_applicable_needs_a_reason() -> None:
    """Without a reason it is asked again; with one it is recorded and left behind."""
    interview = an_interview()

    assert isinstance(not_applicable(interview, " ", NOW), Declined)
    marked = taken(not_applicable(interview, "no stores", NOW))
    assert marked.sheet.responses == {"voice.a": NotApplicable("no stores", at=NOW)}
    assert marked.turn == QuestionTurn("voice.b")


@pytest.mark.parametrize(
    "reason",
    [
        *("Outsourced", " outsourced. ", "It is outsourced!", "Another unit", "other unit", "Another unit does it"),
        *("аутсорсинг", "на аутсорсинге", "другое подразделение", "Этим занимается другое подразделение"),
        *("برون‌سپاری", "برون‌سپاری شده", "واحد دیگر", "واحد دیگری انجام می‌دهد"),
    ],
)
def test_that_others_do_it_is_no_reason(reason: str) -> None:
    """The customer meets it all the same; with more to say it is a reason."""
    interview = an_interview()

    assert isinstance(not_applicable(interview, reason, NOW), Declined)
    marked = taken(not_applicable(interview, f"{reason}, and forbidden to us by law", NOW))
    assert isinstance(marked.sheet.responses["voice.a"], NotApplicable)


def test_unknown_needs_somebody_to_ask() -> None:
    """Without a name it is asked again."""
    interview = an_interview()

    assert isinstance(answering.unknown(interview, "", NOW), Declined)
    marked = taken(answering.unknown(interview, "ask IT", NOW))
    assert marked.sheet.responses == {"voice.a": Unknown("ask IT", at=NOW)}


def test_a_flag_stays_with_a_question_until_it_is_emptied() -> None:
    """A flag is independent of the answer."""
    flagged = answer(taken(flag(an_interview(), "ask the shops")), 1, NOW)

    emptied = taken(flag(back(flagged), ""))

    assert flagged.sheet.flags == {"voice.a": "ask the shops"}
    assert emptied.sheet.flags == {}


def test_a_skipped_question_stays_blank() -> None:
    """Skipping is no answer; the question is among those still open."""
    skipped = skip(an_interview())

    assert skipped.turn == QuestionTurn("voice.b")
    assert [question.id for question in blanks(skipped)] == ["voice.a", "voice.b", "data.a"]


def test_back_from_the_first_turn_stays() -> None:
    """There is nothing before the form's first line."""
    interview = jump(an_interview(), FormTurn(FormField.ORGANISATION))

    assert back(interview).turn == FormTurn(FormField.ORGANISATION)


def test_a_jump_from_the_end_comes_back_to_the_end() -> None:
    """Who looks over the answers at the end goes on looking after mending one."""
    at_end = jump(an_interview(), Closing())

    mended = answer(jump(at_end, QuestionTurn("voice.b")), 2, NOW)

    assert mended.turn == Closing()


def test_a_jump_on_the_way_goes_on_from_there() -> None:
    """A room may begin with any dimension."""
    jumped = jump(an_interview(), QuestionTurn("data.a"))

    assert answer(jumped, 2, NOW).turn == ImportanceTurn("data")


def test_importance_and_target_close_a_dimension() -> None:
    """Both belong to the dimension; no target means the usual one."""
    at_importance = jump(an_interview(), ImportanceTurn("voice"))

    important = set_importance(at_importance, 3)
    aimed = set_target(important, 4)
    unaimed = set_target(back(aimed), None)

    assert aimed.assessment.importance == {"voice": 3}
    assert aimed.assessment.targets == {"voice": 4}
    assert aimed.turn == QuestionTurn("data.a")
    assert unaimed.assessment.targets == {}


def test_one_dimension_alone_can_be_asked_about() -> None:
    """The others are neither asked nor counted."""
    interview = an_interview(dimension="data")

    assert interview.turn == QuestionTurn("data.a")
    assert progress(interview).all == 1


def test_a_respondent_fills_in_a_sheet_of_their_own() -> None:
    """The common answers stay as they are; the organisation's importance and target are not theirs to set."""
    interview = an_interview(respondent="ceo", role="board")

    answered = answer(jump(interview, QuestionTurn("voice.a")), 4, NOW)

    assert answered.assessment.sheet == AnswerSheet()
    sheet = AnswerSheet({"voice.a": Answered(4, at=NOW)})
    assert answered.assessment.respondents == (Respondent("ceo", sheet, role="board"),)
    assert ImportanceTurn("voice") not in turns(answered)


def test_a_practice_question_offers_its_options() -> None:
    """They are numbered from one, in the author's order."""
    practice = a_practice("voice.loop", 2)

    assert [(choice.key, choice.name) for choice in choices(practice)] == [
        ("1", "never"),
        ("2", "sometimes"),
        ("3", "mostly"),
        ("4", "always"),
    ]


def test_an_interview_resumes_at_the_question_where_it_was_left() -> None:
    """What is kept names the question; at a dimension's end, its last one."""
    left = jump(answer(an_interview(), 3, NOW), TargetTurn("voice"))

    resumed = begin(TWO, stamped(left, NOW), now="2026-11-22T09:00:00Z")

    assert resumed.turn == QuestionTurn("voice.b")
    assert resumed.sheet.responses == {"voice.a": Answered(3, at=NOW)}
    assert resumed.assessment.interview == InterviewState(NOW, NOW, "voice.b", complete=False)


def test_a_complete_interview_resumes_at_its_end() -> None:
    """There is nothing left to ask."""
    interview = an_interview()
    for id_ in ("voice.a", "voice.b", "data.a"):
        interview = answer(jump(interview, QuestionTurn(id_)), 2, NOW)

    resumed = begin(TWO, stamped(jump(interview, Closing()), NOW), now=NOW)

    assert is_complete(resumed)
    assert resumed.turn == Closing()


@pytest.mark.parametrize("turn", [ImportanceTurn("data"), TargetTurn("data")])
def test_what_follows_the_last_answer_is_asked_again_when_it_was_cut_short(turn: Turn) -> None:
    """All questions have answers, and still the interview was not over: it goes on before what was left."""
    interview = an_interview()
    for id_ in ("voice.a", "voice.b", "data.a"):
        interview = answer(jump(interview, QuestionTurn(id_)), 2, NOW)

    kept = stamped(jump(interview, turn), NOW)

    assert kept.interview == InterviewState(NOW, NOW, "data.a", complete=False)
    assert begin(TWO, kept, now=NOW).turn == QuestionTurn("data.a")


def test_the_form_gives_the_file_its_name_once_organisation_and_date_are_settled() -> None:
    """Before that there is nothing to call it."""
    start = begin(TWO, empty_assessment(TWO, date="2026-11-21", language="en"), now=NOW)

    named = taken(fill_in(start, "ACME"))
    dated = taken(fill_in(jump(named, FormTurn(FormField.DATE)), "2026-11-20"))

    assert not is_named(named)
    assert is_named(dated)
    assert (dated.assessment.organisation, dated.assessment.date) == (Organisation("ACME"), "2026-11-20")


@pytest.mark.parametrize("text", ["", "  ", "tomorrow", "20261121", "2026-02-30", "2026-W47-6"])
def test_a_date_is_year_month_day(text: str) -> None:
    """Anything else is asked again."""
    at_date = jump(an_interview(), FormTurn(FormField.DATE))

    assert isinstance(fill_in(at_date, text), Declined)


@pytest.mark.parametrize(
    ("text", "predicted"), [("3", {"overall": 3}), ("", {}), ("0", {"overall": 0}), ("5", {"overall": 5})]
)
def test_a_prediction_is_a_level_or_nothing(text: str, predicted: dict[str, int]) -> None:
    """Nobody has to guess."""
    at_guess = jump(an_interview(), FormTurn(FormField.PREDICTED))

    assert taken(fill_in(at_guess, text)).assessment.predicted == predicted
    assert isinstance(fill_in(at_guess, "6"), Declined)


def test_a_guess_about_the_whole_leaves_those_about_dimensions() -> None:
    """They came with the file."""
    at_guess = jump(an_interview(), FormTurn(FormField.PREDICTED))
    at_guess = replace(at_guess, assessment=replace(at_guess.assessment, predicted={"voice": 2, "overall": 1}))

    assert taken(fill_in(at_guess, "4")).assessment.predicted == {"voice": 2, "overall": 4}
    assert taken(fill_in(at_guess, "")).assessment.predicted == {"voice": 2}


@pytest.mark.parametrize(
    ("text", "sector"), [("retail", "retail"), (" Shops ", "retail"), ("", ""), ("farming", None), ("shop", None)]
)
def test_a_sector_is_one_that_the_questionnaire_knows(text: str, sector: str | None) -> None:
    """By its id or its name, or none."""
    asked = replace(TWO, sectors=("retail", "banking"), names={"retail": "shops"})
    at_sector = replace(jump(an_interview(), FormTurn(FormField.SECTOR)), questionnaire=asked)

    filled = fill_in(at_sector, text)

    assert sector == (None if isinstance(filled, Declined) else filled.assessment.organisation.sector)


def test_people_in_the_room_are_respondents_without_sheets() -> None:
    """Their answers are common ones; the report still says who took part."""
    at_asked = jump(an_interview(), FormTurn(FormField.ASKED))

    filled = taken(fill_in(at_asked, "Ann Lee (CX lead), Tom; Ойша (совет)"))

    assert filled.assessment.respondents == (
        Respondent("person-1", AnswerSheet(), "Ann Lee", "CX lead"),
        Respondent("person-2", AnswerSheet(), "Tom", ""),
        Respondent("person-3", AnswerSheet(), "Ойша", "совет"),
    )
    assert form_value(filled, FormField.ASKED) == "Ann Lee (CX lead), Tom, Ойша (совет)"


def test_naming_the_people_keeps_those_who_have_answered() -> None:
    """A respondent with answers is not lost to the form."""
    ceo = Respondent("ceo", AnswerSheet({"voice.a": Answered(1)}), "Eve", "board")
    interview = jump(an_interview(), FormTurn(FormField.ASKED))
    interview = replace(interview, assessment=replace(interview.assessment, respondents=(ceo,)))

    filled = taken(fill_in(interview, "Eve (board), Tom"))

    assert filled.assessment.respondents == (ceo, Respondent("person-1", AnswerSheet(), "Tom", ""))


def test_a_new_person_gets_an_id_that_is_free() -> None:
    """Nobody's answers come under another's name."""
    first = Respondent("person-1", AnswerSheet({"voice.a": Answered(1)}), "Eve", "board")
    interview = jump(an_interview(), FormTurn(FormField.ASKED))
    interview = replace(interview, assessment=replace(interview.assessment, respondents=(first,)))

    filled = taken(fill_in(interview, "Eve (board), Tom"))

    assert filled.assessment.respondents == (first, Respondent("person-2", AnswerSheet(), "Tom", ""))


def test_a_respondent_sees_their_own_name_alone() -> None:
    """The others have files, or lines, of their own."""
    people = (Respondent("ceo", AnswerSheet(), "Eve", "board"), Respondent("tom", AnswerSheet(), "Tom"))
    interview = replace(jump(an_interview(), FormTurn(FormField.ASKED)), respondent="tom")
    interview = replace(interview, assessment=replace(interview.assessment, respondents=people))

    assert form_value(interview, FormField.ASKED) == "Tom"


def test_leaving_the_people_as_they_are_changes_nothing() -> None:
    """Not even those whose names would read as two, nor those without a name."""
    people = (Respondent("lee", AnswerSheet(), "Lee, Ann", "CX"), Respondent("ceo", AnswerSheet(), "", "board"))
    interview = jump(an_interview(), FormTurn(FormField.ASKED))
    interview = replace(interview, assessment=replace(interview.assessment, respondents=people))

    assert form_value(interview, FormField.ASKED) == "Lee, Ann (CX)"
    kept = taken(fill_in(interview, form_value(interview, FormField.ASKED)))
    joined = taken(fill_in(interview, "Tom"))

    assert kept.assessment.respondents == people
    assert joined.assessment.respondents == (people[1], Respondent("person-1", AnswerSheet(), "Tom", ""))


@pytest.mark.parametrize("text", ["\x1b[31m", "a\x00", "\x85", "\ud800", "\ufdd0", "\ufdef", "\ufffe", "\U0001ffff"])
def test_characters_that_no_file_may_hold_are_refused(text: str) -> None:
    """With a sentence that names the character."""
    assert isinstance(refusal(text), Declined)


def test_a_text_may_have_ten_thousand_characters() -> None:
    """One more is refused."""
    assert refusal("x" * TEXT_LIMIT) is None
    assert isinstance(refusal("x" * (TEXT_LIMIT + 1)), Declined)


STEPS = st.one_of(
    st.tuples(st.just("answer"), st.integers(0, 5)),
    st.tuples(st.sampled_from(["back", "skip", "note", "flag", "not_applicable", "unknown"]), st.just(0)),
    st.tuples(st.just("jump"), st.integers(0, 12)),
)


@given(st.lists(STEPS, max_size=30))
def test_no_way_through_the_interview_loses_an_answer(steps: list[tuple[str, int]]) -> None:
    """Whatever is pressed, every answer given stands, progress counts them, and the place can be resumed."""
    interview = an_interview()
    expected: dict[str, object] = {}

    for step, number in steps:
        question = interview.question
        if step == "back":
            interview = back(interview)
        elif step == "skip" or question is None:
            interview = skip(interview) if step != "jump" else jump(interview, turns(interview)[number])
        elif step == "jump":
            interview = jump(interview, turns(interview)[number])
        elif step == "answer":
            interview = answer(interview, number, NOW)
            expected[question.id] = number
        elif step == "note":
            interview = taken(note(interview, "noted"))
        elif step == "flag":
            interview = taken(flag(interview, "later"))
        elif step == "not_applicable":
            interview = taken(not_applicable(interview, "none", NOW))
            expected[question.id] = "none"
        else:
            interview = taken(answering.unknown(interview, "IT", NOW))
            expected[question.id] = "IT"

    given_answers = {id_: _said(response) for id_, response in interview.sheet.responses.items()}
    assert given_answers == expected
    assert progress(interview).answered == len(expected)
    resumed = begin(TWO, stamped(interview, NOW), now=NOW)
    assert resumed.sheet == interview.sheet
    if isinstance(interview.turn, QuestionTurn) and not is_complete(interview):
        assert resumed.turn == interview.turn


def _said(response: Answered | NotApplicable | Unknown) -> object:
    match response:
        case Answered(value):
            return value
        case NotApplicable(reason):
            return reason
        case Unknown(whom):
            return whom


FACTS = a_questionnaire(
    a_dimension(
        "voice", *(a_grid_question(f"voice.{fact}", when=(Condition(fact, ("x",)),)) for fact in ("country", "profile"))
    )
)


@pytest.mark.parametrize(
    ("field", "organisation"),
    [
        (FormField.ORGANISATION, Organisation("x")),
        (FormField.UNIT, Organisation("ACME", unit="x")),
        (FormField.SECTOR, Organisation("ACME", sector="x")),
        (FormField.COUNTRY, Organisation("ACME", country="x")),
        (FormField.PROFILE, Organisation("ACME", profile="x")),
    ],
)
def test_each_line_of_the_form_is_kept_in_its_own_place(field: FormField, organisation: Organisation) -> None:
    """And says back what it was told."""
    filled = taken(fill_in(replace(an_interview(FACTS), turn=FormTurn(field)), "x"))

    assert filled.assessment.organisation == organisation
    assert form_value(filled, field) == "x"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [("Eve Roe (board)", "Eve Roe", "board"), ("Eve", "Eve", "cx"), ("Eve, Tom", "Eve", "cx"), ("", "", "cx")],
)
def test_a_respondent_of_several_names_nobody_else(text: str, name: str, role: str) -> None:
    """Their own name, and their role where it is said again; the others stay as they are."""
    tom = Respondent("tom", AnswerSheet(), "Tom", "shop")
    asked = an_interview(respondent="ceo", role="cx")
    asked = replace(asked, assessment=replace(asked.assessment, respondents=(tom, *asked.assessment.respondents)))
    asked = taken(fill_in(replace(asked, turn=FormTurn(FormField.ASKED)), "Somebody else"))

    filled = taken(fill_in(replace(asked, turn=FormTurn(FormField.ASKED)), text))

    assert filled.assessment.respondents == (tom, Respondent("ceo", AnswerSheet(), name, role))


def test_at_the_line_of_the_date_a_file_has_no_name_yet() -> None:
    """The date is part of it, and may still change."""
    at_date = jump(an_interview(), FormTurn(FormField.DATE))

    assert not is_named(at_date)
    assert is_named(skip(at_date))


def test_who_asks_about_one_dimension_never_begins_with_the_form() -> None:
    """Though nothing has been answered, and nothing says where it stood."""
    assessment = replace(
        empty_assessment(TWO, date="2026-11-21", language="en"),
        organisation=Organisation("ACME"),
        interview=InterviewState(started=NOW),
    )

    assert begin(TWO, assessment, now=NOW).turn == FormTurn(FormField.ORGANISATION)
    assert begin(TWO, assessment, dimension="data", now=NOW).turn == QuestionTurn("data.a")


def test_an_empty_assessment_names_its_questionnaire() -> None:
    """With the digest that later files are compared by."""
    found = empty_assessment(TWO, date="2026-11-21", language="en")

    assert isinstance(found, Assessment)
    assert (found.questionnaire.id, found.questionnaire.version) == ("sample", "1.0.0")
    assert found.questionnaire.digest


def test_a_turn_knows_its_dimension() -> None:
    """A question's is the one that asks it; what belongs to no dimension has none."""
    interview = an_interview()
    wanted: dict[Turn, str | None] = {
        QuestionTurn("voice.b"): "voice",
        QuestionTurn("data.a"): "data",
        ImportanceTurn("data"): "data",
        TargetTurn("voice"): "voice",
        FormTurn(FormField.DATE): None,
        Closing(): None,
    }

    found = {turn: interview.dimension_of(turn) for turn in wanted}

    assert {turn: one and one.id for turn, one in found.items()} == wanted


def test_answers_without_an_interview_begin_at_the_form() -> None:
    """Somebody has written them down by hand; who asks about one dimension begins at its questions."""
    assessment = replace(
        empty_assessment(TWO, date="2026-11-21", language="en"),
        organisation=Organisation("ACME"),
        sheet=AnswerSheet({"voice.a": Answered(2)}),
    )

    assert begin(TWO, assessment, now=NOW).turn == FormTurn(FormField.ORGANISATION)
    assert begin(TWO, assessment, dimension="data", now=NOW).turn == QuestionTurn("data.a")


def test_a_respondent_does_not_go_on_where_the_room_was_left() -> None:
    """But at their own first blank."""
    assessment = replace(an_interview().assessment, interview=InterviewState(started=NOW, at="data.a"))
    assessment = replace(assessment, respondents=(Respondent("ann", AnswerSheet({"voice.a": Answered(1)})),))

    assert begin(TWO, assessment, respondent="ann", now=NOW).turn == QuestionTurn("voice.b")


def test_catching_up_goes_on_to_the_next_blank_and_ends_with_the_last() -> None:
    """A step back, or a jump, ends it too."""
    steps = [catch_up(an_interview())]
    while steps[-1].catching_up:
        steps.append(skip(steps[-1]))

    asked = [one.turn for one in steps if not isinstance(one.turn, ImportanceTurn | TargetTurn)]
    assert asked == [QuestionTurn("voice.a"), QuestionTurn("voice.b"), QuestionTurn("data.a"), Closing()]
    second = steps[1]
    assert not back(second).catching_up
    assert not jump(second, QuestionTurn("data.a")).catching_up


@pytest.mark.parametrize("text", ["\ufdcf", "\ufdf0", "\ufffd", "\n", "\t"])
def test_their_neighbours_are_kept(text: str) -> None:
    """Letters beside what Unicode keeps free; lines and tabs."""
    assert refusal(text) is None
