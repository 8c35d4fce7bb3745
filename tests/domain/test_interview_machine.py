"""Interviews as people hold them: any step at any turn, and what holds after each.

1. Every answer, remark, flag and touchpoint that was put down stands as it was put down, and nothing else does.
2. The turn is one that is asked, and its question, dimension or touchpoint is there.
3. Progress counts what has an answer; complete is what has nothing open.
4. What is kept can be gone on with: nothing put down is lost or moved.
5. What the answers come to lies within its bounds.
"""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cem_maturity.domain import answering, touring
from cem_maturity.domain.assessment import Touchpoint, UnfinishedTouchpoint
from cem_maturity.domain.consensus import responses_of
from cem_maturity.domain.free_text import Declined, refusal
from cem_maturity.domain.interview import (
    Interview,
    blanks,
    choices,
    empty_assessment,
    is_complete,
    progress,
    stamped,
    station,
    turns,
)
from cem_maturity.domain.moving import back, begin, catch_up, jump, skip
from cem_maturity.domain.questionnaire import Condition, JourneyPart, Questionnaire, Stage
from cem_maturity.domain.response import Answered, Draft, Evidence, NotApplicable, Response, Unknown
from cem_maturity.domain.robustness import bounds
from cem_maturity.domain.scorecard import OverallScore, Scored
from cem_maturity.domain.scoring import in_scope, score
from cem_maturity.domain.start_form import fill_in, form_value
from cem_maturity.domain.turns import (
    FormField,
    FormTurn,
    ImportanceTurn,
    JourneyTurn,
    QuestionTurn,
    StageTurn,
    TargetTurn,
    TouchpointStep,
    TouchpointTurn,
)
from tests.builders import a_dimension, a_grid_question, a_practice, a_questionnaire
from tests.domain.strategies import THOROUGH

NOW, LATER = "2026-11-21T10:00:00Z", "2026-11-22T10:00:00Z"
SHOPS = a_grid_question("data.shops", when=(Condition("sector", ("retail",)),))
JOURNEY = JourneyPart((Stage("learn", "Learns"), Stage("buy", "Buys")), suggestions={"buy": ("The queue",)})
LEVELS = replace(
    a_questionnaire(
        a_dimension("voice", "voice.a", a_practice("voice.p", 2)), a_dimension("data", "data.a", SHOPS), journey=JOURNEY
    ),
    sectors=("retail", "banking"),
    interview_order=("data", "voice"),
)
JOURNEY_ALONE = a_questionnaire(journey=JOURNEY)

TEXTS = st.one_of(
    st.sampled_from(
        ["", " ", "seen", "ask IT", "two\nlines", "outsourced", "=1+1", "[/]", "\x1b[31m", "‮", "x" * 10_001]
    ),
    st.text(max_size=20),
)
FORM_TEXTS = st.one_of(
    TEXTS,
    st.sampled_from(
        ["retail", "banking", "Retail ", "2026-02-28", "2026-02-30", "0", "5", "6", "٣", "²", "Ann (CX), Tom"]
    ),
)
FIGURES = st.one_of(TEXTS, st.sampled_from(["0", "10", "7,5", "۷٫۵", "10.000001", "-1", "1e3", "11"]))


