"""Questionnaires, read from YAML; their translations are read in `translating`, which few runs need."""

from cem_maturity.adapters.questionnaire_file.reading import Found, Missing, example_places, read

__all__ = ["Found", "Missing", "example_places", "read"]
