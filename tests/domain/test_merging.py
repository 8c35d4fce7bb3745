"""Several answers files in one: nothing is lost, and what contradicts is told."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cem_maturity.adapters import answers_file
from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.domain.assessment import (
    Assessment,
    InterviewState,
    Organisation,
    PlannedAction,
    QuestionnaireReference,
    Touchpoint,
    UnfinishedTouchpoint,
)
from cem_maturity.domain.authorship import AnswersFile
from cem_maturity.domain.consensus import responses_of
from cem_maturity.domain.digest import scoring_digest
from cem_maturity.domain.merging import Apart, Conflict, Contradicting, Merged, merge_files
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.questionnaire import JourneyPart, Stage
from cem_maturity.domain.response import Answered, AnswerSheet, Draft, Evidence, Respondent, Unknown
from cem_maturity.domain.scoring import score
from tests.builders import (
    a_dimension,
    a_practice,
    a_questionnaire,
    a_respondent,
    an_assessment,
    answered,
    not_applicable,
    responses,
    unknown,
)
from tests.domain.strategies import LAW

ASKED = a_questionnaire(
    a_dimension("voice", "voice.one", "voice.two", a_practice("voice.loop", 2)),
    a_dimension("data", "data.one"),
    journey=JourneyPart((Stage("buy", "Buying"), Stage("use", "Using"))),
)
PAYING = Touchpoint("Paying", "buy", 5, Fraction(8), Fraction(6), Fraction(4))


def a_file(name: str, assessment: Assessment) -> AnswersFile:
    """The file *name*.yaml; its person has that id."""
    return AnswersFile(f"{name}.yaml", assessment, name)


def merged(*files: AnswersFile) -> Assessment:
    """What the *files* make together."""
    outcome = merge_files(ASKED, files)
    assert isinstance(outcome, Merged)
    return outcome.assessment


def conflicts(*files: AnswersFile) -> tuple[Conflict, ...]:
    """What keeps the *files* apart."""
    outcome = merge_files(ASKED, files)
    assert isinstance(outcome, Contradicting)
    return outcome.conflicts


ANN = a_file("ann", an_assessment({"voice.one": 4}))
TOM = a_file("tom", an_assessment({"voice.one": 1, "voice.two": 2}))
GROUP = a_file(
    "workshop",
    an_assessment(
        {"voice.one": 3, "voice.two": unknown("ask IT")},
        respondents=(a_respondent("eve", {"voice.one": 2}), a_respondent("joe", {})),
    ),
)


def test_each_file_becomes_a_respondent() -> None:
    """There is no consensus until somebody settles one; the questionnaire's digest stands in the file."""
    together = merged(TOM, ANN)

    assert together == Assessment(
        QuestionnaireReference("sample", "1.0.0", scoring_digest(ASKED)),
        Organisation("ACME"),
        "2026-11-21",
        respondents=(
            Respondent("ann", AnswerSheet(responses({"voice.one": 4}))),
            Respondent("tom", AnswerSheet(responses({"voice.one": 1, "voice.two": 2}))),
        ),
    )


def test_a_group_brings_its_people_and_keeps_its_consensus() -> None:
    """A consensus answer wins over who comes later."""
    together = merged(GROUP, ANN)

    assert together.sheet == GROUP.assessment.sheet
    assert [one.id for one in together.respondents] == ["ann", "eve", "joe"]
    assert responses_of(ASKED, together)["voice.one"] == answered(3)


def test_an_unknown_of_the_group_gives_way_to_who_knows() -> None:
    """It is still told, as what the group said, and it no longer wins."""
    together = merged(GROUP, TOM)

    assert together.sheet == AnswerSheet(responses({"voice.one": 3}))
    assert together.respondents[1:3] == (
        a_respondent("group", {"voice.two": unknown("ask IT")}),
        a_respondent("joe", {}),
    )
    assert responses_of(ASKED, together)["voice.two"] == answered(2)


def test_who_wants_something_is_a_person_whatever_they_are_called() -> None:
    """A respondent `group` with a target is none that a merge has made."""
    own = replace(a_respondent("group", {"voice.two": unknown()}), targets={"overall": 5})
    wanting = a_file("workshop", an_assessment(respondents=(own, a_respondent("eve", {"voice.one": 1}))))
    ann = a_file("ann", an_assessment({"voice.two": 4}, targets={"overall": 3}))

    assert merged(wanting, ann).respondents[2] == own


