"""A questionnaire's texts in another language; what is not translated falls back (contract.md §1)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from cem_maturity.adapters.questionnaire_file.overlaying import more_of
from cem_maturity.adapters.questionnaire_file.questions import degree
from cem_maturity.adapters.strict_yaml import Node, parse
from cem_maturity.adapters.yaml_values import Reading
from cem_maturity.domain.problem import Accepted, Refused
from cem_maturity.domain.questionnaire import (
    AnswerSet,
    Dimension,
    GridQuestion,
    JourneyPart,
    MaturityLevel,
    PracticeQuestion,
    QuadrantPart,
    Question,
    Questionnaire,
    Recommendation,
)

REQUIRED = ("translates", "version", "language")
KNOWN = (
    *REQUIRED,
    "format",
    "title",
    "description",
    "source",
    "levels",
    "answer_sets",
    "dimensions",
    "questions",
    "journey",
    "quadrant",
    "names",
    "glossary",
)


Standing: TypeAlias = Mapping[tuple[str, str], str]
"""Translated texts, each by what it is and the text that it translates."""


class Translated(NamedTuple):
    """A questionnaire in another language."""

    questionnaire: Questionnaire
    standing: Standing
    """Its texts, for the translation of an overlay: what the overlay leaves as it was is translated already."""


def translate(questionnaire: Questionnaire, text: str, file: str) -> Accepted[Questionnaire] | Refused:
    """*questionnaire* with the texts of a translation; texts that are missing there are warnings."""
    match read_translation(questionnaire, text, file):
        case Accepted(translated, warnings):
            return Accepted(translated.questionnaire, warnings)
        case Refused() as refused:
            return refused


def read_translation(
    questionnaire: Questionnaire, text: str, file: str, base: Translated | None = None
) -> Accepted[Translated] | Refused:
    """*questionnaire* with the texts of a translation; texts that are missing there are warnings.

    *base* is the translated questionnaire that an overlay extends: what the overlay leaves as it was speaks from there.
    """
    parsed = parse(text, file)
    reading = Reading(file, parsed)
    if parsed.root is None:
        return Refused(tuple(reading.problems))
    translation = _Translation(reading, parsed.root, base)
    translated = translation.of(questionnaire)
    problems = reading.in_file_order
    return Refused(problems) if reading.is_refused else Accepted(Translated(translated, translation.said), problems)


class _Translation:
    """One translation, and where its texts are missed."""

    def __init__(self, reading: Reading, root: Node, base: Translated | None) -> None:
        self.reading = reading
        self.root = root
        self.standing: Standing = base.standing if base else {}
        self.glossary: Mapping[str, str] = base.questionnaire.glossary if base else {}
        self.asked = {name.rpartition(".")[0] for name, _ in self.standing}
        self.said: dict[tuple[str, str], str] = {}
        """The texts so far, as `Standing`."""
        self.names: dict[str, str] = {}
        """Words for the roles, sectors and owners of the questionnaire."""

    def of(self, base: Questionnaire) -> Questionnaire:
        reading, root = self.reading, self.root
        found = reading.fields(root, KNOWN, REQUIRED)
        reading.format(found.get("format"))
        if (name := reading.identifier(found.get("translates"))) and name != base.id:
            reading.refuse("wrong-translation", found["translates"], name=name, questionnaire=base.id)
        if (version := reading.text(found.get("version"))) and version != base.version:
            reading.refuse("translation-outdated", found["version"], given=version, version=base.version)
        self.names = self._names(found.get("names"), base)
        self.language = reading.text(found.get("language")) or base.language
        sets = self._answer_sets(found.get("answer_sets"), base)
        levels = self._parts(found.get("levels"), [str(level.number) for level in base.levels])
        dimensions = self._parts(found.get("dimensions"), [dimension.id for dimension in base.dimensions])
        questions = self._parts(found.get("questions"), [question.id for question in base.questions()])
        translated = replace(
            base,
            language=self.language,
            title=self._text(found, "title", base.title, root, "title"),
            description=self._text(found, "description", base.description, root, "description"),
            source=self._source(found.get("source"), base.source),
            levels=tuple(self._level(levels.get(str(level.number)), level) for level in base.levels),
            dimensions=tuple(
                self._dimension(dimensions.get(dimension.id), dimension, questions, sets)
                for dimension in base.dimensions
            ),
            journey=self._journey(found.get("journey"), base.journey),
            quadrant=self._quadrant(found.get("quadrant"), base.quadrant),
            names={**base.names, **self.names},
        )
        glossary = {key.text: reading.text(value) for key, value in reading.pairs(found.get("glossary"))}
        return replace(translated, glossary={**self.glossary, **glossary} or base.glossary)

    # -- texts

    def _source(self, node: Node | None, base: str) -> str:
        """Where the questionnaire comes from, which may stay in the language that it was written in."""
        source = self.reading.text(node) or self.standing.get(("source", base), base)
        self.said["source", base] = source
        return source

    def _text(self, found: Mapping[str, Node], key: str, base: str, at: Node, name: str) -> str:
        """The translated text, else the *base* with a warning."""
        text = self.reading.text(found[key]) if key in found else self.standing.get((name, base), "")
        if text:
            self.said[name, base] = text
        elif base and key not in found:
            self._miss(at, name)
        return text or base

    def _texts(
        self, found: Mapping[str, Node], key: str, base: tuple[str, ...], at: Node, name: str
    ) -> tuple[str, ...]:
        """The translated texts; under `more` stand those of the last alone."""
        standing = tuple(self.standing.get((name, text), "") for text in base)
        texts: tuple[str, ...] = standing
        if (node := found.get(key)) is not None:
            at = node
            more = more_of(node) if self.standing else None
            own = self.reading.texts(more or node)
            texts = (*standing[: max(0, len(base) - len(own))], *own) if more else own
        if len(texts) < len(base) or not all(texts):
            self._miss(at, name)
        texts += ("",) * (len(base) - len(texts))
        self.said.update({(name, one): text for one, text in zip(base, texts, strict=False) if text})
        return tuple(text or one for one, text in zip(base, texts, strict=False)) + texts[len(base) :]

    def _miss(self, at: Node, name: str) -> None:
        self.reading.refuse("untranslated", at, name=name)

    def _parts(self, node: Node | None, known: Iterable[str]) -> dict[str, Node]:
        """The translated parts by id; ids that the questionnaire does not have are problems."""
        names = tuple(known)
        parts: dict[str, Node] = {}
        for key, value in self.reading.pairs(node, names):
            if key.text in names:
                parts[key.text] = value
            else:
                self.reading.refuse_unknown("translated-nothing", key, key.text, names)
        return parts

    # -- parts

    def _level(self, node: Node | None, base: MaturityLevel) -> MaturityLevel:
        found = self.reading.fields(node, ("name", "view", "actions")) if node is not None else {}
        at, name = node or self.root, f"levels.{base.number}"
        return base._replace(
            name=self._text(found, "name", base.name, at, f"{name}.name"),
            view=self._text(found, "view", base.view, at, f"{name}.view"),
            actions=self._actions(found.get("actions"), base.actions, at),
        )

    def _dimension(
        self, node: Node | None, base: Dimension, questions: Mapping[str, Node], sets: Mapping[str, AnswerSet]
    ) -> Dimension:
        found = self.reading.fields(node, ("title", "description")) if node is not None else {}
        at = node or self.root
        return replace(
            base,
            title=self._text(found, "title", base.title, at, f"{base.id}.title"),
            description=self._text(found, "description", base.description, at, f"{base.id}.description"),
            questions=tuple(self._question(questions.get(question.id), question, sets) for question in base.questions),
        )

    def _question(self, node: Node | None, base: Question, sets: Mapping[str, AnswerSet]) -> Question:
        reading = self.reading
        keys = ("text", "why", "probes", "evidence", "levels", "actions")
        found = reading.fields(node, keys) if node is not None else {}
        at = node or self.root
        if node is None and base.id not in self.asked:
            self._miss(at, base.id)
            return base
        common = replace(
            base,
            text=self._text(found, "text", base.text, at, f"{base.id}.text"),
            why=self._text(found, "why", base.why, at, f"{base.id}.why"),
            probes=self._texts(found, "probes", base.probes, at, f"{base.id}.probes"),
            evidence=self._texts(found, "evidence", base.evidence, at, f"{base.id}.evidence"),
        )
        match common:
            case GridQuestion():
                levels = self._parts(found.get("levels"), [str(one.level) for one in common.descriptors])
                actions = [action for step in common.steps for action in step.actions]
                translated = {one.id: one for one in self._actions(found.get("actions"), tuple(actions), at)}
                return replace(
                    common,
                    descriptors=tuple(
                        one._replace(
                            text=self._text(
                                levels, str(one.level), one.text, found.get("levels", at), f"{base.id}.{one.level}"
                            ),
                        )
                        for one in common.descriptors
                    ),
                    steps=tuple(
                        step._replace(actions=tuple(translated[action.id] for action in step.actions))
                        for step in common.steps
                    ),
                )
            case PracticeQuestion():
                return replace(
                    common,
                    answers=sets.get(common.answers.id, common.answers),
                    actions=self._actions(found.get("actions"), common.actions, at),
                )

    def _actions(self, node: Node | None, base: tuple[Recommendation, ...], at: Node) -> tuple[Recommendation, ...]:
        parts = self._parts(node, [action.id for action in base])
        return tuple(self._action(parts.get(action.id), action, at) for action in base)

    def _action(self, node: Node | None, base: Recommendation, at: Node) -> Recommendation:
        found = self.reading.fields(node, ("text", "owner", "done_when")) if node is not None else {}
        at = node or at
        return base._replace(
            text=self._text(found, "text", base.text, at, f"{base.id}.text"),
            owner=self.reading.text(found.get("owner")) or self.names.get(base.owner, base.owner),
            done_when=self._text(found, "done_when", base.done_when, at, f"{base.id}.done_when"),
        )

    def _names(self, node: Node | None, base: Questionnaire) -> dict[str, str]:
        names = {**{id_: base.called(id_) for id_ in base.named()}, **{owner: owner for owner in base.owners()}}
        parts = self._parts(node, names)
        return {name: self._text(parts, name, text, node or self.root, f"names.{name}") for name, text in names.items()}

    def _answer_sets(self, node: Node | None, base: Questionnaire) -> dict[str, AnswerSet]:
        used = {
            question.answers.id: question.answers
            for question in base.questions()
            if isinstance(question, PracticeQuestion)
        }
        parts = self._parts(node, used)
        sets = {}
        for id_, answers in used.items():
            if answers == degree(base.language) and id_ not in parts:
                sets[id_] = degree(self.language)  # the program's own words: a translation may better them
                continue
            texts = self._parts(parts.get(id_), [option.id for option in answers.options])
            at = parts.get(id_, self.root)
            sets[id_] = AnswerSet(
                id_,
                tuple(
                    option._replace(text=self._text(texts, option.id, option.text, at, f"{id_}.{option.id}"))
                    for option in answers.options
                ),
            )
        return sets

    def _quadrant(self, node: Node | None, base: QuadrantPart | None) -> QuadrantPart | None:
        if base is None:
            if node is not None:
                self.reading.refuse("translated-nothing", node, name="quadrant")
            return None
        found = self.reading.fields(node, ("names",)) if node is not None else {}
        names = self._parts(found.get("names"), base.names)
        at = node or self.root
        return base._replace(
            names={
                corner: self._text(names, corner, name, at, f"quadrant.{corner}") for corner, name in base.names.items()
            }
        )

    def _journey(self, node: Node | None, base: JourneyPart | None) -> JourneyPart | None:
        if base is None:
            if node is not None:
                self.reading.refuse("translated-nothing", node, name="journey")
            return None
        found = self.reading.fields(node, ("stages", "suggestions")) if node is not None else {}
        at = node or self.root
        titles = self._parts(found.get("stages"), [stage.id for stage in base.stages])
        suggestions = self._parts(found.get("suggestions"), base.suggestions)
        return base._replace(
            stages=tuple(
                stage._replace(title=self._text(titles, stage.id, stage.title, at, f"journey.{stage.id}"))
                for stage in base.stages
            ),
            suggestions={
                stage: self._texts(suggestions, stage, texts, at, f"journey.suggestions.{stage}")
                for stage, texts in base.suggestions.items()
            },
        )