class Interviews(RuleBasedStateMachine):
    """An interview, and beside it what was put down."""

    interview: Interview

    @initialize(
        questionnaire=st.sampled_from([LEVELS, LEVELS, JOURNEY_ALONE]),
        respondent=st.sampled_from(["", "", "ceo"]),
        dimension=st.sampled_from(["", "", "data"]),
        named=st.booleans(),
    )
    def start(self, questionnaire: Questionnaire, respondent: str, dimension: str, named: bool) -> None:
        """An interview of the whole or of a part, for all or for one."""
        assume(not dimension or questionnaire is LEVELS)
        empty = empty_assessment(questionnaire, date="2026-11-21", language="en")
        if named:
            empty = replace(empty, organisation=replace(empty.organisation, name="ACME"))
        self.interview = begin(questionnaire, empty, respondent=respondent, dimension=dimension, now=NOW)
        self.responses: dict[str, Response] = {}
        self.drafts: dict[str, Draft] = {}
        self.flags: dict[str, str] = {}
        self.touchpoints: list[tuple[str, str]] = []

    # -- ways

    @rule()
    def skips(self) -> None:
        """On."""
        self.interview = skip(self.interview)

    @rule()
    def goes_back(self) -> None:
        """Back."""
        self.interview = back(self.interview)

    @rule(where=st.integers(0, 40))
    def jumps(self, where: int) -> None:
        """To any turn that there is, or to a touchpoint."""
        order = turns(self.interview)
        everywhere = (*order, *(TouchpointTurn(at, TouchpointStep.OVERVIEW) for at in range(len(self.touchpoints) + 1)))
        self.interview = jump(self.interview, everywhere[where % len(everywhere)])

    @rule()
    def catches_up(self) -> None:
        """To what is still open."""
        self.interview = catch_up(self.interview)

    @rule()
    def leaves_and_comes_back(self) -> None:
        """The interview ends, is kept, and is opened again."""
        old = self.interview
        kept = stamped(old, LATER)
        self.interview = begin(old.questionnaire, kept, respondent=old.respondent, dimension=old.dimension, now=LATER)

    # -- the form

    @precondition(lambda self: isinstance(self.interview.turn, FormTurn))
    @rule(text=FORM_TEXTS)
    def fills_in(self, text: str) -> None:
        """A line of the form, which says back what it was told."""
        turn = self.interview.turn
        assert isinstance(turn, FormTurn)
        filled = fill_in(self.interview, text)
        if isinstance(filled, Declined):
            return
        self.interview = filled
        if turn.field in (FormField.ORGANISATION, FormField.UNIT, FormField.COUNTRY, FormField.PROFILE):
            assert form_value(filled, turn.field) == (text if text.strip() else "")
        if turn.field is not FormField.ORGANISATION and turn.field is not FormField.ASKED:
            again = fill_in(replace(filled, turn=turn), form_value(filled, turn.field))
            assert isinstance(again, Interview)
            assert again.assessment == filled.assessment

    # -- questions

    def _is_asking(self) -> bool:
        return self.interview.question is not None

    @precondition(_is_asking)
    @rule(number=st.integers(0, 9))
    def answers(self, number: int) -> None:
        """One of the answers that are offered, with the remarks that stood there."""
        question = self.interview.question
        assert question is not None
        offered = choices(question)
        value = offered[number % len(offered)].value
        remarks = self._remarks(question.id)
        self._respond(question.id, Answered(value, remarks.evidence, remarks.note, remarks.quote, NOW))
        self.interview = answering.answer(self.interview, value, NOW)

    @precondition(_is_asking)
    @rule(text=TEXTS, is_unknown=st.booleans())
    def has_no_answer(self, text: str, is_unknown: bool) -> None:
        """No concern of theirs, or nobody knows."""
        question = self.interview.question
        assert question is not None
        mark = answering.unknown if is_unknown else answering.not_applicable
        marked = mark(self.interview, text, NOW)
        if isinstance(marked, Declined):
            return
        remarks = self._remarks(question.id)
        kind = Unknown if is_unknown else NotApplicable
        self._respond(question.id, kind(text, remarks.note, remarks.quote, NOW))
        self.interview = marked

    @precondition(_is_asking)
    @rule(text=TEXTS, is_quote=st.booleans())
    def remarks(self, text: str, is_quote: bool) -> None:
        """A note or a quote, which leaves the turn where it is."""
        question, before = self.interview.question, self.interview.turn
        assert question is not None
        remark = answering.quote if is_quote else answering.note
        remarked = remark(self.interview, text)
        assert isinstance(remarked, Declined) == (refusal(text) is not None)
        if isinstance(remarked, Declined):
            return
        kept = text if text.strip() else ""
        old = self._remarks(question.id)
        self._put_remarks(question.id, replace(old, quote=kept) if is_quote else replace(old, note=kept))
        self.interview = remarked
        assert self.interview.turn == before

    @precondition(_is_asking)
    @rule(evidence=st.one_of(st.none(), st.sampled_from(Evidence)))
    def grades(self, evidence: Evidence | None) -> None:
        """How well the answer is proved; only an answer can be, or one to come."""
        question = self.interview.question
        assert question is not None
        self._put_remarks(question.id, replace(self._remarks(question.id), evidence=evidence))
        self.interview = answering.grade(self.interview, evidence)

    @precondition(_is_asking)
    @rule(text=TEXTS)
    def puts_a_flag(self, text: str) -> None:
        """For later, or the flag away."""
        question = self.interview.question
        assert question is not None
        flagged = answering.flag(self.interview, text)
        if isinstance(flagged, Declined):
            return
        self.flags.pop(question.id, None)
        if text.strip():
            self.flags[question.id] = text
        self.interview = flagged

    @precondition(lambda self: isinstance(self.interview.turn, ImportanceTurn))
    @rule(importance=st.integers(1, 3))
    def weighs_a_dimension(self, importance: int) -> None:
        """How much a dimension matters."""
        dimension = self.interview.dimension_of(self.interview.turn)
        self.interview = answering.set_importance(self.interview, importance)
        assert dimension is not None
        assert self.interview.assessment.importance[dimension.id] == importance

    @precondition(lambda self: isinstance(self.interview.turn, TargetTurn))
    @rule(level=st.one_of(st.none(), st.integers(1, 5)))
    def sets_a_target(self, level: int | None) -> None:
        """Where a dimension shall get."""
        dimension = self.interview.dimension_of(self.interview.turn)
        self.interview = answering.set_target(self.interview, level)
        assert dimension is not None
        assert self.interview.assessment.targets.get(dimension.id) == level

    # -- touchpoints

    @precondition(lambda self: isinstance(self.interview.turn, JourneyTurn))
    @rule(wanted=st.booleans())
    def says_whether_to_tour(self, wanted: bool) -> None:
        """Touchpoints now, or none."""
        self.interview = touring.begin(self.interview) if wanted else touring.decline(self.interview)

    @precondition(lambda self: isinstance(self.interview.turn, StageTurn))
    @rule(name=st.one_of(TEXTS, st.sampled_from(["The queue", "the  QUEUE", "The bill"])))
    def names_a_touchpoint(self, name: str) -> None:
        """One more at this stage, unless there is one of that name."""
        turn = self.interview.turn
        assert isinstance(turn, StageTurn)
        added = touring.add(self.interview, name)
        if isinstance(added, Declined):
            return
        self.touchpoints.append((turn.stage, name.strip()))
        self.interview = added

    @precondition(lambda self: isinstance(self.interview.turn, StageTurn) and bool(self.touchpoints))
    @rule(where=st.integers(0, 20))
    def opens_a_touchpoint(self, where: int) -> None:
        """Over what was said about it."""
        self.interview = touring.open_touchpoint(self.interview, where % len(self.touchpoints))

    def _is_judging(self) -> bool:
        return isinstance(self.interview.turn, TouchpointTurn)

    @precondition(_is_judging)
    @rule(text=FIGURES, number=st.integers(1, 5), sure=st.booleans())
    def judges(self, text: str, number: int, sure: bool) -> None:
        """Whatever this step of a touchpoint asks for."""
        turn = self.interview.turn
        assert isinstance(turn, TouchpointTurn)
        here = touring.touchpoint_at(self.interview)
        match turn.step:
            case TouchpointStep.OVERVIEW:
                steps = [TouchpointStep.NAME, *touring.JUDGED, TouchpointStep.REMOVAL]
                self.interview = touring.open_one_step(self.interview, steps[(number * 2 - sure) % len(steps)])
            case TouchpointStep.IMPORTANCE:
                self.interview = touring.weigh(self.interview, number)
            case TouchpointStep.MOMENT_OF_TRUTH:
                self.interview = touring.set_moment_of_truth(self.interview, is_one=sure)
            case TouchpointStep.REMOVAL:
                if sure:
                    self.touchpoints.remove((here.stage, here.name))
                    self.interview = touring.remove(self.interview)
            case _:
                filled = touring.fill_in(self.interview, text)
                if isinstance(filled, Declined):
                    return
                if turn.step is TouchpointStep.NAME:
                    self.touchpoints[self.touchpoints.index((here.stage, here.name))] = (here.stage, text.strip())
                self.interview = filled

    @precondition(_is_judging)
    @rule()
    def leaves_a_touchpoint(self) -> None:
        """As it stands."""
        self.interview = touring.leave(self.interview)

    # -- what holds after each step

    @invariant()
    def what_was_put_down_stands(self) -> None:
        """Neither less nor more (1)."""
        sheet = self.interview.sheet
        assert dict(sheet.responses) == self.responses
        assert dict(sheet.drafts) == self.drafts
        assert dict(sheet.flags) == self.flags
        assert sorted((one.stage, one.name) for one in self.interview.touchpoints) == sorted(self.touchpoints)
        if self.interview.respondent:
            assert not self.interview.assessment.sheet.responses

    @invariant()
    def the_turn_is_one_that_is_asked(self) -> None:
        """It can be drawn, and gone on from (2)."""
        turn = self.interview.turn
        assert station(self.interview) in turns(self.interview)
        if isinstance(turn, QuestionTurn):
            assert self.interview.question is not None
            assert in_scope(self.interview.question, self.interview.assessment.organisation)
        if isinstance(turn, TouchpointTurn):
            here = touring.touchpoint_at(self.interview)
            needs = turn.step in (*touring.JUDGED[4:],)
            assert isinstance(here, Touchpoint) or not needs
        self.interview.dimension_of(turn)

    @invariant()
    def every_touchpoint_is_whole_or_unfinished(self) -> None:
        """One that has all it needs is finished, within its ranges (2)."""
        for one in self.interview.touchpoints:
            assert isinstance(one, Touchpoint) == (touring.open_step(one) is None)
            assert one.importance is None or 1 <= one.importance <= 5
            assert all(0 <= value <= 10 for value in (one.expected, one.functional, one.emotional) if value is not None)
        assert all(isinstance(one, UnfinishedTouchpoint) for one in self.interview.unfinished)

    @invariant()
    def progress_counts_what_has_an_answer(self) -> None:
        """... of what is asked (3)."""
        done, open_ = progress(self.interview), blanks(self.interview)
        assert 0 <= done.answered <= done.all
        assert done.all - done.answered == len(open_)
        assert not is_complete(self.interview) or (not open_ and not self.interview.unfinished)

    @invariant()
    def what_is_kept_can_be_gone_on_with(self) -> None:
        """Nothing is lost or moved by leaving (4)."""
        old = self.interview
        again = begin(
            old.questionnaire, stamped(old, LATER), respondent=old.respondent, dimension=old.dimension, now=LATER
        )
        assert again.sheet == old.sheet
        assert again.touchpoints == old.touchpoints
        assert replace(again.assessment, interview=None) == replace(old.assessment, interview=None)
        assert station(again) in turns(again)
        whole = not old.respondent and bool(old.assessment.organisation.name)
        if whole and isinstance(old.turn, QuestionTurn) and not is_complete(old):
            assert again.turn == old.turn

    @invariant()
    def the_result_lies_within_its_bounds(self) -> None:
        """Level and index of what was said so far (5)."""
        assessment, questionnaire = self.interview.assessment, self.interview.questionnaire
        said = responses_of(questionnaire, assessment)
        card = score(questionnaire, said, assessment.organisation)
        if not isinstance(card.overall, OverallScore):
            return
        top = questionnaire.top_level
        assert 0 <= card.overall.level <= top
        assert Fraction(0) <= card.overall.index <= top
        if all(isinstance(one, Scored) for one in card.outcomes):
            within = bounds(questionnaire, said, assessment.organisation)
            assert within is not None
            assert within.level_low <= card.overall.level <= within.level_high
            assert within.index_low <= card.overall.index <= within.index_high

    # -- the pieces

    def _remarks(self, id_: str) -> Draft:
        match self.responses.get(id_):
            case Answered() as given:
                return Draft(given.evidence, given.note, given.quote)
            case NotApplicable() | Unknown() as given:
                return Draft(None, given.note, given.quote)
            case _:
                return self.drafts.get(id_, Draft())

    def _respond(self, id_: str, response: Response) -> None:
        self.responses[id_] = response
        self.drafts.pop(id_, None)

    def _put_remarks(self, id_: str, remarks: Draft) -> None:
        match self.responses.get(id_):
            case Answered() as given:
                self.responses[id_] = given._replace(evidence=remarks.evidence, note=remarks.note, quote=remarks.quote)
            case NotApplicable() | Unknown() as given:
                self.responses[id_] = replace(given, note=remarks.note, quote=remarks.quote)
            case _:
                self.drafts.pop(id_, None)
                if remarks != Draft():
                    self.drafts[id_] = remarks


def test_whatever_is_done_in_an_interview_its_laws_hold() -> None:
    """Any steps in any order, at every kind of turn."""
    run_state_machine_as_test(
        Interviews,
        settings=settings(
            max_examples=2000 if THOROUGH else 60,
            stateful_step_count=60,
            deadline=None,
            derandomize=not THOROUGH,
        ),
    )
