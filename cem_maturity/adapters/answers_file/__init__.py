"""Answers files, read from YAML and written to it: what one reads, the other wrote."""

from cem_maturity.adapters.answers_file.reading import language, read, read_parsed, reference
from cem_maturity.adapters.answers_file.writing import write

__all__ = ["language", "read", "read_parsed", "reference", "write"]
