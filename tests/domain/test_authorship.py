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