def test_two_groups_that_did_not_know_give_way_together() -> None:
    """Each to what the other's people said; merging one of them again changes nothing."""
    groups = [
        a_file(
            name,
            an_assessment(
                {"voice.two": unknown("ask IT")},
                respondents=(
                    a_respondent(f"{name}-a", {"voice.two": level}),
                    a_respondent(f"{name}-b", {"data.one": 1}),
                ),
            ),
        )
        for name, level in (("one", 2), ("other", 3))
    ]

    together = merged(*groups)

    assert together.sheet == AnswerSheet()
    assert [one.id for one in together.respondents] == ["group", "one-a", "one-b", "other-a", "other-b"]
    assert [merged(a_file("all", together), group) for group in groups] == [together, together]


def test_the_language_is_that_of_the_first_person_who_has_one() -> None:
    """By id, whatever the order of the files; a file of more people goes before."""
    files = [
        a_file(name, replace(an_assessment({"voice.one": 1}), language=language))
        for name, language in (("zoe", "fa"), ("ann", ""), ("bob", "ru"))
    ]
    group = a_file("workshop", replace(GROUP.assessment, language="en"))

    assert (merged(*files).language, merged(*files, group).language) == ("ru", "en")


def test_an_unknown_that_the_group_settled_on_stays() -> None:
    """Its own people's answers were known when the group agreed that nobody knows."""
    group = a_file(
        "workshop",
        an_assessment({"voice.two": unknown()}, respondents=(a_respondent("tom", {"voice.one": 1, "voice.two": 2}),)),
    )

    together = merged(group, TOM)

    assert together.sheet == AnswerSheet(responses({"voice.two": unknown()}))
    assert [one.id for one in together.respondents] == ["tom"]


@pytest.mark.parametrize("files", [(ANN, TOM), (GROUP, TOM), (GROUP, ANN, TOM)], ids=len)
def test_merging_an_original_again_is_harmless(files: tuple[AnswersFile, ...]) -> None:
    """What is the same is counted once."""
    once = merged(*files)

    for original in files:
        assert merged(a_file("all", once), original) == once


def test_the_empty_form_of_a_role_is_no_second_answer() -> None:
    """Of one reply form for several roles, each fills in their part."""
    it = an_assessment(respondents=(a_respondent("it", {"data.one": 2}, role="it"), a_respondent("cx", {}, role="cx")))
    cx = an_assessment(respondents=(a_respondent("it", {}, role="it"), a_respondent("cx", {"voice.one": 1}, role="cx")))

    together = merged(a_file("one", it), a_file("other", cx))
    one_part = merged(a_file("one", it))

    assert together.respondents == (
        a_respondent("cx", {"voice.one": 1}, role="cx"),
        a_respondent("it", {"data.one": 2}, role="it"),
    )
    assert one_part.respondents == (a_respondent("it", {"data.one": 2}, role="it"),)


def test_who_left_their_own_file_empty_is_nobody() -> None:
    """Their name is that of the file, and says nothing of who was asked."""
    eve = AnswersFile("eve.yaml", an_assessment({}), "eve", "Eve")

    assert merged(ANN, eve).respondents == (a_respondent("ann", {"voice.one": 4}),)


def test_people_in_two_rooms_keep_their_names() -> None:
    """Each interview numbers those in its room; who is named in both is one person."""
    rooms = [
        an_assessment(
            {question: 1},
            respondents=(a_respondent("person-1", {}, name=name), a_respondent("person-2", {}, name="Eve")),
        )
        for question, name in (("voice.one", "Ann"), ("data.one", "Tom"))
    ]

    together = merged(a_file("one", rooms[0]), a_file("other", rooms[1]))

    assert [(one.id, one.name) for one in together.respondents] == [
        ("person-1", "Ann"),
        ("person-2", "Eve"),
        ("person-3", "Tom"),
    ]
    assert merged(a_file("all", together), a_file("one", rooms[0])) == together


