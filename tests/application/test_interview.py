"""An answer is saved before the interview goes on."""

from dataclasses import replace
from datetime import UTC, datetime

from cem_maturity.application.file_names import slug
from cem_maturity.application.interview import Keeper, Kept, NotKept, Sitting
from cem_maturity.domain.answering import answer
from cem_maturity.domain.assessment import Assessment, Organisation
from cem_maturity.domain.interview import Interview, empty_assessment
from cem_maturity.domain.message import Message
from cem_maturity.domain.moving import begin, jump
from cem_maturity.domain.turns import FormField, FormTurn, QuestionTurn
from tests.builders import a_dimension, a_questionnaire

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
FULL = Message("no space left")


class ADisk:
    """A disk that can be full."""

    def __init__(self) -> None:
        self.saved: list[Assessment] = []
        self.full = False

    def save(self, assessment: Assessment) -> Kept | NotKept:
        """Keep *assessment*, or say why not."""
        if self.full:
            return NotKept(FULL)
        self.saved.append(assessment)
        return Kept("a.yaml")


def an_interview() -> Interview:
    """An interview at its first question."""
    questionnaire = a_questionnaire(a_dimension("voice", "voice.a", "voice.b"))
    assessment = empty_assessment(questionnaire, date="2026-11-21", language="en")
    begun = begin(questionnaire, replace(assessment, organisation=Organisation("ACME")), now="2026-11-21T11:00:00Z")
    return jump(begun, QuestionTurn("voice.a"))


def test_every_answer_is_saved() -> None:
    """With the moment, and the question to go on with."""
    disk = ADisk()
    keeper = Keeper(disk.save, lambda: NOON)
    interview = an_interview()

    sitting = keeper.keep(Sitting(interview), answer(interview, 3, keeper.now))

    assert disk.saved == [sitting.kept]
    assert sitting.where == "a.yaml"
    assert disk.saved[0].interview is not None
    assert (disk.saved[0].interview.updated, disk.saved[0].interview.at) == ("2026-11-21T12:00:00Z", "voice.b")


def test_what_has_not_changed_is_not_saved_again() -> None:
    """Looking around costs nothing."""
    disk = ADisk()
    keeper = Keeper(disk.save, lambda: NOON)
    sitting = keeper.keep(Sitting(an_interview()), an_interview())

    keeper.keep(sitting, sitting.interview)

    assert len(disk.saved) == 1


def test_a_file_that_is_there_is_saved_whether_its_organisation_has_a_name_or_not() -> None:
    """What several people said may lack it, and is settled all the same."""
    disk = ADisk()
    keeper = Keeper(disk.save, lambda: NOON)
    nameless = replace(an_interview(), assessment=replace(an_interview().assessment, organisation=Organisation("")))

    fresh = keeper.keep(Sitting(nameless), answer(nameless, 3, keeper.now))
    kept = keeper.keep(Sitting(nameless, nameless.assessment), answer(nameless, 3, keeper.now))

    assert (fresh.kept, disk.saved) == (None, [kept.kept])


def test_a_failed_save_is_told_and_tried_again() -> None:
    """The answers stay in memory, and the next change saves them all."""
    disk = ADisk()
    keeper = Keeper(disk.save, lambda: NOON)
    interview = an_interview()
    disk.full = True
    failed = keeper.keep(Sitting(interview), answer(interview, 3, keeper.now))
    disk.full = False

    mended = keeper.keep(failed, answer(failed.interview, 4, keeper.now))

    assert failed.trouble == FULL
    assert mended.trouble is None
    assert sorted(disk.saved[-1].sheet.responses) == ["voice.a", "voice.b"]


def test_nothing_is_saved_before_there_is_a_name_for_it() -> None:
    """In the form's first lines there is no file yet, unless the interviewer leaves."""
    disk = ADisk()
    keeper = Keeper(disk.save, lambda: NOON)
    at_form = jump(an_interview(), FormTurn(FormField.UNIT))

    keeper.keep(Sitting(at_form), at_form)
    before_leaving = len(disk.saved)
    keeper.keep(Sitting(at_form), at_form, leaving=True)

    assert before_leaving == 0
    assert len(disk.saved) == 1


def test_file_names_are_safe_everywhere() -> None:
    """Letters and digits of any script; never a path, never one of Windows' devices, never too long."""
    names = ["ACME & Sons, Ltd.", "../../etc/passwd", "Кинотеатр «Рекорд»", "CON", "  ", "ü" * 100, "a/b\\c"]

    assert [slug(name) for name in names] == [
        "acme-sons-ltd",
        "etc-passwd",
        "кинотеатр-рекорд",
        "_con",
        "organisation",
        "ü" * 40,
        "a-b-c",
    ]
