"""What the sheets say for the words of the values."""

from collections.abc import Iterable, Mapping

from cem_maturity.application.language import Language


class Words:
    """The words of one language, and what the questionnaire calls roles and sectors."""

    def __init__(self, language: Language, names: Mapping[str, str]) -> None:
        self.say = language.gettext
        self.say_in = language.pgettext
        self.number = language.number
        self.listed = language.listed
        self._names = names

    def called(self, id_: str) -> str:
        """What a reader is shown for a role or a sector."""
        return self._names.get(id_, id_)

    def one_of(self, said: Iterable[tuple[str, str]], word: str | None) -> str:
        """What is said for *word*; nothing where there is none."""
        return dict(said).get(word or "", word or "")

    def status(self, word: str) -> str:
        """Whether a dimension is assessed."""
        _ = self.say
        known = [
            ("assessed", _("assessed")),
            ("not_assessed", _("not assessed")),
            ("not_applicable", _("not applicable")),
        ]
        return self.one_of(known, word)

    def confidence(self, word: str | None) -> str:
        """How well answers are proved."""
        _ = self.say
        return self.one_of([("low", _("low")), ("medium", _("medium")), ("high", _("high"))], word)

    def evidence(self, word: str | None) -> str:
        """What an answer rests on; without a grade, an opinion."""
        _ = self.say
        known = [
            ("opinion", _("an opinion")),
            ("example", _("an example")),
            ("document", _("a document")),
            ("measured", _("a measurement")),
        ]
        return self.one_of(known, word or "opinion")

    def state(self, word: str) -> str:
        """What became of a question."""
        _ = self.say
        known = [
            ("answered", _("answered")),
            ("not_applicable", _("not applicable")),
            ("unknown", _("unknown")),
            ("blank", _("not answered")),
            ("out_of_scope", _("out of scope")),
        ]
        return self.one_of(known, word)

    def horizon(self, word: str) -> str:
        """By when an action is done."""
        _ = self.say
        known = [
            ("30d", _("within 30 days")),
            ("90d", _("within 90 days")),
            ("180d", _("within 180 days")),
            ("1y", _("within a year")),
        ]
        return self.one_of(known, word)

    def kind(self, word: str | None) -> str:
        """What kind of action it is."""
        _ = self.say
        known = [
            ("quick_win", _("quick win")),
            ("major_project", _("major project")),
            ("fill_in", _("fill-in")),
            ("later", _("later")),
        ]
        return self.one_of(known, word)

    def stand(self, word: str) -> str:
        """How an action of the plan of record stands."""
        return self.one_of(self.stands(), word)

    def stands(self) -> list[tuple[str, str]]:
        """All that may be said of an action of the plan of record."""
        _ = self.say
        return [("planned", _("planned")), ("done", _("done")), ("dropped", _("dropped"))]

    def quadrant(self, word: str) -> str:
        """How a touchpoint works and feels."""
        _ = self.say
        known = [
            ("both_good", _("both good")),
            ("works_but_cold", _("works but cold")),
            ("warm_but_broken", _("warm but broken")),
            ("neither", _("neither")),
        ]
        return self.one_of(known, word)