def test_what_all_expect_is_the_organisations_and_the_rest_stays_with_each() -> None:
    """Dimension by dimension; who says nothing contradicts nobody."""
    ann = a_file("ann", an_assessment({"voice.one": 4}, targets={"overall": 3, "voice": 4}, importance={"data": 3}))
    tom = a_file("tom", an_assessment({"voice.one": 1}, targets={"overall": 3, "voice": 5}))

    outcome = merge_files(ASKED, (tom, ann))

    one, other = a_respondent("ann", {"voice.one": 4}), a_respondent("tom", {"voice.one": 1})
    assert isinstance(outcome, Merged)
    assert outcome.apart == (Apart("targets", "voice", ((one, 4), (other, 5))),)
    assert (outcome.assessment.targets, outcome.assessment.importance) == ({"overall": 3}, {"data": 3})
    assert outcome.assessment.respondents == (replace(one, targets={"voice": 4}), replace(other, targets={"voice": 5}))


def test_what_stands_at_the_top_of_a_groups_file_is_settled() -> None:
    """Who sees it differently keeps that, and nothing is told of it any more."""
    group = a_file("workshop", replace(GROUP.assessment, targets={"overall": 4}))
    ann = a_file("ann", an_assessment({"voice.one": 4}, targets={"overall": 3}))

    outcome = merge_files(ASKED, (group, ann))

    assert isinstance(outcome, Merged)
    assert (outcome.apart, outcome.assessment.targets) == ((), {"overall": 4})
    assert outcome.assessment.respondents[0].targets == {"overall": 3}


def test_what_one_file_leaves_out_is_taken_from_the_other() -> None:
    """Facts, language, digest; the latest day; the first beginning and the last change of the interviews."""
    one = replace(
        an_assessment({"voice.one": 4}, organisation=Organisation("ACME", sector="retail")),
        interview=InterviewState("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z", "voice.one", complete=True),
    )
    other = replace(
        an_assessment({"voice.one": 1}, organisation=Organisation("ACME", unit="France")),
        date="2026-11-23",
        language="fr",
        interview=InterviewState("2026-11-19T10:00:00Z", "2026-11-19T11:00:00Z", "voice.two", complete=True),
    )

    together = merged(a_file("ann", one), a_file("tom", other))

    assert together.organisation == Organisation("ACME", "France", "retail")
    assert (together.date, together.language) == ("2026-11-23", "fr")
    assert together.interview == InterviewState("2026-11-19T10:00:00Z", "2026-11-20T11:00:00Z", complete=True)


def test_touchpoints_and_plan_come_along_once() -> None:
    """A touchpoint that another file judges to the end is finished."""
    action = PlannedAction("everyone-1", "planned", "Ann")
    half = UnfinishedTouchpoint("paying ", "buy", 5, Fraction(8))
    one = replace(an_assessment({"voice.one": 4}, touchpoints=(PAYING,), actions=(action,)))
    other = replace(an_assessment({"voice.one": 1}, actions=(action,)), interview=InterviewState(unfinished=(half,)))

    together = merged(a_file("ann", one), a_file("tom", other))

    assert (together.touchpoints, together.actions) == ((PAYING,), (action,))
    assert together.interview == InterviewState()


def test_a_remark_that_an_answer_took_over_is_not_kept_twice() -> None:
    """A note put down at a blank question stands at the answer later."""
    before = an_assessment(
        {"data.one": 1}, respondents=(a_respondent("eve", {"voice.one": 2}), a_respondent("joe", {}))
    )
    before = replace(before, sheet=replace(before.sheet, drafts={"voice.one": Draft(None, "see minutes")}))
    after = replace(before, sheet=AnswerSheet(responses({"data.one": 1, "voice.one": answered(3, note="see minutes")})))

    assert merged(a_file("one", before), a_file("other", after)).sheet == after.sheet


SAME = {"file": "ann.yaml"}


