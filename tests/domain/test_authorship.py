"""Whose answers a file holds: a person's, or a group's."""

from dataclasses import replace

from cem_maturity.domain.assessment import Assessment
from cem_maturity.domain.authorship import AnswersFile, Author, Authorship, Claim, authorship
from cem_maturity.domain.response import AnswerSheet, Respondent
from tests.builders import a_respondent, an_assessment, responses, unknown

SAID = AnswerSheet(responses(one=3))


def a_file(assessment: Assessment) -> AnswersFile:
    """A file that is called `Ann Lee.yaml`."""
    return AnswersFile("Ann Lee.yaml", assessment, "ann-lee", "Ann Lee")


def test_a_file_without_respondents_is_of_the_person_whom_it_is_named_after() -> None:
    """What stands at the top is theirs, and what they expected as well."""
    file = a_file(an_assessment({"one": 3}, predicted={"overall": 2}))

    whose = authorship(file)

    author = Author(Respondent("ann-lee", SAID, "Ann Lee"), ("answers",), ("answers",), is_listed=False)
    claim = Claim("ann-lee", "predicted", "overall", 2, ("predicted", "overall"))
    assert whose == Authorship(file, AnswerSheet(), (author,), (claim,))


def test_the_one_respondent_listed_is_who_answered() -> None:
    """Their id, name and role are taken, and the answers at the top."""
    file = a_file(an_assessment({"one": 3}, respondents=(a_respondent("ceo", {}, role="board", name="Eve"),)))

    whose = authorship(file)

    author = Author(Respondent("ceo", SAID, "Eve", "board"), ("respondents", "ceo"), ("answers",))
    assert (whose.consensus, whose.authors) == (AnswerSheet(), (author,))


def test_a_number_that_an_interview_gave_is_no_id() -> None:
    """Every interview calls its only person `person-1`; the file's name tells them apart."""
    file = a_file(an_assessment({"one": 3}, respondents=(a_respondent("person-1", {}, role="board", name="Eve"),)))

    whose = authorship(file)

    assert [author.respondent for author in whose.authors] == [Respondent("ann-lee", SAID, "Eve", "board")]


def test_one_respondent_with_answers_of_their_own_is_alone_where_nothing_stands_at_the_top() -> None:
    """That is how `--respondent` and a reply form write it."""
    file = a_file(an_assessment(respondents=(a_respondent("ceo", {"one": 3}),)))

    whose = authorship(file)

    author = Author(Respondent("ceo", SAID), ("respondents", "ceo"), ("respondents", "ceo", "answers"))
    assert (whose.consensus, whose.authors) == (AnswerSheet(), (author,))


def test_answers_at_the_top_beside_a_respondents_own_are_a_consensus() -> None:
    """The file is a group's then, and what it expected is the group's."""
    file = a_file(an_assessment({"one": 3}, targets={"overall": 4}, respondents=(a_respondent("ceo", {"one": 1}),)))

    whose = authorship(file)

    assert (whose.consensus, [author.respondent.id for author in whose.authors]) == (SAID, ["ceo"])
    assert whose.claims == (Claim("", "targets", "overall", 4, ("targets", "overall")),)


def test_several_respondents_make_a_group_and_keep_what_they_claim() -> None:
    """Who is only named was in the room."""
    own = replace(a_respondent("ceo", {"one": 1}), targets={"overall": 5})
    file = a_file(an_assessment({"one": 3}, respondents=(own, a_respondent("person-2", {}, name="Tom"))))

    whose = authorship(file)

    assert [author.is_in_the_room for author in whose.authors] == [False, True]
    assert whose.authors[0].respondent == a_respondent("ceo", {"one": 1})
    assert whose.claims == (Claim("ceo", "targets", "overall", 5, ("respondents", "ceo", "targets", "overall")),)


def test_a_file_in_which_nobody_answered_is_of_nobody() -> None:
    """A plan or a journey alone needs no respondent."""
    file = a_file(an_assessment())

    whose = authorship(file)

    assert whose == Authorship(file, AnswerSheet(), (), ())


def test_unknowns_alone_under_the_name_of_a_group_are_what_a_merge_has_kept() -> None:
    """Whoever answered anything, or wants something, is a person of that name."""
    kept, person = (
        a_respondent("group", {"one": unknown("IT")}),
        a_respondent("group", {"one": unknown("IT"), "two": 3}),
    )
    eve = a_respondent("eve", {"one": 3})

    for one, is_group in ((kept, True), (person, False), (replace(kept, targets={"overall": 3}), False)):
        first, *_ = authorship(a_file(an_assessment(respondents=(one, eve)))).authors
        assert first.is_group is is_group


def test_a_file_of_one_person_is_no_groups() -> None:
    """Several people, nobody, or a consensus beside one person's answers make it one."""
    alone = a_file(an_assessment({"one": 3}))
    nobody = a_file(an_assessment())
    several = a_file(an_assessment(respondents=(a_respondent("a", {"one": 1}), a_respondent("b", {"one": 2}))))
    beside = a_file(an_assessment({"one": 3}, respondents=(a_respondent("ceo", {"one": 1}),)))

    files = (alone, nobody, several, beside)
    assert [authorship(one).is_of_a_group for one in files] == [False, True, True, True]


def test_what_several_people_said_stands_where_they_said_it() -> None:
    """Each person's answers under their id."""
    file = a_file(an_assessment(respondents=(a_respondent("a", {"one": 1}), a_respondent("b", {"one": 2}))))

    places = [(one.at, one.answers_at) for one in authorship(file).authors]

    assert places == [(("respondents", id_), ("respondents", id_, "answers")) for id_ in ("a", "b")]


def test_what_a_file_and_its_one_person_expect_is_theirs_and_what_differs_is_the_files() -> None:
    """The person's own word comes first; the file's other word on the same is nobody's in particular."""
    own = replace(a_respondent("ceo", {"one": 3}), targets={"overall": 5})
    file = a_file(an_assessment(targets={"overall": 4, "voice": 2}, respondents=(own,)))

    assert authorship(file).claims == (
        Claim("", "targets", "overall", 4, ("targets", "overall")),
        Claim("ceo", "targets", "voice", 2, ("targets", "voice")),
        Claim("ceo", "targets", "overall", 5, ("respondents", "ceo", "targets", "overall")),
    )


def test_unknowns_with_an_expectation_are_a_persons() -> None:
    """A merge keeps no expectation beside them."""
    one = a_respondent("group", {"one": unknown()})
    kept = a_file(an_assessment(respondents=(one,)))
    wanting = a_file(an_assessment(respondents=(replace(one, targets={"overall": 5}),)))
    expecting = a_file(an_assessment(predicted={"overall": 5}, respondents=(one,)))

    assert [[who.is_group for who in authorship(file).authors] for file in (kept, wanting, expecting)] == [
        [True],
        [False],
        [False],
    ]
