"""What the end of an interview offers for what is still open, in words."""

from cem_maturity.application.language import Language
from cem_maturity.domain.follow_up import still_open
from cem_maturity.domain.interview import Interview


def follow_up_hint(interview: Interview, language: Language) -> str:
    """That a sheet can be written for those who know; nothing where nothing is unknown or flagged."""
    count = len(still_open(interview.questionnaire, interview.assessment))
    if not count:
        return ""
    sentence = language.ngettext(
        "{count} question is unknown or flagged: m writes a sheet to mail to those who know.",
        "{count} questions are unknown or flagged: m writes a sheet to mail to those who know.",
        count,
    )
    return sentence.format(count=language.number(count))
