"""Questionnaires and their translations, read from YAML."""

from cem_maturity.adapters.questionnaire_file.reading import read
from cem_maturity.adapters.questionnaire_file.translating import translate

__all__ = ["read", "translate"]