def test_one_person_twice_with_anything_different_is_a_conflict() -> None:
    """It stands at the first question that differs, or at the person."""
    again = AnswersFile("b/ann.yaml", an_assessment({"voice.one": 4, "data.one": unknown()}), "ann")
    renamed = AnswersFile("c/ann.yaml", ANN.assessment, "ann", "Ann")

    assert conflicts(ANN, again, renamed) == (
        Conflict(
            "same-respondent",
            "b/ann.yaml",
            ("answers", "data.one"),
            {"name": "ann", "differing": ("data.one",), **SAME},
        ),
        Conflict("same-respondent", "c/ann.yaml", ("answers",), {"name": "ann", "differing": ("name",), **SAME}),
    )


def test_what_one_person_or_all_expect_is_said_once() -> None:
    """Twice with different levels it is a conflict, at the second of them."""
    hoping, doubting = (a_file("ann", an_assessment({"voice.one": 4}, predicted={"voice": level})) for level in (3, 1))
    again = replace(doubting, path="b/ann.yaml")

    where = ("predicted", "voice")
    assert conflicts(hoping, again) == (
        Conflict("same-respondent", "b/ann.yaml", where, {"name": "ann", "differing": ("predicted.voice",), **SAME}),
    )
    groups = [
        a_file(name, replace(GROUP.assessment, predicted={"voice": level}))
        for name, level in (("one", 3), ("other", 1))
    ]
    assert Conflict(
        "two-consensuses", "other.yaml", where, {"name": "predicted.voice", "file": "one.yaml"}
    ) in conflicts(*groups)


def test_other_versions_and_organisations_are_conflicts() -> None:
    """Both are told, with what the first file says."""
    other = replace(
        an_assessment({"voice.one": 1}, organisation=Organisation("Acme", sector="retail")),
        questionnaire=QuestionnaireReference("sample", "1.1.0"),
    )

    assert conflicts(ANN, a_file("tom", other)) == (
        Conflict(
            "mixed-versions", "tom.yaml", ("questionnaire", "version"), {"given": "1.1.0", "version": "1.0.0", **SAME}
        ),
        Conflict(
            "mixed-organisations",
            "tom.yaml",
            ("organisation", "name"),
            {"name": "name", "given": "Acme", "other": "ACME", **SAME},
        ),
    )


@pytest.mark.parametrize("other", [answered(2), not_applicable(), answered(3, note="as told")], ids=str)
def test_two_consensuses_are_a_conflict(other: Answered) -> None:
    """Groups that agreed on different things have to agree on one."""
    second = a_file(
        "second", an_assessment({"voice.one": other}, respondents=(a_respondent("a", {}), a_respondent("b", {})))
    )

    values = {"name": "voice.one", "file": "workshop.yaml"}
    assert conflicts(GROUP, second) == (Conflict("two-consensuses", "second.yaml", ("answers", "voice.one"), values),)


@pytest.mark.parametrize(("expected", "agrees"), [(Fraction(8), True), (Fraction(3), True), (Fraction(5), False)])
def test_an_unfinished_touchpoint_agrees_with_one_that_says_the_same(expected: Fraction, agrees: bool) -> None:
    """Of several that a stage has of that name, any one will do; else the file is named in which it was begun."""
    judged = a_file("ann", an_assessment({"voice.one": 4}, touchpoints=(PAYING, PAYING._replace(expected=Fraction(3)))))
    begun = InterviewState(unfinished=(UnfinishedTouchpoint("Paying", "buy", 5, expected),))
    other = a_file("tom", replace(an_assessment({"voice.one": 1}), interview=begun))

    if agrees:
        assert merged(judged, other).touchpoints == judged.assessment.touchpoints
    else:
        where = ("interview", "unfinished", 0)
        assert conflicts(judged, other) == (Conflict("two-judgements", "tom.yaml", where, {"name": "paying", **SAME}),)


def test_two_people_of_one_name_in_one_room_are_two() -> None:
    """And the same two in a second interview of that room."""
    twins = tuple(a_respondent(f"person-{number}", {}, name="Eve") for number in (1, 2))
    rooms = [an_assessment({question: 1}, respondents=twins) for question in ("voice.one", "data.one")]

    together = merged(a_file("one", rooms[0]), a_file("other", rooms[1]))

    assert [one.name for one in together.respondents] == ["Eve", "Eve"]


