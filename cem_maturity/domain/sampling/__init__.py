"""Invented clients for training: drawn from a seed, scored by the questionnaire's own rule, the same everywhere."""
