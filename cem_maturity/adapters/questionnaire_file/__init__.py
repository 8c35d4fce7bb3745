"""Questionnaires and their translations, read from YAML."""

from cem_maturity.adapters.questionnaire_file.reading import Found, Missing, example_places, read
from cem_maturity.adapters.questionnaire_file.translating import Translated, read_translation, translate

__all__ = ["Found", "Missing", "Translated", "example_places", "read", "read_translation", "translate"]