def test_touchpoints_and_plans_that_differ_are_conflicts() -> None:
    """The same stage and name, however it is spelled; the same id in the plan."""
    one = an_assessment({"voice.one": 4}, touchpoints=(PAYING,), actions=(PlannedAction("a", "planned"),))
    other = an_assessment(
        {"voice.one": 4},
        touchpoints=(PAYING._replace(name="PAYING"),),
        actions=(PlannedAction("a", "done"),),
    )

    assert conflicts(a_file("ann", one), a_file("tom", other)) == (
        Conflict("two-judgements", "tom.yaml", ("journey", 0), {"name": "paying", **SAME}),
        Conflict("two-plans", "tom.yaml", ("actions", "a"), {"name": "a", **SAME}),
    )


def other_target(id_: str, together: Assessment) -> bool:
    """Whether that person has a target of their own."""
    return any(one.targets for one in together.respondents if one.id == id_)


@st.composite
def people(draw: st.DrawFn) -> list[AnswersFile]:
    """Twelve people in four roles, each with a file of their own."""
    texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=8)
    files = []
    for number in range(12):
        said = {
            question.id: draw(
                st.one_of(
                    st.builds(answered, st.integers(0, 5), st.sampled_from([None, *Evidence]), texts, texts),
                    st.builds(Unknown, texts, texts),
                )
            )
            for question in ASKED.questions()
            if question.id != "voice.loop" and draw(st.booleans())
        }
        one = a_respondent(f"p{number}", said, role=f"role-{number % 4}", name=draw(texts))
        files.append(
            a_file(f"f{number}", an_assessment(respondents=(one,), targets={"overall": draw(st.integers(1, 2))}))
        )
    return files


@LAW
@given(people(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_no_byte(files: list[AnswersFile], chance: Random) -> None:
    """Same bytes, also when an original comes again; same figures; and each person's answers as they put them down."""
    shuffled = list(files)
    chance.shuffle(shuffled)

    one, other = merged(*files), merged(*shuffled)
    text = write(one, ASKED)
    read = answers_file.read(text, "all.yaml", ASKED, blanks_allowed=True)
    again = merged(shuffled[0], a_file("all", one))

    assert (write(other, ASKED), write(again, ASKED)) == (text, text)
    assert isinstance(read, Accepted)
    assert score(ASKED, responses_of(ASKED, read.value), one.organisation) == score(
        ASKED, responses_of(ASKED, other), one.organisation
    )
    told = [person for file in files for person in file.assessment.respondents]
    assert [(one.id, one.name, one.role, one.sheet) for one in read.value.respondents] == [
        (one.id, one.name, one.role, one.sheet)
        for one in sorted(told, key=lambda one: one.id)
        if one.sheet.responses or one.name or other_target(one.id, read.value)
    ]


def test_a_person_called_group_is_not_the_group() -> None:
    """What the group did not know goes beside them, and stays there however often it is merged."""
    person = a_file("group", an_assessment({"voice.two": 4}))

    together = merged(GROUP, person)

    assert [one.id for one in together.respondents] == ["eve", "group", "group-2", "joe"]
    assert together.respondents[2].sheet.responses == {"voice.two": unknown("ask IT")}
    assert merged(a_file("all", together), GROUP) == together


def test_a_remark_where_another_group_agreed_is_a_conflict() -> None:
    """Unless it is the one that stands beside the answer; the file that agreed is named."""
    room = (a_respondent("a", {}), a_respondent("b", {}))
    drafted = an_assessment({}, respondents=room)
    drafted = replace(drafted, sheet=AnswerSheet({}, {"voice.one": Draft(note="not so")}))

    values = {"name": "voice.one", "file": "workshop.yaml"}
    assert conflicts(GROUP, a_file("second", drafted)) == (
        Conflict("two-consensuses", "second.yaml", ("answers", "voice.one"), values),
    )


def a_group(name: str, sheet: AnswerSheet) -> AnswersFile:
    """A file of two people with what they settled on."""
    nobody = (a_respondent("eve", {"data.one": 2}), a_respondent("joe", {"data.one": 2}))
    return a_file(name, replace(an_assessment({}, respondents=nobody), sheet=sheet))


def test_a_remark_with_what_it_rests_on_is_taken_over_too() -> None:
    """The evidence goes along with the note; another grade is another remark."""
    draft = AnswerSheet({}, {"voice.one": Draft(Evidence.EXAMPLE, "see minutes")})
    kept = AnswerSheet({"voice.one": answered(3, Evidence.EXAMPLE, "see minutes")})
    other = AnswerSheet({"voice.one": answered(3, Evidence.DOCUMENT, "see minutes")})

    assert merged(a_group("one", draft), a_group("two", kept)).sheet == kept
    assert [one.code for one in conflicts(a_group("one", draft), a_group("two", other))] == ["two-consensuses"]


def test_groups_may_flag_the_same_and_not_differently() -> None:
    """The first that differs is held against the first that flagged it."""
    ask, check = AnswerSheet({}, {}, {"voice.one": "ask again"}), AnswerSheet({}, {}, {"voice.one": "check"})

    assert merged(a_group("one", ask), a_group("two", ask)).sheet.flags == {"voice.one": "ask again"}
    assert conflicts(a_group("one", ask), a_group("two", ask), a_group("three", check)) == (
        Conflict("two-consensuses", "three.yaml", ("answers", "voice.one"), {"name": "voice.one", "file": "one.yaml"}),
    )


NO_DIGEST = "0123456789abcdef"


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (("0.9.0", ""), ("0.9.0", NO_DIGEST), ("0.9.0", NO_DIGEST)),
        (("0.9.0", NO_DIGEST), ("", ""), ("0.9.0", NO_DIGEST)),
        (("", ""), ("0.9.0", ""), ("0.9.0", "")),
        (("", ""), ("", NO_DIGEST), ("1.0.0", scoring_digest(ASKED))),
        (("", ""), ("1.0.0", ""), ("1.0.0", scoring_digest(ASKED))),
    ],
)
def test_what_is_answered_is_what_any_file_says(
    first: tuple[str, str], second: tuple[str, str], together: tuple[str, str]
) -> None:
    """Version and digest of whoever names them; of the version of today, the digest of today."""
    files = [
        a_file(name, replace(an_assessment({"voice.one": 1}), questionnaire=QuestionnaireReference("sample", *of)))
        for name, of in (("ann", first), ("tom", second))
    ]

    assert merged(*files).questionnaire == QuestionnaireReference("sample", *together)


