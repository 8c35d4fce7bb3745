"""What the form at an interview's start holds and accepts."""

import re
from dataclasses import replace
from datetime import date
from typing import assert_never

from cem_maturity.domain.free_text import Declined, blank, refusal
from cem_maturity.domain.interview import Interview, change
from cem_maturity.domain.message import N_, Message
from cem_maturity.domain.moving import skip
from cem_maturity.domain.response import AnswerSheet, Respondent
from cem_maturity.domain.turns import FormField, FormTurn


def form_value(interview: Interview, field: FormField) -> str:
    """What the form holds at *field*, as it would be typed."""
    assessment = interview.assessment
    match field:
        case FormField.ORGANISATION:
            return assessment.organisation.name
        case FormField.UNIT:
            return assessment.organisation.unit
        case FormField.SECTOR:
            return interview.questionnaire.called(assessment.organisation.sector)
        case FormField.COUNTRY | FormField.PROFILE:
            return assessment.organisation.fact(field.value)
        case FormField.DATE:
            return assessment.date
        case FormField.ASKED:
            people = [
                one for one in assessment.respondents if not interview.respondent or one.id == interview.respondent
            ]
            return ", ".join(f"{one.name} ({one.role})" if one.role else one.name for one in people if one.name)
        case FormField.PREDICTED:
            return str(assessment.predicted.get("overall", ""))
        case _:
            assert_never(field)


def fill_in(interview: Interview, text: str) -> Interview | Declined:
    """The form's line filled in with *text*; then the next turn."""
    if not isinstance(interview.turn, FormTurn):
        raise TypeError("it is not the form's turn")
    text = text if text.strip() else ""
    if declined := refusal(text):
        return declined
    organisation = interview.assessment.organisation
    match interview.turn.field:
        case FormField.ORGANISATION:
            if declined := blank(text, N_("Please name the organisation; the file and the report carry its name.")):
                return declined
            changed = change(interview, organisation=replace(organisation, name=text))
        case FormField.UNIT:
            changed = change(interview, organisation=replace(organisation, unit=text))
        case FormField.SECTOR:
            known = {
                interview.questionnaire.called(sector).casefold(): sector for sector in interview.questionnaire.sectors
            }
            text = known.get(text.strip().casefold(), text.strip())
            if text and known and text not in interview.questionnaire.sectors:
                names = tuple(map(interview.questionnaire.called, interview.questionnaire.sectors))
                return Declined(Message(N_("Known sectors are: {sectors}."), {"sectors": names}))
            changed = change(interview, organisation=replace(organisation, sector=text))
        case FormField.COUNTRY:
            changed = change(interview, organisation=replace(organisation, country=text))
        case FormField.PROFILE:
            changed = change(interview, organisation=replace(organisation, profile=text))
        case FormField.DATE:
            text = text.strip()
            if not _is_date(text):
                return Declined(Message(N_("Please write the date as year-month-day, such as 2026-11-21.")))
            changed = change(interview, date=text)
        case FormField.ASKED:
            unchanged = text == form_value(interview, FormField.ASKED)
            changed = interview if unchanged else _asking(interview, text)
        case FormField.PREDICTED:
            text, top = text.strip(), interview.questionnaire.top_level
            if text and (not text.isdecimal() or int(text) > top):
                return Declined(Message(N_("Please give a level from 0 to {top}, or nothing."), {"top": top}))
            others = {id_: level for id_, level in interview.assessment.predicted.items() if id_ != "overall"}
            changed = change(interview, predicted={**others, "overall": int(text)} if text else others)
        case _:
            assert_never(interview.turn.field)
    return skip(changed)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_PERSON = re.compile(r"\s*(?P<name>[^,;،؛()]+?)\s*(?:\((?P<role>[^()]*)\)\s*)?(?:[,;،؛]|$)")


def _asking(interview: Interview, text: str) -> Interview:
    """Who is asked: one respondent's own name and role, or the names of all in the room.

    People in the room answer together, so they stand among the respondents without a sheet of their own.
    """
    people = [(found["name"], (found["role"] or "").strip()) for found in _PERSON.finditer(text)]
    old = interview.assessment.respondents
    if interview.respondent:
        name, role = people[0] if people else ("", "")
        changed = tuple(
            replace(one, name=name, role=role or one.role) if one.id == interview.respondent else one for one in old
        )
        return change(interview, respondents=changed)
    wanted = list(people)
    kept: list[Respondent] = []
    for one in old:
        if (one.name, one.role) in wanted:
            wanted.remove((one.name, one.role))
            kept.append(one)
        elif not one.is_silent or not one.name:
            kept.append(one)
    taken = {one.id for one in kept}
    free = (f"person-{number}" for number in range(1, len(wanted) + len(taken) + 1))
    ids = (id_ for id_ in free if id_ not in taken)
    new = [Respondent(id_, AnswerSheet(), name, role) for (name, role), id_ in zip(wanted, ids, strict=False)]
    return change(interview, respondents=(*kept, *new))
