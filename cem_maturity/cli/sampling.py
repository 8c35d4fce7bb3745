"""From what is wanted of sample clients to files in a folder, or the reason why there are none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cem_maturity.adapters.answers_file.writing import write
from cem_maturity.adapters.bundled import examples, stock
from cem_maturity.adapters.disk import Found, NotSaved, make_folder, save_text
from cem_maturity.adapters.library import base_path
from cem_maturity.application.file_names import slug
from cem_maturity.application.language import SOURCE, speak
from cem_maturity.cli.options import FLAGSHIP
from cem_maturity.cli.publishing import refuse_taken
from cem_maturity.cli.reading import (
    accepted_with_warnings,
    find_answers,
    load_assessment,
    load_questionnaire,
    questionnaire_path,
    text_at,
)
from cem_maturity.cli.report import Format
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import NOT_WRITTEN, WRONG_USAGE, put, stop, tell
from cem_maturity.domain.message import N_, Message, Value
from cem_maturity.domain.problem import nearest
from cem_maturity.domain.questionnaire import Questionnaire

if TYPE_CHECKING:
    from cem_maturity.domain.result import Result
    from cem_maturity.domain.sampling.sample import Sample, Wanted
    from cem_maturity.domain.sampling.stock import Stock

KEYS = "keys"
"""The folder of the keys, apart from what the class gets."""
_INVENTED = N_("An invented organisation, for training: its name, its people and all that they say are made up.")


class _Client(NamedTuple):
    """What is written about one client."""

    name: str
    """Of its organisation."""
    answers: str
    key: str
    """Nothing where none is wanted."""
    result: "Result"
    told: Message | None
    """What is said beside the result."""


def write_samples(
    wanted: "Sequence[Wanted]",
    folder: Path | None,
    questionnaire: str | None,
    language: str | None,
    *,
    with_key: bool,
    report: Format | None,
) -> None:
    """Write every client that is *wanted* to *folder*, or the one to stdout where there is none.

    Ends with the exit code of contract.md §3 where that is not 0; nothing is written before all are drawn.
    """
    asked, said, drawn = draw_clients(wanted, questionnaire, language)
    clients = [_client(one, asked, said, with_key=with_key) for one in drawn]
    _write(clients, folder, language, report)


def draw_clients(
    wanted: "Sequence[Wanted]", questionnaire: str | None, language: str | None
) -> "tuple[Questionnaire, Stock, list[Sample]]":
    """Every client that is *wanted*, with what they were asked and made of; ends the command where one cannot be."""
    path = questionnaire_path(questionnaire or FLAGSHIP)
    asked = load_questionnaire(questionnaire or FLAGSHIP, language)
    _refuse_what_it_does_not_ask(asked, wanted[0])
    said = load_stock(path, asked, language or asked.language)
    return asked, said, list(_drawn(wanted, asked, said))


def write_case(name: str, folder: Path | None, language: str | None, *, with_key: bool, report: Format | None) -> None:
    """Write the case of that *name* to *folder*, or to stdout where there is none; as `write_samples`."""
    found, result = load_case(name, language)
    key_text = case_text(name, "key", language) if with_key else ""
    if with_key and not key_text:
        stop(_("The case {name} has no key.").format(name=name), WRONG_USAGE)
    organisation = result.assessment.organisation.name
    _write([_Client(organisation, found.text, key_text, result, None)], folder, language, report)


def load_case(name: str, language: str | None) -> "tuple[Found, Result]":
    """The answers file of the case of that *name* in *language*, and what it comes to; ends the command without one."""
    known = sorted(path.parent.name for path in examples().glob("*/answers.yaml"))
    if name not in known:
        if close := nearest(name, known):
            sentence = _("There is no case {name}; did you mean {nearest}?")
        else:
            sentence = _("There is no case {name}; there are {known}.")
        stop(sentence.format(name=name, nearest=close, known=", ".join(known)), WRONG_USAGE)

    from cem_maturity.application.judge import judge

    found = find_answers(case_path(name, "answers", language))
    asked, assessment = load_assessment(found, None, language, blanks_allowed=False)
    return found, judge(asked, assessment, partial=False)


def case_text(name: str, document: str, language: str | None) -> str:
    """The text of a *document* of a case in *language*, else in English; nothing where there is none."""
    path = case_path(name, document, language)
    return text_at(path) if path.is_file() else ""


def case_path(case: str, document: str, language: str | None) -> Path:
    """Where a *document* of a case stands in *language*, else in English."""
    translated = examples() / case / f"{document}.{language or SOURCE}.yaml"
    return translated if translated.is_file() else examples() / case / f"{document}.yaml"


def load_stock(path: Path, asked: Questionnaire, language: str) -> "Stock":
    """What clients of the questionnaire at *path* are made of, in *language*, else in English.

    What people say about its own questions, and what may be planted in a client, stands in the folder `stock` beside
    it, else beside the questionnaire that it extends. Ends the command after problems are told.
    """
    from cem_maturity.adapters import stock_file

    common = stock() / f"{language}.yaml"
    if not common.is_file():
        common = stock() / f"{SOURCE}.yaml"
    found = accepted_with_warnings(stock_file.read_common(text_at(common), str(common)))
    for home in _homes(path, asked):
        folder, its = home.with_name("stock"), load_questionnaire(str(home))
        plants, own = folder / "plants.yaml", folder / common.name
        if plants.is_file():
            found = replace(
                found, plants=accepted_with_warnings(stock_file.read_plants(text_at(plants), str(plants), its))
            )
        if own.is_file():
            found = replace(found, own=accepted_with_warnings(stock_file.read_own(text_at(own), str(own), its)))
    return found


def _homes(path: Path, asked: Questionnaire) -> Iterator[Path]:
    """The questionnaires whose stock serves this one, its own last, so that it wins."""
    if asked.base and (extended := base_path(asked.base.id, path)) and extended.name == "questionnaire.yaml":
        yield extended
    if path.name == "questionnaire.yaml":
        yield path


def _refuse_what_it_does_not_ask(asked: Questionnaire, wanted: "Wanted") -> None:
    """End the command where *wanted* asks for what no client of this questionnaire has."""
    if not asked.dimensions and (wanted.level is not None or wanted.respondents is not None):
        sentence = _("{questionnaire} has no questions: leave out --level and --respondents.")
        stop(sentence.format(questionnaire=asked.id), WRONG_USAGE)
    if wanted.level is not None and not 0 <= wanted.level <= asked.top_level:
        sentence = _("There is no level {level}; {questionnaire} has 0 to {top}.")
        level, top = map(SPOKEN.number, (wanted.level, asked.top_level))
        stop(sentence.format(level=level, questionnaire=asked.id, top=top), WRONG_USAGE)
    if wanted.sector is not None and asked.sectors and wanted.sector not in asked.sectors:
        if close := nearest(wanted.sector, asked.sectors):
            sentence = _("There is no sector {name}; did you mean {nearest}?")
        else:
            sentence = _("There is no sector {name}; there are {known}.")
        known = ", ".join(asked.sectors)
        stop(sentence.format(name=wanted.sector, nearest=close, known=known), WRONG_USAGE)


def _drawn(wanted: "Sequence[Wanted]", asked: Questionnaire, said: "Stock") -> "Iterator[Sample]":
    from cem_maturity.domain.sampling.sample import CannotBe, draw

    for one in wanted:
        found = draw(asked, said, one)
        if isinstance(found, CannotBe):
            stop(SPOKEN.say(found.reason), WRONG_USAGE)
        yield found


def _client(sample: "Sample", asked: Questionnaire, said: "Stock", *, with_key: bool) -> _Client:
    from cem_maturity.adapters import key_file

    return _Client(
        sample.assessment.organisation.name,
        answers_of(sample, asked, said),
        key_file.write(sample.key, asked) if with_key else "",
        sample.result,
        who_it_is(sample, asked),
    )


def answers_of(sample: "Sample", asked: Questionnaire, said: "Stock") -> str:
    """The answers file of a client, which says that it is invented."""
    return f"# {speak(said.language).say(Message(_INVENTED))}\n{write(sample.assessment, asked)}"


def who_it_is(sample: "Sample", asked: Questionnaire) -> Message:
    """What those who lead the class are told beside the result."""
    values: dict[str, Value] = {"persona": sample.persona, "level": sample.level, "seed": str(sample.seed)}
    if asked.dimensions:
        return Message(N_("{persona}, level {level}, seed {seed}"), values)
    return Message(N_("{persona}, seed {seed}"), values)


# -- files


class _Places(NamedTuple):
    """Where the documents about one client go."""

    answers: Path
    key: Path | None
    report: Path | None


def _write(clients: Sequence[_Client], folder: Path | None, language: str | None, report: Format | None) -> None:
    if folder is None:
        put(clients[0].answers)
        return
    places = list(_places(clients, folder, report))
    for place in places:
        for path in filter(None, place):
            refuse_taken(path)
    _make(folder)
    if any(one.key for one in clients):
        _make(folder / KEYS)
    if report is Format.PDF:
        from cem_maturity.cli.publishing import warm_up

        warm_up()
    for client, place in zip(clients, places, strict=True):
        _save(place.answers, client.answers)
        if place.key is not None:
            _save(place.key, client.key)
        if place.report is not None and report is not None:
            _report(client, report, place.report, language)
        put("".join(f"{path}\n" for path in filter(None, place)))
        if client.told is not None:
            tell(f"{place.answers}: {SPOKEN.say(client.told)}")


def _places(clients: Sequence[_Client], folder: Path, report: Format | None) -> Iterator[_Places]:
    """The names of all files: those of the organisations, with a number behind where two are alike."""
    taken: set[str] = set()
    for client in clients:
        stem, number = slug(client.name), 1
        name = stem
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        yield _Places(
            folder / f"{name}.yaml",
            folder / KEYS / f"{name}.key.yaml" if client.key else None,
            folder / f"{name}.{report}" if report else None,
        )


def _make(folder: Path) -> None:
    """Make *folder* where there is none."""
    try:
        make_folder(folder)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)


def _save(path: Path, text: str) -> None:
    try:
        save_text(path, text)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)


def _report(client: _Client, format_: Format, target: Path, language: str | None) -> None:
    from cem_maturity.cli.assessing import references_for, report_language, report_on
    from cem_maturity.cli.report import write_report
    from cem_maturity.domain.brand import NOBODY

    references = () if format_ is Format.JSON else references_for(client.result, language)
    found = report_on(client.result, references=references)
    write_report(found, report_language(found, language), format_, target, NOBODY, client.answers)
