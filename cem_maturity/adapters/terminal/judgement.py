"""Teams held against a key, as a terminal shows them: in steps, so that a class can guess before it sees."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cem_maturity.adapters.terminal.columns import table, wrapped
from cem_maturity.adapters.terminal.show import show
from cem_maturity.adapters.terminal.tables import ABSENT, Strong
from cem_maturity.application.language import Language
from cem_maturity.domain.against import Against, JudgedFinding, JudgedQuestion, Judgement, Team, Verdict
from cem_maturity.domain.message import N_

MOST_DIVIDED = 5
"""Questions that divided the teams and that are talked about; the last step has them all."""
BAR = 10
"""Cells of the bar of an index."""
KINDS = {
    "contradiction": N_("Contradiction"),
    "blocker": N_("Blocker"),
    "role-gap": N_("Two views"),
    "quick-win": N_("Quick win"),
    "weak-evidence": N_("Weak evidence"),
}
MARKS = {1: "▲", -1: "▼"}
"""On which side of the model an answer lies that is far off."""


def draw_steps(judgement: Judgement, language: Language, width: int, strong: Strong) -> tuple[str, ...]:
    """The reveal in its order, *width* cells wide: teams, model, dimensions, what divided them, findings, questions."""
    drawing = _Drawing(judgement, language, width, strong)
    parts = (
        drawing.teams(),
        drawing.model(),
        drawing.dimensions(),
        *drawing.divided(),
        *(drawing.finding(number, one) for number, one in enumerate(judgement.findings, start=1)),
        drawing.questions(),
    )
    return tuple("\n".join(lines) + "\n" for part in parts if (lines := list(part)))


class _Drawing:
    """One judgement while it is drawn."""

    def __init__(self, judgement: Judgement, language: Language, width: int, strong: Strong) -> None:
        self.told, self.language, self.width, self.strong = judgement, language, width, strong
        self.names = {team.file: team.name for team in judgement.teams}
        self.titles = {one.id: one.title for one in judgement.dimensions}
        self.top_level = len(judgement.levels) - 1

    def teams(self) -> Iterator[str]:
        """Their levels side by side."""
        _ = self.language.gettext
        yield from self._head(self.told.organisation)
        count = len(self.told.teams)
        yield from self._head(self.language.ngettext("{count} team", "{count} teams", count), count=count)
        rows = [(_("Team"), _("Level"), "", _("Index"))]
        rows += [
            (show(one.name), self._number(one.level), self._bar(one.index), self._index(one.index))
            for one in self.told.teams
        ]
        yield from table(rows, self.width)
        levels = sorted({one.level for one in self.told.teams if one.level is not None})
        for level in levels:
            yield from self._lines(f"{self.language.number(level)}  {self.told.levels[level].name}", "   ")

    def model(self) -> Iterator[str]:
        """What the client really is, and how near each team came."""
        _ = self.language.gettext
        model = self.told.model
        yield from self._head(
            _("The model: level {level}, {name}"), level=self.language.number(model.level), name=model.level_name
        )
        yield from self._lines(
            _("index {index} of {top} ({percent})").format(
                index=self.language.decimal(model.index),
                top=self.language.number(self.top_level),
                percent=self.language.percent(model.index / self.top_level),
            )
        )
        head = (_("Team"), _("Level"), _("Index"), _("agree"), _("one off"), _("far off"), _("blank"), _("distance"))
        rows: list[tuple[str, ...]] = [head]
        rows += [self._against(one) for one in self.told.teams]
        yield from table(rows, self.width)
        yield from self._lines(_("Distance: how many steps an answer lies from the model's, on average."))

    def _against(self, team: Team) -> tuple[str, ...]:
        counts = (team.agree, team.one_off, team.far_off, team.blank)
        return (
            show(team.name),
            self._signed(team.level_off),
            self._signed(team.index_off),
            *map(self.language.number, counts),
            ABSENT if team.mean_distance is None else self.language.decimal(team.mean_distance),
        )

    def dimensions(self) -> Iterator[str]:
        """Level by level, the model's first."""
        _ = self.language.gettext
        yield from self._head(_("Dimension by dimension"))
        rows = [(_("Dimension"), _("Model"), *self._numbers())]
        for one in self.told.dimensions:
            levels = (self._marked(team.level, team.off) for team in one.teams)
            rows.append((show(one.title), self._number(one.level), *levels))
        yield from table(rows, self.width)
        yield from self._legend()

    def divided(self) -> Iterator[Iterator[str]]:
        """The questions on which the teams lie furthest apart, one after the other, with what the model says."""
        _ = self.language.gettext
        if len(self.told.teams) < 2:
            return
        questions = {one.id: one for one in self.told.questions}
        shown = self.told.divided[:MOST_DIVIDED]
        if not shown:
            title = _("What divided the teams")
            yield iter((*self._head(title), *self._lines(_("On no question did they lie two steps or more apart."))))
        for number, id_ in enumerate(shown, start=1):
            yield self._divided(number, len(shown), questions[id_])

    def _divided(self, number: int, count: int, question: JudgedQuestion) -> Iterator[str]:
        _ = self.language.gettext
        yield from self._head(_("What divided the teams, {number} of {count}"), number=number, count=count)
        yield from self._lines(question.text)
        rows = [
            (f"{self.names[one.team]}  ", self._answer(one))
            for one in sorted(question.answers, key=lambda one: (one.off is None, one.off or 0))
        ]
        yield from table(rows, self.width)
        yield from map(
            self.strong,
            self._lines(
                _("Model {level}: {descriptor}").format(level=self._model(question), descriptor=question.descriptor)
            ),
        )

    def finding(self, number: int, finding: JudgedFinding) -> Iterator[str]:
        """One finding of the key, and who saw it."""
        _ = self.language.gettext
        title = _("{number} of {count}. {kind}: {dimension}") if finding.dimension else _("{number} of {count}. {kind}")
        yield from self._head(
            title,
            number=self.language.number(number),
            count=self.language.number(len(self.told.findings)),
            kind=_(KINDS[finding.kind]),
            dimension=self.titles.get(finding.dimension, finding.dimension),
        )
        yield from self._lines(finding.text)
        texts = {one.id: one.text for one in self.told.questions}
        for id_ in finding.questions:
            yield from self._lines(f"- {texts.get(id_, id_)}", "  ")
        if finding.seen_by:
            seen = self.language.listed(self.names[file] for file in finding.seen_by)
            yield from map(self.strong, self._lines(_("Seen by: {teams}").format(teams=seen)))
        else:
            yield from map(self.strong, self._lines(_("Seen by nobody.")))

    def questions(self) -> Iterator[str]:
        """Every question of the model with everybody's answer."""
        _ = self.language.gettext
        yield from self._head(_("Question by question"))
        rows = [(_("Question"), _("Model"), *self._numbers(), _("distance"))]
        for one in self.told.questions:
            distance = ABSENT if one.mean_distance is None else self.language.decimal(one.mean_distance)
            rows.append((one.id, self._model(one), *map(self._answer, one.answers), distance))
        yield from table(rows, self.width)
        yield from self._legend()
        for number, team in enumerate(self.told.teams, start=1):
            saw = _("{seen} of {count} findings seen").format(
                seen=self.language.number(team.seen), count=self.language.number(len(self.told.findings))
            )
            yield from self._lines(f"{self.language.number(number)}  {self.language.listed((team.name, saw))}", "   ")

    # -- words and figures

    def _head(self, sentence: str, **values: object) -> Iterator[str]:
        text = sentence.format(**{name: self._said(value) for name, value in values.items()}) if values else sentence
        yield from map(self.strong, wrapped(show(text), self.width))

    def _said(self, value: object) -> str:
        return self.language.number(value) if isinstance(value, int) else str(value)

    def _lines(self, text: str, indent: str = "") -> Iterator[str]:
        return wrapped(show(text), self.width, indent)

    def _numbers(self) -> Sequence[str]:
        """Teams by number: names have no room."""
        return [self.language.number(number) for number in range(1, len(self.told.teams) + 1)]

    def _legend(self) -> Iterator[str]:
        _ = self.language.gettext
        listed = self.language.listed(
            f"{number} {team.name}" for number, team in zip(self._numbers(), self.told.teams, strict=True)
        )
        yield from self._lines(_("Columns are the teams: {teams}.").format(teams=listed))
        yield from self._lines(_("▲ ▼: above or below the model, doubled where it is two steps or more."))

    def _marked(self, level: int | None, off: int | None) -> str:
        return f"{self._number(level)}{_mark(off):<2}"

    def _answer(self, answer: Against) -> str:
        if answer.verdict == Verdict.BLANK:
            return f"{ABSENT}  "
        share = answer.value
        figure = self._number(answer.level) if share is None else self.language.percent(share)
        return f"{figure}{_mark(answer.off):<2}"

    def _model(self, question: JudgedQuestion) -> str:
        return self._number(question.level) if question.value is None else self.language.percent(question.value)

    def _number(self, value: int | None) -> str:
        return ABSENT if value is None else self.language.number(value)

    def _index(self, value: Fraction | None) -> str:
        return ABSENT if value is None else self.language.decimal(value)

    def _signed(self, value: int | Fraction | None) -> str:
        return ABSENT if value is None else self.language.signed(value)

    def _bar(self, index: Fraction | None) -> str:
        full = 0 if index is None else round(index / self.top_level * BAR)
        return "█" * full + "░" * (BAR - full)


def _mark(off: int | None) -> str:
    if not off:
        return ""
    return MARKS[1 if off > 0 else -1] * min(abs(off), 2)
