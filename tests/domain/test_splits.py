"""On which questions people stand apart, and which of them comes first."""

from fractions import Fraction

from cem_maturity.application.assess import assess
from cem_maturity.domain.consensus import Voice, spread
from cem_maturity.domain.questionnaire import Condition
from cem_maturity.domain.report import RoleMark
from cem_maturity.domain.splits import Split, splits, spreads
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire, a_respondent, an_assessment

LIGHT, HEAVY = a_grid_question("voice.light"), a_grid_question("voice.heavy", weight=3)
LATE = a_practice("data.late", 2, weight=2)
VOICE, DATA = a_dimension("voice", LIGHT, HEAVY), a_dimension("data", LATE, weight=2)
ASKED = a_questionnaire(VOICE, DATA)
ANN = a_respondent("ann", {"voice.light": 4, "voice.heavy": 3, "data.late": Fraction(1)}, role="board")
TOM = a_respondent("tom", {"voice.light": 1, "voice.heavy": 1, "data.late": Fraction(0)}, role="shop")


def test_the_heaviest_question_comes_first() -> None:
    """The weight of the question times that of its dimension; a gap between roles is enough to stand apart."""
    found = splits(ASKED, an_assessment({"data.late": Fraction(0)}, respondents=(ANN, TOM)))

    heard = {
        question: (Voice(ANN, ANN.sheet.responses[question]), Voice(TOM, TOM.sheet.responses[question]))
        for question in ANN.sheet.responses
    }
    apart = {one.id: spread(one, heard[one.id]) for one in (LIGHT, HEAVY, LATE)}
    expected = [
        (DATA, "data.late", True, True),
        (VOICE, "voice.heavy", False, False),
        (VOICE, "voice.light", True, False),
    ]
    assert [split.weight for split in found] == [4, 3, 1]
    assert found == tuple(
        Split(dimension, told, heard[id_], disagrees, is_settled)
        for dimension, id_, disagrees, is_settled in expected
        if (told := apart[id_]) is not None
    )


def test_equal_weights_keep_the_order_of_the_questionnaire() -> None:
    """Whatever the order in which people answered."""
    asked = a_questionnaire(a_dimension("voice", "voice.b", "voice.a"))
    people = (a_respondent("ann", {"voice.a": 5, "voice.b": 5}), a_respondent("tom", {"voice.b": 0, "voice.a": 0}))

    found = splits(asked, an_assessment(respondents=people))

    assert [split.question.id for split in found] == ["voice.b", "voice.a"]


def test_small_differences_and_what_is_out_of_scope_are_no_splits() -> None:
    """One level apart is how people talk; a question that is not asked divides nobody."""
    shops = a_grid_question("voice.shops", when=(Condition("sector", ("retail",)),))
    asked = a_questionnaire(a_dimension("voice", "voice.a", shops))
    people = (
        a_respondent("ann", {"voice.a": 3, "voice.shops": 5}),
        a_respondent("tom", {"voice.a": 2, "voice.shops": 0}),
    )

    assert splits(asked, an_assessment(respondents=people)) == ()


def test_the_report_has_the_same_order() -> None:
    """Disagreements and role gaps alike."""
    report = assess(ASKED, an_assessment(respondents=(ANN, TOM)), partial=False, program_version="1")

    assert [one.question for one in report.disagreements] == ["data.late", "voice.light"]
    assert [one.question for one in report.role_gaps] == ["data.late", "voice.heavy", "voice.light"]


def test_the_report_marks_what_people_disagree_on_and_where_roles_lie_apart() -> None:
    """Each in its own place: a gap between roles need be no disagreement, nor the other way round."""
    alike = a_respondent("eve", {"voice.light": 1, "voice.heavy": 3}, role="board")
    report = assess(ASKED, an_assessment(respondents=(ANN, TOM)), partial=False, program_version="1")
    among = assess(ASKED, an_assessment(respondents=(ANN, alike)), partial=True, program_version="1")

    marked = {one.id: one.disagreement for dimension in report.dimensions for one in dimension.questions}
    assert marked == {"voice.light": True, "voice.heavy": False, "data.late": True}
    assert [one.question for one in among.disagreements] == ["voice.light"]
    assert among.role_gaps == ()
    late = report.role_gaps[0]
    assert (late.lower, late.higher) == (RoleMark("shop", None, Fraction(0)), RoleMark("board", None, Fraction(1)))


def test_one_answer_alone_is_not_spread() -> None:
    """Nothing is told of a question that one person answered."""
    one = a_respondent("eve", {"voice.light": 1})

    assert list(spreads(ASKED, an_assessment(respondents=(ANN, one)))) == ["voice.light"]