def test_the_file_that_named_another_version_is_named() -> None:
    """Not the one that came before it and named none."""
    files = [
        a_file(name, replace(an_assessment({"voice.one": 1}), questionnaire=QuestionnaireReference("sample", version)))
        for name, version in (("ann", ""), ("bob", "1.0.0"), ("tom", "1.1.0"))
    ]

    (found,) = conflicts(*files)

    assert (found.code, found.file, found.values["file"]) == ("mixed-versions", "tom.yaml", "bob.yaml")


def test_a_touchpoint_is_named_with_single_spaces() -> None:
    """However it was spaced in the file that judges it otherwise."""
    long = PAYING._replace(name="Paying  at   the till")
    one = a_file("ann", an_assessment({"voice.one": 4}, touchpoints=(long,)))
    other = a_file("tom", an_assessment({"voice.one": 1}, touchpoints=(long._replace(importance=1),)))

    assert [one.values["name"] for one in conflicts(one, other)] == ["paying at the till"]


def test_two_that_are_unfinished_in_different_ways_are_a_conflict() -> None:
    """Nobody can tell which of them holds."""
    files = [
        a_file(
            name,
            replace(
                an_assessment({"voice.one": 1}),
                interview=InterviewState(unfinished=(UnfinishedTouchpoint("Paying", "buy", importance),)),
            ),
        )
        for name, importance in (("ann", 4), ("tom", 5))
    ]

    assert [(one.code, one.at) for one in conflicts(*files)] == [("two-judgements", ("interview", "unfinished", 0))]


def test_remarks_of_two_groups_are_the_same_or_a_conflict() -> None:
    """At a question that neither has settled; the third is held against the first."""
    seen, heard = AnswerSheet({}, {"voice.one": Draft(note="Seen.")}), AnswerSheet({}, {"voice.one": Draft(note="H.")})

    assert merged(a_group("one", seen), a_group("two", seen)).sheet == seen
    (found,) = conflicts(a_group("one", seen), a_group("two", seen), a_group("three", heard))
    assert (found.code, found.file, found.values["file"]) == ("two-consensuses", "three.yaml", "one.yaml")


