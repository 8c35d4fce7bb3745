"""The portfolio of a batch: four files, written anew where anything in them has changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cem_maturity import __version__
from cem_maturity.adapters.disk import NotSaved, fingerprint, fingerprint_of, save
from cem_maturity.application.batch import digest
from cem_maturity.cli.assessing import speaker
from cem_maturity.cli.batching import LARGEST_REPORT, Batch, Made, templates_digest
from cem_maturity.cli.publishing import templates
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import NOT_WRITTEN, stop
from cem_maturity.domain.outcome import Assessed, measure
from cem_maturity.domain.portfolio import portfolio
from cem_maturity.domain.report import as_values

if TYPE_CHECKING:
    from cem_maturity.adapters.batch import Record
    from cem_maturity.application.language import Language
    from cem_maturity.domain.questionnaire import Questionnaire

PAGE = "portfolio.html"
NAMES = (PAGE, "portfolio.csv", "portfolio.json", "portfolio.xlsx")


def write_portfolio(batch: Batch, records: "Mapping[str, Record]", made: Made, language: str | None) -> None:
    """Write the portfolio on *records* and the reports that were *made*; where that fails, say why and end with 5.

    It speaks *language*, else that of the answers where all say the same, else that of the messages.
    """
    said = {one.outcome.language for one in records.values() if isinstance(one.outcome, Assessed)}
    speaks = speaker(said.pop() if len(said) == 1 else SPOKEN.code, language)
    made_from = _made_from(batch, made, speaks)
    found = {name: fingerprint(batch.folder / name, LARGEST_REPORT) for name in NAMES}
    for name in NAMES:
        if batch.is_in_the_way(name, found[name]):
            stop(
                _("{file} is there already and none of ours; move it away, or choose another folder with -o.").format(
                    file=batch.folder / name
                ),
                NOT_WRITTEN,
            )
    if all(batch.memory.made_from(name, found[name]) == made_from for name in NAMES):
        batch.there.update(found)
        return
    contents = dict(_files(batch, records, made, speaks))
    try:
        for name, content in contents.items():
            batch.memory.keep_report(name, fingerprint_of(content), made_from)
        batch.memory.flush()
        for name, content in contents.items():
            save(batch.folder / name, content)
            batch.there[name] = fingerprint_of(content)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)


def _made_from(batch: Batch, made: Made, language: "Language") -> str:
    """A digest of all that the portfolio depends on."""
    parts: list[str] = [batch.look, templates_digest("portfolio"), language.code]
    for file in batch.files:
        parts += (file, batch.follows_from(file), made.names.get(file, ""), repr(made.problems.get(file, ())))
    return digest(*parts)


def _files(
    batch: Batch, records: "Mapping[str, Record]", made: Made, language: "Language"
) -> Iterator[tuple[str, bytes]]:
    """The files of the portfolio by name."""
    from cem_maturity.adapters import json_report, portfolio_table
    from cem_maturity.adapters.html_report import portfolio as pages
    from cem_maturity.adapters.html_report.branding import look
    from cem_maturity.adapters.workbook import portfolio as workbook

    outcomes = [one.outcome for one in records.values()]
    asked = _questionnaire(batch, records, outcomes, language)
    found = portfolio(outcomes, made.names, asked, __version__, made.problems)
    values = as_values(found, language.say)
    when, house = batch.rendering.made, look(batch.rendering.brand, language.code)
    html = pages.render(values, language, templates=templates("portfolio"), shared=templates(), made=when, brand=house)
    yield PAGE, html.encode()
    yield "portfolio.csv", portfolio_table.render(values).encode()
    yield "portfolio.json", json_report.render_long(values).encode()
    yield "portfolio.xlsx", workbook.render(values, language, made=when)


def _questionnaire(
    batch: Batch, records: "Mapping[str, Record]", outcomes: Sequence[object], language: "Language"
) -> "Questionnaire | None":
    """The questionnaire of most units, in the portfolio's *language*."""
    first = measure(outcomes)  # type: ignore[arg-type]
    if first is None:
        return None
    return batch.library.questionnaire(records[first.file].questionnaire, language.code)
