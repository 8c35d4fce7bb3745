"""What became of the answers to an earlier version, as a terminal shows it."""

from collections.abc import Iterable, Iterator, Sequence

from cem_maturity.adapters.terminal.columns import page, wrapped
from cem_maturity.adapters.terminal.show import show
from cem_maturity.application.language import Language
from cem_maturity.domain.message import N_
from cem_maturity.domain.migration import Changed, LeftBehind, Migration, Part, Said
from cem_maturity.domain.questionnaire import Questionnaire

_INDENT = "  "
_LEFT_BEHIND = {
    Part.ANSWER: N_("{id}: answer {said}"),
    Part.PREDICTED: N_("{id}: expected level {said}"),
    Part.TARGET: N_("{id}: target level {said}"),
    Part.IMPORTANCE: N_("{id}: importance {said}"),
    Part.STAGE: N_("{id}: the stage of touchpoint {said}"),
    Part.ACTION: N_("{id}: of this action, {said}"),
}


def draw_migration(
    migration: Migration, questionnaire: Questionnaire, old_file: str, language: Language, width: int
) -> str:
    """What carried over, changed, is new and was left behind, *width* cells wide."""
    _ = language.gettext
    texts = {question.id: question.text for question in questionnaire.questions()}
    renamed = (_("{earlier} is now {now}").format(earlier=was, now=now) for was, now in migration.renamed)
    parts = [
        list(_head(migration, questionnaire, language, width)),
        _section(_("Under a new id"), renamed, width),
        _section(_("Changed; please look at these"), (_changed(one, language) for one in migration.changed), width),
        _section(_("New, or not asked before"), (f"{id_}: {texts[id_]}" for id_ in migration.new), width),
        _section(_("Left behind"), (_left_behind(one, language) for one in migration.left_behind), width),
    ]
    if migration.left_behind:
        said = _("What was left behind stands in {file}, which stays as it is.").format(file=old_file)
        parts.append(list(wrapped(show(said), width)))
    return page(parts)


def _head(migration: Migration, questionnaire: Questionnaire, language: Language, width: int) -> Iterator[str]:
    _, count = language.gettext, len(migration.carried)
    title = _("{questionnaire}, from version {earlier} to {version}")
    if not migration.earlier_version:
        title = _("{questionnaire}, from an earlier version to {version}")
    named = title.format(
        questionnaire=questionnaire.id,
        earlier=migration.earlier_version,
        version=migration.assessment.questionnaire.version,
    )
    yield from wrapped(show(named), width)
    carried = language.ngettext("{count} answer carried over.", "{count} answers carried over.", count)
    yield from wrapped(carried.format(count=language.number(count)), width)


def _section(heading: str, lines: Iterable[str], width: int) -> Sequence[str]:
    """The *lines* under their *heading*; nothing where there are none."""
    found = [_INDENT + piece for line in lines for piece in wrapped(show(line), width - len(_INDENT), _INDENT)]
    return [heading, *found] if found else []


def _changed(changed: Changed, language: Language) -> str:
    why = language.say(changed.why)
    if changed.respondent:
        return f"{changed.now} ({changed.respondent}): {why}"
    return f"{changed.now}: {why}"


def _left_behind(left: LeftBehind, language: Language) -> str:
    id_ = f"{left.id} ({left.respondent})" if left.respondent else left.id
    return language.gettext(_LEFT_BEHIND[left.part]).format(id=id_, said=_in_words(left.said, language))


def _in_words(said: Said, language: Language) -> str:
    match said:
        case int():
            return language.number(said)
        case str():
            return said
        case dict():
            return language.listed(f"{key}: {_in_words(value, language)}" for key, value in said.items())
        case list():
            return language.listed(_in_words(one, language) for one in said)
        case None:
            return "–"