def test_an_interview_began_when_the_first_began_and_is_over_when_all_are() -> None:
    """One that does not say when it began says nothing."""
    states = (
        InterviewState("", "2026-11-20T10:00:00Z", complete=True),
        InterviewState("2026-11-19T10:00:00Z", "2026-11-19T11:00:00Z"),
    )
    files = [
        a_file(name, replace(an_assessment({"voice.one": 1}), interview=state))
        for name, state in zip(("ann", "tom"), states, strict=True)
    ]

    assert merged(*files).interview == InterviewState("2026-11-19T10:00:00Z", "2026-11-20T10:00:00Z")


def in_the_room(*people: Respondent) -> AnswersFile:
    """The file of a group, of whom one answers."""
    name = f"room-{len(people)}"
    return a_file(name, an_assessment({"voice.one": 1}, respondents=(a_respondent(name, {"data.one": 1}), *people)))


def test_two_rooms_may_number_their_people_alike() -> None:
    """They are numbered anew, with numbers that nobody has."""
    tom, ben = (a_respondent("person-3", {}, name=name) for name in ("Tom", "Ben"))
    others = [a_respondent(f"person-{number}", {"data.one": number}, name=f"P{number}") for number in (1, 2)]

    together = merged(in_the_room(tom, *others), in_the_room(ben))

    names = {one.name: one.id for one in together.respondents if one.name}
    assert names == {"P1": "person-1", "P2": "person-2", "Ben": "person-3", "Tom": "person-4"}


def test_whoever_was_in_one_room_keeps_their_number() -> None:
    """And who has also answered in a file of their own is there once."""
    together = merged(
        in_the_room(a_respondent("person-7", {}, name="Ben"), a_respondent("person-8", {}, name="Tom")),
        AnswersFile("tom.yaml", an_assessment({"voice.two": 2}), "tom", "Tom"),
    )

    assert [(one.id, one.name) for one in together.respondents] == [
        ("person-7", "Ben"),
        ("room-2", ""),
        ("tom", "Tom"),
    ]


def test_a_form_without_a_role_keeps_its_place_for_anybody() -> None:
    """Whoever fills it in has a role."""
    empty = a_file("one", an_assessment(respondents=(a_respondent("it", {}), a_respondent("cx", {"voice.one": 1}))))
    filled = a_file("two", an_assessment(respondents=(a_respondent("it", {"data.one": 2}, role="it"),)))

    assert [one.role for one in merged(empty, filled).respondents if one.id == "it"] == ["it"]
    assert [one.role for one in merged(filled, empty).respondents if one.id == "it"] == ["it"]


def test_the_fuller_of_two_files_of_one_person_gives_the_order() -> None:
    """As a merged file keeps its order when an original is merged with it again."""
    using = PAYING._replace(name="A use", stage="use")
    actions = (PlannedAction("z", "planned"), PlannedAction("a", "planned"))
    for full, part in (
        ({"touchpoints": (PAYING, using)}, {"touchpoints": (using,)}),
        ({"actions": actions}, {"actions": actions[1:]}),
    ):
        files = [
            AnswersFile(f"{name}/ann.yaml", an_assessment({"voice.one": 1}, **given), "ann")
            for name, given in (("a", part), ("b", full))
        ]
        together = merged(*files)
        assert {"touchpoints": together.touchpoints, "actions": together.actions} == {
            "touchpoints": (),
            "actions": (),
            **full,
        }


def test_an_unknown_gives_way_to_one_of_the_group_who_knew_elsewhere() -> None:
    """Their sheet in the group's file has no answer there, the file of their own has."""
    group = a_file(
        "workshop", an_assessment({"voice.two": unknown()}, respondents=(a_respondent("tom", {"voice.one": 1}),))
    )
    tom = a_file("tom", an_assessment(respondents=(a_respondent("tom", {"voice.one": 1}),)))
    knowing = a_file("eve", an_assessment({"voice.two": 4}))

    assert merged(group, tom).sheet == AnswerSheet(responses({"voice.two": unknown()}))
    assert merged(group, knowing).sheet == AnswerSheet()
