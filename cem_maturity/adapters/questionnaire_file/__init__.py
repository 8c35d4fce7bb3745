"""Questionnaires and their translations, read from YAML."""

from cem_maturity.adapters.questionnaire_file.reading import example_places, read
from cem_maturity.adapters.questionnaire_file.translating import translate

__all__ = ["example_places", "read", "translate"]
