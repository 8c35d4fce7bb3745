"""From one client to the folder of a class: briefing, a folder for each team, the facilitator's, and what is sealed."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cem_maturity.adapters.disk import NotSaved, make_folder, save_folder
from cem_maturity.application.language import Language
from cem_maturity.cli.assessing import speaker
from cem_maturity.cli.publishing import STDOUT, check_pdf, made, pdf_of, refuse_taken, templates, warm_up
from cem_maturity.cli.reading import accepted_with_warnings
from cem_maturity.cli.sampling import answers_of, case_path, case_text, draw_clients, load_case, who_it_is
from cem_maturity.cli.speech import SPOKEN, _
from cem_maturity.cli.streams import NOT_WRITTEN, WRONG_USAGE, put, stop, tell
from cem_maturity.domain.message import Message

if TYPE_CHECKING:
    from cem_maturity.adapters.html_report.exercise import Page
    from cem_maturity.domain.dossier import Dossier
    from cem_maturity.domain.result import Result
    from cem_maturity.domain.sampling.key import Key
    from cem_maturity.domain.sampling.sample import Wanted

TEMPLATES = "exercise"
WORKSHOP = "workshop"
"""The template set of sheets and cards."""
FACILITATOR, SEALED = "facilitator", "sealed"
"""Folders of an exercise, beside those of the teams."""


class _Client(NamedTuple):
    """Whom the class judges."""

    result: "Result"
    key: "Key"
    dossier: "Dossier"
    answers: str
    """The filled answers file."""
    key_text: str
    told: Message | None


def write_exercise(
    whom: "str | Wanted", folder: Path, teams: int, questionnaire: str | None, language: str | None
) -> None:
    """Write the exercise about the case of that name, or about the client that is wanted, to the new *folder*.

    Ends with the exit code of contract.md §3 where that is not 0; where anything fails, nothing is left.
    """
    if str(folder) == STDOUT:
        stop(_("A folder cannot go to stdout; name one with --exercise DIR."), WRONG_USAGE)
    refuse_taken(folder)
    warm_up()
    client = _case(whom, language) if isinstance(whom, str) else _drawn(whom, questionnaire, language)
    check_pdf(is_choice=False)
    pages = _Pages(client, teams, speaker(client.result.assessment.language, language))
    files = dict(pages.files())
    try:
        make_folder(folder.parent)
        save_folder(folder, files)
    except NotSaved as error:
        stop(SPOKEN.say(error.message), NOT_WRITTEN)
    put("".join(f"{folder / name}\n" for name in files))
    if client.told is not None:
        tell(f"{folder / SEALED}: {SPOKEN.say(client.told)}")


def _drawn(wanted: "Wanted", questionnaire: str | None, language: str | None) -> _Client:
    from cem_maturity.adapters import key_file
    from cem_maturity.domain.dossier import dossier

    asked, stock, (sample,) = draw_clients([wanted], questionnaire, language)
    _refuse_without_questions(sample.result)
    told = who_it_is(sample, asked)
    found = dossier(sample.result, stock=stock)
    return _Client(
        sample.result, sample.key, found, answers_of(sample, asked, stock), key_file.write(sample.key, asked), told
    )


def _case(name: str, language: str | None) -> _Client:
    from cem_maturity.adapters import key_file, story_file
    from cem_maturity.domain.dossier import dossier

    found, result = load_case(name, language)
    _refuse_without_questions(result)
    key_text = case_text(name, "key", language)
    if not key_text:
        stop(_("The case {name} has no key.").format(name=name), WRONG_USAGE)
    where = str(case_path(name, "key", language))
    key = accepted_with_warnings(key_file.read(key_text, where, result.questionnaire))
    # People are called as in the answers: where those are told in English, the story is too.
    heard = language if case_path(name, "answers", language).stem != "answers" else None
    told = case_text(name, "story", heard)
    where = str(case_path(name, "story", heard))
    story = accepted_with_warnings(story_file.read(told, where)) if told else None
    return _Client(result, key, dossier(result, story), found.text, key_text, None)


def _refuse_without_questions(result: "Result") -> None:
    if not result.questionnaire.dimensions:
        sentence = _("{questionnaire} has no questions, so there is nothing for teams to judge.")
        stop(sentence.format(questionnaire=result.questionnaire.id), WRONG_USAGE)


class _Pages:
    """The files of one exercise, as they are made."""

    def __init__(self, client: _Client, teams: int, language: Language) -> None:
        self.client, self.teams, self.language = client, teams, language

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file by its name in the folder."""
        from cem_maturity.adapters.html_report.exercise import Page
        from cem_maturity.application.exercise import guide, key_page
        from cem_maturity.domain.report import as_values
        from cem_maturity.domain.worked import formula

        client, say = self.client, self.language.say
        result = client.result
        name = result.assessment.organisation.name
        yield from self._page("", Page.BRIEFING, as_values(client.dossier, say))
        yield from self._of_teams()
        told = guide(result.questionnaire, name, self.teams)
        yield from self._page(FACILITATOR, Page.GUIDE, as_values(told, say))
        yield from self._page(FACILITATOR, Page.FORMULA, as_values(formula(result, worked=False), say))
        yield f"{SEALED}/key.yaml", client.key_text.encode()
        yield f"{SEALED}/answers.yaml", client.answers.encode()
        yield from self._page(SEALED, Page.KEY, as_values(key_page(client.key, result), say))
        yield from self._page(SEALED, Page.FORMULA, as_values(formula(result, worked=True), say))

    def _of_teams(self) -> Iterator[tuple[str, bytes]]:
        from cem_maturity.adapters.answers_file.starting import starting_point
        from cem_maturity.adapters.html_report import Medium, workshop

        assessment, asked = self.client.result.assessment, self.client.result.questionnaire
        day = assessment.date or date.today().isoformat()
        blank = starting_point(asked, self.language, day, assessment.organisation).encode()
        pages: dict[str, bytes] = {}
        for kind in workshop.Kind:
            html = {
                medium: workshop.render(
                    asked,
                    kind,
                    self.language,
                    templates=templates(WORKSHOP),
                    shared=templates(),
                    medium=medium,
                    made=made(),
                )
                for medium in Medium
            }
            pages[f"{kind}.html"] = html[Medium.SCREEN].encode()
            pages[f"{kind}.pdf"] = pdf_of(html[Medium.PRINT])
        for number in range(1, self.teams + 1):
            team = f"team-{number}"
            yield f"{team}/{team}.yaml", blank
            yield from ((f"{team}/{name}", content) for name, content in pages.items())

    def _page(self, folder: str, page: "Page", values: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
        """The page for the screen and for paper."""
        from cem_maturity.adapters.html_report import Medium
        from cem_maturity.adapters.html_report.exercise import render

        html = {
            medium: render(
                page,
                values,
                self.language,
                templates=templates(TEMPLATES),
                shared=templates(),
                medium=medium,
                made=made(),
            )
            for medium in Medium
        }
        stem = f"{folder}/{page}" if folder else str(page)
        yield f"{stem}.html", html[Medium.SCREEN].encode()
        yield f"{stem}.pdf", pdf_of(html[Medium.PRINT])
